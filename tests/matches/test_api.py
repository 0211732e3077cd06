"""Story 4's middle: the card to the holder, both holders and the man agree, merged, reversibly."""

from typing import Any
from uuid import UUID

import pytest
from tests.matches.homeless import MAN, Two, asked, opening, two_registrations
from tests.people import Person, Region, basis, desiree, open_case
from tests.privacy.test_bundles import strongly
from tests.worklist.lists import due

from chaincare.demo.world import ELSEWHERE, NETWORK, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio
NOT_STATE = (
    "access_entries%",
    "match%",
    "client_merges",
    "known_names",
    "first_looks",
    "migration",
    "door_file",
    "repeats",
)


async def everything(region: Region) -> dict[str, Any]:
    """Every row that is about the two cases, as a superuser sees it."""
    tables = await region.admin.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace AND relkind = 'r'"
        " AND NOT relname LIKE ANY ($1)", list(NOT_STATE),
    )  # fmt: skip
    return {
        one["relname"]: {
            row[0]
            for row in await region.admin.fetch(
                f"SELECT to_jsonb(t)::text FROM chaincare.{one['relname']} AS t"
            )
        }
        for one in tables
    }


async def state(two: Two) -> Any:
    """What the API says of both cases, to those who take part."""
    region, told = two.region, {}
    for role, opened in (("teacher", two.older), ("intern-begeleider", two.older), ("outsider", two.newer), ("youth-worker", two.newer)):  # fmt: skip
        one = region.person(role)
        told[role] = [
            await one.get(f"/cases/{opened['id']}"),
            await one.get(f"/clients/{opened['clientId']}"),
        ]
        regie = await one.get(f"/cases/{opened['id']}/regie")
        holder = regie.get("holder") or {}
        told[role].append({name: holder.get(name) for name in ("participationId", "mandate", "kind")})
        case = told[role][0]
        case["regie"] = case["regie"] and {**case["regie"], "sinceAt": None}
    return told


async def test_the_match_is_a_card_to_the_older_holder_first_and_nobody_else_learns_of_it(
    region: Region,
) -> None:
    two = await two_registrations(region)
    assert await two.balls("teacher") == ["match_to_decide"]
    card = await two.card("teacher")
    assert (card["side"], card["state"]) == ("older", "to_older")
    assert (card["other"]["givenNames"], card["other"]["birthPrecision"]) == ("Jusuf", "year")
    assert {card["other"][one] for one in ("holder", "function", "phone", "organisation")} == {None}
    assert two.newer["id"] not in str(card)
    assert (card["reference"], card["otherReference"]) == (two.older["reference"], None)
    assert two.newer["reference"] not in str(card)
    for role in (
        "outsider",
        "intern-begeleider",
        "youth-worker",
        "specialist",
        "network-coordinator",
        "auditor",
        "parent",
        "partner",
    ):
        assert (await region.person(role).ask("GET", f"/matches/{two.id}")).status_code in (403, 404), role
    missing = (await region.outsider.ask("GET", f"/matches/{two.newer['id']}")).json()
    foreign = (await region.outsider.ask("GET", f"/matches/{two.id}")).json()
    apart = {"requestId", "instance"}
    assert {name for name in missing if missing[name] != foreign[name]} <= apart
    assert await two.balls("outsider") == []
    [mine, other] = await region.entries("event = 'match.read' AND outcome = 'entered'")
    assert (str(mine["case_id"]), str(other["case_id"])) == (two.older["id"], two.newer["id"])
    assert mine["client"] != other["client"]
    assert (mine["relation"], mine["reach"], other["query_id"]) == ("match", "match", mine["id"])
    made = await region.entries("event = 'match.found'")
    assert {(one["client"], one["outcome"]) for one in made} == {(None, "done")}
    assert {str(one["case_id"]) for one in made} == {two.older["id"], two.newer["id"]}


