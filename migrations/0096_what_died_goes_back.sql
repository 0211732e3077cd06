-- An agreement that was proposed in the place of another can come about no more once that other one is finished, replaced or moved. It went on
-- waiting for who was asked, who could only decline it: now it goes back to whoever proposed it, in the act that undid it.
ALTER TABLE chaincare.agreements ADD COLUMN returned boolean NOT NULL DEFAULT false;
GRANT UPDATE (returned) ON chaincare.agreements TO chaincare_door;

SET LOCAL ROLE chaincare_door;

-- Whether one may still take the place of the other: it is not finished; who proposed the new one is not bound by the old one by now, or he would
-- shed it by his own proposal (A4); and it was moved no more than the new one counts, with its own to another day.
CREATE FUNCTION chaincare.still_replaces(new_one chaincare.agreements, old_one chaincare.agreements) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN old_one.state IN ('proposed', 'agreed', 'in_progress', 'awaiting_new_responsible')
        AND (old_one.state = 'proposed' OR (new_one.proposed_by <> old_one.responsible_id
            AND new_one.original_due_on = old_one.original_due_on
            AND new_one.shifts = old_one.shifts + (new_one.due_on <> old_one.due_on)::int));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.still_replaces(chaincare.agreements, chaincare.agreements) FROM PUBLIC, chaincare_app;

-- Who holds the old one holds it before what is to replace it: nobody waits for another who waits for him.
CREATE FUNCTION chaincare.return_replacing(old_one chaincare.agreements, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n chaincare.agreements;
BEGIN
    FOR n IN SELECT * FROM chaincare.agreements AS a
        WHERE a.case_id = old_one.case_id AND a.supersedes = old_one.id AND NOT a.returned
          AND a.state IN ('proposed', 'awaiting_new_responsible') AND a.id IS DISTINCT FROM old_one.superseded_by
        ORDER BY a.id FOR UPDATE
    LOOP
        CONTINUE WHEN chaincare.still_replaces(n, old_one);
        INSERT INTO chaincare.agreement_facts (agreement_id, seq, case_id, at, by_id, fact)
            VALUES (n.id, n.version + 1, n.case_id, return_replacing.at, n.proposed_by,
                    jsonb_build_object('kind', 'returned', 'supersedes', old_one.id));
        UPDATE chaincare.agreements AS a SET state = 'proposed', candidate_id = NULL, waiting_on = 'proposer', returned = true,
            waiting_since = CASE a.waiting_on WHEN 'proposer' THEN a.waiting_since ELSE return_replacing.at END,
            version = a.version + 1 WHERE a.id = n.id;
        UPDATE chaincare.agreement_preconditions AS p SET waiting_on = 'nobody', waiting_since = return_replacing.at
            WHERE p.agreement_id = n.id AND p.waiting_on <> 'nobody';
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.return_replacing(chaincare.agreements, timestamptz) FROM PUBLIC, chaincare_app;

CREATE FUNCTION chaincare.return_what_replaces() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.return_replacing(NEW, coalesce((SELECT f.at FROM chaincare.agreement_facts AS f
        WHERE f.agreement_id = NEW.id AND f.seq = NEW.version), NEW.waiting_since));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.return_what_replaces() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.return_what_replaces() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER agreements_return AFTER UPDATE ON chaincare.agreements FOR EACH ROW
    WHEN ((OLD.state, OLD.shifts, OLD.due_on, OLD.responsible_id) IS DISTINCT FROM (NEW.state, NEW.shifts, NEW.due_on, NEW.responsible_id))
    EXECUTE FUNCTION chaincare.return_what_replaces();

-- What died already. It is no act of anybody.
ALTER TABLE chaincare.agreements DISABLE TRIGGER agreements_require_done;
ALTER TABLE chaincare.agreement_facts DISABLE TRIGGER agreement_facts_require_done;
ALTER TABLE chaincare.agreement_preconditions DISABLE TRIGGER agreement_preconditions_require_done;
SET LOCAL ROLE chaincare_door;
SELECT count(chaincare.return_replacing(o, o.waiting_since)) FROM chaincare.agreements AS o
    WHERE EXISTS (SELECT FROM chaincare.agreements AS n WHERE n.case_id = o.case_id AND n.supersedes = o.id);
RESET ROLE;
SET LOCAL ROLE chaincare_owner;
ALTER TABLE chaincare.agreements ENABLE TRIGGER agreements_require_done;
ALTER TABLE chaincare.agreement_facts ENABLE TRIGGER agreement_facts_require_done;
ALTER TABLE chaincare.agreement_preconditions ENABLE TRIGGER agreement_preconditions_require_done;
