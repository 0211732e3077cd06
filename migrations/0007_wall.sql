-- The wall (S3, T1): a row about a client is visible only under a ticket, the key of an access-log entry
-- that another transaction has already committed. The server cannot know whether it named the right
-- person; it cannot look without leaving a trace.
--
-- These functions belong to chaincare_door, which alone may read the whole log and every relation.

GRANT USAGE ON SCHEMA chaincare TO chaincare_door, chaincare_app;
GRANT SELECT ON ALL TABLES IN SCHEMA chaincare TO chaincare_door;
GRANT INSERT ON chaincare.access_entries, chaincare.client_logins TO chaincare_door;

-- What a request says of itself; the doors look up everything else.
CREATE TYPE chaincare.caller AS (
    issuer text, subject text, partner text, citizen boolean, system boolean,
    address inet, request_id uuid, trace_id bytea, span_id bytea,
    moment timestamptz   -- the clock that rules go by (tests and the demo may move it)
);
CREATE TYPE chaincare.actor AS (id uuid, unit_id uuid, organisation_id uuid, network_id uuid);

SET LOCAL ROLE chaincare_door;

-- Functions of the door are for the app's role, never for PUBLIC; those that only other doors call are
-- taken from the app again where they are defined.
ALTER DEFAULT PRIVILEGES FOR ROLE chaincare_door REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE chaincare_door GRANT EXECUTE ON FUNCTIONS TO chaincare_app;

-- The entries the present transaction was let in by: the one the ticket names and, for a page, those of
-- its query. Not an entry of this same transaction (it could still be rolled back), not a refusal, not
-- one older than five seconds. The setting reads '' after a commit, never NULL, hence the nullif.
-- Nobody but chaincare_door reads this view, so nobody else can ask for all that is open.
CREATE VIEW chaincare.let_in AS
    SELECT e.* FROM chaincare.access_entries AS e
    WHERE e.at = split_part(nullif(current_setting('chaincare.ticket', true), ''), '/', 1)::timestamptz
      AND split_part(nullif(current_setting('chaincare.ticket', true), ''), '/', 2)::uuid IN (e.id, e.query_id)
      AND e.outcome = 'entered'
      AND e.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND e.at > clock_timestamp() - interval '5 seconds';

CREATE FUNCTION chaincare.cleared() RETURNS SETOF chaincare.access_entries
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM chaincare.let_in
$$;

-- Every table of a read asks one of these, so they are plpgsql over the view: a plan kept for the session
-- and one scan, a third of what nested SQL functions cost.
CREATE FUNCTION chaincare.cleared_cases(reaches text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT case_id FROM chaincare.let_in WHERE reach = ANY (reaches) AND case_id IS NOT NULL);
END $$;

CREATE FUNCTION chaincare.cleared_clients(reaches text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT client FROM chaincare.let_in WHERE reach = ANY (reaches) AND client IS NOT NULL);
END $$;

-- An escalation target is cleared for its target, not for the case.
CREATE FUNCTION chaincare.cleared_targets() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT relation_id FROM chaincare.let_in WHERE reach = 'target');
END $$;

CREATE FUNCTION chaincare.cleared_escalations() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT t.escalation_id FROM chaincare.let_in AS e
        JOIN chaincare.escalation_targets AS t ON t.id = e.relation_id WHERE e.reach = 'target');
END $$;

-- Who asked: of all who take part, the only one a target may see.
CREATE FUNCTION chaincare.cleared_requesters() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT x.requested_by FROM chaincare.let_in AS e
        JOIN chaincare.escalation_targets AS t ON t.id = e.relation_id
        JOIN chaincare.escalations AS x ON x.id = t.escalation_id WHERE e.reach = 'target');
END $$;

-- What the person let in is called in the `readers` of notes and agreements, as {case: [names]}: derived
-- from his entry, so that a handler cannot widen an audience by asking differently, and so that on a page
-- the circle of one case opens nothing in another. Regie gives nothing that was shared with another
-- audience (R10). One value for a whole statement: a policy must not ask this row by row.
CREATE FUNCTION chaincare.cleared_audiences() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment timestamptz := coalesce(
        nullif(current_setting('chaincare.moment', true), '')::timestamptz, clock_timestamp());
BEGIN
    RETURN (
        SELECT jsonb_object_agg(e.case_id, array_remove(CASE e.reach
            WHEN 'client' THEN ARRAY['client', 'party:' || p.id]
            ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || e.unit_id,
                'party:' || p.id, CASE WHEN EXISTS (
                    SELECT FROM chaincare.regie_terms AS t
                    WHERE t.case_id = e.case_id AND t.holder_id = p.id AND t.during @> moment)
                THEN 'regie' END] END, NULL))
        FROM chaincare.let_in AS e
        LEFT JOIN chaincare.participations AS p ON p.case_id = e.case_id AND p.id = e.relation_id
        WHERE e.reach IN ('core', 'full', 'client') AND e.case_id IS NOT NULL);
