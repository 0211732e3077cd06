-- From buurtwinkel to winkelstraat and back. What targets may read before accepting (E2) lies apart
-- from the rest; the facts are append-only, the row of an escalation is their projection.

CREATE TABLE chaincare.escalations (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    "limit"      text NOT NULL CHECK ("limit" IN ('reached', 'imminent')),
    help         text NOT NULL CHECK (help IN ('complement', 'strengthen')),
    urgent       boolean NOT NULL,
    wanted_on    date,
    requested_by uuid NOT NULL REFERENCES chaincare.participations (id),
    scope        text CHECK (scope IN ('that', 'core', 'full')),
    purpose      text,
    basis        jsonb,
    state        text NOT NULL CHECK (state IN
        ('draft', 'requested', 'accepted', 'waiting', 'started', 'finished', 'broken_off', 'declined',
         'withdrawn')),
    ball         text CHECK (ball IN ('requester', 'regie_holder', 'target')),
    ball_unit_id uuid REFERENCES chaincare.units,
    ball_since   timestamptz,
    version      int NOT NULL,
    CHECK (help <> 'complement' OR num_nonnulls(scope, purpose, basis) = 3),
    CHECK (help <> 'strengthen' OR num_nulls(scope, purpose, basis) = 3),
    CHECK ((ball IS NULL) = (state IN ('finished', 'broken_off', 'declined', 'withdrawn'))),
    CHECK ((ball IS NULL) = (ball_since IS NULL))
);
CREATE INDEX escalations_of_case ON chaincare.escalations (case_id);

CREATE TABLE chaincare.escalation_texts (
    escalation_id uuid PRIMARY KEY REFERENCES chaincare.escalations,
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    question      text NOT NULL,
    summary       text NOT NULL,
    hints         jsonb NOT NULL
);
CREATE INDEX escalation_texts_of_case ON chaincare.escalation_texts (case_id);

CREATE TABLE chaincare.escalation_targets (
    id               uuid PRIMARY KEY DEFAULT uuidv7(),
    escalation_id    uuid NOT NULL REFERENCES chaincare.escalations,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    unit_id          uuid NOT NULL REFERENCES chaincare.units,
    state            text NOT NULL CHECK (state IN
        ('draft', 'requested', 'accepted', 'declined', 'lapsed', 'ended')),
    asked_at         timestamptz,
    answer_by        date,
    expected_on      date,
    participation_id uuid REFERENCES chaincare.participations (id),
    CONSTRAINT escalation_targets_unit_once UNIQUE (escalation_id, unit_id)
);
CREATE INDEX escalation_targets_of_unit ON chaincare.escalation_targets (unit_id, state);
CREATE INDEX escalation_targets_of_case ON chaincare.escalation_targets (case_id);

CREATE TABLE chaincare.escalation_facts (
    escalation_id uuid NOT NULL REFERENCES chaincare.escalations,
    seq           int NOT NULL,
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    at            timestamptz NOT NULL,
    by_id         uuid NOT NULL REFERENCES chaincare.professionals,
    target_id     uuid REFERENCES chaincare.escalation_targets,
    fact          jsonb NOT NULL,
    kind          text NOT NULL GENERATED ALWAYS AS (fact ->> 'kind') STORED,
    CONSTRAINT escalation_facts_once PRIMARY KEY (escalation_id, seq)
);
CREATE INDEX escalation_facts_of_case ON chaincare.escalation_facts (case_id);
