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
	moment timestamp with time zone
);
ALTER TYPE chaincare.caller OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.leaf_field(value bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN CASE WHEN (value IS NULL) THEN int4send('-1'::integer) ELSE (int4send(octet_length(value)) || value) END;
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
    CONSTRAINT access_entries_action_check CHECK ((action = ANY (ARRAY['C'::text, 'R'::text, 'U'::text, 'D'::text, 'E'::text]))),
    CONSTRAINT access_entries_event_check CHECK ((event ~ '^[a-z0-9.-]{1,60}$'::text)),
    CONSTRAINT access_entries_outcome_check CHECK ((outcome = ANY (ARRAY['entered'::text, 'not_visible'::text, 'refused'::text, 'done'::text]))),
    CONSTRAINT access_entries_purpose_check CHECK ((purpose ~ '^[a-z_]{1,60}$'::text)),
    CONSTRAINT access_entries_reach_check CHECK ((reach = ANY (ARRAY['that'::text, 'core'::text, 'full'::text, 'client'::text, 'steering'::text, 'target'::text, 'log'::text, 'own_log'::text, 'directory'::text, 'administration'::text, 'asker'::text, 'author'::text, 'card'::text, 'emergency'::text, 'match'::text, 'privacy'::text, 'oversight'::text]))),
    CONSTRAINT access_entries_relation_check CHECK ((relation = ANY (ARRAY['participation'::text, 'team'::text, 'client'::text, 'representative'::text, 'target'::text, 'coordinator'::text, 'auditor'::text, 'administrator'::text, 'directory'::text, 'opening'::text, 'own'::text, 'none'::text, 'asker'::text, 'author'::text, 'emergency'::text, 'match'::text, 'privacy_officer'::text, 'fg'::text]))),
    CONSTRAINT access_entries_rule_check CHECK ((rule ~ '^[a-z0-9/-]{1,60}$'::text)),
    CONSTRAINT access_entries_span_id_check CHECK ((octet_length(span_id) = 8)),
    CONSTRAINT access_entries_trace_id_check CHECK ((octet_length(trace_id) = 16))
)
PARTITION BY RANGE (at);
ALTER TABLE ONLY chaincare.access_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.access_entries OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.access_leaf(e chaincare.access_entries) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN ((((((((((((((((((((((((((((((('\x01'::bytea || chaincare.leaf_field(int8send(((EXTRACT(epoch FROM (e).at) * (1000000)::numeric))::bigint))) || chaincare.leaf_field(uuid_send((e).id))) || chaincare.leaf_field(uuid_send((e).query_id))) || chaincare.leaf_field(convert_to((e).event, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).action, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).outcome, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).issuer, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).subject, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).actor_id))) || chaincare.leaf_field(convert_to((e).role, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).unit_id))) || chaincare.leaf_field(uuid_send((e).organisation_id))) || chaincare.leaf_field(convert_to((e).partner, 'UTF8'::name))) || chaincare.leaf_field(substr(inet_send((e).address), 5))) || chaincare.leaf_field(convert_to((e).relation, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).relation_id))) || chaincare.leaf_field(uuid_send((e).relation_by))) || chaincare.leaf_field(convert_to((e).reach, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).basis_id))) || chaincare.leaf_field(convert_to((e).rule, 'UTF8'::name))) || chaincare.leaf_field(convert_to((e).purpose, 'UTF8'::name))) || chaincare.leaf_field(uuid_send((e).network_id))) || chaincare.leaf_field(uuid_send((e).client))) || chaincare.leaf_field(uuid_send((e).case_id))) || chaincare.leaf_field(uuid_send((e).object_id))) || chaincare.leaf_field(uuid_send((e).asked_id))) || chaincare.leaf_field(CASE WHEN (e).emergency THEN '\x01'::bytea ELSE '\x00'::bytea END)) || chaincare.leaf_field(uuid_send((e).request_id))) || chaincare.leaf_field((e).trace_id)) || chaincare.leaf_field((e).span_id)) || chaincare.leaf_field((e).private_digest));
ALTER FUNCTION chaincare.access_leaf(e chaincare.access_entries) OWNER TO chaincare_owner;

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
    CONSTRAINT escalations_ball_check CHECK ((ball = ANY (ARRAY['requester'::text, 'regie_holder'::text, 'target'::text, 'party'::text]))),
    CONSTRAINT escalations_bridge_named CHECK (((bridge_id IS NOT NULL) OR (NOT bridge_agreed))),
    CONSTRAINT escalations_check CHECK (((help <> 'complement'::text) OR (num_nonnulls(scope, purpose, basis) = 3))),
    CONSTRAINT escalations_check1 CHECK (((help <> 'strengthen'::text) OR (num_nulls(scope, purpose, basis) = 3))),
    CONSTRAINT escalations_check2 CHECK (((ball IS NULL) = (state = ANY (ARRAY['finished'::text, 'broken_off'::text, 'declined'::text, 'withdrawn'::text])))),
    CONSTRAINT escalations_check3 CHECK (((ball IS NULL) = (ball_since IS NULL))),
    CONSTRAINT escalations_help_check CHECK ((help = ANY (ARRAY['complement'::text, 'strengthen'::text]))),
    CONSTRAINT escalations_in_case_or_none CHECK (
CASE
    WHEN (case_id IS NULL) THEN ((help = 'strengthen'::text) AND (num_nonnulls(asked_by, network_id) = 2) AND (num_nonnulls(requested_by, "limit", converted_from, bridge_id, ball_participation_id) = 0))
    ELSE ((num_nonnulls(requested_by, "limit") = 2) AND (num_nonnulls(asked_by, network_id) = 0))
END),
    CONSTRAINT escalations_limit_check CHECK (("limit" = ANY (ARRAY['reached'::text, 'imminent'::text]))),
    CONSTRAINT escalations_party_named CHECK ((COALESCE((ball = 'party'::text), false) = (ball_participation_id IS NOT NULL))),
    CONSTRAINT escalations_reviewed CHECK (((state <> 'waiting'::text) OR (review_due_on IS NOT NULL))),
    CONSTRAINT escalations_scope_check CHECK ((scope = ANY (ARRAY['that'::text, 'core'::text, 'full'::text]))),
    CONSTRAINT escalations_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'requested'::text, 'accepted'::text, 'waiting'::text, 'started'::text, 'finished'::text, 'broken_off'::text, 'declined'::text, 'withdrawn'::text])))
);
ALTER TABLE ONLY chaincare.escalations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalations OWNER TO chaincare_owner;

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
    CONSTRAINT repeats_key_digest_check CHECK ((octet_length(key_digest) = 32)),
    CONSTRAINT repeats_request_digest_check CHECK ((octet_length(request_digest) = 32))
);
ALTER TABLE ONLY chaincare.repeats FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.repeats OWNER TO chaincare_owner;

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
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
END $$;
ALTER FUNCTION chaincare.make_log_partitions() OWNER TO chaincare_owner;

