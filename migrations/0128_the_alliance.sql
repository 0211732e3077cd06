-- What a network does as an alliance, above its cases: who comes in by what, and what belongs to which network. None of it opens a case.

ALTER TABLE chaincare.access_entries
    DROP CONSTRAINT access_entries_relation_check,
    ADD CONSTRAINT access_entries_relation_check CHECK (relation IN
        ('participation', 'team', 'client', 'representative', 'target', 'coordinator', 'auditor',
         'administrator', 'directory', 'opening', 'own', 'none', 'asker', 'author',
         'emergency', 'match', 'privacy_officer', 'fg', 'clock', 'management_contact',
         'member', 'voortrekker', 'organisation_administrator', 'inventory')),
    DROP CONSTRAINT access_entries_reach_check,
    ADD CONSTRAINT access_entries_reach_check CHECK (reach IN
        ('that', 'core', 'full', 'client', 'steering', 'target', 'log', 'own_log', 'directory',
         'administration', 'asker', 'author', 'card', 'emergency', 'match', 'privacy', 'oversight', 'management',
         'alliance', 'funding', 'voortrekker', 'organisation', 'inventory'));

-- Who pulls the cart for a target group, and who keeps the directory of his own organisation.
ALTER TABLE chaincare.mandates
    DROP CONSTRAINT mandates_kind_check,
    ADD CONSTRAINT mandates_kind_check CHECK (kind IN
        ('coordinator', 'auditor', 'administrator', 'privacy_officer', 'fg', 'management_contact', 'voortrekker',
         'organisation_administrator')),
    DROP CONSTRAINT mandates_organisation_check,
    ADD CONSTRAINT mandates_organisation_check CHECK
        (organisation_id IS NULL OR kind IN ('auditor', 'privacy_officer', 'fg', 'management_contact', 'organisation_administrator')),
    DROP CONSTRAINT mandates_management_of,
    ADD CONSTRAINT mandates_management_of CHECK
        (kind NOT IN ('management_contact', 'organisation_administrator') OR organisation_id IS NOT NULL);

-- The networks that the presented entries let somebody into so far; what they opened is the network's own, and no case.
SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.cleared_networks(reaches text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT network_id FROM chaincare.let_in
        WHERE reach = ANY (reaches) AND network_id IS NOT NULL AND case_id IS NULL);
END $$;
GRANT EXECUTE ON FUNCTION chaincare.cleared_networks(text[]) TO chaincare_app;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- Of which network each thing is that the alliance keeps, so that one door finds its way to all of them.
CREATE TABLE chaincare.alliance_things (
    id         uuid PRIMARY KEY,
    network_id uuid NOT NULL REFERENCES chaincare.networks,
    kind       text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    UNIQUE (id, network_id)
);
SELECT chaincare.stand_apart('alliance_things');
CREATE POLICY app_sees ON chaincare.alliance_things FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,administration,management,organisation}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.alliance_things FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,voortrekker,administration,management}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.alliance_things TO chaincare_app;

-- What the alliance wrote down: what it stands for, who works together on what, and what it tells people. Each edition stays.
CREATE TABLE chaincare.network_documents (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('charter_point', 'working_group', 'coalition', 'transparency_notice')),
    version      int NOT NULL CHECK (version > 0),
    FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things (id, network_id)
);
CREATE INDEX network_documents_of_network ON chaincare.network_documents (network_id, id);
SELECT chaincare.stand_apart('network_documents');
CREATE POLICY app_sees ON chaincare.network_documents FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.network_documents FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.network_documents FOR UPDATE TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.network_documents TO chaincare_app;
GRANT UPDATE (version) ON chaincare.network_documents TO chaincare_app;

CREATE TABLE chaincare.network_document_editions (
    document_id  uuid NOT NULL REFERENCES chaincare.network_documents,
    version      int NOT NULL CHECK (version > 0),
    title        text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
    words        text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 10000),
    holds_from   date NOT NULL,
    holds_until  date CHECK (holds_until >= holds_from),
    concerns     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(concerns) = 'array'),   -- organisations, each with its part
    folded       text NOT NULL,                                                       -- title and words, to be found by
    written_by   uuid NOT NULL REFERENCES chaincare.professionals,
    written_at   timestamptz NOT NULL,
    PRIMARY KEY (document_id, version)
);
SELECT chaincare.stand_apart('network_document_editions');
CREATE POLICY app_sees ON chaincare.network_document_editions FOR SELECT TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.network_documents AS d WHERE d.id = document_id
        AND d.network_id = ANY ((SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'))::uuid[])));
CREATE POLICY app_adds ON chaincare.network_document_editions FOR INSERT TO chaincare_app
    WITH CHECK (EXISTS (SELECT FROM chaincare.network_documents AS d WHERE d.id = document_id
            AND d.network_id = ANY ((SELECT chaincare.cleared_networks('{voortrekker}'))::uuid[]))
        AND written_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT ON chaincare.network_document_editions TO chaincare_app;
