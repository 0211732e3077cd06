"""A case stands still for a while: who says so, what is quiet meanwhile, and what is not."""

from datetime import timedelta

import pytest
from tests.ladders.test_climbing import steps, tick
from tests.people import Region
from tests.prose import the_pupil
from tests.worklist.lists import kinds_of

pytestmark = pytest.mark.anyio


async def test_it_stands_still_until_its_day_and_nothing_climbs_meanwhile(region: Region) -> None:
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    talks = await pupil.is_agreed("Talks", by="teacher", proposed_by="intern-begeleider", in_days=1)
    pauses, holder = f"{pupil.path}/pauses", region.begeleider
    away = {"reason": "client_away", "explanation": "Abroad.", "resumesDate": pupil.in_days(60)}
    assert (await region.teacher.post(pauses, away, expect=403))["title"] == "Pausing not yours"
    await region.outsider.post(pauses, away, expect=404)
    assert (await holder.post(pauses, {**away, "resumesDate": pupil.in_days(0)}, expect=400))[
        "title"
    ] == "Resumes unfit"
    region.move_clock(timedelta(days=2))
    assert await tick(region) == 1
    made = await holder.post(pauses, away)
    assert (made["pausedBy"], made["resumedBy"]) == (pupil.part_of("intern-begeleider"), None)
    assert (await holder.post(pauses, away, expect=409))["title"] == "Paused already"
    for who in ("teacher", "parent", "network-coordinator"):
        assert (await pupil.read_by(who))["status"] == "paused"
    [hers] = (await region.mother.get(pauses))["items"]
    [theirs] = (await region.coordinator.get(pauses))["items"]
    assert (hers["explanation"], theirs["explanation"], theirs["reason"]) == ("Abroad.", None, "client_away")

    # The due date stays, the ladder is quiet; who directs goes on directing, and work may be written down.
    region.move_clock(timedelta(days=30))
    await tick(region)
    assert await steps(region, talks.id) == [("responsible", True)]
    read = await pupil.read_by("intern-begeleider")
    assert (read["level"], read["overdueAgreements"], read["regieVacant"]) == ("buurtwinkel", 1, False)
    await region.teacher.post(f"{pupil.path}/notes", {"body": "She wrote a card."})
    # Something was late already, and for more than four weeks nobody above is told: the coordinator sees that it stands still.
    assert pauses in (await region.coordinator.ask("GET", "/regie-overview?kind=paused_long")).text

    # Sooner by hand: the days in between count for no rung.
    ended = f"{pauses}/{made['id']}/endings"
    assert (await region.teacher.post(ended, {}, expect=403))["title"] == "Pausing not yours"
    assert (await holder.post(ended, {}))["resumedBy"] == pupil.part_of("intern-begeleider")
    assert (await holder.post(ended, {}, expect=409))["title"] == "Pause over"
    assert (await pupil.read_by("teacher"))["status"] == "open"
    await tick(region)
    assert len(await steps(region, talks.id)) == 1
    region.move_clock(timedelta(days=9))
    await tick(region)
    assert [one for one, _ in await steps(region, talks.id)][:2] == ["responsible", "regie_holder"]
    assert "late_agreement" in await kinds_of(holder)

    # By itself, where the day begins; and a closing ends it.
    await holder.post(pauses, {**away, "resumesDate": pupil.in_days(2)})
    assert "late_agreement" not in await kinds_of(holder)
    region.move_clock(timedelta(days=2))
    assert (await pupil.read_by("teacher"))["status"] == "open"
    await tick(region)
    await holder.post(pauses, {**away, "resumesDate": pupil.in_days(2)})
    await talks.reported("teacher", step="not_kept", reason="client")
    done = {"reason": "opened_in_error", "explanation": "x"}
    closed = await holder.post(f"{pupil.path}/closures", done)
    items = (await region.mother.get(pauses))["items"]
    assert items[0]["endsAt"] == closed["closedAt"]
    timeline = (await region.mother.get(f"{pupil.path}/timeline"))["items"]
    kinds = [one["kind"] for one in timeline]
    assert (kinds.count("case_paused"), kinds.count("case_resumed")) == (3, 3)
    assert (await holder.post(pauses, away, expect=409))["title"] == "Case is closed"


@pytest.mark.parametrize("pauses", [((3, False), (3, False), (3, True)), ((60, False), (60, True))])
async def test_who_is_late_takes_nothing_from_the_coordinator_by_pausing_again_and_again(
    region: Region, pauses: tuple[tuple[int, bool], ...]
) -> None:
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    late = await pupil.is_agreed("Talks", by="intern-begeleider", proposed_by="teacher", in_days=1)
    region.move_clock(timedelta(days=20))
    await tick(region)
    assert ("coordinator", False) in await steps(region, late.id)
    for days, again in pauses:
        body = {"reason": "other", "explanation": "x", "resumesDate": pupil.in_days(days)}
        await region.begeleider.post(f"{pupil.path}/pauses", body)
        assert "late_agreement" in await kinds_of(region.coordinator)
        told = (await region.coordinator.get("/regie-overview?kind=paused_again"))["items"]
        assert [one["href"].endswith(f"{pupil.path}/pauses") for one in told] == ([True] if again else [])
        region.move_clock(timedelta(days=days))
    assert (await region.coordinator.get("/regie-overview?kind=paused_again"))["items"] == []
