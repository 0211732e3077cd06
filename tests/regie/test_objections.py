"""Objecting, withdrawing, assigning: what stops a proposal, and what does not (R2)."""

from datetime import timedelta

import pytest
from tests.people import Person, Region, link_mother, open_case
from tests.regie.directing import Case, add_worker, begin, held_by_begeleider, type_of
from tests.worklist.lists import kinds_of, only

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio


async def test_an_objection_stops_an_open_proposal_and_the_coordinator_reads_it(region: Region) -> None:
    case = await begin(region)
    await link_mother(region, case.opened)
    proposal = await case.propose(region.teacher, case.begeleider_part, handoverNote="Her father drinks.")
    assert type_of(await case.answer(region.mother, proposal, "assent", 403)) == "agreement-not-yours"
    # The client is asked: what she says to it, if she objects, and until when.
    row = await only(region.mother, "regie_to_hear")
    assert row["act"]["href"].endswith(f"{proposal['id']}/responses")
    assert row["dueDate"] == proposal["objectByAt"][:10]
    assert "regie_to_hear" not in await kinds_of(region.teacher) + await kinds_of(region.coordinator)
    objected = await case.answer(region.mother, proposal, "objection", reason="We would rather have Joris.")
    assert (objected["state"], objected["handoverNote"]) == ("objected", None)
    assert "regie_to_hear" not in await kinds_of(region.mother)
    assert (await case.regie())["openProposalId"] is None
    assert type_of(await case.answer(region.begeleider, proposal, "assent", 409)) == "proposal-settled"

    steering = await case.proposal(region.coordinator, proposal)
    assert steering["responses"][0]["reason"] == "We would rather have Joris."
    assert "drinks" not in str(steering)
    assert (await case.proposal(region.teacher, proposal))["handoverNote"] == "Her father drinks."


async def test_an_objection_after_the_effect_is_recorded_until_the_term_ends(region: Region) -> None:
    case = await begin(region)
    await link_mother(region, case.opened)
    worker = await add_worker(region, case, "youth-worker", "that")
    proposal = await case.propose(region.teacher, case.begeleider_part)
    assert type_of(await case.answer(region.teacher, proposal, "assent", 403)) == "agreement-not-yours"
    await case.answer(region.begeleider, proposal, "assent")
    late = await case.answer(region.mother, proposal, "objection", reason="Nobody asked me.")
    assert (late["state"], late["inEffect"]) == ("in_effect", True)
    assert (
        type_of(await case.answer(region.mother, proposal, "objection", 409, reason="!"))
        == "already-answered"
    )
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    seen = await case.proposal(region.youth_worker, proposal)
    assert [one["reason"] for one in seen["responses"]] == [None, None], "scope that reads no text"

    region.move_clock(timedelta(days=20))
    answer = await case.answer(region.youth_worker, proposal, "objection", 409, reason="Too late.")
    assert type_of(answer) == "objection-too-late"
    assert worker


async def test_who_is_asked_does_not_object_and_a_team_does_not_answer(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened, "")
    worker = await add_worker(region, case, "youth-worker", "core")
    proposal = await case.propose(region.teacher, worker)
    answer = await case.answer(region.youth_worker, proposal, "objection", 400, reason="Hm.")
    assert type_of(answer) == "assent-or-refusal-asked"
    assert (
        type_of(await case.answer(region.begeleider, proposal, "objection", 403, reason="Hm."))
        == "answer-in-own-name"
    )
    await case.answer(region.outsider, proposal, "assent", 404)
    await case.answer(region.coordinator, proposal, "objection", 403, reason="Hm.")
    assert (await case.answer(region.youth_worker, proposal, "assent"))["inEffect"], (
        "core is enough to direct"
    )


