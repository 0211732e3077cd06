-- What happens about regie by itself is written when it happens, by the clock: what was agreed for a moment comes about or
-- lapses, what nobody answered expires (R2, R9). And what nobody answered, or decided on, climbs (E4).

ALTER TABLE chaincare.timers
    DROP CONSTRAINT timers_kind_check,
    ADD CONSTRAINT timers_kind_check CHECK (kind IN ('agreement', 'agreement_answer', 'precondition', 'escalation_answer',
        'escalation_question', 'escalation_review', 'needed_party', 'regie_answer', 'regie_objection'));

DROP POLICY app_sees ON chaincare.ladder_steps;
CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,steering}'))::uuid[])
           AND CASE WHEN kind = 'needed_party' THEN EXISTS (
                    SELECT FROM chaincare.needed_parties AS n WHERE n.id = within_id)
               WHEN starts_with(kind, 'escalation') THEN EXISTS (
                    SELECT FROM chaincare.escalations AS x WHERE x.id = within_id)
               WHEN starts_with(kind, 'regie') THEN EXISTS (
                    SELECT FROM chaincare.regie_proposals AS p WHERE p.id = within_id)
               ELSE EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = within_id) END);

-- The next moment at which something happens by itself; the row that is locked for every act about regie keeps it.
ALTER TABLE chaincare.regie ADD COLUMN due_at timestamptz;
CREATE INDEX regie_due ON chaincare.regie (due_at) WHERE due_at IS NOT NULL;
GRANT UPDATE (due_at) ON chaincare.regie TO chaincare_door;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.regie_due(of_case uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT least(
        (SELECT p.respond_by FROM chaincare.regie AS r JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id
         WHERE r.case_id = of_case),
        (SELECT min(p.effective_at) FROM chaincare.regie_outcomes AS o
         JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id
         WHERE o.case_id = of_case AND o.outcome = 'agreed' AND NOT EXISTS (
            SELECT FROM chaincare.regie_outcomes AS k WHERE k.proposal_id = o.proposal_id AND k.outcome <> 'agreed')))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.regie_due(uuid) FROM chaincare_app;

CREATE FUNCTION chaincare.note_regie_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.regie AS r SET due_at = chaincare.regie_due(NEW.case_id)
        WHERE r.case_id = NEW.case_id AND r.due_at IS DISTINCT FROM chaincare.regie_due(NEW.case_id);
    RETURN NULL;
END $$;

-- A proposal while nobody was agreed on, or to put aside who was: when its term is over and nobody answered, it climbs. Whatever
-- is proposed, or agreed on, after it ends that.
CREATE FUNCTION chaincare.time_regie_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.timers SET next_on = NULL, stopped = true
        WHERE case_id = NEW.case_id AND kind IN ('regie_answer', 'regie_objection') AND NOT stopped;
    IF NEW.holder_id IS NULL AND NEW.kind <> 'by_law' AND (NEW.kind <> 'assignment' OR NOT EXISTS (
        SELECT FROM chaincare.regie_terms AS t
        WHERE t.case_id = NEW.case_id AND (t.during @> NEW.proposed_at) IS TRUE AND t.kind <> 'interim')) THEN
        PERFORM chaincare.set_timer('regie_answer', NEW.id, NEW.id, NEW.case_id,
            ((NEW.respond_by - interval '1 microsecond') AT TIME ZONE 'Europe/Amsterdam')::date, 0);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_regie_outcome() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.outcome <> 'expired' THEN
        PERFORM chaincare.set_timer('regie_answer', NEW.proposal_id, NEW.proposal_id, NEW.case_id, NULL, 0);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.time_regie_term() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.timers SET next_on = NULL, stopped = true
        WHERE case_id = NEW.case_id AND kind = 'regie_answer' AND NOT stopped;
    RETURN NULL;
END $$;

-- An objection lies with the coordinator, for as long as the network gives the parties to object.
CREATE FUNCTION chaincare.time_regie_objection() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM chaincare.timers AS t
                   WHERE t.kind = 'regie_objection' AND t.about = NEW.proposal_id AND NOT t.stopped) THEN
        PERFORM chaincare.set_timer('regie_objection', NEW.proposal_id, NEW.proposal_id, NEW.case_id,
            (NEW.answered_at AT TIME ZONE 'Europe/Amsterdam')::date,
            (SELECT n.objection_days FROM chaincare.networks AS n JOIN chaincare.cases AS c ON c.network_id = n.id
             WHERE c.id = NEW.case_id));
    END IF;
    RETURN NULL;
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.note_regie_due(), chaincare.time_regie_proposal(), chaincare.time_regie_outcome(),
    chaincare.time_regie_term(), chaincare.time_regie_objection() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.regie_due(uuid), chaincare.note_regie_due(), chaincare.time_regie_proposal(), chaincare.time_regie_outcome(),
    chaincare.time_regie_term(), chaincare.time_regie_objection() TO chaincare_owner;

-- What waits already.
INSERT INTO chaincare.timers (kind, about, within_id, case_id, runs_from, term_days, next_on)
    SELECT 'regie_objection', s.proposal_id, s.proposal_id, s.case_id,
           (min(s.answered_at) AT TIME ZONE 'Europe/Amsterdam')::date, 5,
           (min(s.answered_at) AT TIME ZONE 'Europe/Amsterdam')::date + 1
    FROM chaincare.regie_responses AS s
    WHERE s.answer = 'objection' AND NOT EXISTS (
        SELECT FROM chaincare.regie_proposals AS later
        WHERE later.case_id = s.case_id AND later.proposed_at > s.answered_at)
    GROUP BY s.proposal_id, s.case_id;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER TABLE chaincare.regie NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER regie_require_done;
UPDATE chaincare.regie AS r SET due_at = chaincare.regie_due(r.case_id);
ALTER TABLE chaincare.regie FORCE ROW LEVEL SECURITY, ENABLE TRIGGER regie_require_done;

CREATE TRIGGER regie_notes_due AFTER INSERT OR UPDATE OF open_proposal_id ON chaincare.regie
    FOR EACH ROW EXECUTE FUNCTION chaincare.note_regie_due();
CREATE TRIGGER regie_outcomes_note_due AFTER INSERT ON chaincare.regie_outcomes
    FOR EACH ROW EXECUTE FUNCTION chaincare.note_regie_due();
CREATE TRIGGER regie_proposals_time AFTER INSERT ON chaincare.regie_proposals
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_regie_proposal();
CREATE TRIGGER regie_outcomes_time AFTER INSERT ON chaincare.regie_outcomes
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_regie_outcome();
CREATE TRIGGER regie_terms_time AFTER INSERT ON chaincare.regie_terms
    FOR EACH ROW WHEN (NEW.kind <> 'interim') EXECUTE FUNCTION chaincare.time_regie_term();
CREATE TRIGGER regie_responses_time AFTER INSERT ON chaincare.regie_responses
    FOR EACH ROW WHEN (NEW.answer = 'objection') EXECUTE FUNCTION chaincare.time_regie_objection();
