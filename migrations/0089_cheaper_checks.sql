-- What an entry may look like is checked for every one that is written, and a page of a worklist writes a hundred: a pattern that
-- counts to sixty takes twenty times as long as the same pattern and a length.
ALTER TABLE chaincare.access_entries
    DROP CONSTRAINT access_entries_event_check,
    DROP CONSTRAINT access_entries_rule_check,
    DROP CONSTRAINT access_entries_purpose_check,
    ADD CONSTRAINT access_entries_event_check CHECK (event ~ '^[a-z0-9.-]+$' AND octet_length(event) <= 60),
    ADD CONSTRAINT access_entries_rule_check CHECK (rule ~ '^[a-z0-9/-]+$' AND octet_length(rule) <= 60),
    ADD CONSTRAINT access_entries_purpose_check CHECK (purpose ~ '^[a-z_]+$' AND octet_length(purpose) <= 60);
