-- A coordinator's worklist looks through the cases of a network: their status from the index that finds them, and what lies ahead
-- or open from the few rows that say so.
DROP INDEX chaincare.cases_of_network;
CREATE INDEX cases_of_network ON chaincare.cases (network_id, id) INCLUDE (status);
CREATE INDEX regie_terms_ahead ON chaincare.regie_terms (case_id) WHERE planned;
CREATE INDEX regie_proposed ON chaincare.regie (case_id) WHERE open_proposal_id IS NOT NULL;
