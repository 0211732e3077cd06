-- Cases of one household, linked for joint acts. A link opens nothing: each row stands behind the wall of its own case, and
-- that there are others only shows to who is let into those as well (S1).
CREATE TABLE chaincare.household_cases (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    household_id  uuid NOT NULL,
    case_id       uuid NOT NULL REFERENCES chaincare.cases,
    linked_by     uuid NOT NULL REFERENCES chaincare.professionals,
    linked_at     timestamptz NOT NULL,
    ended_by      uuid REFERENCES chaincare.professionals,
    ended_at      timestamptz,
    ended_because text,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_because IS NULL))
);
CREATE UNIQUE INDEX household_cases_once ON chaincare.household_cases (household_id, case_id) WHERE ended_at IS NULL;
CREATE INDEX household_cases_of_case ON chaincare.household_cases (case_id, household_id);

SELECT chaincare.stand_behind_wall('household_cases', '{core,full}', '{full}', 'ended_by, ended_at, ended_because');
SELECT chaincare.allow_erasure();
