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
