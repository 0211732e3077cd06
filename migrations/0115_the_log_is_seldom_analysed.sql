-- A month of the log only grows, and fast. Each time autovacuum or autoanalyze is done with a table, every session plans anew
-- whatever reads it, the worklist among it: a fifth of a second, each minute under load. A month is looked at when it has
-- grown by half and by 100,000 entries; what is planned of it hardly changes.

CREATE FUNCTION chaincare.seldom_analysed(log_month regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s SET (autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.5,
        autovacuum_vacuum_insert_threshold = 100000, autovacuum_vacuum_insert_scale_factor = 0.5)', log_month);
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.seldom_analysed(regclass) FROM PUBLIC;

CREATE OR REPLACE FUNCTION chaincare.make_log_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    month date := date_trunc('month', clock_timestamp())::date;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chaincare.make_log_partitions'));
    FOR step IN 0..3 LOOP
        name := 'access_entries_' || to_char(month, 'YYYYMM');
        IF to_regclass('chaincare.' || name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE chaincare.%I PARTITION OF chaincare.access_entries FOR VALUES FROM (%L) TO (%L)',
                name, month::timestamptz, (month + interval '1 month')::timestamptz);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER access_entries_append_only', name);
            EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.%I
                FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change()', name);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER no_truncate', name);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
            PERFORM chaincare.seldom_analysed(to_regclass('chaincare.' || name));
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
END $$;

SELECT chaincare.seldom_analysed(i.inhrelid) FROM pg_catalog.pg_inherits AS i
WHERE i.inhparent = 'chaincare.access_entries'::regclass ORDER BY i.inhrelid;
