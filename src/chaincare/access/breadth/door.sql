-- How many different clients one professional, and one partner system, may come to within an hour (the network's
-- setting): a stolen token, or a system gone wrong, is stopped while it is still copying. What somebody came to in
-- that hour stays open to him; whatever would be new is refused, and so is what does not exist for him, alike.

-- The places of those entries that go beyond. What does not is counted as it passes. One statement in the ordinary
-- case, where nobody comes to anybody new. One at a time for a person: he who asks forty times at once gets no
-- further. Only those who go through the door together (door_cases) do not wait for each other, because several
-- could wait crosswise; a process lets them through one after the other anyway. Of a page of many clients it is counted once
-- how many there were, and again only where a limit seems to be reached: some may be known by another name or system.
CREATE OR REPLACE FUNCTION chaincare.beyond_breadth(entries chaincare.access_entries[], together boolean)
RETURNS int[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    fresh record;
    own_limit int;
    partner_limit int;
    own_count int;
    partner_count int;
    counted text; -- for whom, through which system, in which network
    beyond int[] := '{}';
    since timestamptz := clock_timestamp() - interval '1 hour';
BEGIN
    FOR fresh IN
        SELECT e.ordinality::int AS place, e.outcome = 'entered' AS came, e.actor_id, e.client, e.partner,
            e.network_id, said.named
        FROM unnest(entries) WITH ORDINALITY AS e
        CROSS JOIN LATERAL (SELECT e.outcome <> 'entered' OR e.reach NOT IN ('steering', 'target', 'asker', 'author',
            'log', 'own_log', 'directory', 'administration', 'privacy', 'oversight') AS named) AS said
        -- Who is put on an inventory was made up a moment ago: nothing is shown, and the unit has a bound for the day (inventory_room).
        WHERE e.actor_id IS NOT NULL AND e.relation NOT IN ('client', 'representative', 'opening', 'own')
          AND e.rule <> 'member-reports/1'
          AND (e.outcome = 'not_visible' OR (e.outcome = 'entered' AND e.client IS NOT NULL AND NOT EXISTS (
              SELECT FROM chaincare.first_looks AS l
              WHERE l.actor_id = e.actor_id AND l.client = e.client AND l.at > since AND l.partner = e.partner
                AND (l.named OR NOT said.named))))
        ORDER BY e.ordinality
    LOOP
        IF NOT together THEN
            PERFORM pg_advisory_xact_lock(hashtextextended('chaincare.breadth ' || fresh.actor_id, 0));
        END IF;
        SELECT n.clients_an_hour, n.partner_clients_an_hour INTO own_limit, partner_limit
            FROM chaincare.networks AS n WHERE n.id = fresh.network_id;
        IF counted IS DISTINCT FROM concat_ws('/', fresh.actor_id, fresh.network_id, fresh.partner)
            OR own_count >= coalesce(own_limit, 250) OR partner_count >= coalesce(partner_limit, 2000) THEN
            SELECT count(DISTINCT l.client) INTO own_count FROM chaincare.first_looks AS l
                WHERE l.actor_id = fresh.actor_id AND l.at > since AND l.named;
            SELECT count(DISTINCT l.client) INTO partner_count FROM chaincare.first_looks AS l
                WHERE l.partner = fresh.partner AND l.at > since AND l.network_id IS NOT DISTINCT FROM fresh.network_id;
            counted := concat_ws('/', fresh.actor_id, fresh.network_id, fresh.partner);
        END IF;
        IF (fresh.named AND coalesce(own_limit, 250) <= own_count) OR coalesce(partner_limit, 2000) <= partner_count THEN
            beyond := beyond || fresh.place;
        ELSIF fresh.came THEN
            INSERT INTO chaincare.first_looks (actor_id, client, partner, network_id, named)
                VALUES (fresh.actor_id, fresh.client, fresh.partner, fresh.network_id, fresh.named);
            own_count := own_count + fresh.named::int;
            partner_count := partner_count + 1;
        END IF;
    END LOOP;
    RETURN beyond;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.beyond_breadth(chaincare.access_entries[], boolean) FROM chaincare_app;

-- That somebody was refused before any door could write an entry of its own: CC003 took back what it had begun.
CREATE OR REPLACE FUNCTION chaincare.door_refusal(caller chaincare.caller, event text, action text, asked uuid)
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries := chaincare.new_entry(caller, chaincare.identify(caller), event, action);
BEGIN
    e.outcome := 'refused';
    e.rule := 'breadth/1';
    e.asked_id := asked;
    PERFORM chaincare.put_entries(ARRAY[e]);
    RETURN e;
END $$;
