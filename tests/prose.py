"""A case in the words of a story: each deed is one call of a partner system, by the one who does it.

``await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")`` reads as it happened; whoever wants to see what
travels reads the deed below. People are the cast of ``tests/people.py`` by their role, or newcomers the story brings in.
"""

from datetime import date, timedelta
from typing import Any

from tests.people import Person, Region, basis, desiree

from chaincare.demo.world import SCHOOL, House, person
from chaincare.workdays import day_in_amsterdam


class Case:
    """One client's case, and what the story remembers of it: whose participation is which."""

    def __init__(self, region: Region, opened: Any) -> None:
        self.region = region
        self.id = str(opened["id"])
        self.path = f"/cases/{self.id}"
        self.opened = opened
        self.parts: dict[str, str] = {}
        self.professionals: dict[str, str] = {}
        self.newcomers: dict[str, Person] = {}

    def who(self, role: str) -> Person:
        return self.newcomers.get(role) or self.region.person(role)

    def part_of(self, role: str) -> str:
        return self.parts[role]

    def in_days(self, days: int) -> str:
        """A day from now on, as the story's clock has it."""
        day: str = day_in_amsterdam(self.region.app.state.clock.now() + timedelta(days=days)).isoformat()
        return day

    async def read_by(self, role: str) -> Any:
        return await self.who(role).get(self.path)

    async def is_nothing_to(self, role: str) -> None:
        await self.who(role).get(self.path, expect=404)

    # The circle.

    async def invites(self, role: str, *, by: str, representative: str | None = None) -> None:
        """The client's side gets a code on proof, and links its own login."""
        proof = {
            "proof": "identity card seen",
            **({"representativeId": representative} if representative else {}),
        }
        code = (await self.who(by).post(f"{self.path}/invitations", proof))["code"]
        await self.who(role).post("/me/logins", {"code": code})

    async def leaves(self, role: str, *, by: str, reason: str = "new_teacher", expect: int = 201) -> Any:
        endings = f"{self.path}/participations/{self.part_of(role)}/endings"
        return await self.who(by).post(endings, {"reason": reason}, expect)

    async def is_brought(self, role: str, name: str, function: str) -> Person:
        """The administrator registers somebody new at the school."""
        body = {"unitId": str(SCHOOL.unit_id), "subject": role, "name": name, "function": function}
        made = await self.region.administrator.post("/professionals", body)
        token = self.region.issuers.token(
            SCHOOL.issuer, role, client_id="leerlingvolg", scopes=("cases", "directory")
        )
        self.newcomers[role] = Person(role, self.region.http, token, self.region.calls)
        self.professionals[role] = str(made["id"])
        return self.newcomers[role]

    async def is_succeeded(self, role: str, *, by: str, on: date) -> Any:
        """Who leaves arranges ahead who takes over from him, from the start of a day."""
        line = {
            "caseId": self.id, "successor": self.professionals[by], "scope": "full",
            "purpose": "education_support", "legalBasis": basis(SCHOOL.unit_id),
        }  # fmt: skip
        body = {"effectiveDate": str(on), "reason": "New school year.", "cases": [line]}
        answer = await self.who(role).post(f"/professionals/{person(role).id}/successions", body)
        assert [one["outcome"] for one in answer["items"]] == ["arranged"], answer
        return answer

    # Regie.

    async def regie_is_proposed(self, *, to: str, by: str, **more: Any) -> Any:
        body = {"candidate": self.part_of(to), "mandate": ["convene", "contact", "guard_agreements"], **more}
        return await self.who(by).post(f"{self.path}/regie-proposals", body)

    async def regie_passes(self, *, to: str, proposed_by: str, **more: Any) -> None:
        """Proposed by one (the proposer's own assent is in the proposal), agreed by the candidate himself."""
        proposal = await self.regie_is_proposed(to=to, by=proposed_by, **more)
        answer = await self.who(to).post(
            f"{self.path}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"}
        )
        assert answer["inEffect"], answer

    async def is_laid_down_by(self, role: str, **said: Any) -> Any:
        return await self.who(role).post(f"{self.path}/resignations", {"because": "workload", **said})

    # The winkelstraat.

    async def asks(self, house: House, *, by: str, **what: Any) -> "Request":
        """Drafted and sent by who directs the case."""
        drafted = await self.who(by).post(
            f"{self.path}/escalations", {"targets": [str(house.unit_id)], **what}
        )
        request = Request(self, str(drafted["id"]))
        await self.who(by).post(f"{request.path}/requests", {})
        return request

    # Agreements.

    async def is_agreed(
        self, what: str, *, by: str, proposed_by: str, in_days: int = 7, **more: Any
    ) -> "Promise":
        """Proposed by one, agreed by the one who will do it."""
        body = {"responsible": self.part_of(by), "what": what, "dueDate": self.in_days(in_days), **more}
        made = await self.who(proposed_by).post(f"{self.path}/agreements", body)
        promise = Promise(self, str(made["id"]))
        if by != proposed_by:
            await promise.answered(by)
        return promise

    async def meets(
        self, *, recorded_by: str, present: list[str], absent: list[str], **came_of_it: Any
    ) -> Any:
        """A meeting is one act: who was there, what was agreed, who directs from now on."""
        body = {
            "heldAt": self.region.app.state.clock.now().isoformat().replace("+00:00", "Z"),
            "present": [self.part_of(one) for one in present],
            "absent": [self.part_of(one) for one in absent],
            **came_of_it,
        }
        return await self.who(recorded_by).post(f"{self.path}/meetings", body)


