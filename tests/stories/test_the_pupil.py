"""Story 1, *The pupil*, carried through once: from the day the case opens to the auditor's query.

It reads as it happened. Every line is a call that a partner system makes; their number has a budget, because ChainCare
must not become one more burden.
"""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Person, Region, basis, desiree

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio

BUDGET = 38
"""Calls for the whole spine; it may go down."""


async def test_the_pupil(region: Region) -> None:
    teacher, begeleider, mother = region.teacher, region.begeleider, region.mother
    specialist, youth_worker = region.specialist, region.youth_worker

    # Désirée says what she wants; her teacher opens a case, with the mother, the school team and the intern
    # begeleider in the circle. The mother gets a code and links her own login.
    opened = await teacher.post("/cases", desiree(circle=[*desiree()["circle"], intern_begeleider()]))
    case = f"/cases/{opened['id']}"
    begeleider_id = part(opened, 2)
    code = await teacher.post(
        f"{case}/invitations",
        {
            "representativeId": opened["circle"][0]["representativeId"],
            "proof": "identity card seen at school",
        },
    )
    await mother.post("/me/logins", {"code": code["code"]})

    # The intern begeleider takes regie: proposed by the teacher, agreed by herself.
    await regie_passes(case, teacher, begeleider, begeleider_id)
    assert (await mother.get(case))["regie"]["name"] == "Fatma Kaya"

    # The limit is imminent. An expertise centre strengthens the teacher, without ever learning the name.
    asked = await begeleider.post(f"{case}/escalations", strengthen())
    await begeleider.post(f"{case}/escalations/{asked['id']}/requests", {})
    received = (await specialist.get("/received-escalations"))["items"][0]
    await specialist.post(f"/received-escalations/{received['id']}/responses", {"answer": "accept"})
    assert (await teacher.get(case))["level"] == "winkelstraat"
    await specialist.post(
        f"/received-escalations/{received['id']}/feedback", {"text": "Fixed seat, clear signals."}
    )
    await begeleider.post(f"{case}/escalations/{asked['id']}/closures", {})
    assert "Désirée" not in str(received)
    assert "Walt" not in str(received)
    await specialist.get(case, expect=404)
    assert (await teacher.get(case))["level"] == "buurtwinkel"

    # Later it is reached, and youth care complements: it accepts, waits, and sees only *that* there is a case.
    asked = await begeleider.post(f"{case}/escalations", complement())
    await begeleider.post(f"{case}/escalations/{asked['id']}/requests", {})
    received = (await youth_worker.get("/received-escalations"))["items"][0]
    soon = (region.app.state.clock.now() + timedelta(days=14)).date().isoformat()
    accepted = await youth_worker.post(
        f"/received-escalations/{received['id']}/responses", {"answer": "accept", "expectedDate": soon}
    )
    assert accepted["caseId"] == opened["id"]
    waiting = await youth_worker.get(case)
    assert (waiting["reach"], waiting["question"]) == ("that", None)
    await begeleider.post(f"{case}/escalations/{asked['id']}/starts", {})
    started = await youth_worker.get(case)
    assert (started["reach"], started["level"]) == ("core", "winkelstraat")
    youth_worker_id = next(p["participationId"] for p in started["parties"] if p["name"] == "Sanne Bakker")

    # Regie moves to youth care, with a note. An agreement is made, carried out, and confirmed by the mother.
    await regie_passes(case, begeleider, youth_worker, youth_worker_id, handoverNote="She likes to draw.")
    agreement = await begeleider.post(f"{case}/agreements", weekly_visit(region, youth_worker_id))
    here = f"{case}/agreements/{agreement['id']}"
    await youth_worker.post(f"{here}/responses", {"answer": "assent"})
    await youth_worker.post(f"{here}/progress", {"step": "reported_kept"})
    await mother.post(f"{here}/confirmations", {"answer": "confirm"})
    assert (await begeleider.get(here))["state"] == "kept"

    # Youth care cannot leave while it directs. Regie returns; it finishes with feedback; the case falls back.
    await youth_worker.post(
        f"{case}/participations/{youth_worker_id}/endings", {"reason": "done"}, expect=409
    )
    await regie_passes(case, youth_worker, begeleider, begeleider_id, handoverNote="Calm again.")
    feedback = {"text": "The family manages."}
    await youth_worker.post(f"{case}/escalations/{asked['id']}/feedback", feedback)
    await begeleider.post(f"{case}/escalations/{asked['id']}/closures", {})
    assert (await begeleider.get(case))["level"] == "buurtwinkel"
    await youth_worker.get(case, expect=404)

    # The mother sees who looked. The auditor sees all of it, and why each look was allowed, without a name of hers.
    who_looked = await mother.get("/me/access-log?limit=50")
    assert {"Jeugdhulp Noord", "Basisschool De Regenboog"} <= {
        one["organisation"] for one in who_looked["items"]
    }
    log = await region.auditor.post("/access-log/_search", {"caseId": opened["id"], "limit": 50}, expect=200)
    assert any(one["outcome"] == "not_visible" for one in log["items"])
    assert all(one["why"].endswith(".") for one in log["items"])
    assert "Désirée" not in str(log)

    assert len(region.calls) <= BUDGET, "\n".join(region.calls)


async def regie_passes(
    case: str, proposer: Person, candidate: Person, candidate_id: str, **more: Any
) -> None:
    """The proposer's own assent is in the proposal; the candidate always agrees himself."""
    proposal = await proposer.post(
        f"{case}/regie-proposals",
        {"candidate": candidate_id, "mandate": ["convene", "contact", "guard_agreements"], **more},
    )
    answered = await candidate.post(
        f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"}
    )
    assert answered["inEffect"]


def part(opened: Any, place: int) -> str:
    return str(opened["circle"][place]["participationId"])


def intern_begeleider() -> dict[str, Any]:
    return {
        "kind": "professional",
        "professionalId": str(person("intern-begeleider").id),
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }


def strengthen() -> dict[str, Any]:
    return {
        "limit": "imminent",
        "help": "strengthen",
        "question": "How does a teacher keep a pupil in class who runs out?",
        "summary": "A pupil in the middle years runs out of class when it gets loud.",
        "targets": [str(EXPERTISE.unit_id)],
    }


def complement() -> dict[str, Any]:
    return {
        "limit": "reached",
        "tried": "Fixed seat, signals, talks at home.",
        "help": "complement",
        "question": "Who can support the family at home?",
        "summary": "Rows at home, a mother on her own, a child of primary school age.",
        "targets": [str(YOUTH_CARE.unit_id)],
        "grant": {
            "scope": "core",
            "purpose": "youth_care",
            "legalBasis": basis(SCHOOL.unit_id, article="Jeugdwet 7.3.11"),
        },
    }


def weekly_visit(region: Region, responsible: str) -> dict[str, Any]:
    due = (region.app.state.clock.now() + timedelta(days=7)).date().isoformat()
    return {"responsible": responsible, "what": "A weekly visit at home, after school.", "dueDate": due}
