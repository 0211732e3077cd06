-- A search for what stands out takes longer than a request may: it is asked, goes on day by day by itself, and says how far it is.
CREATE TABLE chaincare.detections (
    id             uuid PRIMARY KEY,
    mandate_id     uuid NOT NULL REFERENCES chaincare.mandates,   -- by which it was asked, and within which it looks
    kinds          text[] NOT NULL CHECK (cardinality(kinds) BETWEEN 1 AND 12),
    from_at        timestamptz NOT NULL,
    until_at       timestamptz NOT NULL,
    more_than      int NOT NULL,
    top            int NOT NULL,
    closed         date[] NOT NULL,      -- on which days of it offices are closed
    asked_at       timestamptz NOT NULL,
    computed_until timestamptz NOT NULL, -- what lies before was looked through
    attempts       int NOT NULL DEFAULT 0,
    state          text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped')),
    CHECK (from_at < until_at AND until_at - from_at <= interval '31 days'),
    CHECK (computed_until BETWEEN from_at AND until_at)
);
CREATE INDEX detections_waiting ON chaincare.detections (asked_at, id) WHERE state = 'running';
CREATE INDEX detections_of_mandate ON chaincare.detections (mandate_id);
SELECT chaincare.stand_apart('detections');

CREATE TABLE chaincare.detected_findings (
    detection_id uuid NOT NULL REFERENCES chaincare.detections,
    finding_id   uuid NOT NULL REFERENCES chaincare.findings,
    PRIMARY KEY (detection_id, finding_id)
);
SELECT chaincare.stand_apart('detected_findings');

SET LOCAL ROLE chaincare_door;

-- Again in findings/searching, where it is kept up.
CREATE FUNCTION chaincare.cleared_log_mandates() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.relation_id FROM chaincare.let_in AS e WHERE e.reach = 'log');
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_sees ON chaincare.detections FOR SELECT TO chaincare_app
    USING (mandate_id = ANY ((SELECT chaincare.cleared_log_mandates())::uuid[]));
CREATE POLICY app_sees ON chaincare.detected_findings FOR SELECT TO chaincare_app
    USING ((SELECT chaincare.cleared_for('log')) AND EXISTS (SELECT FROM chaincare.detections AS d WHERE d.id = detection_id));
GRANT SELECT ON chaincare.detections, chaincare.detected_findings TO chaincare_app;

-- What is found is written by the door alone: the application says what to look for, and how far its review is, but not what was found.
DROP POLICY app_adds ON chaincare.findings;
REVOKE INSERT, UPDATE ON chaincare.findings FROM chaincare_app;
GRANT UPDATE (state) ON chaincare.findings TO chaincare_app;
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY '{findings,detections,detected_findings}'::text[] LOOP
        EXECUTE format('GRANT INSERT, UPDATE ON chaincare.%I TO chaincare_door', kept);
        EXECUTE format('CREATE POLICY door_finds ON chaincare.%I FOR INSERT TO chaincare_door WITH CHECK (true)', kept);
        EXECUTE format('CREATE POLICY door_counts ON chaincare.%I FOR UPDATE TO chaincare_door USING (true)', kept);
    END LOOP;
END $$;
