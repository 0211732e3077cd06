"""T6: reading the log is logged and bounded, and whoever manages access cannot review it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.people import Person, Region, desiree, open_case

from chaincare.demo.world import ELSEWHERE, NETWORK, SCHOOL, SUBSTANTIAL, person

pytestmark = pytest.mark.anyio

SOUTH = UUID("01900000-0000-7000-8001-0000000000ff")


def signed_in(
    region: Region, issuer: str, subject: str, *scopes: str, acr: str | None = SUBSTANTIAL
) -> Person:
    token = region.issuers.token(issuer, subject, client_id="netwerkportaal", scopes=scopes, acr=acr)
    return Person(subject, region.http, token, region.calls)


async def search(who: Person, **asked: Any) -> list[Any]:
    """What an auditor finds, besides the searches of auditors."""
    return [one for one in await search_all(who, **asked) if one["event"] != "access-log.searched"]


async def search_all(who: Person, **asked: Any) -> list[Any]:
    found = await who.post("/access-log/_search", {"limit": 50, **asked}, expect=200)
    return list(found["items"])


async def auditor_of(region: Region, network: UUID, organisation: UUID | None, house: Any) -> Person:
    """Somebody of a house with an auditor's mandate; its issuer is the house's own."""
    await region.admin.execute("SET session_replication_role = replica")
    professional_id = await region.admin.fetchval(
        "INSERT INTO chaincare.professionals (unit_id, issuer, subject, name, function)"
        " VALUES ($1, $2, 'second-auditor', 'Tweede Auditor', 'auditor') RETURNING id",
        house.unit_id, region.issuers.issuer_url(house.issuer),
    )  # fmt: skip
    await region.admin.execute(
        "INSERT INTO chaincare.mandates (professional_id, kind, network_id, organisation_id, during)"
        " VALUES ($1, 'auditor', $2, $3, tstzrange(now() - interval '1 day', now() + interval '1 day'))",
        professional_id, network, organisation,
    )  # fmt: skip
    return signed_in(region, house.issuer, "second-auditor", "log")


@pytest.fixture
async def south(region: Region) -> UUID:
    """Another network, with the outsider's organisation in it, and a case there; gives the case."""
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.networks (id, name, region, scale) VALUES ($1, 'Zuid', 'Zuid', 'local')", SOUTH
    )
    await region.admin.execute(
        "UPDATE chaincare.memberships SET network_id = $1 WHERE organisation_id = $2", SOUTH, ELSEWHERE.id
    )
    opened = await region.outsider.post(
        "/cases",
        desiree(networkId=str(SOUTH), circle=[], client={"givenNames": "Sem", "birthDate": "2016-01-02"}),
    )
    return UUID(opened["id"])


async def test_reading_the_log_is_logged_and_shows_up_in_it(region: Region, case_id: UUID) -> None:
    await search(region.auditor, caseId=str(case_id))
    found = await search_all(region.auditor, professionalId=str(person("auditor").id))
    searched = [one for one in found if one["event"] == "access-log.searched"]
    assert [(one["outcome"], one["askedId"]) for one in searched][-1] == ("entered", str(case_id))
    assert searched[-1]["why"].startswith("Allowed because the caller audits under a mandate")
    await region.mother.get("/me/access-log")
    assert "access-log.read-own" in {
        one["event"] for one in await search(region.auditor, caseId=str(case_id))
    }


async def test_who_administers_is_no_auditor_and_the_other_way_round(region: Region) -> None:
    ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()

    async def grant(role: str, kind: str) -> int:
        body = {"professionalId": str(person(role).id), "kind": kind, "endsAt": ends}
        return (await region.administrator.ask("POST", "/mandates", body)).status_code

    assert await grant("teacher", "auditor") == 201
    # Who audits holds nothing else in that network, whichever came first; and no mandate is without its end.
    for role, kind in (
        ("teacher", "coordinator"),
        ("network-coordinator", "auditor"),
        ("auditor", "coordinator"),
        ("auditor", "privacy_officer"),
    ):
        assert await grant(role, kind) == 409, (role, kind)
    endless = {"professionalId": str(person("specialist").id), "kind": "auditor"}
    assert (await region.administrator.ask("POST", "/mandates", endless)).status_code == 400
    assert await grant("network-coordinator", "administrator") == 201
    assert await grant("network-coordinator", "auditor") == 409
    assert await grant("administrator", "coordinator") == 403, "nobody grants a mandate to himself"
    assert await grant("auditor", "administrator") == 409
    at_once = await asyncio.gather(*(grant("outsider", kind) for kind in ("auditor", "coordinator") * 4))
    assert set(at_once) == {201, 409}
    kinds = await region.admin.fetch(
        "SELECT DISTINCT kind FROM chaincare.mandates WHERE professional_id = $1", person("outsider").id
    )
    assert len(kinds) == 1


