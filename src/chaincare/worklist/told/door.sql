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
BEGIN
    PERFORM set_config('chaincare.ticket', ticket, true), set_config('chaincare.moment', moment, true);
    hidden := chaincare.uncleared_parties();
    RETURN QUERY
    WITH lines AS MATERIALIZED (
        SELECT l.* FROM json_to_recordset(rows::json) AS l (id uuid, kind text, case_id uuid, about uuid, within_id uuid,
            participation_id uuid, unit_id uuid, asked_by uuid)
        -- Who is shielded from a reader has nothing to do, and asked nothing (S5).
        WHERE NOT ARRAY[l.about, l.participation_id, l.asked_by] && hidden
    ), balls AS MATERIALIZED (
        SELECT l.*, c.reference, c.client_id FROM lines AS l LEFT JOIN chaincare.cases AS c ON c.id = l.case_id
        WHERE CASE
            WHEN starts_with(l.kind, 'consultation') THEN l.about IN (
                SELECT x.id FROM chaincare.escalations AS x
                WHERE x.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'consultation'))))
            WHEN l.kind = 'correction_to_acknowledge' THEN l.about IN (
                SELECT n.id FROM chaincare.correction_notices AS n
                WHERE n.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE o.kind = 'correction_to_acknowledge')))
            WHEN starts_with(l.kind, 'network_move') THEN l.about IN (
                SELECT v.id FROM chaincare.network_moves AS v
                WHERE v.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'network_move'))))
            WHEN l.case_id IS NULL THEN l.about IN (
                SELECT g.id FROM chaincare.escalation_targets AS g
                WHERE g.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE o.case_id IS NULL)))
            WHEN c.id IS NULL THEN false
            WHEN starts_with(l.kind, 'agreement') THEN l.about IN (
                SELECT a.id FROM chaincare.agreements AS a
                WHERE a.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'agreement'))))
            WHEN starts_with(l.kind, 'precondition') THEN l.about IN (
                SELECT n.id FROM chaincare.agreement_preconditions AS n
                WHERE n.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'precondition'))))
            WHEN l.kind = 'escalation_condition' THEN l.about IN (
                SELECT n.id FROM chaincare.escalation_conditions AS n
                WHERE n.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE o.kind = 'escalation_condition')))
            WHEN l.kind = 'escalation_unanswered' THEN EXISTS (
                SELECT FROM chaincare.escalation_targets AS g WHERE g.escalation_id = l.about AND g.unit_id = l.unit_id)
            WHEN starts_with(l.kind, 'escalation') THEN l.about IN (
                SELECT x.id FROM chaincare.escalations AS x
                WHERE x.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'escalation'))))
            WHEN l.kind = 'needed_party_next_step' THEN l.about IN (
                SELECT n.id FROM chaincare.needed_parties AS n
                WHERE n.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE o.kind = 'needed_party_next_step')))
            WHEN starts_with(l.kind, 'late') THEN EXISTS (
                SELECT FROM chaincare.ladder_steps AS s
                WHERE s.case_id = l.case_id AND 'late_' || s.kind = l.kind AND l.about IN (s.about, s.within_id))
            WHEN starts_with(l.kind, 'success') THEN l.about IN (
                SELECT s.id FROM chaincare.successions AS s
                WHERE s.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'success'))))
            WHEN starts_with(l.kind, 'assent') THEN l.about IN (
                SELECT m.id FROM chaincare.meetings AS m
                WHERE m.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'assent'))))
            WHEN starts_with(l.kind, 'emergency') THEN l.about IN (
                SELECT y.id FROM chaincare.emergency_accesses AS y
                WHERE y.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'emergency'))))
            WHEN starts_with(l.kind, 'stand_in') THEN l.about IN (
                SELECT s.id FROM chaincare.stand_ins AS s
                WHERE s.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'stand_in'))))
            WHEN l.kind IN ('regie_interim', 'regie_returns', 'regie_ends', 'regie_laid_down') THEN l.case_id IN (
                SELECT t.case_id FROM chaincare.regie_terms AS t
                WHERE t.case_id = ANY (ARRAY(SELECT o.case_id FROM lines AS o)) AND (t.during @> at) IS TRUE)
            WHEN l.kind = 'regie_holder_absent' THEN l.about IN (
                SELECT t.holder_id FROM chaincare.regie_terms AS t
                WHERE t.case_id = ANY (ARRAY(SELECT o.case_id FROM lines AS o)) AND (t.during @> at) IS TRUE)
            WHEN starts_with(l.kind, 'regie') AND l.about <> l.case_id THEN l.about IN (
                SELECT p.id FROM chaincare.regie_proposals AS p
                WHERE p.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'regie') AND o.about <> o.case_id)))
            WHEN starts_with(l.kind, 'regie') THEN true
            WHEN starts_with(l.kind, 'last_resort') THEN l.about IN (
                SELECT r.id FROM chaincare.regie_last_resorts AS r
                WHERE r.id = ANY (ARRAY(SELECT o.about FROM lines AS o WHERE starts_with(o.kind, 'last_resort'))))
            -- Consents and what rests on them are told by the door's rights: here is left out what is kept from a reader.
            WHEN l.kind = 'consent_awaited' THEN l.about <> ALL (chaincare.uncleared_consents())
            WHEN l.kind IN ('legal_basis_ends', 'consent_ends', 'age_to_review', 'age_to_decide', 'parents_view_ends',
                'informing_postponed', 'shield_to_review', 'restriction_to_review', 'conflict_to_review', 'request_about_data')
                THEN true
            -- A kind that nobody thought of here is not shown.
            ELSE starts_with(l.kind, 'match') END
    ), wanted AS (
        SELECT array_agg(DISTINCT one) AS ids FROM (
            SELECT b.participation_id AS one FROM balls AS b UNION ALL SELECT b.asked_by FROM balls AS b) AS named
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
    SELECT json_agg(json_build_object('id', b.id, 'person', w.told, 'unit', CASE WHEN u.id IS NOT NULL THEN json_build_object(
               'id', u.id, 'role', NULL, 'name', NULL, 'function', NULL, 'unit', u.name, 'organisation', o.name,
               'sector', o.sector, 'holds_regie', false) END,
           'asked_by', a.told, 'reference', b.reference, 'client', CASE WHEN k.id IS NOT NULL
               THEN concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) END))::text
    FROM balls AS b
    LEFT JOIN chaincare.clients AS k ON k.id = b.client_id
    LEFT JOIN people AS w ON w.id = b.participation_id LEFT JOIN people AS a ON a.id = b.asked_by
    LEFT JOIN chaincare.units AS u ON u.id = b.unit_id LEFT JOIN chaincare.organisations AS o ON o.id = u.organisation_id;
END $$;