async def test_both_holders_and_the_client_agree_and_one_case_remains(region: Region) -> None:
    two = await two_registrations(region)
    wrong = {"answer": "same_person"}
    assert (await two.decides("teacher", expect=400, **wrong))["type"].endswith("regie-named-by-holders")
    assert (await two.decides("teacher", answer="same_person", regieWith="older"))["state"] == "to_newer"
    assert await two.balls("teacher") == []
    assert await two.balls("outsider") == ["match_to_decide"]
    other = (await two.card("teacher"))["other"]
    assert (other["holder"], other["organisation"]) == ("Kees Bos", "Wijkteam Zuid")
    card = await two.card("outsider")
    assert (card["side"], card["other"]["givenNames"]) == ("newer", "Youssef")
    assert card["decisions"][0]["regieWith"] == "older"
    await two.decides(
        "outsider", expect=409, answer="same_person", regieWith="newer", legalBasis=basis(ELSEWHERE.unit_id)
    )
    assert (await two.decides("outsider", answer="same_person", regieWith="older"))["state"] == "to_client"
    assert [await two.balls(one) for one in ("teacher", "outsider")] == [["match_to_ask_client"]] * 2
    await two.decides("outsider", expect=400, answer="same_person", regieWith="older")
    before = await state(two)
    moved = await two.decides("outsider", answer="same_person", regieWith="older", client=asked())
    assert moved["state"] == "merged"
    after = await state(two)
    assert after["teacher"] == before["teacher"]
    assert (after["outsider"][0]["status"], after["outsider"][0]["regie"]) == ("closed", None)
    assert after["outsider"][1] == before["outsider"][1]  # he sees what he saw, and nothing more
    for role, case in (("outsider", two.older), ("teacher", two.newer)):
        answer = await region.person(role).ask("GET", f"/cases/{case['id']}")
        expected = 404 if role == "outsider" else 200
        assert answer.status_code == expected, role
    led = await region.teacher.get(f"/cases/{two.newer['id']}")
    assert led["id"] == two.older["id"]
    assert (await region.teacher.get(f"/clients/{two.newer['clientId']}"))["id"] == two.older["clientId"]
    [merge] = (await region.teacher.get(f"/clients/{two.older['clientId']}/merges"))["items"]
    assert (merge["mergedClientId"], merge["clientId"]) == (two.newer["clientId"], two.older["clientId"])
    holders = await region.admin.fetchval(
        "SELECT count(*) FROM chaincare.regie_terms WHERE during @> now() + interval '1 second'"
    )
    assert holders == 1
    regie = await region.outsider.get(f"/cases/{two.newer['id']}/regie")
    assert "merged" in str(regie)
    done = await region.entries("event = 'match.decided' AND outcome = 'done'")
    assert len({one["client"] for one in done[-2:]}) == 2
    await the_old_id_tells_only_who_may_know(two)
    await nothing_begins_in_what_was_merged(two)
    words = [
        one["kind"] for one in (await region.outsider.get(f"/cases/{two.newer['id']}/timeline"))["items"]
    ]
    assert "registrations_merged" in words
    assert [await two.balls(one) for one in ("teacher", "outsider")] == [[], []]


async def the_old_id_tells_only_who_may_know(two: Two) -> None:
    """Whoever takes part in the remaining case too is told of it, and led by the old reference; nobody else is."""
    region, path = two.region, f"/cases/{two.newer['id']}"
    for role, case in (("network-coordinator", two.older["id"]), ("outsider", None), ("youth-worker", None)):
        assert (await region.person(role).get(path))["mergedInto"] == case, role
    [merge] = (await region.outsider.get(f"/clients/{two.newer['clientId']}/merges"))["items"]
    assert (merge["mergedCaseId"], merge["caseId"], merge["clientId"]) == (two.newer["id"], None, None)
    typed = {"reference": two.newer["reference"].lower().replace("-", " ")}
    for role, case, status in (("teacher", two.older, "open"), ("outsider", two.newer, "closed")):
        [one] = (await region.person(role).post("/clients/_search", typed, expect=200))["items"]
        assert (one["caseId"], one["client"]["id"], one["status"]) == (case["id"], case["clientId"], status)
    assert (await region.coordinator.post("/clients/_search", typed, expect=200))["items"] == []
    # What was merged into the newer one before leads on as far, by any of its ids.
    third = await region.outsider.post("/cases", opening(NETWORK, ELSEWHERE.unit_id, MAN))
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.client_merges (match_id, case_id, merged_case_id, client_id, merged_client_id, merged_at,"
        " status_before) VALUES (gen_random_uuid(), $1, $2, $3, $4, now(), 'open')",
        *(UUID(one[name]) for name in ("id", "clientId") for one in (two.newer, third)),
    )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")
    assert (await region.teacher.get(f"/cases/{third['id']}"))["id"] == two.older["id"]
    assert (await region.teacher.get(f"/clients/{third['clientId']}"))["id"] == two.older["clientId"]
    again = {"reason": "He is back.", "legalBasis": basis(ELSEWHERE.unit_id)}
    for role, told in (
        ("outsider", (403, "reopening-not-yours")),
        ("network-coordinator", (409, "case-not-closed")),
    ):
        answer = await region.person(role).ask("POST", f"{path}/reopenings", again)
        assert (answer.status_code, answer.json()["type"].rpartition(":")[2]) == told, role
    request = {"caseId": third["id"], "kind": "access", "identityProof": "card", "receivedDate": "2026-01-05"}
    await region.teacher.post("/data-subject-requests", request)


