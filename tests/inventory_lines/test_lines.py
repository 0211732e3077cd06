"""A line of an inventory over HTTP: of the unit that reported it, and of nobody else; each look at a person has an entry."""

from datetime import timedelta

import pytest
from tests.inventory_lines.lines import make_inventory, noor, past_the_wall, report, today
from tests.people import Region

from chaincare.demo.world import SCHOOL

pytestmark = pytest.mark.anyio

EVERYBODY_ELSE = (
    "specialist", "youth-worker", "network-coordinator", "auditor", "administrator", "manager", "outsider",
    "privacy-officer", "fg", "parent", "funder",
)  # fmt: skip


async def test_a_teacher_puts_a_pupil_on_an_inventory_and_the_whole_team_reads_it(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    read = await region.begeleider.get(one)
    assert read["person"] == {
        "givenNames": "Noor", "prefix": None, "familyName": "Terpstra", "callName": None, "birthDate": "2014-05-06",
        "birthPrecision": "day",
    }  # fmt: skip
    assert read["reportedBy"]["name"] == "Joris Timmer"
    assert (read["state"], read["situation"], read["need"]) == (
        "open",
        "does_not_get",
        "Een klas waar het stil is.",
    )
    assert read["informedDate"] == str(today(region))
    page = await region.begeleider.get(one.rsplit("/", 1)[0])
    assert [item["id"] for item in page["items"]] == [read["id"]]


async def test_for_everybody_else_there_is_no_such_line(region: Region) -> None:
    """A voortrekker, coordinator, administrator, funder or auditor as little as a colleague of another organisation."""
    one = await report(region, await make_inventory(region))
    nowhere = f"{one.rsplit('/', 1)[0]}/01900000-0000-7000-8000-00000000dead"
    assert (await region.teacher.get(one))["state"] == "open"
    for role in EVERYBODY_ELSE:
        person = region.person(role)
        person.headers["Accept-Language"] = "en"
        met, missed = await person.ask("GET", one), await person.ask("GET", nowhere)
        assert met.status_code == missed.status_code, role
        assert met.status_code in (403, 404), role  # 403: the token lacks the scope, the same for both
        told = [{**answer.json(), "instance": None} for answer in (met, missed)]
        assert told[0] == told[1], role
        listed = await person.ask("GET", one.rsplit("/", 1)[0])
        assert listed.status_code in (403, 404) or listed.json() == {"items": []}, role


async def test_a_list_of_two_people_leaves_three_entries_each_about_one(region: Region) -> None:
    inventory = await make_inventory(region)
    await report(region, inventory)
    await report(region, inventory, person={"givenNames": "Sem", "birthDate": "2013-01-01"})
    await region.begeleider.get(f"/inventories/{inventory}/lines")
    entries = await region.entries("event = 'inventory-lines.read'")
    assert [one["outcome"] for one in entries] == ["entered"] * 3
    question, *people = sorted(entries, key=lambda one: one["client"] is not None)
    assert question["client"] is None
    assert len({one["client"] for one in people}) == 2
    assert {one["query_id"] for one in people} == {question["id"]}
    assert {one["reach"] for one in people} == {"inventory"}


async def test_a_look_at_a_line_counts_as_a_look_at_a_client(region: Region) -> None:
    inventory = await make_inventory(region)
    first, second = await report(region, inventory), await report(region, inventory)
    await past_the_wall(region, "UPDATE chaincare.networks SET clients_an_hour = 1")
    assert (await region.begeleider.ask("GET", first)).status_code == 200
    assert (await region.begeleider.ask("GET", second)).status_code == 429
    assert (await region.begeleider.ask("GET", first)).status_code == 200


async def test_nothing_of_the_person_stands_in_the_log(region: Region) -> None:
    await report(region, await make_inventory(region))
    said = " ".join(str(dict(one)) for one in await region.entries())
    assert "Noor" not in said
    assert "Terpstra" not in said


async def test_who_is_taken_off_is_erased_at_once(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    stands = await region.begeleider.post(f"{one}/withdrawals", {"reason": "objected"})
    assert stands["state"] == "withdrawn"
    read = await region.teacher.get(one)
    assert (read["person"], read["need"], read["entitlement"]) == (None, None, None)
    assert read["withdrawnBecause"] == "objected"
    assert (await region.teacher.get(f"{one}/informed"))["items"] == []
    assert (await region.teacher.get(one.rsplit("/", 1)[0]))["items"] == []
    again = await region.teacher.ask("POST", f"{one}/withdrawals", {"reason": "objected"})
    assert again.status_code == 409


async def test_it_is_recorded_whether_he_was_told(region: Region) -> None:
    later = {"fact": "delayed", "because": "his father reads his mail", "reviewDate": str(today(region))}
    one = await report(region, await make_inventory(region), informed=later)
    assert (await region.teacher.get(one))["informedDate"] is None
    told = {"fact": "informed", "informedDate": str(today(region)), "how": "at school"}
    await region.begeleider.post(f"{one}/informed", told)
    facts = (await region.teacher.get(f"{one}/informed"))["items"]
    assert [fact["how"] for fact in facts] == ["at school", None]
    assert (await region.teacher.get(one))["informedDate"] == str(today(region))
    tomorrow = {**told, "informedDate": str(today(region) + timedelta(days=1))}
    assert (await region.teacher.ask("POST", f"{one}/informed", tomorrow)).status_code == 400


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"person": {"givenNames": "Noor", "birthDate": "2999-01-01"}}, "/person/birthDate"),
        ({"person": {"givenNames": "Noor", "birthDate": "2014-05-06", "birthPrecision": "year"}}, "/person/birthDate"),
        ({"person": {"givenNames": "Noor", "birthDate": "2014-05-06", "bsn": "999990019"}}, "/person/bsn"),
        ({"legalBasis": {"ground": "avg-6-1-e", "article": "Nergenswet 1"}}, "/legalBasis/article"),
        ({"entitlementArticle": "Nergenswet 1"}, "/entitlementArticle"),
        ({"reviewDate": "2999-01-01"}, "/reviewDate"),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_where_it_stands(
    region: Region, changes: dict[str, object], pointer: str
) -> None:
    inventory = await make_inventory(region)
    answer = await region.teacher.ask("POST", f"/inventories/{inventory}/lines", noor(**changes))
    assert answer.status_code == 400
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


