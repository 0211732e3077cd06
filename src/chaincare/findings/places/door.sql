-- Who gave a place in a team to somebody with his own name or registration number, or one that ended within a month, and clients were
-- looked at from it. Nobody is put into another team by himself, so whoever wants to read there adds a second login, or lends his hand to
-- somebody. It is about who gave the place, and names what he did in the directory, on the day he did it: at whom was looked it does
-- not tell. By every name that either of them ever had.
CREATE OR REPLACE FUNCTION chaincare.hits_of_places(networks uuid[], organisations uuid[], hidden uuid[],
    from_at timestamptz, until_at timestamptz) RETURNS SETOF chaincare.hit
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH his_own AS (
        -- Looked from it in the period, whenever it was given.
        SELECT p.professional_id, p.unit_id, p.given_by, p.given_at,
            greatest(p.given_at, from_at) AS looked_from, least(p.ended_at, until_at) AS looked_until
        FROM chaincare.unit_places AS p
        JOIN chaincare.professionals AS f ON f.id = p.professional_id JOIN chaincare.professionals AS k ON k.id = p.given_by
        WHERE p.given_at < until_at AND (p.ended_at IS NULL OR p.ended_at > from_at)
            AND ((f.register, f.registration_number) = (k.register, k.registration_number)
                OR EXISTS (SELECT FROM unnest(f.earlier_names || f.name) AS one (name), unnest(k.earlier_names || k.name) AS other (name)
                    WHERE chaincare.exact_name(one.name) = chaincare.exact_name(other.name)))
    ), short AS (
        -- Ended in the period, by whomever.
        SELECT p.professional_id, p.unit_id, p.given_by, p.given_at, p.given_at AS looked_from, p.ended_at AS looked_until
        FROM chaincare.unit_places AS p
        WHERE p.given_by IS NOT NULL AND p.ended_at >= from_at AND p.ended_at < until_at AND p.ended_at - p.given_at <= interval '31 days'
    ), used AS (
        SELECT u.professional_id, u.given_by, u.given_at
        FROM (SELECT h.* FROM his_own AS h UNION SELECT s.* FROM short AS s) AS u
        WHERE EXISTS (SELECT FROM chaincare.log_within(networks, organisations, hidden, u.looked_from, u.looked_until) AS e
            WHERE e.actor_id = u.professional_id AND e.unit_id = u.unit_id AND e.outcome = 'entered' AND e.action = 'R'
                AND e.client IS NOT NULL))
    SELECT 'self_made_place', e.actor_id, e.organisation_id, NULL::uuid, (e.at AT TIME ZONE 'Europe/Amsterdam')::date,
        min(e.at), max(e.at), count(*)::int, chaincare.last_few(array_agg(e.id ORDER BY e.at, e.id))
    FROM (SELECT DISTINCT a.professional_id, a.given_by, a.given_at FROM used AS a) AS g
    CROSS JOIN LATERAL (
        -- A place has the moment at which the request began, its entry that of its end: of several in a minute the one that is nearest.
        SELECT o.id, o.at, o.actor_id, o.organisation_id
        FROM chaincare.log_within(networks, organisations, hidden, g.given_at - interval '1 minute', g.given_at + interval '1 minute') AS o
        WHERE o.actor_id = g.given_by AND o.object_id = g.professional_id AND o.outcome = 'done'
            AND o.event IN ('professional.added', 'professional.changed')
        ORDER BY abs(extract(epoch FROM o.at - g.given_at)), o.id LIMIT 1) AS e
    GROUP BY 2, 3, 5;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hits_of_places(uuid[], uuid[], uuid[], timestamptz, timestamptz) FROM chaincare_app;
