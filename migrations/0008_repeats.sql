-- A retry has the same effect and the same answer (D1). The row of a key stands in the transaction of the
-- effect, so both are there or neither; the answer lies sealed with a key the database does not hold.
--
-- First what this and every later table needs: the whole of a place behind the wall (0007), in one call.

CREATE FUNCTION chaincare.stand_behind_wall(
    behind text, seen_by text[], written_by text[], changeable text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    rule text := 'case_id = ANY ((SELECT chaincare.cleared_cases(%L))::uuid[])';
BEGIN
    PERFORM chaincare.stand_apart(behind);
    EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app USING (%s)',
        behind, format(rule, seen_by));
    EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app WITH CHECK (%s)',
        behind, format(rule, written_by));
    EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', behind);
    IF changeable IS NOT NULL THEN
        EXECUTE format('CREATE POLICY app_changes ON chaincare.%I FOR UPDATE TO chaincare_app USING (%s)',
            behind, format(rule, written_by));
        EXECUTE format('GRANT UPDATE (%s) ON chaincare.%I TO chaincare_app', changeable, behind);
    END IF;
END $$;

-- What holds for every table behind the wall, whoever may see it: row-level security forced, the door may
-- read it, every write answers to T2. A table with policies of its own starts here.
CREATE FUNCTION chaincare.stand_apart(behind text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', behind);
    EXECUTE format('GRANT SELECT ON chaincare.%I TO chaincare_door', behind);
    EXECUTE format('CREATE POLICY door_reads ON chaincare.%I FOR SELECT TO chaincare_door USING (true)', behind);
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE ON chaincare.%I
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done()',
        behind || '_require_done', behind);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.stand_behind_wall(text, text[], text[], text),
    chaincare.stand_apart(text) FROM PUBLIC;

CREATE TABLE chaincare.repeats (
    key_digest     bytea PRIMARY KEY CHECK (octet_length(key_digest) = 32),   -- of caller, operation and key
    request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),  -- of address and body
    event          text NOT NULL,
    issuer         text NOT NULL,
    subject        text NOT NULL,
    reach          text,
    case_id        uuid,
    answer         bytea,
    at             timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX repeats_by_age ON chaincare.repeats (at);
SELECT chaincare.stand_apart('repeats');

SET LOCAL ROLE chaincare_door;

-- An answer is shown again only to whoever is let in today as he was then: same person, same operation,
-- same case, same reach.
CREATE FUNCTION chaincare.cleared_repeat(said chaincare.repeats) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM chaincare.let_in AS e
        WHERE e.query_id IS NULL AND e.event = said.event AND e.issuer = said.issuer
          AND e.subject = said.subject AND e.case_id IS NOT DISTINCT FROM said.case_id
          AND e.reach IS NOT DISTINCT FROM said.reach);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY app_sees ON chaincare.repeats FOR SELECT TO chaincare_app USING (chaincare.cleared_repeat(repeats));
CREATE POLICY app_adds ON chaincare.repeats FOR INSERT TO chaincare_app WITH CHECK (chaincare.cleared_repeat(repeats));
CREATE POLICY app_answers ON chaincare.repeats FOR UPDATE TO chaincare_app
    USING (answer IS NULL AND chaincare.cleared_repeat(repeats))
    WITH CHECK (answer IS NOT NULL AND chaincare.cleared_repeat(repeats));
GRANT SELECT, INSERT (key_digest, request_digest, event, issuer, subject, reach, case_id), UPDATE (answer)
    ON chaincare.repeats TO chaincare_app;

-- Kept for a day. No content is lost with it: what was done stands in the case, that it was done in the log.
CREATE FUNCTION chaincare.forget_repeats() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM chaincare.repeats WHERE at < clock_timestamp() - interval '24 hours'
$$;
CREATE POLICY owner_forgets ON chaincare.repeats FOR DELETE TO chaincare_owner USING (true);
CREATE POLICY owner_finds ON chaincare.repeats FOR SELECT TO chaincare_owner USING (true);
REVOKE EXECUTE ON FUNCTION chaincare.forget_repeats() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chaincare.forget_repeats() TO chaincare_app;
