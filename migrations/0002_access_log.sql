-- The access log (T1–T6, NEN 7513). One row says that somebody came, or what he did: facts, never
-- content (T4: codes have a shape that no sentence fits). Its primary key is the ticket under which the
-- wall (0007) opens.

CREATE TABLE chaincare.access_entries (
    at              timestamptz NOT NULL,           -- the database's own clock, always
    id              uuid NOT NULL DEFAULT uuidv7(),
    xid             xid8 NOT NULL DEFAULT pg_current_xact_id(),  -- commit-safe order; not in the leaf
    query_id        uuid,          -- a page's entries point to the entry of the question (T3)
    event           text NOT NULL CHECK (event ~ '^[a-z0-9.-]{1,60}$'),
    action          text NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
    outcome         text NOT NULL CHECK (outcome IN ('entered', 'not_visible', 'refused', 'done')),
    issuer          text NOT NULL,
    subject         text NOT NULL,
    actor_id        uuid,          -- professional, or the login of a client or representative
    role            text,          -- role in the case, or the mandate
    unit_id         uuid,
    organisation_id uuid,
    partner         text NOT NULL, -- the partner system: client_id of the token
    address         inet,
    relation        text NOT NULL CHECK (relation IN
        ('participation', 'team', 'client', 'representative', 'target', 'coordinator', 'auditor',
         'administrator', 'directory', 'opening', 'own', 'none')),
    relation_id     uuid,
    relation_by     uuid,          -- who made the relation
    reach           text CHECK (reach IN
        ('that', 'core', 'full', 'client', 'steering', 'target', 'log', 'own_log', 'directory',
         'administration')),
    basis_id        uuid,
    rule            text NOT NULL CHECK (rule ~ '^[a-z0-9/-]{1,60}$'),
    purpose         text CHECK (purpose ~ '^[a-z_]{1,60}$'),
    network_id      uuid,
    client          uuid,          -- the pseudonym on the client's row; joined when the log is read
    case_id         uuid,
    object_id       uuid,
    asked_id        uuid,          -- what was asked for, when nothing was visible
    emergency       boolean NOT NULL DEFAULT false,
    request_id      uuid NOT NULL,
    trace_id        bytea NOT NULL CHECK (octet_length(trace_id) = 16),
    span_id         bytea NOT NULL CHECK (octet_length(span_id) = 8),
    private         bytea,         -- encrypted personal text (a search, a reason); erasable
    private_digest  bytea,         -- SHA-256(salt || private): what the leaf commits to
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX access_entries_of_client ON chaincare.access_entries (client, at) WHERE client IS NOT NULL;
CREATE INDEX access_entries_of_actor ON chaincare.access_entries (actor_id, at) WHERE actor_id IS NOT NULL;
CREATE INDEX access_entries_of_denied ON chaincare.access_entries (asked_id, at)
    WHERE outcome = 'not_visible' AND asked_id IS NOT NULL;

CREATE FUNCTION chaincare.refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER access_entries_append_only BEFORE UPDATE OR DELETE ON chaincare.access_entries
    FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_append_only;
CREATE TRIGGER access_entries_no_truncate BEFORE TRUNCATE ON chaincare.access_entries
    FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_no_truncate;

-- A missing partition would stop everything, so this month and the next three always exist: made at
-- migrate, at start and daily. The app may call it; only the owner can create. Truncate triggers and
-- the ALWAYS state are not inherited by partitions, so each gets its own.
CREATE FUNCTION chaincare.make_log_partitions() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
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
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.make_log_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chaincare.make_log_partitions() TO chaincare_app;
SELECT chaincare.make_log_partitions();

-- The leaf of an entry: version byte, then every field length-prefixed (-1 for NULL), instants as
-- int8 microseconds, nothing that depends on TimeZone or DateStyle. trace/rules.py makes the same bytes.
CREATE FUNCTION chaincare.leaf_field(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN value IS NULL THEN int4send(-1) ELSE int4send(octet_length(value)) || value END;

CREATE FUNCTION chaincare.access_leaf(e chaincare.access_entries) RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
RETURN '\x01'::bytea
    || chaincare.leaf_field(int8send((extract(epoch FROM (e).at) * 1000000)::int8))
    || chaincare.leaf_field(uuid_send((e).id))
    || chaincare.leaf_field(uuid_send((e).query_id))
    || chaincare.leaf_field(convert_to((e).event, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).action, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).outcome, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).issuer, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).subject, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).actor_id))
    || chaincare.leaf_field(convert_to((e).role, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).unit_id))
    || chaincare.leaf_field(uuid_send((e).organisation_id))
    || chaincare.leaf_field(convert_to((e).partner, 'UTF8'))
    || chaincare.leaf_field(substr(inet_send((e).address), 5))  -- the 4 or 16 bytes of the address itself
    || chaincare.leaf_field(convert_to((e).relation, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).relation_id))
    || chaincare.leaf_field(uuid_send((e).relation_by))
    || chaincare.leaf_field(convert_to((e).reach, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).basis_id))
    || chaincare.leaf_field(convert_to((e).rule, 'UTF8'))
    || chaincare.leaf_field(convert_to((e).purpose, 'UTF8'))
    || chaincare.leaf_field(uuid_send((e).network_id))
    || chaincare.leaf_field(uuid_send((e).client))
    || chaincare.leaf_field(uuid_send((e).case_id))
    || chaincare.leaf_field(uuid_send((e).object_id))
    || chaincare.leaf_field(uuid_send((e).asked_id))
    || chaincare.leaf_field(CASE WHEN (e).emergency THEN '\x01'::bytea ELSE '\x00'::bytea END)
    || chaincare.leaf_field(uuid_send((e).request_id))
    || chaincare.leaf_field((e).trace_id)
    || chaincare.leaf_field((e).span_id)
    || chaincare.leaf_field((e).private_digest);
