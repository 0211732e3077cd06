-- Help that was asked for and has not begun: with whom it lies, and who is told that it lies too long (E4).

-- With whom: who directs, or who asked where nobody does; what has to be there first with whoever sees to it, and bridging with whom it was
-- asked, for as long as he is there.
CREATE OR REPLACE FUNCTION chaincare.late_with_help(t chaincare.timers, moment timestamptz) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((
            SELECT p.id FROM chaincare.participations AS p
            WHERE p.id = CASE t.kind WHEN 'escalation_bridge' THEN x.bridge_id WHEN 'escalation_condition' THEN (
                SELECT n.owner_id FROM chaincare.escalation_conditions AS n WHERE n.id = t.about) END
              AND p.id = ANY (chaincare.standing_of(ARRAY[p.id], moment))),
        chaincare.able_holder(t.case_id, moment), x.requested_by)
    FROM chaincare.escalations AS x WHERE x.id = t.within_id
$$;
REVOKE EXECUTE ON FUNCTION chaincare.late_with_help(chaincare.timers, timestamptz) FROM PUBLIC, chaincare_app;

-- From where the coordinator hears it, so does who asked; and who is to come, of what keeps him from it. He who directs, and he who is late, have
-- a row by then.
CREATE OR REPLACE FUNCTION chaincare.help_balls(of_cases uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT chaincare.ball_id(s.taken_at, 'late/' || s.kind, s.about, told.party), s.case_id, 'late_' || s.kind, s.about, s.taken_at,
           s.since_on, 'participation', told.party, s.late_unit_id, nullif(s.within_id, s.about), NULL::uuid, NULL::text[]
    FROM chaincare.ladder_steps AS s
    JOIN chaincare.cases AS c ON c.id = s.case_id AND c.status = 'open'
    JOIN chaincare.escalations AS x ON x.id = s.within_id
    LEFT JOIN chaincare.escalation_targets AS g ON g.escalation_id = x.id AND g.state = 'accepted'
    CROSS JOIN LATERAL (SELECT x.requested_by UNION SELECT CASE WHEN s.kind IN ('escalation_start', 'escalation_condition')
        THEN g.participation_id END) AS told (party)
    WHERE s.case_id = ANY (of_cases) AND s.rung = 'coordinator'
      AND s.kind IN ('escalation_draft', 'escalation_start', 'escalation_bridge', 'escalation_condition')
      AND told.party = ANY (standing) AND told.party IS DISTINCT FROM s.late_id
      AND NOT EXISTS (
          SELECT FROM chaincare.regie_terms AS r
          WHERE r.case_id = ANY (ARRAY[s.case_id]) AND (r.during @> moment) IS TRUE AND r.holder_id = told.party)
      AND chaincare.still_late(s.kind, s.about, s.runs_from)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.help_balls(uuid[], uuid[], timestamptz) FROM PUBLIC, chaincare_app;
