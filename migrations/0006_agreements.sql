-- Who does what by when. The facts are append-only and numbered, so that each happens once; the row of
-- an agreement is their projection and carries no text.

CREATE TABLE chaincare.agreements (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id        uuid NOT NULL REFERENCES chaincare.cases,
    responsible_id uuid NOT NULL REFERENCES chaincare.participations (id),  -- exactly one (A1)
    proposed_by    uuid NOT NULL REFERENCES chaincare.participations (id),
    state          text NOT NULL CHECK (state IN
        ('proposed', 'agreed', 'in_progress', 'reported_kept', 'kept', 'declined', 'not_kept', 'cancelled')),
    due_on         date NOT NULL,
    shifts         int NOT NULL DEFAULT 0,
    readers        text[] NOT NULL CHECK (cardinality(readers) > 0),
    version        int NOT NULL
);
CREATE INDEX agreements_of_case ON chaincare.agreements (case_id);

CREATE TABLE chaincare.agreement_facts (
    agreement_id uuid NOT NULL REFERENCES chaincare.agreements,
    seq          int NOT NULL,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    at           timestamptz NOT NULL,
    by_id        uuid NOT NULL REFERENCES chaincare.participations (id),
    fact         jsonb NOT NULL,
    kind         text NOT NULL GENERATED ALWAYS AS (fact ->> 'kind') STORED,
    CONSTRAINT agreement_facts_once PRIMARY KEY (agreement_id, seq)
);
CREATE INDEX agreement_facts_of_case ON chaincare.agreement_facts (case_id);
