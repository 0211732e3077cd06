-- Whom an export of the log is about does not learn by it that he is looked into; what he asks about himself he sees, and nobody decides
-- on what is about himself. In the wall, as of the findings (0124).
DO $$
DECLARE
    rule text := '(network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
        OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
            AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))
        AND coalesce(about_client <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
        AND coalesce(about_case <> ALL ((SELECT chaincare.cleared_log_without())::uuid[]), true)
        AND (coalesce(about_professional <> ALL (ARRAY(SELECT e.actor_id FROM chaincare.cleared() AS e)), true)%s)';
BEGIN
    EXECUTE format('ALTER POLICY app_sees ON chaincare.log_exports USING (' || rule || ')',
        ' OR requested_by = ANY (ARRAY(SELECT e.actor_id FROM chaincare.cleared() AS e))');
    EXECUTE format('ALTER POLICY app_decides ON chaincare.log_exports USING (decided_by IS NULL AND needs_second AND ' || rule || ')', '');
END $$;
