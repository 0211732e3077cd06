-- Data subject rights and retention (AVG 12-22, 30; D2): what people ask about their own data, when it must be
-- answered, what is kept how long, and the proof that it was erased.

-- Who oversees does not do the work he oversees (AVG 38(6)): beside what 0017 keeps apart.
ALTER TABLE chaincare.mandates
    ADD CONSTRAINT mandates_oversight_separate EXCLUDE USING gist
        (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&)
        WHERE (kind IN ('fg', 'privacy_officer'));

SET LOCAL ROLE chaincare_door;

-- What an entry was made for, where the door itself says what that is: one request, one export, one hold.
CREATE FUNCTION chaincare.cleared_objects() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT object_id FROM chaincare.let_in WHERE object_id IS NOT NULL);
END $$;

-- The networks a mandate of privacy work or oversight was shown for.
CREATE FUNCTION chaincare.cleared_privacy_networks(reaches text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT network_id FROM chaincare.let_in WHERE reach = ANY (reaches) AND network_id IS NOT NULL);
END $$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

-- ---- Requests. The facts are the record; a row of data_subject_requests is where they have led so far.

CREATE TABLE chaincare.data_subject_requests (
    id                uuid PRIMARY KEY,
    network_id        uuid NOT NULL REFERENCES chaincare.networks,
    organisation_id   uuid REFERENCES chaincare.organisations,   -- whom it was put to; NULL: all who work together
    case_id           uuid REFERENCES chaincare.cases,           -- NULL: nobody of that name is known here
    representative_id uuid REFERENCES chaincare.representatives, -- who asks for the client, if not himself
    login_id          uuid REFERENCES chaincare.client_logins,   -- by which login it came, if it did
    kind              text NOT NULL CHECK (kind IN ('access', 'rectification', 'erasure', 'restriction',
                          'portability', 'objection', 'employee_name')),
    words             text,
    identity_proof    text,      -- how it was checked who asks; a login is its own proof
    entry_id          uuid,      -- the line of the own log whose name is asked for
    received_on       date NOT NULL,
    due_on            date NOT NULL,
    state             text NOT NULL CHECK (state IN ('received', 'in_handling', 'extended', 'granted', 'partly', 'refused')),
    handler_id        uuid REFERENCES chaincare.professionals,
    version           int NOT NULL DEFAULT 1,
    CHECK (login_id IS NOT NULL OR identity_proof IS NOT NULL),
    CHECK ((state = 'received') = (handler_id IS NULL)),
    CHECK ((kind = 'employee_name') = (entry_id IS NOT NULL)),
    CHECK (representative_id IS NULL OR case_id IS NOT NULL)
);
CREATE INDEX data_subject_requests_open ON chaincare.data_subject_requests (network_id, due_on, id);
CREATE INDEX data_subject_requests_of_case ON chaincare.data_subject_requests (case_id);
CREATE INDEX data_subject_requests_of_login ON chaincare.data_subject_requests (login_id);

CREATE TABLE chaincare.data_subject_request_facts (
    request_id uuid NOT NULL REFERENCES chaincare.data_subject_requests,
    number     int NOT NULL,
    case_id    uuid,
    kind       text NOT NULL CHECK (kind IN ('received', 'taken_up', 'extended', 'decided', 'bundled')),
    outcome    text CHECK (outcome IN ('granted', 'partly', 'refused')),
    reason     text,
    digest     bytea CHECK (octet_length(digest) = 32),   -- of the bundle that was given
    by_id      uuid NOT NULL,
    at         timestamptz NOT NULL,
    CONSTRAINT data_subject_request_facts_once PRIMARY KEY (request_id, number),
    CHECK ((kind = 'decided') = (outcome IS NOT NULL)),
    CHECK ((kind = 'bundled') = (digest IS NOT NULL)),
    CHECK (kind NOT IN ('extended', 'decided') OR reason IS NOT NULL)
);
CREATE INDEX data_subject_request_facts_of_case ON chaincare.data_subject_request_facts (case_id);

SELECT chaincare.stand_apart('data_subject_requests');
SELECT chaincare.stand_apart('data_subject_request_facts');
DO $$
DECLARE
    behind text;
    key text;
