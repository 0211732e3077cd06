-- What stands between a reader and his cases (S5), found out before there is any entry: a row that the wall would leave out
-- takes no place on a page, is not counted, and is the reason of no entry. The wall asks the same of entries that are
-- written (0023, 0031, 0040, 0071, 0090), of which there are none yet; tests/shields/test_worklist_hides.py holds the two equal.

-- As `standing_before_reader`, of entries that are not written yet.
CREATE OR REPLACE FUNCTION chaincare.standing_before(readers chaincare.access_entries[])
RETURNS SETOF chaincare.standing_before_reader LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.case_id, 'party', p.id, p.professional_id, NULL::uuid
    FROM unnest(readers) AS e
    JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind = 'party'
        AND (e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
             OR EXISTS (SELECT FROM chaincare.participations AS o WHERE o.case_id = r.case_id
                        AND o.id = r.participation_id
                        AND o.professional_id IN (SELECT q.id FROM chaincare.same_professional(e.actor_id) AS q)))
    JOIN chaincare.participations AS p ON p.case_id = r.case_id AND p.id = r.item_id
    WHERE e.reach = 'client'
    UNION ALL
    SELECT s.case_id, s.hides, s.participation_id, f.id, s.unit_id
    FROM unnest(readers) AS e JOIN chaincare.shields AS s ON s.case_id = e.case_id AND s.lifted_at IS NULL
    LEFT JOIN LATERAL chaincare.same_professional(s.professional_id) AS f ON true
    WHERE e.reach IN ('that', 'client')
      AND (e.unit_id = s.unit_id) IS NOT TRUE
      AND (e.relation_id = s.participation_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.same_professional(s.professional_id) AS own WHERE own.id = e.actor_id)
    UNION ALL
    SELECT f.case_id, 'party', f.about, a.professional_id, NULL
    FROM unnest(readers) AS e
    JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
    JOIN chaincare.emergency_accesses AS a ON a.id = f.access_id
    WHERE e.reach IN ('that', 'client') AND (e.actor_id = a.professional_id) IS NOT TRUE
      AND NOT EXISTS (SELECT FROM chaincare.emergency_facts AS d
                      WHERE d.access_id = f.access_id AND d.kind = 'disclosed')
$$;
REVOKE EXECUTE ON FUNCTION chaincare.standing_before(chaincare.access_entries[]) FROM chaincare_app;

-- `things`: the parties that are hidden, and whatever of a worklist is theirs, as the functions `uncleared_…` have it; `directed`:
-- the cases that somebody hidden directs. Both NULL where nothing is hidden; of who works together in his cases only what is kept
-- from him by name. Over all cases somebody is near to, where the wall asks for those of one page: never less than it hides.
CREATE OR REPLACE FUNCTION chaincare.hidden_from(met chaincare.access_entries[], moment timestamptz,
    OUT things uuid[], OUT directed uuid[])
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    readers chaincare.access_entries[] := ARRAY(SELECT e FROM unnest(met) AS e WHERE e.reach IN ('that', 'client'));
    before chaincare.standing_before_reader[];
    cases uuid[];
    parties uuid[];
    units uuid[];
    people uuid[];
    houses uuid[];
    asked uuid[];
