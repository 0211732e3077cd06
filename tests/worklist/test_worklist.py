"""The worklist tells each his own: what waits for him, since when, until when, and what to do about it."""

import re
from datetime import datetime, timedelta
from itertools import product

import pytest
from tests.escalations.steps import accept, ask, complement, directed, directed_case, strengthen
from tests.people import Region, basis, link_mother, open_case
from tests.worklist.lists import ROLES, add, do, due, kinds_of, only, rows_of
from tests.worklist.test_rules import item, shown

from chaincare.access.model import Reach
from chaincare.app import create_app
from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE
from chaincare.openapi import describe
from chaincare.settings import Settings
from chaincare.workdays import add_working_days, day_in_amsterdam
from chaincare.worklist.model import ItemKind
from chaincare.worklist.rules import place_of

pytestmark = pytest.mark.anyio


async def test_the_way_of_a_case_can_be_walked_by_what_the_rows_say_is_to_be_done(region: Region) -> None:
    """Everybody reads only his worklist, and does what it says, at the address it gives."""
    opened = await open_case(region)
    await link_mother(region, opened)
    begeleider = await directed(region, opened)
    assert await kinds_of(region.teacher) == []

    # Help from outside: drafted by the teacher, sent by the holder, answered by youth care, started, at work, closed.
    draft = await region.teacher.post(f"/cases/{opened['id']}/escalations", complement())
    row = await only(region.begeleider, "escalation_to_send")
    assert row["href"] == f"/v1/cases/{opened['id']}/escalations/{draft['id']}"
    assert (row["client"], row["reference"]) == ("Désirée van der Walt", opened["reference"])
    assert (row["waitingFor"]["person"]["id"], row["askedBy"]["name"]) == (begeleider, "Joris Timmer")
    await do(region.begeleider, row, {})

    row = await only(region.youth_worker, "escalation_to_answer")
    assert (row["caseId"], row["reference"], row["client"], row["reach"]) == (None, None, None, "target")
    asker = row["askedBy"]
    assert (asker["organisation"], asker["function"], asker["name"]) == (SCHOOL.name, "leerkracht", None)
    assert "Walt" not in str(row)
    await do(region.youth_worker, row, {"answer": "accept"})

    await do(region.begeleider, await only(region.begeleider, "escalation_to_start"), {})
    row = await only(region.youth_worker, "escalation_at_work")
    assert (row["client"], row["reach"]) == ("Désirée van der Walt", "full")
    await do(region.youth_worker, row, {"text": "It goes well."})
    await do(region.begeleider, await only(region.begeleider, "escalation_to_close"), {})
    assert await rows_of(region.youth_worker) == []

    # An agreement: answered, carried out, confirmed by the mother.
    body = {"responsible": begeleider, "what": "A talk every week.", "dueDate": due(region, 14)}
    await region.teacher.post(f"/cases/{opened['id']}/agreements", body)
    answered = await only(region.begeleider, "agreement_to_answer")
    await do(region.begeleider, answered, {"answer": "assent"})
    row = await only(region.begeleider, "agreement_to_carry_out")
    assert (row["sinceAt"], row["id"] == answered["id"]) == (answered["sinceAt"], False), "his all along"
    assert (row["dueDate"], row["overdue"], row["askedBy"]["name"]) == (
        body["dueDate"],
        False,
        "Joris Timmer",
    )
    await do(region.begeleider, row, {"step": "reported_kept"})
    row = await only(region.mother, "agreement_to_confirm")
    assert row["waitingFor"] == {"who": "another_organisation", "person": None}
    await do(region.mother, row, {"answer": "confirm"})
    # What is left is that she may still object to who directs, for some days.
    rows = [one["kind"] for role in ROLES for one in await rows_of(region.person(role))]
    assert rows == ["regie_to_hear"]


