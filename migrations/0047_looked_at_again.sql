-- What protects somebody was looked at again, and stays: who said so, when, why, and when it is looked at next. Only ever
-- added. A shield is known to whoever works with core too, the others to scope full.
CREATE TABLE chaincare.protection_reviews (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    kind        text NOT NULL CHECK (kind IN ('shield', 'restriction', 'conflict')),
    about_id    uuid NOT NULL,
    reason      text NOT NULL,
    review_on   date NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamptz NOT NULL,
    FOREIGN KEY (case_id, reviewed_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX protection_reviews_of_case ON chaincare.protection_reviews (case_id, id);
CREATE INDEX protection_reviews_about ON chaincare.protection_reviews (about_id);
SELECT chaincare.stand_behind_wall('protection_reviews', '{full}', '{full}');
CREATE POLICY core_sees ON chaincare.protection_reviews FOR SELECT TO chaincare_app
    USING (kind = 'shield' AND case_id = ANY ((SELECT chaincare.cleared_cases('{core}'))::uuid[]));
SELECT chaincare.allow_erasure();
