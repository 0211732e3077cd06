"""What waits between asking and starting: questions asked back, who bridges, what must be there, and silence."""

from datetime import timedelta

import pytest
from tests.escalations.steps import accept, ask, complement, directed_case, only_target, strengthen
from tests.ladders.test_climbing import tick
from tests.people import Region
from tests.worklist.lists import do, due, kinds_of, only, rows_of

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL

pytestmark = pytest.mark.anyio


async def test_a_question_asked_back_lies_with_who_asked_and_then_with_the_unit_again(region: Region) -> None:
    opened, _ = await directed_case(region)
    draft = await region.teacher.post(f"/cases/{opened['id']}/escalations", complement())
    await do(region.begeleider, await only(region.begeleider, "escalation_to_send"), {})
    row = await only(region.youth_worker, "escalation_to_answer")
    await do(region.youth_worker, row, {"answer": "ask", "text": "Is there a quiet room?"})
    assert await rows_of(region.youth_worker, "?whose=anyone") == []
    row = await only(region.teacher, "escalation_question")
    assert (row["waitingFor"]["person"]["name"], row["withYou"]) == ("Joris Timmer", True)
    assert "quiet room" not in str(row)
    sheet = await region.teacher.get(f"/cases/{opened['id']}/escalations/{draft['id']}")
    await do(region.teacher, row, {"targetId": sheet["targets"][0]["id"], "text": "Yes."})
    assert await kinds_of(region.teacher) == []
    assert await kinds_of(region.youth_worker) == ["escalation_to_answer"]


async def test_who_is_waited_for_somebody_is_there_and_it_is_looked_at_again(region: Region) -> None:
    opened, holder = await directed_case(region)
    await ask(region.begeleider, opened["id"], complement())
    await accept(region.youth_worker, expectedDate=due(region, 60))
    # Nobody is named, and the review is due: both lie there, each with whoever has to do it, and go on.
    row = await only(region.begeleider, "escalation_bridge_to_name")
    assert row["dueDate"] < due(region, 10)
    region.move_clock(timedelta(days=33))
    await tick(region)
    assert await kinds_of(region.youth_worker) == ["escalation_to_review"]
    assert (await only(region.begeleider, "escalation_bridge_to_name"))["overdue"]
    late = [one for one in await kinds_of(region.coordinator) if one.startswith("late_")]
    assert late == ["late_escalation_bridge"], "he who asked directs, and has it already"
    review = await only(region.youth_worker, "escalation_to_review")
    await do(region.youth_worker, review, {"expectedDate": due(region, 60)})
    assert (await only(region.begeleider, "escalation_bridge_to_name"))["id"] == row["id"]
    await do(region.begeleider, row, {"participationId": opened["participationId"]})
    row = await only(region.teacher, "escalation_bridge_to_answer")
    assert await kinds_of(region.begeleider) == []
    await do(region.teacher, row, {"answer": "assent"})
    row = await only(region.teacher, "escalation_to_bridge")
    assert (row["act"]["operation"], row["overdue"]) == ("answerBridge", False)
    await do(region.teacher, row, {"answer": "refusal", "reason": "I am away for a month."})
    again = {"participationId": opened["participationId"]}
    await do(region.begeleider, await only(region.begeleider, "escalation_bridge_to_name"), again)
    await do(region.teacher, await only(region.teacher, "escalation_bridge_to_answer"), {"answer": "assent"})

    region.move_clock(timedelta(days=33))
    assert await kinds_of(region.teacher) == []
    row = await only(region.youth_worker, "escalation_to_review")
    assert (row["overdue"], row["client"], row["reach"]) == (True, "Désirée van der Walt", "that")
    await do(region.youth_worker, row, {"expectedDate": due(region, 20)})
    assert await kinds_of(region.teacher) == ["escalation_to_bridge"]
    assert holder in str(await region.begeleider.get(f"/cases/{opened['id']}/regie"))


