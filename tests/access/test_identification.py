"""Who comes without a good token does not come to the door: no entry, no look-up, the same 401."""

import pytest
from tests.people import Region

pytestmark = pytest.mark.anyio


async def test_one_token_in_one_header(region: Region) -> None:
    token = region.teacher.token
    good = [("Authorization", f"Bearer {token}")]
    assert (await region.http.get("/v1/worklist", headers=good)).status_code == 200
    twice = await region.http.get("/v1/worklist", headers=[*good, ("Authorization", f"Bearer {token}")])
    assert twice.status_code == 401
    none = await region.http.get("/v1/worklist")
    assert (none.status_code, none.headers["WWW-Authenticate"].split()[0]) == (401, "Bearer")
    body = await region.http.post("/v1/cases", content=b"{", headers={"Content-Type": "application/json"})
    assert body.status_code == 401, "who it is comes before what he sends"
    assert len(await region.entries()) == 1


async def test_an_issuer_speaks_for_its_own_organisation_only(region: Region) -> None:
    """A professional's subject, from another organisation's issuer, is nobody."""
    foreign = region.issuers.token("wijkteam-zuid", "teacher", client_id="x", scopes=["cases", "directory"])
    answer = await region.http.get("/v1/organisations", headers={"Authorization": f"Bearer {foreign}"})
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (403, "no-place-in-directory")


async def test_an_organisation_that_left_is_out_at_once(region: Region) -> None:
    teacher = region.teacher
    await teacher.get("/worklist")
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.organisations SET status = 'left' WHERE name = 'Basisschool De Regenboog'"
        )
    await teacher.get("/worklist", expect=404)


async def test_a_partner_system_on_its_own_gets_no_client_content(region: Region) -> None:
    for path in ("/worklist", "/me/cases", "/received-escalations", "/organisations"):
        answer = await region.partner.ask("GET", path)
        assert answer.status_code == 403, path
        assert answer.json()["type"].endswith("acts-for-nobody")
