-- How far an export goes: up to the last checkpoint, and between which transactions all entries of a period lie. No transaction
-- lasts ten minutes, so what was written ten minutes before the period is of an earlier one than all of its entries are.
CREATE OR REPLACE FUNCTION chaincare.log_export_bound(from_at timestamptz, until_at timestamptz, OUT log_id int, OUT size bigint,
    OUT from_xid xid8, OUT until_xid xid8)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    later xid8;
BEGIN
    SELECT c.log_id, c.size INTO log_export_bound.log_id, log_export_bound.size FROM chaincare.checkpoints AS c ORDER BY c.log_id DESC, c.size DESC LIMIT 1;
    SELECT b.before_xid INTO until_xid FROM chaincare.sealed_batches AS b
        WHERE b.log_id = log_export_bound.log_id AND b.first_index < log_export_bound.size ORDER BY b.first_index DESC LIMIT 1;
    SELECT e.xid INTO from_xid FROM chaincare.access_entries AS e
        WHERE e.at < log_export_bound.from_at - interval '10 minutes' ORDER BY e.at DESC, e.id DESC LIMIT 1;
    from_xid := coalesce(from_xid, '0');
    SELECT e.xid INTO later FROM chaincare.access_entries AS e
        WHERE e.at >= log_export_bound.until_at + interval '10 minutes' ORDER BY e.at, e.id LIMIT 1;
    until_xid := least(until_xid, later);
END $$;

-- Which leaves entries are, of many at once. Nothing in it tells whom or what they are about.
CREATE OR REPLACE FUNCTION chaincare.sealed_places(of_at timestamptz[], of_ids uuid[])
RETURNS TABLE (id uuid, log_id int, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH batches AS MATERIALIZED (
        SELECT DISTINCT b.log_id, b.first_index FROM unnest(of_at) AS a (at)
        JOIN chaincare.sealed_batches AS b ON tstzrange(b.from_at, b.until_at, '[]') @> a.at)
    SELECT DISTINCT ON (l.id) l.id, b.log_id, b.first_index + l.place - 1
    FROM batches AS b
    JOIN chaincare.sealed_ids AS i ON i.log_id = b.log_id AND i.first_index = b.first_index
    CROSS JOIN LATERAL unnest(i.ids) WITH ORDINALITY AS l (id, place)
    JOIN unnest(of_ids) AS o (id) ON o.id = l.id
    ORDER BY l.id, b.log_id DESC
$$;

-- The logs whose leaves these are: with what a reader needs to judge them, and their last checkpoint.
CREATE OR REPLACE FUNCTION chaincare.exported_log(of_log int, OUT origin text, OUT year int, OUT epoch int, OUT opening bytea,
    OUT size bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.origin, l.year, l.epoch, l.opening, (SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = l.id)
    FROM chaincare.sealed_logs AS l WHERE l.id = of_log
$$;

CREATE OR REPLACE FUNCTION chaincare.checkpoint_note(of_log int, of_size bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.note || w.lines FROM chaincare.checkpoints AS c CROSS JOIN LATERAL chaincare.witnessed(c.log_id, c.size) AS w
    WHERE c.log_id = of_log AND c.size = of_size
$$;
