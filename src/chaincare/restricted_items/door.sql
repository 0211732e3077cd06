-- What is restricted (AVG 18), for the statements that read texts.

-- The things a restriction is about: the item itself; of a contribution every note, agreement, plan, evaluation and pause of that
-- party, and what it recorded of a meeting.
CREATE OR REPLACE FUNCTION chaincare.restricted_parts(of_case uuid, kind text, item uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT item WHERE kind <> 'contribution'
    UNION ALL SELECT n.id FROM chaincare.participations AS p
        JOIN chaincare.notes AS n ON n.case_id = p.case_id AND n.author_id = p.professional_id
        WHERE kind = 'contribution' AND p.id = item AND p.case_id = of_case
    UNION ALL SELECT a.id FROM chaincare.agreements AS a
        WHERE kind = 'contribution' AND a.proposed_by = item AND a.case_id = of_case
    UNION ALL SELECT DISTINCT v.plan_id FROM chaincare.plan_editions AS v
        WHERE restricted_parts.kind = 'contribution' AND v.said_by = item AND v.case_id = of_case
    UNION ALL SELECT v.id FROM chaincare.case_evaluations AS v
        WHERE restricted_parts.kind = 'contribution' AND v.evaluated_by = item AND v.case_id = of_case
    UNION ALL SELECT p.id FROM chaincare.case_pauses AS p
        WHERE restricted_parts.kind = 'contribution' AND p.paused_by = item AND p.case_id = of_case
    UNION ALL SELECT m.id FROM chaincare.meetings AS m
        WHERE restricted_parts.kind = 'contribution' AND m.recorded_by = item AND m.case_id = of_case
$$;
REVOKE EXECUTE ON FUNCTION chaincare.restricted_parts(uuid, text, uuid) FROM chaincare_app;

-- Whose text the present reader does not get; the client's side gets its own. Nearly always empty.
CREATE OR REPLACE FUNCTION chaincare.withheld_items() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT part FROM chaincare.let_in AS e
        JOIN chaincare.restricted_items AS r ON r.case_id = e.case_id AND r.lifted_at IS NULL
        CROSS JOIN LATERAL chaincare.restricted_parts(r.case_id, r.kind, r.item_id) AS part
        WHERE e.reach NOT IN ('client', 'own_log'));
END $$;

-- What one restriction is about, for whoever was let into its case.
CREATE OR REPLACE FUNCTION chaincare.parts_of_restriction(restriction uuid) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT part FROM chaincare.let_in AS e
        JOIN chaincare.restricted_items AS r ON r.case_id = e.case_id AND r.id = restriction
        CROSS JOIN LATERAL chaincare.restricted_parts(r.case_id, r.kind, r.item_id) AS part
        WHERE e.reach IN ('core', 'full'));
END $$;
