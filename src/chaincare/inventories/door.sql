-- How many people stand on an inventory, and where: as it was when the last month ended, so that nobody sees a number move on the day
-- somebody is put there. For who reads in the network; what of it may be told the rules say (inventories/rules.py).
CREATE OR REPLACE FUNCTION chaincare.inventory_counts(of_inventory uuid, moment timestamptz)
RETURNS TABLE (state text, sector text, people int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month timestamptz := date_trunc('month', chaincare.clocked(moment) AT TIME ZONE 'Europe/Amsterdam') AT TIME ZONE 'Europe/Amsterdam';
BEGIN
    RETURN QUERY
    SELECT CASE WHEN l.ended_at < month THEN l.state ELSE 'open' END, o.sector, count(*)::int
    FROM chaincare.inventory_lines AS l
    JOIN chaincare.units AS u ON u.id = l.unit_id JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE l.inventory_id = of_inventory AND l.reported_at < month
      AND l.network_id = ANY (chaincare.cleared_networks('{alliance,funding,voortrekker}'))
    GROUP BY 1, 2;
END $$;
