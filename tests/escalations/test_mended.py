"""What an attacker found: access that came too early or stayed too long, and what a refusal gave away."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.escalations.steps import (
    accept,
    another_team_at_school,
    ask,
    complement,
    directed_case,
    draft,
    only_target,
    strengthen,
)
from tests.people import Person, Region, basis, open_case

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

MANDATE = ["convene", "contact"]


async def reach_of(someone: Person, case_id: str) -> str:
    return str((await someone.get(f"/cases/{case_id}"))["reach"])


async def past_the_wall(region: Region, statement: str, *values: Any) -> None:
    """Change what no request can change here, as a superuser does."""
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(statement, *values)


async def passed_to(
    region: Region, case_id: str, giver: Person, taker: Person, participation_id: str
) -> None:
    regie = f"/cases/{case_id}/regie-proposals"
    body = {"candidate": participation_id, "mandate": MANDATE, "handoverNote": "All is calm."}
    proposal = await giver.post(regie, body)
    await taker.post(f"{regie}/{proposal['id']}/responses", {"answer": "assent"})


async def waiting_case(region: Region, days: int) -> tuple[str, str]:
    """A directed case that youth care accepted, to start so many days from today; gives it and the escalation."""
    opened, _ = await directed_case(region)
    escalation = await draft(region.begeleider, opened["id"], complement())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    await region.begeleider.post(f"{path}/requests", {})
    expected = day_in_amsterdam(datetime.now(UTC)) + timedelta(days=days)
    await accept(region.youth_worker, expectedDate=expected.isoformat())
    return opened["id"], path


async def test_a_specialist_who_does_not_wait_starts_himself(region: Region) -> None:
    case_id, path = await waiting_case(region, 0)
    await region.youth_worker.post(f"{path}/starts", {})
    assert await reach_of(region.youth_worker, case_id) == "full"


async def test_a_specialist_who_waits_sees_no_more_until_the_day_he_named(region: Region) -> None:
    case_id, path = await waiting_case(region, 5)
    for days in (0, 2):
        region.move_clock(timedelta(days=days))
        refused = await region.youth_worker.post(f"{path}/starts", {}, expect=409)
        assert refused["type"].endswith(":starts-later")
        assert await reach_of(region.youth_worker, case_id) == "that"
    region.move_clock(timedelta(days=3))
    await region.youth_worker.post(f"{path}/starts", {})
    assert await reach_of(region.youth_worker, case_id) == "full"


@pytest.mark.parametrize("who", ["begeleider", "teacher"])
async def test_who_directs_may_let_him_start_earlier(region: Region, who: str) -> None:
    opened, _ = await directed_case(region)
    escalation = await draft(region.teacher, opened["id"], complement())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    await region.begeleider.post(f"{path}/requests", {})
    await accept(region.youth_worker, expectedDate="2999-12-31")
    await getattr(region, who).post(f"{path}/starts", {})
    assert await reach_of(region.youth_worker, opened["id"]) == "full"


async def test_whom_a_specialist_brought_in_leaves_with_him(region: Region) -> None:
    opened, begeleider = await directed_case(region)
    case_id = opened["id"]
    escalation = await draft(region.begeleider, case_id, complement())
    path = f"/cases/{case_id}/escalations/{escalation}"
    await region.begeleider.post(f"{path}/requests", {})
    await accept(region.youth_worker)
    await region.begeleider.post(f"{path}/starts", {})
    specialist = (await region.teacher.get(path))["targets"][0]["participationId"]

    # While youth care directs, it brings in one more; who in turn, while he directs, brings in another.
    await passed_to(region, case_id, region.begeleider, region.youth_worker, specialist)
    helper = await brought_in(region, case_id, region.youth_worker, "specialist")
    await passed_to(region, case_id, region.youth_worker, region.specialist, helper)
    await brought_in(region, case_id, region.specialist, "outsider")
    refused = await region.begeleider.post(f"{path}/closures", {"reason": "Done."}, expect=409)
    assert refused["type"].endswith(":regie-must-move-first")
    assert await reach_of(region.youth_worker, case_id) == "full", "nothing ended by halves"

    await passed_to(region, case_id, region.specialist, region.begeleider, begeleider)
    assert await reach_of(region.outsider, case_id) == "full"
    await region.begeleider.post(f"{path}/closures", {"reason": "Done."})
    for gone in (region.youth_worker, region.specialist, region.outsider):
        await gone.get(f"/cases/{case_id}", expect=404)
    for stays in (region.teacher, region.begeleider):
        assert await reach_of(stays, case_id) == "full"


async def brought_in(region: Region, case_id: str, by: Person, role: str) -> str:
    party = {
        "kind": "professional", "professionalId": str(person(role).id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    added = await by.post(f"/cases/{case_id}/participations", {"purpose": "youth_care", "party": party})
    return str(added["participationId"])


async def test_who_came_by_an_escalation_of_his_own_leaves_with_that_one(region: Region) -> None:
    opened, _ = await directed_case(region)
    case_id = opened["id"]
    path = f"/cases/{case_id}/escalations"
    first = await draft(region.begeleider, case_id, complement())
    await region.begeleider.post(f"{path}/{first}/requests", {})
    await accept(region.youth_worker)
    await region.begeleider.post(f"{path}/{first}/starts", {})
    second = await draft(region.youth_worker, case_id, complement(targets=[str(EXPERTISE.unit_id)]))
    await region.begeleider.post(f"{path}/{second}/requests", {})
    await accept(region.specialist)
    await region.begeleider.post(f"{path}/{second}/starts", {})
    await region.begeleider.post(f"{path}/{first}/closures", {"reason": "Done."})
    await region.youth_worker.get(f"/cases/{case_id}", expect=404)
    assert await reach_of(region.specialist, case_id) == "full"
    await region.begeleider.post(f"{path}/{second}/closures", {"reason": "Done."})
    await region.specialist.get(f"/cases/{case_id}", expect=404)


async def test_a_unit_no_longer_reads_what_its_participation_ended_for(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    target = await only_target(region.youth_worker)
    await accept(region.youth_worker)
    await region.youth_worker.get(f"/received-escalations/{target}")
    await past_the_wall(
        region,
        "UPDATE chaincare.participations SET during = tstzrange(lower(during), clock_timestamp())"
        " WHERE role = 'specialist'",
    )
    await region.youth_worker.get(f"/received-escalations/{target}", expect=404)
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []


@pytest.mark.parametrize("asked", [complement, strengthen])
async def test_nobody_accepts_what_somebody_asked_who_has_left(region: Region, asked: Any) -> None:
    opened, _ = await directed_case(region)
    case_id, teacher = opened["id"], opened["participationId"]
    body = asked(targets=[str(YOUTH_CARE.unit_id)])
    for stays in (True, False):
        escalation = await draft(region.teacher, case_id, body)
        path = f"/cases/{case_id}/escalations/{escalation}"
        await region.begeleider.post(f"{path}/requests", {})
        if stays:
            await accept(region.youth_worker)
            await region.begeleider.post(f"{path}/closures", {"reason": "Once more."})
    await region.teacher.post(f"/cases/{case_id}/participations/{teacher}/endings", {"reason": "Moved."})
    target = await only_target(region.youth_worker)
    responses = f"/received-escalations/{target}/responses"
    refused = await region.youth_worker.post(responses, {"answer": "accept"}, expect=409)
    assert refused["type"].endswith(":request-not-current")
    await region.youth_worker.get(f"/cases/{case_id}", expect=404)
    assert (
        await region.admin.fetchval(
            "SELECT count(*) FROM chaincare.participations WHERE role = 'specialist' AND upper(during) IS NULL"
        )
        == 0
    )
    await region.youth_worker.post(responses, {"answer": "decline", "reason": "Who asked has left."})


async def test_nobody_accepts_what_somebody_asked_who_was_deactivated(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    target = await only_target(region.youth_worker)
    deactivate = "UPDATE chaincare.professionals SET status = 'deactivated', deactivated_because = 'left' WHERE id = $1"
    await past_the_wall(region, deactivate, person("teacher").id)
    responses = f"/received-escalations/{target}/responses"
    refused = await region.youth_worker.post(responses, {"answer": "accept"}, expect=409)
    assert refused["type"].endswith(":request-not-current")


async def test_who_takes_part_already_is_not_told_in_which_case(region: Region) -> None:
    opened, _ = await directed_case(region)
    case_id = opened["id"]
    care_team, colleague = await another_team_at_school(region)
    await ask(region.begeleider, case_id, complement(targets=[care_team]))
    await accept(colleague)
    again = await ask(region.begeleider, case_id, complement(targets=[care_team, str(YOUTH_CARE.unit_id)]))
    asked = (await colleague.get("/received-escalations"))["items"][0]
    answer = await colleague.ask(
        "POST", f"/received-escalations/{asked['id']}/responses", {"answer": "accept"}
    )
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "another-must-accept")
    assert not [one for one in (case_id, again) if one in answer.text]


async def test_who_asked_and_moved_to_the_unit_asked_does_not_help_himself(region: Region) -> None:
    opened, _ = await directed_case(region)
    await ask(region.begeleider, opened["id"], complement())
    moved = "UPDATE chaincare.professionals SET unit_id = $1 WHERE id = $2"
    await past_the_wall(
        region, "UPDATE chaincare.units SET organisation_id = $1 WHERE id = $2", SCHOOL.id, YOUTH_CARE.unit_id
    )
    await past_the_wall(region, moved, YOUTH_CARE.unit_id, person("intern-begeleider").id)
    responses = f"/received-escalations/{await only_target(region.begeleider)}/responses"
    refused = await region.begeleider.post(responses, {"answer": "accept"}, expect=409)
    assert refused["type"].endswith(":another-must-accept")
    assert opened["id"] not in str(refused)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2999, 12, 31)])
async def test_days_at_the_calendars_edge_are_days(region: Region, day: date) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True, wantedDate=day.isoformat()))
    if day.year == 1900:
        target = await only_target(region.youth_worker)
        past = {"answer": "accept", "expectedDate": day.isoformat()}
        refused = await region.youth_worker.post(
            f"/received-escalations/{target}/responses", past, expect=400
        )
        assert refused["type"].endswith("expected-date-passed")
        return
    accepted = await accept(region.youth_worker, expectedDate=day.isoformat())
    assert accepted["escalationState"] == "waiting"
    seen = await region.teacher.get(f"{case}/escalations/{escalation}")
    assert (seen["wantedDate"], seen["targets"][0]["expectedDate"]) == (day.isoformat(), day.isoformat())
    received = await region.youth_worker.get("/received-escalations")
    assert received["items"][0]["expectedDate"] == day.isoformat()
    await region.teacher.get("/worklist")
    await region.teacher.post(f"{case}/escalations/{escalation}/starts", {})


@pytest.mark.parametrize("day", [date.min, date.max, date(1899, 12, 31), date(3000, 1, 1)])
async def test_days_beyond_it_are_none(region: Region, day: date) -> None:
    opened = await open_case(region)
    body = complement(urgent=True, wantedDate=day.isoformat())
    await region.teacher.post(f"/cases/{opened['id']}/escalations", body, expect=400)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    target = await only_target(region.youth_worker)
    answer = {"answer": "accept", "expectedDate": day.isoformat()}
    await region.youth_worker.post(f"/received-escalations/{target}/responses", answer, expect=400)


async def test_a_name_is_held_back_however_it_is_hidden(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    await region.teacher.post(path, strengthen(summary="It is calm; group 123 45 67 since 1 maart 2026."))
    for hidden in (
        "désirée2017",
        "@desireevdwalt",
        "D é s i r é e",
        "9 9 9 9 9 0 0 1 9",
        "140317",
        "050 123 45 67",
    ):
        refused = await region.teacher.post(path, strengthen(summary=f"About {hidden} it is."), expect=400)
        assert refused["type"].endswith(":summary-names-client")
        assert hidden not in str(refused)
