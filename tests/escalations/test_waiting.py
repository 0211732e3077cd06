"""Waiting for help: who bridges, when it is looked at again, and what must be there first (E4)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.escalations.steps import accept, ask, complement, directed_case, draft, only_target, strengthen
from tests.people import Person, Region

from chaincare.demo.world import YOUTH_CARE
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


class Waited:
    """A case that the intern begeleider directs, in which youth care comes later."""

    def __init__(self, region: Region, opened: Any, begeleider: str, escalation: str) -> None:
        self.region, self.teacher, self.begeleider = region, opened["participationId"], begeleider
        self.case = f"/cases/{opened['id']}"
        self.path = f"{self.case}/escalations/{escalation}"

    def day(self, days: int) -> str:
        return (day_in_amsterdam(self.region.app.state.clock.now()) + timedelta(days=days)).isoformat()

    async def read(self, by: Person | None = None) -> Any:
        return await (by or self.region.begeleider).get(self.path)

    async def ball(self) -> tuple[str, str | None]:
        ball = (await self.read())["ball"]
        return ball["with"], ball["participationId"] or ball["unit"]

    async def post(self, by: Person, tail: str, body: Any, expect: int = 201) -> Any:
        return await by.post(f"{self.path}/{tail}", body, expect)


async def waited(region: Region, days: int = 90, **accepting: Any) -> Waited:
    opened, begeleider = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], complement())
    made = Waited(region, opened, begeleider, escalation)
    await accept(region.youth_worker, expectedDate=made.day(days), **accepting)
    return made


async def test_somebody_bridges_who_agreed_to_it_himself(region: Region) -> None:
    here = await waited(region)
    begun = await here.read()
    assert (begun["state"], begun["bridge"]) == ("waiting", None)
    assert await here.ball() == ("regie_holder", here.begeleider), "who directs finds somebody who bridges"

    named = await here.post(region.begeleider, "bridges", {"participationId": here.teacher})
    assert named["agreed"] is False
    assert await here.ball() == ("party", here.teacher)
    said_no = {"answer": "refusal", "reason": "I am away for two weeks."}
    await here.post(region.teacher, "bridges/responses", {"answer": "refusal"}, expect=400)
    await here.post(region.begeleider, "bridges/responses", said_no, expect=403)
    assert (await here.post(region.teacher, "bridges/responses", said_no))["participationId"] is None
    assert (await here.ball())[0] == "regie_holder"

    await here.post(region.begeleider, "bridges", {"participationId": here.teacher})
    agreed = await here.post(region.teacher, "bridges/responses", {"answer": "assent"})
    assert (agreed["participationId"], agreed["agreed"]) == (here.teacher, True)
    assert await here.ball() == ("party", here.teacher), "who bridges has it until it is looked at again"
    himself = await here.post(region.begeleider, "bridges", {"participationId": here.begeleider})
    assert himself["agreed"] is True
    waits = await region.youth_worker.get(here.case)
    assert waits["reach"] == "that"


async def test_who_is_not_there_does_not_bridge(region: Region) -> None:
    here = await waited(region)
    specialist = (await here.read())["targets"][0]["participationId"]
    for nobody in (specialist, "01890000-0000-7000-8000-000000000000"):
        refused = await here.post(region.begeleider, "bridges", {"participationId": nobody}, expect=400)
        assert refused["type"].endswith(":bridge-not-present")
        assert refused["errors"][0]["pointer"] == "/participationId"
    await here.post(region.youth_worker, "bridges", {"participationId": here.teacher}, expect=403)


async def test_who_bridges_and_leaves_hands_it_back(region: Region) -> None:
    here = await waited(region)
    await here.post(region.teacher, "bridges", {"participationId": here.teacher})
    assert await here.ball() == ("party", here.teacher)
    await region.teacher.post(f"{here.case}/participations/{here.teacher}/endings", {"reason": "Moved."})
    assert await here.ball() == ("regie_holder", here.begeleider)
    # It lies there no longer than it did at first: then it goes on.
    runs = "SELECT count(*) FROM chaincare.timers WHERE kind = 'escalation_bridge' AND about = $1::uuid AND NOT stopped"
    assert await region.admin.fetchval(runs, here.path.split("/")[-1]) == 1


async def test_a_waiting_time_that_nobody_looked_at_for_a_month_comes_back_to_who_is_waited_for(
    region: Region,
) -> None:
    here = await waited(region)
    await here.post(region.begeleider, "bridges", {"participationId": here.begeleider})
    due = (await here.read())["reviewDueDate"]
    assert here.day(27) < due < here.day(32)
    region.move_clock(timedelta(days=27))
    assert (await here.ball())[0] == "party"
    region.move_clock(timedelta(days=5))
    late = (await here.read())["ball"]
    assert (late["with"], late["unit"], late["participationId"]) == ("target", YOUTH_CARE.unit, None)
    assert late["sinceAt"] > due

    later = here.day(120)
    await here.post(region.begeleider, "reviews", {"expectedDate": later}, expect=403)
    await here.post(region.youth_worker, "reviews", {"expectedDate": here.day(-1)}, expect=400)
    reviewed = await here.post(region.youth_worker, "reviews", {"expectedDate": later})
    seen = await here.read()
    assert reviewed["reviewDueDate"] == seen["reviewDueDate"] > due
    assert seen["targets"][0]["expectedDate"] == later
    assert await here.ball() == ("party", here.begeleider)
    assert seen["ball"]["sinceAt"] > late["sinceAt"]
    soon = await here.post(region.youth_worker, "reviews", {"expectedDate": here.day(3)})
    assert soon["reviewDueDate"] == here.day(3), "never later than the start that is expected"
    await here.post(region.begeleider, "starts", {})
    await here.post(region.youth_worker, "reviews", {"expectedDate": later}, expect=409)
    assert (await here.read())["reviewDueDate"] is None


async def test_help_starts_when_what_it_needs_is_there(region: Region) -> None:
    here = await waited(region, 0)
    assert await here.ball() == ("regie_holder", here.begeleider)
    needed = {"kind": "verwijzing", "description": "By the general practitioner.", "ownerId": here.teacher}
    condition = (await here.post(region.begeleider, "conditions", needed))["id"]
    assert await here.ball() == ("party", here.teacher)
    for by in (region.begeleider, region.youth_worker):
        refused = await here.post(by, "starts", {}, expect=409)
        assert refused["type"].endswith(":condition-open")
    assert (await region.youth_worker.get(here.case))["reach"] == "that"

    path = f"conditions/{condition}/fulfilments"
    await here.post(region.teacher, path, {"documentDate": here.day(1)}, expect=400)
    for personal in ("999990019", "Walt"):
        refused = await here.post(
            region.teacher, path, {"documentDate": here.day(0), "reference": personal}, expect=400
        )
        assert (refused["errors"][0]["pointer"], personal in str(refused)) == ("/reference", False)
    there = await here.post(region.teacher, path, {"documentDate": here.day(-3), "reference": "ZD-2026.17"})
    assert there == {"id": condition, "state": "fulfilled"}
    await here.post(region.teacher, path, {"documentDate": here.day(-3)}, expect=409)
    assert await here.ball() == ("regie_holder", here.begeleider)
    [shown] = (await here.read())["conditions"]
    assert (shown["kind"], shown["description"], shown["reference"], shown["documentDate"], shown["ownerId"]) == (
        "verwijzing", "By the general practitioner.", "ZD-2026.17", here.day(-3), here.teacher,
    )  # fmt: skip
    await here.post(region.youth_worker, "starts", {})
    await here.post(region.begeleider, "conditions", needed, expect=409)


async def test_a_condition_can_be_dropped_with_a_reason(region: Region) -> None:
    here = await waited(region, 0)
    condition = (await here.post(region.youth_worker, "conditions", {"kind": "beschikking"}))["id"]
    assert await here.ball() == ("party", here.begeleider), "who asked sees to it when nobody else is named"
    path = f"conditions/{condition}/droppings"
    await here.post(region.youth_worker, path, {"reason": "x"}, expect=403)
    await here.post(region.begeleider, path, {}, expect=400)
    dropped = await here.post(region.begeleider, path, {"reason": "The municipality does without."})
    assert dropped["state"] == "dropped"
    [shown] = (await here.read())["conditions"]
    assert shown["dropReason"] == "The municipality does without."
    await here.post(region.begeleider, f"conditions/{here.teacher}/droppings", {"reason": "x"}, expect=404)
    await here.post(region.youth_worker, "starts", {})


async def test_a_unit_says_what_it_needs_as_it_accepts(region: Region) -> None:
    here = await waited(region, 0, conditions=[{"kind": "tlv"}, {"kind": "other", "description": "A room."}])
    assert await here.ball() == ("party", here.begeleider)
    kinds = [(one["kind"], one["ownerId"], one["state"]) for one in (await here.read())["conditions"]]
    assert sorted(kinds) == [("other", here.begeleider, "open"), ("tlv", here.begeleider, "open")]
    refused = await here.post(region.youth_worker, "starts", {}, expect=409)
    assert refused["type"].endswith(":condition-open")
    steering = await here.read(region.coordinator)
    assert {one["kind"] for one in steering["conditions"]} == {None}, "a TLV tells of a specialism"
    assert {one["description"] for one in steering["conditions"]} == {None}


async def test_what_has_no_name_of_its_own_is_described(region: Region) -> None:
    opened, _ = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], complement())
    path = f"/cases/{opened['id']}/escalations/{escalation}/conditions"
    for empty in ({}, {"description": None}):
        refused = await region.begeleider.post(path, {"kind": "other", **empty}, expect=400)
        assert refused["type"].endswith(":description-needed")
        assert [one["pointer"] for one in refused["errors"]] == ["/description"]
    await region.begeleider.post(path, {"kind": "other", "description": "A room."})
    received = f"/received-escalations/{await only_target(region.youth_worker)}/responses"
    needs = {"answer": "accept", "conditions": [{"kind": "tlv"}, {"kind": "other"}]}
    refused = await region.youth_worker.post(received, needs, expect=400)
    assert [one["pointer"] for one in refused["errors"]] == ["/conditions/1/description"]
    await region.youth_worker.get(f"/cases/{opened['id']}", expect=404)


async def test_a_unit_reads_what_is_needed_before_it_accepts_and_nobodys_participation(
    region: Region,
) -> None:
    opened, _ = await directed_case(region)
    path = f"/cases/{opened['id']}/escalations"
    escalation = await draft(region.begeleider, opened["id"], complement())
    named = {
        "kind": "verwijzing",
        "description": "Walt needs a letter.",
        "ownerId": opened["participationId"],
    }
    refused = await region.begeleider.post(f"{path}/{escalation}/conditions", named, expect=400)
    assert refused["errors"][0]["pointer"] == "/description"
    harmless = {**named, "description": "A letter of the general practitioner."}
    await region.begeleider.post(f"{path}/{escalation}/conditions", harmless)
    await region.begeleider.post(f"{path}/{escalation}/requests", {})
    [asked] = (await region.youth_worker.get("/received-escalations"))["items"]
    [needed] = asked["conditions"]
    assert (needed["kind"], needed["description"], needed["ownerId"]) == (
        "verwijzing", harmless["description"], None,
    )  # fmt: skip


async def test_strengthening_waits_for_nothing(region: Region) -> None:
    opened, begeleider = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], strengthen())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    for tail, body in (
        ("conditions", {"kind": "tlv"}),
        ("bridges", {"participationId": begeleider}),
        ("reviews", {"expectedDate": "2999-01-01"}),
    ):
        expect = 403 if tail == "reviews" else 409
        await region.begeleider.post(f"{path}/{tail}", body, expect=expect)
    [asked] = (await region.specialist.get("/received-escalations"))["items"]
    needs = {"answer": "accept", "conditions": [{"kind": "tlv"}]}
    responses = f"/received-escalations/{asked['id']}/responses"
    refused = await region.specialist.post(responses, needs, expect=409)
    assert refused["type"].endswith(":condition-not-for-strengthen")


async def test_a_ground_withdrawn_while_help_runs_takes_the_ball_from_who_is_shut_out(region: Region) -> None:
    here = await waited(region, 0)
    await here.post(region.youth_worker, "starts", {})
    assert await here.ball() == ("target", YOUTH_CARE.unit)
    specialist = (await here.read())["targets"][0]["participationId"]
    bases = (await region.begeleider.get(f"{here.case}/legal-bases"))["items"]
    [granted] = [one["id"] for one in bases if one["participationId"] == specialist]
    withdrawal = {"part": "ground", "reason": "It was no task of theirs after all."}
    await region.begeleider.post(f"{here.case}/legal-bases/{granted}/withdrawals", withdrawal)
    await region.youth_worker.get(here.case, expect=404)
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []
    assert await here.ball() == ("regie_holder", here.begeleider), "it does not lie with who cannot see it"
    assert (await here.read())["state"] == "started"
    ended = await here.post(region.begeleider, "closures", {"reason": "Without a ground it stops."})
    assert ended["state"] == "broken_off"
