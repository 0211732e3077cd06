"""Who was recorded as assenting can say that he did not, for five working days (A8)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.meetings.table import Table, refused

pytestmark = pytest.mark.anyio


async def met(table: Table, **changes: Any) -> Any:
    return await table.record(
        agreements=[
            table.agreement("mother"), table.agreement("mother", "Komt elke maandag."),
            table.agreement("youth_worker"), table.agreement("teacher"),
        ],
        regie=table.regie(),
        **changes,
    )  # fmt: skip


async def test_the_mother_takes_back_all_that_was_recorded_for_her(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    hers, also_hers, workers, teachers = meeting["agreements"]
    objected = await table.object(region.mother, meeting)
    assert {one["agreementId"] for one in objected["agreements"]} == {
        hers["agreementId"],
        also_hers["agreementId"],
    }
    assert (objected["meetingId"], objected["regie"]) == (meeting["id"], None)
    for reader in (region.mother, region.begeleider, region.teacher):
        shown = (await reader.get(f"{table.path}/{meeting['id']}"))["agreements"]
        assert [one["assent"] for one in shown] == ["taken_back", "taken_back", "in_presence", "awaited"]
    for one in (hers, also_hers):
        assert await table.state(region.mother, one) == "proposed"
        agreement = await region.begeleider.get(f"{table.scene.path}/{one['agreementId']}")
        assert agreement["waitingOn"]["who"] == "proposer"
    assert await table.state(region.youth_worker, workers) == "agreed"
    assert await table.state(region.teacher, teachers) == "proposed"
    assert refused(await table.object(region.mother, meeting, 403)) == ("not-recorded-for-you", [])
    (done,) = await region.entries("event = 'meeting.objected' AND outcome = 'done'")
    assert str(done["object_id"]) == meeting["id"]


async def test_one_agreement_by_name_and_the_other_stands(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    hers, also_hers, workers, _ = (one["agreementId"] for one in meeting["agreements"])
    strange = await table.object(region.mother, meeting, 403, agreements=[hers, workers, str(uuid4())])
    assert refused(strange) == ("not-recorded-for-you", ["/agreements/1", "/agreements/2"])
    assert await table.state(region.mother, {"agreementId": hers}) == "agreed"
    objected = await table.object(region.mother, meeting, agreements=[also_hers])
    assert objected["agreements"] == [{"agreementId": also_hers, "state": "proposed"}]
    shown = (await region.mother.get(f"{table.path}/{meeting['id']}"))["agreements"]
    assert [one["assent"] for one in shown[:2]] == ["in_presence", "taken_back"]
    assert await table.state(region.mother, {"agreementId": hers}) == "agreed"
    twice = await table.object(region.mother, meeting, 409, agreements=[hers, also_hers])
    assert refused(twice) == ("step-not-possible", ["/agreements/1"])
    assert await table.state(region.mother, {"agreementId": hers}) == "agreed"
    # What is left, without a name.
    assert [one["agreementId"] for one in (await table.object(region.mother, meeting))["agreements"]] == [
        hers
    ]


async def test_the_youth_worker_never_took_regie(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    case = table.scene.case
    assert (await region.teacher.get(f"{case}/regie"))["holder"]["participationId"] == table.part(
        "youth_worker"
    )
    objected = await table.object(region.youth_worker, meeting, regie=True)
    now = await region.teacher.get(f"{case}/regie")
    assert (now["vacant"], now["because"]) == (True, "assent_taken_back")
    shown = (await region.teacher.get(f"{table.path}/{meeting['id']}"))["regie"]["responses"]
    [taken] = [one for one in shown if one["answer"] == "assent" and one["takenBackAt"] is not None]
    assert taken["participationId"] == table.part("youth_worker")
    assert (objected["agreements"], objected["regie"]["id"]) == ([], meeting["regie"]["id"])
    answers = {one["answer"] for one in objected["regie"]["responses"]}
    assert answers == {"assent", "objection"}
    seen = await region.coordinator.get(f"{table.scene.case}/regie-proposals/{meeting['regie']['id']}")
    assert [one["reason"] for one in seen["responses"] if one["answer"] == "objection"] == [
        "Dat heb ik niet gezegd."
    ]
    again = await table.object(region.youth_worker, meeting, 409, regie=True)
    assert refused(again)[1] == ["/regie"]
    # Without a name, only what he has not answered yet.
    rest = await table.object(region.youth_worker, meeting)
    assert ([one["state"] for one in rest["agreements"]], rest["regie"]) == (["proposed"], None)


async def test_what_is_agreed_to_after_all_was_still_taken_back_there(table: Table) -> None:
    """And an objection to what another meeting recorded says nothing of this one."""
    region = table.region
    meeting = await met(table)
    hers = meeting["agreements"][0]["agreementId"]
    path = f"{table.scene.path}/{hers}"
    await region.mother.post(f"{path}/objections", {"reason": "Dat heb ik niet gezegd."})

    async def assents() -> list[str]:
        shown = (await region.mother.get(f"{table.path}/{meeting['id']}"))["agreements"]
        return [one["assent"] for one in shown[:2]]

    assert await assents() == ["taken_back", "in_presence"]
    await region.begeleider.post(
        f"{path}/reassignments", {"responsible": table.part("youth_worker"), "reason": "x"}
    )
    await region.youth_worker.post(f"{path}/responses", {"answer": "assent"})
    assert await assents() == ["taken_back", "in_presence"]


async def test_what_one_said_himself_stands(table: Table) -> None:
    region = table.region
    meeting = await table.record(agreements=[table.agreement("begeleider"), table.agreement("teacher")])
    assert refused(await table.object(region.begeleider, meeting, 403)) == ("not-recorded-for-you", [])
    assert refused(await table.object(region.teacher, meeting, 403)) == ("not-recorded-for-you", [])
    assert refused(await table.object(region.mother, meeting, 403, regie=True)) == (
        "not-recorded-for-you",
        ["/regie"],
    )


async def test_after_five_working_days_it_stands(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    region.move_clock(timedelta(days=20))
    late = await table.object(region.mother, meeting, 409)
    assert refused(late) == ("meeting-objection-too-late", [])
    assert await table.state(region.mother, meeting["agreements"][0]) == "agreed"


async def test_just_within_the_term(table: Table) -> None:
    region = table.region
    meeting = await met(table)
    from datetime import datetime  # noqa: PLC0415

    ends = datetime.fromisoformat(meeting["objectionsUntilAt"])
    region.move_clock(ends - table.now() - timedelta(minutes=1))
    assert (await table.object(region.mother, meeting))["agreements"]


async def test_there_is_no_such_meeting_for_who_is_not_in_the_case(table: Table) -> None:
    meeting = await met(table)
    await table.object(table.region.outsider, meeting, 404)
    missing = await table.object(table.region.mother, {"id": str(uuid4())}, 404)
    assert refused(missing)[0] == "meeting-unknown"
    await table.object(table.region.coordinator, meeting, 403)


async def test_what_somebody_sees_to_is_agreed_there_and_taken_back_too(table: Table) -> None:
    """The mother brings her, if the youth worker arranges a bike and the teacher keeps a place."""
    region = table.region

    def needs(what: str, owner: str) -> dict[str, Any]:
        return {"what": what, "owner": table.part(owner), "dueDate": table.scene.day(7), "blocking": True}

    needed = [needs("Een fiets.", "youth_worker"), needs("Een plek.", "teacher")]
    late = {**needed[1], "dueDate": table.scene.day(-1)}
    wrong = await table.record(
        expect=400, agreements=[table.agreement("mother", preconditions=[needed[0], late])]
    )
    assert refused(wrong) == ("due-date-past", ["/agreements/0/preconditions/1/dueDate"])
    meeting = await table.record(agreements=[table.agreement("mother", preconditions=needed)])
    (made,) = meeting["agreements"]
    path = f"{table.scene.path}/{made['agreementId']}"

    async def stands() -> list[str]:
        return [one["state"] for one in (await region.begeleider.get(path))["preconditions"]]

    assert await stands() == ["agreed", "proposed"]
    assert refused(await table.object(region.teacher, meeting, 403)) == ("not-recorded-for-you", [])
    objected = await table.object(region.youth_worker, meeting)
    assert objected["agreements"] == [{"agreementId": made["agreementId"], "state": "agreed"}]
    assert await stands() == ["declined", "proposed"]
    again = await table.object(region.youth_worker, meeting, 403, agreements=[made["agreementId"]])
    assert refused(again) == ("for-the-responsible", ["/agreements/0"])
    # In a talk the mother's word needs proof, also when she only sees to something.
    talk = {
        "kind": "conversation", "present": ["begeleider", "mother"], "absent": [],
        "agreements": [table.agreement("begeleider", preconditions=[needs("Brood mee.", "mother")])],
    }  # fmt: skip
    assert refused(await table.record(region.begeleider, 400, **talk)) == ("proof-needed", ["/proof"])
    talked = await table.record(region.begeleider, 201, **talk, proof="Zij zei ja.")
    assert talked["agreements"][0]["assent"] == "himself"
    objected = await table.object(region.mother, talked)
    assert [one["state"] for one in objected["agreements"]] == ["agreed"]
