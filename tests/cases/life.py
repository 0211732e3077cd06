"""The life of one case, as whoever is in it could make it go: each deed by whom it is likely, and often by whom it is not."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.people import Person, Region, basis, link_mother, open_case
from tests.regie.directing import joining

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person
from chaincare.workdays import day_in_amsterdam

AT_WORK = ("teacher", "intern-begeleider", "youth-worker", "specialist", "newcomer")
EVERYBODY = (*AT_WORK, "parent", "network-coordinator")
UNITS = {"specialist": str(EXPERTISE.unit_id), "youth-worker": str(YOUTH_CARE.unit_id)}
FINE = (200, 201)
REFUSED = (400, 403, 404, 409)


@dataclass
class Life:
    """A case, who could be in it, and what was done in it so far."""

    region: Region
    chance: Random
    case_id: str
    parts: dict[str, str]
    newcomer: Person
    newcomer_id: str
    did: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    proposals: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    escalations: list[str] = field(default_factory=list)
    stand_ins: list[str] = field(default_factory=list)
    resignations: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pauses: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/cases/{self.case_id}"

    def who(self, role: str) -> Person:
        return self.newcomer if role == "newcomer" else self.region.person(role)

    def professional(self, role: str) -> str:
        return self.newcomer_id if role == "newcomer" else str(person(role).id)

    def day(self, days: int) -> str:
        return str(day_in_amsterdam(self.region.app.state.clock.now()) + timedelta(days=days))

    def instant(self, days: int) -> str:
        moment: datetime = self.region.app.state.clock.now() + timedelta(days=days)
        return moment.isoformat().replace("+00:00", "Z")

    def any_part(self) -> str:
        return self.chance.choice(sorted(self.parts.values()))

    async def does(self, role: str, name: str, path: str, body: Any, **headers: str) -> Any:
        """Try a deed; gives what came of it, or None when it was refused. Anything but these two is a fault."""
        answer = await self.who(role).ask("POST", path, body, **headers)
        self.told.append(f"{role}: {name} {body} -> {answer.status_code}")
        assert answer.status_code in (*FINE, *REFUSED), "\n".join([*self.told, answer.text])
        if answer.status_code in REFUSED:
            self.refused[name] += 1
            return None
        self.did[name] += 1
        return answer.json()

    # Who is there, and who is not.

    async def join(self, role: str) -> None:
        who = self.chance.choice(AT_WORK)
        body = joining("teacher", self.chance.choice(["full", "full", "core", "that"]))
        body["party"]["professionalId"] = self.professional(who)
        made = await self.does(role, "join", f"{self.path}/participations", body)
        if made is not None:
            self.parts[who] = made["participationId"]

    async def leave(self, role: str) -> None:
        part = self.any_part()
        await self.does(role, "leave", f"{self.path}/participations/{part}/endings", {"reason": "Done here."})

    async def be_absent(self, role: str) -> None:
        body = {"kind": "period", "firstDate": self.day(0), "lastDate": self.day(self.chance.choice([2, 9]))}
        await self.does(role, "be absent", f"/professionals/{self.professional(role)}/absences", body)

    async def deactivate(self, _: str) -> None:
        """The newcomer's login ends: by who administers, with all he had in hand."""
        path = f"/professionals/{self.newcomer_id}/deactivations"
        await self.does("administrator", "deactivate", path, {"reason": "Left the school."})

    # Regie.

    async def propose(self, role: str) -> None:
        body: dict[str, Any] = {"candidate": self.any_part(), "mandate": ["convene", "contact"]}
        if self.chance.random() < 0.7:
            body |= {"handoverNote": "She likes to draw."}
        if role == "network-coordinator":
            body |= {"reason": "Nobody else."}
        if self.chance.random() < 0.3:
            body |= {"effectiveAt": self.instant(self.chance.choice([1, 6]))}
        if self.chance.random() < 0.3:
            body |= {"endsAt": self.instant(self.chance.choice([8, 20]))}
        made = await self.does(role, "propose", f"{self.path}/regie-proposals", body)
        if made is not None:
            self.proposals.append(made["id"])

    async def answer_proposal(self, role: str) -> None:
        for proposal in self.proposals[-1:]:
            answer = self.chance.choice(["assent", "assent", "assent", "refusal", "objection"])
            body = {"answer": answer} | ({} if answer == "assent" else {"reason": "Not now."})
            await self.does(
                role, f"answer {answer}", f"{self.path}/regie-proposals/{proposal}/responses", body
            )

    async def withdraw_proposal(self, role: str) -> None:
        for proposal in self.proposals[-1:]:
            path = f"{self.path}/regie-proposals/{proposal}/withdrawals"
            await self.does(role, "withdraw proposal", path, {"reason": "After all."})

    async def lay_down(self, role: str) -> None:
        body = self.chance.choice(
            [
                {"because": "workload", "endsDate": self.day(10)},
                {"because": "unavailable", "endsDate": self.day(2)},
                {"because": "safety", "atOnce": True},
            ]
        )
        made = await self.does(role, "lay down", f"{self.path}/resignations", body)
        if made is not None:
            self.resignations.append(made["id"])

    async def take_back(self, role: str) -> None:
        for one in self.resignations[-1:]:
            await self.does(role, "take back", f"{self.path}/resignations/{one}/withdrawals", {})

    async def ask_stand_in(self, role: str) -> None:
        body = {"participationId": self.any_part(), "firstDate": self.day(0), "lastDate": self.day(20)}
        made = await self.does(role, "ask stand-in", f"{self.path}/stand-ins", body)
        if made is not None:
            self.stand_ins.append(made["id"])

    async def answer_stand_in(self, role: str) -> None:
        for one in self.stand_ins[-1:]:
            body = {"answer": self.chance.choice(["assent", "assent", "refusal"])}
            await self.does(role, "answer stand-in", f"{self.path}/stand-ins/{one}/responses", body)

    # Agreements.

    async def agree(self, role: str) -> None:
        body = {
            "responsible": self.any_part(),
            "what": "A visit a week.",
            "dueDate": self.day(self.chance.choice([1, 9])),
        }
        made = await self.does(role, "agree", f"{self.path}/agreements", body)
        if made is not None:
            self.agreements.append(made["id"])

    async def step_in_agreement(self, role: str) -> None:
        if not self.agreements:
            return
        about = self.chance.choice(self.agreements[-3:])
        kind, body = self.chance.choice(
            [
                ("responses", {"answer": "assent"}),
                ("responses", {"answer": "assent"}),
                ("responses", {"answer": "decline", "reason": "Too much."}),
                ("progress", {"step": "reported_kept"}),
                ("progress", {"step": "not_kept", "reason": "time"}),
                ("confirmations", {"answer": "confirm"}),
                ("revisions", {"dueDate": self.day(12), "reason": "Ill."}),
                ("reassignments", {"responsible": self.any_part(), "reason": "Gone."}),
                ("cancellations", {"reason": "No longer needed."}),
            ]
        )
        path = f"{self.path}/agreements/{about}/{kind}"
        await self.does(role, f"agreement {kind}", path, body, If_Match="*")

    # The winkelstraat.

    async def ask_help(self, role: str) -> None:
        complement = self.chance.random() < 0.7
        body: dict[str, Any] = {
            "limit": "reached", "tried": "Talks.", "help": "complement" if complement else "strengthen",
            "question": "Can you help at home?", "summary": "A child walks out of class.",
            "urgent": complement and self.chance.random() < 0.4,
            "targets": self.chance.choice([[one] for one in UNITS.values()] + [list(UNITS.values())]),
        }  # fmt: skip
        if complement:
            body["grant"] = {
                "scope": self.chance.choice(["core", "full"]),
                "purpose": "youth_care",
                "legalBasis": basis(SCHOOL.unit_id),
            }
        drafted = await self.does(role, "draft", f"{self.path}/escalations", body)
        if drafted is not None:
            self.escalations.append(drafted["id"])
            await self.does(role, "request", f"{self.path}/escalations/{drafted['id']}/requests", {})

    async def send(self, role: str) -> None:
        for one in self.escalations[-2:]:
            await self.does(role, "request", f"{self.path}/escalations/{one}/requests", {})

    async def answer_help(self, _: str) -> None:
        role = self.chance.choice(sorted(UNITS))
        received = (await self.who(role).get("/received-escalations?limit=50"))["items"]
        if received:
            body = self.chance.choice(
                [
                    {"answer": "accept"},
                    {"answer": "accept"},
                    {"answer": "accept", "expectedDate": self.day(12)},
                    {"answer": "decline", "reason": "No room."},
                    {"answer": "ask", "text": "How old is the child?"},
                ]
            )
            path = f"/received-escalations/{self.chance.choice(received)['id']}/responses"
            await self.does(role, f"help {body['answer']}", path, body)

    async def step_in_help(self, role: str) -> None:
        if not self.escalations:
            return
        about = self.chance.choice(self.escalations[-3:])
        kind, body = self.chance.choice(
            [
                ("starts", {}), ("starts", {}), ("feedback", {"text": "Calmer."}), ("closures", {}),
                ("closures", {"reason": "The family moved."}), ("withdrawals", {"reason": "Not needed."}),
                ("bridges", {"participationId": self.any_part()}), ("reviews", {"expectedDate": self.day(20)}),
            ]
        )  # fmt: skip
        await self.does(role, f"help {kind}", f"{self.path}/escalations/{about}/{kind}", body)

    # The case itself.

    async def finish(self) -> None:
        """Whoever may ends what still runs."""
        for about in self.agreements:
            for role in ("teacher", "intern-begeleider", "newcomer", "youth-worker"):
                path = f"{self.path}/agreements/{about}/cancellations"
                await self.does(role, "cancel", path, {"reason": "No longer needed."}, If_Match="*")
        for about in self.escalations:
            for role in AT_WORK:
                path = f"{self.path}/escalations/{about}"
                await self.does(role, "help withdrawn", f"{path}/withdrawals", {"reason": "Not needed."})
                await self.does(role, "help closed", f"{path}/closures", {"reason": "The family moved."})

    async def close(self, role: str) -> None:
        body: dict[str, Any] = {
            "reason": "goals_reached",
            "explanation": "It goes well.",
            "evaluation": {
                "heldDate": self.day(0),
                "reached": "She is in class.",
                "ownWords": "Het is fijn nu.",
            },
        }
        if self.agreements and self.chance.random() < 0.6:
            listed = await self.who(role).ask("GET", f"{self.path}/agreements?limit=50")
            if listed.status_code == FINE[0]:
                left = [
                    one["id"]
                    for one in listed.json()["items"]
                    if one["state"] in ("proposed", "agreed", "in_progress", "awaiting_new_responsible")
                ]
                body["carriedOver"] = [
                    {"agreementId": one, "carriedTo": "The family doctor."} for one in left
                ]
        await self.does(role, "close", f"{self.path}/closures", body)

    async def pause(self, role: str) -> None:
        body = {
            "reason": "client_away",
            "explanation": "They are with family.",
            "resumesDate": self.day(10),
        }
        made = await self.does(role, "pause", f"{self.path}/pauses", body)
        if made is not None:
            self.pauses.append(made["id"])

    async def resume(self, role: str) -> None:
        for one in self.pauses[-1:]:
            await self.does(role, "resume", f"{self.path}/pauses/{one}/endings", {})

    async def reopen(self, role: str) -> None:
        body = {"reason": "It began again.", "legalBasis": basis(SCHOOL.unit_id)}
        await self.does(role, "reopen", f"{self.path}/reopenings", body)

    @property
    def deeds(self) -> dict[str, Callable[[str], Awaitable[None]]]:
        """Every deed by its name; what ends much comes last."""
        return {
            "join": self.join, "propose": self.propose, "answer": self.answer_proposal, "agree": self.agree,
            "agreement": self.step_in_agreement, "ask help": self.ask_help, "send": self.send,
            "answer help": self.answer_help, "help": self.step_in_help, "absent": self.be_absent,
            "stand-in": self.ask_stand_in, "answer stand-in": self.answer_stand_in, "lay down": self.lay_down,
            "take back": self.take_back, "withdraw": self.withdraw_proposal, "leave": self.leave,
            "deactivate": self.deactivate, "pause": self.pause, "resume": self.resume, "close": self.close, "reopen": self.reopen,
        }  # fmt: skip


async def begin(region: Region, seed: int) -> Life:
    """Désirée's case with her mother, the school's team, the teacher and somebody new at the school."""
    opened = await open_case(region)
    await link_mother(region, opened)
    subject = f"new-{opened['id']}"
    made = await region.administrator.post(
        "/professionals",
        {"unitId": str(SCHOOL.unit_id), "subject": subject, "name": "Ilse Vos", "function": "leerkracht"},
    )
    token = region.issuers.token(
        SCHOOL.issuer, subject, client_id="leerlingvolg", scopes=("cases", "directory")
    )
    newcomer = Person("newcomer", region.http, token, region.calls)
    mother, _ = opened["circle"]
    parts = {"teacher": opened["participationId"], "parent": mother["participationId"]}
    chance = Random(seed)  # noqa: S311 - drawn once: what is drawn step by step repeats itself
    life = Life(region, chance, opened["id"], parts, newcomer, made["id"])
    for role in ("intern-begeleider", "newcomer"):
        body = joining("teacher")
        body["party"]["professionalId"] = life.professional(role)
        added = await region.teacher.post(f"{life.path}/participations", body)
        life.parts[role] = added["participationId"]
    return life
