"""Whoever can run a statement as the application, or as a superuser, stops the seal in nobody's sight, and hides nothing."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.people import SECRET, Region, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.keys import derived_key
from chaincare.seals.exporting import export_log
from chaincare.seals.model import LogBroken
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys
from chaincare.signed_notes import read_verifier
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

pytestmark = pytest.mark.anyio


@pytest.fixture
async def app(region: Region) -> AsyncIterator[asyncpg.Connection]:
    """The application's own login, as an injected statement would have it."""
    connection: Any = await asyncpg.connect(region.urls.app_url)
    yield connection
    await connection.close()


@pytest.fixture
async def sealer(region: Region, tmp_path: Path) -> AsyncIterator[Sealer]:
    """A log with a case in it, sealed by a process that keeps what it saw."""
    await open_case(region)
    one = sealer_of(region.urls, tmp_path / "last")
    await seal(one, region.admin)
    yield one
    await one.close()


async def _verified(region: Region, folder: Path, keys: SealKeys = KEYS) -> Verification:
    with (folder / "log.ndjson").open("wb") as file:
        async for line in export_log(region.urls.migrate_url, lambda _: None):
            file.write(line)
    return verify([folder / "log.ndjson"], Asked(keys=(read_verifier(keys.verifier),)))


async def _sealed_entries(region: Region) -> tuple[int, int]:
    row = await region.admin.fetchrow("""
        SELECT count(*), count(*) FILTER (WHERE EXISTS (
            SELECT FROM chaincare.sealed_place(e.at, e.id) AS p JOIN chaincare.checkpoints AS c ON c.log_id = p.log_id AND c.size > p.place))
        FROM chaincare.access_entries AS e""")
    return row[0], row[1]


async def test_the_last_checkpoint_is_not_walked_back(
    region: Region, app: asyncpg.Connection, sealer: Sealer, tmp_path: Path
) -> None:
    first = await region.admin.fetchrow("SELECT root, note FROM chaincare.checkpoints WHERE size = 1")
    for size in (1, 999_999_999):
        with pytest.raises(asyncpg.CheckViolationError):
            await app.execute(
                "SELECT chaincare.keep_checkpoint(1, $1, $2, $3, '{}', '{}', '{}')", size, *first
            )
    # A superuser writes it all the same: it is not what it says.
    await region.admin.execute(
        "INSERT INTO chaincare.checkpoints (log_id, size, root, note) VALUES (1, 999999999, $1, $2)", *first
    )
    before = (tmp_path / "last").read_text()
    with pytest.raises(LogBroken, match="not what it says"):
        await sealer.round()
    assert (tmp_path / "last").read_text() == before
    assert not sealer.keeps_up(60)


async def test_what_was_sealed_and_not_signed_is_signed_by_whoever_comes_next(
    region: Region, app: asyncpg.Connection, sealer: Sealer, tmp_path: Path
) -> None:
    await region.teacher.get("/worklist")
    await app.execute("SELECT chaincare.seal_next(100000)")
    await seal(sealer, region.admin)
    entries, sealed = await _sealed_entries(region)
    assert entries == sealed
    await region.teacher.get("/worklist")
    await app.execute("SELECT chaincare.seal_next(100000)")
    await sealer.begin_epoch("to see that nothing falls between two epochs")
    await seal(sealer, region.admin)
    entries, sealed = await _sealed_entries(region)
    assert entries == sealed
    answer = await _verified(region, tmp_path)
    assert answer.verdict == "intact", answer


@pytest.mark.parametrize(
    ("origin", "year", "epoch"),
    [("x/2020", 2020, 1), ("x/2999", 2999, 1), ("x/2026", 2026, 2), ("chaincare.localhost/2026.2", 2026, 1)],
)
async def test_no_log_is_opened_that_does_not_come_next(
    app: asyncpg.Connection, sealer: Sealer, origin: str, year: int, epoch: int
) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await app.execute("SELECT chaincare.open_log($1, $2, $3, 'hello', NULL)", origin, year, epoch)
    await sealer.round()
    assert sealer.keeps_up(60)


async def test_a_log_that_somebody_else_opened_is_told_and_left_behind(
    region: Region, app: asyncpg.Connection, sealer: Sealer
) -> None:
    await app.execute("SELECT chaincare.seal_next(100000)")
    await app.execute("SELECT chaincare.open_log('x/2026.7', 2026, 7, 'hello', NULL)")
    await region.teacher.get("/worklist")
    with pytest.raises(LogBroken, match="opened by nobody"):
        await sealer.round()
    assert not sealer.keeps_up(60)
    await sealer.begin_epoch("somebody opened a log")
    await seal(sealer, region.admin)
    entries, sealed = await _sealed_entries(region)
    assert entries == sealed
    assert sealer.keeps_up(60)


