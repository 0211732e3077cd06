"""The homeless man: no BSN, an uncertain birth year, two spellings, found by two organisations in two cities."""

from typing import Any
from uuid import UUID, uuid4

from tests.people import Region, basis

from chaincare.demo.world import ELSEWHERE, NETWORK, SCHOOL, person

CITY = UUID("01900000-0000-7000-8001-0000000000aa")
MAN = {
    "givenNames": "Youssef",
    "familyName": "El Haddad",
    "birthDate": "1971-01-01",
    "birthPrecision": "year",
}
SAME_MAN = {
    "givenNames": "Jusuf",
    "familyName": "Elhadad",
    "birthDate": "1972-01-01",
    "birthPrecision": "year",
}


async def other_city(region: Region) -> None:
    """The outsider's organisation is a member of another network than everybody else."""
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.networks (id, name, region, scale) VALUES ($1, 'Zuid', 'Zuid', 'local')", CITY
    )
    await region.admin.execute(
        "UPDATE chaincare.memberships SET network_id = $1 WHERE organisation_id = $2", CITY, ELSEWHERE.id
    )
    await region.admin.execute("RESET session_replication_role")


def opening(network: UUID, unit: UUID, client: dict[str, Any]) -> dict[str, Any]:
    return {
        "networkId": str(network),
        "purpose": "housing",
        "client": client,
        "ownWords": "Ik wil een dak.",
        "question": "Where can he sleep?",
        "consulted": "yes",
        "legalBasis": basis(unit),
    }


class Two:
    """Two registrations, each with a holder: the teacher's side is the older, the outsider's the newer."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.older: Any = None
        self.newer: Any = None
        self.id = ""

    async def found(self) -> None:
        while await self.region.admin.fetchval("SELECT chaincare.find_matches(now())"):
            pass
        row = await self.region.admin.fetchval("SELECT id FROM chaincare.matches ORDER BY id DESC LIMIT 1")
        self.id = str(row or uuid4())

    async def card(self, role: str, expect: int = 200) -> Any:
        return await self.region.person(role).get(f"/matches/{self.id}", expect)

    async def decides(self, role: str, expect: int = 201, **said: Any) -> Any:
        return await self.region.person(role).post(f"/matches/{self.id}/decisions", said, expect)

    async def splits(self, role: str, expect: int = 201) -> Any:
        return await self.region.person(role).post(
            f"/matches/{self.id}/splits", {"reason": "mixed up"}, expect
        )

    async def balls(self, role: str) -> list[str]:
        items = (await self.region.person(role).get("/worklist"))["items"]
        return [one["kind"] for one in items if one["kind"].startswith("match")]


async def takes_regie(region: Region, opened: Any, *, holder: str, colleague: str) -> None:
    """The holder takes regie, which a colleague who takes part agrees to."""
    unit = str(person(holder).unit_id)
    await region.person(holder).post(
        f"/cases/{opened['id']}/participations",
        {"purpose": "housing", "party": {"kind": "professional", "professionalId": str(person(colleague).id),
         "scope": "full", "legalBasis": basis(unit)}},
    )  # fmt: skip
    proposal = await region.person(holder).post(
        f"/cases/{opened['id']}/regie-proposals",
        {"candidate": opened["participationId"], "mandate": ["convene", "contact"]},
    )
    answers = f"/cases/{opened['id']}/regie-proposals/{proposal['id']}/responses"
    await region.person(colleague).post(answers, {"answer": "assent"})


async def two_registrations(region: Region, *, cities: bool = False, himself: bool = False) -> Two:
    """The man twice, each case with a holder: the teacher, and the outsider with the youth worker beside him.

    ``himself``: he takes part in both.
    """
    two, circle = Two(region), [{"kind": "client"}] if himself else []
    two.older = await region.teacher.post(
        "/cases", opening(NETWORK, SCHOOL.unit_id, MAN) | {"circle": circle}
    )
    await takes_regie(region, two.older, holder="teacher", colleague="intern-begeleider")
    if cities:
        await other_city(region)
    two.newer = await region.outsider.post(
        "/cases", opening(CITY if cities else NETWORK, ELSEWHERE.unit_id, SAME_MAN) | {"circle": circle}
    )
    if cities:
        await region.admin.execute("SET session_replication_role = replica")
        await region.admin.execute(
            "INSERT INTO chaincare.regie (case_id, vacant_because) VALUES ($1, 'not_yet_agreed')",
            UUID(two.newer["id"]),
        )
        await region.admin.execute(
            "INSERT INTO chaincare.regie_terms (case_id, during, holder_id, kind, mandate)"
            " VALUES ($1, tstzrange(now(), NULL), $2, 'interim', '{convene}')",
            UUID(two.newer["id"]), UUID(two.newer["participationId"]),
        )  # fmt: skip
        await region.admin.execute("RESET session_replication_role")
    else:
        await takes_regie(region, two.newer, holder="outsider", colleague="youth-worker")
    await two.found()
    return two


def asked(*, agrees: bool = True) -> dict[str, Any]:
    return {"agrees": agrees, "asked": "in_person", "askedDate": "2026-01-05"}
