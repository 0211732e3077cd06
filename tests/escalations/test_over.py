"""A request that nobody takes on: everybody declines on the last day, or nobody answers at all (E4)."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import asyncpg
import pytest
from tests.consents.test_api import sharing
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
from tests.escalations.test_api import escalation_of
from tests.ladders.test_climbing import tick
from tests.people import Person, Region, basis, open_case
from tests.regie.directing import type_of
from tests.worklist.lists import kinds_of, only, rows_of

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person
from chaincare.workdays import AMSTERDAM, day_in_amsterdam

pytestmark = pytest.mark.anyio
BOTH = [str(YOUTH_CARE.unit_id), str(EXPERTISE.unit_id)]
NO = {"answer": "decline", "reason": "Our waiting list is full."}


def late_on(region: Region, day: str) -> None:
    """Half a minute before that day is over in Amsterdam."""
    end = datetime.combine(date.fromisoformat(day), time(23, 59, 30), AMSTERDAM).astimezone(UTC)
    region.move_clock(end - region.app.state.clock.now())


async def test_all_decline_in_the_last_minute_and_who_asked_thinks_again(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    last = max(
        one["answerByDate"]
        for one in (await escalation_of(region.teacher, opened["id"], escalation))["targets"]
    )
    late_on(region, last)
    await tick(region)
    assert "escalation_unanswered" not in await kinds_of(region.coordinator)
    for who in (region.youth_worker, region.specialist):
        await who.post(f"/received-escalations/{await only_target(who)}/responses", NO)
    over = await escalation_of(region.teacher, opened["id"], escalation)
    assert (over["state"], over["ball"]) == ("declined", None)
    row = await only(region.teacher, "escalation_over")
    assert (row["withYou"], row["href"].endswith(escalation)) == (True, True)
    region.move_clock(timedelta(days=1))
    await tick(region)
    assert "escalation_unanswered" not in await kinds_of(region.coordinator)
    # A month later it is still there, and late; a draft is no question yet.
    region.move_clock(timedelta(days=40))
    draft = await region.teacher.post(f"{case}/escalations", strengthen())
    row = await only(region.teacher, "escalation_over")
    assert (row["overdue"], row["withYou"]) == (True, True)
    late = await only(region.coordinator, "escalation_over")
    assert (late["overdue"], late["withYou"], late["act"]) == (True, True, None)
    await region.teacher.post(f"{case}/escalations/{draft['id']}/requests", {})
    for who in (region.teacher, region.coordinator):
        assert "escalation_over" not in await kinds_of(who)


async def test_who_asked_thinks_again_where_nobody_is_left_to_answer(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    for gone, lies in ((YOUTH_CARE, "target"), (EXPERTISE, "requester")):
        await region.administrator.post(f"/organisations/{gone.id}/insolvencies", {"reason": "x"})
        ball = (await escalation_of(region.teacher, opened["id"], escalation))["ball"]
        assert ball["with"] == lies
    assert (ball["unit"], ball["participationId"]) == (None, opened["participationId"])
    path = f"/professionals/{person('teacher').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left."})
    rows = [one for one in await rows_of(region.coordinator) if one["kind"] == "escalation_target_gone"]
    assert [one["act"]["operation"] for one in rows] == ["proposeRegie", "proposeRegie"]


async def test_what_nobody_answers_ends_by_itself_and_not_while_the_case_stands_still(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    target = await only_target(region.youth_worker)
    asks = {"answer": "ask", "text": "How often?"}
    await region.youth_worker.post(f"/received-escalations/{target}/responses", asks)
    region.move_clock(timedelta(days=60))
    await tick(region)
    assert (await escalation_of(region.teacher, opened["id"], escalation))["state"] == "requested"
    answer = {"targetId": target, "text": "Every day."}
    await region.teacher.post(f"{case}/escalations/{escalation}/answers", answer)
    until = str(day_in_amsterdam(region.app.state.clock.now() + timedelta(days=2)))
    still = {"reason": "client_wish", "explanation": "x", "resumesDate": until}
    await region.teacher.post(f"{case}/pauses", still)
    await tick(region)
    assert (await escalation_of(region.teacher, opened["id"], escalation))["state"] == "requested"
    region.move_clock(timedelta(days=2))
    for _ in range(2):  # twice is once
        await tick(region)
    over = await escalation_of(region.teacher, opened["id"], escalation)
    assert (over["state"], over["ball"], {one["state"] for one in over["targets"]}) == (
        "expired",
        None,
        {"lapsed"},
    )
    await region.specialist.get(f"/received-escalations/{target}", expect=404)
    assert await only(region.teacher, "escalation_over")
    [*_, ended] = (await region.teacher.get(f"{case}/escalations/{escalation}/history"))["items"]
    assert (ended["kind"], ended["byProfessionalId"]) == ("expired", None)
    kinds = [one["kind"] for one in (await region.teacher.get(f"{case}/timeline"))["items"]]
    assert kinds.count("escalation_expired") == 1
    await region.teacher.post(f"{case}/escalations/{escalation}/withdrawals", {"reason": "It passed."})
    assert "escalation_over" not in await kinds_of(region.teacher)
    [entry] = await region.entries("event = 'escalation.expired'")
    assert (entry["relation"], entry["actor_id"]) == ("clock", None)


async def test_what_a_unit_refers_on_is_sent_on_within_the_same_request(region: Region) -> None:
    opened, _ = await directed_case(region)
    case = f"/cases/{opened['id']}"
    escalation = await draft(region.teacher, opened["id"], complement(targets=BOTH))
    one = f"{case}/escalations/{escalation}"
    assert type_of(await region.begeleider.post(f"{one}/requests", {"targets": BOTH}, 409)) == (
        "escalation-moved-on"
    )
    await region.begeleider.post(f"{one}/requests", {})
    care, _ = await another_team_at_school(region)
    declined = f"/received-escalations/{await only_target(region.youth_worker)}"
    await region.youth_worker.post(f"{declined}/responses", {**NO, "referToUnitId": care})
    await region.begeleider.post(f"{one}/requests", {"targets": [care]}, 409)  # one can answer still
    await region.specialist.post(
        f"/received-escalations/{await only_target(region.specialist)}/responses", NO
    )
    row = await only(region.teacher, "escalation_over")
    assert (row["act"]["operation"], row["act"]["href"].endswith(f"{one}/requests")) == (
        "requestEscalation",
        True,
    )

    # As at first: not whom it came from, not who said no, not somebody it may not go to; and with the holder's agreement.
    for wanted, refusal in (
        (str(YOUTH_CARE.unit_id), "target-declined-already"),
        (str(SCHOOL.unit_id), "target-is-own-unit"),
        (opened["id"], "target-not-in-network"),
    ):
        assert type_of(await region.teacher.post(f"{one}/requests", {"targets": [wanted]}, 400)) == refusal
    renamed: dict[str, Any] = {"targets": [care]}
    client = f"/clients/{opened['clientId']}"
    await region.teacher.ask("PATCH", client, {"callName": "Pupil"}, If_Match='"1"')
    assert type_of(await region.teacher.post(f"{one}/requests", renamed, 400)) == "summary-names-client"
    renamed["overrides"] = ["pupil"]
    assert (await region.teacher.post(f"{one}/requests", renamed))["state"] == "draft"
    seen = await escalation_of(region.teacher, opened["id"], escalation)
    assert (seen["ball"]["with"], sorted(one["state"] for one in seen["targets"])) == (
        "regie_holder",
        ["declined", "declined", "draft"],
    )
    assert "escalation_over" not in await kinds_of(region.teacher)
    edition = (await region.teacher.ask("GET", one)).headers["etag"]
    again = await region.teacher.ask("PUT", one, complement(targets=BOTH), If_Match=edition)
    assert (again.status_code, type_of(again.json())) == (400, "target-declined-already")
    assert (
        await region.begeleider.post(
            (await only(region.begeleider, "escalation_to_send"))["act"]["href"][3:], {}
        )
    )["state"] == "requested"
    seen = await escalation_of(region.teacher, opened["id"], escalation)
    [asked] = [one for one in seen["targets"] if one["state"] == "requested"]
    assert (asked["unitId"], seen["ball"]["unit"], seen["question"]) == (
        care,
        "Zorgteam",
        complement()["question"],
    )
    await region.youth_worker.get(declined, 404)
    told = (await region.teacher.get(f"{one}/history"))["items"]
    assert told[4]["overrides"] == ["pupil"]
    assert [line["kind"] for line in told] == [
        "drafted",
        "requested",
        "declined",
        "declined",
        "sent_on",
        "requested",
    ]
    assert "escalation_sent_on" in [
        line["kind"] for line in (await region.teacher.get(f"{case}/timeline?limit=50"))["items"]
    ]


async def test_who_took_it_on_stops_with_a_reason_and_who_asked_is_told(region: Region) -> None:
    opened, _ = await directed_case(region)
    case, why = f"/cases/{opened['id']}", {"reason": "Our only therapist left."}
    escalation = await draft(region.teacher, opened["id"], complement())
    one = f"{case}/escalations/{escalation}"
    await region.begeleider.post(f"{one}/requests", {})
    received = f"/received-escalations/{await only_target(region.youth_worker)}"
    await region.youth_worker.post(f"{received}/endings", why, 409)  # it declines what it did not accept
    await accept(region.youth_worker, expectedDate=str(date(2099, 1, 1)))
    # A colleague of the unit may read it, and does not end it for who takes part.
    body = {
        "unitId": str(YOUTH_CARE.unit_id),
        "subject": "colleague",
        "name": "Bo Smit",
        "function": "jeugdhulp",
    }
    await region.administrator.post("/professionals", body)
    token = region.issuers.token(YOUTH_CARE.issuer, "colleague", client_id="jeugdzorg", scopes=("cases",))
    colleague = Person("colleague", region.http, token, region.calls)
    assert type_of(await colleague.post(f"{received}/endings", why, 403)) == "ending-not-yours"
    for who in (region.teacher, region.specialist, region.outsider):
        await who.post(f"{received}/endings", why, 404)
    assert (await region.teacher.get(case))["level"] == "winkelstraat"
    await region.youth_worker.get(case)
    assert (await region.youth_worker.post(f"{received}/endings", why))["state"] == "ended"
    for gone in (case, received, one):
        await region.youth_worker.get(gone, 404)
    # Said once more, he is told that it has ended; who had it not, as ever nothing.
    assert type_of(await region.youth_worker.post(f"{received}/endings", why, 409)) == "escalation-moved-on"
    for who in (colleague, region.teacher, region.specialist, region.outsider):
        await who.post(f"{received}/endings", why, 404)
    seen = await region.teacher.get(one)
    assert (seen["state"], seen["ball"], seen["endReason"], seen["targets"][0]["state"]) == (
        "broken_off",
        None,
        why["reason"],
        "ended",
    )
    assert (await region.teacher.get(case))["level"] == "buurtwinkel"
    told = [line["kind"] for line in (await region.teacher.get(f"{case}/timeline?limit=50"))["items"]]
    assert {"escalation_broken_off", "participation_ended"} <= set(told)
    row = await only(region.teacher, "escalation_over")
    assert (row["act"]["operation"], row["href"].endswith(escalation)) == ("draftEscalation", True)
    done = await region.teacher.post(f"{one}/withdrawals", {"reason": "We go on without."})
    assert (done["state"], (await region.teacher.get(one))["question"]) == (
        "broken_off",
        complement()["question"],
    )
    assert "escalation_over" not in await kinds_of(region.teacher)
    await region.teacher.post(f"{one}/withdrawals", why, 409)

    # Who strengthens stops as its unit; what it said stands, and another question takes it off the list.
    second = await draft(region.teacher, opened["id"], strengthen())
    await region.begeleider.post(f"{case}/escalations/{second}/requests", {})
    received = f"/received-escalations/{await only_target(region.specialist)}"
    await accept(region.specialist)
    await region.specialist.post(f"{received}/feedback", {"text": "A fixed seat."})
    await region.specialist.post(f"{received}/endings", why)
    await region.specialist.post(f"{received}/endings", why, 409)
    seen = await escalation_of(region.teacher, opened["id"], second)
    assert (seen["state"], seen["feedback"][0]["text"]) == ("finished", "A fixed seat.")
    assert await only(region.teacher, "escalation_over")
    third = await draft(region.teacher, opened["id"], strengthen())
    await region.begeleider.post(f"{case}/escalations/{third}/requests", {})
    assert "escalation_over" not in await kinds_of(region.teacher)


async def test_what_is_offered_on_a_consent_that_was_taken_back_comes_back_to_who_asked(
    region: Region,
) -> None:
    opened, _ = await directed_case(region)
    case = f"/cases/{opened['id']}"
    mother = {"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}
    shared = sharing(givenBy=[mother], purpose="youth_care", recipients=[str(YOUTH_CARE.unit_id)])
    consent = await region.teacher.post(f"{case}/consents", shared)
    rests = {**complement()["grant"], "legalBasis": basis(SCHOOL.unit_id, consentId=consent["id"])}
    sent, kept = [await draft(region.teacher, opened["id"], complement(grant=rests)) for _ in range(2)]
    await region.begeleider.post(f"{case}/escalations/{sent}/requests", {})
    await region.teacher.post(f"{case}/consents/{consent['id']}/withdrawals", mother)
    refused = await region.begeleider.post(f"{case}/escalations/{kept}/requests", {}, 409)
    assert type_of(refused) == "consent-over"
    received = f"/received-escalations/{await only_target(region.youth_worker)}"
    await region.youth_worker.post(f"{received}/responses", {"answer": "accept"}, 409)
    ball = (await escalation_of(region.teacher, opened["id"], sent))["ball"]
    assert (ball["with"], ball["participationId"]) == ("requester", opened["participationId"])
    row = await only(region.teacher, "escalation_target_gone")
    assert (row["act"]["operation"], row["href"].endswith(sent)) == ("withdrawEscalation", True)


async def test_who_directs_with_scope_core_sends_nothing_on_a_consent_that_is_over(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    party = {"kind": "professional", "professionalId": str(person("intern-begeleider").id), "scope": "core",
             "legalBasis": basis(SCHOOL.unit_id)}  # fmt: skip
    joins = {"purpose": "education_support", "party": party}
    added = await region.teacher.post(f"{case}/participations", joins)
    regie = f"{case}/regie-proposals"
    proposed = {"candidate": added["participationId"], "mandate": ["convene"]}
    proposal = await region.teacher.post(regie, proposed)
    await region.begeleider.post(f"{regie}/{proposal['id']}/responses", {"answer": "assent"})
    mother = {"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}
    shared = sharing(givenBy=[mother], purpose="youth_care", recipients=[str(YOUTH_CARE.unit_id)])
    consent = await region.teacher.post(f"{case}/consents", shared)
    rests = {**complement()["grant"], "legalBasis": basis(SCHOOL.unit_id, consentId=consent["id"])}
    sent, kept = [await draft(region.teacher, opened["id"], complement(grant=rests)) for _ in range(2)]
    await region.begeleider.post(f"{case}/escalations/{sent}/requests", {})
    await region.teacher.post(f"{case}/consents/{consent['id']}/withdrawals", mother)
    refused = await region.begeleider.post(f"{case}/escalations/{kept}/requests", {}, 409)
    assert type_of(refused) == "consent-over"
    # With the application's own login, and no way into that case, it says nothing.
    offer = json.dumps({"consent_id": consent["id"]})
    app = await asyncpg.connect(region.urls.app_url)
    try:
        told = "SELECT chaincare.offer_stands($1::jsonb, now())"
        assert await app.fetchval(told, offer) is None
    finally:
        await app.close()
