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
      AND (e.id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ','))::uuid[])
           OR e.query_id = ANY ((SELECT string_to_array(split_part(current_setting('chaincare.ticket', true), '/', 2), ','))::uuid[]))
      AND e.at BETWEEN statement_timestamp() - interval '1 minute' AND statement_timestamp() + interval '1 minute'
      AND e.outcome = 'entered'
      AND e.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND e.at > clock_timestamp() - interval '5 seconds';

-- Those who wait read together now: the door of cases brings the functions that give each document with its case.
DROP FUNCTION IF EXISTS chaincare.read_case(text, text), chaincare.read_cases();

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- A case has a handful of terms: its GiST key guards them, a btree finds them at a fraction of the price.
CREATE INDEX regie_terms_of_case ON chaincare.regie_terms (case_id);