END $$;

CREATE FUNCTION chaincare.cleared_for(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.cleared() WHERE reach = wanted)
$$;

-- The log query a ticket allows. A mandate for one organisation shows the acts of its own people and
-- nothing else; one for the network shows those of all its members, and of its citizens.
CREATE FUNCTION chaincare.cleared_log_networks() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(network_id) FROM chaincare.cleared() WHERE reach = 'log'
$$;

CREATE FUNCTION chaincare.cleared_log_whole_networks() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(m.network_id) FROM chaincare.cleared() AS e
    JOIN chaincare.mandates AS m ON m.id = e.relation_id
    WHERE e.reach = 'log' AND m.organisation_id IS NULL
$$;

-- Whether something that a stranger asked for lies in the networks the auditor's mandate is for.
CREATE FUNCTION chaincare.asked_within_log(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM chaincare.cases AS c
        WHERE c.id = asked AND c.network_id = ANY (chaincare.cleared_log_whole_networks()))
$$;

CREATE FUNCTION chaincare.cleared_log_organisations() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(o.id) FROM chaincare.cleared() AS e
    JOIN chaincare.mandates AS m ON m.id = e.relation_id
    JOIN chaincare.organisations AS o ON o.id = m.organisation_id OR (m.organisation_id IS NULL AND
        EXISTS (SELECT FROM chaincare.memberships AS s
                WHERE s.network_id = m.network_id AND s.organisation_id = o.id))
    WHERE e.reach = 'log'
$$;

-- T2 as a guarantee: a row about a client or a right is only ever written together with the entry that
-- says so. Checked at commit, per row, against an entry of this very transaction about this very case.
CREATE FUNCTION chaincare.done_in_this_transaction(about uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH done AS MATERIALIZED (
        SELECT split_part(setting, '/', 1)::timestamptz AS at, split_part(setting, '/', 2)::uuid AS id
        FROM (SELECT nullif(current_setting('chaincare.done', true), '') AS setting) AS local
        WHERE setting IS NOT NULL)
    SELECT EXISTS (
        SELECT FROM done JOIN chaincare.access_entries AS e ON e.at = done.at AND e.id = done.id
        WHERE e.outcome = 'done' AND e.xid = pg_current_xact_id() AND (about IS NULL OR e.case_id = about))
$$;

RESET ROLE;
SET LOCAL ROLE chaincare_owner;

CREATE FUNCTION chaincare.require_done() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    about uuid := to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'cases' THEN 'id' ELSE 'case_id' END;
BEGIN
    IF chaincare.done_in_this_transaction(about) IS NOT TRUE THEN
        RAISE EXCEPTION 'a write to % has no entry that says so (T2)', TG_TABLE_NAME
            USING ERRCODE = 'CC002';
    END IF;
    RETURN NULL;
END $$;

-- Every table behind the wall: row-level security forced, the door may read it, every write answers to T2.
DO $$
DECLARE
    behind text;
BEGIN
    FOREACH behind IN ARRAY ARRAY[
        'clients', 'cases', 'case_questions', 'representatives', 'participations', 'legal_bases',
        'legal_basis_withdrawals', 'notes', 'invitations', 'client_logins',
        'regie', 'regie_proposals', 'regie_responses', 'regie_outcomes', 'regie_terms',
        'escalations', 'escalation_texts', 'escalation_targets', 'escalation_facts',
        'agreements', 'agreement_facts', 'access_entries',
        'networks', 'token_issuers', 'organisations', 'memberships', 'units', 'professionals',
        'services', 'mandates']
    LOOP
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', behind);
        EXECUTE format('CREATE POLICY door_reads ON chaincare.%I FOR SELECT TO chaincare_door USING (true)', behind);
        IF behind NOT IN ('access_entries', 'client_logins') THEN
            EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE ON chaincare.%I
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done()',
                behind || '_require_done', behind);
        END IF;
    END LOOP;
END $$;

CREATE POLICY door_writes ON chaincare.access_entries FOR INSERT TO chaincare_door WITH CHECK (true);
CREATE POLICY door_links ON chaincare.client_logins FOR INSERT TO chaincare_door WITH CHECK (true);

-- The directory: read by every identified caller, written under an administrator's ticket.
DO $$
DECLARE
    open text;
