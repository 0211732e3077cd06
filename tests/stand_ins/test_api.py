"""Stand-ins over HTTP: who acts while the holder is away, sees his work, and is marked as acting (R9)."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import asyncpg
import pytest
from tests.people import Person, Region
from tests.regie.directing import Case, held_by_begeleider, type_of
from tests.worklist.lists import do, kinds_of, only

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def _absent(region: Region, days: int) -> None:
    today = day_in_amsterdam(region.app.state.clock.now())
    leave = {"kind": "period", "firstDate": str(today), "lastDate": str(today + timedelta(days=days))}
    await region.begeleider.post(f"/professionals/{person('intern-begeleider').id}/absences", leave)


async def _asked(region: Region, case: Case, days: int) -> str:
    today = day_in_amsterdam(region.app.state.clock.now())
    asked = await region.begeleider.post(
        f"{case.path}/stand-ins",
        {
            "participationId": case.teacher_part,
            "firstDate": str(today),
            "lastDate": str(today + timedelta(days=days)),
        },
    )
    return str(asked["id"])


def _pause(region: Region) -> dict[str, str]:
    later = day_in_amsterdam(region.app.state.clock.now()) + timedelta(days=3)
    return {"reason": "client_away", "explanation": "Abroad.", "resumesDate": str(later)}


async def _acting(case: Case) -> str | None:
    acting = (await case.regie())["acting"]
    return None if acting is None else str(acting["participationId"])


async def test_a_stand_in_acts_while_the_holder_is_absent_and_the_holder_else(region: Region) -> None:
    case = await held_by_begeleider(region)
    note = {"body": "Only for who directs.", "audience": ["regie_holder"]}
    await region.begeleider.post(f"{case.path}/notes", note)
    listed = f"{case.path}/notes"
    before = len((await region.teacher.get(listed))["items"])
    stand_in = await _asked(region, case, 20)
    row = next(
        one for one in (await region.teacher.get("/worklist"))["items"] if one["kind"] == "stand_in_to_answer"
    )
    assert row["act"]["operation"] == "answerStandIn"
    # Only he who was asked answers, and till then nobody acts.
    answer = {"answer": "assent"}
    await region.begeleider.post(f"{case.path}/stand-ins/{stand_in}/responses", answer, expect=403)
    await region.teacher.post(row["act"]["href"].removeprefix("/v1"), answer)
    assert await _acting(case) is None  # the holder is there
    await _absent(region, 5)
    regie = await case.regie()
    assert regie["holder"]["participationId"] == case.begeleider_part
    assert regie["acting"]["participationId"] == case.teacher_part
    assert len((await region.teacher.get(listed))["items"]) == before + 1
    # What only who directs may do is marked so; what he may do himself is his own.
    await region.teacher.post(f"{case.path}/notes", {"body": "x", "audience": ["professionals"]})
    assert (
        await region.entries("event = 'note.written' AND outcome = 'done' AND role = 'acting_holder'") == []
    )
    await region.teacher.post(f"{case.path}/pauses", _pause(region))
    (done,) = await region.entries("event = 'case.paused' AND outcome = 'done' AND role = 'acting_holder'")
    assert done["relation_id"] == (await region.entries("id = $1", done["query_id"]))[0]["relation_id"]
    moment = region.app.state.clock.now()
    ahead = {day: (await case.regie(at=moment + timedelta(days=day)))["acting"] for day in (5, 6)}
    assert ahead[5] is not None
    assert ahead[6] is None  # back again
    acting_for = "SELECT chaincare.acting_for($1::uuid, $2)::text"
    assert await region.admin.fetchval(acting_for, case.begeleider_part, moment) == case.teacher_part
    later = moment + timedelta(days=6)
    assert await region.admin.fetchval(acting_for, case.begeleider_part, later) == case.begeleider_part
    # It lies inside the holder's term, whoever writes, and one at a time.
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await region.admin.execute(
            "SET session_replication_role = origin; UPDATE chaincare.stand_ins SET"
            " during = tstzrange('2001-01-01', '2001-01-02'), moments = '{[2001-01-01,2001-01-02)}'"
        )
    await region.coordinator.post(f"{case.path}/stand-ins/{stand_in}/endings", {})
    assert await _acting(case) is None
    kinds = {one["kind"] for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]}
    assert {"stand_in_asked", "stand_in_agreed", "stand_in_ended"} <= kinds


async def test_what_is_done_in_the_holders_place_names_both(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    stand_in = await _asked(region, case, 20)
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in}/responses", {"answer": "assent"})
    note = {"body": "x", "audience": ["professionals"]}
    await region.teacher.post(f"{case.path}/notes", note)
    await _absent(region, 5)
    await region.teacher.post(f"{case.path}/notes", note)
    await region.teacher.post(f"{case.path}/pauses", _pause(region))
    holder, teacher = str(person("intern-begeleider").id), str(person("teacher").id)
    body = {"caseId": case.path.removeprefix("/cases/"), "limit": 50}
    log = (await region.auditor.post("/access-log/_search", body, expect=200))["items"]
    done = [one for one in log if one["outcome"] == "done"]
    [acting] = (one for one in done if one["event"] == "case.paused")
    himself, before = (one for one in done if one["event"] == "note.written")  # the latest first
    assert (himself["role"], himself["why"]) == (before["role"], before["why"])
    assert (acting["role"], acting["actorId"], acting["relatedById"]) == ("acting_holder", teacher, None)
    assert (acting["actingForId"], acting["actingFor"]) == (holder, "Fatma Kaya")
    assert "stands in for Fatma Kaya, who holds regie and was absent, with scope full" in acting["why"]
    assert "vervangt Fatma Kaya, die de regie heeft en afwezig was" in acting["waarom"]
    assert (himself["actingForId"], himself["actingFor"], himself["relatedById"]) == (None, None, teacher)
    # The client reads of which function and organisation, and no name.
    own = (await region.mother.get("/me/access-log"))["items"]
    line = next(one for one in own if one["role"] == "acting_holder")
    assert line["actingFor"] == "intern begeleider, Basisschool De Regenboog"
    assert f"verving wie de regie heeft en afwezig was: {line['actingFor']}" in line["inWords"]
    assert f"vervangt {line['actingFor']}, die de regie heeft" in line["waarom"]
    assert "Fatma" not in str(own)
    assert all(one["actingFor"] is None for one in own if one["role"] != "acting_holder")


async def test_the_coordinator_names_one_when_the_holder_suddenly_cannot_and_a_handover_ends_it(
    region: Region,
) -> None:
    case = await held_by_begeleider(region, mother=True)
    today = day_in_amsterdam(region.app.state.clock.now())
    asking = {
        "participationId": case.teacher_part,
        "firstDate": str(today),
        "lastDate": str(today + timedelta(days=30)),
    }
    refused = await region.coordinator.ask("POST", f"{case.path}/stand-ins", asking)
    assert type_of(refused.json()) == "stand-in-not-yours"
    path = f"/professionals/{person('intern-begeleider').id}/absences"
    await region.administrator.post(path, {"kind": "sudden"})
    # Nobody acts for him yet, and that is seen: by who may name somebody, and by who works beside him; why, by nobody.
    kind = "regie_holder_absent"
    row, seen = await only(region.coordinator, kind), await only(region.teacher, kind)
    assert (row["act"]["operation"], row["act"]["href"]) == ("proposeStandIn", f"/v1{case.path}/stand-ins")
    assert (seen["act"], seen["href"], seen["sinceAt"]) == (None, f"/v1{case.path}/regie", row["sinceAt"])
    assert kind not in await kinds_of(region.begeleider, "?whose=anyone"), "he knows that he is away"
    assert (await case.regie())["holderAbsent"]
    assert (await case.regie(region.coordinator))["holderAbsent"]
    assert (await case.regie(region.mother))["holderAbsent"] is None
    assert (await case.regie(at=region.app.state.clock.now()))["holderAbsent"] is None
    assert kind not in await kinds_of(region.mother, "?whose=anyone")
    [line] = (await region.coordinator.get("/regie-overview?kind=holder_absent"))["items"]
    assert (line["holder"], line["sinceAt"], line["href"]) == ("Fatma Kaya", row["sinceAt"], row["href"])
    asked = await region.coordinator.post(f"{case.path}/stand-ins", asking)
    assert asked["byCoordinator"]
    assert kind in await kinds_of(region.teacher)
    await region.teacher.post(f"{case.path}/stand-ins/{asked['id']}/responses", {"answer": "assent"})
    assert await _acting(case) == case.teacher_part
    for who in (region.teacher, region.coordinator):
        assert kind not in await kinds_of(who)
    assert (await region.coordinator.get("/regie-overview?kind=holder_absent"))["items"] == []
    assert (await case.regie())["holderAbsent"] is False
    # Laying regie down, and taking that back, takes the stand-in along and back; nobody waits for him.
    because = {"because": "unavailable", "endsDate": str(today + timedelta(days=3))}
    resigned = await region.begeleider.post(f"{case.path}/resignations", because)
    held = "SELECT upper(moments) FROM chaincare.stand_ins"
    trimmed = await region.admin.fetchval(held)
    assert day_in_amsterdam(trimmed - timedelta(seconds=1)) == today + timedelta(days=3)
    await region.begeleider.post(f"{case.path}/resignations/{resigned['id']}/withdrawals", {})
    assert await region.admin.fetchval(held) > trimmed
    proposal = await case.propose(region.coordinator, case.teacher_part, reason="He is away for long.")
    await case.answer(region.teacher, proposal, "assent")
    assert await _acting(case) is None
    assert (await case.regie())["holder"]["participationId"] == case.teacher_part
    assert await region.admin.fetchval(held) < trimmed


async def test_work_of_an_absent_holder_stands_on_his_stand_ins_list(region: Region) -> None:
    case = await held_by_begeleider(region)
    stand_in = await _asked(region, case, 10)
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in}/responses", {"answer": "assent"})
    step = {
        "neededFor": "Quiet.",
        "nextStep": "Phone.",
        "nextStepDate": str(day_in_amsterdam(region.app.state.clock.now())),
    }
    needed = {"who": {"kind": "help", "help": "respite"}, **step}
    named = await region.begeleider.post(f"{case.path}/needed-parties", needed)

    async def his() -> list[bool]:
        rows = (await region.teacher.get("/worklist"))["items"]
        return [one["acting"] for one in rows if one["href"].endswith("/needed-parties")]

    assert await his() == []
    # Another day is asked of her, too: nobody agrees for her (A1), and who acts for her has another carry it out.
    today = day_in_amsterdam(region.app.state.clock.now())
    asked = {"responsible": case.begeleider_part, "what": "Calls.", "dueDate": str(today + timedelta(days=5))}
    agreement = (
        f"{case.path}/agreements/{(await region.teacher.post(f'{case.path}/agreements', asked))['id']}"
    )
    await region.begeleider.post(f"{agreement}/responses", {"answer": "assent"})
    later = {"dueDate": str(today + timedelta(days=9)), "reason": "Holidays."}
    etag = (await region.teacher.ask("GET", agreement)).headers["ETag"]
    await region.teacher.post(f"{agreement}/revisions", later, If_Match=etag)
    await _absent(region, 5)
    assert await his() == [True]
    row = await only(region.teacher, "agreement_date_to_answer")
    assert (row["acting"], row["act"]["operation"]) == (True, "reassignAgreement")
    await do(region.teacher, row, {"responsible": case.teacher_part, "reason": "She is away."})
    assert "agreement_date_to_answer" not in await kinds_of(region.teacher, "?whose=anyone")
    assert (await only(region.teacher, "agreement_to_carry_out"))["acting"] is False
    await region.teacher.post(
        f"{case.path}/needed-parties/{named['id']}/steps", {"step": "takes_part"}, If_Match='"1"'
    )
    assert await his() == []


async def test_one_day_of_every_week_is_stood_in_for_and_more_than_six_weeks_on_end_is_not(
    region: Region,
) -> None:
    case = await held_by_begeleider(region)
    today = day_in_amsterdam(region.app.state.clock.now())
    monday = today + timedelta(days=7 - today.weekday())
    asked = {
        "participationId": case.teacher_part, "firstDate": str(today), "lastDate": str(today + timedelta(days=200)),
    }  # fmt: skip
    refused = await region.begeleider.post(f"{case.path}/stand-ins", asked, 400)
    assert type_of(refused) == "stand-in-days-unfit"
    assert "have regie pass for a time" in refused["detail"]
    weekly = {"weekdays": ["monday"]}
    stand_in = await region.begeleider.post(f"{case.path}/stand-ins", {**asked, **weekly})
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in['id']}/responses", {"answer": "assent"})
    leave = {
        "kind": "weekly",
        "firstDate": str(today),
        "lastDate": str(today + timedelta(days=200)),
        **weekly,
    }
    await region.begeleider.post(f"/professionals/{person('intern-begeleider').id}/absences", leave)
    # Over the nights the clock moves too: a Monday is a Monday where the people are.
    noon = datetime.combine(monday, time(12), UTC)
    for week in range(0, 28, 3):
        for day, acts in ((0, True), (1, False), (6, False)):
            at = noon + timedelta(weeks=week, days=day)
            acting = (await case.regie(at=at))["acting"]
            assert (acting is not None) is acts, at
    # That nobody acts on a day off of every week is told nobody; on days on end it is, until he is back.
    region.move_clock(noon - region.app.state.clock.now())
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in['id']}/endings", {})
    assert "regie_holder_absent" not in await kinds_of(region.coordinator)
    await _absent(region, 1)
    assert "regie_holder_absent" in await kinds_of(region.coordinator)
    region.move_clock(timedelta(days=2))
    assert "regie_holder_absent" not in await kinds_of(region.coordinator)


async def test_a_citizen_reads_who_stands_in_once_it_begins_and_no_day_ahead(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    now = region.app.state.clock.now()
    today = day_in_amsterdam(now)
    monday = today + timedelta(days=7 - today.weekday())
    days = {"firstDate": str(monday), "lastDate": str(monday + timedelta(days=90)), "weekdays": ["monday"]}
    refused = await region.begeleider.post(
        f"{case.path}/stand-ins", {**days, "participationId": case.teacher_part}
    )
    await region.teacher.post(f"{case.path}/stand-ins/{refused['id']}/responses", {"answer": "refusal"})
    asked = await region.begeleider.post(
        f"{case.path}/stand-ins", {**days, "participationId": case.teacher_part}
    )
    await region.teacher.post(f"{case.path}/stand-ins/{asked['id']}/responses", {"answer": "assent"})
    away = f"/professionals/{person('intern-begeleider').id}/absences"
    await region.begeleider.post(away, {"kind": "weekly", **days})
    noon = datetime.combine(monday, time(12), UTC)

    async def told(who: Person) -> tuple[list[Any], bool, bool]:
        items = (await who.get(f"{case.path}/stand-ins"))["items"]
        shown = [(one["state"], one["firstDate"], one["lastDate"], one["weekdays"]) for one in items]
        line = "stand_in" in str((await who.get(f"{case.path}/timeline"))["items"])
        return shown, line, (await case.regie(who, noon))["acting"] is not None

    ahead = ("agreed", days["firstDate"], days["lastDate"], days["weekdays"])
    assert await told(region.teacher) == ([ahead, ("refused", *ahead[1:])], True, True)
    assert await told(region.mother) == ([], False, False)
    region.move_clock(noon - now + timedelta(minutes=1))
    assert await told(region.mother) == ([("agreed", str(monday), str(monday), [])], True, True)
    region.move_clock(timedelta(days=2))
    assert (await told(region.mother))[0] == [("agreed", str(monday), str(monday), [])]