async def test_regie_to_answer_is_with_whom_it_waits_for_and_a_vacancy_with_who_may_propose(
    region: Region,
) -> None:
    opened = await open_case(region)
    row = await only(region.teacher, "regie_vacant")
    assert (row["waitingFor"]["who"], row["withYou"]) == ("parties", True)
    assert row["sinceAt"] == (await region.teacher.get(f"/cases/{opened['id']}"))["openedAt"]
    added = await add(region, opened, "intern-begeleider", "full")
    await do(region.teacher, row, {"candidate": added, "mandate": ["convene"]})

    assert await kinds_of(region.teacher) == [], "it is the candidate's now"
    assert await kinds_of(region.coordinator) == ["regie_vacant"]
    row = await only(region.begeleider, "regie_to_answer")
    assert row["dueDate"] == str(
        add_working_days(day_in_amsterdam(datetime.fromisoformat(row["sinceAt"])), 5)
    )
    team = await only(region.teacher, "regie_to_answer", "?whose=team")
    assert (team["id"], team["withYou"], team["act"]) == (row["id"], False, None)
    await do(region.begeleider, row, {"answer": "assent"})
    assert await kinds_of(region.coordinator) == []


async def test_an_objection_lies_with_the_coordinator(region: Region) -> None:
    opened = await open_case(region)
    added = await add(region, opened, "intern-begeleider", "full")
    worker = await add(region, opened, "youth-worker", "core")
    path = f"/cases/{opened['id']}/regie-proposals"
    proposal = await region.teacher.post(path, {"candidate": added, "mandate": ["convene"]})
    await region.youth_worker.post(
        f"{path}/{proposal['id']}/responses", {"answer": "objection", "reason": "Too soon."}
    )
    row = await only(region.coordinator, "regie_objected")
    assert row["href"] == f"/v1{path}/{proposal['id']}"
    assert "Too soon" not in str(row)
    again = {"candidate": worker, "mandate": ["convene"], "reason": "Nobody else can."}
    assert (await do(region.coordinator, row, again))["kind"] == "assignment"
    assert "regie_objected" not in await kinds_of(region.coordinator)


