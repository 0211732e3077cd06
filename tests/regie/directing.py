"""A case to direct, and the acts about regie as its people do them over HTTP."""

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from tests.escalations.steps import accept, ask, complement, directed_case
from tests.people import Person, Region, add_begeleider, basis, link_mother, open_case

from chaincare.access.api import DOOR_CASE, lanes_of
from chaincare.access.clearance import Asker, Clearance, enter
from chaincare.demo.world import SCHOOL, YOUTH_CARE, person
from chaincare.regie.operations import PROPOSE_REGIE

ALL = ["convene", "contact", "guard_agreements", "decide"]


TERMS = """
    SELECT case_id, during, holder_id, kind, mandate, proposal_id FROM chaincare.regie_terms
    ORDER BY case_id, lower(during)
"""
REBUILT = """
    SELECT b.case_id, tstzrange(b.began_at, (
               SELECT k.ends_at FROM chaincare.regie_facts AS k
               WHERE k.case_id = b.case_id AND k.began_at = b.began_at ORDER BY k.number DESC LIMIT 1)) AS during,
           b.holder_id, b.kind, b.mandate, b.proposal_id
    FROM chaincare.regie_facts AS b WHERE b.fact = 'began' AND NOT EXISTS (
        SELECT FROM chaincare.regie_facts AS x
        WHERE x.case_id = b.case_id AND x.began_at = b.began_at AND x.fact = 'dropped') ORDER BY b.case_id, b.began_at
"""
"""The terms as the facts alone tell them: what `regie_terms` must be, row for row (R8)."""

FACTS = """
    SELECT case_id, number, fact, began_at, CASE WHEN because <> 'interim_over' THEN ends_at END AS ends_at, because,
           holder_id, kind, mandate, proposal_id, fact = 'began' OR recorded_at = ends_at AS recorded_then
    FROM chaincare.regie_facts ORDER BY case_id, number
"""


class Case:
    """A case with a teacher and an intern begeleider, both scope full."""

    def __init__(self, region: Region, opened: Any, begeleider: str) -> None:
        self.region = region
        self.opened = opened
        self.path = f"/cases/{opened['id']}"
        self.teacher_part = opened["participationId"]
        self.begeleider_part = begeleider

    async def propose(self, who: Person, candidate: str, expect: int = 201, **more: Any) -> Any:
        body = {"candidate": candidate, "mandate": ALL, **more}
        return await who.post(f"{self.path}/regie-proposals", body, expect)

    async def answer(self, who: Person, proposal: Any, answer: str, expect: int = 201, **more: Any) -> Any:
        address = f"{self.path}/regie-proposals/{proposal['id']}/responses"
        return await who.post(address, {"answer": answer, **more}, expect)

    async def regie(self, who: Person | None = None, at: datetime | None = None) -> Any:
        query = "" if at is None else f"?at={quote(at.isoformat())}"
        return await (who or self.region.teacher).get(f"{self.path}/regie{query}")

    async def proposal(self, who: Person, proposal: Any) -> Any:
        return await who.get(f"{self.path}/regie-proposals/{proposal['id']}")

    async def terms(self) -> list[Any]:
        return list((await self.region.teacher.get(f"{self.path}/regie-terms"))["items"])


async def begin(region: Region) -> Case:
    opened = await open_case(region)
    return Case(region, opened, await add_begeleider(region, opened["id"]))


async def held_by_begeleider(region: Region, *, mother: bool = False) -> Case:
    """The intern begeleider directs; the mother, when asked for, has a login."""
    case = await begin(region)
    if mother:
        await link_mother(region, case.opened)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    return case


async def held_in_the_street(region: Region) -> Case:
    """The youth worker came in by an escalation, into the winkelstraat, and directs; the teacher wrote for the buurtwinkel."""
    opened, begeleider = await directed_case(region)
    case = Case(region, opened, begeleider)
    escalation = await ask(region.begeleider, opened["id"], complement())
    await accept(region.youth_worker)
    await region.begeleider.post(f"{case.path}/escalations/{escalation}/starts", {})
    parties = (await region.begeleider.get(case.path))["parties"]
    [worker] = [one["participationId"] for one in parties if one["name"] == "Sanne Bakker"]
    await region.teacher.post(
        f"{case.path}/notes", {"body": "For the buurtwinkel.", "audience": ["buurtwinkel"]}
    )
    proposal = await case.propose(region.begeleider, worker, handoverNote="Over to you.")
    await case.answer(region.youth_worker, proposal, "assent")
    return case


async def newcomer(region: Region, subject: str) -> tuple[str, Person]:
    """Give somebody new at youth care, who knows no case yet."""
    body = {"unitId": str(YOUTH_CARE.unit_id), "subject": subject, "name": "Noor Smit", "function": "w"}
    made = await region.administrator.post("/professionals", body)
    token = region.issuers.token(YOUTH_CARE.issuer, subject, client_id="jeugdportaal", scopes=("cases",))
    return str(made["id"]), Person(subject, region.http, token, region.calls)


def joining(role: str, scope: str = "full") -> dict[str, Any]:
    party = {
        "kind": "professional",
        "professionalId": str(person(role).id),
        "scope": scope,
        "legalBasis": basis(SCHOOL.unit_id),
    }
    return {"purpose": "youth_care", "party": party}


async def add_worker(region: Region, case: Case, role: str, scope: str = "full") -> str:
    added = await region.teacher.post(f"{case.path}/participations", joining(role, scope))
    return str(added["participationId"])


def type_of(answer: Any) -> str:
    return str(answer["type"]).rpartition(":")[2]


@contextlib.asynccontextmanager
async def let_in(region: Region, case_id: str, role: str = "teacher") -> AsyncIterator[Clearance]:
    """Go through the door for an act of another feature."""
    state = region.app.state
    caller = await state.verifier.verify(f"Bearer {region.person(role).token}")
    now = state.clock.now
    asker = Asker(caller, None, str(uuid4()), "0" * 31 + "1", "0" * 15 + "1", now())
    async with enter(
        lanes_of(state), DOOR_CASE, PROPOSE_REGIE, asker, [UUID(case_id)], now, lambda _: None
    ) as clearance:
        yield clearance


async def behind_the_wall(region: Region, sql: str, *values: Any) -> None:
    """What no route of this version does, or refuses: as a superuser, past wall and log."""
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(sql, *values)


def move_to(region: Region, at: datetime) -> None:
    """The clock, from here on, begins at this moment."""
    region.move_clock(at - region.app.state.clock.now())
