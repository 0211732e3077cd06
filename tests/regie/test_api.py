"""Who directs the case, over HTTP on a real database (R1-R7)."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from tests.people import Region, link_mother
from tests.regie.directing import add_worker, begin, held_by_begeleider, type_of

pytestmark = pytest.mark.anyio


async def test_the_first_regie_is_agreed_by_who_takes_it(region: Region) -> None:
    case = await begin(region)
    before = await case.regie()
    assert (before["vacant"], before["because"], before["holder"]) == (True, "not_yet_agreed", None)

    proposal = await case.propose(
        region.teacher, case.begeleider_part, mandate=["decide", "convene", "convene"]
    )
    assert (proposal["kind"], proposal["state"], proposal["inEffect"]) == ("first", "open", False)
    assert proposal["mandate"] == ["convene", "decide"]
    assert (await case.regie())["openProposalId"] == proposal["id"]

    effect = await case.answer(region.begeleider, proposal, "assent")
    assert (effect["state"], effect["inEffect"]) == ("in_effect", True)
    now = await case.regie()
    assert (now["vacant"], now["openProposalId"]) == (False, None)
    assert now["holder"] == {
        "participationId": case.begeleider_part,
        "name": "Fatma Kaya",
        "function": "intern begeleider",
        "phone": "050 000 00 00",
        "organisation": "Basisschool De Regenboog",
        "mandate": ["convene", "decide"],
        "kind": "agreed",
        "sinceAt": effect["settledAt"],
        "untilAt": None,
        "heldBy": "professional",
        "clientParticipationId": None,
    }
    assert (await region.teacher.get(case.path))["regie"]["name"] == "Fatma Kaya"


async def test_a_handover_leaves_no_gap_and_at_answers_for_any_moment(region: Region) -> None:
    case = await held_by_begeleider(region)
    refused = await case.propose(region.begeleider, case.teacher_part, expect=400)
    assert type_of(refused) == "handover-note-needed"

    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="She likes to draw.")
    assert (proposal["kind"], proposal["holderId"]) == ("handover", case.begeleider_part)
    assert not proposal["inEffect"], "the candidate always agrees"
    await case.answer(region.teacher, proposal, "assent")

    later, earlier = await case.terms()
    assert earlier["holder"]["untilAt"] == later["holder"]["sinceAt"]
    raw = await region.admin.fetch("SELECT during FROM chaincare.regie_terms ORDER BY lower(during)")
    assert raw[0]["during"].upper == raw[1]["during"].lower, "to the microsecond (R3)"
    turn = datetime.fromisoformat(later["holder"]["sinceAt"])
    first = datetime.fromisoformat(earlier["holder"]["sinceAt"])
    tick = timedelta(microseconds=1)

    assert (await case.regie(at=turn))["holder"]["name"] == "Joris Timmer"
    assert (await case.regie(at=turn - tick))["holder"]["name"] == "Fatma Kaya"
    amsterdam = (
        f"{case.path}/regie?at={quote((turn - tick + timedelta(hours=2)).strftime('%Y-%m-%dT%H:%M:%S.%f'))}"
    )
    assert (await region.teacher.get(amsterdam + quote("+02:00")))["holder"]["name"] == "Fatma Kaya"
    vacant = await case.regie(at=first - tick)
    assert (vacant["vacant"], vacant["because"]) == (True, "not_yet_agreed")
    await region.teacher.get(f"{case.path}/regie?at=yesterday", expect=400)

    page = await region.teacher.ask("GET", f"{case.path}/regie-terms?limit=1")
    assert [one["holder"]["name"] for one in page.json()["items"]] == ["Joris Timmer"]
    following = page.headers["Link"].partition("<")[2].partition(">")[0].removeprefix("/v1")
    assert [one["holder"]["name"] for one in (await region.teacher.get(following))["items"]] == ["Fatma Kaya"]


async def test_a_third_party_needs_both_candidate_and_holder(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, handoverNote="You know the family best.")
    assert not (await case.answer(region.youth_worker, proposal, "assent"))["inEffect"]
    assert (await case.answer(region.begeleider, proposal, "assent"))["inEffect"]
    assert (await case.regie())["holder"]["name"] == "Sanne Bakker"


async def test_a_refusal_ends_the_proposal_and_the_holder_stays(region: Region) -> None:
    case = await held_by_begeleider(region)
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    assert type_of(await case.answer(region.teacher, proposal, "refusal", 400)) == "answer-reason-needed"
    declined = await case.answer(region.teacher, proposal, "refusal", reason="No time until May.")
    assert (declined["state"], declined["responses"][-1]["reason"]) == ("declined", "No time until May.")
    assert type_of(await case.answer(region.teacher, proposal, "assent", 409)) == "already-answered"
    assert (await case.regie())["holder"]["name"] == "Fatma Kaya"
    await case.propose(region.begeleider, case.teacher_part, handoverNote="May has come.")


async def test_who_can_be_candidate(region: Region) -> None:
    case = await begin(region)
    team = next(one["participationId"] for one in case.opened["circle"] if not one["representativeId"])
    mother = next(one["participationId"] for one in case.opened["circle"] if one["representativeId"])
    added = await region.teacher.post(
        f"{case.path}/participations", {"purpose": "education_support", "party": {"kind": "client"}}
    )
    client = added["participationId"]
    sees_little = await add_worker(region, case, "youth-worker", "that")
    for nobody in (team, mother, client, sees_little):
        assert type_of(await case.propose(region.teacher, nobody, 400)) == "candidate-cannot-direct"
    unknown = await case.propose(region.teacher, case.opened["id"], 400)
    assert type_of(unknown) == "candidate-unknown"
    await case.propose(region.teacher, case.begeleider_part, 400, mandate=[])
    await case.propose(region.teacher, case.begeleider_part, 400, mandate=["own"])
    await case.propose(region.youth_worker, case.begeleider_part, 403)
    await case.propose(region.outsider, case.begeleider_part, 404)

    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    again = await case.propose(region.teacher, case.begeleider_part, 409, handoverNote="?")
    assert type_of(again) == "holds-regie-already"


async def test_a_holder_leaves_only_after_regie_moved(region: Region) -> None:
    case = await held_by_begeleider(region)
    address = f"{case.path}/participations/{case.begeleider_part}/endings"
    refused = await region.begeleider.post(address, {"reason": "Another school."}, 409)
    assert type_of(refused) == "regie-must-move-first"
    await region.begeleider.get(case.path)

    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    await case.answer(region.teacher, proposal, "assent")
    await region.begeleider.post(address, {"reason": "Another school."})
    assert [one["holder"]["name"] for one in await case.terms()] == ["Joris Timmer", "Fatma Kaya"]


async def test_everybody_in_the_case_may_know_who_directs_it_and_nobody_else(region: Region) -> None:
    case = await begin(region)
    await link_mother(region, case.opened)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    for one in (region.mother, region.coordinator, region.teacher):
        assert (await case.regie(one))["holder"]["name"] == "Fatma Kaya"
        await one.get(f"{case.path}/regie-terms")
    for path in ("regie", "regie-terms", f"regie-proposals/{case.opened['id']}"):
        await region.outsider.get(f"{case.path}/{path}", expect=404)
        await region.partner.get(f"{case.path}/{path}", expect=403)
    await region.teacher.get(f"{case.path}/regie-proposals/{case.opened['id']}", expect=404)
    await case.answer(region.teacher, case.opened, "assent", 404)

    done = await region.entries("event LIKE 'regie%' AND outcome = 'done'")
    written = ["regie.proposed", "regie-proposal.answered"]
    assert [one["event"] for one in done] == written, "a read leaves one entry, a write two"
