-- Drawing by lot: each entry of the month within the mandate by the SHA-256 of the seed and its id, the lowest first, but for what who
-- draws did himself, which he could not review (T6). Whoever has the seed and an export of the log draws the same ones.
CREATE OR REPLACE FUNCTION chaincare.drawn_entries(from_at timestamptz, until_at timestamptz, seed bytea, size int)
RETURNS TABLE (entry_at timestamptz, entry_id uuid, place int, drawn_from bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    about_him uuid[] := chaincare.cleared_about_reader();
    himself uuid[] := chaincare.cleared_himself();
BEGIN
    RETURN QUERY
    SELECT d.at, d.id, row_number() OVER (ORDER BY d.lot, d.id)::int, d.all_of_them
    FROM (
        SELECT e.at, e.id, sha256(seed || uuid_send(e.id)) AS lot, count(*) OVER () AS all_of_them
        FROM chaincare.log_within(ARRAY(SELECT unnest(chaincare.cleared_log_networks())),
            ARRAY(SELECT unnest(chaincare.cleared_log_organisations())), chaincare.cleared_log_without(), from_at, until_at) AS e
        -- And nothing that would tell who draws that he is looked into, as the wall has it (0154, 0159).
        WHERE (e.actor_id = ANY (himself)) IS NOT TRUE
          AND (e.reach IN ('log', 'oversight', 'privacy') AND ARRAY[e.asked_id, e.object_id, e.request_id] && about_him) IS NOT TRUE
          AND (e.reach = 'log' AND e.event = 'access-log.searched' AND chaincare.cleared_own_entry(e.asked_id)) IS NOT TRUE
        ORDER BY lot, e.id LIMIT least(size, 100)) AS d;
END $$;

-- Of which network, and of which organisation alone, whoever was let in draws.
CREATE OR REPLACE FUNCTION chaincare.sampling_mandate() RETURNS TABLE (network_id uuid, organisation_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT m.network_id, m.organisation_id FROM chaincare.let_in AS e JOIN chaincare.mandates AS m ON m.id = e.relation_id
    WHERE e.reach = 'log' AND e.query_id IS NULL;
END $$;
