-- Getting in at night without taking part: only for units that the covenant names, by exact identifiers, for a few
-- hours, and under the eyes of who directs, who coordinates and who audits (DOMAIN 4). First what whoever stands at
-- the door must know, kept per case by the people who know it.

-- ---- The safety sheet: who lives there, what is dangerous, who must stay away.

CREATE TABLE chaincare.safety_sheets (
    case_id      uuid PRIMARY KEY REFERENCES chaincare.cases,
    residents    jsonb NOT NULL CHECK (jsonb_typeof(residents) = 'array'),
    dangers      jsonb NOT NULL CHECK (jsonb_typeof(dangers) = 'array'),
    contact_bans jsonb NOT NULL CHECK (jsonb_typeof(contact_bans) = 'array'),
    door_notes   text,
    version      int NOT NULL DEFAULT 1,
    changed_by   uuid NOT NULL,
    changed_at   timestamptz NOT NULL,
    FOREIGN KEY (case_id, changed_by) REFERENCES chaincare.participations (case_id, id)
);

CREATE TABLE chaincare.safety_sheet_versions (
    case_id      uuid NOT NULL REFERENCES chaincare.cases,
    version      int NOT NULL,
    residents    jsonb NOT NULL,
    dangers      jsonb NOT NULL,
    contact_bans jsonb NOT NULL,
    door_notes   text,
    changed_by   uuid NOT NULL,
    changed_at   timestamptz NOT NULL,
    PRIMARY KEY (case_id, version)
);

-- Never for the client's side: whom it warns of may be among them (S5). Earlier editions are for those who may make
-- the next one; nobody but the trigger writes them.
SELECT chaincare.stand_behind_wall('safety_sheets', '{core,full,emergency}', '{full}',
    'residents, dangers, contact_bans, door_notes, version, changed_by, changed_at');
SELECT chaincare.stand_apart('safety_sheet_versions');
CREATE POLICY app_sees ON chaincare.safety_sheet_versions FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT ON chaincare.safety_sheet_versions TO chaincare_app;
CREATE POLICY door_keeps ON chaincare.safety_sheet_versions FOR INSERT TO chaincare_door WITH CHECK (true);
GRANT INSERT ON chaincare.safety_sheet_versions TO chaincare_door;

-- ---- An agreement may be one about safety: then everybody who sees the core of the case sees it (DOMAIN 2), and so
-- does who gets in by emergency. Its other readers stay as they were.

ALTER TABLE chaincare.agreements ADD COLUMN safety boolean NOT NULL DEFAULT false;

CREATE POLICY safety_seen_by_informed ON chaincare.agreements FOR SELECT TO chaincare_app
    USING (safety AND case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,emergency}'))::uuid[]));
