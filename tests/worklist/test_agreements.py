"""What waits about agreements: what they need, who leaves, what a meeting recorded, and regie that is laid down."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.escalations.steps import directed
from tests.people import Person, Region, link_mother, open_case
from tests.regie.directing import held_by_begeleider
from tests.worklist.lists import add, do, due, kinds_of, only

from chaincare.demo.world import person
from chaincare.workdays import add_working_days, day_in_amsterdam

pytestmark = pytest.mark.anyio


class Team:
    """A case of the teacher's that the begeleider directs, with the youth worker and the mother."""

    def __init__(self, region: Region, opened: Any, parts: dict[str, str]) -> None:
        self.region = region
        self.path = f"/cases/{opened['id']}"
        self.opened = opened
        self.parts = parts

    async def agree(self, by: Person, responsible: str, **changes: Any) -> str:
        body = {
            "responsible": self.parts[responsible],
            "what": "x",
            "dueDate": due(self.region, 14),
            **changes,
        }
        return str((await by.post(f"{self.path}/agreements", body))["id"])

    async def leaves(self, role: str) -> None:
        await self.region.person(role).post(
            f"{self.path}/participations/{self.parts[role]}/endings", {"reason": "Elsewhere."}
        )


@pytest.fixture
async def team(region: Region) -> Team:
    opened = await open_case(region)
    await link_mother(region, opened)
    worker = await add(region, opened, "youth-worker", "full")
    mother = next(one["participationId"] for one in opened["circle"] if one["representativeId"])
    holder = await directed(region, opened)
    parts = {
        "teacher": opened["participationId"],
        "begeleider": holder,
        "youth-worker": worker,
        "mother": mother,
    }
    return Team(region, opened, parts)


async def test_what_an_agreement_needs_goes_from_answer_to_there(team: Team) -> None:
    region = team.region
    needed = {
        "what": "A lift.",
        "owner": team.parts["youth-worker"],
        "dueDate": due(region, 7),
        "blocking": True,
    }
    await team.agree(region.begeleider, "begeleider", preconditions=[needed])
    row = await only(region.youth_worker, "precondition_to_answer")
    assert (row["askedBy"]["name"], row["dueDate"], row["client"]) == (
        "Fatma Kaya",
        None,
        "Désirée van der Walt",
    )
    await do(region.youth_worker, row, {"answer": "assent"})
    row = await only(region.youth_worker, "precondition_to_meet")
    assert (row["dueDate"], row["overdue"]) == (needed["dueDate"], False)
    region.move_clock(timedelta(days=10))
    [late] = (await region.youth_worker.get("/worklist?overdue=true"))["items"]
    assert (late["id"], late["overdue"]) == (row["id"], True)
    await do(region.youth_worker, row, {})
    assert await kinds_of(region.youth_worker) == []


async def test_what_nobody_sees_to_goes_back_to_the_responsible(team: Team) -> None:
    region = team.region
    needed = {
        "what": "A lift.",
        "owner": team.parts["youth-worker"],
        "dueDate": due(region, 7),
        "blocking": True,
    }
    await team.agree(region.begeleider, "begeleider", preconditions=[needed, {**needed, "what": "A key."}])
    first = await only_first(region.youth_worker, "precondition_to_answer")
    await do(region.youth_worker, first, {"answer": "decline", "reason": "No car."})
    row = await only(region.begeleider, "precondition_to_settle")
    assert row["askedBy"]["name"] == "Sanne Bakker", "who does not see to it"
    await team.leaves("youth-worker")
    assert (await kinds_of(region.begeleider)).count("precondition_to_settle") == 2
    await do(region.begeleider, row, {"reason": "It is near."})
    await do(region.begeleider, await only(region.begeleider, "precondition_to_settle"), {"reason": "Found."})
    assert await kinds_of(region.begeleider) == ["agreement_to_carry_out"]


