-- Which participations can act at a moment (S2, R6): the professional and his organisation are active, he takes
-- part, and a legal basis of his is valid then. The same that find_relation asks of whoever comes in himself.
-- Plain SQL without settings or rights of its own, so that it becomes part of the query that asks. Why
-- `IS TRUE`: see find_relation.
CREATE OR REPLACE FUNCTION chaincare.able_to_act(moment timestamptz)
RETURNS TABLE (participation_id uuid, case_id uuid) LANGUAGE sql STABLE AS $$
    SELECT p.id, p.case_id
    FROM chaincare.participations AS p
    JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN chaincare.units AS u ON u.id = f.unit_id
    JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
        AND o.status IN ('active', 'leaving')
    WHERE (p.during @> moment) IS TRUE
      AND EXISTS (
        SELECT FROM chaincare.legal_bases AS b
        WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                          WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
      AND NOT chaincare.conflicts_with(p.case_id, f.id, o.id)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.able_to_act(timestamptz) FROM chaincare_app;

-- Whether one of them can. It answers for the cases the ticket clears and for no other; a reader without the
-- bases' rows learns this one thing of them. plpgsql: a plan kept for the session. `= ANY (ARRAY[…])` is for the
-- planner, which would else look a participation up in its GiST key.
CREATE OR REPLACE FUNCTION chaincare.stands(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    cleared uuid[] := chaincare.cleared_cases('{that,core,full,client,steering}');
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.able_to_act(moment) AS a
        WHERE a.participation_id = ANY (ARRAY[participation]) AND a.case_id = ANY (cleared));
END $$;

-- The same for all who hold regie in those cases: one value for a whole statement.
CREATE OR REPLACE FUNCTION chaincare.standing_holders(moment timestamptz) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    cleared uuid[] := chaincare.cleared_cases('{that,core,full,client,steering}');
BEGIN
    RETURN ARRAY(
        SELECT a.participation_id FROM chaincare.regie_terms AS t
        JOIN chaincare.able_to_act(moment) AS a ON a.participation_id = ANY (ARRAY[t.holder_id])
        WHERE t.case_id = ANY (cleared) AND (t.during @> moment) IS TRUE);
END $$;
