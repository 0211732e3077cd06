-- Entries of the log that are drawn by lot and looked at by an auditor, month by month. The seed is kept, so that anybody can draw
-- the same ones again; the database makes it, and every draw stays, so that nobody draws until he likes what he sees.
CREATE TABLE chaincare.log_samples (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id uuid REFERENCES chaincare.organisations,   -- whose people only, where the mandate is for one
    month           date NOT NULL CHECK (extract(day FROM month) = 1),
    until_at        timestamptz NOT NULL,   -- what was in the log by then was drawn from
    size            int NOT NULL CHECK (size BETWEEN 1 AND 100),
    drawn_from      bigint NOT NULL,
    seed            bytea NOT NULL CHECK (octet_length(seed) = 16),
    drawn_by        uuid NOT NULL REFERENCES chaincare.professionals,
    drawn_at        timestamptz NOT NULL
);
CREATE INDEX log_samples_of_network ON chaincare.log_samples (network_id, drawn_at, id);

CREATE TABLE chaincare.sampled_entries (
    sample_id   uuid NOT NULL REFERENCES chaincare.log_samples,
    place       int NOT NULL,
    entry_at    timestamptz NOT NULL,
    entry_id    uuid NOT NULL,
    reviewed_by uuid REFERENCES chaincare.professionals,
    reviewed_at timestamptz,
    outcome     text CHECK (outcome IN ('justified', 'unjustified', 'reported_as_breach')),
    reason      text CHECK (reason ~ '^[a-z_]+$' AND octet_length(reason) <= 60),
    PRIMARY KEY (sample_id, place),
    UNIQUE (sample_id, entry_id),
    CHECK (num_nonnulls(reviewed_by, reviewed_at, outcome, reason) IN (0, 4))
);
SELECT chaincare.stand_apart('log_samples');
SELECT chaincare.stand_apart('sampled_entries');

DO $$
DECLARE
    rule text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))';
    of_sample text := '(SELECT chaincare.cleared_for(''log'')) AND EXISTS (SELECT FROM chaincare.log_samples AS s WHERE s.id = sample_id)';
BEGIN
    EXECUTE format('CREATE POLICY app_sees ON chaincare.log_samples FOR SELECT TO chaincare_app USING (%s)', rule);
    EXECUTE format('CREATE POLICY app_adds ON chaincare.log_samples FOR INSERT TO chaincare_app WITH CHECK (%s)', rule);
    EXECUTE format('CREATE POLICY app_sees ON chaincare.sampled_entries FOR SELECT TO chaincare_app USING (%s)', of_sample);
    EXECUTE format('CREATE POLICY app_adds ON chaincare.sampled_entries FOR INSERT TO chaincare_app WITH CHECK (%s)', of_sample);
    EXECUTE format('CREATE POLICY app_reviews ON chaincare.sampled_entries FOR UPDATE TO chaincare_app
        USING (reviewed_by IS NULL AND %s) WITH CHECK (reviewed_by IN (SELECT e.actor_id FROM chaincare.cleared() AS e))', of_sample);
END $$;
GRANT SELECT, INSERT ON chaincare.log_samples TO chaincare_app;
GRANT SELECT, INSERT (sample_id, place, entry_at, entry_id), UPDATE (reviewed_by, reviewed_at, outcome, reason)
    ON chaincare.sampled_entries TO chaincare_app;
