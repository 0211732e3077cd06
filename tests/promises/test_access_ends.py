"""S2: access ends on the very next request, with the same running token."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.people import Region, link_mother, open_case

from chaincare.demo.world import ELSEWHERE, EXPERTISE, SCHOOL, person

pytestmark = pytest.mark.anyio

GUEST = {
    "kind": "professional",
    "professionalId": str(person("specialist").id),
    "scope": "full",
    "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"},
}


class Shared:
    """A case that the specialist takes part in, and may read with the token he already has."""

    def __init__(self, region: Region, opened: Any, participation: str) -> None:
        self.region = region
        self.case = f"/cases/{opened['id']}"
        self.opened = opened
        self.participation = participation
        self.specialist = region.specialist

    async def reads(self) -> int:
        answers = {
            (await self.specialist.ask("GET", self.case + tail)).status_code
            for tail in ("", "/notes", "/timeline", "/regie", "/legal-bases", "/agreements", "/escalations")
        }
        write = await self.specialist.ask("POST", f"{self.case}/notes", {"body": "x"})
        [one] = answers | ({200} if write.status_code == 201 else {write.status_code})
        listed = (await self.specialist.get("/cases"))["items"] if one == 200 else []
        assert bool(listed) == (one == 200)
        return int(one)

    async def directory(self, statement: str, *values: Any) -> None:
        """What an administrator, or another network, changes in the directory."""
        await self.region.admin.execute("SET session_replication_role = replica")
        await self.region.admin.execute(statement, *values)


@pytest.fixture
async def shared(region: Region) -> Shared:
    opened = await open_case(region)
    added = await region.teacher.post(
        f"/cases/{opened['id']}/participations", {"purpose": "education_support", "party": GUEST}
    )
    shared = Shared(region, opened, added["participationId"])
    assert await shared.reads() == 200
    return shared


async def _participation_ended(shared: Shared) -> None:
    path = f"{shared.case}/participations/{shared.participation}/endings"
    await shared.region.teacher.post(path, {"reason": "done"})


async def _basis_withdrawn(shared: Shared) -> None:
    bases = await shared.region.teacher.get(f"{shared.case}/legal-bases")
    [own] = [one["id"] for one in bases["items"] if one["participationId"] == shared.participation]
    path = f"{shared.case}/legal-bases/{own}/withdrawals"
    await shared.region.teacher.post(path, {"part": "ground", "reason": "withdrawn"})


async def _professional_deactivated(shared: Shared) -> None:
    path = f"/professionals/{person('specialist').id}/deactivations"
    await shared.region.administrator.post(path, {"reason": "left"})


async def _organisation_left(shared: Shared) -> None:
    step = f"/organisations/{EXPERTISE.id}"
    await shared.region.administrator.post(f"{step}/notices", {"reason": "merger"})
    assert await shared.reads() == 200  # whoever is leaving finishes what he began
    await shared.region.administrator.post(f"{step}/exits", {"reason": "merger"})


async def _organisation_insolvent(shared: Shared) -> None:
    await shared.region.administrator.post(f"/organisations/{EXPERTISE.id}/insolvencies", {"reason": "court"})


async def _login_blocked(shared: Shared) -> None:
    body = {"professionalId": str(person("specialist").id), "reason": "stolen"}
    await shared.region.administrator.post("/login-blocks", body)


async def _partner_system_stopped(shared: Shared) -> None:
    body = {"clientId": person("specialist").client_id, "reason": "leak"}
    await shared.region.administrator.post("/partner-systems/stops", body)


def _in_conflict(kind: str, one: Any) -> Any:
    async def recorded(shared: Shared) -> None:
        body = {
            "party": {"kind": kind, "id": str(one)}, "reason": "her brother", "decidedBy": "the client",
            "reviewDate": "2999-01-01",
        }  # fmt: skip
        await shared.region.teacher.post(f"{shared.case}/relation-conflicts", body)

    recorded.__name__ = f"_{kind}_in_conflict"
    return recorded


async def _organisation_speaks_through_another_issuer(shared: Shared) -> None:
    other = shared.region.issuers.issuer_url(ELSEWHERE.issuer)
    await shared.directory(
        "UPDATE chaincare.organisations SET issuer = $2 WHERE id = $1", EXPERTISE.id, other
    )


async def _unit_went_to_an_organisation_of_another_issuer(shared: Shared) -> None:
    await shared.directory(
        "UPDATE chaincare.units SET organisation_id = $2 WHERE id = $1", EXPERTISE.unit_id, SCHOOL.id
    )


async def _login_given_to_another(shared: Shared) -> None:
    await shared.directory(
        "UPDATE chaincare.professionals SET subject = 'successor' WHERE id = $1", person("specialist").id
    )


ENDINGS = [
    _participation_ended,
    _basis_withdrawn,
    _professional_deactivated,
    _organisation_left,
    _organisation_insolvent,
    _organisation_speaks_through_another_issuer,
    _unit_went_to_an_organisation_of_another_issuer,
    _login_given_to_another,
    _login_blocked,
    _partner_system_stopped,
    _in_conflict("professional", person("specialist").id),
    _in_conflict("organisation", EXPERTISE.id),
]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda one: one.__name__.strip("_"))
async def test_the_next_request_is_refused(shared: Shared, ending: Any) -> None:
    await ending(shared)
    assert (await shared.specialist.ask("GET", shared.case)).status_code == 404
    for tail in ("/notes", "/timeline", "/regie", "/legal-bases", "/agreements", "/escalations"):
        assert (await shared.specialist.ask("GET", shared.case + tail)).status_code == 404
    assert (await shared.specialist.ask("POST", f"{shared.case}/notes", {"body": "x"})).status_code == 404
    for path in ("/worklist?whose=anyone", "/cases"):
        listed = await shared.specialist.ask("GET", path)
        assert listed.status_code == 404 or listed.json()["items"] == []
    assert (await shared.region.teacher.ask("GET", shared.case)).status_code == 200


async def test_a_basis_that_runs_out_ends_at_its_moment(region: Region) -> None:
    opened = await open_case(region)
    until = region.app.state.clock.now() + timedelta(days=10)
    basis = {**GUEST["legalBasis"], "untilAt": until.isoformat()}  # type: ignore[dict-item]
    body = {"purpose": "education_support", "party": {**GUEST, "legalBasis": basis}}
    await region.teacher.post(f"/cases/{opened['id']}/participations", body)
    region.move_clock(timedelta(days=10) - timedelta(minutes=1))
    await region.specialist.get(f"/cases/{opened['id']}")
    region.move_clock(timedelta(minutes=2))
    await region.specialist.get(f"/cases/{opened['id']}", expect=404)


async def test_a_team_member_who_changes_teams_leaves_its_cases(region: Region) -> None:
    opened = await open_case(region)
    assert (await region.begeleider.get(f"/cases/{opened['id']}"))["reach"] == "core"
    await region.admin.execute("SET session_replication_role = replica")
    unit: UUID = await region.admin.fetchval(
        "INSERT INTO chaincare.units (organisation_id, name, statutory_task) VALUES ($1, 'Groep 7', 'WPO') RETURNING id",
        SCHOOL.id,
    )
    await region.admin.execute(
        "UPDATE chaincare.professionals SET unit_id = $1 WHERE id = $2", unit, person("intern-begeleider").id
    )
    await region.begeleider.get(f"/cases/{opened['id']}", expect=404)


async def test_a_mother_whose_part_ended_sees_nothing_and_cannot_link_again(region: Region) -> None:
    opened = await open_case(region)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    unused = await region.teacher.post(
        f"/cases/{opened['id']}/invitations",
        {"representativeId": mother["representativeId"], "proof": "card seen"},
    )
    await link_mother(region, opened)
    await region.mother.get(f"/cases/{opened['id']}")
    path = f"/cases/{opened['id']}/participations/{mother['participationId']}/endings"
    await region.teacher.post(path, {"reason": "authority ended"})
    await region.mother.get(f"/cases/{opened['id']}", expect=404)
    assert (await region.mother.get("/me/cases"))["items"] == []
    assert (await region.mother.get("/me/access-log"))["items"] == []
    await region.mother.post("/me/logins", {"code": unused["code"]}, expect=404)