async def test_the_database_too_keeps_the_duties_apart(region: Region) -> None:
    """Two grants at once both find nothing yet: the constraint is what holds."""
    grant = (
        "INSERT INTO chaincare.mandates (professional_id, kind, network_id, during)"
        " VALUES ($1, $2, $3, tstzrange(now() + $4::interval, now() + $4::interval + interval '1 day'))"
    )
    await region.admin.execute("SET session_replication_role = replica")
    outsider = person("outsider").id
    await region.admin.execute(grant, outsider, "auditor", NETWORK, timedelta(0))
    await region.admin.execute(grant, outsider, "auditor", NETWORK, timedelta(hours=1))
    await region.admin.execute(grant, outsider, "coordinator", NETWORK, timedelta(0))
    await region.admin.execute(grant, outsider, "administrator", NETWORK, timedelta(days=3))
    await region.admin.execute("SET session_replication_role = origin")
    with pytest.raises(asyncpg.CheckViolationError, match="holds nothing else"):
        await region.admin.execute(grant, outsider, "coordinator", NETWORK, timedelta(hours=1))
    await region.admin.execute("SET session_replication_role = replica")
    with pytest.raises(asyncpg.ExclusionViolationError, match="mandates_duties_separate"):
        await region.admin.execute(grant, outsider, "administrator", NETWORK, timedelta(hours=2))


async def test_an_administrator_has_no_way_into_the_log(region: Region, case_id: UUID) -> None:
    assert await search(region.auditor, caseId=str(case_id))
    for role in ("administrator", "teacher", "network-coordinator"):
        one = signed_in(region, person(role).issuer, role, "log", "directory", "cases")
        answer = await one.ask("POST", "/access-log/_search", {"caseId": str(case_id)})
        assert answer.status_code == 404, role
        assert answer.json()["type"].endswith("no-mandate")


async def test_an_organisations_auditor_sees_the_acts_of_its_own_people_only(
    region: Region, case_id: UUID
) -> None:
    await region.coordinator.get(f"/cases/{case_id}")
    await region.mother.get(f"/cases/{case_id}")
    everyone = await search(region.auditor, caseId=str(case_id))
    assert {one["organisationId"] for one in everyone} >= {str(SCHOOL.id), None}
    own = await auditor_of(region, NETWORK, SCHOOL.id, SCHOOL)
    seen = await search(own, caseId=str(case_id))
    assert {one["organisationId"] for one in seen} == {str(SCHOOL.id)}
    pseudonym = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients")
    assert {one["organisationId"] for one in await search(own, client=str(pseudonym))} == {str(SCHOOL.id)}
    assert await search(own, professionalId=str(person("network-coordinator").id)) == []


async def test_a_networks_auditor_sees_no_other_network(region: Region, case_id: UUID, south: UUID) -> None:
    client = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients WHERE given_names = 'Sem'")
    southern = await auditor_of(region, SOUTH, None, ELSEWHERE)
    assert await search(southern, caseId=str(south))
    assert await search(southern, client=str(client))
    for asked in (
        {"caseId": str(south)}, {"client": str(client)}, {"organisationId": str(ELSEWHERE.id)},
        {"professionalId": str(person("outsider").id)},
    ):  # fmt: skip
        assert await search(region.auditor, **asked) == [], asked
    assert await search(region.auditor, caseId=str(case_id))
    assert await search(southern, caseId=str(case_id)) == []
    assert await search(southern, organisationId=str(SCHOOL.id)) == []


