"""A basis cites a catalogue, and its third part is withdrawn for one discloser alone (S2)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, basis, desiree, link_mother, open_case
from tests.prose import Case
from tests.shields.worlds import citizen, world

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio


def guest(role: str = "outsider", scope: str = "full", **more: Any) -> dict[str, Any]:
    both = [
        {"discloserUnitId": str(SCHOOL.unit_id), "ground": "consent"},
        {"discloserUnitId": str(YOUTH_CARE.unit_id), "ground": "directly_involved"},
    ]
    party = {
        "kind": "professional",
        "professionalId": str(person(role).id),
        "scope": scope,
        "legalBasis": {**basis(SCHOOL.unit_id), "secrecy": both, **more},
    }
    return {"purpose": "education_support", "party": party}


def kind_of(answer: Any) -> str:
    return str(answer["type"]).rpartition(":")[2]


async def test_the_catalogue_says_what_can_be_cited_when(region: Region) -> None:
    found, following = [], "/legal-grounds"
    while following:
        page = await region.teacher.ask("GET", following)
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        following = page.headers.get("Link", "").partition(">")[0].removeprefix("</v1")
    by_code = {one["code"]: one for one in found}
    assert (by_code["wams"]["draft"], by_code["wgs"]["profile"]) == (True, "zorg_en_veiligheidshuis")
    assert by_code["wgs"]["fromDate"] == "2025-03-01"
    assert {"jeugdwet", "wmo-2015", "participatiewet", "wpo", "wvo-2020", "wec", "wgbo", "wvggz"} <= set(
        by_code
    )
    secrecy = (await region.teacher.get("/legal-grounds?kind=secrecy&onDate=2026-01-01"))["items"]
    assert {one["code"] for one in secrecy} == {
        "consent",
        "directly_involved",
        "statutory",
        "conflict_of_duties",
    }
    of_2020 = (await region.teacher.get("/legal-grounds?kind=article&onDate=2020-06-01&limit=50"))["items"]
    assert "wvo" in {one["code"] for one in of_2020}
    assert {"wvo-2020", "wams", "wgs"}.isdisjoint(one["code"] for one in of_2020)


async def test_a_basis_keeps_which_versions_it_cites_and_a_bill_gives_nothing(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    [own, *_] = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    assert (own["groundVersion"], own["articleCode"], own["articleVersion"]) == (1, "wpo", 1)
    bill = await region.teacher.post(f"{case}/participations", guest(article="Wams 3"), expect=400)
    assert (kind_of(bill), bill["errors"][0]["pointer"]) == (
        "ground-not-in-force",
        "/party/legalBasis/article",
    )
    for path, body in (
        ("/cases", desiree(legalBasis=basis(SCHOOL.unit_id, article="WVO 17b"))),
        (f"{case}/participations", guest(exception="avg-10")),
        (f"{case}/participations", guest(article="WGS 2.25")),
    ):
        assert kind_of(await region.teacher.post(path, body, expect=400)) == "ground-not-in-force"
    unheard = await region.teacher.post(f"{case}/participations", guest(article="Besluit 3"), expect=400)
    assert kind_of(unheard) == "ground-not-in-catalogue"
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.networks SET profiles = '{zorg_en_veiligheidshuis}' WHERE id = $1", NETWORK
        )
    await region.teacher.post(f"{case}/participations", guest(article="WGS 2.25"))


async def test_an_offer_to_the_winkelstraat_cites_the_catalogue_too(region: Region) -> None:
    opened = await open_case(region)
    draft = {
        "limit": "reached", "help": "complement", "tried": "Talks.", "question": "Help at home?",
        "summary": "A pupil walks out of class.", "targets": [str(YOUTH_CARE.unit_id)],
        "grant": {"scope": "core", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id, article="Wams 3")},
    }  # fmt: skip
    refused = await region.teacher.post(f"/cases/{opened['id']}/escalations", draft, expect=400)
    assert refused["errors"][0]["pointer"] == "/grant/legalBasis/article"


async def test_the_database_holds_a_basis_to_the_catalogue_whoever_forgot_to_ask(region: Region) -> None:
    opened = await open_case(region)
    held = [
        ("avg-6-1-z", "WPO 1", "in_catalogue"),
        ("avg-6-1-e", "Wams 3", "in_force"),
        ("avg-6-1-e", "WVO 1", "in_force"),
    ]
    for ground, article, constraint in held:
        with pytest.raises(Exception, match=r"not in") as raised:
            await region.admin.execute(
                "INSERT INTO chaincare.legal_bases (case_id, participation_id, ground, article, secrecy, during,"
                " recorded_by, recorded_at) VALUES ($1::uuid, $2::uuid, $3, $4, '[]', tstzrange(now(), NULL), $5, now())",
                opened["id"], opened["participationId"], ground, article, person("teacher").id,
            )  # fmt: skip
        assert raised.value.constraint_name == f"legal_bases_{constraint}"  # type: ignore[attr-defined]


async def test_one_discloser_falls_silent_and_nobody_else(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    await add_begeleider(region, opened["id"])
    await region.teacher.post(f"{case}/participations", guest("youth-worker"))
    added = await region.teacher.post(f"{case}/participations", guest())
    said = {"audience": ["professionals"]}
    await region.teacher.post(f"{case}/notes", {"body": "of the school", **said})
    await region.youth_worker.post(f"{case}/notes", {"body": "of youth care", **said})
    await region.outsider.post(f"{case}/notes", {"body": "my own", **said})

    async def read_by(one: Any) -> set[str]:
        return {note["body"] for note in (await one.get(f"{case}/notes"))["items"]}

    everything = {"of the school", "of youth care", "my own"}
    assert await read_by(region.outsider) == everything
    bases = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    [his] = [one for one in bases if one["participationId"] == added["participationId"]]
    path = f"{case}/legal-bases/{his['id']}/withdrawals"
    school = {"part": "secrecy", "reason": "no", "discloserUnitId": str(SCHOOL.unit_id)}
    wrong = await region.teacher.post(path, {**school, "part": "ground"}, expect=400)
    assert wrong["errors"][0]["pointer"] == "/discloserUnitId"
    withdrawn = await region.mother.post(path, school)
    assert withdrawn["silent"] == [str(SCHOOL.unit_id)]
    assert await read_by(region.outsider) == {"of youth care", "my own"}
    assert await read_by(region.begeleider) == everything, "it is about him alone"
    await region.outsider.get(case)
    shown = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    [his] = [one for one in shown if one["id"] == his["id"]]
    assert [key["withdrawnAt"] is None for key in his["secrecy"]] == [False, True]
    assert his["withdrawnPart"] is None

    # Whose secret it is, takes his own key back; consent was not what it rested on.
    care = {**school, "discloserUnitId": str(YOUTH_CARE.unit_id)}
    await region.mother.post(path, care, expect=403)
    await region.youth_worker.post(path, care)
    assert await read_by(region.outsider) == {"my own"}
    await region.youth_worker.post(path, care, expect=409)
    # A later key opens it again, for that discloser.
    anew = {"participationId": added["participationId"], "legalBasis": basis(SCHOOL.unit_id)}
    await region.teacher.post(f"{case}/legal-bases", anew)
    assert await read_by(region.outsider) == {"of the school", "my own"}


async def test_with_his_key_a_specialists_feedback_falls_silent_and_still_counts(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened)
    case.parts = {
        "teacher": opened["participationId"],
        "intern-begeleider": await add_begeleider(region, case.id),
    }
    await case.regie_passes(to="intern-begeleider", proposed_by="teacher")
    asked = await case.asks(
        YOUTH_CARE, by="intern-begeleider", limit="reached", help="complement", tried="Talks.",
        question="Help at home?", summary="A pupil walks out of class.",
        grant={"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)},
    )  # fmt: skip
    await asked.received_by("youth-worker")
    await asked.accepted_by("youth-worker")
    await asked.does("intern-begeleider", "starts")
    await asked.does("youth-worker", "feedback", {"text": "It is calm at home."})
    outsider = await region.teacher.post(f"{case.path}/participations", guest())
    key = {"discloserUnitId": str(YOUTH_CARE.unit_id), "ground": "directly_involved"}
    his = {
        "participationId": case.parts["intern-begeleider"],
        "legalBasis": basis(SCHOOL.unit_id, secrecy=[key]),
    }
    await region.teacher.post(f"{case.path}/legal-bases", his)

    async def reads(one: Any) -> list[str]:
        return [said["text"] for said in (await one.get(asked.path))["feedback"]]

    parties = {"outsider": outsider["participationId"], "intern-begeleider": case.parts["intern-begeleider"]}
    for role, part in parties.items():
        assert await reads(region.person(role)) == ["It is calm at home."]
        bases = (await region.youth_worker.get(f"{case.path}/legal-bases"))["items"]
        taken = {"part": "secrecy", "reason": "no", "discloserUnitId": str(YOUTH_CARE.unit_id)}
        answers = [
            await region.youth_worker.ask("POST", f"{case.path}/legal-bases/{one['id']}/withdrawals", taken)
            for one in bases
            if one["participationId"] == part
        ]
        assert 201 in {one.status_code for one in answers}, [one.text for one in answers]
        assert await reads(region.person(role)) == []
        assert await reads(region.teacher) == await reads(region.youth_worker) == ["It is calm at home."]
    ended = await asked.does("intern-begeleider", "closures")
    assert ended["state"] == "finished"


async def test_access_ends_with_the_ground_and_the_exception(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    added = await region.teacher.post(f"{case}/participations", guest(exception="avg-9-2-h"))
    await region.outsider.get(case)
    bases = (await region.teacher.get(f"{case}/legal-bases"))["items"]
    [his] = [one["id"] for one in bases if one["participationId"] == added["participationId"]]
    withdrawal = {"part": "exception", "reason": "no care after all"}
    await region.teacher.post(f"{case}/legal-bases/{his}/withdrawals", withdrawal)
    await region.outsider.get(case, expect=404)
    assert region.app.state.clock.offset == timedelta(0)


async def test_what_rests_on_the_mothers_consent_the_father_does_not_withdraw(region: Region) -> None:
    here = await world(region, "one")
    asked = {
        "caseId": here.opened["id"], "kind": "sharing", "explained": "x", "disclosers": [str(SCHOOL.unit_id)],
        "recipients": [str(EXPERTISE.unit_id)],
    }  # fmt: skip
    said = await here.mother.post("/me/consents", asked)
    key = [{"discloserUnitId": str(SCHOOL.unit_id), "ground": "consent"}]
    resting = {"ground": "avg-6-1-a", "article": "AVG 6(1)(a)", "secrecy": key, "consentId": said["id"]}
    added = await region.teacher.post(f"{here.case}/participations", guest("specialist", **resting))
    found = (await here.father.get(f"{here.case}/legal-bases"))["items"]
    [basis_id] = [one["id"] for one in found if one["participationId"] == added["participationId"]]
    path = f"{here.case}/legal-bases/{basis_id}/withdrawals"
    for part in ("secrecy", "ground"):
        refused = await here.father.post(path, {"part": part, "reason": "no"}, expect=403)
        assert kind_of(refused) == "basis-not-yours"
    assert (await region.specialist.ask("GET", here.case)).status_code == 200
    for part in ("secrecy", "ground"):
        await here.mother.post(path, {"part": part, "reason": "no"})
    assert (await region.specialist.ask("GET", here.case)).status_code == 404
    # Where no consent is cited, it is for whose word it takes: a parent of a child of nine, not who is there for the money.
    del resting["consentId"]
    added = await region.teacher.post(f"{here.case}/legal-bases", {
        "participationId": added["participationId"], "legalBasis": resting})  # fmt: skip
    party = {"kind": "representative", "name": "Ans Bos", "representativeKind": "bewindvoerder", "proof": "x",
        "proofDate": "2026-09-01"}  # fmt: skip
    made = await region.teacher.post(
        f"{here.case}/participations", {"purpose": "education_support", "party": party}
    )
    invited = {"representativeId": made["representativeId"], "proof": "card seen"}
    code = (await region.begeleider.post(f"{here.case}/invitations", invited))["code"]
    money = citizen(region, "bewindvoerder")
    await money.post("/me/logins", {"code": code})
    found = (await region.teacher.get(f"{here.case}/legal-bases"))["items"]
    [basis_id] = [
        one["id"] for one in found
        if one["participationId"] == added["participationId"] and one["withdrawnAt"] is None
    ]  # fmt: skip
    path = f"{here.case}/legal-bases/{basis_id}/withdrawals"
    for part in ("secrecy", "ground"):
        await money.post(path, {"part": part, "reason": "no"}, expect=403)
        await here.mother.post(path, {"part": part, "reason": "no"})
    assert (await region.specialist.ask("GET", here.case)).status_code == 404
