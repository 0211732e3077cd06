"""Restriction of processing: the text is withheld everywhere, the case goes on, and a use is never silent (AVG 18)."""

from typing import Any

import pytest
from tests.people import Region, basis, link_mother, open_case
from tests.privacy.test_requests import asking, second_officer
from tests.promises.everything import day

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio
REQUESTS = "/data-subject-requests"


GOALS = {"goals": [{"ownWords": "Ik wil naar zwemles."}], "agrees": "no", "agreesBecause": "Zwemles is ver."}


async def granted(region: Region, case_id: str) -> str:
    """A request for restriction, recorded by the teacher and granted by the privacy officer."""
    lodged = await region.teacher.post(
        REQUESTS,
        {"kind": "restriction", "identityProof": "card", "receivedDate": day(0), "caseId": case_id},
    )
    one, els = f"{REQUESTS}/{lodged['id']}", region.person("privacy-officer")
    await els.post(f"{one}/handlings", {}, If_Match='"1"')
    early = {"kind": "question", "itemId": case_id, "reason": "x"}
    assert (await els.ask("POST", f"{one}/restricted-items", early)).json()["title"] == "Not for restriction"
    await els.post(f"{one}/decisions", {"outcome": "granted", "reason": "disputed"}, If_Match='"2"')
    return f"{one}/restricted-items"


async def promise(region: Region, case: dict[str, Any], mine: str) -> dict[str, Any]:
    draft = {"what": "Call the swimming club.", "responsible": mine, "dueDate": day(9), "needs": "a phone",
             "audience": ["professionals"], "clientMayRead": True}  # fmt: skip
    made: dict[str, Any] = await region.teacher.post(f"/cases/{case['id']}/agreements", draft)
    return made


