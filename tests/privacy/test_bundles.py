"""Everything that is kept on somebody, in one operation (AVG 15)."""

import pytest
from tests.people import Person, Region, link_mother, open_case
from tests.privacy.test_requests import PATH, asking, officer

from chaincare.demo.world import SUBSTANTIAL

pytestmark = pytest.mark.anyio


async def test_a_bundle_tells_what_the_clients_own_view_holds_and_who_received_it(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    await region.teacher.post(
        f"{case}/notes", {"body": "shared-with-her", "audience": ["professionals"], "clientMayRead": True}
    )
    await region.teacher.post(f"{case}/notes", {"body": "among-ourselves", "audience": ["professionals"]})
    asked = asking(region, caseId=opened["id"], representativeId=mother["representativeId"])
    one = f"{PATH}/{(await region.teacher.post(PATH, asked))['id']}"
    els = officer(region)
    early = await els.ask("POST", f"{one}/bundles", {})
    assert early.json()["title"] == "Not for bundle"
    await els.post(f"{one}/handlings", {}, If_Match='"1"')
    bundle = await els.post(f"{one}/bundles", {})
    parts = {part["part"]: part["items"] for part in bundle["parts"]}
    assert parts["clients"][0]["given_names"] == "Désirée"
    assert [note["body"] for note in parts["notes"]] == ["shared-with-her"]
    assert not {"data_subject_requests", "access_entries", "client_bsns", "repeats"} & set(parts)
    told = {"purpose": "education_support", "en": "to help at school", "nl": "om te helpen op school"}
    assert bundle["purposes"] == [told]
    assert "om te helpen op school" in bundle["printed"]["nl"]
    school = {"Basisschool De Regenboog"}
    assert {source["organisation"] for source in bundle["sources"]} == school
    received = {(one["organisation"], one["function"]) for one in bundle["recipients"]}
    assert ("Basisschool De Regenboog", "leerkracht") in received
    assert "Joris" not in str(bundle)
    for text in (bundle["printed"]["nl"], bundle["printed"]["en"]):
        assert "Désirée" in text
        assert "among-ourselves" not in text
    assert "Alles wat wij over u bewaren" in bundle["printed"]["nl"]
    steps = (await els.get(one))["steps"]
    assert steps[-1]["step"] == "bundled"
    assert steps[-1]["digest"] == bundle["digest"]
    entries = await region.entries("event = 'data-subject-request.bundled' AND client IS NOT NULL")
    assert [(entry["action"], entry["outcome"]) for entry in entries][-3:] == [
        ("E", "entered"),
        ("E", "entered"),
        ("E", "done"),
    ]
    assert any(
        "bij elkaar gezet" in line["wat"] for line in (await region.mother.get("/me/access-log"))["items"]
    )


async def test_only_a_request_for_access_opens_it_and_only_for_who_still_may_act(region: Region) -> None:
    opened = await open_case(region)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    els = officer(region)

    async def bundle_of(**more: object) -> object:
        one = f"{PATH}/{(await region.teacher.post(PATH, asking(region, caseId=opened['id'], **more)))['id']}"
        await els.post(f"{one}/handlings", {}, If_Match='"1"')
        answer = await els.ask("POST", f"{one}/bundles", {})
        fg = await region.person("fg").ask("POST", f"{one}/bundles", {})
        assert fg.status_code == 403
        return answer.json().get("title", "given")

    assert await bundle_of() == "given"
    assert await bundle_of(kind="erasure") == "Not for bundle"
    for_daughter = {"representativeId": mother["representativeId"]}
    assert await bundle_of(**for_daughter) == "given"
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.clients SET birth_date = '2005-01-01'")
    assert await bundle_of(**for_daughter) == "Not for bundle"
    assert await bundle_of() == "given"


async def test_who_asked_by_his_own_login_makes_it_himself(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    mother = next(one for one in opened["circle"] if one["representativeId"])
    asked = asking(region, caseId=opened["id"], representativeId=mother["representativeId"])
    one = f"{PATH}/{(await region.teacher.post(PATH, asked))['id']}"
    token = region.issuers.token("burgers", "parent", client_id="x", scopes=("privacy",), acr=SUBSTANTIAL)
    herself = Person("mother, identified strongly", region.http, token, region.calls)
    assert (
        await herself.ask("POST", f"{one}/bundles", {})
    ).status_code == 404  # the letter was not sent by her login
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.data_subject_requests SET login_id = (SELECT id FROM chaincare.client_logins)"
    )
    assert (await herself.post(f"{one}/bundles", {}))["parts"]
    assert (await herself.get(one))["byOwnLogin"]
    assert (await herself.ask("POST", f"{one}/handlings", {}, If_Match='"1"')).status_code == 404
