"""A list is imported whole or not at all, by the rules of the single call."""

import asyncio
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.directory.test_own_organisation import keeper
from tests.people import Person, Region

from chaincare.demo.world import ELSEWHERE, SCHOOL, person

pytestmark = pytest.mark.anyio

ORGANISATIONS = """name;sector;issuer;jwksUri;oin;kvk;brin;agb
Politie Noord;safety;https://login.politie.example;https://login.politie.example/jwks;00000001003214345000;12345678;;
Basisschool De Wilg;education;https://login.wilg.example;https://login.wilg.example/jwks;;12345679;04AB;
"""
UNITS = "organisation,name,statutoryTask\n04AB,Groep 7,WPO\nPolitie Noord,Wijkagenten,Politiewet\n"
PROFESSIONALS = """organisation,unit,subject,name,function,phone,register,registrationNumber
04AB,Groep 7,w-1,Désirée Öz,=leerkracht(),,skj,110012345
00000001003214345000,wijkagenten,w-1,Wim,wijkagent,06 1,,
"""
SERVICES = """organisation;unit;name;specialism;help;targetGroup;area;reactionDays;needsReferral;waitingDays
04AB;Groep 7;Meedenken;gedrag;strengthen;leerkrachten;Noorderveld|Zuiderveld;3;nee;0
04AB;Groep 7;Samen;gedrag;both;iedereen;;;;
"""
ALL = {"organisations": ORGANISATIONS, "units": UNITS, "professionals": PROFESSIONALS, "services": SERVICES}


async def importing(who: Person, kind: str, csv: str, expect: int = 200, **more: Any) -> Any:
    return await who.post("/directory/imports", {"kind": kind, "csv": csv, **more}, expect=expect)


async def test_lists_are_imported_one_on_another_and_again_changes_nothing(region: Region) -> None:
    administrator = region.administrator
    for kind, csv in ALL.items():
        tried = await importing(administrator, kind, csv, dryRun=True)
        assert (tried["written"], tried["added"], tried["lines"][0]["id"]) == (False, 2, None), tried
        done = await importing(administrator, kind, csv)
        assert (done["written"], done["added"], done["refused"]) == (True, 2, 0), done
        assert [one["line"] for one in done["lines"]] == [2, 3]
        again = await importing(administrator, kind, csv)
        assert (again["written"], again["added"], again["unchanged"]) == (True, 0, 2), again
        assert [one["id"] for one in again["lines"]] == [one["id"] for one in done["lines"]]
        for one in done["lines"]:
            assert (await region.teacher.get(f"/{kind}/{one['id']}"))["id"] == one["id"]
    found = await region.teacher.post("/services/_search", {"words": "meedenken"}, expect=200)
    [service] = [one["service"] for one in found["items"]]
    assert service | {"area": ["Noorderveld", "Zuiderveld"], "waitingDays": 0, "reactionDays": 3} == service
    first = (await importing(administrator, "professionals", PROFESSIONALS))["lines"][0]["id"]
    one = await region.teacher.get(f"/professionals/{first}")
    assert (one["name"], one["function"]) == ("Désirée Öz", "=leerkracht()")
    assert one["registration"] == {"register": "skj", "number": "110012345"}


async def test_the_log_names_each_that_a_list_added(region: Region) -> None:
    """Who added a colleague is asked of the colleague; of a list that was only tried nothing was added."""
    administrator, added = region.administrator, {}
    for kind, csv in ALL.items():
        await importing(administrator, kind, csv, dryRun=True)
        done = await importing(administrator, kind, csv)
        added[f"{kind.removesuffix('s')}.added"] = {UUID(one["id"]) for one in done["lines"]}
        await importing(administrator, kind, csv)
    entries = await region.entries("event = ANY ($1)", list(added))
    assert {(one["event"], one["outcome"]) for one in entries} == {(one, "done") for one in added}
    assert {event: {one["object_id"] for one in entries if one["event"] == event} for event in added} == added
    assert len(entries) == 8
    assert {one["actor_id"] for one in entries} == {person("administrator").id}


async def test_one_line_that_is_refused_and_nothing_is_written(region: Region) -> None:
    administrator, school = region.administrator, SCHOOL.name
    before = await region.admin.fetchval("SELECT count(*) FROM chaincare.professionals")
    csv = f"""organisation,unit,subject,name,function,phone,register,registrationNumber
{school},Team groep 6,n-1,Nel,leerkracht,,,
{school},Team groep 6,n-1,Nel,leerkracht,,,
{school},Nergens,n-2,Nel,leerkracht,,,
Nergens,Team groep 6,n-3,Nel,leerkracht,,,
{school},Team groep 6,,12,leerkracht,,big,1
{school},Team groep 6,teacher,Iemand anders,leerkracht,050 000 00 00,,
{school},Team groep 6,n-4,Nel,leerkracht,,xyz,1
{school},Team groep 6,teacher,{person("teacher").name},leerkracht,050 000 00 00,,
"""
    told = await importing(administrator, "professionals", csv)
    assert (told["written"], told["added"], told["unchanged"], told["refused"]) == (False, 1, 0, 7)
    columns = {one["line"]: sorted(each["column"] for each in one["errors"]) for one in told["lines"]}
    assert columns == {
        2: [], 3: ["subject"], 4: ["unit"], 5: ["organisation"], 6: ["name", "registrationNumber", "subject"],
        7: ["name"], 8: ["register"], 9: ["subject"],
    }  # fmt: skip
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.professionals") == before


