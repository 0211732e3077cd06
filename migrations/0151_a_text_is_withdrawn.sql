-- What a network wrote that points at somebody after all is withdrawn: the words go, the row stays, and one says why and by whom.
CREATE TABLE chaincare.network_erasures (
    id         uuid PRIMARY KEY,
    network_id uuid NOT NULL REFERENCES chaincare.networks,
    kind       text NOT NULL CHECK (kind IN ('network_document', 'plan_answer', 'factor_assessment', 'network_bottleneck', 'inventory_party')),
    thing_id   uuid NOT NULL,
    part_id    uuid,
    role       text,
    version    int CHECK (version > 0),
    reason     text NOT NULL CHECK (reason IN ('names_somebody', 'points_at_somebody', 'shared_by_mistake')),
    erased_by  uuid NOT NULL REFERENCES chaincare.professionals,
    erased_at  timestamptz NOT NULL,
    FOREIGN KEY (thing_id, network_id) REFERENCES chaincare.alliance_things (id, network_id),
    UNIQUE NULLS NOT DISTINCT (thing_id, kind, part_id, role, version)
);
CREATE INDEX network_erasures_of_network ON chaincare.network_erasures (network_id, id);
SELECT chaincare.stand_apart('network_erasures');
CREATE POLICY app_sees ON chaincare.network_erasures FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY door_adds ON chaincare.network_erasures FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT SELECT ON chaincare.network_erasures TO chaincare_app;
GRANT INSERT ON chaincare.network_erasures TO chaincare_door;

-- Only the door empties them, and only while it erases in this very thing; the application changes no word that was written.
CREATE POLICY door_erases ON chaincare.network_document_editions FOR UPDATE TO chaincare_door
    USING (document_id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (title, words, folded) ON chaincare.network_document_editions TO chaincare_door;
CREATE POLICY door_erases ON chaincare.collaboration_answers FOR UPDATE TO chaincare_door
    USING (plan_id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (words) ON chaincare.collaboration_answers TO chaincare_door;
CREATE POLICY door_erases ON chaincare.factor_assessments FOR UPDATE TO chaincare_door
    USING (plan_id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (motivation, evidence) ON chaincare.factor_assessments TO chaincare_door;
CREATE POLICY door_erases ON chaincare.network_bottlenecks FOR UPDATE TO chaincare_door
    USING (id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (words) ON chaincare.network_bottlenecks TO chaincare_door;
CREATE POLICY door_erases ON chaincare.network_bottleneck_steps FOR UPDATE TO chaincare_door
    USING (bottleneck_id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (words) ON chaincare.network_bottleneck_steps TO chaincare_door;
CREATE POLICY door_erases ON chaincare.inventory_parties FOR UPDATE TO chaincare_door
    USING (inventory_id::text = current_setting('chaincare.erasing', true));
GRANT UPDATE (help, needed_for) ON chaincare.inventory_parties TO chaincare_door;
CREATE POLICY door_erases ON chaincare.inventory_party_steps FOR UPDATE TO chaincare_door
    USING (nullif(current_setting('chaincare.erasing', true), '') IS NOT NULL);
GRANT UPDATE (next_step, reason) ON chaincare.inventory_party_steps TO chaincare_door;