async def test_what_must_be_there_first_lies_with_who_sees_to_it(region: Region) -> None:
    opened, _ = await directed_case(region)
    await ask(region.begeleider, opened["id"], complement())
    await accept(region.youth_worker, conditions=[{"kind": "verwijzing"}])
    row = await only(region.begeleider, "escalation_condition")
    assert "/conditions/" in row["act"]["href"]
    await do(region.begeleider, row, {"documentDate": due(region, 0)})
    assert await kinds_of(region.begeleider) == ["escalation_to_start"]


async def test_each_thing_that_must_be_there_is_a_row_of_whoever_sees_to_it_and_climbs(
    region: Region,
) -> None:
    opened, begeleider = await directed_case(region)
    case, late = f"/cases/{opened['id']}", "late_escalation_condition"
    draft = await region.teacher.post(f"{case}/escalations", complement())
    path = f"{case}/escalations/{draft['id']}"
    # A colleague's draft waits for who directs, for as long as the network gives for an answer, and then it goes on.
    row = await only(region.begeleider, "escalation_to_send")
    assert (row["dueDate"] > due(region, 4), row["overdue"]) == (True, False)
    region.move_clock(timedelta(days=20))
    assert [await tick(region) > 0, await tick(region)] == [True, 0]
    for told in (region.teacher, region.coordinator):
        assert (await only(told, "late_escalation_draft"))["href"].endswith(f"/escalations/{draft['id']}")
    [line] = (await region.coordinator.get("/regie-overview?kind=escalation_waiting"))["items"]
    assert (line["caseId"], line["organisation"]) == (opened["id"], SCHOOL.name)
    await do(region.begeleider, await only(region.begeleider, "escalation_to_send"), {})
    for told in (region.teacher, region.coordinator):
        assert "late_escalation_draft" not in await kinds_of(told)

    await accept(region.youth_worker, conditions=[{"kind": "verwijzing"}, {"kind": "beschikking"}])
    hers = {"kind": "other", "description": "A key.", "ownerId": begeleider}
    await region.begeleider.post(f"{path}/conditions", hers)
    own = await only(region.begeleider, "escalation_condition")
    [first, second] = [one for one in await rows_of(region.teacher) if one["kind"] == "escalation_condition"]
    assert len({first["id"], second["id"], own["id"]}) == 3
    assert due(region, 26) < first["dueDate"] == own["dueDate"] < due(region, 32), "a month, as a review"
    assert "/conditions/" in first["act"]["href"]
    region.move_clock(timedelta(days=60))
    await tick(region)
    rows = [
        [one for one in await rows_of(person) if one["kind"] == late]
        for person in (
            region.teacher,
            region.begeleider,
            region.youth_worker,
            region.coordinator,
            region.mother,
        )
    ]
    assert [len(one) for one in rows] == [1, 2, 3, 3, 0]
    assert {one["client"] for one in rows[3]} == {None}
    assert [one["overdue"] for one in rows[2]] == [True] * 3
    assert {one["href"] for one in rows[1]} == {f"/v1{path}"}
    for by, one in ((region.teacher, first), (region.teacher, second), (region.begeleider, own)):
        await do(by, one, {"documentDate": due(region, 0)})
    assert late not in await kinds_of(region.coordinator)

    row = await only(region.begeleider, "escalation_to_start")
    assert (row["dueDate"] > due(region, 4), row["overdue"]) == (True, False)
    region.move_clock(timedelta(days=30))
    await tick(region)
    assert (await only(region.begeleider, "escalation_to_start"))["id"] == row["id"]
    for told in (region.teacher, region.youth_worker, region.coordinator):
        one = await only(told, "late_escalation_start")
        assert (one["href"], one["act"], one["dueDate"]) == (f"/v1{path}", None, row["dueDate"])
    for waits in (draft["id"], own["act"]["href"].split("/")[-2]):
        climbed = await region.admin.fetch(
            "SELECT kind, array_agg(rung || told ORDER BY id) AS rungs FROM chaincare.ladder_steps"
            " WHERE about = $1::uuid GROUP BY kind, runs_from ORDER BY kind", waits)  # fmt: skip
        ladder = ["responsiblefalse", "coordinatorfalse", "managementtrue"]
        drafted = ["responsiblefalse", "coordinatortrue"]
        assert [tuple(one) for one in climbed] == (
            [("escalation_draft", drafted), ("escalation_start", ladder)]
            if waits == draft["id"] else [("escalation_condition", ladder)])  # fmt: skip
    await do(region.begeleider, row, {})
    for told in (region.teacher, region.youth_worker, region.coordinator, region.begeleider):
        assert not [one for one in await kinds_of(told) if one.startswith("late_")]
    assert (await region.coordinator.get("/regie-overview?kind=escalation_waiting"))["items"] == []


