"""S5: who stands in for a hidden holder of regie does not tell by it that somebody other than the coordinator directs."""

from typing import Any

import pytest
from tests.people import Person, Region
from tests.shields.worlds import World, _directed, shelter_comes, world
from tests.worklist.lists import due

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio

NOTE = "Er is een notitie in het dossier geschreven"


async def stands_in(here: World, holder: Person) -> None:
    days = {
        "participationId": here.opened["participationId"],
        "firstDate": due(here.region, 0),
        "lastDate": due(here.region, 3),
    }
    asked = await holder.post(f"{here.case}/stand-ins", days)
    await here.region.teacher.post(f"{here.case}/stand-ins/{asked['id']}/responses", {"answer": "assent"})


async def told(here: World, query: str = "") -> list[Any]:
    items: list[Any] = (await here.father.get(f"/me/access-log?limit=50{query}"))["items"]
    return items


@pytest.mark.parametrize("hidden", [False, True])
async def test_that_she_was_asked_and_answered_is_told_only_of_a_holder_he_may_know_of(
    region: Region, *, hidden: bool
) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    holder = region.begeleider
    if hidden:
        await _directed(here, region.begeleider, str(here.shelter), region.youth_worker, handoverNote="x")
        holder = region.youth_worker
    await stands_in(here, holder)
    lines = [one["what"] for one in await told(here) if "stand in" in one["what"]]
    assert (lines == []) is hidden
    seen = (await here.father.get(f"{here.case}/stand-ins"))["items"]
    assert (seen == []) is hidden


@pytest.mark.parametrize("hidden", [False, True])
async def test_a_day_of_the_same_is_one_line_whether_a_hidden_one_was_away_for_part_of_it(
    region: Region, *, hidden: bool
) -> None:
    here = await world(region, "one")
    await stands_in(here, region.begeleider)
    note = {"body": "x", "audience": ["professionals"]}
    for _ in range(2):
        await region.teacher.post(f"{here.case}/notes", note)
    await region.begeleider.post(
        f"/professionals/{person('intern-begeleider').id}/absences", {"kind": "sudden"}
    )
    for _ in range(2):
        await region.teacher.post(f"{here.case}/notes", note)
    if hidden:
        hiding = {"kind": "party", "participationId": here.colleague}
        shield = {"hides": hiding, "reason": "He is threatened.", "reviewDate": "2999-01-01"}
        await region.teacher.post(f"{here.case}/shields", shield)
    lines = [
        (one["role"], one["times"], one["actingFor"] is None)
        for one in await told(here, "&merge=day")
        if one["wat"] == NOTE
    ]
    if hidden:
        assert lines == [("caseworker", 4, True)]
    else:
        assert lines == [("acting_holder", 2, False), ("caseworker", 2, True)]
    assert len([one for one in await told(here) if one["wat"] == NOTE]) == 4
