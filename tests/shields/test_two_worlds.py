"""S5, story 3: the father with authority, the mother's phone in his hands, and a shelter that nobody must find."""

import pytest
from tests.people import Person, Region, basis
from tests.shields.test_stand_in_for_who_is_hidden import add_specialist, stands_in
from tests.shields.worlds import (
    ID,
    LOOKED_BACK,
    World,
    _directed,
    agreed,
    bare,
    shelter_comes,
    tomorrow,
    what_everybody_knows,
    world,
)

from chaincare.demo.world import SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio

READS = (
    "", "/timeline", "/timeline?limit=3", "/question", "/question/versions", "/legal-bases", "/notes", "/notes?limit=1",
    "/needed-parties", "/needed-parties?limit=1", "/regie", "/regie-terms", "/regie-terms?limit=1", "/escalations",
    "/agreements", "/agreements?limit=2", "/meetings", "/meetings?limit=1", "/shields", "/plans", "/plans?limit=1",
    "/pauses", "/evaluations", "/evaluations?limit=1", "/stand-ins",
)  # fmt: skip
DAYS = "/me/access-log?limit=50&merge=day"
MINE = ("/me/cases", "/me/access-log", "/me/access-log?limit=3", "/worklist", "/cases")


async def looks(here: World, who: Person, *more: str) -> dict[str, str]:
    """Everything he can ask for, and everything behind what he finds."""
    client = f"/clients/{here.opened['clientId']}"
    paths = [f"{here.case}{one}" for one in READS] + [client, f"{client}/contact"]
    for kind in ("agreements", "meetings", "escalations", "plans"):
        found = await who.ask("GET", f"{here.case}/{kind}")
        items = found.json().get("items", []) if found.status_code == 200 else []
        for one in items:
            paths.append(f"{here.case}/{kind}/{one['id']}")
            if kind == "plans":
                paths.append(f"{here.case}/{kind}/{one['id']}/versions")
            if kind == "agreements":
                paths += [f"{here.case}/{kind}/{one['id']}/{tail}" for tail in ("history", "preconditions")]
    told = {}
    for place, path in enumerate([*paths, *MINE, *more]):
        answer = await who.ask("GET", path)
        assert answer.status_code < 500, (path, answer.text)
        told[f"{place} {ID.sub('…', path)}"] = bare(answer, here)
    return told


async def test_with_and_without_the_shelter_he_reads_the_same_to_the_bit(region: Region) -> None:
    without, within = await world(region, "one"), await world(region, "two", phone="06 12 34 56 78")
    await shelter_comes(within)
    for here in (without, within):
        await what_everybody_knows(here)
    for one, other in (
        (without.father, within.father),
        (without.mother, within.mother),
        (region.outsider, region.outsider),
    ):
        empty, hiding = await looks(without, one), await looks(within, other)
        assert len(empty) >= 20
        assert len(empty) == len(hiding)
        differing = [
            (asked, empty[asked], told) for asked, told in hiding.items() if told != empty.get(asked)
        ]
        assert differing == [], one.role
        answered = [text for text in hiding.values() if text.startswith("200")]
        assert len(answered) >= (2 if one.role == "outsider" else 20)
        for betraying in (YOUTH_CARE.name, "06 98", "06 12", "Schuilplaats", "aunt"):
            assert betraying not in str(answered)
    # The test can fail: who works with the shelter sees it, and so would he without the shield.
    seen = (await region.begeleider.get(within.case))["parties"]
    assert YOUTH_CARE.name in {party["organisation"] for party in seen}
    assert "06 12 34 56 78" in {party["phone"] for party in seen}
    contact = f"/clients/{within.opened['clientId']}/contact"
    assert (await region.begeleider.get(contact))["phone"] == "06 98 76 54 32"
    known = {"address": {"street": "Dorpsstraat 1", "town": "Hier", "secret": False}}
    await region.teacher.ask("PATCH", contact, known, If_Match="*")
    told = await looks(within, within.father)
    for phone in ("06 98 76 54 32", "06 12 34 56 78"):
        assert phone in str(told)
    [shield] = (await region.begeleider.get(f"{within.case}/shields"))["items"]
    lifting = f"{within.case}/shields/{shield['id']}/liftings"
    assert (await region.teacher.ask("POST", lifting, {"reason": "r"})).status_code == 403
    await region.begeleider.post(lifting, {"reason": "It is over."})
    assert YOUTH_CARE.name in str(await looks(within, within.father))
    assert (await region.begeleider.ask("POST", lifting, {"reason": "r"})).status_code == 409


