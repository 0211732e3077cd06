-- Of what somebody hands over himself one move runs at a time, and by order one in each network; and by order a successor comes
-- into a case who took no part in it yet.

-- Of which network an order is: one of his in which he steers a case that this person directs, best where no order runs yet.
CREATE OR REPLACE FUNCTION chaincare.regie_order_network(leaves uuid, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.network_id FROM chaincare.let_in AS e
    JOIN chaincare.mandates AS m ON m.professional_id = e.actor_id AND m.kind = 'coordinator' AND (m.during @> moment) IS TRUE
    WHERE e.event = 'regie-move.begun' AND e.asked_id = leaves AND EXISTS (
        SELECT FROM chaincare.participations AS p
        JOIN chaincare.regie_terms AS t ON t.holder_id = p.id AND (t.during @> moment) IS TRUE
        JOIN chaincare.cases AS c ON c.id = t.case_id AND c.status = 'open' AND c.network_id = m.network_id
        CROSS JOIN LATERAL chaincare.relation_to(c.id, e.actor_id, e.unit_id, e.organisation_id, false, e.issuer, e.subject,
            moment) AS r
        WHERE p.professional_id = leaves AND r.reach = 'steering')
    ORDER BY EXISTS (SELECT FROM chaincare.regie_moves AS o
                     WHERE o.from_id = leaves AND o.network_id = m.network_id AND o.ended_at IS NULL), m.network_id LIMIT 1
$$;

-- Whether somebody directs a case at a moment.
CREATE OR REPLACE FUNCTION chaincare.directs_now(professional uuid, one_case uuid, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.regie_terms AS t
        JOIN chaincare.participations AS p ON p.id = t.holder_id AND p.professional_id = professional
        WHERE t.case_id = one_case AND (t.during @> moment) IS TRUE)
$$;

-- What is over before another begins: a move of which nothing is open any more; for who orders, of the orders in that network
-- alone. Only for who is let in to begin one of this person.
CREATE OR REPLACE FUNCTION chaincare.end_settled_regie_moves(leaves uuid, network uuid, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.regie_moves AS m SET ended_at = moment, ended_because = 'done'
    FROM chaincare.let_in AS e
    WHERE e.event = 'regie-move.begun' AND e.asked_id = leaves AND m.from_id = leaves AND m.ended_at IS NULL
      AND (e.actor_id = leaves OR m.network_id = network)
      AND NOT EXISTS (
        SELECT FROM chaincare.regie_move_cases AS c
        WHERE c.move_id = m.id AND chaincare.regie_move_stands(c, moment) IN ('pending', 'waiting')
          AND chaincare.directs_now(leaves, c.of_case, moment))
$$;

-- Whether an order that runs moves a case of this person.
CREATE OR REPLACE FUNCTION chaincare.ordered_to_move(professional uuid, one_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM chaincare.regie_move_cases AS c
        JOIN chaincare.regie_moves AS o ON o.id = c.move_id AND o.by_order AND o.ended_at IS NULL AND o.from_id = professional
        WHERE c.of_case = one_case)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.directs_now(uuid, uuid, timestamptz), chaincare.ordered_to_move(uuid, uuid) FROM chaincare_app;

-- Every case he directs now: those he hands over himself, without those that are moved by order; or those of the order's network
-- the coordinator may steer. What the holder moves himself makes way for an order in its cases, and ends when nothing else of it is
-- left (R2); what was proposed stays: an order puts it aside in its case. False where orders move everything already.
CREATE OR REPLACE FUNCTION chaincare.begin_regie_move(wanted uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    begun chaincare.regie_moves;
    found int;
BEGIN
    SELECT m.* INTO STRICT begun FROM chaincare.regie_moves AS m
        JOIN chaincare.let_in AS e ON e.actor_id = m.made_by AND e.event = 'regie-move.begun' AND e.asked_id = m.from_id
        WHERE m.id = wanted;
    INSERT INTO chaincare.regie_move_cases (move_id, of_case)
        SELECT begun.id, t.case_id FROM chaincare.let_in AS e
        JOIN chaincare.participations AS p ON p.professional_id = begun.from_id
        JOIN chaincare.regie_terms AS t ON t.holder_id = p.id AND (t.during @> moment) IS TRUE
        JOIN chaincare.cases AS c ON c.id = t.case_id AND c.status = 'open'
        CROSS JOIN LATERAL chaincare.relation_to(c.id, e.actor_id, e.unit_id, e.organisation_id, false, e.issuer,
            e.subject, moment) AS r
        WHERE e.query_id IS NULL AND CASE WHEN begun.by_order THEN r.reach = 'steering' AND c.network_id = begun.network_id
                   ELSE r.id = p.id AND NOT chaincare.ordered_to_move(begun.from_id, c.id) END;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF begun.by_order THEN
        UPDATE chaincare.regie_move_cases AS c SET failed = 'move-over', tried_at = moment, held_until = NULL
        FROM chaincare.regie_moves AS own
        WHERE own.from_id = begun.from_id AND NOT own.by_order AND own.ended_at IS NULL AND c.move_id = own.id
          AND c.tried_at IS NULL AND c.of_case IN (
            SELECT n.of_case FROM chaincare.regie_move_cases AS n WHERE n.move_id = begun.id);
        UPDATE chaincare.regie_moves AS own SET ended_at = moment, ended_because = 'by_order'
        WHERE own.from_id = begun.from_id AND NOT own.by_order AND own.ended_at IS NULL AND found > 0 AND NOT EXISTS (
            SELECT FROM chaincare.regie_move_cases AS c
            WHERE c.move_id = own.id AND chaincare.regie_move_stands(c, moment) IN ('pending', 'waiting', 'failed')
              AND chaincare.directs_now(own.from_id, c.of_case, moment)
              AND NOT chaincare.ordered_to_move(own.from_id, c.of_case));
    END IF;
    RETURN found > 0 OR NOT EXISTS (
        SELECT FROM chaincare.regie_moves AS o
        WHERE o.from_id = begun.from_id AND o.by_order AND o.ended_at IS NULL);
END $$;

-- Put aside by whose it is to stop: nothing more is proposed by it.
CREATE OR REPLACE FUNCTION chaincare.put_aside_regie_move(wanted uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.regie_moves AS m SET ended_at = moment, ended_because = 'withdrawn'
    FROM chaincare.let_in AS e
    WHERE m.id = wanted AND m.ended_at IS NULL AND e.event = 'regie-move.withdrawn' AND e.object_id = wanted
      AND chaincare.stops_regie_move(m, e.actor_id, moment);
    RETURN FOUND;
END $$;

-- What failed is asked again, by who began it.
CREATE OR REPLACE FUNCTION chaincare.retry_regie_move(wanted uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.regie_move_cases AS c SET failed = NULL, tried_at = NULL, held_until = NULL
    FROM chaincare.regie_moves AS m
    WHERE c.move_id = wanted AND c.failed IS NOT NULL AND m.id = wanted AND m.ended_at IS NULL
      AND m.made_by = ANY (chaincare.cleared_actors())
      AND (m.by_order OR NOT chaincare.ordered_to_move(m.from_id, c.of_case))
$$;

-- By order somebody comes into a case that he is to direct: under the coordinator's own entry there, by his move, while the one
-- whose regie it is directs; into that one's circle, on a basis of his own (which the triggers of 0019 and 0020 hold to what may
-- be), and with scope `that` until he directs. Nobody of the coordinator's own organisation: he would steer there no more.
CREATE OR REPLACE FUNCTION chaincare.bring_in_by_order(wanted uuid, new_part uuid, given_scope text, given_purpose text,
    basis jsonb, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e chaincare.access_entries;
    whom record;
BEGIN
    SELECT * INTO STRICT e FROM chaincare.let_in AS l
        WHERE l.query_id IS NULL AND l.event = 'regie-move.continued' AND l.reach = 'steering' AND l.case_id IS NOT NULL;
    SELECT m.to_id, p.circle INTO whom
        FROM chaincare.regie_moves AS m
        JOIN chaincare.regie_move_cases AS c ON c.move_id = m.id AND c.of_case = e.case_id
        JOIN chaincare.regie_terms AS t ON t.case_id = c.of_case AND (t.during @> moment) IS TRUE
        JOIN chaincare.participations AS p ON p.id = t.holder_id AND p.professional_id = m.from_id
        JOIN chaincare.professionals AS f ON f.id = m.to_id AND f.status = 'active'
        JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.status = 'active' AND o.sector <> 'funder'
        JOIN chaincare.memberships AS s ON s.organisation_id = o.id AND s.network_id = e.network_id
        WHERE m.id = wanted AND m.by_order AND m.made_by = e.actor_id AND m.ended_at IS NULL
          AND given_scope IN ('core', 'full') AND o.id IS DISTINCT FROM e.organisation_id
          AND chaincare.membership_holds(e.network_id, o.id, moment);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO chaincare.participations (id, case_id, professional_id, role, circle, scope, scope_with_regie, purpose, during,
                                          made_by)
        VALUES (new_part, e.case_id, whom.to_id, 'caseworker', whom.circle, given_scope, true, given_purpose,
                tstzrange(moment, NULL), e.actor_id);
    INSERT INTO chaincare.legal_bases (case_id, participation_id, ground, article, exception, secrecy, during, recorded_by,
                                       recorded_at)
        VALUES (e.case_id, new_part, basis ->> 'ground', basis ->> 'article', basis ->> 'exception', basis -> 'secrecy',
                tstzrange(moment, (basis ->> 'until')::timestamptz), e.actor_id, moment);
    RETURN true;
END $$;
