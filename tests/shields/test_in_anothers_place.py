"""S5: what a shelter does in another's place, and that its organisation is assigned, is not told to whom it is hidden from."""

from typing import Any

import pytest
from tests.people import Person, Region
from tests.policies.test_policy import set_policy
from tests.shields.worlds import World, shelter_comes, world
from tests.worklist.lists import due

from chaincare.demo.world import YOUTH_CARE, person

pytestmark = pytest.mark.anyio


async def assign(here: World) -> Any:
    body = {"organisationId": str(YOUTH_CARE.id), "reason": "Only they."}
    return await here.region.coordinator.post(f"{here.case}/last-resort-assignments", body)


async def test_that_a_shelter_is_the_last_resort_is_told_to_who_may_know_of_it(region: Region) -> None:
    await set_policy(region, lastResort=[str(YOUTH_CARE.id)])
    here = await world(region, "one")
    path = f"{here.case}/last-resort-assignments"
    await region.begeleider.post(f"{here.case}/resignations", {"because": "safety", "atOnce": True})
    await assign(here)
    [told] = (await here.father.get(path))["items"]
    assert told["organisation"] == YOUTH_CARE.name
    assert "An organisation was told" in (await here.father.ask("GET", "/me/access-log")).text
    unit = {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}
    await region.begeleider.post(
        f"{here.case}/shields", {"hides": unit, "reason": "She hides there.", "reviewDate": "2999-01-01"}
    )
    assert (await here.father.get(path))["items"] == []
    for told_at in (f"{here.case}/timeline", "/me/access-log"):
        text = (await here.father.ask("GET", told_at)).text
        assert "last_resort" not in text
        assert "An organisation was told" not in text
    assert [one["id"] for one in (await region.teacher.get(path))["items"]] == [told["id"]]


async def test_who_let_a_case_go_on_is_not_told_to_whom_he_may_be_hidden_from(region: Region) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    days = {"participationId": here.shelter, "firstDate": due(region, 0), "lastDate": due(region, 3)}
    asked = await region.begeleider.post(f"{here.case}/stand-ins", days)
    assent = {"answer": "assent"}
    await region.youth_worker.post(f"{here.case}/stand-ins/{asked['id']}/responses", assent)
    away = f"/professionals/{person('intern-begeleider').id}/absences"
    absence = await region.begeleider.post(away, {"kind": "sudden"})
    pause = {"reason": "client_wish", "explanation": "She rests.", "resumesDate": due(region, 9)}

    async def resumed(by: Person) -> tuple[list[Any], list[Any]]:
        made = await region.begeleider.post(f"{here.case}/pauses", pause)
        await by.post(f"{here.case}/pauses/{made['id']}/endings", {})
        told = []
        for who in (here.father, region.teacher):
            items = (await who.get(f"{here.case}/timeline"))["items"]
            [line] = [one for one in items if (one["kind"], one["about"]) == ("case_resumed", made["id"])]
            [shown] = [
                one for one in (await who.get(f"{here.case}/pauses"))["items"] if one["id"] == made["id"]
            ]
            told.append([line["by"], shown["resumedBy"]])
        return told[0], told[1]

    assert await resumed(region.youth_worker) == ([None, None], [here.shelter, here.shelter])
    await region.begeleider.post(f"{away}/{absence['id']}/endings", {})
    father, teacher = await resumed(region.begeleider)
    assert father == [None, None]
    assert teacher == [here.colleague, here.colleague]
