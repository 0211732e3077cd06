"""S5: who stands in for a hidden holder of regie does not tell by it that somebody other than the coordinator directs."""

from typing import Any

import pytest
from tests.people import Person, Region
from tests.shields.worlds import LOOKED_BACK, World, _directed, shelter_comes, world
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
    assert lines == [("caseworker", 4, True)], "what she writes is her own, whoever she stands in for"
    assert len([one for one in await told(here) if one["wat"] == NOTE]) == 4


@pytest.mark.parametrize("hidden", [False, True])
async def test_what_only_who_directs_does_is_hidden_where_it_was_in_the_place_of_who_is_hidden(
    region: Region, *, hidden: bool
) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    holder, who = region.begeleider, "intern-begeleider"
    if hidden:
        await _directed(here, region.begeleider, str(here.shelter), region.youth_worker, handoverNote="x")
        holder, who = region.youth_worker, "youth-worker"
    await stands_in(here, holder)
    await holder.post(f"/professionals/{person(who).id}/absences", {"kind": "sudden"})
    pause = {"reason": "client_wish", "explanation": "She rests.", "resumesDate": due(region, 9)}
    made = await region.teacher.post(f"{here.case}/pauses", pause)
    await region.teacher.post(f"{here.case}/pauses/{made['id']}/endings", {})
    for outcome in ("goes_on", "closes"):
        await region.teacher.post(f"{here.case}/evaluations", {**LOOKED_BACK, "outcome": outcome})
    items = await told(here)
    log = [one["what"] for one in items]
    assert ("The case was paused" in log, "The case went on again" in log) == (not hidden, not hidden)
    # What anybody does who sees the whole case is told, as her own.
    assert log.count("What was reached in the case was evaluated") == 2 - hidden
    shown = [one["role"] for one in items if one["what"] == "What was reached in the case was evaluated"]
    assert set(shown) == ({"caseworker"} if hidden else {"caseworker", "acting_holder"})
    timeline = [one["kind"] for one in (await here.father.get(f"{here.case}/timeline"))["items"]]
    assert ("case_paused" in timeline) is not hidden
    outcomes = [one["outcome"] for one in (await here.father.get(f"{here.case}/evaluations"))["items"]]
    assert ("closes" in outcomes) is not hidden
    assert ((await here.father.get(f"{here.case}/pauses"))["items"] == []) is hidden
    # Who works with the shelter reads all of it.
    assert [one["id"] for one in (await region.begeleider.get(f"{here.case}/pauses"))["items"]] == [
        made["id"]
    ]
