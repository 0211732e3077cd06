"""Laying regie down (R6): he stays until the day he named; then it is openly vacant, without anything that runs."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.people import Person, Region
from tests.regie.directing import Case, add_worker, held_by_begeleider, move_to, type_of
from tests.worklist.lists import kinds_of

from chaincare.workdays import add_working_days, day_in_amsterdam, end_of

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)


async def lay_down(case: Case, who: Person, expect: int = 201, **said: Any) -> Any:
    return await who.post(f"{case.path}/resignations", {"because": "workload", **said}, expect)


async def take_back(case: Case, who: Person, resignation: Any, expect: int = 201) -> Any:
    return await who.post(f"{case.path}/resignations/{resignation['id']}/withdrawals", {}, expect)


def today(region: Region) -> date:
    return day_in_amsterdam(region.app.state.clock.now())


async def test_he_stays_ten_working_days_and_then_regie_is_openly_vacant(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    laid = await lay_down(case, region.begeleider)
    ends_at = end_of(add_working_days(today(region), 10))
    assert datetime.fromisoformat(laid["endsAt"]) == ends_at
    assert (laid["because"], laid["withdrawnAt"]) == ("workload", None)
    now = await case.regie()
    assert (now["vacant"], now["resignation"], now["holder"]["untilAt"]) == (False, laid, laid["endsAt"])
    assert (await case.regie(region.coordinator))["resignation"]["because"] == "workload"
    for_client = await case.regie(region.mother)
    assert (for_client["resignation"], for_client["holder"]["untilAt"]) == (None, laid["endsAt"])

    assert (await case.regie(at=ends_at - TICK))["holder"]["participationId"] == case.begeleider_part
    planned = await case.regie(at=ends_at)
    assert (planned["vacant"], planned["because"]) == (True, "laid_down"), "known before it is so"

    ending = f"{case.path}/participations/{case.begeleider_part}/endings"
    assert type_of(await region.begeleider.post(ending, {"reason": "Bye."}, 409)) == "regie-must-move-first"
    move_to(region, ends_at)
    for reader in (region.teacher, region.coordinator, region.mother):
        now = await case.regie(reader)
        assert (now["vacant"], now["because"], now["holder"]) == (True, "laid_down", None)
    assert (await case.regie())["resignation"]["id"] == laid["id"], "openly vacant, and why"
    seen = await region.teacher.get(case.path)
    assert (seen["regieVacant"], seen["regie"]) == (True, None)
    assert await kinds_of(region.coordinator) == ["regie_vacant"]
    [term] = await case.terms()
    assert (term["holder"]["untilAt"], term["endsBecause"]) == (laid["endsAt"], "laid_down")

    await region.begeleider.post(ending, {"reason": "Bye."})
    assert (await case.propose(region.teacher, case.teacher_part))["inEffect"], "the next one is the first"
    assert (await case.regie())["resignation"] is None


async def test_a_handover_before_that_day_replaces_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    laid = await lay_down(case, region.begeleider, because="another_better_placed")
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    assert proposal["kind"] == "handover"
    assert (await case.answer(region.teacher, proposal, "assent"))["inEffect"]
    later, earlier = await case.terms()
    assert earlier["holder"]["untilAt"] == later["holder"]["sinceAt"]
    assert (earlier["endsBecause"], later["endsBecause"]) == ("passed_on", None)
    assert (await case.regie())["resignation"] is None
    assert type_of(await take_back(case, region.begeleider, laid, 409)) == "resignation-over"
    move_to(region, datetime.fromisoformat(laid["endsAt"]) + DAY)
    assert (await case.regie())["holder"]["participationId"] == case.teacher_part


async def test_a_handover_that_was_open_needs_only_the_candidate_once_regie_is_vacant(region: Region) -> None:
    case = await held_by_begeleider(region)
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    laid = await lay_down(case, region.begeleider, because="unavailable", atOnce=True)
    assert (await case.regie())["vacant"]
    assert (await case.answer(region.teacher, proposal, "assent"))["inEffect"]
    later, earlier = await case.terms()
    assert (earlier["holder"]["untilAt"], earlier["endsBecause"]) == (laid["endsAt"], "laid_down")
    assert later["holder"]["sinceAt"] > laid["endsAt"]


async def test_it_is_taken_back_by_himself_until_it_took_effect(region: Region) -> None:
    case = await held_by_begeleider(region)
    laid = await lay_down(case, region.begeleider)
    assert type_of(await lay_down(case, region.begeleider, 409)) == "laid-down-already"
    assert type_of(await take_back(case, region.teacher, laid, 403)) == "resignation-not-yours"
    back = await take_back(case, region.begeleider, laid)
    assert back["withdrawnAt"] is not None
    now = await case.regie()
    assert (now["holder"]["untilAt"], now["resignation"]) == (None, None)
    assert type_of(await take_back(case, region.begeleider, laid, 409)) == "resignation-over"
    await take_back(case, region.begeleider, case.opened, 404)

    again = await lay_down(case, region.begeleider, because="safety", endsDate=str(today(region)))
    move_to(region, datetime.fromisoformat(again["endsAt"]))
    assert type_of(await take_back(case, region.begeleider, again, 409)) == "resignation-over"
    assert (await case.regie())["because"] == "laid_down"


async def test_how_soon_and_how_late(region: Region) -> None:
    case = await held_by_begeleider(region)
    soonest = add_working_days(today(region), 5)
    for too_soon in (soonest - DAY, today(region), today(region) - DAY):
        refused = await lay_down(case, region.begeleider, 400, endsDate=str(too_soon))
        assert type_of(refused) == "resignation-too-soon"
        assert [one["pointer"] for one in refused["errors"]] == ["/endsDate"]
    late = await lay_down(case, region.begeleider, 400, endsDate=str(today(region) + 43 * DAY))
    assert type_of(late) == "resignation-too-long"
    at_once = await lay_down(case, region.begeleider, 400, atOnce=True)
    assert (type_of(at_once), at_once["errors"][0]["pointer"]) == ("resignation-too-soon", "/atOnce")
    both = await lay_down(case, region.begeleider, 400, because="safety", atOnce=True, endsDate=str(soonest))
    assert both["errors"][0]["pointer"] == "/endsDate"
    yesterday = str(today(region) - DAY)
    assert type_of(await lay_down(case, region.begeleider, 400, because="safety", endsDate=yesterday)) == (
        "resignation-too-soon"
    )
    await lay_down(case, region.begeleider, 400, because="bored")
    laid = await lay_down(case, region.begeleider, endsDate=str(today(region) + 42 * DAY))
    assert laid["endsAt"] == end_of(today(region) + 42 * DAY).isoformat().replace("+00:00", "Z")


async def test_only_the_holder_lays_regie_down(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    await add_worker(region, case, "youth-worker", "that")
    assert type_of(await lay_down(case, region.teacher, 403)) == "holds-no-regie"
    assert type_of(await lay_down(case, region.mother, 403)) == "holds-no-regie"
    for nobody in (region.coordinator, region.youth_worker):
        assert type_of(await lay_down(case, nobody, 403)) == "not-yours"
    await lay_down(case, region.outsider, 404)


async def test_a_vacancy_by_laying_down_lets_urgent_help_begin(region: Region) -> None:
    case = await held_by_begeleider(region)
    await lay_down(case, region.begeleider, because="conflict_of_interest", atOnce=True)
    assert type_of(await lay_down(case, region.begeleider, 403)) == "holds-no-regie"
    assert (await case.regie())["because"] == "laid_down"
    proposal = await case.propose(region.teacher, case.begeleider_part)
    assert proposal["kind"] == "first"
    assert (await case.answer(region.begeleider, proposal, "assent"))["inEffect"], (
        "he may come back, when asked"
    )


async def test_of_several_at_once_one_counts(region: Region) -> None:
    case = await held_by_begeleider(region)
    body = {"because": "workload"}
    answers = await asyncio.gather(
        *(region.begeleider.ask("POST", f"{case.path}/resignations", body) for _ in range(8))
    )
    assert sorted(one.status_code for one in answers) == [201] + [409] * 7
    laid = next(one.json() for one in answers if one.status_code == 201)
    address = f"{case.path}/resignations/{laid['id']}/withdrawals"
    answers = await asyncio.gather(*(region.begeleider.ask("POST", address, {}) for _ in range(8)))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 7
