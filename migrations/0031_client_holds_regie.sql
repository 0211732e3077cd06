-- A client directs himself, with a professional contact beside him (R10).
--
-- `holder_id` of a term stays what it was for everything that goes to somebody at work: the worklist, the ladder, the
-- emergency card. Where a client directs that is his contact, and `client_party_id` is the client's own participation.
-- So whoever forgets to ask still finds a person with a telephone. Neither of both leaves silently (R6).

ALTER TABLE chaincare.regie_proposals
    DROP CONSTRAINT regie_proposals_kind_check,
    ADD CONSTRAINT regie_proposals_kind_check CHECK (kind IN ('first', 'handover', 'assignment', 'to_client')),
    DROP CONSTRAINT regie_proposals_proposed_by_fkey,      -- the client who directs proposes too: by his login
    ADD COLUMN contact_id uuid REFERENCES chaincare.participations (id),
    ADD COLUMN representative_id uuid REFERENCES chaincare.participations (id),
    ADD CONSTRAINT regie_proposals_to_client CHECK (
        (kind = 'to_client') = (contact_id IS NOT NULL) AND (representative_id IS NULL OR contact_id IS NOT NULL)
        AND contact_id <> candidate_id AND (kind <> 'to_client' OR holder_id IS NULL OR handover_note IS NOT NULL));
ALTER TABLE chaincare.regie_resignations
    DROP CONSTRAINT regie_resignations_resigned_by_fkey;

ALTER TABLE chaincare.regie_terms
    ADD COLUMN client_party_id uuid,
    ADD CONSTRAINT regie_terms_client_takes_part FOREIGN KEY (client_party_id, PERIOD during)
        REFERENCES chaincare.participations (id, PERIOD during),
    ADD CONSTRAINT regie_terms_client_and_contact CHECK (client_party_id <> holder_id);
ALTER TABLE chaincare.regie_facts
    ADD COLUMN client_party_id uuid REFERENCES chaincare.participations (id),
    ADD CONSTRAINT regie_facts_client_began CHECK (fact = 'began' OR client_party_id IS NULL);

-- What a client who directs, or is asked to, settles by his own login: the same rows that a holder's answer writes.
DO $$
DECLARE
    allowed text[];
BEGIN
    FOREACH allowed SLICE 1 IN ARRAY ARRAY[
        ['regie', 'INSERT'], ['regie', 'UPDATE'], ['regie_proposals', 'INSERT'], ['regie_terms', 'INSERT'],
        ['regie_terms', 'UPDATE'], ['regie_facts', 'INSERT'], ['regie_resignations', 'INSERT']] LOOP
        EXECUTE format('CREATE POLICY %I ON chaincare.%I FOR %s TO chaincare_app %s (case_id = ANY (
                (SELECT chaincare.cleared_cases(''{client}''))::uuid[]))',
            'client_' || CASE allowed[2] WHEN 'INSERT' THEN 'adds' ELSE 'changes' END, allowed[1], allowed[2],
            CASE allowed[2] WHEN 'INSERT' THEN 'WITH CHECK' ELSE 'USING' END);
    END LOOP;
END $$;

SET LOCAL ROLE chaincare_door;

-- A proposal that names a shielded party anywhere is hidden as a whole.
CREATE OR REPLACE FUNCTION chaincare.uncleared_proposals() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties uuid[] := chaincare.uncleared_parties();
    people uuid[] := chaincare.uncleared_people();
BEGIN
    RETURN CASE WHEN parties = '{}' THEN '{}'::uuid[] ELSE ARRAY(
        SELECT r.id FROM chaincare.regie_proposals AS r
        JOIN (SELECT DISTINCT case_id FROM chaincare.standing_before_reader) AS s ON s.case_id = r.case_id
        WHERE ARRAY[r.candidate_id, r.holder_id, r.contact_id, r.representative_id] && parties
           OR r.proposed_by = ANY (people)) END;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
