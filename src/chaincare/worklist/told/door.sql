-- The rows of a page, as far as the wall shows them: the whole read in one round trip, ticket first (cf. read_cases). What a row
-- says the door found out a moment ago, and handed out with the entry; shown is it where the wall shows what it is about, and
-- of people what the wall shows of them. Planned once a session.
CREATE OR REPLACE FUNCTION chaincare.read_worklist(ticket text, moment text, rows text)
RETURNS TABLE (document text)
LANGUAGE plpgsql SECURITY INVOKER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_bitmapscan = off AS $$
#variable_conflict use_column
DECLARE
    at timestamptz := moment;
    hidden uuid[];
    lines chaincare.ball[];
    asked record;
    shown uuid[] := '{}';  -- rows of which the wall shows what they are about
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    hidden := chaincare.uncleared_parties();
    -- What stands in `who` here: in which table to look for it. A kind that nobody thought of is found in none.
    lines := ARRAY(
        SELECT ROW(l.id, l.case_id, l.kind, l.about, NULL, NULL, CASE
            WHEN starts_with(l.kind, 'consultation') THEN 'consultation'
            WHEN l.kind = 'correction_to_acknowledge' THEN 'correction'
            WHEN starts_with(l.kind, 'network_move') THEN 'network_move'
            WHEN l.kind IN ('coordinator_absent', 'management_absent') THEN 'case'   -- the directory, which anybody reads
            WHEN l.kind = 'bottleneck_to_answer' THEN 'bottleneck'
            WHEN l.kind IN ('bottleneck_unanswered', 'bottleneck_to_confirm') THEN 'case'
            WHEN l.kind IN ('covenant_to_sign', 'covenant_unsigned') THEN 'covenant'
            WHEN l.kind = 'regie_move_pending' THEN 'regie_move'
            WHEN starts_with(l.kind, 'inventory_line') THEN 'inventory_line'
            WHEN l.kind = 'inventory_party_next_step' THEN l.kind
            WHEN l.kind = 'finding_to_explain' THEN 'finding'
            WHEN l.kind IN ('name_to_approve', 'entry_text_to_approve', 'log_export_to_decide', 'finding_explained') THEN 'second_person'
            WHEN l.case_id IS NULL THEN 'target'
            WHEN l.kind = 'meeting_to_hold' THEN 'assent'
            WHEN l.kind = 'organisation_gone' THEN 'party'
            WHEN l.kind = 'late_escalation_condition' THEN 'escalation_condition'
            WHEN l.kind IN ('late_escalation_draft', 'late_escalation_start', 'late_escalation_bridge') THEN 'escalation'
            WHEN l.kind IN ('escalation_condition', 'escalation_unanswered', 'needed_party_next_step',
                'regie_holder_absent', 'consent_awaited') THEN l.kind
            WHEN l.kind IN ('regie_interim', 'regie_returns', 'regie_ends', 'regie_laid_down') THEN 'regie_term'
            WHEN starts_with(l.kind, 'regie') AND l.about <> l.case_id THEN 'regie_proposal'
            WHEN starts_with(l.kind, 'regie') OR starts_with(l.kind, 'match') THEN 'case'
            -- What rests on consents and ages is told by the door's rights.
            WHEN l.kind IN ('legal_basis_ends', 'consent_ends', 'age_to_review', 'age_to_decide', 'parents_view_ends',
                'informing_postponed', 'shield_to_review', 'restriction_to_review', 'conflict_to_review',
                'request_about_data', 'case_audited', 'case_audit_ended') THEN 'case'
            WHEN starts_with(l.kind, 'last_resort') THEN 'last_resort'
            WHEN starts_with(l.kind, 'stand_in') THEN 'stand_in'
            WHEN starts_with(l.kind, 'success') THEN 'success'
            ELSE split_part(l.kind, '_', 1) END,
            l.participation_id, l.unit_id, l.within_id, l.asked_by, NULL)::chaincare.ball
        FROM json_to_recordset(rows::json) AS l (id uuid, kind text, case_id uuid, about uuid, within_id uuid,
            participation_id uuid, unit_id uuid, asked_by uuid)
        -- Who is shielded from a reader has nothing to do, and asked nothing (S5).
        WHERE NOT ARRAY[l.about, l.participation_id, l.asked_by] && hidden);
    -- Table by table, and none that no row is about: each has a wall of its own.
    FOR asked IN SELECT l.who AS sort, array_agg(l.about) AS abouts, array_agg(l.case_id) AS of_cases
        FROM unnest(lines) AS l GROUP BY l.who LOOP
        CASE asked.sort
            WHEN 'consultation' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT x.id FROM chaincare.escalations AS x WHERE x.id = ANY (asked.abouts))));
            WHEN 'correction' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT n.id FROM chaincare.correction_notices AS n WHERE n.id = ANY (asked.abouts))));
            WHEN 'bottleneck' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT b.id FROM chaincare.raised_bottlenecks() AS b)));
            WHEN 'covenant' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT v.id FROM chaincare.covenants AS v WHERE v.id = ANY (asked.abouts))));
            WHEN 'party' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT p.id FROM chaincare.participations AS p WHERE p.id = ANY (asked.abouts))));
            WHEN 'network_move' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT v.id FROM chaincare.network_moves AS v WHERE v.id = ANY (asked.abouts))));
            WHEN 'regie_move' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT m.id FROM chaincare.regie_moves AS m WHERE m.id = ANY (asked.abouts))));
            WHEN 'inventory_party_next_step' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT p.id FROM chaincare.inventory_parties AS p WHERE p.id = ANY (asked.abouts))));
            WHEN 'inventory_line' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT i.id FROM chaincare.inventory_lines AS i WHERE i.id = ANY (asked.abouts))));
            WHEN 'finding' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT f.id FROM chaincare.findings AS f WHERE f.id = ANY (asked.abouts))));
            WHEN 'second_person' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l
                    WHERE l.who = asked.sort AND l.about = ANY (chaincare.cleared_to_second()));
            WHEN 'target' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT g.id FROM chaincare.escalation_targets AS g WHERE g.id = ANY (asked.abouts))));
            WHEN 'agreement' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT a.id FROM chaincare.agreements AS a WHERE a.id = ANY (asked.abouts)))
                    AND (l.within_id IS NULL OR EXISTS (SELECT FROM chaincare.agreements AS o WHERE o.id = l.within_id)));
            WHEN 'precondition' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT n.id FROM chaincare.agreement_preconditions AS n WHERE n.id = ANY (asked.abouts))));
            WHEN 'escalation_condition' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT n.id FROM chaincare.escalation_conditions AS n WHERE n.id = ANY (asked.abouts))));
            WHEN 'escalation' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT x.id FROM chaincare.escalations AS x WHERE x.id = ANY (asked.abouts)
                    UNION ALL SELECT y.id FROM unnest(CASE WHEN chaincare.uncleared_escalations() <> '{}' THEN asked.of_cases END) AS c
                    CROSS JOIN LATERAL chaincare.requests_that_stay(c, NULL) AS y)));
            WHEN 'needed_party_next_step' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT n.id FROM chaincare.needed_parties AS n WHERE n.id = ANY (asked.abouts))));
            WHEN 'success' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT s.id FROM chaincare.successions AS s WHERE s.id = ANY (asked.abouts))));
            WHEN 'assent' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT m.id FROM chaincare.meetings AS m WHERE m.id = ANY (asked.abouts))));
            WHEN 'emergency' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT y.id FROM chaincare.emergency_accesses AS y WHERE y.id = ANY (asked.abouts))));
            WHEN 'stand_in' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT s.id FROM chaincare.stand_ins AS s WHERE s.id = ANY (asked.abouts))));
            WHEN 'regie_proposal' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT p.id FROM chaincare.regie_proposals AS p WHERE p.id = ANY (asked.abouts))));
            WHEN 'last_resort' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about = ANY (ARRAY(
                    SELECT r.id FROM chaincare.regie_last_resorts AS r WHERE r.id = ANY (asked.abouts))));
            WHEN 'escalation_unanswered' THEN
                shown := shown || ARRAY(
                    SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND EXISTS (
                        SELECT FROM chaincare.escalation_targets AS g
                        WHERE g.escalation_id = l.about AND g.unit_id = l.unit_id));
            WHEN 'late' THEN
                shown := shown || ARRAY(
                    SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND EXISTS (
                        SELECT FROM chaincare.ladder_steps AS s
                        WHERE s.case_id = l.case_id AND 'late_' || s.kind = l.kind AND l.about IN (s.about, s.within_id)));
            WHEN 'regie_term' THEN
                shown := shown || ARRAY(
                    SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.case_id IN (
                        SELECT t.case_id FROM chaincare.regie_terms AS t
                        WHERE t.case_id = ANY (asked.of_cases) AND (t.during @> at) IS TRUE));
            WHEN 'regie_holder_absent' THEN
                shown := shown || ARRAY(
                    SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort AND l.about IN (
                        SELECT t.holder_id FROM chaincare.regie_terms AS t
                        WHERE t.case_id = ANY (asked.of_cases) AND (t.during @> at) IS TRUE));
            WHEN 'consent_awaited' THEN
                shown := shown || ARRAY(
                    SELECT l.id FROM unnest(lines) AS l
                    WHERE l.who = asked.sort AND l.about <> ALL (chaincare.uncleared_consents()));
            WHEN 'case' THEN
                shown := shown || ARRAY(SELECT l.id FROM unnest(lines) AS l WHERE l.who = asked.sort);
            ELSE NULL;
        END CASE;
    END LOOP;
    RETURN QUERY
    WITH lines AS MATERIALIZED (
        SELECT l.* FROM unnest(lines) AS l WHERE l.id IN (SELECT unnest(shown))
    ), near AS MATERIALIZED (
        SELECT c.id, c.reference, c.client_id FROM chaincare.cases AS c
        WHERE c.id = ANY (ARRAY(SELECT DISTINCT l.case_id FROM lines AS l))
    ), balls AS MATERIALIZED (
        SELECT l.* FROM lines AS l LEFT JOIN near AS c ON c.id = l.case_id
        WHERE l.case_id IS NULL OR c.id IS NOT NULL OR l.who IN ('consultation', 'correction', 'network_move')
    ), wanted AS (
        SELECT array_agg(DISTINCT one) AS ids FROM (
            SELECT b.participation_id AS one FROM balls AS b UNION ALL SELECT b.asked_by FROM balls AS b
            UNION ALL SELECT b.within_id FROM balls AS b WHERE b.who = 'second_person') AS named
    ), holders AS MATERIALIZED (
        SELECT t.holder_id FROM chaincare.regie_terms AS t WHERE t.case_id = ANY (ARRAY(SELECT o.case_id FROM lines AS o)) AND (t.during @> at) IS TRUE
    ), people AS MATERIALIZED (
        SELECT p.id, json_build_object('id', p.id, 'role', p.role,
                'name', coalesce(f.name, r.name, CASE WHEN p.unit_id IS NOT NULL THEN u.name ELSE k.name END),
                'function', coalesce(f.function, r.kind), 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'holds_regie', p.id IN (SELECT h.holder_id FROM holders AS h), 'professional_id', p.professional_id) AS told
        FROM chaincare.participations AS p
        LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
        LEFT JOIN chaincare.representatives AS r ON r.id = p.representative_id
        LEFT JOIN LATERAL (
            SELECT nullif(concat_ws(' ', coalesce(c.call_name, c.given_names), c.prefix, c.family_name), '') AS name
            FROM chaincare.clients AS c WHERE c.id = p.client_id) AS k ON true
        LEFT JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE p.id = ANY (ARRAY(SELECT unnest(w.ids) FROM wanted AS w))
        UNION ALL
        SELECT f.id, json_build_object('id', f.id, 'role', NULL, 'name', f.name, 'function', f.function, 'unit', u.name,
                'organisation', o.name, 'sector', o.sector, 'holds_regie', false)
        FROM chaincare.professionals AS f
        JOIN chaincare.units AS u ON u.id = f.unit_id JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE f.id = ANY (ARRAY(SELECT unnest(w.ids) FROM wanted AS w))
    )
    -- Each person, unit and case once, however many rows they stand in.
    SELECT json_build_object(
        'rows', coalesce((SELECT json_agg(b.id) FROM balls AS b), '[]'),
        'people', coalesce((SELECT json_object_agg(w.id, w.told) FROM people AS w), '{}'),
        'units', coalesce((
            SELECT json_object_agg(u.id, json_build_object('id', u.id, 'role', NULL, 'name', NULL, 'function', NULL, 'unit', u.name,
                'organisation', o.name, 'sector', o.sector, 'holds_regie', false))
            FROM chaincare.units AS u LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id
            WHERE u.id = ANY (ARRAY(SELECT DISTINCT b.unit_id FROM balls AS b))), '{}'),
        'cases', coalesce((
            SELECT json_object_agg(c.id, json_build_object('reference', c.reference, 'client', CASE WHEN k.id IS NOT NULL
                THEN concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) END))
            FROM near AS c LEFT JOIN chaincare.clients AS k ON k.id = c.client_id), '{}'))::text;
END $$;
