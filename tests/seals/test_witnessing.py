"""Checkpoints go to witnesses of other organisations, who have processes of their own: what they say is kept and shown, and missed."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
import structlog
from tests.people import Region, open_case
from tests.sealed import KEYS, seal, sealer_of
from tests.witness_process import Running, running_witness

from chaincare.database import open_connection
from chaincare.merkle import consistency_needs, consistency_proof
from chaincare.seals import asking, store
from chaincare.seals.exporting import export_log
from chaincare.seals.rules import submission
from chaincare.seals.watching import Witnesses
from chaincare.signed_notes import (
    COSIGNATURE,
    make_signer,
    open_note,
    read_checkpoint,
    read_verifier,
)
from chaincare.verifying.run import Asked, verify
from chaincare.witnessing.addresses import WitnessAt

pytestmark = pytest.mark.anyio

LOG = KEYS.verifier


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that stands still for some seconds is no witness that is silent."""
    monkeypatch.setattr(asking, "ANSWER_SECONDS", 60.0)


def at(one: Running, url: str | None = None) -> WitnessAt:
    return WitnessAt(read_verifier(one.key), url or one.url)


class Clock:
    """The time that is it, and some seconds more when a test says so."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@contextlib.asynccontextmanager
async def witnesses_of(
    region: Region, *known: WitnessAt, clock: Clock | None = None, asks: bool = True
) -> AsyncIterator[Witnesses]:
    one = Witnesses(region.urls.app_url, known, 900, asks=asks, now=clock or Clock())
    try:
        yield one
    finally:
        await one.close()


def _asked(witnesses: Witnesses) -> list[asyncio.Task[None]]:
    return [way.flight for way in witnesses._ways.values() if way.flight is not None]


async def last_note(region: Region) -> str:
    return str(
        await region.admin.fetchval(
            "SELECT note FROM chaincare.checkpoints ORDER BY log_id DESC, size DESC LIMIT 1"
        )
    )


async def bring(region: Region, witnesses: Witnesses) -> None:
    """As the sealer does: tell of what was signed, and have it brought."""
    witnesses.signed(await last_note(region))
    await witnesses.look()
    await witnesses.settle()


async def grow(region: Region) -> str:
    """Have something in the log that was not in it, seal it, and give the checkpoint."""
    await region.teacher.get("/worklist")
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await sealer.close()
    return await last_note(region)


async def kept(region: Region) -> list[tuple[int, str]]:
    rows = await region.admin.fetch("SELECT size, verifier FROM chaincare.cosignatures ORDER BY kept_at")
    return [(row["size"], row["verifier"].partition("+")[0]) for row in rows]


def size_of(note: str) -> int:
    return read_checkpoint(open_note(note, [read_verifier(LOG)]).text).size


async def test_what_two_witnesses_say_stands_under_the_checkpoint(region: Region, tmp_path: Path) -> None:
    await open_case(region)
    first = await grow(region)
    with running_witness(tmp_path / "w1", [LOG]) as w1, running_witness(tmp_path / "w2", [LOG]) as w2:
        async with witnesses_of(region, at(w1), at(w2)) as witnesses:
            assert not await kept(region)
            await bring(region, witnesses)
            assert sorted(await kept(region)) == [
                (size_of(first), "witness.example/w1"),
                (size_of(first), "witness.example/w2"),
            ]
            assert witnesses.vouch()
            assert witnesses.silent_seconds < 500
            await _stands_under_its_checkpoint(region, [w1.key, w2.key], first)
            # Nothing new, and no minute over: nobody is asked. What is new goes on from what each witness knows.
            await bring(region, witnesses)
            assert len(await kept(region)) == 2
            second = await grow(region)
            await _brought_by_another(region, w1, size_of(first), second)
            third = await grow(region)
            await bring(region, witnesses)
            assert sorted(one for one in await kept(region) if one[0] == size_of(third)) == [
                (size_of(third), "witness.example/w1"),
                (size_of(third), "witness.example/w2"),
            ]
            assert await _exported(region, tmp_path, [w1.key, w2.key]) == "intact"
        # A process that signed nothing itself hears from the database, and asks where nobody else does.
        clock = Clock()
        async with witnesses_of(region, at(w1), at(w2), clock=clock) as other:
            clock.ahead = 1500
            assert other.silent_seconds >= 1500
            await _is_told_of_silence(region, other, clock)
            assert other.silent_seconds < 500
            assert not _asked(other), "nothing is new, and no minute is over"
            clock.ahead = 61
            await other.look()
            await other.settle()
            assert len(_asked(other)) == 2
            assert other.vouch()
        w1.stop(hard=True)
        await grow(region)
        assert await _exported(region, tmp_path, [w1.key, w2.key]) == "intact", (
            "the last one that both saw is in it"
        )
        async with _tarpit() as (url, taken), witnesses_of(region, at(w1, url), at(w2)) as fewer:
            fewer.signed(fifth := await last_note(region))
            await fewer.look()
            await asyncio.wait(
                [way.flight for way in fewer._ways.values() if way.flight], return_when="FIRST_COMPLETED"
            )
            assert (size_of(fifth), "witness.example/w2") in await kept(region), "waits for no other"
            assert fewer.vouch(), "one of two is enough"
            fewer.signed(await grow(region))
            await fewer.look()
            await asyncio.wait(
                [one for one in _asked(fewer) if not one.done()], return_when="FIRST_COMPLETED"
            )
            assert size_of(await last_note(region)) in [size for size, _ in await kept(region)]
            assert len(taken) == 1, "and nobody is asked twice at once"
        port = int(w1.url.rpartition(":")[2])
        with running_witness(tmp_path / "w1", [LOG], port=port) as again:
            await _two_at_once(region, at(again), at(w2))


async def _is_told_of_silence(region: Region, witnesses: Witnesses, clock: Clock) -> None:
    """The log tells once that none answers, and once that one does again."""
    await witnesses.note()
    await witnesses.note()
    clock.ahead = 0
    await witnesses.look()
    async with asyncio.timeout(20):
        while len(told := await region.entries("event LIKE 'access-log.%witnessed%'")) < 2:
            await witnesses.note()
            await asyncio.sleep(0.1)
    await witnesses.note()
    assert [one["event"] for one in told] == ["access-log.unwitnessed", "access-log.witnessed-again"]


async def _two_at_once(region: Region, *known: WitnessAt) -> None:
    """Two processes bring the same and ever newer checkpoints: that one is first is no other history."""

    async def brought(one: Witnesses, note: str) -> None:
        one.signed(note)
        await one.look()
        await one.settle()

    async with witnesses_of(region, *known) as one, witnesses_of(region, *known) as two:
        for _ in range(3):
            note = await grow(region)
            await asyncio.gather(brought(one, note), brought(two, note))
            assert [one.vouch(), two.vouch()] == [True, True]
            names = {name for size, name in await kept(region) if size == size_of(note)}
            assert names == {"witness.example/w1", "witness.example/w2"}


@contextlib.asynccontextmanager
async def _tarpit() -> AsyncIterator[tuple[str, list[int]]]:
    """Somebody who takes every connection, and never answers; tells of each."""
    taken: list[int] = []

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(1)
        while await reader.read(4096):
            pass
        writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", taken


async def _stands_under_its_checkpoint(region: Region, keys: Sequence[str], note: str) -> None:
    page = await region.auditor.get("/access-log/checkpoints")
    (shown,) = [one for one in page["items"] if one["note"].startswith(note)]
    opened = open_note(shown["note"], [read_verifier(one) for one in (LOG, *keys)])
    assert len(opened.signed) == 3
    assert sorted(one["key"] for one in shown["witnessedBy"]) == sorted(keys)
    proof = await region.auditor.post(
        "/access-log/proofs/_consistency", {"checkpoint": shown["note"]}, expect=200
    )
    assert proof["fromSize"] == shown["size"]


async def _brought_by_another(region: Region, witness: Running, old: int, note: str) -> None:
    """Another process of ours brings a checkpoint, and dies before it kept the answer."""
    connection = await open_connection(region.urls.app_url)
    nodes = await store.fetch_nodes(connection, 1, consistency_needs(old, size_of(note)))
    await connection.close()
    body = submission(old, consistency_proof(old, size_of(note), nodes), note)
    assert witness.http.post("/add-checkpoint", content=body).status_code == 200


async def _exported(region: Region, folder: Path, witnesses: Sequence[str]) -> str:
    file = folder / "log.ndjson"
    with file.open("wb") as out:
        async for line in export_log(region.urls.migrate_url, lambda _: None):
            out.write(line)
    asked = Asked(
        keys=(read_verifier(LOG),), witnesses=tuple(map(read_verifier, witnesses)), witnesses_needed=2
    )
    return verify([file], asked, lambda _: None).verdict


TRIGGERS = """
    DO $$ DECLARE t record; BEGIN
        FOR t IN SELECT g.tgname, g.tgrelid::regclass AS held FROM pg_trigger AS g
            WHERE NOT g.tgisinternal AND g.tgfoid = 'chaincare.refuse_change'::regproc LOOP
            EXECUTE format('ALTER TABLE %s {how} TRIGGER %I', t.held, t.tgname);
        END LOOP;
    END $$;
