-- Who keeps the directory of his own organisation: its units, people, services and closing days, and nothing else of it. What is the
-- network's to decide stays so also when a handler forgets: what an organisation is, and for what a unit may record a BSN.
ALTER TABLE chaincare.mandates ADD CONSTRAINT mandates_organisation_separate EXCLUDE USING gist
    (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&) WHERE (kind IN ('fg', 'organisation_administrator'));

SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.cleared_organisations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT organisation_id FROM chaincare.let_in WHERE reach = 'organisation');
END $$;
GRANT EXECUTE ON FUNCTION chaincare.cleared_organisations() TO chaincare_app;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY own_changes ON chaincare.organisations FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_organisations())::uuid[]));
CREATE POLICY own_adds ON chaincare.units FOR INSERT TO chaincare_app
    WITH CHECK (organisation_id = ANY ((SELECT chaincare.cleared_organisations())::uuid[]) AND bsn_bases = '[]');
CREATE POLICY own_changes ON chaincare.units FOR UPDATE TO chaincare_app
    USING (organisation_id = ANY ((SELECT chaincare.cleared_organisations())::uuid[]));
CREATE POLICY own_adds ON chaincare.professionals FOR INSERT TO chaincare_app
    WITH CHECK (EXISTS (
        SELECT FROM chaincare.units AS u JOIN chaincare.organisations AS o ON o.id = u.organisation_id
        WHERE u.id = unit_id AND o.id = ANY ((SELECT chaincare.cleared_organisations())::uuid[]) AND o.issuer = professionals.issuer));
CREATE POLICY own_changes ON chaincare.professionals FOR UPDATE TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.units AS u
        WHERE u.id = unit_id AND u.organisation_id = ANY ((SELECT chaincare.cleared_organisations())::uuid[])));
CREATE POLICY own_adds ON chaincare.services FOR INSERT TO chaincare_app
    WITH CHECK (EXISTS (SELECT FROM chaincare.units AS u
        WHERE u.id = unit_id AND u.organisation_id = ANY ((SELECT chaincare.cleared_organisations())::uuid[])));
CREATE POLICY own_changes ON chaincare.services FOR UPDATE TO chaincare_app
    USING (EXISTS (SELECT FROM chaincare.units AS u
        WHERE u.id = unit_id AND u.organisation_id = ANY ((SELECT chaincare.cleared_organisations())::uuid[])));

-- A policy sees one state of a row; which columns changed is seen here. What is named may change under any entry that may change the row.
CREATE FUNCTION chaincare.refuse_what_is_the_networks() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF row_security_active(TG_RELID) AND current_user NOT IN ('chaincare_owner', 'chaincare_door')   -- a login of the application
        AND NOT chaincare.cleared_for('administration')
        AND to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV THEN
        RAISE EXCEPTION 'only who administers the network changes this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER organisations_of_the_network BEFORE UPDATE ON chaincare.organisations FOR EACH ROW
    EXECUTE FUNCTION chaincare.refuse_what_is_the_networks('closing_days', 'closing_days_version');
CREATE TRIGGER units_of_the_network BEFORE UPDATE ON chaincare.units FOR EACH ROW
    EXECUTE FUNCTION chaincare.refuse_what_is_the_networks('name', 'statutory_task', 'version');
