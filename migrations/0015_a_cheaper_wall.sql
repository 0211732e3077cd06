-- What the wall costs is paid once for a statement, however many stand before it: who reads together presents
-- his tickets together, and the look-up finds them all at once. Nothing is shown that was not shown before.

-- The setting holds the keys of entries: their instants, a slash, their ids, each list with commas. One key is
-- the list of one. The entry an id belongs to is found by its own instant; the rest as in 0007: not an entry of
-- this same transaction (it could still be rolled back), not a refusal, not one older than five seconds. The
-- minute on both sides of the statement only tells the planner which months not to look at.
SET LOCAL ROLE chaincare_door;

CREATE OR REPLACE VIEW chaincare.let_in AS
    SELECT e.* FROM chaincare.access_entries AS e
    WHERE e.at = ANY (string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 1), ',')::timestamptz[])
      AND (e.id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ',')::uuid[])::uuid[])
           OR e.query_id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ',')::uuid[])::uuid[]))
      AND e.at BETWEEN statement_timestamp() - interval '1 minute' AND statement_timestamp() + interval '1 minute'
      AND e.outcome = 'entered'
      AND e.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND e.at > clock_timestamp() - interval '5 seconds';

-- As in 0007, without the GiST keys of terms and participations: a row that is known by its id is looked up in
-- a btree, which no `=` alone makes the planner prefer, and `= ANY (ARRAY[…])` does.
CREATE OR REPLACE FUNCTION chaincare.cleared_audiences() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN (
        SELECT jsonb_object_agg(e.case_id, array_remove(CASE e.reach
            WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
            ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || e.unit_id,
                'party:' || p.id, CASE WHEN EXISTS (
                    SELECT FROM chaincare.regie_terms AS t
                    WHERE t.case_id = ANY (ARRAY[e.case_id]) AND t.holder_id = p.id AND (t.during @> moment) IS TRUE)
                THEN 'regie' END] END, NULL))
        FROM chaincare.let_in AS e
        LEFT JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = ANY (ARRAY[e.relation_id])
        WHERE e.reach IN ('core', 'full', 'client') AND e.case_id IS NOT NULL);
END $$;

-- Those who wait read together now: the door of cases brings the functions that give each document with its case.
DROP FUNCTION IF EXISTS chaincare.read_case(text, text), chaincare.read_cases();

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- A case has a handful of terms: its GiST key guards them, a btree finds them at a fraction of the price.
CREATE INDEX regie_terms_of_case ON chaincare.regie_terms (case_id);
