-- A meeting is one act (A8): when it was, who was there and who was not, and what came of it. The row itself says only
-- that it was held, so that a coordinator may see it; people, words and agreements lie in tables of their own. The
-- agreements and the assents to regie stand with their features and name the meeting; nothing here ever changes.

CREATE TABLE chaincare.meetings (
    id                uuid PRIMARY KEY,
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    kind              text NOT NULL CHECK (kind IN ('meeting', 'conversation', 'paper')),
    held_at           timestamptz NOT NULL,
    recorded_by       uuid NOT NULL,
    recorded_at       timestamptz NOT NULL,
    client_present    text NOT NULL CHECK (client_present IN ('yes', 'partly', 'no')),
    next_on           date,
    regie_proposal_id uuid,
    CONSTRAINT meetings_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, regie_proposal_id) REFERENCES chaincare.regie_proposals (case_id, id),
    CHECK (held_at <= recorded_at)
);
CREATE INDEX meetings_of_case ON chaincare.meetings (case_id, held_at DESC, id DESC);
-- Two who write down the same meeting make one. Talks and papers of one moment can be several.
CREATE UNIQUE INDEX meetings_once ON chaincare.meetings (case_id, held_at) WHERE kind = 'meeting';

CREATE TABLE chaincare.meeting_attendances (
    meeting_id       uuid NOT NULL,
    participation_id uuid NOT NULL,
    case_id          uuid NOT NULL,
    present          boolean NOT NULL,
    CONSTRAINT meeting_attendances_once PRIMARY KEY (meeting_id, participation_id),
    FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings (case_id, id),
    FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations (case_id, id)
);

-- How the client was heard, what shows an assent that was spoken or signed, and where the minutes are: a note.
CREATE TABLE chaincare.meeting_words (
    meeting_id uuid PRIMARY KEY,
    case_id    uuid NOT NULL,
    heard      text,
    proof      text,
    minutes_id uuid REFERENCES chaincare.notes,
    FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings (case_id, id),
    CHECK (num_nonnulls(heard, proof, minutes_id) > 0)
);

-- What was agreed, and whether the one responsible assented there: in presence, by word or on paper, as the recorder
-- says; himself, when he is the recorder; not at all, when he was absent or left it open (never for those absent).
CREATE TABLE chaincare.meeting_agreements (
    meeting_id     uuid NOT NULL,
    place          int NOT NULL CHECK (place BETWEEN 0 AND 19),
    case_id        uuid NOT NULL,
    agreement_id   uuid NOT NULL CONSTRAINT meeting_agreements_once UNIQUE,
    responsible_id uuid NOT NULL,
    assent         text NOT NULL CHECK (assent IN ('himself', 'in_presence', 'oral', 'paper', 'awaited')),
    PRIMARY KEY (meeting_id, place),
    FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings (case_id, id),
    FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements (case_id, id),
    FOREIGN KEY (case_id, responsible_id) REFERENCES chaincare.participations (case_id, id)
);

SELECT chaincare.stand_behind_wall('meetings', '{core,full,client,steering}', '{core,full}');
SELECT chaincare.stand_behind_wall('meeting_attendances', '{core,full,client}', '{core,full}');
SELECT chaincare.stand_behind_wall('meeting_words', '{core,full,client}', '{core,full}');

-- That an agreement was made is for its readers only: where the agreement does not show, neither does the link.
SELECT chaincare.stand_apart('meeting_agreements');
CREATE POLICY app_sees ON chaincare.meeting_agreements FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
CREATE POLICY app_adds ON chaincare.meeting_agreements FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[])
                AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
GRANT SELECT, INSERT ON chaincare.meeting_agreements TO chaincare_app;