async def test_what_somebody_leaves_behind_lies_with_the_holder_and_then_with_who_takes_it_over(
    team: Team,
) -> None:
    region = team.region
    await team.agree(region.teacher, "youth-worker")
    await do(
        region.youth_worker, await only(region.youth_worker, "agreement_to_answer"), {"answer": "assent"}
    )
    assert await kinds_of(region.begeleider) == []
    await team.leaves("youth-worker")
    row = await only(region.begeleider, "agreement_to_reassign")
    assert row["sinceAt"] > (await region.teacher.get(team.path))["openedAt"]
    await do(region.begeleider, row, {"responsible": team.parts["teacher"], "reason": "She left."})
    assert "agreement_to_reassign" not in await kinds_of(region.begeleider, "?whose=anyone")
    await do(region.teacher, await only(region.teacher, "agreement_to_answer"), {"answer": "assent"})
    assert await kinds_of(region.teacher) == ["agreement_to_carry_out"]


async def test_what_lay_with_one_who_was_everything_at_once_goes_to_whoever_reads_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    said = {"responsible": case.begeleider_part, "what": "Calls.", "dueDate": due(region, 5)}
    agreement = await region.begeleider.post(f"{case.path}/agreements", said)
    path = f"/professionals/{person('intern-begeleider').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left."})
    seen = await region.teacher.get(f"{case.path}/agreements/{agreement['id']}")
    assert seen["waitingOn"]["who"] == "anyone"
    audited = await region.auditor.post("/agreements/_audit", {"agreementId": agreement["id"]}, expect=200)
    assert audited["items"][0]["waitingOn"] == "anyone"
    row = await only(region.teacher, "agreement_to_reassign")
    await do(region.teacher, row, {"responsible": case.teacher_part, "reason": "She left."})
    assert await only(region.teacher, "agreement_to_carry_out")


async def test_another_date_waits_for_the_side_that_did_not_ask_for_it(team: Team) -> None:
    region = team.region
    agreement = f"{team.path}/agreements/{await team.agree(region.teacher, 'begeleider')}"
    await do(region.begeleider, await only(region.begeleider, "agreement_to_answer"), {"answer": "assent"})
    for asker, other in ((region.begeleider, region.teacher), (region.teacher, region.begeleider)):
        tag = (await asker.ask("GET", agreement)).headers["ETag"]
        moved = {"dueDate": due(region, 30), "reason": "Holidays."}
        await with_tag(asker, f"{agreement}/revisions", moved, tag)
        row = await only(other, "agreement_date_to_answer")
        assert "agreement_date_to_answer" not in await kinds_of(asker)
        refusal = {"answer": "decline", "reason": "Too late."}
        await do(other, row, refusal)
        assert await kinds_of(region.begeleider) == ["agreement_to_carry_out"]


async def test_what_a_meeting_recorded_of_somebody_is_his_to_check_for_five_working_days(team: Team) -> None:
    region = team.region
    held = region.app.state.clock.now().isoformat().replace("+00:00", "Z")
    work = [
        {"responsible": team.parts[who], "what": "x", "dueDate": due(region, 14)}
        for who in ("mother", "youth-worker", "begeleider", "teacher")
    ]
    met = await region.begeleider.post(
        f"{team.path}/meetings",
        {
            "heldAt": held, "present": [team.parts[who] for who in ("begeleider", "mother", "youth-worker")],
            "absent": [team.parts["teacher"]], "client": {"present": "no", "heard": "She drew it."}, "agreements": work,
        },
    )  # fmt: skip
    row = await only(region.mother, "assent_to_check")
    assert row["href"] == f"/v1{team.path}/meetings/{met['id']}"
    recorded = datetime.fromisoformat(row["sinceAt"])
    assert row["dueDate"] == str(add_working_days(day_in_amsterdam(recorded), 5))
    assert "assent_to_check" in await kinds_of(region.youth_worker)
    for not_his in (region.begeleider, region.teacher):
        assert "assent_to_check" not in await kinds_of(not_his, "?whose=anyone")
    await do(region.mother, row, {"reason": "I did not say that."})
    assert "assent_to_check" not in await kinds_of(region.mother)
    assert (await only(region.begeleider, "agreement_objected"))["withYou"]
    # Of who is absent meanwhile who directs knows that somebody else wrote it down; only he himself can object (A8).
    again = {
        "heldAt": region.app.state.clock.now().isoformat(), "agreements": [work[1]],
        "present": [team.parts[who] for who in ("teacher", "youth-worker")],
        "client": {"present": "no", "heard": "She drew it."},
    }  # fmt: skip
    met = await region.teacher.post(f"{team.path}/meetings", again)
    absences = f"/professionals/{person('youth-worker').id}/absences"
    assert "assent_of_absent" not in await kinds_of(region.begeleider)
    await region.youth_worker.post(absences, {"kind": "sudden"})
    row = await only(region.begeleider, "assent_of_absent")
    assert (row["askedBy"]["name"], row["act"]) == ("Sanne Bakker", None)
    assert row["href"].endswith(f"/meetings/{met['id']}")
    region.move_clock(timedelta(days=12))
    assert "assent_to_check" not in await kinds_of(region.youth_worker)
    assert "assent_of_absent" not in await kinds_of(region.begeleider)


