-- Who does what by when. The facts are append-only and numbered, so that each happens once; the row of
-- an agreement is their projection and carries no text, so that a coordinator may see it.

CREATE TABLE chaincare.agreements (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    responsible_id  uuid NOT NULL REFERENCES chaincare.participations (id),  -- exactly one (A1)
    proposed_by     uuid NOT NULL REFERENCES chaincare.participations (id),
    state           text NOT NULL CHECK (state IN
        ('proposed', 'agreed', 'in_progress', 'reported_kept', 'kept', 'declined', 'not_kept', 'cancelled')),
    due_on          date NOT NULL,
    original_due_on date NOT NULL,   -- stays visible however often the date shifts (A4)
    shifts          int NOT NULL DEFAULT 0 CHECK (shifts >= 0),
    waiting_on      text NOT NULL CHECK (waiting_on IN ('responsible', 'proposer', 'confirmer', 'nobody')),
    waiting_since   timestamptz NOT NULL,
    readers         text[] NOT NULL CHECK (cardinality(readers) > 0),
    version         int NOT NULL,
    CONSTRAINT agreements_in_case UNIQUE (case_id, id),
    CHECK (shifts > 0 OR due_on = original_due_on)
);

CREATE TABLE chaincare.agreement_facts (
    agreement_id uuid NOT NULL,
    seq          int NOT NULL CHECK (seq > 0),
    case_id      uuid NOT NULL,
    at           timestamptz NOT NULL,
    by_id        uuid NOT NULL REFERENCES chaincare.participations (id),
    fact         jsonb NOT NULL,
    kind         text NOT NULL GENERATED ALWAYS AS (fact ->> 'kind') STORED,
    CONSTRAINT agreement_facts_once PRIMARY KEY (agreement_id, seq),
    FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements (case_id, id)
);
CREATE INDEX agreement_facts_of_case ON chaincare.agreement_facts (case_id);
