-- Who is needed so that the people on an inventory get what they need: an organisation or a kind of help, and how far one has come with
-- them. It is the network's, and about nobody.
CREATE TABLE chaincare.inventory_parties (
    id              uuid PRIMARY KEY,
    inventory_id    uuid NOT NULL,
    network_id      uuid NOT NULL,
    organisation_id uuid REFERENCES chaincare.organisations,
    help            text CHECK (char_length(help) BETWEEN 1 AND 200),
    needed_for      text NOT NULL CHECK (char_length(needed_for) BETWEEN 1 AND 10000),
    version         int NOT NULL CHECK (version > 0),
    FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories (id, network_id),
    CHECK (num_nonnulls(organisation_id, help) = 1)
);
CREATE INDEX inventory_parties_of_inventory ON chaincare.inventory_parties (inventory_id, id);
SELECT chaincare.stand_apart('inventory_parties');
CREATE POLICY app_sees ON chaincare.inventory_parties FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.inventory_parties FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.inventory_parties FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (version) ON chaincare.inventory_parties TO chaincare_app;

-- Each step towards them, only ever added: where it led, and what is done next, by when and by whom.
CREATE TABLE chaincare.inventory_party_steps (
    party_id     uuid NOT NULL REFERENCES chaincare.inventory_parties,
    version      int NOT NULL CHECK (version > 0),
    state        text NOT NULL CHECK (state IN ('to_approach', 'approached', 'in_talks', 'takes_part', 'refuses')),
    next_step    text CHECK (char_length(next_step) BETWEEN 1 AND 200),
    next_step_on date,
    next_step_by uuid REFERENCES chaincare.professionals,
    reason       text CHECK (char_length(reason) BETWEEN 1 AND 10000),
    taken_by     uuid NOT NULL REFERENCES chaincare.professionals,
    taken_at     timestamptz NOT NULL,
    PRIMARY KEY (party_id, version),
    CHECK (num_nonnulls(next_step, next_step_on, next_step_by) = CASE WHEN state IN ('takes_part', 'refuses') THEN 0 ELSE 3 END),
    CHECK ((state = 'refuses') = (reason IS NOT NULL))
);
SELECT chaincare.stand_apart('inventory_party_steps');
CREATE POLICY app_sees ON chaincare.inventory_party_steps FOR SELECT TO chaincare_app
    USING ((SELECT chaincare.cleared_networks('{alliance,voortrekker}')) IS NOT NULL
        AND EXISTS (SELECT FROM chaincare.inventory_parties AS p WHERE p.id = party_id));
CREATE POLICY app_adds ON chaincare.inventory_party_steps FOR INSERT TO chaincare_app
    WITH CHECK (EXISTS (SELECT FROM chaincare.inventory_parties AS p WHERE p.id = party_id
            AND p.network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]))
        AND taken_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.inventory_party_steps TO chaincare_app;
