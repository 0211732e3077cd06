"""Where no person accepts: an organisation names one, and sees nothing of the case by that (R2, S1)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.ladders.test_climbing import steps, tick
from tests.people import Person, Region, link_mother
from tests.policies.test_policy import set_policy
from tests.regie.directing import Case, add_worker, begin, joining, newcomer, type_of
from tests.relation_conflicts.test_api import against
from tests.worklist.lists import kinds_of, only

from chaincare.demo.world import OFFICE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio


async def manager_of(region: Region) -> Person:
    """The management contact of youth care, who takes part in nothing."""
    colleague = await region.administrator.post(
        "/professionals",
        {"unitId": str(YOUTH_CARE.unit_id), "subject": "manager", "name": "Lies Bron", "function": "manager"},
    )
    mandate = {
        "professionalId": colleague["id"], "kind": "management_contact", "endsAt": "2027-06-01T00:00:00Z",
        "organisationId": str(YOUTH_CARE.id),
    }  # fmt: skip
    await region.administrator.post("/mandates", mandate)
    token = region.issuers.token(YOUTH_CARE.issuer, "manager", client_id="jeugdportaal", scopes=("cases",))
    return Person("manager", region.http, token, region.calls)


async def assigned(region: Region, case: Case, expect: int = 201, organisation: Any = YOUTH_CARE) -> Any:
    body = {"organisationId": str(organisation.id), "reason": "Three people refused."}
    return await region.coordinator.post(f"{case.path}/last-resort-assignments", body, expect)


async def _who_is_barred_is_named_as_anybody(region: Region, case: Case, manager: Person, name: str) -> None:
    """Nor does the answer tell; that it comes to nothing, the coordinator reads."""
    path = f"{case.path}/last-resort-assignments"
    unit = {"unitId": str(YOUTH_CARE.unit_id), "subject": "ex", "name": "Ex Partner", "function": "worker"}
    barred = await region.administrator.post("/professionals", unit)
    before = await manager.post(name, {"professionalId": barred["id"]})
    assert [one["unfit"] for one in (await region.coordinator.get(path))["items"]] == [False]
    conflict = against("professional", barred["id"])
    await region.teacher.post(f"{case.path}/relation-conflicts", conflict)
    after = await manager.post(name, {"professionalId": barred["id"]})
    assert {**after, "named": None} == {**before, "named": None}
    for who in (region.teacher, region.coordinator):
        assert [one["unfit"] for one in (await who.get(path))["items"]] == [True]
    # He works there no longer: now the organisation is told to name another, as of anybody.
    assert (await manager.get("/management-overview"))["items"] == []
    await tick(region)
    assert [one["state"] for one in (await region.teacher.get(path))["items"]] == ["named"]
    leaving = f"/professionals/{barred['id']}/deactivations"
    await region.administrator.post(leaving, {"reason": "He left."})
    await _has_to_name_another(region, case, manager, "left")


async def _who_was_named_refuses(region: Region, case: Case, manager: Person, name: str, part: str) -> None:
    refused = await case.propose(region.coordinator, part, reason="Named by the last resort.")
    answer = await case.answer(region.youth_worker, refused, "refusal", reason="Not me.")
    assert answer["state"] == "declined"
    # He is not named again: neither before the clock saw it nor after.
    again = {"professionalId": str(person("youth-worker").id)}
    assert type_of(await manager.post(name, again, 400)) == "nomination-refused"
    await _has_to_name_another(region, case, manager, "refused")
    assert type_of(await manager.post(name, again, 400)) == "nomination-refused"


async def _another_is_named(region: Region, case: Case, manager: Person, name: str) -> tuple[Person, str]:
    other_id, other = await newcomer(region, "another")
    await manager.post(name, {"professionalId": other_id})
    joins = joining("youth-worker")
    joins["party"]["professionalId"] = other_id
    added = await region.teacher.post(f"{case.path}/participations", joins)
    return other, str(added["participationId"])


async def _has_to_name_another(region: Region, case: Case, manager: Person, because: str) -> None:
    await tick(region)
    [told] = (await region.coordinator.get(f"{case.path}/last-resort-assignments"))["items"]
    assert (told["state"], told["named"], told["unnamedBecause"]) == ("awaited", None, because)
    assert (told["nameByAt"] > told["unnamedAt"] > told["assignedAt"], told["unfit"]) == (True, False)
    assert [one["id"] for one in (await manager.get("/management-overview"))["items"]] == [told["id"]]
    assert "last_resort_named" not in await kinds_of(region.teacher)
    assert "last_resort_unnamed" in (await region.teacher.ask("GET", f"{case.path}/timeline")).text
    # Not told to the client's side, here as little as in the assignment itself.
    hers = (await region.mother.ask("GET", f"{case.path}/timeline")).text
    assert ("last_resort_assigned" in hers, "last_resort_unnamed" in hers) == (True, False)
    [told] = (await region.mother.get(f"{case.path}/last-resort-assignments"))["items"]
    assert (told["unnamedAt"], told["unnamedBecause"]) == (None, None)
    assert await tick(region) == 0


async def test_an_organisation_names_a_holder_who_is_brought_in_and_agrees(region: Region) -> None:
    case, manager = await begin(region), await manager_of(region)
    await link_mother(region, case.opened)
    assert type_of(await assigned(region, case, 400)) == "not-last-resort"
    await set_policy(region, lastResort=[str(OFFICE.id)])
    own = {"organisationId": str(OFFICE.id), "reason": "We do it ourselves."}
    refused = await region.coordinator.post(f"{case.path}/last-resort-assignments", own, 400)
    assert type_of(refused) == "not-last-resort"  # nobody assigns his own
    await set_policy(region, lastResort=[str(YOUTH_CARE.id)])
    proposal = await case.propose(region.teacher, case.begeleider_part)
    made = await assigned(region, case)
    assert (made["state"], made["named"], made["organisation"]) == ("awaited", None, YOUTH_CARE.name)
    assert (await case.proposal(region.teacher, proposal))["state"] == "withdrawn"
    assert type_of(await assigned(region, case, 409)) == "last-resort-runs"
    for nobody in (region.teacher, region.youth_worker):
        body = {"organisationId": str(YOUTH_CARE.id), "reason": "x"}
        assert (await nobody.ask("POST", f"{case.path}/last-resort-assignments", body)).status_code in {
            403,
            404,
        }

    # It stands on its management's list: the reference and the day, and nothing else.
    [line] = (await manager.get("/management-overview"))["items"]
    assert (line["id"], line["kind"], line["reference"], line["employee"], line["unit"]) == (
        made["id"], "last_resort", case.opened["reference"], None, None
    )  # fmt: skip
    assert "refused" not in str(line)
    name = f"/last-resort-requests/{made['id']}/nominations"
    for nobody in (region.youth_worker, region.teacher, region.coordinator, region.outsider):
        answer = await nobody.ask("POST", name, {"professionalId": str(person("youth-worker").id)})
        assert answer.status_code == 404
    assert (await manager.ask("GET", case.path)).status_code == 404
    refused = await manager.post(name, {"professionalId": str(person("teacher").id)}, 400)
    assert type_of(refused) == "nomination-unfit"
    await _who_is_barred_is_named_as_anybody(region, case, manager, name)
    named = await manager.post(name, {"professionalId": str(person("youth-worker").id)})
    assert named["named"]["name"] == "Sanne Bakker"
    assert (await manager.get("/management-overview"))["items"] == []
    assert (await manager.ask("GET", case.path)).status_code == 404
    assert (await region.youth_worker.ask("GET", case.path)).status_code == 404

    # Who takes part brings him in, the coordinator assigns, and he agrees himself.
    row = await only(region.teacher, "last_resort_named")
    assert row["act"]["operation"] == "addParticipation"
    [told] = (await region.teacher.get(f"{case.path}/last-resort-assignments"))["items"]
    assert told["named"]["professionalId"] == str(person("youth-worker").id)
    part = await add_worker(region, case, "youth-worker")
    assert (await only(region.coordinator, "last_resort_named"))["act"]["operation"] == "proposeRegie"
    await _who_was_named_refuses(region, case, manager, name, part)
    other, part = await _another_is_named(region, case, manager, name)
    assignment = await case.propose(region.coordinator, part, reason="Named by the last resort.")
    assert (await case.answer(other, assignment, "assent"))["inEffect"]
    [told] = (await region.coordinator.get(f"{case.path}/last-resort-assignments"))["items"]
    assert (told["state"], told["endedBecause"], told["reason"]) == (
        "ended", "own_holder", "Three people refused."
    )  # fmt: skip
    assert "last_resort_named" not in await kinds_of(region.teacher)
    assert type_of(await assigned(region, case, 409)) == "somebody-directs"
    assert (
        await manager.ask("POST", name, {"professionalId": str(person("youth-worker").id)})
    ).status_code == 409
    kinds = [one["kind"] for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]]
    assert {"last_resort_assigned", "last_resort_named"} <= set(kinds)
    entries = await region.entries("event = 'last-resort.named' AND outcome = 'done'")
    assert [(one["relation"], one["reach"], str(one["object_id"])) for one in entries] == [
        ("management_contact", "management", made["id"])
    ] * 4


async def test_silence_of_the_last_resort_is_told_to_its_board_and_it_can_be_taken_back(
    region: Region,
) -> None:
    await set_policy(region, lastResort=[str(YOUTH_CARE.id), str(SCHOOL.id)])
    case = await begin(region)
    made = await assigned(region, case)
    region.move_clock(timedelta(days=2))
    await tick(region)
    assert await steps(region, made["id"]) == []
    region.move_clock(timedelta(days=16))
    await tick(region)
    assert await tick(region) == 0
    assert await steps(region, made["id"]) == [("coordinator", False), ("management", True)]
    assert (await only(region.coordinator, "late_last_resort"))["client"] is None
    told = [one["kind"] for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]]
    # Of silence each step has its line, also where both fall on one day (A5).
    assert [one for one in told if one.startswith("late_")] == [
        "late_without_management",
        "late_to_coordinator",
    ]
    back = f"{case.path}/last-resort-assignments/{made['id']}/withdrawals"
    assert (await region.coordinator.post(back, {}))["endedBecause"] == "withdrawn"
    assert type_of(await region.coordinator.post(back, {}, 409)) == "last-resort-over"
    assert "late_last_resort" not in await kinds_of(region.coordinator)
    # Then another one; and somebody else directs after all.
    await assigned(region, case, organisation=SCHOOL)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker)
    assert (await case.answer(region.youth_worker, proposal, "assent"))["inEffect"]
    found = (await region.teacher.get(f"{case.path}/last-resort-assignments"))["items"]
    assert [one["endedBecause"] for one in found] == ["another_holder", "withdrawn"]
