"""The client's side over all its cases: two children of one mother, a child with a login of her own."""

from typing import Any

import pytest
from tests.people import Person, Region, add_begeleider, desiree, link_mother, open_case

from chaincare.demo.world import ELSEWHERE, SCHOOL, person

pytestmark = pytest.mark.anyio


async def two_children(region: Region) -> tuple[Any, Any]:
    """Two cases, each with the mother's login linked."""
    first = await open_case(region)
    brother = {"givenNames": "Daan", "prefix": "van der", "familyName": "Walt", "birthDate": "2015-01-02"}
    second = await open_case(region, client=brother)
    for opened in (first, second):
        await link_mother(region, opened)
    return first, second


async def agree(region: Region, opened: Any, responsible: str, what: str, **more: Any) -> str:
    body = {"responsible": responsible, "what": what, "dueDate": "2099-01-01", "clientMayRead": True, **more}
    return str((await region.teacher.post(f"/cases/{opened['id']}/agreements", body))["id"])


async def test_agreements_of_all_children_and_with_whom_each_lies(region: Region) -> None:
    first, second = await two_children(region)
    begeleider = await add_begeleider(region, first["id"])
    mother = next(one for one in second["circle"] if one["representativeId"])["participationId"]
    hers = await agree(region, second, mother, "Brings him on time.")
    fatma = await agree(region, first, begeleider, "Talks with her.")
    await agree(region, first, begeleider, "Among professionals.", clientMayRead=False)
    own = await region.mother.get("/me/agreements")
    assert own["longCases"] == []
    told = {one["agreement"]["id"]: one for one in own["items"]}
    assert set(told) == {hers, fatma}
    assert (told[hers]["withYou"], told[hers]["caseId"]) == (True, second["id"])
    assert (told[fatma]["withYou"], told[fatma]["liesWith"]["name"]) == (
        False,
        person("intern-begeleider").name,
    )
    await region.mother.post("/me/statements", {"caseId": second["id"], "body": "I work at night.",
        "about": {"kind": "agreement", "agreementId": hers}})  # fmt: skip
    await region.mother.post(f"/cases/{second['id']}/agreements/{hers}/responses", {"answer": "assent"})
    await region.mother.post(f"/cases/{second['id']}/agreements/{hers}/progress", {"step": "reported_kept"})
    again = {one["agreement"]["id"]: one for one in (await region.mother.get("/me/agreements"))["items"]}
    assert (again[hers]["withYou"], again[hers]["liesWith"]) == (False, None), "somebody else confirms"
    assert [one["body"] for one in again[hers]["agreement"]["statements"]] == ["I work at night."]
    # A page is a case; each case shown has an entry of its own, and one is for the question (T3).
    before = len(await region.entries("event = 'agreements.listed-own'"))
    page = await region.mother.ask("GET", "/me/agreements?limit=1")
    assert {one["caseId"] for one in page.json()["items"]} == {second["id"]}
    assert 'rel="next"' in page.headers["link"]
    assert len(await region.entries("event = 'agreements.listed-own'")) == before + 2
    assert (await region.teacher.ask("GET", "/me/agreements")).status_code == 403


async def test_a_stranger_with_a_login_has_nothing(region: Region) -> None:
    first, _ = await two_children(region)
    stranger = region.mother
    one = person("parent")
    stranger.token = region.issuers.token(one.issuer, "nobody", client_id=one.client_id, scopes=one.scopes)
    for path in ("agreements", "statements", "requests", "cases", "access-log"):
        assert (await stranger.get(f"/me/{path}"))["items"] == []
    for path, body in (("statements", {"body": "x"}), ("requests", {"kind": "access"})):
        foreign = await stranger.ask("POST", f"/me/{path}", {"caseId": first["id"], **body})
        missing = await stranger.ask("POST", f"/me/{path}", {"caseId": first["participationId"], **body})
        assert foreign.status_code == 404
        assert foreign.json() | {"instance": ""} == missing.json() | {"instance": ""}


async def test_a_request_by_ones_own_login(region: Region) -> None:
    first, second = await two_children(region)
    await region.teacher.get(f"/cases/{first['id']}/notes")
    line = next(one for one in (await region.mother.get("/me/access-log"))["items"] if one["part"] == "notes")
    asked = {"caseId": first["id"], "kind": "employee_name", "reference": line["reference"], "words": "Who?"}
    made = await region.mother.post("/me/requests", asked)
    whole = await region.mother.get(f"/me/requests/{made['id']}")
    assert (whole["state"], whole["words"], whole["caseId"]) == ("received", "Who?", first["id"])
    assert [one["step"] for one in whole["steps"]] == ["received"]
    # A line of another child's log is no line of this one's.
    wordless = {"caseId": asked["caseId"], "kind": "rectification"}
    refused = await region.mother.ask("POST", "/me/requests", wordless)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/words")
    elsewhere = await region.mother.ask("POST", "/me/requests", {**asked, "caseId": second["id"]})
    assert (elsewhere.status_code, elsewhere.json()["type"].split(":")[-1]) == (400, "entry-not-told")
    await region.mother.post("/me/requests", {"caseId": second["id"], "kind": "access"})
    listed = (await region.mother.get("/me/requests"))["items"]
    assert [one["kind"] for one in listed] == ["employee_name", "access"]
    for who in (region.teacher, region.outsider):
        assert (await who.ask("GET", f"/me/requests/{made['id']}")).status_code in {403, 404}
    officer = region.person("privacy-officer")
    assert made["id"] in str(await officer.get("/data-subject-requests"))


