"""The seal: every committed entry is one leaf, in an order that stays, whoever seals and whenever writers commit."""

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.people import SECRET, Region, open_case
from tests.sealed import KEYS, seal, sealer_of

from chaincare.database import open_connection
from chaincare.embedded import Urls
from chaincare.keys import derived_key
from chaincare.merkle import root_of
from chaincare.seals import store
from chaincare.seals.model import LogBroken
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys

pytestmark = pytest.mark.anyio

LONG = 3600.0

WRITE = """
    INSERT INTO chaincare.access_entries (at, event, action, outcome, issuer, subject, partner, relation, rule, request_id,
        trace_id, span_id)
    SELECT clock_timestamp(), 'case.read', 'R', 'entered', 'i', 's', 'p', 'none', 'r/1', uuidv7(),
        decode(repeat('00', 16), 'hex'), decode(repeat('00', 8), 'hex') FROM generate_series(1, $1)
"""


async def leaves_of(admin: asyncpg.Connection, log_id: int) -> list[bytes]:
    hashes = await admin.fetchval("SELECT chaincare.sealed_leaves($1, 0, 9000000)", log_id)
    return [hashes[place : place + 32] for place in range(0, len(hashes), 32)]


async def unsealed(admin: asyncpg.Connection) -> tuple[int, int, int]:
    """Count the entries, those that are a leaf, and the leaves that are an entry's own bytes."""
    return tuple(
        await admin.fetchrow("""
            WITH leaf AS (
                SELECT n.id, substr(b.hashes, 32 * (n.place - 1)::int + 1, 32) AS hash
                FROM chaincare.sealed_batches AS b JOIN chaincare.sealed_ids AS i USING (log_id, first_index)
                CROSS JOIN LATERAL unnest(i.ids) WITH ORDINALITY AS n (id, place)),
            entry AS (SELECT e.id, sha256('\\x00'::bytea || chaincare.access_leaf(e)) AS hash FROM chaincare.access_entries AS e)
            SELECT (SELECT count(*) FROM entry), (SELECT count(DISTINCT e.id) FROM entry AS e JOIN leaf AS l USING (id)),
                   (SELECT count(DISTINCT e.id) FROM entry AS e JOIN leaf AS l USING (id, hash))
        """)
    )