CREATE FUNCTION chaincare.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
ALTER FUNCTION chaincare.refuse_change() OWNER TO chaincare_owner;

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
    CONSTRAINT agreements_awaiting CHECK (((state = 'awaiting_new_responsible'::text) = (waiting_on = ANY (ARRAY['candidate'::text, 'regie_holder'::text])))),
    CONSTRAINT agreements_candidate_waits CHECK (((candidate_id IS NOT NULL) = (waiting_on = 'candidate'::text))),
    CONSTRAINT agreements_check CHECK (((shifts > 0) OR (due_on = original_due_on))),
    CONSTRAINT agreements_readers_check CHECK ((cardinality(readers) > 0)),
    CONSTRAINT agreements_shifts_check CHECK ((shifts >= 0)),
    CONSTRAINT agreements_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'agreed'::text, 'in_progress'::text, 'reported_kept'::text, 'kept'::text, 'awaiting_new_responsible'::text, 'declined'::text, 'not_kept'::text, 'cancelled'::text]))),
    CONSTRAINT agreements_waiting_on_check CHECK ((waiting_on = ANY (ARRAY['responsible'::text, 'proposer'::text, 'confirmer'::text, 'candidate'::text, 'regie_holder'::text, 'nobody'::text])))
);
ALTER TABLE ONLY chaincare.agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.agreements OWNER TO chaincare_owner;

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

CREATE TABLE chaincare.cases (
    id uuid NOT NULL,
    reference text NOT NULL,
    network_id uuid NOT NULL,
    client_id uuid NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    CONSTRAINT cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
);
ALTER TABLE ONLY chaincare.cases FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.cases OWNER TO chaincare_owner;

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
    CONSTRAINT client_bsns_blind_check CHECK ((octet_length(blind) = 32)),
    CONSTRAINT client_bsns_check CHECK (((removed_by IS NULL) = (removed_at IS NULL))),
    CONSTRAINT client_bsns_purpose_check CHECK ((purpose ~ '^[a-z_]{1,60}$'::text)),
    CONSTRAINT client_bsns_sealed_check CHECK ((octet_length(sealed) = 38))
);
ALTER TABLE ONLY chaincare.client_bsns FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.client_bsns OWNER TO chaincare_owner;

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

CREATE TABLE chaincare.door_file (
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE chaincare.door_file OWNER TO chaincare_owner;

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
    by_id uuid NOT NULL,
    target_id uuid,
    fact jsonb NOT NULL,
    kind text GENERATED ALWAYS AS ((fact ->> 'kind'::text)) STORED NOT NULL
);
ALTER TABLE ONLY chaincare.escalation_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.escalation_texts (
    escalation_id uuid NOT NULL,
    case_id uuid,
    question text NOT NULL,
    summary text NOT NULL,
    hints jsonb NOT NULL
);
ALTER TABLE ONLY chaincare.escalation_texts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.escalation_texts OWNER TO chaincare_owner;

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

CREATE TABLE chaincare.mandates (
    id uuid DEFAULT uuidv7() NOT NULL,
    professional_id uuid NOT NULL,
    kind text NOT NULL,
    network_id uuid NOT NULL,
    organisation_id uuid,
    during tstzrange NOT NULL,
    granted_by uuid,
    CONSTRAINT mandates_during_check CHECK (((NOT isempty(during)) AND (NOT upper_inf(during)))),
    CONSTRAINT mandates_kind_check CHECK ((kind = ANY (ARRAY['coordinator'::text, 'auditor'::text, 'administrator'::text, 'privacy_officer'::text, 'fg'::text]))),
    CONSTRAINT mandates_organisation_check CHECK (((organisation_id IS NULL) OR (kind = ANY (ARRAY['auditor'::text, 'privacy_officer'::text, 'fg'::text]))))
);
ALTER TABLE ONLY chaincare.mandates FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.mandates OWNER TO chaincare_owner;

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

CREATE TABLE chaincare.networks (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    region text NOT NULL,
    scale text NOT NULL,
    municipalities text[] DEFAULT '{}'::text[] NOT NULL,
    objection_days integer DEFAULT 5 NOT NULL,
    CONSTRAINT networks_objection_days_check CHECK (((objection_days >= 1) AND (objection_days <= 30))),
    CONSTRAINT networks_scale_check CHECK ((scale = ANY (ARRAY['local'::text, 'regional'::text])))
);
ALTER TABLE ONLY chaincare.networks FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.networks OWNER TO chaincare_owner;

CREATE TABLE chaincare.notes (
    id uuid DEFAULT uuidv7() NOT NULL,
    case_id uuid NOT NULL,
    author_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    body text NOT NULL,
    readers text[] NOT NULL,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT notes_readers_check CHECK ((cardinality(readers) > 0))
);
ALTER TABLE ONLY chaincare.notes FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.notes OWNER TO chaincare_owner;

