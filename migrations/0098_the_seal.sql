-- The seal (SECURITY 2, T5): committed entries in one gapless order, their hashes as the leaves of an RFC 9162 tree, and
-- the signed checkpoints over it. Nothing here is personal: 32 bytes an entry outlive the entry, so that what was
-- signed can be proved for ever. The key that signs is not in the database.

-- The bytes of an entry as before (0002), without settings of their own: the expressions were bound to their names when
-- they were made, and so become part of the query that asks. One leaf took 188 µs, and takes 12.
CREATE OR REPLACE FUNCTION chaincare.leaf_field(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(int4send(octet_length(value)) || value, '\xffffffff'::bytea);
ALTER FUNCTION chaincare.leaf_field(bytea) RESET ALL;
ALTER FUNCTION chaincare.access_leaf(chaincare.access_entries) RESET ALL;
ALTER FUNCTION chaincare.access_leaf(chaincare.access_entries) STABLE PARALLEL SAFE; -- as extract() calls itself: else it stands apart

-- What no batch has yet is found by the transaction that wrote it: what is older than every running one stays as it is.
CREATE INDEX access_entries_by_xid ON chaincare.access_entries (xid);

-- A log per calendar year; after a restore of an old backup a new epoch of it. Its leaf 0 is its opening: which
-- checkpoint was the last of the log before it.
CREATE TABLE chaincare.sealed_logs (
    id           int PRIMARY KEY,
    origin       text NOT NULL UNIQUE CHECK (origin ~ '^[!-~]+$' AND origin !~ '\+'),
    year         int NOT NULL,
    epoch        int NOT NULL CHECK (epoch > 0),
    previous_id  int UNIQUE REFERENCES chaincare.sealed_logs,
    opening      bytea NOT NULL,
    opened_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (year, epoch),
    CHECK ((previous_id IS NULL) = (id = 1))
);

CREATE TABLE chaincare.sealed_batches (
    log_id      int NOT NULL REFERENCES chaincare.sealed_logs,
    first_index bigint NOT NULL CHECK (first_index >= 0),
    entries     int NOT NULL CHECK (entries > 0),
    before_xid  xid8 NOT NULL,   -- what earlier transactions wrote is sealed
    from_at     timestamptz,     -- the earliest and latest entry of it; none in an opening
    until_at    timestamptz,
    hashes      bytea NOT NULL CHECK (octet_length(hashes) = 32 * entries),
    sealed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, first_index)
);
CREATE INDEX sealed_batches_by_time ON chaincare.sealed_batches USING gist (tstzrange(from_at, until_at, '[]'));

-- Which entry each leaf was: this goes with the entries when their time is over, the hashes stay.
CREATE TABLE chaincare.sealed_ids (
    log_id      int NOT NULL,
    first_index bigint NOT NULL,
    ids         uuid[] NOT NULL,
    PRIMARY KEY (log_id, first_index),
    FOREIGN KEY (log_id, first_index) REFERENCES chaincare.sealed_batches
);

-- Roots of whole subtrees of 256, 65,536, … leaves: a proof looks at no more than a few of them and one batch.
CREATE TABLE chaincare.sealed_nodes (
    log_id int NOT NULL REFERENCES chaincare.sealed_logs,
    level  int NOT NULL CHECK (level BETWEEN 1 AND 7),
    place  bigint NOT NULL CHECK (place >= 0),
    hash   bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (log_id, level, place)
);

CREATE TABLE chaincare.checkpoints (
    log_id    int NOT NULL REFERENCES chaincare.sealed_logs,
    size      bigint NOT NULL CHECK (size > 0),
    root      bytea NOT NULL CHECK (octet_length(root) = 32),
    note      text NOT NULL,     -- C2SP signed note
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (log_id, size)
);
CREATE INDEX checkpoints_by_time ON chaincare.checkpoints (signed_at);

-- The public halves of the keys that signed, and from where on; each but the first is vouched for by the one before,
-- unless that was lost.
CREATE TABLE chaincare.seal_keys (
    verifier   text PRIMARY KEY CHECK (verifier ~ '^[!-~]+$'),
    log_id     int NOT NULL REFERENCES chaincare.sealed_logs,
    from_size  bigint NOT NULL CHECK (from_size >= 0),
    note       text,
    used_since timestamptz NOT NULL DEFAULT clock_timestamp()
);

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY '{sealed_logs,sealed_batches,sealed_ids,sealed_nodes,checkpoints,seal_keys}'::text[] LOOP
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', kept);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_door', kept);
        EXECUTE format('CREATE POLICY door_reads ON chaincare.%I FOR SELECT TO chaincare_door USING (true)', kept);
        EXECUTE format('CREATE POLICY door_seals ON chaincare.%I FOR INSERT TO chaincare_door WITH CHECK (true)', kept);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON chaincare.%I
            FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change()', kept);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.%I
            FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change()', kept);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER append_only', kept);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER no_truncate', kept);
    END LOOP;
END $$;
