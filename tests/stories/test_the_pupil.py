"""Story 1, *The pupil*: from the day the case opens to the auditor's query, by way of a new school year.

It reads as it happened. Every deed is a call that a partner system makes; their number has a budget, because ChainCare
must not become one more burden.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.people import Region, basis
from tests.prose import Case, Promise, the_pupil

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE
from chaincare.ladders.running import run_timers

pytestmark = pytest.mark.anyio

BUDGET = 57
"""Calls for the whole story, each look included; it may go down."""


async def test_the_pupil(region: Region) -> None:
    # Désirée says what she wants; her teacher opens a case, with the mother, the school team and the intern begeleider
    # in the circle. The mother links her own login. The intern begeleider takes regie, as she herself agreed.
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    assert (await pupil.read_by("parent"))["regie"]["name"] == "Fatma Kaya"

    await an_expertise_centre_strengthens_the_teacher(pupil)
    help_at_home = await youth_care_complements(pupil)
    visits, talks = await the_meeting_makes_the_agreements(pupil)
    await what_was_agreed_is_carried_out(pupil, visits, talks)
    await on_1_august_there_is_a_new_teacher(pupil)

    # Youth care cannot leave while it directs. Regie returns; it finishes with feedback; the case falls back.
    await pupil.leaves("youth-worker", by="youth-worker", reason="done", expect=409)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="youth-worker", handoverNote="Calm again.")
    await help_at_home.does("youth-worker", "feedback", {"text": "The family manages."})
    await help_at_home.does("intern-begeleider", "closures")
    assert (await pupil.read_by("intern-begeleider"))["level"] == "buurtwinkel"
    await pupil.is_nothing_to("youth-worker")

    # The mother sees who looked. The auditor sees all of it, and why each look was allowed, without a name of hers.
    who_looked = await region.mother.get("/me/access-log?limit=50")
    assert {"Jeugdhulp Noord", "Basisschool De Regenboog"} <= {
        one["organisation"] for one in who_looked["items"]
    }
    log = await region.auditor.post("/access-log/_search", {"caseId": pupil.id, "limit": 50}, expect=200)
    assert any(one["outcome"] == "not_visible" for one in log["items"])
    assert all(one["why"].endswith(".") for one in log["items"])
    assert "Désirée" not in str(log)

    assert len(region.calls) <= BUDGET, "\n".join(region.calls)


async def an_expertise_centre_strengthens_the_teacher(pupil: Case) -> None:
    """The limit is imminent. An expertise centre strengthens the teacher, without ever learning the name."""
    asked = await pupil.asks(
        EXPERTISE,
        by="intern-begeleider",
        limit="imminent",
        help="strengthen",
        question="How does a teacher keep a pupil in class who runs out?",
        summary="A pupil in the middle years runs out of class when it gets loud.",
    )
    received = await asked.received_by("specialist")
    assert "Désirée" not in str(received)
    assert "Walt" not in str(received)
    await asked.accepted_by("specialist")
    assert (await pupil.read_by("teacher"))["level"] == "winkelstraat"
    feedback = {"text": "Fixed seat, clear signals."}
    await pupil.who("specialist").post(f"{asked.received}/feedback", feedback)
    await asked.does("intern-begeleider", "closures")
    await pupil.is_nothing_to("specialist")
    assert (await pupil.read_by("teacher"))["level"] == "buurtwinkel"


async def youth_care_complements(pupil: Case) -> Any:
    """Later it is reached. Both parents consent; youth care accepts, needs a referral, and has a waiting time with a bridge."""
    consent = await both_parents_consent(pupil)
    asked = await pupil.asks(
        YOUTH_CARE,
        by="intern-begeleider",
        limit="reached",
        tried="Fixed seat, signals, talks at home.",
        help="complement",
        question="Who can support the family at home?",
        summary="Rows at home, a mother on her own, a child of primary school age.",
        grant={
            "scope": "core",
            "purpose": "youth_care",
            "legalBasis": basis(SCHOOL.unit_id, article="Jeugdwet 7.3.11", consentId=consent),
        },
    )
    await asked.received_by("youth-worker")
    accepted = await asked.accepted_by(
        "youth-worker", expectedDate=pupil.in_days(14), conditions=[{"kind": "verwijzing"}]
    )
    assert accepted["caseId"] == pupil.id
    await asked.does("intern-begeleider", "bridges", {"participationId": pupil.part_of("intern-begeleider")})
    waiting = await pupil.read_by("youth-worker")
    assert (waiting["reach"], waiting["question"]) == ("that", None)

    # Without the referral it does not start; with it, youth care sees what was agreed that it may see.
    await asked.does("intern-begeleider", "starts", expect=409)
    needed = (await pupil.who("intern-begeleider").get(asked.path))["conditions"][0]
    referred = {"documentDate": pupil.in_days(0), "reference": "VW-2026-118"}
    await asked.does("intern-begeleider", f"conditions/{needed['id']}/fulfilments", referred)
    await asked.does("intern-begeleider", "starts")
    started = await pupil.read_by("youth-worker")
    assert (started["reach"], started["level"]) == ("core", "winkelstraat")
    pupil.parts["youth-worker"] = next(
        one["participationId"] for one in started["parties"] if one["name"] == "Sanne Bakker"
    )
    return asked


async def both_parents_consent(pupil: Case) -> str:
    """The father lives elsewhere and signs on paper; the mother consents with her own login. Gives hers."""
    father = await pupil.who("intern-begeleider").post(
        f"/clients/{pupil.opened['clientId']}/representatives",
        {
            "name": "Pieter van der Walt", "kind": "parent", "purpose": "education_support",
            "proof": "extract of the authority register, seen by the school", "proofDate": pupil.in_days(-80),
        },
    )  # fmt: skip
    sharing = {
        "kind": "sharing",
        "explained": "What the school may tell youth care, and what it is for.",
        "purpose": "youth_care",
        "disclosers": [str(SCHOOL.unit_id)],
        "recipients": [str(YOUTH_CARE.unit_id)],
    }
    his = {"givenBy": [{"how": "written", "representativeId": father["id"]}]}
    await pupil.who("intern-begeleider").post(f"{pupil.path}/consents", {**sharing, **his})
    hers = await pupil.who("parent").post("/me/consents", {"caseId": pupil.id, **sharing})
    return str(hers["id"])


async def the_meeting_makes_the_agreements(pupil: Case) -> tuple[Promise, Promise]:
    """One act: two agreements, what one of them needs, regie to youth care, and when they meet again.

    The teacher could not come: nothing binds him until he says so himself.
    """
    held = await pupil.meets(
        recorded_by="intern-begeleider",
        present=["intern-begeleider", "parent", "youth-worker"],
        absent=["teacher"],
        client={"present": "partly", "heard": "Désirée drew what she wants and left for class."},
        agreements=[
            {
                "responsible": pupil.part_of("youth-worker"),
                "what": "A weekly visit at home, after school.",
                "dueDate": pupil.in_days(7),
                "preconditions": [
                    {
                        "what": "The timetable, so that she is home by then.",
                        "owner": pupil.part_of("teacher"),
                        "dueDate": pupil.in_days(3),
                        "blocking": True,
                    }
                ],
            },
            {
                "responsible": pupil.part_of("teacher"),
                "what": "A talk with her every Friday.",
                "dueDate": pupil.in_days(7),
            },
        ],
        regie={
            "candidate": pupil.part_of("youth-worker"),
            "mandate": ["convene", "contact", "guard_agreements"],
            "handoverNote": "She likes to draw.",
        },
        nextDate=pupil.in_days(28),
    )
    assert held["regie"]["inEffect"]
    assert [one["assent"] for one in held["agreements"]] == ["in_presence", "awaited"]
    visits, talks = (Promise(pupil, one["agreementId"]) for one in held["agreements"])
    return visits, talks


async def what_was_agreed_is_carried_out(pupil: Case, visits: Promise, talks: Promise) -> None:
    """A precondition blocks until it is there; an agreement goes overdue, is kept, and confirmed by the mother."""
    await talks.answered("teacher")
    needed = (await pupil.who("teacher").get(visits.path))["preconditions"][0]
    timetable = f"{visits.path}/preconditions/{needed['id']}"
    await pupil.who("teacher").post(f"{timetable}/responses", {"answer": "assent"})
    blocked = await visits.reported("youth-worker", expect=409)
    assert "precondition" in blocked["type"]
    await pupil.who("teacher").post(f"{timetable}/fulfilments", {})

    # Both go overdue: the visits by two working days, the talks for so long that they climb to who directs.
    pupil.region.move_clock(timedelta(days=9))
    late = (await pupil.who("youth-worker").get("/worklist"))["items"]
    assert any(one["overdue"] and one["withYou"] for one in late)
    await visits.reported("youth-worker")
    await visits.confirmed("parent")
    assert await visits.state(seen_by="intern-begeleider") == "kept"
    pupil.region.move_clock(timedelta(days=5))
    await the_clock_strikes(pupil.region)
    climbed = (await pupil.who("youth-worker").get("/worklist?kind=late_agreement"))["items"]
    assert [one["href"] for one in climbed] == [f"/v1{talks.path}"]
    await the_clock_strikes(pupil.region)  # again, and in another process: once is enough
    told = (await pupil.who("intern-begeleider").get(f"{pupil.path}/timeline?limit=50"))["items"]
    assert sum(one["kind"].startswith("late_to_") for one in told) == 1
    await talks.reported("teacher")
    await talks.confirmed("parent")


async def on_1_august_there_is_a_new_teacher(pupil: Case) -> None:
    """In June it is known who gets the class. Until that night he sees that there is a case; then he reads it."""
    region = pupil.region
    in_june = datetime(region.app.state.clock.now().year + 1, 6, 14, 10, tzinfo=UTC)
    region.move_clock(in_june - region.app.state.clock.now())
    new = await pupil.is_brought("new-teacher", "Ilse Vos", "leerkracht")
    arranged = await pupil.is_succeeded("teacher", by="new-teacher", on=date(in_june.year, 8, 1))
    assert (await new.get(pupil.path))["reach"] == "that"
    midnight = datetime.fromisoformat(arranged["effectiveAt"])
    assert (
        midnight.astimezone(ZoneInfo("Europe/Amsterdam"))
        .isoformat()
        .startswith(f"{in_june.year}-08-01T00:00")
    )
    region.move_clock(midnight - region.app.state.clock.now())
    assert (await new.get(pupil.path))["reach"] == "full"
    assert (await pupil.read_by("teacher"))["reach"] == "core"  # by the team of the school, and no more


async def the_clock_strikes(region: Region) -> None:
    """What runs every half minute in every server."""
    while await run_timers(region.app.state.pool, region.app.state.clock.now):
        pass
