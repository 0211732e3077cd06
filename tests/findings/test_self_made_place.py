"""Who keeps a directory and gives a login of his own a place to read from is found: by its name, or by how soon it ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.directory.test_own_organisation import keeper
from tests.findings.test_opening import FINDINGS
from tests.people import Person, Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio

HERS = person("intern-begeleider")
NOW_ANY: dict[str, Any] = {"If_Match": "*"}


async def found_in(region: Region, auditor: Person) -> list[dict[str, Any]]:
    now = region.app.state.clock.now()
    asked = {
        "fromAt": (now - timedelta(days=1)).isoformat(), "untilAt": now.isoformat(), "kinds": ["self_made_place"],
    }  # fmt: skip
    answer = await auditor.post(f"{FINDINGS}/_detect", asked, expect=200)
    return list(answer["items"])


async def added(region: Region, keeping: Person, name: str, **more: Any) -> Person:
    """Add somebody to the school's team by whoever keeps its directory, and let him sign in."""
    subject = name.replace(" ", "-").lower()
    one = {"unitId": str(SCHOOL.unit_id), "subject": subject, "name": name, "function": "leraar", **more}
    return signed_in(region, subject, (await keeping.post("/professionals", one))["id"])


def signed_in(region: Region, subject: str, own_id: str = "") -> Person:
    """Give somebody with a token of the school's issuer."""
    token = region.issuers.token(
        HERS.issuer, subject, client_id=HERS.client_id, scopes=HERS.scopes, acr=HERS.acr
    )
    return Person(subject, region.http, token, region.calls, ids={"own": own_id})


async def case_of_the_team(region: Region) -> str:
    opened = await open_case(region)
    return f"/cases/{opened['id']}"


async def acts_of(region: Region, found: dict[str, Any]) -> list[tuple[str, str, str]]:
    rows = await region.entries("id = ANY ($1)", [UUID(one) for one in found["entryIds"]])
    return [(one["event"], one["outcome"], str(one["object_id"])) for one in rows]


async def test_a_place_for_his_own_name_stands_out_once_it_is_used(region: Region) -> None:
    keeping, case = await keeper(region, "intern-begeleider", SCHOOL.id), await case_of_the_team(region)
    second = await added(region, keeping, HERS.name.upper())
    stranger = await added(region, keeping, "Mia de Boer")
    await stranger.get(case)
    assert await found_in(region, region.auditor) == [], (
        "nobody looked from his own, and the other is an appointment as any"
    )

    await second.get(case)
    [found] = await found_in(region, region.auditor)
    assert (found["actorId"], found["client"], found["times"]) == (str(HERS.id), None, 1)
    assert await acts_of(region, found) == [("professional.added", "done", second.ids["own"])]
    assert found["sentence"].startswith("Gave once a place in a team that clients were looked at from")
    assert found["zin"].startswith("Gaf één keer een plek in een team")

    # Looked at once more it is the same finding, for the organisation's own auditor too.
    await second.get(case)
    assert [one["id"] for one in await found_in(region, await auditor_of(region, SCHOOL.id))] == [found["id"]]

    # Whom it is about is asked, and reads what he did himself: of no look, nor of whom.
    one = f"{FINDINGS}/{found['id']}"
    await region.auditor.post(f"{one}/questions", {"text": "Waarom?"}, **NOW_ANY)
    asked = await keeping.get(f"{one}/questions")
    assert [look["what"] for look in asked["looks"]] == ["A professional was added"]


async def test_another_name_for_a_while_hides_nobody(region: Region) -> None:
    keeping, case = await keeper(region, "intern-begeleider", SCHOOL.id), await case_of_the_team(region)
    second = await added(region, keeping, HERS.name)
    renamed = await keeping.ask(
        "PATCH", f"/professionals/{second.ids['own']}", {"name": "Iemand Anders"}, **NOW_ANY
    )
    assert renamed.status_code == 200, renamed.text
    await second.get(case)
    assert [one["actorId"] for one in await found_in(region, region.auditor)] == [str(HERS.id)]


async def test_the_same_registration_is_the_same_person(region: Region) -> None:
    keeping, case = await keeper(region, "intern-begeleider", SCHOOL.id), await case_of_the_team(region)
    known = {"registration": {"register": "skj", "number": "123456789"}}
    changed = await region.administrator.ask("PATCH", f"/professionals/{HERS.id}", known, **NOW_ANY)
    assert changed.status_code == 200, changed.text
    second = await added(region, keeping, "Iemand Anders", **known)
    await second.get(case)
    assert [one["actorId"] for one in await found_in(region, region.auditor)] == [str(HERS.id)]


@pytest.mark.parametrize("ended", ["deactivated", "moved", "never", "after a month"])
async def test_a_place_that_was_used_and_ended_within_a_month(region: Region, ended: str) -> None:
    keeping, case = await keeper(region, "intern-begeleider", SCHOOL.id), await case_of_the_team(region)
    friend = await added(region, keeping, "Iemand Anders")
    unused = await added(region, keeping, "Mia de Boer")
    await friend.get(case)
    if ended == "after a month":
        region.move_clock(timedelta(days=32))
    keeping, path = region.begeleider, f"/professionals/{friend.ids['own']}"
    if ended == "moved":
        office = {"organisationId": str(SCHOOL.id), "name": "Kantoor", "statutoryTask": "Wpo"}
        to = {"unitId": (await keeping.post("/units", office))["id"]}
        assert (await keeping.ask("PATCH", path, to, **NOW_ANY)).status_code == 200
    elif ended != "never":
        await keeping.post(f"{path}/deactivations", {"reason": "left"})
    await keeping.post(f"/professionals/{unused.ids['own']}/deactivations", {"reason": "left"})
    found = await found_in(region, region.auditor)
    assert [(one["actorId"], one["times"]) for one in found] == [(str(HERS.id), 1)] * (
        ended in {"deactivated", "moved"}
    )
    if found:
        assert await acts_of(region, found[0]) == [("professional.added", "done", friend.ids["own"])]


async def test_a_list_gives_places_as_well(region: Region) -> None:
    keeping, case = await keeper(region, "intern-begeleider", SCHOOL.id), await case_of_the_team(region)
    [unit] = (await keeping.get(f"/units?organisationId={SCHOOL.id}"))["items"]
    line = f"organisation,unit,subject,name,function\n{SCHOOL.name},{unit['name']},tweede,{HERS.name},leraar"
    brought = {"kind": "professionals", "csv": line}
    assert (await keeping.post("/directory/imports", brought, expect=200))["written"]
    await signed_in(region, "tweede").get(case)
    assert [one["actorId"] for one in await found_in(region, region.auditor)] == [str(HERS.id)]
