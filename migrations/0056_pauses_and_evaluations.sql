-- A case stands still for a while, by a reason and until a day; and what was reached is looked at together, with the
-- client's own word about it, before it is closed.

CREATE TABLE chaincare.case_pauses (
    id         uuid PRIMARY KEY,
    case_id    uuid NOT NULL REFERENCES chaincare.cases,
    reason     text NOT NULL CHECK (reason IN ('client_away', 'client_wish', 'awaits_decision', 'awaits_place', 'other')),
    during     tstzrange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
    resumes_on date NOT NULL,       -- the day it was to go on by itself
    paused_by  uuid NOT NULL,
    resumed_by uuid,                -- who let it go on sooner
    CONSTRAINT case_pauses_one UNIQUE (case_id, during WITHOUT OVERLAPS),
    CONSTRAINT case_pauses_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, paused_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, resumed_by) REFERENCES chaincare.participations (case_id, id)
);

-- Why, in words, is content; that it stands still is not.
CREATE TABLE chaincare.pause_texts (
    pause_id uuid PRIMARY KEY,
    case_id  uuid NOT NULL,
    words    text NOT NULL,
    FOREIGN KEY (case_id, pause_id) REFERENCES chaincare.case_pauses (case_id, id)
);
CREATE INDEX pause_texts_of_case ON chaincare.pause_texts (case_id);

CREATE TABLE chaincare.case_evaluations (
    id           uuid PRIMARY KEY,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    held_on      date NOT NULL,
    outcome      text NOT NULL CHECK (outcome IN ('goes_on', 'closes')),
    evaluated_by uuid NOT NULL,
    evaluated_at timestamptz NOT NULL,
    CONSTRAINT case_evaluations_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, evaluated_by) REFERENCES chaincare.participations (case_id, id)
);

CREATE TABLE chaincare.evaluation_texts (
    evaluation_id        uuid PRIMARY KEY,
    case_id              uuid NOT NULL,
    reached              text NOT NULL,
    own_words            text,         -- what the client says of it himself
    no_own_words_because text,
    FOREIGN KEY (case_id, evaluation_id) REFERENCES chaincare.case_evaluations (case_id, id),
    CHECK ((own_words IS NULL) <> (no_own_words_because IS NULL))
);
CREATE INDEX evaluation_texts_of_case ON chaincare.evaluation_texts (case_id);

SELECT chaincare.stand_apart('case_pauses'), chaincare.stand_apart('pause_texts'),
       chaincare.stand_apart('case_evaluations'), chaincare.stand_apart('evaluation_texts');
DO $$
DECLARE
    told text;
BEGIN
    FOREACH told IN ARRAY ARRAY['case_pauses', 'case_evaluations', 'pause_texts', 'evaluation_texts'] LOOP
        EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app
            USING (case_id = ANY ((SELECT chaincare.cleared_cases(%L))::uuid[]))', told,
            CASE WHEN told LIKE 'case%' THEN '{that,core,full,client,steering}' ELSE '{core,full,client}' END);
        EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app
            WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases(''{core,full}''))::uuid[]))', told);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', told);
    END LOOP;
END $$;
CREATE POLICY app_changes ON chaincare.case_pauses FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[]));
GRANT UPDATE (during, resumed_by) ON chaincare.case_pauses TO chaincare_app;

-- Who closes a case ends its pause.
CREATE POLICY door_ends ON chaincare.case_pauses FOR UPDATE TO chaincare_door USING (true);
GRANT UPDATE (during) ON chaincare.case_pauses TO chaincare_door;

-- What somebody behind a shield did is not there for whom he is hidden from (S5).
CREATE POLICY shielded ON chaincare.case_pauses AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((paused_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);
CREATE POLICY shielded ON chaincare.pause_texts AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.case_pauses AS p WHERE p.id = pause_id));
CREATE POLICY shielded ON chaincare.case_evaluations AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((evaluated_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);
CREATE POLICY shielded ON chaincare.evaluation_texts AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.case_evaluations AS v WHERE v.id = evaluation_id));

SET LOCAL ROLE chaincare_door;

-- Sooner than was thought, everything that runs is looked at again.
CREATE FUNCTION chaincare.time_pause() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.timers SET next_on = runs_from + 1
        WHERE case_id = NEW.case_id AND next_on IS NOT NULL AND NOT stopped;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.time_pause() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.time_pause() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER case_pauses_time AFTER UPDATE OF during ON chaincare.case_pauses
    FOR EACH ROW EXECUTE FUNCTION chaincare.time_pause();

SELECT chaincare.allow_erasure();