async def test_a_restricted_text_is_withheld_and_the_case_goes_on(region: Region) -> None:
    case = await open_case(region)
    await link_mother(region, case)
    path, els = f"/cases/{case['id']}", region.person("privacy-officer")
    parties = (await region.teacher.get(path))["parties"]
    mine = next(p["participationId"] for p in parties if p["name"] == "Joris Timmer")
    note = await region.teacher.post(
        f"{path}/notes",
        {"body": "He was seen drinking.", "audience": ["professionals"], "clientMayRead": True},
    )
    agreed = await promise(region, case, mine)
    goals = {
        "goals": [{"ownWords": "Ik wil naar zwemles."}],
        "agrees": "no",
        "agreesBecause": "Zwemles is ver.",
    }
    plan = await region.teacher.post(f"{path}/plans", goals)
    back = {"heldDate": day(0), "reached": "She dances.", "ownWords": "Ik dans nu."}
    looked = await region.teacher.post(f"{path}/evaluations", back)
    away = {"reason": "client_away", "explanation": "In the clinic.", "resumesDate": day(9)}
    paused = await region.teacher.post(f"{path}/pauses", away)
    items = await granted(region, case["id"])
    made = {}
    for kind, item in (
        ("note", note["id"]), ("agreement", agreed["id"]), ("question", case["id"]), ("plan", plan["id"]),
        ("evaluation", looked["id"]), ("pause", paused["id"]),
    ):  # fmt: skip
        body = {"kind": kind, "itemId": item, "reason": "the mother says it is not true"}
        made[kind] = await els.post(items, body)
        assert (await els.ask("POST", items, body)).json()["title"] == "Restricted before"
    wrong = await els.post(items, {"kind": "note", "itemId": case["id"], "reason": "x"}, expect=400)
    assert wrong["errors"][0]["pointer"] == "/itemId"

    pages = (
        "", "/notes", f"/notes/{note['id']}", f"/notes/{note['id']}/versions", "/agreements",
        f"/agreements/{agreed['id']}", f"/agreements/{agreed['id']}/history", f"/agreements/{agreed['id']}/preconditions",
        "/question", "/question/versions", "/timeline", "/restricted-items",
        "/plans", f"/plans/{plan['id']}", f"/plans/{plan['id']}/versions", "/evaluations", "/pauses",
    )  # fmt: skip
    for page in pages:
        text = str(await region.teacher.get(path + page))
        for words in (
            "drinking",
            "swimming",
            "a phone",
            "rustig",
            "What helps her",
            "wemles",
            "dans",
            "clinic",
        ):
            assert words not in text, page
    [listed] = (await region.teacher.get(f"{path}/notes"))["items"]
    assert (listed["restricted"], listed["body"]) == (True, "")
    assert (await region.teacher.get(path))["question"]["restricted"]
    assert (await region.teacher.get(f"{path}/agreements"))["items"][0]["restricted"]

    # The mother, whose request it is, reads on; and nothing stands still.
    [own] = (await region.mother.get(f"{path}/notes"))["items"]
    assert (own["body"], own["restricted"]) == ("He was seen drinking.", False)
    assert "swimming" in str(await region.mother.get("/me/agreements"))
    assert "Ik dans nu" in str(await region.mother.get(f"{path}/evaluations"))
    assert "clinic" in str(await region.mother.get(f"{path}/pauses"))
    assert len((await region.mother.get(f"{path}/restricted-items"))["items"]) == 6
    await region.teacher.post(f"{path}/notes", {"body": "A new note."})
    step = await region.teacher.post(f"{path}/agreements/{agreed['id']}/progress", {"step": "begun"})
    assert (step["state"], step["what"], step["restricted"]) == ("in_progress", None, True)

    # To protect others it is opened, with a reason, and the client's log says so.
    opening, why = f"{path}/restricted-items/{made['note']['id']}/uses", {
        "protects": "safety_of_others", "reason": "a child in another family",
    }  # fmt: skip
    opened = [await region.teacher.post(opening, why, Idempotency_Key="again") for _ in range(2)]
    assert opened[0] == opened[1] | {
        "texts": [{"kind": "note", "itemId": note["id"], "text": "He was seen drinking."}]
    }
    assert "zwemles" in str(await region.mother.get(f"{path}/plans"))
    for kind, words in (
        ("agreement", "swimming"), ("question", "rustig"), ("plan", "zwemles"), ("evaluation", "dans"), ("pause", "clinic"),
    ):  # fmt: skip
        uses = f"{path}/restricted-items/{made[kind]['id']}/uses"
        use = await region.teacher.post(uses, {"protects": "legal_claim", "reason": "court"})
        assert words in use["texts"][0]["text"]
    assert (
        await region.outsider.ask("POST", uses, {"protects": "consent", "reason": "x"})
    ).status_code == 404
    assert (await region.mother.ask("POST", uses, {"protects": "consent", "reason": "x"})).status_code == 403
    assert "to protect others" in str(await region.mother.get("/me/access-log?limit=50"))

    # An answer is not given again once anything in the case was withheld since.
    wrong_note = (await region.teacher.post(f"{path}/notes", {"body": "Wrong."}))["id"]
    await region.teacher.post(f"{path}/notes/{wrong_note}/recalls", {"reason": "mistaken"})
    assert (await region.teacher.ask("POST", opening, why, Idempotency_Key="again")).status_code == 409

    await _lifts(region, path, items, made["note"]["id"], note["id"])


async def _lifts(region: Region, path: str, items: str, restricted: str, note: str) -> None:
    """It is lifted once, by privacy work, after whoever asked was told."""
    els = region.person("privacy-officer")
    lifting = f"{items}/{restricted}/liftings"
    assert (
        await region.person("fg").ask("POST", lifting, {"reason": "r", "toldHow": "t"})
    ).status_code == 403
    lifted = await els.post(lifting, {"reason": "it was true", "toldHow": "by letter of 3 November"})
    assert (lifted["toldHow"], lifted["liftedAt"] is None) == ("by letter of 3 November", False)
    assert (await els.ask("POST", lifting, {"reason": "r", "toldHow": "t"})).status_code == 409
    assert "drinking" in str(await region.teacher.get(f"{path}/notes/{note}"))
    again = f"{path}/restricted-items/{restricted}/uses"
    assert (
        await region.teacher.ask("POST", again, {"protects": "consent", "reason": "x"})
    ).status_code == 409
    assert len((await region.person("fg").get(items))["items"]) == 6


