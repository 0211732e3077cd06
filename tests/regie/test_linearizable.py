"""R1, R4: to 32 clients at once regie is one register: there is an order of their acts in which every answer is right.

The checker is tried first on histories whose verdict is known: those of etcd, by Jepsen.
"""

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from tests.linearizability import Operation, Step, linearizable
from tests.people import Person, Region
from tests.regie.directing import ALL, Case, add_worker, held_by_begeleider

HISTORIES = Path(__file__).parents[3] / "shared" / "vectors" / "linearizability" / "test_data" / "jepsen"
# Where a checkout stands alone: github.com/anishathalye/porcupine, test_data/jepsen, put beside it as above.
WHY_SKIPPED = (
    "Jepsen's histories are missing: put etcd_*.log into ../shared/vectors/linearizability/test_data/jepsen"
)
IN_ORDER = {2, 5, 7, 18, 25, 31, 38, 45, 48, 49, 51, 53, 56, 67, 75, 76, 80, 87, 92, 98, 100, 101, 102}
"""Of the 102 histories, those that a register can have had; the others show what etcd did wrong then."""
CLIENTS, ACTS = 32, 5

_LINE = re.compile(r"INFO\s+jepsen\.util - (\d+)\s+:(\w+)\s+:(\w+)\s+(.+)")


def _write(value: str) -> Step:
    return lambda _: value


def _read(value: str) -> Step:
    return lambda state: state if state == value else None


def _exchange(wanted: str, new: str, outcome: str) -> Step:
    def step(state: Any) -> Any:
        if outcome == "unknown":
            return new if state == wanted else state
        if (state == wanted) is not (outcome == "ok"):
            return None
        return new if state == wanted else state

    return step


def _history(path: Path) -> list[Operation]:
    """Read a log of Jepsen. What ended in a timeout may have happened; a read that did told nothing."""
    asked: dict[str, tuple[int, str, str]] = {}
    found: list[Operation] = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        read = _LINE.fullmatch(line.strip())
        if read is None:
            continue
        process, kind, what, value = read.groups()
        if kind == "invoke":
            asked[process] = (number, what, value)
        elif kind != "info" and value != ":timed-out":
            began, _, first = asked.pop(process)
            step = _etcd(what, value if what == "read" else first, kind)
            found.append(Operation(began, number, step, looks=what == "read" or kind == "fail"))
    return [*found, *(Operation(at, None, _etcd(what, value, "unknown")) for at, what, value in asked.values()
                      if what != "read")]  # fmt: skip


def _etcd(what: str, value: str, outcome: str) -> Step:
    if what == "cas":
        wanted, new = value.strip("[]").split()
        return _exchange(wanted, new, outcome)
    return _read(value) if what == "read" else _write(value)


@pytest.mark.skipif(not HISTORIES.is_dir(), reason=WHY_SKIPPED)
def test_the_checker_judges_known_histories_as_they_are_known_to_be() -> None:
    logs = sorted(one for one in HISTORIES.glob("etcd_*.log") if one.stem != "etcd_095")  # nothing ran there
    assert len(logs) == 102
    found = {int(one.stem.removeprefix("etcd_")) for one in logs if linearizable(_history(one), "nil")}
    assert found == IN_ORDER


class Open(NamedTuple):
    """A proposal that waits: who is asked, and who of them agreed."""

    id: str
    candidate: str
    asked: frozenset[str]
    agreed: frozenset[str]


class Regie(NamedTuple):
    """The register, as the model keeps it."""

    holder: str
    open: Open | None


def _proposed(by: str, candidate: str, made: str | None) -> Step:
    def step(state: Regie) -> Regie | None:
        possible = state.open is None and candidate != state.holder
        if not possible or made is None:
            return None if possible or made is not None else state
        asked = frozenset({candidate, state.holder})
        return Regie(state.holder, Open(made, candidate, asked, asked & {by}))

    return step


def _agreed(by: str, proposal: str, answered: bool | None) -> Step:
    """``answered``: whether it took effect by this, or None where the answer was refused."""

    def step(state: Regie) -> Regie | None:
        now = state.open
        possible = now is not None and now.id == proposal and by in now.asked - now.agreed
        if now is None or not possible or answered is None:
            return None if possible or answered is not None else state
        agreed = now.agreed | {by}
        if answered is not (agreed == now.asked):
            return None
        return Regie(now.candidate, None) if answered else Regie(state.holder, now._replace(agreed=agreed))

    return step


