"""A night: a case with a regie holder, a crisis team that the covenant names, and people who can be called."""

from dataclasses import dataclass
from typing import Any

from tests.people import Person, Region, add_begeleider, link_mother, open_case
from tests.prose import Case

from chaincare.demo.world import NETWORK, SCHOOL, SUBSTANTIAL, YOUTH_CARE

SETTINGS = f"/networks/{NETWORK}/emergency-settings"
NAMED = {"kind": "name", "givenNames": "desiree", "familyName": "Van der Walt", "birthDate": "2017-03-14"}
BASIS = {"ground": "avg-6-1-d", "article": "AVG 6(1)(d)"}
ACCESSES = "/emergency-accesses"


def asking(by: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"by": by or NAMED, "reasonCode": "child_in_danger", "reason": "Geschreeuw, kind roept.", **more}


@dataclass
class Night:
    region: Region
    case: Case
    crisis_worker: Person
    colleague: Person
    crisis_unit: str

    async def gets_in(self, by: dict[str, Any] | None = None) -> Any:
        return await self.crisis_worker.post(ACCESSES, asking(by))

    async def change_settings(self, expect: int = 200, **settings: Any) -> Any:
        administrator = self.region.administrator
        answer = await administrator.ask("PUT", SETTINGS, settings, If_Match="*")
        assert answer.status_code == expect, answer.text
        return answer.json()


async def night_in(region: Region, **settings: Any) -> Night:
    """The school directs; the team of Jeugdhulp Noord answers at night."""
    opened = await open_case(region)
    await link_mother(region, opened)
    case = Case(region, opened)
    case.parts = {
        "teacher": opened["participationId"],
        "intern-begeleider": await add_begeleider(region, case.id),
    }
    await case.regie_passes(to="intern-begeleider", proposed_by="teacher")
    unit = await region.administrator.post(
        "/units", {"organisationId": str(YOUTH_CARE.id), "name": "Crisisteam", "statutoryTask": "Jeugdwet"}
    )
    people = [await newcomer(region, one, unit["id"]) for one in ("crisis-1", "crisis-2")]
    night = Night(region, case, people[0], people[1], unit["id"])
    await night.change_settings(
        units=[
            {"unitId": unit["id"], "kind": "crisis_team", "phone": "050 111 11 11"},
            {"unitId": str(SCHOOL.unit_id), "phone": "050 222 22 22"},
        ],
        **settings,
    )
    return night


async def newcomer(region: Region, subject: str, unit_id: str) -> Person:
    """Somebody new at Jeugdhulp Noord, with a strong login."""
    await region.administrator.post(
        "/professionals",
        {"unitId": unit_id, "subject": subject, "name": f"Naam van {subject}", "function": "crisiswerker"},
    )
    token = region.issuers.token(
        YOUTH_CARE.issuer,
        subject,
        client_id="jeugdportaal",
        scopes=("cases", "directory", "emergency"),
        acr=SUBSTANTIAL,
    )
    return Person(subject, region.http, token, region.calls)
