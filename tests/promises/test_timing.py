"""S1: how long a refusal takes does not tell whether the case is there. The control shows that it would be noticed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random
from uuid import UUID

import pytest
from tests.people import Person, Region, desiree, region_on
from tests.promises.timing import NOTICED, take_times, welch

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls
from chaincare.ids import new_id

pytestmark = pytest.mark.anyio

Look = Callable[[str], Awaitable[None]]

PAIRS = 2_000
CASES = 12
ROUTES = (
    ("GET", "/cases/{case}", None, "outsider"),
    ("GET", "/clients/{client}", None, "outsider"),
    ("GET", "/cases/{case}/agreements", None, "parent"),
    ("POST", "/cases/{case}/notes", {"body": "x"}, "specialist"),
)


@pytest.fixture
async def region(database: Urls, issuers: DemoIssuers) -> AsyncIterator[Region]:
    """A database and sessions that no other test has used: what they left behind would be measured as well."""
    await write_world(database.admin_url, issuers)
    async with region_on(database, issuers) as one:
        yield one


async def cases_of_others(region: Region) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Cases with a circle, a basis and notes in them: there is something to look through. And ids of that moment that are nowhere."""
    opened, nowhere = [], []
    for _ in range(CASES):
        one = await region.teacher.post("/cases", desiree())
        await region.teacher.post(f"/cases/{one['id']}/notes", {"body": "A note."})
        opened.append({"case": one["id"], "client": one["clientId"]})
        nowhere.append({"case": str(new_id()), "client": str(new_id())})
    await region.admin.execute("ANALYZE")
    return opened, nowhere


async def t_of(
    region: Region, route: tuple[str, str, object, str], pairs: int, look: Look | None = None
) -> float:
    """Measure one route; every single answer must be the same 404. ``look`` is what a careless server does first."""
    method, path, body, role = route
    caller: Person = region.person(role)
    opened, nowhere = await cases_of_others(region)
    chance = Random(pairs)  # noqa: S311 - only the order of asking

    async def ask(asked: str) -> None:
        if look is not None:
            await look(asked)
        answer = await caller.ask(method, asked, body)
        assert answer.status_code == 404, answer.text

    both = [path.format_map(ids) for ids in opened], [path.format_map(ids) for ids in nowhere]
    await take_times(ask, *both, pairs // 20, chance)  # plans and caches are warm then
    return welch(*await take_times(ask, *both, pairs, chance))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route[0]} {route[1]}")
async def test_foreign_takes_as_long_as_missing(region: Region, route: tuple[str, str, object, str]) -> None:
    """What is noticed is measured once more, longer: a leak is there again and in the same direction, a busy machine is not."""
    t = await t_of(region, route, PAIRS)
    again = await t_of(region, route, 2 * PAIRS) if abs(t) >= NOTICED else 0.0
    assert abs(again) < NOTICED or t * again < 0, f"t = {t:.1f}, then {again:.1f}"


async def test_who_loads_first_and_checks_then_is_noticed(region: Region) -> None:
    """The control: more is looked up for what exists, as programs do that load a case and then ask whose it is."""

    async def load_then_check(asked: str) -> None:
        case_id = UUID(asked.rpartition("/")[2])
        found = await region.admin.fetchrow("SELECT client_id FROM chaincare.cases WHERE id = $1", case_id)
        if found is not None:
            await region.admin.fetchrow("SELECT * FROM chaincare.clients WHERE id = $1", found["client_id"])
            await region.admin.fetch("SELECT * FROM chaincare.participations WHERE case_id = $1", case_id)
            await region.admin.fetch("SELECT * FROM chaincare.legal_bases WHERE case_id = $1", case_id)

    t = await t_of(region, ROUTES[0], PAIRS, load_then_check)
    if t <= NOTICED:  # noise hides it as it makes one up: asked more often, as above
        t = await t_of(region, ROUTES[0], 2 * PAIRS, load_then_check)
    assert t > NOTICED, f"t = {t:.1f}"