async def test_the_seal_holds_every_entry_once_in_the_order_of_their_commits(region: Region) -> None:
    opened = await open_case(region)
    await region.teacher.get(f"/cases/{opened['id']}")
    first, second = sealer_of(region.urls), sealer_of(region.urls)
    slow = await asyncpg.connect(region.urls.admin_url)
    await slow.execute("SET session_replication_role = replica; BEGIN")
    await slow.execute(WRITE, 3)  # begun early, committed late
    writers = [await asyncpg.connect(region.urls.admin_url) for _ in range(3)]

    async def write(writer: asyncpg.Connection) -> None:
        await writer.execute("SET session_replication_role = replica")
        for round_ in range(12):
            await writer.execute(WRITE, 1 + round_ * 20 % 57)

    async def keep_sealing(sealer: Sealer) -> None:
        for _ in range(20):
            await sealer.round()

    await asyncio.gather(*map(write, writers), keep_sealing(first), keep_sealing(second))
    held = await region.admin.fetchrow("SELECT * FROM chaincare.seal_state()")
    assert held["waiting_since"] is not None, "what is newer than a running transaction waits for it"
    await slow.execute("COMMIT")
    await seal(first, region.admin)
    written, sealed, whole = await unsealed(region.admin)
    assert written == sealed == whole > 300
    leaves = await leaves_of(region.admin, 1)
    assert len(leaves) == written + 1, "and the opening of the log"
    signed = await region.admin.fetch("SELECT note, root, size FROM chaincare.checkpoints ORDER BY size")
    for one in (signed[0], signed[len(signed) // 2], signed[-1]):
        checkpoint = KEYS.signed(one["note"])
        assert checkpoint is not None
        assert (checkpoint.size, checkpoint.root) == (one["size"], one["root"])
        assert checkpoint.root == root_of(leaves[: one["size"]])
    for level, place, node in await region.admin.fetch(
        "SELECT level, place, hash FROM chaincare.sealed_nodes"
    ):
        assert node == root_of(leaves[place * 256**level : (place + 1) * 256**level])
    for one in (first, second):
        await one.close()
    for connection in (slow, *writers):
        await connection.close()


async def test_a_year_begins_with_the_last_checkpoint_of_the_one_before(region: Region) -> None:
    sealer = sealer_of(region.urls)
    async with await _opened(sealer, region.urls) as connection, connection.transaction():
        _, note = await sealer._open(2025, 1, None, None)
    assert await sealer.round() is False
    logs = await region.admin.fetch(
        "SELECT origin, opening, previous_id FROM chaincare.sealed_logs ORDER BY id"
    )
    assert logs[0]["origin"] == "chaincare.localhost/2025"
    assert logs[1]["previous_id"] == 1
    assert note.encode() in logs[1]["opening"]
    hashes = await leaves_of(region.admin, 2)
    assert hashes[0] == sha256(b"\x00" + logs[1]["opening"]).digest()
    await sealer.begin_epoch("a backup of yesterday was put back")
    origin = await region.admin.fetchval("SELECT origin FROM chaincare.sealed_logs ORDER BY id DESC LIMIT 1")
    assert origin == logs[1]["origin"] + ".2"
    await seal(sealer, region.admin)
    told = await region.entries("event LIKE 'access-log.%'")
    assert [one["event"] for one in told] == ["access-log.year-begun", "access-log.epoch-begun"]
    await sealer.close()


class _Open:
    def __init__(self, sealer: Sealer, connection: asyncpg.Connection) -> None:
        self._sealer, self._connection = sealer, connection

    async def __aenter__(self) -> asyncpg.Connection:
        self._sealer._connection = self._connection
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        return None


async def _opened(sealer: Sealer, urls: Urls) -> _Open:
    return _Open(sealer, await open_connection(urls.app_url))


DELETE_END = """
    DELETE FROM chaincare.checkpoints WHERE size > 3;
    DELETE FROM chaincare.sealed_ids WHERE first_index > 0; DELETE FROM chaincare.sealed_batches WHERE first_index > 0
"""
REWRITTEN = "UPDATE chaincare.sealed_batches SET hashes = overlay(hashes placing '\\x00'::bytea from 7) WHERE first_index = 1"


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        pytest.param(DELETE_END, "shorter", id="the end is cut off"),
        pytest.param(REWRITTEN, "not those|do not lead", id="a leaf is another"),
        pytest.param("DELETE FROM chaincare.checkpoints", "shorter", id="the checkpoints are gone"),
        pytest.param(
            "DELETE FROM chaincare.checkpoints WHERE size > 3", "shorter", id="the last checkpoints are gone"
        ),
        pytest.param(
            "UPDATE chaincare.checkpoints SET note = replace(note, '2026', '2027')",
            "no key",
            id="a note is forged",
        ),
        pytest.param(
            "DELETE FROM chaincare.sealed_ids; DELETE FROM chaincare.checkpoints; DELETE FROM chaincare.sealed_batches;"
            " DELETE FROM chaincare.seal_keys; DELETE FROM chaincare.sealed_nodes; DELETE FROM chaincare.sealed_logs",
            "shorter",
            id="all of the seal is gone",
        ),
    ],
)
async def test_what_was_signed_is_missed_by_who_saw_it(
    region: Region, tmp_path: Path, deed: str, found: str
) -> None:
    await open_case(region)
    memory = tmp_path / "last"
    sealer = sealer_of(region.urls, memory)
    await seal(sealer, region.admin)
    await region.teacher.get("/worklist")
    await seal(sealer, region.admin)
    await sealer.close()
    assert "chaincare.localhost/2026" in memory.read_text()
    await region.admin.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {_off(deed)}; COMMIT")
    await region.teacher.get("/worklist")
    later = sealer_of(region.urls, memory)
    with pytest.raises(LogBroken, match=found):
        await later.round()
    assert not later.keeps_up(60)
    assert later.lets_look(0)
    assert not later.lets_look(60)
    await later.close()


