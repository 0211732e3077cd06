-- A consent is taken back by whose word it was: what consents/rules.py says, for whoever forgot to ask. (Who represents
-- the client now, in the place of one who no longer does, the rule looks at more closely.)

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.hold_withdrawal_to_whose() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    standing uuid[] := ARRAY(
        SELECT p.representative_id FROM chaincare.participations AS p
        WHERE p.case_id = NEW.case_id AND p.representative_id IS NOT NULL AND (p.during @> NEW.withdrawn_at) IS TRUE
          AND NOT EXISTS (SELECT FROM chaincare.relation_conflicts AS x WHERE x.case_id = p.case_id
                          AND x.representative_id = p.representative_id AND x.ended_at IS NULL));
    gave uuid[] := ARRAY(SELECT g.person_id FROM chaincare.consent_givings AS g
                         WHERE g.consent_id = NEW.consent_id AND g.giver <> 'professional');
BEGIN
    IF NOT (NEW.person_id = ANY (gave)
            OR EXISTS (SELECT FROM chaincare.consents AS c WHERE c.id = NEW.consent_id AND c.asked_id = NEW.person_id)
            OR (EXISTS (SELECT FROM chaincare.cases AS c WHERE c.id = NEW.case_id AND c.client_id = NEW.person_id)
                AND chaincare.has_reached(NEW.case_id, 12, NEW.withdrawn_at) IS TRUE)
            OR (NEW.person_id = ANY (standing) AND NOT gave && standing)) THEN
        RAISE EXCEPTION 'not his to take back' USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_withdrawals_by_whose';
    END IF;
    IF NEW.how = 'own_login' AND NOT EXISTS (
            SELECT FROM chaincare.let_in AS e
            JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = e.relation_id
            WHERE e.case_id = NEW.case_id AND e.reach = 'client' AND NEW.person_id IN (p.client_id, p.representative_id)) THEN
        RAISE EXCEPTION 'not his login' USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_withdrawals_own_login';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.hold_withdrawal_to_whose() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.hold_withdrawal_to_whose() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER consent_withdrawals_hold_to_whose BEFORE INSERT ON chaincare.consent_withdrawals
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_withdrawal_to_whose();