BEGIN
    FOR behind, key IN VALUES ('data_subject_requests', 'id'), ('data_subject_request_facts', 'request_id') LOOP
        EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app
            USING (%I = ANY ((SELECT chaincare.cleared_objects())::uuid[]))', behind, key);
        EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app
            WITH CHECK (%I = ANY ((SELECT chaincare.cleared_objects())::uuid[]))', behind, key);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', behind);
    END LOOP;
END $$;
CREATE POLICY app_changes ON chaincare.data_subject_requests FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           AND network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy}'))::uuid[]));
GRANT UPDATE (due_on, state, handler_id, version) ON chaincare.data_subject_requests TO chaincare_app;

-- ---- The register of processing activities (AVG 30): every edition stays. What the product itself does is the same
-- for everybody and comes with it (network NULL); what an organisation adds belongs to its network.

CREATE TABLE chaincare.processing_activities (
    id           uuid NOT NULL,
    version      int NOT NULL,
    network_id   uuid REFERENCES chaincare.networks,
    key          text CHECK (key ~ '^[a-z_]{1,60}$'),      -- by which an operation refers to it
    name         text NOT NULL,
    naam         text NOT NULL,
    purpose      text NOT NULL,
    controller   text NOT NULL,
    ground       text NOT NULL,
    subjects     text[] NOT NULL CHECK (cardinality(subjects) > 0),
    categories   text[] NOT NULL CHECK (cardinality(categories) > 0),
    recipients   text[] NOT NULL,
    retention    text NOT NULL,
    measures     text NOT NULL,
    written_by   uuid,
    written_at   timestamptz,
    CONSTRAINT processing_activities_once PRIMARY KEY (id, version),
    CHECK ((network_id IS NULL) = (written_by IS NULL)),
    CHECK ((network_id IS NULL) = (key IS NOT NULL)),
    CHECK ((written_by IS NULL) = (written_at IS NULL))
);

INSERT INTO chaincare.processing_activities (id, version, key, name, naam, purpose, controller, ground, subjects,
    categories, recipients, retention, measures) VALUES
('01900000-0000-7000-8f00-000000000001', 1, 'case_work', 'Working together on a case', 'Samenwerken in een dossier',
 'Help one person, known by name, with several organisations: who is involved, who directs, what was agreed.',
 'The organisations of the network, jointly (AVG 26)',
 'AVG 6(1)(c) and (e) by each party''s own law; AVG 9/10 exceptions and the ground to break secrecy per basis',
 '{clients,representatives,relatives,professionals}',
 '{"name and birth date","the question","agreements and notes","who takes part","special categories in texts"}',
 '{"parties of the case within their scope","the client and representatives"}',
 'By the law of whoever wrote it; the shared layer by a term of its own: /retention-rules',
 'Access by relation, basis and scope; a wall in the database; every look logged first'),
('01900000-0000-7000-8f00-000000000002', 1, 'client_identity', 'Knowing who somebody is', 'Weten wie iemand is',
 'Register a client once, find him again, and use a BSN only where a law allows it.',
 'The organisations of the network, jointly (AVG 26)', 'AVG 6(1)(c) and (e); UAVG 46 for the BSN',
 '{clients,representatives,relatives}', '{"names and birth date","BSN (sealed)","address, where it is not secret"}',
 '{"parties of the case"}', 'As long as the case', 'BSN encrypted with a key outside the database, shown by its own operation'),
('01900000-0000-7000-8f00-000000000003', 1, 'access_log', 'Logging who looked', 'Vastleggen wie heeft gekeken',
 'Show afterwards who saw or did what, and why that was allowed; find misuse.',
 'The organisations of the network, jointly (AVG 26)', 'AVG 6(1)(c): AVG 5(2), 32; NEN 7513',
 '{clients,representatives,professionals}', '{"who, when, which part, on what ground; no content"}',
 '{"the client","auditors and FG within a mandate"}', 'Five years from writing, also after a file is gone',
 'Append-only for everyone; by pseudonym; reading it is logged'),
('01900000-0000-7000-8f00-000000000004', 1, 'directory', 'The directory of people and organisations',
 'De gids van mensen en organisaties', 'Know who works where and who offers which help.',
 'The organisations of the network, jointly (AVG 26)', 'AVG 6(1)(e) and (f)', '{professionals}',
 '{"name, function, work phone","login at the own organisation","mandates and absence"}',
 '{"professionals of the network"}', 'Until two years after deactivation', 'Written by administrators only, each change logged'),
