"""Who weakens what keeps the log and puts it back before the next look is found by that look: a version of a row does not come back."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.people import Region, open_case
from tests.seals.test_probe import FUNCTION, GUARD, LOG, PARTITION, POLICY, TOLD

from chaincare.migrate import migrate
from chaincare.probe import Probe

pytestmark = pytest.mark.anyio

NEXT = "chaincare.access_entries_" + (datetime.now(UTC).replace(day=1) + timedelta(days=75)).strftime("%Y%m")
STAGED = f"{NEXT}_kept (LIKE chaincare.access_entries INCLUDING CONSTRAINTS, CONSTRAINT of_month CHECK (at > '2020-01-01'))"
SWALLOWS = (
    "CREATE OR REPLACE FUNCTION chaincare.put_entries(entries chaincare.access_entries[])"
    " RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END'"
)
# What it is called, the deed, and what undoes it: a statement, or a query (of before the deed) that gives the statement.
UNDONE = [
    (f"trigger access_entries.{GUARD}", f"ALTER TABLE ONLY {LOG} DISABLE TRIGGER {GUARD}", f"ALTER TABLE ONLY {LOG} ENABLE ALWAYS TRIGGER {GUARD}"),
    (f"trigger {PARTITION.removeprefix('chaincare.')}.{GUARD}", f"ALTER TABLE {PARTITION} DISABLE TRIGGER {GUARD}",
     f"ALTER TABLE {PARTITION} ENABLE ALWAYS TRIGGER {GUARD}"),
    (f"trigger access_entries.{GUARD}", f"UPDATE pg_trigger SET tgenabled = 'O' WHERE tgname = '{GUARD}'",
     f"UPDATE pg_trigger SET tgenabled = 'A' WHERE tgname = '{GUARD}'"),
    ("function chaincare.put_entries", SWALLOWS, FUNCTION.format("put_entries")),
    ("function pg_catalog.pg_get_functiondef", "CREATE OR REPLACE FUNCTION pg_catalog.pg_get_functiondef(oid) RETURNS text LANGUAGE sql STABLE STRICT AS $$ SELECT ''::text $$",
     "CREATE OR REPLACE FUNCTION pg_catalog.pg_get_functiondef(oid) RETURNS text LANGUAGE internal STABLE STRICT PARALLEL SAFE AS 'pg_get_functiondef'"),
    ("policy access_entries.auditor_sees", f"ALTER POLICY auditor_sees ON {LOG} USING (true)", POLICY.format("auditor_sees")),
    ("constraint retention_rules.retention_rules_log_five_years", "ALTER TABLE chaincare.retention_rules DROP CONSTRAINT retention_rules_log_five_years",
     "ALTER TABLE chaincare.retention_rules ADD CONSTRAINT retention_rules_log_five_years CHECK (layer <> 'access_log' OR months >= 60)"),
]  # fmt: skip


async def test_what_was_put_back_before_the_look_is_told_once(region: Region) -> None:
    opened = await open_case(region)
    probe, pool, case = Probe(lasting=False), region.app.state.pool, f"/cases/{opened['id']}"
    region.app.state.probe = probe
    await probe.round(pool)
    assert not probe.altered
    for named, deed, undo in UNDONE:
        back = await region.admin.fetchval(undo) if undo.lstrip().startswith("SELECT") else undo
        await region.admin.execute(deed)
        await region.admin.execute(back)
        await probe.round(pool)
        assert [one for one in probe.altered if one.startswith(named)], (deed, probe.altered)
        refused = await region.teacher.get(case, expect=503)
        assert refused["type"].endswith(":database-altered")
        # Nothing is wrong any more: it goes on, and the log tells.
        await probe.round(pool)
        assert not probe.altered, deed
        await region.teacher.get(case)
    told = [one["event"] for one in await region.entries(TOLD)]
    assert told == ["access-log.found-altered", "access-log.found-whole"] * len(UNDONE)


async def test_what_the_database_does_by_itself_is_none(region: Region) -> None:
    """Months that begin, what is kept of one in its place, rows that are frozen, a catalogue that is written anew, statistics."""
    probe, pool = Probe(lasting=False), region.app.state.pool
    for deed in (
        "SELECT chaincare.make_log_partitions()",
        *[f"DROP TABLE {NEXT}; SELECT chaincare.make_log_partitions()"] * 2,
        f"CREATE TABLE {STAGED}",
        f"DROP TABLE {NEXT}_kept; CREATE TABLE {STAGED}",
        "ANALYZE",
        "VACUUM (FREEZE)",
        *(
            f"VACUUM (FULL, FREEZE) pg_catalog.pg_{one}"
            for one in ("trigger", "proc", "policy", "constraint", "rewrite")
        ),
    ):
        await probe.round(pool)
        await region.admin.execute(deed)
        await probe.round(pool)
        assert not probe.altered, deed
    await migrate(region.urls.migrate_url, "chaincare")
    await probe.round(pool)
    assert not probe.altered, "migrated again by the same version"
    assert not await region.entries(TOLD)


async def test_a_change_by_another_version_is_not_held_against_it(region: Region) -> None:
    """Servers are replaced one by one: the others are at work meanwhile, and judge nothing; who begins afterwards compares from then on."""
    probe, pool = Probe(lasting=False), region.app.state.pool
    await probe.round(pool)
    whole = await region.admin.fetchval(FUNCTION.format("put_entries"))
    await region.admin.execute(
        f"{whole}; INSERT INTO chaincare.migration (number, name, checksum) VALUES (9999, '9999_later.sql', '\\x00')"
    )
    await probe.round(pool)
    assert not probe.altered
    assert not await region.entries(TOLD)