BEGIN
    FOREACH open IN ARRAY ARRAY['networks', 'token_issuers', 'organisations', 'memberships', 'units',
                                'professionals', 'services', 'mandates'] LOOP
        EXECUTE format('CREATE POLICY app_reads ON chaincare.%I FOR SELECT TO chaincare_app USING (true)', open);
        EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app
            WITH CHECK ((SELECT chaincare.cleared_for(''administration'')))', open);
        EXECUTE format('CREATE POLICY app_changes ON chaincare.%I FOR UPDATE TO chaincare_app
            USING ((SELECT chaincare.cleared_for(''administration'')))', open);
        EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', open);
        -- The first administrator is made by the operator, through a door of its own (directory/door.sql).
        EXECUTE format('CREATE POLICY door_founds ON chaincare.%I FOR INSERT TO chaincare_door WITH CHECK (true)', open);
        EXECUTE format('GRANT INSERT ON chaincare.%I TO chaincare_door', open);
    END LOOP;
END $$;
GRANT UPDATE (name, region, municipalities, objection_days) ON chaincare.networks TO chaincare_app;
GRANT UPDATE (name, status) ON chaincare.organisations TO chaincare_app;
GRANT UPDATE (name, statutory_task) ON chaincare.units TO chaincare_app;
GRANT UPDATE (unit_id, name, function, phone, status, deactivated_because) ON chaincare.professionals TO chaincare_app;
GRANT UPDATE (during) ON chaincare.mandates TO chaincare_app;

-- One row a table: who may see it, who may write it, and which columns may ever change.
CREATE FUNCTION chaincare.stand_behind_wall(
    behind text, seen_by text[], written_by text[], changeable text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    seen text := format('case_id = ANY ((SELECT chaincare.cleared_cases(%L))::uuid[])', seen_by);
    written text := format('case_id = ANY ((SELECT chaincare.cleared_cases(%L))::uuid[])', written_by);
BEGIN
    IF behind = 'cases' THEN
        seen := 'id' || substr(seen, 8);
        written := 'id' || substr(written, 8);
    END IF;
    EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app USING (%s)', behind, seen);
    EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app WITH CHECK (%s)', behind, written);
    EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', behind);
    IF changeable IS NOT NULL THEN
        EXECUTE format('CREATE POLICY app_changes ON chaincare.%I FOR UPDATE TO chaincare_app USING (%s)', behind, written);
        EXECUTE format('GRANT UPDATE (%s) ON chaincare.%I TO chaincare_app', changeable, behind);
    END IF;
END $$;

SELECT chaincare.stand_behind_wall('cases', '{that,core,full,client,steering}', '{full}', 'status');
SELECT chaincare.stand_behind_wall('case_questions', '{core,full,client}', '{full}', NULL);
SELECT chaincare.stand_behind_wall('representatives', '{core,full,client}', '{full}', NULL);
SELECT chaincare.stand_behind_wall('participations', '{that,core,full,client,steering}', '{that,core,full}',
    'during, ended_because, scope_from');
SELECT chaincare.stand_behind_wall('legal_bases', '{full,client}', '{full,target}', NULL);
SELECT chaincare.stand_behind_wall('legal_basis_withdrawals', '{full,client}', '{full,client}', NULL);
SELECT chaincare.stand_behind_wall('invitations', '{full}', '{full}', NULL);
SELECT chaincare.stand_behind_wall('regie', '{that,core,full,client,steering}', '{that,core,full,steering}',
    'open_proposal_id, vacant_because');
SELECT chaincare.stand_behind_wall('regie_proposals', '{that,core,full,client,steering}', '{core,full,steering}', NULL);
SELECT chaincare.stand_behind_wall('regie_responses', '{that,core,full,client,steering}', '{that,core,full,client}', NULL);
SELECT chaincare.stand_behind_wall('regie_outcomes', '{that,core,full,client,steering}', '{that,core,full,client,steering}', NULL);
SELECT chaincare.stand_behind_wall('regie_terms', '{that,core,full,client,steering}', '{that,core,full}', 'during');
SELECT chaincare.stand_behind_wall('escalations', '{that,core,full,client,steering}', '{that,core,full}',
    'state, ball, ball_unit_id, ball_since, version');
SELECT chaincare.stand_behind_wall('escalation_texts', '{core,full}', '{full}', NULL);
SELECT chaincare.stand_behind_wall('escalation_targets', '{that,core,full,client,steering}', '{that,core,full}',
    'state, asked_at, answer_by, expected_on, participation_id');
SELECT chaincare.stand_behind_wall('escalation_facts', '{core,full}', '{that,core,full,target}', NULL);
DROP FUNCTION chaincare.stand_behind_wall(text, text[], text[], text);

-- A client's objection closes the open proposal (R2): all he may ever change about regie.
CREATE POLICY client_objects ON chaincare.regie FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{client}'))::uuid[]))
    WITH CHECK (open_proposal_id IS NULL);

-- A target sees its own target and the escalation it belongs to, before and after answering, and who asked.
-- Not its facts: they hold what was tried and what others answered. Accepting adds a specialist (E2, E3).
-- Of several policies the last by name is asked first: theirs is named so that it is asked last, and costs
-- nothing where app_sees already said yes.
CREATE POLICY also_seen_by_target ON chaincare.escalation_targets FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_targets())::uuid[]));
CREATE POLICY target_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_targets())::uuid[]));
CREATE POLICY also_seen_by_target ON chaincare.escalations FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_escalations())::uuid[]));
CREATE POLICY target_changes ON chaincare.escalations FOR UPDATE TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_escalations())::uuid[]));
CREATE POLICY also_seen_by_target ON chaincare.escalation_texts FOR SELECT TO chaincare_app
    USING (escalation_id = ANY ((SELECT chaincare.cleared_escalations())::uuid[]));
