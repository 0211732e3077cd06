"""Over HTTP: what a stand-in can do only because the holder is away is the holder's (R9), and all else is her own."""

from typing import Any

import pytest
from tests.agreements.scene import refused
from tests.escalations.steps import ask, complement, draft, strengthen
from tests.people import Region
from tests.regie.directing import Case, add_worker, held_by_begeleider
from tests.shields.worlds import LOOKED_BACK
from tests.stand_ins.test_api import _absent, _asked

from chaincare.demo.world import EXPERTISE

pytestmark = pytest.mark.anyio


async def agreed(case: Case, worker: str, **more: Any) -> str:
    """The youth worker's own, which the teacher has no part in."""
    body = {"responsible": worker, "what": "Calls.", "dueDate": "2999-01-01", "audience": ["professionals"]}
    made = await case.region.youth_worker.post(f"{case.path}/agreements", body | more)
    return f"{case.path}/agreements/{made['id']}"


async def kept_from_her_mother(case: Case, who: Any, item: str) -> str:
    body = {
        "participationId": case.opened["circle"][0]["participationId"], "itemKind": "agreement",
        "itemId": item.rpartition("/")[2], "reason": "r", "reviewDate": "2999-01-01",
    }  # fmt: skip
    path = f"/clients/{case.opened['clientId']}/restrictions"
    return f"{path}/{(await who.post(path, body))['id']}/liftings"


async def stands_in(region: Region, case: Case) -> None:
    """From now on the teacher acts in the place of the begeleider."""
    stand_in = await _asked(region, case, 20)
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in}/responses", {"answer": "assent"})
    await _absent(region, 5)


async def done(region: Region, event: str) -> list[bool]:
    """Of each time that the teacher did this: whether it was in the holder's place."""
    entries = await region.entries("event = $1 AND outcome = 'done' AND subject = 'teacher'", event)
    return [one["role"] == "acting_holder" for one in entries]


async def test_what_she_does_about_agreements(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    theirs, late, given_up = [await agreed(case, worker) for _ in range(3)]
    own = {"responsible": case.teacher_part, "what": "Reads.", "dueDate": "2999-01-01"}
    made = await region.youth_worker.post(f"{case.path}/agreements", own | {"audience": ["professionals"]})
    hers = f"{case.path}/agreements/{made['id']}"
    await region.teacher.post(f"{hers}/responses", {"answer": "assent"})
    await region.youth_worker.post(f"{theirs}/progress", {"step": "reported_kept"})
    await stands_in(region, case)
    await region.teacher.post(f"{hers}/progress", {"step": "begun"})
    await region.teacher.post(f"{late}/progress", {"step": "not_kept", "reason": "time"})
    assert await done(region, "agreement.progressed") == [False, True]
    # Whether it was kept she says as anybody of another organisation.
    await region.teacher.post(f"{theirs}/confirmations", {"answer": "confirm"})
    assert await done(region, "agreement.confirmation-given") == [False]
    for path in (hers, given_up):
        await region.teacher.post(f"{path}/cancellations", {"reason": "no longer needed"})
    assert await done(region, "agreement.cancelled") == [False, True]


async def test_what_she_does_about_requests_for_help(region: Region) -> None:
    case = await held_by_begeleider(region)
    asked, case_id = f"{case.path}/escalations", case.opened["id"]
    expertise = strengthen(targets=[str(EXPERTISE.unit_id)])
    theirs = await ask(region.begeleider, case_id, expertise)
    urgent = await draft(region.teacher, case_id, complement(urgent=True))
    await stands_in(region, case)
    await region.teacher.post(f"{asked}/{theirs}/withdrawals", {"reason": "not needed"})
    await region.teacher.post(f"{asked}/{urgent}/requests", {})
    await region.teacher.post(f"{asked}/{urgent}/withdrawals", {"reason": "not needed"})
    assert await done(region, "escalation.withdrawn") == [True, False]
    # What is not urgent is sent by who directs alone.
    await ask(region.teacher, case_id, expertise)
    assert await done(region, "escalation.requested") == [False, True]
    assert await done(region, "escalation.drafted") == [False, False]


async def test_what_she_does_about_restrictions_meetings_and_the_end_of_the_case(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    worker = await add_worker(region, case, "youth-worker")
    first, second = [await agreed(case, worker) for _ in range(2)]
    theirs = await kept_from_her_mother(case, region.begeleider, first)
    own = await kept_from_her_mother(case, region.teacher, second)
    await stands_in(region, case)
    for path in (theirs, own):
        await region.teacher.post(path, {"reason": "She may know."})
    assert await done(region, "restriction.lifted") == [True, False]
    held = {
        "kind": "meeting", "heldAt": region.app.state.clock.now().isoformat(), "absent": [],
        "present": [case.teacher_part, worker], "client": {"present": "no", "heard": "asked"},
    }  # fmt: skip
    await region.teacher.post(f"{case.path}/meetings", held)
    assert await done(region, "meeting.recorded") == [False]
    # The case is closed by the holder herself.
    closing = {"reason": "goals_reached", "explanation": "x", "evaluation": LOOKED_BACK}
    answer = await region.teacher.post(f"{case.path}/closures", closing, expect=403)
    assert refused(answer) == "closing-not-yours"
    assert await done(region, "case.closed") == []
