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