async def test_the_contribution_of_one_party_is_restricted_whole_and_no_other(region: Region) -> None:
    case = await open_case(region)
    path, els = f"/cases/{case['id']}", region.person("privacy-officer")
    parties = (await region.teacher.get(path))["parties"]
    mine = next(p["participationId"] for p in parties if p["name"] == "Joris Timmer")
    await region.teacher.post(f"{path}/notes", {"body": "First."})
    await promise(region, case, mine)
    items = await granted(region, case["id"])
    meeting = {
        "kind": "meeting", "heldAt": region.app.state.clock.now().isoformat(), "absent": [],
        "present": [mine, case["circle"][0]["participationId"]],
        "client": {"present": "no", "heard": "She was asked."}, "proof": "by phone", "agreements": [],
    }  # fmt: skip
    held = f"{path}/meetings/{(await region.teacher.post(f'{path}/meetings', meeting))['id']}"
    assert (await region.teacher.get(held))["clientHeard"] == "She was asked."
    made = await els.post(items, {"kind": "contribution", "itemId": mine, "reason": "disputed"})
    assert "asked" not in str(withheld := await region.teacher.get(held))
    assert (withheld["clientHeard"], withheld["proof"]) == (None, None)
    assert (await region.teacher.get(f"{path}/notes"))["items"][0]["restricted"]
    assert (await region.teacher.get(f"{path}/agreements"))["items"][0]["what"] is None
    assert not (await region.teacher.get(path))["question"]["restricted"]
    opened = await region.teacher.post(
        f"{path}/restricted-items/{made['id']}/uses", {"protects": "public_interest", "reason": "inquiry"}
    )
    assert {one["kind"] for one in opened["texts"]} == {"note", "agreement", "contribution"}


async def test_an_officer_of_one_organisation_restricts_what_that_wrote_only(region: Region) -> None:
    case = await open_case(region)
    path = f"/cases/{case['id']}"
    helping = {
        "kind": "professional", "professionalId": str(person("youth-worker").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    await region.teacher.post(f"{path}/participations", {"purpose": "education_support", "party": helping})
    own, other = [
        await who.post(f"{path}/notes", {"body": "x", "audience": ["professionals"]})
        for who in (region.teacher, region.youth_worker)
    ]
    school = await second_officer(region, organisationId=str(SCHOOL.id))
    asked = asking(region, kind="restriction", caseId=case["id"], toOwnOrganisation=True)
    one = f"{REQUESTS}/{(await region.teacher.post(REQUESTS, asked))['id']}"
    await school.post(f"{one}/handlings", {}, If_Match='"1"')
    await school.post(f"{one}/decisions", {"outcome": "granted", "reason": "r"}, If_Match='"2"')
    parties = {one["name"]: one["participationId"] for one in (await region.teacher.get(path))["parties"]}
    for kind, item in (
        ("note", other["id"]), ("question", case["id"]), ("contribution", parties["Sanne Bakker"]),
    ):  # fmt: skip
        refused = await school.ask(
            "POST", f"{one}/restricted-items", {"kind": kind, "itemId": item, "reason": "r"}
        )
        assert refused.json()["title"] == "Restricted item elsewhere"
    made = await school.post(f"{one}/restricted-items", {"kind": "note", "itemId": own["id"], "reason": "r"})
    assert (await region.teacher.get(f"{path}/notes/{own['id']}"))["restricted"]
    assert not (await region.teacher.get(f"{path}/notes/{other['id']}"))["restricted"]
    lifting = {"reason": "r", "toldHow": "by phone"}
    await school.post(f"{one}/restricted-items/{made['id']}/liftings", lifting)
