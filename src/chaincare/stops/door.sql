-- The day on which a partner system was last worked through in the network that is administered: of each professional of
-- its members, and of each citizen with a login there, among the last twenty things he did. NULL: nobody is known to. So a
-- name that was typed wrong is noticed by who stops a stolen system. A day and no person; few probes of an index each,
-- because a stop must not wait for a large log.
CREATE OR REPLACE FUNCTION chaincare.partner_last_used(wanted text) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    networks uuid[] := chaincare.cleared_administrations();
BEGIN
    RETURN (
        SELECT (max(done.at) AT TIME ZONE 'Europe/Amsterdam')::date FROM (
            (SELECT f.id FROM chaincare.memberships AS m
             JOIN chaincare.units AS u ON u.organisation_id = m.organisation_id
             JOIN chaincare.professionals AS f ON f.unit_id = u.id
             WHERE m.network_id = ANY (networks) LIMIT 5000)
            UNION ALL
            (SELECT l.id FROM chaincare.client_logins AS l
             LEFT JOIN chaincare.representatives AS r ON r.id = l.representative_id
             JOIN chaincare.cases AS c ON c.id = r.case_id OR (r.id IS NULL AND c.client_id = l.client_id)
             WHERE c.network_id = ANY (networks) ORDER BY l.id DESC LIMIT 1000)) AS somebody
        CROSS JOIN LATERAL (
            SELECT e.at, e.partner FROM chaincare.access_entries AS e
            WHERE e.actor_id = somebody.id ORDER BY e.at DESC LIMIT 20) AS done
        WHERE done.partner = wanted);
END $$;
