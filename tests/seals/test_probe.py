"""Who weakens what keeps the log is found within one look, and meanwhile nothing is shown (SECURITY 1)."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from tests.people import Region, open_case

import chaincare.probe
from chaincare.catalogue import Seen, look
from chaincare.embedded import Urls
from chaincare.migrate import migrations_folder
from chaincare.probe import CATALOGUE, UNKNOWN_SECONDS_MAX, WHOLE_SECONDS, Probe, dump_catalogue

pytestmark = pytest.mark.anyio

LOG = "chaincare.access_entries"
GUARD = "access_entries_append_only"
FUNCTION = "SELECT pg_get_functiondef('chaincare.{0}'::regproc)"
POLICY = """
    SELECT format('ALTER POLICY %I ON %s USING (%s)', polname, polrelid::regclass, pg_get_expr(polqual, polrelid))
    FROM pg_policy WHERE polname = '{0}' AND polrelid = 'chaincare.access_entries'::regclass
"""
TOLD = "event LIKE 'access-log.found-%'"
PARTITION = "chaincare.access_entries_" + datetime.now(UTC).strftime("%Y%m")
LOGIN = "chaincare_watched"
"""A login of the application for this test alone: a role is the whole server's, and other tests are at work on it."""
OF_HERE = "DO $$ BEGIN EXECUTE format('ALTER ROLE chaincare IN DATABASE %I {0}', current_database()); END $$"
BLIND = 'text, regrole, boolean, "char", text[], aclitem[], text, text'
"""What the form of a function was once put together of: arguments of exactly these types, where PostgreSQL's own takes any."""
NEVER = "CREATE FUNCTION public.never(name, boolean) RETURNS boolean LANGUAGE sql AS 'SELECT false'"
RECORD = "chaincare.record(text, text, text, text, uuid)"
# What it is called, the deed, and what undoes it: a statement, or a query (of before the deed) that gives the statement.
RECIPES = [
    ("function chaincare.put_entries", ("CREATE OR REPLACE FUNCTION chaincare.put_entries(entries chaincare.access_entries[])"
     " RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END'"), FUNCTION.format("put_entries")),
    ("function chaincare.access_leaf", (f"CREATE OR REPLACE FUNCTION chaincare.access_leaf(e {LOG}) RETURNS bytea LANGUAGE sql STABLE AS"
     " $$ SELECT ''::bytea $$"), FUNCTION.format("access_leaf")),
    ("function chaincare.refuse_change", "ALTER FUNCTION chaincare.refuse_change() RESET search_path",
     FUNCTION.format("refuse_change")),
    # In the catalogue itself, where no command says so.
    ("function chaincare.access_leaf", "UPDATE pg_proc SET prosrc = prosrc || ' ', provolatile = 'i' WHERE proname = 'access_leaf'",
     "UPDATE pg_proc SET prosrc = rtrim(prosrc), provolatile = 's' WHERE proname = 'access_leaf'"),
    (f"trigger access_entries.{GUARD}", f"UPDATE pg_trigger SET tgenabled = 'O' WHERE tgname = '{GUARD}'",
     f"UPDATE pg_trigger SET tgenabled = 'A' WHERE tgname = '{GUARD}'"),
    ("table notes", "UPDATE pg_class SET relrowsecurity = false WHERE relname = 'notes'", "UPDATE pg_class SET relrowsecurity = true WHERE relname = 'notes'"),
    ("trigger access_entries.swallow", (f"CREATE TRIGGER swallow BEFORE INSERT ON {LOG} FOR EACH ROW EXECUTE FUNCTION"
     " suppress_redundant_updates_trigger()"), f"DROP TRIGGER swallow ON {LOG}"),
    (f"trigger access_entries.{GUARD}", f"ALTER TABLE ONLY {LOG} DISABLE TRIGGER {GUARD}", f"ALTER TABLE ONLY {LOG} ENABLE ALWAYS TRIGGER {GUARD}"),
    ("partition access_entries", f"ALTER TABLE {PARTITION} DISABLE TRIGGER {GUARD}", f"ALTER TABLE {PARTITION} ENABLE ALWAYS TRIGGER {GUARD}"),
    ("partition access_entries", f"ALTER TABLE {PARTITION} ENABLE TRIGGER no_truncate", f"ALTER TABLE {PARTITION} ENABLE ALWAYS TRIGGER no_truncate"),
    ("rule access_entries.nothing", f"CREATE RULE nothing AS ON INSERT TO {LOG} DO INSTEAD NOTHING", f"DROP RULE nothing ON {LOG}"),
    ("policy notes.everybody", "CREATE POLICY everybody ON chaincare.notes USING (true)", "DROP POLICY everybody ON chaincare.notes"),
    ("policy access_entries.auditor_sees", f"ALTER POLICY auditor_sees ON {LOG} USING (true)", POLICY.format("auditor_sees")),
    ("table notes", "ALTER TABLE chaincare.notes NO FORCE ROW LEVEL SECURITY", "ALTER TABLE chaincare.notes FORCE ROW LEVEL SECURITY"),
    ("table sealed_ids", "ALTER TABLE chaincare.sealed_ids OWNER TO chaincare_admin", "ALTER TABLE chaincare.sealed_ids OWNER TO chaincare_owner"),
    ("function chaincare.concat_ws", "CREATE FUNCTION chaincare.concat_ws(text, oid, xid, tid) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $2::text'",
     "DROP FUNCTION chaincare.concat_ws(text, oid, xid, tid)"),
    ("table access_entries", f"GRANT UPDATE, DELETE ON {LOG} TO chaincare_app", f"REVOKE UPDATE, DELETE ON {LOG} FROM chaincare_app"),
    ("function chaincare.refuse_change", "GRANT EXECUTE ON FUNCTION chaincare.refuse_change() TO chaincare_app",
     "REVOKE EXECUTE ON FUNCTION chaincare.refuse_change() FROM chaincare_app"),
    ("partition access_entries", f"ALTER TABLE {PARTITION} DISABLE ROW LEVEL SECURITY", f"ALTER TABLE {PARTITION} ENABLE ROW LEVEL SECURITY"),
    ("constraint retention_rules.retention_rules_log_five_years", "ALTER TABLE chaincare.retention_rules DROP CONSTRAINT retention_rules_log_five_years",
     "ALTER TABLE chaincare.retention_rules ADD CONSTRAINT retention_rules_log_five_years CHECK (layer <> 'access_log' OR months >= 60)"),
    ("constraint office_hours.office_hours_pkey", "ALTER TABLE chaincare.office_hours DROP CONSTRAINT office_hours_pkey",
     "ALTER TABLE chaincare.office_hours ADD CONSTRAINT office_hours_pkey PRIMARY KEY (network_id, version)"),
    ("column office_hours.opens", "GRANT UPDATE (opens) ON chaincare.office_hours TO chaincare_app",
     "REVOKE UPDATE (opens) ON chaincare.office_hours FROM chaincare_app"),
    ("setting session_replication_role", OF_HERE.format("SET session_replication_role = replica"),
     OF_HERE.format("RESET session_replication_role")),
    ("login of the application", f"ALTER ROLE {LOGIN} BYPASSRLS", f"ALTER ROLE {LOGIN} NOBYPASSRLS"),
    ("login of the application", f"GRANT chaincare_door TO {LOGIN}", f"REVOKE chaincare_door FROM {LOGIN}"),
    # What one call of PostgreSQL's own comes to, or what stands for it where nobody names it, is ours as much as the body.
    ("function pg_catalog.concat_ws", f"CREATE FUNCTION pg_catalog.concat_ws({BLIND}) RETURNS text LANGUAGE sql STABLE AS 'SELECT $7'",
     f"DROP FUNCTION pg_catalog.concat_ws({BLIND})"),
    ("function pg_catalog.pg_get_functiondef", "CREATE OR REPLACE FUNCTION pg_catalog.pg_get_functiondef(oid) RETURNS text LANGUAGE sql STABLE STRICT AS $$ SELECT ''::text $$",
     "CREATE OR REPLACE FUNCTION pg_catalog.pg_get_functiondef(oid) RETURNS text LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'pg_get_functiondef'"),
    ("operator pg_catalog.=", f"{NEVER}; CREATE OPERATOR pg_catalog.= (LEFTARG = name, RIGHTARG = boolean, FUNCTION = public.never)", "DROP OPERATOR pg_catalog.= (name, boolean); DROP FUNCTION public.never"),
    ("operator chaincare.=", f"{NEVER}; CREATE OPERATOR chaincare.= (LEFTARG = name, RIGHTARG = boolean, FUNCTION = public.never)", "DROP OPERATOR chaincare.= (name, boolean); DROP FUNCTION public.never"),
    ("cast 26-25", "CREATE FUNCTION public.as_text(oid) RETURNS text LANGUAGE sql AS $$ SELECT ''::text $$; CREATE CAST (oid AS text) WITH FUNCTION public.as_text(oid)",
     "DROP CAST (oid AS text); DROP FUNCTION public.as_text(oid)"),
    ("function chaincare.record(", f"ALTER FUNCTION {RECORD} STRICT", f"ALTER FUNCTION {RECORD} CALLED ON NULL INPUT"),
    ("function chaincare.record(", f"ALTER FUNCTION {RECORD} LEAKPROOF", f"ALTER FUNCTION {RECORD} NOT LEAKPROOF"),
    ("function chaincare.record(", f"ALTER FUNCTION {RECORD} PARALLEL SAFE", f"ALTER FUNCTION {RECORD} PARALLEL UNSAFE"),
    ("column findings.state", "ALTER TABLE chaincare.findings ALTER COLUMN state SET DEFAULT 'dismissed'", "ALTER TABLE chaincare.findings ALTER COLUMN state SET DEFAULT 'open'"),
    ("column findings.network_id", "ALTER TABLE chaincare.findings ALTER COLUMN network_id DROP NOT NULL", "ALTER TABLE chaincare.findings ALTER COLUMN network_id SET NOT NULL"),
    ("column findings.more", "ALTER TABLE chaincare.findings ADD COLUMN more int GENERATED ALWAYS AS (1) STORED", "ALTER TABLE chaincare.findings DROP COLUMN more"),
    ("column hit.more", "ALTER TYPE chaincare.hit ADD ATTRIBUTE more int", "ALTER TYPE chaincare.hit DROP ATTRIBUTE more"),
    ("reference findings.findings_network_id_fkey", "ALTER TABLE chaincare.findings DISABLE TRIGGER ALL", "ALTER TABLE chaincare.findings ENABLE TRIGGER ALL"),
    ("inheritance findings", "CREATE TABLE public.beside () INHERITS (chaincare.findings)", "DROP TABLE public.beside"),
    ("event-trigger beside", ("CREATE FUNCTION public.beside() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
     "CREATE EVENT TRIGGER beside ON ddl_command_end EXECUTE FUNCTION public.beside()"), "DROP EVENT TRIGGER beside; DROP FUNCTION public.beside()"),
    ("schema chaincare", "GRANT CREATE ON SCHEMA chaincare TO chaincare_app", "REVOKE CREATE ON SCHEMA chaincare FROM chaincare_app"),
    ("language plpgsql", ("CREATE FUNCTION public.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';"
     "UPDATE pg_language SET lanplcallfoid = 'public.handler'::regproc WHERE lanname = 'plpgsql'"),
     ("UPDATE pg_language SET lanplcallfoid = 'pg_catalog.plpgsql_call_handler'::regproc WHERE lanname = 'plpgsql';"
      "DROP FUNCTION public.handler()")),
    ("setting plpgsql.variable_conflict", OF_HERE.format("SET plpgsql.variable_conflict = use_column"), OF_HERE.format("RESET plpgsql.variable_conflict")),
    # One of PostgreSQL's own under its own name, and what keeps a month of the log.
    ("function pg_catalog.gen_random_uuid", "CREATE OR REPLACE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE sql AS $$ SELECT '00000000-0000-4000-8000-000000000000'::uuid $$",
     "CREATE OR REPLACE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE internal VOLATILE STRICT PARALLEL SAFE LEAKPROOF AS 'gen_random_uuid'"),
    ("function pg_catalog.sha256", "UPDATE pg_proc SET prosrc = 'sha224_bytea' WHERE proname = 'sha256'", "UPDATE pg_proc SET prosrc = 'sha256_bytea' WHERE proname = 'sha256'"),
    ("partition access_entries", f"DROP TRIGGER no_truncate ON {PARTITION}; CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {PARTITION} WHEN (false) EXECUTE FUNCTION chaincare.refuse_change(); ALTER TABLE {PARTITION} ENABLE ALWAYS TRIGGER no_truncate",
     f"DROP TRIGGER no_truncate ON {PARTITION}; CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {PARTITION} EXECUTE FUNCTION chaincare.refuse_change(); ALTER TABLE {PARTITION} ENABLE ALWAYS TRIGGER no_truncate"),
    ("partition access_entries", ("CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
     f"UPDATE pg_trigger SET tgfoid = 'public.refuse_change'::regproc WHERE tgname = '{GUARD}' AND tgrelid = '{PARTITION}'::regclass"),
     f"UPDATE pg_trigger SET tgfoid = 'chaincare.refuse_change'::regproc WHERE tgname = '{GUARD}' AND tgrelid = '{PARTITION}'::regclass; DROP FUNCTION public.refuse_change()"),
    ("partition access_entries", (f"CREATE TABLE public.beside (LIKE {LOG} INCLUDING ALL) PARTITION BY RANGE (at);"
     f"ALTER TABLE {LOG} ATTACH PARTITION public.beside FOR VALUES FROM ('2190-01-01') TO ('2190-02-01')"), f"ALTER TABLE {LOG} DETACH PARTITION public.beside; DROP TABLE public.beside"),
    ("partition access_entries", f"GRANT ALL ON {PARTITION} TO chaincare_app", f"REVOKE ALL ON {PARTITION} FROM chaincare_app"),
    ("partition access_entries", f"ALTER TABLE {PARTITION} OWNER TO chaincare_admin", f"ALTER TABLE {PARTITION} OWNER TO chaincare_owner"),
    ("reference findings.findings_network_id_fkey", ("CREATE FUNCTION public.\"RI_FKey_check_ins\"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
     "UPDATE pg_trigger SET tgfoid = 'public.\"RI_FKey_check_ins\"'::regproc WHERE tgfoid = 'pg_catalog.\"RI_FKey_check_ins\"'::regproc AND tgrelid = 'chaincare.findings'::regclass"),
     ("UPDATE pg_trigger SET tgfoid = 'pg_catalog.\"RI_FKey_check_ins\"'::regproc WHERE tgfoid = 'public.\"RI_FKey_check_ins\"'::regproc;"
      'DROP FUNCTION public."RI_FKey_check_ins"()')),
    ("member chaincare_owner.chaincare_door", "GRANT chaincare_owner TO chaincare_door", "REVOKE chaincare_owner FROM chaincare_door"),
    ("setting search_path", OF_HERE.format("SET search_path = public"), OF_HERE.format("RESET search_path")),
]  # fmt: skip


