-- The day on which a case is to be evaluated does not pass unseen: from that day on it lies with who directs, and later the coordinator is
-- told. And who bridges and leaves has it lie with who directs again, as long as at first (E4).
ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'precondition_answer',
        'escalation_answer', 'escalation_question', 'escalation_review', 'escalation_draft', 'escalation_start',
        'escalation_bridge', 'escalation_condition', 'needed_party', 'regie_answer', 'regie_objection', 'last_resort',
        'consultation_answer', 'case_evaluation'));

DROP POLICY app_sees ON chaincare.ladder_steps;
CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           AND CASE WHEN kind = 'needed_party' THEN EXISTS (
                    SELECT FROM chaincare.needed_parties AS n WHERE n.id = within_id)
               WHEN starts_with(kind, 'escalation') THEN EXISTS (
                    SELECT FROM chaincare.escalations AS x WHERE x.id = within_id)
               WHEN starts_with(kind, 'regie') THEN EXISTS (
                    SELECT FROM chaincare.regie_proposals AS p WHERE p.id = within_id)
               WHEN kind = 'last_resort' THEN EXISTS (
                    SELECT FROM chaincare.regie_last_resorts AS r WHERE r.id = within_id)
               WHEN kind = 'case_evaluation' THEN within_id = case_id
               ELSE EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = within_id) END);

SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE FUNCTION chaincare.time_help(x chaincare.escalations) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    days int := (SELECT n.response_days FROM chaincare.cases AS c JOIN chaincare.networks AS n ON n.id = c.network_id
                 WHERE c.id = x.case_id);
    accepted_at timestamptz := (SELECT max(f.at) FROM chaincare.escalation_facts AS f
                                WHERE f.escalation_id = x.id AND f.kind = 'accepted');
    left_at timestamptz := (SELECT upper(p.during) FROM chaincare.participations AS p
                            WHERE p.id = x.bridge_id AND NOT upper_inf(p.during));
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
    PERFORM chaincare.set_timer('escalation_bridge', x.id, x.id, x.case_id, CASE WHEN x.state = 'waiting' AND (NOT x.bridge_agreed OR left_at IS NOT NULL)
        THEN (coalesce((SELECT greatest(max(f.at), left_at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id
                        AND f.kind IN ('accepted', 'bridge_named', 'bridge_answered')), x.ball_since)
              AT TIME ZONE 'Europe/Amsterdam')::date END, days);
END $$;

CREATE FUNCTION chaincare.time_bridge() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.time_help(x) FROM chaincare.escalations AS x
        WHERE x.case_id = NEW.case_id AND x.bridge_id = NEW.id AND x.state = 'waiting';
    RETURN NULL;
END $$;

-- Done is it when it was evaluated on that day or later.
CREATE FUNCTION chaincare.time_evaluation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('case_evaluation', NEW.case_id, NEW.case_id, NEW.case_id, (
        SELECT q.evaluation_on FROM chaincare.case_questions AS q
        WHERE q.case_id = NEW.case_id AND NOT EXISTS (
            SELECT FROM chaincare.case_evaluations AS v
            WHERE v.case_id = NEW.case_id AND (v.evaluated_at AT TIME ZONE 'Europe/Amsterdam')::date >= q.evaluation_on)), 0);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.time_bridge(), chaincare.time_evaluation() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.time_bridge(), chaincare.time_evaluation() TO chaincare_owner;

-- What lies there already.
SELECT count(chaincare.set_timer('case_evaluation', q.case_id, q.case_id, q.case_id, q.evaluation_on, 0))
FROM chaincare.case_questions AS q WHERE q.evaluation_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM chaincare.case_evaluations AS v
    WHERE v.case_id = q.case_id AND (v.evaluated_at AT TIME ZONE 'Europe/Amsterdam')::date >= q.evaluation_on);

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER participations_time_bridge AFTER UPDATE OF during ON chaincare.participations
    FOR EACH ROW WHEN (NOT upper_inf(NEW.during)) EXECUTE FUNCTION chaincare.time_bridge();
CREATE TRIGGER case_questions_time AFTER INSERT OR UPDATE OF evaluation_on ON chaincare.case_questions
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_evaluation();
CREATE TRIGGER case_evaluations_time AFTER INSERT ON chaincare.case_evaluations
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_evaluation();
