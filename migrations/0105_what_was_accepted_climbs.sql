-- Between asking and starting nothing lies there unanswered either (E4): a colleague's draft that waits for who directs, help that was
-- accepted and is not started, what has to be there first, and who bridges meanwhile. Whoever directs has as long as the network gives for
-- an answer; what has to be there first is looked at within a month, as a waiting time is.
ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'precondition_answer',
        'escalation_answer', 'escalation_question', 'escalation_review', 'escalation_draft', 'escalation_start',
        'escalation_bridge', 'escalation_condition', 'needed_party', 'regie_answer', 'regie_objection', 'last_resort',
        'consultation_answer'));

SET LOCAL ROLE chaincare_door;

-- By what happened, and not by when somebody has the ball: a review of the waiting time gives nobody longer to find who bridges.
CREATE FUNCTION chaincare.time_help(x chaincare.escalations) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    days int := (SELECT n.response_days FROM chaincare.cases AS c JOIN chaincare.networks AS n ON n.id = c.network_id
                 WHERE c.id = x.case_id);
    accepted_at timestamptz := (SELECT max(f.at) FROM chaincare.escalation_facts AS f
                                WHERE f.escalation_id = x.id AND f.kind = 'accepted');
    missing boolean := false;
    n record;
BEGIN
    FOR n IN
        SELECT c.id, c.state = 'open' AND x.state IN ('accepted', 'waiting') AS open, (
            SELECT greatest(max(f.at), accepted_at) FROM chaincare.escalation_facts AS f
            WHERE f.escalation_id = x.id AND f.kind = 'condition_named' AND f.fact ->> 'condition' = c.id::text) AS since
        FROM chaincare.escalation_conditions AS c WHERE c.escalation_id = x.id
    LOOP
        missing := missing OR n.open;
        PERFORM chaincare.set_timer('escalation_condition', n.id, x.id, x.case_id, CASE WHEN n.open
            THEN ((coalesce(n.since, x.ball_since) AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 month')::date END, 0);
    END LOOP;
    PERFORM chaincare.set_timer('escalation_draft', x.id, x.id, x.case_id, CASE WHEN x.state = 'draft' AND x.ball = 'regie_holder'
        THEN (x.ball_since AT TIME ZONE 'Europe/Amsterdam')::date END, days);
    PERFORM chaincare.set_timer('escalation_start', x.id, x.id, x.case_id, CASE WHEN x.state = 'accepted' AND NOT missing
        THEN (x.ball_since AT TIME ZONE 'Europe/Amsterdam')::date END, days);
    PERFORM chaincare.set_timer('escalation_bridge', x.id, x.id, x.case_id, CASE WHEN x.state = 'waiting' AND NOT x.bridge_agreed
        THEN (coalesce((SELECT max(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id
                        AND f.kind IN ('accepted', 'bridge_named', 'bridge_answered')), x.ball_since)
              AT TIME ZONE 'Europe/Amsterdam')::date END, days);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.time_help(chaincare.escalations) FROM PUBLIC, chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.time_escalation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('escalation_review', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.state = 'waiting' THEN NEW.review_due_on END, 0);
    IF NEW.case_id IS NOT NULL THEN
        PERFORM chaincare.time_help(NEW);
    END IF;
    RETURN NULL;
END $$;

-- What lies there already.
SELECT count(chaincare.time_help(x)) FROM chaincare.escalations AS x
WHERE x.case_id IS NOT NULL AND x.state IN ('draft', 'accepted', 'waiting');

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- Every move writes its version, after its facts.
DROP TRIGGER escalations_time ON chaincare.escalations;
CREATE TRIGGER escalations_time AFTER INSERT OR UPDATE OF state, review_due_on, version ON chaincare.escalations
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_escalation();
