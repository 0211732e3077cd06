-- Who accessed what in a period, for when something went wrong: asked by one person, approved by another, gone after
-- a day. And whoever read a note is told when it is corrected or taken back, as of other corrections (AVG 19, 33).

CREATE TABLE chaincare.incident_exports (
    id              uuid PRIMARY KEY,
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id uuid,            -- whose people; NULL: of all who work together
    professional_id uuid,
    about_case      uuid,            -- not a reference: what was asked says nothing of what is there
    from_at         timestamptz NOT NULL,
    until_at        timestamptz NOT NULL,
    reason          text NOT NULL,
    asked_by        uuid NOT NULL REFERENCES chaincare.professionals,
    asked_at        timestamptz NOT NULL,
    approved_by     uuid REFERENCES chaincare.professionals,
    approved_at     timestamptz,
    expires_at      timestamptz,
    CHECK (from_at < until_at AND until_at <= from_at + interval '31 days'),
    CHECK (approved_by <> asked_by),
    CHECK (num_nulls(approved_by, approved_at, expires_at) IN (0, 3)),
    CHECK (expires_at <= approved_at + interval '24 hours')
);
SELECT chaincare.stand_apart('incident_exports');
CREATE POLICY app_sees ON chaincare.incident_exports FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]));
CREATE POLICY app_adds ON chaincare.incident_exports FOR INSERT TO chaincare_app
    WITH CHECK (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]) AND approved_by IS NULL
                AND network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy,oversight,log}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.incident_exports FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]) AND approved_by IS NULL)
    WITH CHECK (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]));
GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, expires_at) ON chaincare.incident_exports TO chaincare_app;

-- A notice about a note says which; of a client or a question there is one in a case.
ALTER TABLE chaincare.correction_notices
    ADD COLUMN item_id uuid,
    DROP CONSTRAINT correction_notices_what_check,
    ADD CONSTRAINT correction_notices_what_check CHECK (what IN ('client', 'question', 'note', 'note_recalled')),
    ADD CONSTRAINT correction_notices_of_item CHECK ((what IN ('note', 'note_recalled')) = (item_id IS NOT NULL)),
    DROP CONSTRAINT correction_notices_once,
    ADD CONSTRAINT correction_notices_once UNIQUE NULLS NOT DISTINCT (case_id, what, item_id, version, unit_id);

-- Who else read a note is for the unit that wrote it, as its recalls are.
DROP POLICY app_sees ON chaincare.correction_notices;
CREATE POLICY app_sees ON chaincare.correction_notices FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           OR (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
               AND (item_id IS NULL OR EXISTS (
                   SELECT FROM chaincare.notes AS n WHERE n.id = item_id
                     AND ((SELECT chaincare.cleared_audiences()) -> n.case_id::text) ? ('unit:' || n.unit_id)))));

SET LOCAL ROLE chaincare_door;

-- Every reading of a note is kept (0024), so that who had the text that was put aside is known and not guessed.
CREATE FUNCTION chaincare.notify_of_corrected_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.correction_notices (case_id, what, item_id, version, unit_id, corrected_at)
        SELECT NEW.case_id, 'note', NEW.note_id, NEW.version, e.unit_id, clock_timestamp()
        FROM chaincare.note_readings AS g
        JOIN chaincare.access_entries AS e ON e.at = g.entry_at AND e.id = g.entry_id
        WHERE g.note_id = NEW.note_id AND g.version = NEW.version AND e.unit_id <> NEW.unit_id
        GROUP BY e.unit_id;   -- each team once, however often it looked
    RETURN NULL;
END $$;

-- Told to those who read it and may not any more: the others still have it before them.
CREATE FUNCTION chaincare.notify_of_recalled_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.correction_notices (case_id, what, item_id, version, unit_id, corrected_at)
        SELECT NEW.case_id, 'note_recalled', NEW.note_id, n.version, e.unit_id, clock_timestamp()
        FROM chaincare.notes AS n
        JOIN chaincare.note_readings AS g ON g.note_id = n.id
        JOIN chaincare.access_entries AS e ON e.at = g.entry_at AND e.id = g.entry_id
        WHERE n.id = NEW.note_id AND e.unit_id <> NEW.unit_id
          AND NOT coalesce(NEW.readers_after && chaincare.audience_of(e, NEW.recalled_at), false)
        GROUP BY n.version, e.unit_id
        ON CONFLICT ON CONSTRAINT correction_notices_once DO NOTHING;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.notify_of_corrected_note(), chaincare.notify_of_recalled_note() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.notify_of_corrected_note(), chaincare.notify_of_recalled_note() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER note_versions_notify AFTER INSERT ON chaincare.note_versions
    FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_corrected_note();
CREATE TRIGGER note_recalls_notify AFTER INSERT ON chaincare.note_recalls
    FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_recalled_note();
