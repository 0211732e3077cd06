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

-- ---- Matches: two registrations that may be of one person. The card lies with the regie holder of the older case; the
-- other holder learns of it when the first one thinks so too, and the client is asked. Nobody else is told anything.

CREATE TABLE chaincare.matches (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id       uuid NOT NULL REFERENCES chaincare.cases,    -- the older
    newer_case_id uuid NOT NULL REFERENCES chaincare.cases,
    state         text NOT NULL DEFAULT 'to_older' CHECK (state IN
        ('to_older', 'to_newer', 'to_client', 'merged', 'not_a_duplicate', 'client_declined', 'split')),
    found_at      timestamptz NOT NULL,
    since         timestamptz NOT NULL,
    -- Once, whatever was decided: what is not a duplicate is never raised again. No request writes here by itself, so
    -- nobody can probe it.
    CONSTRAINT matches_once UNIQUE (case_id, newer_case_id)
);
CREATE INDEX matches_of_newer ON chaincare.matches (newer_case_id);

-- What a holder decided, only ever added. `regie_with`: whose holder directs when they are merged, agreed in this act.
-- `basis`: on what the newer one's holder takes part in the older case from then on.
CREATE TABLE chaincare.match_decisions (
    id              uuid PRIMARY KEY,
    match_id        uuid NOT NULL REFERENCES chaincare.matches,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,  -- the decider's own
    answer          text NOT NULL CHECK (answer IN ('same_person', 'not_a_duplicate')),
    regie_with      text CHECK (regie_with IN ('older', 'newer')),
    client_agrees   boolean,
    client_asked    text CHECK (client_asked IN ('in_person', 'by_phone', 'in_writing', 'through_representative')),
    client_asked_on date,
    basis           jsonb,
    decided_by      uuid NOT NULL,
    decided_at      timestamptz NOT NULL,
    FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations (case_id, id),
    CHECK ((answer = 'same_person') = (regie_with IS NOT NULL)),
    CHECK (num_nonnulls(client_agrees, client_asked, client_asked_on) IN (0, 3))
);
CREATE INDEX match_decisions_of_match ON chaincare.match_decisions (match_id, id);

-- The newer case is closed into the older one. Nothing of it is moved or changed but its status and its running term of
-- regie, and both are kept here as they were, so that a split puts them back.
CREATE TABLE chaincare.client_merges (
    id               uuid PRIMARY KEY DEFAULT uuidv7(),
    match_id         uuid NOT NULL REFERENCES chaincare.matches,
    case_id          uuid NOT NULL REFERENCES chaincare.cases,
    merged_case_id   uuid NOT NULL REFERENCES chaincare.cases,
    client_id        uuid NOT NULL REFERENCES chaincare.clients,
    merged_client_id uuid NOT NULL REFERENCES chaincare.clients,
    merged_at        timestamptz NOT NULL,
    status_before    text NOT NULL,
    vacant_before    text,
    term_began_at    timestamptz,       -- the merged case's term that ended by it, and where it was to end
    term_until       timestamptz,
    joined_id        uuid,              -- the participation in the older case that came with it
    held_began_at    timestamptz,       -- the older case's term that ended by it
    split_at         timestamptz,
    split_by         uuid,
    split_because    text,
    CHECK (num_nonnulls(split_at, split_by, split_because) IN (0, 3))
);
CREATE UNIQUE INDEX client_merges_one ON chaincare.client_merges (merged_case_id) WHERE split_at IS NULL;
CREATE INDEX client_merges_of_case ON chaincare.client_merges (case_id);
CREATE INDEX client_merges_of_client ON chaincare.client_merges (merged_client_id) WHERE split_at IS NULL;

SELECT chaincare.stand_apart('matches'), chaincare.stand_apart('client_merges');
SELECT chaincare.stand_behind_wall('match_decisions', '{match}', '{match}');
CREATE POLICY app_sees ON chaincare.client_merges FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[])
           OR merged_case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[]));
GRANT SELECT ON chaincare.client_merges TO chaincare_app;

-- A merge is one act in two cases, which no ticket of one case may do: a function of the door does it.
DO $$
DECLARE
    allowed text[];
BEGIN
    FOREACH allowed SLICE 1 IN ARRAY ARRAY[
        ['matches', 'INSERT', 'INSERT'], ['matches', 'UPDATE', 'UPDATE (state, since)'],
        ['client_merges', 'INSERT', 'INSERT'], ['client_merges', 'UPDATE', 'UPDATE (split_at, split_by, split_because)'],
        ['cases', 'UPDATE', 'UPDATE (status)'], ['regie', 'UPDATE', 'UPDATE (open_proposal_id, vacant_because)'],
        ['regie_terms', 'INSERT', 'INSERT'], ['regie_terms', 'UPDATE', 'UPDATE (during)'],
        ['regie_facts', 'INSERT', 'INSERT'], ['regie_proposals', 'INSERT', 'INSERT'],
        ['regie_responses', 'INSERT', 'INSERT'], ['regie_outcomes', 'INSERT', 'INSERT'],
        ['participations', 'INSERT', 'INSERT'], ['participations', 'UPDATE', 'UPDATE (during, ended_because)'],
        ['legal_bases', 'INSERT', 'INSERT']] LOOP
        EXECUTE format('CREATE POLICY %I ON chaincare.%I FOR %s TO chaincare_door %s', 'door_merges_' || lower(allowed[2]),
            allowed[1], allowed[2], CASE allowed[2] WHEN 'INSERT' THEN 'WITH CHECK (true)' ELSE 'USING (true)' END);
        EXECUTE format('GRANT %s ON chaincare.%I TO chaincare_door', allowed[3], allowed[1]);
    END LOOP;
END $$;

ALTER TABLE chaincare.regie_facts
    DROP CONSTRAINT regie_facts_because_check,
    ADD CONSTRAINT regie_facts_because_check CHECK (because IN
        ('passed_on', 'laid_down', 'interim_over', 'assent_taken_back', 'merged'));
ALTER TABLE chaincare.regie
    DROP CONSTRAINT regie_vacant_because_check,
    ADD CONSTRAINT regie_vacant_because_check CHECK (vacant_because IN
        ('not_yet_agreed', 'interim_ended', 'laid_down', 'assent_taken_back', 'merged'));

SET LOCAL ROLE chaincare_door;

-- A merge changes rows of two cases, and each answers to an entry about its own (T2): the second one is named apart.
CREATE OR REPLACE FUNCTION chaincare.done_in_this_transaction(about uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH done AS MATERIALIZED (
        SELECT split_part(setting, '/', 1)::timestamptz AS at, split_part(setting, '/', 2)::uuid AS id
        FROM (VALUES (nullif(current_setting('chaincare.done', true), '')),
                     (nullif(current_setting('chaincare.done_too', true), ''))) AS local (setting)
        WHERE setting IS NOT NULL)
    SELECT EXISTS (
        SELECT FROM done JOIN chaincare.access_entries AS e ON e.at = done.at AND e.id = done.id
        WHERE e.outcome = 'done' AND e.xid = pg_current_xact_id() AND (about IS NULL OR e.case_id = about))
$$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;