def _withdrawn(proposal: str, *, done: bool) -> Step:
    def step(state: Regie) -> Regie | None:
        possible = state.open is not None and state.open.id == proposal
        if possible is not done:
            return None
        return Regie(state.holder, None) if done else state

    return step


def _looked(holder: str, proposal: str | None) -> Step:
    def step(state: Regie) -> Regie | None:
        return (
            state if state.holder == holder and (state.open.id if state.open else None) == proposal else None
        )

    return step


@dataclass
class Clients:
    """Those who act on one case at once, and what they saw."""

    case: Case
    people: dict[str, Person]
    """By their participation."""
    operations: list[Operation] = field(default_factory=list)
    proposals: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    """Id, who proposed, and who is asked."""
    clock: Any = field(default_factory=lambda: itertools.count(1))

    async def look(self, chance: Random) -> None:
        who = self.people[chance.choice(sorted(self.people))]
        said = await self._timed(lambda: who.insist("GET", f"{self.case.path}/regie"))
        regie = said.answer.json()
        self._keep(said, _looked(regie["holder"]["participationId"], regie["openProposalId"]))

    async def propose(self, chance: Random) -> None:
        by, candidate = chance.choices(sorted(self.people), k=2)
        body = {"candidate": candidate, "mandate": ALL, "handoverNote": "Over to you."}
        said = await self._timed(
            lambda: self.people[by].insist("POST", f"{self.case.path}/regie-proposals", body)
        )
        made = said.answer.json() if said.answer.status_code == 201 else None
        self._keep(said, _proposed(by, candidate, made and made["id"]))
        if made:
            asked = tuple({candidate, made["holderId"]})
            self.proposals.append((made["id"], by, asked))

    async def agree(self, chance: Random) -> None:
        if self.proposals:
            proposal, _, asked = self.proposals[-1]
            by = chance.choice(sorted(asked))
            path = f"{self.case.path}/regie-proposals/{proposal}/responses"
            said = await self._timed(lambda: self.people[by].insist("POST", path, {"answer": "assent"}))
            took = said.answer.json()["inEffect"] if said.answer.status_code == 201 else None
            self._keep(said, _agreed(by, proposal, took))

    async def withdraw(self, _: Random) -> None:
        if self.proposals:
            proposal, by, _asked = self.proposals[-1]
            path = f"{self.case.path}/regie-proposals/{proposal}/withdrawals"
            said = await self._timed(lambda: self.people[by].insist("POST", path, {"reason": "Wait."}))
            self._keep(said, _withdrawn(proposal, done=said.answer.status_code == 201))

    async def _timed(self, ask: Callable[[], Awaitable[Any]]) -> "Said":
        began = next(self.clock)
        answer = await ask()
        return Said(began, answer, next(self.clock))

    def _keep(self, said: "Said", step: Step) -> None:
        assert said.answer.status_code in {200, 201, 409}, said.answer.text
        self.operations.append(
            Operation(said.began, said.ended, step, looks=said.answer.status_code in {200, 409})
        )


class Said(NamedTuple):
    began: int
    answer: Any
    ended: int


@pytest.mark.anyio
async def test_to_32_clients_at_once_regie_is_one_register(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    people = {
        case.teacher_part: region.teacher,
        case.begeleider_part: region.begeleider,
        worker: region.youth_worker,
    }
    clients, start = Clients(case, people), Regie(case.begeleider_part, None)

    async def act(number: int) -> None:
        chance = Random(number)  # noqa: S311 - who does what
        for _ in range(ACTS):
            await asyncio.sleep(chance.random() / 20)
            await chance.choice(
                [clients.look, clients.propose, clients.agree, clients.agree, clients.withdraw]
            )(chance)

    await asyncio.gather(*(act(number) for number in range(CLIENTS)))
    assert len(clients.operations) > CLIENTS
    passed_on = len(await case.terms()) - 1
    assert passed_on > 0
    assert linearizable(clients.operations, start)
    # The control: had one of them once been told of another holder, there would be no such order.
    end = await case.regie()
    [other] = sorted({*people} - {end["holder"]["participationId"]})[:1]
    late = Operation(next(clients.clock), next(clients.clock), _looked(other, end["openProposalId"]))
    assert not linearizable([*clients.operations, late], start)