async def test_a_child_with_her_own_login_reads_her_own(region: Region) -> None:
    born = {"givenNames": "Désirée", "prefix": "van der", "familyName": "Walt", "birthDate": "2012-03-14"}
    opened = await region.teacher.post(
        "/cases", desiree(client=born, circle=[*desiree()["circle"], {"kind": "client"}])
    )
    await link_mother(region, opened)
    child: Person = region.mother
    one = person("parent")
    child.token = region.issuers.token(one.issuer, "child", client_id=one.client_id, scopes=one.scopes)
    code = (await region.teacher.post(f"/cases/{opened['id']}/invitations", {"proof": "school card"}))["code"]
    await child.post("/me/logins", {"code": code})
    (case,) = (await child.get("/me/cases"))["items"]
    assert (case["id"], case["reach"]) == (opened["id"], "client")
    assert "Joris Timmer" in {party["name"] for party in case["parties"]}
    asked = await child.post("/me/requests", {"caseId": opened["id"], "kind": "access"})
    assert (await region.mother.get("/me/requests"))["items"] == [], "what a child of 14 asks is hers"
    assert (await region.mother.ask("GET", f"/me/requests/{asked['id']}")).status_code == 404
    # From twelve it takes her word and her mother's, each with her own login.
    asked = {
        "caseId": opened["id"], "kind": "sharing", "explained": "What the school may tell.",
        "disclosers": [str(SCHOOL.unit_id)], "recipients": [str(ELSEWHERE.unit_id)],
    }  # fmt: skip
    mother = next(one for one in case["parties"] if one["role"] == "representative")["participationId"]
    said = await child.post("/me/consents", {**asked, "askedParticipationId": mother})
    assert (said["givenAt"], said["awaiting"]["who"]) == (None, "parent")
    waits = f"/me/consents/{said['id']}/assents"
    assert await child.post(waits, {"caseId": opened["id"]}) == said, "she said so before"
    [hers] = (await region.mother.get("/me/consents"))["items"]
    assert (hers["consent"]["id"], hers["consent"]["awaiting"]["who"]) == (said["id"], "parent")
    word = await region.mother.post(waits, {"caseId": opened["id"]})
    assert word["givenAt"] == (await region.mother.post(waits, {"caseId": opened["id"]}))["givenAt"]
    [both] = (await child.get("/me/consents"))["items"]
    assert (both["consent"]["awaiting"], len(both["consent"]["givenBy"])) == (None, 2)
    other = await region.mother.post("/me/consents", asked)
    await child.post(f"/me/consents/{other['id']}/withdrawals", {"caseId": opened["id"]})
    log = (await child.get("/me/access-log"))["items"]
    assert {"Door: de cliënt zelf" in line["inWords"] for line in log} == {True, False}


async def test_consents_of_ones_own_in_all_cases(region: Region) -> None:
    first, second = await two_children(region)
    said = {
        "kind": "sharing", "explained": "What the school may tell.", "purpose": "education_support",
        "disclosers": [str(SCHOOL.unit_id)], "recipients": [str(ELSEWHERE.unit_id)],
    }  # fmt: skip
    given = [
        (await region.mother.post("/me/consents", {"caseId": one["id"], **said}))["id"]
        for one in (first, second)
    ]
    listed = (await region.mother.get("/me/consents"))["items"]
    assert [(one["caseId"], one["consent"]["id"]) for one in listed] == [
        (second["id"], given[1]), (first["id"], given[0]),
    ]  # fmt: skip
    assert {one["consent"]["givenBy"][0]["how"] for one in listed} == {"own_login"}
    assert given[0] in str(await region.teacher.get(f"/cases/{first['id']}/consents"))
    unfit = await region.mother.ask("POST", "/me/consents", {"caseId": first["id"], **said, "disclosers": []})
    assert (unfit.status_code, unfit.json()["type"].split(":")[-1]) == (400, "consent-unfit")
    # One child's consent is nothing in the other child's case.
    taking_back = f"/me/consents/{given[0]}/withdrawals"
    assert (await region.mother.ask("POST", taking_back, {"caseId": second["id"]})).status_code == 404
    await region.mother.post(taking_back, {"caseId": first["id"]})
    assert (await region.mother.ask("POST", taking_back, {"caseId": first["id"]})).status_code == 409
    listed = (await region.mother.get("/me/consents"))["items"]
    assert [one["consent"]["withdrawnAt"] is None for one in listed] == [True, False]
    assert (
        await region.teacher.ask("POST", "/me/consents", {"caseId": first["id"], **said})
    ).status_code == 403
