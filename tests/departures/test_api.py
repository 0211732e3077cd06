"""How an organisation leaves: with what it had handed over, and its parts ended; or insolvent, at once and openly."""

from datetime import timedelta
from typing import Any

import pytest
from tests.consultations.test_consultations import asked
from tests.covenants.covenant import managing
from tests.covenants.test_membership import kind_of
from tests.escalations.steps import ask, only_target, strengthen
from tests.escalations.test_api import escalation_of
from tests.inventory_lines.lines import make_inventory, report
from tests.people import Region, basis, desiree, open_case
from tests.regie.directing import begin, held_in_the_street
from tests.worklist.lists import kinds_of, rows_of

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
YOUTH = f"/organisations/{YOUTH_CARE.id}"


async def carries_out(region: Region, case: Any, worker: str) -> str:
    """Let the youth worker carry out an agreement; gives it."""
    due = (day_in_amsterdam(region.app.state.clock.now()) + timedelta(days=7)).isoformat()
    said = {"what": "Calls the mother.", "dueDate": due, "responsible": worker}
    agreement = await region.begeleider.post(f"{case.path}/agreements", said)
    path = f"{case.path}/agreements/{agreement['id']}/responses"
    await region.youth_worker.post(path, {"answer": "assent"})
    return str(agreement["id"])


async def part_of_worker(region: Region, case: Any) -> str:
    parties = (await region.begeleider.get(case.path))["parties"]
    return next(str(one["participationId"]) for one in parties if one["name"] == "Sanne Bakker")


async def test_it_leaves_with_an_empty_list_only_and_its_parts_end(region: Region) -> None:
    case = await held_in_the_street(region)  # youth care directs, by an escalation that runs
    worker = await part_of_worker(region, case)
    agreement = await carries_out(region, case, worker)
    team = {
        "kind": "team",
        "unitId": str(YOUTH_CARE.unit_id),
        "scope": "core",
        "legalBasis": basis(YOUTH_CARE.unit_id),
    }
    await region.begeleider.post(f"{case.path}/participations", {"purpose": "youth_care", "party": team})
    manager = await managing(region, "youth-worker", YOUTH_CARE)
    await region.administrator.post(f"{YOUTH}/notices", {"reason": "merger"})

    listed = await manager.get(f"{YOUTH}/handover-list")
    assert listed["counts"] == {
        "regie": 1,
        "agreement": 1,
        "precondition": 0,
        "escalation": 1,
        "consultation": 0,
        "inventoryLine": 0,
    }
    assert {one["reference"] for one in listed["items"]} == {case.opened["reference"]}
    assert {one["kind"] for one in listed["items"]} == {"regie", "agreement", "escalation"}
    assert {one["employee"] for one in listed["items"]} == {"Sanne Bakker"}
    # Each case that a line betrays has its entry (T3); who administers comes into none, and reads how many.
    shown = await region.entries("event = 'handover-list.read' AND case_id IS NOT NULL")
    assert [(str(one["case_id"]), one["reach"]) for one in shown] == [(case.opened["id"], "management")]
    counted = await region.administrator.get(f"{YOUTH}/handover-list")
    assert (counted["counts"], counted["items"]) == (listed["counts"], [])
    for nobody in (
        region.teacher,
        region.coordinator,
        region.person("manager"),
        region.person("voortrekker"),
    ):
        assert (await nobody.ask("GET", f"{YOUTH}/handover-list")).status_code == 403, nobody.role

    refused = await region.administrator.ask("POST", f"{YOUTH}/exits", {"reason": "merger"})
    assert kind_of(refused) == (409, "handover-not-done")
    assert [one["pointer"] for one in refused.json()["errors"]] == [
        f"#handover/{one}" for one in ("regie", "agreement", "escalation")
    ]

    # Everything is handed over: regie, the agreement, the help.
    proposal = await case.propose(region.youth_worker, case.begeleider_part, handoverNote="Over to you.")
    await case.answer(region.begeleider, proposal, "assent")
    cancelled = await region.begeleider.ask(
        "POST", f"{case.path}/agreements/{agreement}/cancellations", {"reason": "Another will."}
    )
    assert cancelled.status_code == 201, cancelled.text
    [escalation] = (await region.begeleider.get(f"{case.path}/escalations"))["items"]
    await region.begeleider.post(
        f"{case.path}/escalations/{escalation['id']}/closures", {"reason": "They leave."}
    )
    assert await region.admin.fetchval(PARTS, YOUTH_CARE.id, region.app.state.clock.now()) == 1  # its team
    await region.administrator.post(f"{YOUTH}/exits", {"reason": "merger"})
    [ended] = await region.entries("event = 'organisation.left' AND outcome = 'done' AND case_id IS NOT NULL")
    assert (str(ended["case_id"]), ended["client"] is None) == (case.opened["id"], False)
    still = await region.admin.fetchval(PARTS, YOUTH_CARE.id, region.app.state.clock.now())
    assert still == 0
    assert (await region.youth_worker.ask("GET", case.path)).status_code == 404
    assert (
        len(await region.entries("case_id = $1 AND actor_id IS NOT NULL", case.opened["id"])) > 0
    )  # the log stays