CREATE TABLE chaincare.organisations (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    sector text NOT NULL,
    oin text,
    kvk text,
    status text DEFAULT 'active'::text NOT NULL,
    issuer text NOT NULL,
    CONSTRAINT organisations_sector_check CHECK ((sector = ANY (ARRAY['education'::text, 'social'::text, 'care'::text, 'work_and_income'::text, 'housing'::text, 'safety'::text, 'funder'::text]))),
    CONSTRAINT organisations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'leaving'::text, 'left'::text, 'insolvent'::text])))
);
ALTER TABLE ONLY chaincare.organisations FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.organisations OWNER TO chaincare_owner;

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
    CONSTRAINT professionals_status_check CHECK ((status = ANY (ARRAY['active'::text, 'deactivated'::text])))
);
ALTER TABLE ONLY chaincare.professionals FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.professionals OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie (
    case_id uuid NOT NULL,
    open_proposal_id uuid,
    vacant_because text NOT NULL,
    CONSTRAINT regie_vacant_because_check CHECK ((vacant_because = ANY (ARRAY['not_yet_agreed'::text, 'interim_ended'::text, 'laid_down'::text, 'assent_taken_back'::text])))
);
ALTER TABLE ONLY chaincare.regie FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie OWNER TO chaincare_owner;

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
    CONSTRAINT regie_facts_because_check CHECK ((because = ANY (ARRAY['passed_on'::text, 'laid_down'::text, 'interim_over'::text, 'assent_taken_back'::text]))),
    CONSTRAINT regie_facts_check CHECK ((num_nonnulls(holder_id, kind, mandate) =
CASE fact
    WHEN 'began'::text THEN 3
    ELSE 0
END)),
    CONSTRAINT regie_facts_check1 CHECK (((fact = 'began'::text) OR (proposal_id IS NULL))),
    CONSTRAINT regie_facts_check2 CHECK (((ends_at IS NULL) = (because IS NULL))),
    CONSTRAINT regie_facts_check3 CHECK (((fact = 'began'::text) OR ((ends_at IS NULL) = (fact = 'goes_on'::text)))),
    CONSTRAINT regie_facts_fact_check CHECK ((fact = ANY (ARRAY['began'::text, 'ends'::text, 'goes_on'::text]))),
    CONSTRAINT regie_facts_kind_check CHECK ((kind = ANY (ARRAY['agreed'::text, 'assigned'::text, 'interim'::text]))),
    CONSTRAINT regie_facts_number_check CHECK ((number > 0))
);
ALTER TABLE ONLY chaincare.regie_facts FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_facts OWNER TO chaincare_owner;

CREATE TABLE chaincare.regie_outcomes (
    proposal_id uuid NOT NULL,
    case_id uuid NOT NULL,
    outcome text NOT NULL,
    reason text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT regie_outcomes_outcome_check CHECK ((outcome = ANY (ARRAY['in_effect'::text, 'declined'::text, 'objected'::text, 'withdrawn'::text, 'expired'::text, 'lapsed'::text])))
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
    CONSTRAINT regie_proposals_check CHECK (((kind <> 'assignment'::text) OR (reason IS NOT NULL))),
    CONSTRAINT regie_proposals_check1 CHECK (((kind <> 'handover'::text) OR (handover_note IS NOT NULL))),
    CONSTRAINT regie_proposals_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'handover'::text, 'assignment'::text]))),
    CONSTRAINT regie_proposals_mandate_check CHECK ((cardinality(mandate) > 0))
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

CREATE TABLE chaincare.regie_terms (
    case_id uuid NOT NULL,
    during tstzrange NOT NULL,
    holder_id uuid NOT NULL,
    kind text NOT NULL,
    mandate text[] NOT NULL,
    proposal_id uuid,
    CONSTRAINT regie_terms_check CHECK (((kind = 'interim'::text) OR (proposal_id IS NOT NULL))),
    CONSTRAINT regie_terms_kind_check CHECK ((kind = ANY (ARRAY['agreed'::text, 'assigned'::text, 'interim'::text])))
);
ALTER TABLE ONLY chaincare.regie_terms FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.regie_terms OWNER TO chaincare_owner;

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
    CONSTRAINT services_help_check CHECK ((help = ANY (ARRAY['complement'::text, 'strengthen'::text, 'both'::text]))),
    CONSTRAINT services_reaction_days_check CHECK (((reaction_days >= 1) AND (reaction_days <= 60)))
);
ALTER TABLE ONLY chaincare.services FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.services OWNER TO chaincare_owner;

CREATE TABLE chaincare.token_issuers (
    issuer text NOT NULL,
    kind text NOT NULL,
    jwks_uri text NOT NULL,
    CONSTRAINT token_issuers_kind_check CHECK ((kind = ANY (ARRAY['organisation'::text, 'citizens'::text])))
);
ALTER TABLE ONLY chaincare.token_issuers FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.token_issuers OWNER TO chaincare_owner;

CREATE TABLE chaincare.units (
    id uuid DEFAULT uuidv7() NOT NULL,
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    statutory_task text NOT NULL,
    bsn_bases jsonb DEFAULT '[]'::jsonb NOT NULL,
    bsn_bases_version integer DEFAULT 1 NOT NULL,
    CONSTRAINT units_bsn_bases_check CHECK ((jsonb_typeof(bsn_bases) = 'array'::text))
);
ALTER TABLE ONLY chaincare.units FORCE ROW LEVEL SECURITY;
ALTER TABLE chaincare.units OWNER TO chaincare_owner;

ALTER TABLE ONLY chaincare.access_entries
    ADD CONSTRAINT access_entries_pkey PRIMARY KEY (at, id);

ALTER TABLE ONLY chaincare.agreement_facts
    ADD CONSTRAINT agreement_facts_once PRIMARY KEY (agreement_id, seq);

ALTER TABLE ONLY chaincare.agreement_preconditions
    ADD CONSTRAINT agreement_preconditions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.agreements
    ADD CONSTRAINT agreements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.case_question_versions
    ADD CONSTRAINT case_question_versions_pkey PRIMARY KEY (case_id, version);

