-- An objection lies until it is decided on: the coordinator lays down who directs, or lets the objection be, or who objected takes
-- it back (R2). What was proposed meanwhile decided nothing. Beside what became of a proposal, so as often as was objected.
ALTER TABLE chaincare.regie_outcomes
    DROP CONSTRAINT regie_outcomes_outcome_check,
    ADD CONSTRAINT regie_outcomes_outcome_check CHECK (outcome IN
        ('agreed', 'in_effect', 'declined', 'objected', 'withdrawn', 'expired', 'lapsed', 'objection_settled'));
DROP INDEX chaincare.regie_outcomes_once;
CREATE UNIQUE INDEX regie_outcomes_once ON chaincare.regie_outcomes (proposal_id, (outcome = 'agreed'))
    WHERE outcome <> 'objection_settled';

SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.regie_due(of_case uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT least(
        (SELECT p.respond_by FROM chaincare.regie AS r JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id
         WHERE r.case_id = of_case),
        (SELECT min(p.effective_at) FROM chaincare.regie_outcomes AS o
         JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
         WHERE o.case_id = of_case AND o.outcome = 'agreed' AND NOT EXISTS (
            SELECT FROM chaincare.regie_outcomes AS k
            WHERE k.proposal_id = o.proposal_id AND k.outcome NOT IN ('agreed', 'objection_settled'))))
$$;

-- As in 0057, but an objection goes on climbing whatever the parties propose.
CREATE OR REPLACE FUNCTION chaincare.time_regie_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.timers SET next_on = NULL, stopped = true
        WHERE case_id = NEW.case_id AND NOT stopped
          AND (kind = 'regie_answer' OR (kind = 'regie_objection' AND NEW.kind IN ('assignment', 'by_law')));
    IF NEW.holder_id IS NULL AND NEW.kind <> 'by_law' AND (NEW.kind <> 'assignment' OR NOT EXISTS (
        SELECT FROM chaincare.regie_terms AS t
        WHERE t.case_id = NEW.case_id AND (t.during @> NEW.proposed_at) IS TRUE AND t.kind <> 'interim')) THEN
        PERFORM chaincare.set_timer('regie_answer', NEW.id, NEW.id, NEW.case_id,
            ((NEW.respond_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 0);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION chaincare.time_regie_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.outcome = 'objection_settled' THEN
        UPDATE chaincare.timers SET next_on = NULL, stopped = true
            WHERE kind = 'regie_objection' AND about = NEW.proposal_id AND NOT stopped;
    ELSIF NEW.outcome <> 'expired' THEN
        PERFORM chaincare.set_timer('regie_answer', NEW.proposal_id, NEW.proposal_id, NEW.case_id, NULL, 0);
    END IF;
    RETURN NULL;
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- As in 0074: that an objection was decided on ends no succession.
DROP TRIGGER succession_follows ON chaincare.regie_outcomes;
CREATE TRIGGER succession_follows AFTER INSERT ON chaincare.regie_outcomes
    FOR EACH ROW WHEN (NEW.outcome NOT IN ('agreed', 'in_effect', 'objection_settled'))
    EXECUTE FUNCTION chaincare.succession_follows_proposal();
