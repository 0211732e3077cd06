-- What stood out in the log and what was drawn from it name people: kept as long as entries of the log are, from the last thing that
-- happened to it (STANDARDS 7). Nothing younger than five years goes, whatever a function says.
DO $$
DECLARE
    kept record;
BEGIN
    FOR kept IN SELECT * FROM (VALUES
        ('findings', 'detected_at + interval ''5 years'' <= clock_timestamp()'),
        ('finding_facts', 'at + interval ''5 years'' <= clock_timestamp()'),
        ('detections', 'asked_at + interval ''5 years'' <= clock_timestamp()'),
        ('log_samples', 'drawn_at + interval ''5 years'' <= clock_timestamp()'),
        ('sampled_entries', 'coalesce(reviewed_at, ''-infinity'') + interval ''5 years'' <= clock_timestamp() AND EXISTS (
            SELECT FROM chaincare.log_samples AS s WHERE s.id = sample_id AND s.drawn_at + interval ''5 years'' <= clock_timestamp())'),
        ('detected_findings', 'EXISTS (SELECT FROM chaincare.findings AS f WHERE f.id = finding_id AND f.detected_at + interval ''5 years'' <= clock_timestamp())
            OR EXISTS (SELECT FROM chaincare.detections AS d WHERE d.id = detection_id AND d.asked_at + interval ''5 years'' <= clock_timestamp())')
        ) AS t (held, over)
    LOOP
        EXECUTE format('GRANT DELETE ON chaincare.%I TO chaincare_door', kept.held);
        EXECUTE format('CREATE POLICY door_ends ON chaincare.%I FOR DELETE TO chaincare_door USING (%s)', kept.held, kept.over);
    END LOOP;
END $$;
