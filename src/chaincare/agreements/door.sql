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
    SELECT * INTO STRICT old_one FROM chaincare.agreements AS a WHERE a.id = old_id AND a.case_id = e.case_id FOR UPDATE;
    IF old_one.superseded_by = new_id THEN
        RETURN true;     -- agreed to again, after an objection
    END IF;
    IF old_one.state NOT IN ('proposed', 'agreed', 'in_progress', 'awaiting_new_responsible') THEN
        RETURN false;
    END IF;
    -- Who is bound by the old one by now does not shed it by what he proposed himself (A4).
    IF old_one.state <> 'proposed' AND new_one.proposed_by = old_one.responsible_id THEN
        RETURN false;
    END IF;
    -- Nor is it moved once more beside what the new one carries over: that counts every move of it, and its own to another day.
    IF old_one.state <> 'proposed' AND (new_one.original_due_on <> old_one.original_due_on
            OR new_one.shifts <> old_one.shifts + (new_one.due_on <> old_one.due_on)::int) THEN
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
