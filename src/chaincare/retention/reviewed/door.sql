-- Findings, samples and searches of the log end with the entries they are about: after the term of the log in their network
-- (five years where it says nothing), from the last thing that happened to them. Not while a case of who is in it is held.
CREATE OR REPLACE FUNCTION chaincare.reviews_due(now timestamptz)
RETURNS TABLE (held regclass, id uuid, network_id uuid, client uuid, event text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH term AS MATERIALIZED (
        SELECT n.id, make_interval(months => coalesce(chaincare.log_term_months(n.id, 'access_log',
            (now AT TIME ZONE 'Europe/Amsterdam')::date), 1200)) AS months FROM chaincare.networks AS n),
    kept AS MATERIALIZED (
        -- By each id by which the log knows whom it is about. A finding names fifty entries at most, and knows of all it is about.
        SELECT coalesce(array_agg(DISTINCT about.id), '{}') AS ids FROM chaincare.legal_holds AS h
        JOIN chaincare.cases AS c ON c.id = h.case_id JOIN chaincare.clients AS k ON k.id = c.client_id
        CROSS JOIN LATERAL unnest(ARRAY[k.pseudonym, k.id, c.id]) AS about (id) WHERE h.lifted_at IS NULL)
    SELECT 'chaincare.findings'::regclass, f.id, f.network_id, f.client, 'finding.erased'
    FROM chaincare.findings AS f JOIN term AS t ON t.id = f.network_id
    WHERE f.detected_at + t.months <= now
      AND NOT EXISTS (SELECT FROM chaincare.finding_facts AS a WHERE a.finding_id = f.id AND a.at + t.months > now)
      AND NOT f.clients && (SELECT k.ids FROM kept AS k)
    UNION ALL
    SELECT 'chaincare.log_samples'::regclass, s.id, s.network_id, NULL, 'log-sample.erased'
    FROM chaincare.log_samples AS s JOIN term AS t ON t.id = s.network_id
    WHERE s.drawn_at + t.months <= now
      AND NOT EXISTS (SELECT FROM chaincare.sampled_entries AS d WHERE d.sample_id = s.id AND d.reviewed_at + t.months > now)
      AND NOT EXISTS (SELECT FROM chaincare.sampled_entries AS d
                      JOIN chaincare.access_entries AS e ON e.at = d.entry_at AND e.id = d.entry_id
                      WHERE d.sample_id = s.id AND ARRAY[e.client, e.case_id, e.asked_id] && (SELECT k.ids FROM kept AS k))
    UNION ALL
    SELECT 'chaincare.detections'::regclass, d.id, m.network_id, NULL, 'finding.search-erased'
    FROM chaincare.detections AS d JOIN chaincare.mandates AS m ON m.id = d.mandate_id JOIN term AS t ON t.id = m.network_id
    WHERE d.asked_at + t.months <= now AND d.state <> 'running'
$$;
REVOKE EXECUTE ON FUNCTION chaincare.reviews_due(timestamptz) FROM chaincare_app;

-- Part of the hourly run: each goes whole, with an entry that says so. No ledger: what a restored backup brings back is due again.
CREATE OR REPLACE FUNCTION chaincare.erase_reviews(now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
    ended int := 0;
BEGIN
    FOR due IN SELECT * FROM chaincare.reviews_due(now) AS d ORDER BY d.id LIMIT 200 LOOP
        EXIT WHEN clock_timestamp() > now + interval '3 seconds';
        PERFORM chaincare.erase_rows(due.held, format('id = %L', due.id), '{}');
        PERFORM chaincare.note_erasure(due.event, due.network_id, NULL, due.client, due.id);
        ended := ended + 1;
    END LOOP;
    RETURN ended;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.erase_reviews(timestamptz) FROM chaincare_app;
