-- Ages as the door asks for them: the same as ages/rules.py says, for what must hold whoever forgot to ask.

-- The last day on which somebody can turn an age; born on 29 February: 1 March in other years.
CREATE OR REPLACE FUNCTION chaincare.turns(birth_date date, birth_precision text, years int) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT day + (extract(day FROM last) <> extract(day FROM day))::int FROM (
        SELECT last, (last + make_interval(years => years))::date AS day FROM (
            SELECT (CASE birth_precision WHEN 'day' THEN birth_date
                WHEN 'month' THEN birth_date + interval '1 month' - interval '1 day'
                ELSE birth_date + interval '1 year' - interval '1 day' END)::date AS last) AS known) AS turned
$$;
REVOKE EXECUTE ON FUNCTION chaincare.turns(date, text, int) FROM chaincare_app;

-- Whether an age was reached: the birth date says so, or somebody decided it where that does not tell. NULL: nobody can say.
CREATE OR REPLACE FUNCTION chaincare.has_reached(of_case uuid, years int, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    today date := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    known record;
BEGIN
    SELECT chaincare.turns(k.birth_date, 'day', years) AS earliest,
           chaincare.turns(k.birth_date, k.birth_precision, years) AS latest INTO known
    FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id WHERE c.id = of_case;
    RETURN CASE WHEN today >= known.latest THEN true WHEN today < known.earliest THEN false
        ELSE (SELECT d.reached FROM chaincare.age_decisions AS d
              WHERE d.case_id = of_case AND d.decided_at <= moment
                AND (d.age = years OR (d.age > years AND d.reached) OR (d.age < years AND NOT d.reached))
              ORDER BY d.age = years DESC, d.decided_at DESC, d.id DESC LIMIT 1) END;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.has_reached(uuid, int, timestamptz) FROM chaincare_app;

-- A child looks from 12. Parents look until the 16th birthday, each for himself, and from then on while the young person
-- permits it; and so does, until he is of age, whoever represents him under another name. Where nobody can say whether a day has come, nothing changes until somebody decides that it has, or not.
CREATE OR REPLACE FUNCTION chaincare.age_closes_view(representative uuid, of_case uuid, moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF representative IS NULL THEN
        RETURN chaincare.has_reached(of_case, 12, moment) IS FALSE;
    END IF;
    RETURN (EXISTS (SELECT FROM chaincare.representatives AS r
                    WHERE r.id = representative AND r.kind IN ('parent', 'voogd'))
            OR chaincare.has_reached(of_case, 18, moment) IS FALSE)
        AND chaincare.has_reached(of_case, 16, moment) IS TRUE
        AND NOT chaincare.may_go_on_looking(representative, of_case, moment);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.age_closes_view(uuid, uuid, timestamptz) FROM chaincare_app;

-- He permits it with his own login, or two professionals say that he does: what one of them wrote down opens nothing.
CREATE OR REPLACE FUNCTION chaincare.may_go_on_looking(representative uuid, of_case uuid, moment timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.consents AS c
        WHERE c.case_id = of_case AND c.kind = 'inspection' AND representative = ANY (c.recipients)
          AND c.recorded_at <= moment AND (c.until IS NULL OR c.until > moment)
          AND EXISTS (SELECT FROM chaincare.consent_givings AS g
                      WHERE g.consent_id = c.id AND g.given_at <= moment
                        AND ((g.giver = 'client' AND g.how = 'own_login') OR (g.giver = 'professional' AND g.completes)))
          AND NOT EXISTS (SELECT FROM chaincare.consent_withdrawals AS w
                          WHERE w.consent_id = c.id AND w.withdrawn_at <= moment));
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.may_go_on_looking(uuid, uuid, timestamptz) FROM chaincare_app;
