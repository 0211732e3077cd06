"""Story 2, *The jobseeker*: a case that two organisations share, with a bewindvoerder, and a holder who is away, and goes.

One day a week of parental leave, three weeks of holiday, and then he leaves from one day to the next: nothing falls through.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from tests.people import Person, Region, basis
from tests.prose import Case

from chaincare.demo.world import NETWORK, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NINE = time(9)
TUESDAY = 1

WORK = ("cases", "directory")


async def test_the_jobseeker(region: Region) -> None:
    # The network's administrator registers the municipality and the UWV; their own issuers speak for their people.
    manager = await newcomer(region, "gemeente-noord", "Gemeente Noord", "Participatiewet", "Loes Hoekstra")
    adviser = await newcomer(region, "uwv-noord", "UWV Noord", "Wet SUWI", "Bram de Jong")
    case = await the_jobseeker(region, manager, adviser)

    # He says himself what he wants, and reads it back with his own login.
    await case.invites("jobseeker", by="manager")
    assert (await case.read_by("jobseeker"))["question"]["ownWords"] == "Ik wil weer rijden, geen cursus."

    # The municipality directs, as the UWV proposed and she agreed; the adviser's agreement is his own.
    await case.regie_passes(to="manager", proposed_by="adviser")
    course = await case.is_agreed("Arrange the driver's course.", by="adviser", proposed_by="manager")
    papers = await case.is_agreed("Bring the overview of debts.", by="jobseeker", proposed_by="manager")

    # What he did not manage explains, and serves no sanction: the coordinator reads no reason and no word of it.
    await papers.reported("manager", "not_kept", reason="client", note="He was ill.")
    steered = (await region.coordinator.get(f"{case.path}/agreements"))["items"]
    assert {one["what"] for one in steered} == {None}
    assert "ill" not in str(steered)
    await region.coordinator.get(f"{papers.path}/history", expect=403)
    await region.outsider.get(papers.path, expect=404)

    # She lays regie down: until then she directs; the UWV takes over before it would be vacant, with a note.
    before = region.app.state.clock.now().isoformat().replace("+00:00", "Z")
    laid = await case.is_laid_down_by("manager")
    assert (await manager.get(f"{case.path}/regie"))["resignation"]["id"] == laid["id"]
    region.move_clock(timedelta(days=1))
    await case.regie_passes(to="adviser", proposed_by="manager", handoverNote="Call him after ten.")
    region.move_clock(timedelta(days=30))
    assert (await directs(case, "adviser"))["name"] == "Bram de Jong"
    assert (await directs(case, "adviser", f"?at={before}"))["name"] == "Loes Hoekstra"

    # He is away every Wednesday, and three weeks in summer: she stands in, as she agreed, and does his work meanwhile.
    await the_holder_is_away(case, manager, adviser)

    # Then he leaves from one day to the next. His access ends, regie is openly vacant, and what he had agreed to
    # do awaits somebody new, who must agree: nothing falls through.
    adviser_id = case.professionals["adviser"]
    await region.administrator.post(f"/professionals/{adviser_id}/deactivations", {"reason": "left"})
    await case.is_nothing_to("adviser")
    seen = await region.coordinator.get(f"{case.path}/regie")
    assert (seen["vacant"], seen["because"]) == (True, "holder_cannot_act")
    assert any(one["caseId"] == case.id for one in (await region.coordinator.get("/worklist"))["items"])
    assert await course.state(seen_by="manager") == "awaiting_new_responsible"

    await case.regie_is_proposed(to="manager", by="manager")
    assert (await directs(case, "manager"))["name"] == "Loes Hoekstra"
    named = {"responsible": case.part_of("manager"), "reason": "He left the UWV."}
    await manager.post(f"{course.path}/reassignments", named)
    assert await course.state(seen_by="jobseeker") in ("agreed", "in_progress")


async def the_holder_is_away(case: Case, manager: Person, adviser: Person) -> None:
    """A weekly pattern and a holiday; on those days she acts, marked so, and on the others he does."""
    region = case.region
    first = next(
        day
        for day in (in_amsterdam(region) + timedelta(days=n) for n in range(7))
        if day.weekday() == TUESDAY
    )
    region.move_clock(datetime.combine(first, NINE, AMSTERDAM) - region.app.state.clock.now())
    away = f"/professionals/{case.professionals['adviser']}/absences"
    last = str(first + timedelta(weeks=5))
    await adviser.post(
        away, {"kind": "weekly", "firstDate": str(first), "lastDate": last, "weekdays": ["wednesday"]}
    )
    holiday, back = first + timedelta(weeks=2), first + timedelta(weeks=5)
    await adviser.post(
        away, {"kind": "period", "firstDate": str(holiday), "lastDate": str(back - timedelta(days=1))}
    )
    asked = {"participationId": case.part_of("manager"), "firstDate": str(first), "lastDate": last}
    stand_in = await adviser.post(f"{case.path}/stand-ins", asked)
    [row] = (await manager.get("/worklist?kind=stand_in_to_answer"))["items"]
    assert row["act"]["href"].endswith(f"/stand-ins/{stand_in['id']}/responses")
    await manager.post(row["act"]["href"].removeprefix("/v1"), {"answer": "assent"})
    days = {first: None, first + timedelta(days=1): "manager", first + timedelta(days=2): None}
    days |= {holiday: "manager", back - timedelta(days=1): "manager", back: None}
    for day, who in days.items():
        at = quote(datetime.combine(day, NINE, AMSTERDAM).isoformat())
        acting = (await manager.get(f"{case.path}/regie?at={at}"))["acting"]
        assert (acting and acting["participationId"]) == (who and case.part_of(who)), day
    region.move_clock(timedelta(weeks=2))
    called = {"body": "He called: the course starts in May.", "audience": ["regie_holder"]}
    await manager.post(f"{case.path}/notes", called)
    done = await region.entries("event = 'note.written' AND outcome = 'done' AND role = 'acting_holder'")
    assert done == [], "who takes part writes notes in his own right"


def in_amsterdam(region: Region) -> date:
    return day_in_amsterdam(region.app.state.clock.now())


async def directs(case: Case, seen_by: str, at: str = "") -> Any:
    return (await case.who(seen_by).get(f"{case.path}/regie{at}"))["holder"]


async def newcomer(region: Region, issuer: str, name: str, task: str, somebody: str) -> Person:
    """An organisation that joins, with one unit and one professional; gives him, with a token of his own issuer."""
    admin, issuers = region.administrator, region.issuers
    house = await admin.post(
        "/organisations",
        {
            "name": name,
            "sector": "work_and_income",
            "issuer": issuers.issuer_url(issuer),
            "jwksUri": issuers.jwks_uri(issuer),
        },
    )
    unit = await admin.post(
        "/units", {"organisationId": house["id"], "name": "Team werk", "statutoryTask": task}
    )
    one = await admin.post(
        "/professionals", {"unitId": unit["id"], "subject": issuer, "name": somebody, "function": "adviseur"}
    )
    await region.app.state.issuers.read(region.app.state.pool)  # it does so itself within three seconds
    token = issuers.token(issuer, issuer, client_id="werkportaal", scopes=WORK)
    newcomer = Person(somebody, region.http, token, region.calls)
    newcomer.ids = {"unit": unit["id"], "professional": one["id"]}
    return newcomer


async def the_jobseeker(region: Region, manager: Person, adviser: Person) -> Case:
    """Opened by the case manager, with his bewindvoerder and the UWV's adviser in the circle."""
    unit = manager.ids["unit"]
    ground = basis(unit, article="Participatiewet 7")
    opened = await manager.post(
        "/cases",
        {
            "networkId": str(NETWORK),
            "purpose": "work_and_income",
            "client": {"givenNames": "Rachid", "familyName": "El Amrani", "birthDate": "1979-06-02"},
            "ownWords": "Ik wil weer rijden, geen cursus.",
            "question": "What does he need to work as a driver again?",
            "consulted": "yes",
            "legalBasis": ground,
            "circle": [
                {
                    "kind": "representative",
                    "name": "M. de Wit",
                    "representativeKind": "bewindvoerder",
                    "proof": "order of the cantonal judge, seen",
                    "proofDate": "2026-02-01",
                },
                {
                    "kind": "professional",
                    "professionalId": adviser.ids["professional"],
                    "scope": "full",
                    "legalBasis": ground,
                },
                {"kind": "client"},
            ],
        },
    )
    case = Case(region, opened)
    bewindvoerder, colleague, himself = opened["circle"]
    case.parts = {
        "manager": opened["participationId"],
        "bewindvoerder": bewindvoerder["participationId"],
        "adviser": colleague["participationId"],
        "jobseeker": himself["participationId"],
    }
    case.professionals = {"adviser": adviser.ids["professional"]}
    citizen = person("parent")
    token = region.issuers.token(
        citizen.issuer, "jobseeker", client_id=citizen.client_id, scopes=citizen.scopes
    )
    case.newcomers = {
        "manager": manager,
        "adviser": adviser,
        "jobseeker": Person("jobseeker", region.http, token, region.calls),
    }
    return case
