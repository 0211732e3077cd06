"""How the client is reached; and who reads a secret address: nobody, but with a reason, and traced."""

from datetime import timedelta

import pytest
from tests.people import Person, Region, add_begeleider, basis, link_mother, open_case

from chaincare.demo.world import SCHOOL, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

WHERE = {"street": "Schuilplaats 12", "town": "Elders", "postalCode": "1234 AB", "secret": True}


async def test_a_secret_address_is_in_no_view_but_the_one_that_discloses_it(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    case, client = f"/cases/{opened['id']}", f"/clients/{opened['clientId']}"
    assert (await region.teacher.get(f"{client}/contact"))["secretAddress"] is False
    said = {"phone": "06 12 34 56 78", "safeWay": "Only between nine and twelve."}
    answer = await region.teacher.ask(
        "PATCH", f"{client}/contact", said | {"address": WHERE | {"secret": False}}, If_Match='"0"'
    )
    assert (answer.status_code, answer.headers["etag"], answer.json()["secretAddress"]) == (200, '"1"', False)
    for who in (region.teacher, region.mother):
        read = await who.get(f"{client}/contact")
        assert (read["phone"], read["address"]["street"]) == (said["phone"], WHERE["street"])
    stale = await region.teacher.ask("PATCH", f"{client}/contact", said, If_Match='"0"')
    assert stale.status_code == 412

    answer = await region.teacher.ask("PATCH", f"{client}/contact", {"address": WHERE}, If_Match='"1"')
    shown = answer.json()
    assert (shown["address"], shown["secretAddress"], shown["phone"]) == (None, True, said["phone"])
    # Who hides is not betrayed by a telephone, or by how to reach him safely, either.
    nothing = dict.fromkeys(("address", "secretAddress", "safeWay", "phone"))
    assert await region.mother.get(f"{client}/contact") == nothing
    paths = ["/contact", ""]
    for who in (region.teacher, region.mother):
        for path in [client + one for one in paths] + [case, f"{case}/timeline"]:
            assert "Schuilplaats" not in (await who.ask("GET", path)).text

    disclosing = f"{client}/address-disclosures"
    weak = Person("weak", region.http, _token(region, None), region.calls)
    for who, status in ((region.mother, 401), (region.outsider, 401), (weak, 401)):
        refused = await who.ask("POST", disclosing, {"reason": "r"})
        assert (refused.status_code, "Schuilplaats" in refused.text) == (status, False)
    told = await region.teacher.post(disclosing, {"reason": "To fetch her things."})
    assert (told["street"], told["secret"]) == (WHERE["street"], True)
    entries = await region.entries("event = 'address.disclosed' AND object_id = $1::uuid", told["id"])
    assert [one["outcome"] for one in entries] == ["done"]
    assert "address" not in str(await region.mother.get("/me/access-log")).lower().replace("ip address", "")

    removed = await region.teacher.ask("PATCH", f"{client}/contact", {"address": None}, If_Match="*")
    assert removed.json()["secretAddress"] is False
    assert (await region.teacher.ask("POST", disclosing, {"reason": "r"})).status_code == 409
    assert await region.mother.get(f"{client}/contact") == nothing, "it ends when an address may be known"
    known = {"address": WHERE | {"secret": False}}
    await region.teacher.ask("PATCH", f"{client}/contact", known, If_Match="*")
    assert (await region.mother.get(f"{client}/contact"))["phone"] == said["phone"]


def _token(region: Region, acr: str | None) -> str:
    return region.issuers.token(
        SCHOOL.issuer, "teacher", client_id="leerlingvolg", scopes=("cases", "directory"), acr=acr
    )


async def test_a_shield_hides_how_the_client_is_reached(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    client = f"/clients/{opened['clientId']}"
    nothing = (await region.mother.ask("GET", f"{client}/contact")).text
    body = {"phone": "06", "address": WHERE | {"secret": False}}
    await region.teacher.ask("PATCH", f"{client}/contact", body, If_Match='"0"')
    assert (await region.mother.ask("GET", f"{client}/contact")).text != nothing
    shield = {"hides": {"kind": "contact"}, "reason": "He has her phone.", "reviewDate": "2999-01-01"}
    await region.teacher.post(f"/cases/{opened['id']}/shields", shield)
    assert (await region.mother.ask("GET", f"{client}/contact")).text == nothing
    assert (await region.teacher.get(f"{client}/contact"))["phone"] == "06"
    # She looked three times herself, which is no secret to her; that the teacher changed it and looked is.
    log = (await region.mother.get("/me/access-log"))["items"]
    assert not [one for one in log if "shield" in one["what"]]
    reached = [one for one in log if "reached" in one["what"]]
    assert [one["organisation"] for one in reached] == [None, None, None]


async def test_relatives_are_known_and_see_nothing(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    path = f"/clients/{opened['clientId']}/relatives"
    body = {"name": "Karel Jansen", "relation": "parent_without_authority", "mayRequestInformation": True}
    made = await region.teacher.post(path, body)
    assert (await region.teacher.get(path))["items"] == [made]
    assert (await region.mother.ask("GET", path)).status_code == 403
    assert (await region.outsider.ask("GET", path)).status_code == 404
    ended = await region.teacher.post(f"{path}/{made['id']}/endings", {"reason": "He moved abroad."})
    assert ended["endedBecause"] == "He moved abroad."
    again = await region.teacher.ask("POST", f"{path}/{made['id']}/endings", {"reason": "r"})
    assert again.json()["type"].endswith("relative-ended")
    assert (
        await region.teacher.ask("POST", f"{path}/{opened['id']}/endings", {"reason": "r"})
    ).status_code == 404


async def test_authority_with_its_proof_gives_a_view_until_it_ends(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    path = f"/clients/{opened['clientId']}/representatives"
    today = day_in_amsterdam(region.app.state.clock.now())
    body = {
        "name": "M. Kok", "kind": "voogd", "purpose": "education_support", "proof": "court order seen",
        "proofDate": str(today - timedelta(days=1)), "lastDate": str(today + timedelta(days=2)),
    }  # fmt: skip
    for changed, slug in (
        ({"proofDate": str(today + timedelta(days=2))}, "proof-in-future"),
        ({"lastDate": str(today - timedelta(days=2))}, "authority-ended"),
    ):
        assert (await region.teacher.ask("POST", path, body | changed)).json()["type"].endswith(slug)
    made = await region.teacher.post(path, body)
    invited = {"representativeId": made["id"], "proof": "identity card seen"}
    invitation = await region.teacher.post(f"/cases/{opened['id']}/invitations", invited)
    await region.mother.post("/me/logins", {"code": invitation["code"]})
    assert (await region.mother.get(f"/cases/{opened['id']}"))["reach"] == "client"
    listed = (await region.begeleider.get(path))["items"]
    assert [(one["kind"], one["hasLogin"], one["untilAt"]) for one in listed] == [
        ("parent", False, None),
        ("voogd", True, made["endsAt"]),
    ]
    assert (
        await region.begeleider.ask("POST", f"{path}/{made['id']}/endings", {"reason": "r"})
    ).status_code == 403
    region.move_clock(timedelta(days=4))
    assert (await region.mother.ask("GET", f"/cases/{opened['id']}")).status_code == 404
    over = await region.teacher.ask("POST", f"{path}/{made['id']}/endings", {"reason": "r"})
    assert over.json()["type"].endswith("representative-unknown")

    mother = listed[0]["id"]
    await region.teacher.post(f"{path}/{mother}/endings", {"reason": "The court took it away."})
    assert [one["untilAt"] is None for one in (await region.teacher.get(path))["items"]] == [False, False]


async def test_one_item_is_kept_from_one_person(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    case, path = f"/cases/{opened['id']}", f"/clients/{opened['clientId']}/restrictions"
    mother = next(one["participationId"] for one in opened["circle"] if one["representativeId"])
    for words in ("About her sister.", "About swimming."):
        note = {"body": words, "audience": ["professionals"], "clientMayRead": True}
        await region.teacher.post(f"{case}/notes", note)
    [swimming, sister] = (await region.mother.get(f"{case}/notes"))["items"]
    body = {
        "itemKind": "note", "itemId": sister["id"], "participationId": mother, "reason": "She told it in confidence.",
        "reviewDate": "2999-01-01",
    }  # fmt: skip
    for changed, slug in (
        ({"itemId": mother}, "item-unknown"),
        ({"participationId": opened["id"]}, "person-unknown"),
        ({"reviewDate": "2020-01-01"}, "restriction-review-in-past"),
    ):
        assert (await region.teacher.ask("POST", path, body | changed)).json()["type"].endswith(slug)
    made = await region.teacher.post(path, body)
    assert (await region.teacher.ask("POST", path, body)).json()["type"].endswith("already-restricted")
    assert [one["id"] for one in (await region.mother.get(f"{case}/notes"))["items"]] == [swimming["id"]]
    assert sister["id"] not in (await region.mother.ask("GET", f"{case}/timeline")).text
    assert len((await region.begeleider.get(f"{case}/notes"))["items"]) == 2
    assert (await region.mother.ask("GET", path)).status_code == 403

    kept = body | {"itemKind": "question", "itemId": opened["id"]}
    await region.teacher.post(path, kept)
    assert (await region.mother.get(case))["question"] is None
    assert (await region.begeleider.get(case))["question"] is not None
    party = body | {"itemKind": "party", "itemId": opened["participationId"]}
    team = next(one["participationId"] for one in opened["circle"] if not one["representativeId"])
    answer = await region.begeleider.ask("POST", path, party | {"participationId": team})
    assert answer.json()["type"].endswith("person-unknown")
    await region.begeleider.post(path, party)
    assert opened["participationId"] not in (await region.mother.ask("GET", case)).text
    assert (await region.mother.get(f"{case}/notes"))["items"] == []

    lifting = f"{path}/{made['id']}/liftings"
    assert (await region.begeleider.ask("POST", lifting, {"reason": "r"})).status_code == 403
    lifted = await region.teacher.post(lifting, {"reason": "She knows."})
    assert lifted["liftedBecause"] == "She knows."
    assert len((await region.teacher.get(path))["items"]) == 3


async def test_it_is_kept_from_the_person_in_whatever_part_he_comes_again(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    case, path = f"/cases/{opened['id']}", f"/clients/{opened['clientId']}/restrictions"
    parts, circle = f"{case}/participations", opened["circle"]
    again = {
        "kind": "representative",
        "representativeKind": "parent",
        "name": "M.",
        "proof": "x",
        "proofDate": "2026-09-01",
    }
    helping = {
        "kind": "professional", "professionalId": str(person("specialist").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    note = {"body": "About her sister.", "audience": ["professionals"], "clientMayRead": True}
    kept = (await region.teacher.post(f"{case}/notes", note))["id"]
    parent = next(one for one in circle if one["representativeId"])
    earlier = [parent["participationId"]]
    earlier.append(
        (await region.teacher.post(parts, {"purpose": "safety", "party": helping}))["participationId"]
    )
    for who, part in zip((region.mother, region.specialist), earlier, strict=True):
        assert len((await who.get(f"{case}/notes"))["items"]) == 1
        from_him = {
            "itemKind": "note", "itemId": kept, "participationId": part, "reason": "r", "reviewDate": "2999-01-01",
        }  # fmt: skip
        await region.teacher.post(path, from_him)
        await region.teacher.post(f"{parts}/{part}/endings", {"reason": "r"})
    # As another representative with the same login; and brought in anew by name.
    made = await region.teacher.post(parts, {"purpose": "education_support", "party": again})
    await link_mother(region, opened | {"circle": [made]})
    part = (await region.teacher.post(parts, {"purpose": "safety", "party": helping}))["participationId"]
    for who in (region.mother, region.specialist):
        assert (await who.get(f"{case}/notes"))["items"] == []
    # Who directs is left in the dark about nothing, by an earlier part of his neither.
    proposal = await region.teacher.post(
        f"{case}/regie-proposals", {"candidate": part, "mandate": ["convene"]}
    )
    await region.specialist.post(f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"})
    dark = await region.teacher.ask("POST", path, from_him | {"itemKind": "question", "itemId": opened["id"]})
    assert dark.json()["type"].endswith("holder-must-see")
