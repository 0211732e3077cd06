-- Finding a client by name, and two registrations of one person.
--
-- The folded forms of a name are made by the application (PostgreSQL may be without ICU) and lie beside it. They tell
-- who the client is as much as the name does: the application hands them to a door and never reads them back.

CREATE TABLE chaincare.client_names (
    client_id uuid NOT NULL REFERENCES chaincare.clients,
    case_id   uuid NOT NULL REFERENCES chaincare.cases,
    kind      text NOT NULL CHECK (kind IN ('family', 'given', 'call')),
    folded    text NOT NULL CHECK (folded <> ''),
    sound     text NOT NULL,        -- '' when too short to tell names apart
    born_year int NOT NULL,         -- of the client, so that a common name is narrowed by its index
    PRIMARY KEY (client_id, kind, folded)
);
CREATE INDEX client_names_of_case ON chaincare.client_names (case_id);
CREATE INDEX client_names_by_name ON chaincare.client_names (folded, born_year, kind);

-- Each form once: what is alike is looked for among these, and then by their exact text.
CREATE TABLE chaincare.known_names (
    folded text PRIMARY KEY,
    sound  text NOT NULL
);
CREATE INDEX known_names_by_sound ON chaincare.known_names (sound) WHERE sound <> '';
CREATE INDEX known_names_by_trigram ON chaincare.known_names USING gin (folded public.gin_trgm_ops);
CREATE INDEX known_names_by_prefix ON chaincare.known_names (folded text_pattern_ops);

-- Whose likeness to others is to be looked at. Done afterwards, by nobody's request: neither the answer nor the time of
-- whoever registers a client can depend on what others registered (S1).
CREATE TABLE chaincare.match_checks (
    id        uuid PRIMARY KEY DEFAULT uuidv7(),
    client_id uuid NOT NULL REFERENCES chaincare.clients
);

-- Only the door reads and writes these three.
DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['client_names', 'known_names', 'match_checks'] LOOP
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', kept);
        EXECUTE format('CREATE POLICY door_keeps ON chaincare.%I TO chaincare_door USING (true) WITH CHECK (true)', kept);
    END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (sound, born_year) ON chaincare.client_names TO chaincare_door;
GRANT SELECT, INSERT ON chaincare.known_names TO chaincare_door;
GRANT SELECT, INSERT, DELETE ON chaincare.match_checks TO chaincare_door;

SET LOCAL ROLE chaincare_door;

-- A BSN that is recorded says more than a name.
CREATE FUNCTION chaincare.check_for_match() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO chaincare.match_checks (client_id) VALUES (NEW.client_id);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION chaincare.check_for_match() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.check_for_match() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER client_bsns_check_for_match AFTER INSERT ON chaincare.client_bsns
    FOR EACH ROW EXECUTE FUNCTION chaincare.check_for_match();
