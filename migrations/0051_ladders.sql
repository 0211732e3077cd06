-- What is overdue, or never answered, climbs (A5, E4). A timer is a row: what runs, since which day, how far it has come,
-- and the day from which the next rung is due. Which day that is, rules work out: they know the working days.

ALTER TABLE chaincare.networks
    -- Working days after the day itself until it goes on: to the regie holder, the coordinator, the management contact.
    ADD COLUMN ladder_days int[] NOT NULL DEFAULT '{3,5,10}' CHECK (
        cardinality(ladder_days) = 3 AND 0 < ladder_days[1] AND ladder_days[1] < ladder_days[2]
        AND ladder_days[2] < ladder_days[3] AND ladder_days[3] <= 60),
    ADD COLUMN ladder_version int NOT NULL DEFAULT 1;
GRANT UPDATE (ladder_days, ladder_version) ON chaincare.networks TO chaincare_app;

CREATE TABLE chaincare.timers (
    kind      text NOT NULL CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'escalation_answer',
        'escalation_question', 'escalation_review', 'needed_party')),
    about     uuid NOT NULL,
    within_id uuid NOT NULL,      -- what that is part of, and is seen with: an agreement, an escalation, a needed party
    case_id   uuid NOT NULL REFERENCES chaincare.cases,
    runs_from date NOT NULL,      -- the day it was due; where a term runs, the day that began on
    term_days int NOT NULL,       -- working days of that term, 0 where the day was agreed
    rungs     int NOT NULL DEFAULT 0 CHECK (rungs >= 0),
    next_on   date,               -- NULL: nothing comes any more, it stopped, or its case does not run
    stopped   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (kind, about)
);
CREATE INDEX timers_due ON chaincare.timers (next_on) WHERE next_on IS NOT NULL;
CREATE INDEX timers_of_case ON chaincare.timers (case_id);

-- One line a rung, once (A5): the key says so, whoever runs it, however often. `told`: of several that were passed over
-- while nothing ran, only the last is told to anybody. No key but the case's is followed, so that whoever climbs waits for
-- no request and no request for him.
CREATE TABLE chaincare.ladder_steps (
    id               uuid PRIMARY KEY DEFAULT uuidv7(),
    kind             text NOT NULL,
    about            uuid NOT NULL,
    within_id        uuid NOT NULL,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    runs_from        date NOT NULL,
    rung             text NOT NULL CHECK (rung IN ('responsible', 'regie_holder', 'coordinator', 'management')),
    told             boolean NOT NULL,
    participation_id uuid,      -- whom it reached, where he takes part
    late_id          uuid,      -- with whom it lies
    late_unit_id     uuid,
    since_on         date NOT NULL,  -- the day it was due
    taken_at         timestamptz NOT NULL,
    CONSTRAINT ladder_steps_once UNIQUE (kind, about, runs_from, rung)
);
CREATE INDEX ladder_steps_of_case ON chaincare.ladder_steps (case_id);
CREATE INDEX ladder_steps_of_unit ON chaincare.ladder_steps (late_unit_id, id) WHERE rung = 'management' AND told;

SELECT chaincare.stand_apart('ladder_steps');
GRANT SELECT, INSERT ON chaincare.ladder_steps TO chaincare_door, chaincare_app;
REVOKE INSERT ON chaincare.ladder_steps FROM chaincare_app;
CREATE POLICY door_climbs ON chaincare.ladder_steps FOR INSERT TO chaincare_door WITH CHECK (true);
-- Seen by whoever sees what it is about, and never by the client's side: an agreement of theirs climbs no ladder, and
-- who is late among those who help them is not theirs to guard.
CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           AND CASE WHEN kind = 'needed_party' THEN EXISTS (
                    SELECT FROM chaincare.needed_parties AS n WHERE n.id = within_id)
               WHEN starts_with(kind, 'escalation') THEN EXISTS (
                    SELECT FROM chaincare.escalations AS x WHERE x.id = within_id)
               ELSE EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = within_id) END);

ALTER TABLE chaincare.timers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- For the door only: what runs is told by what it runs for.
CREATE POLICY door_reads ON chaincare.timers FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_sets ON chaincare.timers FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_moves ON chaincare.timers FOR UPDATE TO chaincare_door USING (true);
GRANT SELECT, INSERT, UPDATE ON chaincare.timers TO chaincare_door;

