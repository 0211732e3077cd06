-- The door of what a network keeps above its cases: its documents, plan, covenant, figures. It opens no case, and nobody's name.

-- By what somebody comes into a network: as one of a member, or by a mandate. Of what he has, that which the operation accepts;
-- else the least, so that he hears that it is not for him. Nobody from outside hears that there is such a network (S1).
CREATE OR REPLACE FUNCTION chaincare.enter_network(caller chaincare.caller, actor chaincare.actor, network uuid,
    accepted text[], INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    his record;
BEGIN
    SELECT way.* INTO his FROM (
        SELECT 1 AS place, 'member' AS relation, NULL::uuid AS id, NULL::uuid AS made_by,
            CASE o.sector WHEN 'funder' THEN 'funder' ELSE 'member' END AS role,
            CASE o.sector WHEN 'funder' THEN 'funding' ELSE 'alliance' END AS reach, 'member-of-network/1' AS rule
        FROM chaincare.memberships AS m JOIN chaincare.organisations AS o ON o.id = m.organisation_id
        WHERE m.network_id = network AND m.organisation_id = actor.organisation_id
        UNION ALL
        SELECT CASE m.kind WHEN 'voortrekker' THEN 2 ELSE 3 END, m.kind, m.id, m.granted_by, m.kind, 'voortrekker', m.kind || '-mandate/1'
        FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.network_id = network AND m.during @> caller.moment
          AND m.kind IN ('voortrekker', 'coordinator', 'administrator')
        UNION ALL
        SELECT 4, m.kind, m.id, m.granted_by, m.kind,
            CASE m.kind WHEN 'administrator' THEN 'administration' ELSE 'management' END,
            CASE m.kind WHEN 'administrator' THEN 'administrator-mandate/1' ELSE 'management-mandate/1' END
        FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.network_id = network AND m.during @> caller.moment
          AND (m.kind = 'administrator' OR (m.kind = 'management_contact' AND m.organisation_id = actor.organisation_id))
    ) AS way ORDER BY (way.reach = ANY (accepted)) DESC, way.place, way.id LIMIT 1;
    IF FOUND THEN
        e.outcome := 'entered';
        e.relation := his.relation;
        e.relation_id := his.id;
        e.relation_by := his.made_by;
        e.role := his.role;
        e.reach := his.reach;
        e.rule := his.rule;
        e.network_id := network;
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_network(chaincare.caller, chaincare.actor, uuid, text[],
    chaincare.access_entries) FROM chaincare_app;

-- Into a network, or to one thing of it; `wanted` is the id of either. NULL: the one network of whoever works for a member of one only.
CREATE OR REPLACE FUNCTION chaincare.door_alliance(caller chaincare.caller, event text, action text, wanted uuid, accepted text[])
RETURNS chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    e chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    network uuid;
BEGIN
    e.asked_id := wanted;
    SELECT t.network_id INTO network FROM chaincare.alliance_things AS t WHERE t.id = wanted;
    e := chaincare.enter_network(caller, actor, coalesce(network, wanted, actor.network_id), accepted, e);
    IF e.outcome = 'entered' AND network IS NOT NULL THEN
        e.object_id := wanted;
    END IF;
    PERFORM chaincare.write_entry(e);
    RETURN e;
END $$;

-- Of a client, or who represents him: the networks of the cases that an entry opens to him, with these cases. What is told of a network
-- to people around a case (AVG 13, 14, 26) goes by it.
CREATE OR REPLACE FUNCTION chaincare.own_networks() RETURNS TABLE (network_id uuid, cases uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.network_id, array_agg(DISTINCT c.id ORDER BY c.id) FROM chaincare.let_in AS e
    JOIN chaincare.cases AS c ON c.id = e.case_id
    WHERE e.reach = 'client' AND e.query_id IS NOT NULL GROUP BY c.network_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.own_networks() FROM chaincare_app;

-- The names against which words about nobody are held: of the clients of the cases in which whoever writes takes part, and of those
-- whom his own unit put on an inventory. Never of anybody whom he cannot see: else the refusal would tell him who is known. What is
-- found is shown to nobody, so that it has no entry about a person.
CREATE OR REPLACE FUNCTION chaincare.names_near_writer(moment timestamptz) RETURNS TABLE (given_names text, family_name text, call_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    e chaincare.access_entries;
BEGIN
    SELECT * INTO e FROM chaincare.let_in AS l WHERE l.query_id IS NULL AND l.action <> 'R'
        AND l.reach IN ('alliance', 'voortrekker', 'administration', 'management', 'core', 'full');
    RETURN QUERY
    SELECT k.given_names, k.family_name, k.call_name FROM chaincare.participations AS p
    JOIN chaincare.cases AS c ON c.id = p.case_id
    JOIN chaincare.clients AS k ON k.id = c.client_id
    WHERE p.professional_id = e.actor_id AND p.during @> moment
      AND NOT chaincare.conflicts_with(p.case_id, e.actor_id, e.organisation_id)
    UNION
    SELECT l.given_names, l.family_name, l.call_name FROM chaincare.inventory_lines AS l
    WHERE l.unit_id = e.unit_id AND l.state = 'open' AND NOT chaincare.line_kept_from(l.kept_from, e.actor_id);
END $$;
