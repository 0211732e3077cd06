-- Which unit somebody was in from when until when, and who put him there: with the unit comes what it may see. Whoever keeps a directory
-- can give a login of his own a place, read from it and take it away again; of who works there now the directory says nothing of that.
CREATE TABLE chaincare.unit_places (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    professional_id uuid NOT NULL REFERENCES chaincare.professionals (id),
    unit_id uuid NOT NULL REFERENCES chaincare.units (id),
    given_at timestamptz NOT NULL,
    given_by uuid REFERENCES chaincare.professionals (id),
    ended_at timestamptz
);
CREATE UNIQUE INDEX unit_places_now ON chaincare.unit_places (professional_id) WHERE ended_at IS NULL;
CREATE INDEX unit_places_ended ON chaincare.unit_places (ended_at);
SELECT chaincare.stand_apart('unit_places');
CREATE POLICY door_keeps ON chaincare.unit_places FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_ends ON chaincare.unit_places FOR UPDATE TO chaincare_door USING (true);
GRANT INSERT, UPDATE (ended_at) ON chaincare.unit_places TO chaincare_door;

SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.keep_unit_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE chaincare.unit_places AS p SET ended_at = moment WHERE p.professional_id = NEW.id AND p.ended_at IS NULL;
    END IF;
    IF NEW.status = 'active' THEN
        INSERT INTO chaincare.unit_places (professional_id, unit_id, given_at, given_by) VALUES (NEW.id, NEW.unit_id, moment,
            (SELECT e.actor_id FROM chaincare.let_in AS e WHERE e.reach IN ('administration', 'organisation') AND e.query_id IS NULL LIMIT 1));
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_unit_place() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_unit_place() TO chaincare_owner;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER professionals_get_a_place AFTER INSERT ON chaincare.professionals FOR EACH ROW
    EXECUTE FUNCTION chaincare.keep_unit_place();
CREATE TRIGGER professionals_change_place AFTER UPDATE ON chaincare.professionals FOR EACH ROW
    WHEN ((NEW.unit_id, NEW.status) IS DISTINCT FROM (OLD.unit_id, OLD.status)) EXECUTE FUNCTION chaincare.keep_unit_place();

ALTER TABLE chaincare.findings DROP CONSTRAINT findings_kind_check;
ALTER TABLE chaincare.findings ADD CONSTRAINT findings_kind_check CHECK (kind IN
    ('self_made_relation', 'self_made_place', 'team_read_off_duty', 'outside_office_hours', 'no_participation', 'search_without_identifier',
     'many_clients', 'emergency_access', 'most_consulted_client', 'highest_reader', 'colleague_as_client',
     'same_family_name', 'own_file', 'settings_changed', 'opened_by_hand'));
ALTER TABLE chaincare.detections DROP CONSTRAINT detections_kinds_check;
ALTER TABLE chaincare.detections ADD CONSTRAINT detections_kinds_check CHECK (cardinality(kinds) BETWEEN 1 AND 14);
