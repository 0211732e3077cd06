-- What was said at an evaluation, and why a case stands still, can be restricted too (AVG 18).

ALTER TABLE chaincare.restricted_items
    DROP CONSTRAINT restricted_items_kind_check,
    ADD CONSTRAINT restricted_items_kind_check
        CHECK (kind IN ('note', 'agreement', 'question', 'plan', 'evaluation', 'pause', 'contribution'));
ALTER POLICY app_sees ON chaincare.restricted_items
    USING (request_id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]) AND CASE kind
               WHEN 'note' THEN EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = item_id)
               WHEN 'agreement' THEN EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = item_id)
               WHEN 'plan' THEN EXISTS (SELECT FROM chaincare.plan_editions AS p WHERE p.plan_id = item_id)
               WHEN 'evaluation' THEN EXISTS (SELECT FROM chaincare.case_evaluations AS v WHERE v.id = item_id)
               WHEN 'pause' THEN EXISTS (SELECT FROM chaincare.case_pauses AS p WHERE p.id = item_id)
               WHEN 'contribution' THEN EXISTS (SELECT FROM chaincare.participations AS p WHERE p.id = item_id)
               ELSE EXISTS (SELECT FROM chaincare.case_questions AS q WHERE q.case_id = item_id) END));

SET LOCAL ROLE chaincare_door;

-- As in 0063, and these: each is of who wrote it.
CREATE OR REPLACE FUNCTION chaincare.is_item_of_case(kind text, item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        JOIN chaincare.mandates AS m ON m.id = e.relation_id
        CROSS JOIN LATERAL (
            SELECT NULL::uuid AS unit_id WHERE is_item_of_case.kind = 'question' AND e.case_id = item
            UNION ALL SELECT n.unit_id FROM chaincare.notes AS n
                WHERE is_item_of_case.kind = 'note' AND n.case_id = e.case_id AND n.id = item
            UNION ALL SELECT coalesce(p.unit_id, f.unit_id) FROM chaincare.participations AS p
                LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
                WHERE p.case_id = e.case_id AND p.id = CASE is_item_of_case.kind WHEN 'contribution' THEN item WHEN 'agreement' THEN (
                    SELECT a.proposed_by FROM chaincare.agreements AS a
                    WHERE a.case_id = e.case_id AND a.id = item) WHEN 'plan' THEN (
                    SELECT v.said_by FROM chaincare.plan_editions AS v
                    WHERE v.case_id = e.case_id AND v.plan_id = item AND v.version = 1) WHEN 'evaluation' THEN (
                    SELECT v.evaluated_by FROM chaincare.case_evaluations AS v
                    WHERE v.case_id = e.case_id AND v.id = item) WHEN 'pause' THEN (
                    SELECT s.paused_by FROM chaincare.case_pauses AS s
                    WHERE s.case_id = e.case_id AND s.id = item) END) AS found (unit_id)
        LEFT JOIN chaincare.units AS u ON u.id = found.unit_id
        WHERE e.reach = 'privacy' AND (m.organisation_id IS NULL OR m.organisation_id = u.organisation_id));
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
