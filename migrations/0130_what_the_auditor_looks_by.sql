-- What an auditor looks by is set by who administers: that it was changed is looked for as well.
ALTER TABLE chaincare.findings DROP CONSTRAINT findings_kind_check;
ALTER TABLE chaincare.findings ADD CONSTRAINT findings_kind_check CHECK (kind IN
    ('self_made_relation', 'team_read_off_duty', 'outside_office_hours', 'no_participation', 'search_without_identifier',
     'many_clients', 'emergency_access', 'most_consulted_client', 'highest_reader', 'colleague_as_client',
     'same_family_name', 'own_file', 'settings_changed', 'opened_by_hand'));
ALTER TABLE chaincare.detections DROP CONSTRAINT detections_kinds_check;
ALTER TABLE chaincare.detections ADD CONSTRAINT detections_kinds_check CHECK (cardinality(kinds) BETWEEN 1 AND 13);
