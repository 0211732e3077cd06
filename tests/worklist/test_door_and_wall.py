"""What the door chooses is what the wall shows: an entry for whatever a page reveals, and for nothing else (T3)."""

from typing import Any

import pytest
from tests.people import Person, Region
from tests.promises.everything import Land
from tests.promises.lands import north, walk
from tests.worklist.lists import ROLES

pytestmark = pytest.mark.anyio


TURNS = 3


class Watched(Land):
    """A region in which worklists are looked at after every change: the one who made it, and a third of the others by turns."""

    async def do(self, role: str, method: str, path: str, body: Any = None, expect: int = 0) -> Any:
        answer = await super().do(role, method, path, body, expect)
        if method != "GET":
            self.changes += 1
            for place, one in enumerate(ROLES):
                if one != role and place % TURNS != self.changes % TURNS:
                    continue
                for kind, reach, href in await chosen_is_shown(self.region, self.people[one]):
                    if (one, kind, reach) not in self.read:
                        self.read[one, kind, reach] = (await self.people[one].ask("GET", href)).status_code
        return answer

    changes = 0

    @property
    def read(self) -> dict[tuple[str, str, str], int]:
        """What came of following each kind of row to where it is read about, by who sees it."""
        found: dict[tuple[str, str, str], int] = self.__dict__.setdefault("_read", {})
        return found


APART = ("target", "asker", "author", "directory", "management", "voortrekker", "inventory", "alliance")


async def chosen_is_shown(region: Region, person: Person) -> set[tuple[str, str, str]]:
    """Hold a page of everything open against its entries, and the rows that are one's own against it."""
    answer = await person.ask("GET", "/worklist?whose=anyone&limit=50")
    assert answer.status_code == 200, answer.text
    rows = answer.json()["items"]
    entries = await region.entries("request_id = $1::uuid", answer.headers["ChainCare-Request-Id"])
    [question] = [one for one in entries if one["query_id"] is None]
    revealed = [one for one in entries if one["query_id"] == question["id"]]
    assert len(revealed) == len(entries) - 1
    cases = {one["caseId"] for one in rows} - {None}
    # Notices, and what was raised, are read in one list, and answered one by one.
    apart = {
        one["act"]["href"]
        if one["kind"] in {"correction_to_acknowledge", "bottleneck_to_answer"}
        else one["href"]
        for one in rows
        if one["caseId"] is None
    }
    assert {str(one["case_id"]) for one in revealed if one["reach"] not in APART} == cases, rows
    assert len([one for one in revealed if one["reach"] in APART]) == len(apart), rows
    mine = (await person.get("/worklist?limit=50"))["items"]
    assert mine == [one for one in rows if one["withYou"]]
    return {(one["kind"], one["reach"], one["href"].removeprefix("/v1")) for one in rows}


async def test_through_everything_that_happens_the_door_and_the_wall_agree(region: Region) -> None:
    plain = north(region)
    land = Watched(region, plain.people, plain.ids)
    await walk(land)
    assert len({kind for _, kind, _ in land.read}) > 15, sorted(land.read)
    wrong = sorted((*place, status) for place, status in land.read.items() if status != 200)
    assert not wrong, wrong
