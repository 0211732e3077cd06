-- Under which laws a unit worked before: what was written under one is kept as long as that law asks, whatever the unit is said to do now.
ALTER TABLE chaincare.units ADD COLUMN task_since timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE chaincare.units ALTER COLUMN task_since SET DEFAULT clock_timestamp();
CREATE TABLE chaincare.former_tasks (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES chaincare.units (id),
    statutory_task text NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL
);
CREATE INDEX former_tasks_of_unit ON chaincare.former_tasks (unit_id, until);
SELECT chaincare.stand_apart('former_tasks');
CREATE POLICY door_keeps ON chaincare.former_tasks FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT INSERT ON chaincare.former_tasks TO chaincare_door;

SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.keep_former_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.statutory_task IS DISTINCT FROM OLD.statutory_task THEN
        NEW.task_since := clock_timestamp();
        INSERT INTO chaincare.former_tasks (unit_id, statutory_task, since, until)
            VALUES (OLD.id, OLD.statutory_task, OLD.task_since, NEW.task_since);
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.keep_former_task() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_former_task() TO chaincare_owner;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- After what refuses it (by name), and for whoever changes it, also who has the database.
CREATE TRIGGER units_were_under_a_law BEFORE UPDATE ON chaincare.units FOR EACH ROW EXECUTE FUNCTION chaincare.keep_former_task();

-- By what law a unit works decides how long its files are kept: the network says it, not who keeps the organisation's directory.
DROP TRIGGER units_of_the_network ON chaincare.units;
CREATE TRIGGER units_of_the_network BEFORE UPDATE ON chaincare.units FOR EACH ROW
    EXECUTE FUNCTION chaincare.refuse_what_is_the_networks('name', 'version');
