-- The plan of a case: what the client wants, in his own words first. Every edition stays; the row of plans says which is
-- the present one and holds no text.

CREATE TABLE chaincare.plans (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    client_may_read boolean NOT NULL,
    version         int NOT NULL CHECK (version > 0),
    CONSTRAINT plans_in_case UNIQUE (case_id, id)
);
CREATE INDEX plans_of_case ON chaincare.plans (case_id, id);

CREATE TABLE chaincare.plan_editions (
    plan_id        uuid NOT NULL,
    version        int NOT NULL CHECK (version > 0),
    case_id        uuid NOT NULL,
    goals          jsonb NOT NULL CHECK (jsonb_typeof(goals) = 'array' AND jsonb_array_length(goals) > 0),
    agrees         text NOT NULL CHECK (agrees IN ('yes', 'partly', 'no', 'not_asked')),
    agrees_because text,
    said_by        uuid NOT NULL,
    said_at        timestamptz NOT NULL,
    CONSTRAINT plan_editions_once PRIMARY KEY (plan_id, version),
    FOREIGN KEY (case_id, plan_id) REFERENCES chaincare.plans (case_id, id),
    FOREIGN KEY (case_id, said_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((agrees = 'yes') = (agrees_because IS NULL))
);
CREATE INDEX plan_editions_of_case ON chaincare.plan_editions (case_id);

-- Whoever sees the core of a case sees its goals; the client's side by the switch, as with agreements.
SELECT chaincare.stand_apart('plans');
CREATE POLICY app_sees ON chaincare.plans FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[])
           OR (client_may_read AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])));
CREATE POLICY app_adds ON chaincare.plans FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.plans FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (client_may_read, version) ON chaincare.plans TO chaincare_app;

-- An edition is seen by whoever sees the plan.
SELECT chaincare.stand_apart('plan_editions');
CREATE POLICY app_sees ON chaincare.plan_editions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.plans AS p WHERE p.id = plan_id));
CREATE POLICY app_adds ON chaincare.plan_editions FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.plan_editions TO chaincare_app;

-- An edition by somebody behind a shield is not there for whom he is hidden from (S5): to him the plan is as it was
-- before, and one that has no other edition is none.
CREATE POLICY shielded ON chaincare.plan_editions AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((said_by = ANY ((SELECT chaincare.uncleared_parties())::uuid[])) IS NOT TRUE);

SELECT chaincare.allow_erasure();
