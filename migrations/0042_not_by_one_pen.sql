-- A young person lets his parents look with his own login, or two professionals of two units say that he does. (What one
-- alone recorded before, opens nothing any more: it is recorded anew.) Who has no login of the client's side says nothing with one.

ALTER TABLE chaincare.consents
    DROP CONSTRAINT consents_awaits_check,
    ADD CONSTRAINT consents_awaits_check CHECK (awaits IN ('client', 'parent', 'professional'));
ALTER TABLE chaincare.consent_givings
    DROP CONSTRAINT consent_givings_giver_check,
    ADD CONSTRAINT consent_givings_giver_check CHECK (giver IN ('client', 'representative', 'professional'));

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.hold_giving_to_giver() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.giver = 'professional' AND NOT (NEW.completes AND NEW.person_id = NEW.recorded_by AND EXISTS (
            SELECT FROM chaincare.consents AS c
            LEFT JOIN (chaincare.participations AS q JOIN chaincare.professionals AS g ON g.id = q.professional_id)
                ON q.id = c.recorded_by
            JOIN chaincare.participations AS p ON p.id = NEW.recorded_by
            JOIN chaincare.professionals AS f ON f.id = p.professional_id
            WHERE c.id = NEW.consent_id AND c.awaits = 'professional' AND f.unit_id IS DISTINCT FROM g.unit_id
              AND chaincare.is_second_voice(NEW.case_id, c.recorded_by, NEW.recorded_by, NEW.given_at))) THEN
        RAISE EXCEPTION 'not by a second' USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_givings_by_a_second';
    END IF;
    IF NEW.how = 'own_login' AND NOT EXISTS (
            SELECT FROM chaincare.let_in AS e
            JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = e.relation_id
            WHERE e.case_id = NEW.case_id AND e.reach = 'client'
              AND NEW.person_id = CASE NEW.giver WHEN 'client' THEN p.client_id ELSE p.representative_id END) THEN
        RAISE EXCEPTION 'not his login' USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_givings_own_login';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_giving_to_giver() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_giving_to_giver() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER consent_givings_hold_to_giver BEFORE INSERT ON chaincare.consent_givings
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_giving_to_giver();
