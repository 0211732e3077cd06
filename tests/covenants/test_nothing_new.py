"""What else is new to who did not sign the covenant, or leaves: a case it had left, standing in, a line on an inventory."""

from datetime import timedelta
from typing import Any

import pytest
from tests.covenants.covenant import managing, sign
from tests.covenants.test_membership import SUSPENDED, in_force, kind_of
from tests.inventory_lines.lines import listed, make_inventory, noor, report
from tests.inventory_lines.lines import person as one_of_list
from tests.inventory_lines.test_opening import opening
from tests.people import Region, basis
from tests.regie.directing import begin, held_by_begeleider

from chaincare.demo.world import EXPERTISE, SCHOOL, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
LEAVING = (409, "organisation-leaving")


def joining(role: str) -> dict[str, Any]:
    party = {"kind": "professional", "professionalId": str(person(role).id), "scope": "full"}
    return {"purpose": "education_support", "party": party | {"legalBasis": basis(SCHOOL.unit_id)}}


async def test_a_part_that_ended_is_no_part(region: Region) -> None:
    case = await begin(region)
    joined, ask = f"{case.path}/participations", region.teacher.ask
    part = await region.teacher.post(joined, joining("specialist"))
    version = await in_force(region)
    await sign(await managing(region, "intern-begeleider", SCHOOL), version)
    # While she takes part, a colleague comes in beside her.
    beside = await region.teacher.post(joined, joining("manager"))
    for one in (part, beside):
        await region.teacher.post(f"{joined}/{one['participationId']}/endings", {"reason": "Done."})
    assert kind_of(await ask("POST", joined, joining("specialist"))) == SUSPENDED
    assert kind_of(await ask("POST", joined, joining("manager"))) == SUSPENDED
    await sign(region.person("manager"), version)
    await region.teacher.post(joined, joining("specialist"))


async def asked_to_stand_in(region: Region, case: Any, part: str) -> str:
    today = day_in_amsterdam(region.app.state.clock.now())
    days = {"firstDate": str(today), "lastDate": str(today + timedelta(days=20))}
    asked = await region.begeleider.post(f"{case.path}/stand-ins", {"participationId": part, **days})
    return f"{case.path}/stand-ins/{asked['id']}/responses"


async def test_who_did_not_sign_stands_in_for_a_colleague_only(region: Region) -> None:
    case = await held_by_begeleider(region)
    part = await region.teacher.post(f"{case.path}/participations", joining("specialist"))
    version = await in_force(region)
    answering = await asked_to_stand_in(region, case, part["participationId"])
    assent = {"answer": "assent"}
    assert kind_of(await region.specialist.ask("POST", answering, assent)) == SUSPENDED
    # The school did not sign either, and goes on: a colleague stands in.
    among = await asked_to_stand_in(region, case, case.teacher_part)
    await region.teacher.post(among, assent)
    await region.teacher.post(among.replace("responses", "endings"), {})
    await sign(region.person("manager"), version)
    await region.specialist.post(answering, assent)


async def test_who_leaves_stands_in_for_nobody_and_who_did_stands_in_no_more(region: Region) -> None:
    case = await held_by_begeleider(region)
    part = await region.teacher.post(f"{case.path}/participations", joining("specialist"))
    other = await region.teacher.post(f"{case.path}/participations", joining("manager"))
    agreed = await asked_to_stand_in(region, case, part["participationId"])
    await region.specialist.post(agreed, {"answer": "assent"})
    waiting = await asked_to_stand_in(region, case, other["participationId"])
    house = f"/organisations/{EXPERTISE.id}"
    await region.administrator.post(f"{house}/notices", {"reason": "x"})
    refused = await region.person("manager").ask("POST", waiting, {"answer": "assent"})
    assert kind_of(refused) == LEAVING
    today = str(day_in_amsterdam(region.app.state.clock.now()))
    away = f"/professionals/{person('intern-begeleider').id}/absences"
    await region.begeleider.post(away, {"kind": "period", "firstDate": today, "lastDate": today})
    assert (await case.regie())["acting"]["organisation"] == EXPERTISE.name
    await region.administrator.post(f"{house}/exits", {"reason": "x"})
    assert (await case.regie())["acting"] is None
    ended = (await region.teacher.get(f"{case.path}/stand-ins"))["items"]
    assert [one["endedAt"] is not None for one in ended] == [True, True]


async def test_a_line_is_new_and_what_stands_goes_on(region: Region) -> None:
    inventory = await make_inventory(region)
    one, lines = await report(region, inventory), f"/inventories/{inventory}/lines"
    version = await in_force(region)
    ask = region.teacher.ask
    listing = {"csv": listed(one_of_list(region)), "dryRun": False}
    assert kind_of(await ask("POST", lines, noor())) == SUSPENDED
    assert kind_of(await ask("POST", f"{lines}/imports", listing)) == SUSPENDED
    assert kind_of(await ask("POST", f"{one}/cases", opening())) == SUSPENDED
    assert len((await region.teacher.get(lines))["items"]) == 1
    await region.teacher.post(f"{one}/informed", noor()["informed"])
    school = await managing(region, "intern-begeleider", SCHOOL)
    await sign(school, version)
    await region.teacher.post(lines, noor())
    await region.administrator.post(f"/organisations/{SCHOOL.id}/notices", {"reason": "x"})
    assert kind_of(await ask("POST", lines, noor())) == LEAVING
    assert kind_of(await ask("POST", f"{one}/cases", opening())) == LEAVING
    await region.teacher.post(f"{one}/withdrawals", {"reason": "out_of_sight"})