('01900000-0000-7000-8f00-000000000005', 1, 'subject_rights', 'Answering requests about own data',
 'Verzoeken over eigen gegevens beantwoorden', 'Let people see, correct, restrict and erase what is kept on them.',
 'The organisation a request was put to', 'AVG 6(1)(c): AVG 12-22', '{clients,representatives}',
 '{"what was asked and answered","how the asker was known"}', '{"privacy officers and FG"}',
 'Five years after the decision', 'Handler and decider are two persons where interests are weighed'),
('01900000-0000-7000-8f00-000000000006', 1, 'emergency_access', 'Emergency access', 'Noodtoegang',
 'See the minimum in acute danger, shown to others at once and reviewed afterwards.',
 'The organisations of the network, jointly (AVG 26)', 'AVG 6(1)(d) and (e); WGBO and Jeugdwet conflict of duties',
 '{clients,professionals}', '{"who directs, dangers, safety agreements"}', '{"crisis teams the covenant names"}',
 'With the case; the log five years', 'Exact identifiers, minutes not days, review by somebody else'),
('01900000-0000-7000-8f00-000000000007', 1, 'network_work', 'Working as a network', 'Werken als netwerk',
 'Plans, covenants, bottlenecks and figures of the network as a whole.',
 'The organisations of the network, jointly (AVG 26)', 'AVG 6(1)(e)', '{professionals}',
 '{"contributions by name of a professional","counts of five or more"}', '{"members of the network"}',
 'Ten years', 'No case content; small counts are not shown'),
('01900000-0000-7000-8f00-000000000008', 1, 'system_exchange', 'Exchange with partner systems',
 'Uitwisseling met partnersystemen', 'Tell partner systems that something happened, without saying what.',
 'The organisation whose system it is', 'AVG 6(1)(e); AVG 28 and 32', '{professionals}',
 '{"ids without meaning, kinds of events"}', '{"partner systems of members"}', 'Ninety days',
 'No personal data in an event; signed deliveries');

