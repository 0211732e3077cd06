"""Consents: whose word it takes, what rests on them, and that they can be taken back at any time."""

from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from tests.people import Person, Region, add_begeleider, basis, desiree, link_mother, open_case
from tests.shields.worlds import world

from chaincare.demo.world import ELSEWHERE, EXPERTISE, SCHOOL, person

pytestmark = pytest.mark.anyio


def sharing(**more: Any) -> dict[str, Any]:
    return {
        "kind": "sharing",
        "explained": "What the school may tell the neighbourhood team.",
        "purpose": "education_support",
        "disclosers": [str(SCHOOL.unit_id)],
        "recipients": [str(ELSEWHERE.unit_id)],
        **more,
    }


def guest(consent_id: str, **more: Any) -> dict[str, Any]:
    party = {
        "kind": "professional",
        "professionalId": str(person("outsider").id),
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id, consentId=consent_id, **more),
    }
    return {"purpose": "education_support", "party": party}


def kind_of(answer: Any) -> str:
    return str(answer["type"]).rpartition(":")[2]


async def notes_of(one: Person, case: str) -> list[str]:
    return [note["body"] for note in (await one.get(f"{case}/notes"))["items"]]


async def test_a_parent_consents_and_takes_it_back_and_what_rested_on_it_ends(region: Region) -> None:
    opened = await open_case(region)
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    await link_mother(region, opened)
    mother = opened["circle"][0]["representativeId"]
    await region.teacher.post(f"{case}/notes", {"body": "Rest.", "audience": ["professionals"]})

    # She is nine: her own word is not enough, and a stranger's is none.
    child = sharing(givenBy=[{"how": "oral"}])
    assert kind_of(await region.teacher.post(consents, child, expect=409)) == "consent-takes-others"
    stranger = sharing(givenBy=[{"how": "oral", "representativeId": str(SCHOOL.unit_id)}])
    refused = await region.teacher.post(consents, stranger, expect=400)
    assert (kind_of(refused), refused["errors"][0]["pointer"]) == ("person-not-of-client", "/givenBy/0")
    assert kind_of(await region.teacher.post(consents, sharing(disclosers=[]), expect=400)) == "consent-unfit"

    given = await region.mother.post(consents, sharing())
    added = await region.teacher.post(f"{case}/participations", guest(given["id"]))
    assert await notes_of(region.outsider, case) == ["Rest."]
    [shown] = (await region.mother.get(consents))["items"]
    own = opened["circle"][0]["participationId"]
    assert shown["givenBy"] == [{"personId": mother, "how": "own_login", "recordedBy": own}]

    # What a father, say, agreed to on paper is not hers to read (S5), nor to take back.
    other = await region.teacher.post(
        f"{case}/participations",
        {"purpose": "education_support", "party": {
            "kind": "representative", "name": "Bas van der Walt", "representativeKind": "parent", "proof": "x",
            "proofDate": "2026-09-01"}},
    )  # fmt: skip
    by_father = [{"how": "written", "representativeId": other["representativeId"]}]
    his = await region.teacher.post(consents, sharing(givenBy=by_father))
    assert [one["id"] for one in (await region.mother.get(consents))["items"]] == [given["id"]]
    await region.mother.post(f"{consents}/{his['id']}/withdrawals", {}, expect=404)
    assert len((await region.teacher.get(consents))["items"]) == 2

    await region.mother.post(f"{consents}/{given['id']}/withdrawals", {})
    assert await notes_of(region.outsider, case) == [], "the school's secret is kept again"
    await region.outsider.get(case)
    await region.mother.post(f"{consents}/{given['id']}/withdrawals", {}, expect=409)
    body = {
        "participationId": added["participationId"],
        "legalBasis": basis(SCHOOL.unit_id, consentId=given["id"]),
    }
    assert kind_of(await region.teacher.post(f"{case}/legal-bases", body, expect=409)) == "consent-over"
    kinds = {one["kind"] for one in (await region.teacher.get(f"{case}/timeline"))["items"]}
    assert {"consent_given", "consent_withdrawn"} <= kinds