ALTER TABLE ONLY chaincare.case_questions
    ADD CONSTRAINT case_questions_pkey PRIMARY KEY (case_id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_one_per_client UNIQUE (client_id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_reference_key UNIQUE (reference);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_invitation_id_key UNIQUE (invitation_id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_pkey PRIMARY KEY (client_id, version);

ALTER TABLE ONLY chaincare.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.clients
    ADD CONSTRAINT clients_pseudonym_key UNIQUE (pseudonym);

ALTER TABLE ONLY chaincare.door_file
    ADD CONSTRAINT door_file_pkey PRIMARY KEY (name);

ALTER TABLE ONLY chaincare.escalation_conditions
    ADD CONSTRAINT escalation_conditions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.escalation_facts
    ADD CONSTRAINT escalation_facts_once PRIMARY KEY (escalation_id, seq);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.escalation_targets
    ADD CONSTRAINT escalation_targets_unit_once UNIQUE (escalation_id, unit_id);

ALTER TABLE ONLY chaincare.escalation_texts
    ADD CONSTRAINT escalation_texts_pkey PRIMARY KEY (escalation_id);

ALTER TABLE ONLY chaincare.escalations
    ADD CONSTRAINT escalations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_code_digest_key UNIQUE (code_digest);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_in_case UNIQUE (case_id, id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_pkey PRIMARY KEY (basis_id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_duties_separate EXCLUDE USING gist (professional_id WITH =, network_id WITH =, kind WITH <>, during WITH &&) WHERE ((kind = ANY (ARRAY['auditor'::text, 'administrator'::text, 'fg'::text])));

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY chaincare.networks
    ADD CONSTRAINT networks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_once_professional EXCLUDE USING gist (case_id WITH =, professional_id WITH =, during WITH &&) WHERE ((professional_id IS NOT NULL));

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_once_unit EXCLUDE USING gist (case_id WITH =, unit_id WITH =, during WITH &&) WHERE ((unit_id IS NOT NULL));

ALTER TABLE ONLY chaincare.participations
    ADD CONSTRAINT participations_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_login UNIQUE (issuer, subject);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_pkey PRIMARY KEY (case_id, number);

ALTER TABLE ONLY chaincare.regie_outcomes
    ADD CONSTRAINT regie_outcomes_once PRIMARY KEY (proposal_id);

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
    ADD CONSTRAINT regie_terms_one_holder PRIMARY KEY (case_id, during WITHOUT OVERLAPS);

ALTER TABLE ONLY chaincare.repeats
    ADD CONSTRAINT repeats_pkey PRIMARY KEY (key_digest);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.services
    ADD CONSTRAINT services_pkey PRIMARY KEY (id);

ALTER TABLE ONLY chaincare.token_issuers
    ADD CONSTRAINT token_issuers_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY chaincare.units
    ADD CONSTRAINT units_pkey PRIMARY KEY (id);

CREATE INDEX access_entries_of_actor ON ONLY chaincare.access_entries USING btree (actor_id, at) WHERE (actor_id IS NOT NULL);

CREATE INDEX access_entries_of_client ON ONLY chaincare.access_entries USING btree (client, at) WHERE (client IS NOT NULL);

CREATE INDEX access_entries_of_denied ON ONLY chaincare.access_entries USING btree (asked_id, at) WHERE ((outcome = 'not_visible'::text) AND (asked_id IS NOT NULL));

CREATE INDEX agreement_facts_of_case ON chaincare.agreement_facts USING btree (case_id);

CREATE INDEX agreement_preconditions_of_agreement ON chaincare.agreement_preconditions USING btree (case_id, agreement_id);

CREATE INDEX cases_of_network ON chaincare.cases USING btree (network_id, id);

CREATE INDEX client_bsns_by_blind ON chaincare.client_bsns USING btree (blind) WHERE (removed_at IS NULL);

CREATE UNIQUE INDEX client_bsns_in_use ON chaincare.client_bsns USING btree (client_id) WHERE (removed_at IS NULL);

CREATE INDEX client_bsns_of_case ON chaincare.client_bsns USING btree (case_id);

CREATE INDEX client_logins_by_subject ON chaincare.client_logins USING btree (issuer, subject);

CREATE INDEX client_versions_of_case ON chaincare.client_versions USING btree (case_id);

CREATE INDEX escalation_conditions_of_case ON chaincare.escalation_conditions USING btree (case_id);

CREATE INDEX escalation_conditions_of_escalation ON chaincare.escalation_conditions USING btree (escalation_id);

CREATE INDEX escalation_facts_of_author ON chaincare.escalation_facts USING btree (by_id, target_id) WHERE (target_id IS NOT NULL);

CREATE INDEX escalation_facts_of_case ON chaincare.escalation_facts USING btree (case_id);

CREATE INDEX escalation_targets_of_case ON chaincare.escalation_targets USING btree (case_id);

CREATE INDEX escalation_targets_of_unit ON chaincare.escalation_targets USING btree (unit_id, state);

CREATE INDEX escalation_texts_of_case ON chaincare.escalation_texts USING btree (case_id);

CREATE INDEX escalations_converted ON chaincare.escalations USING btree (converted_from) WHERE (converted_from IS NOT NULL);

CREATE INDEX escalations_of_asker ON chaincare.escalations USING btree (asked_by, id) WHERE (case_id IS NULL);

CREATE INDEX escalations_of_case ON chaincare.escalations USING btree (case_id);

CREATE INDEX invitations_of_case ON chaincare.invitations USING btree (case_id);

CREATE INDEX legal_bases_of_participation ON chaincare.legal_bases USING btree (participation_id);

CREATE INDEX mandates_of_professional ON chaincare.mandates USING btree (professional_id, kind);

CREATE INDEX meetings_of_case ON chaincare.meetings USING btree (case_id, held_at DESC, id DESC);

CREATE UNIQUE INDEX meetings_once ON chaincare.meetings USING btree (case_id, held_at) WHERE (kind = 'meeting'::text);

CREATE INDEX memberships_of_organisation ON chaincare.memberships USING btree (organisation_id);

CREATE INDEX needed_parties_of_case ON chaincare.needed_parties USING btree (case_id, id);

CREATE INDEX needed_party_steps_of_case ON chaincare.needed_party_steps USING btree (case_id);

CREATE INDEX notes_of_case ON chaincare.notes USING btree (case_id);

CREATE UNIQUE INDEX participations_id ON chaincare.participations USING btree (id);

CREATE UNIQUE INDEX participations_in_case ON chaincare.participations USING btree (case_id, id);

CREATE INDEX participations_of_professional ON chaincare.participations USING btree (professional_id, case_id);

CREATE INDEX participations_of_representative ON chaincare.participations USING btree (representative_id);

CREATE INDEX participations_of_unit ON chaincare.participations USING btree (unit_id, case_id);

CREATE INDEX professionals_of_unit ON chaincare.professionals USING btree (unit_id);

CREATE UNIQUE INDEX regie_facts_began_once ON chaincare.regie_facts USING btree (case_id, began_at) WHERE (fact = 'began'::text);

CREATE INDEX regie_facts_of_term ON chaincare.regie_facts USING btree (case_id, began_at, number);

CREATE INDEX regie_outcomes_of_case ON chaincare.regie_outcomes USING btree (case_id);

CREATE INDEX regie_resignation_withdrawals_of_case ON chaincare.regie_resignation_withdrawals USING btree (case_id);

CREATE INDEX regie_responses_of_case ON chaincare.regie_responses USING btree (case_id);

CREATE UNIQUE INDEX regie_responses_once ON chaincare.regie_responses USING btree (proposal_id, participation_id, ((recorded_by IS NULL)));

CREATE INDEX regie_terms_of_case ON chaincare.regie_terms USING btree (case_id);

CREATE INDEX repeats_by_age ON chaincare.repeats USING btree (at);

CREATE INDEX representatives_of_client ON chaincare.representatives USING btree (client_id);

CREATE INDEX services_of_unit ON chaincare.services USING btree (unit_id);

CREATE INDEX units_of_organisation ON chaincare.units USING btree (organisation_id);

CREATE TRIGGER access_entries_append_only BEFORE DELETE OR UPDATE ON chaincare.access_entries FOR EACH ROW EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_append_only;

CREATE TRIGGER access_entries_no_truncate BEFORE TRUNCATE ON chaincare.access_entries FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
ALTER TABLE chaincare.access_entries ENABLE ALWAYS TRIGGER access_entries_no_truncate;

CREATE CONSTRAINT TRIGGER agreement_facts_require_done AFTER INSERT OR UPDATE ON chaincare.agreement_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER agreement_preconditions_require_done AFTER INSERT OR UPDATE ON chaincare.agreement_preconditions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER agreements_require_done AFTER INSERT OR UPDATE ON chaincare.agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER case_question_versions_require_done AFTER INSERT OR UPDATE ON chaincare.case_question_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER case_questions_keep_version BEFORE UPDATE ON chaincare.case_questions FOR EACH ROW EXECUTE FUNCTION chaincare.keep_question_version();

CREATE CONSTRAINT TRIGGER case_questions_require_done AFTER INSERT OR UPDATE ON chaincare.case_questions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER cases_require_done AFTER INSERT OR UPDATE ON chaincare.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER client_bsns_require_done AFTER INSERT OR UPDATE ON chaincare.client_bsns DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER client_versions_require_done AFTER INSERT OR UPDATE ON chaincare.client_versions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE TRIGGER clients_keep_version BEFORE UPDATE ON chaincare.clients FOR EACH ROW EXECUTE FUNCTION chaincare.keep_client_version();

CREATE CONSTRAINT TRIGGER clients_require_done AFTER INSERT OR UPDATE ON chaincare.clients DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_conditions_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_conditions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_facts_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_targets_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_targets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalation_texts_require_done AFTER INSERT OR UPDATE ON chaincare.escalation_texts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER escalations_require_done AFTER INSERT OR UPDATE ON chaincare.escalations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER invitations_require_done AFTER INSERT OR UPDATE ON chaincare.invitations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER legal_bases_require_done AFTER INSERT OR UPDATE ON chaincare.legal_bases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER legal_basis_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.legal_basis_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER mandates_require_done AFTER INSERT OR UPDATE ON chaincare.mandates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_agreements_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_agreements DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_attendances_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_attendances DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meeting_words_require_done AFTER INSERT OR UPDATE ON chaincare.meeting_words DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER meetings_require_done AFTER INSERT OR UPDATE ON chaincare.meetings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER memberships_require_done AFTER INSERT OR UPDATE ON chaincare.memberships DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER needed_parties_require_done AFTER INSERT OR UPDATE ON chaincare.needed_parties DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER needed_party_steps_require_done AFTER INSERT OR UPDATE ON chaincare.needed_party_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER networks_require_done AFTER INSERT OR UPDATE ON chaincare.networks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER notes_require_done AFTER INSERT OR UPDATE ON chaincare.notes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER organisations_require_done AFTER INSERT OR UPDATE ON chaincare.organisations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER participations_require_done AFTER INSERT OR UPDATE ON chaincare.participations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER professionals_require_done AFTER INSERT OR UPDATE ON chaincare.professionals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_facts_require_done AFTER INSERT OR UPDATE ON chaincare.regie_facts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_outcomes_require_done AFTER INSERT OR UPDATE ON chaincare.regie_outcomes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_proposals_require_done AFTER INSERT OR UPDATE ON chaincare.regie_proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_require_done AFTER INSERT OR UPDATE ON chaincare.regie DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_resignation_withdrawals_require_done AFTER INSERT OR UPDATE ON chaincare.regie_resignation_withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_resignations_require_done AFTER INSERT OR UPDATE ON chaincare.regie_resignations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_responses_require_done AFTER INSERT OR UPDATE ON chaincare.regie_responses DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER regie_terms_require_done AFTER INSERT OR UPDATE ON chaincare.regie_terms DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER repeats_require_done AFTER INSERT OR UPDATE ON chaincare.repeats DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER representatives_require_done AFTER INSERT OR UPDATE ON chaincare.representatives DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER services_require_done AFTER INSERT OR UPDATE ON chaincare.services DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER token_issuers_require_done AFTER INSERT OR UPDATE ON chaincare.token_issuers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

CREATE CONSTRAINT TRIGGER units_require_done AFTER INSERT OR UPDATE ON chaincare.units DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chaincare.require_done();

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

ALTER TABLE ONLY chaincare.case_question_versions
    ADD CONSTRAINT case_question_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.case_questions
    ADD CONSTRAINT case_questions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.cases
    ADD CONSTRAINT cases_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.client_bsns
    ADD CONSTRAINT client_bsns_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES chaincare.invitations(id);

ALTER TABLE ONLY chaincare.client_logins
    ADD CONSTRAINT client_logins_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.client_versions
    ADD CONSTRAINT client_versions_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

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

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.invitations
    ADD CONSTRAINT invitations_representative_id_fkey FOREIGN KEY (representative_id) REFERENCES chaincare.representatives(id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_case_id_participation_id_fkey FOREIGN KEY (case_id, participation_id) REFERENCES chaincare.participations(case_id, id);

ALTER TABLE ONLY chaincare.legal_bases
    ADD CONSTRAINT legal_bases_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_case_id_basis_id_fkey FOREIGN KEY (case_id, basis_id) REFERENCES chaincare.legal_bases(case_id, id);

ALTER TABLE ONLY chaincare.legal_basis_withdrawals
    ADD CONSTRAINT legal_basis_withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_network_id_fkey FOREIGN KEY (network_id) REFERENCES chaincare.networks(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE ONLY chaincare.mandates
    ADD CONSTRAINT mandates_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES chaincare.professionals(id);

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

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.notes
    ADD CONSTRAINT notes_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

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

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_issuer_fkey FOREIGN KEY (issuer) REFERENCES chaincare.token_issuers(issuer);

ALTER TABLE ONLY chaincare.professionals
    ADD CONSTRAINT professionals_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.regie
    ADD CONSTRAINT regie_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie
    ADD CONSTRAINT regie_case_id_open_proposal_id_fkey FOREIGN KEY (case_id, open_proposal_id) REFERENCES chaincare.regie_proposals(case_id, id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_case_id_resignation_id_fkey FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations(case_id, id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_facts
    ADD CONSTRAINT regie_facts_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_outcomes
    ADD CONSTRAINT regie_outcomes_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_outcomes
    ADD CONSTRAINT regie_outcomes_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_proposals
    ADD CONSTRAINT regie_proposals_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_case_id_resignation_id_fkey FOREIGN KEY (case_id, resignation_id) REFERENCES chaincare.regie_resignations(case_id, id);

ALTER TABLE ONLY chaincare.regie_resignation_withdrawals
    ADD CONSTRAINT regie_resignation_withdrawals_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES chaincare.participations(id);

ALTER TABLE ONLY chaincare.regie_resignations
    ADD CONSTRAINT regie_resignations_resigned_by_fkey FOREIGN KEY (resigned_by) REFERENCES chaincare.professionals(id);

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
    ADD CONSTRAINT regie_terms_holder_takes_part FOREIGN KEY (holder_id, PERIOD during) REFERENCES chaincare.participations(id, PERIOD during);

ALTER TABLE ONLY chaincare.regie_terms
    ADD CONSTRAINT regie_terms_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES chaincare.regie_proposals(id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_case_id_fkey FOREIGN KEY (case_id) REFERENCES chaincare.cases(id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_client_id_fkey FOREIGN KEY (client_id) REFERENCES chaincare.clients(id);

ALTER TABLE ONLY chaincare.representatives
    ADD CONSTRAINT representatives_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES chaincare.professionals(id);

ALTER TABLE ONLY chaincare.services
    ADD CONSTRAINT services_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES chaincare.units(id);

ALTER TABLE ONLY chaincare.units
    ADD CONSTRAINT units_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES chaincare.organisations(id);

ALTER TABLE chaincare.access_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreement_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreement_preconditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.agreements ENABLE ROW LEVEL SECURITY;

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

CREATE POLICY app_adds ON chaincare.agreement_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_facts.agreement_id)))));

CREATE POLICY app_adds ON chaincare.agreement_preconditions FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_adds ON chaincare.agreements FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.case_questions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.cases FOR INSERT TO chaincare_app WITH CHECK ((id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.client_bsns FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.clients FOR INSERT TO chaincare_app WITH CHECK ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{full}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_conditions FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,target}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_targets FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalation_texts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.escalations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.invitations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.legal_bases FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,target}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.legal_basis_withdrawals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.mandates FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.meeting_agreements FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = meeting_agreements.agreement_id)))));

CREATE POLICY app_adds ON chaincare.meeting_attendances FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.meeting_words FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.meetings FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.memberships FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.needed_parties FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.needed_party_steps FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.networks FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.notes FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.organisations FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.participations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.professionals FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.regie FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_facts FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_outcomes FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_proposals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_resignation_withdrawals FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_resignations FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_responses FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.regie_terms FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.repeats FOR INSERT TO chaincare_app WITH CHECK (chaincare.cleared_repeat(repeats.*));

CREATE POLICY app_adds ON chaincare.representatives FOR INSERT TO chaincare_app WITH CHECK ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_adds ON chaincare.services FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.token_issuers FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_adds ON chaincare.units FOR INSERT TO chaincare_app WITH CHECK (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_answers ON chaincare.repeats FOR UPDATE TO chaincare_app USING (((answer IS NULL) AND chaincare.cleared_repeat(repeats.*))) WITH CHECK (((answer IS NOT NULL) AND chaincare.cleared_repeat(repeats.*)));

CREATE POLICY app_changes ON chaincare.agreement_preconditions FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_changes ON chaincare.agreements FOR UPDATE TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)));

