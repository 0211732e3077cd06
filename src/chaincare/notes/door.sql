-- Which notes an answer shows, kept beside the log: an entry says that somebody read notes, this says which, and in
-- which text. In the transaction that reads them, so that nothing is shown that is not kept. A scope below `full`
-- holds no notes, so nothing of them is shown there.
CREATE OR REPLACE FUNCTION chaincare.keep_note_readings(shown uuid[]) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept int;
BEGIN
    INSERT INTO chaincare.note_readings (note_id, version, entry_at, entry_id)
        SELECT n.id, n.version, e.at, e.id FROM chaincare.notes AS n
        JOIN chaincare.let_in AS e ON e.case_id = n.case_id AND e.reach IN ('full', 'client')
        WHERE n.id = ANY (shown)
        ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
END $$;

-- Who was shown a note so far, for the unit that wrote it: one row a person, its author left out.
CREATE OR REPLACE FUNCTION chaincare.note_readers(of_note uuid)
RETURNS TABLE (name text, function text, organisation text, first_read_at timestamptz, last_read_at timestamptz,
    times int, last_version int, may_still_read boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN QUERY
    SELECT coalesce(f.name, r.name,
            concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name)),
        coalesce(f.function, r.kind), o.name, read.first_at, read.last_at, read.times, read.last_version,
        p.during @> moment AND coalesce(n.readers && chaincare.audience_of(e, moment), false)
    FROM chaincare.notes AS n
    JOIN LATERAL (
        SELECT min(seen.at) AS first_at, max(seen.at) AS last_at, count(*)::int AS times,
            max(g.version) AS last_version, (array_agg(g.entry_id ORDER BY seen.at DESC))[1] AS entry_id
        FROM chaincare.note_readings AS g
        JOIN chaincare.access_entries AS seen ON seen.at = g.entry_at AND seen.id = g.entry_id
        WHERE g.note_id = n.id AND seen.actor_id IS DISTINCT FROM n.author_id
        GROUP BY seen.actor_id, seen.relation_id) AS read ON true
    JOIN chaincare.access_entries AS e ON e.at = read.last_at AND e.id = read.entry_id
    LEFT JOIN chaincare.participations AS p ON p.id = e.relation_id
    LEFT JOIN chaincare.professionals AS f ON f.id = e.actor_id
    LEFT JOIN chaincare.representatives AS r ON r.id = p.representative_id
    LEFT JOIN chaincare.clients AS k ON k.id = p.client_id
    LEFT JOIN chaincare.organisations AS o ON o.id = e.organisation_id
    WHERE n.id = of_note AND n.case_id = ANY (chaincare.cleared_cases('{full}'))
      AND (chaincare.cleared_audiences() -> n.case_id::text) ? ('unit:' || n.unit_id)
    ORDER BY read.first_at, e.id;
END $$;