async def test_numbers_and_issuers_of_a_list_are_checked(region: Region) -> None:
    citizens = region.issuers.issuer_url("burgers")
    await importing(region.administrator, "organisations", ORGANISATIONS)
    csv = f"""name,sector,issuer,jwksUri,oin,brin
Een,safety,https://a.example,https://a.example/jwks,00000001003214346000,4AB
Twee,zorg,{citizens},,,
Drie,care,https://a.example,https://a.example/jwks,00000001003214345000,
"""
    told = await importing(region.administrator, "organisations", csv)
    assert not told["written"]
    columns = [sorted(each["column"] for each in one["errors"]) for one in told["lines"]]
    assert columns[:2] == [["brin", "oin"], ["issuer", "sector"]]
    assert "name" in columns[2], "it is there already, and called otherwise"


async def test_two_lines_do_not_give_one_new_issuer_two_addresses(region: Region) -> None:
    csv = """name,sector,issuer,jwksUri
Een,safety,https://a.example,https://a.example/jwks
Twee,safety,https://a.example,https://a.example/other
"""
    told = await importing(region.administrator, "organisations", csv)
    assert not told["written"]
    assert [[each["column"] for each in one["errors"]] for one in told["lines"]] == [[], ["jwksUri"]]
    assert (await importing(region.administrator, "organisations", csv.replace("other", "jwks")))[
        "added"
    ] == 2


async def test_who_keeps_his_organisation_imports_into_it_alone(region: Region) -> None:
    kees = await keeper(region)
    await importing(kees, "organisations", ORGANISATIONS, expect=403)
    done = await importing(kees, "units", "organisation,name,statutoryTask\n,Loket,Wmo 2015\n")
    assert (done["written"], done["added"]) == (True, 1)
    told = await importing(kees, "units", f"organisation,name,statutoryTask\n{SCHOOL.name},Loket,Wmo\n")
    assert [each["column"] for each in told["lines"][0]["errors"]] == ["organisation"]
    assert (
        await importing(kees, "units", f"organisation,name,statutoryTask\n{ELSEWHERE.name},Loket,Wmo 2015\n")
    )["unchanged"] == 1
    for role in ("teacher", "network-coordinator", "auditor"):
        await importing(region.person(role), "units", UNITS, expect=403)


async def test_what_is_no_list_is_refused(region: Region) -> None:
    for csv in ("", "x", 'name\n"', "organisation,name,statutoryTask\n1,2,3,4\n"):
        await importing(region.administrator, "units", csv, expect=400)
    refused = await importing(region.administrator, "units", "name\n", expect=400)
    assert refused["type"].endswith("columns-wrong")


async def test_two_thousand_lines_take_few_statements(region: Region) -> None:
    lines = "".join(f"{SCHOOL.name},Team groep 6,p-{number},Nel,leerkracht\n" for number in range(2_000))
    done = await importing(
        region.administrator, "professionals", f"organisation,unit,subject,name,function\n{lines}"
    )
    assert (done["written"], done["added"]) == (True, 2_000)


async def until_it_waits(region: Region) -> None:
    """Until a session of this database waits for another's lock."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _ in range(1_000):
        if await region.admin.fetchval(waits):
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def test_an_issuer_that_another_network_registers_meanwhile_is_not_taken_for_ones_own(
    region: Region,
) -> None:
    """Else its keys would speak for the organisations of this list."""
    issuer, address = "https://login.nieuw.example/", "https://login.nieuw.example/keys"
    csv = f"name;sector;issuer;jwksUri;oin;kvk;brin;agb\nNieuw;social;{issuer};{address};;;;\n"
    other = await asyncpg.connect(region.urls.admin_url)
    try:
        await other.execute("SET session_replication_role = replica")
        begun = other.transaction()
        await begun.start()
        await other.execute(
            "INSERT INTO chaincare.token_issuers (issuer, kind, jwks_uri) VALUES ($1, 'organisation', 'https://evil.example/keys')",
            issuer,
        )
        asked = asyncio.create_task(importing(region.administrator, "organisations", csv, 409))
        await until_it_waits(region)
        await begun.commit()
        assert (await asked)["type"].endswith(":issuer-known-otherwise")
    finally:
        await other.close()
    assert not await region.admin.fetchval(
        "SELECT count(*) FROM chaincare.organisations WHERE issuer = $1", issuer
    )
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("DELETE FROM chaincare.token_issuers WHERE issuer = $1", issuer)
    await region.admin.execute("RESET session_replication_role")
    assert (await importing(region.administrator, "organisations", csv))["added"] == 1
