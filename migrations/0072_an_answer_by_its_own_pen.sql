-- What the client's side says of a plan is written down by who was let in, and no other: as his own word by his own login, else
-- as what somebody of the client's side said to him. What was written before stays.

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.hold_plan_answer_to_pen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
            SELECT FROM chaincare.let_in AS e
            WHERE e.case_id = NEW.case_id AND e.query_id IS NULL AND e.relation_id = NEW.recorded_by
              AND CASE NEW.how WHEN 'own_login' THEN e.reach = 'client' ELSE e.reach = 'full' END) THEN
        RAISE EXCEPTION 'not his pen' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_answers_own_pen';
    END IF;
    IF NOT EXISTS (
            SELECT FROM chaincare.participations AS p WHERE p.case_id = NEW.case_id AND p.id = NEW.said_by
              AND num_nonnulls(p.client_id, p.representative_id) = 1) THEN
        RAISE EXCEPTION 'not of the client' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_answers_of_client';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_plan_answer_to_pen() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_plan_answer_to_pen() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER plan_answers_hold_to_pen BEFORE INSERT ON chaincare.plan_answers
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_plan_answer_to_pen();
