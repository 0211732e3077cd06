-- What stands out in the log (Finding). Computed here, because it takes what the application may not read: participations,
-- absences and names. Only that something is so leaves these functions, never what it was found by.

-- The entries that a mandate shows, as the policies of the log have it. Plain SQL, so that it becomes part of the query that asks.
CREATE OR REPLACE FUNCTION chaincare.log_within(networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz) RETURNS SETOF chaincare.access_entries LANGUAGE sql STABLE AS $$
    SELECT e.* FROM chaincare.access_entries AS e
    WHERE e.at >= from_at AND e.at < until_at AND e.actor_id IS NOT NULL AND e.organisation_id = ANY (organisations)
      AND (e.network_id IS NULL OR e.network_id = ANY (networks))
      AND coalesce(e.client <> ALL (hidden), true) AND coalesce(e.case_id <> ALL (hidden), true)
      AND coalesce(e.asked_id <> ALL (hidden), true)
$$;

-- The words of a name as they are compared: without case and accents, one space around each.
CREATE OR REPLACE FUNCTION chaincare.words_of(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT ' ' || btrim(string_agg(chaincare.exact_name(one), ' ' ORDER BY place)) || ' '
    FROM regexp_split_to_table(btrim(coalesce(said, '')), '[[:space:]-]+') WITH ORDINALITY AS said_so (one, place)
$$;

-- Of many entries the last fifty: what is found later of the same is then among them.
CREATE OR REPLACE FUNCTION chaincare.last_few(entries uuid[]) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
    SELECT entries[greatest(cardinality(entries) - 49, 1):]
$$;

-- From when until when, in minutes after midnight, people of a network are expected to work on a day, by what held on that day; NULL
-- where they are not. What holds where nothing was set is said again in office_hours/model.py.
CREATE OR REPLACE FUNCTION chaincare.office_hours_on(network uuid, day date, OUT opens int, OUT closes int)
LANGUAGE sql STABLE AS $$
    SELECT (coalesce(max(o.opens), '{420,420,420,420,420,NULL,NULL}'))[extract(isodow FROM day)::int],
        (coalesce(max(o.closes), '{1200,1200,1200,1200,1200,NULL,NULL}'))[extract(isodow FROM day)::int]
    FROM (SELECT s.opens, s.closes FROM chaincare.office_hours AS s
          WHERE s.network_id = network AND s.holds_from <= day ORDER BY s.version DESC LIMIT 1) AS o
$$;

-- What one entry tells by itself. The period is read once, and each kind is looked for in what was let in.
CREATE OR REPLACE FUNCTION chaincare.hits_of_entries(kinds text[], networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz, closed date[]) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
    RETURN QUERY
    WITH entered AS MATERIALIZED (
        SELECT e.id, e.at, e.event, e.actor_id, e.unit_id, e.organisation_id, e.client, e.case_id, e.relation, e.relation_id, e.rule,
            e.emergency, e.query_id, e.action = 'R' AND e.client IS NOT NULL AS looked, e.at AT TIME ZONE 'Europe/Amsterdam' AS there
        FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e WHERE e.outcome = 'entered'
    ), hours AS MATERIALIZED (
        -- As clocks there show it, also in a night in which they are changed.
        SELECT d.day::date AS day, d.day + o.opens * interval '1 minute' AS opens, d.day + o.closes * interval '1 minute' AS closes
        FROM generate_series(((from_at AT TIME ZONE 'Europe/Amsterdam')::date)::timestamp, until_at AT TIME ZONE 'Europe/Amsterdam',
            interval '1 day') AS d (day)
        CROSS JOIN chaincare.office_hours_on(networks[1], d.day::date) AS o WHERE d.day::date <> ALL (closed)
    ), found AS (
        SELECT 'outside_office_hours' AS kind, n.* FROM entered AS n LEFT JOIN hours AS h ON h.day = n.there::date
            WHERE 'outside_office_hours' = ANY (kinds) AND n.looked AND (n.there >= h.opens AND n.there < h.closes) IS NOT TRUE
        UNION ALL
        SELECT 'team_read_off_duty', n.* FROM entered AS n
            WHERE 'team_read_off_duty' = ANY (kinds) AND n.looked AND n.relation = 'team' AND EXISTS (
                SELECT FROM chaincare.absences AS a WHERE a.professional_id = n.actor_id AND (a.corrected_at IS NULL
                        -- What was corrected since held at that look: nobody makes it undone afterwards.
                        OR (a.recorded_at <= n.at AND a.corrected_at > n.at))
                    AND (a.ended_at IS NULL OR a.ended_at > n.at) AND a.moments @> n.at)
        UNION ALL
        -- The clocks of server and database differ a little, so that a few seconds tell nothing. By its id first: most are there.
        SELECT 'no_participation', n.* FROM entered AS n
            WHERE 'no_participation' = ANY (kinds) AND n.looked AND n.relation IN ('participation', 'team')
                AND NOT EXISTS (SELECT FROM chaincare.participations AS p WHERE p.id = n.relation_id
                    AND (p.during && tstzrange(n.at - interval '5 seconds', n.at + interval '5 seconds')) IS TRUE)
                AND NOT EXISTS (SELECT FROM chaincare.participations AS p
                    WHERE p.case_id = n.case_id AND (p.professional_id = n.actor_id OR p.unit_id = n.unit_id)
                    AND (p.during && tstzrange(n.at - interval '5 seconds', n.at + interval '5 seconds')) IS TRUE)
        UNION ALL
        SELECT 'emergency_access', n.* FROM entered AS n
            WHERE 'emergency_access' = ANY (kinds) AND n.emergency AND n.relation = 'emergency' AND n.client IS NOT NULL
        UNION ALL
        SELECT 'search_without_identifier', n.* FROM entered AS n
            WHERE 'search_without_identifier' = ANY (kinds) AND n.event = 'clients.searched' AND n.query_id IS NULL
                AND n.rule = 'own-search-by-name/1')
    SELECT f.kind, f.actor_id, f.organisation_id, f.client, f.there::date, min(f.at), max(f.at), count(*)::int,
        chaincare.last_few(array_agg(f.id ORDER BY f.at, f.id))
    FROM found AS f GROUP BY 1, 2, 3, 4, 5;
END $$;

-- Who made a relation for himself, used it, and ended it himself within a month.
CREATE OR REPLACE FUNCTION chaincare.hits_self_made(networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'self_made_relation', x.actor_id, x.organisation_id, x.client, (x.at AT TIME ZONE 'Europe/Amsterdam')::date,
        min(e.at), max(e.at), count(*)::int, chaincare.last_few(array_agg(e.id ORDER BY e.at, e.id))
    FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS x
    JOIN chaincare.participations AS p ON p.id = x.relation_id
    JOIN LATERAL chaincare.log_within(networks, organisations, hidden, x.at - interval '31 days', x.at) AS e
        ON e.actor_id = x.actor_id AND e.relation_id = p.id AND e.client = x.client
        AND e.outcome = 'entered' AND e.action = 'R'
    WHERE x.event = 'participation.ended' AND x.outcome = 'done' AND x.relation = 'participation'
      AND x.object_id = x.relation_id AND p.made_by = x.actor_id AND NOT upper_inf(p.during)
      AND upper(p.during) - lower(p.during) <= interval '31 days'
    GROUP BY x.actor_id, x.organisation_id, x.client, (x.at AT TIME ZONE 'Europe/Amsterdam')::date;
END $$;

-- Who looked at himself or at whom he represents, at a colleague, at somebody with his own family name. By a name only where he may
-- know it: a finding about a question without one would tell whom it is about (E2, E3). By every name that either of them ever had: who
-- changes one for a while is found all the same.
CREATE OR REPLACE FUNCTION chaincare.hits_of_names(kinds text[], networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
    RETURN QUERY
    WITH looked AS MATERIALIZED (
        SELECT e.actor_id, e.organisation_id, e.client, (e.at AT TIME ZONE 'Europe/Amsterdam')::date AS day,
            min(e.at) AS first_at, max(e.at) AS last_at, count(*)::int AS times,
            chaincare.last_few(array_agg(e.id ORDER BY e.at, e.id)) AS entries
        FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e
        WHERE e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
        GROUP BY 1, 2, 3, 4
    ), read_name AS MATERIALIZED (
        SELECT e.actor_id, e.organisation_id, e.client, (e.at AT TIME ZONE 'Europe/Amsterdam')::date AS day,
            min(e.at) AS first_at, max(e.at) AS last_at, count(*)::int AS times,
            chaincare.last_few(array_agg(e.id ORDER BY e.at, e.id)) AS entries
        FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e
        WHERE e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL AND chaincare.knows_name(e.reach)
        GROUP BY 1, 2, 3, 4
    ), people AS MATERIALIZED (
        SELECT f.id, u.organisation_id, chaincare.exact_name(said.name) AS whole
        FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
        CROSS JOIN LATERAL unnest(f.earlier_names || f.name) AS said (name)
        WHERE 'colleague_as_client' = ANY (kinds) AND u.organisation_id = ANY (organisations)
    ), lookers AS MATERIALIZED (
        SELECT f.id, f.issuer, f.subject, ARRAY(SELECT regexp_replace(chaincare.words_of(said.name), '^ [^ ]*', '')
            FROM unnest(f.earlier_names || f.name) AS said (name)) AS families
        FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE u.organisation_id = ANY (organisations) AND f.id IN (SELECT l.actor_id FROM looked AS l)
    ), clients AS MATERIALIZED (
        SELECT k.id, k.pseudonym FROM chaincare.clients AS k WHERE k.pseudonym IN (SELECT l.client FROM looked AS l)
    ), called AS MATERIALIZED (
        SELECT DISTINCT k.id, k.pseudonym, chaincare.exact_name(concat(said.given_names, said.prefix, said.family_name)) AS whole,
            nullif(chaincare.words_of(said.family_name), '  ') AS family
        FROM clients AS k CROSS JOIN LATERAL (
            SELECT c.given_names, c.prefix, c.family_name FROM chaincare.clients AS c WHERE c.id = k.id
            UNION SELECT v.given_names, v.prefix, v.family_name FROM chaincare.client_versions AS v WHERE v.client_id = k.id) AS said
    ), met AS (
        SELECT 'own_file' AS kind, l.* FROM looked AS l
        JOIN lookers AS f ON f.id = l.actor_id JOIN clients AS k ON k.pseudonym = l.client
        WHERE EXISTS (SELECT FROM chaincare.client_logins AS g
                      WHERE g.client_id = k.id AND g.issuer = f.issuer AND g.subject = f.subject)
        UNION ALL
        SELECT 'same_family_name', l.* FROM read_name AS l
        JOIN lookers AS f ON f.id = l.actor_id
        WHERE EXISTS (SELECT FROM called AS k CROSS JOIN unnest(f.families) AS his (family)
                      WHERE k.pseudonym = l.client AND position(k.family IN his.family) > 0)
        UNION ALL
        SELECT 'colleague_as_client', l.* FROM read_name AS l
        WHERE EXISTS (SELECT FROM called AS k WHERE k.pseudonym = l.client
              AND (l.organisation_id, k.whole) IN (SELECT f.organisation_id, f.whole FROM people AS f)
              AND NOT EXISTS (SELECT FROM people AS f WHERE f.id = l.actor_id AND f.whole = k.whole)))
    SELECT m.* FROM met AS m WHERE m.kind = ANY (kinds);
END $$;

-- Who came to more clients within an hour than a number: of each day all such hours together, and how many in the one with most; a
-- second such hour of a day is not hidden behind the first. A look at the same client in the same minute counts once. The hour before the period is read as well, so that none is lost at its border. How many clients an hour
-- that ends with a look has is a running sum: each look counts from then on, for an hour or until the next one at that client.
CREATE OR REPLACE FUNCTION chaincare.hits_of_breadth(networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz, more_than int) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
    RETURN QUERY
    WITH looked AS MATERIALIZED (
        SELECT e.actor_id, e.organisation_id, e.client, min(e.at) AS at, (array_agg(e.id ORDER BY e.at, e.id))[1] AS id
        FROM chaincare.log_within(networks, organisations, hidden, from_at - interval '1 hour', until_at) AS e
        WHERE e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
        GROUP BY e.actor_id, e.organisation_id, e.client, date_trunc('minute', e.at)
    ), steps AS (
        SELECT l.actor_id, l.organisation_id, l.at, 1 AS step, true AS look FROM looked AS l
        UNION ALL
        -- One microsecond beyond the hour: a look an hour before still counts.
        SELECT n.actor_id, n.organisation_id, least(n.again_at, n.at + interval '1 hour 1 microsecond'), -1, false
        FROM (SELECT l.*, lead(l.at) OVER (PARTITION BY l.actor_id, l.organisation_id, l.client ORDER BY l.at) AS again_at
              FROM looked AS l) AS n
    ), counted AS (
        SELECT s.*, sum(s.step) OVER (PARTITION BY s.actor_id, s.organisation_id ORDER BY s.at
            RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS clients FROM steps AS s
    ), hours AS (
        SELECT c.actor_id, c.organisation_id, (c.at AT TIME ZONE 'Europe/Amsterdam')::date AS at_day, max(c.clients)::int AS most,
            range_agg(tstzrange(c.at - interval '1 hour', c.at, '[]')) AS during
        FROM counted AS c WHERE c.look AND c.clients > more_than AND c.at >= from_at GROUP BY 1, 2, 3)
    SELECT 'many_clients', h.actor_id, h.organisation_id, NULL::uuid, h.at_day, min(l.at), max(l.at), h.most,
        chaincare.last_few(array_agg(l.id ORDER BY l.at, l.id))
    FROM hours AS h JOIN looked AS l ON l.actor_id = h.actor_id AND l.organisation_id = h.organisation_id AND h.during @> l.at
    GROUP BY h.actor_id, h.organisation_id, h.at_day, h.most;
END $$;

-- Who changed what an auditor looks by: with office hours of a whole day nothing is outside them on any.
CREATE OR REPLACE FUNCTION chaincare.hits_of_settings(networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 'settings_changed', e.actor_id, e.organisation_id, NULL::uuid, (e.at AT TIME ZONE 'Europe/Amsterdam')::date,
        min(e.at), max(e.at), count(*)::int, chaincare.last_few(array_agg(e.id ORDER BY e.at, e.id))
    FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e
    WHERE e.outcome = 'done' AND e.event IN (
        'office-hours.changed', 'breadth-limits.changed', 'network-policy.changed', 'retention-rule.added')
    GROUP BY 1, 2, 3, 5;
END $$;

-- Who is looked at most, and who looks most, in a period; the day is the one it begins on. The period is counted in one go, and only of
-- the first few it is looked up by which entries.
CREATE OR REPLACE FUNCTION chaincare.hits_of_most(kinds text[], networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz, one_house uuid, top int) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
DECLARE
    day date := (from_at AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    RETURN QUERY
    SELECT m.kind, m.actor_id, coalesce(m.organisation_id, one_house), m.client, day, m.first_at, m.last_at, m.times, b.entries
    FROM (
        (SELECT 'most_consulted_client' AS kind, NULL::uuid AS actor_id, NULL::uuid AS organisation_id, e.client, min(e.at) AS first_at,
             max(e.at) AS last_at, count(*)::int AS times
         FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e
         WHERE 'most_consulted_client' = ANY (kinds) AND e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
         GROUP BY e.client ORDER BY count(*) DESC, e.client LIMIT top)
        UNION ALL
        (SELECT 'highest_reader', e.actor_id, e.organisation_id, NULL::uuid, min(e.at), max(e.at), count(*)::int
         FROM chaincare.log_within(networks, organisations, hidden, from_at, until_at) AS e
         WHERE 'highest_reader' = ANY (kinds) AND e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
         GROUP BY e.actor_id, e.organisation_id ORDER BY count(*) DESC, e.actor_id LIMIT top)) AS m
    CROSS JOIN LATERAL (
        SELECT array_agg(f.id ORDER BY f.at, f.id) AS entries
        FROM ((SELECT e.id, e.at FROM chaincare.log_within(networks, organisations, hidden, m.first_at, until_at) AS e
               WHERE m.client IS NOT NULL AND e.client = m.client AND e.outcome = 'entered' AND e.action = 'R'
               ORDER BY e.at DESC, e.id DESC LIMIT 50)
              UNION ALL
              (SELECT e.id, e.at FROM chaincare.log_within(networks, organisations, hidden, m.first_at, until_at) AS e
               WHERE m.client IS NULL AND e.actor_id = m.actor_id AND e.organisation_id = m.organisation_id
                   AND e.outcome = 'entered' AND e.action = 'R' AND e.client IS NOT NULL
               ORDER BY e.at DESC, e.id DESC LIMIT 50)) AS f) AS b;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.log_within(uuid[], uuid[], uuid[], timestamptz, timestamptz), chaincare.words_of(text), chaincare.last_few(uuid[]), chaincare.office_hours_on(uuid, date),
    chaincare.hits_of_entries(text[], uuid[], uuid[], uuid[], timestamptz, timestamptz, date[]),
    chaincare.hits_self_made(uuid[], uuid[], uuid[], timestamptz, timestamptz),
    chaincare.hits_of_names(text[], uuid[], uuid[], uuid[], timestamptz, timestamptz),
    chaincare.hits_of_breadth(uuid[], uuid[], uuid[], timestamptz, timestamptz, int),
    chaincare.hits_of_settings(uuid[], uuid[], uuid[], timestamptz, timestamptz),
    chaincare.hits_of_most(text[], uuid[], uuid[], uuid[], timestamptz, timestamptz, uuid, int) FROM chaincare_app;
