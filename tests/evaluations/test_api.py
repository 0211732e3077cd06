"""What was reached is looked at together before a case is closed, with the client's own word about it."""

from datetime import timedelta

import pytest
from tests.closing.test_api import AGAIN
from tests.ladders.test_climbing import tick
from tests.people import Region
from tests.prose import the_pupil
from tests.worklist.lists import due, kinds_of, only

pytestmark = pytest.mark.anyio
SAID = {"heldDate": "2026-01-05", "reached": "She is back in class.", "ownWords": "Ik ga weer naar gym."}


async def test_it_is_looked_back_with_her_own_word_before_it_is_closed(region: Region) -> None:
    pupil = await the_pupil(region)
    await pupil.regie_passes(to="intern-begeleider", proposed_by="teacher")
    path, holder, closing = f"{pupil.path}/evaluations", region.begeleider, f"{pupil.path}/closures"
    # The day on which it is to be evaluated does not pass unseen; later who coordinates is told.
    question, evaluated = f"{pupil.path}/question", {**SAID, "outcome": "goes_on"}
    etag = (await holder.ask("GET", question)).headers["ETag"]
    fixed = await holder.ask("PATCH", question, {"evaluationDate": due(region, 3)}, If_Match=etag)
    assert fixed.status_code == 200, fixed.text
    assert "case_to_evaluate" not in await kinds_of(holder)
    region.move_clock(timedelta(days=3))
    await tick(region)
    row = await only(holder, "case_to_evaluate")
    assert (row["dueDate"], row["overdue"], row["act"]["operation"]) == (
        due(region, 0),
        False,
        "evaluateCase",
    )
    assert await kinds_of(region.coordinator) == []
    region.move_clock(timedelta(days=20))
    assert [await tick(region), await tick(region)] == [1, 0]
    late = await only(region.coordinator, "late_case_evaluation")
    assert (late["client"], late["act"], late["dueDate"]) == (None, None, row["dueDate"])
    assert (await only(holder, "case_to_evaluate"))["overdue"]
    assert "case_to_evaluate" not in await kinds_of(region.mother, "?whose=anyone")
    await holder.post(row["act"]["href"].removeprefix("/v1"), evaluated)
    for told in (holder, region.coordinator):
        assert not [one for one in await kinds_of(told) if "evaluat" in one]
    await region.outsider.post(path, {**SAID, "outcome": "goes_on"}, expect=404)
    halfway = await region.teacher.post(path, {**SAID, "outcome": "goes_on"})
    assert halfway["evaluatedBy"] == pupil.part_of("teacher")
    assert (await region.teacher.post(path, {**SAID, "outcome": "closes"}, expect=403))[
        "title"
    ] == "For who closes"
    done = {"reason": "goals_reached", "explanation": "x"}
    assert (await holder.post(closing, done, expect=409))["title"] == "Not evaluated"
    wrong = {**SAID, "ownWords": None}
    refused = await holder.post(closing, {**done, "evaluation": wrong}, expect=400)
    assert refused["errors"][0]["pointer"] == "/evaluation/ownWords"

    # Announced, taken back, announced again: everybody sees it, and only then is it closed.
    for outcome, status in (("closes", "closing"), ("goes_on", "open"), ("closes", "closing")):
        await holder.post(path, {**SAID, "outcome": outcome})
        for who in ("parent", "teacher", "network-coordinator"):
            assert (await pupil.read_by(who))["status"] == status
    [hers, *_] = (await region.mother.get(path))["items"]
    assert (hers["ownWords"], hers["outcome"]) == ("Ik ga weer naar gym.", "closes")
    [theirs, *_] = (await region.coordinator.get(path))["items"]
    assert (theirs["reached"], theirs["ownWords"], theirs["outcome"]) == (None, None, "closes")
    await holder.post(closing, done)
    assert len((await region.mother.get(path))["items"]) == 5

    # Taken up again, it is evaluated anew; with the closing itself will do.
    await holder.post(f"{pupil.path}/reopenings", AGAIN)
    assert (await pupil.read_by("parent"))["status"] == "open"
    assert (await holder.post(closing, done, expect=409))["title"] == "Not evaluated"
    await holder.post(closing, {**done, "evaluation": SAID})
    kinds = [one["kind"] for one in (await region.mother.get(f"{pupil.path}/timeline"))["items"]]
    assert kinds.count("case_evaluated") == 6
