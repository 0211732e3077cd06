"""T2, T6: the log is append-only for everyone, and what does not keep an entry shows nothing."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.people import Region
from tests.promises.behind import CALLER, Inside, caller_of

pytestmark = pytest.mark.anyio


async def test_no_table_of_ones_own_stands_before_a_real_one(within: Inside, case_id: UUID) -> None:
    """TEMP and CREATE are taken from everyone; a definer looks in pg_catalog first and names everything in full."""
    for statement in (
        "CREATE TEMP TABLE access_entries (LIKE chaincare.access_entries)",
        "CREATE TEMP TABLE participations AS SELECT 1",
        "CREATE TABLE chaincare.mine (a int)",
        "CREATE TABLE public.access_entries (a int)",
        "CREATE SCHEMA mine",
        "CREATE VIEW pg_temp.cases AS SELECT 1",
        "CREATE FUNCTION pg_temp.clock_timestamp() RETURNS timestamptz LANGUAGE sql RETURN now() + interval '1 day'",
        "CREATE FUNCTION chaincare.door_case() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_eq)",
        "CREATE EXTENSION dblink",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await within.connection.execute(statement)
    await within.connection.execute("SET search_path = pg_temp, public, chaincare")
    assert (await within.enter("outsider", case_id)).row["outcome"] == "not_visible"
    assert (await within.enter("teacher", case_id)).row["outcome"] == "entered"


LOG_ATTACKS = (
    "INSERT INTO {log} SELECT * FROM chaincare.cleared()",
    "UPDATE {log} SET outcome = 'entered'",
    "DELETE FROM {log}",
    "TRUNCATE {log}",
    "DROP TABLE {log}",
    "COPY {log} FROM STDIN",
    "COPY {log} TO PROGRAM 'true'",
    "BEGIN; LOCK TABLE {log} IN ACCESS EXCLUSIVE MODE",
    "ALTER TABLE {log} DISABLE TRIGGER ALL",
    "ALTER TABLE {log} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {log} OWNER TO CURRENT_USER",
    "ALTER TABLE chaincare.access_entries DETACH PARTITION {log}",
    "CREATE RULE silence AS ON INSERT TO {log} DO INSTEAD NOTHING",
    "CREATE TRIGGER silence BEFORE INSERT ON {log} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE POLICY all_of_it ON {log} USING (true)",
    "SET session_replication_role = replica",
    "SET ROLE chaincare_owner",
    "SET ROLE chaincare_door",
    "SET SESSION AUTHORIZATION chaincare_door",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER FUNCTION chaincare.write_entry(chaincare.access_entries) SECURITY INVOKER",
    "SET lo_compat_privileges = on",
)


@pytest.mark.parametrize("attack", LOG_ATTACKS)
async def test_the_application_cannot_touch_the_log_or_a_partition_of_it(
    region: Region, within: Inside, case_id: UUID, attack: str
) -> None:
    partition = await region.admin.fetchval(
        "SELECT tableoid::regclass::text FROM chaincare.access_entries LIMIT 1"
    )
    before = await region.entries()
    for log in ("chaincare.access_entries", partition):
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ObjectNotInPrerequisiteStateError)):
            await within.connection.execute(attack.format(log=log))
        await within.connection.execute("ROLLBACK")
    assert await region.entries() == before


async def test_the_application_reads_no_partition_past_the_wall(
    region: Region, within: Inside, case_id: UUID
) -> None:
    partition = await region.admin.fetchval(
        "SELECT tableoid::regclass::text FROM chaincare.access_entries LIMIT 1"
    )
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await within.connection.fetch(f"SELECT FROM {partition}")


INTERNAL = (
    f"SELECT chaincare.new_entry({CALLER}, NULL, 'case.read', 'R')",
    f"SELECT chaincare.identify({CALLER})",
    f"SELECT chaincare.find_relation({CALLER}, NULL, $11, NULL)",
    "SELECT chaincare.write_entry(e) FROM chaincare.cleared() AS e",
    "SELECT chaincare.write_entries(ARRAY[e]) FROM chaincare.cleared() AS e",
    "SELECT chaincare.actors_of('a', 'b', 'c')",
    "SELECT chaincare.strangers_of('a', 'b', false)",
    "SELECT chaincare.able_to_act(now())",
    "SELECT chaincare.relation_to(NULL, NULL, NULL, NULL, false, 'a', 'b', now())",
    "SELECT chaincare.sealable_entries('-infinity')",
)


@pytest.mark.parametrize("call", INTERNAL, ids=lambda call: str(call).partition("(")[0])
async def test_what_only_doors_call_the_application_cannot(
    region: Region, within: Inside, case_id: UUID, call: str
) -> None:
    values: tuple[Any, ...] = (*caller_of(region, "teacher"), case_id)
    wanted = 11 if "$11" in call else 10 if "$10" in call else 0
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for function"):
        await within.connection.fetch(call, *values[:wanted])


@pytest.mark.parametrize(
    "change", ["UPDATE {log} SET outcome = 'done'", "DELETE FROM {log}", "TRUNCATE {log}"]
)
async def test_the_log_refuses_change_even_to_a_superuser_in_replica_role(
    region: Region, case_id: UUID, change: str
) -> None:
    partition = await region.admin.fetchval(
        "SELECT tableoid::regclass::text FROM chaincare.access_entries LIMIT 1"
    )
    empty = await region.admin.fetchval("SELECT max(inhrelid::regclass::text) FROM pg_inherits"
                                        " WHERE inhparent = 'chaincare.access_entries'::regclass")  # fmt: skip
    before = await region.entries()
    await region.admin.execute("SET session_replication_role = replica")
    for log in ("chaincare.access_entries", partition, *([empty] if "TRUNCATE" in change else [])):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
            await region.admin.execute(change.format(log=log))
    assert await region.entries() == before


SWALLOWS = {
    "a trigger that swallows": (
        "CREATE FUNCTION public.swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;"
        "CREATE TRIGGER a BEFORE INSERT ON chaincare.access_entries FOR EACH ROW EXECUTE FUNCTION public.swallow()"
    ),
    "a trigger that alters": (
        "CREATE FUNCTION public.alter_it() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.subject := 'somebody else'; RETURN NEW; END $$;"
        "CREATE TRIGGER a BEFORE INSERT ON chaincare.access_entries FOR EACH ROW EXECUTE FUNCTION public.alter_it()"
    ),
    "a rule": "CREATE RULE a AS ON INSERT TO chaincare.access_entries DO INSTEAD NOTHING",
    "no right to write": "REVOKE INSERT ON chaincare.access_entries FROM chaincare_door",
    "no policy to write": "DROP POLICY door_writes ON chaincare.access_entries",
    "no partition for today": (
        "DO $$ BEGIN EXECUTE 'ALTER TABLE chaincare.access_entries DETACH PARTITION chaincare.access_entries_'"
        " || to_char(now() AT TIME ZONE 'UTC', 'YYYYMM'); END $$"
    ),
}


@pytest.mark.parametrize("how", SWALLOWS)
async def test_a_log_that_does_not_keep_an_entry_is_503_and_nothing_is_shown_or_done(
    region: Region, case_id: UUID, how: str
) -> None:
    assert (await region.teacher.ask("GET", f"/cases/{case_id}")).status_code == 200
    notes = await region.admin.fetchval("SELECT count(*) FROM chaincare.notes")
    await region.admin.execute(SWALLOWS[how])
    for method, path, body in (
        ("GET", f"/cases/{case_id}", None),
        ("GET", "/worklist", None),
        ("POST", f"/cases/{case_id}/notes", {"body": "x"}),
        ("GET", f"/cases/{uuid4()}", None),
    ):
        answer = await region.teacher.ask(method, path, body)
        assert answer.status_code == 503, f"{method} {path}: {answer.text}"
        assert answer.json()["type"] == "urn:problem-type:chaincare:entry-not-kept"
        assert "Walt" not in answer.text
        assert "ChainCare-Receipt" not in answer.headers
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.notes") == notes


async def test_the_door_makes_its_entry_durable_whatever_the_session_was_told(
    within: Inside, case_id: UUID
) -> None:
    connection = within.connection
    await connection.execute("SET synchronous_commit = off")
    async with connection.transaction():
        assert await connection.fetchval("SHOW synchronous_commit") == "off"
        await within.enter("teacher", case_id)
        assert await connection.fetchval("SHOW synchronous_commit") == "on"
    entered = await within.enter("teacher", case_id, action="C", event="note.written")
    async with within.under(entered.ticket):
        await connection.fetchval("SELECT chaincare.record('note.written', 'C', 'done', NULL, NULL)")
        assert await connection.fetchval("SHOW synchronous_commit") == "on"