async def test_an_interim_holder_is_an_alarm_for_the_coordinator(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    assert await kinds_of(region.coordinator) == ["regie_vacant"]
    started = await do(region.teacher, await only(region.teacher, "escalation_to_start"), {})

    alarm = await only(region.coordinator, "regie_interim")
    began = datetime.fromisoformat(started["startedAt"])
    assert datetime.fromisoformat(alarm["sinceAt"]) == began
    assert alarm["dueDate"] == str(add_working_days(day_in_amsterdam(began), 3))
    assert (alarm["withYou"], alarm["overdue"], alarm["client"]) == (True, False, None)
    assert await kinds_of(region.teacher) == ["regie_interim"]
    region.move_clock(timedelta(days=12))
    assert await kinds_of(region.coordinator) == ["regie_vacant"]
    assert (await only(region.coordinator, "regie_vacant"))["sinceAt"] > alarm["sinceAt"]


async def test_a_silent_unit_is_named_to_the_coordinator_by_organisation_only(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    assert "escalation_unanswered" not in await kinds_of(region.coordinator)
    region.move_clock(timedelta(days=20))
    late = await only(region.coordinator, "escalation_unanswered", "?overdue=true")
    told = late["waitingFor"]
    assert (told["who"], told["person"]["organisation"], told["person"]["unit"]) == (
        "coordinator",
        YOUTH_CARE.name,
        None,
    )
    assert (late["withYou"], late["overdue"], late["client"]) == (True, True, None)
    waiting = await only(region.teacher, "escalation_to_answer", "?whose=anyone&overdue=true")
    assert (waiting["waitingFor"]["person"]["unit"], waiting["act"]) == (YOUTH_CARE.unit, None)


async def test_who_may_see_only_that_reads_of_others_by_sector(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker, expectedDate=due(region, 30))
    await ask(region.teacher, opened["id"], complement(urgent=True, targets=[str(EXPERTISE.unit_id)]))
    row = await only(region.youth_worker, "escalation_to_answer", "?whose=anyone")
    told = row["waitingFor"]["person"]
    assert (row["reach"], told["sector"], told["unit"], told["organisation"]) == (
        "that",
        "education",
        None,
        None,
    )
    assert row["client"] == "Désirée van der Walt"
    seen = await only(region.teacher, "escalation_to_answer", "?whose=anyone")
    assert seen["waitingFor"]["person"]["unit"] == EXPERTISE.unit


async def test_strengthening_is_with_the_unit_by_what_it_received_and_with_nobody_else_by_name(
    region: Region,
) -> None:
    opened, _ = await directed_case(region)
    await ask(region.begeleider, opened["id"], strengthen())
    row = await only(region.specialist, "escalation_to_answer")
    await do(region.specialist, row, {"answer": "accept"})
    row = await only(region.specialist, "escalation_at_work")
    assert (row["caseId"], row["client"], row["withYou"]) == (None, None, True)
    assert await rows_of(region.specialist, "?whose=anyone") == [row]
    await do(region.specialist, row, {"text": "A fixed seat."})
    assert await rows_of(region.specialist) == []
    assert await kinds_of(region.begeleider) == ["escalation_to_close"]


async def test_a_basis_that_runs_out_is_told_a_month_ahead_also_to_who_sees_no_bases(region: Region) -> None:
    opened = await open_case(region)
    ends = region.app.state.clock.now() + timedelta(days=40)
    await add(region, opened, "youth-worker", "core", untilAt=ends.isoformat())
    assert "legal_basis_ends" not in await kinds_of(region.youth_worker)
    region.move_clock(timedelta(days=15))
    row = await only(region.youth_worker, "legal_basis_ends")
    assert (row["withYou"], row["act"], row["dueDate"]) == (True, None, str(day_in_amsterdam(ends)))
    seen = {one["id"]: one for one in await rows_of(region.teacher, "?whose=anyone&kind=legal_basis_ends")}
    assert (seen[row["id"]]["withYou"], seen[row["id"]]["waitingFor"]["person"]["name"]) == (
        False,
        "Sanne Bakker",
    )
    mine = await only(region.teacher, "legal_basis_ends")
    assert (mine["withYou"], mine["askedBy"]["name"]) == (True, "Sanne Bakker"), (
        "who recorded it is told whose it is"
    )
    for other in (region.coordinator, region.begeleider):
        assert "legal_basis_ends" not in await kinds_of(other, "?whose=anyone")

    part = mine["askedBy"]["id"]
    body = {"participationId": part, "legalBasis": basis(SCHOOL.unit_id)}
    await region.teacher.post(f"/cases/{opened['id']}/legal-bases", body)
    assert "legal_basis_ends" not in await kinds_of(region.youth_worker)


async def test_an_agreement_shows_to_its_readers_only(region: Region) -> None:
    opened = await open_case(region)
    begeleider = await add(region, opened, "intern-begeleider", "full")
    worker = await add(region, opened, "youth-worker", "full")
    body = {"responsible": begeleider, "what": "Between us.", "dueDate": due(region, 3), "audience": []}
    await region.teacher.post(f"/cases/{opened['id']}/agreements", body)
    assert "agreement_to_answer" in await kinds_of(region.begeleider)
    assert "agreement_to_answer" in await kinds_of(region.teacher, "?whose=anyone")
    assert "agreement_to_answer" not in await kinds_of(region.youth_worker, "?whose=anyone")
    # What is kept from one of them by name takes no place on his page, is not counted, and is the reason of no entry.
    shared = {**body, "audience": ["professionals"]}
    made = [
        await region.teacher.post(
            f"/cases/{opened['id']}/agreements", {**shared, "dueDate": due(region, days)}
        )
        for days in (1, 2)
    ]
    kept = {
        "participationId": worker, "reason": "r", "reviewDate": "2999-01-01", "itemKind": "agreement", "itemId": made[0]["id"],
    }  # fmt: skip
    asked = "/worklist?whose=anyone&kind=agreement_to_answer&counts=true&limit=1"
    before = await region.youth_worker.get(asked)
    assert (before["items"][0]["href"].rpartition("/")[2], before["counts"]["total"]) == (made[0]["id"], 2)
    await region.teacher.post(f"/clients/{opened['clientId']}/restrictions", kept)
    page = await region.youth_worker.get(asked)
    assert [one["href"].rpartition("/")[2] for one in page["items"]] == [made[1]["id"]]
    assert page["counts"]["total"] == 1
    assert len(await rows_of(region.begeleider, "?whose=anyone&kind=agreement_to_answer&limit=1")) == 3
    seen = (await rows_of(region.coordinator, "?whose=anyone&kind=agreement_to_answer"))[0]
    assert (seen["waitingFor"]["person"]["name"], seen["waitingFor"]["person"]["organisation"]) == (
        None,
        SCHOOL.name,
    )


async def test_a_report_lies_with_another_organisation_until_its_term_is_over(region: Region) -> None:
    opened = await open_case(region)
    begeleider = await add(region, opened, "intern-begeleider", "full")
    await add(region, opened, "youth-worker", "core")
    body = {"responsible": begeleider, "what": "A talk.", "dueDate": due(region, 3)}
    made = await region.teacher.post(f"/cases/{opened['id']}/agreements", body)
    here = f"/cases/{opened['id']}/agreements/{made['id']}"
    await region.begeleider.post(f"{here}/responses", {"answer": "assent"})
    await region.begeleider.post(f"{here}/progress", {"step": "reported_kept"})
    row = await only(region.youth_worker, "agreement_to_confirm")
    reported = datetime.fromisoformat(row["sinceAt"])
    assert row["dueDate"] == str(add_working_days(day_in_amsterdam(reported), 10))
    for same_organisation in (region.teacher, region.begeleider):
        assert "agreement_to_confirm" not in await kinds_of(same_organisation, "?whose=team")
    assert "agreement_to_confirm" in await kinds_of(region.teacher, "?whose=anyone")
    region.move_clock(timedelta(days=30))
    assert "agreement_to_confirm" not in await kinds_of(region.youth_worker, "?whose=anyone")


async def test_what_is_mine_is_what_is_said_to_be_with_me(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    begeleider = await directed(region, opened)
    await ask(region.begeleider, opened["id"], complement(targets=[str(YOUTH_CARE.unit_id)]))
    await region.teacher.post(
        f"/cases/{opened['id']}/agreements",
        {"responsible": begeleider, "what": "A talk.", "dueDate": due(region, 3)},
    )
    for role in ROLES:
        everything = await rows_of(region.person(role), "?whose=anyone")
        assert await rows_of(region.person(role)) == [one for one in everything if one["withYou"]], role
        team = [one["id"] for one in await rows_of(region.person(role), "?whose=team")]
        assert (
            {one["id"] for one in everything if one["withYou"]}
            <= set(team)
            <= {one["id"] for one in everything}
        )
    assert len(await rows_of(region.teacher, "?whose=anyone&kind=agreement_to_answer")) == 1
    await region.teacher.get("/worklist?kind=everything", expect=400)
    await region.teacher.get("/worklist?whose=yours", expect=400)
    assert await rows_of(region.outsider, "?whose=anyone") == []


def test_every_operation_a_row_names_is_one_of_the_description() -> None:
    described = {
        (method.upper(), re.sub(r"\{\w+\}", "<id>", path)): one["operationId"]
        for path, methods in describe(create_app(Settings()))["paths"].items()
        for method, one in methods.items()
    }
    assert described["GET", "/cases/<id>"] == "readCase"
    for kind, reach in product(ItemKind, Reach):
        here = place_of(item(kind), shown(reach))
        assert ("GET", without_ids(here.path)) in described, kind
        if here.act is not None:
            assert described[here.act.method, without_ids(here.act.path)] == here.act.operation, kind


def without_ids(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", path)
