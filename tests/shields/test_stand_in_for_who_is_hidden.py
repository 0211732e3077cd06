"""S5: who stands in for a hidden holder of regie does not tell by it that somebody other than the coordinator directs."""

from typing import Any

import pytest
from tests.people import Person, Region, basis
from tests.shields.worlds import LOOKED_BACK, World, _directed, agreed, shelter_comes, world
from tests.worklist.lists import due

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio

STEP = "It was recorded how the work on an agreement goes"
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


@pytest.mark.parametrize("hidden", [False, True])
async def test_a_step_of_an_agreement_in_the_place_of_who_is_hidden_is_told_as_hers(
    region: Region, *, hidden: bool
) -> None:
    """As where the hidden holder takes it herself: without a name, and not in his log."""
    here = await world(region, "one")
    await shelter_comes(here)
    holder, who = region.begeleider, "intern-begeleider"
    if hidden:
        await _directed(here, region.begeleider, str(here.shelter), region.youth_worker, handoverNote="x")
        holder, who = region.youth_worker, "youth-worker"
    specialist = await add_specialist(here)
    theirs = await agreed(here, region.begeleider, specialist, region.specialist)
    own = await agreed(here, region.begeleider, here.opened["participationId"], region.teacher)
    before = len([one for one in await told(here) if one["what"] == STEP])
    await stands_in(here, holder)
    await region.teacher.post(f"{here.case}/agreements/{own}/progress", {"step": "begun"})
    await holder.post(f"/professionals/{person(who).id}/absences", {"kind": "sudden"})
    step = {"step": "not_kept", "reason": "time"}
    for agreement in (own, theirs):
        await region.teacher.post(f"{here.case}/agreements/{agreement}/progress", step)
    own_step = {"role": "caseworker", "times": 2}
    lines = [
        {"role": one["role"], "times": one["times"]}
        for one in await told(here, "&merge=day")
        if one["what"] == STEP and one["organisation"] == SCHOOL.name
    ]
    acting = {"role": "acting_holder", "times": 1}
    assert lines == ([own_step] if hidden else [acting, own_step])
    assert len([one for one in await told(here) if one["what"] == STEP]) - before == 3 - hidden

    # The step is told, and of whom it is not; what she does for herself is hers.
    async def by(agreement: str) -> Any:
        history = await here.father.get(f"{here.case}/agreements/{agreement}/history")
        return next(one["by"] for one in history["items"] if one["kind"] == "not_kept")

    teacher = here.opened["participationId"]
    assert (await by(own))["participationId"] == teacher
    assert ((await by(theirs))["participationId"] == teacher) is not hidden
    timeline = (await here.father.get(f"{here.case}/timeline?limit=50"))["items"]
    [line] = [one for one in timeline if (one["kind"], one["about"]) == ("agreement_not_kept", theirs)]
    assert (line["by"] is None) is hidden
    # To who works with the shelter it is as it was, and its fingerprint is the same to both.
    history = f"{here.case}/agreements/{theirs}/history"
    theirs_told, his = [(await one.get(history))["items"] for one in (region.begeleider, here.father)]
    assert theirs_told[-1]["by"]["participationId"] == teacher
    assert [one["fingerprint"] for one in theirs_told] == [one["fingerprint"] for one in his]


async def add_specialist(here: World) -> str:
    """Somebody of the winkelstraat, who is no party to it yet."""
    party = {
        "kind": "professional", "professionalId": str(person("specialist").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    body = {"purpose": "education_support", "party": party}
    return str((await here.region.teacher.post(f"{here.case}/participations", body))["participationId"])
