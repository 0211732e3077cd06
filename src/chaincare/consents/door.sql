-- Whose word counts goes by what was decided of somebody's age and capacity. Those texts are for few; that they are so
-- is asked for everybody who gives a consent or takes one back, also by his own login: only the outcome, and only here. That he
-- cannot judge it counts once a second one confirmed it.
CREATE OR REPLACE FUNCTION chaincare.decided_of_client(of_case uuid)
RETURNS TABLE (decided jsonb, capacity text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_case = ANY (chaincare.cleared_cases('{full,client}')) THEN
        RETURN QUERY SELECT
            (SELECT coalesce(jsonb_object_agg(d.age, d.reached), '{}') FROM (
                SELECT DISTINCT ON (a.age) a.age, a.reached FROM chaincare.age_decisions AS a WHERE a.case_id = of_case
                ORDER BY a.age, a.decided_at DESC, a.id DESC) AS d),
            (SELECT s.outcome FROM chaincare.capacity_statements AS s WHERE s.case_id = of_case AND s.subject = 'sharing'
             AND (s.outcome <> 'not_capable' OR s.confirmed_at IS NOT NULL) ORDER BY s.id DESC LIMIT 1);
    END IF;
END $$;

-- What consents/rules.py says, for whoever forgot to ask: something new rests on a consent once nobody's word is waited
-- for, and while of those who said it for the client one at least is not on the list of conflicts. (Called by the trigger of 0038.)
CREATE OR REPLACE FUNCTION chaincare.consent_holds(consent uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.consents AS c WHERE c.id = consent AND (c.awaits IS NULL OR EXISTS (
            SELECT FROM chaincare.consent_givings AS g
            LEFT JOIN chaincare.representatives AS r ON r.id = g.person_id
            WHERE g.consent_id = c.id AND g.completes AND CASE c.awaits WHEN 'client' THEN g.giver = 'client'
                WHEN 'professional' THEN g.giver = 'professional'
                ELSE r.kind IN ('parent', 'voogd') END)))
        AND (NOT EXISTS (SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = consent AND g.giver = 'representative')
            OR EXISTS (SELECT FROM chaincare.consent_givings AS g WHERE g.consent_id = consent AND g.giver = 'representative'
                AND NOT EXISTS (SELECT FROM chaincare.relation_conflicts AS x WHERE x.case_id = g.case_id
                    AND x.representative_id = g.person_id AND x.ended_at IS NULL)));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.consent_holds(uuid) FROM chaincare_app;
