-- A client and the question of his case can be corrected by one editor at a time, and what was said before
-- stays (D1, D2). The BSN: optional, sealed, apart from everything else, never shown from here (S4).

-- ---- Editions. The row in use has the latest; each earlier one is kept as it was, by the database itself.

ALTER TABLE chaincare.clients
    ADD COLUMN interpreter_needed boolean NOT NULL DEFAULT false,
    ADD COLUMN version    int NOT NULL DEFAULT 1,
    ADD COLUMN changed_by uuid,          -- a participation; with changed_at NULL: as the case was opened
    ADD COLUMN changed_at timestamptz,
    ADD CHECK ((version = 1) = (changed_by IS NULL)),
    ADD CHECK ((changed_by IS NULL) = (changed_at IS NULL));

ALTER TABLE chaincare.case_questions
    ADD COLUMN evaluation_on date,       -- when the people of the case look whether it was answered
    ADD COLUMN version    int NOT NULL DEFAULT 1,
    ADD COLUMN changed_by uuid,
    ADD COLUMN changed_at timestamptz,
    ADD CHECK ((version = 1) = (changed_by IS NULL)),
    ADD CHECK ((changed_by IS NULL) = (changed_at IS NULL));

CREATE TABLE chaincare.client_versions (
    client_id          uuid NOT NULL REFERENCES chaincare.clients,
    case_id            uuid NOT NULL REFERENCES chaincare.cases,
    version            int NOT NULL,
    given_names        text NOT NULL,
    prefix             text,
    family_name        text,
    call_name          text,
    birth_date         date NOT NULL,
    birth_precision    text NOT NULL,
    language           text,
    interpreter_needed boolean NOT NULL,
    changed_by         uuid,
    changed_at         timestamptz,
    PRIMARY KEY (client_id, version)
);
CREATE INDEX client_versions_of_case ON chaincare.client_versions (case_id);

CREATE TABLE chaincare.case_question_versions (
    case_id           uuid NOT NULL REFERENCES chaincare.cases,
    version           int NOT NULL,
    own_words         text NOT NULL,
    question          text NOT NULL,
    occasion          text,
    consulted         text NOT NULL,
    consulted_because text,
    evaluation_on     date,
    changed_by        uuid,
    changed_at        timestamptz,
    PRIMARY KEY (case_id, version)
);

-- Earlier editions are for those who may make the next one: an error that was corrected is not spread further.
-- Nobody but the trigger writes them.
SELECT chaincare.stand_apart('client_versions');
SELECT chaincare.stand_apart('case_question_versions');
CREATE POLICY app_sees ON chaincare.client_versions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_sees ON chaincare.case_question_versions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT ON chaincare.client_versions, chaincare.case_question_versions TO chaincare_app;
CREATE POLICY door_keeps ON chaincare.client_versions FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_keeps ON chaincare.case_question_versions FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT INSERT ON chaincare.client_versions, chaincare.case_question_versions TO chaincare_door;

CREATE POLICY app_changes ON chaincare.clients FOR UPDATE TO chaincare_app
    USING (pseudonym = ANY ((SELECT chaincare.cleared_clients('{full}'))::uuid[]));
GRANT UPDATE (given_names, prefix, family_name, call_name, birth_date, birth_precision, language,
              interpreter_needed, version, changed_by, changed_at) ON chaincare.clients TO chaincare_app;
CREATE POLICY app_changes ON chaincare.case_questions FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT UPDATE (own_words, question, occasion, consulted, consulted_because, evaluation_on, version,
              changed_by, changed_at) ON chaincare.case_questions TO chaincare_app;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.keep_client_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a change makes the next version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO chaincare.client_versions (client_id, case_id, version, given_names, prefix, family_name, call_name,
            birth_date, birth_precision, language, interpreter_needed, changed_by, changed_at)
        SELECT OLD.id, c.id, OLD.version, OLD.given_names, OLD.prefix, OLD.family_name, OLD.call_name, OLD.birth_date,
               OLD.birth_precision, OLD.language, OLD.interpreter_needed, OLD.changed_by, OLD.changed_at
        FROM chaincare.cases AS c WHERE c.client_id = OLD.id;
    RETURN NEW;