-- Whoever gets in by emergency reads what was agreed, and nothing of what happened to it since.
CREATE POLICY safety_seen_by_emergency ON chaincare.agreement_facts FOR SELECT TO chaincare_app
    USING (kind = 'proposed' AND case_id = ANY ((SELECT chaincare.cleared_cases('{emergency}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id AND a.safety));

-- ---- What a network arranged: which units, for how long, how often.

CREATE TABLE chaincare.emergency_settings (
    network_id  uuid PRIMARY KEY REFERENCES chaincare.networks,
    units       jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(units) = 'array'),
    hours       int NOT NULL DEFAULT 2 CHECK (hours BETWEEN 1 AND 4),
    daily_limit int NOT NULL DEFAULT 3 CHECK (daily_limit BETWEEN 1 AND 20),
    version     int NOT NULL DEFAULT 1
);
CREATE INDEX emergency_settings_by_unit ON chaincare.emergency_settings USING gin (units jsonb_path_ops);
SELECT chaincare.stand_apart('emergency_settings');
CREATE POLICY app_sees ON chaincare.emergency_settings FOR SELECT TO chaincare_app
    USING ((SELECT chaincare.cleared_for('directory')) OR (SELECT chaincare.cleared_for('administration'))
           OR (SELECT chaincare.cleared_for('card')));
CREATE POLICY app_adds ON chaincare.emergency_settings FOR INSERT TO chaincare_app
    WITH CHECK ((SELECT chaincare.cleared_for('administration'))
        AND network_id IN (SELECT e.network_id FROM chaincare.cleared() AS e));
CREATE POLICY app_changes ON chaincare.emergency_settings FOR UPDATE TO chaincare_app
    USING ((SELECT chaincare.cleared_for('administration'))
        AND network_id IN (SELECT e.network_id FROM chaincare.cleared() AS e));
GRANT SELECT, INSERT, UPDATE (units, hours, daily_limit, version) ON chaincare.emergency_settings TO chaincare_app;

-- ---- The accesses, and what happened to each.

-- `reason` is sealed with a key outside the database; the same bytes lie beside the entry it was opened by.
CREATE TABLE chaincare.emergency_accesses (
    id              uuid PRIMARY KEY,
    case_id         uuid NOT NULL REFERENCES chaincare.cases,
    network_id      uuid NOT NULL REFERENCES chaincare.networks,
    professional_id uuid NOT NULL REFERENCES chaincare.professionals,
    unit_id         uuid NOT NULL REFERENCES chaincare.units,
    found_by        text NOT NULL CHECK (found_by IN ('bsn', 'name', 'reference')),
    reason_code     text NOT NULL CHECK (reason_code ~ '^[a-z_]{1,60}$'),
    reason          bytea NOT NULL,
    during          tstzrange NOT NULL CHECK (NOT isempty(during)
        AND upper(during) - lower(during) <= interval '4 hours'),
    review_on       date NOT NULL,
    request_id      uuid NOT NULL,   -- what the sealed reason is bound to
    CONSTRAINT emergency_accesses_in_case UNIQUE (case_id, id)
);
CREATE INDEX emergency_accesses_of_professional ON chaincare.emergency_accesses (professional_id, id);
CREATE INDEX emergency_accesses_of_network ON chaincare.emergency_accesses (network_id, id);

CREATE TABLE chaincare.emergency_facts (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    access_id   uuid NOT NULL,
    case_id     uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN
        ('ended', 'noted', 'acknowledged', 'crisis_begun', 'reviewed', 'disclosed')),
    by_id       uuid NOT NULL REFERENCES chaincare.professionals,
    at          timestamptz NOT NULL,
    about       uuid,                -- the note that was left, or the crisis participation
    until_at    timestamptz,
    outcome     text CHECK (outcome IN ('justified', 'unjustified', 'reported_as_breach')),
    reason      text,
    FOREIGN KEY (case_id, access_id) REFERENCES chaincare.emergency_accesses (case_id, id),
    CHECK ((kind = 'crisis_begun') = (until_at IS NOT NULL)),
    CHECK ((kind IN ('crisis_begun', 'noted')) = (about IS NOT NULL)),
    CHECK ((kind = 'reviewed') = (outcome IS NOT NULL)),
    CHECK (kind NOT IN ('reviewed', 'crisis_begun') OR reason IS NOT NULL)
);
-- What can happen to an access once.
CREATE UNIQUE INDEX emergency_facts_once ON chaincare.emergency_facts (access_id, kind)
    WHERE kind IN ('ended', 'crisis_begun', 'reviewed', 'disclosed');
CREATE INDEX emergency_facts_of_access ON chaincare.emergency_facts (access_id);
CREATE INDEX emergency_facts_of_case ON chaincare.emergency_facts (case_id);

-- Found by exact birth date first: the names of a few dozen people are compared, not those of a million.
CREATE INDEX clients_by_birth_date ON chaincare.clients (birth_date) WHERE birth_precision = 'day';

SET LOCAL ROLE chaincare_door;

CREATE FUNCTION chaincare.keep_safety_sheet_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a change makes the next version' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    INSERT INTO chaincare.safety_sheet_versions (case_id, version, residents, dangers, contact_bans, door_notes,
            changed_by, changed_at)
        VALUES (OLD.case_id, OLD.version, OLD.residents, OLD.dangers, OLD.contact_bans, OLD.door_notes,
                OLD.changed_by, OLD.changed_at);
    RETURN NEW;
END $$;

-- One person, so many a day: counted again at the moment of writing, one at a time for each person.
CREATE FUNCTION chaincare.hold_emergency_limit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || NEW.professional_id::text, 0));
    IF (SELECT count(*) FROM chaincare.emergency_accesses AS a
        WHERE a.professional_id = NEW.professional_id AND lower(a.during) > lower(NEW.during) - interval '1 day')
       >= (SELECT s.daily_limit FROM chaincare.emergency_settings AS s WHERE s.network_id = NEW.network_id) THEN
        RAISE EXCEPTION 'too many in a day' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'emergency_accesses_daily_limit';
    END IF;
    RETURN NEW;
END $$;

-- The accesses an entry lets somebody into as who uses it, or as the second person.
CREATE FUNCTION chaincare.cleared_emergencies() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT relation_id FROM chaincare.let_in WHERE relation = 'emergency');
END $$;

-- The cases an entry lets the regie holder into.
CREATE FUNCTION chaincare.cleared_directed() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN ARRAY(SELECT e.case_id FROM chaincare.let_in AS e
        JOIN chaincare.regie_terms AS t ON t.case_id = e.case_id AND t.holder_id = e.relation_id
            AND (t.during @> moment) IS TRUE
        WHERE e.reach IN ('core', 'full'));
END $$;

-- The crisis participations of the case an auditor's entry is for.
CREATE FUNCTION chaincare.cleared_crises() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT f.about FROM chaincare.let_in AS e
        JOIN chaincare.emergency_facts AS f ON f.case_id = e.case_id AND f.kind = 'crisis_begun'
        WHERE e.reach = 'log');
END $$;

