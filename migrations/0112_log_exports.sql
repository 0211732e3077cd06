-- Entries of the log that an auditor takes away as a file: what was asked for, up to which checkpoint, how many, who decided, and
-- every download with how far it came. The entries themselves stay where they are, behind their own wall.
CREATE TABLE chaincare.log_exports (
    id                 uuid PRIMARY KEY,
    network_id         uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id    uuid REFERENCES chaincare.organisations,   -- whose people only, where the mandate is for one
    format             text NOT NULL CHECK (format IN ('ndjson', 'fhir', 'processing_records', 'csv')),
    reason             text NOT NULL CHECK (reason ~ '^[a-z_]+$' AND octet_length(reason) <= 60),
    about_client       uuid,   -- a pseudonym, as the entries carry it
    about_professional uuid,
    about_organisation uuid,
    about_case         uuid,
    from_at            timestamptz,
    until_at           timestamptz,
    log_id             int NOT NULL,    -- the checkpoint up to which it goes: what comes later is not in it
    log_size           bigint NOT NULL,
    from_xid           xid8 NOT NULL,
    until_xid          xid8 NOT NULL,
    entries            bigint NOT NULL,
    requested_by       uuid NOT NULL REFERENCES chaincare.professionals,
    requested_at       timestamptz NOT NULL,
    needs_second       boolean NOT NULL,
    expires_at         timestamptz NOT NULL,
    decided_by         uuid REFERENCES chaincare.professionals CHECK (decided_by <> requested_by),
    decided_at         timestamptz,
    decision           text CHECK (decision IN ('approved', 'refused')),
    decision_reason    text CHECK (decision_reason ~ '^[a-z_]+$' AND octet_length(decision_reason) <= 60),
    FOREIGN KEY (log_id, log_size) REFERENCES chaincare.checkpoints,
    CHECK (num_nonnulls(decided_by, decided_at, decision, decision_reason) IN (0, 4)),
    CHECK (needs_second OR decided_by IS NULL)
);
CREATE INDEX log_exports_of_network ON chaincare.log_exports (network_id, requested_at, id);

CREATE TABLE chaincare.log_export_downloads (
    id         uuid PRIMARY KEY,
    export_id  uuid NOT NULL REFERENCES chaincare.log_exports,
    begun_at   timestamptz NOT NULL,
    written    bigint NOT NULL DEFAULT 0,
    written_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX log_export_downloads_of_export ON chaincare.log_export_downloads (export_id, begun_at);
SELECT chaincare.stand_apart('log_exports');
SELECT chaincare.stand_apart('log_export_downloads');

DO $$
DECLARE
    rule text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))
        AND coalesce(about_client <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
        AND coalesce(about_case <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)';
    own text := '(SELECT chaincare.cleared_for(''log'')) AND EXISTS (SELECT FROM chaincare.log_exports AS x WHERE x.id = export_id
        AND x.requested_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e)
        AND (NOT x.needs_second OR x.decision IS NOT DISTINCT FROM ''approved''))';
BEGIN
    EXECUTE format('CREATE POLICY app_sees ON chaincare.log_exports FOR SELECT TO chaincare_app USING (%s)', rule);
    EXECUTE format('CREATE POLICY app_adds ON chaincare.log_exports FOR INSERT TO chaincare_app WITH CHECK (decided_by IS NULL
        AND requested_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e) AND %s)', rule);
    EXECUTE format('CREATE POLICY app_decides ON chaincare.log_exports FOR UPDATE TO chaincare_app
        USING (decided_by IS NULL AND needs_second AND %s)
        WITH CHECK (decided_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e))', rule);
    EXECUTE 'CREATE POLICY app_sees ON chaincare.log_export_downloads FOR SELECT TO chaincare_app
        USING ((SELECT chaincare.cleared_for(''log'')) AND EXISTS (SELECT FROM chaincare.log_exports AS x WHERE x.id = export_id))';
    EXECUTE format('CREATE POLICY app_adds ON chaincare.log_export_downloads FOR INSERT TO chaincare_app WITH CHECK (%s)', own);
    EXECUTE format('CREATE POLICY app_goes_on ON chaincare.log_export_downloads FOR UPDATE TO chaincare_app
        USING (ended_at IS NULL AND %1$s) WITH CHECK (%1$s)', own);
END $$;
GRANT SELECT, INSERT, UPDATE (decided_by, decided_at, decision, decision_reason, expires_at) ON chaincare.log_exports TO chaincare_app;
GRANT SELECT, INSERT, UPDATE (written, written_at, ended_at) ON chaincare.log_export_downloads TO chaincare_app;
