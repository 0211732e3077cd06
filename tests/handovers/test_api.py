"""What passes with regie, as who takes it over reads it before he agrees (R7)."""

import pytest
from tests.escalations.steps import complement, draft
from tests.people import Region
from tests.regie.directing import add_worker, held_by_begeleider
from tests.worklist.lists import due

pytestmark = pytest.mark.anyio


async def test_who_takes_over_reads_every_open_thing_and_what_awaits_somebody(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    worker = await add_worker(region, case, "youth-worker", "core")
    agreements = f"{case.path}/agreements"
    own = {"what": "Calls daily.", "dueDate": due(region, 9), "responsible": case.begeleider_part}
    kept = await region.begeleider.post(agreements, own)
    theirs = await region.begeleider.post(agreements, {**own, "responsible": worker})
    await region.youth_worker.post(f"{agreements}/{theirs['id']}/responses", {"answer": "assent"})
    asked = await draft(region.begeleider, case.opened["id"], complement())
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Ask for her drawings.")
    path = f"{case.path}/regie-proposals/{proposal['id']}/handover"
    told = await region.teacher.get(path)
    assert told["handoverNote"] == "Ask for her drawings."
    assert (told["noteBy"], told["noteByHolder"]) == (case.begeleider_part, True)
    seen = {one["id"]: (one["kind"], one["heldByFormer"], one["goesOn"]) for one in told["items"]}
    assert seen == {
        kept["id"]: ("agreement", True, "kept"),
        theirs["id"]: ("agreement", False, "kept"),
        asked: ("escalation", True, "kept"),
    }
    # Whoever leaves meanwhile leaves his agreement to somebody who has yet to agree.
    await region.begeleider.post(f"{case.path}/participations/{worker}/endings", {"reason": "Done."})
    again = {one["id"]: one["goesOn"] for one in (await region.teacher.get(path))["items"]}
    assert again[theirs["id"]] == "awaiting_new_responsible"
    # The coordinator, the client's side and who has no part in it read none of it.
    assert (await region.coordinator.ask("GET", path)).status_code == 403
    assert (await region.mother.ask("GET", path)).status_code == 403
    assert (await region.outsider.ask("GET", path)).status_code == 404
    # A note of who acts where the holder did not write it says so.
    await region.begeleider.post(f"{case.path}/regie-proposals/{proposal['id']}/withdrawals", {"reason": "x"})
    other = await case.propose(region.teacher, case.teacher_part, handoverNote="He is suddenly away.")
    told = await region.teacher.get(f"{case.path}/regie-proposals/{other['id']}/handover")
    assert (told["noteBy"], told["noteByHolder"]) == (case.teacher_part, False)