-- Everything by whose id an entry of the client's own log would betray an emergency: accesses that nobody disclosed,
-- and the participations and bases that came of them.
CREATE FUNCTION chaincare.cleared_undisclosed() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT named.id FROM chaincare.let_in AS e
        JOIN chaincare.emergency_accesses AS a ON a.case_id = e.case_id
        CROSS JOIN LATERAL (
            SELECT a.id
            UNION ALL SELECT f.about FROM chaincare.emergency_facts AS f
                WHERE f.access_id = a.id AND f.kind = 'crisis_begun'
            UNION ALL SELECT b.id FROM chaincare.emergency_facts AS f
                JOIN chaincare.legal_bases AS b ON b.participation_id = f.about
                WHERE f.access_id = a.id AND f.kind = 'crisis_begun') AS named (id)
        WHERE e.reach = 'own_log' AND NOT EXISTS (
            SELECT FROM chaincare.emergency_facts AS d WHERE d.access_id = a.id AND d.kind = 'disclosed'));
END $$;

REVOKE EXECUTE ON FUNCTION chaincare.keep_safety_sheet_version(), chaincare.hold_emergency_limit() FROM chaincare_app;
GRANT EXECUTE ON FUNCTION chaincare.keep_safety_sheet_version(), chaincare.hold_emergency_limit() TO chaincare_owner;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE TRIGGER safety_sheets_keep_version BEFORE UPDATE ON chaincare.safety_sheets
    FOR EACH ROW EXECUTE FUNCTION chaincare.keep_safety_sheet_version();
CREATE TRIGGER emergency_accesses_hold_limit BEFORE INSERT ON chaincare.emergency_accesses
    FOR EACH ROW EXECUTE FUNCTION chaincare.hold_emergency_limit();

-- Seen by who uses it, by the regie holder, by the coordinator and by the auditor whose entry is for that very case;
-- not by the other people of the case. The reason is sealed for all of them.
SELECT chaincare.stand_apart('emergency_accesses');
CREATE POLICY app_sees ON chaincare.emergency_accesses FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_emergencies())::uuid[])
           OR case_id = ANY ((SELECT chaincare.cleared_cases('{steering,log}'))::uuid[])
           OR case_id = ANY ((SELECT chaincare.cleared_directed())::uuid[]));
CREATE POLICY app_adds ON chaincare.emergency_accesses FOR INSERT TO chaincare_app
    WITH CHECK (id = ANY ((SELECT chaincare.cleared_emergencies())::uuid[])
                AND case_id = ANY ((SELECT chaincare.cleared_cases('{card}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.emergency_accesses TO chaincare_app;

SELECT chaincare.stand_apart('emergency_facts');
CREATE POLICY app_sees ON chaincare.emergency_facts FOR SELECT TO chaincare_app
    USING ((access_id = ANY ((SELECT chaincare.cleared_emergencies())::uuid[])
            OR case_id = ANY ((SELECT chaincare.cleared_cases('{steering,log}'))::uuid[])
            OR case_id = ANY ((SELECT chaincare.cleared_directed())::uuid[])));
CREATE POLICY app_adds ON chaincare.emergency_facts FOR INSERT TO chaincare_app
    WITH CHECK ((kind IN ('ended', 'noted', 'crisis_begun')
                 AND access_id = ANY ((SELECT chaincare.cleared_emergencies())::uuid[]))
                OR (kind IN ('acknowledged', 'crisis_begun', 'disclosed')
                    AND case_id = ANY ((SELECT chaincare.cleared_directed())::uuid[]))
                OR (kind = 'acknowledged' AND case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]))
                OR (kind IN ('reviewed', 'disclosed')
                    AND case_id = ANY ((SELECT chaincare.cleared_cases('{log}'))::uuid[])));
GRANT SELECT, INSERT ON chaincare.emergency_facts TO chaincare_app;

-- A note for the regie holder is left and not read back.
CREATE POLICY emergency_adds ON chaincare.notes FOR INSERT TO chaincare_app
    WITH CHECK (readers = '{regie}' AND case_id = ANY ((SELECT chaincare.cleared_cases('{emergency}'))::uuid[]));

-- A crisis participation, made by the second person: bounded, and kept from the client's side (0023) until disclosed.
CREATE POLICY crisis_adds ON chaincare.participations FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{card}'))::uuid[])
                AND role = 'caseworker' AND circle = 'winkelstraat'
                AND upper(during) - lower(during) <= interval '72 hours');
CREATE POLICY crisis_adds ON chaincare.legal_bases FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{card}'))::uuid[])
                AND upper(during) - lower(during) <= interval '72 hours');
-- The reviewer sees when it ended.
CREATE POLICY reviewer_sees ON chaincare.participations FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_crises())::uuid[]));

-- The client's own log begins to tell of an emergency when somebody responsible said that it is safe.
DROP POLICY client_sees_own ON chaincare.access_entries;
CREATE POLICY client_sees_own ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (client = ANY ((SELECT chaincare.cleared_clients('{own_log}'))::uuid[])
           AND coalesce(relation_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true)
           AND coalesce(object_id <> ALL ((SELECT chaincare.cleared_undisclosed())::uuid[]), true));
