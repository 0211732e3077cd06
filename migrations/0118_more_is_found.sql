-- A review speaks of what was found by then. What a search finds after it makes the finding open again: a round begins, in which each
-- step happens once, and what went before stays.
ALTER TABLE chaincare.findings ADD round int NOT NULL DEFAULT 0;
ALTER TABLE chaincare.finding_facts
    ADD round int NOT NULL DEFAULT 0,
    ADD entries uuid[] CHECK (cardinality(entries) <= 50),   -- what the review before did not speak of
    ALTER by_id DROP NOT NULL,
    DROP CONSTRAINT finding_facts_kind_check,
    DROP CONSTRAINT finding_facts_once,
    ADD CHECK (kind IN ('explanation_asked', 'explained', 'closed', 'dismissed', 'reopened')),
    ADD CHECK ((kind = 'reopened') = (by_id IS NULL)),
    ADD CHECK ((kind = 'reopened') = (entries IS NOT NULL)),
    ADD CONSTRAINT finding_facts_once UNIQUE (finding_id, round, kind);

-- Nobody opens one again: the search does, which runs in the door.
GRANT INSERT ON chaincare.finding_facts TO chaincare_door;
CREATE POLICY door_reopens ON chaincare.finding_facts FOR INSERT TO chaincare_door WITH CHECK (kind = 'reopened');