SELECT chaincare.stand_apart('processing_activities');
CREATE POLICY app_sees ON chaincare.processing_activities FOR SELECT TO chaincare_app
    USING (CASE WHEN network_id IS NULL
        THEN cardinality((SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'))) > 0
        ELSE network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'))::uuid[]) END);
CREATE POLICY app_adds ON chaincare.processing_activities FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.processing_activities TO chaincare_app;

-- ---- Retention (D2). How long what is kept, by the law of whoever wrote it; the shared layer by a term of its own.
-- A rule of a network replaces that of the product for the same law while it is valid. To be confirmed by the FG.

CREATE TABLE chaincare.retention_rules (
    id          uuid PRIMARY KEY,
    network_id  uuid REFERENCES chaincare.networks,
    layer       text NOT NULL CHECK (layer IN ('contribution', 'joint')),
    law         text CHECK (law <> ''),    -- how a unit's statutory task begins; NULL: whatever law is not named
    months      int NOT NULL CHECK (months BETWEEN 1 AND 600),
    source      text NOT NULL,
    valid_from  date NOT NULL,
    valid_until date CHECK (valid_until > valid_from),
    written_by  uuid,
    written_at  timestamptz,
    CHECK (layer = 'contribution' OR law IS NULL),
    CHECK ((network_id IS NULL) = (written_by IS NULL)),
    CHECK ((written_by IS NULL) = (written_at IS NULL))
);
INSERT INTO chaincare.retention_rules (id, layer, law, months, source, valid_from) VALUES
    ('01900000-0000-7000-8f10-000000000001', 'contribution', 'Jeugdwet', 240, 'Jeugdwet 7.3.8: 20 years from the last change', '2015-01-01'),
    ('01900000-0000-7000-8f10-000000000002', 'contribution', 'WGBO', 240, 'BW 7:454: 20 years from the last change', '2020-01-01'),
    ('01900000-0000-7000-8f10-000000000003', 'contribution', 'Wmo 2015', 180, 'Wmo 2015 5.3.4: 15 years', '2015-01-01'),
    ('01900000-0000-7000-8f10-000000000004', 'contribution', 'Participatiewet', 120, 'Selection list of municipalities: 10 years', '2015-01-01'),
    ('01900000-0000-7000-8f10-000000000005', 'contribution', 'Participatiewet re-integratie', 60, 'Selection list of municipalities: 5 years', '2015-01-01'),
    ('01900000-0000-7000-8f10-000000000006', 'contribution', 'WPO', 24, 'Pupil file: 2 years after leaving', '2018-05-25'),
    ('01900000-0000-7000-8f10-000000000007', 'contribution', 'WVO', 24, 'Pupil file: 2 years after leaving', '2018-05-25'),
    ('01900000-0000-7000-8f10-000000000008', 'contribution', 'WEC', 24, 'Pupil file: 2 years after leaving', '2018-05-25'),
    ('01900000-0000-7000-8f10-000000000009', 'contribution', 'WPO 18a', 36, 'WPO 18a: 3 years after advice ended', '2014-08-01'),
    ('01900000-0000-7000-8f10-00000000000a', 'contribution', NULL, 240, 'Own: the longest term, until the law of the unit is named', '2015-01-01'),
    ('01900000-0000-7000-8f10-00000000000b', 'joint', NULL, 24, 'Own: the shared layer, 2 years after closing', '2015-01-01');
SELECT chaincare.stand_apart('retention_rules');
CREATE POLICY app_sees ON chaincare.retention_rules FOR SELECT TO chaincare_app
    USING (CASE WHEN network_id IS NULL
        THEN cardinality((SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'))) > 0
        ELSE network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'))::uuid[]) END);
-- A term that is shortened is seen a month before it erases anything.
CREATE POLICY app_adds ON chaincare.retention_rules FOR INSERT TO chaincare_app
    WITH CHECK (network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy}'))::uuid[])
                AND valid_from >= (written_at AT TIME ZONE 'Europe/Amsterdam')::date + 30
                AND valid_from >= (statement_timestamp() AT TIME ZONE 'Europe/Amsterdam')::date + 29);
GRANT SELECT, INSERT ON chaincare.retention_rules TO chaincare_app;

-- What may not be erased, because a court, a complaint or an inquiry needs it.
CREATE TABLE chaincare.legal_holds (
    id           uuid PRIMARY KEY,
    network_id   uuid NOT NULL REFERENCES chaincare.networks,
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    reason       text NOT NULL,
    placed_by    uuid NOT NULL,
    placed_at    timestamptz NOT NULL,
    lifted_by    uuid,
    lifted_at    timestamptz,
    lifted_because text,
    CHECK (num_nulls(lifted_by, lifted_at, lifted_because) IN (0, 3))
);
CREATE INDEX legal_holds_of_case ON chaincare.legal_holds (case_id);
SELECT chaincare.stand_apart('legal_holds');
CREATE POLICY app_sees ON chaincare.legal_holds FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]));
CREATE POLICY app_adds ON chaincare.legal_holds FOR INSERT TO chaincare_app
    WITH CHECK (id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
                AND network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.legal_holds FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           AND network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_at, lifted_because) ON chaincare.legal_holds TO chaincare_app;

-- A case that was closed long enough ago is destroyed: its row stays, without anybody in it, so that its id and
-- reference are never given out again and an old link ends nowhere.
ALTER TABLE chaincare.cases
    ADD COLUMN IF NOT EXISTS closed_at timestamptz,
    ADD COLUMN destroyed_at timestamptz,
    ALTER COLUMN client_id DROP NOT NULL,
    DROP CONSTRAINT cases_status_check,
    ADD CONSTRAINT cases_status_check CHECK (status IN ('open', 'closed', 'destroyed')),
    ADD CONSTRAINT cases_destroyed_without_client CHECK ((status = 'destroyed') = (client_id IS NULL)),
    ADD CONSTRAINT cases_destroyed_at CHECK ((status = 'destroyed') = (destroyed_at IS NOT NULL));
CREATE INDEX cases_closed ON chaincare.cases (closed_at) WHERE status = 'closed';
CREATE POLICY door_destroys ON chaincare.cases FOR UPDATE TO chaincare_door
    USING (id = nullif(current_setting('chaincare.erasing', true), '')::uuid);
GRANT UPDATE (status, client_id, destroyed_at) ON chaincare.cases TO chaincare_door;

-- The certificate that a destruction ran (no personal data), and the ledger by which a restored backup is brought
-- to the same state. Written by the retention function alone.
CREATE TABLE chaincare.destructions (
    id         uuid PRIMARY KEY,
    network_id uuid NOT NULL REFERENCES chaincare.networks,
    ran_at     timestamptz NOT NULL,
    rule_id    uuid NOT NULL REFERENCES chaincare.retention_rules,
    layer      text NOT NULL CHECK (layer IN ('contribution', 'joint', 'case')),
    replayed   boolean NOT NULL,
    cases      int NOT NULL,
    rows       bigint NOT NULL,
    closed_from  date,
    closed_until date,
    digest     bytea NOT NULL CHECK (octet_length(digest) = 32)   -- of what the ledger says of it
);
CREATE TABLE chaincare.erasures (
    id             uuid PRIMARY KEY DEFAULT uuidv7(),
    destruction_id uuid NOT NULL REFERENCES chaincare.destructions,
    case_id        uuid NOT NULL,
    unit_id        uuid,
    layer          text NOT NULL CHECK (layer IN ('contribution', 'joint', 'case')),
    rule_id        uuid NOT NULL,
    rows           bigint NOT NULL,
    erased_at      timestamptz NOT NULL,
    CHECK ((layer = 'contribution') = (unit_id IS NOT NULL))
);
ALTER TABLE chaincare.destructions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.erasures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY app_sees ON chaincare.destructions FOR SELECT TO chaincare_app
    USING (network_id = ANY ((SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'))::uuid[]));
GRANT SELECT ON chaincare.destructions TO chaincare_app;
CREATE POLICY door_reads ON chaincare.destructions FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_certifies ON chaincare.destructions FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_reads ON chaincare.erasures FOR SELECT TO chaincare_door USING (true);
CREATE POLICY door_keeps ON chaincare.erasures FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT SELECT, INSERT ON chaincare.destructions, chaincare.erasures TO chaincare_door;

-- ---- Who had what was corrected is told (AVG 19): a notice for each team that looked at it before, whether it still
-- takes part or not. Made by the database itself when an earlier edition is put aside.

CREATE TABLE chaincare.correction_notices (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    what            text NOT NULL CHECK (what IN ('client', 'question')),
    version         int NOT NULL,                   -- the edition that was put aside
    unit_id         uuid NOT NULL REFERENCES chaincare.units,
    corrected_at    timestamptz NOT NULL,
    acknowledged_by uuid REFERENCES chaincare.professionals,
    acknowledged_at timestamptz,
    CONSTRAINT correction_notices_once UNIQUE (case_id, what, version, unit_id),
    CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL))
);
CREATE INDEX correction_notices_open ON chaincare.correction_notices (unit_id, id) WHERE acknowledged_at IS NULL;
SELECT chaincare.stand_apart('correction_notices');
CREATE POLICY app_sees ON chaincare.correction_notices FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[])
           OR case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.correction_notices FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_objects())::uuid[]));
