"""Acts about regie at the same moment: one wins, nothing is lost, never two holders (R1, R4)."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from tests.people import Region
from tests.regie.directing import ALL, add_worker, begin, held_by_begeleider, type_of

pytestmark = pytest.mark.anyio


async def test_of_32_acceptances_at_once_one_wins(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    address = f"{case.path}/regie-proposals/{proposal['id']}/responses"
    answers = await asyncio.gather(
        *(region.begeleider.insist("POST", address, {"answer": "assent"}) for _ in range(32))
    )
    assert sorted(one.status_code for one in answers) == [201] + [409] * 31
    assert len(await case.terms()) == 1


async def test_candidate_and_holder_at_once_are_both_recorded_and_it_takes_effect_once(
    region: Region,
) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    holders = [(region.begeleider, case.begeleider_part), (region.youth_worker, worker)]
    for turn in range(6):
        (holder, _), (candidate, part) = holders if turn % 2 == 0 else holders[::-1]
        proposal = await case.propose(region.teacher, part, handoverNote="Over to you.")
        both = await asyncio.gather(
            case.answer(holder, proposal, "assent"), case.answer(candidate, proposal, "assent")
        )
        assert sorted(one["inEffect"] for one in both) == [False, True]
        assert len((await case.proposal(region.teacher, proposal))["responses"]) == 2
        assert (await case.regie())["holder"]["participationId"] == part
    assert len(await case.terms()) == 7


async def test_of_proposals_at_once_one_is_open(region: Region) -> None:
    case = await begin(region)
    body = {"candidate": case.begeleider_part, "mandate": ALL}
    for _ in range(2):  # once before the case has a row for regie, and once after
        answers = await asyncio.gather(
            *(region.teacher.insist("POST", f"{case.path}/regie-proposals", body) for _ in range(16))
        )
        assert sorted(one.status_code for one in answers) == [201] + [409] * 15
        assert {type_of(one.json()) for one in answers if one.status_code == 409} == {"proposal-open-already"}
        opened = next(one.json() for one in answers if one.status_code == 201)
        await region.teacher.post(
            f"{case.path}/regie-proposals/{opened['id']}/withdrawals", {"reason": "Wait."}
        )


async def test_assent_and_withdrawal_at_once_agree_on_how_it_ended(region: Region) -> None:
    case = await begin(region)
    for _ in range(4):
        proposal = await case.propose(region.teacher, case.begeleider_part)
        address = f"{case.path}/regie-proposals/{proposal['id']}"
        answers = await asyncio.gather(
            region.begeleider.ask("POST", f"{address}/responses", {"answer": "assent"}),
            region.teacher.ask("POST", f"{address}/withdrawals", {"reason": "Wait."}),
        )
        assert sorted(one.status_code for one in answers) == [201, 409]
        ended = (await case.proposal(region.teacher, proposal))["state"]
        assert ended == ("in_effect" if answers[0].status_code == 201 else "withdrawn")
        if ended == "in_effect":
            break


async def test_nobody_leaves_while_regie_comes_to_him(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    accepted, left = await asyncio.gather(
        region.begeleider.ask(
            "POST", f"{case.path}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"}
        ),
        region.teacher.ask(
            "POST", f"{case.path}/participations/{case.begeleider_part}/endings", {"reason": "Moved."}
        ),
    )
    # Who left between his coming in and his word directs nothing by it: it lapses, and says so.
    came = (accepted.status_code, left.status_code)
    assert came in {(201, 409), (404, 201), (409, 201)} or (came, accepted.json()["state"]) == (
        (201, 201),
        "lapsed",
    )
    directed = not (await case.regie())["vacant"]
    assert directed is (left.status_code == 409), (accepted.text, left.text)


async def test_two_holders_are_impossible_even_for_a_superuser(region: Region) -> None:
    case = await held_by_begeleider(region)
    proposal = await region.admin.fetchval("SELECT id FROM chaincare.regie_proposals")
    with pytest.raises(asyncpg.ExclusionViolationError, match="regie_terms_one_holder"):
        await region.admin.execute(
            "INSERT INTO chaincare.regie_terms (case_id, during, holder_id, kind, mandate, proposal_id)"
            " VALUES ($1, tstzrange($2, NULL), $3, 'agreed', '{decide}', $4)",
            case.opened["id"], datetime.now(UTC) + timedelta(hours=1), case.teacher_part, proposal,
        )  # fmt: skip
