"""Désirée's case with an agreement to make: who is in it, and how they take a step."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.people import YOUTH_CARE, Person, Region, add_begeleider, basis, link_mother, open_case

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam


class Scene:
    """Désirée's case with her teacher, her mother, the school's begeleider and a youth worker in it."""

    def __init__(self, region: Region, opened: Any, parties: dict[str, str]) -> None:
        self.region = region
        self.case = f"/cases/{opened['id']}"
        self.path = f"{self.case}/agreements"
        self.parties = parties

    def day(self, days: int) -> str:
        now = datetime.now(UTC) + self.region.app.state.clock.offset
        return str(day_in_amsterdam(now) + timedelta(days=days))

    async def propose(self, by: Person, responsible: str, expect: int = 201, **changes: Any) -> Any:
        body = {
            "responsible": self.parties.get(responsible, responsible),
            "what": "Brings Désirée to school every morning.",
            "dueDate": self.day(14),
            **changes,
        }
        return await by.post(self.path, body, expect=expect)

    async def step(
        self, by: Person, agreement: Any, kind: str, body: Any, expect: int = 201, edition: str | None = "*"
    ) -> Any:
        """Take a step, by default with whatever edition there is."""
        more = {} if edition is None else {"If_Match": edition}
        path = f"{self.path}/{agreement['id']}/{kind}"
        return await by.post(path, body, expect=expect, **more)

    async def agreed(self, responsible: str = "mother", **changes: Any) -> Any:
        """An agreement that the begeleider proposed and the responsible assented to."""
        proposed = await self.propose(self.region.begeleider, responsible, **changes)
        return await self.step(self.person(responsible), proposed, "responses", {"answer": "assent"})

    async def reported(self, responsible: str = "mother") -> Any:
        agreement = await self.agreed(responsible)
        return await self.step(
            self.person(responsible), agreement, "progress", {"step": "reported_kept", "note": "Elke dag."}
        )

    async def met(self, *agreements: Any, absent: tuple[str, ...] = (), **changes: Any) -> list[Any]:
        """Agreements made at a table with the mother and the youth worker, recorded by the begeleider."""
        present = [one for one in ("begeleider", "mother", "youth_worker") if one not in absent]
        now = self.region.app.state.clock.now()
        body = {
            "heldAt": now.isoformat().replace("+00:00", "Z"),
            "present": [self.parties[one] for one in present],
            "client": {"present": "no", "heard": "Zij tekende wat zij wil."},
            "proof": "Zij zei ja.",
            "agreements": [
                {"what": "Brengt haar naar school.", "dueDate": self.day(14), **one} for one in agreements
            ],
            **changes,
        }
        meeting = await self.region.begeleider.post(f"{self.case}/meetings", body)
        return [
            await self.region.begeleider.get(f"{self.path}/{one['agreementId']}")
            for one in meeting["agreements"]
        ]

    async def gone(self, name: str) -> None:
        """Somebody's participation ends, by who brought him in."""
        ending = f"{self.case}/participations/{self.parties[name]}/endings"
        await self.region.teacher.post(ending, {"reason": "Klaar."})

    def person(self, name: str) -> Person:
        return {
            "mother": self.region.mother,
            "teacher": self.region.teacher,
            "begeleider": self.region.begeleider,
            "youth_worker": self.region.youth_worker,
        }[name]


async def set_scene(region: Region) -> Scene:
    opened = await open_case(region)
    await link_mother(region, opened)
    begeleider = await add_begeleider(region, opened["id"])
    youth_worker = await region.teacher.post(
        f"/cases/{opened['id']}/participations",
        {
            "purpose": "youth_care",
            "party": {
                "kind": "professional",
                "professionalId": str(person("youth-worker").id),
                "scope": "core",
                "legalBasis": basis(YOUTH_CARE.unit_id),
            },
        },
    )
    mother, team = opened["circle"]
    return Scene(
        region,
        opened,
        {
            "teacher": opened["participationId"],
            "mother": mother["participationId"],
            "team": team["participationId"],
            "begeleider": begeleider,
            "youth_worker": youth_worker["participationId"],
        },
    )


async def hold_regie(scene: Scene, holder: str) -> None:
    """Make somebody the holder of regie, past the API: how that is agreed is tested elsewhere."""
    async with scene.region.admin.transaction():
        await scene.region.admin.execute("SET LOCAL session_replication_role = replica")
        await scene.region.admin.execute(
            "INSERT INTO chaincare.regie_terms (case_id, during, holder_id, kind, mandate)"
            " VALUES ($1::text::uuid, tstzrange(now(), NULL), $2::text::uuid, 'interim', '{convene}')",
            scene.case.removeprefix("/cases/"),
            scene.parties[holder],
        )


def refused(problem: Any) -> str:
    return str(problem["type"]).rpartition(":")[2]