async def test_he_reads_the_same_whether_the_hidden_one_acts_or_another_in_her_place(region: Region) -> None:
    """Who stands in for her does what she alone may do, and what is her own too: only the second is told to him as hers."""
    worlds = [await world(region, name) for name in ("one", "two")]
    for here in worlds:
        await shelter_comes(here)
        await _directed(here, region.begeleider, str(here.shelter), region.youth_worker, handoverNote="x")
        await stands_in(here, region.youth_worker)
    for here, acts in zip(worlds, (region.youth_worker, region.teacher), strict=True):
        if acts.role == "teacher":
            await region.youth_worker.post(
                f"/professionals/{person('youth-worker').id}/absences", {"kind": "sudden"}
            )
        specialist = await add_specialist(here)
        theirs = await agreed(here, region.begeleider, specialist, region.specialist)
        own = await agreed(here, region.begeleider, here.opened["participationId"], region.teacher)
        for who, agreement in ((acts, theirs), (region.teacher, own)):
            step = {"step": "not_kept", "reason": "time"}
            await who.post(f"{here.case}/agreements/{agreement}/progress", step)
        away = {"reason": "client_away", "explanation": "x", "resumesDate": tomorrow(region)}
        pause = await acts.post(f"{here.case}/pauses", away)
        await acts.post(f"{here.case}/pauses/{pause['id']}/endings", {})
        await acts.post(f"{here.case}/evaluations", {**LOOKED_BACK, "outcome": "closes"})
    for one, other in ((worlds[0].father, worlds[1].father), (worlds[0].mother, worlds[1].mother)):
        herself, in_her_place = await looks(worlds[0], one, DAYS), await looks(worlds[1], other, DAYS)
        assert len(herself) == len(in_her_place) >= 20
        assert [asked for asked, told in in_her_place.items() if told != herself.get(asked)] == []
        assert "agreement_not_kept" in str(herself)
    for here in worlds:
        assert "case_paused" in str(await looks(here, region.begeleider))
    # The test can fail: once he may know of her, he is told who did it in her place.
    history = f"{worlds[1].case}/agreements/{theirs}/history"
    assert (await worlds[1].father.get(history))["items"][-1]["by"]["participationId"] is None
    [shield] = (await region.begeleider.get(f"{worlds[1].case}/shields"))["items"]
    lifting = f"{worlds[1].case}/shields/{shield['id']}/liftings"
    await region.teacher.post(lifting, {"reason": "It is over."})
    told = (await worlds[1].father.get(history))["items"][-1]["by"]
    assert told["participationId"] == worlds[1].opened["participationId"]


async def test_who_directs_behind_a_shield_is_asked_for_at_the_coordinators(region: Region) -> None:
    here = await world(region, "one")
    party = {
        "kind": "professional", "professionalId": str(person("youth-worker").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    other = party | {"professionalId": str(person("specialist").id), "scope": "that"}
    parts = [
        (await region.teacher.post(f"{here.case}/participations", {"purpose": "safety", "party": one}))["participationId"]
        for one in (party, other)
    ]  # fmt: skip
    handover = {"candidate": parts[0], "mandate": ["convene"], "handoverNote": "n", "reason": "r"}
    proposal = await region.begeleider.post(f"{here.case}/regie-proposals", handover)
    answering = f"{here.case}/regie-proposals/{proposal['id']}/responses"
    await region.youth_worker.post(answering, {"answer": "assent"})
    assert (await here.father.get(here.case))["regie"]["name"] == "Sanne Bakker"

    hides = {"kind": "party", "participationId": parts[0]}
    body = {"hides": hides, "reason": "She hides there.", "reviewDate": "2999-01-01"}
    shield = await region.teacher.post(f"{here.case}/shields", body)
    for who in (here.father, here.mother, region.specialist):
        case = await who.get(here.case)
        directing = (await who.get(f"{here.case}/regie"))["holder"]
        for shown in (case["regie"], directing):
            assert (shown["participationId"], shown["name"]) == (None, "Pieter Visser"), who.role
        assert case["regieVacant"] is False
        assert parts[0] not in {one["participationId"] for one in case["parties"]}
        for told in ("/regie-terms", f"/regie-proposals/{proposal['id']}", "/timeline"):
            assert "Sanne" not in (answer := await who.ask("GET", here.case + told)).text
            assert parts[0] not in answer.text
    # He himself sees where he stands, his colleagues do, and he lifts it: he directs the case.
    for who in (region.youth_worker, region.begeleider):
        assert (await who.get(here.case))["regie"]["participationId"] == parts[0]
    lifting = f"{here.case}/shields/{shield['id']}/liftings"
    await region.youth_worker.post(lifting, {"reason": "They moved."})
    assert (await here.father.get(here.case))["regie"]["name"] == "Sanne Bakker"
    # That he can act no more is told to who sees him, and to nobody else by anything: not as a vacancy either.
    await region.teacher.post(f"{here.case}/shields", body)
    reads = [here.case, *(here.case + one for one in ("/regie", "/regie-terms", "/timeline"))]
    lists = ("/worklist?whose=anyone", "/worklist?whose=anyone&counts=true")

    async def told_to(who: Person) -> list[str]:
        return [bare(await who.ask("GET", one), here) for one in (*reads, *lists)]

    citizens = (here.father, here.mother, region.specialist)
    before = [await told_to(who) for who in citizens]
    path = f"/professionals/{person('youth-worker').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left without a word."})
    assert (await region.begeleider.get(f"{here.case}/regie"))["because"] == "holder_cannot_act"
    assert "regie_vacant" in str(await region.begeleider.get("/worklist?whose=anyone"))
    assert [await told_to(who) for who in citizens] == before


async def test_what_is_no_shield(region: Region) -> None:
    here = await world(region, "one")
    path = f"{here.case}/shields"
    body = {"hides": {"kind": "contact"}, "reason": "r", "reviewDate": "2999-01-01"}
    parent = next(one["participationId"] for one in here.opened["circle"] if one["representativeId"])
    for changed, slug in (
        ({"hides": {"kind": "party", "participationId": parent}}, "nothing-to-shield"),
        ({"hides": {"kind": "unit", "unitId": parent}}, "nothing-to-shield"),
        ({"reviewDate": "2020-01-01"}, "review-in-past"),
    ):
        answer = await region.teacher.ask("POST", path, body | changed)
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == (400, slug)
    await region.teacher.post(path, body)
    assert (await region.begeleider.ask("POST", path, body)).json()["type"].endswith("already-shielded")
    for who in (here.father, here.mother):
        assert (await who.ask("POST", path, body)).status_code == 403
    unknown = await region.begeleider.ask("POST", f"{path}/{parent}/liftings", {"reason": "r"})
    assert unknown.json()["type"].endswith("shield-unknown")