async def test_what_is_asked_back_while_strengthening_is_a_question_and_no_end(region: Region) -> None:
    opened, _ = await directed_case(region)
    draft = await region.teacher.post(f"/cases/{opened['id']}/escalations", strengthen())
    await do(region.begeleider, await only(region.begeleider, "escalation_to_send"), {})
    await do(region.specialist, await only(region.specialist, "escalation_to_answer"), {"answer": "accept"})
    target = await only_target(region.specialist)
    question = {"answer": "ask", "text": "Which group?"}
    await region.specialist.post(f"/received-escalations/{target}/responses", question)
    assert await rows_of(region.specialist) == []
    row = await only(region.teacher, "escalation_question")
    assert await rows_of(region.teacher) == [row]
    assert (row["waitingFor"]["person"]["name"], row["askedBy"]) == ("Joris Timmer", None)
    path = f"/cases/{opened['id']}/escalations/{draft['id']}"
    assert row["sinceAt"] == (await region.teacher.get(path))["ball"]["sinceAt"]
    for seen in (region.begeleider, region.coordinator):
        assert await kinds_of(seen, "?whose=anyone") == ["escalation_question"]
    await do(region.teacher, row, {"targetId": target, "text": "Group 6."})
    assert await kinds_of(region.teacher) == []
    await do(region.specialist, await only(region.specialist, "escalation_at_work"), {"text": "A seat."})
    assert await kinds_of(region.begeleider) == ["escalation_to_close"]


async def test_a_consultation_is_its_askers_and_his_alone(region: Region) -> None:
    body = {key: value for key, value in strengthen().items() if key not in {"limit", "help"}}
    asked = await region.teacher.post("/consultations", {**body, "networkId": str(NETWORK)})
    assert await kinds_of(region.teacher) == []
    row = await only(region.teacher, "consultation_to_answer", "?whose=anyone")
    assert (row["waitingFor"]["person"]["unit"], row["caseId"], row["reach"]) == (
        EXPERTISE.unit,
        None,
        "asker",
    )
    assert row["href"] == f"/v1/consultations/{asked['id']}"
    entries = await region.entries("event = 'worklist.read' AND reach = 'asker'")
    assert [(one["relation"], one["client"], one["case_id"]) for one in entries] == [("asker", None, None)]

    received = await only(region.specialist, "escalation_to_answer")
    assert (received["askedBy"]["function"], received["askedBy"]["name"]) == ("leerkracht", None)
    await do(region.specialist, received, {"answer": "ask", "text": "Which group?"})
    row = await only(region.teacher, "consultation_question")
    sheet = await region.teacher.get(f"/consultations/{asked['id']}")
    await do(region.teacher, row, {"targetId": sheet["targets"][0]["id"], "text": "Group 6."})
    region.move_clock(timedelta(days=20))
    assert await kinds_of(region.teacher) == ["consultation_unanswered"]
    await do(region.specialist, await only(region.specialist, "escalation_to_answer"), {"answer": "accept"})
    assert await kinds_of(region.teacher, "?whose=anyone") == ["consultation_at_work"]
    target = await only_target(region.specialist)
    question = {"answer": "ask", "text": "Every day?"}
    await region.specialist.post(f"/received-escalations/{target}/responses", question)
    row = await only(region.teacher, "consultation_question")
    assert await rows_of(region.teacher) == [row]
    await do(region.teacher, row, {"targetId": target, "text": "Every day."})
    await do(
        region.specialist, await only(region.specialist, "escalation_at_work"), {"text": "A fixed seat."}
    )
    await do(region.teacher, await only(region.teacher, "consultation_to_close"), {})
    for person in (region.teacher, region.specialist, region.begeleider, region.coordinator):
        assert await rows_of(person, "?whose=anyone") == []
