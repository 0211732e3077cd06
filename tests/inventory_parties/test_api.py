"""Who is needed for the people on an inventory: written by who pulls the cart, read by who works in the network, about nobody."""

from datetime import timedelta
from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, past_the_wall, today
from tests.people import Person, Region

from chaincare.demo.world import ELSEWHERE, FUNDER, person

pytestmark = pytest.mark.anyio


async def parties(region: Region) -> str:
    return f"/inventories/{await make_inventory(region)}/needed-parties"


def needed(region: Region, **changes: Any) -> dict[str, Any]:
    day = str(today(region) + timedelta(days=7))
    who = {"kind": "organisation", "organisationId": str(ELSEWHERE.id)}
    return {"who": who, "neededFor": "Hulp thuis.", "nextStep": "Bellen.", "nextStepDate": day, **changes}


async def test_who_is_needed_is_named_and_won_step_by_step(region: Region) -> None:
    voortrekker, path = region.person("voortrekker"), await parties(region)
    named = await voortrekker.post(path, needed(region))
    helping = {"who": {"kind": "help", "help": "een stille klas"}, "nextStepById": str(person("teacher").id)}
    await voortrekker.post(path, needed(region, **helping))
    steps = f"{path}/{named['id']}/steps"
    talks = {"step": "in_talks", "nextStep": "Kennismaken.", "nextStepDate": str(today(region))}
    assert (await voortrekker.ask("POST", steps, talks)).status_code == 428
    assert (await voortrekker.ask("POST", steps, talks, If_Match='"1"')).status_code == 201
    back = {**talks, "step": "approached"}
    assert (await voortrekker.ask("POST", steps, back, If_Match='"2"')).status_code == 409
    assert (
        await region.coordinator.ask("POST", steps, {"step": "takes_part"}, If_Match='"2"')
    ).status_code == 201
    first, second = (await region.teacher.get(path))["items"]
    assert [one["state"] for one in first["steps"]] == ["to_approach", "in_talks", "takes_part"]
    assert [one["nextStepById"] for one in first["steps"]] == [str(person("voortrekker").id)] * 2 + [None]
    assert first["who"] == {"kind": "organisation", "organisationId": str(ELSEWHERE.id)}
    assert (second["who"]["help"], second["steps"][0]["nextStepById"]) == (
        "een stille klas",
        str(person("teacher").id),
    )


async def test_who_pulls_the_cart_writes_members_read_and_funders_do_not(region: Region) -> None:
    path = await parties(region)
    await region.coordinator.post(path, needed(region))
    for role, reads, writes in (
        ("voortrekker", 200, 201), ("administrator", 200, 201), ("teacher", 200, 403), ("specialist", 200, 403),
        ("funder", 403, 403),
    ):  # fmt: skip
        who = region.person(role)
        assert (await who.ask("GET", path)).status_code == reads, role
        assert (await who.ask("POST", path, needed(region))).status_code == writes, role


async def test_who_is_not_of_the_network_is_not_asked_and_does_no_next_step(region: Region) -> None:
    path = await parties(region)
    for changes in (
        {"who": {"kind": "organisation", "organisationId": str(FUNDER.id)}},
        {"nextStepById": "01900000-0000-7000-8000-00000000dead"},
    ):
        assert (await region.coordinator.ask("POST", path, needed(region, **changes))).status_code == 400
    past = str(today(region) - timedelta(days=1))
    assert (await region.coordinator.ask("POST", path, needed(region, nextStepDate=past))).status_code == 400


async def rows(person: Person) -> list[Any]:
    found = (await person.get("/worklist"))["items"]
    return [one for one in found if one["kind"] == "inventory_party_next_step"]


async def test_a_next_step_that_is_due_stands_with_who_does_it(region: Region) -> None:
    voortrekker, path = region.person("voortrekker"), await parties(region)
    own = await voortrekker.post(path, needed(region))
    hers = await voortrekker.post(path, needed(region, nextStepById=str(person("specialist").id)))
    region.move_clock(timedelta(days=6))
    assert await rows(voortrekker) == await rows(region.specialist) == []
    region.move_clock(timedelta(days=1))
    [row] = await rows(voortrekker)
    assert (row["reach"], row["withYou"], row["dueDate"]) == ("voortrekker", True, str(today(region)))
    assert row["act"]["operation"] == "takeInventoryPartyStep"
    assert row["act"]["href"].removeprefix("/v1") == f"{path}/{own['id']}/steps"
    [row] = await rows(region.specialist)
    assert (row["reach"], row["withYou"], row["act"]) == ("alliance", True, None)
    assert (await region.specialist.ask("GET", row["href"].removeprefix("/v1"))).status_code == 200
    for one in (region.teacher, region.coordinator):
        assert await rows(one) == []
    steps = f"{path}/{own['id']}/steps"
    later = {
        "step": "approached",
        "nextStep": "Nabellen.",
        "nextStepDate": str(today(region) + timedelta(days=2)),
    }
    assert (await voortrekker.ask("POST", steps, later, If_Match='"1"')).status_code == 201
    assert await rows(voortrekker) == []
    region.move_clock(timedelta(days=2))
    assert len(await rows(voortrekker)) == 1
    assert (await voortrekker.ask("POST", steps, {"step": "takes_part"}, If_Match='"2"')).status_code == 201
    assert await rows(voortrekker) == []
    await past_the_wall(
        region,
        "UPDATE chaincare.professionals SET status = 'deactivated', inactive_at = now()"
        f" WHERE id = '{person('specialist').id}'",
    )
    for one in (voortrekker, region.coordinator):
        [row] = await rows(one)
        assert row["act"]["href"].removeprefix("/v1") == f"{path}/{hers['id']}/steps"
    assert await rows(region.teacher) == []