CREATE POLICY app_changes ON chaincare.case_questions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.cases FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.clients FOR UPDATE TO chaincare_app USING ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{full}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalation_conditions FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalation_texts FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.mandates FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.memberships FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.needed_parties FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.networks FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.organisations FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.participations FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.professionals FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.regie FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.regie_terms FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_changes ON chaincare.services FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.token_issuers FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_changes ON chaincare.units FOR UPDATE TO chaincare_app USING (( SELECT chaincare.cleared_for('administration'::text) AS cleared_for));

CREATE POLICY app_reads ON chaincare.mandates FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.memberships FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.networks FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.organisations FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.professionals FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.services FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.token_issuers FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_reads ON chaincare.units FOR SELECT TO chaincare_app USING (true);

CREATE POLICY app_removes ON chaincare.client_bsns FOR UPDATE TO chaincare_app USING (((removed_at IS NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])))) WITH CHECK (((removed_at IS NOT NULL) AND (case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_sees ON chaincare.agreement_facts FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_facts.agreement_id)))));

CREATE POLICY app_sees ON chaincare.agreement_preconditions FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])) AND (EXISTS ( SELECT
   FROM chaincare.agreements a
  WHERE (a.id = agreement_preconditions.agreement_id)))));

CREATE POLICY app_sees ON chaincare.agreements FOR SELECT TO chaincare_app USING ((((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)) OR (case_id = ANY (( SELECT chaincare.cleared_cases('{steering}'::text[]) AS cleared_cases)::uuid[]))));

