-- Who is needed around the client, what for, and how far one has come with them: to approach, approached, in talks,
-- takes part or refuses. The steps are the record; a row of needed_parties is where they have led so far.

CREATE TABLE chaincare.needed_parties (
    id               uuid PRIMARY KEY,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    organisation_id  uuid REFERENCES chaincare.organisations,
    unit_id          uuid REFERENCES chaincare.units,
    help             text,                       -- a kind of help, in words, while nobody knows yet who gives it
    needed_for       text NOT NULL,
    client_may_read  boolean NOT NULL,
    state            text NOT NULL CHECK (state IN ('to_approach', 'approached', 'in_talks', 'takes_part', 'refuses')),
    next_step        text,
    next_step_on     date,
    participation_id uuid,                       -- as whom they take part, when they do and somebody said so
    refused_because  text,
    version          int NOT NULL DEFAULT 1,
    CONSTRAINT needed_parties_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    CHECK (num_nonnulls(organisation_id, unit_id, help) = 1),
    CHECK ((next_step IS NULL) = (next_step_on IS NULL)),
    CHECK ((next_step IS NULL) = (state IN ('takes_part', 'refuses'))),
    CHECK (participation_id IS NULL OR state = 'takes_part'),
    CHECK ((refused_because IS NOT NULL) = (state = 'refuses'))
);
CREATE INDEX needed_parties_of_case ON chaincare.needed_parties (case_id, id);

CREATE TABLE chaincare.needed_party_steps (
    needed_party_id  uuid NOT NULL,
    version          int NOT NULL,
    case_id          uuid NOT NULL,
    state            text NOT NULL CHECK (state IN ('to_approach', 'approached', 'in_talks', 'takes_part', 'refuses')),
    next_step        text,
    next_step_on     date,
    participation_id uuid,
    refused_because  text,
    taken_by         uuid NOT NULL,
    taken_at         timestamptz NOT NULL,
    CONSTRAINT needed_party_steps_once PRIMARY KEY (needed_party_id, version),
    FOREIGN KEY (case_id, needed_party_id) REFERENCES chaincare.needed_parties (case_id, id),
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, taken_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX needed_party_steps_of_case ON chaincare.needed_party_steps (case_id);

-- Who is sought can betray a hiding place, so the client's view has a switch here as in agreements (S5): own policies.
SELECT chaincare.stand_apart('needed_parties');
CREATE POLICY app_sees ON chaincare.needed_parties FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[])
           OR (client_may_read AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])));
CREATE POLICY app_adds ON chaincare.needed_parties FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.needed_parties FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (state, next_step, next_step_on, participation_id, refused_because, version)
    ON chaincare.needed_parties TO chaincare_app;

-- A step is seen by whoever sees whom it is about.
SELECT chaincare.stand_apart('needed_party_steps');
CREATE POLICY app_sees ON chaincare.needed_party_steps FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.needed_parties AS n WHERE n.id = needed_party_id));
CREATE POLICY app_adds ON chaincare.needed_party_steps FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.needed_party_steps TO chaincare_app;
