"""A citizen's login is bound by a code with recorded proof, and by nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio


async def invite(region: Region, opened: Any) -> str:
    representative = next(one for one in opened["circle"] if one["representativeId"])["representativeId"]
    body = {"representativeId": representative, "proof": "identity card seen at school"}
    return str((await region.teacher.post(f"/cases/{opened['id']}/invitations", body))["code"])


async def test_a_code_works_once_and_for_citizens_only(region: Region) -> None:
    opened = await open_case(region)
    code = await invite(region, opened)
    case = f"/cases/{opened['id']}"
    await region.mother.get(case, expect=404)

    teacher = await region.teacher.ask("POST", "/me/logins", {"code": code})
    assert teacher.status_code == 403, "a professional is no citizen, and has no scope for this"
    linked = await region.mother.post("/me/logins", {"code": code.lower()})
    assert linked == {"caseId": opened["id"], "linked": True}
    assert (await region.mother.get(case))["client"]["name"] == "Désirée van der Walt"
    other = region.person("parent")
    one = person("parent")
    other.token = region.issuers.token(
        one.issuer, "another-parent", client_id=one.client_id, scopes=one.scopes
    )
    await other.post("/me/logins", {"code": code}, expect=404)
    # She herself may have missed the answer: the same code links her to nothing new.
    assert await region.mother.post("/me/logins", {"code": code}) == linked


async def test_a_wrong_and_an_expired_code_are_the_same_silence(region: Region) -> None:
    code = await invite(region, await open_case(region))
    wrong = await region.mother.ask("POST", "/me/logins", {"code": "AAAA-BBBB"})
    region.move_clock(timedelta(days=15))
    expired = await region.mother.ask("POST", "/me/logins", {"code": code})
    assert (wrong.status_code, expired.status_code) == (404, 404)
    assert wrong.json() | {"instance": ""} == expired.json() | {"instance": ""}


async def test_the_proof_and_who_recorded_it_are_kept(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    row = await region.admin.fetchrow(
        "SELECT i.proof, i.issued_by, l.subject FROM chaincare.client_logins AS l"
        " JOIN chaincare.invitations AS i ON i.id = l.invitation_id"
    )
    assert row["proof"] == "identity card seen at school"
    assert row["subject"] == "parent"
    entries = await region.entries("event = 'client.login-linked' AND outcome = 'done'")
    assert [entry["relation"] for entry in entries] == ["representative"]


async def test_the_regie_holder_invites_and_nobody_else(region: Region) -> None:
    opened = await open_case(region)
    holder = await add_begeleider(region, opened["id"])
    case = f"/cases/{opened['id']}"
    representative = next(one for one in opened["circle"] if one["representativeId"])["representativeId"]
    body = {"representativeId": representative, "proof": "identity card seen at school"}
    await region.begeleider.post(f"{case}/invitations", body, expect=403)
    await region.teacher.post(f"{case}/invitations", body)
    proposal = await region.teacher.post(
        f"{case}/regie-proposals", {"candidate": holder, "mandate": ["contact"]}
    )
    await region.begeleider.post(f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"})
    await region.teacher.post(f"{case}/invitations", body, expect=403)
    await region.begeleider.post(f"{case}/invitations", body)


async def test_nobody_gets_in_beside_the_person_who_has_a_login(region: Region) -> None:
    opened = await open_case(region)
    first, second = await invite(region, opened), await invite(region, opened)
    await region.mother.post("/me/logins", {"code": first})
    stranger = region.mother
    stranger.token = region.issuers.token("burgers", "ex-partner", client_id="x", scopes=["me", "cases"])
    await stranger.post("/me/logins", {"code": second}, expect=404)
    await stranger.get(f"/cases/{opened['id']}", expect=404)
    representative = next(one for one in opened["circle"] if one["representativeId"])["representativeId"]
    again = await region.teacher.ask(
        "POST",
        f"/cases/{opened['id']}/invitations",
        {"representativeId": representative, "proof": "trust me"},
    )
    assert (again.status_code, again.json()["type"].split(":")[-1]) == (409, "person-has-login")


async def test_only_somebody_of_the_circle_can_be_invited(region: Region) -> None:
    opened = await open_case(region)
    body = {"representativeId": opened["id"], "proof": "seen"}
    answer = await region.teacher.ask("POST", f"/cases/{opened['id']}/invitations", body)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("person-not-in-case")
