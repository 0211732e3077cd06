-- What a coordinator sees of regie in his network: one call, an entry for the question and one for each case a page shows (T3). No
-- client, no text.

-- What is open about regie: nobody directs, a term ends, a proposal waits, an objection lies, a unit is silent, a case stands still again, who directs is
-- away. Run by the door it tells
-- everything, run by the application what the wall shows (cf. worklist/balls).
-- `away`: the holders for whom nobody acts meanwhile, and since when, as each of the two may know them.
DROP FUNCTION IF EXISTS chaincare.overview_rows(uuid[], uuid[], timestamptz);
DROP FUNCTION IF EXISTS chaincare.overview_rows_at_door(uuid[], uuid[], timestamptz);
CREATE OR REPLACE FUNCTION chaincare.overview_rows(of_cases uuid[], standing uuid[], away json, moment timestamptz)
RETURNS TABLE (id uuid, case_id uuid, kind text, since timestamptz, ends_at timestamptz, because text, about uuid,
    holder_id uuid, unit_id uuid)
LANGUAGE sql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH terms AS MATERIALIZED (
        SELECT t.case_id, t.kind, t.during, t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (of_cases) AND (t.during @> moment) IS TRUE
    )
    SELECT chaincare.ball_id(coalesce(v.since, v.began), 'vacancy', v.id, NULL), v.id, 'vacancy', v.since, NULL::timestamptz,
           CASE WHEN v.holder_id IS NOT NULL THEN 'holder_cannot_act' WHEN v.because IS NULL THEN 'not_yet_agreed'
                WHEN v.because IN ('assent_taken_back', 'merged', 'case_closed') THEN v.because
                WHEN v.kind = 'interim' THEN 'interim_ended' ELSE 'laid_down' END, v.id, v.holder_id, NULL::uuid
    FROM (
        SELECT c.id, held.holder_id, coalesce(lower(held.during), c.opened_at) AS began, before.because, before.kind,
               CASE WHEN held.holder_id IS NULL THEN coalesce(before.ended_at, c.opened_at) END AS since
        FROM chaincare.cases AS c
        LEFT JOIN chaincare.regie_terms AS held ON held.case_id = ANY (ARRAY[c.id]) AND (held.during @> moment) IS TRUE
        LEFT JOIN LATERAL (
            SELECT upper(t.during) AS ended_at, t.kind, coalesce((
                SELECT f.because FROM chaincare.regie_facts AS f
                WHERE f.case_id = t.case_id AND f.began_at = lower(t.during) ORDER BY f.number DESC LIMIT 1), 'ended') AS because
            FROM chaincare.regie_terms AS t WHERE t.case_id = c.id AND upper(t.during) <= moment
            ORDER BY lower(t.during) DESC LIMIT 1) AS before ON held.holder_id IS NULL
        WHERE c.id = ANY (of_cases) AND c.status = 'open'
          AND (held.holder_id IS NULL OR held.holder_id NOT IN (SELECT unnest(standing)))) AS v
    UNION ALL
    SELECT chaincare.ball_id(lower(t.during), 'term_ends', t.case_id, t.holder_id), t.case_id, 'term_ends', lower(t.during),
           upper(t.during), NULL, t.case_id, t.holder_id, NULL
    FROM terms AS t WHERE NOT upper_inf(t.during) AND t.holder_id = ANY (standing)
    UNION ALL
    SELECT chaincare.ball_id(w.since, 'holder_absent', w.holder_id, NULL), t.case_id, 'holder_absent', w.since, NULL, NULL,
           t.case_id, w.holder_id, NULL
    FROM json_to_recordset(away) AS w (holder_id uuid, since timestamptz) JOIN terms AS t ON t.holder_id = w.holder_id
    WHERE w.holder_id = ANY (standing)
    UNION ALL
    SELECT chaincare.ball_id(p.proposed_at, 'proposal', p.id, NULL), p.case_id, 'open_proposal', p.proposed_at, p.respond_by,
           NULL, p.id, NULL, NULL
    FROM chaincare.regie AS r
    JOIN chaincare.regie_proposals AS p ON p.id = r.open_proposal_id AND p.respond_by > moment
    WHERE r.case_id = ANY (of_cases)
    UNION ALL
    -- An objection lies until the coordinator decides on it, or it is taken back (cf. worklist/balls/regie).
    SELECT chaincare.ball_id(min(s.answered_at), 'objection', p.id, NULL), p.case_id, 'objection', min(s.answered_at),
           NULL, NULL, p.id, NULL, NULL
    FROM chaincare.regie_responses AS s JOIN chaincare.regie_proposals AS p ON p.id = s.proposal_id
    JOIN chaincare.cases AS c ON c.id = s.case_id AND c.status = 'open'
    WHERE s.case_id = ANY (of_cases) AND s.answer = 'objection' AND NOT EXISTS (
        SELECT FROM chaincare.regie_proposals AS later
        WHERE later.case_id = s.case_id AND later.kind IN ('assignment', 'by_law') AND later.proposed_at >= s.answered_at)
      AND NOT EXISTS (SELECT FROM chaincare.regie_outcomes AS d
                      WHERE d.proposal_id = p.id AND d.outcome = 'objection_settled' AND d.at >= s.answered_at)
    GROUP BY p.id, p.case_id
    UNION ALL
    SELECT chaincare.ball_id(late.since, 'silent', late.id, late.unit_id), late.case_id, 'escalation_unanswered', late.since,
           NULL, NULL, late.escalation_id, NULL, late.unit_id
    FROM (
        SELECT g.*, (g.answer_by + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since
        FROM chaincare.escalation_targets AS g
        WHERE g.case_id = ANY (of_cases) AND g.state = 'requested' AND g.question_at IS NULL
          AND g.answer_by < (moment AT TIME ZONE 'Europe/Amsterdam')::date) AS late
    UNION ALL
    -- Help that was asked for and does not go on, from when it has come to the coordinator.
    SELECT chaincare.ball_id(s.taken_at, 'waiting/' || s.kind, s.about, NULL), s.case_id, 'escalation_waiting', s.taken_at,
           NULL, NULL, s.within_id, NULL, s.late_unit_id
    FROM chaincare.ladder_steps AS s
    WHERE s.case_id = ANY (of_cases) AND s.rung = 'coordinator' AND starts_with(s.kind, 'escalation')
      AND s.kind <> 'escalation_answer' AND chaincare.still_late(s.kind, s.about, s.runs_from)
    UNION ALL
    -- It stands still again and again, or for long: nothing climbs meanwhile, so that who steers is told. For the third time in a
    -- year, or again and for more than thirteen weeks together; the first time for more than thirteen weeks, or for more than four
    -- with something that was late already.
    SELECT chaincare.ball_id(lower(p.during), 'paused', p.id, NULL), p.case_id,
           CASE WHEN before.times = 0 THEN 'paused_long' ELSE 'paused_again' END, lower(p.during), upper(p.during),
           NULL, p.case_id, NULL, NULL
    FROM chaincare.case_pauses AS p
    CROSS JOIN LATERAL (
        SELECT count(*) AS times, sum(upper(b.during) - lower(b.during)) AS together FROM chaincare.case_pauses AS b
        WHERE b.case_id = p.case_id AND b.id <> p.id AND upper(b.during) > moment - interval '365 days'
          AND lower(b.during) < lower(p.during)) AS before
    WHERE p.case_id = ANY (of_cases) AND (p.during @> moment) IS TRUE
      AND (before.times >= 2
           OR coalesce(before.together, interval '0') + (upper(p.during) - lower(p.during)) > interval '91 days'
           OR (upper(p.during) - lower(p.during) > interval '28 days' AND EXISTS (
               SELECT FROM chaincare.ladder_steps AS s
               WHERE s.case_id = p.case_id AND chaincare.still_late(s.kind, s.about, s.runs_from))))
$$;
SELECT chaincare.give_door_its_own('chaincare.overview_rows');

-- The open cases a coordinator steers: of his networks, without those in which his own organisation is a party, or from which
-- he or it is barred.
CREATE OR REPLACE FUNCTION chaincare.steered_by(coordinator uuid, organisation uuid, moment timestamptz)
RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH own AS MATERIALIZED (
        SELECT p.case_id FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id) AND u.organisation_id = organisation
        WHERE (p.during @> moment) IS TRUE
        UNION ALL
        SELECT x.case_id FROM chaincare.relation_conflicts AS x
        WHERE x.ended_at IS NULL AND (x.organisation_id = organisation
            OR x.professional_id IN (SELECT s.id FROM chaincare.same_professional(coordinator) AS s)))
    SELECT coalesce(array_agg(c.id), '{}') FROM chaincare.mandates AS m
    JOIN chaincare.cases AS c ON c.network_id = m.network_id AND c.status = 'open'
    WHERE m.professional_id = coordinator AND m.kind = 'coordinator' AND m.during @> moment
      AND NOT EXISTS (SELECT FROM own WHERE own.case_id = c.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.steered_by(uuid, uuid, timestamptz) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.door_regie_overview(caller chaincare.caller, event text, action text, wanted text,
    after uuid, page_size int) RETURNS SETOF chaincare.access_entries
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor chaincare.actor := chaincare.identify(caller);
    question chaincare.access_entries := chaincare.new_entry(caller, actor, event, action);
    mandate chaincare.mandates;
    steered uuid[];
    standing uuid[];
    e chaincare.access_entries;
    entries chaincare.access_entries[] := '{}';
    shown chaincare.access_entries[] := '{}';
    seen uuid[] := '{}';
    place int;
    line record;
BEGIN
    SELECT m.* INTO mandate FROM chaincare.mandates AS m WHERE m.professional_id = actor.id AND m.kind = 'coordinator'
        AND m.during @> caller.moment ORDER BY m.id LIMIT 1;
    IF FOUND THEN
        question.outcome := 'entered';
        question.relation := 'coordinator';
        question.relation_id := mandate.id;
        question.relation_by := mandate.granted_by;
        question.role := 'coordinator';
        question.reach := 'steering';
        question.rule := 'coordinator-mandate/1';
        question.network_id := mandate.network_id;
    END IF;
    RETURN NEXT question;
    IF question.outcome <> 'entered' THEN
        PERFORM chaincare.write_entry(question);
        RETURN;
    END IF;
    steered := chaincare.steered_by(actor.id, actor.organisation_id, caller.moment);
    standing := chaincare.standing_of(ARRAY(
        SELECT t.holder_id FROM chaincare.regie_terms AS t
        WHERE t.case_id = ANY (steered) AND (t.during @> caller.moment) IS TRUE), caller.moment);
    page_size := least(page_size, 50);
    FOR line IN
        SELECT r.id, r.case_id FROM chaincare.overview_rows_at_door(steered, standing, (
            SELECT json_agg(u) FROM chaincare.unattended_in(steered, caller.moment) AS u), caller.moment) AS r
        WHERE (after IS NULL OR r.id > after) AND (wanted IS NULL OR r.kind = wanted) ORDER BY r.id
    LOOP
        EXIT WHEN page_size <= 0;
        place := array_position(seen, line.case_id);
        IF place IS NULL THEN
            e := chaincare.find_relation(caller, actor, line.case_id, chaincare.new_entry(caller, actor, event, action));
            e.at := question.at;
            e.query_id := question.id;
            seen := seen || line.case_id;
            entries := entries || e;
            place := cardinality(seen);
            IF e.reach = 'steering' THEN
                shown := shown || e;
            END IF;
        END IF;
        e := entries[place];
        CONTINUE WHEN e.reach IS DISTINCT FROM 'steering';
        e.object_id := line.id;
        RETURN NEXT e;
        page_size := page_size - 1;
    END LOOP;
    PERFORM chaincare.write_entries(question || shown);
END $$;

-- How many cases each holder directs in the networks of whoever asked: counts of people, no case. The busiest first.
CREATE OR REPLACE FUNCTION chaincare.overview_caseloads(moment timestamptz)
RETURNS TABLE (professional_id uuid, name text, function text, organisation text, cases int, norm int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.id, f.name, f.function, o.name, count(*)::int, min(n.caseload_norm)
    FROM chaincare.let_in AS e
    CROSS JOIN LATERAL (SELECT DISTINCT unnest(chaincare.steered_by(e.actor_id, e.organisation_id, moment)) AS id) AS s
    JOIN chaincare.cases AS c ON c.id = s.id
    JOIN chaincare.networks AS n ON n.id = c.network_id
    JOIN chaincare.regie_terms AS t ON t.case_id = c.id AND (t.during @> moment) IS TRUE
    JOIN chaincare.participations AS p ON p.id = t.holder_id
    JOIN chaincare.professionals AS f ON f.id = p.professional_id
    JOIN chaincare.units AS u ON u.id = f.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id
    WHERE e.event = 'regie-overview.read' AND e.query_id IS NULL AND e.reach = 'steering'
    GROUP BY f.id, o.name ORDER BY count(*) DESC, f.id LIMIT 50
$$;

CREATE OR REPLACE FUNCTION chaincare.read_regie_overview(ticket text, moment text, of_cases uuid[], chosen uuid[])
RETURNS TABLE (items json, caseloads json)
LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    at timestamptz := moment;
    standing uuid[];
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    standing := chaincare.standing_holders(at);
    RETURN QUERY SELECT
        (SELECT json_agg(json_build_object('id', r.id, 'kind', r.kind, 'case_id', r.case_id, 'reference', c.reference,
                'since', r.since, 'ends_at', r.ends_at, 'because', r.because, 'about', r.about, 'holder', f.name,
                'organisation', o.name) ORDER BY r.id)
         FROM chaincare.overview_rows(of_cases, standing, (
            SELECT json_agg(u) FROM chaincare.unattended_here(at) AS u), at) AS r
         JOIN chaincare.cases AS c ON c.id = r.case_id
         LEFT JOIN chaincare.participations AS p ON p.id = r.holder_id
         LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
         LEFT JOIN chaincare.units AS u ON u.id = coalesce(r.unit_id, f.unit_id)
         LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
         WHERE r.id = ANY (chosen)),
        (SELECT json_agg(l) FROM chaincare.overview_caseloads(at) AS l);
END $$;
