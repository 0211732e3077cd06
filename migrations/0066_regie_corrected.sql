-- A term of regie that began at another moment than was recorded is put right by a new record (R8): facts say what was believed
-- until then, and why it is known better stands beside them.
CREATE TABLE chaincare.regie_corrections (
    id             uuid PRIMARY KEY,
    case_id        uuid NOT NULL REFERENCES chaincare.cases,
    recorded_since timestamptz NOT NULL,
    since          timestamptz NOT NULL CHECK (since <> recorded_since),
    reason         text NOT NULL,
    corrected_by   uuid NOT NULL REFERENCES chaincare.professionals,
    corrected_at   timestamptz NOT NULL CHECK (corrected_at >= since)
);
CREATE INDEX regie_corrections_of_case ON chaincare.regie_corrections (case_id);

SELECT chaincare.stand_behind_wall('regie_corrections', '{that,core,full,client,steering}', '{steering}');
-- Of a term that is hidden from a reader he learns nothing, also not that it was put right (S5).
CREATE POLICY shielded ON chaincare.regie_corrections AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.regie_facts AS f
                   WHERE f.case_id = regie_corrections.case_id AND f.began_at = since AND f.fact = 'began'));

SELECT chaincare.allow_erasure();
