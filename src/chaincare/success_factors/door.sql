-- What the figures of a month hint at beside the colours that people give: five numbers of a whole network, of which nobody can be told.
-- Only under the entry of whoever reads or assesses its factors, and of a calendar month, not of a period somebody chooses: of two
-- looks at one month nothing can be subtracted. Told is nothing of fewer than five cases, and a share by ten of a hundred, never
-- as none or all.
CREATE OR REPLACE FUNCTION chaincare.month_indications(of_month date)
RETURNS TABLE (indication text, told int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    first_on date := date_trunc('month', of_month)::date;
    from_at timestamptz := first_on::timestamp AT TIME ZONE 'Europe/Amsterdam';
    until_at timestamptz := (first_on + interval '1 month') AT TIME ZONE 'Europe/Amsterdam';
    network uuid := (SELECT e.network_id FROM chaincare.let_in AS e
        WHERE e.event IN ('success-factors.read', 'success-factor.assessed') AND e.case_id IS NULL
          AND e.reach IN ('alliance', 'funding', 'voortrekker'));
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
    ), directed AS MATERIALIZED (
        SELECT o.id, EXISTS (SELECT FROM chaincare.regie_terms AS t
                WHERE t.case_id = o.id AND (t.during @> until_at - interval '1 microsecond') IS TRUE) AS held,
            EXISTS (SELECT FROM chaincare.escalations AS x
                JOIN chaincare.escalation_facts AS f ON f.escalation_id = x.id AND f.kind = 'accepted' AND f.at < until_at
                WHERE x.case_id = o.id AND NOT EXISTS (SELECT FROM chaincare.escalation_facts AS g
                    WHERE g.escalation_id = x.id AND g.at < until_at
                      AND g.kind IN ('finished', 'broken_off', 'withdrawn', 'expired'))) AS in_winkelstraat,
            coalesce((SELECT max(upper(t.during)) FROM chaincare.regie_terms AS t
                WHERE t.case_id = o.id AND upper(t.during) < until_at), o.opened_at) AS held_until
        FROM open_then AS o
    ), settled AS (
        SELECT DISTINCT ON (f.agreement_id) f.case_id, f.kind IN ('reported_kept', 'confirmed') AS kept, f.kind, f.at
        FROM own AS o JOIN chaincare.agreements AS a ON a.case_id = o.id
        JOIN chaincare.agreement_facts AS f ON f.agreement_id = a.id AND f.at < until_at
        WHERE f.kind IN ('agreed', 'begun', 'rejected', 'reported_kept', 'confirmed', 'not_kept', 'cancelled', 'superseded', 'returned')
        ORDER BY f.agreement_id, f.seq DESC
    ), members AS (
        SELECT m.organisation_id AS id FROM chaincare.memberships AS m
        JOIN chaincare.organisations AS g ON g.id = m.organisation_id WHERE m.network_id = network AND g.sector <> 'funder'
    ), taking_part AS (
        SELECT u.organisation_id, p.case_id
        FROM open_then AS o JOIN chaincare.participations AS p ON p.case_id = o.id AND p.during @> until_at - interval '1 microsecond'
        LEFT JOIN chaincare.professionals AS w ON w.id = p.professional_id
        JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, w.unit_id)
        WHERE u.organisation_id IN (SELECT m.id FROM members AS m)
    ), raised AS (
        -- What was raised within a year: what is older has its answer, or shows elsewhere.
        SELECT b.case_id, b.solved_at < until_at IS TRUE AS solved
        FROM own AS o JOIN chaincare.bottlenecks AS b ON b.case_id = o.id
        WHERE b.raised_at < until_at AND b.raised_at >= until_at - interval '1 year'
    ), counted AS (
        SELECT 'regie_held' AS indication, 100.0 * count(*) FILTER (WHERE d.held) / nullif(count(*), 0) AS value, count(*) AS cases
            FROM directed AS d WHERE d.in_winkelstraat
        UNION ALL
        SELECT 'agreements_kept', 100.0 * count(*) FILTER (WHERE s.kept) / nullif(count(*), 0), count(DISTINCT s.case_id)
            FROM settled AS s WHERE s.at >= from_at AND s.kind IN ('reported_kept', 'confirmed', 'not_kept')
        UNION ALL
        SELECT 'parties_taking_part', 100.0 * count(DISTINCT t.organisation_id) / nullif((SELECT count(*) FROM members), 0),
            count(DISTINCT t.case_id) FROM taking_part AS t
        UNION ALL
        SELECT 'bottlenecks_solved', 100.0 * count(*) FILTER (WHERE r.solved) / nullif(count(*), 0), count(DISTINCT r.case_id)
            FROM raised AS r
    ), vacant AS (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM until_at - d.held_until) / 86400) AS value, count(*) AS cases
        FROM directed AS d WHERE NOT d.held
    )
    SELECT c.indication, CASE WHEN c.cases >= 5 THEN least(90, greatest(10, round(c.value / 10) * 10))::int END FROM counted AS c
    UNION ALL
    SELECT 'vacancy_days', CASE WHEN v.cases >= 5 THEN round(v.value)::int END FROM vacant AS v;
END $$;
