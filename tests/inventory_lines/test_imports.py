"""A list of people for an inventory: held to the rules of one line, all of them or nobody, and no more in a day than may be."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.inventory_lines.lines import (
    listed,
    make_inventory,
    many,
    noor,
    past_the_wall,
    person,
    report,
    today,
)
from tests.people import Region

pytestmark = pytest.mark.anyio


async def importing(region: Region, inventory: str, text: str, expect: int = 200, **more: Any) -> Any:
    body = {"csv": text, **more}
    return await region.teacher.post(f"/inventories/{inventory}/lines/imports", body, expect=expect)


async def lines_of(region: Region) -> int:
    return int(await region.admin.fetchval("SELECT count(*) FROM chaincare.inventory_lines"))


async def test_a_list_is_put_on_an_inventory_as_one_line_by_another_would_be(region: Region) -> None:
    inventory = await make_inventory(region)
    postponed = person(
        region, givenNames="Sem", prefix="van", familyName="Dijk", informedDate="", informedHow="",
        delayedBecause="his mail is read", delayedReviewDate=str(today(region)),
    )  # fmt: skip
    for delimiter in ";,":
        done = await importing(region, inventory, listed(person(region), postponed, delimiter=delimiter))
        assert (done["written"], done["added"], done["refused"]) == (True, 2, 0)
        assert [one["line"] for one in done["lines"]] == [2, 3]
        assert "Fenna" not in str(done)
        first, second = [
            await region.begeleider.get(f"/inventories/{inventory}/lines/{one['id']}")
            for one in done["lines"]
        ]
        assert (first["person"]["givenNames"], second["person"]["prefix"]) == ("Fenna", "van")
        assert first["need"] == 'Een klas waar het stil is; en "rust".'
        assert (first["informedDate"], second["informedDate"]) == (str(today(region)), None)
        assert (first["reportedBy"]["name"], first["version"], first["state"]) == ("Joris Timmer", 1, "open")
        facts = await region.begeleider.get(
            f"/inventories/{inventory}/lines/{done['lines'][1]['id']}/informed"
        )
        assert [one["because"] for one in facts["items"]] == ["his mail is read"]
    alone = await report(region, inventory)
    one = await region.teacher.get(alone)
    assert one.keys() == first.keys()
    listing = await region.begeleider.get(f"/inventories/{inventory}/lines")
    assert len(listing["items"]) == 5


async def test_each_person_has_entries_of_his_own_and_the_list_has_its_own(region: Region) -> None:
    inventory = await make_inventory(region)
    before = len(await region.entries())
    done = await importing(region, inventory, many(region, 3))
    entries = (await region.entries())[before:]
    came = [one for one in entries if one["outcome"] == "entered"]
    did = [one for one in entries if one["outcome"] == "done"]
    for found in (came, did):
        question, *people = sorted(found, key=lambda one: one["client"] is not None)
        assert (question["event"], question["client"]) == ("inventory-lines.imported", None)
        assert {one["event"] for one in people} == {"inventory-line.reported"}
        assert [str(one["object_id"]) for one in people] == [one["id"] for one in done["lines"]]
        assert len({one["client"] for one in people}) == 3
    pseudonyms = await region.admin.fetch("SELECT id, pseudonym FROM chaincare.inventory_lines")
    assert {(one["object_id"], one["client"]) for one in did if one["client"]} == {
        (one["id"], one["pseudonym"]) for one in pseudonyms
    }
    assert {one["xid"] for one in did} == {did[0]["xid"]}, "in one transaction"
    assert len({one["xid"] for one in entries}) == 2
    assert "Kind" not in " ".join(str(dict(one)) for one in entries)


async def test_a_dry_run_writes_nothing_but_its_own_entries(region: Region) -> None:
    inventory = await make_inventory(region)
    before = len(await region.entries())
    tried = await importing(region, inventory, many(region, 3), dryRun=True)
    assert (tried["written"], tried["added"], [one["id"] for one in tried["lines"]]) == (False, 3, [None] * 3)
    entries = (await region.entries())[before:]
    assert [(one["event"], one["outcome"], one["client"]) for one in entries] == [
        ("inventory-lines.imported", "entered", None), ("inventory-lines.imported", "done", None),
    ]  # fmt: skip
    assert await lines_of(region) == 0


async def test_with_lines_that_are_wrong_nobody_is_put_on_it_and_all_of_them_are_told(region: Region) -> None:
    inventory = await make_inventory(region)
    people = (
        person(region),
        person(region, givenNames="Sem", birthDate="2999-01-01", reviewDate="2999-01-01"),
        person(region, givenNames="FENNA", familyName="Póstma"),
        person(region, givenNames="Puk", article="Nergenswet 1", entitlementArticle="Nergenswet 1"),
        person(region, givenNames="123456782", informedDate="", informedHow=""),
    )
    told = await importing(region, inventory, listed(*people))
    assert (told["written"], told["added"], told["refused"]) == (False, 1, 4)
    assert [sorted(each["column"] for each in one["errors"]) for one in told["lines"]] == [
        [], ["birthDate", "reviewDate"], ["givenNames"], ["article", "entitlementArticle"],
        ["givenNames", "informedDate", "informedHow"],
    ]  # fmt: skip
    assert told["lines"][2]["errors"][0]["detail"] == "Line 2 names the same person."
    for said in ("Sem", "Puk", "123456782", "Nergenswet", "2999-01-01"):
        assert said not in str(told["lines"])
    assert await lines_of(region) == 0
    only = await importing(region, inventory, listed(people[0], people[3]))
    assert not only["written"]
    assert (await lines_of(region), only["refused"]) == (0, 1)
    assert (await importing(region, inventory, listed(people[0])))["written"]


async def test_a_statement_that_fails_leaves_nobody(region: Region) -> None:
    inventory = await make_inventory(region)
    await region.admin.execute(
        "CREATE FUNCTION chaincare.trip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.call_name = 'K2' THEN RAISE EXCEPTION 'tripped'; END IF; RETURN NEW; END $$;"
        " CREATE TRIGGER trip BEFORE INSERT ON chaincare.inventory_lines FOR EACH ROW EXECUTE FUNCTION chaincare.trip()"
    )
    try:
        answer = await region.teacher.ask(
            "POST", f"/inventories/{inventory}/lines/imports", {"csv": many(region, 3)}
        )
        assert answer.status_code == 500
        assert await lines_of(region) == 0
    finally:
        await region.admin.execute("DROP FUNCTION chaincare.trip() CASCADE")
    assert (await importing(region, inventory, many(region, 3)))["added"] == 3


async def test_somebody_who_stands_there_already_is_put_there_again_and_nothing_says_so(
    region: Region,
) -> None:
    """As one by himself: nothing here looks whether he is known, in the own lines as little as among clients."""
    inventory = await make_inventory(region)
    await report(region, inventory)
    again = person(region, givenNames="Noor", familyName="Terpstra", birthDate="2014-05-06")
    answers = [
        await importing(region, inventory, listed(one), dryRun=True) for one in (again, person(region))
    ]
    assert answers[0] == answers[1]
    assert (await importing(region, inventory, listed(again)))["written"]


async def test_no_more_in_a_day_than_the_network_lets_one_come_to_in_an_hour(region: Region) -> None:
    inventory, other = await make_inventory(region), await make_inventory(region, name="Wachtlijst")
    await past_the_wall(region, "UPDATE chaincare.networks SET clients_an_hour = 5")
    assert (await importing(region, inventory, many(region, 3)))["written"]
    await report(region, other)
    for dry in (True, False):
        answer = await region.teacher.ask(
            "POST", f"/inventories/{inventory}/lines/imports", {"csv": many(region, 2, 3), "dryRun": dry}
        )
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[1]) == (429, "inventory-day-full")
        assert answer.json()["errors"] == [
            {"pointer": "/csv", "detail": "Today 1 more people can be put on it."}
        ]
        assert 0 < int(answer.headers["Retry-After"]) <= 86_400
    assert (await importing(region, inventory, many(region, 1, 3)))["written"]
    full = await region.begeleider.ask("POST", f"/inventories/{other}/lines", noor())
    assert (full.status_code, full.json()["errors"][0]["pointer"]) == (429, "/person")
    assert await lines_of(region) == 5
    await importing(region, inventory, many(region, 5, 3), expect=429)
    region.app.state.clock.offset += timedelta(seconds=int(answer.headers["Retry-After"]))
    assert (await region.begeleider.ask("POST", f"/inventories/{other}/lines", noor())).status_code == 201


async def test_two_lists_at_once_do_not_both_fit_into_a_day_and_another_unit_has_its_own(
    region: Region,
) -> None:
    inventory = await make_inventory(region)
    await past_the_wall(region, "UPDATE chaincare.networks SET clients_an_hour = 5")
    where = f"/inventories/{inventory}/lines/imports"
    answers = await asyncio.gather(*(
        who.ask("POST", where, {"csv": many(region, 3, first)}) for who, first in ((region.teacher, 0), (region.begeleider, 3))
    ))  # fmt: skip
    assert sorted(one.status_code for one in answers) == [200, 429]
    assert await lines_of(region) == 3
    other = await region.person("youth-worker").ask("POST", where, {"csv": many(region, 5, 10)})
    assert other.json()["written"]


async def test_a_retry_brings_nobody_twice_and_nobody_new_into_the_log(region: Region) -> None:
    inventory = await make_inventory(region)
    where, body = f"/inventories/{inventory}/lines/imports", {"csv": many(region, 4)}
    first, again = [await region.teacher.ask("POST", where, body, Idempotency_Key="once") for _ in range(2)]
    assert first.json()["written"]
    assert first.content == again.content
    assert await lines_of(region) == 4
    known = await region.entries("client IS NOT NULL")
    assert len({one["client"] for one in known}) == 4
    other = await region.teacher.ask("POST", where, {"csv": many(region, 5)}, Idempotency_Key="once")
    assert other.status_code == 409


async def test_for_who_may_not_report_and_on_what_is_closed_there_is_no_list(region: Region) -> None:
    inventory = await make_inventory(region)
    where, body = f"/inventories/{inventory}/lines/imports", {"csv": many(region, 1)}
    nowhere = where.replace(inventory, "01900000-0000-7000-8000-00000000dead")
    for role in ("funder", "parent"):
        met, missed = [await region.person(role).ask("POST", one, body) for one in (where, nowhere)]
        assert met.status_code in (403, 404), role
        assert (met.status_code, met.json()["type"]) == (missed.status_code, missed.json()["type"]), role
    done = await importing(region, inventory, body["csv"])
    line = f"/inventories/{inventory}/lines/{done['lines'][0]['id']}"
    assert (await region.begeleider.get(line))["state"] == "open"
    for role in ("specialist", "network-coordinator", "administrator", "youth-worker"):
        assert (await region.person(role).ask("GET", line)).status_code in (403, 404), role
    await region.coordinator.ask("PATCH", f"/inventories/{inventory}", {"state": "closed"}, If_Match='"1"')
    await importing(region, inventory, many(region, 1, 1), expect=409)


async def test_what_is_no_list_or_too_long_is_refused(region: Region) -> None:
    inventory = await make_inventory(region)
    header, *_ = listed(person(region)).splitlines()
    for text in ("x", f'{header}\n"', f"{header}\n{'a;' * 40}\n", "\x00", f"{header};bsn\n"):
        refused = await importing(region, inventory, text, expect=400)
        assert refused["errors" if "errors" in refused else "detail"]
    assert (await importing(region, inventory, header))["added"] == 0
    too_many = await importing(region, inventory, many(region, 101), expect=400)
    assert too_many["type"].endswith("too-many-lines")
    assert too_many["errors"] == [{"pointer": "/csv", "detail": "Give at most 100 lines."}]
    assert (await importing(region, inventory, many(region, 100)))["added"] == 100
