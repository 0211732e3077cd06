"""A covenant with every obligatory clause, and how a region comes to have it in force."""

from datetime import timedelta
from typing import Any

from tests.people import Person, Region

from chaincare.demo.cast import House
from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

CLAUSES = [
    {"kind": kind, "heading": kind.replace("_", " "), "text": f"Wij spraken af: {kind}."}
    for kind in (
        "division_of_means", "exit", "bankruptcy", "mutual_liability", "joint_controllership", "retention",
        "regie_rules", "client_information",
    )
]  # fmt: skip
COVENANT: dict[str, Any] = {"title": "Convenant", "clauses": CLAUSES, "graceDays": 60}


def in_days(region: Region, days: int) -> str:
    """Give the day so many from today in Amsterdam."""
    return (day_in_amsterdam(region.app.state.clock.now()) + timedelta(days=days)).isoformat()


async def publish(region: Region, covenant_id: str, days: int = 0) -> Any:
    """Publish the draft as it is, to hold from a day on."""
    path = f"/covenants/{covenant_id}/versions"
    return await region.person("voortrekker").post(
        path, {"holdsFromDate": in_days(region, days), "withoutGrace": True}, If_Match="*"
    )


async def managing(region: Region, role: str, house: House) -> Person:
    """Somebody who is the management contact of the organisation he works for."""
    until = (region.app.state.clock.now() + timedelta(days=300)).isoformat()
    asked = {
        "professionalId": str(person(role).id),
        "kind": "management_contact",
        "organisationId": str(house.id),
    }
    await region.administrator.post("/mandates", asked | {"endsAt": until})
    return region.person(role)


async def sign(manager: Person, version: Any) -> Any:
    """Sign a version for his organisation."""
    body = {"version": version["version"], "fingerprint": version["fingerprint"], "function": "bestuurder"}
    return await manager.post(f"/covenants/{version['covenantId']}/accessions", body)
