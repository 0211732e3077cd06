-- More ways in than taking part: emergency access, a match between two registrations, privacy work and oversight.
-- The words of the log are a closed list, so that none of them can hold a sentence (T4).
ALTER TABLE chaincare.access_entries
    DROP CONSTRAINT access_entries_relation_check,
    ADD CONSTRAINT access_entries_relation_check CHECK (relation IN
        ('participation', 'team', 'client', 'representative', 'target', 'coordinator', 'auditor',
         'administrator', 'directory', 'opening', 'own', 'none', 'asker', 'author',
         'emergency', 'match', 'privacy_officer', 'fg')),
    DROP CONSTRAINT access_entries_reach_check,
    ADD CONSTRAINT access_entries_reach_check CHECK (reach IN
        ('that', 'core', 'full', 'client', 'steering', 'target', 'log', 'own_log', 'directory',
         'administration', 'asker', 'author', 'card', 'emergency', 'match', 'privacy', 'oversight'));

-- A privacy officer works on requests and registers; the FG (data protection officer) oversees, and so can
-- neither manage access nor be who reviews it. Both may be for one organisation.
ALTER TABLE chaincare.mandates
    DROP CONSTRAINT mandates_kind_check,
    ADD CONSTRAINT mandates_kind_check CHECK (kind IN
        ('coordinator', 'auditor', 'administrator', 'privacy_officer', 'fg')),
    DROP CONSTRAINT mandates_check,
    ADD CONSTRAINT mandates_organisation_check CHECK
        (organisation_id IS NULL OR kind IN ('auditor', 'privacy_officer', 'fg')),
    DROP CONSTRAINT mandates_duties_separate,
    ADD CONSTRAINT mandates_duties_separate EXCLUDE USING gist
        (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&)
        WHERE (kind IN ('auditor', 'administrator', 'fg'));