def _off(deed: str) -> str:
    """A superuser can take the triggers away; they are there for everybody else."""
    tables = ("checkpoints", "sealed_batches", "sealed_ids", "sealed_nodes", "sealed_logs", "seal_keys")
    off = "".join(f"ALTER TABLE chaincare.{one} DISABLE TRIGGER append_only;" for one in tables)
    on = "".join(f"ALTER TABLE chaincare.{one} ENABLE ALWAYS TRIGGER append_only;" for one in tables)
    return f"{off}{deed};{on}"


async def test_a_new_key_is_named_by_the_one_before(region: Region) -> None:
    await open_case(region)
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await sealer.close()
    after = SealKeys("chaincare.localhost", [b"n" * 32, derived_key(SECRET, "seal v1")])
    await region.teacher.get("/worklist")
    turned = sealer_of(region.urls, keys=after)
    await seal(turned, region.admin)
    [told] = await region.entries("event LIKE 'access-log.%'")
    assert (told["event"], told["rule"]) == ("access-log.key-changed", "log-change/1")
    # What weakens the log's own words stops no sealing: the rows of the seal tell the same.
    await region.admin.execute(
        "CREATE RULE nothing AS ON INSERT TO chaincare.access_entries DO INSTEAD NOTHING"
    )
    await turned.begin_epoch("a drill")
    await region.admin.execute("DROP RULE nothing ON chaincare.access_entries")
    await seal(turned, region.admin)
    assert len(await region.entries("event LIKE 'access-log.%'")) == 1
    keys = await region.admin.fetch(
        "SELECT verifier, note, from_size FROM chaincare.seal_keys ORDER BY from_size"
    )
    assert [one["verifier"] for one in keys] == [KEYS.verifier, after.verifier]
    assert after.verifier in keys[1]["note"]
    await turned.close()
    stranger = sealer_of(region.urls, keys=SealKeys("chaincare.localhost", [b"s" * 32]))
    with pytest.raises(LogBroken, match="no key"):
        await stranger.round()
    await stranger.close()


async def test_who_seals_can_do_nothing_else_to_it(region: Region) -> None:
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await sealer.close()
    app: Any = await asyncpg.connect(region.urls.app_url)
    for table in ("checkpoints", "sealed_batches", "sealed_ids", "sealed_nodes", "sealed_logs", "seal_keys"):
        for deed in (
            f"SELECT FROM chaincare.{table}",
            f"DELETE FROM chaincare.{table}",
            f"TRUNCATE chaincare.{table}",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(deed)
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
            await region.admin.execute(
                f"SET session_replication_role = replica; TRUNCATE chaincare.{table} CASCADE"
            )
        await region.admin.execute("RESET session_replication_role")
    await app.close()


async def test_who_follows_asks_less_and_takes_over(region: Region) -> None:
    """While one process seals the others open no transaction; when it stops, the next one to look goes on."""
    leads, follows = sealer_of(region.urls), sealer_of(region.urls)
    await open_case(region)
    await seal(leads, region.admin)
    await follows.round(LONG)
    asked: list[str] = []
    follows._connection.add_query_logger(lambda query: asked.append(query.query))
    await follows.round(LONG)
    await asyncio.sleep(0.01)  # it is told of a statement a moment later
    assert asked == [store.STATE], "nothing was added: one statement"
    await region.teacher.get("/worklist")
    await follows.round(LONG)
    await asyncio.sleep(0.01)
    assert asked == [store.STATE] * 2, "what waits is left to who sealed last"
    await seal(leads, region.admin)
    await follows.round(LONG)
    await asyncio.sleep(0.01)
    assert {store.FIND_SIZE, store.PARTS} < set(asked), "it looks whether what it saw is still there"
    assert store.TAKE_TURN not in asked
    await region.teacher.get("/worklist")
    await leads.close()
    await seal(follows, region.admin)
    await follows.close()
