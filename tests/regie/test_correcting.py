"""A term that began at another moment than was recorded, over HTTP: `at` tells what was, `knownAt` what was believed (R8)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.people import Region
from tests.regie.directing import REBUILT, TERMS, held_by_begeleider, move_to, type_of
from tests.regie.test_for_a_time import NOTE, who

pytestmark = pytest.mark.anyio

TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)


async def test_a_wrong_moment_is_put_right_by_a_new_record_in_both_directions(region: Region) -> None:
    case = await held_by_begeleider(region)
    held, teacher = case.begeleider_part, case.teacher_part
    move_to(region, region.app.state.clock.now() + 10 * DAY)
    proposal = await case.propose(region.begeleider, teacher, **NOTE)
    await case.answer(region.teacher, proposal, "assent")
    [latest, first] = await case.terms()
    recorded, began = (datetime.fromisoformat(one["holder"]["sinceAt"]) for one in (latest, first))
    move_to(region, recorded + DAY)
    believed = region.app.state.clock.now()
    oral, path = recorded - 3 * DAY, f"{case.path}/regie-corrections"

    def saying(since: datetime, to: datetime) -> dict[str, Any]:
        return {
            "recordedSinceAt": since.isoformat(),
            "sinceAt": to.isoformat(),
            "reason": "He said so on the phone.",
        }

    for someone in (region.teacher, region.begeleider):
        assert (await someone.ask("POST", path, saying(recorded, oral))).status_code == 403
    unknown = await region.coordinator.post(path, saying(recorded + TICK, oral), 404)
    assert type_of(unknown) == "term-unknown"
    await region.coordinator.post(path, saying(recorded, began - DAY), 400)
    outside = await region.coordinator.post(path, saying(began, began - DAY), 409)
    assert type_of(outside) == "holder-took-no-part"
    move_to(region, believed + DAY)
    made = await region.coordinator.post(path, saying(recorded, oral))
    assert (made["recordedSinceAt"], made["reason"]) == (
        latest["holder"]["sinceAt"],
        "He said so on the phone.",
    )
    right = region.app.state.clock.now()
    for at, now_known, then_believed in (
        (oral - TICK, held, held), (oral, teacher, held), (recorded - TICK, teacher, held), (recorded, teacher, teacher),
    ):  # fmt: skip
        assert await who(case, at) == await who(case, at, right) == now_known, at
        assert await who(case, at, believed) == then_believed, at
    # And back again, later than it was recorded at first: a moment that was dropped is not used twice.
    move_to(region, right + DAY)
    later = recorded + timedelta(hours=1)
    await region.coordinator.post(path, saying(oral, later))
    assert await who(case, later - TICK) == held
    assert await who(case, later) == teacher
    again = await region.coordinator.post(path, saying(later, oral))
    assert datetime.fromisoformat(again["sinceAt"]) == oral + TICK
    assert await who(case, oral) == held
    assert await who(case, oral + TICK) == teacher
    assert await who(case, later - TICK, right) == teacher
    assert await region.admin.fetch(TERMS) == await region.admin.fetch(REBUILT)
    found = (await region.begeleider.get(path))["items"]
    assert [one["id"] for one in found][-1] == made["id"]
    assert len(found) == 3
    kinds = [one["kind"] for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]]
    assert kinds.count("regie_corrected") == 3
    # What was laid down stands where it was laid down.
    await region.teacher.post(f"{case.path}/resignations", {"because": "workload"})
    tied = await region.coordinator.post(path, saying(oral + TICK, oral - DAY), 409)
    assert type_of(tied) == "term-stays-as-it-is"