async def test_a_seal_that_stands_still_is_told(
    region: Region, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sealer.keeps_up(60)
    await region.admin.execute("ALTER FUNCTION chaincare.seal_state() RENAME TO seal_state_away")
    with pytest.raises(asyncpg.UndefinedFunctionError):
        await sealer.round()
    later = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert not sealer.keeps_up(60)
    assert sealer.lets_look(0)
    await region.admin.execute("ALTER FUNCTION chaincare.seal_state_away() RENAME TO seal_state")
    await sealer.round()
    assert sealer.keeps_up(60)
    await region.admin.execute(
        "ALTER TABLE chaincare.sealed_batches DISABLE TRIGGER append_only;"
        "UPDATE chaincare.sealed_batches SET before_xid = '9000000000000000000' WHERE first_index > 0;"
        "ALTER TABLE chaincare.sealed_batches ENABLE ALWAYS TRIGGER append_only"
    )
    with pytest.raises(LogBroken, match="more is sealed"):
        await sealer.round()


async def test_an_epoch_is_never_opened_twice(region: Region, sealer: Sealer, tmp_path: Path) -> None:
    await sealer.begin_epoch("the first time")
    note = (tmp_path / "last").read_text()
    await region.admin.execute("SET session_replication_role = replica")
    for table in ("sealed_logs", "sealed_batches", "checkpoints"):
        await region.admin.execute(f"ALTER TABLE chaincare.{table} DISABLE TRIGGER append_only")
        where = "id > 1" if table == "sealed_logs" else "log_id > 1"
        await region.admin.execute(f"DELETE FROM chaincare.{table} WHERE {where}")
        await region.admin.execute(f"ALTER TABLE chaincare.{table} ENABLE ALWAYS TRIGGER append_only")
    again = sealer_of(region.urls, tmp_path / "last")
    with pytest.raises(LogBroken, match="shorter"):
        await again.round()
    first = await again.begin_epoch("a backup from before the second epoch was put back")
    checkpoint = KEYS.signed(first)
    assert checkpoint is not None
    assert checkpoint.origin.endswith("/2026.3")
    opening = await region.admin.fetchval("SELECT opening FROM chaincare.sealed_logs WHERE id = 2")
    assert note.encode() in opening, "the checkpoint that was lost is named"
    await again.close()


async def test_a_file_that_is_no_checkpoint_of_ours_is_not_passed_over(
    region: Region, sealer: Sealer, tmp_path: Path
) -> None:
    path = tmp_path / "last"
    for damaged in ("", path.read_text().replace("2026", "2025")):
        path.write_text(damaged)
        again = sealer_of(region.urls, path)
        with pytest.raises(LogBroken, match="signed by no key"):
            await again.round()
        await again.close()


async def test_a_key_that_nobody_vouched_for_is_shown_to_nobody_and_stops_no_change_of_keys(
    region: Region, app: asyncpg.Connection, sealer: Sealer, tmp_path: Path
) -> None:
    await app.execute("SELECT chaincare.keep_seal_key('attacker+00000000+AAAA', 1, 0, NULL)")
    assert (await region.auditor.get("/access-log/checkpoints"))["keys"] == [KEYS.verifier]
    await region.admin.execute("ALTER TABLE chaincare.seal_keys DISABLE TRIGGER append_only")
    await region.admin.execute("DELETE FROM chaincare.seal_keys WHERE verifier LIKE 'attacker%'")
    first, second = derived_key(SECRET, "seal v1"), b"n" * 32
    for seeds in ([second, first], [first, second]):  # there, and back again
        keys = SealKeys("chaincare.localhost", seeds)
        await region.teacher.get("/worklist")
        turned = sealer_of(region.urls, tmp_path / "last", keys)
        await seal(turned, region.admin)
        await turned.close()
    named = await region.admin.fetch(
        "SELECT verifier, note FROM chaincare.seal_keys ORDER BY from_size, used_since"
    )
    assert [row["verifier"] for row in named] == [
        KEYS.verifier,
        SealKeys("chaincare.localhost", [second]).verifier,
        KEYS.verifier,
    ]
    assert all(row["note"] for row in named[1:])
    await region.admin.execute("ALTER TABLE chaincare.seal_keys ENABLE ALWAYS TRIGGER append_only")
