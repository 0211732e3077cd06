-- Where a birth date does not tell, a person decides whether 16 has come; from then on parents do not look. That it has
-- not come after all opens the case to them again: that is for another than decided that it had (chaincare.is_second_voice).

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.hold_sixteen_to_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_id uuid := (
        SELECT d.decided_by FROM chaincare.age_decisions AS d
        WHERE d.case_id = NEW.case_id AND d.age >= 16 AND d.reached
        ORDER BY d.age = 16 DESC, d.decided_at DESC, d.id DESC LIMIT 1);
BEGIN
    IF NOT NEW.reached AND NEW.age <= 16 AND first_id IS NOT NULL
       AND chaincare.has_reached(NEW.case_id, 16, NEW.decided_at) IS TRUE
       AND NOT chaincare.is_second_voice(NEW.case_id, first_id, NEW.decided_by, NEW.decided_at) THEN
        RAISE EXCEPTION 'not by a second' USING ERRCODE = 'check_violation', CONSTRAINT = 'age_decisions_by_a_second';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_sixteen_to_second() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_sixteen_to_second() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER age_decisions_hold_to_second BEFORE INSERT ON chaincare.age_decisions
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_sixteen_to_second();
