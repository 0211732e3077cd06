-- Counting a month for the figures of a network: only under the entry of whoever publishes them, and of that network only. What is counted
-- leaves the server as tables that tell of nobody (statistics/rules.py), and is never kept as it is.
CREATE OR REPLACE FUNCTION chaincare.count_month(first_on date, next_on date)
RETURNS TABLE (sheet text, line text, amount bigint, cases bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    from_at timestamptz := first_on::timestamp AT TIME ZONE 'Europe/Amsterdam';
    until_at timestamptz := next_on::timestamp AT TIME ZONE 'Europe/Amsterdam';
    network uuid := (SELECT e.network_id FROM chaincare.let_in AS e
        WHERE e.event = 'statistics.published' AND e.reach = 'voortrekker');
BEGIN
    RETURN QUERY
    WITH own AS MATERIALIZED (
        SELECT c.id, c.opened_at FROM chaincare.cases AS c WHERE c.network_id = network AND c.opened_at < until_at
    ), open_then AS MATERIALIZED (
        SELECT o.id, o.opened_at FROM own AS o
        WHERE NOT EXISTS (SELECT FROM chaincare.case_closures AS k WHERE k.case_id = o.id AND k.closed_at < until_at
                AND NOT EXISTS (SELECT FROM chaincare.case_reopenings AS r WHERE r.closure_id = k.id AND r.reopened_at < until_at))
          AND NOT EXISTS (SELECT FROM chaincare.client_merges AS g WHERE g.merged_case_id = o.id AND g.merged_at < until_at
                AND (g.split_at IS NULL OR g.split_at >= until_at))
    ), levels AS (
        SELECT o.id, CASE WHEN EXISTS (
            SELECT FROM chaincare.escalations AS x
            JOIN chaincare.escalation_facts AS f ON f.escalation_id = x.id AND f.kind = 'accepted' AND f.at < until_at
            WHERE x.case_id = o.id AND NOT EXISTS (SELECT FROM chaincare.escalation_facts AS g WHERE g.escalation_id = x.id
                AND g.at < until_at AND g.kind IN ('finished', 'broken_off', 'withdrawn', 'expired')))
            THEN 'winkelstraat' ELSE 'buurtwinkel' END AS line
        FROM open_then AS o
    ), directed AS (
        SELECT o.id, o.opened_at, EXISTS (SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = o.id AND (t.during @> until_at - interval '1 microsecond') IS TRUE) AS held,
            (SELECT max(upper(t.during)) FROM chaincare.regie_terms AS t WHERE t.case_id = o.id AND upper(t.during) < until_at) AS held_until
        FROM open_then AS o
    ), vacancies AS (
        SELECT d.id, extract(epoch FROM until_at - coalesce(d.held_until, d.opened_at)) / 86400 AS days
        FROM directed AS d WHERE NOT d.held
    ), steps AS MATERIALIZED (
        SELECT DISTINCT ON (f.agreement_id) f.agreement_id, f.case_id, f.kind, f.at, a.rounds, a.due_on
        FROM own AS o JOIN chaincare.agreements AS a ON a.case_id = o.id
        JOIN chaincare.agreement_facts AS f ON f.agreement_id = a.id AND f.at < until_at
        WHERE f.kind IN ('agreed', 'begun', 'rejected', 'reported_kept', 'confirmed', 'not_kept', 'cancelled', 'superseded', 'objected', 'declined', 'returned')
        ORDER BY f.agreement_id, f.seq DESC
    ), running AS (
        -- By when it was due then: a date that was moved since is not what held.
        SELECT s.agreement_id, s.case_id, CASE WHEN s.rounds > 0 THEN s.due_on ELSE (
            SELECT coalesce((SELECT (w.fact ->> 'dueDate')::date FROM chaincare.agreement_facts AS w
                    JOIN chaincare.agreement_facts AS y ON y.agreement_id = w.agreement_id AND y.kind = 'shift_agreed'
                        AND y.at < until_at AND y.seq > w.seq
                    WHERE w.agreement_id = s.agreement_id AND w.kind = 'shift_proposed' ORDER BY w.seq DESC LIMIT 1),
                (SELECT (w.fact ->> 'dueDate')::date FROM chaincare.agreement_facts AS w
                    WHERE w.agreement_id = s.agreement_id AND w.kind = 'proposed' ORDER BY w.seq LIMIT 1))) END AS due_then
        FROM steps AS s WHERE s.kind IN ('agreed', 'begun', 'rejected', 'returned')
          AND EXISTS (SELECT FROM open_then AS o WHERE o.id = s.case_id)
    ), settled AS (
        SELECT s.agreement_id, s.case_id, CASE s.kind WHEN 'reported_kept' THEN 'reported' ELSE s.kind END AS line
        FROM steps AS s WHERE s.at >= from_at AND s.kind IN ('reported_kept', 'confirmed', 'not_kept', 'cancelled')
    ), asked AS MATERIALIZED (
        SELECT t.id, coalesce(x.case_id, x.id) AS case_id, t.asked_at, t.answer_by, (
            SELECT min(f.at) FROM chaincare.escalation_facts AS f WHERE f.escalation_id = x.id AND f.target_id = t.id
                AND f.at < until_at AND f.at >= t.asked_at AND f.kind IN ('accepted', 'declined', 'asked_back')) AS answered_at
        FROM chaincare.escalations AS x JOIN chaincare.escalation_targets AS t ON t.escalation_id = x.id
        WHERE t.asked_at >= from_at AND t.asked_at < until_at
          AND (x.network_id = network OR EXISTS (SELECT FROM own AS o WHERE o.id = x.case_id))
    ), answers AS (
        SELECT a.case_id, CASE WHEN a.answered_at IS NULL THEN 'unanswered'
            WHEN (a.answered_at AT TIME ZONE 'Europe/Amsterdam')::date <= a.answer_by THEN 'in_time' ELSE 'late' END AS line,
            extract(epoch FROM a.answered_at - a.asked_at) / 86400 AS days
        FROM asked AS a
    ), helped AS (
        SELECT DISTINCT x.id, coalesce(x.case_id, x.id) AS case_id, x.help AS line
        FROM chaincare.escalations AS x
        JOIN chaincare.escalation_facts AS f ON f.escalation_id = x.id AND f.kind = 'accepted' AND f.at >= from_at AND f.at < until_at
        WHERE x.network_id = network OR EXISTS (SELECT FROM own AS o WHERE o.id = x.case_id)
    ), missing AS (
        SELECT b.case_id, b.reason, g.sector FROM chaincare.bottlenecks AS b JOIN own AS o ON o.id = b.case_id
        JOIN chaincare.organisations AS g ON g.id = b.organisation_id
        WHERE b.raised_at >= from_at AND b.raised_at < until_at
    ), parts AS (
        SELECT 'open_cases' AS sheet, l.line, l.id AS case_id FROM levels AS l
        UNION ALL SELECT 'throughput', 'opened', o.id FROM own AS o WHERE o.opened_at >= from_at
        UNION ALL SELECT 'throughput', 'closed', k.case_id FROM chaincare.case_closures AS k JOIN own AS o ON o.id = k.case_id
            WHERE k.closed_at >= from_at AND k.closed_at < until_at
        UNION ALL SELECT 'throughput', 'reopened', r.case_id FROM chaincare.case_reopenings AS r JOIN own AS o ON o.id = r.case_id
            WHERE r.reopened_at >= from_at AND r.reopened_at < until_at
        UNION ALL SELECT 'regie', CASE WHEN d.held THEN 'directed' ELSE 'vacant' END, d.id FROM directed AS d
        UNION ALL SELECT 'agreements_running', CASE WHEN r.due_then < next_on THEN 'overdue' ELSE 'on_time' END, r.case_id FROM running AS r
        UNION ALL SELECT 'agreements_settled', s.line, s.case_id FROM settled AS s
        UNION ALL SELECT 'requests_answered', a.line, a.case_id FROM answers AS a
        UNION ALL SELECT 'help_accepted', h.line, h.case_id FROM helped AS h
        UNION ALL SELECT 'bottlenecks_by_reason', m.reason, m.case_id FROM missing AS m
        UNION ALL SELECT 'bottlenecks_by_sector', m.sector, m.case_id FROM missing AS m
    )
    SELECT p.sheet, coalesce(p.line, 'total'), count(*), count(DISTINCT p.case_id) FROM parts AS p
        GROUP BY GROUPING SETS ((p.sheet, p.line), (p.sheet))
    UNION ALL
    SELECT 'regie', 'median_days', round(percentile_cont(0.5) WITHIN GROUP (ORDER BY v.days))::bigint, count(DISTINCT v.id)
        FROM vacancies AS v HAVING count(*) > 0
    UNION ALL
    SELECT 'requests_answered', 'median_days', round(percentile_cont(0.5) WITHIN GROUP (ORDER BY a.days))::bigint, count(DISTINCT a.case_id)
        FROM answers AS a WHERE a.days IS NOT NULL HAVING count(*) > 0;
END $$;
