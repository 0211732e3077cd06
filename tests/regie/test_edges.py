"""The inputs of regie that go wrong elsewhere (STANDARDS 8), and a client who directs, over HTTP: refused well, or right to the microsecond."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest
from tests.escalations.steps import complement
from tests.people import Region, desiree
from tests.prose import Case as Story
from tests.regie.directing import (
    REBUILT,
    TERMS,
    Case,
    add_worker,
    begin,
    held_by_begeleider,
    let_in,
    move_to,
    type_of,
)
from tests.regie.test_client_holds import GROWN, says, to_client, with_his_own_login
from tests.regie.test_for_a_time import NOTE, deactivate, who

from chaincare.regie.passing import begin_interim
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

TICK = timedelta(microseconds=1)
WEEK = timedelta(weeks=1)


async def whole(region: Region) -> None:
    assert await region.admin.fetch(TERMS) == await region.admin.fetch(REBUILT)


async def test_one_of_two_acceptances_counts_and_none_after_a_withdrawal(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    address = f"{case.path}/regie-proposals/{proposal['id']}"
    both = await asyncio.gather(
        *(region.begeleider.insist("POST", f"{address}/responses", {"answer": "assent"}) for _ in range(4))
    )
    assert sorted(one.status_code for one in both) == [201, 409, 409, 409]
    second = await case.propose(region.begeleider, case.teacher_part, **NOTE)
    address = f"{case.path}/regie-proposals/{second['id']}"
    await region.begeleider.post(f"{address}/withdrawals", {"reason": "Not now."})
    late = await case.answer(region.teacher, second, "assent", 409)
    assert type_of(late) == "proposal-settled"
    # Withdrawn and accepted at once: one of both, and the terms say which.
    third = await case.propose(region.begeleider, case.teacher_part, **NOTE)
    address = f"{case.path}/regie-proposals/{third['id']}"
    taken, back = await asyncio.gather(
        region.teacher.insist("POST", f"{address}/responses", {"answer": "assent"}),
        region.begeleider.insist("POST", f"{address}/withdrawals", {"reason": "Not now."}),
    )
    assert sorted((taken.status_code, back.status_code)) == [201, 409]
    directs = (await case.regie())["holder"]["participationId"]
    assert directs == (case.teacher_part if taken.status_code == 201 else case.begeleider_part)
    await whole(region)


async def test_who_was_deactivated_after_agreeing_does_not_get_it_nor_who_left_get_it_back(
    region: Region,
) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, **NOTE)
    await case.answer(region.youth_worker, proposal, "assent")
    await deactivate(region, "youth-worker")
    assert (await case.answer(region.begeleider, proposal, "assent"))["state"] == "lapsed"
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    # For a time, and whom it returns to is deactivated meanwhile: openly vacant from that microsecond.
    ends = (region.app.state.clock.now() + 4 * WEEK).replace(microsecond=0)
    more: dict[str, Any] = {**NOTE, "endsAt": ends.isoformat()}
    away = await case.propose(region.begeleider, case.teacher_part, **more)
    assert (await case.answer(region.teacher, away, "assent"))["inEffect"]
    await deactivate(region, "intern-begeleider")
    assert await who(case, ends - TICK) == case.teacher_part
    move_to(region, ends + timedelta(seconds=1))
    seen = await case.regie()
    assert (seen["vacant"], seen["because"]) == (True, "holder_cannot_act")
    first = await case.propose(region.teacher, case.teacher_part)
    assert (first["kind"], first["inEffect"]) == ("first", True), "nobody else is left to agree"
    await whole(region)


@pytest.mark.parametrize(
    "hour", [datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2028, 3, 26, 0, 59, 59, tzinfo=UTC)]
)
async def test_in_the_hour_the_clock_moves_there_is_no_gap_and_no_overlap(
    region: Region, hour: datetime
) -> None:
    """02:30 in Amsterdam comes twice on 31 October 2027, and not at all on 26 March 2028: an instant comes once."""
    move_to(region, hour - 2 * WEEK)
    case = await held_by_begeleider(region)
    asked: dict[str, Any] = {**NOTE, "effectiveAt": hour.isoformat()}
    proposal = await case.propose(region.begeleider, case.teacher_part, **asked)
    assert datetime.fromisoformat(proposal["effectiveAt"]) == hour
    await case.answer(region.teacher, proposal, "assent")
    # The same wall clock an hour on, in winter time, is another moment.
    local = (hour + timedelta(hours=1)).isoformat()
    for at, holder in (
        (hour - TICK, case.begeleider_part), (hour, case.teacher_part), (hour + TICK, case.teacher_part),
        (datetime.fromisoformat(local), case.teacher_part),
    ):  # fmt: skip
        assert await who(case, at) == holder, at
    move_to(region, hour)
    back = await case.propose(region.teacher, case.begeleider_part, **NOTE)
    assert (await case.answer(region.begeleider, back, "assent"))["inEffect"]
    terms = await case.terms()
    for later, earlier in pairwise(terms):
        assert later["holder"]["sinceAt"] == earlier["holder"]["untilAt"]
    await whole(region)


async def test_a_thousand_handovers_are_read_a_page_at_a_time_and_each_at_its_moment(region: Region) -> None:
    case = await held_by_begeleider(region)
    began = (await region.admin.fetchval("SELECT lower(during) FROM chaincare.regie_terms")).astimezone(UTC)
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(ENDED)
        await region.admin.execute(THOUSAND, case.opened["id"], case.begeleider_part, case.teacher_part)
    move_to(region, began + timedelta(seconds=1100))
    proposal = await case.propose(region.begeleider, case.teacher_part, **NOTE)
    assert proposal["kind"] == "handover"
    assert (await case.answer(region.teacher, proposal, "assent"))["inEffect"]
    await whole(region)
    read, path, pages = 0, f"{case.path}/regie-terms?limit=50", 0
    while path:
        answer = await region.teacher.ask("GET", path)
        read, pages = read + len(answer.json()["items"]), pages + 1
        link = answer.headers.get("Link", "")
        path = (
            link[link.index("<") + 1 : link.index(">")].removeprefix("/v1")
            if 'rel="next"' in link and pages < 4
            else ""
        )
    assert (read, pages) == (200, 4)
    for number in (1, 500, 999):
        at = quote((began + timedelta(seconds=number)).isoformat())
        holder = (await region.teacher.get(f"{case.path}/regie?at={at}"))["holder"]
        assert holder["participationId"] == (case.teacher_part if number % 2 else case.begeleider_part)


ENDED = (
    "UPDATE chaincare.regie_terms SET during = tstzrange(lower(during), lower(during) + interval '1 second')"
)
# Each a second after the one before: terms, and the facts that say so, as passing them one by one writes them.
THOUSAND = """
    WITH began AS MATERIALIZED (
        SELECT lower(during) AS at, mandate, proposal_id FROM chaincare.regie_terms WHERE case_id = $1::uuid),
    terms AS (
        INSERT INTO chaincare.regie_terms (case_id, during, holder_id, kind, mandate, proposal_id)
        SELECT $1, tstzrange(b.at + n * interval '1 second', CASE WHEN n < 1000 THEN b.at + (n + 1) * interval '1 second' END),
               CASE n % 2 WHEN 1 THEN $3::uuid ELSE $2::uuid END, 'agreed', b.mandate, b.proposal_id
        FROM began AS b CROSS JOIN generate_series(1, 1000) AS n)
    INSERT INTO chaincare.regie_facts (case_id, number, fact, began_at, ends_at, because, holder_id, kind, mandate, proposal_id,
                                       recorded_at)
    SELECT $1, 2 * n + said.step, said.fact, b.at + (n - 1 + said.step) * interval '1 second',
           CASE said.step WHEN 0 THEN b.at + n * interval '1 second' END, CASE said.step WHEN 0 THEN 'passed_on' END,
           CASE said.step WHEN 1 THEN CASE n % 2 WHEN 1 THEN $3::uuid ELSE $2::uuid END END,
           CASE said.step WHEN 1 THEN 'agreed' END, CASE said.step WHEN 1 THEN b.mandate END,
           CASE said.step WHEN 1 THEN b.proposal_id END, b.at + n * interval '1 second'
    FROM began AS b CROSS JOIN generate_series(1, 1000) AS n CROSS JOIN (VALUES (0, 'ends'), (1, 'began')) AS said (step, fact)
