"""Who is looked into does not undo by a later change what he is found by: neither a name nor an absence."""

from typing import Any

import pytest
from tests.findings.test_whose_name import by_name
from tests.people import Region, desiree, open_case
from tests.worklist.lists import due

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio

HERS = person("intern-begeleider")
CLIENT = {"givenNames": "Emre", "familyName": HERS.name.split()[-1], "birthDate": "2016-05-11"}


async def opened_and_read(region: Region) -> dict[str, Any]:
    opened: dict[str, Any] = await region.begeleider.post("/cases", desiree(circle=[], client=CLIENT))
    await region.begeleider.get(f"/cases/{opened['id']}")
    return opened


async def changed(who: Any, path: str, **body: str) -> None:
    answer = await who.ask("PATCH", path, body, If_Match="*")
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("of_whom", ["nobody", "client", "professional"])
async def test_a_name_that_was_changed_since_is_one_that_held(region: Region, of_whom: str) -> None:
    opened = await opened_and_read(region)
    if of_whom == "client":
        await changed(region.begeleider, f"/clients/{opened['clientId']}", familyName="Anders")
    if of_whom == "professional":
        await changed(region.administrator, f"/professionals/{HERS.id}", name="Iemand Anders")
    found = await by_name(region.auditor, "same_family_name")
    assert {*found} == {str(HERS.id)}
    # Who has another name, and had no other, is not found.
    other = await open_case(region)
    await region.teacher.get(f"/cases/{other['id']}")
    assert {*await by_name(region.auditor, "same_family_name")} == {str(HERS.id)}


@pytest.mark.parametrize("corrected", [False, True])
async def test_an_absence_that_was_corrected_since_held_at_the_look(region: Region, corrected: bool) -> None:
    opened = await open_case(region)
    absences = f"/professionals/{HERS.id}/absences"
    assert await by_name(region.auditor, "team_read_off_duty") == {}
    made = await region.begeleider.post(absences, {"kind": "sudden"})
    await region.begeleider.get(f"/cases/{opened['id']}")
    if corrected:
        later = {"kind": "period", "firstDate": due(region, 1), "lastDate": due(region, 2)}
        await region.begeleider.post(f"{absences}/{made['id']}/corrections", later, If_Match="*")
    found = await by_name(region.auditor, "team_read_off_duty")
    assert {*found} == {str(HERS.id)}
    assert found[str(HERS.id)]["times"] == 1
    if corrected:
        await region.begeleider.get(f"/cases/{opened['id']}")
        again = await by_name(region.auditor, "team_read_off_duty")
        assert again[str(HERS.id)]["times"] == 1, "what is looked at after the correction is judged by it"
