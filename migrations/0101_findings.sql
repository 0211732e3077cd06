-- What stands out in the access log, for the auditor (DOMAIN: Finding). It says who, about which pseudonym, on which day and by
-- which entries: no name, no word of a file. The same thing found again is the same row: its id is made of what it is about.
CREATE TYPE chaincare.hit AS (
    kind text, actor_id uuid, organisation_id uuid, client uuid, day date,
    first_at timestamptz, last_at timestamptz, times int, entries uuid[]
);

CREATE TABLE chaincare.findings (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    kind            text NOT NULL CHECK (kind IN
        ('self_made_relation', 'team_read_off_duty', 'outside_office_hours', 'no_participation', 'search_without_identifier',
         'many_clients', 'emergency_access', 'most_consulted_client', 'highest_reader', 'colleague_as_client',
         'same_family_name', 'own_file')),
    actor_id        uuid REFERENCES chaincare.professionals,
    organisation_id uuid REFERENCES chaincare.organisations,   -- for whom he did it; NULL where a whole network was counted
    client          uuid,                                      -- the pseudonym, as in the log
    day             date NOT NULL,
    first_at        timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    times           int NOT NULL CHECK (times > 0),
    entries         uuid[] NOT NULL CHECK (cardinality(entries) BETWEEN 1 AND 50),
    detected_at     timestamptz NOT NULL,
    state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explanation_asked', 'explained', 'closed', 'dismissed')),
    CHECK (num_nonnulls(actor_id, client) > 0)
);
CREATE INDEX findings_of_network ON chaincare.findings (network_id, detected_at, id);
SELECT chaincare.stand_apart('findings');

-- As the log itself: a network's auditor sees all of it, an organisation's what its own people did, and neither what concerns a
-- client he is in conflict with.
DO $$
DECLARE
    rule text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))
        AND coalesce(client <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)';
BEGIN
    EXECUTE format('CREATE POLICY app_sees ON chaincare.findings FOR SELECT TO chaincare_app USING (%s)', rule);
    EXECUTE format('CREATE POLICY app_adds ON chaincare.findings FOR INSERT TO chaincare_app WITH CHECK (%s)', rule);
    EXECUTE format('CREATE POLICY app_counts ON chaincare.findings FOR UPDATE TO chaincare_app USING (%s)', rule);
END $$;
GRANT SELECT, INSERT (id, network_id, kind, actor_id, organisation_id, client, day, first_at, last_at, times, entries, detected_at),
    UPDATE (first_at, last_at, times, entries) ON chaincare.findings TO chaincare_app;
