"""Whoever audits reads who was given which mandate: an entry of it names the mandate, and here stands whose it is."""

from typing import Any

import pytest
from tests.people import Person, Region
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import EXPERTISE, OFFICE, SCHOOL, person

pytestmark = pytest.mark.anyio
PATH = "/access-log/mandates"


async def by_kind(who: Person) -> dict[str, Any]:
    return {one["kind"]: one for one in (await who.get(f"{PATH}?limit=50"))["items"]}


async def test_an_auditor_reads_whose_mandate_an_entry_is_about(region: Region) -> None:
    admin = region.administrator
    teacher = person("teacher")
    until = region.app.state.clock.now().replace(year=2027).isoformat()
    given = await admin.post(
        "/mandates", {"professionalId": str(teacher.id), "kind": "coordinator", "endsAt": until}
    )
    await admin.post(f"/mandates/{given['id']}/endings", {"reason": "another job"})

    administered = {"professionalId": str(person("administrator").id), "limit": 50}
    found = (await region.auditor.post("/access-log/_search", administered, expect=200))["items"]
    told = {
        one["event"]: one["objectId"]
        for one in found
        if one["outcome"] == "done" and one["event"].startswith("mandate.")
    }
    assert told == {"mandate.granted": given["id"], "mandate.ended": given["id"]}
    mandates = (await region.auditor.get(PATH))["items"]
    [his] = [one for one in mandates if one["id"] == given["id"]]
    assert mandates[0] == his, "what was granted last stands first"
    administrator = (str(person("administrator").id), person("administrator").name)
    assert (his["professionalId"], his["professional"], his["kind"]) == (
        str(teacher.id),
        teacher.name,
        "coordinator",
    )
    assert (his["employer"], his["organisationId"], his["organisation"]) == (SCHOOL.name, None, None)
    assert (his["grantedById"], his["grantedBy"]) == (his["endedById"], his["endedBy"]) == administrator
    assert his["endedBecause"] == "another job"
    of_demo = await by_kind(region.auditor)
    assert set(of_demo) >= {"auditor", "coordinator", "administrator", "privacy_officer", "fg"}
    assert of_demo["administrator"]["professional"] == person("administrator").name
    first = await region.auditor.ask("GET", f"{PATH}?limit=1")
    assert 'rel="next"' in first.headers["Link"]
    assert (await region.entries("event = 'access-log.mandates-read'"))[0]["outcome"] == "entered"


async def test_an_organisations_auditor_reads_of_its_own_people_alone(region: Region) -> None:
    experts = await auditor_of(region, EXPERTISE.id)
    theirs = await by_kind(experts)
    assert set(theirs) == {"management_contact"}
    assert theirs["management_contact"]["organisation"] == EXPERTISE.name

    # Who granted it, of another organisation, is told by what he does.
    teacher = {"professionalId": str(person("specialist").id), "kind": "coordinator"}
    until = region.app.state.clock.now().replace(year=2027).isoformat()
    await region.administrator.post("/mandates", {**teacher, "endsAt": until})
    given = (await by_kind(experts))["coordinator"]
    assert (given["grantedById"], given["grantedBy"]) == (None, person("administrator").function)
    assert not [name for name in (OFFICE.name, person("administrator").name) if name in str(given)]


async def test_nobody_else_reads_them_here(region: Region) -> None:
    assert (await region.auditor.ask("GET", PATH)).status_code == 200
    for nobody in (region.teacher, region.coordinator, region.administrator, region.mother):
        assert (await nobody.ask("GET", PATH)).status_code in (403, 404), nobody.role
