-- When somebody looks at a line again, or at whether the person can be told that he stands there (AVG 14): who reported it, or anybody of
-- his unit where he no longer works there, from the day that was set for it. The row names the line, never whom it is about.
CREATE OR REPLACE FUNCTION chaincare.inventory_line_balls(actor chaincare.actor, moment timestamptz) RETURNS SETOF chaincare.ball
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH today AS (SELECT (moment AT TIME ZONE 'Europe/Amsterdam')::date AS day), due AS (
        SELECT 'inventory_line_to_review' AS kind, l.review_on AS due_on, l.id, l.reported_by, l.unit_id, l.inventory_id, l.kept_from
        FROM chaincare.inventory_lines AS l
        WHERE l.unit_id = actor.unit_id AND l.state = 'open' AND l.review_on <= (SELECT t.day FROM today AS t)
        UNION ALL
        SELECT 'inventory_line_to_inform', i.review_on, l.id, l.reported_by, l.unit_id, l.inventory_id, l.kept_from
        FROM chaincare.inventory_lines AS l
        CROSS JOIN LATERAL (
            SELECT i.review_on FROM chaincare.inventory_line_informed AS i WHERE i.line_id = l.id ORDER BY i.id DESC LIMIT 1) AS i
        WHERE l.unit_id = actor.unit_id AND l.state = 'open' AND l.told_on IS NULL AND i.review_on <= (SELECT t.day FROM today AS t))
    SELECT chaincare.ball_id(d.since, l.kind, l.id, NULL), NULL::uuid, l.kind, l.id, d.since, l.due_on,
           CASE WHEN l.reported_by = actor.id THEN 'asker' ELSE 'unit' END, NULL::uuid, l.unit_id, l.inventory_id, NULL::uuid, NULL::text[]
    FROM due AS l
    CROSS JOIN LATERAL (SELECT l.due_on::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since) AS d
    WHERE NOT chaincare.line_kept_from(l.kept_from, actor.id)
      AND (l.reported_by = actor.id OR chaincare.line_kept_from(l.kept_from, l.reported_by) OR NOT EXISTS (
        SELECT FROM chaincare.professionals AS f
        WHERE f.id = l.reported_by AND f.status = 'active' AND f.unit_id = l.unit_id))
$$;
REVOKE EXECUTE ON FUNCTION chaincare.inventory_line_balls(chaincare.actor, timestamptz) FROM chaincare_app;

-- One line, of which nothing stays but that it was there, with the entry that says so.
CREATE OR REPLACE FUNCTION chaincare.erase_inventory_line(wanted uuid, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    network uuid;
    erased bigint;
BEGIN
    SELECT l.network_id, 1 + (SELECT count(*) FROM chaincare.inventory_line_informed AS i WHERE i.line_id = l.id)
            + (SELECT count(*) FROM chaincare.inventory_line_reviews AS r WHERE r.line_id = l.id)
        INTO network, erased FROM chaincare.inventory_lines AS l WHERE l.id = wanted AND l.state = 'open';
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    PERFORM chaincare.note_clock('inventory-line.erased', 'retention/1', NULL, network, wanted);
    PERFORM set_config('chaincare.erasing', wanted::text, true);
    UPDATE chaincare.inventory_lines SET state = 'erased', ended_at = moment, version = version + 1,
        given_names = NULL, prefix = NULL, family_name = NULL, call_name = NULL, birth_date = NULL, birth_precision = NULL,
        need = NULL, entitlement = NULL, entitlement_article = NULL, told_on = NULL
        WHERE id = wanted;
    PERFORM set_config('chaincare.erasing', '', true);
    SET CONSTRAINTS ALL IMMEDIATE;   -- each answers to its own entry
    SET CONSTRAINTS ALL DEFERRED;
    RETURN erased;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.erase_inventory_line(uuid, timestamptz) FROM chaincare_app;

-- The lines of which the month after the day for looking is over, or the year without a case, or whose unit is of an organisation that is
-- gone, so that nobody can look at them any more (decision 0095); a few at a time, whoever runs the timers.
CREATE OR REPLACE FUNCTION chaincare.expire_inventory_lines(moment timestamptz, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due record;
    done jsonb := '[]';
    today date;
BEGIN
    moment := chaincare.clocked(moment);
    today := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    FOR due IN
        SELECT l.id, l.network_id, least(l.review_on, today) AS closed_on, (r).id AS rule_id FROM chaincare.inventory_lines AS l
        JOIN chaincare.units AS u ON u.id = l.unit_id JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        CROSS JOIN LATERAL chaincare.retention_rule_for(l.network_id, 'inventory_line', '', today) AS r
        WHERE l.state = 'open' AND (least(l.review_on + 30, l.last_on) < today OR o.status IN ('left', 'insolvent'))
        ORDER BY l.id LIMIT least(at_most, 100) FOR UPDATE OF l SKIP LOCKED
    LOOP
        done := done || jsonb_build_object('network_id', due.network_id, 'rule_id', due.rule_id, 'layer', 'inventory_line',
            'inventory_line_id', due.id, 'closed_on', due.closed_on, 'at', moment,
            'rows', chaincare.erase_inventory_line(due.id, moment));
    END LOOP;
    PERFORM chaincare.certify_erasures(done, false);
    RETURN jsonb_array_length(done);
END $$;
