"""An organisation keeps its own directory: its units, people, services, closing days; nothing else, and nobody else's."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.people import Person, Region, open_case
from tests.promises.behind import Door, inside

from chaincare.demo.world import ELSEWHERE, EXPERTISE, FUNDER, NETWORK, OFFICE, SCHOOL, person

pytestmark = pytest.mark.anyio

KEES = person("outsider")
NOW_ANY = {"If_Match": "*"}


async def keeper(region: Region, role: str = "outsider", of: UUID = ELSEWHERE.id) -> Person:
    """Let somebody keep the directory of his organisation."""
    ends = (region.app.state.clock.now() + timedelta(days=90)).isoformat()
    body = {
        "professionalId": str(person(role).id), "kind": "organisation_administrator", "organisationId": str(of), "endsAt": ends,
    }  # fmt: skip
    await region.administrator.post("/mandates", body)
    return region.person(role)


async def test_he_keeps_what_is_of_his_organisation(region: Region) -> None:
    kees = await keeper(region)
    unit = {"organisationId": str(ELSEWHERE.id), "name": "Loket", "statutoryTask": "Wmo 2015"}
    added = (await kees.post("/units", unit))["id"]
    assert (await kees.ask("PATCH", f"/units/{added}", {"name": "Balie"}, **NOW_ANY)).status_code == 200
    one = {"unitId": added, "subject": "m-1", "name": "Mia", "function": "consulent"}
    mia = (await kees.post("/professionals", one))["id"]
    moved = {"unitId": str(ELSEWHERE.unit_id), "phone": "06 2"}
    assert (await kees.ask("PATCH", f"/professionals/{mia}", moved, **NOW_ANY)).status_code == 200
    absence = {"kind": "sudden"}
    absent = (await kees.post(f"/professionals/{mia}/absences", absence))["id"]
    assert len((await kees.get(f"/professionals/{mia}/absences"))["items"]) == 1
    await kees.post(f"/professionals/{mia}/absences/{absent}/endings", {})
    await kees.post(f"/professionals/{mia}/deactivations", {"reason": "left"})
    service = {"unitId": added, "name": "Inloop", "specialism": "x", "help": "both", "targetGroup": "y"}
    offered = (await kees.post("/services", service))["id"]
    assert (await kees.ask("PATCH", f"/services/{offered}", {"waitingDays": 3}, **NOW_ANY)).status_code == 200
    await kees.post(f"/services/{offered}/retirements", {"reason": "x"})
    days = {"dates": ["2026-12-28"]}
    path = f"/organisations/{ELSEWHERE.id}/closing-days"
    assert (await kees.ask("PUT", path, days, **NOW_ANY)).status_code == 200
    entries = await region.entries("outcome = 'done' AND actor_id = $1 AND reach = 'organisation'", KEES.id)
    assert len(entries) == 11
    assert {one["rule"] for one in entries} == {"organisation-mandate/1", "organisation-absences/1"}
    assert {one["network_id"] for one in entries} == {NETWORK}


async def test_what_is_the_networks_or_anothers_is_not_his(region: Region) -> None:
    kees, case = await keeper(region), await open_case(region)
    basis = {"purpose": "social_support", "article": "Wmo 5.2.9"}
    unit = {"organisationId": str(ELSEWHERE.id), "name": "Loket", "statutoryTask": "Wmo 2015"}
    organisation = {"name": "Nieuw", "sector": "social", "issuer": "https://x.example"}
    teacher = person("teacher").id
    ends = (region.app.state.clock.now() + timedelta(days=9)).isoformat()
    added: dict[str, Any] = {"subject": "x", "name": "X", "function": "x"}
    offered: dict[str, Any] = {"name": "X", "specialism": "x", "help": "both", "targetGroup": "y"}
    [service] = (await kees.get("/services?help=strengthen"))["items"]
    for method, path, body, status in (
        ("POST", "/organisations", organisation, 403),
        ("PATCH", f"/organisations/{ELSEWHERE.id}", {"name": "x"}, 403),
        ("POST", f"/organisations/{ELSEWHERE.id}/notices", {"reason": "x"}, 403),
        ("POST", "/units", unit | {"bsnBases": [basis]}, 403),
        ("PUT", f"/units/{ELSEWHERE.unit_id}/bsn-bases", {"items": [basis]}, 403),
        ("POST", "/mandates", {"professionalId": str(teacher), "kind": "coordinator", "endsAt": ends}, 403),
        ("PATCH", f"/networks/{NETWORK}", {"name": "x"}, 403),
        ("PUT", f"/networks/{NETWORK}/policy", {}, 400),
        ("POST", "/units", unit | {"organisationId": str(SCHOOL.id)}, 404),
        ("PATCH", f"/units/{SCHOOL.unit_id}", {"name": "x"}, 404),
        ("PUT", f"/organisations/{SCHOOL.id}/closing-days", {"dates": []}, 404),
        ("POST", "/professionals", added | {"unitId": str(SCHOOL.unit_id)}, 404),
        ("PATCH", f"/professionals/{teacher}", {"name": "x"}, 404),
        ("PATCH", f"/professionals/{KEES.id}", {"unitId": str(SCHOOL.unit_id)}, 404),
        ("POST", f"/professionals/{teacher}/deactivations", {"reason": "x"}, 404),
        ("POST", f"/professionals/{teacher}/absences", {"kind": "sudden"}, 404),
        ("GET", f"/professionals/{teacher}/absences", None, 404),
        ("POST", "/services", offered | {"unitId": str(EXPERTISE.unit_id)}, 404),
        ("PATCH", f"/services/{service['id']}", {"name": "x"}, 404),
        ("POST", f"/services/{service['id']}/retirements", {"reason": "x"}, 404),
        ("GET", "/mandates", None, 403),
        ("GET", f"/cases/{case['id']}", None, 404),
    ):  # fmt: skip
        answer = await kees.ask(method, path, body, **NOW_ANY)
        assert answer.status_code == status, f"{method} {path}: {answer.text}"
    own = (await kees.post("/units", unit))["id"]
    refused = await kees.ask("PATCH", f"/professionals/{KEES.id}", {"unitId": own}, **NOW_ANY)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:problem-type:chaincare:own-unit-stays")


async def test_the_mandate_is_of_his_own_organisation_while_he_works_there(region: Region) -> None:
    ends = (region.app.state.clock.now() + timedelta(days=9)).isoformat()
    mandate = {"professionalId": str(KEES.id), "kind": "organisation_administrator", "endsAt": ends}
    for of in (None, str(SCHOOL.id)):
        await region.administrator.post("/mandates", mandate | {"organisationId": of}, expect=400)
    for role in ("auditor", "fg"):
        body = mandate | {"professionalId": str(person(role).id)}
        unit = next(one.unit_id for one in (person(role),))
        organisation = await region.admin.fetchval(
            "SELECT organisation_id FROM chaincare.units WHERE id = $1", unit
        )
        refused = await region.administrator.post(
            "/mandates", body | {"organisationId": str(organisation)}, expect=409
        )
        assert refused["type"].endswith("duties-not-separate")
    kees = await keeper(region)
    [held] = [
        one for one in (await region.administrator.get("/mandates"))["items"]
        if one["kind"] == "organisation_administrator"
    ]  # fmt: skip
    await kees.get(f"/units/{ELSEWHERE.unit_id}")
    assert (
        await kees.ask("PATCH", f"/units/{ELSEWHERE.unit_id}", {"name": "x"}, **NOW_ANY)
    ).status_code == 200
    await region.administrator.post(f"/mandates/{held['id']}/endings", {"reason": "other job"})
    assert (
        await kees.ask("PATCH", f"/units/{ELSEWHERE.unit_id}", {"name": "y"}, **NOW_ANY)
    ).status_code == 403


async def test_the_wall_keeps_him_to_it(region: Region) -> None:
    """S3: as hostile code inside the server would, under his own entry."""
    await keeper(region)
    login = region.issuers.issuer_url(ELSEWHERE.issuer)
    adding = "INSERT INTO chaincare.professionals (unit_id, issuer, subject, name, function) VALUES ($1, $2, 'x', 'x', 'x')"
    offering = "INSERT INTO chaincare.services (unit_id, name, specialism, help, target_group) VALUES ($1, 'x', 'x', 'both', 'x')"
    uniting = "INSERT INTO chaincare.units (organisation_id, name, statutory_task, bsn_bases) VALUES ($1, 'x', 'x', $2::text::jsonb)"
    granting = (
        "INSERT INTO chaincare.mandates (professional_id, kind, network_id, during)"
        " VALUES ($1, 'coordinator', $2, tstzrange(now(), now() + interval '1 day'))"
    )
    bases = '[{"purpose": "safety", "article": "x"}]'
    async with inside(region) as within:
        [entered] = await within.through(Door("door_directory", "$13"), "outsider", "unit.added", "U", None)
        assert (entered.row["reach"], entered.row["organisation_id"]) == ("organisation", ELSEWHERE.id)
        for allowed in (
            (uniting, ELSEWHERE.id, "[]"),
            (adding, ELSEWHERE.unit_id, login),
            (offering, ELSEWHERE.unit_id),
            ("UPDATE chaincare.units SET name = 'x' WHERE id = $1", ELSEWHERE.unit_id),
            ("UPDATE chaincare.organisations SET closing_days = '{}' WHERE id = $1", ELSEWHERE.id),
        ):
            async with within.under(entered.ticket) as connection:
                assert (await connection.execute(*allowed))[-1] == "1", allowed[0]
        for refused in (
            (uniting, SCHOOL.id, "[]"),
            (uniting, ELSEWHERE.id, bases),
            (adding, SCHOOL.unit_id, region.issuers.issuer_url(SCHOOL.issuer)),
            (adding, ELSEWHERE.unit_id, region.issuers.issuer_url(SCHOOL.issuer)),
            (offering, SCHOOL.unit_id),
            ("UPDATE chaincare.units SET bsn_bases = $2::text::jsonb WHERE id = $1", ELSEWHERE.unit_id, bases),
            ("UPDATE chaincare.units SET bsn_bases_version = 9 WHERE id = $1", ELSEWHERE.unit_id),
            ("UPDATE chaincare.organisations SET name = 'x' WHERE id = $1", ELSEWHERE.id),
            ("UPDATE chaincare.organisations SET status = 'left' WHERE id = $1", ELSEWHERE.id),
            ("UPDATE chaincare.professionals SET unit_id = $2 WHERE id = $1", KEES.id, SCHOOL.unit_id),
            (granting, KEES.id, NETWORK),
        ):  # fmt: skip
            async with within.under(entered.ticket) as connection:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(*refused)
        for nothing in (
            ("UPDATE chaincare.units SET name = 'x' WHERE id = $1", SCHOOL.unit_id),
            ("UPDATE chaincare.organisations SET closing_days = '{}' WHERE id = $1", SCHOOL.id),
            ("UPDATE chaincare.professionals SET status = 'deactivated' WHERE id = $1", person("teacher").id),
            ("UPDATE chaincare.services SET status = 'retired', retired_because = 'x'",),
            ("UPDATE chaincare.networks SET name = 'x'",),
        ):
            async with within.under(entered.ticket) as connection:
                assert await connection.execute(*nothing) == "UPDATE 0", nothing[0]


async def test_he_chooses_not_who_watches_him_and_the_last_who_does_stays(region: Region) -> None:
    keeps = await keeper(region, "network-coordinator", OFFICE.id)
    added = {"unitId": str(OFFICE.unit_id), "subject": "mia", "name": "Mia", "function": "secretaris"}
    mia = (await keeps.post("/professionals", added))["id"]
    for role in ("auditor", "other-auditor", "fg", "privacy-officer", "administrator"):
        path = f"/professionals/{person(role).id}"
        told = await keeps.post(f"{path}/deactivations", {"reason": "x"}, expect=403)
        assert told["type"].endswith(":works-for-the-network"), role
        named = await keeps.ask("PATCH", path, {"name": "Somebody"}, **NOW_ANY)
        assert named.status_code == 403
    own = f"/professionals/{person('network-coordinator').id}/deactivations"
    assert (await keeps.ask("POST", own, {"reason": "x"})).status_code == 403
    await keeps.post(f"/professionals/{mia}/deactivations", {"reason": "left"})

    # Who administers the network may, but for himself and the last who audits.
    admin = region.administrator
    await admin.post(f"/professionals/{person('auditor').id}/deactivations", {"reason": "left"})
    last = f"/professionals/{person('other-auditor').id}/deactivations"
    assert (await admin.post(last, {"reason": "x"}, expect=409))["type"].endswith(":last-of-the-network")
    own = f"/professionals/{person('administrator').id}/deactivations"
    assert (await admin.post(own, {"reason": "x"}, expect=409))["type"].endswith(":own-access-stays")


async def test_by_which_law_his_units_work_the_network_says(region: Region) -> None:
    kees, path = await keeper(region), f"/units/{ELSEWHERE.unit_id}"
    assert (await kees.ask("PATCH", path, {"name": "Balie"}, **NOW_ANY)).status_code == 200
    refused = await kees.ask("PATCH", path, {"statutoryTask": "WPO"}, **NOW_ANY)
    assert refused.json()["type"].endswith(":network-says-the-task")
    assert (
        await region.administrator.ask("PATCH", path, {"statutoryTask": "WPO"}, **NOW_ANY)
    ).status_code == 200


async def test_who_works_for_a_funder_coordinates_nothing(region: Region) -> None:
    ends = (region.app.state.clock.now() + timedelta(days=9)).isoformat()
    asked = {"professionalId": str(person("funder").id), "endsAt": ends}
    own = {**asked, "kind": "management_contact", "organisationId": str(FUNDER.id)}
    await region.administrator.post("/mandates", own)
    refused = await region.administrator.post("/mandates", {**asked, "kind": "coordinator"}, expect=403)
    assert refused["type"].endswith(":funders-own-only")
