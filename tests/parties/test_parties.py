"""Who takes part, how far he sees, and how that ends on the very next request (S2)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, basis, desiree, link_mother, open_case

from chaincare.demo.world import ELSEWHERE, SCHOOL, person

pytestmark = pytest.mark.anyio


def professional(role: str, **changes: Any) -> dict[str, Any]:
    party = {
        "kind": "professional",
        "professionalId": str(person(role).id),
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
        **changes,
    }
    return {"purpose": "education_support", "party": party}


async def test_a_scope_shows_what_it_says_and_no_more(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await region.teacher.post(f"{case}/participations", professional("outsider", scope="that"))
    seen = await region.outsider.get(case)
    assert seen["client"]["name"] == "Désirée van der Walt"
    assert (seen["client"]["birthDate"], seen["client"]["givenNames"], seen["question"]) == (None, None, None)
    assert seen["openAgreements"] is None
    assert {party["organisation"] for party in seen["parties"]} == {None}
    assert {party["sector"] for party in seen["parties"]} == {"education", "social", None}
    await region.outsider.get(f"{case}/notes", expect=403)
    await region.outsider.get(f"{case}/legal-bases", expect=403)


async def test_a_team_reads_in_the_name_of_the_person(region: Region) -> None:
    opened = await open_case(region)
    await region.begeleider.get(f"/cases/{opened['id']}")
    (entry,) = await region.entries("relation = 'team'")
    assert entry["actor_id"] == person("intern-begeleider").id
    assert (entry["reach"], entry["rule"]) == ("core", "team-core/1")


async def test_nobody_takes_part_twice_and_no_team_in_full(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/participations"
    await add_begeleider(region, opened["id"])
    twice = await region.teacher.ask("POST", path, professional("intern-begeleider"))
    assert (twice.status_code, twice.json()["type"].split(":")[-1]) == (409, "already-takes-part")
    team = {
        "kind": "team",
        "unitId": str(ELSEWHERE.unit_id),
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }
    wide = await region.teacher.ask("POST", path, {"purpose": "safety", "party": team})
    assert (wide.status_code, wide.json()["type"].split(":")[-1]) == (400, "scope-too-wide-for-team")
    stranger = professional("teacher", professionalId=str(SCHOOL.unit_id))
    assert (await region.teacher.ask("POST", path, stranger)).status_code == 400


async def test_access_ends_with_participation(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    added = await region.teacher.post(f"{case}/participations", professional("outsider"))
    outsider = region.outsider
    await outsider.get(case)
    ending = f"{case}/participations/{added['participationId']}/endings"
    await region.begeleider.post(ending, {"reason": "not mine to end"}, expect=403)
    await region.teacher.post(ending, {"reason": "his part is done"})
    await outsider.get(case, expect=404)
    await region.teacher.post(ending, {"reason": "again"}, expect=404)


async def test_access_ends_with_its_legal_basis(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    added = await region.teacher.post(f"{case}/participations", professional("outsider"))
    await region.outsider.get(case)
    bases = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    of_outsider = next(one for one in bases if one["participationId"] == added["participationId"])
    of_teacher = next(one for one in bases if one["participationId"] == opened["participationId"])
    withdrawal = f"{case}/legal-bases/{of_outsider['id']}/withdrawals"
    await region.teacher.post(withdrawal, {"part": "ground", "reason": "it was none"})
    await region.outsider.get(case, expect=404)
    await region.teacher.post(withdrawal, {"part": "ground", "reason": "again"}, expect=409)
    anew = {"participationId": added["participationId"], "legalBasis": basis(SCHOOL.unit_id)}
    await region.teacher.post(f"{case}/legal-bases", anew)
    await region.outsider.get(case)
    not_his = f"{case}/legal-bases/{of_teacher['id']}/withdrawals"
    await region.outsider.post(not_his, {"part": "ground", "reason": "to lock them out"}, expect=403)
    await region.teacher.get(case)


async def test_a_basis_with_an_end_lapses_by_itself(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    until = (region.app.state.clock.now() + timedelta(days=30)).isoformat()
    party = professional("outsider", legalBasis=basis(SCHOOL.unit_id, untilAt=until))
    await region.teacher.post(f"{case}/participations", party)
    await region.outsider.get(case)
    region.move_clock(timedelta(days=31))
    await region.outsider.get(case, expect=404)
    await region.teacher.get(case)


async def test_a_basis_that_has_run_out_is_no_basis(region: Region) -> None:
    opened = await open_case(region)
    past = (region.app.state.clock.now() - timedelta(days=1)).isoformat()
    party = professional("outsider", legalBasis=basis(SCHOOL.unit_id, untilAt=past))
    answer = await region.teacher.ask("POST", f"/cases/{opened['id']}/participations", party)
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (409, "basis-runs-out")
    await region.teacher.post("/cases", desiree(legalBasis=basis(SCHOOL.unit_id, untilAt=past)), expect=409)


async def test_a_parent_withdraws_consent_and_nothing_else(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    added = await region.teacher.post(f"{case}/participations", professional("outsider"))
    bases = (await region.mother.get(f"{case}/legal-bases"))["items"]
    of_outsider = next(one for one in bases if one["participationId"] == added["participationId"])
    path = f"{case}/legal-bases/{of_outsider['id']}/withdrawals"
    await region.mother.post(path, {"part": "ground", "reason": "no"}, expect=403)
    await region.teacher.post(f"{case}/notes", {"body": "Rest.", "audience": ["professionals"]})
    assert len((await region.outsider.get(f"{case}/notes"))["items"]) == 1
    await region.mother.post(path, {"part": "secrecy", "reason": "I take my consent back"})
    assert (await region.outsider.get(f"{case}/notes"))["items"] == [], (
        "the school tells him nothing any more"
    )
    await region.outsider.get(case)
    await region.mother.post(path, {"part": "secrecy", "reason": "again"}, expect=409)


async def test_the_holder_keeps_his_basis_until_regie_has_moved(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    holder = await add_begeleider(region, opened["id"])
    proposal = await region.teacher.post(
        f"{case}/regie-proposals", {"candidate": holder, "mandate": ["contact"]}
    )
    await region.begeleider.post(f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"})
    bases = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    of_holder = next(one for one in bases if one["participationId"] == holder)
    path = f"{case}/legal-bases/{of_holder['id']}/withdrawals"
    refused = await region.teacher.ask("POST", path, {"part": "ground", "reason": "silently"})
    assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (409, "regie-must-move-first")


async def test_a_funder_never_takes_part(region: Region) -> None:
    opened = await open_case(region)
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.organisations SET sector = 'funder' WHERE id = $1", ELSEWHERE.id
        )
    path = f"/cases/{opened['id']}/participations"
    answer = await region.teacher.ask("POST", path, professional("outsider"))
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (400, "party-unknown")
    await region.outsider.post("/cases", desiree(), expect=404)