async def test_consent_as_the_ground_itself_ends_access_when_it_is_taken_back(region: Region) -> None:
    opened = await open_case(region)
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    by = [{"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}]
    given = await region.teacher.post(
        consents, {"kind": "processing", "explained": "A try-out.", "givenBy": by}
    )
    rests = {"ground": "avg-6-1-a", "article": "AVG 6", "secrecy": []}
    await region.teacher.post(f"{case}/participations", guest(given["id"], **rests))
    await region.outsider.get(case)
    back, who = f"{consents}/{given['id']}/withdrawals", {**by[0], "how": "written"}
    # Nobody ends it in the name of a child of nine, whose word was not asked; who asks the database itself neither.
    assert kind_of(await region.teacher.post(back, {"how": "oral"}, expect=409)) == "consent-not-theirs"
    forged = (
        "INSERT INTO chaincare.consent_withdrawals SELECT id, case_id, $2, $3, recorded_by, recorded_at"
        " FROM chaincare.consents WHERE id = $1"
    )
    names = (opened["clientId"], "oral", "whose"), (who["representativeId"], "own_login", "own_login")
    for person_id, how, broken in names:
        with pytest.raises(asyncpg.CheckViolationError) as raised:
            await region.admin.execute(forged, given["id"], person_id, how)
        assert str(raised.value.constraint_name).endswith(broken)
    await region.outsider.get(case)
    await region.teacher.post(back, who)
    await region.outsider.get(case, expect=404)
    [shown] = (await region.teacher.get(consents))["items"]
    assert shown["withdrawnBy"] == {
        "personId": who["representativeId"], "how": "written", "recordedBy": opened["participationId"],
    }  # fmt: skip


async def test_nothing_new_rests_on_the_word_of_who_never_gets_access(region: Region) -> None:
    opened = await open_case(region)
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    by = [{"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}]
    given = await region.teacher.post(consents, sharing(givenBy=by))
    added = await region.teacher.post(f"{case}/participations", guest(given["id"]))
    bar = {
        "party": {"kind": "representative", "id": by[0]["representativeId"]},
        "reason": "x", "decidedBy": "the court", "reviewDate": "2999-01-01",
    }  # fmt: skip
    await region.teacher.post(f"{case}/relation-conflicts", bar)
    assert kind_of(await region.teacher.post(consents, sharing(givenBy=by), expect=400)) == (
        "person-not-of-client"
    )
    await region.outsider.get(case)  # what rested on it before goes on
    more = {
        "participationId": added["participationId"],
        "legalBasis": basis(SCHOOL.unit_id, consentId=given["id"]),
    }
    assert kind_of(await region.teacher.post(f"{case}/legal-bases", more, expect=409)) == "consent-of-barred"
    assert not await region.admin.fetchval("SELECT chaincare.consent_holds($1)", given["id"])


async def test_a_basis_goes_no_further_than_the_consent_it_cites(region: Region) -> None:
    opened = await open_case(region)
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    by = [{"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}]
    until = region.app.state.clock.now() + timedelta(days=20)
    given = await region.teacher.post(consents, sharing(givenBy=by, untilAt=until.isoformat()))
    narrow = guest(given["id"])
    refused = await region.teacher.post(f"{case}/participations", narrow, expect=400)
    assert (kind_of(refused), refused["errors"][0]["pointer"]) == (
        "consent-too-narrow",
        "/party/legalBasis/untilAt",
    )
    unknown = guest(opened["id"], untilAt=until.isoformat())
    assert (
        kind_of(await region.teacher.post(f"{case}/participations", unknown, expect=400))
        == "consent-not-found"
    )
    await region.teacher.post(f"{case}/participations", guest(given["id"], untilAt=until.isoformat()))
    await region.outsider.get(case)


async def each_word_by_itself(region: Region, case: str, opened: Any) -> None:
    """Of a child of 15 and its mother: nothing rests on the first word, in whichever order they come."""
    consents, mother = f"{case}/consents", opened["circle"][0]
    region.move_clock(timedelta(seconds=1))
    first = await region.mother.post(consents, sharing())
    waits = {"who": "client", "personId": opened["clientId"], "seenBy": "asked_person"}
    assert (first["givenAt"], first["awaiting"]) == (None, waits)
    [shown] = [one for one in (await region.mother.get(consents))["items"] if one["id"] == first["id"]]
    assert (shown["givenAt"], shown["awaiting"]) == (None, waits)
    refused = await region.teacher.post(f"{case}/participations", guest(first["id"]), expect=409)
    assert kind_of(refused) == "consent-awaits-word"
    # Who asks the database itself gets no further.
    seat, at = opened["participationId"], region.app.state.clock.now()
    rested = (
        "INSERT INTO chaincare.legal_bases (id, case_id, participation_id, ground, article, secrecy, during,"
        " recorded_by, recorded_at, consent_id) SELECT uuidv7(), case_id, id, 'avg-6-1-e', 'WPO', '[]',"
        " tstzrange($2, NULL), professional_id, $2, $3 FROM chaincare.participations WHERE id = $1"
    )
    with pytest.raises(asyncpg.CheckViolationError) as raised:
        await region.admin.execute(rested, seat, at, first["id"])
    assert raised.value.constraint_name == "legal_bases_consent_stands"

    again = {"how": "oral", "representativeId": mother["representativeId"]}
    assents = f"{consents}/{first['id']}/assents"
    still = await region.teacher.post(assents, again)
    assert (still["givenAt"], still["awaiting"]) == (None, waits)
    assert (await region.mother.post(assents, {}))["awaiting"] == waits
    for unheard in ({}, {"how": "own_login"}):
        refused = await region.teacher.post(assents, unheard, expect=400)
        assert (kind_of(refused), refused["errors"][0]["pointer"]) == ("how-not-heard", "/how")
    unheard = sharing(givenBy=[{"how": "own_login"}])
    assert kind_of(await region.teacher.post(consents, unheard, expect=400)) == "how-not-heard"
    region.move_clock(timedelta(seconds=1))
    word = await region.teacher.post(assents, {"how": "oral"})
    assert word["givenAt"] > at.isoformat()
    assert (await region.teacher.post(assents, {"how": "oral"})) == word
    [shown] = [one for one in (await region.mother.get(consents))["items"] if one["id"] == first["id"]]
    pens = {one["personId"]: one["recordedBy"] for one in shown["givenBy"]}
    assert pens == {
        opened["clientId"]: opened["participationId"],
        mother["representativeId"]: mother["participationId"],
    }
    await region.teacher.post(f"{case}/participations", guest(first["id"]))
    await region.teacher.post(f"{case}/notes", {"body": "Hm.", "audience": ["professionals"]})
    assert await notes_of(region.outsider, case) == ["Hm."]
    kinds = [one["kind"] for one in (await region.teacher.get(f"{case}/timeline"))["items"]]
    assert kinds.index("consent_asked") > kinds.index("consent_given")
    # Either of the two ends it.
    await region.mother.post(f"{consents}/{first['id']}/withdrawals", {})
    assert await notes_of(region.outsider, case) == []
    await a_childs_word_first(region, opened, again)


async def a_childs_word_first(region: Region, opened: Any, again: dict[str, Any]) -> None:
    """It shows to no parent who was not named, and a no ends it."""
    consents, mother = f"/cases/{opened['id']}/consents", opened["circle"][0]
    said = sharing(givenBy=[{"how": "oral"}])
    wrong = {**said, "askedParticipationId": opened["participationId"]}
    assert kind_of(await region.teacher.post(consents, wrong, expect=400)) == "person-not-of-client"
    unnamed = await region.teacher.post(consents, said)
    assert unnamed["awaiting"] == {"who": "parent", "personId": None, "seenBy": "professionals"}
    await region.mother.post(f"{consents}/{unnamed['id']}/assents", {}, expect=404)
    assert unnamed["id"] not in str(await region.mother.get(consents))
    named = await region.teacher.post(consents, {**said, "askedParticipationId": mother["participationId"]})
    seen = [one for one in (await region.mother.get(consents))["items"] if one["id"] == named["id"]]
    assert seen[0]["awaiting"]["personId"] == mother["representativeId"]
    assert seen[0]["givenBy"] == [
        {"personId": opened["clientId"], "how": "oral", "recordedBy": opened["participationId"]}
    ]
    await region.mother.post(f"{consents}/{named['id']}/withdrawals", {})
    await region.mother.post(f"{consents}/{named['id']}/assents", {}, expect=409)
    await region.teacher.post(f"{consents}/{unnamed['id']}/assents", again)
    assert unnamed["id"] in str(await region.mother.get(consents)), "it carries her word now"


async def test_from_sixteen_one_speaks_for_oneself_and_parents_stop_looking(region: Region) -> None:
    born = {"givenNames": "Kim", "familyName": "Walt", "birthDate": "2011-02-01"}
    opened = await region.teacher.post("/cases", desiree(client=born))
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    await link_mother(region, opened)
    mother = opened["circle"][0]["representativeId"]
    await region.mother.get(case)
    both = [{"how": "oral"}, {"how": "written", "representativeId": mother}]
    await region.teacher.post(consents, sharing(givenBy=both))
    await each_word_by_itself(region, case, opened)
    birthday = region.app.state.clock.now().replace(year=2027, month=2, day=1)
    region.move_clock(birthday - region.app.state.clock.now())
    for path in (case, f"{case}/consents", f"{case}/timeline"):
        await region.mother.get(path, expect=404)
    assert (await region.mother.get("/me/cases"))["items"] == []
    assert (await region.mother.get("/me/access-log"))["items"] == []
    # The young person lets her look on; nobody lets himself.
    look = {"kind": "inspection", "explained": "My mother may go on looking.", "recipients": [mother]}
    await region.teacher.post(consents, {**look, "givenBy": both[1:]}, expect=409)
    given = await region.teacher.post(consents, {**look, "givenBy": both[:1]})
    # What one professional writes down opens nothing before one of another unit says so too.
    assert (given["givenAt"], given["awaiting"]) == (
        None,
        {"who": "professional", "personId": None, "seenBy": "professionals"},
    )
    await region.mother.get(case, expect=404)
    second = f"{consents}/{given['id']}/assents"
    assert kind_of(await region.teacher.post(second, {}, expect=403)) == "other-unit-confirms"
    confirmed = await region.outsider.post(second, {})
    assert (await region.teacher.post(second, {}))["givenAt"] == confirmed["givenAt"] is not None
    await region.mother.get(case)
    [shown] = [one for one in (await region.teacher.get(consents))["items"] if one["id"] == given["id"]]
    assert (shown["awaiting"], [one["how"] for one in shown["givenBy"]]) == (None, ["oral"])
    # Who asks the database itself is no second, and has nobody else's login.
    for giver, how, broken in (
        ("professional", "written", "by_a_second"),
        ("client", "own_login", "own_login"),
    ):
        with pytest.raises(asyncpg.CheckViolationError) as raised:
            await region.admin.execute(
                "INSERT INTO chaincare.consent_givings SELECT consent_id, case_id, uuidv7(), $2, $3, recorded_by, given_at,"
                " true FROM chaincare.consent_givings WHERE consent_id = $1 LIMIT 1",
                given["id"], giver, how,
            )  # fmt: skip
        assert raised.value.constraint_name == f"consent_givings_{broken}"
    await region.teacher.post(f"{consents}/{given['id']}/withdrawals", {"how": "oral"})
    await region.mother.get(case, expect=404)
    await unable_by_two(region, case, sharing(givenBy=both[1:]))


async def unable_by_two(region: Region, case: str, of_mother: dict[str, Any]) -> None:
    """A mother's word alone counts at sixteen once two professionals of two units said that Kim cannot judge it."""
    consents, path = f"{case}/consents", f"{case}/capacity-statements"
    by = {"kind": "outside", "name": "Dr. Vos", "profession": "physician"}
    said = {"subject": "sharing", "outcome": "not_capable", "judgedBy": by, "judgedDate": "2027-01-31"}
    one = await region.teacher.post(path, {**said, "statement": "x"})
    assert kind_of(await region.teacher.post(consents, of_mother, expect=409)) == "consent-takes-others"
    await add_begeleider(region, case.removeprefix("/cases/"))
    confirm = f"{path}/{one['id']}/confirmations"
    assert kind_of(await region.begeleider.post(confirm, {}, expect=403)) == "second-needed"
    await region.outsider.post(confirm, {})
    await region.teacher.post(consents, of_mother)
    # Nor does who asks the database itself confirm it in another's name.
    forged = "UPDATE chaincare.capacity_statements SET confirmed_by = recorded_by, confirmed_at = now()"
    with pytest.raises(asyncpg.CheckViolationError) as raised:
        await region.admin.execute(forged)
    assert raised.value.constraint_name == "capacity_statements_by_a_second"


async def test_a_vague_birth_date_is_decided_by_a_person(region: Region) -> None:
    year = region.app.state.clock.now().year
    born = {"givenNames": "Kim", "birthDate": f"{year - 12}-01-01", "birthPrecision": "year"}
    opened = await region.teacher.post("/cases", desiree(client=born))
    case, consents = f"/cases/{opened['id']}", f"/cases/{opened['id']}/consents"
    region.move_clock(region.app.state.clock.now().replace(month=12, day=1) - region.app.state.clock.now())
    colleague = await add_begeleider(region, opened["id"])
    by = [{"how": "oral", "representativeId": opened["circle"][0]["representativeId"]}]
    assert kind_of(await region.teacher.post(consents, sharing(givenBy=by), expect=409)) == "age-undecided"
    ages = f"{case}/age-decisions"
    assert kind_of(
        await region.begeleider.post(ages, {"age": 16, "reached": True, "because": "x"}, expect=409)
    ) == ("age-is-known")
    await region.begeleider.post(
        ages, {"age": 12, "reached": False, "because": "His birthday is in December."}
    )
    await region.teacher.post(consents, sharing(givenBy=by))
    read = await region.teacher.get(ages)
    assert [one["reached"] for one in read["ages"]] == [False, False, False]
    assert (read["decisions"][0]["decidedBy"], read["decisions"][0]["because"][:3]) == (colleague, "His")
    await region.teacher.post(f"{case}/age-reviews", {"age": 12, "outcome": "x"}, expect=409)
    region.move_clock(timedelta(days=40))
    assert [one["reached"] for one in (await region.teacher.get(ages))["ages"]] == [True, False, False]
    await region.teacher.post(f"{case}/age-reviews", {"age": 12, "outcome": "Asked him too."})
    await region.teacher.post(f"{case}/age-reviews", {"age": 12, "outcome": "again"}, expect=409)


async def test_one_who_decided_on_sixteen_does_not_undo_it_alone(region: Region) -> None:
    now = region.app.state.clock.now()
    region.move_clock(now.replace(month=12, day=1) - now)
    born = {"givenNames": "Kim", "birthDate": f"{now.year - 16}-01-01", "birthPrecision": "year"}
    opened = await region.teacher.post("/cases", desiree(client=born))
    case, ages = f"/cases/{opened['id']}", f"/cases/{opened['id']}/age-decisions"
    await link_mother(region, opened)
    await add_begeleider(region, opened["id"])
    await region.teacher.post(ages, {"age": 16, "reached": True, "because": "x"})
    await region.mother.get(case, expect=404)
    undone = {"age": 16, "reached": False, "because": "Her passport."}
    assert kind_of(await region.teacher.post(ages, undone, expect=403)) == "another-decides-age"
    await region.mother.get(case, expect=404)
    await region.begeleider.post(ages, undone)
    await region.mother.get(case)


async def test_what_the_mother_gave_and_took_back_is_not_told_to_the_father(region: Region) -> None:
    here = await world(region, "one")
    asked = {
        "caseId": here.opened["id"], "kind": "sharing", "explained": "x", "disclosers": [str(SCHOOL.unit_id)],
        "recipients": [str(EXPERTISE.unit_id)],
    }  # fmt: skip
    given = await here.mother.post("/me/consents", asked)
    key = [{"discloserUnitId": str(SCHOOL.unit_id), "ground": "consent"}]
    resting = {
        "kind": "professional", "professionalId": str(person("specialist").id), "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id, consentId=given["id"], secrecy=key),
    }  # fmt: skip
    await region.teacher.post(
        f"{here.case}/participations", {"purpose": "education_support", "party": resting}
    )
    await here.mother.post(f"/me/consents/{given['id']}/withdrawals", {"caseId": here.opened["id"]})

    async def read(who: Person) -> tuple[bool, bool, set[str]]:
        bases = (await who.get(f"{here.case}/legal-bases"))["items"]
        kinds = {one["kind"] for one in (await who.get(f"{here.case}/timeline"))["items"]}
        taken_back = any(key["withdrawnAt"] for one in bases for key in one["secrecy"])
        return any(one["consentId"] for one in bases), taken_back, kinds & {"legal_basis_silenced"}

    for who in (here.mother, region.teacher):
        assert await read(who) == (True, True, {"legal_basis_silenced"})
    assert await read(here.father) == (False, False, set())
