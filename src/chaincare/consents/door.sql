-- Whose word counts goes by what was decided of somebody's age and capacity. Those texts are for few; that they are so
-- is asked for everybody who gives a consent or takes one back, also by his own login: only the outcome, and only here.
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
             ORDER BY s.id DESC LIMIT 1);
    END IF;
END $$;