async def nothing_begins_in_what_was_merged(two: Two) -> None:
    """One person is directed once (R1); what was written there is still put right."""
    outsider, path = two.region.outsider, f"/cases/{two.newer['id']}"
    proposal = {"candidate": two.newer["participationId"], "mandate": ["convene"]}
    note = {"body": "He moved.", "audience": ["professionals"]}
    mine = {"givenBy": [{"how": "oral"}], "kind": "sharing", "explained": "x", "purpose": "social_support"}
    shares = {**mine, "disclosers": [str(ELSEWHERE.unit_id)], "recipients": [str(YOUTH_CARE.unit_id)]}
    for kind, body in (("regie-proposals", proposal), ("notes", note), ("consents", shares)):
        refused = await outsider.post(f"{path}/{kind}", body, expect=409)
        assert refused["type"].endswith("case-is-closed")
    corrected = await outsider.ask(
        "PATCH", f"/clients/{two.newer['clientId']}", {"callName": "Joe"}, If_Match='"1"'
    )
    assert corrected.status_code == 200, corrected.text
    question = await outsider.ask("PATCH", f"{path}/question", {"occasion": "Cold."}, If_Match='"1"')
    assert question.status_code == 200, question.text
    told = (await two.region.youth_worker.get("/corrections"))["items"]
    assert {(one["what"], one["caseId"]) for one in told} >= {("client", two.newer["id"])}


async def who_logs_in_where_he_was_met_last(two: Two) -> Person:
    man = strongly(two.region, "jusuf")
    invitations = f"/cases/{two.newer['id']}/invitations"
    invited = await two.region.outsider.post(invitations, {"proof": "card seen"})
    await man.post("/me/logins", {"code": invited["code"]})
    return man


async def who_looked(man: Person) -> dict[str, str]:
    """Which organisation looked at the case, line by line; what was done about the match stands in both logs anyway."""
    found = (await man.get("/me/access-log?limit=50"))["items"]
    return {one["reference"]: one["organisation"] for one in found if one["what"] == "The case was read"}


async def names_kept(man: Person, bundles: str) -> set[str]:
    """Of whom a bundle holds something; who received it stands there too."""
    bundle = await man.post(bundles, {})
    [clients] = [one["items"] for one in bundle["parts"] if one["part"] == "clients"]
    schools = [one["organisation"] for one in bundle["sources"] if "Regenboog" in one["organisation"]]
    assert bool(schools) == (len(clients) > 1)
    return {one["givenNames"] for one in clients}


