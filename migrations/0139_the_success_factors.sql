-- The eight success factors of a plan: what the network thinks of each, and what clients think, each time with a reason and a day.

CREATE TABLE chaincare.factor_assessments (
    id           uuid PRIMARY KEY,
    plan_id      uuid NOT NULL,
    network_id   uuid NOT NULL,
    factor       text NOT NULL CHECK (factor IN ('people', 'connecting', 'necessity', 'power_and_strength', 'trust',
        'friend_and_foe', 'directing', 'foundation')),
    kind         text NOT NULL CHECK (kind IN ('network', 'clients')),
    colour       text NOT NULL CHECK (colour IN ('red', 'amber', 'green')),
    motivation   text NOT NULL CHECK (char_length(motivation) BETWEEN 1 AND 10000),
    evidence     text CHECK (char_length(evidence) BETWEEN 1 AND 10000),
    documents    uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(documents) <= 20),
    assessed_on  date NOT NULL,
    source       text CHECK (source IN ('client_council', 'expert_by_experience')),
    acknowledges text[] NOT NULL DEFAULT '{}',               -- indications that say otherwise, named by whoever put it on green all the same
    recorded_by  uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at  timestamptz NOT NULL,
    CHECK ((kind = 'clients') = (source IS NOT NULL)),       -- the clients' colour is theirs: it says who of them said it
    FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans (id, network_id)
);
CREATE INDEX factor_assessments_of_plan ON chaincare.factor_assessments (plan_id, factor, id);
SELECT chaincare.stand_apart('factor_assessments');
CREATE POLICY app_sees ON chaincare.factor_assessments FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
-- Nothing is on green before the plan has all its answers, also when a rule forgot to ask.
CREATE POLICY app_adds ON chaincare.factor_assessments FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[])
        AND recorded_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
        AND (kind = 'clients' OR colour <> 'green' OR (SELECT count(DISTINCT a.role)
            FROM chaincare.collaboration_answers AS a WHERE a.plan_id = factor_assessments.plan_id) = 8));
GRANT SELECT, INSERT ON chaincare.factor_assessments TO chaincare_app;
