"""A case is closed over nothing that is open, and taken up again by who may (A6)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.people import Region, basis
from tests.prose import Case, the_pupil

from chaincare.demo.world import SCHOOL, YOUTH_CARE

pytestmark = pytest.mark.anyio

DONE = {"reason": "goals_reached", "explanation": "She is back in class."}
AGAIN = {"reason": "It came back.", "legalBasis": basis(SCHOOL.unit_id)}


async def directed(region: Region) -> Case:
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    return pupil


async def status_of(region: Region, pupil: Case) -> str:
    return str(
        await region.admin.fetchval("SELECT status FROM chaincare.cases WHERE id = $1::uuid", pupil.id)
    )


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
    carried = {**DONE, "carriedOver": [{"agreementId": plan.id, "carriedTo": "the school's own plan"}]}
    assert talks.id in details(await holder.post(closures, carried, expect=409))[0]
    region.move_clock(timedelta(days=20))  # nobody answered: kept, unconfirmed
    wrong = [*carried["carriedOver"], {"agreementId": talks.id, "carriedTo": "x"}]
    refused = await holder.post(closures, {**carried, "carriedOver": wrong}, expect=400)
    assert refused["errors"][0]["pointer"] == "/carriedOver/1/agreementId"
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
        assert [one for one in rows if one["case"] and one["case"]["id"] == pupil.id] == []
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
    assert told["carriedOver"] == [{"agreementId": plan, "carriedTo": "the school's own plan"}]
    assert told["reopening"]["participationId"] == again["participationId"]
    pupil.parts["intern-begeleider"] = again["participationId"]
    await pupil.regie_is_proposed(to="intern-begeleider", by="intern-begeleider")
    await holder.post(closures, carried)
    assert len((await holder.get(closures))["items"]) == 2
    rebuilt = await region.admin.fetch(
        "SELECT t.during FROM chaincare.regie_terms AS t WHERE t.case_id = $1::uuid", pupil.id
    )
    assert len(rebuilt) == 2
    assert all(row["during"].upper is not None for row in rebuilt)


async def test_what_runs_keeps_it_open_and_while_regie_is_vacant_a_participant_closes(region: Region) -> None:
    pupil = await the_pupil(region)
    closures = f"{pupil.path}/closures"
    await region.teacher.post(
        f"{pupil.path}/agreements",
        {"responsible": pupil.part_of("intern-begeleider"), "what": "x", "dueDate": pupil.in_days(3),
         "audience": [], "parties": []},
    )  # fmt: skip
    request = await pupil.asks(
        YOUTH_CARE, by="teacher", limit="imminent", help="strengthen", question="How?", summary="A pupil.",
    )  # fmt: skip
    refused = await region.teacher.post(closures, DONE, expect=409)
    assert [one["pointer"] for one in refused["errors"]] == ["/carriedOver", ""]
    agreement = await region.admin.fetchval("SELECT id FROM chaincare.agreements")
    await request.does("teacher", "withdrawals", {"reason": "not needed"})
    carried = {**DONE, "carriedOver": [{"agreementId": str(agreement), "carriedTo": "her own plan"}]}
    await region.teacher.post(closures, carried)
    assert (await region.begeleider.ask("GET", pupil.path)).status_code == 404
    # The coordinator names who took part then, nobody else.
    reopenings = f"{pupil.path}/reopenings"
    stranger = {**AGAIN, "participationId": pupil.part_of("parent")}
    assert (await region.coordinator.post(reopenings, stranger, expect=400))["title"] == "Cannot return"
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
