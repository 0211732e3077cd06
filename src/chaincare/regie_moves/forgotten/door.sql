-- A move goes on when whoever began it goes on with it (0061). Where he does not, and cases wait for it that he may come into, it lies with
-- him: as long as nothing came of it, once the days are over in which a proposal is answered in their network.
CREATE OR REPLACE FUNCTION chaincare.forgotten_move_balls(caller chaincare.caller, actor chaincare.actor)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(l.last_at, 'regie_move_pending', m.id, NULL), NULL::uuid, 'regie_move_pending', m.id, l.last_at, w.due_on,
           'asker', NULL::uuid, NULL::uuid, CASE WHEN NOT m.by_order THEN m.id END, NULL::uuid, NULL::text[]
    FROM chaincare.regie_moves AS m
    CROSS JOIN LATERAL (
        SELECT greatest(m.made_at, max(c.tried_at)) AS last_at FROM chaincare.regie_move_cases AS c WHERE c.move_id = m.id) AS l
    CROSS JOIN LATERAL (
        SELECT chaincare.working_day((l.last_at AT TIME ZONE 'Europe/Amsterdam')::date, n.response_days, '{}') AS due_on
        FROM chaincare.regie_move_cases AS c
        JOIN chaincare.cases AS k ON k.id = c.of_case
        JOIN chaincare.networks AS n ON n.id = k.network_id
        CROSS JOIN LATERAL chaincare.relation_to(c.of_case, actor.id, actor.unit_id, actor.organisation_id, false, caller.issuer,
            caller.subject, caller.moment) AS r
        WHERE c.move_id = m.id AND c.tried_at IS NULL AND c.failed IS NULL AND r.reach IN ('that', 'core', 'full', 'steering')
          AND (m.by_order OR NOT chaincare.ordered_to_move(m.from_id, c.of_case))
        LIMIT 1) AS w
    WHERE m.made_by = actor.id AND m.ended_at IS NULL
      AND w.due_on < (caller.moment AT TIME ZONE 'Europe/Amsterdam')::date
$$;
REVOKE EXECUTE ON FUNCTION chaincare.forgotten_move_balls(chaincare.caller, chaincare.actor) FROM chaincare_app;

-- What a move is about is people at work, and it is his own: no case is entered for it.
CREATE OR REPLACE FUNCTION chaincare.enter_own_move(actor chaincare.actor, move uuid, INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.asked_id := move;
    IF EXISTS (SELECT FROM chaincare.regie_moves AS m WHERE m.id = move AND m.made_by = actor.id) THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.reach := 'directory';
        e.rule := 'regie-move/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_own_move(chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;
