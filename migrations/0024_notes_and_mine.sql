-- A note can be corrected, and taken back where it was wrongly shared; the client says his own word beside it.

-- ---- Notes. The row in use has the latest text; each earlier one is kept as it was, by the database itself.

ALTER TABLE chaincare.notes
    ADD COLUMN version           int NOT NULL DEFAULT 1,
    ADD COLUMN corrected_by      uuid,   -- a participation; NULL: as it was written
    ADD COLUMN corrected_at      timestamptz,
    ADD COLUMN corrected_because text,
    -- Since when each reading is kept: the log's own clock. Of what was written before this migration some
    -- readings were not.
    ADD COLUMN kept_at           timestamptz,
    ADD CONSTRAINT notes_in_case UNIQUE (case_id, id),
    ADD CHECK ((version = 1) = (corrected_by IS NULL)),
    ADD CHECK (num_nonnulls(corrected_by, corrected_at, corrected_because) IN (0, 3)),
    ADD FOREIGN KEY (case_id, corrected_by) REFERENCES chaincare.participations (case_id, id);
ALTER TABLE chaincare.notes ALTER COLUMN kept_at SET DEFAULT clock_timestamp();

CREATE TABLE chaincare.note_versions (
    note_id           uuid NOT NULL,
    version           int NOT NULL,
    case_id           uuid NOT NULL,
    unit_id           uuid NOT NULL,
    body              text NOT NULL,
    corrected_by      uuid,
    corrected_at      timestamptz,
    corrected_because text,
    PRIMARY KEY (note_id, version),
    FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes (case_id, id)
);
CREATE INDEX note_versions_of_case ON chaincare.note_versions (case_id);

-- What was wrongly shared is taken back: who read it no longer, by whose decision, and why.
CREATE TABLE chaincare.note_recalls (
    id             uuid PRIMARY KEY,
    case_id        uuid NOT NULL,
    note_id        uuid NOT NULL,
    unit_id        uuid NOT NULL,
    reason         text NOT NULL,
    readers_before text[] NOT NULL,
    readers_after  text[] NOT NULL,
    recalled_by    uuid NOT NULL,
    recalled_at    timestamptz NOT NULL,
    FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes (case_id, id),
    FOREIGN KEY (case_id, recalled_by) REFERENCES chaincare.participations (case_id, id)
);
CREATE INDEX note_recalls_of_case ON chaincare.note_recalls (case_id);

-- Which text of which note stood in an answer, by the entry that let its reader in. As append-only as the log, and
-- without a reference to the note: like the log, it outlives what was read.
CREATE TABLE chaincare.note_readings (
    note_id  uuid NOT NULL,
    version  int NOT NULL,
    entry_at timestamptz NOT NULL,
    entry_id uuid NOT NULL,
    PRIMARY KEY (note_id, entry_at, entry_id)
);
CREATE TRIGGER note_readings_append_only BEFORE UPDATE OR DELETE ON chaincare.note_readings
    FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.note_readings ENABLE ALWAYS TRIGGER note_readings_append_only;
CREATE TRIGGER note_readings_no_truncate BEFORE TRUNCATE ON chaincare.note_readings
    FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.note_readings ENABLE ALWAYS TRIGGER note_readings_no_truncate;

-- Nobody but the door writes or reads it (notes/door.sql).
ALTER TABLE chaincare.note_readings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON chaincare.note_readings TO chaincare_door;
CREATE POLICY door_reads ON chaincare.note_readings FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_keeps ON chaincare.note_readings FOR INSERT TO chaincare_door WITH CHECK (true);

-- Only colleagues of the author's unit correct and take back, and only they read what it said before: an error that
-- was corrected is not spread further.
CREATE POLICY app_changes ON chaincare.notes FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('unit:' || unit_id));
GRANT UPDATE (body, readers, version, corrected_by, corrected_at, corrected_because)
    ON chaincare.notes TO chaincare_app;

SELECT chaincare.stand_apart('note_versions');
CREATE POLICY app_sees ON chaincare.note_versions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('unit:' || unit_id)
           AND EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = note_id));
GRANT SELECT ON chaincare.note_versions TO chaincare_app;
GRANT INSERT ON chaincare.note_versions TO chaincare_door;
CREATE POLICY door_keeps ON chaincare.note_versions FOR INSERT TO chaincare_door WITH CHECK (true);

SELECT chaincare.stand_apart('note_recalls');
CREATE POLICY app_sees ON chaincare.note_recalls FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('unit:' || unit_id)
           AND EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = note_id));
