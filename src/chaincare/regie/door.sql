-- Whether a participation can act at a moment (S2, R6): the professional and his organisation are active, he takes
-- part, and a legal basis of his is valid then. The same that find_relation asks of whoever comes in himself.
-- It answers for the cases the ticket clears and for no other; a reader without the bases' rows learns this one
-- thing of them. plpgsql: a plan kept for the session. Why `IS TRUE`: see find_relation.
CREATE OR REPLACE FUNCTION chaincare.stands(participation uuid, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.participations AS p
        JOIN chaincare.professionals AS f ON f.id = p.professional_id AND f.status = 'active'
        JOIN chaincare.units AS u ON u.id = f.unit_id
        JOIN chaincare.organisations AS o ON o.id = u.organisation_id AND o.issuer = f.issuer
            AND o.status IN ('active', 'leaving')
        WHERE p.id = participation AND (p.during @> moment) IS TRUE
          AND EXISTS (
            SELECT FROM chaincare.legal_bases AS b
            WHERE b.participation_id = p.id AND (b.during @> moment) IS TRUE
              AND NOT EXISTS (SELECT FROM chaincare.legal_basis_withdrawals AS w
                              WHERE w.basis_id = b.id AND w.withdrawn_at <= moment))
          AND p.case_id = ANY (chaincare.cleared_cases('{that,core,full,client,steering}')));
END $$;
