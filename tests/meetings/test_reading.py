"""Who reads what of a meeting: in his audience, and a coordinator no more than that it was held."""

from typing import Any

import pytest
from tests.meetings.table import Table
from tests.people import basis

from chaincare.demo.world import EXPERTISE, person

pytestmark = pytest.mark.anyio


async def met(table: Table, **changes: Any) -> Any:
    return await table.record(
        agreements=[
            table.agreement("mother"),
            table.agreement("teacher", audience=["own_unit"], clientMayRead=False),
        ],
        minutes={"body": "De moeder is moe."},
        **changes,
    )


async def test_agreements_and_minutes_are_for_their_audience(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    path = f"{table.path}/{meeting['id']}"
    hers, teachers = (one["agreementId"] for one in meeting["agreements"])

    async def seen(who: Any) -> tuple[list[str], str | None]:
        record = await who.get(path)
        assert record["clientHeard"] == "Désirée tekende wat zij wil."
        assert len(record["present"]) == 3
        return [one["agreementId"] for one in record["agreements"]], record["minutes"]

    assert await seen(region.begeleider) == ([hers, teachers], "De moeder is moe.")
    assert await seen(region.teacher) == ([hers, teachers], "De moeder is moe.")
    # The client's side reads no minutes unasked; scope core holds no notes, whoever was named.
    assert await seen(region.mother) == ([hers], None)
    assert await seen(region.youth_worker) == ([hers], None)
    noted = await region.teacher.get(f"{table.scene.case}/notes")
    assert [one["body"] for one in noted["items"]] == ["De moeder is moe."]
    assert (await region.mother.get(f"{table.scene.case}/notes"))["items"] == []


async def test_the_mother_reads_minutes_that_are_for_her(table: Table) -> None:
    meeting = await table.record(minutes={"body": "Fijn gesprek.", "clientMayRead": True})
    assert (await table.region.mother.get(f"{table.path}/{meeting['id']}"))["minutes"] == "Fijn gesprek."


async def test_minutes_for_nobody_else_stay_with_who_wrote_them(table: Table) -> None:
    meeting = await table.record(
        present=["begeleider", "teacher"],
        absent=[],
        minutes={"body": "Voor mij.", "audience": [], "parties": []},
    )
    path = f"{table.path}/{meeting['id']}"
    assert (await table.region.begeleider.get(path))["minutes"] == "Voor mij."
    assert (await table.region.teacher.get(path))["minutes"] is None


async def test_a_coordinator_sees_that_it_was_held(table: Table) -> None:
    meeting = await met(table, nextDate=table.scene.day(7), regie=table.regie())
    coordinator = table.region.coordinator
    (listed,) = (await coordinator.get(table.path))["items"]
    assert (listed["id"], listed["heldAt"]) == (meeting["id"], meeting["heldAt"])
    record = await coordinator.get(f"{table.path}/{meeting['id']}")
    for key in ("present", "absent", "agreements"):
        assert record[key] == []
    for key in ("recordedBy", "clientHeard", "proof", "minutes"):
        assert record[key] is None
    assert (record["heldAt"], record["nextDate"]) == (meeting["heldAt"], meeting["nextDate"])
    assert record["regie"]["inEffect"]
    text = str([listed, record])
    assert [word for word in ("Walt", "Kaya", "Bakker", "moe", "tekende", "Belt") if word in text] == []


async def test_scope_that_knows_of_no_meeting(table: Table) -> None:
    """Who waits for his start knows that there is a case, not who met about it."""
    meeting = await met(table)
    added = await table.region.teacher.post(
        f"{table.scene.case}/participations",
        {
            "purpose": "education_support",
            "party": {
                "kind": "professional", "professionalId": str(person("specialist").id), "scope": "that",
                "legalBasis": basis(EXPERTISE.unit_id),
            },
        },
    )  # fmt: skip
    assert added["participationId"]
    specialist = table.region.specialist
    assert (await specialist.get(table.scene.case))["reach"] == "that"
    await specialist.get(table.path, 403)
    await specialist.get(f"{table.path}/{meeting['id']}", 403)
    await table.record(specialist, 403)
    lines = (await specialist.get(f"{table.scene.case}/timeline"))["items"]
    assert [one for one in lines if "meeting" in one["kind"]] == []


async def test_the_latest_comes_first_page_by_page(table: Table) -> None:
    table.later(hours=4)
    for hours in (3, 1, 2):
        await table.record(
            heldAt=table.ago(hours=hours), kind="conversation", present=["begeleider", "teacher"], absent=[]
        )
    case = table.scene.case
    found, path = [], f"/cases/{case.rpartition('/')[2]}/meetings?limit=2"
    while path:
        answer = await table.region.teacher.ask("GET", path)
        page = answer.json()["items"]
        assert len(page) <= 2
        found += [one["heldAt"] for one in page]
        link = answer.headers.get("Link", "")
        path = link.partition(">")[0].removeprefix("</v1") if link else ""
    assert len(found) == 3
    assert found == sorted(found, reverse=True)


async def test_the_timeline_has_a_line(table: Table) -> None:
    meeting = await met(table)
    for who in (table.region.teacher, table.region.mother, table.region.coordinator):
        lines = (await who.get(f"{table.scene.case}/timeline"))["items"]
        assert [one["about"] for one in lines if one["kind"] == "meeting_held"] == [meeting["id"]]


async def test_another_case_has_other_meetings(table: Table) -> None:
    meeting = await met(table)
    await table.region.outsider.get(f"{table.path}/{meeting['id']}", 404)
    await table.region.outsider.get(table.path, 404)
