-- One agreement in the place of another (`supersedes`): who agrees to the new one need not read the old one, so that the
-- door ends it, in the same transaction. False when it was finished meanwhile, another took its place, or
-- who proposed the new one is bound by the old one since.
CREATE OR REPLACE FUNCTION chaincare.supersede_agreement(old_id uuid, new_id uuid, at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    old_one chaincare.agreements;
    new_one chaincare.agreements;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.case_id IS NOT NULL AND l.reach IN ('core', 'full', 'client');
    SELECT * INTO STRICT new_one FROM chaincare.agreements AS a
        WHERE a.id = new_id AND a.case_id = e.case_id AND a.state = 'agreed' AND a.supersedes = old_id;
    IF new_one.returned_at IS NOT NULL THEN
        RETURN true;     -- nothing can be replaced any more, as who agrees does not see: it stands alone
    END IF;
    SELECT * INTO STRICT old_one FROM chaincare.agreements AS a WHERE a.id = old_id AND a.case_id = e.case_id FOR UPDATE;
    IF old_one.superseded_by = new_id THEN
        RETURN true;     -- agreed to again, after an objection
    END IF;
    IF NOT chaincare.still_replaces(new_one, old_one) THEN
        RETURN false;
    END IF;
    INSERT INTO chaincare.agreement_facts (agreement_id, seq, case_id, at, by_id, fact)
        VALUES (old_id, old_one.version + 1, e.case_id, supersede_agreement.at, new_one.responsible_id,
                jsonb_build_object('kind', 'superseded', 'supersededBy', new_id));
    UPDATE chaincare.agreements AS a SET state = 'superseded', superseded_by = new_id, candidate_id = NULL,
        waiting_on = 'nobody', waiting_since = CASE a.waiting_on WHEN 'nobody' THEN a.waiting_since
            ELSE supersede_agreement.at END, version = a.version + 1 WHERE a.id = old_id;
    UPDATE chaincare.agreement_preconditions AS n SET waiting_on = 'nobody', waiting_since = supersede_agreement.at
        WHERE n.agreement_id = old_id AND n.waiting_on <> 'nobody';
    RETURN true;
END $$;

-- Who takes a step in what is to replace another holds that other one first, as whoever ends or moves that one does: the two never wait for each
-- other. Once it is agreed to nothing of the other one is to be waited for.
CREATE OR REPLACE FUNCTION chaincare.hold_replaced(replacing uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.case_id IS NOT NULL AND l.reach IN ('core', 'full', 'client');
    PERFORM FROM chaincare.agreements AS o
        WHERE o.case_id = e.case_id AND o.id = (
            SELECT a.supersedes FROM chaincare.agreements AS a WHERE a.case_id = e.case_id AND a.id = replacing
               AND a.state IN ('proposed', 'awaiting_new_responsible'))
        FOR UPDATE;
    RETURN true;
END $$;