async def test_the_catalogue_is_what_the_migrations_make(database: Urls) -> None:
    """The control of all below: a database that nobody touched is as it is written down."""
    expected = (migrations_folder() / CATALOGUE).read_text("utf-8")
    assert await dump_catalogue(database.app_url) == expected, "run `make generate`"


async def test_each_recipe_is_found_at_the_next_look(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = await open_case(region)
    async with _own_login(region) as pool:
        await _each_is_found(region, opened, pool, monkeypatch)


@asynccontextmanager
async def _own_login(region: Region) -> AsyncIterator[asyncpg.Pool]:
    """Give a pool of connections by a login that nobody else uses, on the same database."""
    await region.admin.execute(
        f"CREATE ROLE {LOGIN} LOGIN PASSWORD 'watched'; GRANT chaincare_app TO {LOGIN} WITH INHERIT TRUE, SET FALSE"
    )
    url = region.urls.app_url
    try:
        async with asyncpg.create_pool(url, user=LOGIN, password="watched", min_size=1, max_size=2) as pool:
            yield pool
    finally:
        await region.admin.execute(f"DROP ROLE {LOGIN}")


async def _each_is_found(
    region: Region, opened: Any, pool: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe, other = Probe(lasting=False), Probe(lasting=False)
    region.app.state.probe = probe
    await probe.round(pool)
    await other.round(pool)
    assert not probe.altered
    assert not await region.entries(TOLD), "that nothing is wrong is no event"
    case = f"/cases/{opened['id']}"
    await region.teacher.get(case)
    for named, deed, undo in RECIPES:
        back = await region.admin.fetchval(undo) if undo.lstrip().startswith("SELECT") else undo
        await region.admin.execute(deed)
        await probe.round(pool)
        assert [one for one in probe.altered if one.startswith(named)], (deed, probe.altered)
        refused = await region.teacher.get(case, expect=503)
        assert refused["type"].endswith(":database-altered")
        assert (await region.http.get("/v1/health/ready")).status_code == 503
        await region.admin.execute(back)
        await probe.round(pool)
        assert not probe.altered, deed
    await region.teacher.get(case)
    await _is_told_once(region, probe, other)
    # Where nothing was changed nothing is read, until it is time to read all of it again.
    reads = 0

    async def read(connection: asyncpg.Connection) -> Seen:
        nonlocal reads
        reads += 1
        return await look(connection)

    monkeypatch.setattr(chaincare.probe, "look", read)
    await probe.round(pool)
    await probe.round(pool)
    assert reads == 0
    later = time.monotonic() + WHOLE_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    await probe.round(pool)
    assert (reads, probe.altered) == (1, ())


async def test_a_function_that_fits_better_does_not_hide_what_was_changed(region: Region) -> None:
    """It would be called in the place of PostgreSQL's, and give what was there before: found, and what it hides as well."""
    probe, pool = Probe(lasting=False), region.app.state.pool
    old = await region.admin.fetchval("SELECT prosrc FROM pg_proc WHERE proname = 'hits_of_most'")
    new, whole = "BEGIN RETURN; END", await region.admin.fetchval(FUNCTION.format("hits_of_most"))
    await region.admin.execute(
        f"CREATE FUNCTION pg_catalog.concat_ws({BLIND}) RETURNS text LANGUAGE plpgsql STABLE AS $f$ BEGIN RETURN "
        "pg_catalog.concat_ws($1, $2, $3, $4, $5, $6, "
        f"CASE WHEN $7 = $e${new}$e$ THEN $o${old}$o$ ELSE $7 END, $8, NULL::text); END $f$"
    )
    await region.admin.execute(whole.replace(old, new))
    await probe.round(pool)
    found = probe.altered
    await region.admin.execute(f"DROP FUNCTION pg_catalog.concat_ws({BLIND})")
    await region.admin.execute(whole)
    assert [one.partition("(")[0] for one in found] == [
        "function chaincare.hits_of_most",
        "function pg_catalog.concat_ws",
    ]
    await probe.round(pool)
    assert not probe.altered


# What came with PostgreSQL and was written anew: nobody can tell whether it is what it was, so it stays found.
WRITTEN_ANEW = [
    ("operator pg_catalog.=", "UPDATE pg_operator SET oprcode = 'oidne' WHERE oprname = '=' AND oprleft = 'oid'::regtype",
     "UPDATE pg_operator SET oprcode = 'oideq' WHERE oprname = '=' AND oprleft::text = '26'"),
    ("operator pg_catalog.>", "UPDATE pg_operator SET oprcode = 'timestamptz_le' WHERE oid = '>(timestamptz,timestamptz)'::regoperator",
     "UPDATE pg_operator SET oprcode = 'timestamptz_gt' WHERE oid = '>(timestamptz,timestamptz)'::regoperator"),
    ("aggregate pg_catalog.bool_and", "UPDATE pg_aggregate SET aggtransfn = 'boolor_statefunc' WHERE aggfnoid = 'bool_and'::regproc",
     "UPDATE pg_aggregate SET aggtransfn = 'booland_statefunc' WHERE aggfnoid = 'bool_and'::regproc"),
    ("type pg_catalog.pg_node_tree", ("CREATE FUNCTION public.sent(pg_node_tree) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$;"
     "UPDATE pg_type SET typsend = 'public.sent'::regproc WHERE typname = 'pg_node_tree'"),
     "UPDATE pg_type SET typsend = 'pg_node_tree_send'::regproc WHERE typname = 'pg_node_tree'; DROP FUNCTION public.sent(pg_node_tree)"),
    ("way of an index pg_catalog.function", "UPDATE pg_amproc SET amproc = amproc WHERE amproc = 'uuid_cmp'::regproc", "SELECT 'SELECT'"),
    ("cast 25-1043", "UPDATE pg_cast SET castcontext = 'e' WHERE castsource = 'text'::regtype AND casttarget = 'varchar'::regtype",
     "UPDATE pg_cast SET castcontext = 'i' WHERE castsource = 'text'::regtype AND casttarget = 'varchar'::regtype"),
    ("view pg_catalog.pg_roles", "SET allow_system_table_mods = on; CREATE OR REPLACE VIEW pg_catalog.pg_roles AS {0}; RESET allow_system_table_mods", ""),
]  # fmt: skip


async def test_what_came_with_postgresql_is_not_written_anew(region: Region) -> None:
    probe, pool = Probe(lasting=False), region.app.state.pool
    await region.admin.execute("GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO chaincare_app")
    await region.admin.execute("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) FROM chaincare_app")
    await probe.round(pool)
    assert not probe.altered, "who may call one of PostgreSQL's functions is for those who run it"
    roles = await region.admin.fetchval("SELECT pg_get_viewdef('pg_catalog.pg_roles'::regclass)")
    known: set[str] = set()
    for named, deed, undo in WRITTEN_ANEW:
        await region.admin.execute(
            deed.format(roles.rstrip(";").replace("pg_authid.rolbypassrls", "false AS rolbypassrls"))
        )
        await probe.round(pool)
        assert named in probe.altered, (deed, probe.altered)
        assert named not in known
        await region.admin.execute(undo or "SELECT")
        await probe.round(pool)
        known = set(probe.altered)
        assert named in known


async def test_a_catalogue_that_cannot_be_read_is_an_altered_one(region: Region) -> None:
    """One failure may be of the moment; a look that fails each time would show what it saw last for ever."""
    probe, pool = Probe(lasting=False), region.app.state.pool
    await probe.round(pool)
    await region.admin.execute("REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await probe.round(pool)
    assert not probe.altered
    await probe.round(pool)
    found = probe.altered
    await region.admin.execute("GRANT SELECT ON pg_catalog.pg_policy TO PUBLIC")
    await probe.round(pool)
    assert (found, probe.altered) == (("the catalogue cannot be read",), ())


async def _is_told_once(region: Region, *probes: Probe) -> None:
    """By the log itself, by whichever process saw it; also where the log could not be written to at the time."""
    told = [one["event"] for one in await region.entries(TOLD)]
    assert told == ["access-log.found-altered", "access-log.found-whole"] * len(RECIPES)
    for deed in (
        f"CREATE RULE nothing AS ON INSERT TO {LOG} DO INSTEAD NOTHING",
        f"DROP RULE nothing ON {LOG}",
    ):
        await region.admin.execute(deed)
        for probe in (*probes, *probes, Probe(lasting=False)):
            await probe.round(region.app.state.pool)
    events = await region.entries(TOLD)
    assert [one["event"] for one in events[len(told) :]] == told[:2], (
        "once, of two processes and one begun later"
    )
    assert {(one["outcome"], one["role"], one["client"], one["actor_id"]) for one in events} == {
        ("done", "operator", None, None)
    }


async def test_a_database_that_may_forget_is_found(region: Region) -> None:
    """The tests' own server does not wait for its disk."""
    probe = Probe()
    await probe.round(region.app.state.pool)
    assert "setting fsync" in probe.altered


async def test_a_newer_version_is_waited_for_and_not_for_ever(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers are replaced one by one: the others go on meanwhile."""
    file = await region.admin.fetchrow("SELECT name, checksum FROM chaincare.door_file LIMIT 1")
    await region.admin.execute(
        "UPDATE chaincare.door_file SET checksum = '\\x00' WHERE name = $1", file["name"]
    )
    probe = Probe(lasting=False)
    await probe.round(region.app.state.pool)
    assert not probe.altered
    later = time.monotonic() + UNKNOWN_SECONDS_MAX
    monkeypatch.setattr(time, "monotonic", lambda: later)
    await probe.round(region.app.state.pool)
    waited = probe.altered
    await region.admin.execute("UPDATE chaincare.door_file SET checksum = $2 WHERE name = $1", *file)
    await probe.round(region.app.state.pool)
    assert (waited, probe.altered) == (("another version",), ())