@pytest.mark.parametrize("regie_with", ["older", "newer"])
async def test_a_split_puts_both_back_as_they_were(region: Region, regie_with: str) -> None:
    two = await two_registrations(region, himself=True)
    man = await who_logs_in_where_he_was_met_last(two)
    before, rows = await state(two), await everything(region)
    mine = await who_looked(man)
    await two.decides("teacher", answer="same_person", regieWith=regie_with, client=asked())
    joining: Any = {"legalBasis": basis(ELSEWHERE.unit_id)} if regie_with == "newer" else {}
    if joining:
        await two.decides("outsider", expect=400, answer="same_person", regieWith="newer")
    moved = await two.decides("outsider", answer="same_person", regieWith=regie_with, **joining)
    assert moved["state"] == "merged"
    if joining:
        merged = await region.outsider.get(f"/cases/{two.older['id']}")
        assert (merged["regie"]["name"], len(merged["parties"])) == ("Kees Bos", 4)
        left = await region.outsider.get(f"/cases/{two.newer['id']}")
        assert (left["id"], left["mergedInto"]) == (two.newer["id"], two.older["id"])
        listed = {one["id"]: one["mergedInto"] for one in (await region.outsider.get("/cases"))["items"]}
        assert listed == {two.newer["id"]: two.older["id"], two.older["id"]: None}
        for asked_for in ({"name": "Jusuf Elhadad"}, {"reference": two.newer["reference"]}):
            [one] = (await region.outsider.post("/clients/_search", asked_for, expect=200))["items"]
            assert (one["caseId"], one["status"]) == (two.older["id"], "open")
    looked = await who_looked(man)
    assert (mine.keys() < looked.keys(), "Wijkteam Zuid" in mine.values()) == (True, True)
    line = next(one for one, by in looked.items() if by == "Basisschool De Regenboog")
    asks = {"caseId": two.newer["id"], "kind": "employee_name", "reference": line}
    await man.post("/me/requests", asks)
    everything_kept = await man.post("/me/requests", {"caseId": two.newer["id"], "kind": "access"})
    bundles = f"/data-subject-requests/{everything_kept['id']}/bundles"
    assert await names_kept(man, bundles) == {"Jusuf", "Youssef"}
    await two.splits("intern-begeleider", expect=404)
    assert (await two.splits("outsider"))["state"] == "split"
    await two.splits("teacher", expect=409)
    assert await state(two) == before
    looked = await who_looked(man)
    assert (mine.keys() < looked.keys(), "Basisschool De Regenboog" in looked.values()) == (True, False)
    assert await names_kept(man, bundles) == {"Jusuf"}
    refused = await man.post("/me/requests", asks, expect=400)
    assert refused["type"].endswith("entry-not-told")
    since = {table: told - rows[table] for table, told in (await everything(region)).items()}
    gone = {table: rows[table] - told for table, told in (await everything(region)).items()}
    assert {table for table, told in gone.items() if told} <= {"regie_terms"}
    added = {table for table, told in since.items() if told}
    assert added <= {
        "regie_terms",
        "regie_facts",
        "regie_proposals",
        "regie_responses",
        "regie_outcomes",
        "participations",
        "legal_bases",
        "data_subject_requests",
        "data_subject_request_facts",
    }
    await region.teacher.get(f"/cases/{two.newer['id']}", expect=404)
    await region.outsider.get(f"/cases/{two.older['id']}", expect=404)
    [merge] = (await region.teacher.get(f"/clients/{two.older['clientId']}/merges"))["items"]
    assert (merge["splitAt"] is not None, merge["mergedClientId"], merge["mergedCaseId"]) == (
        True,
        None,
        None,
    )
    [one] = (await region.outsider.post("/clients/_search", {"name": "Jusuf Elhadad"}, expect=200))["items"]
    assert (one["caseId"], one["status"]) == (two.newer["id"], "open")
    await two.decides("teacher", expect=409, answer="not_a_duplicate")


async def test_what_is_not_a_duplicate_is_never_raised_again(region: Region) -> None:
    two = await two_registrations(region)
    # While the holder is absent, who acts for him sees that it waits, and reads the card; he decides nothing that lasts (R9).
    case, today = f"/cases/{two.older['id']}", due(region, 0)
    [colleague] = [
        one["participationId"]
        for one in (await region.teacher.get(case))["parties"]
        if one["name"] == "Fatma Kaya"
    ]
    asked_for = {"participationId": colleague, "firstDate": today, "lastDate": due(region, 5)}
    stand_in = await region.teacher.post(f"{case}/stand-ins", asked_for)
    await region.begeleider.post(f"{case}/stand-ins/{stand_in['id']}/responses", {"answer": "assent"})
    await two.card("intern-begeleider", 404)
    absences = f"/professionals/{person('teacher').id}/absences"
    absence = await region.teacher.post(absences, {"kind": "sudden"})
    assert await two.balls("intern-begeleider") == ["match_to_decide"]
    await two.card("intern-begeleider")
    await two.decides("intern-begeleider", expect=404, answer="not_a_duplicate")
    await region.teacher.post(f"{absences}/{absence['id']}/endings", {})
    assert (await two.decides("teacher", answer="not_a_duplicate"))["state"] == "not_a_duplicate"
    for role, opened, version in (("teacher", two.older, 1), ("outsider", two.newer, 1)):
        path = f"/clients/{opened['clientId']}"
        await region.person(role).ask("PATCH", path, {"callName": "Joe"}, If_Match=f'"{version}"')
    await two.found()
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.matches") == 1
    assert [await two.balls(one) for one in ("teacher", "outsider")] == [[], []]
    await two.card("outsider", expect=404)  # he never hears of it
    card = await two.card("teacher")
    assert (card["state"], card["other"]) == ("not_a_duplicate", None)