CREATE POLICY app_sees ON chaincare.case_question_versions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.case_questions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.cases FOR SELECT TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.client_bsns FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.client_versions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.clients FOR SELECT TO chaincare_app USING ((pseudonym = ANY (( SELECT chaincare.cleared_clients('{that,core,full,client}'::text[]) AS cleared_clients)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_conditions FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_facts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_targets FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalation_texts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.escalations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.invitations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.legal_bases FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.legal_basis_withdrawals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{full,client}'::text[]) AS cleared_cases)::uuid[])));

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

CREATE POLICY app_sees ON chaincare.notes FOR SELECT TO chaincare_app USING (((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])) AND ((( SELECT chaincare.cleared_audiences() AS cleared_audiences) -> (case_id)::text) ?| readers)));

CREATE POLICY app_sees ON chaincare.participations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_facts FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_outcomes FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_proposals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_resignations FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_responses FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.regie_terms FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{that,core,full,client,steering}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY app_sees ON chaincare.repeats FOR SELECT TO chaincare_app USING (chaincare.cleared_repeat(repeats.*));

CREATE POLICY app_sees ON chaincare.representatives FOR SELECT TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{core,full,client}'::text[]) AS cleared_cases)::uuid[])));

CREATE POLICY asker_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalation_targets FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalation_texts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_adds ON chaincare.escalations FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[])) AND (asked_by = ANY (( SELECT chaincare.cleared_actors() AS cleared_actors)::uuid[]))));

