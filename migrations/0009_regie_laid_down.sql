-- Regie laid down (R6), assent given in presence (A8), and the facts behind the terms (R8).
--
-- regie_terms is a projection: a term is closed by an update, and what was believed about its end before is
-- lost with it. regie_facts keeps it: one row for what became known about a term, numbered within the case,
-- never changed. The last fact about a term says where it ends; facts recorded up to a moment say what was
-- believed then; all of them together are regie_terms (a test rebuilds it).

CREATE TABLE chaincare.regie_resignations (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    holder_id     uuid NOT NULL REFERENCES chaincare.participations (id),
    term_began_at timestamptz NOT NULL,
    because       text NOT NULL CHECK (because IN
        ('workload', 'other_position', 'another_better_placed', 'client_wish', 'unavailable',
         'conflict_of_interest', 'safety', 'employment_ends', 'other')),
    ends_at       timestamptz NOT NULL,
    resigned_by   uuid NOT NULL REFERENCES chaincare.professionals,
    resigned_at   timestamptz NOT NULL,
    CONSTRAINT regie_resignations_in_case UNIQUE (case_id, id),
    CHECK (ends_at >= resigned_at AND ends_at > term_began_at)
);

CREATE TABLE chaincare.regie_resignation_withdrawals (
    resignation_id uuid CONSTRAINT regie_resignation_withdrawals_once PRIMARY KEY,
    case_id        uuid NOT NULL REFERENCES chaincare.cases,
    withdrawn_by   uuid NOT NULL REFERENCES chaincare.professionals,
    withdrawn_at   timestamptz NOT NULL,
    FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations (case_id, id)
);
CREATE INDEX regie_resignation_withdrawals_of_case ON chaincare.regie_resignation_withdrawals (case_id);

CREATE TABLE chaincare.regie_facts (
    case_id        uuid NOT NULL REFERENCES chaincare.cases,
    number         integer NOT NULL CHECK (number > 0),
    fact           text NOT NULL CHECK (fact IN ('began', 'ends', 'goes_on')),
    began_at       timestamptz NOT NULL,    -- which term: no two of a case begin at one instant
    ends_at        timestamptz,             -- where it ends, as known from here on; NULL: not foreseen
    because        text CHECK (because IN                          -- why it ends there
        ('passed_on', 'laid_down', 'interim_over', 'assent_taken_back')),
    holder_id      uuid REFERENCES chaincare.participations (id),
    kind           text CHECK (kind IN ('agreed', 'assigned', 'interim')),
    mandate        text[],
    proposal_id    uuid REFERENCES chaincare.regie_proposals,
    resignation_id uuid,
    recorded_at    timestamptz NOT NULL,
    PRIMARY KEY (case_id, number),
    FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations (case_id, id),
    CHECK (num_nonnulls(holder_id, kind, mandate) = CASE fact WHEN 'began' THEN 3 ELSE 0 END),
    CHECK (fact = 'began' OR proposal_id IS NULL),
    CHECK ((ends_at IS NULL) = (because IS NULL)),
    CHECK (fact = 'began' OR (ends_at IS NULL) = (fact = 'goes_on'))
);
CREATE UNIQUE INDEX regie_facts_began_once ON chaincare.regie_facts (case_id, began_at) WHERE fact = 'began';
CREATE INDEX regie_facts_of_term ON chaincare.regie_facts (case_id, began_at, number);

-- What is known of the terms there are. Where an interim term was to end is known only as far as it came.
ALTER TABLE chaincare.regie_terms NO FORCE ROW LEVEL SECURITY;
INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, holder_id, kind, mandate,
                                   proposal_id, recorded_at)
SELECT case_id, row_number() OVER (PARTITION BY case_id ORDER BY recorded_at, fact = 'began'), fact, began_at,
       ends_at, because, holder_id, kind, mandate, proposal_id, recorded_at
FROM (
    SELECT t.case_id, 'began' AS fact, lower(t.during) AS began_at,
           CASE WHEN t.kind = 'interim' THEN upper(t.during) END AS ends_at,
           CASE WHEN t.kind = 'interim' THEN 'interim_over' END AS because,
           t.holder_id, t.kind, t.mandate, t.proposal_id, lower(t.during) AS recorded_at
    FROM chaincare.regie_terms AS t
    UNION ALL
    SELECT t.case_id, 'ends', lower(t.during), upper(t.during), 'passed_on', NULL, NULL, NULL, NULL, upper(t.during)
    FROM chaincare.regie_terms AS t
    WHERE EXISTS (SELECT FROM chaincare.regie_terms AS later
                  WHERE later.case_id = t.case_id AND lower(later.during) = upper(t.during))
) AS known;
ALTER TABLE chaincare.regie_terms FORCE ROW LEVEL SECURITY;

-- That regie is laid down is for whoever may know who directs the case; why, is said to colleagues and to the
-- coordinator, and in words from a list: nothing about a client, or about the holder's health, can stand there.
SELECT chaincare.stand_behind_wall('regie_resignations', '{that,core,full,steering}', '{core,full}');
SELECT chaincare.stand_behind_wall('regie_resignation_withdrawals', '{that,core,full,steering}', '{core,full}');
SELECT chaincare.stand_behind_wall('regie_facts', '{that,core,full,client,steering}', '{that,core,full}');

ALTER TABLE chaincare.regie
    DROP CONSTRAINT regie_vacant_because_check,
    ADD CONSTRAINT regie_vacant_because_check
        CHECK (vacant_because IN ('not_yet_agreed', 'interim_ended', 'laid_down', 'assent_taken_back'));

-- Assent given in presence is written down by another, who takes part too (A8). Whose it is can still object,
-- so beside what was recorded for him stands one answer of his own.
ALTER TABLE chaincare.regie_responses
    ADD COLUMN meeting_id uuid,
    ADD COLUMN recorded_by uuid REFERENCES chaincare.participations (id),
    ADD CONSTRAINT regie_responses_recorded
        CHECK (recorded_by IS NULL OR (meeting_id IS NOT NULL AND answer = 'assent' AND recorded_by <> participation_id)),
    DROP CONSTRAINT regie_responses_once;
CREATE UNIQUE INDEX regie_responses_once
    ON chaincare.regie_responses (proposal_id, participation_id, (recorded_by IS NULL));