async def test_the_client_may_say_no_and_then_nothing_is_merged(region: Region) -> None:
    two = await two_registrations(region)
    later = {**asked(), "askedDate": "2999-01-01"}
    await two.decides("teacher", expect=400, answer="same_person", regieWith="older", client=later)
    moved = await two.decides("teacher", answer="same_person", regieWith="older", client=asked(agrees=False))
    assert moved["state"] == "client_declined"
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.client_merges") == 0


async def test_in_two_cities_each_holder_decides_and_a_stranger_to_the_network_does_not_direct(
    region: Region,
) -> None:
    two = await two_registrations(region, cities=True)
    assert (await two.card("teacher"))["newerMayDirect"] is False
    await two.decides("teacher", expect=409, answer="same_person", regieWith="newer")
    await two.decides("teacher", answer="same_person", regieWith="older", client=asked())
    assert (await two.decides("outsider", answer="same_person", regieWith="older"))["state"] == "merged"
    assert (await two.splits("teacher"))["state"] == "split"


async def test_while_nobody_directs_the_coordinator_is_told_by_references_only(region: Region) -> None:
    two = Two(region)
    two.older = await region.teacher.post("/cases", opening(NETWORK, SCHOOL.unit_id, MAN))
    two.newer = await region.outsider.post("/cases", opening(NETWORK, ELSEWHERE.unit_id, MAN))
    await two.found()
    assert await two.balls("network-coordinator") == ["match_without_holder"]
    card = await two.card("network-coordinator")
    assert (card["other"], card["decisions"]) == (None, [])
    assert (card["reference"], card["otherReference"]) == (two.older["reference"], two.newer["reference"])
    assert "Haddad" not in str(card)
    await two.decides("network-coordinator", expect=403, answer="not_a_duplicate")
    await two.card("teacher", expect=404)


async def test_who_is_in_conflict_with_the_other_case_finds_no_match(region: Region) -> None:
    """The violent ex-partner may be the professional who directs the older case."""
    two = await two_registrations(region)
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.relation_conflicts (id, case_id, professional_id, reason, decided_by, review_on, recorded_by, recorded_at)"
        " VALUES (gen_random_uuid(), $1, $2, 'x', 'court', '2999-01-01', $2, now())",
        UUID(two.newer["id"]), person("teacher").id,
    )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")
    await two.card("teacher", expect=404)
    assert await two.balls("teacher") == []


async def test_who_may_be_one_and_who_may_not(region: Region) -> None:
    """Alike by a name and another one and a birth date that can be one; by a BSN whatever the name; never against it."""
    days = {"birthDate": "1980-05-17"}
    people = [
        {"givenNames": "Jan", "familyName": "de Boer", **days},
        {"givenNames": "Jan", "familyName": "Boer", "birthDate": "1981-01-01", "birthPrecision": "year"},
        {"givenNames": "Piet", "familyName": "de Boer", **days},
        {"givenNames": "Jan", "familyName": "de Boer", "birthDate": "1980-05-18"},
        {"givenNames": "Suharto", **days},
        {"givenNames": "Soeharto", **days},
        {"givenNames": "Kim", "familyName": "Zeker", "birthDate": "1990-01-01", "bsn": "123456782"},
        {"givenNames": "Jo", "familyName": "Anders", "birthDate": "1960-01-01", "bsn": "123456782"},
        {"givenNames": "Kim", "familyName": "Zeker", "birthDate": "1990-01-01", "bsn": "111222333"},
    ]
    ids = [(await open_case(region, client=one, circle=[]))["id"] for one in people]
    while await region.admin.fetchval("SELECT chaincare.find_matches(now())"):
        pass
    rows = await region.admin.fetch("SELECT case_id::text, newer_case_id::text FROM chaincare.matches")
    assert {(ids.index(one), ids.index(other)) for one, other in rows} == {(0, 1), (1, 3), (4, 5), (6, 7)}


async def test_registering_somebody_who_is_there_already_answers_the_same(region: Region) -> None:
    """S1: nothing of the answer, or of what is asked of the database on the way, tells of another registration."""
    other = desiree(client={"givenNames": "Quirijn", "familyName": "Xanten", "birthDate": "2011-11-11"})
    answers = [await region.teacher.ask("POST", "/cases", body) for body in (desiree(), desiree(), other)]
    shapes = [(one.status_code, sorted(one.json()), sorted(one.headers)) for one in answers]
    assert shapes[0] == shapes[1] == shapes[2]
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.matches") == 0
