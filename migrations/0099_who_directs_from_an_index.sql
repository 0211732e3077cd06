-- Who directs a case, and whether somebody stands on a basis, is asked of every case of a worklist, and of every case of a network
-- for who coordinates it: told by the index alone.
DROP INDEX chaincare.regie_terms_of_case;
CREATE INDEX regie_terms_of_case ON chaincare.regie_terms (case_id) INCLUDE (holder_id, during, kind);
DROP INDEX chaincare.legal_bases_of_participation;
CREATE INDEX legal_bases_of_participation ON chaincare.legal_bases (participation_id) INCLUDE (id, during);
