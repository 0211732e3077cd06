-- The hot read: whole cases in one statement of an invoker function, so that a read is two round trips, the
-- door and this. It runs with the rights of whoever calls it: the wall decides what it sees, and is asked once
-- for all who read together. plpgsql, because the ticket must be set before any table is looked at. One JSON
-- document a case, in the shape of the server's CaseFile: made here, carried and decoded once. The plan is made
-- once a session: the same for every case, and planning it costs more than running it. Why `IS TRUE`: see
-- find_relation.

CREATE OR REPLACE FUNCTION chaincare.read_cases() RETURNS TABLE (case_id uuid, document json)
LANGUAGE plpgsql STABLE SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
BEGIN
    RETURN QUERY
    SELECT c.id, json_build_object('id', c.id, 'reference', c.reference, 'opened_at', c.opened_at,
        -- It stands still, or is about to be closed; taken up again, what was evaluated before is over.
        'status', CASE WHEN c.status <> 'open' THEN c.status WHEN EXISTS (
                SELECT FROM chaincare.case_pauses AS p WHERE p.case_id = c.id AND (p.during @> moment) IS TRUE) THEN 'paused'
            WHEN (SELECT v.outcome = 'closes' AND NOT EXISTS (SELECT FROM chaincare.case_reopenings AS r
                      WHERE r.case_id = c.id AND r.reopened_at >= v.evaluated_at)
                  FROM chaincare.case_evaluations AS v WHERE v.case_id = c.id ORDER BY v.id DESC LIMIT 1) THEN 'closing'
            ELSE c.status END,
        'level', coalesce((
            SELECT 'winkelstraat' FROM chaincare.escalations AS x
            WHERE x.case_id = c.id AND x.state IN ('accepted', 'waiting', 'started') LIMIT 1),
            CASE WHEN (SELECT chaincare.uncleared_escalations() <> '{}') AND chaincare.stays_taken_on(c.id) THEN 'winkelstraat' END, 'buurtwinkel'),
        'client', (
            SELECT json_build_object('id', k.id, 'given_names', k.given_names, 'prefix', k.prefix,
                'family_name', k.family_name, 'call_name', k.call_name, 'birth_date', k.birth_date,
                'birth_precision', k.birth_precision, 'language', k.language,
                'interpreter_needed', k.interpreter_needed)
            FROM chaincare.clients AS k WHERE k.id = c.client_id),
        'question', (
            SELECT json_build_object('own_words', q.own_words, 'question', q.question, 'occasion', q.occasion,
                'consulted', q.consulted, 'consulted_because', q.consulted_because, 'evaluation_on', q.evaluation_on,
                'restricted', q.case_id = ANY ((SELECT chaincare.withheld_items())::uuid[]))
            FROM chaincare.case_questions AS q WHERE q.case_id = c.id),
        -- Whoever directs behind a shield (S5) is shown as the coordinator; asked only where nobody is seen to direct.
        'holder', CASE WHEN everyone.holder IS NOT NULL THEN everyone.holder ELSE (
            SELECT json_build_object('participation_id', NULL, 'name', h.name, 'function', h.function,
                'phone', h.phone, 'organisation', h.organisation, 'mandate', h.mandate, 'kind', 'agreed',
                'since', h.since, 'until', NULL)
            FROM chaincare.holder_behind_shield(c.id, moment) AS h LIMIT 1) END, 'parties', coalesce(everyone.parties, '[]'),
        'open_agreements', a.unfinished, 'overdue_agreements', a.overdue,
        'merged_into', CASE WHEN c.status = 'closed' THEN chaincare.merged_into(c.id, moment) END,
        'inventory_line_id', c.inventory_line_id)
    FROM chaincare.cases AS c
    LEFT JOIN chaincare.regie_terms AS t ON t.case_id = c.id AND (t.during @> moment) IS TRUE
        AND t.holder_id = ANY ((SELECT chaincare.standing_holders(moment))::uuid[])
    CROSS JOIN LATERAL (
        SELECT json_agg(json_build_object('participation_id', p.id, 'role', p.role, 'circle', p.circle,
                'scope', p.scope, 'scope_from', p.scope_from, 'purpose', p.purpose, 'since', lower(p.during),
                'name', coalesce(f.name, r.name), 'function', coalesce(f.function, r.kind),
                'phone', coalesce(f.phone, CASE WHEN r.phone IS NOT NULL
                    AND c.id <> ALL ((SELECT chaincare.uncleared_contacts())::uuid[]) THEN r.phone END), 'unit_id', u.id, 'unit', u.name,
                'organisation', o.name, 'sector', o.sector) ORDER BY lower(p.during), p.id) AS parties,
            (array_agg(json_build_object('participation_id', p.id, 'name', f.name, 'function', f.function,
                'phone', f.phone, 'organisation', o.name, 'mandate', t.mandate, 'kind', t.kind,
                'since', lower(t.during), 'until', upper(t.during), 'client_id', t.client_party_id)) FILTER (WHERE p.id = t.holder_id))[1] AS holder
        FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.representatives AS r ON r.id = p.representative_id
        LEFT JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE p.case_id = c.id AND (p.during @> moment) IS TRUE) AS everyone
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS unfinished, (count(*) FILTER (
            WHERE g.due_on < today AND g.state IN ('agreed', 'in_progress')))::int AS overdue
        FROM chaincare.agreements AS g
        WHERE g.case_id = c.id AND g.state IN ('proposed', 'agreed', 'in_progress', 'reported_kept',
                                             'awaiting_new_responsible')) AS a
    ORDER BY c.id DESC;
END $$;

-- The same for those who wait together: their tickets at once, each of another case and another client, so that
-- what is shown of a case is what its own entry opens.
CREATE OR REPLACE FUNCTION chaincare.read_cases_under(tickets text, moment text)
RETURNS TABLE (case_id uuid, document json)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('chaincare.ticket', tickets, true), set_config('chaincare.moment', moment, true);
    RETURN QUERY SELECT * FROM chaincare.read_cases();
END $$;
