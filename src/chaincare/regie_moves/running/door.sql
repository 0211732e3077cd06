-- One move of somebody's regie runs at a time; and by order a successor comes into a case who took no part in it yet.

-- What is over before another begins: a move of which nothing is open any more, and by the coordinator's order the holder's own
-- (R2). What was proposed stays: an order puts it aside in its case. Only for who is let in to begin one of this person.
CREATE OR REPLACE FUNCTION chaincare.end_settled_regie_moves(leaves uuid, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.regie_moves AS m
    SET ended_at = moment, ended_because = CASE WHEN e.actor_id <> leaves AND NOT m.by_order THEN 'by_order' ELSE 'done' END
    FROM chaincare.let_in AS e
    WHERE e.event = 'regie-move.begun' AND e.asked_id = leaves AND m.from_id = leaves AND m.ended_at IS NULL
      AND ((e.actor_id <> leaves AND NOT m.by_order) OR NOT EXISTS (
        SELECT FROM chaincare.regie_move_cases AS c
        JOIN chaincare.regie_terms AS t ON t.case_id = c.of_case AND (t.during @> moment) IS TRUE
        JOIN chaincare.participations AS p ON p.id = t.holder_id AND p.professional_id = leaves
        WHERE c.move_id = m.id AND chaincare.regie_move_stands(c, moment) IN ('pending', 'waiting')))
$$;

-- Put aside by who began it, or by who coordinates: nothing more is proposed by it.
CREATE OR REPLACE FUNCTION chaincare.put_aside_regie_move(wanted uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE chaincare.regie_moves AS m SET ended_at = moment, ended_because = 'withdrawn'
    FROM chaincare.let_in AS e
    WHERE m.id = wanted AND m.ended_at IS NULL AND e.event = 'regie-move.withdrawn' AND e.object_id = wanted
      AND (e.actor_id = m.made_by OR chaincare.coordinates(e.actor_id, m.from_id, moment));
    RETURN FOUND;
END $$;

-- What failed is asked again, by who began it.
CREATE OR REPLACE FUNCTION chaincare.retry_regie_move(wanted uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE chaincare.regie_move_cases AS c SET failed = NULL, tried_at = NULL, held_until = NULL
    FROM chaincare.regie_moves AS m
    WHERE c.move_id = wanted AND c.failed IS NOT NULL AND m.id = wanted AND m.ended_at IS NULL
      AND m.made_by = ANY (chaincare.cleared_actors())
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
          AND given_scope IN ('core', 'full') AND o.id IS DISTINCT FROM e.organisation_id;
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
