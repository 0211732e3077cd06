"""What waits between asking and starting: questions asked back, who bridges, what must be there, and silence."""

from datetime import timedelta

import pytest
from tests.escalations.steps import accept, ask, complement, directed_case, only_target, strengthen
from tests.people import Region
from tests.worklist.lists import do, due, kinds_of, only, rows_of

from chaincare.demo.world import EXPERTISE, NETWORK

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
    row = await only(region.begeleider, "escalation_bridge_to_name")
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


async def test_of_two_things_that_must_be_there_the_second_is_another_row(region: Region) -> None:
    opened, _ = await directed_case(region)
    await ask(region.begeleider, opened["id"], complement())
    await accept(region.youth_worker, conditions=[{"kind": "verwijzing"}, {"kind": "beschikking"}])
    first = await only(region.begeleider, "escalation_condition")
    await do(region.begeleider, first, {"documentDate": due(region, 0)})
    second = await only(region.begeleider, "escalation_condition")
    assert (second["id"] == first["id"], second["sinceAt"]) == (False, first["sinceAt"])


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
