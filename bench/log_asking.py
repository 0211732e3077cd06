"""What an auditor asks of a large log, over HTTP and by bare SQL in turns, so that whatever else the machine does falls on both."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import asyncpg
import httpx2
import msgspec

from bench.disk import SLOW_MS, Disk
from bench.log_filling import CLIENT, PERSON
from bench.stage import Stage

GOAL_MS = 50.0
LIMIT = 25
DEEP_PAGES, DEEP_LIMIT = 20, 50
"""A deep page lies so many pages of so many entries behind the first."""
DRAWN, HEAVY, DEEP = 60, 20, 5
SEARCH, PROVE = "/v1/access-log/_search", "/v1/access-log/proofs/_inclusion"

# Whom entries are about, entry by entry: whoever has many is drawn often.
DRAW = """
    SELECT e.at, e.id, e.client, e.actor_id, e.case_id, e.organisation_id
    FROM unnest($1::timestamptz[]) AS t (at) CROSS JOIN LATERAL (
        SELECT a.* FROM chaincare.access_entries AS a WHERE a.at >= t.at AND a.client IS NOT NULL ORDER BY a.at LIMIT 1) AS e
"""
BOUNDS = "SELECT min(at), max(at) - interval '2 days' FROM chaincare.access_entries WHERE at < date_trunc('month', now())"
ROWS = "SELECT * FROM chaincare.access_entries WHERE {0} ORDER BY at DESC, id DESC LIMIT {1}"


class Asked(NamedTuple):
    """A question: the body over HTTP, and the condition and values of the same rows by SQL; no condition for a proof."""

    body: dict[str, Any]
    where: str = ""
    values: tuple[Any, ...] = ()


class Timed(msgspec.Struct, frozen=True):
    """How long something took, over HTTP and by bare SQL; and over HTTP without those asks that met a disk that stood still."""

    name: str
    p50_ms: float
    p99_ms: float
    p99_steady_ms: float
    stalled: int
    bare_p50_ms: float
    bare_p99_ms: float

    @property
    def ratio(self) -> float:
        """Give how many times as long as bare SQL it takes."""
        return self.p50_ms / self.bare_p50_ms


def measure(stage: Stage, rounds: int, say: Callable[[str], None]) -> list[Timed]:
    """Ask everything in turns, and lay the figures out."""
    found = asyncio.run(_measured(stage, rounds, say))
    say(
        f"{'asked':<36}{'p50 ms':>9}{'p99 ms':>9}{'p99 *':>9}{'*':>5}{'bare p50':>10}{'bare p99':>10}{'ratio':>8}"
    )
    for one in found:
        say(
            f"{one.name:<36}{one.p50_ms:>9.1f}{one.p99_ms:>9.1f}{one.p99_steady_ms:>9.1f}{one.stalled:>5}"
            f"{one.bare_p50_ms:>10.2f}{one.bare_p99_ms:>10.2f}{one.ratio:>8.1f}"
        )
    say(
        f"* without so many asks during which the disk took more than {SLOW_MS:.0f} ms for a page of somebody else"
    )
    return found


async def _measured(stage: Stage, rounds: int, say: Callable[[str], None]) -> list[Timed]:
    plain = await asyncpg.connect(stage.urls.admin_url)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{stage.ports[0]}", timeout=120) as http:
        asker = _Asker(http, {"Authorization": f"Bearer {stage.tokens['auditor']}"}, plain)
        questions = await _questions(asker)
        took: dict[str, tuple[list[float], list[float], list[float]]] = {
            name: ([], [], []) for name in questions
        }
        # Each question once before: measured is what the asking takes, and not what a disk does that was never asked.
        warm = min(rounds, max(map(len, questions.values())))
        with Disk(stage.folder).watched() as disk:
            for turn in range(-warm, rounds):
                for name, them in questions.items():
                    one, began = them[turn % len(them)], time.perf_counter()
                    once = await asker.ask(one)
                    stood_still = disk.stood_still(began, time.perf_counter())
                    beside = await asker.fetch(one)
                    if turn >= 0:
                        took[name][0].append(once)
                        took[name][1].append(beside)
                        took[name][2].extend([] if stood_still else [once])
                if turn >= 0 and (turn + 1) % max(rounds // 5, 1) == 0:
                    say(f"… asked {turn + 1} of {rounds} rounds")
    await plain.close()
    return [_timed(name, *them) for name, them in took.items()]


def _timed(name: str, ours: Sequence[float], bare: Sequence[float], steady: Sequence[float]) -> Timed:
    middle, worst = _middle_and_worst(ours)
    steady_worst = _middle_and_worst(steady)[1] if steady else worst
    return Timed(name, middle, worst, steady_worst, len(ours) - len(steady), *_middle_and_worst(bare))


def _middle_and_worst(took: Sequence[float]) -> tuple[float, float]:
    them = sorted(took)
    return round(them[len(them) // 2], 2), round(them[len(them) * 99 // 100], 2)


class _Asker:
    """An auditor over HTTP, and a superuser by bare SQL."""

    def __init__(self, http: httpx2.AsyncClient, headers: dict[str, str], plain: asyncpg.Connection) -> None:
        self._http, self._headers, self.plain = http, headers, plain

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ask the server, and give its answer; asked again where a cold disk took it too long (503), which counts in the time."""
        for _ in range(20):
            answer = await self._http.post(path, json=body, headers=self._headers)
            if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                break
        if answer.is_error:
            raise SystemExit(f"{path} {body}: {answer.status_code} {answer.text}")
        return dict(answer.json())

    async def ask(self, one: Asked) -> float:
        """Ask the server; give the milliseconds it took."""
        began = time.perf_counter()
        answer = await self.post(SEARCH if one.where else PROVE, one.body)
        took = (time.perf_counter() - began) * 1000
        if one.where and not answer["items"]:
            raise SystemExit(f"nothing was found: {one}")
        return took

    async def fetch(self, one: Asked) -> float:
        """Fetch the rows of such a page, or the one entry; give the milliseconds it took."""
        where, limit = one.where or "at = $1 AND id = $2", one.body.get("limit", 1)
        began = time.perf_counter()
        rows = await self.plain.fetch(ROWS.format(where, limit), *one.values)
        took = (time.perf_counter() - began) * 1000
        if not rows:
            raise SystemExit(f"the bare query found nothing: {one}")
        return took


