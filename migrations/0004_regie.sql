-- Who directs the case. Proposals, responses and outcomes are immutable facts; regie_terms is their
-- projection, written in the same transaction, with the temporal key that makes two holders impossible
-- (R1) and the temporal foreign key that lets no holder leave silently (R6).

CREATE TABLE chaincare.regie_proposals (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    kind          text NOT NULL CHECK (kind IN ('first', 'handover', 'assignment')),
    candidate_id  uuid NOT NULL REFERENCES chaincare.participations (id),
    holder_id     uuid REFERENCES chaincare.participations (id),   -- whose agreement is asked (R2)
    mandate       text[] NOT NULL CHECK (cardinality(mandate) > 0),
    reason        text,
    handover_note text,
    proposed_by   uuid NOT NULL REFERENCES chaincare.professionals,
    proposed_at   timestamptz NOT NULL,
    respond_by    timestamptz NOT NULL,
    CONSTRAINT regie_proposals_in_case UNIQUE (case_id, id),
    CHECK (kind <> 'assignment' OR reason IS NOT NULL),
    CHECK (kind <> 'handover' OR handover_note IS NOT NULL)
);

-- One row per case: what is locked before anything about regie is decided. One column, so at most one
-- open proposal (R4).
CREATE TABLE chaincare.regie (
    case_id          uuid PRIMARY KEY REFERENCES chaincare.cases,
    open_proposal_id uuid,
    vacant_because   text NOT NULL CHECK (vacant_because IN ('not_yet_agreed', 'interim_ended')),
    FOREIGN KEY (case_id, open_proposal_id) REFERENCES chaincare.regie_proposals (case_id, id)
);

CREATE TABLE chaincare.regie_responses (
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    proposal_id      uuid NOT NULL REFERENCES chaincare.regie_proposals,
    participation_id uuid NOT NULL REFERENCES chaincare.participations (id),
    answer           text NOT NULL CHECK (answer IN ('assent', 'refusal', 'objection')),
    reason           text CHECK (answer = 'assent' OR reason IS NOT NULL),
    answered_by      uuid NOT NULL,
    answered_at      timestamptz NOT NULL,
    CONSTRAINT regie_responses_once PRIMARY KEY (proposal_id, participation_id)
);
CREATE INDEX regie_responses_of_case ON chaincare.regie_responses (case_id);

CREATE TABLE chaincare.regie_outcomes (
    proposal_id uuid CONSTRAINT regie_outcomes_once PRIMARY KEY REFERENCES chaincare.regie_proposals,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    outcome     text NOT NULL CHECK (outcome IN
        ('in_effect', 'declined', 'objected', 'withdrawn', 'expired', 'lapsed')),
    reason      text,
    at          timestamptz NOT NULL
);
CREATE INDEX regie_outcomes_of_case ON chaincare.regie_outcomes (case_id);

CREATE TABLE chaincare.regie_terms (
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    during      tstzrange NOT NULL,
    holder_id   uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('agreed', 'assigned', 'interim')),
    mandate     text[] NOT NULL,
    proposal_id uuid REFERENCES chaincare.regie_proposals,
    CONSTRAINT regie_terms_one_holder PRIMARY KEY (case_id, during WITHOUT OVERLAPS),
    CONSTRAINT regie_terms_holder_takes_part FOREIGN KEY (holder_id, PERIOD during)
        REFERENCES chaincare.participations (id, PERIOD during),
    CHECK (kind = 'interim' OR proposal_id IS NOT NULL)
);
