-- What happened to the log itself is told by the log (NEN 7513): that the database was found altered, that no witness answers, and
-- the end of both. Many processes see it; here is whether it was told.
CREATE TABLE chaincare.log_alarms (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind   text NOT NULL CHECK (kind IN ('altered', 'unwitnessed')),
    raised boolean NOT NULL,
    at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX log_alarms_last ON chaincare.log_alarms (kind, id);
ALTER TABLE chaincare.log_alarms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON chaincare.log_alarms TO chaincare_door;
CREATE POLICY door_reads ON chaincare.log_alarms FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_tells ON chaincare.log_alarms FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON chaincare.log_alarms
    FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.log_alarms
    FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_alarms ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE chaincare.log_alarms ENABLE ALWAYS TRIGGER no_truncate;