async def test_regie_that_is_laid_down_is_to_be_agreed_on_before_its_day(team: Team) -> None:
    region = team.region
    laid = await region.begeleider.post(f"{team.path}/resignations", {"because": "workload"})
    row = await only(region.coordinator, "regie_laid_down")
    assert row["dueDate"] == str(
        day_in_amsterdam(datetime.fromisoformat(laid["endsAt"]) - timedelta(seconds=1))
    )
    assert (row["withYou"], row["askedBy"]["name"], row["client"]) == (True, "Fatma Kaya", None)
    assert await kinds_of(region.teacher) == ["regie_laid_down"]
    assert "regie_laid_down" not in await kinds_of(region.mother, "?whose=anyone")
    region.move_clock(datetime.fromisoformat(laid["endsAt"]) - region.app.state.clock.now())
    row = await only(region.coordinator, "regie_vacant")
    assert datetime.fromisoformat(row["sinceAt"]) == datetime.fromisoformat(laid["endsAt"])
    assert await kinds_of(region.coordinator) == ["regie_vacant"]


async def test_the_next_step_towards_who_is_needed_lies_with_who_took_the_last(team: Team) -> None:
    region = team.region
    sought = {
        "who": {"kind": "help", "help": "Sport"}, "neededFor": "A club.", "nextStep": "Ring them.",
        "nextStepDate": due(region, 5),
    }  # fmt: skip
    named = await region.youth_worker.post(f"{team.path}/needed-parties", sought)
    row = await only(region.youth_worker, "needed_party_next_step")
    assert (row["dueDate"], row["withYou"], row["overdue"]) == (sought["nextStepDate"], True, False)
    assert "Sport" not in str(row)
    for blind in (region.coordinator, region.mother):
        assert "needed_party_next_step" not in await kinds_of(blind, "?whose=anyone")
    tagged = Person("teacher", region.http, region.teacher.token, region.calls, {"If-Match": '"1"'})
    step = {"step": "approached", "nextStep": "Ring again.", "nextStepDate": due(region, 6)}
    await tagged.post(row["act"]["href"].removeprefix("/v1"), step)
    assert "needed_party_next_step" not in await kinds_of(region.youth_worker)
    row = await only(region.teacher, "needed_party_next_step")
    assert (row["dueDate"], named["id"] in row["act"]["href"]) == (step["nextStepDate"], True)
    await team.leaves("teacher")
    assert (await only(region.begeleider, "needed_party_next_step"))["withYou"]


async def only_first(person: Person, kind: str) -> Any:
    return next(one for one in (await person.get("/worklist"))["items"] if one["kind"] == kind)


async def with_tag(person: Person, path: str, body: Any, tag: str) -> None:
    tagged = Person(person.role, person.http, person.token, person.calls, {"If-Match": tag})
    await tagged.post(path, body)
