-- A question without a case is held to the signature as a request in one: who did not sign asks none, and takes none on. Which network
-- it is of, and who asks it, it says itself. What was taken on goes on.
SET LOCAL ROLE chaincare_door;
CREATE OR REPLACE FUNCTION chaincare.hold_membership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    coming jsonb := to_jsonb(NEW);
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    network uuid := coalesce((SELECT c.network_id FROM chaincare.cases AS c WHERE c.id = NEW.case_id), (coming ->> 'network_id')::uuid,
        (SELECT x.network_id FROM chaincare.escalations AS x WHERE x.id = (coming ->> 'escalation_id')::uuid));
    organisation uuid;
    why text;
BEGIN
    SELECT u.organisation_id INTO organisation FROM chaincare.units AS u WHERE u.id = coalesce((coming ->> 'unit_id')::uuid,
        (SELECT f.unit_id FROM chaincare.professionals AS f WHERE f.id = coalesce((coming ->> 'professional_id')::uuid,
            (coming ->> 'asked_by')::uuid,
            (SELECT p.professional_id FROM chaincare.participations AS p WHERE p.id = (coming ->> 'participation_id')::uuid))));
    why := chaincare.takes_on_nothing(network, organisation, moment);
    IF why IS NULL
       OR (TG_TABLE_NAME = 'participations' AND EXISTS (
            SELECT FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
            WHERE p.case_id = NEW.case_id AND u.organisation_id = organisation))
       OR (TG_TABLE_NAME = 'regie_responses' AND NOT EXISTS (
            SELECT FROM chaincare.regie_proposals AS q
            WHERE q.id = (coming ->> 'proposal_id')::uuid AND q.kind <> 'return'
              AND (coming ->> 'participation_id')::uuid IN (q.candidate_id, q.contact_id)
              AND NOT EXISTS (
                SELECT FROM chaincare.regie_terms AS t
                JOIN chaincare.participations AS p ON p.id = t.holder_id
                JOIN chaincare.professionals AS f ON f.id = p.professional_id
                JOIN chaincare.units AS u ON u.id = f.unit_id
                WHERE t.case_id = NEW.case_id AND (t.during @> moment) IS TRUE AND u.organisation_id = organisation))) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'takes on nothing new' USING ERRCODE = 'check_violation', CONSTRAINT = why, TABLE = TG_TABLE_NAME;
END $$;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

DROP TRIGGER hold_membership ON chaincare.escalation_targets;
CREATE TRIGGER hold_membership BEFORE UPDATE OF state ON chaincare.escalation_targets FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND NEW.state = 'accepted' AND OLD.state <> 'accepted')
    EXECUTE FUNCTION chaincare.hold_membership();
CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.escalations FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND NEW.case_id IS NULL)
    EXECUTE FUNCTION chaincare.hold_membership();