BEGIN
    -- Whether an item is kept from anybody in these cases is one look, and nearly always no.
    cases := ARRAY(SELECT r.case_id FROM chaincare.restrictions AS r
        WHERE r.case_id = ANY (ARRAY(SELECT e.case_id FROM unnest(met) AS e)) AND r.lifted_at IS NULL AND r.item_kind <> 'party');
    things := CASE WHEN cases = '{}' THEN '{}' ELSE ARRAY(
        SELECT r.item_id FROM unnest(met) AS e
        JOIN chaincare.restrictions AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL AND r.item_kind <> 'party'
        WHERE e.case_id = ANY (cases) AND (e.relation_id = ANY (chaincare.parts_of_person(r.case_id, r.participation_id))
            OR EXISTS (SELECT FROM chaincare.participations AS p WHERE p.case_id = r.case_id
                       AND p.id = r.participation_id
                       AND p.professional_id IN (SELECT q.id FROM chaincare.same_professional(e.actor_id) AS q)))) END;
    IF readers = '{}' AND things = '{}' THEN
        things := NULL;
        RETURN;
    END IF;
    before := ARRAY(SELECT s FROM chaincare.standing_before(readers) AS s);
    IF before = '{}' AND things = '{}' THEN
        things := NULL;
        RETURN;
    END IF;
    cases := ARRAY(SELECT DISTINCT s.case_id FROM unnest(before) AS s);
    units := ARRAY(SELECT s.unit_id FROM unnest(before) AS s WHERE s.unit_id IS NOT NULL);
    parties := ARRAY(
        SELECT p.id FROM unnest(before) AS s JOIN chaincare.participations AS p ON p.case_id = s.case_id
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        WHERE p.id = s.participation_id OR p.professional_id = s.professional_id
           OR coalesce(p.unit_id, f.unit_id) = s.unit_id);
    people := ARRAY(
        SELECT f.id FROM unnest(before) AS s
        JOIN chaincare.professionals AS f ON f.id = s.professional_id OR f.unit_id = s.unit_id);
    houses := ARRAY(
        SELECT u.organisation_id FROM chaincare.units AS u WHERE u.id = ANY (units)
        UNION ALL
        SELECT u.organisation_id FROM chaincare.professionals AS f JOIN chaincare.units AS u ON u.id = f.unit_id
        WHERE f.id = ANY (people)
        UNION ALL
        SELECT u.organisation_id FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id) WHERE p.id = ANY (parties));
    asked := things || ARRAY(
        SELECT x.id FROM chaincare.escalations AS x
        WHERE x.case_id = ANY (cases) AND (
            x.requested_by = ANY (parties) OR x.bridge_id = ANY (parties) OR EXISTS (
                SELECT FROM chaincare.escalation_targets AS t
                WHERE t.escalation_id = x.id AND (t.unit_id = ANY (units) OR t.participation_id = ANY (parties)))));
    things := asked || parties || ARRAY(
        SELECT t.id FROM chaincare.escalation_targets AS t WHERE t.escalation_id = ANY (asked)
        UNION ALL
        SELECT a.id FROM chaincare.agreements AS a WHERE a.case_id = ANY (cases)
            AND (a.responsible_id = ANY (parties) OR a.proposed_by = ANY (parties) OR a.candidate_id = ANY (parties))
        UNION ALL
        SELECT m.id FROM chaincare.meetings AS m WHERE m.case_id = ANY (cases) AND m.recorded_by = ANY (parties)
        UNION ALL
        SELECT r.id FROM chaincare.regie_proposals AS r WHERE r.case_id = ANY (cases) AND parties <> '{}'
            AND (ARRAY[r.candidate_id, r.holder_id, r.contact_id, r.representative_id] && parties
                 OR r.proposed_by = ANY (people))
        UNION ALL
        SELECT r.id FROM chaincare.regie_last_resorts AS r WHERE r.case_id = ANY (cases)
            AND (r.named_id = ANY (people) OR r.organisation_id = ANY (houses))
        UNION ALL
        SELECT c.id FROM chaincare.consents AS c WHERE c.case_id = ANY (cases)
            AND (c.recorded_by = ANY (parties) OR (c.recipients <> '{}' AND c.recipients <@ units)
                 OR (c.disclosers <> '{}' AND c.disclosers <@ units)));
    directed := ARRAY(
        SELECT t.case_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (cases) AND t.holder_id = ANY (parties) AND (t.during @> moment) IS TRUE);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hidden_from(chaincare.access_entries[], timestamptz) FROM chaincare_app;