GRANT SELECT, UPDATE (acknowledged_by, acknowledged_at) ON chaincare.correction_notices TO chaincare_app;
CREATE POLICY door_notifies ON chaincare.correction_notices FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT INSERT ON chaincare.correction_notices TO chaincare_door;
CREATE POLICY door_compares ON chaincare.client_versions FOR SELECT TO chaincare_door USING (true);
GRANT SELECT ON chaincare.client_versions TO chaincare_door;

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.notify_teams(
    about uuid, corrected text, edition int, since timestamptz, reaches text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO chaincare.correction_notices (case_id, what, version, unit_id, corrected_at)
        SELECT about, corrected, edition, had.unit_id, clock_timestamp()
        -- Each team once, however often it looked: the clock beside it would make every look another row.
        FROM (SELECT DISTINCT e.unit_id
            FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id
            JOIN chaincare.access_entries AS e ON e.client = k.pseudonym AND e.case_id = c.id
            WHERE c.id = about AND e.outcome = 'entered' AND e.reach = ANY (reaches) AND e.unit_id IS NOT NULL
              AND e.action = 'R' AND e.at >= coalesce(since, c.opened_at)
              -- Whoever corrects it knows, and so does his team.
              AND e.unit_id <> ALL (ARRAY(SELECT l.unit_id FROM chaincare.let_in AS l WHERE l.unit_id IS NOT NULL))
        ) AS had
$$;

-- Only of what a team could see: a changed number, or scope, is no news of something it had (S1).
CREATE FUNCTION chaincare.notify_of_client() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    renamed boolean := (OLD.given_names, OLD.prefix, OLD.family_name, OLD.call_name)
        IS DISTINCT FROM (NEW.given_names, NEW.prefix, NEW.family_name, NEW.call_name);
    -- Since when it looks as it did until now: an edition in between may have differed in a number only.
    since timestamptz := (
        SELECT v.changed_at FROM chaincare.client_versions AS v WHERE v.client_id = OLD.id AND v.version = 1 + (
            SELECT max(o.version) FROM chaincare.client_versions AS o WHERE o.client_id = OLD.id
                AND (o.given_names, o.prefix, o.family_name, o.call_name, o.birth_date, o.birth_precision, o.language,
                     o.interpreter_needed)
                IS DISTINCT FROM (OLD.given_names, OLD.prefix, OLD.family_name, OLD.call_name, OLD.birth_date,
                     OLD.birth_precision, OLD.language, OLD.interpreter_needed)));
BEGIN
    IF renamed OR (OLD.birth_date, OLD.birth_precision, OLD.language, OLD.interpreter_needed)
            IS DISTINCT FROM (NEW.birth_date, NEW.birth_precision, NEW.language, NEW.interpreter_needed) THEN
        PERFORM chaincare.notify_teams(c.id, 'client', OLD.version, since,
                CASE WHEN renamed THEN ARRAY['that', 'core', 'full'] ELSE ARRAY['core', 'full'] END)
            FROM chaincare.cases AS c WHERE c.client_id = OLD.id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION chaincare.notify_of_question() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM chaincare.notify_teams(NEW.case_id, 'question', NEW.version, NEW.changed_at, ARRAY['core', 'full']);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.notify_teams(uuid, text, int, timestamptz, text[]),
    chaincare.notify_of_client(), chaincare.notify_of_question() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.notify_of_client(), chaincare.notify_of_question() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER clients_notify AFTER UPDATE ON chaincare.clients
    FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_client();
CREATE TRIGGER case_question_versions_notify AFTER INSERT ON chaincare.case_question_versions
    FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_question();

-- Only the retention function deletes, and only rows of the case it is erasing: it says which one, and every table
-- that holds something about a case or a client has the policy that lets it. A later migration that adds such a
-- table calls this again (a test tells).
CREATE FUNCTION chaincare.allow_erasure() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        WITH RECURSIVE held (t) AS (
            SELECT 'chaincare.clients'::regclass::oid
            UNION SELECT 'chaincare.cases'::regclass::oid
            UNION SELECT a.attrelid FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
                WHERE a.attname = 'case_id' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
                  AND c.relnamespace = 'chaincare'::regnamespace
            UNION SELECT f.conrelid FROM held JOIN pg_constraint AS f ON f.contype = 'f' AND f.confrelid = held.t)
        SELECT c.relname, EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'case_id'
                AND NOT a.attisdropped) AS of_case
        FROM held JOIN pg_class AS c ON c.oid = held.t
        WHERE c.relname NOT IN ('cases', 'access_entries', 'erasures', 'destructions') AND NOT c.relispartition
          AND NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname = 'door_erases')
    LOOP
        EXECUTE format('CREATE POLICY door_erases ON chaincare.%I FOR DELETE TO chaincare_door USING (%s)', one.relname,
            CASE WHEN one.of_case
                THEN 'coalesce(case_id::text, current_setting(''chaincare.erasing'', true)) = nullif(current_setting(''chaincare.erasing'', true), '''')'
                ELSE 'nullif(current_setting(''chaincare.erasing'', true), '''') IS NOT NULL' END);
        EXECUTE format('GRANT SELECT, DELETE ON chaincare.%I TO chaincare_door', one.relname);
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.allow_erasure() FROM PUBLIC;
SELECT chaincare.allow_erasure();
