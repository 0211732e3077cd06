"""The client's side says its own word: beside what others wrote, for whoever sees that, and for its own side when it says so."""

from typing import Any

import pytest
from tests.people import Person, Region, add_begeleider, desiree, link_mother

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio

BORN_2012 = {"givenNames": "Désirée", "prefix": "van der", "familyName": "Walt", "birthDate": "2012-03-14"}


def another_citizen(region: Region, subject: str) -> Person:
    """A login at the citizens' issuer that is nobody's yet."""
    one, mother = region.mother, person("parent")
    one.token = region.issuers.token(
        mother.issuer, subject, client_id=mother.client_id, scopes=mother.scopes, acr=mother.acr
    )
    return one


async def a_family(region: Region) -> tuple[Any, Person]:
    """A case with the mother and the child (14) both logged in."""
    circle = [*desiree()["circle"], {"kind": "client"}]
    opened = await region.teacher.post("/cases", desiree(client=BORN_2012, circle=circle))
    await link_mother(region, opened)
    child = another_citizen(region, "child")
    code = (await region.teacher.post(f"/cases/{opened['id']}/invitations", {"proof": "school card"}))["code"]
    await child.post("/me/logins", {"code": code})
    return opened, child


async def said(who: Person, path: str) -> list[str]:
    return [one["body"] for one in (await who.get(path))["items"]]


async def test_a_statement_stands_beside_what_it_is_about(region: Region) -> None:
    opened, child = await a_family(region)
    begeleider = await add_begeleider(region, opened["id"])
    case = f"/cases/{opened['id']}"
    note = (await region.teacher.post(f"{case}/notes", {"body": "She hits.", "clientMayRead": True}))["id"]
    agreed = await region.teacher.post(
        f"{case}/agreements",
        {"responsible": begeleider, "what": "Talks.", "dueDate": "2099-01-01", "clientMayRead": True},
    )
    for about, body in (
        ({"kind": "note", "noteId": note}, "I was pushed first."),
        ({"kind": "agreement", "agreementId": agreed["id"]}, "Not on Mondays."),
        ({"kind": "case"}, "I want to stay at this school."),
    ):
        made = await child.post("/me/statements", {"caseId": opened["id"], "about": about, "body": body})
        assert made["version"] == 1
    (shown,) = (await region.begeleider.get(f"{case}/notes"))["items"]
    (beside,) = shown["statements"]
    assert (beside["body"], beside["name"], beside["role"]) == (
        "I was pushed first.",
        "Désirée van der Walt",
        "client",
    )
    assert (await region.teacher.get(f"{case}/notes/{note}"))["statements"] == shown["statements"]
    agreement = await region.teacher.get(f"{case}/agreements/{agreed['id']}")
    assert [one["body"] for one in agreement["statements"]] == ["Not on Mondays."]
    (listed,) = (await region.teacher.get(f"{case}/agreements"))["items"]
    assert listed["statements"] == agreement["statements"]
    assert len(await said(region.teacher, f"{case}/statements")) == 3
    kinds = [one["kind"] for one in (await region.teacher.get(f"{case}/timeline"))["items"]]
    assert kinds.count("statement_made") == 3
    # Her mother reads the note and the agreement, and not what the child says of them.
    assert (await region.mother.get(f"{case}/notes"))["items"][0]["statements"] == []
    assert (await region.mother.get(f"{case}/agreements/{agreed['id']}"))["statements"] == []
    assert await said(region.mother, f"{case}/statements") == []
    # When the note is taken back, nobody finds out what it said from what was said of it; her own words stay hers.
    await region.teacher.post(f"{case}/notes/{note}/recalls", {"reason": "Not for her."})
    assert len(await said(child, f"{case}/statements")) == 3
    await region.outsider.get(f"{case}/statements", expect=404)
    await region.coordinator.get(f"{case}/statements", expect=403)


async def test_who_sees_the_note_sees_the_statement_and_nobody_else(region: Region) -> None:
    opened, child = await a_family(region)
    await add_begeleider(region, opened["id"])
    case = f"/cases/{opened['id']}"
    me = opened["participationId"]
    girl = next(one for one in opened["circle"] if one["representativeId"] is None)
    parts = [one for one in (await region.teacher.get(case))["parties"] if one["role"] == "client"]
    assert parts, girl
    body = {"body": "for the two of us", "audience": [], "parties": [parts[0]["participationId"]]}
    note = (await region.teacher.post(f"{case}/notes", body))["id"]
    about = {"kind": "note", "noteId": note}
    statement = {"caseId": opened["id"], "about": about, "body": "Thank you.", "familyMayRead": True}
    await child.post("/me/statements", statement)
    assert await said(region.teacher, f"{case}/statements") == ["Thank you."]
    assert await said(region.begeleider, f"{case}/statements") == []
    assert await said(region.mother, f"{case}/statements") == []
    # What she cannot read she cannot speak of either: the same answer as for what is not there.
    foreign = await region.mother.ask("POST", "/me/statements", statement)
    missing = await region.mother.ask(
        "POST", "/me/statements", {**statement, "about": {"kind": "note", "noteId": me}}
    )
    assert (foreign.status_code, foreign.json()["type"].split(":")[-1]) == (400, "subject-unknown")
    assert foreign.json() | {"instance": ""} == missing.json() | {"instance": ""}


async def test_other_words_are_a_version_of_ones_own(region: Region) -> None:
    opened, child = await a_family(region)
    case = f"/cases/{opened['id']}"
    made = await child.post("/me/statements", {"caseId": opened["id"], "body": "I hate it."})
    versions = f"/me/statements/{made['id']}/versions"
    assert (await child.ask("POST", versions, {"body": "x"})).status_code == 428
    assert (await child.ask("POST", versions, {"body": "x"}, If_Match='"7"')).status_code == 412
    for who in (region.mother, another_citizen(region, "stranger")):
        assert (await who.ask("POST", versions, {"body": "x"}, If_Match="*")).status_code == 404
    again = await child.ask(
        "POST", versions, {"body": "It is too loud.", "familyMayRead": True}, If_Match='"1"'
    )
    assert (again.status_code, again.headers["etag"]) == (201, '"2"')
    assert await said(child, versions) == ["It is too loud.", "I hate it."]
    assert await said(region.mother, f"{case}/statements") == ["It is too loud."]
    assert await said(region.teacher, f"{case}/statements") == ["It is too loud."]
    mine = (await child.get("/me/statements"))["items"]
    assert [(one["id"], one["caseId"], one["version"]) for one in mine] == [(made["id"], opened["id"], 2)]
    assert (await region.mother.get("/me/statements"))["items"] == []
    # A professional writes notes; to speak in the client's name is for the client.
    teacher = await region.teacher.ask("POST", "/me/statements", {"caseId": opened["id"], "body": "x"})
    assert teacher.status_code == 403
