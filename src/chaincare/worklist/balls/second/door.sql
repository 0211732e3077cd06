-- What waits for a second person (T6): a question of an auditor to see a name or a text, and an export above the limit. With each who may
-- decide it, until it is decided, taken back or over; never who asked, nor whom it concerns. And an explanation, for who asked for it. It names no client. Who asks
-- stands as what it is within, where an organisation's auditor is told of somebody of another one only what he does (trace/store.py).

-- Whether somebody is of another organisation than the one a mandate is for alone.
CREATE OR REPLACE FUNCTION chaincare.works_elsewhere(person uuid, organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT u.organisation_id <> organisation FROM chaincare.professionals AS f
        JOIN chaincare.units AS u ON u.id = f.unit_id WHERE f.id = person), false)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.works_elsewhere(uuid, uuid) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.second_person_balls(actor chaincare.actor, moment timestamptz) RETURNS SETOF chaincare.ball
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH held AS MATERIALIZED (
        SELECT m.* FROM chaincare.mandates AS m
        WHERE m.professional_id = actor.id AND m.kind IN ('auditor', 'privacy_officer') AND m.during @> moment
          AND NOT EXISTS (SELECT FROM chaincare.mandates AS a
              WHERE a.professional_id = actor.id AND a.kind = 'administrator' AND a.during @> moment)
    )
    SELECT chaincare.ball_id(w.asked_at, 'second_person', w.id, actor.id), NULL::uuid,
           CASE w.opens WHEN 'name' THEN 'name_to_approve' ELSE 'entry_text_to_approve' END, w.id, w.asked_at,
           ((w.asked_at + interval '14 days') AT TIME ZONE 'Europe/Amsterdam')::date,
           'second_person', NULL::uuid, NULL::uuid, CASE WHEN n.elsewhere THEN w.asked_by END, CASE WHEN NOT n.elsewhere THEN w.asked_by END,
           NULL::text[]
    FROM chaincare.case_mandates AS w
    CROSS JOIN LATERAL (
        -- By the mandate by which he would come to it (enter_case_mandates).
        SELECT h.granted_by, h.organisation_id, h.kind FROM held AS h
        WHERE h.network_id = w.network_id AND (h.organisation_id IS NULL OR h.organisation_id = w.organisation_id)
        ORDER BY h.kind, h.organisation_id NULLS FIRST, h.id LIMIT 1) AS m
    CROSS JOIN LATERAL (SELECT m.kind = 'auditor' AND chaincare.works_elsewhere(w.asked_by, m.organisation_id) AS elsewhere) AS n
    WHERE w.network_id IN (SELECT h.network_id FROM held AS h) AND w.answer IS NULL AND w.ended_at IS NULL
      AND w.asked_at > moment - interval '14 days' AND w.asked_by <> actor.id AND w.concerns IS DISTINCT FROM actor.id
      AND m.granted_by IS DISTINCT FROM w.asked_by AND (m.granted_by = w.concerns) IS NOT TRUE
      AND NOT chaincare.is_near(chaincare.cases_opened(w.client, w.entry_at, w.entry_id), actor)
    UNION ALL
    SELECT chaincare.ball_id(x.requested_at, 'second_person', x.id, actor.id), NULL::uuid, 'log_export_to_decide', x.id, x.requested_at,
           (x.expires_at AT TIME ZONE 'Europe/Amsterdam')::date,
           'second_person', NULL::uuid, NULL::uuid, CASE WHEN n.elsewhere THEN x.requested_by END,
           CASE WHEN NOT n.elsewhere THEN x.requested_by END, NULL::text[]
    FROM chaincare.log_exports AS x
    CROSS JOIN LATERAL (
        SELECT h.granted_by, h.organisation_id, h.kind FROM held AS h
        WHERE h.kind = 'auditor' AND h.network_id = x.network_id
          AND (h.organisation_id IS NULL OR h.organisation_id = x.organisation_id)
        ORDER BY h.organisation_id NULLS FIRST, h.id LIMIT 1) AS m
    CROSS JOIN LATERAL (SELECT chaincare.works_elsewhere(x.requested_by, m.organisation_id) AS elsewhere) AS n
    WHERE x.network_id IN (SELECT h.network_id FROM held AS h) AND x.needs_second AND x.decided_by IS NULL AND x.expires_at > moment
      AND x.requested_by <> actor.id AND m.granted_by IS DISTINCT FROM x.requested_by
      AND x.about_professional IS DISTINCT FROM actor.id AND (m.granted_by = x.about_professional) IS NOT TRUE
      AND NOT chaincare.is_near(ARRAY(
          SELECT c.id FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
          WHERE k.pseudonym = x.about_client OR c.id = x.about_case), actor)
    UNION ALL
    -- What was explained is with who asked, while he may review it.
    SELECT chaincare.ball_id(t.at, 'finding_explained', f.id, actor.id), NULL::uuid, 'finding_explained', f.id, t.at,
           chaincare.working_day((t.at AT TIME ZONE 'Europe/Amsterdam')::date, 5, '{}'),
           'second_person', NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid, NULL::text[]
    FROM chaincare.findings AS f
    JOIN chaincare.finding_facts AS t ON t.finding_id = f.id AND t.round = f.round AND t.kind = 'explained'
    JOIN chaincare.finding_facts AS q ON q.finding_id = f.id AND q.round = f.round AND q.kind = 'explanation_asked'
    WHERE f.state = 'explained' AND f.network_id IN (SELECT h.network_id FROM held AS h) AND q.by_id = actor.id AND EXISTS (
          SELECT FROM held AS h WHERE h.kind = 'auditor' AND h.network_id = f.network_id
              AND (h.organisation_id IS NULL OR h.organisation_id = f.organisation_id))
      AND NOT chaincare.is_near(f.clients || ARRAY(
          SELECT c.id FROM chaincare.clients AS k JOIN chaincare.cases AS c ON c.client_id = k.id
          WHERE k.pseudonym = ANY (f.clients)), actor)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.second_person_balls(chaincare.actor, timestamptz) FROM chaincare_app;

-- He is shown that it waits, and nothing of the log by it.
CREATE OR REPLACE FUNCTION chaincare.enter_second_person(caller chaincare.caller, actor chaincare.actor, thing uuid,
    INOUT e chaincare.access_entries)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    e.asked_id := thing;
    IF EXISTS (SELECT FROM chaincare.second_person_balls(actor, caller.moment) AS b WHERE b.about = thing) THEN
        e.outcome := 'entered';
        e.relation := 'own';
        e.reach := 'directory';
        e.rule := 'second-person/1';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.enter_second_person(chaincare.caller, chaincare.actor, uuid, chaincare.access_entries) FROM chaincare_app;

-- What waits for whoever was let in as a second person.
CREATE OR REPLACE FUNCTION chaincare.cleared_to_second() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT e.asked_id FROM chaincare.let_in AS e WHERE e.rule = 'second-person/1');
END $$;