CREATE POLICY asker_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY asker_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING (((case_id IS NULL) AND (id = ANY (( SELECT chaincare.cleared_consultations() AS cleared_consultations)::uuid[]))));

CREATE POLICY auditor_sees ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id = ANY (( SELECT chaincare.cleared_log_organisations() AS cleared_log_organisations)::uuid[])) AND ((network_id IS NULL) OR (network_id = ANY (( SELECT chaincare.cleared_log_networks() AS cleared_log_networks)::uuid[])))));

ALTER TABLE chaincare.case_question_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.case_questions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.cases ENABLE ROW LEVEL SECURITY;

CREATE POLICY citizens_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id IS NULL) AND (network_id = ANY (( SELECT chaincare.cleared_log_whole_networks() AS cleared_log_whole_networks)::uuid[]))));

ALTER TABLE chaincare.client_bsns ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.client_logins ENABLE ROW LEVEL SECURITY;

CREATE POLICY client_objects ON chaincare.regie FOR UPDATE TO chaincare_app USING ((case_id = ANY (( SELECT chaincare.cleared_cases('{client}'::text[]) AS cleared_cases)::uuid[]))) WITH CHECK ((open_proposal_id IS NULL));

CREATE POLICY client_sees_own ON chaincare.access_entries FOR SELECT TO chaincare_app USING ((client = ANY (( SELECT chaincare.cleared_clients('{own_log}'::text[]) AS cleared_clients)::uuid[])));

ALTER TABLE chaincare.client_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.clients ENABLE ROW LEVEL SECURITY;

CREATE POLICY door_founds ON chaincare.mandates FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.memberships FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.networks FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.organisations FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.professionals FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.services FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.token_issuers FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_founds ON chaincare.units FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.case_question_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_keeps ON chaincare.client_versions FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_lapses ON chaincare.escalation_targets FOR UPDATE TO chaincare_door USING ((state = 'requested'::text)) WITH CHECK ((state = 'lapsed'::text));

CREATE POLICY door_links ON chaincare.client_logins FOR INSERT TO chaincare_door WITH CHECK (true);

CREATE POLICY door_reads ON chaincare.access_entries FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreement_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreement_preconditions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.agreements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_question_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.case_questions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.cases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_bsns FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_logins FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.client_versions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.clients FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_conditions FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_targets FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalation_texts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.escalations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.invitations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_bases FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.legal_basis_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.mandates FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_agreements FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_attendances FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meeting_words FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.meetings FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.memberships FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.needed_parties FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.needed_party_steps FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.networks FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.notes FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.organisations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.participations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.professionals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_facts FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_outcomes FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_proposals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_resignation_withdrawals FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_resignations FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_responses FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.regie_terms FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.repeats FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.representatives FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.services FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.token_issuers FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_reads ON chaincare.units FOR SELECT TO chaincare_door USING (true);

CREATE POLICY door_writes ON chaincare.access_entries FOR INSERT TO chaincare_door WITH CHECK (true);

ALTER TABLE chaincare.escalation_conditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_targets ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalation_texts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.escalations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_bases ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.legal_basis_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.mandates ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_agreements ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_attendances ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meeting_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.meetings ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.needed_parties ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.needed_party_steps ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.networks ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.organisations ENABLE ROW LEVEL SECURITY;

CREATE POLICY owner_finds ON chaincare.repeats FOR SELECT TO chaincare_owner USING (true);

CREATE POLICY owner_forgets ON chaincare.repeats FOR DELETE TO chaincare_owner USING (true);

ALTER TABLE chaincare.participations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.professionals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_outcomes ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_proposals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_resignation_withdrawals ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_resignations ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_responses ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.regie_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.repeats ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.representatives ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.services ENABLE ROW LEVEL SECURITY;

CREATE POLICY strangers_seen_by_auditor ON chaincare.access_entries FOR SELECT TO chaincare_app USING (((organisation_id IS NULL) AND (network_id IS NULL) AND chaincare.asked_within_log(asked_id)));

CREATE POLICY target_adds ON chaincare.escalation_conditions FOR INSERT TO chaincare_app WITH CHECK ((escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

CREATE POLICY target_adds ON chaincare.escalation_facts FOR INSERT TO chaincare_app WITH CHECK (((case_id IS NULL) AND (escalation_id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])) AND (target_id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[]))));

CREATE POLICY target_adds ON chaincare.participations FOR INSERT TO chaincare_app WITH CHECK (((case_id = ANY (( SELECT chaincare.cleared_cases('{target}'::text[]) AS cleared_cases)::uuid[])) AND (role = 'specialist'::text) AND (circle = 'winkelstraat'::text)));

CREATE POLICY target_changes ON chaincare.escalation_targets FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_targets() AS cleared_targets)::uuid[])));

CREATE POLICY target_changes ON chaincare.escalations FOR UPDATE TO chaincare_app USING ((id = ANY (( SELECT chaincare.cleared_escalations() AS cleared_escalations)::uuid[])));

ALTER TABLE chaincare.token_issuers ENABLE ROW LEVEL SECURITY;

ALTER TABLE chaincare.units ENABLE ROW LEVEL SECURITY;

GRANT ALL ON SCHEMA chaincare TO chaincare_door;
GRANT USAGE ON SCHEMA chaincare TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.access_entries TO chaincare_door;
GRANT SELECT ON TABLE chaincare.access_entries TO chaincare_app;

GRANT SELECT ON TABLE chaincare.escalations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE("limit") ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(help) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(urgent) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(wanted_on) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(scope) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(purpose) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(basis) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(ball) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(ball_unit_id) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(ball_since) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(bridge_id) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(bridge_agreed) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(review_due_on) ON TABLE chaincare.escalations TO chaincare_app;