CREATE POLICY also_seen_by_target ON chaincare.participations FOR SELECT TO chaincare_app
    USING (id = ANY ((SELECT chaincare.cleared_requesters())::uuid[]));
CREATE POLICY target_adds ON chaincare.participations FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{target}'))::uuid[])
                AND role = 'specialist' AND circle = 'winkelstraat');

-- The first to accept takes it: the other targets lapse by the door, because none may see another.
GRANT UPDATE (state) ON chaincare.escalation_targets TO chaincare_door;
CREATE POLICY door_lapses ON chaincare.escalation_targets FOR UPDATE TO chaincare_door
    USING (state = 'requested') WITH CHECK (state = 'lapsed');

-- The client: by pseudonym, which is what an entry holds. A case's client is written when it is opened.
CREATE POLICY app_sees ON chaincare.clients FOR SELECT TO chaincare_app
    USING (pseudonym = ANY ((SELECT chaincare.cleared_clients('{that,core,full,client}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.clients FOR INSERT TO chaincare_app
    WITH CHECK (pseudonym = ANY ((SELECT chaincare.cleared_clients('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.clients TO chaincare_app;

-- Notes and agreements: within the case, and within the audience.
CREATE POLICY app_sees ON chaincare.notes FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ?| readers);
CREATE POLICY app_adds ON chaincare.notes FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{full}'))::uuid[]));
GRANT SELECT, INSERT ON chaincare.notes TO chaincare_app;

-- The coordinator sees the steps and the dates of every agreement, no text (agreement_facts holds it).
CREATE POLICY app_sees ON chaincare.agreements FOR SELECT TO chaincare_app
    USING ((case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
            AND ((SELECT chaincare.cleared_audiences()) -> case_id::text) ?| readers)
           OR case_id = ANY ((SELECT chaincare.cleared_cases('{steering}'))::uuid[]));
CREATE POLICY app_adds ON chaincare.agreements FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]));
CREATE POLICY app_changes ON chaincare.agreements FOR UPDATE TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[]));
GRANT SELECT, INSERT, UPDATE (state, due_on, shifts, waiting_on, waiting_since, version)
    ON chaincare.agreements TO chaincare_app;
CREATE POLICY app_sees ON chaincare.agreement_facts FOR SELECT TO chaincare_app
    USING (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
           AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
CREATE POLICY app_adds ON chaincare.agreement_facts FOR INSERT TO chaincare_app
    WITH CHECK (case_id = ANY ((SELECT chaincare.cleared_cases('{core,full,client}'))::uuid[])
                AND EXISTS (SELECT FROM chaincare.agreements AS a WHERE a.id = agreement_id));
GRANT SELECT, INSERT ON chaincare.agreement_facts TO chaincare_app;

-- The log: an auditor within the networks and organisations of his mandate, a client his own entries.
-- Nobody writes it but the door.
CREATE POLICY auditor_sees ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (organisation_id = ANY ((SELECT chaincare.cleared_log_organisations())::uuid[])
           AND (network_id IS NULL OR network_id = ANY ((SELECT chaincare.cleared_log_networks())::uuid[])));
CREATE POLICY citizens_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (organisation_id IS NULL
           AND network_id = ANY ((SELECT chaincare.cleared_log_whole_networks())::uuid[]));
-- A stranger's attempt belongs to no network; it is shown to the auditor of what was asked for.
CREATE POLICY strangers_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (organisation_id IS NULL AND network_id IS NULL
           AND chaincare.asked_within_log(asked_id));
CREATE POLICY client_sees_own ON chaincare.access_entries FOR SELECT TO chaincare_app
    USING (client = ANY ((SELECT chaincare.cleared_clients('{own_log}'))::uuid[]));
GRANT SELECT ON chaincare.access_entries TO chaincare_app;
