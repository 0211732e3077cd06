"""Searching over HTTP: one's own clients are found however they are written, and nobody else's leave a trace in it."""

from typing import Any

import pytest
from tests.client_search.test_folding import NAMES
from tests.people import SECRET, Region, add_begeleider, desiree, open_case

from chaincare.trace.private import PrivateSeal, digest_of

pytestmark = pytest.mark.anyio


async def named(region: Region, given: str, prefix: str | None, family: str | None, **more: Any) -> Any:
    client = {"givenNames": given, "prefix": prefix, "familyName": family, "birthDate": "2017-03-14", **more}
    return await open_case(region, client=client, circle=[])


async def found(region: Region, body: dict[str, Any], *, by: str = "teacher") -> Any:
    return (await region.person(by).post("/clients/_search", body, expect=200))["items"]


async def test_every_name_is_found_however_it_is_written(region: Region) -> None:
    ids = [(await named(region, *fields))["clientId"] for fields, _ in NAMES]
    for client_id, (fields, ways) in zip(ids, NAMES, strict=True):
        for way in ways:
            items = await found(region, {"name": way[:200], "birthDate": "2017-03-14", "limit": 50})
            assert client_id in {one["client"]["id"] for one in items}, (fields, way)
    nearly = await found(region, {"name": "dezire wald", "birthYear": 2018})
    assert nearly == []  # a day that is known is not two years off
    nearly = await found(region, {"name": "dezire walt", "birthDate": "2017-03-14"})
    assert [one["client"]["familyName"] for one in nearly] == ["Walt"]


async def test_birth_dates_narrow_as_far_as_they_are_known_and_the_best_met_comes_first(
    region: Region,
) -> None:
    uncertain = {"birthDate": "1971-01-01", "birthPrecision": "year"}
    guessed = await named(region, "Youssef", None, "Haddad", **uncertain)
    exact = await named(region, "Jusuf", None, "Hadad", birthDate="1973-08-02")
    later = await named(region, "Jusuf", None, "Hadadian", birthDate="1974-08-02")
    first = (exact, later, guessed)
    items = await found(region, {"name": "Jusuf Hadad"})
    assert [one["caseId"] for one in items] == [one["id"] for one in first]
    for asked, expected in (
        ({"birthDate": "1973-08-02"}, (exact, guessed)),
        ({"birthYear": 1973}, (exact, later, guessed)),
        ({"birthYear": 1972}, (exact, later, guessed)),
        ({"birthYear": 1976}, (later,)),
        ({"birthYear": 1977}, ()),
    ):
        items = await found(region, {"name": "jusuf hadad", **asked})
        assert [one["caseId"] for one in items] == [one["id"] for one in expected], asked
    [one] = await found(region, {"reference": exact["reference"].lower()})
    assert (one["caseId"], one["reference"], one["reach"]) == (exact["id"], exact["reference"], "full")
    page = await region.teacher.post("/clients/_search", {"name": "Jusuf Hadad", "limit": 2}, expect=200)
    rest = {"name": "Jusuf Hadad", "limit": 2, "cursor": page["nextCursor"]}
    last = await region.teacher.post("/clients/_search", rest, expect=200)
    assert [one["caseId"] for one in page["items"] + last["items"]] == [one["id"] for one in first]
    assert last["nextCursor"] is None
    other = await region.teacher.ask("POST", "/clients/_search", rest | {"name": "Jusuf Hadadi"})
    assert other.status_code == 400


async def test_a_changed_name_finds_and_so_does_the_one_before(region: Region) -> None:
    opened = await named(region, "Anna", None, "Jansen")
    path = f"/clients/{opened['clientId']}"
    changed = await region.teacher.ask(
        "PATCH", path, {"familyName": "de Wit", "birthDate": "2016-03-14"}, If_Match='"1"'
    )
    assert changed.status_code == 200, changed.text
    for name in ("Anna de Wit", "Anna Jansen"):
        [one] = await found(region, {"name": name, "birthDate": "2016-03-14"})
        assert one["client"]["familyName"] == "de Wit"
    assert await found(region, {"name": "Anna Jansen", "birthDate": "2017-03-14"}) == []


async def test_to_a_stranger_whoever_is_there_is_not_there(region: Region) -> None:
    """S1: the same bytes whether the name, or the reference, exists or not; and it is in the log, sealed (T2, T4)."""
    opened = await named(region, "Désirée", "van der", "Walt")
    answers = {
        (answer.status_code, answer.content, answer.headers.get("Link"))
        for body in (
            {"name": "Désirée Walt", "birthDate": "2017-03-14"},
            {"name": "Nobody Walthers", "birthDate": "2017-03-14"},
            {"reference": opened["reference"]},
            {"reference": "AAAA-AAAA"},
        )
        for answer in [await region.outsider.ask("POST", "/clients/_search", body)]
    }
    assert answers == {(200, b'{"items":[],"nextCursor":null}', None)}
    tried = await region.entries("event = 'clients.searched'")
    assert [one["rule"] for one in tried] == ["own-search-by-name/1"] * 2 + ["own-search-by-reference/1"] * 2
    assert {one["client"] for one in tried} == {None}
    seal = PrivateSeal(SECRET)
    assert "Walt" in seal.open(tried[0]["private"], str(tried[0]["request_id"]))
    assert tried[0]["private_digest"] == digest_of(tried[0]["private"])
    assert b"Walt" not in tried[0]["private"]
    assert (await region.mother.ask("POST", "/clients/_search", {"name": "Désirée Walt"})).status_code == 404
    wide = await region.teacher.ask("POST", "/clients/_search", {"name": "Walt"})
    assert (wide.status_code, wide.json()["errors"][0]["pointer"]) == (400, "/birthDate")


async def test_a_search_that_shows_some_leaves_an_entry_for_each_and_ends_with_the_participation(
    region: Region,
) -> None:
    opened = [await named(region, given, None, "Bakker") for given in ("Jan", "Jana")]
    participation = await add_begeleider(region, opened[0]["id"])
    body = {"name": "Bakker", "birthDate": "2017-03-14"}
    assert len(await found(region, body)) == 2
    entries = await region.entries("event = 'clients.searched'")
    assert [one["outcome"] for one in entries] == ["entered"] * 3
    assert {one["query_id"] for one in entries} == {None, entries[0]["id"]}
    assert {str(one["case_id"]) for one in entries if one["query_id"]} == {one["id"] for one in opened}
    assert {one["role"] for one in entries if one["query_id"]} == {"caseworker"}
    assert len(await found(region, body, by="intern-begeleider")) == 1
    await region.teacher.post(
        f"/cases/{opened[0]['id']}/participations/{participation}/endings", {"reason": "done"}
    )
    assert await found(region, body, by="intern-begeleider") == []


async def test_who_sees_only_a_name_is_not_told_a_birth_date_by_searching(region: Region) -> None:
    opened = await open_case(region, circle=[])
    await region.teacher.post(
        f"/cases/{opened['id']}/participations",
        {"purpose": "education_support", "party": {
            "kind": "professional", "professionalId": "01900000-0000-7000-8004-000000000002", "scope": "that",
            "legalBasis": desiree()["legalBasis"]}},
    )  # fmt: skip
    for year in (2017, 1950):
        [one] = await found(region, {"name": "Walt", "birthYear": year}, by="intern-begeleider")
        assert one["client"] == {"id": opened["clientId"], "name": "Désirée van der Walt"} | {
            name: None for name in one["client"] if name not in ("id", "name")
        }