class Request:
    """A request for help to the winkelstraat."""

    def __init__(self, case: Case, escalation_id: str) -> None:
        self.case = case
        self.id = escalation_id
        self.path = f"{case.path}/escalations/{escalation_id}"

    async def received_by(self, role: str) -> Any:
        """What the unit that was asked reads, before it knows of whom."""
        items = (await self.case.who(role).get("/received-escalations"))["items"]
        self.received = f"/received-escalations/{items[0]['id']}"
        return items[0]

    async def accepted_by(self, role: str, **said: Any) -> Any:
        return await self.case.who(role).post(f"{self.received}/responses", {"answer": "accept", **said})

    async def does(self, role: str, deed: str, body: Any = None, expect: int = 201) -> Any:
        """A step of the escalation on the side of the case."""
        return await self.case.who(role).post(f"{self.path}/{deed}", body or {}, expect)


class Promise:
    """An agreement: who does what by when."""

    def __init__(self, case: Case, agreement_id: str) -> None:
        self.case = case
        self.id = agreement_id
        self.path = f"{case.path}/agreements/{agreement_id}"

    async def state(self, seen_by: str) -> str:
        return str((await self.case.who(seen_by).get(self.path))["state"])

    async def answered(self, role: str, answer: str = "assent", **said: Any) -> Any:
        return await self.case.who(role).post(f"{self.path}/responses", {"answer": answer, **said})

    async def reported(self, role: str, step: str = "reported_kept", expect: int = 201, **said: Any) -> Any:
        return await self.case.who(role).post(f"{self.path}/progress", {"step": step, **said}, expect)

    async def confirmed(self, role: str, expect: int = 201) -> Any:
        return await self.case.who(role).post(f"{self.path}/confirmations", {"answer": "confirm"}, expect)


async def the_pupil(region: Region) -> Case:
    """Désirée's case, opened by her teacher with her mother, the school team and the intern begeleider in the circle."""
    colleague = {
        "kind": "professional",
        "professionalId": str(person("intern-begeleider").id),
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }
    opened = await region.teacher.post("/cases", desiree(circle=[*desiree()["circle"], colleague]))
    pupil = Case(region, opened)
    mother, _, begeleider = opened["circle"]
    pupil.parts = {
        "teacher": opened["participationId"],
        "parent": mother["participationId"],
        "intern-begeleider": begeleider["participationId"],
    }
    await pupil.invites("parent", by="teacher", representative=mother["representativeId"])
    return pupil