"""
PUT_BACK = """
    SET session_replication_role = replica;
    DELETE FROM chaincare.access_entries WHERE id IN (SELECT unnest(ids) FROM chaincare.sealed_ids WHERE first_index >= {size});
    DELETE FROM chaincare.cosignatures WHERE size > {size}; DELETE FROM chaincare.checkpoints WHERE size > {size};
    DELETE FROM chaincare.sealed_ids WHERE first_index >= {size}; DELETE FROM chaincare.sealed_batches WHERE first_index >= {size};
    RESET session_replication_role;
"""


async def _rewind(region: Region, size: int) -> None:
    """Put a backup back, as a superuser: of what came after so many leaves nothing is there, nor anything that tells of it."""
    await region.admin.execute(TRIGGERS.format(how="DISABLE"))
    await region.admin.execute(PUT_BACK.format(size=size))
    await region.admin.execute(TRIGGERS.format(how="ENABLE ALWAYS"))


async def test_a_log_that_was_rewound_or_forked_is_told_at_once(region: Region, tmp_path: Path) -> None:
    await open_case(region)
    first = await grow(region)
    with running_witness(tmp_path / "w1", [LOG]) as w1:
        async with witnesses_of(region, at(w1)) as witnesses:
            await bring(region, witnesses)
            for _ in range(3):
                await grow(region)
            await bring(region, witnesses)
            assert witnesses.vouch()
            held = len(await kept(region))
            await _rewind(region, size_of(first))
            with structlog.testing.capture_logs() as lines:
                await grow(region)
                await bring(region, witnesses)
            assert errors(lines) == ["witness_holds_another_history"], "shorter than it saw"
            assert not witnesses.vouch()
        # Grown beyond what the witness saw, it is another history all the same; also to a process that begins only now.
        for _ in range(4):
            await grow(region)
        async with witnesses_of(region, at(w1)) as later:
            with structlog.testing.capture_logs() as lines:
                await bring(region, later)
                await bring(region, later)
            assert errors(lines) == ["witness_holds_another_history"]
            assert "witness.example/w1" in [one.get("witness") for one in lines]
            assert not later.vouch()
            assert len(await kept(region)) < held
            region.app.state.witnesses = later
            try:
                assert await witnessed(region) is False
            finally:
                del region.app.state.witnesses


def errors(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """What somebody has to look at; how much else is told depends on what ran before."""
    return [one["event"] for one in lines if one["log_level"] == "error"]


async def witnessed(region: Region) -> bool | None:
    answer = await region.http.get("/v1/health/ready")
    assert answer.status_code == 200
    told: bool | None = answer.json()["witnessed"]
    return told


async def _close_a_year(region: Region) -> None:
    """A log of last year, which nobody witnessed whole."""
    sealer = sealer_of(region.urls)
    sealer._connection = await open_connection(region.urls.app_url)
    async with sealer._connection.transaction():
        await sealer._open(2025, 1, None, None)
    await sealer.close()


async def _no_other_word_counts(region: Region, w1: Running) -> None:
    clock, stranger = Clock(), make_signer("witness.example/w1", COSIGNATURE)
    # Somebody else's word is none, and neither is one of another time.
    async with witnesses_of(region, WitnessAt(stranger.verifier, w1.url)) as wrong:
        await bring(region, wrong)
    clock.ahead = 3600
    async with witnesses_of(region, at(w1), clock=clock) as late:
        await bring(region, late)
    async with witnesses_of(region, at(w1), asks=False) as listening:
        await bring(region, listening)
    assert not await kept(region)


async def test_silence_is_told_and_can_stop_reads(region: Region, tmp_path: Path) -> None:
    await _close_a_year(region)
    await grow(region)
    clock = Clock()
    with running_witness(tmp_path / "w1", [LOG]) as w1:
        await _no_other_word_counts(region, w1)
        w1.stop()
    async with witnesses_of(region, at(w1), clock=clock) as witnesses:
        region.app.state.witnesses = witnesses
        stop = region.app.state.settings
        try:
            await bring(region, witnesses)
            assert await witnessed(region) is True
            with structlog.testing.capture_logs() as lines:
                for clock.ahead in (899, 902, 903, 14_399):
                    witnesses.tell()
            assert errors(lines) == ["no_witness_answers"]
            assert await witnessed(region) is False
            clock.ahead = 14_500
            await region.teacher.get("/worklist")
            region.app.state.settings = msgspec.structs.replace(stop, witness_stop_seconds=14_400)
            assert (await region.http.get("/v1/health/ready")).json()["type"].endswith(":log-not-witnessed")
            refused = await region.teacher.ask("GET", "/worklist")
            assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (
                503,
                "log-not-witnessed",
            )
            with running_witness(tmp_path / "w1", [LOG], port=int(w1.url.rpartition(":")[2])):
                clock.ahead = 61
                await witnesses.look()
                await witnesses.settle()
            with structlog.testing.capture_logs() as lines:
                witnesses.tell()
                clock.ahead += 1000
                witnesses.tell()
                clock.ahead -= 1000
            assert errors(lines) == ["no_witness_answers"], "it spoke again, and fell silent again"
            assert await witnessed(region) is True
            await region.teacher.get("/worklist")
            with running_witness(tmp_path / "w1", [LOG], port=int(w1.url.rpartition(":")[2])) as again:
                witnesses.signed(
                    await region.admin.fetchval("SELECT note FROM chaincare.checkpoints WHERE log_id = 1")
                )
                await witnesses.look()
                await witnesses.settle()
                shown = again.http.get("/checkpoints/chaincare.localhost/2025")
                assert shown.text.startswith("chaincare.localhost/2025\n1\n"), (
                    "the end of last year's log, too"
                )
            assert (
                len({row[0] for row in await region.admin.fetch("SELECT log_id FROM chaincare.cosignatures")})
                == 2
            )
        finally:
            region.app.state.settings = stop
            del region.app.state.witnesses
