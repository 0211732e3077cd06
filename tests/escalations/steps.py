"""The steps of an escalation, as the tests of this folder take them."""

from typing import Any

import httpx2
from tests.people import Person, Region, add_begeleider, basis, open_case

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE

HARMLESS = "A pupil of group 6 walks out of class several times a week."


def strengthen(**changes: Any) -> dict[str, Any]:
    return {
        "limit": "imminent",
        "help": "strengthen",
        "question": "How do we keep a pupil like this in class?",
        "summary": HARMLESS,
        "hints": {"ageBand": "age_8_11", "area": "Noorderveld", "language": "nl", "safety": "no_concerns"},
        "targets": [str(EXPERTISE.unit_id)],
        **changes,
    }


def complement(**changes: Any) -> dict[str, Any]:
    return {
        "limit": "reached",
        "tried": "Fixed seat, a time-out card, weekly talks with the mother.",
        "help": "complement",
        "question": "Can you help at home?",
        "summary": HARMLESS,
        "targets": [str(YOUTH_CARE.unit_id)],
        "grant": {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)},
        **changes,
    }


async def draft(person: Person, case_id: str, body: dict[str, Any]) -> str:
    return str((await person.post(f"/cases/{case_id}/escalations", body))["id"])


async def ask(person: Person, case_id: str, body: dict[str, Any]) -> str:
    """Draft and send, in a case where that takes nobody's agreement; gives the escalation."""
    escalation = await draft(person, case_id, body)
    await person.post(f"/cases/{case_id}/escalations/{escalation}/requests", {})
    return escalation


async def only_target(person: Person) -> str:
    """The one thing this person's unit is asked at this moment."""
    items = (await person.get("/received-escalations"))["items"]
    assert len(items) == 1
    return str(items[0]["id"])


async def accept(person: Person, **changes: Any) -> Any:
    target = await only_target(person)
    return await person.post(f"/received-escalations/{target}/responses", {"answer": "accept", **changes})


async def another_team_at_school(region: Region) -> tuple[str, Person]:
    """A second unit of the school, as the administrator makes one, and somebody who works there; gives both."""
    unit = await region.administrator.post(
        "/units", {"organisationId": str(SCHOOL.id), "name": "Zorgteam", "statutoryTask": "WPO"}
    )
    body = {"unitId": unit["id"], "subject": "care-team", "name": "Ilse Vos", "function": "orthopedagoog"}
    await region.administrator.post("/professionals", body)
    token = region.issuers.token(
        SCHOOL.issuer, "care-team", client_id="leerlingvolg", scopes=("cases", "directory")
    )
    return str(unit["id"]), Person("care-team", region.http, token, region.calls)


async def directed_case(region: Region) -> tuple[Any, str]:
    """A case that the teacher opened and the intern begeleider directs; gives it and her participation."""
    opened = await open_case(region)
    return opened, await directed(region, opened)


async def directed(region: Region, opened: Any) -> str:
    """Let the intern begeleider direct the teacher's case; gives her participation."""
    begeleider = await add_begeleider(region, opened["id"])
    regie = f"/cases/{opened['id']}/regie-proposals"
    proposal = await region.teacher.post(regie, {"candidate": begeleider, "mandate": ["convene", "contact"]})
    await region.begeleider.post(f"{regie}/{proposal['id']}/responses", {"answer": "assent"})
    return begeleider


def all_bytes(answer: httpx2.Response) -> str:
    """Everything an answer says, headers too, as one text."""
    return answer.text + repr(answer.headers.raw)
