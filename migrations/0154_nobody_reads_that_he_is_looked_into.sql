-- An auditor who is looked into himself does not read in the log that he is, as neither by the findings (0124) nor by the exports (0127).
CREATE INDEX findings_of_actor ON chaincare.findings (actor_id) WHERE state NOT IN ('closed', 'dismissed');

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.cleared_about_reader() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
    reader uuid := (SELECT e.actor_id FROM chaincare.let_in AS e WHERE e.reach IN ('log', 'oversight', 'privacy') AND e.query_id IS NULL);
    himself uuid[];
    looked_into uuid[];
BEGIN
    IF reader IS NULL THEN
        RETURN '{}';
    END IF;
    himself := ARRAY(SELECT s.id FROM chaincare.same_professional(reader) AS s UNION SELECT reader);
    looked_into := ARRAY(SELECT f.id FROM chaincare.findings AS f
        WHERE f.actor_id = ANY (himself) AND f.state NOT IN ('closed', 'dismissed'));
    RETURN himself || looked_into
        || ARRAY(SELECT t.request_id FROM chaincare.finding_facts AS t WHERE t.finding_id = ANY (looked_into))
        || ARRAY(SELECT x.id FROM chaincare.log_exports AS x WHERE x.about_professional = ANY (himself) AND x.expires_at > moment)
        || ARRAY(SELECT unnest(ARRAY[w.id, w.entry_id, w.request_id]) FROM chaincare.case_mandates AS w
            WHERE w.concerns = ANY (himself) AND w.ended_at IS NULL AND w.answer IS DISTINCT FROM 'declined'
              AND coalesce(w.ends_at, w.asked_at + interval '14 days') > moment);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE POLICY not_about_reader ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app
    USING ((reach IN ('log', 'oversight', 'privacy')
            AND (asked_id = ANY ((SELECT chaincare.cleared_about_reader())::uuid[])
                 OR object_id = ANY ((SELECT chaincare.cleared_about_reader())::uuid[])
                 OR request_id = ANY ((SELECT chaincare.cleared_about_reader())::uuid[]))
            AND actor_id <> ALL (ARRAY(SELECT e.actor_id FROM chaincare.cleared() AS e))) IS NOT TRUE);
