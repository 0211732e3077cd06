-- An auditor asks about entries that he chose himself: a finding like any other, of one employee for one organisation, and only of
-- entries that his mandate shows: the policy looks them up with his own eyes.
ALTER TABLE chaincare.findings DROP CONSTRAINT findings_kind_check;
ALTER TABLE chaincare.findings ADD CONSTRAINT findings_kind_check CHECK (kind IN
    ('self_made_relation', 'team_read_off_duty', 'outside_office_hours', 'no_participation', 'search_without_identifier',
     'many_clients', 'emergency_access', 'most_consulted_client', 'highest_reader', 'colleague_as_client',
     'same_family_name', 'own_file', 'opened_by_hand'));

CREATE POLICY app_opens ON chaincare.findings FOR INSERT TO chaincare_app
    WITH CHECK (kind = 'opened_by_hand' AND state = 'open'
        AND (network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[])
             OR (network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])
                 AND organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])))
        AND times = cardinality(entries)
        AND times = (SELECT count(*) FROM chaincare.access_entries AS e
                     WHERE e.actor_id = findings.actor_id AND e.organisation_id = findings.organisation_id
                       AND e.at BETWEEN findings.first_at AND findings.last_at AND e.id = ANY (findings.entries)
                       AND (findings.client IS NULL OR e.client = findings.client)));
GRANT INSERT (id, network_id, kind, actor_id, organisation_id, client, day, first_at, last_at, times, entries, detected_at)
    ON chaincare.findings TO chaincare_app;
