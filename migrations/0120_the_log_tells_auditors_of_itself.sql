-- What happened to the log itself (decision 0085) belongs to no organisation and concerns nobody: every auditor sees it, as he does the
-- checkpoints and the certificates of destruction. There are few of them, among millions.
CREATE INDEX access_entries_of_operator ON chaincare.access_entries (at, id)
    WHERE role = 'operator' AND client IS NULL AND organisation_id IS NULL AND network_id IS NULL;
CREATE POLICY log_itself_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (role = 'operator' AND client IS NULL AND organisation_id IS NULL AND network_id IS NULL AND case_id IS NULL
        AND starts_with(event, 'access-log.') AND (SELECT chaincare.cleared_for('log')));
