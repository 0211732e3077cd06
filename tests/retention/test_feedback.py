"""What was written for an escalation goes by the law of whoever wrote it, and the case waits for the last of them (D2)."""

from typing import Any
from uuid import UUID

import pytest
from tests.escalations.steps import accept, ask, directed_case, only_target, strengthen
from tests.people import Region
from tests.retention.test_destruction import close, rows_of, run

from chaincare.demo.world import EXPERTISE, SCHOOL

pytestmark = pytest.mark.anyio


async def written(region: Region, case_id: Any) -> set[str]:
    rows = await region.admin.fetch(
        "SELECT kind FROM chaincare.escalation_facts WHERE case_id = $1", UUID(str(case_id))
    )
    texts = await region.admin.fetchval(
        "SELECT count(*) FROM chaincare.escalation_texts WHERE case_id = $1", UUID(str(case_id))
    )
    return {row[0] for row in rows} | ({"texts"} if texts else set())


async def falls_under(region: Region, unit: UUID, law: str) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.units SET statutory_task = $2 WHERE id = $1", unit, law)
    await region.admin.execute("RESET session_replication_role")


async def test_feedback_goes_by_the_law_of_the_specialist_and_the_question_by_that_of_who_asked(
    region: Region,
) -> None:
    """The school keeps two years; whoever strengthened it is no party, and keeps what he wrote for twenty."""
    await falls_under(region, SCHOOL.unit_id, "WPO")
    await falls_under(region, EXPERTISE.unit_id, "Jeugdwet")
    opened, _ = await directed_case(region)
    case = opened["id"]
    escalation = await ask(region.begeleider, case, strengthen())
    target = await only_target(region.specialist)
    received = f"/received-escalations/{target}"
    await region.specialist.post(f"{received}/responses", {"answer": "ask", "text": "How often?"})
    one = f"/cases/{case}/escalations/{escalation}"
    await region.begeleider.post(f"{one}/answers", {"targetId": target, "text": "Daily."})
    await accept(region.specialist)
    await region.specialist.post(f"{received}/feedback", {"text": "Give her a task."})
    await region.begeleider.post(f"{one}/closures", {})
    every = await written(region, case)
    assert every >= {"texts", "drafted", "asked_back", "answered", "feedback_given"}
    await close(region, case, 2)
    assert await run(region) > 0
    left = await written(region, case)
    assert left & {"texts", "drafted", "asked_back", "answered", "feedback_given"} == {
        "asked_back",
        "feedback_given",
    }
    assert "requested" in left, "that it happened stays with the case"
    [kept] = (await region.specialist.get("/contributions"))["items"]
    assert [said["text"] for said in kept["said"]] == ["Give her a task.", "How often?"]
    assert await run(region) == 0
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.cases SET status = 'open', closed_at = NULL")
    await region.admin.execute("RESET session_replication_role")
    shown = await region.begeleider.get(one)  # taken up again, what is gone leaves nothing broken
    assert (shown["question"], shown["tried"]) == (None, None)
    assert [said["text"] for said in shown["feedback"]] == ["Give her a task."]
    await close(region, case, 20)
    assert await run(region) == 1
    assert await rows_of(region, case) == {}