ALTER TABLE chaincare.access_entries
    DROP CONSTRAINT access_entries_relation_check,
    ADD CONSTRAINT access_entries_relation_check CHECK (relation IN
        ('participation', 'team', 'client', 'representative', 'target', 'coordinator', 'auditor',
         'administrator', 'directory', 'opening', 'own', 'none', 'asker', 'author',
         'emergency', 'match', 'privacy_officer', 'fg', 'clock', 'management_contact')),
    DROP CONSTRAINT access_entries_reach_check,
    ADD CONSTRAINT access_entries_reach_check CHECK (reach IN
        ('that', 'core', 'full', 'client', 'steering', 'target', 'log', 'own_log', 'directory',
         'administration', 'asker', 'author', 'card', 'emergency', 'match', 'privacy', 'oversight', 'management'));

-- Who hears last, for one organisation: that something of its people lies too long, and no more.
ALTER TABLE chaincare.mandates
    DROP CONSTRAINT mandates_kind_check,
    ADD CONSTRAINT mandates_kind_check CHECK (kind IN
        ('coordinator', 'auditor', 'administrator', 'privacy_officer', 'fg', 'management_contact')),
    DROP CONSTRAINT mandates_organisation_check,
    ADD CONSTRAINT mandates_organisation_check CHECK
        (organisation_id IS NULL OR kind IN ('auditor', 'privacy_officer', 'fg', 'management_contact')),
    ADD CONSTRAINT mandates_management_of CHECK (kind <> 'management_contact' OR organisation_id IS NOT NULL);
CREATE INDEX mandates_of_management ON chaincare.mandates (organisation_id) WHERE kind = 'management_contact';

SET LOCAL ROLE chaincare_door;

-- What runs is written by the tables themselves, so that no act can forget it; in their own transaction.
CREATE FUNCTION chaincare.set_timer(of_kind text, of_thing uuid, within uuid, of_case uuid, since date, days int) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO chaincare.timers AS t (kind, about, within_id, case_id, runs_from, term_days, next_on)
        SELECT of_kind, of_thing, within, of_case, since, days, since + 1 WHERE since IS NOT NULL AND of_case IS NOT NULL
    ON CONFLICT (kind, about) DO UPDATE SET runs_from = excluded.runs_from, term_days = excluded.term_days,
        rungs = CASE WHEN t.runs_from = excluded.runs_from THEN t.rungs ELSE 0 END,
        next_on = excluded.next_on, stopped = false
        WHERE t.stopped OR t.runs_from <> excluded.runs_from;
    UPDATE chaincare.timers SET next_on = NULL, stopped = true
        WHERE kind = of_kind AND about = of_thing AND since IS NULL AND NOT stopped;
$$;
REVOKE EXECUTE ON FUNCTION chaincare.set_timer(text, uuid, uuid, uuid, date, int) FROM chaincare_app;

-- Whether it lies with somebody at work: the client's own agreements climb no ladder (A5).
CREATE FUNCTION chaincare.at_work(participation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.participations AS p
        WHERE p.id = participation AND (p.professional_id IS NOT NULL OR p.unit_id IS NOT NULL))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.at_work(uuid) FROM chaincare_app;

CREATE FUNCTION chaincare.time_agreement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('agreement', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.state IN ('agreed', 'in_progress') AND chaincare.at_work(NEW.responsible_id) THEN NEW.due_on END, 0);
    PERFORM chaincare.set_timer('agreement_answer', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN (NEW.state = 'proposed' AND NEW.waiting_on = 'responsible' AND chaincare.at_work(NEW.responsible_id))
                  OR (NEW.waiting_on = 'candidate' AND chaincare.at_work(NEW.candidate_id))
             THEN (NEW.waiting_since AT TIME ZONE 'Europe/Amsterdam')::date END, 5);
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_precondition() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('precondition', NEW.id, NEW.agreement_id, NEW.case_id,
        CASE WHEN NEW.state = 'agreed' AND chaincare.at_work(NEW.owner_id) THEN NEW.due_on END, 0);
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_target() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('escalation_answer', NEW.id, NEW.escalation_id, NEW.case_id,
        CASE WHEN NEW.state = 'requested' AND NEW.question_at IS NULL THEN NEW.answer_by END, 0);
    PERFORM chaincare.set_timer('escalation_question', NEW.id, NEW.escalation_id, NEW.case_id,
        CASE WHEN NEW.state IN ('requested', 'accepted') AND NEW.question_at IS NOT NULL
             THEN (NEW.question_at AT TIME ZONE 'Europe/Amsterdam')::date END, 5);
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_escalation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('escalation_review', NEW.id, NEW.id, NEW.case_id,
        CASE WHEN NEW.state = 'waiting' THEN NEW.review_due_on END, 0);
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_needed_party() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.set_timer('needed_party', NEW.id, NEW.id, NEW.case_id, NEW.next_step_on, 0);
    RETURN NULL;