END $$;

CREATE FUNCTION chaincare.keep_question_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a change makes the next version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO chaincare.case_question_versions (case_id, version, own_words, question, occasion, consulted,
            consulted_because, evaluation_on, changed_by, changed_at)
        VALUES (OLD.case_id, OLD.version, OLD.own_words, OLD.question, OLD.occasion, OLD.consulted,
                OLD.consulted_because, OLD.evaluation_on, OLD.changed_by, OLD.changed_at);
    RETURN NEW;
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.keep_client_version(), chaincare.keep_question_version() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_client_version(), chaincare.keep_question_version() TO chaincare_owner;

-- Who asks for a client by his own id is traced with that id: what a stranger tried is shown to the auditor of
-- the network it lies in, as it is for the id of a case.
CREATE OR REPLACE FUNCTION chaincare.asked_within_log(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.cases AS c
        WHERE asked IN (c.id, c.client_id) AND c.network_id = ANY (chaincare.cleared_log_whole_networks()))
$$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER clients_keep_version BEFORE UPDATE ON chaincare.clients
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_client_version();
CREATE TRIGGER case_questions_keep_version BEFORE UPDATE ON chaincare.case_questions
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_question_version();

-- ---- The BSN (STANDARDS 6). For which purposes a unit may record one, and under which article.

ALTER TABLE chaincare.units
    ADD COLUMN bsn_bases         jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(bsn_bases) = 'array'),
    ADD COLUMN bsn_bases_version int NOT NULL DEFAULT 1;
GRANT UPDATE (bsn_bases, bsn_bases_version) ON chaincare.units TO chaincare_app;

-- `sealed` is encrypted with a key outside the database and bound to the client it was recorded for; `blind`
-- finds it again and is a pseudonym, no more. Neither is unique: a unique index answers whoever tries a number.
-- A number that was removed is no longer used; like everything else it is destroyed by retention only (D2).
CREATE TABLE chaincare.client_bsns (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    client_id   uuid NOT NULL REFERENCES chaincare.clients,
    case_id     uuid NOT NULL REFERENCES chaincare.cases,
    sealed      bytea NOT NULL CHECK (octet_length(sealed) = 38),   -- key id, nonce, nine digits, tag
    blind       bytea NOT NULL CHECK (octet_length(blind) = 32),
    purpose     text NOT NULL CHECK (purpose ~ '^[a-z_]{1,60}$'),
    article     text NOT NULL,             -- what allowed recording it, as the directory said at that moment
    recorded_by uuid NOT NULL REFERENCES chaincare.professionals,
    recorded_at timestamptz NOT NULL,
    removed_by  uuid REFERENCES chaincare.professionals,
    removed_at  timestamptz,
    CHECK ((removed_by IS NULL) = (removed_at IS NULL))
);
CREATE UNIQUE INDEX client_bsns_in_use ON chaincare.client_bsns (client_id) WHERE removed_at IS NULL;
CREATE INDEX client_bsns_by_blind ON chaincare.client_bsns (blind) WHERE removed_at IS NULL;
CREATE INDEX client_bsns_of_case ON chaincare.client_bsns (case_id);

-- The application writes the number and cannot read it back, not even sealed: only that there is one.
SELECT chaincare.stand_apart('client_bsns');
CREATE POLICY app_sees ON chaincare.client_bsns FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.client_bsns FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_removes ON chaincare.client_bsns FOR UPDATE TO chaincare_app
    USING (removed_at IS NULL AND case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]))
    WITH CHECK (removed_at IS NOT NULL AND case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT (id, client_id, case_id, recorded_by, recorded_at, removed_by, removed_at), INSERT,
    UPDATE (removed_by, removed_at) ON chaincare.client_bsns TO chaincare_app;
