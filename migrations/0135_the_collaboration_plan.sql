-- What a network plans for a target group: eight questions with answers in editions that stay, and who adopted them once all are there.

CREATE TABLE chaincare.collaboration_plans (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL,
    title        text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    target_group text NOT NULL CHECK (char_length(target_group) BETWEEN 1 AND 200),
    version      int NOT NULL CHECK (version > 0),      -- grows with whatever changes in it, so that adopting means what was read
    begun_by     uuid NOT NULL REFERENCES chaincare.professionals,
    begun_at     timestamptz NOT NULL,
    UNIQUE (id, network_id),
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id)
);
CREATE INDEX collaboration_plans_of_network ON chaincare.collaboration_plans (network_id, id);
SELECT chaincare.stand_apart('collaboration_plans');
CREATE POLICY app_sees ON chaincare.collaboration_plans FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.collaboration_plans FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND begun_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
CREATE POLICY app_changes ON chaincare.collaboration_plans FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.collaboration_plans TO chaincare_app;
GRANT UPDATE (title, target_group, version) ON chaincare.collaboration_plans TO chaincare_app;

CREATE TABLE chaincare.collaboration_answers (
    plan_id      uuid NOT NULL,
    network_id   uuid NOT NULL,
    role         text NOT NULL CHECK (role IN ('strategist', 'scout', 'salesperson', 'relationship_manager', 'coordinator',
        'partner', 'specialist', 'competitor')),
    version      int NOT NULL CHECK (version > 0),
    words        text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 10000),
    inventory_id uuid CHECK ((inventory_id IS NOT NULL) = (role = 'scout')),    -- what goes on in the region is not guessed
    written_by   uuid NOT NULL REFERENCES chaincare.professionals,
    written_at   timestamptz NOT NULL,
    PRIMARY KEY (plan_id, role, version),
    FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans (id, network_id),
    FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories (id, network_id)
);
SELECT chaincare.stand_apart('collaboration_answers');
CREATE POLICY app_sees ON chaincare.collaboration_answers FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.collaboration_answers FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND written_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.collaboration_answers TO chaincare_app;

CREATE TABLE chaincare.collaboration_adoptions (
    id            uuid PRIMARY KEY,
    plan_id       uuid NOT NULL,
    network_id    uuid NOT NULL,
    plan_version  int NOT NULL CHECK (plan_version > 0),
    adopted_on    date NOT NULL,
    organisations uuid[] NOT NULL CHECK (cardinality(organisations) BETWEEN 1 AND 200),
    recorded_by   uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at   timestamptz NOT NULL,
    FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans (id, network_id)
);
CREATE INDEX collaboration_adoptions_of_plan ON chaincare.collaboration_adoptions (plan_id, id);
SELECT chaincare.stand_apart('collaboration_adoptions');
CREATE POLICY app_sees ON chaincare.collaboration_adoptions FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
-- What is adopted has all its answers, also when a rule forgot to ask.
CREATE POLICY app_adds ON chaincare.collaboration_adoptions FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND recorded_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
        AND (SELECT count(DISTINCT a.role) FROM chaincare.collaboration_answers AS a
             WHERE a.plan_id = collaboration_adoptions.plan_id) = 8);
GRANT SELECT, INSERT ON chaincare.collaboration_adoptions TO chaincare_app;