async def test_where_it_thinks_along_without_a_case_it_says_so_first(region: Region) -> None:
    one = await asked(region)
    target = await only_target(region.specialist)
    await region.specialist.post(f"/received-escalations/{target}/responses", {"answer": "accept"})
    later = await asked(region)
    house = f"/organisations/{EXPERTISE.id}"
    await region.administrator.post(f"{house}/notices", {"reason": "merger"})
    listed = await region.person("manager").get(f"{house}/handover-list")
    assert listed["counts"] == {
        "regie": 0,
        "agreement": 0,
        "precondition": 0,
        "escalation": 0,
        "consultation": 1,
        "inventoryLine": 0,
    }
    assert [(line["kind"], line["id"], line["reference"], line["unit"]) for line in listed["items"]] == [
        ("consultation", target, None, EXPERTISE.unit)
    ]
    shown = await region.entries("event = 'handover-list.read' AND query_id IS NOT NULL")
    assert [(line["case_id"], line["client"], line["reach"]) for line in shown] == [
        (None, None, "management")
    ]
    refused = await region.administrator.ask("POST", f"{house}/exits", {"reason": "merger"})
    assert [line["pointer"] for line in refused.json()["errors"]] == ["#handover/consultation"]
    # It takes on no other, finishes this one, and leaves; what it did not take on is with who asked again.
    [other] = [
        line["id"]
        for line in (await region.specialist.get("/received-escalations"))["items"]
        if line["id"] != target
    ]
    no = await region.specialist.ask("POST", f"/received-escalations/{other}/responses", {"answer": "accept"})
    assert kind_of(no) == (409, "organisation-leaving")
    await region.specialist.post(f"/received-escalations/{target}/feedback", {"text": "Give him a task."})
    await region.administrator.post(f"{house}/exits", {"reason": "merger"})
    assert {line["kind"]: line["href"].rsplit("/", 1)[-1] for line in await rows_of(region.teacher)} == {
        "consultation_to_close": one, "consultation_unanswered": later,
    }  # fmt: skip


async def test_who_gave_notice_takes_on_nothing_new(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], strengthen())
    target = await only_target(region.specialist)
    await region.administrator.post(f"/organisations/{EXPERTISE.id}/notices", {"reason": "merger"})
    path = f"/received-escalations/{target}/responses"
    assert kind_of(await region.specialist.ask("POST", path, {"answer": "accept"})) == (
        409,
        "organisation-leaving",
    )
    no = {"answer": "decline", "reason": "We are leaving."}
    await region.specialist.post(path, no)
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await region.administrator.post(f"/organisations/{SCHOOL.id}/notices", {"reason": "merger"})
    path = f"{case.path}/regie-proposals/{proposal['id']}/responses"
    answer = await region.begeleider.ask("POST", path, {"answer": "assent"})
    assert kind_of(answer) == (409, "organisation-leaving")
    assert kind_of(await region.teacher.ask("POST", "/cases", desiree())) == (409, "organisation-leaving")


async def test_who_is_insolvent_is_gone_at_once_and_what_it_left_is_on_lists(region: Region) -> None:
    case = await held_in_the_street(region)
    await carries_out(region, case, await part_of_worker(region, case))
    [escalation] = (await region.begeleider.get(f"{case.path}/escalations"))["items"]
    await region.administrator.post(f"{YOUTH}/insolvencies", {"reason": "court"})
    assert (await region.youth_worker.ask("GET", case.path)).status_code == 404
    regie = await case.regie(region.coordinator)
    assert (regie["vacant"], regie["because"]) == (True, "holder_cannot_act")
    assert "regie_vacant" in await kinds_of(region.coordinator)
    assert {"agreement_to_reassign", "escalation_to_close", "regie_vacant"} <= set(
        await kinds_of(region.begeleider)
    )
    ball = (await escalation_of(region.begeleider, case.opened["id"], escalation["id"]))["ball"]
    assert (ball["with"], ball["participationId"]) == (
        "requester",
        case.begeleider_part,
    )  # it came back to who asked


async def test_whom_its_units_put_on_an_inventory_is_taken_off_before_it_leaves(region: Region) -> None:
    """Else the name stood where nobody sees it, and nobody is asked to look at it."""
    inventory = await make_inventory(region)
    line = await report(region, inventory)
    school = f"/organisations/{SCHOOL.id}"
    await region.administrator.post(f"{school}/notices", {"reason": "merger"})
    listed = await region.administrator.get(f"{school}/handover-list")
    assert (listed["counts"]["inventoryLine"], listed["items"]) == (1, [])
    manager = await managing(region, "teacher", SCHOOL)
    read = await manager.get(f"{school}/handover-list")
    assert (read["counts"], read["items"], "Noor" in str(read)) == (listed["counts"], [], False)
    refused = await region.administrator.ask("POST", f"{school}/exits", {"reason": "merger"})
    assert kind_of(refused) == (409, "handover-not-done")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["#handover/inventory_line"]
    await region.begeleider.post(f"{line}/withdrawals", {"reason": "reporter_leaves"})
    assert (await region.administrator.get(f"{school}/handover-list"))["counts"]["inventoryLine"] == 0
    await region.administrator.post(f"{school}/exits", {"reason": "merger"})


PARTS = """
    SELECT count(*) FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
    JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id) WHERE u.organisation_id = $1 AND p.during @> $2::timestamptz
"""
