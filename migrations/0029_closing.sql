-- Closing a case (A6), and taking it up again. What a closing said stays, also after the case was opened again.

CREATE TABLE chaincare.case_closures (
    id        uuid PRIMARY KEY,
    case_id   uuid NOT NULL REFERENCES chaincare.cases,
    reason    text NOT NULL CHECK (reason IN ('goals_reached', 'help_no_longer_needed', 'client_wish', 'moved_away',
                  'continued_elsewhere', 'client_deceased', 'opened_in_error', 'other')),
    closed_by uuid NOT NULL,     -- the part he took then
    kept_by   uuid NOT NULL,     -- the part he keeps since: that there is a case, and no more
    closed_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, closed_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, kept_by) REFERENCES chaincare.participations (case_id, id),
    CONSTRAINT case_closures_in_case UNIQUE (case_id, id)
);

CREATE TABLE chaincare.case_reopenings (
    id               uuid PRIMARY KEY,
    case_id          uuid NOT NULL,
    closure_id       uuid NOT NULL CONSTRAINT case_reopenings_once UNIQUE,
    participation_id uuid NOT NULL,      -- of whoever takes it up
    reopened_by      uuid NOT NULL REFERENCES chaincare.professionals,
    reopened_at      timestamptz NOT NULL,
    FOREIGN KEY (case_id, closure_id) REFERENCES chaincare.case_closures (case_id, id),
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX case_reopenings_of_case ON chaincare.case_reopenings (case_id);

-- What was said with it is content; that it happened is not.
CREATE TABLE chaincare.closing_texts (
    about   uuid PRIMARY KEY,            -- a closure or a reopening
    case_id uuid NOT NULL REFERENCES chaincare.cases,
    words   text NOT NULL
);
CREATE INDEX closing_texts_of_case ON chaincare.closing_texts (case_id);

-- An agreement that goes on somewhere else. Whoever reads the agreement reads where to.
CREATE TABLE chaincare.carried_agreements (
    closure_id   uuid NOT NULL,
    case_id      uuid NOT NULL,
    agreement_id uuid NOT NULL REFERENCES chaincare.agreements,
    carried_to   text NOT NULL,
    PRIMARY KEY (closure_id, agreement_id),
    FOREIGN KEY (case_id, closure_id) REFERENCES chaincare.case_closures (case_id, id)
);
CREATE INDEX carried_agreements_of_case ON chaincare.carried_agreements (case_id);
CREATE INDEX carried_agreements_of_agreement ON chaincare.carried_agreements (agreement_id);

-- Written by the door alone: a closing is one act, which ends the part its own author took.
SELECT chaincare.stand_apart('case_closures'), chaincare.stand_apart('case_reopenings'),
       chaincare.stand_apart('closing_texts'), chaincare.stand_apart('carried_agreements');
CREATE POLICY app_sees ON chaincare.case_closures FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{that,core,full,client,steering}'))::uuid[]));
CREATE POLICY app_sees ON chaincare.case_reopenings FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{that,core,full,client,steering}'))::uuid[]));
CREATE POLICY app_sees ON chaincare.closing_texts FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]));
CREATE POLICY app_sees ON chaincare.carried_agreements FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['case_closures', 'case_reopenings', 'closing_texts', 'carried_agreements'] LOOP
        EXECUTE format('GRANT SELECT ON chaincare.%I TO chaincare_app', kept);
        EXECUTE format('CREATE POLICY door_keeps ON chaincare.%I FOR INSERT TO chaincare_door WITH CHECK (true)', kept);
        EXECUTE format('GRANT INSERT ON chaincare.%I TO chaincare_door', kept);
    END LOOP;
END $$;
-- Who closed it may be behind a shield (S5): then his closing is not there for whom he is hidden from.
CREATE POLICY shielded ON chaincare.case_closures AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((closed_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);
CREATE POLICY shielded ON chaincare.case_reopenings AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((participation_id = ANY ((SELECT chaincare.uncleared_parties())::uuid[])
            OR reopened_by = ANY ((SELECT chaincare.uncleared_people())::uuid[])) IS NOT TRUE);
CREATE POLICY shielded ON chaincare.closing_texts AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.case_closures AS k WHERE k.id = about)
           OR EXISTS (SELECT FROM chaincare.case_reopenings AS r WHERE r.id = about));
CREATE POLICY shielded ON chaincare.carried_agreements AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.case_closures AS k WHERE k.id = closure_id));
GRANT UPDATE (closed_at) ON chaincare.cases TO chaincare_door;
ALTER TABLE chaincare.cases ADD CONSTRAINT cases_open_not_closed CHECK (status <> 'open' OR closed_at IS NULL);

-- Regie ends with the case.
ALTER TABLE chaincare.regie_facts
    DROP CONSTRAINT regie_facts_because_check,
    ADD CONSTRAINT regie_facts_because_check CHECK (because IN
        ('passed_on', 'laid_down', 'interim_over', 'assent_taken_back', 'merged', 'case_closed'));
ALTER TABLE chaincare.regie
    DROP CONSTRAINT regie_vacant_because_check,
    ADD CONSTRAINT regie_vacant_because_check CHECK (vacant_because IN
        ('not_yet_agreed', 'interim_ended', 'laid_down', 'assent_taken_back', 'merged', 'case_closed'));

SELECT chaincare.allow_erasure();

-- What was decided about a match, or merged, was decided in two cases: it goes with the first of them that is destroyed.
CREATE POLICY door_erases_pair ON chaincare.match_decisions FOR DELETE TO chaincare_door
    USING (EXISTS (SELECT FROM chaincare.matches AS m WHERE m.id = match_id
        AND nullif(current_setting('chaincare.erasing', true), '')::uuid IN (m.case_id, m.newer_case_id)));
CREATE POLICY door_erases_pair ON chaincare.client_merges FOR DELETE TO chaincare_door
    USING (merged_case_id = nullif(current_setting('chaincare.erasing', true), '')::uuid);

SET LOCAL ROLE chaincare_door;

-- Closing and reopening change how far their own author reaches: a retry is answered all the same (D1).
CREATE OR REPLACE FUNCTION chaincare.cleared_repeat(said chaincare.repeats) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        WHERE e.query_id IS NULL AND e.event = said.event AND e.issuer = said.issuer
          AND e.subject = said.subject AND e.case_id IS NOT DISTINCT FROM said.case_id
          AND (e.reach IS NOT DISTINCT FROM said.reach OR said.event IN ('case.closed', 'case.reopened')));
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
