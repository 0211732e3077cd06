"""What a network agreed: one thing with one edition, and the rules go by it."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region
from tests.regie.directing import add_worker, begin, held_by_begeleider, type_of

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, YOUTH_CARE
from chaincare.workdays import term_ends

pytestmark = pytest.mark.anyio

ADDRESS = f"/networks/{NETWORK}/policy"


async def set_policy(region: Region, **changed: Any) -> Any:
    read = await region.teacher.ask("GET", ADDRESS)
    body = {**read.json(), **changed}
    answer = await region.administrator.ask("PUT", ADDRESS, body, If_Match=read.headers["ETag"])
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_it_is_one_thing_with_one_edition_that_its_administrator_sets(region: Region) -> None:
    read = await region.teacher.ask("GET", ADDRESS)
    assert read.json() == {
        "responseDays": 5, "objectionDays": 5, "resignationDays": 10, "caseloadNorm": None,
        "holders": {"sectors": ["education", "social", "care", "work_and_income", "housing", "safety"], "units": []},
        "overdueDays": {"regieHolder": 3, "coordinator": 5, "management": 10},
        "silenceDays": {"coordinator": 0, "management": 0}, "lastResort": [],
    }  # fmt: skip
    body = read.json() | {"caseloadNorm": 12, "lastResort": [str(YOUTH_CARE.id)]}
    tag = read.headers["ETag"]
    for nobody in (region.teacher, region.coordinator, region.auditor):
        refused = await nobody.ask("PUT", ADDRESS, body, If_Match=tag)
        assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (404, "policy-not-yours")
    assert (await region.mother.ask("GET", ADDRESS)).status_code == 403
    elsewhere = ADDRESS.replace(str(NETWORK), str(SCHOOL.id))
    assert (await region.teacher.ask("GET", elsewhere)).status_code == 404
    assert (await region.administrator.ask("PUT", ADDRESS, body)).status_code == 428
    wrong = await region.administrator.ask("PUT", ADDRESS, body | {"responseDays": 31}, If_Match=tag)
    assert wrong.status_code == 400
    wrong = await region.administrator.ask(
        "PUT", ADDRESS, body | {"lastResort": [str(SCHOOL.unit_id)]}, If_Match=tag
    )
    assert [one["pointer"] for one in wrong.json()["errors"]] == ["/lastResort/0"]
    set_once = await region.administrator.ask("PUT", ADDRESS, body, If_Match=tag)
    assert (set_once.status_code, set_once.json()) == (200, body)
    assert (await region.administrator.ask("PUT", ADDRESS, body, If_Match=tag)).status_code == 412
    [done] = await region.entries("event = 'network-policy.changed' AND outcome = 'done'")
    assert str(done["object_id"]) == str(NETWORK)


async def test_proposals_and_resignations_run_as_long_as_the_network_agreed(region: Region) -> None:
    await set_policy(region, responseDays=8, objectionDays=2, resignationDays=6)
    case = await begin(region)
    now = region.app.state.clock.now()
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, case.begeleider_part)
    assert proposal["respondByAt"][:19] == term_ends(now, 8).isoformat()[:19]
    assert proposal["objectByAt"][:19] == term_ends(now, 2).isoformat()[:19]
    # Set otherwise, what runs keeps its term.
    await set_policy(region, responseDays=1, objectionDays=1)
    region.move_clock(term_ends(now, 2) - region.app.state.clock.now() + timedelta(seconds=1))
    late = await case.answer(region.youth_worker, proposal, "objection", 409, reason="No.")
    assert type_of(late) == "objection-too-late"
    assert (await case.answer(region.begeleider, proposal, "assent"))["inEffect"]
    now = region.app.state.clock.now()
    laid = await region.begeleider.post(f"{case.path}/resignations", {"because": "workload"})
    assert laid["endsAt"][:19] == term_ends(now, 6).isoformat()[:19]
    assert worker


async def test_who_may_hold_regie_and_how_many_cases_before_it_is_said(region: Region) -> None:
    await set_policy(region, holders={"sectors": ["care"], "units": [str(SCHOOL.unit_id)]}, caseloadNorm=1)
    first, second = await held_by_begeleider(region), await begin(region)
    specialist = await add_worker(region, second, "specialist")
    assert EXPERTISE.sector != "care"
    refused = await second.propose(region.teacher, specialist, 400)
    assert type_of(refused) == "holder-not-admitted"
    refused = await second.propose(region.coordinator, specialist, 400, reason="Nobody else.")
    assert type_of(refused) == "holder-not-admitted"
    by_law: dict[str, Any] = {"measure": "supervision_order", "endsAt": "2027-03-01T00:00:00Z"}
    assert (await second.propose(region.coordinator, specialist, **by_law))["state"] == "in_effect"
    third = await begin(region)
    proposal = await third.propose(region.teacher, third.begeleider_part)
    assert proposal["aboveNorm"] is True
    assert (await third.proposal(region.coordinator, proposal))["aboveNorm"] is True
    # It is said, and forbids nothing.
    assert (await third.answer(region.begeleider, proposal, "assent"))["inEffect"]
    found = await region.coordinator.get("/regie-overview")
    loads = {one["name"]: (one["cases"], one["norm"], one["aboveNorm"]) for one in found["caseloads"]}
    assert loads["Fatma Kaya"] == (2, 1, True)
    assert {norm for _, norm, _ in loads.values()} == {1}
    assert (await first.propose(region.teacher, first.teacher_part, handoverNote="n"))["aboveNorm"] is False
