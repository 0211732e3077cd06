-- Whether an organisation is an active member of a network: it signed the covenant in force, or the grace of a new version runs.

-- A version that takes another's place leaves its days of grace to whoever had signed what held before; nobody who had let one
-- run out gets new ones. `rules.standing` says the same, for whom it is shown to (a test compares them).
CREATE OR REPLACE FUNCTION chaincare.membership_holds(network uuid, organisation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    RETURN coalesce((
        WITH held AS (
            SELECT v.version, v.holds_from + v.grace_days AS grace_over, lead(v.holds_from) OVER (ORDER BY v.version) AS next_from,
                EXISTS (SELECT FROM chaincare.covenant_accessions AS a WHERE a.covenant_id = v.covenant_id
                    AND a.version = v.version AND a.organisation_id = organisation) AS signed
            FROM chaincare.covenant_versions AS v WHERE v.network_id = network AND v.holds_from <= today)
        SELECT n.signed OR (today < n.grace_over AND EXISTS (
            SELECT FROM held AS u WHERE u.signed AND NOT EXISTS (
                SELECT FROM held AS w WHERE w.version > u.version AND w.version < n.version AND w.next_from > w.grace_over)))
        FROM held AS n ORDER BY n.version DESC LIMIT 1), true);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.membership_holds(uuid, uuid, timestamptz) FROM chaincare_app;

-- Why an organisation takes on nothing new, as the name of what the wall refuses by; NULL when it may. A client, or somebody
-- around him, is of no organisation.
CREATE OR REPLACE FUNCTION chaincare.takes_on_nothing(network uuid, organisation uuid, moment timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF organisation IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN CASE
        WHEN EXISTS (SELECT FROM chaincare.organisations AS o WHERE o.id = organisation AND o.status <> 'active')
            THEN 'organisations_stay'
        WHEN NOT chaincare.membership_holds(network, organisation, moment) THEN 'memberships_hold'
    END;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.takes_on_nothing(uuid, uuid, timestamptz) FROM chaincare_app;

-- What a client reads of it (AVG 26(2)): of the network of each case that an entry opens to him, the clauses about his data and what he
-- is told, as they are in force.
CREATE OR REPLACE FUNCTION chaincare.own_covenants(moment timestamptz) RETURNS TABLE (network_id uuid, network text, title text,
    version int, holds_from date, clauses jsonb, cases uuid[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT n.id, n.name, v.title, v.version, v.holds_from, (
            SELECT jsonb_agg(one.clause ORDER BY one.place) FROM jsonb_array_elements(v.clauses) WITH ORDINALITY AS one (clause, place)
            WHERE one.clause ->> 'kind' IN ('client_information', 'joint_controllership', 'retention')),
        own.cases
    FROM chaincare.own_networks() AS own
    JOIN chaincare.networks AS n ON n.id = own.network_id
    CROSS JOIN LATERAL (
        SELECT w.* FROM chaincare.covenant_versions AS w
        WHERE w.network_id = n.id AND w.holds_from <= (moment AT TIME ZONE 'Europe/Amsterdam')::date
        ORDER BY w.version DESC LIMIT 1) AS v
    ORDER BY n.id;
END $$;
