-- Whoever is added again with the same login is the same person in what separates duties too: under the new id he reads no finding and
-- decides on no export about what he did under the old one, and who has his mandate from him is near to either.
SET LOCAL ROLE chaincare_door;

-- Under which ids whoever was let in worked, now and before.
CREATE FUNCTION chaincare.cleared_himself() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT s.id FROM chaincare.let_in AS e CROSS JOIN LATERAL chaincare.same_professional(e.actor_id) AS s
        WHERE e.query_id IS NULL);
END $$;

-- Said anew by findings/asked/door.sql, with these ids.
DROP FUNCTION IF EXISTS chaincare.reviewer_bars(uuid[]);

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

DO $$
DECLARE
    within text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))';
    of_export text := within || ' AND coalesce(about_client <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
        AND coalesce(about_case <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
        AND (coalesce(about_professional <> ALL ((SELECT chaincare.cleared_himself())::uuid[]), true)%s)';
    of_finding text := within || ' AND NOT clients && (SELECT chaincare.cleared_log_without())
        AND coalesce(actor_id <> ALL ((SELECT chaincare.cleared_himself())::uuid[]), true)';
BEGIN
    EXECUTE format('ALTER POLICY app_sees ON chaincare.log_exports USING (' || of_export || ')',
        ' OR requested_by = ANY ((SELECT chaincare.cleared_himself())::uuid[])');
    EXECUTE format('ALTER POLICY app_decides ON chaincare.log_exports USING (decided_by IS NULL AND needs_second AND ' || of_export || ')', '');
    EXECUTE format('ALTER POLICY app_sees ON chaincare.findings USING (%s)', of_finding);
    EXECUTE format('ALTER POLICY app_counts ON chaincare.findings USING (%s)', of_finding);
END $$;
