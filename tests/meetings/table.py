"""The table at which Désirée's people meet: who sits there, what is agreed, and who writes it down."""

from datetime import datetime, timedelta
from typing import Any

from tests.agreements.scene import Scene
from tests.people import Person


class Table:
    """A meeting of the begeleider with the mother and the youth worker; the teacher could not come."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.region = scene.region
        self.path = f"{scene.case}/meetings"

    def part(self, name: str) -> str:
        return self.scene.parties.get(name, name)

    def now(self) -> datetime:
        moment: datetime = self.region.app.state.clock.now()
        return moment

    def ago(self, **span: float) -> str:
        return (self.now() - timedelta(**span)).isoformat().replace("+00:00", "Z")

    def agreement(self, responsible: str, what: str = "Belt elke vrijdag.", **changes: Any) -> dict[str, Any]:
        return {
            "responsible": self.part(responsible),
            "what": what,
            "dueDate": self.scene.day(14),
            **changes,
        }

    def regie(self, candidate: str = "youth_worker", **changes: Any) -> dict[str, Any]:
        return {"candidate": self.part(candidate), "mandate": ["convene", "contact"], **changes}

    def account(self, **changes: Any) -> dict[str, Any]:
        body = {
            "heldAt": self.ago(),
            "present": ["begeleider", "mother", "youth_worker"],
            "absent": ["teacher"],
            "client": {"present": "no", "heard": "Désirée tekende wat zij wil."},
            **changes,
        }
        return body | {key: [self.part(one) for one in body[key]] for key in ("present", "absent")}

    def later(self, **span: float) -> None:
        """Time passes: what is held from now on is after everybody joined."""
        self.region.move_clock(timedelta(**span))

    async def record(self, by: Person | None = None, expect: int = 201, **changes: Any) -> Any:
        who = by or self.region.begeleider
        return await who.post(self.path, self.account(**changes), expect)

    async def object(self, by: Person, meeting: Any, expect: int = 201, **said: Any) -> Any:
        body = {"reason": "Dat heb ik niet gezegd.", **said}
        return await by.post(f"{self.path}/{meeting['id']}/objections", body, expect)

    async def state(self, by: Person, made: Any) -> str:
        return str((await by.get(f"{self.scene.path}/{made['agreementId']}"))["state"])

    async def kept(self) -> dict[str, int]:
        """How many rows there are of everything a meeting writes, as a superuser sees it."""
        tables = (
            "meetings", "meeting_attendances", "meeting_words", "meeting_agreements", "agreements",
            "agreement_facts", "regie_proposals", "regie_responses", "regie_terms", "notes",
        )  # fmt: skip
        admin = self.region.admin
        return {one: await admin.fetchval(f"SELECT count(*) FROM chaincare.{one}") for one in tables}


def refused(problem: Any) -> tuple[str, list[str]]:
    """What was refused, and where in the body."""
    pointers = [one["pointer"] for one in problem.get("errors", [])]
    return str(problem["type"]).rpartition(":")[2], pointers