async def _questions(asker: _Asker) -> dict[str, Sequence[Asked]]:
    """Draw whom and when to ask about: what there is of each, and those of whom there is most."""
    start, end = await asker.plain.fetchrow(BOUNDS)
    chance = random.Random(6)  # noqa: S311 -- the same each time
    instants = [start + (end - start) * chance.random() for _ in range(DRAWN)]
    rows = await asker.plain.fetch(DRAW, instants)
    most_clients = [_most(CLIENT, number) for number in range(HEAVY)]
    most_people = [_most(PERSON, number) for number in range(HEAVY)]
    by_client = [_by("client", "client", one) for one in [*most_clients, *(row["client"] for row in rows)]]
    by_person = [
        _by("professionalId", "actor_id", one) for one in [*most_people, *(row["actor_id"] for row in rows)]
    ]
    by_period = [_within(row["at"], 8) for row in rows]
    house_and_day = [
        _and(_by("organisationId", "organisation_id", row["organisation_id"]), _within(row["at"], 24))
        for row in rows
    ]
    newest = await asker.plain.fetch(
        "SELECT at, id FROM chaincare.access_entries WHERE at < date_trunc('month', now()) AND organisation_id IS NOT NULL"
        f" ORDER BY at DESC LIMIT {DRAWN}"
    )
    return {
        "by client": by_client,
        "by client, a deep page": await _deep(asker, by_client),
        "by professional": by_person,
        "by professional, a deep page": await _deep(asker, by_person),
        "by period (8 hours)": by_period,
        "by period (31 days)": [_within(row["at"], 24 * 31) for row in rows],
        "by period, a deep page": await _deep(asker, [_within(row["at"], 24 * 31) for row in rows]),
        "by organisation": [_by("organisationId", "organisation_id", row["organisation_id"]) for row in rows],
        "organisation and a day": house_and_day,
        "client and professional": [
            _and(_by("client", "client", row["client"]), _by("professionalId", "actor_id", row["actor_id"]))
            for row in rows
        ],
        "professional and eight hours": [
            _and(_by("professionalId", "actor_id", row["actor_id"]), _within(row["at"], 8)) for row in rows
        ],
        "client and a month": [
            _and(_by("client", "client", row["client"]), _within(row["at"], 24 * 31)) for row in rows
        ],
        "proof of one entry, at random": [_proof(row) for row in rows],
        "proof of one entry, the oldest": [
            _proof(row) for row in sorted(rows, key=lambda row: row["at"])[:10]
        ],
        "proof of one entry, the newest": [_proof(row) for row in newest],
    }


def _most(kind: int, number: int) -> str:
    return f"01900000-0000-7000-9{kind:03}-{number:012}"


def _by(field: str, column: str, value: Any) -> Asked:
    return Asked({field: str(value), "limit": LIMIT}, f"{column} = $1::text::uuid", (str(value),))


def _within(at: Any, hours: int) -> Asked:
    body = {"fromAt": at.isoformat(), "limit": LIMIT}
    where = f"at >= $1 AND at < $1 + interval '{hours} hours'"
    return Asked(body | {"untilAt": (at + timedelta(hours=hours)).isoformat()}, where, (at,))


def _and(one: Asked, other: Asked) -> Asked:
    return Asked(
        one.body | other.body,
        f"{one.where} AND {other.where.replace('$1', '$2')}",
        (*one.values, *other.values),
    )


def _proof(row: Any) -> Asked:
    return Asked({"entryId": str(row["id"]), "happenedAt": row["at"].isoformat()}, "", (row["at"], row["id"]))


async def _deep(asker: _Asker, them: Sequence[Asked]) -> list[Asked]:
    """Turn pages of a few of them; those that have not so many are left out."""
    found = []
    for one in them[:HEAVY]:
        body, last = one.body | {"limit": DEEP_LIMIT}, None
        for _ in range(DEEP_PAGES):
            answer = await asker.post(SEARCH, body)
            if answer["nextCursor"] is None:
                break
            last, body = answer["items"][-1], body | {"cursor": answer["nextCursor"]}
        else:
            next_page = await asker.post(SEARCH, body | {"limit": LIMIT})
            if next_page["items"] and last is not None:
                keyset = f" AND (at, id) < (${len(one.values) + 1}::text::timestamptz, ${len(one.values) + 2}::text::uuid)"
                values = (*one.values, last["happenedAt"], last["id"])
                found.append(Asked(body | {"limit": LIMIT}, one.where + keyset, values))
        if len(found) == DEEP:
            break
    return found or list(them)