-- What waits of requests that he read before they were hidden from him, and that stay for him as he read them (escalations/sight): the rows that
-- worklist/balls/escalations gives of one of which whoever took it on takes part no more.
CREATE OR REPLACE FUNCTION chaincare.balls_as_read(met chaincare.access_entries[], hidden uuid[], standing uuid[], moment timestamptz)
RETURNS SETOF chaincare.ball
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF hidden IS NULL OR hidden = '{}' THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH stays AS MATERIALIZED (
        SELECT r.*, x.case_id, x.requested_by, coalesce((
                SELECT t.holder_id FROM chaincare.regie_terms AS t
                WHERE t.case_id = x.case_id AND (t.during @> moment) IS TRUE AND t.holder_id = ANY (standing)
                  AND t.holder_id <> ALL (hidden)), CASE WHEN x.requested_by = ANY (standing) THEN x.requested_by END) AS leads
        FROM unnest(met) AS e CROSS JOIN LATERAL chaincare.requests_of_reader(e.case_id, e, hidden) AS r
        JOIN chaincare.escalations AS x ON x.id = r.escalation_id
        WHERE e.reach = 'client' AND e.case_id IN (SELECT y.case_id FROM chaincare.escalations AS y WHERE y.id = ANY (hidden))
    ), asked AS (
        SELECT s.*, g.unit_id, g.asked_at, g.answer_by, (
            SELECT f.kind FROM chaincare.escalation_facts AS f WHERE f.escalation_id = g.escalation_id AND f.target_id = g.id
               AND f.at < s.seen_at AND f.kind IN ('requested', 'asked_back', 'answered', 'declined') ORDER BY f.seq DESC LIMIT 1) AS said, (
            SELECT max(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = g.escalation_id AND f.target_id = g.id
               AND f.at < s.seen_at AND f.kind = 'asked_back') AS asks_at
        FROM stays AS s JOIN chaincare.escalation_targets AS g ON g.escalation_id = s.escalation_id
        WHERE s.state = 'requested' AND g.state <> 'left_out' AND g.asked_at < s.seen_at
    )
    SELECT chaincare.ball_id(a.asked_at, 'asked', a.escalation_id, a.unit_id), a.case_id, 'escalation_to_answer', a.escalation_id, a.asked_at,
           a.answer_by, 'unit', NULL::uuid, a.unit_id, NULL::uuid, a.requested_by, NULL::text[]
    FROM asked AS a WHERE a.said IS NULL OR a.said IN ('requested', 'answered')
    UNION ALL
    SELECT chaincare.ball_id(a.asks_at, 'asked', a.escalation_id, a.unit_id), a.case_id, 'escalation_question', a.escalation_id, a.asks_at,
           a.answer_by, CASE WHEN a.leads IS NULL THEN 'coordinator' ELSE 'participation' END,
           CASE WHEN a.requested_by = ANY (standing) THEN a.requested_by ELSE a.leads END, NULL, NULL, NULL, NULL
    FROM asked AS a WHERE a.said = 'asked_back'
    UNION ALL
    SELECT chaincare.ball_id(h.since, h.kind, s.escalation_id, s.leads), s.case_id, h.kind, s.escalation_id, h.since, (
               SELECT chaincare.working_day(t.runs_from, t.term_days, '{}') FROM chaincare.timers AS t
               WHERE t.about = s.escalation_id AND t.kind = 'escalation_start' AND s.state = 'accepted'),
           CASE WHEN s.leads IS NULL THEN 'coordinator' ELSE 'participation' END, s.leads, NULL, NULL, s.requested_by, NULL
    FROM stays AS s CROSS JOIN LATERAL (
        SELECT max(f.at) AS since, CASE s.state WHEN 'accepted' THEN 'escalation_to_start' ELSE 'escalation_to_close' END AS kind
        FROM chaincare.escalation_facts AS f WHERE f.escalation_id = s.escalation_id AND f.at < s.seen_at
          AND f.kind = CASE s.state WHEN 'accepted' THEN 'accepted' ELSE 'started' END) AS h
    WHERE s.state IN ('accepted', 'started');
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.balls_as_read(chaincare.access_entries[], uuid[], uuid[], timestamptz) FROM chaincare_app;