async def test_on_a_closed_inventory_nobody_is_put_and_who_stands_there_stays(region: Region) -> None:
    inventory = await make_inventory(region)
    one = await report(region, inventory)
    closed = await region.coordinator.ask(
        "PATCH", f"/inventories/{inventory}", {"state": "closed"}, If_Match='"1"'
    )
    assert closed.status_code == 200
    assert (await region.teacher.ask("POST", f"/inventories/{inventory}/lines", noor())).status_code == 409
    assert (await region.teacher.get(one))["state"] == "open"


async def test_a_retry_puts_nobody_there_twice(region: Region) -> None:
    lines = f"/inventories/{await make_inventory(region)}/lines"
    answers = [await region.teacher.ask("POST", lines, noor(), Idempotency_Key="once") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await region.teacher.get(lines))["items"]) == 1


async def test_who_goes_to_another_unit_leaves_the_lines_behind(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    await past_the_wall(
        region,
        "INSERT INTO chaincare.units (id, organisation_id, name, statutory_task) VALUES"
        f" ('01900000-0000-7000-8003-0000000000aa', '{SCHOOL.id}', 'Team groep 7', 'WPO');"
        " UPDATE chaincare.professionals SET unit_id = '01900000-0000-7000-8003-0000000000aa' WHERE name = 'Joris Timmer'",
    )
    assert (await region.teacher.ask("GET", one)).status_code == 404
    assert (await region.begeleider.ask("GET", one)).status_code == 200
