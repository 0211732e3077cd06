"""A case is closed over nothing that is open, and taken up again by who may (A6)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.escalations.steps import accept, ask, complement
from tests.people import Region, basis
from tests.promises.behind import Inside, inside
from tests.prose import Case, the_pupil

from chaincare.agreements.seeing import unconfirmed_before
from chaincare.demo.world import EXPERTISE, OFFICE, SCHOOL, person

pytestmark = pytest.mark.anyio

LOOKED_BACK = {
    "heldDate": "2026-01-05",
    "reached": "She is back in class.",
    "ownWords": "Ik ga weer naar gym.",
}
DONE = {"reason": "goals_reached", "explanation": "She is back in class.", "evaluation": LOOKED_BACK}
SHARING = {
    "kind": "sharing", "explained": "What the school tells Kompas.", "purpose": "education_support",
    "disclosers": [str(SCHOOL.unit_id)], "recipients": [str(EXPERTISE.unit_id)],
}  # fmt: skip
PROMISE = {"what": "x", "audience": [], "parties": []}
AGAIN = {"reason": "It came back.", "legalBasis": basis(SCHOOL.unit_id)}


async def directed(region: Region) -> Case:
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    return pupil


async def status_of(region: Region, pupil: Case) -> str:
    return str(
        await region.admin.fetchval("SELECT status FROM chaincare.cases WHERE id = $1::uuid", pupil.id)
    )


async def joins(region: Region, pupil: Case, role: str, scope: str, professional: str | None = None) -> None:
    party = {
        "kind": "professional", "professionalId": professional or str(person(role).id), "scope": scope,
        "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    brought = {"purpose": "education_support", "party": party}
    taken = await region.teacher.post(f"{pupil.path}/participations", brought)
    pupil.parts[role] = taken["participationId"]


async def closes_by_hand(
    within: Inside,
    pupil: Case,
    role: str,
    effect: timedelta = timedelta(),
    confirmable: timedelta = -timedelta(30),
) -> bool:
    """Whether hostile code with the server's own login closes the case under somebody's ticket."""
    entered = await within.enter(role, pupil.id, "U", "case.closed")
    now = within.region.app.state.clock.now()
    async with within.under(entered.ticket) as connection:
        call = "SELECT chaincare.close_case($1, $2, 'other', 'x', '[]', $3, $4)"
        try:
            await connection.execute(call, uuid4(), uuid4(), now + effect, now + confirmable)
        except (asyncpg.DataError, asyncpg.NoDataFoundError):
            return False
        return True


def details(answer: Any) -> list[str]:
    return [one["detail"] for one in answer["errors"]]


async def test_it_closes_when_all_is_done_and_everybodys_part_ends_with_it(region: Region) -> None:
    pupil = await directed(region)
    closures, holder = f"{pupil.path}/closures", pupil.who("intern-begeleider")
    talks = await pupil.is_agreed("Talks with the mother", by="intern-begeleider", proposed_by="teacher")
    plan = await pupil.is_agreed("A plan", by="teacher", proposed_by="intern-begeleider")
    not_yet = await holder.post(closures, DONE, expect=409)
    assert not_yet["title"] == "Not ready to close"
    assert [talks.id in one or plan.id in one for one in details(not_yet)] == [True, True]
    assert (await region.teacher.post(closures, DONE, expect=403))["title"] == "Closing not yours"
    await talks.reported("intern-begeleider")
    carried: dict[str, Any] = {
        **DONE,
        "carriedOver": [{"agreementId": plan.id, "carriedTo": "the school's own plan"}],
    }
    assert talks.id in details(await holder.post(closures, carried, expect=409))[0]
    region.move_clock(timedelta(days=20))  # nobody answered: kept, unconfirmed
    hers_given = await region.mother.post("/me/consents", {**SHARING, "caseId": pupil.id})
    hers_done = await pupil.is_agreed("Calls the school", by="parent", proposed_by="intern-begeleider")
    carried["carriedOver"] += [{"agreementId": hers_done.id, "carriedTo": "their own talks"}]
    wrong = [*carried["carriedOver"], {"agreementId": talks.id, "carriedTo": "x"}]
    refused = await holder.post(closures, {**carried, "carriedOver": wrong}, expect=400)
    assert refused["errors"][0]["pointer"] == "/carriedOver/2/agreementId"
    asked = await pupil.regie_is_proposed(to="teacher", by="teacher", handoverNote="n")
    closed = await holder.post(closures, carried)

    await pupil.is_nothing_to("teacher")
    for gone in ("/notes", "/agreements"):
        assert (await holder.ask("GET", pupil.path + gone)).status_code == 403
    read = await pupil.read_by("intern-begeleider")
    assert (read["reach"], read["status"], read["regie"]) == ("that", "closed", None)
    assert [one["participationId"] for one in read["parties"] if one["role"] == "caseworker"] == [
        closed["participationId"]
    ]
    mothers = await pupil.read_by("parent")
    assert mothers["status"] == "closed"
    [hers] = (await region.mother.get(closures))["items"]
    assert (hers["reason"], hers["explanation"]) == ("goals_reached", DONE["explanation"])
    [his] = (await holder.get(closures))["items"]
    assert (his["explanation"], his["carriedOver"], his["reopening"]) == (None, [], None)
    for who in ("teacher", "intern-begeleider", "network-coordinator"):
        rows = (await pupil.who(who).get("/worklist"))["items"]
        assert [one for one in rows if one["caseId"] == pupil.id] == []
    regie = await holder.get(f"{pupil.path}/regie")
    assert (regie["holder"], regie["because"]) == (None, "case_closed")
    assert await region.admin.fetchval(
        "SELECT outcome FROM chaincare.regie_outcomes WHERE proposal_id = $1::uuid", asked["id"]
    ) == "lapsed"  # fmt: skip
    assert (await holder.post(closures, DONE, expect=409))["title"] == "Case not open"
    assigned = {"candidate": closed["participationId"], "mandate": ["convene"], "reason": "r"}
    said = await region.coordinator.ask("POST", f"{pupil.path}/regie-proposals", assigned)
    assert said.status_code in {400, 409}
    timeline = (await holder.get(f"{pupil.path}/timeline"))["items"]
    assert "case_closed" in [one["kind"] for one in timeline]

    # What is the client's own goes on.
    await region.mother.post("/me/statements", {"caseId": pupil.id, "body": "Thank you."})
    await region.mother.post(f"/me/consents/{hers_given['id']}/withdrawals", {"caseId": pupil.id})
    await region.mother.post("/me/requests", {"caseId": pupil.id, "kind": "access"})
    # But no new business begins, from her side or from who closed it.
    begins = {**PROMISE, "responsible": pupil.part_of("parent"), "dueDate": pupil.in_days(3)}
    for one, path, body in (
        (region.mother, "/me/consents", {**SHARING, "caseId": pupil.id}),
        (region.mother, f"{pupil.path}/consents", SHARING),
        (region.mother, f"{pupil.path}/agreements", begins),
        (region.mother, f"{hers_done.path}/progress", {"step": "reported_kept"}),
        (holder, f"{pupil.path}/notes", {"body": "x", "audience": ["professionals"]}),
        (holder, f"{pupil.path}/agreements", begins),
    ):
        refused = await one.post(path, body, expect=409)
        assert refused["title"] == "Case is closed", path
    assert (await holder.ask("GET", f"{pupil.path}/notes")).status_code == 403

    await comes_back(region, pupil, carried)


async def comes_back(region: Region, pupil: Case, carried: Any) -> None:
    """Who closed it takes it up again, alone, and closes it once more."""
    closures, holder = f"{pupil.path}/closures", pupil.who("intern-begeleider")
    plan = carried["carriedOver"][0]["agreementId"]
    again = await holder.post(f"{pupil.path}/reopenings", AGAIN)
    assert (await holder.post(f"{pupil.path}/reopenings", AGAIN, expect=409))["title"] == "Case not closed"
    read = await pupil.read_by("intern-begeleider")
    assert (read["reach"], read["status"], read["regieVacant"]) == ("full", "open", True)
    await pupil.is_nothing_to("teacher")
    [told] = (await holder.get(closures))["items"]
    assert {"agreementId": plan, "carriedTo": "the school's own plan"} in told["carriedOver"]
    assert told["reopening"]["participationId"] == again["participationId"]
    # Now he is the only one, and may close it so. But he directs it again only when another agrees: others were there (R2).
    await holder.post(closures, carried)
    again = await holder.post(f"{pupil.path}/reopenings", AGAIN)
    pupil.parts["intern-begeleider"] = again["participationId"]
    himself = await pupil.regie_is_proposed(to="intern-begeleider", by="intern-begeleider")
    assert himself["inEffect"] is False, "alone is not who closed it over the others"
    colleague = {
        "kind": "professional", "professionalId": str(person("teacher").id), "scope": "full", "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    brought = {"purpose": "education_support", "party": colleague}
    await holder.post(f"{pupil.path}/participations", brought)
    agreed = f"{pupil.path}/regie-proposals/{himself['id']}/responses"
    assert (await region.teacher.post(agreed, {"answer": "assent"}))["inEffect"]
    await holder.post(closures, carried)
    assert len((await holder.get(closures))["items"]) == 3
    rebuilt = await region.admin.fetch(
        "SELECT t.during FROM chaincare.regie_terms AS t WHERE t.case_id = $1::uuid", pupil.id
    )
    assert len(rebuilt) == 2
    assert all(row["during"].upper is not None for row in rebuilt)


async def test_what_runs_keeps_it_open_and_nobody_closes_over_the_heads_of_others(region: Region) -> None:
    pupil = await the_pupil(region)
    closures = f"{pupil.path}/closures"
    await joins(region, pupil, "specialist", "that")
    urgent = await ask(region.teacher, pupil.id, complement(urgent=True))
    await accept(region.youth_worker)
    for interim in (False, True):  # whom nobody agreed on directs nothing here
        if interim:
            await region.teacher.post(f"{pupil.path}/escalations/{urgent}/starts", {})
        assert (await region.teacher.post(closures, DONE, expect=409))["title"] == "Regie comes first"
    rows = (await region.coordinator.get("/worklist"))["items"]
    assert "regie_interim" in [one["kind"] for one in rows if one["caseId"] == pupil.id]
    await region.teacher.post(f"{pupil.path}/escalations/{urgent}/closures", {"reason": "It is over."})
    async with inside(region) as within:
        assert not await closes_by_hand(within, pupil, "teacher")
        assert not await closes_by_hand(within, pupil, "specialist")
        await pupil.regie_passes(to="teacher", proposed_by="intern-begeleider")
        assert await closes_by_hand(within, pupil, "teacher")
        for effect in (timedelta(minutes=1), -timedelta(hours=1)):
            assert not await closes_by_hand(within, pupil, "teacher", effect)
        now = region.app.state.clock.now()
        assert await closes_by_hand(
            within, pupil, "teacher", confirmable=unconfirmed_before(now) - now - timedelta(hours=1)
        )
        for days in (0, 9, 11):  # eleven days never hold ten working days
            assert not await closes_by_hand(within, pupil, "teacher", confirmable=-timedelta(days))
        for role in ("intern-begeleider", "specialist"):
            assert not await closes_by_hand(within, pupil, role)
        request = await ask(region.teacher, pupil.id, complement())
        assert not await closes_by_hand(within, pupil, "teacher")
    await region.teacher.post(
        f"{pupil.path}/agreements",
        {"responsible": pupil.part_of("intern-begeleider"), "what": "x", "dueDate": pupil.in_days(3),
         "audience": [], "parties": []},
    )  # fmt: skip
    refused = await region.teacher.post(closures, DONE, expect=409)
    assert [one["pointer"] for one in refused["errors"]] == ["/carriedOver", ""]
    agreement = await region.admin.fetchval("SELECT id FROM chaincare.agreements")
    await region.teacher.post(f"{pupil.path}/escalations/{request}/withdrawals", {"reason": "not needed"})
    carried = {**DONE, "carriedOver": [{"agreementId": str(agreement), "carriedTo": "her own plan"}]}
    await region.teacher.post(closures, carried)
    assert (await region.begeleider.ask("GET", pupil.path)).status_code == 404
    # The coordinator names who took part then, nobody else.
    reopenings = f"{pupil.path}/reopenings"
    stranger = {**AGAIN, "participationId": pupil.part_of("parent")}
    assert (await region.coordinator.post(reopenings, stranger, expect=400))["title"] == "Cannot return"
    lesser = {**AGAIN, "participationId": pupil.part_of("specialist")}
    assert (await region.coordinator.post(reopenings, lesser, expect=400))["title"] == "Cannot return"
    named = {**AGAIN, "participationId": pupil.part_of("intern-begeleider")}
    assert (await region.teacher.post(reopenings, named, expect=403))["title"] == "Reopening not yours"
    resting = {**AGAIN, "legalBasis": {**basis(SCHOOL.unit_id), "consentId": pupil.id}}
    assert (await region.teacher.post(reopenings, resting, expect=400))["title"] == "Consent comes after"
    assert (await region.mother.ask("POST", reopenings, AGAIN)).status_code == 403
    await region.coordinator.post(reopenings, named)
    assert (await pupil.read_by("intern-begeleider"))["reach"] == "full"
    await pupil.is_nothing_to("teacher")
    not_closed = await region.coordinator.post(reopenings, AGAIN, expect=409)
    assert not_closed["title"] == "Case not closed"


async def test_who_comes_back_reaches_as_far_as_before_and_the_coordinator_stays_out_where_his_own_were(
    region: Region,
) -> None:
    pupil = await directed(region)
    closures, reopenings = f"{pupil.path}/closures", f"{pupil.path}/reopenings"
    await joins(region, pupil, "specialist", "core")
    friend = {"unitId": str(OFFICE.unit_id), "subject": "friend", "name": "A friend", "function": "x"}
    made = await region.administrator.post("/professionals", friend)
    assert (await region.coordinator.ask("GET", pupil.path)).status_code == 200
    await joins(region, pupil, "friend", "that", made["id"])
    # The holder cannot act any more: that is vacant as well, and others are there.
    gone = f"/professionals/{person('intern-begeleider').id}/deactivations"
    await region.administrator.post(gone, {"reason": "left"})
    assert (await region.teacher.post(closures, DONE, expect=409))["title"] == "Regie comes first"
    await pupil.regie_passes(to="specialist", proposed_by="teacher")
    await region.specialist.post(closures, DONE)

    again = {**AGAIN, "participationId": pupil.part_of("friend")}
    assert (await region.coordinator.ask("POST", reopenings, again)).status_code == 404
    back = await region.specialist.post(reopenings, AGAIN)
    assert (await pupil.read_by("specialist"))["reach"] == "core"
    assert (await region.specialist.ask("GET", f"{pupil.path}/notes")).status_code == 403
    rows = (await region.coordinator.get("/worklist"))["items"]
    assert "regie_vacant" in [one["kind"] for one in rows if one["caseId"] == pupil.id]
    assigned = {"candidate": back["participationId"], "mandate": ["convene"], "reason": "r"}
    assert (await region.coordinator.post(f"{pupil.path}/regie-proposals", assigned))["inEffect"] is False


async def test_nothing_comes_into_a_case_while_it_closes(region: Region) -> None:
    """Two at once: what was promised is either seen by the closing, or refused because the case is closed."""
    pupil = await directed(region)
    holder, seen = pupil.who("intern-begeleider"), set()
    for number in range(12):
        promised = {
            "responsible": pupil.part_of("intern-begeleider"), "what": f"x{number}", "dueDate": pupil.in_days(3),
            "audience": [], "parties": [],
        }  # fmt: skip
        closing, agreed, left = await asyncio.gather(
            holder.ask("POST", f"{pupil.path}/closures", DONE),
            holder.ask("POST", f"{pupil.path}/agreements", promised),
            region.teacher.ask("POST", f"{pupil.path}/notes", {"body": "x", "audience": ["professionals"]}),
        )
        assert closing.status_code in {201, 409}, closing.text
        # 400: it is closed by the time it is looked up who takes part
        assert agreed.status_code in {201, 400, 403, 409}, agreed.text
        assert left.status_code in {201, 404, 409}, left.text
        seen.add((closing.status_code, agreed.status_code))
        is_open = await region.admin.fetch(
            "SELECT a.id FROM chaincare.agreements AS a WHERE a.case_id = $1::uuid AND a.state = 'agreed'"
            " AND NOT EXISTS (SELECT FROM chaincare.carried_agreements AS c WHERE c.agreement_id = a.id)",
            UUID(pupil.id),
        )
        if closing.status_code == 201:
            assert not is_open
            again = await holder.post(f"{pupil.path}/reopenings", AGAIN)
            pupil.parts["intern-begeleider"] = again["participationId"]
            break
        for row in is_open:
            await holder.post(f"{pupil.path}/agreements/{row['id']}/cancellations", {"reason": "x"})
    assert seen <= {(201, 400), (201, 403), (201, 409), (409, 201), (409, 409)}


async def test_who_was_let_in_before_it_closed_writes_nothing_after(region: Region) -> None:
    """The holder comes in, and the case is closed before he writes: what he wrote is undone."""
    pupil = await directed(region)
    async with region.admin.transaction():
        await region.admin.execute("SELECT FROM chaincare.cases WHERE id = $1::uuid FOR UPDATE", pupil.id)
        note = asyncio.create_task(
            region.teacher.ask("POST", f"{pupil.path}/notes", {"body": "late", "audience": ["professionals"]})
        )
        await asyncio.sleep(0.3)
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.cases SET status = 'closed', closed_at = now() WHERE id = $1::uuid", pupil.id
        )
    answer = await note
    assert (answer.status_code, answer.json()["title"]) == (409, "Case is closed")
    assert not await region.admin.fetchval("SELECT count(*) FROM chaincare.notes WHERE body = 'late'")
    assert await status_of(region, pupil) == "closed"
