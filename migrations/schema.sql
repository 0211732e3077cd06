-- All migrations together, for reading. Written by `chaincare migrate --write-schema`; do not edit.

CREATE SCHEMA chaincare;
ALTER SCHEMA chaincare OWNER TO chaincare_owner;

CREATE TYPE chaincare.actor AS (
	id uuid,
	unit_id uuid,
	organisation_id uuid,
	network_id uuid
);
ALTER TYPE chaincare.actor OWNER TO chaincare_owner;

CREATE TYPE chaincare.ball AS (
	id uuid,
	case_id uuid,
	kind text,
	about uuid,
	since timestamp with time zone,
	due_on date,
	who text,
	participation_id uuid,
	unit_id uuid,
	within_id uuid,
	asked_by uuid,
	readers text[]
);
ALTER TYPE chaincare.ball OWNER TO chaincare_owner;

CREATE TYPE chaincare.caller AS (
	issuer text,
	subject text,
	partner text,
	citizen boolean,
	system boolean,
	address inet,
	request_id uuid,
	trace_id bytea,
	span_id bytea,
	moment timestamp with time zone,
	acted_by text
);
ALTER TYPE chaincare.caller OWNER TO chaincare_owner;

CREATE TYPE chaincare.hit AS (
	kind text,
	actor_id uuid,
	organisation_id uuid,
	client uuid,
	day date,
	first_at timestamp with time zone,
	last_at timestamp with time zone,
	times integer,
	entries uuid[]
);
ALTER TYPE chaincare.hit OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.leaf_field(value bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN COALESCE((int4send(octet_length(value)) || value), '\xffffffff'::bytea);
ALTER FUNCTION chaincare.leaf_field(value bytea) OWNER TO chaincare_owner;

CREATE TABLE chaincare.access_entries (
    at timestamp with time zone NOT NULL,
    id uuid DEFAULT uuidv7() NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    query_id uuid,
    event text NOT NULL,
    action text NOT NULL,
    outcome text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    actor_id uuid,
    role text,
    unit_id uuid,
    organisation_id uuid,
    partner text NOT NULL,
    address inet,
    relation text NOT NULL,
    relation_id uuid,
    relation_by uuid,
    reach text,
    basis_id uuid,
    rule text NOT NULL,
    purpose text,
    network_id uuid,
    client uuid,
    case_id uuid,
    object_id uuid,
    asked_id uuid,
    emergency boolean DEFAULT false NOT NULL,
    request_id uuid NOT NULL,
    trace_id bytea NOT NULL,
    span_id bytea NOT NULL,
    private bytea,
    private_digest bytea,
    acted_by text,
    blind bytea,
    CONSTRAINT access_entries_acted_by_check CHECK (((acted_by ~ '^[!-{}~]+[|][!-{}~]+$'::text) AND (char_length(acted_by) <= 768))),
    CONSTRAINT access_entries_action_check CHECK ((action = ANY (ARRAY['C'::text, 'R'::text, 'U'::text, 'D'::text, 'E'::text]))),
    CONSTRAINT access_entries_blind_check CHECK ((octet_length(blind) = 16)),
    CONSTRAINT access_entries_event_check CHECK (((event ~ '^[a-z0-9.-]+$'::text) AND (octet_length(event) <= 60))),
    CONSTRAINT access_entries_outcome_check CHECK ((outcome = ANY (ARRAY['entered'::text, 'not_visible'::text, 'refused'::text, 'done'::text]))),
    CONSTRAINT access_entries_purpose_check CHECK (((purpose ~ '^[a-z_]+$'::text) AND (octet_length(purpose) <= 60))),
    CONSTRAINT access_entries_reach_check CHECK ((reach = ANY (ARRAY['that'::text, 'core'::text, 'full'::text, 'client'::text, 'steering'::text, 'target'::text, 'log'::text, 'own_log'::text, 'directory'::text, 'administration'::text, 'asker'::text, 'author'::text, 'card'::text, 'emergency'::text, 'match'::text, 'privacy'::text, 'oversight'::text, 'management'::text, 'alliance'::text, 'funding'::text, 'voortrekker'::text, 'organisation'::text, 'inventory'::text]))),
    CONSTRAINT access_entries_relation_check CHECK ((relation = ANY (ARRAY['participation'::text, 'team'::text, 'client'::text, 'representative'::text, 'target'::text, 'coordinator'::text, 'auditor'::text, 'administrator'::text, 'directory'::text, 'opening'::text, 'own'::text, 'none'::text, 'asker'::text, 'author'::text, 'emergency'::text, 'match'::text, 'privacy_officer'::text, 'fg'::text, 'clock'::text, 'management_contact'::text, 'member'::text, 'voortrekker'::text, 'organisation_administrator'::text, 'inventory'::text]))),
    CONSTRAINT access_entries_rule_check CHECK (((rule ~ '^[a-z0-9/-]+$'::text) AND (octet_length(rule) <= 60))),
    CONSTRAINT access_entries_span_id_check CHECK ((octet_length(span_id) = 8)),
    CONSTRAINT access_entries_trace_id_check CHECK ((octet_length(trace_id) = 16))
)
PARTITION BY RANGE (at);
ALTER TABLE ONLY chaincare.access_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.access_entries OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.access_leaf(e chaincare.access_entries) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (((((((((((((((((((((((((((((((((CASE WHEN ((e).blind IS NOT NULL) THEN '\x03'::bytea WHEN ((e).acted_by IS NULL) THEN '\x01'::bytea ELSE '\x02'::bytea END || chaincare.leaf_field(int8send(((EXTRACT(epoch FROM (e).at) * (1000000)::numeric))::bigint))) || chaincare.leaf_field(uuid_send((e).id))) || chaincare.leaf_field(uuid_send((e).query_id))) || chaincare.leaf_field(convert_to((e).event, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).action, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).outcome, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).issuer, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).subject, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).actor_id))) || chaincare.leaf_field(convert_to((e).role, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).unit_id))) || chaincare.leaf_field(uuid_send((e).organisation_id))) || chaincare.leaf_field(convert_to((e).partner, 'UTF8'::name))) || chaincare.leaf_field(substr(inet_send((e).address), 5))) || chaincare.leaf_field(convert_to((e).relation, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).relation_id))) || chaincare.leaf_field(uuid_send((e).relation_by))) || chaincare.leaf_field(convert_to((e).reach, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).basis_id))) || chaincare.leaf_field(convert_to((e).rule, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).purpose, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).network_id))) || chaincare.leaf_field(uuid_send((e).client))) || chaincare.leaf_field(uuid_send((e).case_id))) || chaincare.leaf_field(uuid_send((e).object_id))) || chaincare.leaf_field(uuid_send((e).asked_id))) || chaincare.leaf_field(CASE WHEN (e).emergency THEN '\x01'::bytea ELSE '\x00'::bytea END)) || chaincare.leaf_field(uuid_send((e).request_id))) || chaincare.leaf_field((e).trace_id)) || chaincare.leaf_field((e).span_id)) || chaincare.leaf_field((e).private_digest)) || CASE WHEN (((e).acted_by IS NULL) AND ((e).blind IS NULL)) THEN '\x'::bytea ELSE chaincare.leaf_field(convert_to((e).acted_by, 'UTF8'::name)) END) || CASE WHEN ((e).blind IS NULL) THEN '\x'::bytea ELSE chaincare.leaf_field((e).blind) END);
ALTER FUNCTION chaincare.access_leaf(e chaincare.access_entries) OWNER TO chaincare_owner;

CREATE TABLE chaincare.agreements (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    responsible_id uuid NOT NULL,
    proposed_by uuid NOT NULL,
    state text NOT NULL,
    due_on date NOT NULL,
    original_due_on date NOT NULL,
    shifts integer DEFAULT 0 NOT NULL,
    waiting_on text NOT NULL,
    waiting_since timestamp with time zone NOT NULL,
    readers text[] NOT NULL,
    version integer NOT NULL,
    candidate_id uuid,
    safety boolean DEFAULT false NOT NULL,
    rounds integer DEFAULT 0 NOT NULL,
    supersedes uuid,
    superseded_by uuid,
    returned boolean DEFAULT false NOT NULL,
    returned_at timestamp with time zone,
    CONSTRAINT agreements_awaiting CHECK (((state = 'awaiting_new_responsible'::text) = (waiting_on = ANY (ARRAY['candidate'::text, 'regie_holder'::text])))),
    CONSTRAINT agreements_candidate_waits CHECK (((candidate_id IS NOT NULL) = (waiting_on = 'candidate'::text))),
    CONSTRAINT agreements_day_moved CHECK (((shifts > 0) OR (rounds > 0) OR (due_on = original_due_on))),
    CONSTRAINT agreements_readers_check CHECK ((cardinality(readers) > 0)),
    CONSTRAINT agreements_rounds_check CHECK ((rounds >= 0)),
    CONSTRAINT agreements_shifts_check CHECK ((shifts >= 0)),
    CONSTRAINT agreements_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'in_progress'::text, 'reported_kept'::text, 'kept'::text, 'awaiting_new_responsible'::text, 'declined'::text, 'not_kept'::text, 'cancelled'::text, 'superseded'::text]))),
    CONSTRAINT agreements_superseded CHECK (((state = 'superseded'::text) = (superseded_by IS NOT NULL))),
    CONSTRAINT agreements_waiting_on_check CHECK ((waiting_on = ANY (ARRAY['responsible'::text, 'proposer'::text, 'confirmer'::text, 'candidate'::text, 'regie_holder'::text, 'nobody'::text])))
);
ALTER TABLE ONLY chaincare.agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.agreements OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.allow_erasure() RETURNS void
    LANGUAGE plpgsql
    AS $$
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
ALTER FUNCTION chaincare.allow_erasure() OWNER TO chaincare_owner;

CREATE TABLE chaincare.mandates (
    id uuid DEFAULT uuidv7() NOT NULL,
    professional_id uuid NOT NULL,
    kind text NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    during tstzrange NOT NULL,
    granted_by uuid,
    ended_because text,
    ended_by uuid,
    CONSTRAINT mandates_during_check CHECK (((NOT isempty(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT mandates_kind_check CHECK ((kind = ANY (ARRAY['coordinator'::text, 'auditor'::text, 'administrator'::text, 'privacy_officer'::text, 'fg'::text, 'management_contact'::text, 'voortrekker'::text, 'organisation_administrator'::text]))),
    CONSTRAINT mandates_management_of CHECK (((kind <> ALL (ARRAY['management_contact'::text, 'organisation_administrator'::text])) OR (organisation_id IS NOT NULL))),
    CONSTRAINT mandates_organisation_check CHECK (((organisation_id IS NULL) OR (kind = ANY (ARRAY['auditor'::text, 'privacy_officer'::text, 'fg'::text, 'management_contact'::text, 'organisation_administrator'::text]))))
);
ALTER TABLE ONLY chaincare.mandates FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.mandates OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.auditor_holds_nothing_else() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('mandates of ' || NEW.professional_id::text, 0));
    IF EXISTS (SELECT FROM chaincare.mandates AS m
               WHERE m.professional_id = NEW.professional_id AND m.network_id = NEW.network_id AND m.during && NEW.during
                 AND m.kind <> NEW.kind AND 'auditor' IN (m.kind, NEW.kind)) THEN
        RAISE EXCEPTION 'who audits holds nothing else' USING ERRCODE = 'check_violation', CONSTRAINT = 'mandates_auditor_alone';
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION chaincare.auditor_holds_nothing_else() OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalations (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid,
    "limit" text,
    help text NOT NULL,
    urgent boolean NOT NULL,
    wanted_on date,
    requested_by uuid,
    scope text,
    purpose text,
    basis jsonb,
    state text NOT NULL,
    ball text,
    ball_unit_id uuid,
    ball_since timestamp with time zone,
    version integer NOT NULL,
    asked_by uuid,
    network_id uuid,
    converted_from uuid,
    bridge_id uuid,
    bridge_agreed boolean DEFAULT false NOT NULL,
    review_due_on date,
    ball_participation_id uuid,
    given_up boolean DEFAULT false NOT NULL,
    CONSTRAINT escalations_ball_check CHECK ((ball = ANY (ARRAY['requester'::text, 'regie_holder'::text, 'target'::text, 'party'::text]))),
    CONSTRAINT escalations_bridge_named CHECK (((bridge_id IS NOT NULL) OR (NOT bridge_agreed))),
    CONSTRAINT escalations_check CHECK (((help <> 'complement'::text) OR (num_nonnulls(scope, purpose, basis) = 3))),
    CONSTRAINT escalations_check1 CHECK (((help <> 'strengthen'::text) OR (num_nulls(scope, purpose, basis) = 3))),
    CONSTRAINT escalations_check3 CHECK (((ball IS NULL) = (ball_since IS NULL))),
    CONSTRAINT escalations_given_up_over CHECK (((NOT given_up) OR (state = ANY (ARRAY['finished'::text, 'broken_off'::text])))),
    CONSTRAINT escalations_help_check CHECK ((help = ANY (ARRAY['complement'::text, 'strengthen'::text]))),
    CONSTRAINT escalations_in_case_or_none CHECK (
CASE
    WHEN (case_id IS NULL) THEN ((help = 'strengthen'::text) AND (num_nonnulls(asked_by, network_id) = 2) AND (num_nonnulls(requested_by, "limit", converted_from, bridge_id, ball_participation_id) = 0))
    ELSE ((num_nonnulls(requested_by, "limit") = 2) AND (num_nonnulls(asked_by, network_id) = 0))
END),
    CONSTRAINT escalations_limit_check CHECK (("limit" = ANY (ARRAY['reached'::text, 'imminent'::text]))),
    CONSTRAINT escalations_over CHECK (((ball IS NULL) = (state = ANY (ARRAY['finished'::text, 'broken_off'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text])))),
    CONSTRAINT escalations_party_named CHECK ((COALESCE((ball = 'party'::text), false) = (ball_participation_id IS NOT NULL))),
    CONSTRAINT escalations_reviewed CHECK (((state <> 'waiting'::text) OR (review_due_on IS NOT NULL))),
    CONSTRAINT escalations_scope_check CHECK ((scope = ANY (ARRAY['that'::text, 'core'::text, 'full'::text]))),
    CONSTRAINT escalations_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'accepted'::text, 'waiting'::text, 'started'::text, 'finished'::text, 'broken_off'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text])))
);
ALTER TABLE ONLY chaincare.escalations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalations OWNER TO chaincare_owner;

CREATE TABLE chaincare.log_destructions (
    id uuid NOT NULL,
    month date NOT NULL,
    log_id integer NOT NULL,
    entries bigint NOT NULL,
    kept bigint NOT NULL,
    leaves int8multirange NOT NULL,
    statement text NOT NULL,
    destroyed_at timestamp with time zone NOT NULL,
    entry_at timestamp with time zone NOT NULL,
    entry_id uuid NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    CONSTRAINT log_destructions_entries_check CHECK ((entries > 0)),
    CONSTRAINT log_destructions_kept_check CHECK ((kept >= 0)),
    CONSTRAINT log_destructions_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
ALTER TABLE ONLY chaincare.log_destructions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_destructions OWNER TO chaincare_owner;

CREATE TABLE chaincare.repeats (
    key_digest bytea NOT NULL,
    request_digest bytea NOT NULL,
    event text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    reach text,
    case_id uuid,
    answer bytea,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    withheld bigint,
    CONSTRAINT repeats_key_digest_check CHECK ((octet_length(key_digest) = 32)),
    CONSTRAINT repeats_request_digest_check CHECK ((octet_length(request_digest) = 32))
);
ALTER TABLE ONLY chaincare.repeats FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.repeats OWNER TO chaincare_owner;

CREATE TABLE chaincare.detections (
    id uuid NOT NULL,
    mandate_id uuid NOT NULL,
    kinds text[] NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    more_than integer NOT NULL,
    top integer NOT NULL,
    closed date[] NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    computed_until timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    CONSTRAINT detections_check CHECK (((from_at < until_at) AND ((until_at - from_at) <= '31 days'::interval))),
    CONSTRAINT detections_check1 CHECK (((computed_until >= from_at) AND (computed_until <= until_at))),
    CONSTRAINT detections_kinds_check CHECK (((cardinality(kinds) >= 1) AND (cardinality(kinds) <= 14))),
    CONSTRAINT detections_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
);
ALTER TABLE ONLY chaincare.detections FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.detections OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.end_log_month(month date, keeping boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '80ms'
    AS $$
DECLARE
    name text := 'access_entries_' || to_char(month, 'YYYYMM');
    staged text := name || '_kept';
BEGIN
    IF chaincare.log_month_over(month) IS NOT TRUE OR NOT chaincare.log_month_certified(month) THEN
        RAISE EXCEPTION 'younger than five years, or not certified' USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('DROP TABLE chaincare.%I', name);
    IF keeping THEN
        EXECUTE format('ALTER TABLE chaincare.%I RENAME TO %I', staged, name);
        EXECUTE format('REVOKE ALL ON chaincare.%I FROM chaincare_door', name);
        -- Its check says already what the bounds ask for, so that nothing is read again.
        EXECUTE format('ALTER TABLE chaincare.access_entries ATTACH PARTITION chaincare.%I FOR VALUES FROM (%L) TO (%L)',
            name, month::timestamptz, (month + interval '1 month')::timestamptz);
        EXECUTE format('ALTER TABLE chaincare.%I DROP CONSTRAINT of_month', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER access_entries_append_only', name);
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.%I
            FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change()', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER no_truncate', name);
        EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    END IF;
END $$;
ALTER FUNCTION chaincare.end_log_month(month date, keeping boolean) OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_terms (
    case_id uuid NOT NULL,
    during tstzrange NOT NULL,
    holder_id uuid NOT NULL,
    kind text NOT NULL,
    mandate text[] NOT NULL,
    proposal_id uuid,
    client_party_id uuid,
    planned boolean DEFAULT false NOT NULL,
    CONSTRAINT regie_terms_check CHECK (((kind = 'interim'::text) OR (proposal_id IS NOT NULL))),
    CONSTRAINT regie_terms_client_and_contact CHECK ((client_party_id <> holder_id)),
    CONSTRAINT regie_terms_kind_check CHECK ((kind = ANY (ARRAY['agreed'::text, 'assigned'::text, 'interim'::text, 'temporary'::text, 'by_law'::text])))
);
ALTER TABLE ONLY chaincare.regie_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_terms OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_mandates (
    id uuid NOT NULL,
    case_id uuid,
    network_id uuid NOT NULL,
    organisation_id uuid,
    client uuid,
    opens text NOT NULL,
    entry_at timestamp with time zone,
    entry_id uuid,
    concerns uuid,
    reason bytea NOT NULL,
    request_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    ends_at timestamp with time zone,
    told_from_at timestamp with time zone,
    ended_by uuid,
    ended_at timestamp with time zone,
    CONSTRAINT case_mandates_answer_check CHECK ((answer = ANY (ARRAY['approved'::text, 'declined'::text]))),
    CONSTRAINT case_mandates_check CHECK ((num_nonnulls(entry_at, entry_id) =
CASE opens
    WHEN 'name'::text THEN 0
    ELSE 2
END)),
    CONSTRAINT case_mandates_check1 CHECK (((opens = 'entry_text'::text) OR (case_id IS NOT NULL))),
    CONSTRAINT case_mandates_check2 CHECK (((case_id IS NULL) = (client IS NULL))),
    CONSTRAINT case_mandates_check3 CHECK ((num_nonnulls(answer, answered_by, answered_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT case_mandates_check4 CHECK (((NOT (answer IS DISTINCT FROM 'approved'::text)) = (ends_at IS NOT NULL))),
    CONSTRAINT case_mandates_check5 CHECK (((ends_at IS NULL) = (told_from_at IS NULL))),
    CONSTRAINT case_mandates_check6 CHECK ((num_nonnulls(ended_by, ended_at) = ANY (ARRAY[0, 2]))),
    CONSTRAINT case_mandates_of_another CHECK (((concerns IS NULL) OR (asked_by <> concerns))),
    CONSTRAINT case_mandates_opens_check CHECK ((opens = ANY (ARRAY['name'::text, 'entry_text'::text]))),
    CONSTRAINT case_mandates_second_person CHECK (((answered_by <> asked_by) AND ((concerns IS NULL) OR (answered_by <> concerns)))),
    CONSTRAINT case_mandates_short CHECK (((ends_at > answered_at) AND (ends_at <= (answered_at + '7 days'::interval))))
);
ALTER TABLE ONLY chaincare.case_mandates FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_mandates OWNER TO chaincare_owner;

CREATE TABLE chaincare.emergency_accesses (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    network_id uuid NOT NULL,
    professional_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    found_by text NOT NULL,
    reason_code text NOT NULL,
    reason bytea NOT NULL,
    during tstzrange NOT NULL,
    review_on date NOT NULL,
    request_id uuid NOT NULL,
    CONSTRAINT emergency_accesses_during_check CHECK (((NOT isempty(during)) AND ((upper(during) - lower(during)) <= '04:00:00'::interval))),
    CONSTRAINT emergency_accesses_found_by_check CHECK ((found_by = ANY (ARRAY['bsn'::text, 'name'::text, 'reference'::text]))),
    CONSTRAINT emergency_accesses_reason_code_check CHECK ((reason_code ~ '^[a-z_]{1,60}$'::text))
);
ALTER TABLE ONLY chaincare.emergency_accesses FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.emergency_accesses OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.folded(words text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate(replace(replace(replace(replace(lower((regexp_replace(NORMALIZE(words, NFKD), '[\u0300-\u036f]'::text, ''::text, 'g'::text) COLLATE pg_c_utf8)), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'þ'::text, 'th'::text), 'łđðøıħŧſ'::text, 'lddoihts'::text);
ALTER FUNCTION chaincare.folded(words text) OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.forget_first_looks() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DELETE FROM chaincare.first_looks WHERE at < clock_timestamp() - interval '2 hours'
$$;
ALTER FUNCTION chaincare.forget_first_looks() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.forget_kept_from() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.kept_from := '[]';
    RETURN NEW;
END $$;
ALTER FUNCTION chaincare.forget_kept_from() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.forget_repeats() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DELETE FROM chaincare.repeats WHERE at < clock_timestamp() - interval '24 hours'
$$;
ALTER FUNCTION chaincare.forget_repeats() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.give_door_its_own(told regproc) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    twin text := regexp_replace(pg_get_functiondef(told), 'FUNCTION chaincare\.(\w+)', 'FUNCTION chaincare.\1_at_door');
BEGIN
    EXECUTE twin;
    EXECUTE format('REVOKE EXECUTE ON FUNCTION chaincare.%I FROM chaincare_app',
        (SELECT proname FROM pg_proc WHERE oid = told) || '_at_door');
END $$;
ALTER FUNCTION chaincare.give_door_its_own(told regproc) OWNER TO chaincare_owner;

CREATE TABLE chaincare.networks (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    region text NOT NULL,
    scale text NOT NULL,
    municipalities text[] DEFAULT '{}'::text[] NOT NULL,
    objection_days integer DEFAULT 5 NOT NULL,
    clients_an_hour integer DEFAULT 250 NOT NULL,
    partner_clients_an_hour integer DEFAULT 2000 NOT NULL,
    breadth_version integer DEFAULT 1 NOT NULL,
    profiles text[] DEFAULT '{}'::text[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    ladder_days integer[] DEFAULT '{3,5,10}'::integer[] NOT NULL,
    policy_version integer DEFAULT 1 CONSTRAINT networks_ladder_version_not_null NOT NULL,
    response_days integer DEFAULT 5 NOT NULL,
    resignation_days integer DEFAULT 10 NOT NULL,
    caseload_norm integer,
    holder_sectors text[] DEFAULT '{education,social,care,work_and_income,housing,safety}'::text[] NOT NULL,
    holder_units uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    silence_days integer[] DEFAULT '{0,0}'::integer[] NOT NULL,
    last_resort uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT networks_caseload_norm_check CHECK (((caseload_norm >= 1) AND (caseload_norm <= 500))),
    CONSTRAINT networks_clients_an_hour_check CHECK (((clients_an_hour >= 1) AND (clients_an_hour <= 10000))),
    CONSTRAINT networks_holder_sectors_check CHECK ((holder_sectors <@ '{education,social,care,work_and_income,housing,safety}'::text[])),
    CONSTRAINT networks_ladder_days_check CHECK (((cardinality(ladder_days) = 3) AND (0 < ladder_days[1]) AND (ladder_days[1] < ladder_days[2]) AND (ladder_days[2] < ladder_days[3]) AND (ladder_days[3] <= 60))),
    CONSTRAINT networks_objection_days_check CHECK (((objection_days >= 1) AND (objection_days <= 30))),
    CONSTRAINT networks_partner_clients_an_hour_check CHECK (((partner_clients_an_hour >= 1) AND (partner_clients_an_hour <= 1000000))),
    CONSTRAINT networks_profiles_check CHECK ((profiles <@ ARRAY['zorg_en_veiligheidshuis'::text, 'criminal_data'::text])),
    CONSTRAINT networks_resignation_days_check CHECK (((resignation_days >= 5) AND (resignation_days <= 20))),
    CONSTRAINT networks_response_days_check CHECK (((response_days >= 1) AND (response_days <= 30))),
    CONSTRAINT networks_scale_check CHECK ((scale = ANY (ARRAY['local'::text, 'regional'::text]))),
    CONSTRAINT networks_silence_days_check CHECK (((cardinality(silence_days) = 2) AND (0 <= silence_days[1]) AND (silence_days[1] <= silence_days[2]) AND (silence_days[2] <= 60))),
    CONSTRAINT networks_somebody_directs CHECK (((cardinality(holder_sectors) + cardinality(holder_units)) > 0))
);
ALTER TABLE ONLY chaincare.networks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.networks OWNER TO chaincare_owner;

CREATE TABLE chaincare.timers (
    kind text NOT NULL,
    about uuid NOT NULL,
    within_id uuid NOT NULL,
    case_id uuid,
    runs_from date NOT NULL,
    term_days integer NOT NULL,
    rungs integer DEFAULT 0 NOT NULL,
    next_on date,
    stopped boolean DEFAULT false NOT NULL,
    handle uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT timers_in_case_or_none CHECK (((case_id IS NULL) = (kind = 'consultation_answer'::text))),
    CONSTRAINT timers_kind_check CHECK ((kind = ANY (ARRAY['agreement'::text, 'agreement_answer'::text, 'precondition'::text, 'precondition_answer'::text, 'escalation_answer'::text, 'escalation_question'::text, 'escalation_review'::text, 'escalation_draft'::text, 'escalation_start'::text, 'escalation_bridge'::text, 'escalation_condition'::text, 'needed_party'::text, 'regie_answer'::text, 'regie_objection'::text, 'last_resort'::text, 'consultation_answer'::text, 'case_evaluation'::text, 'meeting'::text]))),
    CONSTRAINT timers_rungs_check CHECK ((rungs >= 0))
);
ALTER TABLE ONLY chaincare.timers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.timers OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.hold_log() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '80ms'
    AS $$
BEGIN
    LOCK TABLE ONLY chaincare.access_entries IN ACCESS EXCLUSIVE MODE;
END $$;
ALTER FUNCTION chaincare.hold_log() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.keep_earlier_name() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.earlier_names := CASE WHEN OLD.name = ANY (OLD.earlier_names) THEN OLD.earlier_names ELSE OLD.earlier_names || OLD.name END;
    RETURN NEW;
END $$;
ALTER FUNCTION chaincare.keep_earlier_name() OWNER TO chaincare_owner;

CREATE TABLE chaincare.seal_keys (
    verifier text NOT NULL,
    log_id integer NOT NULL,
    from_size bigint NOT NULL,
    note text,
    used_since timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT seal_keys_from_size_check CHECK ((from_size >= 0)),
    CONSTRAINT seal_keys_verifier_check CHECK ((verifier ~ '^[!-~]+$'::text))
);
ALTER TABLE ONLY chaincare.seal_keys FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.seal_keys OWNER TO chaincare_owner;

CREATE TABLE chaincare.matches (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    newer_case_id uuid NOT NULL,
    state text DEFAULT 'to_older'::text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT matches_state_check CHECK ((state = ANY (ARRAY['to_older'::text, 'to_newer'::text, 'to_client'::text, 'merged'::text, 'not_a_duplicate'::text, 'client_declined'::text, 'split'::text])))
);
ALTER TABLE ONLY chaincare.matches FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.matches OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.log_month_over(month date) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    SELECT extract(day FROM month) = 1 AND month + interval '1 month' + interval '5 years' <= clock_timestamp()
$$;
ALTER FUNCTION chaincare.log_month_over(month date) OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.make_log_partitions() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    month date := date_trunc('month', clock_timestamp())::date;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('chaincare.make_log_partitions'));
    FOR step IN 0..3 LOOP
        name := 'access_entries_' || to_char(month, 'YYYYMM');
        IF to_regclass('chaincare.' || name) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE chaincare.%I PARTITION OF chaincare.access_entries FOR VALUES FROM (%L) TO (%L)',
                name, month::timestamptz, (month + interval '1 month')::timestamptz);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER access_entries_append_only', name);
            EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.%I
                FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change()', name);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ALWAYS TRIGGER no_truncate', name);
            EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
            PERFORM chaincare.seldom_analysed(to_regclass('chaincare.' || name));
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
END $$;
ALTER FUNCTION chaincare.make_log_partitions() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.next_edition() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
ALTER FUNCTION chaincare.next_edition() OWNER TO chaincare_owner;

CREATE TABLE chaincare.ladder_steps (
    id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    about uuid NOT NULL,
    within_id uuid NOT NULL,
    case_id uuid,
    runs_from date NOT NULL,
    rung text NOT NULL,
    told boolean NOT NULL,
    participation_id uuid,
    late_id uuid,
    late_unit_id uuid,
    since_on date NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT ladder_steps_in_case_or_none CHECK (((case_id IS NULL) = (kind = 'consultation_answer'::text))),
    CONSTRAINT ladder_steps_rung_check CHECK ((rung = ANY (ARRAY['responsible'::text, 'regie_holder'::text, 'coordinator'::text, 'management'::text])))
);
ALTER TABLE ONLY chaincare.ladder_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.ladder_steps OWNER TO chaincare_owner;

CREATE TABLE chaincare.data_subject_requests (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    case_id uuid,
    representative_id uuid,
    login_id uuid,
    kind text NOT NULL,
    words text,
    identity_proof text,
    entry_id uuid,
    received_on date NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    handler_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT data_subject_requests_check CHECK (((login_id IS NOT NULL) OR (identity_proof IS NOT NULL))),
    CONSTRAINT data_subject_requests_check1 CHECK (((state = 'received'::text) = (handler_id IS NULL))),
    CONSTRAINT data_subject_requests_check2 CHECK (((kind = 'employee_name'::text) = (entry_id IS NOT NULL))),
    CONSTRAINT data_subject_requests_check3 CHECK (((representative_id IS NULL) OR (case_id IS NOT NULL))),
    CONSTRAINT data_subject_requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'rectification'::text, 'erasure'::text, 'restriction'::text, 'portability'::text, 'objection'::text, 'employee_name'::text]))),
    CONSTRAINT data_subject_requests_state_check CHECK ((state = ANY (ARRAY['received'::text, 'in_handling'::text, 'extended'::text, 'granted'::text, 'partly'::text, 'refused'::text])))
);
ALTER TABLE ONLY chaincare.data_subject_requests FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.data_subject_requests OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND current_user = 'chaincare_door' AND starts_with(TG_TABLE_NAME, 'access_entries_') THEN
        IF NEW.private IS NULL AND to_jsonb(NEW) - 'private' = to_jsonb(OLD) - 'private' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
ALTER FUNCTION chaincare.refuse_change() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.refuse_what_is_the_networks() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF row_security_active(TG_RELID) AND current_user NOT IN ('chaincare_owner', 'chaincare_door')   -- a login of the application
        AND NOT chaincare.cleared_for('administration')
        AND to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV THEN
        RAISE EXCEPTION 'only who administers the network changes this' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
ALTER FUNCTION chaincare.refuse_what_is_the_networks() OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_move_cases (
    move_id uuid NOT NULL,
    of_case uuid NOT NULL,
    proposal_id uuid,
    failed text,
    held_until timestamp with time zone,
    tried_at timestamp with time zone,
    CONSTRAINT regie_move_cases_check CHECK ((num_nonnulls(proposal_id, failed) < 2)),
    CONSTRAINT regie_move_cases_failed_check CHECK ((failed ~ '^[a-z-]+$'::text))
);
ALTER TABLE ONLY chaincare.regie_move_cases FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_move_cases OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.require_done() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    about uuid := to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'cases' THEN 'id' ELSE 'case_id' END;
BEGIN
    IF chaincare.done_in_this_transaction(about) IS NOT TRUE THEN
        RAISE EXCEPTION 'a write to % has no entry that says so (T2)', TG_TABLE_NAME
            USING ERRCODE = 'CC002';
    END IF;
    RETURN NULL;
END $$;
ALTER FUNCTION chaincare.require_done() OWNER TO chaincare_owner;

CREATE TABLE chaincare.retention_rules (
    id uuid NOT NULL,
    network_id uuid,
    layer text NOT NULL,
    law text,
    months integer NOT NULL,
    source text NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    written_by uuid,
    written_at timestamp with time zone,
    activity text,
    CONSTRAINT retention_rules_activity_check CHECK (((activity ~ '^[a-z_]+$'::text) AND (octet_length(activity) <= 60))),
    CONSTRAINT retention_rules_activity_of_log CHECK (((layer = 'access_log'::text) OR (activity IS NULL))),
    CONSTRAINT retention_rules_check CHECK ((valid_until > valid_from)),
    CONSTRAINT retention_rules_check1 CHECK (((layer = 'contribution'::text) OR (law IS NULL))),
    CONSTRAINT retention_rules_check2 CHECK (((network_id IS NULL) = (written_by IS NULL))),
    CONSTRAINT retention_rules_check3 CHECK (((written_by IS NULL) = (written_at IS NULL))),
    CONSTRAINT retention_rules_law_check CHECK ((law <> ''::text)),
    CONSTRAINT retention_rules_layer_check CHECK ((layer = ANY (ARRAY['contribution'::text, 'joint'::text, 'consultation'::text, 'access_log'::text, 'inventory_line'::text]))),
    CONSTRAINT retention_rules_log_five_years CHECK (((layer <> 'access_log'::text) OR (months >= 60))),
    CONSTRAINT retention_rules_months_check CHECK (((months >= 1) AND (months <= 600)))
);
ALTER TABLE ONLY chaincare.retention_rules FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.retention_rules OWNER TO chaincare_owner;

CREATE TABLE chaincare.findings (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    organisation_id uuid,
    client uuid,
    day date NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    times integer NOT NULL,
    entries uuid[] NOT NULL,
    detected_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    round integer DEFAULT 0 NOT NULL,
    clients uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT findings_check CHECK ((num_nonnulls(actor_id, client) > 0)),
    CONSTRAINT findings_entries_check CHECK (((cardinality(entries) >= 1) AND (cardinality(entries) <= 50))),
    CONSTRAINT findings_kind_check CHECK ((kind = ANY (ARRAY['self_made_relation'::text, 'self_made_place'::text, 'team_read_off_duty'::text, 'outside_office_hours'::text, 'no_participation'::text, 'search_without_identifier'::text, 'many_clients'::text, 'emergency_access'::text, 'most_consulted_client'::text, 'highest_reader'::text, 'colleague_as_client'::text, 'same_family_name'::text, 'own_file'::text, 'settings_changed'::text, 'opened_by_hand'::text]))),
    CONSTRAINT findings_state_check CHECK ((state = ANY (ARRAY['open'::text, 'explanation_asked'::text, 'explained'::text, 'closed'::text, 'dismissed'::text]))),
    CONSTRAINT findings_times_check CHECK ((times > 0)),
    CONSTRAINT findings_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.findings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.findings OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_moves (
    id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    by_order boolean NOT NULL,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_because text,
    network_id uuid,
    CONSTRAINT regie_moves_check CHECK (((from_id <> to_id) AND (by_order = (made_by <> from_id)))),
    CONSTRAINT regie_moves_check1 CHECK ((num_nulls(ended_at, ended_because) <> 1)),
    CONSTRAINT regie_moves_ended_because_check CHECK ((ended_because = ANY (ARRAY['done'::text, 'withdrawn'::text, 'by_order'::text]))),
    CONSTRAINT regie_moves_order_of_network CHECK (((by_order OR (network_id IS NULL)) AND ((ended_at IS NOT NULL) OR (by_order = (network_id IS NOT NULL)))))
);
ALTER TABLE ONLY chaincare.regie_moves FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_moves OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.seldom_analysed(log_month regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s SET (autovacuum_analyze_threshold = 100000, autovacuum_analyze_scale_factor = 0.5,
        autovacuum_vacuum_insert_threshold = 100000, autovacuum_vacuum_insert_scale_factor = 0.5)', log_month);
END $$;
ALTER FUNCTION chaincare.seldom_analysed(log_month regclass) OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.stage_log_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
DECLARE
    name text := 'access_entries_' || to_char(month, 'YYYYMM') || '_kept';
BEGIN
    IF chaincare.log_month_over(month) IS NOT TRUE THEN
        RAISE EXCEPTION 'younger than five years' USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format('CREATE TABLE chaincare.%I (LIKE chaincare.access_entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS
            INCLUDING INDEXES INCLUDING STORAGE, CONSTRAINT of_month CHECK (at >= %L AND at < %L))',
        name, month::timestamptz, (month + interval '1 month')::timestamptz);
    EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_door', name);
END $$;
ALTER FUNCTION chaincare.stage_log_month(month date) OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.stand_apart(behind text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE chaincare.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', behind);
    EXECUTE format('GRANT SELECT ON chaincare.%I TO chaincare_door', behind);
    EXECUTE format('CREATE POLICY door_reads ON chaincare.%I FOR SELECT TO chaincare_door USING (true)', behind);
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE ON chaincare.%I
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done()',
        behind || '_require_done', behind);
END $$;
ALTER FUNCTION chaincare.stand_apart(behind text) OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.stand_behind_wall(behind text, seen_by text[], written_by text[], changeable text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    rule text := 'case_id = ANY ((SELECT chaincare.cleared_cases(%L))::uuid[])';
BEGIN
    PERFORM chaincare.stand_apart(behind);
    EXECUTE format('CREATE POLICY app_sees ON chaincare.%I FOR SELECT TO chaincare_app USING (%s)',
        behind, format(rule, seen_by));
    EXECUTE format('CREATE POLICY app_adds ON chaincare.%I FOR INSERT TO chaincare_app WITH CHECK (%s)',
        behind, format(rule, written_by));
    EXECUTE format('GRANT SELECT, INSERT ON chaincare.%I TO chaincare_app', behind);
    IF changeable IS NOT NULL THEN
        EXECUTE format('CREATE POLICY app_changes ON chaincare.%I FOR UPDATE TO chaincare_app USING (%s)',
            behind, format(rule, written_by));
        EXECUTE format('GRANT UPDATE (%s) ON chaincare.%I TO chaincare_app', changeable, behind);
    END IF;
END $$;
ALTER FUNCTION chaincare.stand_behind_wall(behind text, seen_by text[], written_by text[], changeable text) OWNER TO chaincare_owner;

CREATE TABLE chaincare.emergency_facts (
    id uuid DEFAULT uuidv7() NOT NULL,
    access_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    about uuid,
    until_at timestamp with time zone,
    outcome text,
    reason text,
    CONSTRAINT emergency_facts_check CHECK (((kind = 'crisis_begun'::text) = (until_at IS NOT NULL))),
    CONSTRAINT emergency_facts_check1 CHECK (((kind = ANY (ARRAY['crisis_begun'::text, 'noted'::text])) = (about IS NOT NULL))),
    CONSTRAINT emergency_facts_check2 CHECK (((kind = 'reviewed'::text) = (outcome IS NOT NULL))),
    CONSTRAINT emergency_facts_check3 CHECK (((kind <> ALL (ARRAY['reviewed'::text, 'crisis_begun'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT emergency_facts_kind_check CHECK ((kind = ANY (ARRAY['ended'::text, 'noted'::text, 'acknowledged'::text, 'crisis_begun'::text, 'reviewed'::text, 'disclosed'::text]))),
    CONSTRAINT emergency_facts_outcome_check CHECK ((outcome = ANY (ARRAY['justified'::text, 'unjustified'::text, 'reported_as_breach'::text])))
);
ALTER TABLE ONLY chaincare.emergency_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.emergency_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.participations (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    professional_id uuid,
    unit_id uuid,
    representative_id uuid,
    client_id uuid,
    role text NOT NULL,
    circle text NOT NULL,
    scope text NOT NULL,
    scope_from timestamp with time zone,
    purpose text NOT NULL,
    during tstzrange NOT NULL,
    made_by uuid NOT NULL,
    ended_because text,
    scope_with_regie boolean DEFAULT false NOT NULL,
    CONSTRAINT participations_circle_check CHECK ((circle = ANY (ARRAY['buurtwinkel'::text, 'winkelstraat'::text]))),
    CONSTRAINT participations_client_scope CHECK (((scope = 'client'::text) = (num_nonnulls(representative_id, client_id) = 1))),
    CONSTRAINT participations_during_check CHECK (((NOT isempty(during)) AND lower_inc(during))),
    CONSTRAINT participations_one_party CHECK ((num_nonnulls(professional_id, unit_id, representative_id, client_id) = 1)),
    CONSTRAINT participations_role_check CHECK ((role = ANY (ARRAY['caseworker'::text, 'specialist'::text, 'team'::text, 'client'::text, 'representative'::text]))),
    CONSTRAINT participations_scope_check CHECK ((scope = ANY (ARRAY['that'::text, 'core'::text, 'full'::text, 'client'::text]))),
    CONSTRAINT participations_team_scope CHECK (((unit_id IS NULL) OR (scope = ANY (ARRAY['that'::text, 'core'::text]))))
);
ALTER TABLE ONLY chaincare.participations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.participations OWNER TO chaincare_owner;

CREATE TABLE chaincare.restrictions (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    item_kind text NOT NULL,
    item_id uuid NOT NULL,
    participation_id uuid NOT NULL,
    reason text NOT NULL,
    review_on date NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    lifted_because text,
    CONSTRAINT restrictions_check CHECK ((participation_id <> decided_by)),
    CONSTRAINT restrictions_check1 CHECK ((item_id <> participation_id)),
    CONSTRAINT restrictions_check2 CHECK ((num_nulls(lifted_by, lifted_at, lifted_because) = ANY (ARRAY[0, 3]))),
    CONSTRAINT restrictions_item_kind_check CHECK ((item_kind = ANY (ARRAY['note'::text, 'agreement'::text, 'meeting'::text, 'needed_party'::text, 'escalation'::text, 'legal_basis'::text, 'party'::text, 'question'::text])))
);
ALTER TABLE ONLY chaincare.restrictions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.restrictions OWNER TO chaincare_owner;

CREATE TABLE chaincare.shields (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    hides text NOT NULL,
    participation_id uuid,
    professional_id uuid,
    unit_id uuid,
    reason text NOT NULL,
    review_on date NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    lifted_because text,
    CONSTRAINT shields_check CHECK (((participation_id IS NOT NULL) = (hides = 'party'::text))),
    CONSTRAINT shields_check1 CHECK (((unit_id IS NOT NULL) = (hides = 'unit'::text))),
    CONSTRAINT shields_check2 CHECK (((professional_id IS NULL) OR (hides = 'party'::text))),
    CONSTRAINT shields_check3 CHECK ((num_nulls(lifted_by, lifted_at, lifted_because) = ANY (ARRAY[0, 3]))),
    CONSTRAINT shields_hides_check CHECK ((hides = ANY (ARRAY['party'::text, 'unit'::text, 'contact'::text])))
);
ALTER TABLE ONLY chaincare.shields FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.shields OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_targets (
    id uuid DEFAULT uuidv7() NOT NULL,
    escalation_id uuid NOT NULL,
    case_id uuid,
    unit_id uuid NOT NULL,
    state text NOT NULL,
    asked_at timestamp with time zone,
    answer_by date,
    expected_on date,
    participation_id uuid,
    question_at timestamp with time zone,
    CONSTRAINT escalation_targets_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'ended'::text, 'left_out'::text])))
);
ALTER TABLE ONLY chaincare.escalation_targets FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_targets OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.unstage_log_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS chaincare.%I', 'access_entries_' || to_char(month, 'YYYYMM') || '_kept');
END $$;
ALTER FUNCTION chaincare.unstage_log_month(month date) OWNER TO chaincare_owner;

CREATE TABLE chaincare.agreement_preconditions (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    agreement_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    blocking boolean NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    waiting_on text NOT NULL,
    waiting_since timestamp with time zone NOT NULL,
    CONSTRAINT agreement_preconditions_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'declined'::text, 'met'::text, 'dropped'::text]))),
    CONSTRAINT agreement_preconditions_waiting_on_check CHECK ((waiting_on = ANY (ARRAY['owner'::text, 'responsible'::text, 'nobody'::text])))
);
ALTER TABLE ONLY chaincare.agreement_preconditions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.agreement_preconditions OWNER TO chaincare_owner;

CREATE TABLE chaincare.absences (
    id uuid NOT NULL,
    professional_id uuid NOT NULL,
    kind text NOT NULL,
    first_on date NOT NULL,
    last_on date,
    weekdays smallint[] NOT NULL,
    moments tstzmultirange NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    corrects_id uuid,
    corrected_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    CONSTRAINT absences_check CHECK ((last_on >= first_on)),
    CONSTRAINT absences_check1 CHECK (((kind = 'weekly'::text) = (cardinality(weekdays) > 0))),
    CONSTRAINT absences_check2 CHECK (((kind = 'sudden'::text) OR (last_on IS NOT NULL))),
    CONSTRAINT absences_check3 CHECK ((num_nonnulls(ended_at, ended_by) = ANY (ARRAY[0, 2]))),
    CONSTRAINT absences_kind_check CHECK ((kind = ANY (ARRAY['period'::text, 'weekly'::text, 'sudden'::text]))),
    CONSTRAINT absences_moments_check CHECK ((NOT isempty(moments))),
    CONSTRAINT absences_weekdays_check CHECK ((weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))
);
ALTER TABLE ONLY chaincare.absences FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.absences OWNER TO chaincare_owner;

CREATE TABLE chaincare.address_disclosures (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    address_id uuid NOT NULL,
    reason text NOT NULL,
    disclosed_to uuid NOT NULL,
    disclosed_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.address_disclosures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.address_disclosures OWNER TO chaincare_owner;

CREATE TABLE chaincare.age_decisions (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    age integer NOT NULL,
    reached boolean NOT NULL,
    because text NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT age_decisions_age_check CHECK ((age = ANY (ARRAY[12, 16, 18])))
);
ALTER TABLE ONLY chaincare.age_decisions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.age_decisions OWNER TO chaincare_owner;

CREATE TABLE chaincare.age_reviews (
    case_id uuid NOT NULL,
    age integer NOT NULL,
    outcome text NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    CONSTRAINT age_reviews_age_check CHECK ((age = ANY (ARRAY[12, 16, 18])))
);
ALTER TABLE ONLY chaincare.age_reviews FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.age_reviews OWNER TO chaincare_owner;

CREATE TABLE chaincare.agreement_facts (
    agreement_id uuid NOT NULL,
    seq integer NOT NULL,
    case_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid NOT NULL,
    fact jsonb NOT NULL,
    kind text GENERATED ALWAYS AS ((fact ->> 'kind'::text)) STORED NOT NULL,
    CONSTRAINT agreement_facts_seq_check CHECK ((seq > 0))
);
ALTER TABLE ONLY chaincare.agreement_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.agreement_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.alliance_things (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    kind text NOT NULL,
    CONSTRAINT alliance_things_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text))
);
ALTER TABLE ONLY chaincare.alliance_things FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.alliance_things OWNER TO chaincare_owner;

CREATE TABLE chaincare.bottlenecks (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    agreement_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    reason text NOT NULL,
    words text NOT NULL,
    overrides text[] NOT NULL,
    raised_by uuid NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    answer_by date NOT NULL,
    solution text,
    solved_by uuid,
    solved_at timestamp with time zone,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    earlier jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT bottlenecks_check CHECK ((num_nulls(answer, answered_by, answered_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT bottlenecks_confirmed CHECK (((num_nulls(confirmed_by, confirmed_at) = ANY (ARRAY[0, 2])) AND ((confirmed_at IS NULL) OR (solved_at IS NOT NULL)))),
    CONSTRAINT bottlenecks_earlier_check CHECK ((jsonb_typeof(earlier) = 'array'::text)),
    CONSTRAINT bottlenecks_reason_check CHECK ((reason = ANY (ARRAY['time'::text, 'means'::text, 'waiting_list'::text, 'refusal'::text, 'precondition'::text, 'client'::text, 'other'::text]))),
    CONSTRAINT bottlenecks_solved CHECK (((num_nulls(solution, solved_by, solved_at) = ANY (ARRAY[0, 3])) AND ((solved_at IS NULL) OR (answer IS NOT NULL))))
);
ALTER TABLE ONLY chaincare.bottlenecks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.bottlenecks OWNER TO chaincare_owner;

CREATE TABLE chaincare.bsn_disclosures (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    bsn_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    purpose text NOT NULL,
    article text NOT NULL,
    reason text NOT NULL,
    disclosed_to uuid NOT NULL,
    disclosed_at timestamp with time zone NOT NULL,
    CONSTRAINT bsn_disclosures_purpose_check CHECK ((purpose ~ '^[a-z_]{1,60}$'::text))
);
ALTER TABLE ONLY chaincare.bsn_disclosures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.bsn_disclosures OWNER TO chaincare_owner;

CREATE TABLE chaincare.capacity_statements (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    subject text NOT NULL,
    outcome text NOT NULL,
    judged_by text NOT NULL,
    judged_on date NOT NULL,
    statement text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    judge_id uuid,
    profession text,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    CONSTRAINT capacity_statements_check CHECK ((num_nonnulls(judge_id, profession) < 2)),
    CONSTRAINT capacity_statements_check1 CHECK ((num_nonnulls(confirmed_by, confirmed_at) = ANY (ARRAY[0, 2]))),
    CONSTRAINT capacity_statements_outcome_check CHECK ((outcome = ANY (ARRAY['capable'::text, 'capable_with_support'::text, 'not_capable'::text]))),
    CONSTRAINT capacity_statements_subject_check CHECK ((subject = ANY (ARRAY['help'::text, 'sharing'::text, 'health_care'::text, 'money'::text, 'living'::text, 'regie'::text])))
);
ALTER TABLE ONLY chaincare.capacity_statements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.capacity_statements OWNER TO chaincare_owner;

CREATE TABLE chaincare.carried_agreements (
    closure_id uuid NOT NULL,
    case_id uuid NOT NULL,
    agreement_id uuid NOT NULL,
    carried_to text NOT NULL
);
ALTER TABLE ONLY chaincare.carried_agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.carried_agreements OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_closures (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason text NOT NULL,
    closed_by uuid NOT NULL,
    kept_by uuid NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    CONSTRAINT case_closures_reason_check CHECK ((reason = ANY (ARRAY['goals_reached'::text, 'help_no_longer_needed'::text, 'client_wish'::text, 'moved_away'::text, 'continued_elsewhere'::text, 'client_deceased'::text, 'opened_in_error'::text, 'other'::text])))
);
ALTER TABLE ONLY chaincare.case_closures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_closures OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_evaluations (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    held_on date NOT NULL,
    outcome text NOT NULL,
    evaluated_by uuid NOT NULL,
    evaluated_at timestamp with time zone NOT NULL,
    CONSTRAINT case_evaluations_outcome_check CHECK ((outcome = ANY (ARRAY['goes_on'::text, 'closes'::text])))
);
ALTER TABLE ONLY chaincare.case_evaluations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_evaluations OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_pauses (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason text NOT NULL,
    during tstzrange NOT NULL,
    resumes_on date NOT NULL,
    paused_by uuid NOT NULL,
    resumed_by uuid,
    CONSTRAINT case_pauses_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT case_pauses_reason_check CHECK ((reason = ANY (ARRAY['client_away'::text, 'client_wish'::text, 'awaits_decision'::text, 'awaits_place'::text, 'other'::text])))
);
ALTER TABLE ONLY chaincare.case_pauses FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_pauses OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_question_versions (
    case_id uuid NOT NULL,
    version integer NOT NULL,
    own_words text NOT NULL,
    question text NOT NULL,
    occasion text,
    consulted text NOT NULL,
    consulted_because text,
    evaluation_on date,
    changed_by uuid,
    changed_at timestamp with time zone
);
ALTER TABLE ONLY chaincare.case_question_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_question_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_questions (
    case_id uuid NOT NULL,
    own_words text NOT NULL,
    question text NOT NULL,
    occasion text,
    consulted text NOT NULL,
    consulted_because text,
    evaluation_on date,
    version integer DEFAULT 1 NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone,
    CONSTRAINT case_questions_check CHECK (((consulted = 'yes'::text) OR (consulted_because IS NOT NULL))),
    CONSTRAINT case_questions_check1 CHECK (((version = 1) = (changed_by IS NULL))),
    CONSTRAINT case_questions_check2 CHECK (((changed_by IS NULL) = (changed_at IS NULL))),
    CONSTRAINT case_questions_consulted_check CHECK ((consulted = ANY (ARRAY['yes'::text, 'limited'::text, 'no'::text])))
);
ALTER TABLE ONLY chaincare.case_questions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_questions OWNER TO chaincare_owner;

CREATE TABLE chaincare.case_reopenings (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    closure_id uuid NOT NULL,
    participation_id uuid NOT NULL,
    reopened_by uuid NOT NULL,
    reopened_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.case_reopenings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.case_reopenings OWNER TO chaincare_owner;

CREATE TABLE chaincare.cases (
    id uuid NOT NULL,
    reference text NOT NULL,
    network_id uuid NOT NULL,
    client_id uuid,
    status text DEFAULT 'open'::text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    closed_at timestamp with time zone,
    destroyed_at timestamp with time zone,
    inventory_line_id uuid,
    CONSTRAINT cases_destroyed_at CHECK (((status = 'destroyed'::text) = (destroyed_at IS NOT NULL))),
    CONSTRAINT cases_destroyed_without_client CHECK (((status = 'destroyed'::text) = (client_id IS NULL))),
    CONSTRAINT cases_open_not_closed CHECK (((status <> 'open'::text) OR (closed_at IS NULL))),
    CONSTRAINT cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'destroyed'::text])))
);
ALTER TABLE ONLY chaincare.cases FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.cases OWNER TO chaincare_owner;

CREATE TABLE chaincare.checkpoints (
    log_id integer NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    signed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT checkpoints_root_check CHECK ((octet_length(root) = 32)),
    CONSTRAINT checkpoints_size_check CHECK ((size > 0))
);
ALTER TABLE ONLY chaincare.checkpoints FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.checkpoints OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_addresses (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    street text NOT NULL,
    postal_code text,
    town text NOT NULL,
    secret boolean NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.client_addresses FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_addresses OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_bsns (
    id uuid DEFAULT uuidv7() NOT NULL,
    client_id uuid NOT NULL,
    case_id uuid NOT NULL,
    sealed bytea NOT NULL,
    blind bytea NOT NULL,
    purpose text NOT NULL,
    article text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    removed_by uuid,
    removed_at timestamp with time zone,
    key_mark bytea,
    CONSTRAINT client_bsns_blind_check CHECK ((octet_length(blind) = 32)),
    CONSTRAINT client_bsns_check CHECK (((removed_by IS NULL) = (removed_at IS NULL))),
    CONSTRAINT client_bsns_key_mark_check CHECK ((octet_length(key_mark) = 8)),
    CONSTRAINT client_bsns_purpose_check CHECK ((purpose ~ '^[a-z_]{1,60}$'::text)),
    CONSTRAINT client_bsns_sealed_check CHECK ((octet_length(sealed) = 38))
);
ALTER TABLE ONLY chaincare.client_bsns FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_bsns OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_contacts (
    case_id uuid NOT NULL,
    version integer NOT NULL,
    phone text,
    safe_way text,
    address_id uuid,
    changed_by uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT client_contacts_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.client_contacts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_contacts OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_logins (
    id uuid DEFAULT uuidv7() NOT NULL,
    invitation_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    client_id uuid NOT NULL,
    representative_id uuid,
    linked_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.client_logins FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_logins OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_merges (
    id uuid DEFAULT uuidv7() NOT NULL,
    match_id uuid NOT NULL,
    case_id uuid NOT NULL,
    merged_case_id uuid NOT NULL,
    client_id uuid NOT NULL,
    merged_client_id uuid NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    status_before text NOT NULL,
    vacant_before text,
    term_began_at timestamp with time zone,
    term_until timestamp with time zone,
    joined_id uuid,
    held_began_at timestamp with time zone,
    split_at timestamp with time zone,
    split_by uuid,
    split_because text,
    CONSTRAINT client_merges_check CHECK ((num_nonnulls(split_at, split_by, split_because) = ANY (ARRAY[0, 3])))
);
ALTER TABLE ONLY chaincare.client_merges FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_merges OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_names (
    client_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    folded text NOT NULL,
    sound text NOT NULL,
    born_year integer NOT NULL,
    in_use boolean DEFAULT true NOT NULL,
    CONSTRAINT client_names_folded_check CHECK ((folded <> ''::text)),
    CONSTRAINT client_names_kind_check CHECK ((kind = ANY (ARRAY['family'::text, 'given'::text, 'call'::text])))
);
ALTER TABLE ONLY chaincare.client_names FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_names OWNER TO chaincare_owner;

CREATE TABLE chaincare.client_versions (
    client_id uuid NOT NULL,
    case_id uuid NOT NULL,
    version integer NOT NULL,
    given_names text NOT NULL,
    prefix text,
    family_name text,
    call_name text,
    birth_date date NOT NULL,
    birth_precision text NOT NULL,
    language text,
    interpreter_needed boolean NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone
);
ALTER TABLE ONLY chaincare.client_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.clients (
    id uuid DEFAULT uuidv7() NOT NULL,
    pseudonym uuid NOT NULL,
    given_names text NOT NULL,
    prefix text,
    family_name text,
    call_name text,
    birth_date date NOT NULL,
    birth_precision text NOT NULL,
    language text,
    interpreter_needed boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone,
    CONSTRAINT clients_birth_precision_check CHECK ((birth_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text]))),
    CONSTRAINT clients_check CHECK (((birth_precision = 'day'::text) OR (EXTRACT(day FROM birth_date) = (1)::numeric))),
    CONSTRAINT clients_check1 CHECK (((birth_precision <> 'year'::text) OR (EXTRACT(month FROM birth_date) = (1)::numeric))),
    CONSTRAINT clients_check2 CHECK (((version = 1) = (changed_by IS NULL))),
    CONSTRAINT clients_check3 CHECK (((changed_by IS NULL) = (changed_at IS NULL)))
);
ALTER TABLE ONLY chaincare.clients FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.clients OWNER TO chaincare_owner;

CREATE TABLE chaincare.closing_texts (
    about uuid NOT NULL,
    case_id uuid NOT NULL,
    words text NOT NULL
);
ALTER TABLE ONLY chaincare.closing_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.closing_texts OWNER TO chaincare_owner;

CREATE TABLE chaincare.collaboration_adoptions (
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    network_id uuid NOT NULL,
    plan_version integer NOT NULL,
    adopted_on date NOT NULL,
    organisations uuid[] NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT collaboration_adoptions_organisations_check CHECK (((cardinality(organisations) >= 1) AND (cardinality(organisations) <= 200))),
    CONSTRAINT collaboration_adoptions_plan_version_check CHECK ((plan_version > 0))
);
ALTER TABLE ONLY chaincare.collaboration_adoptions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.collaboration_adoptions OWNER TO chaincare_owner;

CREATE TABLE chaincare.collaboration_answers (
    plan_id uuid NOT NULL,
    network_id uuid NOT NULL,
    role text NOT NULL,
    version integer NOT NULL,
    words text NOT NULL,
    inventory_id uuid,
    written_by uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT collaboration_answers_check CHECK (((inventory_id IS NOT NULL) = (role = 'scout'::text))),
    CONSTRAINT collaboration_answers_role_check CHECK ((role = ANY (ARRAY['strategist'::text, 'scout'::text, 'salesperson'::text, 'relationship_manager'::text, 'coordinator'::text, 'partner'::text, 'specialist'::text, 'competitor'::text]))),
    CONSTRAINT collaboration_answers_version_check CHECK ((version > 0)),
    CONSTRAINT collaboration_answers_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);
ALTER TABLE ONLY chaincare.collaboration_answers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.collaboration_answers OWNER TO chaincare_owner;

CREATE TABLE chaincare.collaboration_plans (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    title text NOT NULL,
    target_group text NOT NULL,
    version integer NOT NULL,
    begun_by uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    CONSTRAINT collaboration_plans_target_group_check CHECK (((char_length(target_group) >= 1) AND (char_length(target_group) <= 200))),
    CONSTRAINT collaboration_plans_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
    CONSTRAINT collaboration_plans_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.collaboration_plans FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.collaboration_plans OWNER TO chaincare_owner;

CREATE TABLE chaincare.consent_givings (
    consent_id uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    giver text NOT NULL,
    how text NOT NULL,
    recorded_by uuid NOT NULL,
    given_at timestamp with time zone NOT NULL,
    completes boolean DEFAULT false NOT NULL,
    CONSTRAINT consent_givings_giver_check CHECK ((giver = ANY (ARRAY['client'::text, 'representative'::text, 'professional'::text]))),
    CONSTRAINT consent_givings_how_check CHECK ((how = ANY (ARRAY['written'::text, 'oral'::text, 'own_login'::text])))
);
ALTER TABLE ONLY chaincare.consent_givings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.consent_givings OWNER TO chaincare_owner;

CREATE TABLE chaincare.consent_withdrawals (
    consent_id uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    how text NOT NULL,
    recorded_by uuid NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL,
    CONSTRAINT consent_withdrawals_how_check CHECK ((how = ANY (ARRAY['written'::text, 'oral'::text, 'own_login'::text])))
);
ALTER TABLE ONLY chaincare.consent_withdrawals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.consent_withdrawals OWNER TO chaincare_owner;

CREATE TABLE chaincare.consents (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    explained text NOT NULL,
    purpose text,
    disclosers uuid[] NOT NULL,
    recipients uuid[] NOT NULL,
    until timestamp with time zone,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    awaits text,
    asked_id uuid,
    CONSTRAINT consents_awaits_check CHECK ((awaits = ANY (ARRAY['client'::text, 'parent'::text, 'professional'::text]))),
    CONSTRAINT consents_check CHECK (((until IS NULL) OR (until > recorded_at))),
    CONSTRAINT consents_check1 CHECK (((kind = 'sharing'::text) = (disclosers <> '{}'::uuid[]))),
    CONSTRAINT consents_check2 CHECK (((recipients <> '{}'::uuid[]) OR (kind = 'processing'::text))),
    CONSTRAINT consents_check3 CHECK (((asked_id IS NULL) OR (awaits IS NOT NULL))),
    CONSTRAINT consents_kind_check CHECK ((kind = ANY (ARRAY['sharing'::text, 'processing'::text, 'inspection'::text])))
);
ALTER TABLE ONLY chaincare.consents FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.consents OWNER TO chaincare_owner;

CREATE TABLE chaincare.correction_notices (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    what text NOT NULL,
    version integer NOT NULL,
    unit_id uuid NOT NULL,
    corrected_at timestamp with time zone NOT NULL,
    acknowledged_by uuid,
    acknowledged_at timestamp with time zone,
    item_id uuid,
    CONSTRAINT correction_notices_check CHECK (((acknowledged_by IS NULL) = (acknowledged_at IS NULL))),
    CONSTRAINT correction_notices_of_item CHECK (((what = ANY (ARRAY['note'::text, 'note_recalled'::text])) = (item_id IS NOT NULL))),
    CONSTRAINT correction_notices_what_check CHECK ((what = ANY (ARRAY['client'::text, 'question'::text, 'note'::text, 'note_recalled'::text])))
);
ALTER TABLE ONLY chaincare.correction_notices FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.correction_notices OWNER TO chaincare_owner;

CREATE TABLE chaincare.cosignatures (
    log_id integer NOT NULL,
    size bigint NOT NULL,
    verifier text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    line text NOT NULL,
    kept_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT cosignatures_line_check CHECK ((line ~ '^— [^\n]+\n$'::text)),
    CONSTRAINT cosignatures_verifier_check CHECK ((verifier ~ '^[!-~]+$'::text))
);
ALTER TABLE ONLY chaincare.cosignatures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.cosignatures OWNER TO chaincare_owner;

CREATE TABLE chaincare.covenant_accessions (
    id uuid NOT NULL,
    covenant_id uuid NOT NULL,
    version integer NOT NULL,
    network_id uuid NOT NULL,
    fingerprint text NOT NULL,
    organisation_id uuid NOT NULL,
    signed_by uuid NOT NULL,
    signed_as text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    CONSTRAINT covenant_accessions_signed_as_check CHECK (((char_length(signed_as) >= 1) AND (char_length(signed_as) <= 200)))
);
ALTER TABLE ONLY chaincare.covenant_accessions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.covenant_accessions OWNER TO chaincare_owner;

CREATE TABLE chaincare.covenant_versions (
    covenant_id uuid NOT NULL,
    version integer NOT NULL,
    network_id uuid NOT NULL,
    title text NOT NULL,
    grace_days integer NOT NULL,
    clauses jsonb NOT NULL,
    holds_from date NOT NULL,
    fingerprint text NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT covenant_versions_complete CHECK ((clauses @> '[{"kind": "division_of_means"}, {"kind": "exit"}, {"kind": "bankruptcy"}, {"kind": "mutual_liability"}, {"kind": "joint_controllership"}, {"kind": "retention"}, {"kind": "regie_rules"}, {"kind": "client_information"}]'::jsonb)),
    CONSTRAINT covenant_versions_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT covenant_versions_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 365))),
    CONSTRAINT covenant_versions_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.covenant_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.covenant_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.covenants (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    edition integer NOT NULL,
    title text NOT NULL,
    grace_days integer NOT NULL,
    clauses jsonb NOT NULL,
    written_by uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT covenants_clauses_check CHECK ((jsonb_typeof(clauses) = 'array'::text)),
    CONSTRAINT covenants_edition_check CHECK ((edition > 0)),
    CONSTRAINT covenants_grace_days_check CHECK (((grace_days >= 0) AND (grace_days <= 365))),
    CONSTRAINT covenants_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
);
ALTER TABLE ONLY chaincare.covenants FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.covenants OWNER TO chaincare_owner;

CREATE TABLE chaincare.data_subject_request_facts (
    request_id uuid NOT NULL,
    number integer NOT NULL,
    case_id uuid,
    kind text NOT NULL,
    outcome text,
    reason text,
    digest bytea,
    by_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT data_subject_request_facts_check CHECK (((kind = 'decided'::text) = (outcome IS NOT NULL))),
    CONSTRAINT data_subject_request_facts_check1 CHECK (((kind = 'bundled'::text) = (digest IS NOT NULL))),
    CONSTRAINT data_subject_request_facts_check2 CHECK (((kind <> ALL (ARRAY['extended'::text, 'decided'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT data_subject_request_facts_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT data_subject_request_facts_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'taken_up'::text, 'extended'::text, 'decided'::text, 'bundled'::text]))),
    CONSTRAINT data_subject_request_facts_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'partly'::text, 'refused'::text])))
);
ALTER TABLE ONLY chaincare.data_subject_request_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.data_subject_request_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.destructions (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    ran_at timestamp with time zone NOT NULL,
    rule_id uuid NOT NULL,
    layer text NOT NULL,
    replayed boolean NOT NULL,
    cases integer NOT NULL,
    rows bigint NOT NULL,
    closed_from date,
    closed_until date,
    digest bytea NOT NULL,
    CONSTRAINT destructions_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT destructions_layer_check CHECK ((layer = ANY (ARRAY['contribution'::text, 'joint'::text, 'case'::text, 'consultation'::text, 'inventory_line'::text])))
);
ALTER TABLE ONLY chaincare.destructions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.destructions OWNER TO chaincare_owner;

CREATE TABLE chaincare.detected_findings (
    detection_id uuid NOT NULL,
    finding_id uuid NOT NULL
);
ALTER TABLE ONLY chaincare.detected_findings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.detected_findings OWNER TO chaincare_owner;

CREATE TABLE chaincare.door_file (
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE chaincare.door_file OWNER TO chaincare_owner;

CREATE TABLE chaincare.dpop_proofs (
    digest bytea NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT dpop_proofs_digest_check CHECK ((octet_length(digest) = 32))
);
ALTER TABLE ONLY chaincare.dpop_proofs FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.dpop_proofs OWNER TO chaincare_owner;

CREATE TABLE chaincare.emergency_settings (
    network_id uuid NOT NULL,
    units jsonb DEFAULT '[]'::jsonb NOT NULL,
    hours integer DEFAULT 2 NOT NULL,
    daily_limit integer DEFAULT 3 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT emergency_settings_daily_limit_check CHECK (((daily_limit >= 1) AND (daily_limit <= 20))),
    CONSTRAINT emergency_settings_hours_check CHECK (((hours >= 1) AND (hours <= 4))),
    CONSTRAINT emergency_settings_units_check CHECK ((jsonb_typeof(units) = 'array'::text))
);
ALTER TABLE ONLY chaincare.emergency_settings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.emergency_settings OWNER TO chaincare_owner;

CREATE TABLE chaincare.erasures (
    id uuid DEFAULT uuidv7() NOT NULL,
    destruction_id uuid NOT NULL,
    case_id uuid,
    unit_id uuid,
    layer text NOT NULL,
    rule_id uuid NOT NULL,
    rows bigint NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    consultation_id uuid,
    inventory_line_id uuid,
    CONSTRAINT erasures_check CHECK (((layer = 'contribution'::text) = (unit_id IS NOT NULL))),
    CONSTRAINT erasures_layer_check CHECK ((layer = ANY (ARRAY['contribution'::text, 'joint'::text, 'case'::text, 'consultation'::text, 'inventory_line'::text]))),
    CONSTRAINT erasures_of_one_thing CHECK (((num_nonnulls(case_id, consultation_id, inventory_line_id) = 1) AND ((layer = 'consultation'::text) = (consultation_id IS NOT NULL)) AND ((layer = 'inventory_line'::text) = (inventory_line_id IS NOT NULL))))
);
ALTER TABLE ONLY chaincare.erasures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.erasures OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_conditions (
    id uuid NOT NULL,
    escalation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    owner_id uuid NOT NULL,
    state text NOT NULL,
    CONSTRAINT escalation_conditions_kind_check CHECK ((kind = ANY (ARRAY['verwijzing'::text, 'beschikking'::text, 'tlv'::text, 'other'::text]))),
    CONSTRAINT escalation_conditions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'fulfilled'::text, 'dropped'::text])))
);
ALTER TABLE ONLY chaincare.escalation_conditions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_conditions OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_facts (
    escalation_id uuid NOT NULL,
    seq integer NOT NULL,
    case_id uuid,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    target_id uuid,
    fact jsonb NOT NULL,
    kind text GENERATED ALWAYS AS ((fact ->> 'kind'::text)) STORED NOT NULL,
    CONSTRAINT escalation_facts_by_somebody CHECK (((by_id IS NOT NULL) OR (kind = 'expired'::text)))
);
ALTER TABLE ONLY chaincare.escalation_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_terms (
    target_id uuid NOT NULL,
    answer_by date NOT NULL,
    case_id uuid NOT NULL,
    over_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.escalation_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_terms OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_texts (
    escalation_id uuid NOT NULL,
    case_id uuid,
    question text NOT NULL,
    summary text NOT NULL,
    hints jsonb NOT NULL
);
ALTER TABLE ONLY chaincare.escalation_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_texts OWNER TO chaincare_owner;

CREATE TABLE chaincare.evaluation_texts (
    evaluation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reached text NOT NULL,
    own_words text,
    no_own_words_because text,
    CONSTRAINT evaluation_texts_check CHECK (((own_words IS NULL) <> (no_own_words_because IS NULL)))
);
ALTER TABLE ONLY chaincare.evaluation_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.evaluation_texts OWNER TO chaincare_owner;

CREATE TABLE chaincare.factor_assessments (
    id uuid NOT NULL,
    plan_id uuid NOT NULL,
    network_id uuid NOT NULL,
    factor text NOT NULL,
    kind text NOT NULL,
    colour text NOT NULL,
    motivation text NOT NULL,
    evidence text,
    documents uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    assessed_on date NOT NULL,
    source text,
    acknowledges text[] DEFAULT '{}'::text[] NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT factor_assessments_check CHECK (((kind = 'clients'::text) = (source IS NOT NULL))),
    CONSTRAINT factor_assessments_colour_check CHECK ((colour = ANY (ARRAY['red'::text, 'amber'::text, 'green'::text]))),
    CONSTRAINT factor_assessments_documents_check CHECK ((cardinality(documents) <= 20)),
    CONSTRAINT factor_assessments_evidence_check CHECK (((char_length(evidence) >= 1) AND (char_length(evidence) <= 10000))),
    CONSTRAINT factor_assessments_factor_check CHECK ((factor = ANY (ARRAY['people'::text, 'connecting'::text, 'necessity'::text, 'power_and_strength'::text, 'trust'::text, 'friend_and_foe'::text, 'directing'::text, 'foundation'::text]))),
    CONSTRAINT factor_assessments_kind_check CHECK ((kind = ANY (ARRAY['network'::text, 'clients'::text]))),
    CONSTRAINT factor_assessments_motivation_check CHECK (((char_length(motivation) >= 1) AND (char_length(motivation) <= 10000))),
    CONSTRAINT factor_assessments_source_check CHECK ((source = ANY (ARRAY['client_council'::text, 'expert_by_experience'::text])))
);
ALTER TABLE ONLY chaincare.factor_assessments FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.factor_assessments OWNER TO chaincare_owner;

CREATE TABLE chaincare.finding_facts (
    id uuid DEFAULT uuidv7() NOT NULL,
    finding_id uuid NOT NULL,
    kind text NOT NULL,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    outcome text,
    reason text,
    text bytea,
    request_id uuid NOT NULL,
    round integer DEFAULT 0 NOT NULL,
    entries uuid[],
    CONSTRAINT finding_facts_check CHECK (((kind = 'closed'::text) = (outcome IS NOT NULL))),
    CONSTRAINT finding_facts_check1 CHECK (((kind = ANY (ARRAY['closed'::text, 'dismissed'::text])) = (reason IS NOT NULL))),
    CONSTRAINT finding_facts_check2 CHECK (((kind = 'reopened'::text) = (by_id IS NULL))),
    CONSTRAINT finding_facts_check3 CHECK (((kind = 'reopened'::text) = (entries IS NOT NULL))),
    CONSTRAINT finding_facts_entries_check CHECK ((cardinality(entries) <= 50)),
    CONSTRAINT finding_facts_kind_check CHECK ((kind = ANY (ARRAY['explanation_asked'::text, 'explained'::text, 'closed'::text, 'dismissed'::text, 'reopened'::text]))),
    CONSTRAINT finding_facts_outcome_check CHECK ((outcome = ANY (ARRAY['justified'::text, 'unjustified'::text, 'reported_as_breach'::text]))),
    CONSTRAINT finding_facts_reason_check CHECK (((reason ~ '^[a-z_]+$'::text) AND (octet_length(reason) <= 60)))
);
ALTER TABLE ONLY chaincare.finding_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.finding_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.first_looks (
    actor_id uuid NOT NULL,
    client uuid NOT NULL,
    partner text NOT NULL,
    network_id uuid,
    named boolean NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE ONLY chaincare.first_looks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.first_looks OWNER TO chaincare_owner;

CREATE TABLE chaincare.former_tasks (
    id uuid DEFAULT uuidv7() NOT NULL,
    unit_id uuid NOT NULL,
    statutory_task text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.former_tasks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.former_tasks OWNER TO chaincare_owner;

CREATE TABLE chaincare.household_cases (
    id uuid DEFAULT uuidv7() NOT NULL,
    household_id uuid NOT NULL,
    case_id uuid NOT NULL,
    linked_by uuid NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    ended_because text,
    CONSTRAINT household_cases_check CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (ended_because IS NULL))))
);
ALTER TABLE ONLY chaincare.household_cases FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.household_cases OWNER TO chaincare_owner;

CREATE TABLE chaincare.incident_exports (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    professional_id uuid,
    about_case uuid,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    approved_by uuid,
    approved_at timestamp with time zone,
    expires_at timestamp with time zone,
    CONSTRAINT incident_exports_check CHECK (((from_at < until_at) AND (until_at <= (from_at + '31 days'::interval)))),
    CONSTRAINT incident_exports_check1 CHECK ((approved_by <> asked_by)),
    CONSTRAINT incident_exports_check2 CHECK ((num_nulls(approved_by, approved_at, expires_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT incident_exports_check3 CHECK ((expires_at <= (approved_at + '24:00:00'::interval)))
);
ALTER TABLE ONLY chaincare.incident_exports FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.incident_exports OWNER TO chaincare_owner;

CREATE TABLE chaincare.informed_facts (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    person text NOT NULL,
    person_id uuid,
    who text,
    informed_on date,
    how text,
    because text,
    review_on date,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT informed_facts_check CHECK (((person = 'representative'::text) = (person_id IS NOT NULL))),
    CONSTRAINT informed_facts_check1 CHECK (((person = 'other'::text) = (who IS NOT NULL))),
    CONSTRAINT informed_facts_check2 CHECK (((num_nonnulls(informed_on, how) = ANY (ARRAY[0, 2])) AND (num_nonnulls(because, review_on) = ANY (ARRAY[0, 2])))),
    CONSTRAINT informed_facts_check3 CHECK (((informed_on IS NULL) <> (because IS NULL))),
    CONSTRAINT informed_facts_person_check CHECK ((person = ANY (ARRAY['client'::text, 'representative'::text, 'other'::text])))
);
ALTER TABLE ONLY chaincare.informed_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.informed_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventories (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    name text NOT NULL,
    target_group text NOT NULL,
    area text NOT NULL,
    from_on date NOT NULL,
    until_on date,
    state text DEFAULT 'open'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    changed_by uuid,
    changed_at timestamp with time zone,
    CONSTRAINT inventories_area_check CHECK (((char_length(area) >= 1) AND (char_length(area) <= 200))),
    CONSTRAINT inventories_check CHECK ((until_on >= from_on)),
    CONSTRAINT inventories_check1 CHECK ((num_nonnulls(changed_by, changed_at) = ANY (ARRAY[0, 2]))),
    CONSTRAINT inventories_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT inventories_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
    CONSTRAINT inventories_target_group_check CHECK (((char_length(target_group) >= 1) AND (char_length(target_group) <= 200))),
    CONSTRAINT inventories_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.inventories FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventories OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventory_line_informed (
    id uuid NOT NULL,
    line_id uuid NOT NULL,
    informed_on date,
    how text,
    because text,
    review_on date,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT inventory_line_informed_because_check CHECK (((char_length(because) >= 1) AND (char_length(because) <= 200))),
    CONSTRAINT inventory_line_informed_check CHECK ((((num_nonnulls(informed_on, how) = 2) AND (num_nonnulls(because, review_on) = 0)) OR ((num_nonnulls(informed_on, how) = 0) AND (num_nonnulls(because, review_on) = 2)))),
    CONSTRAINT inventory_line_informed_how_check CHECK (((char_length(how) >= 1) AND (char_length(how) <= 200)))
);
ALTER TABLE ONLY chaincare.inventory_line_informed FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventory_line_informed OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventory_line_reviews (
    id uuid NOT NULL,
    line_id uuid NOT NULL,
    review_on date NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.inventory_line_reviews FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventory_line_reviews OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventory_lines (
    id uuid NOT NULL,
    inventory_id uuid NOT NULL,
    network_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    pseudonym uuid NOT NULL,
    case_id uuid,
    state text DEFAULT 'open'::text NOT NULL,
    given_names text,
    prefix text,
    family_name text,
    call_name text,
    birth_date date,
    birth_precision text,
    situation text NOT NULL,
    need text,
    entitlement text,
    entitlement_article text,
    ground text NOT NULL,
    article text NOT NULL,
    exception text,
    told_on date,
    review_on date NOT NULL,
    last_on date NOT NULL,
    withdrawn_because text,
    version integer DEFAULT 1 NOT NULL,
    reported_by uuid NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    kept_from jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT inventory_lines_article_check CHECK (((char_length(article) >= 1) AND (char_length(article) <= 200))),
    CONSTRAINT inventory_lines_birth_precision_check CHECK ((birth_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text]))),
    CONSTRAINT inventory_lines_call_name_check CHECK (((char_length(call_name) >= 1) AND (char_length(call_name) <= 200))),
    CONSTRAINT inventory_lines_check CHECK ((num_nonnulls(given_names, birth_date, birth_precision) =
CASE state
    WHEN 'open'::text THEN 3
    ELSE 0
END)),
    CONSTRAINT inventory_lines_check1 CHECK (((state = 'open'::text) OR (num_nonnulls(prefix, family_name, call_name) = 0))),
    CONSTRAINT inventory_lines_check2 CHECK (((birth_precision = 'day'::text) OR (EXTRACT(day FROM birth_date) = (1)::numeric))),
    CONSTRAINT inventory_lines_check3 CHECK (((birth_precision <> 'year'::text) OR (EXTRACT(month FROM birth_date) = (1)::numeric))),
    CONSTRAINT inventory_lines_check4 CHECK ((num_nonnulls(need, entitlement) =
CASE
    WHEN (state = ANY (ARRAY['open'::text, 'case_opened'::text])) THEN 2
    ELSE 0
END)),
    CONSTRAINT inventory_lines_check5 CHECK (((state = ANY (ARRAY['open'::text, 'case_opened'::text])) OR (entitlement_article IS NULL))),
    CONSTRAINT inventory_lines_check6 CHECK (((state = 'case_opened'::text) = (case_id IS NOT NULL))),
    CONSTRAINT inventory_lines_check7 CHECK (((state = 'withdrawn'::text) = (withdrawn_because IS NOT NULL))),
    CONSTRAINT inventory_lines_check8 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
    CONSTRAINT inventory_lines_check9 CHECK (((jsonb_typeof(kept_from) = 'array'::text) AND ((state = 'open'::text) OR (kept_from = '[]'::jsonb)))),
    CONSTRAINT inventory_lines_entitlement_article_check CHECK (((char_length(entitlement_article) >= 1) AND (char_length(entitlement_article) <= 200))),
    CONSTRAINT inventory_lines_entitlement_check CHECK (((char_length(entitlement) >= 1) AND (char_length(entitlement) <= 10000))),
    CONSTRAINT inventory_lines_exception_check CHECK (((char_length(exception) >= 1) AND (char_length(exception) <= 60))),
    CONSTRAINT inventory_lines_family_name_check CHECK (((char_length(family_name) >= 1) AND (char_length(family_name) <= 200))),
    CONSTRAINT inventory_lines_given_names_check CHECK (((char_length(given_names) >= 1) AND (char_length(given_names) <= 200))),
    CONSTRAINT inventory_lines_ground_check CHECK (((char_length(ground) >= 1) AND (char_length(ground) <= 60))),
    CONSTRAINT inventory_lines_need_check CHECK (((char_length(need) >= 1) AND (char_length(need) <= 10000))),
    CONSTRAINT inventory_lines_prefix_check CHECK (((char_length(prefix) >= 1) AND (char_length(prefix) <= 200))),
    CONSTRAINT inventory_lines_review CHECK ((review_on <= last_on)),
    CONSTRAINT inventory_lines_situation_check CHECK ((situation = ANY (ARRAY['does_not_get'::text, 'at_risk_of_not_getting'::text]))),
    CONSTRAINT inventory_lines_state_check CHECK ((state = ANY (ARRAY['open'::text, 'case_opened'::text, 'withdrawn'::text, 'erased'::text]))),
    CONSTRAINT inventory_lines_version_check CHECK ((version > 0)),
    CONSTRAINT inventory_lines_withdrawn_because_check CHECK ((withdrawn_because = ANY (ARRAY['gets_what_is_needed'::text, 'not_entitled'::text, 'objected'::text, 'out_of_sight'::text, 'deceased'::text, 'recorded_wrongly'::text, 'reporter_leaves'::text]))),
    CONSTRAINT inventory_lines_year CHECK ((last_on <= (((reported_at AT TIME ZONE 'Europe/Amsterdam'::text))::date + '1 year'::interval)))
);
ALTER TABLE ONLY chaincare.inventory_lines FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventory_lines OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventory_parties (
    id uuid NOT NULL,
    inventory_id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    help text,
    needed_for text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT inventory_parties_check CHECK ((num_nonnulls(organisation_id, help) = 1)),
    CONSTRAINT inventory_parties_help_check CHECK (((char_length(help) >= 1) AND (char_length(help) <= 200))),
    CONSTRAINT inventory_parties_needed_for_check CHECK (((char_length(needed_for) >= 1) AND (char_length(needed_for) <= 10000))),
    CONSTRAINT inventory_parties_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.inventory_parties FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventory_parties OWNER TO chaincare_owner;

CREATE TABLE chaincare.inventory_party_steps (
    party_id uuid NOT NULL,
    version integer NOT NULL,
    state text NOT NULL,
    next_step text,
    next_step_on date,
    next_step_by uuid,
    reason text,
    taken_by uuid NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT inventory_party_steps_check CHECK ((num_nonnulls(next_step, next_step_on, next_step_by) =
CASE
    WHEN (state = ANY (ARRAY['takes_part'::text, 'refuses'::text])) THEN 0
    ELSE 3
END)),
    CONSTRAINT inventory_party_steps_check1 CHECK (((state = 'refuses'::text) = (reason IS NOT NULL))),
    CONSTRAINT inventory_party_steps_next_step_check CHECK (((char_length(next_step) >= 1) AND (char_length(next_step) <= 200))),
    CONSTRAINT inventory_party_steps_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 10000))),
    CONSTRAINT inventory_party_steps_state_check CHECK ((state = ANY (ARRAY['to_approach'::text, 'approached'::text, 'in_talks'::text, 'takes_part'::text, 'refuses'::text]))),
    CONSTRAINT inventory_party_steps_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.inventory_party_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.inventory_party_steps OWNER TO chaincare_owner;

CREATE TABLE chaincare.invitations (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    client_id uuid NOT NULL,
    representative_id uuid,
    code_digest bytea NOT NULL,
    proof text NOT NULL,
    issued_by uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.invitations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.invitations OWNER TO chaincare_owner;

CREATE TABLE chaincare.known_names (
    folded text NOT NULL,
    sound text NOT NULL
);
ALTER TABLE ONLY chaincare.known_names FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.known_names OWNER TO chaincare_owner;

CREATE TABLE chaincare.legal_bases (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    participation_id uuid NOT NULL,
    ground text NOT NULL,
    article text NOT NULL,
    exception text,
    secrecy jsonb NOT NULL,
    during tstzrange NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ground_version integer,
    article_code text,
    article_version integer,
    exception_version integer,
    consent_id uuid,
    CONSTRAINT legal_bases_during_check CHECK ((NOT isempty(during)))
);
ALTER TABLE ONLY chaincare.legal_bases FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.legal_bases OWNER TO chaincare_owner;

CREATE TABLE chaincare.legal_basis_withdrawals (
    basis_id uuid NOT NULL,
    case_id uuid NOT NULL,
    part text NOT NULL,
    reason text NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL,
    CONSTRAINT legal_basis_withdrawals_part_check CHECK ((part = ANY (ARRAY['ground'::text, 'exception'::text, 'secrecy'::text])))
);
ALTER TABLE ONLY chaincare.legal_basis_withdrawals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.legal_basis_withdrawals OWNER TO chaincare_owner;

CREATE TABLE chaincare.legal_grounds (
    code text NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL,
    citation text NOT NULL,
    en text NOT NULL,
    nl text NOT NULL,
    grounds text[] DEFAULT '{}'::text[] NOT NULL,
    profile text,
    draft boolean DEFAULT false NOT NULL,
    during daterange NOT NULL,
    CONSTRAINT legal_grounds_check CHECK (((kind = 'article'::text) = (grounds <> '{}'::text[]))),
    CONSTRAINT legal_grounds_code_check CHECK ((code ~ '^[a-z0-9_-]{1,60}$'::text)),
    CONSTRAINT legal_grounds_during_check CHECK ((NOT isempty(during))),
    CONSTRAINT legal_grounds_kind_check CHECK ((kind = ANY (ARRAY['ground'::text, 'article'::text, 'exception'::text, 'secrecy'::text]))),
    CONSTRAINT legal_grounds_profile_check CHECK ((profile = ANY (ARRAY['zorg_en_veiligheidshuis'::text, 'criminal_data'::text]))),
    CONSTRAINT legal_grounds_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.legal_grounds FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.legal_grounds OWNER TO chaincare_owner;

CREATE TABLE chaincare.legal_holds (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason text NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    lifted_because text,
    CONSTRAINT legal_holds_check CHECK ((num_nulls(lifted_by, lifted_at, lifted_because) = ANY (ARRAY[0, 3])))
);
ALTER TABLE ONLY chaincare.legal_holds FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.legal_holds OWNER TO chaincare_owner;

CREATE TABLE chaincare.log_alarms (
    id bigint NOT NULL,
    kind text NOT NULL,
    raised boolean NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT log_alarms_kind_check CHECK ((kind = ANY (ARRAY['altered'::text, 'unwitnessed'::text])))
);
ALTER TABLE ONLY chaincare.log_alarms FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_alarms OWNER TO chaincare_owner;

ALTER TABLE chaincare.log_alarms ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME chaincare.log_alarms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE chaincare.log_export_downloads (
    id uuid NOT NULL,
    export_id uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    written bigint DEFAULT 0 NOT NULL,
    written_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
ALTER TABLE ONLY chaincare.log_export_downloads FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_export_downloads OWNER TO chaincare_owner;

CREATE TABLE chaincare.log_exports (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    format text NOT NULL,
    reason text NOT NULL,
    about_client uuid,
    about_professional uuid,
    about_organisation uuid,
    about_case uuid,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    log_id integer NOT NULL,
    log_size bigint NOT NULL,
    from_xid xid8 NOT NULL,
    until_xid xid8 NOT NULL,
    entries bigint NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    needs_second boolean NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    decision text,
    decision_reason text,
    CONSTRAINT log_exports_check CHECK ((decided_by <> requested_by)),
    CONSTRAINT log_exports_check1 CHECK ((num_nonnulls(decided_by, decided_at, decision, decision_reason) = ANY (ARRAY[0, 4]))),
    CONSTRAINT log_exports_check2 CHECK ((needs_second OR (decided_by IS NULL))),
    CONSTRAINT log_exports_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text]))),
    CONSTRAINT log_exports_decision_reason_check CHECK (((decision_reason ~ '^[a-z_]+$'::text) AND (octet_length(decision_reason) <= 60))),
    CONSTRAINT log_exports_format_check CHECK ((format = ANY (ARRAY['ndjson'::text, 'fhir'::text, 'processing_records'::text, 'csv'::text]))),
    CONSTRAINT log_exports_reason_check CHECK (((reason ~ '^[a-z_]+$'::text) AND (octet_length(reason) <= 60)))
);
ALTER TABLE ONLY chaincare.log_exports FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_exports OWNER TO chaincare_owner;

CREATE TABLE chaincare.log_samples (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    month date NOT NULL,
    until_at timestamp with time zone NOT NULL,
    size integer NOT NULL,
    drawn_from bigint NOT NULL,
    seed bytea NOT NULL,
    drawn_by uuid NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    CONSTRAINT log_samples_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT log_samples_seed_check CHECK ((octet_length(seed) = 16)),
    CONSTRAINT log_samples_size_check CHECK (((size >= 1) AND (size <= 100)))
);
ALTER TABLE ONLY chaincare.log_samples FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_samples OWNER TO chaincare_owner;

CREATE TABLE chaincare.log_texts_waiting (
    client uuid NOT NULL,
    until_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.log_texts_waiting FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.log_texts_waiting OWNER TO chaincare_owner;

CREATE TABLE chaincare.login_blocks (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    professional_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    blocked_by uuid NOT NULL,
    blocked_at timestamp with time zone NOT NULL,
    unblocked_by uuid,
    unblocked_at timestamp with time zone,
    unblocked_because text,
    CONSTRAINT login_blocks_check CHECK ((num_nonnulls(unblocked_by, unblocked_at, unblocked_because) = ANY (ARRAY[0, 3])))
);
ALTER TABLE ONLY chaincare.login_blocks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.login_blocks OWNER TO chaincare_owner;

CREATE TABLE chaincare.match_checks (
    id uuid DEFAULT uuidv7() NOT NULL,
    client_id uuid NOT NULL
);
ALTER TABLE ONLY chaincare.match_checks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.match_checks OWNER TO chaincare_owner;

CREATE TABLE chaincare.match_decisions (
    id uuid NOT NULL,
    match_id uuid NOT NULL,
    case_id uuid NOT NULL,
    answer text NOT NULL,
    regie_with text,
    client_agrees boolean,
    client_asked text,
    client_asked_on date,
    basis jsonb,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT match_decisions_answer_check CHECK ((answer = ANY (ARRAY['same_person'::text, 'not_a_duplicate'::text]))),
    CONSTRAINT match_decisions_check CHECK (((answer = 'same_person'::text) = (regie_with IS NOT NULL))),
    CONSTRAINT match_decisions_check1 CHECK ((num_nonnulls(client_agrees, client_asked, client_asked_on) = ANY (ARRAY[0, 3]))),
    CONSTRAINT match_decisions_client_asked_check CHECK ((client_asked = ANY (ARRAY['in_person'::text, 'by_phone'::text, 'in_writing'::text, 'through_representative'::text]))),
    CONSTRAINT match_decisions_regie_with_check CHECK ((regie_with = ANY (ARRAY['older'::text, 'newer'::text])))
);
ALTER TABLE ONLY chaincare.match_decisions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.match_decisions OWNER TO chaincare_owner;

CREATE TABLE chaincare.meeting_agreements (
    meeting_id uuid NOT NULL,
    place integer NOT NULL,
    case_id uuid NOT NULL,
    agreement_id uuid NOT NULL,
    responsible_id uuid NOT NULL,
    assent text NOT NULL,
    CONSTRAINT meeting_agreements_assent_check CHECK ((assent = ANY (ARRAY['himself'::text, 'in_presence'::text, 'oral'::text, 'paper'::text, 'awaited'::text]))),
    CONSTRAINT meeting_agreements_place_check CHECK (((place >= 0) AND (place <= 19)))
);
ALTER TABLE ONLY chaincare.meeting_agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.meeting_agreements OWNER TO chaincare_owner;

CREATE TABLE chaincare.meeting_attendances (
    meeting_id uuid NOT NULL,
    participation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    present boolean NOT NULL
);
ALTER TABLE ONLY chaincare.meeting_attendances FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.meeting_attendances OWNER TO chaincare_owner;

CREATE TABLE chaincare.meeting_words (
    meeting_id uuid NOT NULL,
    case_id uuid NOT NULL,
    heard text,
    proof text,
    minutes_id uuid,
    CONSTRAINT meeting_words_check CHECK ((num_nonnulls(heard, proof, minutes_id) > 0))
);
ALTER TABLE ONLY chaincare.meeting_words FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.meeting_words OWNER TO chaincare_owner;

CREATE TABLE chaincare.meetings (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    held_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    client_present text NOT NULL,
    next_on date,
    regie_proposal_id uuid,
    CONSTRAINT meetings_check CHECK ((held_at <= recorded_at)),
    CONSTRAINT meetings_client_present_check CHECK ((client_present = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
    CONSTRAINT meetings_kind_check CHECK ((kind = ANY (ARRAY['meeting'::text, 'conversation'::text, 'paper'::text])))
);
ALTER TABLE ONLY chaincare.meetings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.meetings OWNER TO chaincare_owner;

CREATE TABLE chaincare.memberships (
    network_id uuid NOT NULL,
    organisation_id uuid NOT NULL
);
ALTER TABLE ONLY chaincare.memberships FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.memberships OWNER TO chaincare_owner;

CREATE TABLE chaincare.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE chaincare.migration OWNER TO chaincare_owner;

CREATE TABLE chaincare.needed_parties (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    organisation_id uuid,
    unit_id uuid,
    help text,
    needed_for text NOT NULL,
    client_may_read boolean NOT NULL,
    state text NOT NULL,
    next_step text,
    next_step_on date,
    participation_id uuid,
    refused_because text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT needed_parties_check CHECK ((num_nonnulls(organisation_id, unit_id, help) = 1)),
    CONSTRAINT needed_parties_check1 CHECK (((next_step IS NULL) = (next_step_on IS NULL))),
    CONSTRAINT needed_parties_check2 CHECK (((next_step IS NULL) = (state = ANY (ARRAY['takes_part'::text, 'refuses'::text])))),
    CONSTRAINT needed_parties_check3 CHECK (((participation_id IS NULL) OR (state = 'takes_part'::text))),
    CONSTRAINT needed_parties_check4 CHECK (((refused_because IS NOT NULL) = (state = 'refuses'::text))),
    CONSTRAINT needed_parties_state_check CHECK ((state = ANY (ARRAY['to_approach'::text, 'approached'::text, 'in_talks'::text, 'takes_part'::text, 'refuses'::text])))
);
ALTER TABLE ONLY chaincare.needed_parties FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.needed_parties OWNER TO chaincare_owner;

CREATE TABLE chaincare.needed_party_steps (
    needed_party_id uuid NOT NULL,
    version integer NOT NULL,
    case_id uuid NOT NULL,
    state text NOT NULL,
    next_step text,
    next_step_on date,
    participation_id uuid,
    refused_because text,
    taken_by uuid NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT needed_party_steps_state_check CHECK ((state = ANY (ARRAY['to_approach'::text, 'approached'::text, 'in_talks'::text, 'takes_part'::text, 'refuses'::text])))
);
ALTER TABLE ONLY chaincare.needed_party_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.needed_party_steps OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_bottleneck_raisers (
    bottleneck_id uuid NOT NULL,
    raised_by uuid NOT NULL
);
ALTER TABLE ONLY chaincare.network_bottleneck_raisers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_bottleneck_raisers OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_bottleneck_steps (
    bottleneck_id uuid NOT NULL,
    seq integer NOT NULL,
    kind text NOT NULL,
    words text,
    taken_by uuid,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT network_bottleneck_steps_check CHECK (((kind = ANY (ARRAY['answered'::text, 'solved'::text])) = (taken_by IS NOT NULL))),
    CONSTRAINT network_bottleneck_steps_check1 CHECK (((words IS NOT NULL) OR (kind = 'confirmed'::text))),
    CONSTRAINT network_bottleneck_steps_kind_check CHECK ((kind = ANY (ARRAY['answered'::text, 'solved'::text, 'confirmed'::text, 'taken_up_again'::text]))),
    CONSTRAINT network_bottleneck_steps_seq_check CHECK ((seq > 0)),
    CONSTRAINT network_bottleneck_steps_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);
ALTER TABLE ONLY chaincare.network_bottleneck_steps FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_bottleneck_steps OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_bottlenecks (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    reason text NOT NULL,
    sector text,
    words text NOT NULL,
    month date NOT NULL,
    state text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT network_bottlenecks_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT network_bottlenecks_reason_check CHECK ((reason = ANY (ARRAY['time'::text, 'means'::text, 'waiting_list'::text, 'refusal'::text, 'precondition'::text, 'client'::text, 'other'::text]))),
    CONSTRAINT network_bottlenecks_sector_check CHECK ((sector = ANY (ARRAY['education'::text, 'social'::text, 'care'::text, 'work_and_income'::text, 'housing'::text, 'safety'::text, 'funder'::text]))),
    CONSTRAINT network_bottlenecks_state_check CHECK ((state = ANY (ARRAY['raised'::text, 'answered'::text, 'solved'::text, 'confirmed'::text]))),
    CONSTRAINT network_bottlenecks_version_check CHECK ((version > 0)),
    CONSTRAINT network_bottlenecks_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);
ALTER TABLE ONLY chaincare.network_bottlenecks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_bottlenecks OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_document_editions (
    document_id uuid NOT NULL,
    version integer NOT NULL,
    title text NOT NULL,
    words text NOT NULL,
    holds_from date NOT NULL,
    holds_until date,
    concerns jsonb DEFAULT '[]'::jsonb NOT NULL,
    folded text NOT NULL,
    written_by uuid NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT network_document_editions_check CHECK ((holds_until >= holds_from)),
    CONSTRAINT network_document_editions_concerns_check CHECK ((jsonb_typeof(concerns) = 'array'::text)),
    CONSTRAINT network_document_editions_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
    CONSTRAINT network_document_editions_version_check CHECK ((version > 0)),
    CONSTRAINT network_document_editions_words_check CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);
ALTER TABLE ONLY chaincare.network_document_editions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_document_editions OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_documents (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    kind text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT network_documents_kind_check CHECK ((kind = ANY (ARRAY['charter_point'::text, 'working_group'::text, 'coalition'::text, 'transparency_notice'::text]))),
    CONSTRAINT network_documents_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.network_documents FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_documents OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_erasures (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    kind text NOT NULL,
    thing_id uuid NOT NULL,
    part_id uuid,
    role text,
    version integer,
    reason text NOT NULL,
    erased_by uuid NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    CONSTRAINT network_erasures_kind_check CHECK ((kind = ANY (ARRAY['network_document'::text, 'plan_answer'::text, 'factor_assessment'::text, 'network_bottleneck'::text, 'inventory_party'::text]))),
    CONSTRAINT network_erasures_reason_check CHECK ((reason = ANY (ARRAY['names_somebody'::text, 'points_at_somebody'::text, 'shared_by_mistake'::text]))),
    CONSTRAINT network_erasures_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.network_erasures FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_erasures OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_moves (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    from_network_id uuid NOT NULL,
    to_network_id uuid NOT NULL,
    because text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    respond_by date NOT NULL,
    let_be boolean DEFAULT false NOT NULL,
    CONSTRAINT network_moves_because_check CHECK ((because = ANY (ARRAY['moved_house'::text, 'placement'::text, 'school'::text, 'work'::text, 'other'::text]))),
    CONSTRAINT network_moves_by_somebody CHECK (((state = ANY (ARRAY['open'::text, 'expired'::text])) = (decided_by IS NULL))),
    CONSTRAINT network_moves_check CHECK ((from_network_id <> to_network_id)),
    CONSTRAINT network_moves_decided CHECK (((state = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT network_moves_let_be CHECK (((NOT let_be) OR (state = ANY (ARRAY['declined'::text, 'expired'::text])))),
    CONSTRAINT network_moves_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text, 'expired'::text])))
);
ALTER TABLE ONLY chaincare.network_moves FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_moves OWNER TO chaincare_owner;

CREATE TABLE chaincare.network_statistics (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    month date NOT NULL,
    tables jsonb NOT NULL,
    published_by uuid NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT network_statistics_check CHECK ((published_at >= ((month + '1 mon'::interval) AT TIME ZONE 'Europe/Amsterdam'::text))),
    CONSTRAINT network_statistics_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT network_statistics_tables_check CHECK ((jsonb_typeof(tables) = 'array'::text))
);
ALTER TABLE ONLY chaincare.network_statistics FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.network_statistics OWNER TO chaincare_owner;

CREATE TABLE chaincare.note_readings (
    note_id uuid NOT NULL,
    version integer NOT NULL,
    entry_at timestamp with time zone NOT NULL,
    entry_id uuid NOT NULL
);
ALTER TABLE ONLY chaincare.note_readings FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.note_readings OWNER TO chaincare_owner;

CREATE TABLE chaincare.note_recalls (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    note_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    reason text NOT NULL,
    readers_before text[] NOT NULL,
    readers_after text[] NOT NULL,
    recalled_by uuid NOT NULL,
    recalled_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.note_recalls FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.note_recalls OWNER TO chaincare_owner;

CREATE TABLE chaincare.note_versions (
    note_id uuid NOT NULL,
    version integer NOT NULL,
    case_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    body text NOT NULL,
    corrected_by uuid,
    corrected_at timestamp with time zone,
    corrected_because text
);
ALTER TABLE ONLY chaincare.note_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.note_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.notes (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    author_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    body text NOT NULL,
    readers text[] NOT NULL,
    written_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    corrected_by uuid,
    corrected_at timestamp with time zone,
    corrected_because text,
    kept_at timestamp with time zone DEFAULT clock_timestamp(),
    CONSTRAINT notes_check CHECK (((version = 1) = (corrected_by IS NULL))),
    CONSTRAINT notes_check1 CHECK ((num_nonnulls(corrected_by, corrected_at, corrected_because) = ANY (ARRAY[0, 3]))),
    CONSTRAINT notes_readers_check CHECK ((cardinality(readers) > 0))
);
ALTER TABLE ONLY chaincare.notes FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.notes OWNER TO chaincare_owner;

CREATE TABLE chaincare.office_hours (
    network_id uuid NOT NULL,
    version integer NOT NULL,
    opens integer[] NOT NULL,
    closes integer[] NOT NULL,
    holds_from date NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    CONSTRAINT office_hours_check CHECK ((holds_from > ((set_at AT TIME ZONE 'Europe/Amsterdam'::text))::date)),
    CONSTRAINT office_hours_closes_check CHECK (((cardinality(closes) = 7) AND (1440 >= ALL (array_remove(closes, NULL::integer))))),
    CONSTRAINT office_hours_opens_check CHECK (((cardinality(opens) = 7) AND (0 <= ALL (array_remove(opens, NULL::integer))))),
    CONSTRAINT office_hours_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.office_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.office_hours OWNER TO chaincare_owner;

CREATE TABLE chaincare.organisations (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    sector text NOT NULL,
    oin text,
    kvk text,
    status text DEFAULT 'active'::text NOT NULL,
    issuer text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    status_because text,
    status_since timestamp with time zone,
    closing_days date[] DEFAULT '{}'::date[] NOT NULL,
    closing_days_version integer DEFAULT 1 NOT NULL,
    inactive_at timestamp with time zone,
    brin text,
    agb text,
    CONSTRAINT organisations_agb_check CHECK ((agb ~ '^[0-9]{8}$'::text)),
    CONSTRAINT organisations_brin_check CHECK ((brin ~ '^[0-9]{2}[A-Z]{2}([0-9]{2})?$'::text)),
    CONSTRAINT organisations_closing_days_check CHECK ((cardinality(closing_days) <= 200)),
    CONSTRAINT organisations_sector_check CHECK ((sector = ANY (ARRAY['education'::text, 'social'::text, 'care'::text, 'work_and_income'::text, 'housing'::text, 'safety'::text, 'funder'::text]))),
    CONSTRAINT organisations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'leaving'::text, 'left'::text, 'insolvent'::text])))
);
ALTER TABLE ONLY chaincare.organisations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.organisations OWNER TO chaincare_owner;

CREATE TABLE chaincare.partner_stops (
    id uuid NOT NULL,
    network_id uuid NOT NULL,
    partner text NOT NULL,
    reason text NOT NULL,
    stopped_by uuid NOT NULL,
    stopped_at timestamp with time zone NOT NULL,
    resumed_by uuid,
    resumed_at timestamp with time zone,
    resumed_because text,
    CONSTRAINT partner_stops_check CHECK ((num_nonnulls(resumed_by, resumed_at, resumed_because) = ANY (ARRAY[0, 3])))
);
ALTER TABLE ONLY chaincare.partner_stops FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.partner_stops OWNER TO chaincare_owner;

CREATE TABLE chaincare.pause_texts (
    pause_id uuid NOT NULL,
    case_id uuid NOT NULL,
    words text NOT NULL
);
ALTER TABLE ONLY chaincare.pause_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.pause_texts OWNER TO chaincare_owner;

CREATE TABLE chaincare.plan_answers (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    version integer NOT NULL,
    agrees text NOT NULL,
    agrees_because text,
    how text NOT NULL,
    proof text,
    said_by uuid NOT NULL,
    recorded_by uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT plan_answers_agrees_check CHECK ((agrees = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text]))),
    CONSTRAINT plan_answers_check CHECK (((agrees = 'yes'::text) = (agrees_because IS NULL))),
    CONSTRAINT plan_answers_check1 CHECK ((((how = 'own_login'::text) = (proof IS NULL)) AND ((how = 'own_login'::text) = (said_by = recorded_by)))),
    CONSTRAINT plan_answers_how_check CHECK ((how = ANY (ARRAY['own_login'::text, 'oral'::text, 'paper'::text])))
);
ALTER TABLE ONLY chaincare.plan_answers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.plan_answers OWNER TO chaincare_owner;

CREATE TABLE chaincare.plan_editions (
    plan_id uuid NOT NULL,
    version integer NOT NULL,
    case_id uuid NOT NULL,
    goals jsonb NOT NULL,
    agrees text NOT NULL,
    agrees_because text,
    said_by uuid NOT NULL,
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT plan_editions_agrees_check CHECK ((agrees = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'not_asked'::text]))),
    CONSTRAINT plan_editions_check CHECK (((agrees = 'yes'::text) = (agrees_because IS NULL))),
    CONSTRAINT plan_editions_goals_check CHECK (((jsonb_typeof(goals) = 'array'::text) AND (jsonb_array_length(goals) > 0))),
    CONSTRAINT plan_editions_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.plan_editions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.plan_editions OWNER TO chaincare_owner;

CREATE TABLE chaincare.plans (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    client_may_read boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT plans_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY chaincare.plans FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.plans OWNER TO chaincare_owner;

CREATE TABLE chaincare.processing_activities (
    id uuid NOT NULL,
    version integer NOT NULL,
    network_id uuid,
    key text,
    name text NOT NULL,
    naam text NOT NULL,
    purpose text NOT NULL,
    controller text NOT NULL,
    ground text NOT NULL,
    subjects text[] NOT NULL,
    categories text[] NOT NULL,
    recipients text[] NOT NULL,
    retention text NOT NULL,
    measures text NOT NULL,
    written_by uuid,
    written_at timestamp with time zone,
    CONSTRAINT processing_activities_categories_check CHECK ((cardinality(categories) > 0)),
    CONSTRAINT processing_activities_check CHECK (((network_id IS NULL) = (written_by IS NULL))),
    CONSTRAINT processing_activities_check1 CHECK (((network_id IS NULL) = (key IS NOT NULL))),
    CONSTRAINT processing_activities_check2 CHECK (((written_by IS NULL) = (written_at IS NULL))),
    CONSTRAINT processing_activities_key_check CHECK ((key ~ '^[a-z_]{1,60}$'::text)),
    CONSTRAINT processing_activities_subjects_check CHECK ((cardinality(subjects) > 0))
);
ALTER TABLE ONLY chaincare.processing_activities FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.processing_activities OWNER TO chaincare_owner;

CREATE TABLE chaincare.professionals (
    id uuid DEFAULT uuidv7() NOT NULL,
    unit_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    function text NOT NULL,
    phone text,
    status text DEFAULT 'active'::text NOT NULL,
    deactivated_because text,
    inactive_at timestamp with time zone,
    register text,
    registration_number text,
    version integer DEFAULT 1 NOT NULL,
    earlier_names text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT professionals_check CHECK (((register IS NULL) = (registration_number IS NULL))),
    CONSTRAINT professionals_register_check CHECK ((register = ANY (ARRAY['skj'::text, 'big'::text]))),
    CONSTRAINT professionals_status_check CHECK ((status = ANY (ARRAY['active'::text, 'deactivated'::text])))
);
ALTER TABLE ONLY chaincare.professionals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.professionals OWNER TO chaincare_owner;

CREATE TABLE chaincare.protection_reviews (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    about_id uuid NOT NULL,
    reason text NOT NULL,
    review_on date NOT NULL,
    reviewed_by uuid NOT NULL,
    reviewed_at timestamp with time zone NOT NULL,
    CONSTRAINT protection_reviews_kind_check CHECK ((kind = ANY (ARRAY['shield'::text, 'restriction'::text, 'conflict'::text])))
);
ALTER TABLE ONLY chaincare.protection_reviews FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.protection_reviews OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie (
    case_id uuid NOT NULL,
    open_proposal_id uuid,
    vacant_because text NOT NULL,
    due_at timestamp with time zone,
    noted_proposal_id uuid,
    CONSTRAINT regie_vacant_because_check CHECK ((vacant_because = ANY (ARRAY['not_yet_agreed'::text, 'interim_ended'::text, 'laid_down'::text, 'assent_taken_back'::text, 'merged'::text, 'case_closed'::text])))
);
ALTER TABLE ONLY chaincare.regie FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_corrections (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    recorded_since timestamp with time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    reason text NOT NULL,
    corrected_by uuid NOT NULL,
    corrected_at timestamp with time zone NOT NULL,
    CONSTRAINT regie_corrections_check CHECK ((since <> recorded_since)),
    CONSTRAINT regie_corrections_check1 CHECK ((corrected_at >= since))
);
ALTER TABLE ONLY chaincare.regie_corrections FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_corrections OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_facts (
    case_id uuid NOT NULL,
    number integer NOT NULL,
    fact text NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    because text,
    holder_id uuid,
    kind text,
    mandate text[],
    proposal_id uuid,
    resignation_id uuid,
    recorded_at timestamp with time zone NOT NULL,
    client_party_id uuid,
    CONSTRAINT regie_facts_because_check CHECK ((because = ANY (ARRAY['passed_on'::text, 'laid_down'::text, 'interim_over'::text, 'assent_taken_back'::text, 'merged'::text, 'case_closed'::text, 'returned'::text, 'temporary_over'::text, 'by_law_over'::text]))),
    CONSTRAINT regie_facts_check CHECK ((num_nonnulls(holder_id, kind, mandate) =
CASE fact
    WHEN 'began'::text THEN 3
    ELSE 0
END)),
    CONSTRAINT regie_facts_check1 CHECK (((fact = 'began'::text) OR (proposal_id IS NULL))),
    CONSTRAINT regie_facts_check2 CHECK (((ends_at IS NULL) = (because IS NULL))),
    CONSTRAINT regie_facts_check3 CHECK (((fact = 'began'::text) OR ((ends_at IS NULL) = (fact = ANY (ARRAY['goes_on'::text, 'dropped'::text]))))),
    CONSTRAINT regie_facts_client_began CHECK (((fact = 'began'::text) OR (client_party_id IS NULL))),
    CONSTRAINT regie_facts_fact_check CHECK ((fact = ANY (ARRAY['began'::text, 'ends'::text, 'goes_on'::text, 'dropped'::text]))),
    CONSTRAINT regie_facts_kind_check CHECK ((kind = ANY (ARRAY['agreed'::text, 'assigned'::text, 'interim'::text, 'temporary'::text, 'by_law'::text]))),
    CONSTRAINT regie_facts_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY chaincare.regie_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_last_resorts (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    reason text NOT NULL,
    assigned_by uuid NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    name_by timestamp with time zone NOT NULL,
    named_id uuid,
    named_by uuid,
    named_at timestamp with time zone,
    ended_at timestamp with time zone,
    because text,
    ended_by uuid,
    unnamed_at timestamp with time zone,
    unnamed_because text,
    awaits_name boolean GENERATED ALWAYS AS (((named_at IS NULL) OR COALESCE((unnamed_at >= named_at), false))) STORED NOT NULL,
    refused_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    CONSTRAINT regie_last_resorts_because_check CHECK ((because = ANY (ARRAY['own_holder'::text, 'another_holder'::text, 'withdrawn'::text]))),
    CONSTRAINT regie_last_resorts_check CHECK ((name_by > assigned_at)),
    CONSTRAINT regie_last_resorts_check1 CHECK ((num_nonnulls(named_id, named_by, named_at) = ANY (ARRAY[0, 3]))),
    CONSTRAINT regie_last_resorts_check2 CHECK ((((ended_at IS NULL) = (because IS NULL)) AND ((ended_by IS NOT NULL) = (NOT (because IS DISTINCT FROM 'withdrawn'::text))))),
    CONSTRAINT regie_last_resorts_check3 CHECK (((unnamed_at IS NULL) = (unnamed_because IS NULL))),
    CONSTRAINT regie_last_resorts_unnamed_because_check CHECK ((unnamed_because = ANY (ARRAY['refused'::text, 'left'::text])))
);
ALTER TABLE ONLY chaincare.regie_last_resorts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_last_resorts OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_outcomes (
    proposal_id uuid NOT NULL,
    case_id uuid NOT NULL,
    outcome text NOT NULL,
    reason text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT regie_outcomes_outcome_check CHECK ((outcome = ANY (ARRAY['agreed'::text, 'in_effect'::text, 'declined'::text, 'objected'::text, 'withdrawn'::text, 'expired'::text, 'lapsed'::text, 'objection_settled'::text])))
);
ALTER TABLE ONLY chaincare.regie_outcomes FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_outcomes OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_proposals (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    kind text NOT NULL,
    candidate_id uuid NOT NULL,
    holder_id uuid,
    mandate text[] NOT NULL,
    reason text,
    handover_note text,
    proposed_by uuid NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    respond_by timestamp with time zone NOT NULL,
    contact_id uuid,
    representative_id uuid,
    effective_at timestamp with time zone,
    ends_at timestamp with time zone,
    measure text,
    object_by timestamp with time zone,
    above_norm boolean DEFAULT false NOT NULL,
    CONSTRAINT regie_proposals_check CHECK (((kind <> 'assignment'::text) OR (reason IS NOT NULL))),
    CONSTRAINT regie_proposals_check1 CHECK (((kind <> 'handover'::text) OR (handover_note IS NOT NULL))),
    CONSTRAINT regie_proposals_for_a_time CHECK ((((kind <> ALL (ARRAY['temporary'::text, 'by_law'::text])) OR (ends_at IS NOT NULL)) AND ((kind = 'by_law'::text) = (measure IS NOT NULL)) AND ((kind <> 'temporary'::text) OR (handover_note IS NOT NULL)) AND (ends_at > COALESCE(effective_at, proposed_at)) AND (effective_at > proposed_at))),
    CONSTRAINT regie_proposals_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'handover'::text, 'assignment'::text, 'to_client'::text, 'temporary'::text, 'return'::text, 'by_law'::text]))),
    CONSTRAINT regie_proposals_mandate_check CHECK ((cardinality(mandate) > 0)),
    CONSTRAINT regie_proposals_measure CHECK ((measure = ANY (ARRAY['supervision_order'::text, 'provisional_supervision_order'::text, 'guardianship'::text, 'provisional_guardianship'::text, 'probation_supervision'::text, 'compulsory_mental_care'::text, 'compulsory_care_and_treatment'::text]))),
    CONSTRAINT regie_proposals_to_client CHECK ((((kind = 'to_client'::text) = (contact_id IS NOT NULL)) AND ((representative_id IS NULL) OR (contact_id IS NOT NULL)) AND (contact_id <> candidate_id) AND ((kind <> 'to_client'::text) OR (holder_id IS NULL) OR (handover_note IS NOT NULL))))
);
ALTER TABLE ONLY chaincare.regie_proposals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_proposals OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_resignation_withdrawals (
    resignation_id uuid NOT NULL,
    case_id uuid NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.regie_resignation_withdrawals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_resignation_withdrawals OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_resignations (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    term_began_at timestamp with time zone NOT NULL,
    because text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    resigned_by uuid NOT NULL,
    resigned_at timestamp with time zone NOT NULL,
    CONSTRAINT regie_resignations_because_check CHECK ((because = ANY (ARRAY['workload'::text, 'other_position'::text, 'another_better_placed'::text, 'client_wish'::text, 'unavailable'::text, 'conflict_of_interest'::text, 'safety'::text, 'employment_ends'::text, 'other'::text]))),
    CONSTRAINT regie_resignations_check CHECK (((ends_at >= resigned_at) AND (ends_at > term_began_at)))
);
ALTER TABLE ONLY chaincare.regie_resignations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_resignations OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_responses (
    case_id uuid NOT NULL,
    proposal_id uuid NOT NULL,
    participation_id uuid NOT NULL,
    answer text NOT NULL,
    reason text,
    answered_by uuid NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    meeting_id uuid,
    recorded_by uuid,
    CONSTRAINT regie_responses_answer_check CHECK ((answer = ANY (ARRAY['assent'::text, 'refusal'::text, 'objection'::text]))),
    CONSTRAINT regie_responses_check CHECK (((answer = 'assent'::text) OR (reason IS NOT NULL))),
    CONSTRAINT regie_responses_recorded CHECK (((recorded_by IS NULL) OR ((meeting_id IS NOT NULL) AND (answer = 'assent'::text) AND (recorded_by <> participation_id))))
);
ALTER TABLE ONLY chaincare.regie_responses FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_responses OWNER TO chaincare_owner;

CREATE TABLE chaincare.relation_conflicts (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    professional_id uuid,
    organisation_id uuid,
    representative_id uuid,
    reason text NOT NULL,
    decided_by text NOT NULL,
    review_on date NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    ended_because text,
    CONSTRAINT relation_conflicts_check CHECK ((num_nonnulls(professional_id, organisation_id, representative_id) = 1)),
    CONSTRAINT relation_conflicts_check1 CHECK ((num_nonnulls(ended_at, ended_by, ended_because) = ANY (ARRAY[0, 3])))
);
ALTER TABLE ONLY chaincare.relation_conflicts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.relation_conflicts OWNER TO chaincare_owner;

CREATE TABLE chaincare.relatives (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    name text NOT NULL,
    relation text NOT NULL,
    may_request boolean NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    ended_because text,
    CONSTRAINT relatives_check CHECK ((num_nulls(ended_by, ended_at, ended_because) = ANY (ARRAY[0, 3]))),
    CONSTRAINT relatives_relation_check CHECK ((relation = ANY (ARRAY['parent_without_authority'::text, 'partner'::text, 'adult_child'::text, 'other'::text])))
);
ALTER TABLE ONLY chaincare.relatives FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.relatives OWNER TO chaincare_owner;

CREATE TABLE chaincare.representatives (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    client_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    phone text,
    proof text NOT NULL,
    proof_on date NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT representatives_kind_check CHECK ((kind = ANY (ARRAY['parent'::text, 'voogd'::text, 'curator'::text, 'mentor'::text, 'bewindvoerder'::text, 'gemachtigde'::text])))
);
ALTER TABLE ONLY chaincare.representatives FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.representatives OWNER TO chaincare_owner;

CREATE TABLE chaincare.restricted_item_uses (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    restricted_item_id uuid NOT NULL,
    protects text NOT NULL,
    reason text NOT NULL,
    used_by uuid NOT NULL,
    used_at timestamp with time zone NOT NULL,
    CONSTRAINT restricted_item_uses_protects_check CHECK ((protects = ANY (ARRAY['safety_of_others'::text, 'legal_claim'::text, 'public_interest'::text, 'consent'::text])))
);
ALTER TABLE ONLY chaincare.restricted_item_uses FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.restricted_item_uses OWNER TO chaincare_owner;

CREATE TABLE chaincare.restricted_items (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    request_id uuid NOT NULL,
    kind text NOT NULL,
    item_id uuid NOT NULL,
    reason text NOT NULL,
    restricted_by uuid NOT NULL,
    restricted_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone,
    lifted_because text,
    told_how text,
    CONSTRAINT restricted_items_check CHECK ((num_nulls(lifted_by, lifted_at, lifted_because, told_how) = ANY (ARRAY[0, 4]))),
    CONSTRAINT restricted_items_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'agreement'::text, 'question'::text, 'plan'::text, 'evaluation'::text, 'pause'::text, 'contribution'::text])))
);
ALTER TABLE ONLY chaincare.restricted_items FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.restricted_items OWNER TO chaincare_owner;

CREATE TABLE chaincare.safety_sheet_versions (
    case_id uuid NOT NULL,
    version integer NOT NULL,
    residents jsonb NOT NULL,
    dangers jsonb NOT NULL,
    contact_bans jsonb NOT NULL,
    door_notes text,
    changed_by uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.safety_sheet_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.safety_sheet_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.safety_sheets (
    case_id uuid NOT NULL,
    residents jsonb NOT NULL,
    dangers jsonb NOT NULL,
    contact_bans jsonb NOT NULL,
    door_notes text,
    version integer DEFAULT 1 NOT NULL,
    changed_by uuid NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT safety_sheets_contact_bans_check CHECK ((jsonb_typeof(contact_bans) = 'array'::text)),
    CONSTRAINT safety_sheets_dangers_check CHECK ((jsonb_typeof(dangers) = 'array'::text)),
    CONSTRAINT safety_sheets_residents_check CHECK ((jsonb_typeof(residents) = 'array'::text))
);
ALTER TABLE ONLY chaincare.safety_sheets FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.safety_sheets OWNER TO chaincare_owner;

CREATE TABLE chaincare.sampled_entries (
    sample_id uuid NOT NULL,
    place integer NOT NULL,
    entry_at timestamp with time zone NOT NULL,
    entry_id uuid NOT NULL,
    reviewed_by uuid,
    reviewed_at timestamp with time zone,
    outcome text,
    reason text,
    CONSTRAINT sampled_entries_check CHECK ((num_nonnulls(reviewed_by, reviewed_at, outcome, reason) = ANY (ARRAY[0, 4]))),
    CONSTRAINT sampled_entries_outcome_check CHECK ((outcome = ANY (ARRAY['justified'::text, 'unjustified'::text, 'reported_as_breach'::text]))),
    CONSTRAINT sampled_entries_reason_check CHECK (((reason ~ '^[a-z_]+$'::text) AND (octet_length(reason) <= 60)))
);
ALTER TABLE ONLY chaincare.sampled_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.sampled_entries OWNER TO chaincare_owner;

CREATE TABLE chaincare.sealed_batches (
    log_id integer NOT NULL,
    first_index bigint NOT NULL,
    entries integer NOT NULL,
    before_xid xid8 NOT NULL,
    from_at timestamp with time zone,
    until_at timestamp with time zone,
    hashes bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT sealed_batches_check CHECK ((octet_length(hashes) = (32 * entries))),
    CONSTRAINT sealed_batches_entries_check CHECK ((entries > 0)),
    CONSTRAINT sealed_batches_first_index_check CHECK ((first_index >= 0))
);
ALTER TABLE ONLY chaincare.sealed_batches FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.sealed_batches OWNER TO chaincare_owner;

CREATE TABLE chaincare.sealed_ids (
    log_id integer NOT NULL,
    first_index bigint NOT NULL,
    ids uuid[] NOT NULL
);
ALTER TABLE ONLY chaincare.sealed_ids FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.sealed_ids OWNER TO chaincare_owner;

CREATE TABLE chaincare.sealed_logs (
    id integer NOT NULL,
    origin text NOT NULL,
    year integer NOT NULL,
    epoch integer NOT NULL,
    previous_id integer,
    opening bytea NOT NULL,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT sealed_logs_check CHECK (((previous_id IS NULL) = (id = 1))),
    CONSTRAINT sealed_logs_epoch_check CHECK ((epoch > 0)),
    CONSTRAINT sealed_logs_origin_check CHECK (((origin ~ '^[!-~]+$'::text) AND (origin !~ '\+'::text)))
);
ALTER TABLE ONLY chaincare.sealed_logs FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.sealed_logs OWNER TO chaincare_owner;

CREATE TABLE chaincare.sealed_nodes (
    log_id integer NOT NULL,
    level integer NOT NULL,
    place bigint NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT sealed_nodes_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT sealed_nodes_level_check CHECK (((level >= 1) AND (level <= 7))),
    CONSTRAINT sealed_nodes_place_check CHECK ((place >= 0))
);
ALTER TABLE ONLY chaincare.sealed_nodes FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.sealed_nodes OWNER TO chaincare_owner;

CREATE TABLE chaincare.secrecy_withdrawals (
    basis_id uuid NOT NULL,
    case_id uuid NOT NULL,
    discloser_unit_id uuid NOT NULL,
    reason text NOT NULL,
    withdrawn_by uuid NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.secrecy_withdrawals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.secrecy_withdrawals OWNER TO chaincare_owner;

CREATE TABLE chaincare.services (
    id uuid DEFAULT uuidv7() NOT NULL,
    unit_id uuid NOT NULL,
    name text NOT NULL,
    specialism text NOT NULL,
    help text NOT NULL,
    target_group text NOT NULL,
    area text[] DEFAULT '{}'::text[] NOT NULL,
    reaction_days integer DEFAULT 5 NOT NULL,
    needs_referral boolean DEFAULT false NOT NULL,
    waiting_days integer,
    waiting_stated_on date,
    status text DEFAULT 'active'::text NOT NULL,
    retired_because text,
    version integer DEFAULT 1 NOT NULL,
    folded_name text GENERATED ALWAYS AS (chaincare.folded(name)) STORED,
    folded text GENERATED ALWAYS AS (chaincare.folded(((((name || ' '::text) || specialism) || ' '::text) || target_group))) STORED,
    CONSTRAINT services_check CHECK (((waiting_days IS NULL) = (waiting_stated_on IS NULL))),
    CONSTRAINT services_check1 CHECK (((status = 'retired'::text) = (retired_because IS NOT NULL))),
    CONSTRAINT services_help_check CHECK ((help = ANY (ARRAY['complement'::text, 'strengthen'::text, 'both'::text]))),
    CONSTRAINT services_reaction_days_check CHECK (((reaction_days >= 1) AND (reaction_days <= 60))),
    CONSTRAINT services_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text]))),
    CONSTRAINT services_waiting_days_check CHECK (((waiting_days >= 0) AND (waiting_days <= 1826)))
);
ALTER TABLE ONLY chaincare.services FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.services OWNER TO chaincare_owner;

CREATE TABLE chaincare.stand_ins (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    holder_id uuid NOT NULL,
    stand_in_id uuid NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    weekdays smallint[] NOT NULL,
    asked tstzmultirange NOT NULL,
    during tstzrange,
    moments tstzmultirange,
    proposed_by uuid NOT NULL,
    by_coordinator boolean NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    answer text,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    CONSTRAINT stand_ins_answer_check CHECK ((answer = ANY (ARRAY['assent'::text, 'refusal'::text]))),
    CONSTRAINT stand_ins_asked_check CHECK ((NOT isempty(asked))),
    CONSTRAINT stand_ins_check CHECK (((holder_id <> stand_in_id) AND (last_on >= first_on))),
    CONSTRAINT stand_ins_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
    CONSTRAINT stand_ins_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
    CONSTRAINT stand_ins_check3 CHECK ((((during IS NULL) = (moments IS NULL)) AND ((during IS NULL) OR (answer = 'assent'::text)))),
    CONSTRAINT stand_ins_weekdays_check CHECK ((weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))
);
ALTER TABLE ONLY chaincare.stand_ins FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.stand_ins OWNER TO chaincare_owner;

CREATE TABLE chaincare.statement_versions (
    statement_id uuid NOT NULL,
    version integer NOT NULL,
    case_id uuid NOT NULL,
    by_id uuid NOT NULL,
    body text NOT NULL,
    family_may_read boolean NOT NULL,
    said_at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY chaincare.statement_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.statement_versions OWNER TO chaincare_owner;

CREATE TABLE chaincare.statements (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    by_id uuid NOT NULL,
    note_id uuid,
    agreement_id uuid,
    body text NOT NULL,
    family_may_read boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone,
    CONSTRAINT statements_check CHECK ((num_nonnulls(note_id, agreement_id) <= 1)),
    CONSTRAINT statements_check1 CHECK (((version = 1) = (changed_at IS NULL)))
);
ALTER TABLE ONLY chaincare.statements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.statements OWNER TO chaincare_owner;

CREATE TABLE chaincare.successions (
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    proposal_id uuid,
    brought_in boolean DEFAULT false NOT NULL,
    over_at timestamp with time zone,
    withdrawn_because text,
    CONSTRAINT successions_check CHECK ((from_id <> to_id))
);
ALTER TABLE ONLY chaincare.successions FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.successions OWNER TO chaincare_owner;

CREATE TABLE chaincare.token_issuers (
    issuer text NOT NULL,
    kind text NOT NULL,
    jwks_uri text,
    CONSTRAINT token_issuers_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'citizens'::text])))
);
ALTER TABLE ONLY chaincare.token_issuers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.token_issuers OWNER TO chaincare_owner;

CREATE TABLE chaincare.unit_places (
    id uuid DEFAULT uuidv7() NOT NULL,
    professional_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    given_at timestamp with time zone NOT NULL,
    given_by uuid,
    ended_at timestamp with time zone
);
ALTER TABLE ONLY chaincare.unit_places FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.unit_places OWNER TO chaincare_owner;

CREATE TABLE chaincare.units (
    id uuid DEFAULT uuidv7() NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    statutory_task text NOT NULL,
    bsn_bases jsonb DEFAULT '[]'::jsonb NOT NULL,
    bsn_bases_version integer DEFAULT 1 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    task_since timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT units_bsn_bases_check CHECK ((jsonb_typeof(bsn_bases) = 'array'::text))
);
ALTER TABLE ONLY chaincare.units FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.units OWNER TO chaincare_owner;

ALTER TABLE ONLY chaincare.absences
    ADD CONSTRAINT absences_pkey PRIMARY KEY (id);

ALTER TABLE chaincare.access_entries
    ADD CONSTRAINT access_entries_address_check CHECK ((masklen(address) =
CASE family(address)
    WHEN 4 THEN 32
    ELSE 128
END)) NOT VALID;

ALTER TABLE ONLY chaincare.access_entries
    ADD CONSTRAINT access_entries_pkey PRIMARY KEY (at, id);

ALTER TABLE ONLY chaincare.address_disclosures
    ADD CONSTRAINT address_disclosures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.age_decisions
    ADD CONSTRAINT age_decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.age_reviews
    ADD CONSTRAINT age_reviews_once PRIMARY KEY (case_id, age);

ALTER TABLE ONLY chaincare.agreement_facts
    ADD CONSTRAINT agreement_facts_once PRIMARY KEY (agreement_id, seq);

ALTER TABLE ONLY chaincare.agreement_preconditions
    ADD CONSTRAINT agreement_preconditions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.alliance_things
    ADD CONSTRAINT alliance_things_id_network_id_key UNIQUE (id, network_id);

ALTER TABLE ONLY chaincare.alliance_things
    ADD CONSTRAINT alliance_things_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_once UNIQUE (agreement_id, organisation_id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.bsn_disclosures
    ADD CONSTRAINT bsn_disclosures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.capacity_statements
    ADD CONSTRAINT capacity_statements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.carried_agreements
    ADD CONSTRAINT carried_agreements_pkey PRIMARY KEY (closure_id, agreement_id);

ALTER TABLE ONLY chaincare.case_closures
    ADD CONSTRAINT case_closures_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.case_closures
    ADD CONSTRAINT case_closures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.case_evaluations
    ADD CONSTRAINT case_evaluations_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.case_evaluations
    ADD CONSTRAINT case_evaluations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_one UNIQUE (case_id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.case_question_versions
    ADD CONSTRAINT case_question_versions_pkey PRIMARY KEY (case_id, version);

ALTER TABLE ONLY chaincare.case_questions
    ADD CONSTRAINT case_questions_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY chaincare.case_reopenings
    ADD CONSTRAINT case_reopenings_once UNIQUE (closure_id);

ALTER TABLE ONLY chaincare.case_reopenings
    ADD CONSTRAINT case_reopenings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_inventory_line_id_key UNIQUE (inventory_line_id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_one_per_client UNIQUE (client_id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_reference_key UNIQUE (reference);

ALTER TABLE ONLY chaincare.checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (log_id, size);

ALTER TABLE ONLY chaincare.client_addresses
    ADD CONSTRAINT client_addresses_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.client_addresses
    ADD CONSTRAINT client_addresses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_contacts
    ADD CONSTRAINT client_contacts_pkey PRIMARY KEY (case_id, version);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_invitation_id_key UNIQUE (invitation_id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_names
    ADD CONSTRAINT client_names_pkey PRIMARY KEY (client_id, kind, folded);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_pkey PRIMARY KEY (client_id, version);

ALTER TABLE ONLY chaincare.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.clients
    ADD CONSTRAINT clients_pseudonym_key UNIQUE (pseudonym);

ALTER TABLE ONLY chaincare.closing_texts
    ADD CONSTRAINT closing_texts_pkey PRIMARY KEY (about);

ALTER TABLE ONLY chaincare.collaboration_adoptions
    ADD CONSTRAINT collaboration_adoptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.collaboration_answers
    ADD CONSTRAINT collaboration_answers_pkey PRIMARY KEY (plan_id, role, version);

ALTER TABLE ONLY chaincare.collaboration_plans
    ADD CONSTRAINT collaboration_plans_id_network_id_key UNIQUE (id, network_id);

ALTER TABLE ONLY chaincare.collaboration_plans
    ADD CONSTRAINT collaboration_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.consent_givings
    ADD CONSTRAINT consent_givings_once PRIMARY KEY (consent_id, person_id);

ALTER TABLE ONLY chaincare.consent_withdrawals
    ADD CONSTRAINT consent_withdrawals_once PRIMARY KEY (consent_id);

ALTER TABLE ONLY chaincare.consents
    ADD CONSTRAINT consents_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.correction_notices
    ADD CONSTRAINT correction_notices_once UNIQUE NULLS NOT DISTINCT (case_id, what, item_id, version, unit_id);

ALTER TABLE ONLY chaincare.correction_notices
    ADD CONSTRAINT correction_notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.cosignatures
    ADD CONSTRAINT cosignatures_pkey PRIMARY KEY (verifier, log_id, size, said_at);

ALTER TABLE ONLY chaincare.covenant_accessions
    ADD CONSTRAINT covenant_accessions_once UNIQUE (covenant_id, version, organisation_id);

ALTER TABLE ONLY chaincare.covenant_accessions
    ADD CONSTRAINT covenant_accessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_one_a_day UNIQUE (network_id, holds_from);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_pkey PRIMARY KEY (covenant_id, version);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_signed UNIQUE (covenant_id, version, network_id, fingerprint);

ALTER TABLE ONLY chaincare.covenants
    ADD CONSTRAINT covenants_one_a_network UNIQUE (network_id);

ALTER TABLE ONLY chaincare.covenants
    ADD CONSTRAINT covenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.data_subject_request_facts
    ADD CONSTRAINT data_subject_request_facts_once PRIMARY KEY (request_id, number);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.destructions
    ADD CONSTRAINT destructions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.detected_findings
    ADD CONSTRAINT detected_findings_pkey PRIMARY KEY (detection_id, finding_id);

ALTER TABLE ONLY chaincare.detections
    ADD CONSTRAINT detections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.door_file
    ADD CONSTRAINT door_file_pkey PRIMARY KEY (name);

ALTER TABLE ONLY chaincare.dpop_proofs
    ADD CONSTRAINT dpop_proofs_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.emergency_facts
    ADD CONSTRAINT emergency_facts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.emergency_settings
    ADD CONSTRAINT emergency_settings_pkey PRIMARY KEY (network_id);

ALTER TABLE ONLY chaincare.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.escalation_conditions
    ADD CONSTRAINT escalation_conditions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_once PRIMARY KEY (escalation_id, seq);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_unit_once UNIQUE (escalation_id, unit_id);

ALTER TABLE ONLY chaincare.escalation_terms
    ADD CONSTRAINT escalation_terms_pkey PRIMARY KEY (target_id, answer_by);

ALTER TABLE ONLY chaincare.escalation_texts
    ADD CONSTRAINT escalation_texts_pkey PRIMARY KEY (escalation_id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.evaluation_texts
    ADD CONSTRAINT evaluation_texts_pkey PRIMARY KEY (evaluation_id);

ALTER TABLE ONLY chaincare.factor_assessments
    ADD CONSTRAINT factor_assessments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.finding_facts
    ADD CONSTRAINT finding_facts_once UNIQUE (finding_id, round, kind);

ALTER TABLE ONLY chaincare.finding_facts
    ADD CONSTRAINT finding_facts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.findings
    ADD CONSTRAINT findings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.former_tasks
    ADD CONSTRAINT former_tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.household_cases
    ADD CONSTRAINT household_cases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.incident_exports
    ADD CONSTRAINT incident_exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.informed_facts
    ADD CONSTRAINT informed_facts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventories
    ADD CONSTRAINT inventories_id_network_id_key UNIQUE (id, network_id);

ALTER TABLE ONLY chaincare.inventories
    ADD CONSTRAINT inventories_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventory_line_informed
    ADD CONSTRAINT inventory_line_informed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventory_line_reviews
    ADD CONSTRAINT inventory_line_reviews_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_pseudonym_key UNIQUE (pseudonym);

ALTER TABLE ONLY chaincare.inventory_parties
    ADD CONSTRAINT inventory_parties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.inventory_party_steps
    ADD CONSTRAINT inventory_party_steps_pkey PRIMARY KEY (party_id, version);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_code_digest_key UNIQUE (code_digest);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.known_names
    ADD CONSTRAINT known_names_pkey PRIMARY KEY (folded);

ALTER TABLE ONLY chaincare.ladder_steps
    ADD CONSTRAINT ladder_steps_once UNIQUE (kind, about, runs_from, rung);

ALTER TABLE ONLY chaincare.ladder_steps
    ADD CONSTRAINT ladder_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_pkey PRIMARY KEY (basis_id);

ALTER TABLE ONLY chaincare.legal_grounds
    ADD CONSTRAINT legal_grounds_one_in_force EXCLUDE USING gist (code WITH =, during WITH &&) WHERE ((NOT draft));

ALTER TABLE ONLY chaincare.legal_grounds
    ADD CONSTRAINT legal_grounds_pkey PRIMARY KEY (code, version);

ALTER TABLE ONLY chaincare.legal_holds
    ADD CONSTRAINT legal_holds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_alarms
    ADD CONSTRAINT log_alarms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_destructions
    ADD CONSTRAINT log_destructions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_export_downloads
    ADD CONSTRAINT log_export_downloads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_samples
    ADD CONSTRAINT log_samples_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.log_texts_waiting
    ADD CONSTRAINT log_texts_waiting_pkey PRIMARY KEY (client);

ALTER TABLE ONLY chaincare.login_blocks
    ADD CONSTRAINT login_blocks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_duties_separate EXCLUDE USING gist (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&) WHERE ((kind = ANY (ARRAY['auditor'::text, 'administrator'::text, 'fg'::text])));

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_organisation_separate EXCLUDE USING gist (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&) WHERE ((kind = ANY (ARRAY['fg'::text, 'organisation_administrator'::text])));

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_oversight_separate EXCLUDE USING gist (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&) WHERE ((kind = ANY (ARRAY['fg'::text, 'privacy_officer'::text])));

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.match_checks
    ADD CONSTRAINT match_checks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.match_decisions
    ADD CONSTRAINT match_decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.matches
    ADD CONSTRAINT matches_once UNIQUE (case_id, newer_case_id);

ALTER TABLE ONLY chaincare.matches
    ADD CONSTRAINT matches_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.meeting_agreements
    ADD CONSTRAINT meeting_agreements_once UNIQUE (agreement_id);

ALTER TABLE ONLY chaincare.meeting_agreements
    ADD CONSTRAINT meeting_agreements_pkey PRIMARY KEY (meeting_id, place);

ALTER TABLE ONLY chaincare.meeting_attendances
    ADD CONSTRAINT meeting_attendances_once PRIMARY KEY (meeting_id, participation_id);

ALTER TABLE ONLY chaincare.meeting_words
    ADD CONSTRAINT meeting_words_pkey PRIMARY KEY (meeting_id);

ALTER TABLE ONLY chaincare.meetings
    ADD CONSTRAINT meetings_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (network_id, organisation_id);

ALTER TABLE ONLY chaincare.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.needed_party_steps
    ADD CONSTRAINT needed_party_steps_once PRIMARY KEY (needed_party_id, version);

ALTER TABLE ONLY chaincare.network_bottleneck_raisers
    ADD CONSTRAINT network_bottleneck_raisers_pkey PRIMARY KEY (bottleneck_id);

ALTER TABLE ONLY chaincare.network_bottleneck_steps
    ADD CONSTRAINT network_bottleneck_steps_pkey PRIMARY KEY (bottleneck_id, seq);

ALTER TABLE ONLY chaincare.network_bottlenecks
    ADD CONSTRAINT network_bottlenecks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.network_document_editions
    ADD CONSTRAINT network_document_editions_pkey PRIMARY KEY (document_id, version);

ALTER TABLE ONLY chaincare.network_documents
    ADD CONSTRAINT network_documents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.network_erasures
    ADD CONSTRAINT network_erasures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.network_erasures
    ADD CONSTRAINT network_erasures_thing_id_kind_part_id_role_version_key UNIQUE NULLS NOT DISTINCT (thing_id, kind, part_id, role, version);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.network_statistics
    ADD CONSTRAINT network_statistics_once UNIQUE (network_id, month);

ALTER TABLE ONLY chaincare.network_statistics
    ADD CONSTRAINT network_statistics_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.networks
    ADD CONSTRAINT networks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.note_readings
    ADD CONSTRAINT note_readings_pkey PRIMARY KEY (note_id, entry_at, entry_id);

ALTER TABLE ONLY chaincare.note_recalls
    ADD CONSTRAINT note_recalls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.note_versions
    ADD CONSTRAINT note_versions_pkey PRIMARY KEY (note_id, version);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.office_hours
    ADD CONSTRAINT office_hours_pkey PRIMARY KEY (network_id, version);

ALTER TABLE ONLY chaincare.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_once_professional EXCLUDE USING gist (case_id WITH =, professional_id WITH =, during WITH &&) WHERE ((professional_id IS NOT NULL));

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_once_unit EXCLUDE USING gist (case_id WITH =, unit_id WITH =, during WITH &&) WHERE ((unit_id IS NOT NULL));

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.partner_stops
    ADD CONSTRAINT partner_stops_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.pause_texts
    ADD CONSTRAINT pause_texts_pkey PRIMARY KEY (pause_id);

ALTER TABLE ONLY chaincare.plan_answers
    ADD CONSTRAINT plan_answers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.plan_editions
    ADD CONSTRAINT plan_editions_once PRIMARY KEY (plan_id, version);

ALTER TABLE ONLY chaincare.plans
    ADD CONSTRAINT plans_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.processing_activities
    ADD CONSTRAINT processing_activities_once PRIMARY KEY (id, version);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.protection_reviews
    ADD CONSTRAINT protection_reviews_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_corrections
    ADD CONSTRAINT regie_corrections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_pkey PRIMARY KEY (case_id, number);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_move_cases
    ADD CONSTRAINT regie_move_cases_pkey PRIMARY KEY (move_id, of_case);

ALTER TABLE ONLY chaincare.regie_moves
    ADD CONSTRAINT regie_moves_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie
    ADD CONSTRAINT regie_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_once PRIMARY KEY (resignation_id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_of_holder UNIQUE (case_id, holder_id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_one_holder PRIMARY KEY (case_id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.relatives
    ADD CONSTRAINT relatives_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.repeats
    ADD CONSTRAINT repeats_pkey PRIMARY KEY (key_digest);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.restricted_item_uses
    ADD CONSTRAINT restricted_item_uses_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.restrictions
    ADD CONSTRAINT restrictions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.safety_sheet_versions
    ADD CONSTRAINT safety_sheet_versions_pkey PRIMARY KEY (case_id, version);

ALTER TABLE ONLY chaincare.safety_sheets
    ADD CONSTRAINT safety_sheets_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY chaincare.sampled_entries
    ADD CONSTRAINT sampled_entries_pkey PRIMARY KEY (sample_id, place);

ALTER TABLE ONLY chaincare.sampled_entries
    ADD CONSTRAINT sampled_entries_sample_id_entry_id_key UNIQUE (sample_id, entry_id);

ALTER TABLE ONLY chaincare.seal_keys
    ADD CONSTRAINT seal_keys_pkey PRIMARY KEY (log_id, from_size, verifier);

ALTER TABLE ONLY chaincare.sealed_batches
    ADD CONSTRAINT sealed_batches_pkey PRIMARY KEY (log_id, first_index);

ALTER TABLE ONLY chaincare.sealed_ids
    ADD CONSTRAINT sealed_ids_pkey PRIMARY KEY (log_id, first_index);

ALTER TABLE ONLY chaincare.sealed_logs
    ADD CONSTRAINT sealed_logs_origin_key UNIQUE (origin);

ALTER TABLE ONLY chaincare.sealed_logs
    ADD CONSTRAINT sealed_logs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.sealed_logs
    ADD CONSTRAINT sealed_logs_previous_id_key UNIQUE (previous_id);

ALTER TABLE ONLY chaincare.sealed_logs
    ADD CONSTRAINT sealed_logs_year_epoch_key UNIQUE (year, epoch);

ALTER TABLE ONLY chaincare.sealed_nodes
    ADD CONSTRAINT sealed_nodes_pkey PRIMARY KEY (log_id, level, place);

ALTER TABLE ONLY chaincare.secrecy_withdrawals
    ADD CONSTRAINT secrecy_withdrawals_once PRIMARY KEY (basis_id, discloser_unit_id);

ALTER TABLE ONLY chaincare.services
    ADD CONSTRAINT services_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_one_at_a_time EXCLUDE USING gist (case_id WITH =, moments WITH &&);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.statement_versions
    ADD CONSTRAINT statement_versions_pkey PRIMARY KEY (statement_id, version);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.timers
    ADD CONSTRAINT timers_by_handle UNIQUE (handle);

ALTER TABLE ONLY chaincare.timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY (kind, about);

ALTER TABLE ONLY chaincare.token_issuers
    ADD CONSTRAINT token_issuers_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY chaincare.unit_places
    ADD CONSTRAINT unit_places_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX absences_corrected_once ON chaincare.absences USING btree (corrects_id);

CREATE INDEX absences_of_professional ON chaincare.absences USING btree (professional_id, id);

CREATE INDEX access_entries_by_xid ON ONLY chaincare.access_entries USING btree (xid);

CREATE INDEX access_entries_of_actor ON ONLY chaincare.access_entries USING btree (actor_id, at) WHERE (actor_id IS NOT NULL);

CREATE INDEX access_entries_of_client ON ONLY chaincare.access_entries USING btree (client, at) WHERE (client IS NOT NULL);

CREATE INDEX access_entries_of_denied ON ONLY chaincare.access_entries USING btree (asked_id, at) WHERE ((outcome = 'not_visible'::text) AND (asked_id IS NOT NULL));

CREATE INDEX access_entries_of_operator ON ONLY chaincare.access_entries USING btree (at, id) WHERE ((role = 'operator'::text) AND (client IS NULL) AND (organisation_id IS NULL) AND (network_id IS NULL));

CREATE INDEX access_entries_of_refused ON ONLY chaincare.access_entries USING btree (query_id) WHERE ((outcome = 'refused'::text) AND (query_id IS NOT NULL));

CREATE INDEX address_disclosures_of_case ON chaincare.address_disclosures USING btree (case_id);

CREATE INDEX age_decisions_of_case ON chaincare.age_decisions USING btree (case_id, age, decided_at);

CREATE INDEX agreement_facts_of_case ON chaincare.agreement_facts USING btree (case_id);

CREATE INDEX agreement_preconditions_of_agreement ON chaincare.agreement_preconditions USING btree (case_id, agreement_id);

CREATE INDEX agreements_in_place_of ON chaincare.agreements USING btree (case_id, supersedes) WHERE (supersedes IS NOT NULL);

CREATE INDEX agreements_open ON chaincare.agreements USING btree (case_id) WHERE (waiting_on <> 'nobody'::text);

CREATE INDEX agreements_replaced_by ON chaincare.agreements USING btree (case_id, superseded_by) WHERE (superseded_by IS NOT NULL);

CREATE INDEX bottlenecks_of_case ON chaincare.bottlenecks USING btree (case_id, id);

CREATE INDEX bottlenecks_of_organisation ON chaincare.bottlenecks USING btree (organisation_id, id);

CREATE INDEX bsn_disclosures_of_case ON chaincare.bsn_disclosures USING btree (case_id);

CREATE INDEX capacity_statements_of_case ON chaincare.capacity_statements USING btree (case_id, id);

CREATE INDEX carried_agreements_of_agreement ON chaincare.carried_agreements USING btree (agreement_id);

CREATE INDEX carried_agreements_of_case ON chaincare.carried_agreements USING btree (case_id);

CREATE INDEX case_mandates_of_case ON chaincare.case_mandates USING btree (case_id);

CREATE INDEX case_mandates_of_network ON chaincare.case_mandates USING btree (network_id, asked_at, id);

CREATE INDEX case_reopenings_of_case ON chaincare.case_reopenings USING btree (case_id);

CREATE INDEX cases_closed ON chaincare.cases USING btree (closed_at) WHERE (status = 'closed'::text);

CREATE INDEX cases_of_network ON chaincare.cases USING btree (network_id, id) INCLUDE (status);

CREATE INDEX checkpoints_by_time ON chaincare.checkpoints USING btree (signed_at);

CREATE INDEX client_bsns_by_blind ON chaincare.client_bsns USING btree (blind) WHERE (removed_at IS NULL);

CREATE INDEX client_bsns_by_key ON chaincare.client_bsns USING btree (key_mark, id);

CREATE UNIQUE INDEX client_bsns_in_use ON chaincare.client_bsns USING btree (client_id) WHERE (removed_at IS NULL);

CREATE INDEX client_bsns_of_case ON chaincare.client_bsns USING btree (case_id);

CREATE INDEX client_logins_by_subject ON chaincare.client_logins USING btree (issuer, subject);

CREATE INDEX client_merges_of_case ON chaincare.client_merges USING btree (case_id);

CREATE INDEX client_merges_of_client ON chaincare.client_merges USING btree (merged_client_id) WHERE (split_at IS NULL);

CREATE UNIQUE INDEX client_merges_one ON chaincare.client_merges USING btree (merged_case_id) WHERE (split_at IS NULL);

CREATE INDEX client_names_by_name ON chaincare.client_names USING btree (folded, born_year, kind);

CREATE INDEX client_names_of_case ON chaincare.client_names USING btree (case_id);

CREATE INDEX client_versions_of_case ON chaincare.client_versions USING btree (case_id);

CREATE INDEX clients_by_birth_date ON chaincare.clients USING btree (birth_date) WHERE (birth_precision = 'day'::text);

CREATE INDEX closing_texts_of_case ON chaincare.closing_texts USING btree (case_id);

CREATE INDEX collaboration_adoptions_of_plan ON chaincare.collaboration_adoptions USING btree (plan_id, id);

CREATE INDEX collaboration_plans_of_network ON chaincare.collaboration_plans USING btree (network_id, id);

CREATE UNIQUE INDEX consent_givings_complete_once ON chaincare.consent_givings USING btree (consent_id) WHERE completes;

CREATE INDEX consent_givings_of_case ON chaincare.consent_givings USING btree (case_id);

CREATE INDEX consent_withdrawals_of_case ON chaincare.consent_withdrawals USING btree (case_id);

CREATE INDEX consents_of_case ON chaincare.consents USING btree (case_id, id);

CREATE INDEX correction_notices_open ON chaincare.correction_notices USING btree (unit_id, id) WHERE (acknowledged_at IS NULL);

CREATE INDEX cosignatures_of_checkpoint ON chaincare.cosignatures USING btree (log_id, size);

CREATE INDEX covenant_accessions_of_organisation ON chaincare.covenant_accessions USING btree (network_id, organisation_id, version);

CREATE INDEX data_subject_request_facts_of_case ON chaincare.data_subject_request_facts USING btree (case_id);

CREATE INDEX data_subject_requests_of_case ON chaincare.data_subject_requests USING btree (case_id);

CREATE INDEX data_subject_requests_of_login ON chaincare.data_subject_requests USING btree (login_id);

CREATE INDEX data_subject_requests_open ON chaincare.data_subject_requests USING btree (network_id, due_on, id);

CREATE INDEX detections_of_mandate ON chaincare.detections USING btree (mandate_id);

CREATE INDEX detections_waiting ON chaincare.detections USING btree (asked_at, id) WHERE (state = 'running'::text);

CREATE INDEX dpop_proofs_by_age ON chaincare.dpop_proofs USING btree (at);

CREATE INDEX emergency_accesses_of_network ON chaincare.emergency_accesses USING btree (network_id, id);

CREATE INDEX emergency_accesses_of_professional ON chaincare.emergency_accesses USING btree (professional_id, id);

CREATE INDEX emergency_facts_of_access ON chaincare.emergency_facts USING btree (access_id);

CREATE INDEX emergency_facts_of_case ON chaincare.emergency_facts USING btree (case_id);

CREATE UNIQUE INDEX emergency_facts_once ON chaincare.emergency_facts USING btree (access_id, kind) WHERE (kind = ANY (ARRAY['ended'::text, 'crisis_begun'::text, 'reviewed'::text, 'disclosed'::text]));

CREATE INDEX emergency_settings_by_unit ON chaincare.emergency_settings USING gin (units jsonb_path_ops);

CREATE INDEX escalation_conditions_of_case ON chaincare.escalation_conditions USING btree (case_id);

CREATE INDEX escalation_conditions_of_escalation ON chaincare.escalation_conditions USING btree (escalation_id);

CREATE INDEX escalation_facts_of_author ON chaincare.escalation_facts USING btree (by_id, target_id) WHERE (target_id IS NOT NULL);

CREATE INDEX escalation_facts_of_case ON chaincare.escalation_facts USING btree (case_id);

CREATE INDEX escalation_targets_of_case ON chaincare.escalation_targets USING btree (case_id);

CREATE INDEX escalation_targets_of_unit ON chaincare.escalation_targets USING btree (unit_id, state);

CREATE INDEX escalation_terms_of_case ON chaincare.escalation_terms USING btree (case_id);

CREATE INDEX escalation_texts_of_case ON chaincare.escalation_texts USING btree (case_id);

CREATE INDEX escalations_asked ON chaincare.escalations USING btree (id) WHERE (state = 'requested'::text);

CREATE INDEX escalations_converted ON chaincare.escalations USING btree (converted_from) WHERE (converted_from IS NOT NULL);

CREATE INDEX escalations_given_up ON chaincare.escalations USING btree (case_id) WHERE given_up;

CREATE INDEX escalations_of_asker ON chaincare.escalations USING btree (asked_by, id) WHERE (case_id IS NULL);

CREATE INDEX escalations_of_case ON chaincare.escalations USING btree (case_id);

CREATE INDEX escalations_of_case_over ON chaincare.escalations USING btree (case_id) WHERE (state = ANY (ARRAY['declined'::text, 'expired'::text]));

CREATE INDEX evaluation_texts_of_case ON chaincare.evaluation_texts USING btree (case_id);

CREATE INDEX factor_assessments_of_plan ON chaincare.factor_assessments USING btree (plan_id, factor, id);

CREATE INDEX findings_of_actor ON chaincare.findings USING btree (actor_id) WHERE (state <> ALL (ARRAY['closed'::text, 'dismissed'::text]));

CREATE INDEX findings_of_network ON chaincare.findings USING btree (network_id, detected_at, id);

CREATE INDEX findings_to_explain ON chaincare.findings USING btree (actor_id) WHERE (state = 'explanation_asked'::text);

CREATE INDEX first_looks_by_age ON chaincare.first_looks USING btree (at);

CREATE INDEX first_looks_of_actor ON chaincare.first_looks USING btree (actor_id, client, at);

CREATE INDEX first_looks_of_partner ON chaincare.first_looks USING btree (partner, at) INCLUDE (client, network_id);

CREATE INDEX former_tasks_of_unit ON chaincare.former_tasks USING btree (unit_id, until);

CREATE INDEX household_cases_of_case ON chaincare.household_cases USING btree (case_id, household_id);

CREATE UNIQUE INDEX household_cases_once ON chaincare.household_cases USING btree (household_id, case_id) WHERE (ended_at IS NULL);

CREATE INDEX informed_facts_of_case ON chaincare.informed_facts USING btree (case_id, recorded_at);

CREATE INDEX inventories_of_network ON chaincare.inventories USING btree (network_id, id);

CREATE INDEX inventory_line_informed_of_line ON chaincare.inventory_line_informed USING btree (line_id, id);

CREATE INDEX inventory_line_reviews_of_line ON chaincare.inventory_line_reviews USING btree (line_id, id);

CREATE INDEX inventory_lines_by_day ON chaincare.inventory_lines USING btree (unit_id, reported_at);

CREATE INDEX inventory_lines_of_inventory ON chaincare.inventory_lines USING btree (inventory_id, state);

CREATE INDEX inventory_lines_of_unit ON chaincare.inventory_lines USING btree (unit_id, inventory_id, id);

CREATE INDEX inventory_lines_to_erase ON chaincare.inventory_lines USING btree (LEAST((review_on + 30), last_on)) WHERE (state = 'open'::text);

CREATE INDEX inventory_lines_to_inform ON chaincare.inventory_lines USING btree (unit_id) WHERE ((state = 'open'::text) AND (told_on IS NULL));

CREATE INDEX inventory_lines_to_review ON chaincare.inventory_lines USING btree (unit_id, review_on) WHERE (state = 'open'::text);

CREATE INDEX inventory_parties_of_inventory ON chaincare.inventory_parties USING btree (inventory_id, id);

CREATE INDEX inventory_parties_of_network ON chaincare.inventory_parties USING btree (network_id, id);

CREATE INDEX invitations_of_case ON chaincare.invitations USING btree (case_id);

CREATE INDEX known_names_by_prefix ON chaincare.known_names USING btree (folded text_pattern_ops);

CREATE INDEX known_names_by_sound ON chaincare.known_names USING btree (sound) WHERE (sound <> ''::text);

CREATE INDEX known_names_by_trigram ON chaincare.known_names USING gin (folded public.gin_trgm_ops);

CREATE INDEX ladder_steps_of_case ON chaincare.ladder_steps USING btree (case_id);

CREATE INDEX ladder_steps_of_unit ON chaincare.ladder_steps USING btree (late_unit_id, id) WHERE ((rung = 'management'::text) AND told);

CREATE INDEX legal_bases_of_case ON chaincare.legal_bases USING btree (case_id);

CREATE INDEX legal_bases_of_participation ON chaincare.legal_bases USING btree (participation_id) INCLUDE (id, during);

CREATE INDEX legal_holds_of_case ON chaincare.legal_holds USING btree (case_id);

CREATE INDEX log_alarms_last ON chaincare.log_alarms USING btree (kind, id);

CREATE INDEX log_destructions_of_log ON chaincare.log_destructions USING btree (log_id, id);

CREATE INDEX log_export_downloads_of_export ON chaincare.log_export_downloads USING btree (export_id, begun_at);

CREATE INDEX log_exports_of_network ON chaincare.log_exports USING btree (network_id, requested_at, id);

CREATE INDEX log_samples_of_network ON chaincare.log_samples USING btree (network_id, drawn_at, id);

CREATE INDEX login_blocks_of_network ON chaincare.login_blocks USING btree (network_id, id);

CREATE UNIQUE INDEX login_blocks_running ON chaincare.login_blocks USING btree (issuer, subject) WHERE (unblocked_at IS NULL);

CREATE INDEX mandates_of_management ON chaincare.mandates USING btree (organisation_id) WHERE (kind = 'management_contact'::text);

CREATE INDEX mandates_of_professional ON chaincare.mandates USING btree (professional_id, kind);

CREATE INDEX match_decisions_of_match ON chaincare.match_decisions USING btree (match_id, id);

CREATE INDEX matches_of_newer ON chaincare.matches USING btree (newer_case_id);

CREATE INDEX meetings_of_case ON chaincare.meetings USING btree (case_id, held_at DESC, id DESC);

CREATE UNIQUE INDEX meetings_once ON chaincare.meetings USING btree (case_id, held_at) WHERE (kind = 'meeting'::text);

CREATE INDEX memberships_of_organisation ON chaincare.memberships USING btree (organisation_id);

CREATE INDEX needed_parties_of_case ON chaincare.needed_parties USING btree (case_id, id);

CREATE INDEX needed_party_steps_of_case ON chaincare.needed_party_steps USING btree (case_id);

CREATE INDEX network_bottlenecks_of_network ON chaincare.network_bottlenecks USING btree (network_id, id);

CREATE INDEX network_documents_of_network ON chaincare.network_documents USING btree (network_id, id);

CREATE INDEX network_erasures_of_network ON chaincare.network_erasures USING btree (network_id, id);

CREATE INDEX network_moves_due ON chaincare.network_moves USING btree (respond_by) WHERE (state = 'open'::text);

CREATE INDEX network_moves_of_case ON chaincare.network_moves USING btree (case_id, id);

CREATE UNIQUE INDEX network_moves_one_open ON chaincare.network_moves USING btree (case_id) WHERE (state = 'open'::text);

CREATE INDEX network_moves_over ON chaincare.network_moves USING btree (case_id) WHERE ((state = ANY (ARRAY['declined'::text, 'expired'::text])) AND (NOT let_be));

CREATE INDEX network_moves_received ON chaincare.network_moves USING btree (to_network_id, id) WHERE (state = 'open'::text);

CREATE INDEX note_recalls_of_case ON chaincare.note_recalls USING btree (case_id);

CREATE INDEX note_versions_of_case ON chaincare.note_versions USING btree (case_id);

CREATE INDEX notes_of_case ON chaincare.notes USING btree (case_id);

CREATE UNIQUE INDEX organisations_agb ON chaincare.organisations USING btree (agb) WHERE (agb IS NOT NULL);

CREATE UNIQUE INDEX organisations_brin ON chaincare.organisations USING btree (brin) WHERE (brin IS NOT NULL);

CREATE UNIQUE INDEX organisations_oin ON chaincare.organisations USING btree (oin) WHERE (oin IS NOT NULL);

CREATE UNIQUE INDEX participations_id ON chaincare.participations USING btree (id);

CREATE UNIQUE INDEX participations_in_case ON chaincare.participations USING btree (case_id, id);

CREATE INDEX participations_of_insolvent ON chaincare.participations USING btree (case_id) WHERE (ended_because = 'organisation_insolvent'::text);

CREATE INDEX participations_of_professional ON chaincare.participations USING btree (professional_id, case_id);

CREATE INDEX participations_of_representative ON chaincare.participations USING btree (representative_id);

CREATE INDEX participations_of_unit ON chaincare.participations USING btree (unit_id, case_id);

CREATE INDEX partner_stops_of_network ON chaincare.partner_stops USING btree (network_id, id);

CREATE UNIQUE INDEX partner_stops_running ON chaincare.partner_stops USING btree (partner, network_id) WHERE (resumed_at IS NULL);

CREATE INDEX pause_texts_of_case ON chaincare.pause_texts USING btree (case_id);

CREATE INDEX plan_answers_of_case ON chaincare.plan_answers USING btree (case_id);

CREATE INDEX plan_answers_of_edition ON chaincare.plan_answers USING btree (plan_id, version);

CREATE INDEX plan_editions_of_case ON chaincare.plan_editions USING btree (case_id);

CREATE INDEX plans_of_case ON chaincare.plans USING btree (case_id, id);

CREATE UNIQUE INDEX professionals_login ON chaincare.professionals USING btree (issuer, subject) WHERE (status = 'active'::text);

CREATE INDEX professionals_of_login ON chaincare.professionals USING btree (issuer, subject);

CREATE INDEX professionals_of_unit ON chaincare.professionals USING btree (unit_id);

CREATE INDEX protection_reviews_about ON chaincare.protection_reviews USING btree (about_id);

CREATE INDEX protection_reviews_of_case ON chaincare.protection_reviews USING btree (case_id, id);

CREATE INDEX regie_corrections_of_case ON chaincare.regie_corrections USING btree (case_id);

CREATE INDEX regie_due ON chaincare.regie USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE UNIQUE INDEX regie_facts_began_once ON chaincare.regie_facts USING btree (case_id, began_at) WHERE (fact = 'began'::text);

CREATE INDEX regie_facts_of_term ON chaincare.regie_facts USING btree (case_id, began_at, number);

CREATE INDEX regie_last_resorts_of_case ON chaincare.regie_last_resorts USING btree (case_id);

CREATE INDEX regie_last_resorts_of_organisation ON chaincare.regie_last_resorts USING btree (organisation_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX regie_last_resorts_one_runs ON chaincare.regie_last_resorts USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX regie_move_cases_of_case ON chaincare.regie_move_cases USING btree (of_case);

CREATE INDEX regie_moves_of_maker ON chaincare.regie_moves USING btree (made_by);

CREATE INDEX regie_moves_of_successor ON chaincare.regie_moves USING btree (to_id);

CREATE UNIQUE INDEX regie_moves_one_runs ON chaincare.regie_moves USING btree (from_id, network_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);

CREATE INDEX regie_outcomes_of_case ON chaincare.regie_outcomes USING btree (case_id);

CREATE UNIQUE INDEX regie_outcomes_once ON chaincare.regie_outcomes USING btree (proposal_id, ((outcome = 'agreed'::text))) WHERE (outcome <> 'objection_settled'::text);

CREATE INDEX regie_proposed ON chaincare.regie USING btree (case_id) WHERE (open_proposal_id IS NOT NULL);

CREATE INDEX regie_resignation_withdrawals_of_case ON chaincare.regie_resignation_withdrawals USING btree (case_id);

CREATE INDEX regie_responses_of_case ON chaincare.regie_responses USING btree (case_id);

CREATE UNIQUE INDEX regie_responses_once ON chaincare.regie_responses USING btree (proposal_id, participation_id, ((recorded_by IS NULL)));

CREATE INDEX regie_terms_ahead ON chaincare.regie_terms USING btree (case_id) WHERE planned;

CREATE INDEX regie_terms_of_case ON chaincare.regie_terms USING btree (case_id) INCLUDE (holder_id, during, kind);

CREATE UNIQUE INDEX relation_conflicts_once ON chaincare.relation_conflicts USING btree (case_id, COALESCE(professional_id, organisation_id, representative_id)) WHERE (ended_at IS NULL);

CREATE INDEX relation_conflicts_running ON chaincare.relation_conflicts USING btree (case_id) WHERE (ended_at IS NULL);

CREATE INDEX relatives_of_case ON chaincare.relatives USING btree (case_id, id);

CREATE INDEX repeats_by_age ON chaincare.repeats USING btree (at);

CREATE INDEX representatives_of_client ON chaincare.representatives USING btree (client_id);

CREATE INDEX restricted_item_uses_of_case ON chaincare.restricted_item_uses USING btree (case_id);

CREATE INDEX restricted_items_of_request ON chaincare.restricted_items USING btree (request_id, id);

CREATE UNIQUE INDEX restricted_items_once ON chaincare.restricted_items USING btree (case_id, kind, item_id) WHERE (lifted_at IS NULL);

CREATE INDEX restrictions_of_case ON chaincare.restrictions USING btree (case_id, id);

CREATE UNIQUE INDEX restrictions_once ON chaincare.restrictions USING btree (item_id, participation_id) WHERE (lifted_at IS NULL);

CREATE INDEX sealed_batches_by_time ON chaincare.sealed_batches USING gist (tstzrange(from_at, until_at, '[]'::text));

CREATE INDEX secrecy_withdrawals_of_case ON chaincare.secrecy_withdrawals USING btree (case_id);

CREATE INDEX services_by_trigram ON chaincare.services USING gin (folded public.gin_trgm_ops);

CREATE INDEX services_of_unit ON chaincare.services USING btree (unit_id);

CREATE INDEX shields_of_case ON chaincare.shields USING btree (case_id, id);

CREATE UNIQUE INDEX shields_once ON chaincare.shields USING btree (case_id, hides, COALESCE(participation_id, unit_id, case_id)) WHERE (lifted_at IS NULL);

CREATE INDEX stand_ins_of_case ON chaincare.stand_ins USING btree (case_id, id);

CREATE INDEX stand_ins_of_stand_in ON chaincare.stand_ins USING btree (stand_in_id) WHERE (during IS NOT NULL);

CREATE INDEX statement_versions_of_case ON chaincare.statement_versions USING btree (case_id);

CREATE INDEX statements_by ON chaincare.statements USING btree (by_id, id);

CREATE INDEX statements_of_case ON chaincare.statements USING btree (case_id, id);

CREATE INDEX successions_of_case ON chaincare.successions USING btree (case_id);

CREATE INDEX successions_of_proposal ON chaincare.successions USING btree (proposal_id);

CREATE UNIQUE INDEX successions_once ON chaincare.successions USING btree (from_id) WHERE (over_at IS NULL);

CREATE INDEX timers_due ON chaincare.timers USING btree (next_on) WHERE (next_on IS NOT NULL);

CREATE INDEX timers_of_case ON chaincare.timers USING btree (case_id);

CREATE INDEX unit_places_ended ON chaincare.unit_places USING btree (ended_at);

CREATE UNIQUE INDEX unit_places_now ON chaincare.unit_places USING btree (professional_id) WHERE (ended_at IS NULL);

CREATE INDEX units_of_organisation ON chaincare.units USING btree (organisation_id);

CREATE CONSTRAINT TRIGGER absences_require_done AFTER INSERT OR UPDATE ON chaincare.absences DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER access_entries_append_only BEFORE DELETE OR UPDATE ON chaincare.access_entries FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_append_only;

CREATE TRIGGER access_entries_no_truncate BEFORE TRUNCATE ON chaincare.access_entries FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_no_truncate;

CREATE CONSTRAINT TRIGGER address_disclosures_require_done AFTER INSERT OR UPDATE ON chaincare.address_disclosures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER age_decisions_hold_to_second BEFORE INSERT ON chaincare.age_decisions FOR EACH ROW EXECUTE FUNCTION chaincare.hold_sixteen_to_second();

CREATE CONSTRAINT TRIGGER age_decisions_require_done AFTER INSERT OR UPDATE ON chaincare.age_decisions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER age_reviews_require_done AFTER INSERT OR UPDATE ON chaincare.age_reviews DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER agreement_facts_require_done AFTER INSERT OR UPDATE ON chaincare.agreement_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER agreement_preconditions_require_done AFTER INSERT OR UPDATE ON chaincare.agreement_preconditions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER agreement_preconditions_time AFTER INSERT OR UPDATE ON chaincare.agreement_preconditions FOR EACH ROW EXECUTE FUNCTION chaincare.time_precondition();

CREATE CONSTRAINT TRIGGER agreements_require_done AFTER INSERT OR UPDATE ON chaincare.agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER agreements_return AFTER UPDATE ON chaincare.agreements FOR EACH ROW WHEN (((((old.state IS DISTINCT FROM new.state) OR (old.shifts IS DISTINCT FROM new.shifts)) OR (old.due_on IS DISTINCT FROM new.due_on)) OR (old.responsible_id IS DISTINCT FROM new.responsible_id))) EXECUTE FUNCTION chaincare.return_what_replaces();

CREATE TRIGGER agreements_stand_alone BEFORE UPDATE ON chaincare.agreements FOR EACH ROW WHEN (((new.returned_at IS NOT NULL) AND new.returned AND (new.state = 'agreed'::text))) EXECUTE FUNCTION chaincare.stand_alone();

CREATE TRIGGER agreements_time AFTER INSERT OR UPDATE ON chaincare.agreements FOR EACH ROW EXECUTE FUNCTION chaincare.time_agreement();

CREATE CONSTRAINT TRIGGER alliance_things_require_done AFTER INSERT OR UPDATE ON chaincare.alliance_things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.checkpoints FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.checkpoints ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.cosignatures FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.cosignatures ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.log_alarms FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_alarms ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.log_destructions FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_destructions ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.seal_keys FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.seal_keys ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.sealed_batches FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_batches ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.sealed_ids FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_ids ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.sealed_logs FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_logs ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON chaincare.sealed_nodes FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_nodes ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER asked_again AFTER INSERT ON chaincare.regie_proposals FOR EACH ROW EXECUTE FUNCTION chaincare.asked_again();

CREATE TRIGGER bar_conflicts BEFORE INSERT OR UPDATE OF state ON chaincare.escalation_targets FOR EACH ROW WHEN (((new.case_id IS NOT NULL) AND (new.state = ANY (ARRAY['draft'::text, 'requested'::text, 'accepted'::text])))) EXECUTE FUNCTION chaincare.bar_conflicts();

CREATE TRIGGER bar_conflicts BEFORE INSERT ON chaincare.invitations FOR EACH ROW EXECUTE FUNCTION chaincare.bar_conflicts();

CREATE TRIGGER bar_conflicts BEFORE INSERT ON chaincare.participations FOR EACH ROW EXECUTE FUNCTION chaincare.bar_conflicts();

CREATE CONSTRAINT TRIGGER bottlenecks_require_done AFTER INSERT OR UPDATE ON chaincare.bottlenecks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER bsn_disclosures_require_done AFTER INSERT OR UPDATE ON chaincare.bsn_disclosures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER capacity_statements_hold_to_second BEFORE INSERT OR UPDATE ON chaincare.capacity_statements FOR EACH ROW EXECUTE FUNCTION chaincare.hold_capacity_to_second();

CREATE CONSTRAINT TRIGGER capacity_statements_require_done AFTER INSERT OR UPDATE ON chaincare.capacity_statements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER carried_agreements_require_done AFTER INSERT OR UPDATE ON chaincare.carried_agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER case_closures_require_done AFTER INSERT OR UPDATE ON chaincare.case_closures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER case_evaluations_require_done AFTER INSERT OR UPDATE ON chaincare.case_evaluations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER case_evaluations_time AFTER INSERT ON chaincare.case_evaluations FOR EACH ROW EXECUTE FUNCTION chaincare.time_evaluation();

CREATE CONSTRAINT TRIGGER case_mandates_require_done AFTER INSERT OR UPDATE ON chaincare.case_mandates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER case_pauses_require_done AFTER INSERT OR UPDATE ON chaincare.case_pauses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER case_pauses_time AFTER UPDATE OF during ON chaincare.case_pauses FOR EACH ROW EXECUTE FUNCTION chaincare.time_pause();

CREATE TRIGGER case_question_versions_notify AFTER INSERT ON chaincare.case_question_versions FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_question();

CREATE CONSTRAINT TRIGGER case_question_versions_require_done AFTER INSERT OR UPDATE ON chaincare.case_question_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER case_questions_keep_version BEFORE UPDATE ON chaincare.case_questions FOR EACH ROW EXECUTE FUNCTION chaincare.keep_question_version();

CREATE CONSTRAINT TRIGGER case_questions_require_done AFTER INSERT OR UPDATE ON chaincare.case_questions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER case_questions_time AFTER INSERT OR UPDATE OF evaluation_on ON chaincare.case_questions FOR EACH ROW EXECUTE FUNCTION chaincare.time_evaluation();

CREATE CONSTRAINT TRIGGER case_reopenings_require_done AFTER INSERT OR UPDATE ON chaincare.case_reopenings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER cases_require_done AFTER INSERT OR UPDATE ON chaincare.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER cases_time AFTER UPDATE OF status ON chaincare.cases FOR EACH ROW WHEN (((new.status = 'open'::text) AND (old.status <> 'open'::text))) EXECUTE FUNCTION chaincare.time_case();

CREATE CONSTRAINT TRIGGER client_addresses_require_done AFTER INSERT OR UPDATE ON chaincare.client_addresses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER client_bsns_check_for_match AFTER INSERT ON chaincare.client_bsns FOR EACH ROW EXECUTE FUNCTION chaincare.check_for_match();

CREATE CONSTRAINT TRIGGER client_bsns_require_done AFTER INSERT OR UPDATE ON chaincare.client_bsns DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER client_contacts_require_done AFTER INSERT OR UPDATE ON chaincare.client_contacts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER client_merges_require_done AFTER INSERT OR UPDATE ON chaincare.client_merges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER client_versions_require_done AFTER INSERT OR UPDATE ON chaincare.client_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER clients_keep_version BEFORE UPDATE ON chaincare.clients FOR EACH ROW EXECUTE FUNCTION chaincare.keep_client_version();

CREATE TRIGGER clients_notify AFTER UPDATE ON chaincare.clients FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_client();

CREATE CONSTRAINT TRIGGER clients_require_done AFTER INSERT OR UPDATE ON chaincare.clients DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER closing_texts_require_done AFTER INSERT OR UPDATE ON chaincare.closing_texts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER collaboration_adoptions_require_done AFTER INSERT OR UPDATE ON chaincare.collaboration_adoptions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER collaboration_answers_require_done AFTER INSERT OR UPDATE ON chaincare.collaboration_answers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER collaboration_plans_require_done AFTER INSERT OR UPDATE ON chaincare.collaboration_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER consent_givings_hold_to_giver BEFORE INSERT ON chaincare.consent_givings FOR EACH ROW EXECUTE FUNCTION chaincare.hold_giving_to_giver();

CREATE CONSTRAINT TRIGGER consent_givings_require_done AFTER INSERT OR UPDATE ON chaincare.consent_givings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER consent_withdrawals_hold_to_whose BEFORE INSERT ON chaincare.consent_withdrawals FOR EACH ROW EXECUTE FUNCTION chaincare.hold_withdrawal_to_whose();

CREATE CONSTRAINT TRIGGER consent_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.consent_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER consents_require_done AFTER INSERT OR UPDATE ON chaincare.consents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER correction_notices_require_done AFTER INSERT OR UPDATE ON chaincare.correction_notices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER covenant_accessions_require_done AFTER INSERT OR UPDATE ON chaincare.covenant_accessions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER covenant_versions_require_done AFTER INSERT OR UPDATE ON chaincare.covenant_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER covenants_require_done AFTER INSERT OR UPDATE ON chaincare.covenants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER data_subject_request_facts_require_done AFTER INSERT OR UPDATE ON chaincare.data_subject_request_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER data_subject_requests_require_done AFTER INSERT OR UPDATE ON chaincare.data_subject_requests DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER detected_findings_require_done AFTER INSERT OR UPDATE ON chaincare.detected_findings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER detections_require_done AFTER INSERT OR UPDATE ON chaincare.detections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER emergency_accesses_hold_limit BEFORE INSERT ON chaincare.emergency_accesses FOR EACH ROW EXECUTE FUNCTION chaincare.hold_emergency_limit();

CREATE CONSTRAINT TRIGGER emergency_accesses_require_done AFTER INSERT OR UPDATE ON chaincare.emergency_accesses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER emergency_facts_require_done AFTER INSERT OR UPDATE ON chaincare.emergency_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER emergency_settings_require_done AFTER INSERT OR UPDATE ON chaincare.emergency_settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_conditions_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_conditions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_facts_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_targets_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_targets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER escalation_targets_time AFTER INSERT OR UPDATE ON chaincare.escalation_targets FOR EACH ROW EXECUTE FUNCTION chaincare.time_target();

CREATE CONSTRAINT TRIGGER escalation_texts_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_texts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalations_require_done AFTER INSERT OR UPDATE ON chaincare.escalations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER escalations_time AFTER INSERT OR UPDATE OF state, review_due_on, version ON chaincare.escalations FOR EACH ROW EXECUTE FUNCTION chaincare.time_escalation();

CREATE CONSTRAINT TRIGGER evaluation_texts_require_done AFTER INSERT OR UPDATE ON chaincare.evaluation_texts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER factor_assessments_require_done AFTER INSERT OR UPDATE ON chaincare.factor_assessments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER finding_facts_require_done AFTER INSERT OR UPDATE ON chaincare.finding_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER findings_next_edition BEFORE UPDATE ON chaincare.findings FOR EACH ROW WHEN (((((((old.state IS DISTINCT FROM new.state) OR (old.round IS DISTINCT FROM new.round)) OR (old.times IS DISTINCT FROM new.times)) OR (old.first_at IS DISTINCT FROM new.first_at)) OR (old.last_at IS DISTINCT FROM new.last_at)) OR (NOT ((old.entries <@ new.entries) AND (old.entries @> new.entries))))) EXECUTE FUNCTION chaincare.next_edition();

CREATE CONSTRAINT TRIGGER findings_require_done AFTER INSERT OR UPDATE ON chaincare.findings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER former_tasks_require_done AFTER INSERT OR UPDATE ON chaincare.former_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER hold_membership BEFORE UPDATE OF state ON chaincare.escalation_targets FOR EACH ROW WHEN (((CURRENT_USER <> 'chaincare_door'::name) AND (new.state = 'accepted'::text) AND (old.state <> 'accepted'::text))) EXECUTE FUNCTION chaincare.hold_membership();

CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.escalations FOR EACH ROW WHEN (((CURRENT_USER <> 'chaincare_door'::name) AND (new.case_id IS NULL))) EXECUTE FUNCTION chaincare.hold_membership();

CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.inventory_lines FOR EACH ROW WHEN ((CURRENT_USER <> 'chaincare_door'::name)) EXECUTE FUNCTION chaincare.hold_membership();

CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.participations FOR EACH ROW WHEN (((CURRENT_USER <> 'chaincare_door'::name) AND upper_inf(new.during) AND ((new.professional_id IS NOT NULL) OR (new.unit_id IS NOT NULL)))) EXECUTE FUNCTION chaincare.hold_membership();

CREATE TRIGGER hold_membership BEFORE INSERT ON chaincare.regie_responses FOR EACH ROW WHEN (((CURRENT_USER <> 'chaincare_door'::name) AND (new.answer = 'assent'::text))) EXECUTE FUNCTION chaincare.hold_membership();

CREATE TRIGGER hold_membership BEFORE UPDATE OF answer ON chaincare.stand_ins FOR EACH ROW WHEN (((CURRENT_USER <> 'chaincare_door'::name) AND (new.answer = 'assent'::text) AND (old.answer IS DISTINCT FROM 'assent'::text))) EXECUTE FUNCTION chaincare.hold_membership();

CREATE CONSTRAINT TRIGGER household_cases_require_done AFTER INSERT OR UPDATE ON chaincare.household_cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER incident_exports_require_done AFTER INSERT OR UPDATE ON chaincare.incident_exports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER informed_facts_require_done AFTER INSERT OR UPDATE ON chaincare.informed_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER inventories_require_done AFTER INSERT OR UPDATE ON chaincare.inventories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER inventory_line_informed_require_done AFTER INSERT OR UPDATE ON chaincare.inventory_line_informed DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER inventory_line_reviews_require_done AFTER INSERT OR UPDATE ON chaincare.inventory_line_reviews DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER inventory_lines_forget_kept_from BEFORE UPDATE OF state ON chaincare.inventory_lines FOR EACH ROW WHEN ((new.state <> 'open'::text)) EXECUTE FUNCTION chaincare.forget_kept_from();

CREATE TRIGGER inventory_lines_forget_told AFTER UPDATE OF state ON chaincare.inventory_lines FOR EACH ROW WHEN (((new.state = ANY (ARRAY['withdrawn'::text, 'erased'::text])) AND (old.state <> ALL (ARRAY['withdrawn'::text, 'erased'::text])))) EXECUTE FUNCTION chaincare.forget_told();

CREATE CONSTRAINT TRIGGER inventory_lines_require_done AFTER INSERT OR UPDATE ON chaincare.inventory_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER inventory_parties_require_done AFTER INSERT OR UPDATE ON chaincare.inventory_parties DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER inventory_party_steps_require_done AFTER INSERT OR UPDATE ON chaincare.inventory_party_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER invitations_require_done AFTER INSERT OR UPDATE ON chaincare.invitations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER keep_earlier_name BEFORE UPDATE OF name ON chaincare.professionals FOR EACH ROW WHEN ((new.name IS DISTINCT FROM old.name)) EXECUTE FUNCTION chaincare.keep_earlier_name();

CREATE TRIGGER keep_who_refused BEFORE UPDATE OF named_at, unnamed_at ON chaincare.regie_last_resorts FOR EACH ROW EXECUTE FUNCTION chaincare.keep_who_refused();

CREATE TRIGGER keep_whom_it_is_about BEFORE INSERT OR UPDATE OF entries, clients ON chaincare.findings FOR EACH ROW EXECUTE FUNCTION chaincare.keep_whom_it_is_about();

CREATE CONSTRAINT TRIGGER ladder_steps_require_done AFTER INSERT OR UPDATE ON chaincare.ladder_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER legal_bases_hold_to_catalogue BEFORE INSERT ON chaincare.legal_bases FOR EACH ROW EXECUTE FUNCTION chaincare.hold_basis_to_catalogue();

CREATE TRIGGER legal_bases_hold_to_last_word BEFORE INSERT ON chaincare.legal_bases FOR EACH ROW EXECUTE FUNCTION chaincare.hold_basis_to_last_word();

CREATE CONSTRAINT TRIGGER legal_bases_require_done AFTER INSERT OR UPDATE ON chaincare.legal_bases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER legal_basis_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.legal_basis_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER legal_holds_require_done AFTER INSERT OR UPDATE ON chaincare.legal_holds DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER log_export_downloads_require_done AFTER INSERT OR UPDATE ON chaincare.log_export_downloads DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER log_exports_require_done AFTER INSERT OR UPDATE ON chaincare.log_exports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER log_samples_require_done AFTER INSERT OR UPDATE ON chaincare.log_samples DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER login_blocks_require_done AFTER INSERT OR UPDATE ON chaincare.login_blocks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER mandates_auditor_alone BEFORE INSERT ON chaincare.mandates FOR EACH ROW EXECUTE FUNCTION chaincare.auditor_holds_nothing_else();

CREATE CONSTRAINT TRIGGER mandates_require_done AFTER INSERT OR UPDATE ON chaincare.mandates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER match_decisions_require_done AFTER INSERT OR UPDATE ON chaincare.match_decisions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER matches_require_done AFTER INSERT OR UPDATE ON chaincare.matches DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_agreements_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_attendances_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_attendances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_words_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_words DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meetings_require_done AFTER INSERT OR UPDATE ON chaincare.meetings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER meetings_time AFTER INSERT ON chaincare.meetings FOR EACH ROW EXECUTE FUNCTION chaincare.time_meeting();

CREATE CONSTRAINT TRIGGER memberships_require_done AFTER INSERT OR UPDATE ON chaincare.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER needed_parties_require_done AFTER INSERT OR UPDATE ON chaincare.needed_parties DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER needed_parties_time AFTER INSERT OR UPDATE ON chaincare.needed_parties FOR EACH ROW EXECUTE FUNCTION chaincare.time_needed_party();

CREATE CONSTRAINT TRIGGER needed_party_steps_require_done AFTER INSERT OR UPDATE ON chaincare.needed_party_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_bottleneck_raisers_require_done AFTER INSERT OR UPDATE ON chaincare.network_bottleneck_raisers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_bottleneck_steps_require_done AFTER INSERT OR UPDATE ON chaincare.network_bottleneck_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_bottlenecks_require_done AFTER INSERT OR UPDATE ON chaincare.network_bottlenecks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_document_editions_require_done AFTER INSERT OR UPDATE ON chaincare.network_document_editions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_documents_require_done AFTER INSERT OR UPDATE ON chaincare.network_documents DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_erasures_require_done AFTER INSERT OR UPDATE ON chaincare.network_erasures DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_moves_require_done AFTER INSERT OR UPDATE ON chaincare.network_moves DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER network_statistics_require_done AFTER INSERT OR UPDATE ON chaincare.network_statistics DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER networks_require_done AFTER INSERT OR UPDATE ON chaincare.networks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.checkpoints FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.checkpoints ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.cosignatures FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.cosignatures ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.log_alarms FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_alarms ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.log_destructions FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.log_destructions ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.seal_keys FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.seal_keys ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.sealed_batches FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_batches ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.sealed_ids FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_ids ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.sealed_logs FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_logs ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.sealed_nodes FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.sealed_nodes ENABLE ALWAYS TRIGGER no_truncate;

CREATE TRIGGER note_readings_append_only BEFORE DELETE OR UPDATE ON chaincare.note_readings FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.note_readings ENABLE ALWAYS TRIGGER note_readings_append_only;

CREATE TRIGGER note_readings_no_truncate BEFORE TRUNCATE ON chaincare.note_readings FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.note_readings ENABLE ALWAYS TRIGGER note_readings_no_truncate;

CREATE TRIGGER note_recalls_notify AFTER INSERT ON chaincare.note_recalls FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_recalled_note();

CREATE CONSTRAINT TRIGGER note_recalls_require_done AFTER INSERT OR UPDATE ON chaincare.note_recalls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER note_versions_notify AFTER INSERT ON chaincare.note_versions FOR EACH ROW EXECUTE FUNCTION chaincare.notify_of_corrected_note();

CREATE CONSTRAINT TRIGGER note_versions_require_done AFTER INSERT OR UPDATE ON chaincare.note_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER notes_keep_version BEFORE UPDATE ON chaincare.notes FOR EACH ROW EXECUTE FUNCTION chaincare.keep_note_version();

CREATE CONSTRAINT TRIGGER notes_require_done AFTER INSERT OR UPDATE ON chaincare.notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER office_hours_require_done AFTER INSERT OR UPDATE ON chaincare.office_hours DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER organisations_note_inactive BEFORE UPDATE OF status ON chaincare.organisations FOR EACH ROW EXECUTE FUNCTION chaincare.note_inactive();

CREATE TRIGGER organisations_of_the_network BEFORE UPDATE ON chaincare.organisations FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_what_is_the_networks('closing_days', 'closing_days_version');

CREATE CONSTRAINT TRIGGER organisations_require_done AFTER INSERT OR UPDATE ON chaincare.organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER out_without AFTER INSERT ON chaincare.regie_outcomes FOR EACH ROW WHEN ((new.outcome <> ALL (ARRAY['agreed'::text, 'in_effect'::text, 'objection_settled'::text]))) EXECUTE FUNCTION chaincare.out_without_regie();

CREATE TRIGGER participations_leave_planned_regie BEFORE UPDATE OF during ON chaincare.participations FOR EACH ROW WHEN ((NOT upper_inf(new.during))) EXECUTE FUNCTION chaincare.leave_planned_regie();

CREATE CONSTRAINT TRIGGER participations_require_done AFTER INSERT OR UPDATE ON chaincare.participations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER participations_time_bridge AFTER UPDATE OF during ON chaincare.participations FOR EACH ROW WHEN ((NOT upper_inf(new.during))) EXECUTE FUNCTION chaincare.time_bridge();

CREATE CONSTRAINT TRIGGER partner_stops_require_done AFTER INSERT OR UPDATE ON chaincare.partner_stops DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER parts_end AFTER UPDATE OF during ON chaincare.regie_terms FOR EACH ROW WHEN ((NOT upper_inf(new.during))) EXECUTE FUNCTION chaincare.parts_follow_succession();

CREATE TRIGGER parts_go_on AFTER UPDATE OF over_at ON chaincare.successions FOR EACH ROW WHEN (((old.over_at IS NULL) AND (new.over_at IS NOT NULL))) EXECUTE FUNCTION chaincare.parts_without_succession();

CREATE TRIGGER parts_stay BEFORE UPDATE OF during ON chaincare.regie_terms FOR EACH ROW EXECUTE FUNCTION chaincare.parts_follow_succession();

CREATE CONSTRAINT TRIGGER pause_texts_require_done AFTER INSERT OR UPDATE ON chaincare.pause_texts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER plan_answers_hold_to_pen BEFORE INSERT ON chaincare.plan_answers FOR EACH ROW EXECUTE FUNCTION chaincare.hold_plan_answer_to_pen();

CREATE CONSTRAINT TRIGGER plan_answers_require_done AFTER INSERT OR UPDATE ON chaincare.plan_answers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER plan_editions_require_done AFTER INSERT OR UPDATE ON chaincare.plan_editions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER plans_require_done AFTER INSERT OR UPDATE ON chaincare.plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER processing_activities_require_done AFTER INSERT OR UPDATE ON chaincare.processing_activities DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER professionals_change_place AFTER UPDATE ON chaincare.professionals FOR EACH ROW WHEN (((new.unit_id IS DISTINCT FROM old.unit_id) OR (new.status IS DISTINCT FROM old.status))) EXECUTE FUNCTION chaincare.keep_unit_place();

CREATE TRIGGER professionals_get_a_place AFTER INSERT ON chaincare.professionals FOR EACH ROW EXECUTE FUNCTION chaincare.keep_unit_place();

CREATE TRIGGER professionals_note_inactive BEFORE UPDATE OF status ON chaincare.professionals FOR EACH ROW EXECUTE FUNCTION chaincare.note_inactive();

CREATE CONSTRAINT TRIGGER professionals_require_done AFTER INSERT OR UPDATE ON chaincare.professionals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER protection_reviews_require_done AFTER INSERT OR UPDATE ON chaincare.protection_reviews DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_corrections_require_done AFTER INSERT OR UPDATE ON chaincare.regie_corrections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_facts_require_done AFTER INSERT OR UPDATE ON chaincare.regie_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_last_resorts_require_done AFTER INSERT OR UPDATE ON chaincare.regie_last_resorts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_last_resorts_time AFTER INSERT OR UPDATE ON chaincare.regie_last_resorts FOR EACH ROW EXECUTE FUNCTION chaincare.time_last_resort();

CREATE CONSTRAINT TRIGGER regie_move_cases_require_done AFTER INSERT OR UPDATE ON chaincare.regie_move_cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_moves_require_done AFTER INSERT OR UPDATE ON chaincare.regie_moves DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_notes_due AFTER INSERT OR UPDATE OF open_proposal_id ON chaincare.regie FOR EACH ROW EXECUTE FUNCTION chaincare.note_regie_due();

CREATE TRIGGER regie_outcomes_note_due AFTER INSERT ON chaincare.regie_outcomes FOR EACH ROW EXECUTE FUNCTION chaincare.note_regie_due();

CREATE CONSTRAINT TRIGGER regie_outcomes_require_done AFTER INSERT OR UPDATE ON chaincare.regie_outcomes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_outcomes_time AFTER INSERT ON chaincare.regie_outcomes FOR EACH ROW EXECUTE FUNCTION chaincare.time_regie_outcome();

CREATE CONSTRAINT TRIGGER regie_proposals_require_done AFTER INSERT OR UPDATE ON chaincare.regie_proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_proposals_time AFTER INSERT ON chaincare.regie_proposals FOR EACH ROW EXECUTE FUNCTION chaincare.time_regie_proposal();

CREATE CONSTRAINT TRIGGER regie_require_done AFTER INSERT OR UPDATE ON chaincare.regie DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_resignation_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.regie_resignation_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_resignations_require_done AFTER INSERT OR UPDATE ON chaincare.regie_resignations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_responses_require_done AFTER INSERT OR UPDATE ON chaincare.regie_responses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_responses_time AFTER INSERT ON chaincare.regie_responses FOR EACH ROW WHEN ((new.answer = 'objection'::text)) EXECUTE FUNCTION chaincare.time_regie_objection();

CREATE TRIGGER regie_terms_end_last_resort AFTER INSERT ON chaincare.regie_terms FOR EACH ROW WHEN ((new.kind <> 'interim'::text)) EXECUTE FUNCTION chaincare.end_last_resort();

CREATE CONSTRAINT TRIGGER regie_terms_require_done AFTER INSERT OR UPDATE ON chaincare.regie_terms DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER regie_terms_time AFTER INSERT ON chaincare.regie_terms FOR EACH ROW WHEN ((new.kind <> 'interim'::text)) EXECUTE FUNCTION chaincare.time_regie_term();

CREATE CONSTRAINT TRIGGER relation_conflicts_require_done AFTER INSERT OR UPDATE ON chaincare.relation_conflicts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER relatives_require_done AFTER INSERT OR UPDATE ON chaincare.relatives DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER repeats_keep_times_withheld BEFORE UPDATE OF answer ON chaincare.repeats FOR EACH ROW EXECUTE FUNCTION chaincare.keep_times_withheld();

CREATE CONSTRAINT TRIGGER repeats_require_done AFTER INSERT OR UPDATE ON chaincare.repeats DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER representatives_require_done AFTER INSERT OR UPDATE ON chaincare.representatives DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER restricted_item_uses_require_done AFTER INSERT OR UPDATE ON chaincare.restricted_item_uses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER restricted_items_require_done AFTER INSERT OR UPDATE ON chaincare.restricted_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER restrictions_require_done AFTER INSERT OR UPDATE ON chaincare.restrictions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER retention_rules_require_done AFTER INSERT OR UPDATE ON chaincare.retention_rules DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER safety_sheet_versions_require_done AFTER INSERT OR UPDATE ON chaincare.safety_sheet_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER safety_sheets_keep_version BEFORE UPDATE ON chaincare.safety_sheets FOR EACH ROW EXECUTE FUNCTION chaincare.keep_safety_sheet_version();

CREATE CONSTRAINT TRIGGER safety_sheets_require_done AFTER INSERT OR UPDATE ON chaincare.safety_sheets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER sampled_entries_require_done AFTER INSERT OR UPDATE ON chaincare.sampled_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER scope_begins AFTER INSERT ON chaincare.regie_terms FOR EACH ROW EXECUTE FUNCTION chaincare.scope_begins_with_regie();

CREATE CONSTRAINT TRIGGER secrecy_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.secrecy_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER services_require_done AFTER INSERT OR UPDATE ON chaincare.services DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER shields_require_done AFTER INSERT OR UPDATE ON chaincare.shields DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER stand_ins_grow AFTER UPDATE OF during ON chaincare.regie_terms FOR EACH ROW EXECUTE FUNCTION chaincare.stand_ins_follow_term();

CREATE CONSTRAINT TRIGGER stand_ins_require_done AFTER INSERT OR UPDATE ON chaincare.stand_ins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER stand_ins_shrink BEFORE UPDATE OF during ON chaincare.regie_terms FOR EACH ROW EXECUTE FUNCTION chaincare.stand_ins_follow_term();

CREATE CONSTRAINT TRIGGER statement_versions_require_done AFTER INSERT OR UPDATE ON chaincare.statement_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER statements_keep_version BEFORE UPDATE ON chaincare.statements FOR EACH ROW EXECUTE FUNCTION chaincare.keep_statement_version();

CREATE CONSTRAINT TRIGGER statements_require_done AFTER INSERT OR UPDATE ON chaincare.statements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER succession_follows AFTER INSERT ON chaincare.regie_outcomes FOR EACH ROW WHEN ((new.outcome <> ALL (ARRAY['agreed'::text, 'in_effect'::text, 'objection_settled'::text]))) EXECUTE FUNCTION chaincare.succession_follows_proposal();

CREATE CONSTRAINT TRIGGER successions_require_done AFTER INSERT OR UPDATE ON chaincare.successions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER token_issuers_require_done AFTER INSERT OR UPDATE ON chaincare.token_issuers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER unit_places_require_done AFTER INSERT OR UPDATE ON chaincare.unit_places DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER units_of_the_network BEFORE UPDATE ON chaincare.units FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_what_is_the_networks('name', 'version');

CREATE CONSTRAINT TRIGGER units_require_done AFTER INSERT OR UPDATE ON chaincare.units DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER units_were_under_a_law BEFORE UPDATE ON chaincare.units FOR EACH ROW EXECUTE FUNCTION chaincare.keep_former_task();

ALTER TABLE ONLY chaincare.absences
    ADD CONSTRAINT absences_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES chaincare.absences(id);

ALTER TABLE ONLY chaincare.absences
    ADD CONSTRAINT absences_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.absences
    ADD CONSTRAINT absences_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.absences
    ADD CONSTRAINT absences_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.address_disclosures
    ADD CONSTRAINT address_disclosures_case_id_address_id_fkey FOREIGN KEY (case_id, address_id) REFERENCES chaincare.client_addresses(case_id, id);

ALTER TABLE ONLY chaincare.address_disclosures
    ADD CONSTRAINT address_disclosures_case_id_disclosed_to_fkey FOREIGN KEY (case_id, disclosed_to) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.address_disclosures
    ADD CONSTRAINT address_disclosures_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.age_decisions
    ADD CONSTRAINT age_decisions_case_id_decided_by_fkey FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.age_decisions
    ADD CONSTRAINT age_decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.age_reviews
    ADD CONSTRAINT age_reviews_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.age_reviews
    ADD CONSTRAINT age_reviews_case_id_reviewed_by_fkey FOREIGN KEY (case_id, reviewed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.agreement_facts
    ADD CONSTRAINT agreement_facts_by_id_fkey FOREIGN KEY (by_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.agreement_facts
    ADD CONSTRAINT agreement_facts_case_id_agreement_id_fkey FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.agreement_preconditions
    ADD CONSTRAINT agreement_preconditions_case_id_agreement_id_fkey FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.agreement_preconditions
    ADD CONSTRAINT agreement_preconditions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_superseded_by FOREIGN KEY (case_id, superseded_by) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_supersedes FOREIGN KEY (case_id, supersedes) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.alliance_things
    ADD CONSTRAINT alliance_things_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_case_id_agreement_id_fkey FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_case_id_raised_by_fkey FOREIGN KEY (case_id, raised_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_confirmed_in_case FOREIGN KEY (case_id, confirmed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.bottlenecks
    ADD CONSTRAINT bottlenecks_solved_by_fkey FOREIGN KEY (solved_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.bsn_disclosures
    ADD CONSTRAINT bsn_disclosures_bsn_id_fkey FOREIGN KEY (bsn_id) REFERENCES chaincare.client_bsns(id);

ALTER TABLE ONLY chaincare.bsn_disclosures
    ADD CONSTRAINT bsn_disclosures_case_id_disclosed_to_fkey FOREIGN KEY (case_id, disclosed_to) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.bsn_disclosures
    ADD CONSTRAINT bsn_disclosures_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.bsn_disclosures
    ADD CONSTRAINT bsn_disclosures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.capacity_statements
    ADD CONSTRAINT capacity_statements_case_id_confirmed_by_fkey FOREIGN KEY (case_id, confirmed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.capacity_statements
    ADD CONSTRAINT capacity_statements_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.capacity_statements
    ADD CONSTRAINT capacity_statements_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.capacity_statements
    ADD CONSTRAINT capacity_statements_judge_id_fkey FOREIGN KEY (judge_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.carried_agreements
    ADD CONSTRAINT carried_agreements_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES chaincare.agreements(id);

ALTER TABLE ONLY chaincare.carried_agreements
    ADD CONSTRAINT carried_agreements_case_id_closure_id_fkey FOREIGN KEY (case_id, closure_id) REFERENCES chaincare.case_closures(case_id, id);

ALTER TABLE ONLY chaincare.case_closures
    ADD CONSTRAINT case_closures_case_id_closed_by_fkey FOREIGN KEY (case_id, closed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_closures
    ADD CONSTRAINT case_closures_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_closures
    ADD CONSTRAINT case_closures_case_id_kept_by_fkey FOREIGN KEY (case_id, kept_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_evaluations
    ADD CONSTRAINT case_evaluations_case_id_evaluated_by_fkey FOREIGN KEY (case_id, evaluated_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_evaluations
    ADD CONSTRAINT case_evaluations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.case_mandates
    ADD CONSTRAINT case_mandates_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_case_id_paused_by_fkey FOREIGN KEY (case_id, paused_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_pauses
    ADD CONSTRAINT case_pauses_case_id_resumed_by_fkey FOREIGN KEY (case_id, resumed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_question_versions
    ADD CONSTRAINT case_question_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_questions
    ADD CONSTRAINT case_questions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_reopenings
    ADD CONSTRAINT case_reopenings_case_id_closure_id_fkey FOREIGN KEY (case_id, closure_id) REFERENCES chaincare.case_closures(case_id, id);

ALTER TABLE ONLY chaincare.case_reopenings
    ADD CONSTRAINT case_reopenings_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.case_reopenings
    ADD CONSTRAINT case_reopenings_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.checkpoints
    ADD CONSTRAINT checkpoints_log_id_fkey FOREIGN KEY (log_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.client_addresses
    ADD CONSTRAINT client_addresses_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_addresses
    ADD CONSTRAINT client_addresses_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.client_contacts
    ADD CONSTRAINT client_contacts_case_id_address_id_fkey FOREIGN KEY (case_id, address_id) REFERENCES chaincare.client_addresses(case_id, id);

ALTER TABLE ONLY chaincare.client_contacts
    ADD CONSTRAINT client_contacts_case_id_changed_by_fkey FOREIGN KEY (case_id, changed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.client_contacts
    ADD CONSTRAINT client_contacts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES chaincare.invitations(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_match_id_fkey FOREIGN KEY (match_id) REFERENCES chaincare.matches(id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_merged_case_id_fkey FOREIGN KEY (merged_case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_merges
    ADD CONSTRAINT client_merges_merged_client_id_fkey FOREIGN KEY (merged_client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_names
    ADD CONSTRAINT client_names_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_names
    ADD CONSTRAINT client_names_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.closing_texts
    ADD CONSTRAINT closing_texts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.collaboration_adoptions
    ADD CONSTRAINT collaboration_adoptions_plan_id_network_id_fkey FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans(id, network_id);

ALTER TABLE ONLY chaincare.collaboration_adoptions
    ADD CONSTRAINT collaboration_adoptions_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.collaboration_answers
    ADD CONSTRAINT collaboration_answers_inventory_id_network_id_fkey FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories(id, network_id);

ALTER TABLE ONLY chaincare.collaboration_answers
    ADD CONSTRAINT collaboration_answers_plan_id_network_id_fkey FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans(id, network_id);

ALTER TABLE ONLY chaincare.collaboration_answers
    ADD CONSTRAINT collaboration_answers_written_by_fkey FOREIGN KEY (written_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.collaboration_plans
    ADD CONSTRAINT collaboration_plans_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.collaboration_plans
    ADD CONSTRAINT collaboration_plans_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.consent_givings
    ADD CONSTRAINT consent_givings_case_id_consent_id_fkey FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents(case_id, id);

ALTER TABLE ONLY chaincare.consent_givings
    ADD CONSTRAINT consent_givings_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.consent_withdrawals
    ADD CONSTRAINT consent_withdrawals_case_id_consent_id_fkey FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents(case_id, id);

ALTER TABLE ONLY chaincare.consent_withdrawals
    ADD CONSTRAINT consent_withdrawals_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.consents
    ADD CONSTRAINT consents_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.consents
    ADD CONSTRAINT consents_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.correction_notices
    ADD CONSTRAINT correction_notices_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.correction_notices
    ADD CONSTRAINT correction_notices_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.correction_notices
    ADD CONSTRAINT correction_notices_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.cosignatures
    ADD CONSTRAINT cosignatures_log_id_size_fkey FOREIGN KEY (log_id, size) REFERENCES chaincare.checkpoints(log_id, size);

ALTER TABLE ONLY chaincare.covenant_accessions
    ADD CONSTRAINT covenant_accessions_covenant_id_version_network_id_fingerp_fkey FOREIGN KEY (covenant_id, version, network_id, fingerprint) REFERENCES chaincare.covenant_versions(covenant_id, version, network_id, fingerprint);

ALTER TABLE ONLY chaincare.covenant_accessions
    ADD CONSTRAINT covenant_accessions_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.covenant_accessions
    ADD CONSTRAINT covenant_accessions_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_covenant_id_fkey FOREIGN KEY (covenant_id) REFERENCES chaincare.covenants(id);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.covenant_versions
    ADD CONSTRAINT covenant_versions_published_by_fkey FOREIGN KEY (published_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.covenants
    ADD CONSTRAINT covenants_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.covenants
    ADD CONSTRAINT covenants_written_by_fkey FOREIGN KEY (written_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.data_subject_request_facts
    ADD CONSTRAINT data_subject_request_facts_request_id_fkey FOREIGN KEY (request_id) REFERENCES chaincare.data_subject_requests(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_handler_id_fkey FOREIGN KEY (handler_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_login_id_fkey FOREIGN KEY (login_id) REFERENCES chaincare.client_logins(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.data_subject_requests
    ADD CONSTRAINT data_subject_requests_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.destructions
    ADD CONSTRAINT destructions_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.destructions
    ADD CONSTRAINT destructions_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES chaincare.retention_rules(id);

ALTER TABLE ONLY chaincare.detected_findings
    ADD CONSTRAINT detected_findings_detection_id_fkey FOREIGN KEY (detection_id) REFERENCES chaincare.detections(id);

ALTER TABLE ONLY chaincare.detected_findings
    ADD CONSTRAINT detected_findings_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES chaincare.findings(id);

ALTER TABLE ONLY chaincare.detections
    ADD CONSTRAINT detections_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES chaincare.mandates(id);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.emergency_accesses
    ADD CONSTRAINT emergency_accesses_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.emergency_facts
    ADD CONSTRAINT emergency_facts_by_id_fkey FOREIGN KEY (by_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.emergency_facts
    ADD CONSTRAINT emergency_facts_case_id_access_id_fkey FOREIGN KEY (case_id, access_id) REFERENCES chaincare.emergency_accesses(case_id, id);

ALTER TABLE ONLY chaincare.emergency_settings
    ADD CONSTRAINT emergency_settings_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.erasures
    ADD CONSTRAINT erasures_destruction_id_fkey FOREIGN KEY (destruction_id) REFERENCES chaincare.destructions(id);

ALTER TABLE ONLY chaincare.escalation_conditions
    ADD CONSTRAINT escalation_conditions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalation_conditions
    ADD CONSTRAINT escalation_conditions_case_id_owner_id_fkey FOREIGN KEY (case_id, owner_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.escalation_conditions
    ADD CONSTRAINT escalation_conditions_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES chaincare.escalations(id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_by_id_fkey FOREIGN KEY (by_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES chaincare.escalations(id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_target_id_fkey FOREIGN KEY (target_id) REFERENCES chaincare.escalation_targets(id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES chaincare.escalations(id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_participation_id_fkey FOREIGN KEY (participation_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.escalation_terms
    ADD CONSTRAINT escalation_terms_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalation_terms
    ADD CONSTRAINT escalation_terms_target_id_fkey FOREIGN KEY (target_id) REFERENCES chaincare.escalation_targets(id);

ALTER TABLE ONLY chaincare.escalation_texts
    ADD CONSTRAINT escalation_texts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalation_texts
    ADD CONSTRAINT escalation_texts_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES chaincare.escalations(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_ball_participation_id_fkey FOREIGN KEY (ball_participation_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_ball_unit_id_fkey FOREIGN KEY (ball_unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_bridge_id_fkey FOREIGN KEY (bridge_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_converted_from_fkey FOREIGN KEY (converted_from) REFERENCES chaincare.escalations(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.evaluation_texts
    ADD CONSTRAINT evaluation_texts_case_id_evaluation_id_fkey FOREIGN KEY (case_id, evaluation_id) REFERENCES chaincare.case_evaluations(case_id, id);

ALTER TABLE ONLY chaincare.factor_assessments
    ADD CONSTRAINT factor_assessments_plan_id_network_id_fkey FOREIGN KEY (plan_id, network_id) REFERENCES chaincare.collaboration_plans(id, network_id);

ALTER TABLE ONLY chaincare.factor_assessments
    ADD CONSTRAINT factor_assessments_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.finding_facts
    ADD CONSTRAINT finding_facts_by_id_fkey FOREIGN KEY (by_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.finding_facts
    ADD CONSTRAINT finding_facts_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES chaincare.findings(id);

ALTER TABLE ONLY chaincare.findings
    ADD CONSTRAINT findings_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.findings
    ADD CONSTRAINT findings_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.findings
    ADD CONSTRAINT findings_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.former_tasks
    ADD CONSTRAINT former_tasks_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.household_cases
    ADD CONSTRAINT household_cases_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.household_cases
    ADD CONSTRAINT household_cases_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.household_cases
    ADD CONSTRAINT household_cases_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.incident_exports
    ADD CONSTRAINT incident_exports_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.incident_exports
    ADD CONSTRAINT incident_exports_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.incident_exports
    ADD CONSTRAINT incident_exports_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.informed_facts
    ADD CONSTRAINT informed_facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.informed_facts
    ADD CONSTRAINT informed_facts_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.inventories
    ADD CONSTRAINT inventories_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventories
    ADD CONSTRAINT inventories_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.inventories
    ADD CONSTRAINT inventories_made_by_fkey FOREIGN KEY (made_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventory_line_informed
    ADD CONSTRAINT inventory_line_informed_line_id_fkey FOREIGN KEY (line_id) REFERENCES chaincare.inventory_lines(id);

ALTER TABLE ONLY chaincare.inventory_line_informed
    ADD CONSTRAINT inventory_line_informed_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventory_line_reviews
    ADD CONSTRAINT inventory_line_reviews_line_id_fkey FOREIGN KEY (line_id) REFERENCES chaincare.inventory_lines(id);

ALTER TABLE ONLY chaincare.inventory_line_reviews
    ADD CONSTRAINT inventory_line_reviews_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_inventory_id_network_id_fkey FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories(id, network_id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventory_lines
    ADD CONSTRAINT inventory_lines_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.inventory_parties
    ADD CONSTRAINT inventory_parties_inventory_id_network_id_fkey FOREIGN KEY (inventory_id, network_id) REFERENCES chaincare.inventories(id, network_id);

ALTER TABLE ONLY chaincare.inventory_parties
    ADD CONSTRAINT inventory_parties_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.inventory_party_steps
    ADD CONSTRAINT inventory_party_steps_next_step_by_fkey FOREIGN KEY (next_step_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.inventory_party_steps
    ADD CONSTRAINT inventory_party_steps_party_id_fkey FOREIGN KEY (party_id) REFERENCES chaincare.inventory_parties(id);

ALTER TABLE ONLY chaincare.inventory_party_steps
    ADD CONSTRAINT inventory_party_steps_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.ladder_steps
    ADD CONSTRAINT ladder_steps_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_article_code_article_version_fkey FOREIGN KEY (article_code, article_version) REFERENCES chaincare.legal_grounds(code, version);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_case_id_consent_id_fkey FOREIGN KEY (case_id, consent_id) REFERENCES chaincare.consents(case_id, id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_exception_exception_version_fkey FOREIGN KEY (exception, exception_version) REFERENCES chaincare.legal_grounds(code, version);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_ground_ground_version_fkey FOREIGN KEY (ground, ground_version) REFERENCES chaincare.legal_grounds(code, version);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_case_id_basis_id_fkey FOREIGN KEY (case_id, basis_id) REFERENCES chaincare.legal_bases(case_id, id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.legal_holds
    ADD CONSTRAINT legal_holds_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.legal_holds
    ADD CONSTRAINT legal_holds_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.log_destructions
    ADD CONSTRAINT log_destructions_log_id_fkey FOREIGN KEY (log_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.log_export_downloads
    ADD CONSTRAINT log_export_downloads_export_id_fkey FOREIGN KEY (export_id) REFERENCES chaincare.log_exports(id);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_log_id_log_size_fkey FOREIGN KEY (log_id, log_size) REFERENCES chaincare.checkpoints(log_id, size);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.log_exports
    ADD CONSTRAINT log_exports_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.log_samples
    ADD CONSTRAINT log_samples_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.log_samples
    ADD CONSTRAINT log_samples_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.log_samples
    ADD CONSTRAINT log_samples_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.login_blocks
    ADD CONSTRAINT login_blocks_blocked_by_fkey FOREIGN KEY (blocked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.login_blocks
    ADD CONSTRAINT login_blocks_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.login_blocks
    ADD CONSTRAINT login_blocks_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.login_blocks
    ADD CONSTRAINT login_blocks_unblocked_by_fkey FOREIGN KEY (unblocked_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.match_checks
    ADD CONSTRAINT match_checks_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.match_decisions
    ADD CONSTRAINT match_decisions_case_id_decided_by_fkey FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.match_decisions
    ADD CONSTRAINT match_decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.match_decisions
    ADD CONSTRAINT match_decisions_match_id_fkey FOREIGN KEY (match_id) REFERENCES chaincare.matches(id);

ALTER TABLE ONLY chaincare.matches
    ADD CONSTRAINT matches_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.matches
    ADD CONSTRAINT matches_newer_case_id_fkey FOREIGN KEY (newer_case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.meeting_agreements
    ADD CONSTRAINT meeting_agreements_case_id_agreement_id_fkey FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.meeting_agreements
    ADD CONSTRAINT meeting_agreements_case_id_meeting_id_fkey FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings(case_id, id);

ALTER TABLE ONLY chaincare.meeting_agreements
    ADD CONSTRAINT meeting_agreements_case_id_responsible_id_fkey FOREIGN KEY (case_id, responsible_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.meeting_attendances
    ADD CONSTRAINT meeting_attendances_case_id_meeting_id_fkey FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings(case_id, id);

ALTER TABLE ONLY chaincare.meeting_attendances
    ADD CONSTRAINT meeting_attendances_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.meeting_words
    ADD CONSTRAINT meeting_words_case_id_meeting_id_fkey FOREIGN KEY (case_id, meeting_id) REFERENCES chaincare.meetings(case_id, id);

ALTER TABLE ONLY chaincare.meeting_words
    ADD CONSTRAINT meeting_words_minutes_id_fkey FOREIGN KEY (minutes_id) REFERENCES chaincare.notes(id);

ALTER TABLE ONLY chaincare.meetings
    ADD CONSTRAINT meetings_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.meetings
    ADD CONSTRAINT meetings_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.meetings
    ADD CONSTRAINT meetings_case_id_regie_proposal_id_fkey FOREIGN KEY (case_id, regie_proposal_id) REFERENCES chaincare.regie_proposals(case_id, id);

ALTER TABLE ONLY chaincare.memberships
    ADD CONSTRAINT memberships_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.memberships
    ADD CONSTRAINT memberships_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.needed_parties
    ADD CONSTRAINT needed_parties_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.needed_party_steps
    ADD CONSTRAINT needed_party_steps_case_id_needed_party_id_fkey FOREIGN KEY (case_id, needed_party_id) REFERENCES chaincare.needed_parties(case_id, id);

ALTER TABLE ONLY chaincare.needed_party_steps
    ADD CONSTRAINT needed_party_steps_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.needed_party_steps
    ADD CONSTRAINT needed_party_steps_case_id_taken_by_fkey FOREIGN KEY (case_id, taken_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.network_bottleneck_raisers
    ADD CONSTRAINT network_bottleneck_raisers_bottleneck_id_fkey FOREIGN KEY (bottleneck_id) REFERENCES chaincare.network_bottlenecks(id);

ALTER TABLE ONLY chaincare.network_bottleneck_raisers
    ADD CONSTRAINT network_bottleneck_raisers_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_bottleneck_steps
    ADD CONSTRAINT network_bottleneck_steps_bottleneck_id_fkey FOREIGN KEY (bottleneck_id) REFERENCES chaincare.network_bottlenecks(id);

ALTER TABLE ONLY chaincare.network_bottleneck_steps
    ADD CONSTRAINT network_bottleneck_steps_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_bottlenecks
    ADD CONSTRAINT network_bottlenecks_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.network_document_editions
    ADD CONSTRAINT network_document_editions_document_id_fkey FOREIGN KEY (document_id) REFERENCES chaincare.network_documents(id);

ALTER TABLE ONLY chaincare.network_document_editions
    ADD CONSTRAINT network_document_editions_written_by_fkey FOREIGN KEY (written_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_documents
    ADD CONSTRAINT network_documents_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.network_erasures
    ADD CONSTRAINT network_erasures_erased_by_fkey FOREIGN KEY (erased_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_erasures
    ADD CONSTRAINT network_erasures_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.network_erasures
    ADD CONSTRAINT network_erasures_thing_id_network_id_fkey FOREIGN KEY (thing_id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_from_network_id_fkey FOREIGN KEY (from_network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.network_moves
    ADD CONSTRAINT network_moves_to_network_id_fkey FOREIGN KEY (to_network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.network_statistics
    ADD CONSTRAINT network_statistics_id_network_id_fkey FOREIGN KEY (id, network_id) REFERENCES chaincare.alliance_things(id, network_id);

ALTER TABLE ONLY chaincare.network_statistics
    ADD CONSTRAINT network_statistics_published_by_fkey FOREIGN KEY (published_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.note_recalls
    ADD CONSTRAINT note_recalls_case_id_note_id_fkey FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes(case_id, id);

ALTER TABLE ONLY chaincare.note_recalls
    ADD CONSTRAINT note_recalls_case_id_recalled_by_fkey FOREIGN KEY (case_id, recalled_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.note_versions
    ADD CONSTRAINT note_versions_case_id_note_id_fkey FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes(case_id, id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_case_id_corrected_by_fkey FOREIGN KEY (case_id, corrected_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.office_hours
    ADD CONSTRAINT office_hours_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.office_hours
    ADD CONSTRAINT office_hours_set_by_fkey FOREIGN KEY (set_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.organisations
    ADD CONSTRAINT organisations_issuer_fkey FOREIGN KEY (issuer) REFERENCES chaincare.token_issuers(issuer);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_made_by_fkey FOREIGN KEY (made_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.partner_stops
    ADD CONSTRAINT partner_stops_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.partner_stops
    ADD CONSTRAINT partner_stops_resumed_by_fkey FOREIGN KEY (resumed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.partner_stops
    ADD CONSTRAINT partner_stops_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.pause_texts
    ADD CONSTRAINT pause_texts_case_id_pause_id_fkey FOREIGN KEY (case_id, pause_id) REFERENCES chaincare.case_pauses(case_id, id);

ALTER TABLE ONLY chaincare.plan_answers
    ADD CONSTRAINT plan_answers_case_id_plan_id_fkey FOREIGN KEY (case_id, plan_id) REFERENCES chaincare.plans(case_id, id);

ALTER TABLE ONLY chaincare.plan_answers
    ADD CONSTRAINT plan_answers_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.plan_answers
    ADD CONSTRAINT plan_answers_case_id_said_by_fkey FOREIGN KEY (case_id, said_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.plan_answers
    ADD CONSTRAINT plan_answers_plan_id_version_fkey FOREIGN KEY (plan_id, version) REFERENCES chaincare.plan_editions(plan_id, version);

ALTER TABLE ONLY chaincare.plan_editions
    ADD CONSTRAINT plan_editions_case_id_plan_id_fkey FOREIGN KEY (case_id, plan_id) REFERENCES chaincare.plans(case_id, id);

ALTER TABLE ONLY chaincare.plan_editions
    ADD CONSTRAINT plan_editions_case_id_said_by_fkey FOREIGN KEY (case_id, said_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.plans
    ADD CONSTRAINT plans_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.processing_activities
    ADD CONSTRAINT processing_activities_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_issuer_fkey FOREIGN KEY (issuer) REFERENCES chaincare.token_issuers(issuer);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.protection_reviews
    ADD CONSTRAINT protection_reviews_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.protection_reviews
    ADD CONSTRAINT protection_reviews_case_id_reviewed_by_fkey FOREIGN KEY (case_id, reviewed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.regie
    ADD CONSTRAINT regie_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie
    ADD CONSTRAINT regie_case_id_open_proposal_id_fkey FOREIGN KEY (case_id, open_proposal_id) REFERENCES chaincare.regie_proposals(case_id, id);

ALTER TABLE ONLY chaincare.regie_corrections
    ADD CONSTRAINT regie_corrections_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_corrections
    ADD CONSTRAINT regie_corrections_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_case_id_resignation_id_fkey FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations(case_id, id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_client_party_id_fkey FOREIGN KEY (client_party_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_named_by_fkey FOREIGN KEY (named_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_named_id_fkey FOREIGN KEY (named_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_last_resorts
    ADD CONSTRAINT regie_last_resorts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.regie_move_cases
    ADD CONSTRAINT regie_move_cases_move_id_fkey FOREIGN KEY (move_id) REFERENCES chaincare.regie_moves(id);

ALTER TABLE ONLY chaincare.regie_move_cases
    ADD CONSTRAINT regie_move_cases_of_case_fkey FOREIGN KEY (of_case) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_move_cases
    ADD CONSTRAINT regie_move_cases_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_moves
    ADD CONSTRAINT regie_moves_from_id_fkey FOREIGN KEY (from_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_moves
    ADD CONSTRAINT regie_moves_made_by_fkey FOREIGN KEY (made_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_moves
    ADD CONSTRAINT regie_moves_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.regie_moves
    ADD CONSTRAINT regie_moves_to_id_fkey FOREIGN KEY (to_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_outcomes
    ADD CONSTRAINT regie_outcomes_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_outcomes
    ADD CONSTRAINT regie_outcomes_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_case_id_resignation_id_fkey FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations(case_id, id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_responses
    ADD CONSTRAINT regie_responses_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_responses
    ADD CONSTRAINT regie_responses_participation_id_fkey FOREIGN KEY (participation_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_responses
    ADD CONSTRAINT regie_responses_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_responses
    ADD CONSTRAINT regie_responses_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_client_takes_part FOREIGN KEY (client_party_id, PERIOD during) REFERENCES chaincare.participations(id, PERIOD during);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_holder_takes_part FOREIGN KEY (holder_id, PERIOD during) REFERENCES chaincare.participations(id, PERIOD during);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.relation_conflicts
    ADD CONSTRAINT relation_conflicts_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.relatives
    ADD CONSTRAINT relatives_case_id_ended_by_fkey FOREIGN KEY (case_id, ended_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.relatives
    ADD CONSTRAINT relatives_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.relatives
    ADD CONSTRAINT relatives_case_id_recorded_by_fkey FOREIGN KEY (case_id, recorded_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.restricted_item_uses
    ADD CONSTRAINT restricted_item_uses_case_id_restricted_item_id_fkey FOREIGN KEY (case_id, restricted_item_id) REFERENCES chaincare.restricted_items(case_id, id);

ALTER TABLE ONLY chaincare.restricted_item_uses
    ADD CONSTRAINT restricted_item_uses_case_id_used_by_fkey FOREIGN KEY (case_id, used_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_request_id_fkey FOREIGN KEY (request_id) REFERENCES chaincare.data_subject_requests(id);

ALTER TABLE ONLY chaincare.restricted_items
    ADD CONSTRAINT restricted_items_restricted_by_fkey FOREIGN KEY (restricted_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.restrictions
    ADD CONSTRAINT restrictions_case_id_decided_by_fkey FOREIGN KEY (case_id, decided_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.restrictions
    ADD CONSTRAINT restrictions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.restrictions
    ADD CONSTRAINT restrictions_case_id_lifted_by_fkey FOREIGN KEY (case_id, lifted_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.restrictions
    ADD CONSTRAINT restrictions_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.retention_rules
    ADD CONSTRAINT retention_rules_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.safety_sheet_versions
    ADD CONSTRAINT safety_sheet_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.safety_sheets
    ADD CONSTRAINT safety_sheets_case_id_changed_by_fkey FOREIGN KEY (case_id, changed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.safety_sheets
    ADD CONSTRAINT safety_sheets_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.sampled_entries
    ADD CONSTRAINT sampled_entries_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.sampled_entries
    ADD CONSTRAINT sampled_entries_sample_id_fkey FOREIGN KEY (sample_id) REFERENCES chaincare.log_samples(id);

ALTER TABLE ONLY chaincare.seal_keys
    ADD CONSTRAINT seal_keys_log_id_fkey FOREIGN KEY (log_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.sealed_batches
    ADD CONSTRAINT sealed_batches_log_id_fkey FOREIGN KEY (log_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.sealed_ids
    ADD CONSTRAINT sealed_ids_log_id_first_index_fkey FOREIGN KEY (log_id, first_index) REFERENCES chaincare.sealed_batches(log_id, first_index);

ALTER TABLE ONLY chaincare.sealed_logs
    ADD CONSTRAINT sealed_logs_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.sealed_nodes
    ADD CONSTRAINT sealed_nodes_log_id_fkey FOREIGN KEY (log_id) REFERENCES chaincare.sealed_logs(id);

ALTER TABLE ONLY chaincare.secrecy_withdrawals
    ADD CONSTRAINT secrecy_withdrawals_case_id_basis_id_fkey FOREIGN KEY (case_id, basis_id) REFERENCES chaincare.legal_bases(case_id, id);

ALTER TABLE ONLY chaincare.secrecy_withdrawals
    ADD CONSTRAINT secrecy_withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.secrecy_withdrawals
    ADD CONSTRAINT secrecy_withdrawals_case_id_withdrawn_by_fkey FOREIGN KEY (case_id, withdrawn_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.secrecy_withdrawals
    ADD CONSTRAINT secrecy_withdrawals_discloser_unit_id_fkey FOREIGN KEY (discloser_unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.services
    ADD CONSTRAINT services_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_case_id_lifted_by_fkey FOREIGN KEY (case_id, lifted_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_case_id_placed_by_fkey FOREIGN KEY (case_id, placed_by) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.shields
    ADD CONSTRAINT shields_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_case_id_stand_in_id_fkey FOREIGN KEY (case_id, stand_in_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_inside_term FOREIGN KEY (case_id, holder_id, PERIOD during) REFERENCES chaincare.regie_terms(case_id, holder_id, PERIOD during);

ALTER TABLE ONLY chaincare.stand_ins
    ADD CONSTRAINT stand_ins_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.statement_versions
    ADD CONSTRAINT statement_versions_case_id_statement_id_fkey FOREIGN KEY (case_id, statement_id) REFERENCES chaincare.statements(case_id, id);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_case_id_agreement_id_fkey FOREIGN KEY (case_id, agreement_id) REFERENCES chaincare.agreements(case_id, id);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_case_id_by_id_fkey FOREIGN KEY (case_id, by_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.statements
    ADD CONSTRAINT statements_case_id_note_id_fkey FOREIGN KEY (case_id, note_id) REFERENCES chaincare.notes(case_id, id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_case_id_from_id_fkey FOREIGN KEY (case_id, from_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_case_id_to_id_fkey FOREIGN KEY (case_id, to_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_made_by_fkey FOREIGN KEY (made_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.successions
    ADD CONSTRAINT successions_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.timers
    ADD CONSTRAINT timers_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.unit_places
    ADD CONSTRAINT unit_places_given_by_fkey FOREIGN KEY (given_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.unit_places
    ADD CONSTRAINT unit_places_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.unit_places
    ADD CONSTRAINT unit_places_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.units
    ADD CONSTRAINT units_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE chaincare.absences ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.access_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.address_disclosures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.age_decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.age_reviews ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreement_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreement_preconditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreements ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.alliance_things ENABLE ROW LEVEL SECURITY;

CREATE POLICY also_seen_by_asker ON chaincare.escalation_facts FOR SELECT TO chaincare_app USING (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY also_seen_by_asker ON chaincare.escalation_targets FOR SELECT TO chaincare_app USING (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY also_seen_by_asker ON chaincare.escalation_texts FOR SELECT TO chaincare_app USING (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY also_seen_by_asker ON chaincare.escalations FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[])));

CREATE POLICY also_seen_by_author ON chaincare.escalation_facts FOR SELECT TO chaincare_app USING (((kind = ANY (ARRAY['asked_back'::text, 'feedback_given'::text])) AND (target_id = ANY (( SELECT chaincare.cleared_writings() AS cleared_writings)::uuid[])) AND (by_id = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[]))));

CREATE POLICY also_seen_by_target ON chaincare.escalation_conditions FOR SELECT TO chaincare_app USING ((escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

CREATE POLICY also_seen_by_target ON chaincare.escalation_facts FOR SELECT TO chaincare_app USING ((((kind = ANY (ARRAY['asked_back'::text, 'answered'::text, 'feedback_given'::text])) AND (target_id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[]))) OR ((kind = 'condition_named'::text) AND (escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])))));

CREATE POLICY also_seen_by_target ON chaincare.escalation_targets FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[])));

CREATE POLICY also_seen_by_target ON chaincare.escalation_texts FOR SELECT TO chaincare_app USING ((escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

CREATE POLICY also_seen_by_target ON chaincare.escalations FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

CREATE POLICY also_seen_by_target ON chaincare.participations FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_requesters() AS cleared_requesters)::uuid[])));

CREATE POLICY app_adds ON chaincare.absences FOR INSERT TO chaincare_app WITH CHECK ((professional_id = ANY (( SELECT chaincare.cleared_absentees() AS cleared_absentees)::uuid[])));

CREATE POLICY app_adds ON chaincare.address_disclosures FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.age_decisions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.age_reviews FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.agreement_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_facts.agreement_id)))));

CREATE POLICY app_adds ON chaincare.agreement_preconditions FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_adds ON chaincare.agreements FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.alliance_things FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,voortrekker,administration,management}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_adds ON chaincare.bottlenecks FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) AND (answer IS NULL) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = bottlenecks.agreement_id)))));

CREATE POLICY app_adds ON chaincare.bsn_disclosures FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.capacity_statements FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.case_evaluations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.case_mandates FOR INSERT TO chaincare_app WITH CHECK ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (answer IS NULL) AND (ended_at IS NULL) AND (EXISTS ( SELECT
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)
  WHERE ((e.event = 'case-mandate.asked'::text) AND (e.actor_id = case_mandates.asked_by) AND (e.network_id = case_mandates.network_id) AND (NOT (e.case_id IS DISTINCT FROM case_mandates.case_id)) AND (NOT (e.client IS DISTINCT FROM case_mandates.client)))))));

CREATE POLICY app_adds ON chaincare.case_pauses FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.case_questions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.cases FOR INSERT TO chaincare_app WITH CHECK ((id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.client_addresses FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.client_bsns FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.client_contacts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.clients FOR INSERT TO chaincare_app WITH CHECK ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{full}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_adds ON chaincare.collaboration_adoptions FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (recorded_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND (( SELECT count(DISTINCT a.role) AS count
   FROM chaincare.collaboration_answers a
  WHERE (a.plan_id = collaboration_adoptions.plan_id)) = 8)));

CREATE POLICY app_adds ON chaincare.collaboration_answers FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (written_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.collaboration_plans FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (begun_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.consent_givings FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (person_id = ANY (( SELECT chaincare.cleared_people() AS cleared_people)::uuid[])))));

CREATE POLICY app_adds ON chaincare.consent_withdrawals FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (person_id = ANY (( SELECT chaincare.cleared_people() AS cleared_people)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.consents c
  WHERE (c.id = consent_withdrawals.consent_id))))));

CREATE POLICY app_adds ON chaincare.consents FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.covenant_accessions FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{management}'::text[]) AS cleared_networks)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)
  WHERE ((e.actor_id = covenant_accessions.signed_by) AND (e.organisation_id = covenant_accessions.organisation_id))))));

CREATE POLICY app_adds ON chaincare.covenant_versions FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (published_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.covenants FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_adds ON chaincare.data_subject_request_facts FOR INSERT TO chaincare_app WITH CHECK ((request_id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_adds ON chaincare.data_subject_requests FOR INSERT TO chaincare_app WITH CHECK ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_adds ON chaincare.emergency_accesses FOR INSERT TO chaincare_app WITH CHECK (((id = ANY (( SELECT chaincare.cleared_emergencies() AS cleared_emergencies)::uuid[])) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{card}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_adds ON chaincare.emergency_facts FOR INSERT TO chaincare_app WITH CHECK ((((kind = ANY (ARRAY['ended'::text, 'noted'::text, 'crisis_begun'::text])) AND (access_id = ANY (( SELECT chaincare.cleared_emergencies() AS cleared_emergencies)::uuid[]))) OR ((kind = ANY (ARRAY['acknowledged'::text, 'crisis_begun'::text, 'disclosed'::text])) AND (case_id = ANY (( SELECT chaincare.cleared_directed() AS cleared_directed)::uuid[]))) OR ((kind = 'acknowledged'::text) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[]))) OR ((kind = ANY (ARRAY['reviewed'::text, 'disclosed'::text])) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{log}'::text[]) AS cleared_cases)::uuid[])))));

CREATE POLICY app_adds ON chaincare.emergency_settings FOR INSERT TO chaincare_app WITH CHECK ((( SELECT chaincare.cleared_for('administration'::text) AS cleared_for) AND (network_id IN ( SELECT e.network_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.escalation_conditions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,target}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_targets FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_texts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.evaluation_texts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.factor_assessments FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (recorded_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((kind = 'clients'::text) OR (colour <> 'green'::text) OR (( SELECT count(DISTINCT a.role) AS count
   FROM chaincare.collaboration_answers a
  WHERE (a.plan_id = factor_assessments.plan_id)) = 8))));

CREATE POLICY app_adds ON chaincare.finding_facts FOR INSERT TO chaincare_app WITH CHECK (((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) OR (finding_id = ANY (( SELECT chaincare.cleared_findings() AS cleared_findings)::uuid[]))) AND (EXISTS ( SELECT
   FROM chaincare.findings f
  WHERE (f.id = finding_facts.finding_id))) AND (by_id IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.household_cases FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.incident_exports FOR INSERT TO chaincare_app WITH CHECK (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (approved_by IS NULL) AND (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy,oversight,log}'::text[]) AS cleared_privacy_networks)::uuid[]))));

CREATE POLICY app_adds ON chaincare.informed_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.inventories FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (made_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.inventory_line_informed FOR INSERT TO chaincare_app WITH CHECK (((line_id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])) AND (recorded_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.inventory_line_reviews FOR INSERT TO chaincare_app WITH CHECK (((line_id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])) AND (reviewed_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.inventory_lines FOR INSERT TO chaincare_app WITH CHECK (((state = 'open'::text) AND (id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)
  WHERE ((e.object_id = inventory_lines.id) AND (e.client = inventory_lines.pseudonym) AND (e.unit_id = inventory_lines.unit_id) AND (e.network_id = inventory_lines.network_id) AND (e.actor_id = inventory_lines.reported_by))))));

CREATE POLICY app_adds ON chaincare.inventory_parties FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_adds ON chaincare.inventory_party_steps FOR INSERT TO chaincare_app WITH CHECK (((EXISTS ( SELECT
   FROM chaincare.inventory_parties p
  WHERE ((p.id = inventory_party_steps.party_id) AND (p.network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[]))))) AND (taken_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.invitations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.legal_bases FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,target}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.legal_basis_withdrawals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.legal_holds FOR INSERT TO chaincare_app WITH CHECK (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)::uuid[]))));

CREATE POLICY app_adds ON chaincare.log_export_downloads FOR INSERT TO chaincare_app WITH CHECK ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_exports x
  WHERE ((x.id = log_export_downloads.export_id) AND (x.requested_by IN ( SELECT e.actor_id
           FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((NOT x.needs_second) OR (NOT (x.decision IS DISTINCT FROM 'approved'::text))))))));

CREATE POLICY app_adds ON chaincare.log_exports FOR INSERT TO chaincare_app WITH CHECK (((decided_by IS NULL) AND (requested_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND COALESCE((about_client <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((about_case <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true)));

CREATE POLICY app_adds ON chaincare.log_samples FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))));

CREATE POLICY app_adds ON chaincare.login_blocks FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_adds ON chaincare.mandates FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.match_decisions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{match}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.meeting_agreements FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = meeting_agreements.agreement_id)))));

CREATE POLICY app_adds ON chaincare.meeting_attendances FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.meeting_words FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.meetings FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.memberships FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.needed_parties FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.needed_party_steps FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.network_bottleneck_raisers FOR INSERT TO chaincare_app WITH CHECK (((raised_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks) <> '{}'::uuid[]) OR (( SELECT chaincare.cleared_reports() AS cleared_reports) <> '{}'::uuid[]))));

CREATE POLICY app_adds ON chaincare.network_bottleneck_steps FOR INSERT TO chaincare_app WITH CHECK (
CASE
    WHEN (kind = ANY (ARRAY['answered'::text, 'solved'::text])) THEN ((taken_by IN ( SELECT e.actor_id
       FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND (EXISTS ( SELECT
       FROM chaincare.network_bottlenecks b
      WHERE ((b.id = network_bottleneck_steps.bottleneck_id) AND (b.network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[]))))))
    ELSE (EXISTS ( SELECT
       FROM chaincare.network_bottleneck_raisers r
      WHERE ((r.bottleneck_id = network_bottleneck_steps.bottleneck_id) AND (r.raised_by IN ( SELECT e.actor_id
               FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))))))
END);

CREATE POLICY app_adds ON chaincare.network_bottlenecks FOR INSERT TO chaincare_app WITH CHECK (((state = 'raised'::text) AND ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks)::uuid[])) OR (network_id = ANY (( SELECT chaincare.cleared_reports() AS cleared_reports)::uuid[])))));

CREATE POLICY app_adds ON chaincare.network_document_editions FOR INSERT TO chaincare_app WITH CHECK (((EXISTS ( SELECT
   FROM chaincare.network_documents d
  WHERE ((d.id = network_document_editions.document_id) AND (d.network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[]))))) AND (written_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.network_documents FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_adds ON chaincare.network_moves FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.network_statistics FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])) AND (published_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.networks FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.note_recalls FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('unit:'::text || unit_id))));

CREATE POLICY app_adds ON chaincare.notes FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.office_hours FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])) AND (holds_from >= ((statement_timestamp() AT TIME ZONE 'Europe/Amsterdam'::text))::date) AND (set_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_adds ON chaincare.organisations FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.participations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.partner_stops FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_adds ON chaincare.pause_texts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.plan_answers FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.plan_editions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.plans FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.processing_activities FOR INSERT TO chaincare_app WITH CHECK ((network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)::uuid[])));

CREATE POLICY app_adds ON chaincare.professionals FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.protection_reviews FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_corrections FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_last_resorts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering,management}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_moves FOR INSERT TO chaincare_app WITH CHECK ((made_by = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_outcomes FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_proposals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_resignation_withdrawals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_resignations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_responses FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_terms FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.relation_conflicts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.relatives FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.repeats FOR INSERT TO chaincare_app WITH CHECK (chaincare.cleared_repeat(repeats.*));

CREATE POLICY app_adds ON chaincare.representatives FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.restricted_item_uses FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.restricted_items FOR INSERT TO chaincare_app WITH CHECK (((request_id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (lifted_at IS NULL) AND (cardinality(( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)) > 0) AND chaincare.is_item_of_case(kind, item_id)));

CREATE POLICY app_adds ON chaincare.restrictions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.retention_rules FOR INSERT TO chaincare_app WITH CHECK (((network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)::uuid[])) AND (valid_from >= (((written_at AT TIME ZONE 'Europe/Amsterdam'::text))::date + 30)) AND (valid_from >= (((statement_timestamp() AT TIME ZONE 'Europe/Amsterdam'::text))::date + 29))));

CREATE POLICY app_adds ON chaincare.safety_sheets FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.sampled_entries FOR INSERT TO chaincare_app WITH CHECK ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_samples s
  WHERE (s.id = sampled_entries.sample_id)))));

CREATE POLICY app_adds ON chaincare.secrecy_withdrawals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.services FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.shields FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.stand_ins FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.statements FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('party:'::text || by_id)) AND ((note_id IS NULL) OR (EXISTS ( SELECT
   FROM chaincare.notes n
  WHERE (n.id = statements.note_id)))) AND ((agreement_id IS NULL) OR (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = statements.agreement_id))))));

CREATE POLICY app_adds ON chaincare.successions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.token_issuers FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.units FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_answers ON chaincare.case_mandates FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_case_mandates() AS cleared_case_mandates)::uuid[]))) WITH CHECK ((EXISTS ( SELECT
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)
  WHERE (e.actor_id = ANY (ARRAY[case_mandates.answered_by, case_mandates.ended_by])))));

CREATE POLICY app_answers ON chaincare.findings FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_findings() AS cleared_findings)::uuid[])));

CREATE POLICY app_answers ON chaincare.repeats FOR UPDATE TO chaincare_app USING (((answer IS NULL) AND chaincare.cleared_repeat(repeats.*))) WITH CHECK (((answer IS NOT NULL) AND chaincare.cleared_repeat(repeats.*)));

CREATE POLICY app_changes ON chaincare.absences FOR UPDATE TO chaincare_app USING ((professional_id = ANY (( SELECT chaincare.cleared_absentees() AS cleared_absentees)::uuid[])));

CREATE POLICY app_changes ON chaincare.agreement_preconditions FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_changes ON chaincare.agreements FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)));

CREATE POLICY app_changes ON chaincare.case_pauses FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.case_questions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.cases FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.clients FOR UPDATE TO chaincare_app USING ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{full}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_changes ON chaincare.collaboration_plans FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.correction_notices FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_changes ON chaincare.covenants FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.data_subject_requests FOR UPDATE TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)::uuid[]))));

CREATE POLICY app_changes ON chaincare.emergency_settings FOR UPDATE TO chaincare_app USING ((( SELECT chaincare.cleared_for('administration'::text) AS cleared_for) AND (network_id IN ( SELECT e.network_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

CREATE POLICY app_changes ON chaincare.escalation_conditions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalation_texts FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.household_cases FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.incident_exports FOR UPDATE TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (approved_by IS NULL))) WITH CHECK ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_changes ON chaincare.inventories FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.inventory_lines FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[]))) WITH CHECK (((case_id IS NULL) OR (case_id = ANY (( SELECT chaincare.cleared_cases('{full,inventory}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_changes ON chaincare.inventory_parties FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.legal_holds FOR UPDATE TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)::uuid[]))));

CREATE POLICY app_changes ON chaincare.login_blocks FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_changes ON chaincare.mandates FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.memberships FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.needed_parties FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.network_bottlenecks FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.network_documents FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_changes ON chaincare.network_moves FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.networks FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.notes FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('unit:'::text || unit_id))));

CREATE POLICY app_changes ON chaincare.organisations FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.participations FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.partner_stops FOR UPDATE TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_changes ON chaincare.plans FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.professionals FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.regie FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.regie_last_resorts FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering,management}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.regie_terms FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.relation_conflicts FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.relatives FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.restricted_items FOR UPDATE TO chaincare_app USING (((request_id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) AND (cardinality(( SELECT chaincare.cleared_privacy_networks('{privacy}'::text[]) AS cleared_privacy_networks)) > 0) AND chaincare.is_item_of_case(kind, item_id)));

CREATE POLICY app_changes ON chaincare.restrictions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.safety_sheets FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.services FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.shields FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.stand_ins FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.statements FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('party:'::text || by_id))));

CREATE POLICY app_changes ON chaincare.successions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[]))) WITH CHECK (((over_at IS NOT NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_changes ON chaincare.token_issuers FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.units FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_confirms ON chaincare.capacity_statements FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_counts ON chaincare.findings FOR UPDATE TO chaincare_app USING ((((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND (NOT (clients && ( SELECT chaincare.cleared_log_without() AS cleared_log_without))) AND COALESCE((actor_id <> ALL (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])), true)));

CREATE POLICY app_decides ON chaincare.log_exports FOR UPDATE TO chaincare_app USING (((decided_by IS NULL) AND needs_second AND ((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND COALESCE((about_client <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((about_case <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((about_professional <> ALL (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])), true))) WITH CHECK ((decided_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))));

CREATE POLICY app_goes_on ON chaincare.log_export_downloads FOR UPDATE TO chaincare_app USING (((ended_at IS NULL) AND ( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_exports x
  WHERE ((x.id = log_export_downloads.export_id) AND (x.requested_by IN ( SELECT e.actor_id
           FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((NOT x.needs_second) OR (NOT (x.decision IS DISTINCT FROM 'approved'::text)))))))) WITH CHECK ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_exports x
  WHERE ((x.id = log_export_downloads.export_id) AND (x.requested_by IN ( SELECT e.actor_id
           FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND ((NOT x.needs_second) OR (NOT (x.decision IS DISTINCT FROM 'approved'::text))))))));

CREATE POLICY app_opens ON chaincare.findings FOR INSERT TO chaincare_app WITH CHECK (((kind = 'opened_by_hand'::text) AND (state = 'open'::text) AND ((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND (times = cardinality(entries)) AND (times = ( SELECT count(*) AS count
   FROM chaincare.access_entries e
  WHERE ((e.actor_id = findings.actor_id) AND (e.organisation_id = findings.organisation_id) AND ((e.at >= findings.first_at) AND (e.at <= findings.last_at)) AND (e.id = ANY (findings.entries)) AND ((findings.client IS NULL) OR (e.client = findings.client)))))));

CREATE POLICY app_reads ON chaincare.legal_grounds FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.mandates FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.memberships FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.networks FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.organisations FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.professionals FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.services FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.token_issuers FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.units FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_removes ON chaincare.client_bsns FOR UPDATE TO chaincare_app USING (((removed_at IS NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])))) WITH CHECK (((removed_at IS NOT NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_reports ON chaincare.alliance_things FOR INSERT TO chaincare_app WITH CHECK (((kind = 'bottleneck'::text) AND (network_id = ANY (( SELECT chaincare.cleared_reports() AS cleared_reports)::uuid[]))));

CREATE POLICY app_reviews ON chaincare.sampled_entries FOR UPDATE TO chaincare_app USING (((reviewed_by IS NULL) AND ( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_samples s
  WHERE (s.id = sampled_entries.sample_id))))) WITH CHECK ((reviewed_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))));

CREATE POLICY app_sees ON chaincare.absences FOR SELECT TO chaincare_app USING ((professional_id = ANY (( SELECT chaincare.cleared_absentees() AS cleared_absentees)::uuid[])));

CREATE POLICY app_sees ON chaincare.address_disclosures FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.age_decisions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.age_reviews FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.agreement_facts FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_facts.agreement_id)))));

CREATE POLICY app_sees ON chaincare.agreement_preconditions FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_sees ON chaincare.agreements FOR SELECT TO chaincare_app USING ((((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)) OR (case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_sees ON chaincare.alliance_things FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,administration,management,organisation}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.bottlenecks FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = bottlenecks.agreement_id)))));

CREATE POLICY app_sees ON chaincare.bsn_disclosures FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.capacity_statements FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.cases c
  WHERE ((c.id = capacity_statements.case_id) AND (c.client_id = ANY (( SELECT chaincare.cleared_people() AS cleared_people)::uuid[]))))))));

CREATE POLICY app_sees ON chaincare.carried_agreements FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = carried_agreements.agreement_id)))));

CREATE POLICY app_sees ON chaincare.case_closures FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_evaluations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_mandates FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_case_mandates() AS cleared_case_mandates)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_pauses FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_question_versions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_questions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_reopenings FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.cases FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.client_addresses FOR SELECT TO chaincare_app USING ((((NOT secret) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[]))) OR (case_id = ANY (( SELECT chaincare.cleared_addresses() AS cleared_addresses)::uuid[]))));

CREATE POLICY app_sees ON chaincare.client_bsns FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.client_contacts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.client_merges FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) OR (merged_case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_sees ON chaincare.client_versions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.clients FOR SELECT TO chaincare_app USING ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{that,core,full,client}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_sees ON chaincare.closing_texts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.collaboration_adoptions FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.collaboration_answers FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.collaboration_plans FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.consent_givings FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND ((person_id = ANY (( SELECT chaincare.cleared_people() AS cleared_people)::uuid[])) OR (consent_id = ANY (( SELECT chaincare.cleared_joint_consents() AS cleared_joint_consents)::uuid[]))))));

CREATE POLICY app_sees ON chaincare.consent_withdrawals FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.consents c
  WHERE (c.id = consent_withdrawals.consent_id)))));

CREATE POLICY app_sees ON chaincare.consents FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND ((EXISTS ( SELECT
   FROM chaincare.consent_givings g
  WHERE (g.consent_id = consents.id))) OR (id = ANY (( SELECT chaincare.cleared_joint_consents() AS cleared_joint_consents)::uuid[]))))));

CREATE POLICY app_sees ON chaincare.correction_notices FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) AND ((item_id IS NULL) OR (EXISTS ( SELECT
   FROM chaincare.notes n
  WHERE ((n.id = correction_notices.item_id) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (n.case_id)::text) ? ('unit:'::text || n.unit_id)))))))));

CREATE POLICY app_sees ON chaincare.covenant_accessions FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.covenant_versions FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.covenants FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,management}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.data_subject_request_facts FOR SELECT TO chaincare_app USING ((request_id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_sees ON chaincare.data_subject_requests FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_sees ON chaincare.destructions FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'::text[]) AS cleared_privacy_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.detected_findings FOR SELECT TO chaincare_app USING ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.detections d
  WHERE (d.id = detected_findings.detection_id))) AND (EXISTS ( SELECT
   FROM chaincare.findings f
  WHERE (f.id = detected_findings.finding_id)))));

CREATE POLICY app_sees ON chaincare.detections FOR SELECT TO chaincare_app USING ((mandate_id = ANY (( SELECT chaincare.cleared_log_mandates() AS cleared_log_mandates)::uuid[])));

CREATE POLICY app_sees ON chaincare.emergency_accesses FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_emergencies() AS cleared_emergencies)::uuid[])) OR (case_id = ANY (( SELECT chaincare.cleared_cases('{steering,log}'::text[]) AS cleared_cases)::uuid[])) OR (case_id = ANY (( SELECT chaincare.cleared_directed() AS cleared_directed)::uuid[]))));

CREATE POLICY app_sees ON chaincare.emergency_facts FOR SELECT TO chaincare_app USING (((access_id = ANY (( SELECT chaincare.cleared_emergencies() AS cleared_emergencies)::uuid[])) OR (case_id = ANY (( SELECT chaincare.cleared_cases('{steering,log}'::text[]) AS cleared_cases)::uuid[])) OR (case_id = ANY (( SELECT chaincare.cleared_directed() AS cleared_directed)::uuid[]))));

CREATE POLICY app_sees ON chaincare.emergency_settings FOR SELECT TO chaincare_app USING ((( SELECT chaincare.cleared_for('directory'::text) AS cleared_for) OR ( SELECT chaincare.cleared_for('administration'::text) AS cleared_for) OR ( SELECT chaincare.cleared_for('card'::text) AS cleared_for)));

CREATE POLICY app_sees ON chaincare.escalation_conditions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_facts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_targets FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_texts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.evaluation_texts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.factor_assessments FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.finding_facts FOR SELECT TO chaincare_app USING (((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) OR (finding_id = ANY (( SELECT chaincare.cleared_findings() AS cleared_findings)::uuid[]))) AND (EXISTS ( SELECT
   FROM chaincare.findings f
  WHERE (f.id = finding_facts.finding_id)))));

CREATE POLICY app_sees ON chaincare.findings FOR SELECT TO chaincare_app USING ((((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND (NOT (clients && ( SELECT chaincare.cleared_log_without() AS cleared_log_without))) AND COALESCE((actor_id <> ALL (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])), true)));

CREATE POLICY app_sees ON chaincare.household_cases FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.incident_exports FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_sees ON chaincare.informed_facts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.inventories FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker,inventory}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.inventory_line_informed FOR SELECT TO chaincare_app USING ((line_id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])));

CREATE POLICY app_sees ON chaincare.inventory_line_reviews FOR SELECT TO chaincare_app USING ((line_id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])));

CREATE POLICY app_sees ON chaincare.inventory_lines FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.cleared_inventory_lines() AS cleared_inventory_lines)::uuid[])) OR ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? 'regie'::text) OR ((told_on IS NOT NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])))));

CREATE POLICY app_sees ON chaincare.inventory_parties FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.inventory_party_steps FOR SELECT TO chaincare_app USING (((( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks) IS NOT NULL) AND (EXISTS ( SELECT
   FROM chaincare.inventory_parties p
  WHERE (p.id = inventory_party_steps.party_id)))));

CREATE POLICY app_sees ON chaincare.invitations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.ladder_steps FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])) AND
CASE
    WHEN (kind = 'needed_party'::text) THEN (EXISTS ( SELECT
       FROM chaincare.needed_parties n
      WHERE (n.id = ladder_steps.within_id)))
    WHEN starts_with(kind, 'escalation'::text) THEN (EXISTS ( SELECT
       FROM chaincare.escalations x
      WHERE (x.id = ladder_steps.within_id)))
    WHEN starts_with(kind, 'regie'::text) THEN (EXISTS ( SELECT
       FROM chaincare.regie_proposals p
      WHERE (p.id = ladder_steps.within_id)))
    WHEN (kind = 'last_resort'::text) THEN (EXISTS ( SELECT
       FROM chaincare.regie_last_resorts r
      WHERE (r.id = ladder_steps.within_id)))
    WHEN (kind = 'case_evaluation'::text) THEN (within_id = case_id)
    WHEN (kind = 'meeting'::text) THEN (EXISTS ( SELECT
       FROM chaincare.meetings m
      WHERE (m.id = ladder_steps.within_id)))
    ELSE (EXISTS ( SELECT
       FROM chaincare.agreements a
      WHERE (a.id = ladder_steps.within_id)))
END));

CREATE POLICY app_sees ON chaincare.legal_bases FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.legal_basis_withdrawals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.legal_holds FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])));

CREATE POLICY app_sees ON chaincare.log_export_downloads FOR SELECT TO chaincare_app USING ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_exports x
  WHERE (x.id = log_export_downloads.export_id)))));

CREATE POLICY app_sees ON chaincare.log_exports FOR SELECT TO chaincare_app USING ((((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))) AND COALESCE((about_client <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((about_case <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND (COALESCE((about_professional <> ALL (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])), true) OR (requested_by = ANY (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])))));

CREATE POLICY app_sees ON chaincare.log_samples FOR SELECT TO chaincare_app USING (((network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[])) OR ((network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])) AND (organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])))));

CREATE POLICY app_sees ON chaincare.login_blocks FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_sees ON chaincare.match_decisions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{match}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.meeting_agreements FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = meeting_agreements.agreement_id)))));

CREATE POLICY app_sees ON chaincare.meeting_attendances FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.meeting_words FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.meetings FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.needed_parties FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) OR (client_may_read AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])))));

CREATE POLICY app_sees ON chaincare.needed_party_steps FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.needed_parties n
  WHERE (n.id = needed_party_steps.needed_party_id)))));

CREATE POLICY app_sees ON chaincare.network_bottleneck_raisers FOR SELECT TO chaincare_app USING (((raised_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by))) AND (( SELECT chaincare.cleared_networks('{alliance,voortrekker}'::text[]) AS cleared_networks) <> '{}'::uuid[])));

CREATE POLICY app_sees ON chaincare.network_bottleneck_steps FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.network_bottlenecks b
  WHERE ((b.id = network_bottleneck_steps.bottleneck_id) AND (b.network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[]))))));

CREATE POLICY app_sees ON chaincare.network_bottlenecks FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.network_document_editions FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.network_documents d
  WHERE ((d.id = network_document_editions.document_id) AND (d.network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[]))))));

CREATE POLICY app_sees ON chaincare.network_documents FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.network_erasures FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.network_moves FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.network_statistics FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_networks('{alliance,funding,voortrekker}'::text[]) AS cleared_networks)::uuid[])));

CREATE POLICY app_sees ON chaincare.note_recalls FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('unit:'::text || unit_id)) AND (EXISTS ( SELECT
   FROM chaincare.notes n
  WHERE (n.id = note_recalls.note_id)))));

CREATE POLICY app_sees ON chaincare.note_versions FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('unit:'::text || unit_id)) AND (EXISTS ( SELECT
   FROM chaincare.notes n
  WHERE (n.id = note_versions.note_id)))));

CREATE POLICY app_sees ON chaincare.notes FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)));

CREATE POLICY app_sees ON chaincare.office_hours FOR SELECT TO chaincare_app USING ((( SELECT chaincare.cleared_for('directory'::text) AS cleared_for) OR ( SELECT chaincare.cleared_for('administration'::text) AS cleared_for)));

CREATE POLICY app_sees ON chaincare.participations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.partner_stops FOR SELECT TO chaincare_app USING ((network_id = ANY (( SELECT chaincare.cleared_administrations() AS cleared_administrations)::uuid[])));

CREATE POLICY app_sees ON chaincare.pause_texts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.plan_answers FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.plan_editions e
  WHERE ((e.plan_id = plan_answers.plan_id) AND (e.version = plan_answers.version)))) AND (said_by <> ALL (( SELECT chaincare.uncleared_citizens() AS uncleared_citizens)::uuid[]))));

CREATE POLICY app_sees ON chaincare.plan_editions FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.plans p
  WHERE (p.id = plan_editions.plan_id)))));

CREATE POLICY app_sees ON chaincare.plans FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) OR (client_may_read AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])))));

CREATE POLICY app_sees ON chaincare.processing_activities FOR SELECT TO chaincare_app USING (
CASE
    WHEN (network_id IS NULL) THEN (cardinality(( SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'::text[]) AS cleared_privacy_networks)) > 0)
    ELSE (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'::text[]) AS cleared_privacy_networks)::uuid[]))
END);

CREATE POLICY app_sees ON chaincare.protection_reviews FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_corrections FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_facts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_last_resorts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client,steering,management}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_moves FOR SELECT TO chaincare_app USING (((made_by = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[])) OR (to_id = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[]))));

CREATE POLICY app_sees ON chaincare.regie_outcomes FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_proposals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_resignations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_responses FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_terms FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.relation_conflicts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.relatives FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.repeats FOR SELECT TO chaincare_app USING (chaincare.cleared_repeat(repeats.*));

CREATE POLICY app_sees ON chaincare.representatives FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.restricted_item_uses FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.restricted_items FOR SELECT TO chaincare_app USING (((request_id = ANY (( SELECT chaincare.cleared_objects() AS cleared_objects)::uuid[])) OR ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND
CASE kind
    WHEN 'note'::text THEN (EXISTS ( SELECT
       FROM chaincare.notes n
      WHERE (n.id = restricted_items.item_id)))
    WHEN 'agreement'::text THEN (EXISTS ( SELECT
       FROM chaincare.agreements a
      WHERE (a.id = restricted_items.item_id)))
    WHEN 'plan'::text THEN (EXISTS ( SELECT
       FROM chaincare.plan_editions p
      WHERE (p.plan_id = restricted_items.item_id)))
    WHEN 'evaluation'::text THEN (EXISTS ( SELECT
       FROM chaincare.case_evaluations v
      WHERE (v.id = restricted_items.item_id)))
    WHEN 'pause'::text THEN (EXISTS ( SELECT
       FROM chaincare.case_pauses p
      WHERE (p.id = restricted_items.item_id)))
    WHEN 'contribution'::text THEN (EXISTS ( SELECT
       FROM chaincare.participations p
      WHERE (p.id = restricted_items.item_id)))
    ELSE (EXISTS ( SELECT
       FROM chaincare.case_questions q
      WHERE (q.case_id = restricted_items.item_id)))
END)));

CREATE POLICY app_sees ON chaincare.restrictions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.retention_rules FOR SELECT TO chaincare_app USING (
CASE
    WHEN (network_id IS NULL) THEN (cardinality(( SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'::text[]) AS cleared_privacy_networks)) > 0)
    ELSE (network_id = ANY (( SELECT chaincare.cleared_privacy_networks('{privacy,oversight}'::text[]) AS cleared_privacy_networks)::uuid[]))
END);

CREATE POLICY app_sees ON chaincare.safety_sheet_versions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.safety_sheets FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,emergency}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.sampled_entries FOR SELECT TO chaincare_app USING ((( SELECT chaincare.cleared_for('log'::text) AS cleared_for) AND (EXISTS ( SELECT
   FROM chaincare.log_samples s
  WHERE (s.id = sampled_entries.sample_id)))));

CREATE POLICY app_sees ON chaincare.secrecy_withdrawals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.shields FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.stand_ins FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])) OR ((lower(during) <= ( SELECT COALESCE((NULLIF(current_setting('chaincare.moment'::text, true), ''::text))::timestamp with time zone, clock_timestamp()) AS "coalesce")) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])))));

CREATE POLICY app_sees ON chaincare.statement_versions FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('party:'::text || by_id))));

CREATE POLICY app_sees ON chaincare.statements FOR SELECT TO chaincare_app USING ((((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ? ('party:'::text || by_id)) OR (((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])) OR ((note_id IS NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{core}'::text[]) AS cleared_cases)::uuid[]))) OR (family_may_read AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])))) AND ((note_id IS NULL) OR (EXISTS ( SELECT
   FROM chaincare.notes n
  WHERE (n.id = statements.note_id)))) AND ((agreement_id IS NULL) OR (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = statements.agreement_id)))))));

CREATE POLICY app_sees ON chaincare.successions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees_own ON chaincare.findings FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_findings() AS cleared_findings)::uuid[])));

CREATE POLICY asker_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalation_targets FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalation_texts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalations FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[])) AND (asked_by = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[]))));

CREATE POLICY asker_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING (((case_id IS NULL) AND (id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY assigned_by_coordinator ON chaincare.regie_last_resorts AS RESTRICTIVE FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY auditor_sees ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])) AND ((network_id IS NULL) OR (network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])))));

CREATE POLICY auditor_sees ON chaincare.log_destructions FOR SELECT TO chaincare_app USING (( SELECT chaincare.cleared_for('log'::text) AS cleared_for));

ALTER TABLE chaincare.bottlenecks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.bsn_disclosures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.capacity_statements ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.carried_agreements ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_closures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_evaluations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_mandates ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_pauses ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_question_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_questions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_reopenings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.checkpoints ENABLE ROW LEVEL SECURITY;

CREATE POLICY citizens_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id IS NULL) AND (network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[]))));

ALTER TABLE chaincare.client_addresses ENABLE ROW LEVEL SECURITY;

CREATE POLICY client_adds ON chaincare.regie FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY client_adds ON chaincare.regie_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY client_adds ON chaincare.regie_proposals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY client_adds ON chaincare.regie_resignation_withdrawals FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.regie_resignations s
  WHERE (s.id = regie_resignation_withdrawals.resignation_id)))));

CREATE POLICY client_adds ON chaincare.regie_resignations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY client_adds ON chaincare.regie_terms FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

ALTER TABLE chaincare.client_bsns ENABLE ROW LEVEL SECURITY;

CREATE POLICY client_changes ON chaincare.regie FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY client_changes ON chaincare.regie_terms FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])));

ALTER TABLE chaincare.client_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.client_logins ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.client_merges ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.client_names ENABLE ROW LEVEL SECURITY;

CREATE POLICY client_objects ON chaincare.regie FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[]))) WITH CHECK ((open_proposal_id IS NULL));

CREATE POLICY client_sees ON chaincare.network_moves FOR SELECT TO chaincare_app USING (((state = 'accepted'::text) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY client_sees_own ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((client = ANY (( SELECT chaincare.cleared_clients('{own_log}'::text[]) AS cleared_clients)::uuid[])) AND ((organisation_id IS NOT NULL) OR (actor_id IS NULL) OR (((issuer || '|'::text) || subject) = ANY (( SELECT chaincare.cleared_own_subjects() AS cleared_own_subjects)::text[]))) AND COALESCE((relation_id <> ALL (( SELECT chaincare.cleared_undisclosed() AS cleared_undisclosed)::uuid[])), true) AND COALESCE((object_id <> ALL (( SELECT chaincare.cleared_undisclosed() AS cleared_undisclosed)::uuid[])), true) AND ((client <> ALL (( SELECT chaincare.cleared_untold() AS cleared_untold)::uuid[])) OR (organisation_id IS NULL) OR ((relation <> 'inventory'::text) AND ((NOT starts_with(event, 'inventory-line'::text)) OR (event = 'inventory-line.case-opened'::text))))));

CREATE POLICY client_sees_own ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.regie_resignations s
  WHERE (s.id = regie_resignation_withdrawals.resignation_id)))));

CREATE POLICY client_sees_own ON chaincare.regie_resignations FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[])) AND (resigned_by IN ( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by)))));

ALTER TABLE chaincare.client_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.closing_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.collaboration_adoptions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.collaboration_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.collaboration_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.consent_givings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.consent_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.consents ENABLE ROW LEVEL SECURITY;

CREATE POLICY consultation_named ON chaincare.escalation_facts AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (escalation_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY consultation_named ON chaincare.escalation_targets AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (escalation_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY consultation_named ON chaincare.escalation_texts AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (escalation_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY consultation_named ON chaincare.escalations AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY consultation_named ON chaincare.ladder_steps AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (within_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY consultation_named ON chaincare.timers AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (within_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

CREATE POLICY core_sees ON chaincare.protection_reviews FOR SELECT TO chaincare_app USING (((kind = 'shield'::text) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{core}'::text[]) AS cleared_cases)::uuid[]))));

ALTER TABLE chaincare.correction_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.cosignatures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.covenant_accessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.covenant_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.covenants ENABLE ROW LEVEL SECURITY;

CREATE POLICY crisis_adds ON chaincare.legal_bases FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{card}'::text[]) AS cleared_cases)::uuid[])) AND ((upper(during) - lower(during)) <= '72:00:00'::interval)));

CREATE POLICY crisis_adds ON chaincare.participations FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{card}'::text[]) AS cleared_cases)::uuid[])) AND (role = 'caseworker'::text) AND (circle = 'winkelstraat'::text) AND ((upper(during) - lower(during)) <= '72:00:00'::interval)));

ALTER TABLE chaincare.data_subject_request_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.data_subject_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.destructions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.detected_findings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.detections ENABLE ROW LEVEL SECURITY;

CREATE POLICY door_adds ON chaincare.agreement_facts FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_adds ON chaincare.dpop_proofs FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_adds ON chaincare.network_erasures FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_adds ON chaincare.regie_move_cases FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_answers ON chaincare.bottlenecks FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_certifies ON chaincare.destructions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_certifies ON chaincare.log_destructions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_climbs ON chaincare.ladder_steps FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_compares ON chaincare.client_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_counts ON chaincare.detected_findings FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_counts ON chaincare.detections FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_counts ON chaincare.findings FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_counts ON chaincare.first_looks FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_destroys ON chaincare.cases FOR UPDATE TO chaincare_door USING ((id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid));

CREATE POLICY door_drops_planned ON chaincare.regie_terms FOR DELETE TO chaincare_door USING (planned);

CREATE POLICY door_ends ON chaincare.agreement_preconditions FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.agreements FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.case_pauses FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.detected_findings FOR DELETE TO chaincare_door USING (((EXISTS ( SELECT
   FROM chaincare.findings f
  WHERE ((f.id = detected_findings.finding_id) AND ((f.detected_at + '5 years'::interval) <= clock_timestamp())))) OR (EXISTS ( SELECT
   FROM chaincare.detections d
  WHERE ((d.id = detected_findings.detection_id) AND ((d.asked_at + '5 years'::interval) <= clock_timestamp()))))));

CREATE POLICY door_ends ON chaincare.detections FOR DELETE TO chaincare_door USING (((asked_at + '5 years'::interval) <= clock_timestamp()));

CREATE POLICY door_ends ON chaincare.finding_facts FOR DELETE TO chaincare_door USING (((at + '5 years'::interval) <= clock_timestamp()));

CREATE POLICY door_ends ON chaincare.findings FOR DELETE TO chaincare_door USING (((detected_at + '5 years'::interval) <= clock_timestamp()));

CREATE POLICY door_ends ON chaincare.log_samples FOR DELETE TO chaincare_door USING (((drawn_at + '5 years'::interval) <= clock_timestamp()));

CREATE POLICY door_ends ON chaincare.regie_last_resorts FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.regie_moves FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.sampled_entries FOR DELETE TO chaincare_door USING ((((COALESCE(reviewed_at, '-infinity'::timestamp with time zone) + '5 years'::interval) <= clock_timestamp()) AND (EXISTS ( SELECT
   FROM chaincare.log_samples s
  WHERE ((s.id = sampled_entries.sample_id) AND ((s.drawn_at + '5 years'::interval) <= clock_timestamp()))))));

CREATE POLICY door_ends ON chaincare.successions FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_ends ON chaincare.unit_places FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_erases ON chaincare.address_disclosures FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.age_decisions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.age_reviews FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.agreement_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.agreement_preconditions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.agreements FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.bottlenecks FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.bsn_disclosures FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.capacity_statements FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.carried_agreements FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_closures FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_evaluations FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_mandates FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_pauses FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_question_versions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_questions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.case_reopenings FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_addresses FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_bsns FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_contacts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_logins FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.client_merges FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_names FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.client_versions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.clients FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.closing_texts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.collaboration_answers FOR UPDATE TO chaincare_door USING (((plan_id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.consent_givings FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.consent_withdrawals FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.consents FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.correction_notices FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.data_subject_request_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.data_subject_requests FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.emergency_accesses FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.emergency_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalation_conditions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalation_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalation_targets FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalation_terms FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalation_texts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.escalations FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.evaluation_texts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.factor_assessments FOR UPDATE TO chaincare_door USING (((plan_id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.household_cases FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.informed_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.inventory_line_informed FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.inventory_line_reviews FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.inventory_lines FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.inventory_parties FOR UPDATE TO chaincare_door USING (((inventory_id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.inventory_party_steps FOR UPDATE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.invitations FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.ladder_steps FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.legal_bases FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.legal_basis_withdrawals FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.legal_holds FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.match_checks FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.match_decisions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.matches FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.meeting_agreements FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.meeting_attendances FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.meeting_words FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.meetings FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.needed_parties FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.needed_party_steps FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.network_bottleneck_steps FOR UPDATE TO chaincare_door USING (((bottleneck_id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.network_bottlenecks FOR UPDATE TO chaincare_door USING (((id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.network_document_editions FOR UPDATE TO chaincare_door USING (((document_id)::text = current_setting('chaincare.erasing'::text, true)));

CREATE POLICY door_erases ON chaincare.network_moves FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.note_recalls FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.note_versions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.notes FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.participations FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.pause_texts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.plan_answers FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.plan_editions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.plans FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.protection_reviews FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_corrections FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_facts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_last_resorts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_move_cases FOR DELETE TO chaincare_door USING ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text) IS NOT NULL));

CREATE POLICY door_erases ON chaincare.regie_outcomes FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_proposals FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_resignation_withdrawals FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_resignations FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_responses FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.regie_terms FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.relation_conflicts FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.relatives FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.repeats FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.representatives FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.restricted_item_uses FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.restricted_items FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.restrictions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.safety_sheet_versions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.safety_sheets FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.secrecy_withdrawals FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.shields FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.stand_ins FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.statement_versions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.statements FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.successions FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases ON chaincare.timers FOR DELETE TO chaincare_door USING ((COALESCE((case_id)::text, current_setting('chaincare.erasing'::text, true)) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_erases_pair ON chaincare.client_merges FOR DELETE TO chaincare_door USING ((merged_case_id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid));

CREATE POLICY door_erases_pair ON chaincare.match_decisions FOR DELETE TO chaincare_door USING ((EXISTS ( SELECT
   FROM chaincare.matches m
  WHERE ((m.id = match_decisions.match_id) AND (((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid = m.case_id) OR ((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid = m.newer_case_id))))));

CREATE POLICY door_erases_words ON chaincare.escalation_facts FOR UPDATE TO chaincare_door USING ((COALESCE((case_id)::text, ''::text) = NULLIF(current_setting('chaincare.erasing'::text, true), ''::text)));

CREATE POLICY door_expires ON chaincare.escalation_facts FOR INSERT TO chaincare_door WITH CHECK ((kind = 'expired'::text));

CREATE POLICY door_expires ON chaincare.escalations FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_expires ON chaincare.inventory_lines FOR UPDATE TO chaincare_door USING ((state = 'open'::text)) WITH CHECK ((state = 'erased'::text));

CREATE POLICY door_expires ON chaincare.network_moves FOR UPDATE TO chaincare_door USING ((state = 'open'::text)) WITH CHECK ((state = 'expired'::text));

CREATE POLICY door_finds ON chaincare.detected_findings FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_finds ON chaincare.detections FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_finds ON chaincare.findings FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_follows ON chaincare.stand_ins FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_forgets ON chaincare.access_entries FOR UPDATE TO chaincare_door USING ((private IS NOT NULL)) WITH CHECK ((private IS NULL));

CREATE POLICY door_forgets ON chaincare.dpop_proofs FOR DELETE TO chaincare_door USING (true);

CREATE POLICY door_forgets_origin ON chaincare.escalations FOR UPDATE TO chaincare_door USING ((converted_from = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)) WITH CHECK ((converted_from IS NULL));

CREATE POLICY door_founds ON chaincare.mandates FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.memberships FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.networks FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.organisations FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.professionals FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.services FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.token_issuers FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.units FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.carried_agreements FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.case_closures FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.case_question_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.case_reopenings FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.client_names TO chaincare_door USING (true) WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.client_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.closing_texts FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.erasures FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.former_tasks FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.known_names TO chaincare_door USING (true) WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.log_texts_waiting TO chaincare_door USING (true) WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.match_checks TO chaincare_door USING (true) WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.note_readings FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.note_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.safety_sheet_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.statement_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.unit_places FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_lapses ON chaincare.escalation_targets FOR UPDATE TO chaincare_door USING ((state = 'requested'::text)) WITH CHECK ((state = 'lapsed'::text));

CREATE POLICY door_links ON chaincare.client_logins FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.client_merges FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.legal_bases FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.matches FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.participations FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.regie_facts FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.regie_outcomes FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.regie_proposals FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.regie_responses FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_insert ON chaincare.regie_terms FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_merges_update ON chaincare.cases FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_merges_update ON chaincare.client_merges FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_merges_update ON chaincare.matches FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_merges_update ON chaincare.participations FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_merges_update ON chaincare.regie FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_merges_update ON chaincare.regie_terms FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_moves ON chaincare.timers FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_notes ON chaincare.regie_move_cases FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_notifies ON chaincare.correction_notices FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_reads ON chaincare.absences FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.access_entries FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.address_disclosures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.age_decisions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.age_reviews FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreement_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreement_preconditions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.alliance_things FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.bottlenecks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.bsn_disclosures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.capacity_statements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.carried_agreements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_closures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_evaluations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_mandates FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_pauses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_question_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_questions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_reopenings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.cases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.checkpoints FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_addresses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_bsns FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_contacts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_logins FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_merges FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.clients FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.closing_texts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.collaboration_adoptions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.collaboration_answers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.collaboration_plans FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.consent_givings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.consent_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.consents FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.correction_notices FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.cosignatures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.covenant_accessions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.covenant_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.covenants FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.data_subject_request_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.data_subject_requests FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.destructions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.detected_findings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.detections FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.dpop_proofs FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.emergency_accesses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.emergency_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.emergency_settings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.erasures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_conditions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_targets FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_terms FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_texts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.evaluation_texts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.factor_assessments FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.finding_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.findings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.first_looks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.former_tasks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.household_cases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.incident_exports FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.informed_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventories FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventory_line_informed FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventory_line_reviews FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventory_lines FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventory_parties FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.inventory_party_steps FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.invitations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.ladder_steps FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_bases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_basis_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_grounds FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_holds FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.log_alarms FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.log_destructions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.log_export_downloads FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.log_exports FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.log_samples FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.login_blocks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.mandates FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.match_decisions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.matches FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_agreements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_attendances FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_words FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meetings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.memberships FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.needed_parties FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.needed_party_steps FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_bottleneck_raisers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_bottleneck_steps FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_bottlenecks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_document_editions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_documents FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_erasures FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_moves FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.network_statistics FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.networks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.note_readings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.note_recalls FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.note_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.notes FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.office_hours FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.organisations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.participations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.partner_stops FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.pause_texts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.plan_answers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.plan_editions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.plans FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.processing_activities FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.professionals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.protection_reviews FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_corrections FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_last_resorts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_move_cases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_moves FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_outcomes FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_proposals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_resignations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_responses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_terms FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.relation_conflicts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.relatives FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.repeats FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.representatives FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.restricted_item_uses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.restricted_items FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.restrictions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.retention_rules FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.safety_sheet_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.safety_sheets FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.sampled_entries FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.seal_keys FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.sealed_batches FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.sealed_ids FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.sealed_logs FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.sealed_nodes FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.secrecy_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.services FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.shields FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.stand_ins FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.statement_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.statements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.successions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.timers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.token_issuers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.unit_places FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.units FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reopens ON chaincare.finding_facts FOR INSERT TO chaincare_door WITH CHECK ((kind = 'reopened'::text));

CREATE POLICY door_reseals ON chaincare.client_bsns FOR UPDATE TO chaincare_door USING (true);

CREATE POLICY door_seals ON chaincare.checkpoints FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.cosignatures FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.seal_keys FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.sealed_batches FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.sealed_ids FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.sealed_logs FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_seals ON chaincare.sealed_nodes FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_sets ON chaincare.escalation_terms FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_sets ON chaincare.timers FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_tells ON chaincare.log_alarms FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_writes ON chaincare.access_entries FOR INSERT TO chaincare_door WITH CHECK (true);

ALTER TABLE chaincare.dpop_proofs ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.emergency_accesses ENABLE ROW LEVEL SECURITY;

CREATE POLICY emergency_adds ON chaincare.notes FOR INSERT TO chaincare_app WITH CHECK (((readers = '{regie}'::text[]) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{emergency}'::text[]) AS cleared_cases)::uuid[]))));

ALTER TABLE chaincare.emergency_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.emergency_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_conditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_targets ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.evaluation_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.factor_assessments ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.finding_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.findings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.first_looks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.former_tasks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.household_cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.incident_exports ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.informed_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventories ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventory_line_informed ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventory_line_reviews ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventory_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventory_parties ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.inventory_party_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.known_names ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.ladder_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_bases ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_basis_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_grounds ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_holds ENABLE ROW LEVEL SECURITY;

CREATE POLICY line_named ON chaincare.inventory_line_informed AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid IN ( SELECT named.id
   FROM (chaincare.inventory_lines l
     CROSS JOIN LATERAL ( VALUES (l.id), (l.case_id)) named(id))
  WHERE (l.id = inventory_line_informed.line_id))));

CREATE POLICY line_named ON chaincare.inventory_line_reviews AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid IN ( SELECT named.id
   FROM (chaincare.inventory_lines l
     CROSS JOIN LATERAL ( VALUES (l.id), (l.case_id)) named(id))
  WHERE (l.id = inventory_line_reviews.line_id))));

CREATE POLICY line_named ON chaincare.inventory_lines AS RESTRICTIVE FOR DELETE TO chaincare_door USING (((case_id IS NOT NULL) OR (id = (NULLIF(current_setting('chaincare.erasing'::text, true), ''::text))::uuid)));

ALTER TABLE chaincare.log_alarms ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.log_destructions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.log_export_downloads ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.log_exports ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_itself_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((role = 'operator'::text) AND (client IS NULL) AND (organisation_id IS NULL) AND (network_id IS NULL) AND (case_id IS NULL) AND starts_with(event, 'access-log.'::text) AND ( SELECT chaincare.cleared_for('log'::text) AS cleared_for)));

ALTER TABLE chaincare.log_samples ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.log_texts_waiting ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.login_blocks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.mandates ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.match_checks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.match_decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.matches ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_agreements ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_attendances ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meetings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.needed_parties ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.needed_party_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_bottleneck_raisers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_bottleneck_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_bottlenecks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_document_editions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_documents ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_moves ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.network_statistics ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.networks ENABLE ROW LEVEL SECURITY;

CREATE POLICY not_about_reader ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((reach = ANY (ARRAY['log'::text, 'oversight'::text, 'privacy'::text])) AND ((asked_id = ANY (( SELECT chaincare.cleared_about_reader() AS cleared_about_reader)::uuid[])) OR (object_id = ANY (( SELECT chaincare.cleared_about_reader() AS cleared_about_reader)::uuid[])) OR (request_id = ANY (( SELECT chaincare.cleared_about_reader() AS cleared_about_reader)::uuid[]))) AND (actor_id <> ALL (ARRAY( SELECT e.actor_id
   FROM chaincare.cleared() e(at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id, organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client, case_id, object_id, asked_id, emergency, request_id, trace_id, span_id, private, private_digest, acted_by, blind))))) IS NOT TRUE));

CREATE POLICY not_asked_about_reader ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((reach = 'log'::text) AND (event = 'access-log.searched'::text) AND (actor_id <> ALL (( SELECT chaincare.cleared_himself() AS cleared_himself)::uuid[])) AND chaincare.cleared_own_entry(asked_id)) IS NOT TRUE));

CREATE POLICY not_in_conflict ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((COALESCE((client <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((asked_id <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true) AND COALESCE((case_id <> ALL (( SELECT chaincare.cleared_log_without() AS cleared_log_without)::uuid[])), true)));

ALTER TABLE chaincare.note_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.note_recalls ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.note_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.office_hours ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.organisations ENABLE ROW LEVEL SECURITY;

CREATE POLICY others ON chaincare.legal_basis_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((withdrawn_by <> ALL (( SELECT chaincare.uncleared_citizens() AS uncleared_citizens)::uuid[])) AND (NOT (EXISTS ( SELECT
   FROM chaincare.legal_bases b
  WHERE ((b.id = legal_basis_withdrawals.basis_id) AND (b.consent_id IS NOT NULL) AND (NOT (EXISTS ( SELECT
           FROM chaincare.consents c
          WHERE (c.id = b.consent_id))))))))));

CREATE POLICY others ON chaincare.secrecy_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((withdrawn_by <> ALL (( SELECT chaincare.uncleared_citizens() AS uncleared_citizens)::uuid[])) AND (NOT (EXISTS ( SELECT
   FROM chaincare.legal_bases b
  WHERE ((b.id = secrecy_withdrawals.basis_id) AND (b.consent_id IS NOT NULL) AND (NOT (EXISTS ( SELECT
           FROM chaincare.consents c
          WHERE (c.id = b.consent_id))))))))));

CREATE POLICY own_adds ON chaincare.professionals FOR INSERT TO chaincare_app WITH CHECK ((EXISTS ( SELECT
   FROM (chaincare.units u
     JOIN chaincare.organisations o ON ((o.id = u.organisation_id)))
  WHERE ((u.id = professionals.unit_id) AND (o.id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[])) AND (o.issuer = professionals.issuer)))));

CREATE POLICY own_adds ON chaincare.services FOR INSERT TO chaincare_app WITH CHECK ((EXISTS ( SELECT
   FROM chaincare.units u
  WHERE ((u.id = services.unit_id) AND (u.organisation_id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[]))))));

CREATE POLICY own_adds ON chaincare.units FOR INSERT TO chaincare_app WITH CHECK (((organisation_id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[])) AND (bsn_bases = '[]'::jsonb)));

CREATE POLICY own_changes ON chaincare.organisations FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[])));

CREATE POLICY own_changes ON chaincare.professionals FOR UPDATE TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.units u
  WHERE ((u.id = professionals.unit_id) AND (u.organisation_id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[]))))));

CREATE POLICY own_changes ON chaincare.services FOR UPDATE TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.units u
  WHERE ((u.id = services.unit_id) AND (u.organisation_id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[]))))));

CREATE POLICY own_changes ON chaincare.units FOR UPDATE TO chaincare_app USING ((organisation_id = ANY (( SELECT chaincare.cleared_organisations() AS cleared_organisations)::uuid[])));

CREATE POLICY owner_finds ON chaincare.first_looks FOR SELECT TO chaincare_owner USING (true);

CREATE POLICY owner_finds ON chaincare.repeats FOR SELECT TO chaincare_owner USING (true);

CREATE POLICY owner_forgets ON chaincare.first_looks FOR DELETE TO chaincare_owner USING (true);

CREATE POLICY owner_forgets ON chaincare.repeats FOR DELETE TO chaincare_owner USING (true);

ALTER TABLE chaincare.participations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.partner_stops ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.pause_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.plan_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.plan_editions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.processing_activities ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.professionals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.protection_reviews ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_corrections ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_last_resorts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_move_cases ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_moves ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_proposals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_resignation_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_resignations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_responses ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.relation_conflicts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.relatives ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.repeats ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.representatives ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.restricted_item_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.restricted_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.restrictions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.retention_rules ENABLE ROW LEVEL SECURITY;

CREATE POLICY reviewer_sees ON chaincare.participations FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_crises() AS cleared_crises)::uuid[])));

CREATE POLICY safety_seen_by_emergency ON chaincare.agreement_facts FOR SELECT TO chaincare_app USING (((kind = 'proposed'::text) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{emergency}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE ((a.id = agreement_facts.agreement_id) AND a.safety)))));

CREATE POLICY safety_seen_by_informed ON chaincare.agreements FOR SELECT TO chaincare_app USING ((safety AND (case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,emergency}'::text[]) AS cleared_cases)::uuid[]))));

ALTER TABLE chaincare.safety_sheet_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.safety_sheets ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.sampled_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.seal_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.sealed_batches ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.sealed_ids ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.sealed_logs ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.sealed_nodes ENABLE ROW LEVEL SECURITY;

CREATE POLICY secrecy_kept ON chaincare.escalation_facts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (
CASE
    WHEN ((kind <> 'feedback_given'::text) OR (case_id IS NULL)) THEN true
    ELSE (NOT COALESCE(((( SELECT chaincare.cleared_silences() AS cleared_silences) -> (case_id)::text) ? ( SELECT (g.unit_id)::text AS unit_id
       FROM chaincare.escalation_targets g
      WHERE (g.id = escalation_facts.target_id))), false))
END);

CREATE POLICY secrecy_kept ON chaincare.notes AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((NOT COALESCE(((( SELECT chaincare.cleared_silences() AS cleared_silences) -> (case_id)::text) ? (unit_id)::text), false)));

ALTER TABLE chaincare.secrecy_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.services ENABLE ROW LEVEL SECURITY;

CREATE POLICY shielded ON chaincare.access_entries AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((unit_id = ANY (( SELECT chaincare.uncleared_units() AS uncleared_units)::uuid[])) OR (actor_id = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[])) OR (object_id = ANY (( SELECT chaincare.uncleared_things() AS uncleared_things)::uuid[])) OR (asked_id = ANY (( SELECT chaincare.uncleared_things() AS uncleared_things)::uuid[])) OR ((((case_id || ':'::text) || split_part(event, '.'::text, 1)) = ANY (( SELECT chaincare.uncleared_events() AS uncleared_events)::text[])) AND (NOT ((event = 'contact.read'::text) AND (((issuer || '|'::text) || subject) = ANY (( SELECT chaincare.cleared_own_subjects() AS cleared_own_subjects)::text[]))))) OR ((relation = ANY (ARRAY['coordinator'::text, 'match'::text, 'privacy_officer'::text, 'fg'::text, 'management_contact'::text])) AND ((((case_id || ':'::text) || network_id) = ANY (( SELECT chaincare.uncleared_networks() AS uncleared_networks)::text[])) OR ((rule = 'network-move/1'::text) AND ( SELECT chaincare.uncleared_anything() AS uncleared_anything)))) OR ((role = 'acting_holder'::text) AND (relation_by = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[])))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.agreement_facts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((agreement_id = ANY (( SELECT chaincare.uncleared_agreements() AS uncleared_agreements)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.agreement_preconditions AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((agreement_id = ANY (( SELECT chaincare.uncleared_agreements() AS uncleared_agreements)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.agreements AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_agreements() AS uncleared_agreements)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.capacity_statements AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((recorded_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.carried_agreements AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.case_closures k
  WHERE (k.id = carried_agreements.closure_id))));

CREATE POLICY shielded ON chaincare.case_closures AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((closed_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) OR (id = ANY (( SELECT chaincare.uncleared_in_place() AS uncleared_in_place)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.case_evaluations AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((evaluated_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) OR (id = ANY (( SELECT chaincare.uncleared_in_place() AS uncleared_in_place)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.case_pauses AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((paused_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) OR (id = ANY (( SELECT chaincare.uncleared_in_place() AS uncleared_in_place)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.case_questions AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.uncleared_items() AS uncleared_items)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.case_reopenings AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((participation_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) OR (reopened_by = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.client_addresses AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.uncleared_contacts() AS uncleared_contacts)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.client_contacts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.uncleared_contacts() AS uncleared_contacts)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.closing_texts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((EXISTS ( SELECT
   FROM chaincare.case_closures k
  WHERE (k.id = closing_texts.about))) OR (EXISTS ( SELECT
   FROM chaincare.case_reopenings r
  WHERE (r.id = closing_texts.about)))));

CREATE POLICY shielded ON chaincare.consent_givings AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((consent_id = ANY (( SELECT chaincare.uncleared_consents() AS uncleared_consents)::uuid[])) OR (recorded_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.consent_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((consent_id = ANY (( SELECT chaincare.uncleared_consents() AS uncleared_consents)::uuid[])) OR (recorded_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.consents AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_consents() AS uncleared_consents)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.escalation_conditions AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((escalation_id = ANY (( SELECT chaincare.uncleared_escalations() AS uncleared_escalations)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.escalation_targets AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((escalation_id = ANY (( SELECT chaincare.uncleared_escalations() AS uncleared_escalations)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.escalations AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_escalations() AS uncleared_escalations)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.evaluation_texts AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.case_evaluations v
  WHERE (v.id = evaluation_texts.evaluation_id))));

CREATE POLICY shielded ON chaincare.inventory_lines AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((unit_id = ANY (( SELECT chaincare.uncleared_units() AS uncleared_units)::uuid[])) OR (reported_by = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.legal_bases AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_bases() AS uncleared_bases)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.legal_basis_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((basis_id = ANY (( SELECT chaincare.uncleared_bases() AS uncleared_bases)::uuid[])) OR (withdrawn_by = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.meeting_agreements AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((meeting_id = ANY (( SELECT chaincare.uncleared_meetings() AS uncleared_meetings)::uuid[])) OR (agreement_id = ANY (( SELECT chaincare.uncleared_agreements() AS uncleared_agreements)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.meeting_attendances AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((meeting_id = ANY (( SELECT chaincare.uncleared_meetings() AS uncleared_meetings)::uuid[])) OR (participation_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.meeting_words AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((meeting_id = ANY (( SELECT chaincare.uncleared_meetings() AS uncleared_meetings)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.meetings AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_meetings() AS uncleared_meetings)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.needed_parties AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_needs() AS uncleared_needs)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.needed_party_steps AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((needed_party_id = ANY (( SELECT chaincare.uncleared_needs() AS uncleared_needs)::uuid[])) OR (taken_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.network_moves AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])) OR (NOT ( SELECT chaincare.uncleared_anything() AS uncleared_anything))));

CREATE POLICY shielded ON chaincare.notes AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((id = ANY (( SELECT chaincare.uncleared_items() AS uncleared_items)::uuid[])) OR (author_id = ANY (( SELECT chaincare.uncleared_people() AS uncleared_people)::uuid[])) OR (unit_id = ANY (( SELECT chaincare.uncleared_units() AS uncleared_units)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.participations AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.pause_texts AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.case_pauses p
  WHERE (p.id = pause_texts.pause_id))));

CREATE POLICY shielded ON chaincare.plan_answers AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((recorded_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.plan_editions AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((said_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_corrections AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((EXISTS ( SELECT
   FROM chaincare.regie_facts f
  WHERE ((f.case_id = regie_corrections.case_id) AND (f.began_at = regie_corrections.since) AND (f.fact = 'began'::text)))));

CREATE POLICY shielded ON chaincare.regie_facts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((holder_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_last_resorts AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_last_resorts() AS uncleared_last_resorts)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_outcomes AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((proposal_id = ANY (( SELECT chaincare.uncleared_proposals() AS uncleared_proposals)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_proposals AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((id = ANY (( SELECT chaincare.uncleared_proposals() AS uncleared_proposals)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_resignations AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((holder_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_responses AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((proposal_id = ANY (( SELECT chaincare.uncleared_proposals() AS uncleared_proposals)::uuid[])) OR (participation_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.regie_terms AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((holder_id = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.restricted_item_uses AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((used_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE) AND (EXISTS ( SELECT
   FROM chaincare.restricted_items r
  WHERE (r.id = restricted_item_uses.restricted_item_id)))));

CREATE POLICY shielded ON chaincare.secrecy_withdrawals AS RESTRICTIVE FOR SELECT TO chaincare_app USING ((((basis_id = ANY (( SELECT chaincare.uncleared_bases() AS uncleared_bases)::uuid[])) OR (discloser_unit_id = ANY (( SELECT chaincare.uncleared_units() AS uncleared_units)::uuid[])) OR (withdrawn_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[]))) IS NOT TRUE));

CREATE POLICY shielded ON chaincare.stand_ins AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((ARRAY[holder_id, stand_in_id] && ( SELECT chaincare.uncleared_parties() AS uncleared_parties)) IS NOT TRUE));

CREATE POLICY shielded_second ON chaincare.capacity_statements AS RESTRICTIVE FOR SELECT TO chaincare_app USING (((confirmed_by = ANY (( SELECT chaincare.uncleared_parties() AS uncleared_parties)::uuid[])) IS NOT TRUE));

ALTER TABLE chaincare.shields ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.stand_ins ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.statement_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.statements ENABLE ROW LEVEL SECURITY;

CREATE POLICY steering_adds ON chaincare.regie_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY steering_adds ON chaincare.regie_terms FOR INSERT TO chaincare_app WITH CHECK ((((kind = 'by_law'::text) OR planned) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY steering_changes ON chaincare.regie_terms FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY strangers_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id IS NULL) AND (network_id IS NULL) AND chaincare.asked_within_log(asked_id)));

ALTER TABLE chaincare.successions ENABLE ROW LEVEL SECURITY;

CREATE POLICY target_adds ON chaincare.escalation_conditions FOR INSERT TO chaincare_app WITH CHECK ((escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

CREATE POLICY target_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])) AND (target_id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[]))));

CREATE POLICY target_adds ON chaincare.participations FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{target}'::text[]) AS cleared_cases)::uuid[])) AND (role = 'specialist'::text) AND (circle = 'winkelstraat'::text)));

CREATE POLICY target_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[])));

CREATE POLICY target_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

ALTER TABLE chaincare.timers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.token_issuers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.unit_places ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.units ENABLE ROW LEVEL SECURITY;

GRANT ALL ON SCHEMA chaincare TO chaincare_door;
GRANT USAGE ON SCHEMA chaincare TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.access_entries TO chaincare_door;
GRANT SELECT ON TABLE chaincare.access_entries TO chaincare_app;

GRANT UPDATE(private) ON TABLE chaincare.access_entries TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.agreements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(responsible_id) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.agreements TO chaincare_app;
GRANT UPDATE(state) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(due_on) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(shifts) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(waiting_on) ON TABLE chaincare.agreements TO chaincare_app;
GRANT UPDATE(waiting_on) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(waiting_since) ON TABLE chaincare.agreements TO chaincare_app;
GRANT UPDATE(waiting_since) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(readers) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.agreements TO chaincare_app;
GRANT UPDATE(version) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(candidate_id) ON TABLE chaincare.agreements TO chaincare_app;
GRANT UPDATE(candidate_id) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(rounds) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(superseded_by) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(returned) ON TABLE chaincare.agreements TO chaincare_door;

GRANT UPDATE(returned_at) ON TABLE chaincare.agreements TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.allow_erasure() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE chaincare.mandates TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.mandates TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.mandates TO chaincare_app;

GRANT UPDATE(ended_because) ON TABLE chaincare.mandates TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.mandates TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.auditor_holds_nothing_else() FROM PUBLIC;

GRANT SELECT,DELETE ON TABLE chaincare.escalations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE("limit") ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(help) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(urgent) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(wanted_on) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(scope) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(purpose) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(basis) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(state) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(ball) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(ball) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(ball_unit_id) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(ball_unit_id) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(ball_since) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(ball_since) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(version) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(version) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(converted_from) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(bridge_id) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(bridge_agreed) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(review_due_on) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(ball_participation_id) ON TABLE chaincare.escalations TO chaincare_app;
GRANT UPDATE(ball_participation_id) ON TABLE chaincare.escalations TO chaincare_door;

GRANT UPDATE(given_up) ON TABLE chaincare.escalations TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.log_destructions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.log_destructions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.repeats TO chaincare_door;
GRANT SELECT ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(key_digest) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(request_digest) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(event) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(issuer) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(subject) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(reach) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(case_id) ON TABLE chaincare.repeats TO chaincare_app;

GRANT UPDATE(answer) ON TABLE chaincare.repeats TO chaincare_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE chaincare.detections TO chaincare_door;
GRANT SELECT ON TABLE chaincare.detections TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.end_log_month(month date, keeping boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.end_log_month(month date, keeping boolean) TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_terms TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_terms TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.regie_terms TO chaincare_app;
GRANT UPDATE(during) ON TABLE chaincare.regie_terms TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.case_mandates TO chaincare_door;
GRANT SELECT ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(case_id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(network_id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(organisation_id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(client) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(opens) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(entry_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(entry_id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(concerns) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(reason) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(request_id) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(asked_by) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT INSERT(asked_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(answer) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(answered_by) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(answered_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(ends_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(told_from_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.case_mandates TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.emergency_accesses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.emergency_accesses TO chaincare_app;

GRANT ALL ON FUNCTION chaincare.folded(words text) TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.forget_first_looks() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.forget_first_looks() TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.forget_kept_from() FROM PUBLIC;

REVOKE ALL ON FUNCTION chaincare.forget_repeats() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.forget_repeats() TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.give_door_its_own(told regproc) FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.give_door_its_own(told regproc) TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.networks TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(region) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(scale) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(municipalities) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(objection_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(clients_an_hour) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(partner_clients_an_hour) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(breadth_version) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(profiles) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(ladder_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(policy_version) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(response_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(resignation_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(caseload_norm) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(holder_sectors) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(holder_units) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(silence_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(last_resort) ON TABLE chaincare.networks TO chaincare_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE chaincare.timers TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.hold_log() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.hold_log() TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.keep_earlier_name() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE chaincare.seal_keys TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.matches TO chaincare_door;

GRANT UPDATE(state) ON TABLE chaincare.matches TO chaincare_door;

GRANT UPDATE(since) ON TABLE chaincare.matches TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.log_month_over(month date) FROM PUBLIC;

REVOKE ALL ON FUNCTION chaincare.make_log_partitions() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.make_log_partitions() TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.ladder_steps TO chaincare_door;
GRANT SELECT ON TABLE chaincare.ladder_steps TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.data_subject_requests TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.data_subject_requests TO chaincare_app;

GRANT UPDATE(due_on) ON TABLE chaincare.data_subject_requests TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.data_subject_requests TO chaincare_app;

GRANT UPDATE(handler_id) ON TABLE chaincare.data_subject_requests TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.data_subject_requests TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_move_cases TO chaincare_door;

GRANT UPDATE(proposal_id) ON TABLE chaincare.regie_move_cases TO chaincare_door;

GRANT UPDATE(failed) ON TABLE chaincare.regie_move_cases TO chaincare_door;

GRANT UPDATE(held_until) ON TABLE chaincare.regie_move_cases TO chaincare_door;

GRANT UPDATE(tried_at) ON TABLE chaincare.regie_move_cases TO chaincare_door;

GRANT SELECT ON TABLE chaincare.retention_rules TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.retention_rules TO chaincare_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE chaincare.findings TO chaincare_door;
GRANT SELECT ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(id) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(network_id) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(kind) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(actor_id) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(organisation_id) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(client) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(day) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(first_at) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(last_at) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(times) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(entries) ON TABLE chaincare.findings TO chaincare_app;

GRANT INSERT(detected_at) ON TABLE chaincare.findings TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.findings TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_moves TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_moves TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.regie_moves TO chaincare_door;

GRANT UPDATE(ended_because) ON TABLE chaincare.regie_moves TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.seldom_analysed(log_month regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION chaincare.stage_log_month(month date) FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.stage_log_month(month date) TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.stand_apart(behind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION chaincare.stand_behind_wall(behind text, seen_by text[], written_by text[], changeable text) FROM PUBLIC;

GRANT SELECT,DELETE ON TABLE chaincare.emergency_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.emergency_facts TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.participations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.participations TO chaincare_app;

GRANT UPDATE(scope_from) ON TABLE chaincare.participations TO chaincare_app;
GRANT UPDATE(scope_from) ON TABLE chaincare.participations TO chaincare_door;

GRANT UPDATE(during) ON TABLE chaincare.participations TO chaincare_app;
GRANT UPDATE(during) ON TABLE chaincare.participations TO chaincare_door;

GRANT UPDATE(ended_because) ON TABLE chaincare.participations TO chaincare_app;
GRANT UPDATE(ended_because) ON TABLE chaincare.participations TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.restrictions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.restrictions TO chaincare_app;

GRANT UPDATE(lifted_by) ON TABLE chaincare.restrictions TO chaincare_app;

GRANT UPDATE(lifted_at) ON TABLE chaincare.restrictions TO chaincare_app;

GRANT UPDATE(lifted_because) ON TABLE chaincare.restrictions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.shields TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.shields TO chaincare_app;

GRANT UPDATE(lifted_by) ON TABLE chaincare.shields TO chaincare_app;

GRANT UPDATE(lifted_at) ON TABLE chaincare.shields TO chaincare_app;

GRANT UPDATE(lifted_because) ON TABLE chaincare.shields TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.escalation_targets TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalation_targets TO chaincare_app;
GRANT UPDATE(state) ON TABLE chaincare.escalation_targets TO chaincare_door;

GRANT UPDATE(asked_at) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(answer_by) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(expected_on) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(participation_id) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(question_at) ON TABLE chaincare.escalation_targets TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.unstage_log_month(month date) FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.unstage_log_month(month date) TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.agreement_preconditions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT UPDATE(waiting_on) ON TABLE chaincare.agreement_preconditions TO chaincare_app;
GRANT UPDATE(waiting_on) ON TABLE chaincare.agreement_preconditions TO chaincare_door;

GRANT UPDATE(waiting_since) ON TABLE chaincare.agreement_preconditions TO chaincare_app;
GRANT UPDATE(waiting_since) ON TABLE chaincare.agreement_preconditions TO chaincare_door;

GRANT SELECT ON TABLE chaincare.absences TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.absences TO chaincare_app;

GRANT UPDATE(corrected_at) ON TABLE chaincare.absences TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.absences TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.absences TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.address_disclosures TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.address_disclosures TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.age_decisions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.age_decisions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.age_reviews TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.age_reviews TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.agreement_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreement_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.alliance_things TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.alliance_things TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.bottlenecks TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.bottlenecks TO chaincare_app;

GRANT UPDATE(answer) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(answered_by) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(answered_at) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(answer_by) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(solution) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(solved_by) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(solved_at) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(confirmed_by) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(confirmed_at) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT UPDATE(earlier) ON TABLE chaincare.bottlenecks TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.bsn_disclosures TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.bsn_disclosures TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.capacity_statements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.capacity_statements TO chaincare_app;

GRANT UPDATE(confirmed_by) ON TABLE chaincare.capacity_statements TO chaincare_app;

GRANT UPDATE(confirmed_at) ON TABLE chaincare.capacity_statements TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.carried_agreements TO chaincare_door;
GRANT SELECT ON TABLE chaincare.carried_agreements TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.case_closures TO chaincare_door;
GRANT SELECT ON TABLE chaincare.case_closures TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.case_evaluations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.case_evaluations TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.case_pauses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.case_pauses TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.case_pauses TO chaincare_app;
GRANT UPDATE(during) ON TABLE chaincare.case_pauses TO chaincare_door;

GRANT UPDATE(resumed_by) ON TABLE chaincare.case_pauses TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.case_question_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.case_question_versions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.case_questions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(own_words) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(question) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(occasion) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(consulted) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(consulted_because) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(evaluation_on) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(changed_by) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT UPDATE(changed_at) ON TABLE chaincare.case_questions TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.case_reopenings TO chaincare_door;
GRANT SELECT ON TABLE chaincare.case_reopenings TO chaincare_app;

GRANT SELECT ON TABLE chaincare.cases TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.cases TO chaincare_app;

GRANT UPDATE(network_id) ON TABLE chaincare.cases TO chaincare_door;

GRANT UPDATE(client_id) ON TABLE chaincare.cases TO chaincare_door;

GRANT UPDATE(status) ON TABLE chaincare.cases TO chaincare_app;
GRANT UPDATE(status) ON TABLE chaincare.cases TO chaincare_door;

GRANT UPDATE(closed_at) ON TABLE chaincare.cases TO chaincare_door;

GRANT UPDATE(destroyed_at) ON TABLE chaincare.cases TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.checkpoints TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.client_addresses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.client_addresses TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.client_bsns TO chaincare_door;
GRANT INSERT ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(client_id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(case_id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT UPDATE(sealed) ON TABLE chaincare.client_bsns TO chaincare_door;

GRANT UPDATE(blind) ON TABLE chaincare.client_bsns TO chaincare_door;

GRANT SELECT(recorded_by) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(recorded_at) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(removed_by),UPDATE(removed_by) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(removed_at),UPDATE(removed_at) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT UPDATE(key_mark) ON TABLE chaincare.client_bsns TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.client_contacts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.client_contacts TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.client_logins TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.client_merges TO chaincare_door;
GRANT SELECT ON TABLE chaincare.client_merges TO chaincare_app;

GRANT UPDATE(split_at) ON TABLE chaincare.client_merges TO chaincare_door;

GRANT UPDATE(split_by) ON TABLE chaincare.client_merges TO chaincare_door;

GRANT UPDATE(split_because) ON TABLE chaincare.client_merges TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.client_names TO chaincare_door;

GRANT UPDATE(sound) ON TABLE chaincare.client_names TO chaincare_door;

GRANT UPDATE(born_year) ON TABLE chaincare.client_names TO chaincare_door;

GRANT UPDATE(in_use) ON TABLE chaincare.client_names TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.client_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.client_versions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.clients TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(given_names) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(prefix) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(family_name) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(call_name) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(birth_date) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(birth_precision) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(language) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(interpreter_needed) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(changed_by) ON TABLE chaincare.clients TO chaincare_app;

GRANT UPDATE(changed_at) ON TABLE chaincare.clients TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.closing_texts TO chaincare_door;
GRANT SELECT ON TABLE chaincare.closing_texts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.collaboration_adoptions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.collaboration_adoptions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.collaboration_answers TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.collaboration_answers TO chaincare_app;

GRANT UPDATE(words) ON TABLE chaincare.collaboration_answers TO chaincare_door;

GRANT SELECT ON TABLE chaincare.collaboration_plans TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.collaboration_plans TO chaincare_app;

GRANT UPDATE(title) ON TABLE chaincare.collaboration_plans TO chaincare_app;

GRANT UPDATE(target_group) ON TABLE chaincare.collaboration_plans TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.collaboration_plans TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.consent_givings TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.consent_givings TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.consent_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.consent_withdrawals TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.consents TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.consents TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.correction_notices TO chaincare_door;
GRANT SELECT ON TABLE chaincare.correction_notices TO chaincare_app;

GRANT UPDATE(acknowledged_by) ON TABLE chaincare.correction_notices TO chaincare_app;

GRANT UPDATE(acknowledged_at) ON TABLE chaincare.correction_notices TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.cosignatures TO chaincare_door;

GRANT SELECT ON TABLE chaincare.covenant_accessions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.covenant_accessions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.covenant_versions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.covenant_versions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.covenants TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(edition) ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(title) ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(grace_days) ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(clauses) ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(written_by) ON TABLE chaincare.covenants TO chaincare_app;

GRANT UPDATE(written_at) ON TABLE chaincare.covenants TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.data_subject_request_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.data_subject_request_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.destructions TO chaincare_app;
GRANT SELECT,INSERT ON TABLE chaincare.destructions TO chaincare_door;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE chaincare.detected_findings TO chaincare_door;
GRANT SELECT ON TABLE chaincare.detected_findings TO chaincare_app;

GRANT SELECT ON TABLE chaincare.door_file TO chaincare_app;
GRANT SELECT ON TABLE chaincare.door_file TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.dpop_proofs TO chaincare_door;

GRANT SELECT ON TABLE chaincare.emergency_settings TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.emergency_settings TO chaincare_app;

GRANT UPDATE(units) ON TABLE chaincare.emergency_settings TO chaincare_app;

GRANT UPDATE(hours) ON TABLE chaincare.emergency_settings TO chaincare_app;

GRANT UPDATE(daily_limit) ON TABLE chaincare.emergency_settings TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.emergency_settings TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.erasures TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.escalation_conditions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_conditions TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalation_conditions TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.escalation_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_facts TO chaincare_app;

GRANT UPDATE(fact) ON TABLE chaincare.escalation_facts TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.escalation_terms TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.escalation_texts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(question) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(summary) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(hints) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.evaluation_texts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.evaluation_texts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.factor_assessments TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.factor_assessments TO chaincare_app;

GRANT UPDATE(motivation) ON TABLE chaincare.factor_assessments TO chaincare_door;

GRANT UPDATE(evidence) ON TABLE chaincare.factor_assessments TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.finding_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.finding_facts TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.first_looks TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.former_tasks TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.household_cases TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.household_cases TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.household_cases TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.household_cases TO chaincare_app;

GRANT UPDATE(ended_because) ON TABLE chaincare.household_cases TO chaincare_app;

GRANT SELECT ON TABLE chaincare.incident_exports TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.incident_exports TO chaincare_app;

GRANT UPDATE(approved_by) ON TABLE chaincare.incident_exports TO chaincare_app;

GRANT UPDATE(approved_at) ON TABLE chaincare.incident_exports TO chaincare_app;

GRANT UPDATE(expires_at) ON TABLE chaincare.incident_exports TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.informed_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.informed_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.inventories TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(target_group) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(area) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(from_on) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(until_on) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(changed_by) ON TABLE chaincare.inventories TO chaincare_app;

GRANT UPDATE(changed_at) ON TABLE chaincare.inventories TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.inventory_line_informed TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventory_line_informed TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.inventory_line_reviews TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventory_line_reviews TO chaincare_app;

GRANT SELECT,DELETE,UPDATE ON TABLE chaincare.inventory_lines TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(case_id) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(given_names) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(prefix) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(family_name) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(call_name) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(birth_date) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(birth_precision) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(need) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(entitlement) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(entitlement_article) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(told_on) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(review_on) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(withdrawn_because) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT UPDATE(kept_from) ON TABLE chaincare.inventory_lines TO chaincare_app;

GRANT SELECT ON TABLE chaincare.inventory_parties TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventory_parties TO chaincare_app;

GRANT UPDATE(help) ON TABLE chaincare.inventory_parties TO chaincare_door;

GRANT UPDATE(needed_for) ON TABLE chaincare.inventory_parties TO chaincare_door;

GRANT UPDATE(version) ON TABLE chaincare.inventory_parties TO chaincare_app;

GRANT SELECT ON TABLE chaincare.inventory_party_steps TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.inventory_party_steps TO chaincare_app;

GRANT UPDATE(next_step) ON TABLE chaincare.inventory_party_steps TO chaincare_door;

GRANT UPDATE(reason) ON TABLE chaincare.inventory_party_steps TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.invitations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.invitations TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.known_names TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.legal_bases TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.legal_bases TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.legal_basis_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.legal_basis_withdrawals TO chaincare_app;

GRANT SELECT ON TABLE chaincare.legal_grounds TO chaincare_app;
GRANT SELECT ON TABLE chaincare.legal_grounds TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.legal_holds TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.legal_holds TO chaincare_app;

GRANT UPDATE(lifted_by) ON TABLE chaincare.legal_holds TO chaincare_app;

GRANT UPDATE(lifted_at) ON TABLE chaincare.legal_holds TO chaincare_app;

GRANT UPDATE(lifted_because) ON TABLE chaincare.legal_holds TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.log_alarms TO chaincare_door;

GRANT SELECT ON TABLE chaincare.log_export_downloads TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.log_export_downloads TO chaincare_app;

GRANT UPDATE(written) ON TABLE chaincare.log_export_downloads TO chaincare_app;

GRANT UPDATE(written_at) ON TABLE chaincare.log_export_downloads TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.log_export_downloads TO chaincare_app;

GRANT SELECT ON TABLE chaincare.log_exports TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.log_exports TO chaincare_app;

GRANT UPDATE(expires_at) ON TABLE chaincare.log_exports TO chaincare_app;

GRANT UPDATE(decided_by) ON TABLE chaincare.log_exports TO chaincare_app;

GRANT UPDATE(decided_at) ON TABLE chaincare.log_exports TO chaincare_app;

GRANT UPDATE(decision) ON TABLE chaincare.log_exports TO chaincare_app;

GRANT UPDATE(decision_reason) ON TABLE chaincare.log_exports TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.log_samples TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.log_samples TO chaincare_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE chaincare.log_texts_waiting TO chaincare_door;

GRANT SELECT ON TABLE chaincare.login_blocks TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.login_blocks TO chaincare_app;

GRANT UPDATE(unblocked_by) ON TABLE chaincare.login_blocks TO chaincare_app;

GRANT UPDATE(unblocked_at) ON TABLE chaincare.login_blocks TO chaincare_app;

GRANT UPDATE(unblocked_because) ON TABLE chaincare.login_blocks TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.match_checks TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.match_decisions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.match_decisions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.meeting_agreements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_agreements TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.meeting_attendances TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_attendances TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.meeting_words TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_words TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.meetings TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meetings TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.memberships TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.memberships TO chaincare_app;

GRANT SELECT ON TABLE chaincare.migration TO chaincare_app;
GRANT SELECT ON TABLE chaincare.migration TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.needed_parties TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(next_step) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(next_step_on) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(participation_id) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(refused_because) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.needed_party_steps TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.needed_party_steps TO chaincare_app;

GRANT SELECT ON TABLE chaincare.network_bottleneck_raisers TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_bottleneck_raisers TO chaincare_app;

GRANT SELECT ON TABLE chaincare.network_bottleneck_steps TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_bottleneck_steps TO chaincare_app;

GRANT UPDATE(words) ON TABLE chaincare.network_bottleneck_steps TO chaincare_door;

GRANT SELECT ON TABLE chaincare.network_bottlenecks TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_bottlenecks TO chaincare_app;

GRANT UPDATE(words) ON TABLE chaincare.network_bottlenecks TO chaincare_door;

GRANT UPDATE(state) ON TABLE chaincare.network_bottlenecks TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.network_bottlenecks TO chaincare_app;

GRANT SELECT ON TABLE chaincare.network_document_editions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_document_editions TO chaincare_app;

GRANT UPDATE(title) ON TABLE chaincare.network_document_editions TO chaincare_door;

GRANT UPDATE(words) ON TABLE chaincare.network_document_editions TO chaincare_door;

GRANT UPDATE(folded) ON TABLE chaincare.network_document_editions TO chaincare_door;

GRANT SELECT ON TABLE chaincare.network_documents TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_documents TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.network_documents TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.network_erasures TO chaincare_door;
GRANT SELECT ON TABLE chaincare.network_erasures TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.network_moves TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_moves TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.network_moves TO chaincare_app;
GRANT UPDATE(state) ON TABLE chaincare.network_moves TO chaincare_door;

GRANT UPDATE(decided_by) ON TABLE chaincare.network_moves TO chaincare_app;

GRANT UPDATE(decided_at) ON TABLE chaincare.network_moves TO chaincare_app;
GRANT UPDATE(decided_at) ON TABLE chaincare.network_moves TO chaincare_door;

GRANT UPDATE(let_be) ON TABLE chaincare.network_moves TO chaincare_app;

GRANT SELECT ON TABLE chaincare.network_statistics TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.network_statistics TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.note_readings TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.note_recalls TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.note_recalls TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.note_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.note_versions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.notes TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(body) ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(readers) ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(corrected_by) ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(corrected_at) ON TABLE chaincare.notes TO chaincare_app;

GRANT UPDATE(corrected_because) ON TABLE chaincare.notes TO chaincare_app;

GRANT SELECT ON TABLE chaincare.office_hours TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.office_hours TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.organisations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(oin) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(kvk) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(status_because) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(status_since) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(closing_days) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(closing_days_version) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(brin) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(agb) ON TABLE chaincare.organisations TO chaincare_app;

GRANT SELECT ON TABLE chaincare.partner_stops TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.partner_stops TO chaincare_app;

GRANT UPDATE(resumed_by) ON TABLE chaincare.partner_stops TO chaincare_app;

GRANT UPDATE(resumed_at) ON TABLE chaincare.partner_stops TO chaincare_app;

GRANT UPDATE(resumed_because) ON TABLE chaincare.partner_stops TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.pause_texts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.pause_texts TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.plan_answers TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.plan_answers TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.plan_editions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.plan_editions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.plans TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.plans TO chaincare_app;

GRANT UPDATE(client_may_read) ON TABLE chaincare.plans TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.plans TO chaincare_app;

GRANT SELECT ON TABLE chaincare.processing_activities TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.processing_activities TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.professionals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(unit_id) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(function) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(phone) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(deactivated_because) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(register) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(registration_number) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.professionals TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.protection_reviews TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.protection_reviews TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.regie TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie TO chaincare_app;

GRANT UPDATE(open_proposal_id) ON TABLE chaincare.regie TO chaincare_app;
GRANT UPDATE(open_proposal_id) ON TABLE chaincare.regie TO chaincare_door;

GRANT UPDATE(vacant_because) ON TABLE chaincare.regie TO chaincare_app;
GRANT UPDATE(vacant_because) ON TABLE chaincare.regie TO chaincare_door;

GRANT UPDATE(due_at) ON TABLE chaincare.regie TO chaincare_door;

GRANT UPDATE(noted_proposal_id) ON TABLE chaincare.regie TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.regie_corrections TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_corrections TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_facts TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.regie_last_resorts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_last_resorts TO chaincare_app;

GRANT UPDATE(name_by) ON TABLE chaincare.regie_last_resorts TO chaincare_door;

GRANT UPDATE(named_id) ON TABLE chaincare.regie_last_resorts TO chaincare_app;

GRANT UPDATE(named_by) ON TABLE chaincare.regie_last_resorts TO chaincare_app;

GRANT UPDATE(named_at) ON TABLE chaincare.regie_last_resorts TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.regie_last_resorts TO chaincare_app;
GRANT UPDATE(ended_at) ON TABLE chaincare.regie_last_resorts TO chaincare_door;

GRANT UPDATE(because) ON TABLE chaincare.regie_last_resorts TO chaincare_app;
GRANT UPDATE(because) ON TABLE chaincare.regie_last_resorts TO chaincare_door;

GRANT UPDATE(ended_by) ON TABLE chaincare.regie_last_resorts TO chaincare_app;

GRANT UPDATE(unnamed_at) ON TABLE chaincare.regie_last_resorts TO chaincare_door;

GRANT UPDATE(unnamed_because) ON TABLE chaincare.regie_last_resorts TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_outcomes TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_outcomes TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_proposals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_proposals TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.regie_resignation_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_resignation_withdrawals TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.regie_resignations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_resignations TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.regie_responses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_responses TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.relation_conflicts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.relation_conflicts TO chaincare_app;

GRANT UPDATE(review_on) ON TABLE chaincare.relation_conflicts TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.relation_conflicts TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.relation_conflicts TO chaincare_app;

GRANT UPDATE(ended_because) ON TABLE chaincare.relation_conflicts TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.relatives TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.relatives TO chaincare_app;

GRANT UPDATE(ended_by) ON TABLE chaincare.relatives TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.relatives TO chaincare_app;

GRANT UPDATE(ended_because) ON TABLE chaincare.relatives TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.representatives TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.representatives TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.restricted_item_uses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.restricted_item_uses TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.restricted_items TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.restricted_items TO chaincare_app;

GRANT UPDATE(lifted_by) ON TABLE chaincare.restricted_items TO chaincare_app;

GRANT UPDATE(lifted_at) ON TABLE chaincare.restricted_items TO chaincare_app;

GRANT UPDATE(lifted_because) ON TABLE chaincare.restricted_items TO chaincare_app;

GRANT UPDATE(told_how) ON TABLE chaincare.restricted_items TO chaincare_app;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.safety_sheet_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.safety_sheet_versions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.safety_sheets TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(residents) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(dangers) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(contact_bans) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(door_notes) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(changed_by) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT UPDATE(changed_at) ON TABLE chaincare.safety_sheets TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.sampled_entries TO chaincare_door;
GRANT SELECT ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT INSERT(sample_id) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT INSERT(place) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT INSERT(entry_at) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT INSERT(entry_id) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT UPDATE(reviewed_by) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT UPDATE(reviewed_at) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT UPDATE(outcome) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT UPDATE(reason) ON TABLE chaincare.sampled_entries TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.sealed_batches TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.sealed_ids TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.sealed_logs TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.sealed_nodes TO chaincare_door;

GRANT SELECT,DELETE ON TABLE chaincare.secrecy_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.secrecy_withdrawals TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.services TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(unit_id) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(specialism) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(help) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(target_group) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(area) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(reaction_days) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(needs_referral) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(waiting_days) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(waiting_stated_on) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(retired_because) ON TABLE chaincare.services TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.services TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.stand_ins TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.stand_ins TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.stand_ins TO chaincare_app;
GRANT UPDATE(during) ON TABLE chaincare.stand_ins TO chaincare_door;

GRANT UPDATE(moments) ON TABLE chaincare.stand_ins TO chaincare_app;
GRANT UPDATE(moments) ON TABLE chaincare.stand_ins TO chaincare_door;

GRANT UPDATE(answer) ON TABLE chaincare.stand_ins TO chaincare_app;

GRANT UPDATE(answered_at) ON TABLE chaincare.stand_ins TO chaincare_app;

GRANT UPDATE(ended_at) ON TABLE chaincare.stand_ins TO chaincare_app;
GRANT UPDATE(ended_at) ON TABLE chaincare.stand_ins TO chaincare_door;

GRANT UPDATE(ended_by) ON TABLE chaincare.stand_ins TO chaincare_app;
GRANT UPDATE(ended_by) ON TABLE chaincare.stand_ins TO chaincare_door;

GRANT SELECT,INSERT,DELETE ON TABLE chaincare.statement_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.statement_versions TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.statements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.statements TO chaincare_app;

GRANT UPDATE(body) ON TABLE chaincare.statements TO chaincare_app;

GRANT UPDATE(family_may_read) ON TABLE chaincare.statements TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.statements TO chaincare_app;

GRANT UPDATE(changed_at) ON TABLE chaincare.statements TO chaincare_app;

GRANT SELECT,DELETE ON TABLE chaincare.successions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.successions TO chaincare_app;

GRANT UPDATE(from_id) ON TABLE chaincare.successions TO chaincare_door;

GRANT UPDATE(over_at) ON TABLE chaincare.successions TO chaincare_app;
GRANT UPDATE(over_at) ON TABLE chaincare.successions TO chaincare_door;

GRANT UPDATE(withdrawn_because) ON TABLE chaincare.successions TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.token_issuers TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.token_issuers TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.unit_places TO chaincare_door;

GRANT UPDATE(ended_at) ON TABLE chaincare.unit_places TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.units TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(statutory_task) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(bsn_bases) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(bsn_bases_version) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.units TO chaincare_app;