async def test_a_denied_attempt_is_found_by_the_case_and_by_the_client(region: Region, case_id: UUID) -> None:
    await region.outsider.get(f"/cases/{case_id}", expect=404)
    await region.outsider.get(f"/cases/{uuid4()}", expect=404)
    pseudonym = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients")
    for asked in ({"caseId": str(case_id)}, {"client": str(pseudonym)}):
        denied = [one for one in await search(region.auditor, **asked) if one["outcome"] == "not_visible"]
        assert [(one["actorId"], one["askedId"]) for one in denied] == [
            (str(person("outsider").id), str(case_id))
        ]
        assert denied[0]["why"].startswith("Not shown")


async def test_attempts_of_those_who_lost_access_and_of_strangers_are_seen(
    region: Region, case_id: UUID
) -> None:
    """A deactivated login names its person; a citizen whom nobody invited is seen with what he asked for."""
    stranger = signed_in(region, "burgers", "ex-partner", "cases", acr=None)
    await stranger.get(f"/cases/{case_id}", expect=404)
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.professionals SET status = 'deactivated' WHERE subject = 'teacher'"
    )
    await region.teacher.get(f"/cases/{case_id}", expect=404)
    await region.partner.get(f"/cases/{case_id}", expect=403)
    denied = [
        one for one in await search(region.auditor, caseId=str(case_id)) if one["outcome"] == "not_visible"
    ]
    assert [(one["actorId"], one["organisationId"], one["partner"]) for one in denied] == [
        (None, str(SCHOOL.id), "leerlingvolg"),
        (str(person("teacher").id), str(SCHOOL.id), "leerlingvolg"),
        (None, None, "netwerkportaal"),
    ]
    elsewhere = await auditor_of(region, NETWORK, SCHOOL.id, SCHOOL)
    assert None not in {one["organisationId"] for one in await search(elsewhere, caseId=str(case_id))}


async def test_a_mandate_ends(region: Region, case_id: UUID) -> None:
    assert await search(region.auditor, caseId=str(case_id))
    region.move_clock(timedelta(days=366))
    await region.auditor.post("/access-log/_search", {"caseId": str(case_id)}, expect=404)


async def test_a_weak_login_reads_no_log(region: Region, case_id: UUID) -> None:
    for acr in (None, "http://eidas.europa.eu/LoA/low", "substantial"):
        weak = signed_in(region, person("auditor").issuer, "auditor", "log", acr=acr)
        refused = await weak.post("/access-log/_search", {"caseId": str(case_id)}, expect=401)
        assert refused["type"].endswith("stronger-login-needed")
    assert await search(signed_in(region, person("auditor").issuer, "auditor", "log"), caseId=str(case_id))


async def test_what_a_token_lacks_is_told_before_anything_about_the_case(
    region: Region, case_id: UUID
) -> None:
    told = set()
    for role in ("teacher", "outsider"):
        bare = signed_in(region, person(role).issuer, role, "directory")
        for asked in (case_id, uuid4()):
            answer = await bare.ask("GET", f"/cases/{asked}")
            refused, challenge = answer.json(), answer.headers["WWW-Authenticate"]
            told.add((answer.status_code, refused["type"], refused["detail"], refused["title"], challenge))
    [(status, kind, *_, challenge)] = told
    assert (status, kind.rpartition(":")[2]) == (403, "scope-missing")
    # What a program asks its issuer for (RFC 6750, 3.1); a 403 for anything else asks for no other token.
    for scheme in ("Bearer", "DPoP"):
        assert f'{scheme} realm="chaincare", error="insufficient_scope", scope="cases"' in challenge
    other = await region.mother.ask("GET", "/breadth-limits")
    assert (other.status_code, "WWW-Authenticate" in other.headers) == (403, False) or (
        'scope="directory"' in other.headers["WWW-Authenticate"]
    )


async def test_the_mother_reads_who_looked_and_nothing_of_another_child(
    region: Region, case_id: UUID
) -> None:
    await region.coordinator.get(f"/cases/{case_id}")
    other = await open_case(region, client={"givenNames": "Sem", "birthDate": "2016-01-02"})
    await region.teacher.get(f"/cases/{other['id']}")
    own = await region.mother.get("/me/access-log?limit=50")
    entries = await region.entries(
        "case_id = $1 AND (outcome = 'done' OR (outcome = 'entered' AND action = 'R'))", case_id
    )
    assert {one["reference"] for one in own["items"]} == {str(one["id"]) for one in entries}
    assert person("teacher").name not in str(own)
