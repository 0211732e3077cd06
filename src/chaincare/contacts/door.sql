-- The cases in which how the client is reached is hidden from citizens and from scope `that` (S5): a shield says so, or
-- the last address that was stated is secret. That somebody has one already says that he hides from somebody; then his
-- telephone, the way that is safe, and the telephones of those who stand beside him betray as much. Taking the address
-- away shows nothing of it again: stating one that is not secret does.
CREATE OR REPLACE FUNCTION chaincare.hides_contact(of_case uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT a.secret FROM chaincare.client_addresses AS a
                     WHERE a.case_id = of_case ORDER BY a.id DESC LIMIT 1), false)
$$;
REVOKE EXECUTE ON FUNCTION chaincare.hides_contact(uuid) FROM chaincare_app;

CREATE OR REPLACE FUNCTION chaincare.uncleared_contacts() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT s.case_id FROM chaincare.standing_before_reader AS s WHERE s.hides = 'contact'
        UNION
        SELECT e.case_id FROM chaincare.let_in AS e
        WHERE e.reach IN ('that', 'client', 'own_log') AND e.case_id IS NOT NULL AND chaincare.hides_contact(e.case_id));
END $$;