CREATE POLICY app_adds ON chaincare.note_recalls FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
                AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('unit:' || unit_id));
GRANT SELECT, INSERT ON chaincare.note_recalls TO chaincare_app;

-- ---- The client's own word: on the case, or beside a note or an agreement (AVG 16). Professionals who see what it
-- is about see it too; others of the client's side only when he says so.

CREATE TABLE chaincare.statements (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    by_id           uuid NOT NULL,       -- as whom he takes part: the client, or a representative
    note_id         uuid,
    agreement_id    uuid,
    body            text NOT NULL,
    family_may_read boolean NOT NULL,
    made_at         timestamptz NOT NULL,
    version         int NOT NULL DEFAULT 1,
    changed_at      timestamptz,
    CHECK (num_nonnulls(note_id, agreement_id) <= 1),
    CHECK ((version = 1) = (changed_at IS NULL)),
    CONSTRAINT statements_in_case UNIQUE (case_id, id),
    FOREIGN KEY (case_id, by_id) REFERENCES chaincare.participations (case_id, id),
    FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes (case_id, id),
    FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements (case_id, id)
);
CREATE INDEX statements_of_case ON chaincare.statements (case_id, id);
CREATE INDEX statements_by ON chaincare.statements (by_id, id);

CREATE TABLE chaincare.statement_versions (
    statement_id    uuid NOT NULL,
    version         int NOT NULL,
    case_id         uuid NOT NULL,
    by_id           uuid NOT NULL,
    body            text NOT NULL,
    family_may_read boolean NOT NULL,
    said_at         timestamptz NOT NULL,
    PRIMARY KEY (statement_id, version),
    FOREIGN KEY (case_id, statement_id) REFERENCES chaincare.statements (case_id, id)
);
CREATE INDEX statement_versions_of_case ON chaincare.statement_versions (case_id);

SELECT chaincare.stand_apart('statements');
CREATE POLICY app_sees ON chaincare.statements FOR SELECT TO chaincare_app
    USING (((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('party:' || by_id)
           OR ((case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[])
                OR (note_id IS NULL AND case_id = ANY ((SELECT chaincare.cleared_cases('{core}'))::uuid[]))
                OR (family_may_read AND case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])))
               AND (note_id IS NULL OR EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = note_id))
               AND (agreement_id IS NULL OR EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id))));
CREATE POLICY app_adds ON chaincare.statements FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
                AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('party:' || by_id)
                AND (note_id IS NULL OR EXISTS (SELECT FROM chaincare.notes AS n WHERE n.id = note_id))
                AND (agreement_id IS NULL OR EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id)));
CREATE POLICY app_changes ON chaincare.statements FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('party:' || by_id));
GRANT SELECT, INSERT, UPDATE (body, family_may_read, version, changed_at) ON chaincare.statements TO chaincare_app;

-- What he said before is his own to read.
SELECT chaincare.stand_apart('statement_versions');
CREATE POLICY app_sees ON chaincare.statement_versions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ? ('party:' || by_id));
GRANT SELECT ON chaincare.statement_versions TO chaincare_app;
GRANT INSERT ON chaincare.statement_versions TO chaincare_door;
CREATE POLICY door_keeps ON chaincare.statement_versions FOR INSERT TO chaincare_door WITH CHECK (true);

-- ---- Earlier texts are kept by the database, whoever changes the row.

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.keep_note_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.body IS DISTINCT FROM OLD.body OR NEW.version <> OLD.version THEN
        IF NEW.version <> OLD.version + 1 THEN
            RAISE EXCEPTION 'a correction makes the next version' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        INSERT INTO chaincare.note_versions (note_id, version, case_id, unit_id, body, corrected_by, corrected_at,
                corrected_because)
            VALUES (OLD.id, OLD.version, OLD.case_id, OLD.unit_id, OLD.body, OLD.corrected_by, OLD.corrected_at,
                    OLD.corrected_because);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION chaincare.keep_statement_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a change makes the next version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO chaincare.statement_versions (statement_id, version, case_id, by_id, body, family_may_read, said_at)
        VALUES (OLD.id, OLD.version, OLD.case_id, OLD.by_id, OLD.body, OLD.family_may_read,
                coalesce(OLD.changed_at, OLD.made_at));
    RETURN NEW;
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.keep_note_version(), chaincare.keep_statement_version() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_note_version(), chaincare.keep_statement_version() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER notes_keep_version BEFORE UPDATE ON chaincare.notes
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_note_version();
CREATE TRIGGER statements_keep_version BEFORE UPDATE ON chaincare.statements
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_statement_version();
