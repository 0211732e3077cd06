-- How long the access log is kept (STANDARDS 7): five years from writing at least, by processing activity. A month whose
-- entries are past their terms is dropped as a partition; where some stay longer, it is replaced by what stays. The hashes
-- of the seal stay for ever, and the log itself tells what went.

ALTER TABLE chaincare.retention_rules NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER retention_rules_require_done;
ALTER TABLE chaincare.retention_rules
    ADD COLUMN activity text CHECK (activity ~ '^[a-z_]+$' AND octet_length(activity) <= 60),   -- NULL: whatever is not named
    DROP CONSTRAINT retention_rules_layer_check,
    ADD CONSTRAINT retention_rules_layer_check CHECK (layer IN ('contribution', 'joint', 'consultation', 'access_log')),
    ADD CONSTRAINT retention_rules_log_five_years CHECK (layer <> 'access_log' OR months >= 60),
    ADD CONSTRAINT retention_rules_activity_of_log CHECK (layer = 'access_log' OR activity IS NULL);
INSERT INTO chaincare.retention_rules (id, layer, months, source, valid_from) VALUES
    ('01900000-0000-7000-8f10-00000000000d', 'access_log', 60, 'NEN 7513; Stcrt. 2019, 38007: five years from writing', '2015-01-01');
ALTER TABLE chaincare.retention_rules FORCE ROW LEVEL SECURITY, ENABLE TRIGGER retention_rules_require_done;

-- The certificates. What `statement` says is sealed: its digest stands in the entry that tells of it.
CREATE TABLE chaincare.log_destructions (
    id           uuid PRIMARY KEY,
    month        date NOT NULL CHECK (extract(day FROM month) = 1),
    log_id       int NOT NULL REFERENCES chaincare.sealed_logs,
    entries      bigint NOT NULL CHECK (entries > 0),
    kept         bigint NOT NULL CHECK (kept >= 0),     -- of the whole month, for a longer term or a hold
    leaves       int8multirange NOT NULL,
    statement    text NOT NULL,
    destroyed_at timestamptz NOT NULL,
    entry_at     timestamptz NOT NULL,                  -- the entry that tells of it
    entry_id     uuid NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX log_destructions_of_log ON chaincare.log_destructions (log_id, id);
ALTER TABLE chaincare.log_destructions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON chaincare.log_destructions TO chaincare_door;
GRANT SELECT ON chaincare.log_destructions TO chaincare_app;
CREATE POLICY door_reads ON chaincare.log_destructions FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_certifies ON chaincare.log_destructions FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY auditor_sees ON chaincare.log_destructions FOR SELECT TO chaincare_app
    USING ((SELECT chaincare.cleared_for('log')));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON chaincare.log_destructions
    FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.log_destructions
    FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_destructions ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE chaincare.log_destructions ENABLE ALWAYS TRIGGER no_truncate;

SET LOCAL ROLE chaincare_door;
CREATE FUNCTION chaincare.log_month_certified(of_month date) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.log_destructions AS d WHERE d.month = of_month AND d.xid = pg_current_xact_id())
$$;
REVOKE EXECUTE ON FUNCTION chaincare.log_month_certified(date) FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.log_month_certified(date) TO chaincare_owner;
RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- ---- What only the owner of the partitions can do. Each looks at the database's own clock itself: nothing younger than
-- five years goes, whoever calls.

CREATE FUNCTION chaincare.log_month_over(month date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT extract(day FROM month) = 1 AND month + interval '1 month' + interval '5 years' <= clock_timestamp()
$$;

-- A table beside a month for what stays of it. Nobody but the door has any right on it.
CREATE FUNCTION chaincare.stage_log_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    name text := 'access_entries_' || to_char(month, 'YYYYMM') || '_kept';
BEGIN
    IF chaincare.log_month_over(month) IS NOT TRUE THEN
        RAISE EXCEPTION 'younger than five years' USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('CREATE TABLE chaincare.%I (LIKE chaincare.access_entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS
            INCLUDING INDEXES INCLUDING STORAGE, CONSTRAINT of_month CHECK (at >= %L AND at < %L))',
        name, month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_door', name);
END $$;

CREATE FUNCTION chaincare.unstage_log_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS chaincare.%I', 'access_entries_' || to_char(month, 'YYYYMM') || '_kept');
END $$;

-- The log as a whole for a moment, or not at all: who reads or writes waits no longer than this.
CREATE FUNCTION chaincare.hold_log() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '80ms' AS $$
BEGIN
    LOCK TABLE ONLY chaincare.access_entries IN ACCESS EXCLUSIVE MODE;
END $$;

-- A month goes; what stays of it takes its place. Only in the transaction that certifies it.
CREATE FUNCTION chaincare.end_log_month(month date, keeping boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '80ms' AS $$
DECLARE
    name text := 'access_entries_' || to_char(month, 'YYYYMM');
    staged text := name || '_kept';
BEGIN
    IF chaincare.log_month_over(month) IS NOT TRUE OR NOT chaincare.log_month_certified(month) THEN
        RAISE EXCEPTION 'younger than five years, or not certified' USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('DROP TABLE chaincare.%I', name);
    IF keeping THEN
        EXECUTE format('ALTER TABLE chaincare.%I RENAME TO %I', staged, name);
        EXECUTE format('REVOKE ALL ON chaincare.%I FROM chaincare_door', name);
        -- Its check says already what the bounds ask for, so that nothing is read again.
        EXECUTE format('ALTER TABLE chaincare.access_entries ATTACH PARTITION chaincare.%I FOR VALUES FROM (%L) TO (%L)',
            name, month::timestamptz, (month + interval '1 month')::timestamptz);
        EXECUTE format('ALTER TABLE chaincare.%I DROP CONSTRAINT of_month', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER access_entries_append_only', name);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.%I
            FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change()', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER no_truncate', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    END IF;
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.log_month_over(date), chaincare.stage_log_month(date), chaincare.unstage_log_month(date),
    chaincare.hold_log(), chaincare.end_log_month(date, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chaincare.stage_log_month(date), chaincare.unstage_log_month(date), chaincare.hold_log(),
    chaincare.end_log_month(date, boolean) TO chaincare_door;

-- ---- The personal text beside an entry may go before the entry does (AVG 17): the leaf commits to its digest, which stays.
-- Nothing else of an entry changes, for nobody; and only a door takes the text away.
CREATE OR REPLACE FUNCTION chaincare.refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_user = 'chaincare_door' AND starts_with(TG_TABLE_NAME, 'access_entries_') THEN
        IF NEW.private IS NULL AND to_jsonb(NEW) - 'private' = to_jsonb(OLD) - 'private' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
GRANT UPDATE (private) ON chaincare.access_entries TO chaincare_door;
CREATE POLICY door_forgets ON chaincare.access_entries FOR UPDATE TO chaincare_door
    USING (private IS NOT NULL) WITH CHECK (private IS NULL);