GRANT UPDATE(ball_participation_id) ON TABLE chaincare.escalations TO chaincare_app;

GRANT SELECT ON TABLE chaincare.repeats TO chaincare_door;
GRANT SELECT ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(key_digest) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(request_digest) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(event) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(issuer) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(subject) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(reach) ON TABLE chaincare.repeats TO chaincare_app;

GRANT INSERT(case_id) ON TABLE chaincare.repeats TO chaincare_app;

GRANT UPDATE(answer) ON TABLE chaincare.repeats TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.forget_repeats() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.forget_repeats() TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.give_door_its_own(told regproc) FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.give_door_its_own(told regproc) TO chaincare_door;

REVOKE ALL ON FUNCTION chaincare.make_log_partitions() FROM PUBLIC;
GRANT ALL ON FUNCTION chaincare.make_log_partitions() TO chaincare_app;

REVOKE ALL ON FUNCTION chaincare.stand_apart(behind text) FROM PUBLIC;

REVOKE ALL ON FUNCTION chaincare.stand_behind_wall(behind text, seen_by text[], written_by text[], changeable text) FROM PUBLIC;

GRANT SELECT ON TABLE chaincare.escalation_targets TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalation_targets TO chaincare_app;
GRANT UPDATE(state) ON TABLE chaincare.escalation_targets TO chaincare_door;

GRANT UPDATE(asked_at) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(answer_by) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(expected_on) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(participation_id) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT UPDATE(question_at) ON TABLE chaincare.escalation_targets TO chaincare_app;

GRANT SELECT ON TABLE chaincare.agreement_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreement_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.agreement_preconditions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT UPDATE(waiting_on) ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT UPDATE(waiting_since) ON TABLE chaincare.agreement_preconditions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.agreements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(responsible_id) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(due_on) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(shifts) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(waiting_on) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(waiting_since) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(readers) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.agreements TO chaincare_app;

GRANT UPDATE(candidate_id) ON TABLE chaincare.agreements TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.case_question_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.case_question_versions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.case_questions TO chaincare_door;
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

GRANT SELECT ON TABLE chaincare.cases TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.cases TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.cases TO chaincare_app;

GRANT SELECT ON TABLE chaincare.client_bsns TO chaincare_door;
GRANT INSERT ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(client_id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(case_id) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(recorded_by) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(recorded_at) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(removed_by),UPDATE(removed_by) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT(removed_at),UPDATE(removed_at) ON TABLE chaincare.client_bsns TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.client_logins TO chaincare_door;

GRANT SELECT,INSERT ON TABLE chaincare.client_versions TO chaincare_door;
GRANT SELECT ON TABLE chaincare.client_versions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.clients TO chaincare_door;
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

GRANT SELECT ON TABLE chaincare.door_file TO chaincare_app;
GRANT SELECT ON TABLE chaincare.door_file TO chaincare_door;

GRANT SELECT ON TABLE chaincare.escalation_conditions TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_conditions TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.escalation_conditions TO chaincare_app;

GRANT SELECT ON TABLE chaincare.escalation_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.escalation_texts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(question) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(summary) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT UPDATE(hints) ON TABLE chaincare.escalation_texts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.invitations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.invitations TO chaincare_app;

GRANT SELECT ON TABLE chaincare.legal_bases TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.legal_bases TO chaincare_app;

GRANT SELECT ON TABLE chaincare.legal_basis_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.legal_basis_withdrawals TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.mandates TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.mandates TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.mandates TO chaincare_app;

GRANT SELECT ON TABLE chaincare.meeting_agreements TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_agreements TO chaincare_app;

GRANT SELECT ON TABLE chaincare.meeting_attendances TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_attendances TO chaincare_app;

GRANT SELECT ON TABLE chaincare.meeting_words TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meeting_words TO chaincare_app;

GRANT SELECT ON TABLE chaincare.meetings TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.meetings TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.memberships TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.memberships TO chaincare_app;

GRANT SELECT ON TABLE chaincare.migration TO chaincare_app;
GRANT SELECT ON TABLE chaincare.migration TO chaincare_door;

GRANT SELECT ON TABLE chaincare.needed_parties TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(state) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(next_step) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(next_step_on) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(participation_id) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(refused_because) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT UPDATE(version) ON TABLE chaincare.needed_parties TO chaincare_app;

GRANT SELECT ON TABLE chaincare.needed_party_steps TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.needed_party_steps TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.networks TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(region) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(municipalities) ON TABLE chaincare.networks TO chaincare_app;

GRANT UPDATE(objection_days) ON TABLE chaincare.networks TO chaincare_app;

GRANT SELECT ON TABLE chaincare.notes TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.notes TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.organisations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.organisations TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.organisations TO chaincare_app;

GRANT SELECT ON TABLE chaincare.participations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.participations TO chaincare_app;

GRANT UPDATE(scope_from) ON TABLE chaincare.participations TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.participations TO chaincare_app;

GRANT UPDATE(ended_because) ON TABLE chaincare.participations TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.professionals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(unit_id) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(function) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(phone) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(status) ON TABLE chaincare.professionals TO chaincare_app;

GRANT UPDATE(deactivated_because) ON TABLE chaincare.professionals TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie TO chaincare_app;

GRANT UPDATE(open_proposal_id) ON TABLE chaincare.regie TO chaincare_app;

GRANT UPDATE(vacant_because) ON TABLE chaincare.regie TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_facts TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_facts TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_outcomes TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_outcomes TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_proposals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_proposals TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_resignation_withdrawals TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_resignation_withdrawals TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_resignations TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_resignations TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_responses TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_responses TO chaincare_app;

GRANT SELECT ON TABLE chaincare.regie_terms TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.regie_terms TO chaincare_app;

GRANT UPDATE(during) ON TABLE chaincare.regie_terms TO chaincare_app;

GRANT SELECT ON TABLE chaincare.representatives TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.representatives TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.services TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.services TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.token_issuers TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.token_issuers TO chaincare_app;

GRANT SELECT,INSERT ON TABLE chaincare.units TO chaincare_door;
GRANT SELECT,INSERT ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(name) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(statutory_task) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(bsn_bases) ON TABLE chaincare.units TO chaincare_app;

GRANT UPDATE(bsn_bases_version) ON TABLE chaincare.units TO chaincare_app;
