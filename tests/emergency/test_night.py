"""Emergency access over HTTP: how it is meant, who may not, and what it leaves behind."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.emergency.night import ACCESSES, BASIS, SETTINGS, Night, asking, night_in
from tests.people import Person, Region, desiree, open_case
from tests.relation_conflicts.test_api import against

from chaincare.demo.world import EXPERTISE, OFFICE, SCHOOL, person
from chaincare.embedded import Urls

pytestmark = pytest.mark.anyio

TOLD = "emergency_to_acknowledge"

SHEET = {
    "residents": [
        {"name": "Désirée van der Walt", "relation": "client", "bornYear": 2017, "tags": ["client", "minor"]},
        {"name": "Marijke van der Walt", "relation": "mother"},
    ],
    "dangers": [{"kind": "weapon", "text": "Bread knife in the drawer by the door."}],
    "contactBans": [
        {"name": "R. van der Walt", "fromDate": "2026-11-01", "untilDate": "2027-11-01", "order": "C/18/123"}
    ],
    "doorNotes": "Ring twice, wait downstairs.",
}


async def test_a_night(region: Region) -> None:
    """Crisis team at the door; the holder at nine; a crisis participation; the review; what the mother learns."""
    night = await night_in(region)
    one = await at_the_door(night)
    await told_at_once(night, one)
    await a_note_for_the_morning(night, one)
    participation = await a_crisis(night, one)
    await what_the_mother_sees(region, night.case.path, participation)
    await it_ends_and_is_reviewed(night, one)
    told = await own_log(region)
    await region.auditor.post(f"{one}/disclosures", {})
    after = await own_log(region)
    assert sum(entry["emergency"] for entry in told) == 0 < sum(entry["emergency"] for entry in after)
    bases = (await region.mother.get(f"{night.case.path}/legal-bases"))["items"]
    assert any(basis["participationId"] == participation for basis in bases)


async def at_the_door(night: Night) -> str:
    """First whom to call; then who lives there, what is dangerous, what was agreed; nothing else."""
    worker, case = night.crisis_worker, night.case.path
    written = await night.region.begeleider.ask("PUT", f"{case}/safety-sheet", SHEET, If_Match='"0"')
    assert written.headers["etag"] == '"1"', written.text
    promise = await night.case.is_agreed(
        "Sleeps at her aunt's when he is at the door.", by="teacher", proposed_by="teacher", safety=True,
        audience=[], clientMayRead=False,
    )  # fmt: skip
    given = await night.gets_in()
    card = given["card"]
    assert card["holder"] == {
        "name": "Fatma Kaya", "function": "intern begeleider",
        "organisation": "Basisschool De Regenboog", "phone": "050 000 00 00",
    }  # fmt: skip
    assert [who["name"] for who in card["coordinators"]] == ["Pieter Visser"]
    assert [who["phone"] for who in card["numbers"]] == ["050 222 22 22"], "only of who takes part"
    assert card["reference"] == night.case.opened["reference"]
    one = f"{ACCESSES}/{given['id']}"
    sheet = await worker.get(f"{one}/safety-sheet")
    assert (sheet["residents"][0]["bornYear"], sheet["doorNotes"]) == (2017, SHEET["doorNotes"])
    assert [agreed["what"] for agreed in sheet["agreements"]] == [
        "Sleeps at her aunt's when he is at the door."
    ]
    assert set(sheet) == {
        "untilAt", "residents", "dangers", "contactBans", "doorNotes", "sheetChangedAt", "agreements",
    }  # fmt: skip
    await nothing_else(worker, case, promise.path)
    return one


async def told_at_once(night: Night, one: str) -> None:
    """Who directs, who coordinates, who audits; nobody else, in the case or out of it."""
    region, holder, teacher = night.region, night.region.begeleider, night.region.teacher
    [row] = await worklist(holder, TOLD)
    assert row["act"]["operation"] == "acknowledgeEmergencyAccess"
    assert [len(await worklist(who, TOLD)) for who in (region.coordinator, teacher)] == [1, 0]
    assert (await teacher.get(f"/worklist?whose=anyone&kind={TOLD}"))["items"] == []
    assert (await holder.get(one))["reason"] == "Geschreeuw, kind roept."
    for overseer in (region.coordinator, region.auditor):
        [listed] = (await overseer.get(ACCESSES))["items"]
        assert (one.endswith(listed["id"]), listed["state"], listed["reason"]) == (True, "active", None)
        assert (await overseer.get(one))["reason"] is None
    for nobody in (teacher, region.outsider):
        await nobody.get(one, expect=404)
    await region.mother.get(one, expect=403)  # her token has no such scope, whatever there is
    assert (await teacher.get(ACCESSES))["items"] == []


async def a_note_for_the_morning(night: Night, one: str) -> None:
    """It goes to who directs, one way, and brings the row back on his list."""
    holder, case = night.region.begeleider, night.case.path
    await holder.post(f"{one}/acknowledgements", {})
    assert await worklist(holder, TOLD) == []
    night.region.move_clock(timedelta(minutes=5))
    await night.crisis_worker.post(f"{one}/notes", {"body": "The girl is at her aunt's."})
    assert len(await worklist(holder, TOLD)) == 1
    notes = (await holder.get(f"{case}/notes"))["items"]
    assert [note["body"] for note in notes] == ["The girl is at her aunt's."]
    assert (await night.region.teacher.get(f"{case}/notes"))["items"] == []
    assert (await night.crisis_worker.get(one))["notes"] == 1


async def a_crisis(night: Night, one: str) -> str:
    """A second person lets him take part and write; he himself cannot, and regie is not for him (R10)."""
    worker, case = night.crisis_worker, night.case.path
    crisis = {"legalBasis": BASIS, "reason": "She must be placed tonight.", "hours": 72}
    await worker.post(f"{one}/crisis-participations", crisis, expect=403)
    by_consent = crisis | {"legalBasis": {"ground": "avg-6-1-a", "article": "AVG 6(1)(a)"}}
    await night.colleague.post(f"{one}/crisis-participations", by_consent, expect=400)
    begun = await night.colleague.post(f"{one}/crisis-participations", crisis)
    await night.colleague.post(f"{one}/crisis-participations", crisis, expect=409)
    assert (await worker.get(case))["client"]["givenNames"] == "Désirée"
    await worker.post(f"{case}/notes", {"body": "Placed.", "audience": ["professionals"]})
    asked = {"candidate": begun["participationId"], "mandate": ["convene"], "handoverNote": "n"}
    for who in (worker, night.region.teacher):
        await who.post(f"{case}/regie-proposals", asked, expect=400)
    return str(begun["participationId"])


async def what_the_mother_sees(region: Region, case: str, participation: str) -> None:
    """Everything is in the log, flagged, and nothing of it in hers before somebody says that it is safe (S5)."""
    assert await region.entries("emergency AND outcome <> 'not_visible' AND client IS NULL") == []
    flagged = await region.entries("emergency")
    assert {entry["relation"] for entry in flagged} == {"emergency"}
    assert all(b"Geschreeuw" not in (entry["private"] or b"") for entry in flagged)
    assert flagged[0]["private_digest"] is not None
    own = await own_log(region)
    assert not any(entry["emergency"] or entry["function"] == "crisiswerker" for entry in own)
    parties = (await region.mother.get(case))["parties"]
    assert not any(party["function"] == "crisiswerker" for party in parties)
    bases = (await region.mother.get(f"{case}/legal-bases"))["items"]
    assert not any(basis["participationId"] == participation for basis in bases)
    happened = (await region.mother.get(f"{case}/timeline"))["items"]
    assert len(happened) == len([row for row in happened if participation not in str(row)])
    await region.mother.get(f"{case}/safety-sheet", expect=403)


async def it_ends_and_is_reviewed(night: Night, one: str) -> None:
    """By itself, and the crisis participation too; then somebody looks at it who had no part in it."""
    region, worker, case = night.region, night.crisis_worker, night.case.path
    review = {"outcome": "reported_as_breach", "reason": "Asked for the wrong reason."}
    await region.auditor.post(f"{one}/reviews", review, expect=409)
    region.move_clock(timedelta(hours=2))
    await worker.get(f"{one}/safety-sheet", expect=404)
    await worker.get(case)
    # Over, but the crisis participation runs: state, list and review say the same.
    waits = f"{ACCESSES}?toReview=true"
    assert ((await region.auditor.get(one))["state"], (await region.auditor.get(waits))["items"]) == (
        "in_crisis",
        [],
    )
    await region.auditor.post(f"{one}/reviews", review, expect=409)
    region.move_clock(timedelta(hours=72))
    assert [row["state"] for row in (await region.auditor.get(waits))["items"]] == ["to_review"]
    await worker.get(case, expect=404)
    assert (await region.auditor.post(f"{one}/reviews", review))["state"] == "reported_as_breach"
    await region.auditor.post(f"{one}/reviews", review, expect=409)


async def nothing_else(worker: Person, case: str, agreement: str) -> None:
    """Under emergency access the case itself does not exist."""
    for path in (
        "",
        "/notes",
        "/legal-bases",
        "/timeline",
        "/agreements",
        "/question",
        "/safety-sheet",
        "/regie",
    ):
        await worker.get(f"{case}{path}", expect=404)
    await worker.get(agreement, expect=404)
    await worker.post(f"{case}/notes", {"body": "x"}, expect=404)


async def worklist(who: Person, kind: str) -> list[Any]:
    items: list[Any] = (await who.get(f"/worklist?kind={kind}"))["items"]
    return items


async def own_log(region: Region) -> list[Any]:
    items: list[Any] = (await region.mother.get("/me/access-log?limit=50"))["items"]
    return items


async def test_who_finds_nobody_is_answered_like_who_may_not_find_anybody(region: Region) -> None:
    """No match, conflict, another network, a unit without emergency access: one answer, byte for byte; all traced."""
    night = await night_in(region, dailyLimit=10)
    worker = night.crisis_worker
    nobody = asking({**asking()["by"], "givenNames": "Desirée-Anne"})
    answers = {
        "no match": await worker.ask("POST", ACCESSES, nobody),
        "not a named unit": await region.specialist.ask("POST", ACCESSES, asking()),
        "no statutory basis for the number": await worker.ask(
            "POST", ACCESSES, asking({"kind": "bsn", "bsn": "999990019"})
        ),
    }
    admin = region.admin
    await admin.execute("SET session_replication_role = replica")
    try:
        await admin.execute("UPDATE chaincare.cases SET network_id = gen_random_uuid()")
        answers["another network"] = await worker.ask("POST", ACCESSES, asking())
        await admin.execute(
            "UPDATE chaincare.cases SET network_id = $1",
            await admin.fetchval("SELECT id FROM chaincare.networks"),
        )
        await admin.execute(
            "UPDATE chaincare.clients SET birth_precision = 'month', birth_date = '2017-03-01'"
        )
        answers["uncertain birth date"] = await worker.ask(
            "POST", ACCESSES, asking({**asking()["by"], "birthDate": "2017-03-01"})
        )
        await admin.execute("UPDATE chaincare.clients SET birth_precision = 'day', birth_date = '2017-03-14'")
    finally:
        await admin.execute("SET session_replication_role = origin")
    who = await admin.fetchval("SELECT id FROM chaincare.professionals WHERE subject = 'crisis-1'")
    await admin.execute("SET session_replication_role = replica")
    await admin.execute(
        "INSERT INTO chaincare.relation_conflicts (id, case_id, professional_id, reason, decided_by, review_on,"
        " recorded_by, recorded_at) VALUES (gen_random_uuid(), $1, $2, 'her uncle', 'the court', '2027-01-01', $2, now())",
        UUID(night.case.id),
        who,
    )
    await admin.execute("SET session_replication_role = origin")
    answers["conflict"] = await worker.ask("POST", ACCESSES, asking())
    bare = {why: bare_of(answer) for why, answer in answers.items()}
    assert {one[0] for one in bare.values()} == {404}
    assert [why for why, one in bare.items() if one != bare["no match"]] == []
    traced = await region.entries("event = 'emergency-access.requested' AND outcome = 'not_visible'")
    assert len(traced) == len(answers)
    assert all(one["private"] is not None and one["case_id"] is None for one in traced)
    # Not by a running access either: to him it is over at once, and his colleague still gets in.
    await night.colleague.post(
        ACCESSES, asking({"kind": "reference", "reference": night.case.opened["reference"]})
    )


def bare_of(answer: Any) -> tuple[Any, ...]:
    exempt = {"date", "chaincare-request-id", "chaincare-receipt"}
    body = {name: value for name, value in answer.json().items() if name != "instance"}
    return answer.status_code, body, [one for one in answer.headers.multi_items() if one[0] not in exempt]


async def test_limits_endings_and_who_reviews(region: Region) -> None:
    night = await night_in(region, dailyLimit=2, hours=1)
    worker = night.crisis_worker
    first = await night.gets_in()
    await worker.post(ACCESSES, asking(), expect=409)  # it runs, and is not renewed
    await worker.post(f"{ACCESSES}/{first['id']}/endings", {})
    await worker.get(f"{ACCESSES}/{first['id']}", expect=404)
    ended = (await region.auditor.get(f"{ACCESSES}?toReview=true"))["items"]
    assert [(one["id"], one["state"], one["stop"]) for one in ended] == [(first["id"], "to_review", "ended")]
    second = await night.gets_in({"kind": "reference", "reference": night.case.opened["reference"].lower()})
    region.move_clock(timedelta(hours=1))
    # Over the limit the answer is the same for who is there and who is not.
    refused = [
        await worker.ask("POST", ACCESSES, one)
        for one in (asking(), asking({"kind": "reference", "reference": "X"}))
    ]
    assert [one.status_code for one in refused] == [429, 429]
    assert bare_of(refused[0]) == bare_of(refused[1])
    said = await region.entries("rule = 'emergency-limit/1'")
    assert {(one["outcome"], one["case_id"]) for one in said} == {("entered", None), ("refused", None)}
    region.move_clock(timedelta(hours=24))
    await night.gets_in()
    region.move_clock(timedelta(days=12))
    assert len(await worklist(region.coordinator, "emergency_unreviewed")) == 3
    to_review = (await region.auditor.get(f"{ACCESSES}?toReview=true"))["items"]
    assert [one["reviewOverdue"] for one in to_review] == [True] * 3
    dates = [one["reviewDate"] for one in to_review]
    assert [one["id"] for one in to_review][:2] == [first["id"], second["id"]], "what is due first first"
    assert dates == sorted(dates)
    page = await region.auditor.ask("GET", f"{ACCESSES}?toReview=true&limit=2")
    follows = page.headers["link"].partition("<")[2].partition(">")[0].removeprefix("/v1")
    assert [one["id"] for one in (await region.auditor.get(follows))["items"]] == [to_review[2]["id"]]


async def test_what_a_network_arranged(region: Region) -> None:
    night = await night_in(region)
    read = await region.specialist.ask("GET", SETTINGS)
    assert (read.json()["hours"], read.json()["dailyLimit"], read.headers["etag"]) == (2, 3, '"1"')
    await region.mother.get(SETTINGS, expect=403)
    twice = [{"unitId": str(EXPERTISE.unit_id), "phone": "1"}] * 2
    await night.change_settings(units=twice, expect=400)
    stale = await region.administrator.ask("PUT", SETTINGS, {"units": []}, If_Match='"7"')
    assert stale.status_code == 412
    assert (await region.coordinator.ask("PUT", SETTINGS, {"units": []}, If_Match="*")).status_code == 404
    given = await night.gets_in()
    await night.change_settings(units=[])
    # A unit that is no longer named is out at the next request (S2).
    await night.crisis_worker.get(f"{ACCESSES}/{given['id']}", expect=404)


async def test_by_the_number_where_a_unit_has_a_basis_to_use_it(region: Region) -> None:
    night = await night_in(region)
    client = {**desiree()["client"], "givenNames": "Noor", "bsn": "999990019"}
    await open_case(region, client=client)
    by_number = {"kind": "bsn", "bsn": "999990019"}
    await night.crisis_worker.post(ACCESSES, asking(by_number), expect=404)
    bases = {"items": [{"purpose": "safety", "article": "Jeugdwet 7.2.1"}]}
    answer = await region.administrator.ask(
        "PUT", f"/units/{night.crisis_unit}/bsn-bases", bases, If_Match="*"
    )
    assert answer.status_code == 200
    given = await night.gets_in(by_number)
    assert given["card"]["reference"] != night.case.opened["reference"]
    wrong = await night.crisis_worker.ask("POST", ACCESSES, asking({"kind": "bsn", "bsn": "123456789"}))
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "/by/bsn")
    # Two with the same name and birth date: nobody is guessed.
    await open_case(region)
    await night.crisis_worker.post(ACCESSES, asking(), expect=404)


NAMES = (
    ("Désirée", "desiree"),
    ("Şükran", "SUKRAN"),
    ("İbrahim", "ibrahim"),
    ("Łukasz", "lukasz"),
    ("Đorđe", "dorde"),
    ("Ørsted", "orsted"),
    ("Straße", "strasse"),
    ("Þór", "thor"),
    ("\u2019t Hooft", "'t hooft"),
    ("Van Ĳzeren", "van ijzeren"),
    ("Jansen-de Vries", "jansen de vries"),
    ("O\u2019Brien", "obrien"),
    ("El Amrani", "Elamrani"),
    ("Nguyễn Thị Hồng", "nguyen thi hong"),
    ("阮", "阮"),
)


async def test_a_name_is_compared_by_its_letters(database: Urls) -> None:
    """The names of STANDARDS 8: exactly these letters, whatever the accents, the case and the spaces."""
    admin = await asyncpg.connect(database.admin_url)
    try:
        for stored, asked in NAMES:
            same, other, left = await admin.fetchrow(
                "SELECT exact_name($1) = exact_name($2), exact_name($1) = exact_name($2 || 'x'), exact_name($1)"
                .replace("exact_name", "chaincare.exact_name"), stored, asked,
            )  # fmt: skip
            assert (same, other) == (True, False), stored
            assert left
    finally:
        await admin.close()


async def test_the_card_names_only_who_can_act_in_the_case(region: Region) -> None:
    """Calling the uncle would tell him; calling who is gone helps nobody: then the case counts as vacant."""
    night = await night_in(region, dailyLimit=20)
    case, teacher = night.case.path, region.teacher
    one = f"{ACCESSES}/{(await night.gets_in())['id']}"
    whole = (await night.crisis_worker.get(one))["card"]
    assert (whole["holder"]["name"], len(whole["coordinators"]), len(whole["numbers"])) == (
        "Fatma Kaya",
        1,
        1,
    )

    async def card_against(kind: str, party: UUID | None) -> Any:
        by = region.begeleider if kind == "organisation" else teacher
        line = await by.post(f"{case}/relation-conflicts", against(kind, party))
        card = (await night.crisis_worker.get(one))["card"]
        await by.post(f"{case}/relation-conflicts/{line['id']}/endings", {"reason": "not so"})
        return card

    card = await card_against("professional", person("network-coordinator").id)
    assert (card["holder"], card["coordinators"]) == (whole["holder"], [])
    card = await card_against("organisation", OFFICE.id)
    assert (card["holder"], card["coordinators"]) == (whole["holder"], [])
    assert (await night.crisis_worker.get(one))["card"] == whole
    await region.administrator.post(f"/organisations/{SCHOOL.id}/insolvencies", {"reason": "court"})
    card = (await night.crisis_worker.get(one))["card"]
    assert (card["holder"], card["coordinators"], card["numbers"]) == (None, whole["coordinators"], [])


async def test_requests_that_come_together_give_one_access(region: Region) -> None:
    night = await night_in(region, dailyLimit=3)
    answers = await asyncio.gather(*[night.crisis_worker.ask("POST", ACCESSES, asking()) for _ in range(3)])
    assert sorted(one.status_code for one in answers) == [201, 409, 409]
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.emergency_accesses") == 1


async def test_nobody_lets_his_own_unit_in(region: Region) -> None:
    night = await night_in(region)
    own = {"unitId": str(OFFICE.unit_id), "phone": "050 333 33 33"}
    await night.change_settings(units=[own])
    refused = await night.change_settings(units=[{**own, "kind": "crisis_team"}], expect=403)
    assert refused["type"].endswith("emergency-for-yourself")
    assert refused["errors"][0]["pointer"] == "/units/0/unitId"
