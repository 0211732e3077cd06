-- A finding of entries about several clients, or of an attempt that came to nobody, names no client, and yet is about them: it keeps by
-- which ids the log knows them (pseudonyms, clients, cases, what was asked for), and the wall and T6 look at all of these.
ALTER TABLE chaincare.findings ADD clients uuid[] NOT NULL DEFAULT '{}';

SET LOCAL ROLE chaincare_door;
DROP FUNCTION IF EXISTS chaincare.reviewer_bars(uuid);
DROP FUNCTION IF EXISTS chaincare.detected(chaincare.detections, chaincare.mandates, timestamptz, int);

-- Of the entries it names, whoever writes the row; beyond these, what a search counted along and says itself. None is ever lost.
CREATE FUNCTION chaincare.keep_whom_it_is_about() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.clients := ARRAY(
        SELECT known.id FROM unnest(NEW.clients) AS known (id)
        UNION SELECT NEW.client WHERE NEW.client IS NOT NULL
        UNION SELECT about.id FROM chaincare.access_entries AS e
            CROSS JOIN LATERAL unnest(ARRAY[e.client, e.case_id, e.asked_id]) AS about (id)
            WHERE e.actor_id = NEW.actor_id AND e.at BETWEEN NEW.first_at AND NEW.last_at AND e.id = ANY (NEW.entries)
                AND about.id IS NOT NULL
        UNION SELECT about.id FROM chaincare.access_entries AS e
            CROSS JOIN LATERAL unnest(ARRAY[e.client, e.case_id, e.asked_id]) AS about (id)
            WHERE NEW.actor_id IS NULL AND e.client = NEW.client AND e.at BETWEEN NEW.first_at AND NEW.last_at
                AND e.id = ANY (NEW.entries) AND about.id IS NOT NULL);
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_whom_it_is_about() FROM PUBLIC, chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_whom_it_is_about() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER keep_whom_it_is_about BEFORE INSERT OR UPDATE OF entries, clients ON chaincare.findings
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_whom_it_is_about();
ALTER TABLE chaincare.findings DISABLE TRIGGER findings_require_done;

SET LOCAL ROLE chaincare_door;
-- What was found until now: the trigger takes the entries that are named. Of who looked at many more than fifty are not, so of these all at
-- whom he looked from the first to the last.
UPDATE chaincare.findings AS f SET clients = ARRAY(
    SELECT DISTINCT about.id FROM chaincare.access_entries AS e
    CROSS JOIN LATERAL unnest(ARRAY[e.client, e.case_id, e.asked_id]) AS about (id)
    WHERE f.kind IN ('many_clients', 'highest_reader') AND e.actor_id = f.actor_id AND e.organisation_id = f.organisation_id
        AND e.at BETWEEN f.first_at AND f.last_at AND e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
        AND about.id IS NOT NULL);
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

ALTER TABLE chaincare.findings ENABLE TRIGGER findings_require_done;

-- As the log itself, and never what an auditor did himself: he would read how he is looked into. As whom it is about he comes to it by
-- the other door, when he is asked.
DO $$
DECLARE
    rule text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))
        AND NOT clients && (SELECT chaincare.cleared_log_without())::uuid[]
        AND coalesce(actor_id <> ALL (ARRAY(SELECT e.actor_id FROM chaincare.cleared() AS e)), true)';
BEGIN
    EXECUTE format('ALTER POLICY app_sees ON chaincare.findings USING (%s)', rule);
    EXECUTE format('ALTER POLICY app_counts ON chaincare.findings USING (%s)', rule);
END $$;
ALTER POLICY app_sees ON chaincare.detected_findings
    USING ((SELECT chaincare.cleared_for('log')) AND EXISTS (SELECT FROM chaincare.detections AS d WHERE d.id = detection_id)
           AND EXISTS (SELECT FROM chaincare.findings AS f WHERE f.id = finding_id));