"""


async def test_a_child_of_fifteen_directs_with_a_parent_only_and_alone_from_his_birthday(
    region: Region,
) -> None:
    today = day_in_amsterdam(region.app.state.clock.now())
    birth = date(today.year - 15, today.month, min(today.day, 28)) - timedelta(
        days=350
    )  # sixteen within weeks
    case = await with_his_own_login(region, {**GROWN, "birthDate": birth.isoformat()})
    refused = await to_client(case, "teacher", 400)
    assert type_of(refused) == "representative-needed"
    sixteen = datetime(birth.year + 16, birth.month, birth.day, 12, tzinfo=UTC)
    move_to(region, sixteen - timedelta(days=1))
    assert type_of(await to_client(case, "teacher", 400)) == "representative-needed"
    move_to(region, sixteen)
    proposal = await to_client(case, "teacher")
    await says(case, "intern-begeleider", proposal)
    assert (await says(case, "client", proposal))["inEffect"]


async def test_whoever_directs_for_the_time_being_behind_a_shield_makes_way_for_the_client(
    region: Region,
) -> None:
    story = Story(
        region, await region.teacher.post("/cases", desiree(client=GROWN, circle=[{"kind": "client"}]))
    )
    case = Case(
        region, story.opened, await add_worker(region, Case(region, story.opened, ""), "intern-begeleider")
    )
    hidden = await add_worker(region, case, "youth-worker")
    story.parts = {
        "teacher": case.teacher_part, "intern-begeleider": case.begeleider_part,
        "client": story.opened["circle"][0]["participationId"],
    }  # fmt: skip
    story.newcomers["client"] = region.mother
    await story.invites("client", by="teacher")
    hides = {"hides": {"kind": "party", "participationId": hidden}, "reason": "r", "reviewDate": "2999-01-01"}
    await region.teacher.post(f"{case.path}/shields", hides)
    until = region.app.state.clock.now() + timedelta(days=3)
    async with let_in(region, story.id, "youth-worker") as clearance:
        await begin_interim(clearance, clearance.participation_id, clearance.now(), until)
    proposal = await to_client(story, "teacher")
    assert not proposal["inEffect"], "the teacher agreed by proposing; he did not"
    assert (await says(story, "client", proposal))["inEffect"]
    seen = await region.teacher.get(f"{case.path}/regie")
    assert seen["holder"]["heldBy"] == "client"
    latest, interim = (await region.teacher.get(f"{case.path}/regie-terms"))["items"]
    assert interim["holder"]["untilAt"] == latest["holder"]["sinceAt"]
    assert "Sanne" not in str(await story.who("client").get(f"{case.path}/regie-terms"))
    await whole(region)


async def test_a_case_that_a_client_directs_is_closed_by_his_contact(region: Region) -> None:
    case = await with_his_own_login(region)
    proposal = await to_client(case, "teacher")
    await says(case, "intern-begeleider", proposal)
    assert (await says(case, "client", proposal))["inEffect"]
    # His goodbye goes through somebody at work: the contact, in his own name; nobody else, and he not by his login.
    day = day_in_amsterdam(region.app.state.clock.now()).isoformat()
    word = {"heldDate": day, "reached": "He has a home.", "ownWords": "Klaar."}
    closing = {"reason": "goals_reached", "explanation": "It is done.", "evaluation": word}
    for someone in ("client", "intern-begeleider"):
        assert (await case.who(someone).ask("POST", f"{case.path}/closures", closing)).status_code == 403
    await region.teacher.post(f"{case.path}/closures", closing)
    terms = await region.admin.fetch("SELECT upper(during) FROM chaincare.regie_terms ORDER BY lower(during)")
    assert None not in [row[0] for row in terms]


async def test_requests_for_help_are_agreed_to_by_his_contact(region: Region) -> None:
    case = await with_his_own_login(region)
    proposal = await to_client(case, "teacher")
    await says(case, "intern-begeleider", proposal)
    await says(case, "client", proposal)
    drafted = await region.begeleider.post(f"{case.path}/escalations", complement())
    path = f"{case.path}/escalations/{drafted['id']}"
    refused = await region.begeleider.post(f"{path}/requests", {}, 403)
    assert type_of(refused) == "request-needs-holder"
    assert (await case.who("client").ask("POST", f"{path}/requests", {})).status_code == 403
    assert (await region.teacher.post(f"{path}/requests", {}))["state"] == "requested"
