"""The page docs/round-trips.md: what every operation asks of the database, counted in a walk through all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.promises.everything import Call, Land
from tests.promises.wire import Cost, Wire

PAGE = Path(__file__).parents[2] / "docs" / "round-trips.md"
WRITE_ANEW = "CHAINCARE_WRITE_ROUND_TRIPS"
"""The environment variable with which the test writes the page instead of comparing it: `make round-trips`."""

_HEAD = """# What an operation asks of the database

Counted on the wire in a walk through all operations, the dearest call of each; a test compares. Do not edit:
`make round-trips` writes it anew. A number that grows is a request that waits longer, so it should have a reason.

A *round trip* is what the server waits for. The door is one; a read in one statement makes it two; a transaction adds
BEGIN, the ticket and COMMIT (with which goes the entry that says what was done).

| operation | round trips | statements |
|---|---|---|
"""


class CountingLand(Land):
    """A land in which every call is counted."""

    wire: Wire
    costs: dict[Call, Cost]

    @classmethod
    def of(cls, land: Land, wire: Wire) -> "CountingLand":
        counting = cls(land.region, land.people, land.ids)
        counting.wire, counting.costs = wire, {}
        return counting

    async def do(self, role: str, method: str, path: str, body: Any = None, expect: int = 0) -> Any:
        before = self.wire.cost
        answer = await super().do(role, method, path, body, expect)
        after = self.wire.cost
        cost = Cost(after.round_trips - before.round_trips, after.statements - before.statements)
        self.costs[method, path] = max(cost, self.costs.get((method, path), cost))
        return answer


def page(costs: Mapping[Call, Cost]) -> str:
    """Lay the costs out, one operation a line, in the order of their addresses."""
    lines = [
        f"| {method} {path} | {cost.round_trips} | {cost.statements} |"
        for (method, path), cost in sorted(costs.items(), key=lambda one: (one[0][1], one[0][0]))
    ]
    return _HEAD + "\n".join(lines) + "\n"


def read(text: str) -> dict[Call, Cost]:
    """Read the costs a page tells."""
    found: dict[Call, Cost] = {}
    for line in text.removeprefix(_HEAD).splitlines():
        call, round_trips, statements = (cell.strip() for cell in line.strip("|").split("|"))
        method, _, path = call.partition(" ")
        found[method, path] = Cost(int(round_trips), int(statements))
    return found


def differences(told: Mapping[Call, Cost], counted: Mapping[Call, Cost]) -> list[str]:
    """Say of every operation that costs other than the page tells, what it is and what it was."""
    found = []
    for call in sorted({*told, *counted}):
        was, now = told.get(call), counted.get(call)
        if was != now:
            found.append(f"{' '.join(call)}: {_said(was)} in the page, {_said(now)} now")
    return found


def _said(cost: Cost | None) -> str:
    return "nothing" if cost is None else f"{cost.round_trips} round trips, {cost.statements} statements"