END $$;

-- Where a case runs again, so does what stood still with it.
CREATE FUNCTION chaincare.time_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.timers SET next_on = runs_from + 1 WHERE case_id = NEW.id AND next_on IS NULL AND NOT stopped;
    RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.time_agreement(), chaincare.time_precondition(), chaincare.time_target(),
    chaincare.time_escalation(), chaincare.time_needed_party(), chaincare.time_case() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.time_agreement(), chaincare.time_precondition(), chaincare.time_target(),
    chaincare.time_escalation(), chaincare.time_needed_party(), chaincare.time_case() TO chaincare_owner;

-- What runs already. What is long overdue climbs from today, one telling each.
INSERT INTO chaincare.timers (kind, about, within_id, case_id, runs_from, term_days, next_on)
    SELECT r.kind, r.about, r.within_id, r.case_id, r.since, r.days, r.since + 1 FROM (
        SELECT 'agreement' AS kind, a.id AS about, a.id AS within_id, a.case_id, a.due_on AS since, 0 AS days
        FROM chaincare.agreements AS a
        WHERE a.state IN ('agreed', 'in_progress') AND chaincare.at_work(a.responsible_id)
        UNION ALL
        SELECT 'agreement_answer', a.id, a.id, a.case_id, (a.waiting_since AT TIME ZONE 'Europe/Amsterdam')::date, 5
        FROM chaincare.agreements AS a
        WHERE (a.state = 'proposed' AND a.waiting_on = 'responsible' AND chaincare.at_work(a.responsible_id))
           OR (a.waiting_on = 'candidate' AND chaincare.at_work(a.candidate_id))
        UNION ALL
        SELECT 'precondition', n.id, n.agreement_id, n.case_id, n.due_on, 0 FROM chaincare.agreement_preconditions AS n
        WHERE n.state = 'agreed' AND chaincare.at_work(n.owner_id)
        UNION ALL
        SELECT CASE WHEN g.question_at IS NULL THEN 'escalation_answer' ELSE 'escalation_question' END, g.id, g.escalation_id,
               g.case_id, coalesce((g.question_at AT TIME ZONE 'Europe/Amsterdam')::date, g.answer_by),
               CASE WHEN g.question_at IS NULL THEN 0 ELSE 5 END
        FROM chaincare.escalation_targets AS g
        WHERE (g.state = 'requested' AND g.answer_by IS NOT NULL) OR (g.state = 'accepted' AND g.question_at IS NOT NULL)
        UNION ALL
        SELECT 'escalation_review', x.id, x.id, x.case_id, x.review_due_on, 0 FROM chaincare.escalations AS x
        WHERE x.state = 'waiting'
        UNION ALL
        SELECT 'needed_party', n.id, n.id, n.case_id, n.next_step_on, 0 FROM chaincare.needed_parties AS n) AS r
    WHERE r.case_id IS NOT NULL AND r.since IS NOT NULL;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER agreements_time AFTER INSERT OR UPDATE ON chaincare.agreements
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_agreement();
CREATE TRIGGER agreement_preconditions_time AFTER INSERT OR UPDATE ON chaincare.agreement_preconditions
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_precondition();
CREATE TRIGGER escalation_targets_time AFTER INSERT OR UPDATE ON chaincare.escalation_targets
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_target();
CREATE TRIGGER escalations_time AFTER INSERT OR UPDATE OF state, review_due_on ON chaincare.escalations
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_escalation();
CREATE TRIGGER needed_parties_time AFTER INSERT OR UPDATE ON chaincare.needed_parties
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_needed_party();
CREATE TRIGGER cases_time AFTER UPDATE OF status ON chaincare.cases
    FOR EACH ROW WHEN (NEW.status = 'open' AND OLD.status <> 'open') EXECUTE FUNCTION chaincare.time_case();

SELECT chaincare.allow_erasure();
