-- What is new to an organisation that signed nothing, or leaves: also a case in which its part ended, standing in for a holder who is not
-- its own, and a line on an inventory. As 0144 has it, with these three.
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
            (SELECT p.professional_id FROM chaincare.participations AS p
             WHERE p.id = coalesce((coming ->> 'participation_id')::uuid, (coming ->> 'stand_in_id')::uuid)))));
    why := chaincare.takes_on_nothing(network, organisation, moment);
    IF why IS NULL
       OR (TG_TABLE_NAME = 'participations' AND EXISTS (
            SELECT FROM chaincare.participations AS p
            LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
            WHERE p.case_id = NEW.case_id AND u.organisation_id = organisation AND (p.during @> moment) IS TRUE))
       OR (TG_TABLE_NAME = 'stand_ins' AND EXISTS (
            SELECT FROM chaincare.participations AS p
            JOIN chaincare.professionals AS f ON f.id = p.professional_id
            JOIN chaincare.units AS u ON u.id = f.unit_id
            WHERE p.id = (coming ->> 'holder_id')::uuid AND u.organisation_id = organisation))
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

-- A stand-in whose organisation leaves is ended with his part (departures/door.sql).
RESET ROLE;
SET LOCAL ROLE chaincare_owner;
GRANT UPDATE (ended_at, ended_by) ON chaincare.stand_ins TO chaincare_door;

CREATE TRIGGER hold_membership BEFORE UPDATE OF answer ON chaincare.stand_ins FOR EACH ROW
    WHEN (current_user <> 'chaincare_door' AND NEW.answer = 'assent' AND OLD.answer IS DISTINCT FROM 'assent')
    EXECUTE FUNCTION chaincare.hold_membership();
CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.inventory_lines FOR EACH ROW
    WHEN (current_user <> 'chaincare_door') EXECUTE FUNCTION chaincare.hold_membership();
