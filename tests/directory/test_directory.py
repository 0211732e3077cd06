"""The directory: read by professionals, written by the administrator of the network."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, open_case

from chaincare.demo.world import OFFICE, PEOPLE, SCHOOL, person

pytestmark = pytest.mark.anyio

NEW = {
    "name": "Politie Noord",
    "sector": "safety",
    "oin": "00000001003214345000",
    "kvk": "12345678",
    "issuer": "https://login.politie.example",
    "jwksUri": "https://login.politie.example/jwks",
}


async def test_professionals_read_it(region: Region) -> None:
    names = [one["name"] for one in (await region.outsider.get("/organisations"))["items"]]
    assert "Basisschool De Regenboog" in names
    units = await region.teacher.get(f"/units?organisationId={SCHOOL.id}")
    assert [unit["id"] for unit in units["items"]] == [str(SCHOOL.unit_id)]
    offered = await region.teacher.get("/services?help=strengthen")
    assert [one["name"] for one in offered["items"]] == ["Consultatie gedrag"]
    assert (await region.teacher.get("/networks"))["items"][0]["region"] == "Noord"
    assert len((await region.teacher.get("/professionals"))["items"]) == sum(
        one.id is not None for one in PEOPLE
    )
    first = await region.teacher.ask("GET", "/organisations?limit=2")
    assert 'rel="next"' in first.headers["Link"]


async def test_the_administrator_writes_it(region: Region) -> None:
    administrator = region.administrator
    organisation = (await administrator.post("/organisations", NEW))["id"]
    unit = (
        await administrator.post(
            "/units", {"organisationId": organisation, "name": "Wijkagenten", "statutoryTask": "Politiewet"}
        )
    )["id"]
    professional = {"unitId": unit, "subject": "w-1", "name": "Wim", "function": "wijkagent"}
    added = await administrator.post("/professionals", professional)
    await administrator.post("/professionals", professional, expect=409)
    service = {
        "unitId": unit, "name": "Spreekuur", "specialism": "veiligheid", "help": "both", "targetGroup": "iedereen",
    }  # fmt: skip
    await administrator.post("/services", service)
    ends = (region.app.state.clock.now() + timedelta(days=10)).isoformat()
    mandate = {"professionalId": added["id"], "kind": "coordinator", "endsAt": ends}
    await administrator.post("/mandates", mandate)
    entries = await region.entries("outcome = 'done' AND actor_id = $1", person("administrator").id)
    assert len(entries) == 5, "changes of rights are events"


@pytest.mark.parametrize("role", ["teacher", "network-coordinator", "auditor", "outsider"])
async def test_nobody_else_writes_it(region: Region, role: str) -> None:
    await region.person(role).post("/organisations", NEW, expect=403)


async def test_numbers_and_issuers_are_checked(region: Region) -> None:
    administrator = region.administrator
    for change in ({"oin": "12"}, {"kvk": "1234567a"}, {"brin": "x"}, {"agb": "1"}, {"jwksUri": "ftp://x"}):
        refused = await administrator.post("/organisations", NEW | change, expect=400)
        assert [one["pointer"] for one in refused["errors"]] == [f"/{name}" for name in change]
    await administrator.post("/organisations", NEW)
    other = NEW | {"name": "Impostor", "oin": None, "jwksUri": "https://impostor.example/jwks"}
    await administrator.post("/organisations", other, expect=409)
    school = region.issuers.issuer_url(SCHOOL.issuer)
    own = NEW | {
        "name": "Dependance",
        "oin": None,
        "issuer": school,
        "jwksUri": region.issuers.jwks_uri(SCHOOL.issuer),
    }
    await administrator.post("/organisations", own)
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute("DELETE FROM chaincare.memberships WHERE organisation_id = $1", SCHOOL.id)
    await administrator.post("/organisations", own | {"name": "Taken from elsewhere"}, expect=409)
    citizens = NEW | {"issuer": region.issuers.issuer_url("burgers")}
    await administrator.post("/organisations", citizens, expect=409)


async def test_a_number_is_of_one_organisation(region: Region) -> None:
    """An OIN, a BRIN and an AGB number are; a KvK number is shared by a board and its schools."""
    administrator = region.administrator
    numbers = {"oin": NEW["oin"], "kvk": "12345678", "brin": "04AB", "agb": "73731234"}
    first = await administrator.post("/organisations", NEW | numbers)
    [shown] = [
        one for one in (await administrator.get("/organisations"))["items"] if one["id"] == first["id"]
    ]
    assert {name: shown[name] for name in numbers} == numbers
    none = dict.fromkeys(numbers)
    second = (await administrator.post("/organisations", NEW | none | {"kvk": "12345678"}))["id"]
    path, edition = f"/organisations/{second}", '"1"'
    for name in ("oin", "brin", "agb"):
        again = {name: numbers[name]}
        refused = await administrator.post("/organisations", NEW | none | again, expect=409)
        assert refused["type"].endswith("number-taken")
        assert (await administrator.ask("PATCH", path, again, If_Match=edition)).status_code == 409
    bad = await administrator.ask("PATCH", path, {"brin": "4AB"}, If_Match=edition)
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (400, "/brin")
    changed = await administrator.ask("PATCH", path, {"brin": "05AB", "kvk": None}, If_Match=edition)
    assert changed.json() | {"version": 2, "brin": "05AB", "kvk": None, "name": NEW["name"]} == changed.json()
    assert (await administrator.ask("PATCH", path, {}, If_Match="*")).status_code == 400
    await administrator.ask("PATCH", f"/organisations/{first['id']}", {"brin": None}, If_Match="*")
    await administrator.post("/organisations", NEW | none | {"brin": "04AB"})


async def test_who_administers_does_not_audit(region: Region) -> None:
    ends = (region.app.state.clock.now() + timedelta(days=10)).isoformat()

    def mandate(role: str, kind: str, **changes: Any) -> dict[str, Any]:
        return {"professionalId": str(person(role).id), "kind": kind, "endsAt": ends, **changes}

    administrator = region.administrator
    await administrator.post("/mandates", mandate("teacher", "auditor", organisationId=str(SCHOOL.id)))
    await administrator.post("/mandates", mandate("administrator", "coordinator"), expect=403)
    await administrator.post("/mandates", mandate("auditor", "administrator"), expect=409)
    late = (region.app.state.clock.now() + timedelta(days=800)).isoformat()
    await administrator.post("/mandates", mandate("outsider", "coordinator", endsAt=late), expect=400)
    await administrator.post(
        "/mandates", mandate("outsider", "coordinator", professionalId=str(OFFICE.id)), expect=404
    )


async def test_a_deactivated_professional_is_out_at_once(region: Region) -> None:
    opened = await open_case(region)
    teacher = region.teacher
    await teacher.get(f"/cases/{opened['id']}")
    path = f"/professionals/{person('teacher').id}/deactivations"
    await region.administrator.post(path, {"reason": "left the school"})
    await teacher.get(f"/cases/{opened['id']}", expect=404)
    await teacher.get("/organisations", expect=403)