async def test_a_proposal_is_withdrawn_by_its_proposer_or_the_coordinator(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    address = f"{case.path}/regie-proposals/{proposal['id']}/withdrawals"
    assert type_of(await region.begeleider.post(address, {"reason": "Mine!"}, 403)) == "withdrawal-not-yours"
    withdrawn = await region.teacher.post(address, {"reason": "Too early."})
    assert (withdrawn["state"], withdrawn["settledBecause"]) == ("withdrawn", "Too early.")
    assert type_of(await case.answer(region.begeleider, proposal, "assent", 409)) == "proposal-settled"
    assert type_of(await region.teacher.post(address, {"reason": "Again."}, 409)) == "proposal-settled"

    second = await case.propose(region.teacher, case.begeleider_part)
    await region.coordinator.post(
        f"{case.path}/regie-proposals/{second['id']}/withdrawals", {"reason": "Wait."}
    )
    assert (await case.proposal(region.teacher, second))["state"] == "withdrawn"


async def test_the_coordinator_assigns_with_a_reason_and_only_the_candidate_agrees(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    still_open = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    refused = await case.propose(region.coordinator, worker, 400)
    assert type_of(refused) == "assignment-reason-needed"

    assignment = await case.propose(region.coordinator, worker, reason="Three weeks without a decision.")
    assert (assignment["kind"], assignment["holderId"]) == ("assignment", None)
    aside = await case.proposal(region.teacher, still_open)
    assert (aside["state"], aside["settledBecause"]) == ("withdrawn", "Three weeks without a decision.")

    objected = await case.answer(region.begeleider, assignment, "objection", reason="I hold it well.")
    assert objected["state"] == "open", "an objection does not stop an assignment"
    assert (await case.answer(region.youth_worker, assignment, "assent"))["inEffect"]
    holder = (await case.regie())["holder"]
    assert (holder["name"], holder["kind"]) == ("Sanne Bakker", "assigned")
    shown = await case.proposal(region.coordinator, assignment)
    assert shown["reason"] == "Three weeks without a decision."

    later = await case.propose(region.youth_worker, case.teacher_part, handoverNote="Back to school.")
    await case.answer(region.teacher, later, "assent")
    assert [one["holder"]["kind"] for one in await case.terms()] == ["agreed", "assigned", "agreed"]


async def test_an_unanswered_proposal_expires_and_makes_room(region: Region) -> None:
    case = await begin(region)
    await link_mother(region, case.opened)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    region.move_clock(timedelta(days=20))
    assert (await case.regie())["openProposalId"] is None
    assert (await case.proposal(region.teacher, proposal))["state"] == "expired"
    assert type_of(await case.answer(region.begeleider, proposal, "assent", 409)) == "proposal-settled"
    # Written down or not, who proposed it has it back, until something else is proposed.
    row = await only(region.teacher, "regie_expired")
    assert (row["href"], row["act"]["operation"]) == (
        f"/v1{case.path}/regie-proposals/{proposal['id']}",
        "proposeRegie",
    )
    # Nobody ever directed: there is nothing to hand over.
    assert row["act"]["needs"] == []
    assert "regie_expired" not in await kinds_of(region.begeleider) + await kinds_of(region.coordinator)
    second = await case.propose(region.teacher, case.begeleider_part)
    assert "regie_expired" not in await kinds_of(region.teacher)
    address = f"{case.path}/regie-proposals/{second['id']}/acknowledgements"
    assert type_of(await region.teacher.post(address, {}, 409)) == "nothing-to-acknowledge"
    assert type_of(await region.begeleider.post(address, {}, 403)) == "acknowledgement-not-yours"
    region.move_clock(timedelta(days=20))
    # While he is away it lies with the coordinator; when he took note of it, with nobody.
    away = f"/professionals/{person('teacher').id}/absences"
    absence = await region.teacher.post(away, {"kind": "sudden"})
    assert "regie_expired" not in await kinds_of(region.teacher)
    assert "regie_expired" in await kinds_of(region.coordinator)
    await region.teacher.post(f"{away}/{absence['id']}/endings", {})
    assert "regie_expired" not in await kinds_of(region.coordinator)
    assert (await only(region.teacher, "regie_expired"))["href"].endswith(second["id"])
    assert (await region.teacher.post(address, {}))["state"] == "expired"
    assert "regie_expired" not in await kinds_of(region.teacher)
    listed = await region.mother.get(f"{case.path}/regie-proposals")
    assert listed["items"] == [await case.proposal(region.mother, one) for one in (second, proposal)]
    written = await region.admin.fetchrow(
        "SELECT o.outcome, o.at = p.respond_by AS ended_then FROM chaincare.regie_outcomes AS o"
        " JOIN chaincare.regie_proposals AS p ON p.id = o.proposal_id"
    )
    assert tuple(written) == ("expired", True)


async def test_regie_does_not_pass_to_who_left_meanwhile(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, handoverNote="Over to you.")
    await case.answer(region.youth_worker, proposal, "assent")
    await region.youth_worker.post(f"{case.path}/participations/{worker}/endings", {"reason": "Other work."})
    lapsed = await case.answer(region.begeleider, proposal, "assent")
    assert (lapsed["state"], lapsed["inEffect"]) == ("lapsed", False)
    assert (await case.regie())["holder"]["name"] == "Fatma Kaya"
    assert (await only(region.teacher, "regie_expired"))["href"].endswith(proposal["id"])
    await region.begeleider.post(f"{case.path}/resignations", {"because": "safety", "atOnce": True})
    assert "regie_expired" not in await kinds_of(region.teacher), (
        "regie is vacant since, which is a row of its own"
    )


async def test_nothing_is_proposed_past_an_objection_until_it_is_decided_on(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    worker = await add_worker(region, case, "youth-worker")

    async def stopped(who: Person) -> str:
        proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
        said = await case.answer(who, proposal, "objection", reason="Rather somebody else.")
        assert (said["state"], said["objectionLies"]) == ("objected", True)
        assert "regie_objected" in await kinds_of(region.coordinator)
        for candidate in (case.teacher_part, worker):
            again = await case.propose(region.begeleider, candidate, 409, handoverNote="Over to you.")
            assert type_of(again) == "objection-undecided"
        return f"{case.path}/regie-proposals/{proposal['id']}/objection-settlements"

    address, why = await stopped(region.mother), {"reason": "We talked it over."}
    [lies] = (await region.coordinator.get("/regie-overview?kind=objection"))["items"]
    assert address.startswith(lies["href"].removeprefix("/v1"))
    for other in (region.begeleider, region.youth_worker):
        assert type_of(await other.post(address, why, 403)) == "objection-not-yours"
    settled = await region.coordinator.post(address, why)
    assert (settled["state"], settled["objectionLies"]) == ("objected", False)
    assert (settled["objectionSettledBecause"], settled["objectionSettledAt"] is None) == (
        why["reason"],
        False,
    )
    assert (await case.proposal(region.mother, settled))["objectionSettledBecause"] == why["reason"]
    assert type_of(await region.coordinator.post(address, why, 409)) == "no-objection-lies"
    assert (await region.coordinator.get("/regie-overview?kind=objection"))["items"] == []
    assert "regie_objected" not in await kinds_of(region.coordinator)

    taken_back = await (region.youth_worker).post(await stopped(region.youth_worker), why)
    assert not taken_back["objectionLies"]
    await stopped(region.mother)
    assigned = await case.propose(region.coordinator, worker, reason="Neutral ground.")
    assert "regie_objected" not in await kinds_of(region.coordinator)
    await case.answer(region.youth_worker, assigned, "assent")
    late = await case.propose(region.youth_worker, case.teacher_part, handoverNote="Back to school.")
    await case.answer(region.teacher, late, "assent")
    await case.answer(region.mother, late, "objection", reason="Nobody asked me.")
    back = await case.propose(region.teacher, case.begeleider_part, handoverNote="And on.")
    await case.answer(region.begeleider, back, "assent")
    assert "regie_objected" in await kinds_of(region.coordinator), "it lies until he acts"
    await region.mother.post(f"{case.path}/regie-proposals/{late['id']}/objection-settlements", why)
    assert "regie_objected" not in await kinds_of(region.coordinator)
    lines = (await region.teacher.get(f"{case.path}/timeline"))["items"]
    assert [one["kind"] for one in lines].count("regie_objection_settled") == 3
