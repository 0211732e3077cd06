-- The client answers a plan himself: by his own login, or by word or on paper, as somebody wrote it down with proof. And a
-- plan can be restricted (AVG 18).

CREATE TABLE chaincare.plan_answers (
    id             uuid PRIMARY KEY,
    case_id        uuid NOT NULL,
    plan_id        uuid NOT NULL,
    version        int NOT NULL,           -- the edition that was answered
    agrees         text NOT NULL CHECK (agrees IN ('yes', 'partly', 'no')),
    agrees_because text,
    how            text NOT NULL CHECK (how IN ('own_login', 'oral', 'paper')),
    proof          text,
    said_by        uuid NOT NULL,
    recorded_by    uuid NOT NULL,
    answered_at    timestamptz NOT NULL,
    FOREIGN KEY (plan_id, version) REFERENCES chaincare.plan_editions (plan_id, version),
    FOREIGN KEY (case_id, plan_id) REFERENCES chaincare.plans (case_id, id),
    FOREIGN KEY (case_id, said_by) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((agrees = 'yes') = (agrees_because IS NULL)),
    CHECK ((how = 'own_login') = (proof IS NULL) AND (how = 'own_login') = (said_by = recorded_by))
);
CREATE INDEX plan_answers_of_edition ON chaincare.plan_answers (plan_id, version);
CREATE INDEX plan_answers_of_case ON chaincare.plan_answers (case_id);

SELECT chaincare.stand_apart('plan_answers');
-- Whoever sees the plan; of the client's side each his own only: what a mother says of it is not the father's to read.
CREATE POLICY app_sees ON chaincare.plan_answers FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.plan_editions AS e WHERE e.plan_id = plan_answers.plan_id
               AND e.version = plan_answers.version)
           AND said_by <> ALL ((SELECT chaincare.uncleared_citizens())::uuid[]));
CREATE POLICY app_adds ON chaincare.plan_answers FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full,client}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.plan_answers TO chaincare_app;
CREATE POLICY shielded ON chaincare.plan_answers AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((recorded_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);

ALTER TABLE chaincare.restricted_items
    DROP CONSTRAINT restricted_items_kind_check,
    ADD CONSTRAINT restricted_items_kind_check CHECK (kind IN ('note', 'agreement', 'question', 'plan', 'contribution'));
ALTER POLICY app_sees ON chaincare.restricted_items
    USING (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]) AND CASE kind
               WHEN 'note' THEN EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = item_id)
               WHEN 'agreement' THEN EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = item_id)
               WHEN 'plan' THEN EXISTS (SELECT FROM chaincare.plan_editions AS p WHERE p.plan_id = item_id)
               WHEN 'contribution' THEN EXISTS (SELECT FROM chaincare.participations AS p WHERE p.id = item_id)
               ELSE EXISTS (SELECT FROM chaincare.case_questions AS q WHERE q.case_id = item_id) END));

SET LOCAL ROLE chaincare_door;

-- As in 0040, and a plan: it is of who made it first.
CREATE OR REPLACE FUNCTION chaincare.is_item_of_case(kind text, item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id
        CROSS JOIN LATERAL (
            SELECT NULL::uuid AS unit_id WHERE is_item_of_case.kind = 'question' AND e.case_id = item
            UNION ALL SELECT n.unit_id FROM chaincare.notes AS n
                WHERE is_item_of_case.kind = 'note' AND n.case_id = e.case_id AND n.id = item
            UNION ALL SELECT coalesce(p.unit_id, f.unit_id) FROM chaincare.participations AS p
                LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                WHERE p.case_id = e.case_id AND p.id = CASE is_item_of_case.kind WHEN 'contribution' THEN item WHEN 'agreement' THEN (
                    SELECT a.proposed_by FROM chaincare.agreements AS a
                    WHERE a.case_id = e.case_id AND a.id = item) WHEN 'plan' THEN (
                    SELECT v.said_by FROM chaincare.plan_editions AS v
                    WHERE v.case_id = e.case_id AND v.plan_id = item AND v.version = 1) END) AS found (unit_id)
        LEFT JOIN chaincare.units AS u ON u.id = found.unit_id
        WHERE e.reach = 'privacy' AND (m.organisation_id IS NULL OR m.organisation_id = u.organisation_id));
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

SELECT chaincare.allow_erasure();
