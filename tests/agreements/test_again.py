"""Over HTTP: what is done every week, and an agreement in the place of another."""

from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import Scene, refused, set_scene
from tests.ladders.test_climbing import steps, tick
from tests.people import Region
from tests.worklist.lists import do, kinds_of, only

pytestmark = pytest.mark.anyio
DONE, MISSED = {"step": "reported_kept"}, {"step": "not_kept", "reason": "time"}


async def test_every_week_is_agreed_once_and_told_each_time(region: Region) -> None:
    scene = await set_scene(region)
    weekly: dict[str, Any] = {
        "dueDate": scene.day(7),
        "repeat": {"every": "week", "untilDate": scene.day(22)},
    }
    once = {**weekly, "repeat": {"every": "month", "untilDate": scene.day(8)}}
    assert (
        refused(await scene.propose(region.begeleider, "youth_worker", expect=400, **once)) == "repeat-unfit"
    )
    one = await scene.agreed("youth_worker", **weekly)
    assert one["repeat"] == {**weekly["repeat"], "times": 3, "rounds": []}
    first = await scene.step(region.youth_worker, one, "progress", DONE)
    assert (first["state"], first["dueDate"], first["shifts"]) == ("in_progress", scene.day(14), 0)
    ahead = await scene.step(region.youth_worker, one, "progress", DONE, expect=409)
    assert refused(ahead) == "round-ahead"
    late = await scene.step(
        region.youth_worker, one, "revisions", {"dueDate": scene.day(21), "reason": "x"}, expect=400
    )
    assert refused(late) == "round-comes-first"

    # The second time is forgotten: it climbs by itself; the third begins anew.
    region.move_clock(timedelta(days=15))
    await tick(region)
    assert [rung for rung, _ in await steps(region, one["id"])] == ["responsible"]
    second = await scene.step(region.youth_worker, one, "progress", MISSED)
    assert (second["overdue"], second["waitingOn"]["who"]) == (False, "responsible")
    await scene.step(region.youth_worker, one, "confirmations", {"answer": "confirm"}, expect=403)
    so_far = await scene.step(region.mother, one, "confirmations", {"answer": "confirm"})
    assert [one["state"] for one in so_far["repeat"]["rounds"]] == ["kept", "not_kept"]
    region.move_clock(timedelta(days=7))
    await tick(region)
    assert [rung for rung, _ in await steps(region, one["id"])] == ["responsible"] * 2
    last = await scene.step(region.youth_worker, one, "progress", DONE)
    assert (last["state"], last["waitingOn"]["who"]) == ("reported_kept", "confirmer")
    region.move_clock(timedelta(days=20))
    end = await region.teacher.get(f"{scene.path}/{one['id']}")
    assert [end["state"], *(one["state"] for one in end["repeat"]["rounds"])] == [
        "kept_unconfirmed", "kept", "not_kept", "kept_unconfirmed",
    ]  # fmt: skip
    audited = await region.auditor.post("/agreements/_audit", {"agreementId": one["id"]}, expect=200)
    [told] = audited["items"]
    assert (told["steps"][0]["repeatEvery"], told["steps"][0]["repeatUntilDate"]) == (
        "week",
        weekly["repeat"]["untilDate"],
    )
    history = (await region.teacher.get(f"{scene.path}/{one['id']}/history"))["items"]
    assert [x["fingerprint"] for x in history] == [x["fingerprint"] for x in told["steps"]]


async def it_came_back(region: Region, scene: Scene, rival: Any, old: Any) -> None:
    """What can come about no more waits for nobody's answer: it is back with who proposed it, and he ends it."""
    gone = await scene.step(region.teacher, rival, "responses", {"answer": "assent"}, expect=409)
    assert refused(gone) == "superseded-meanwhile"
    back = await region.teacher.get(f"{scene.path}/{rival['id']}")
    assert (back["state"], back["returned"], back["waitingOn"]["who"]) == ("proposed", True, "proposer")
    again = {"responsible": scene.parties["mother"], "reason": "x"}
    await scene.step(region.begeleider, rival, "reassignments", again, expect=409)
    assert "agreement_to_answer" not in await kinds_of(region.teacher, "?whose=anyone")
    row = await only(region.begeleider, "agreement_returned")
    lines = (await region.teacher.get(f"{scene.case}/timeline"))["items"]
    assert [one["by"] for one in lines if one["kind"] == "agreement_returned"] == [None]
    step = (await region.teacher.get(f"{scene.path}/{rival['id']}/history"))["items"][-1]
    assert (step["kind"], step["seq"], back["version"]) == ("proposed", 1, 1)
    # Who sees not what it was to replace is told nothing of it.
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.agreements SET readers = $2 WHERE id = $1",
            old["id"],
            ["client", f"party:{scene.parties['begeleider']}"],
        )
    blind = await region.teacher.get(f"{scene.path}/{rival['id']}")
    assert (blind["supersedes"], blind["returned"], blind["waitingOn"]["who"]) == (None, False, "responsible")
    assert blind["waitingOn"]["sinceAt"] == rival["waitingOn"]["sinceAt"]
    assert "agreement_to_answer" in await kinds_of(region.teacher)
    assert "agreement_returned" not in await kinds_of(region.teacher, "?whose=anyone")
    lines = (await region.teacher.get(f"{scene.case}/timeline"))["items"]
    assert "agreement_returned" not in [one["kind"] for one in lines]
    audited = await region.auditor.post("/agreements/_audit", {"agreementId": rival["id"]}, expect=200)
    assert (audited["items"][0]["state"], audited["items"][0]["waitingOn"]) == ("proposed", "proposer")
    await do(region.begeleider, row, {"reason": "Het andere ging door."})
    assert "agreement_returned" not in await kinds_of(region.begeleider)


async def test_the_one_in_its_place_ends_it_when_it_is_agreed_to(region: Region) -> None:
    scene = await set_scene(region)
    need: dict[str, Any] = {
        "what": "A bicycle.",
        "owner": scene.parties["teacher"],
        "dueDate": scene.day(1),
        "blocking": True,
    }
    old = await scene.agreed("mother", preconditions=[need])
    [needed] = old["preconditions"]
    path = f"preconditions/{needed['id']}/responses"
    await scene.step(region.teacher, old, path, {"answer": "assent"}, edition=None)
    for by, which in ((region.youth_worker, old["id"]), (region.begeleider, scene.parties["teacher"])):
        wrong = await scene.propose(by, "youth_worker", expect=400, supersedes=which)
        assert refused(wrong) == "supersedes-unfit"
    new = await scene.propose(
        region.begeleider,
        "youth_worker",
        supersedes=old["id"],
        parties=[],
        audience=[],
        dueDate=scene.day(13),
    )
    rival = await scene.propose(region.begeleider, "teacher", supersedes=old["id"])
    # What nobody agreed to yet has not taken its place: the first is named, or its moves would be left behind (A4).
    chained = await scene.propose(region.begeleider, "youth_worker", expect=400, supersedes=new["id"])
    assert (refused(chained), chained["errors"][0]["pointer"]) == ("supersedes-unfit", "/supersedes")
    assert (await region.mother.get(f"{scene.path}/{old['id']}"))["state"] == "agreed"
    agreed = await scene.step(region.youth_worker, new, "responses", {"answer": "assent"})
    assert (agreed["state"], agreed["supersedes"]) == ("agreed", old["id"])
    # The first day and the moves go on counting: nobody begins anew by replacing (A4).
    assert (agreed["dueDate"], agreed["originalDueDate"], agreed["shifts"]) == (
        scene.day(13),
        old["dueDate"],
        1,
    )
    told = (await region.begeleider.get(f"{scene.path}/{new['id']}/history"))["items"][0]
    assert told["carried"] == {"originalDueDate": old["dueDate"], "shifts": 1}
    ended = await region.mother.get(f"{scene.path}/{old['id']}")
    assert (ended["state"], ended["supersededBy"], ended["waitingOn"]["who"]) == (
        "superseded",
        new["id"],
        "nobody",
    )
    await it_came_back(region, scene, rival, old)
    assert (
        refused(await scene.propose(region.begeleider, "teacher", expect=400, supersedes=old["id"]))
        == "supersedes-unfit"
    )

    # Who is bound by it moves his own day by no other way than another's assent (A4): it is refused, and if what he
    # proposed while he was only asked is agreed to later, the old one stands.
    alone = {"dueDate": "2999-01-01", "supersedes": new["id"]}
    assert (
        refused(await scene.propose(region.youth_worker, "youth_worker", expect=400, **alone))
        == "supersedes-unfit"
    )
    asked = await scene.propose(region.begeleider, "youth_worker")
    counter = await scene.propose(
        region.youth_worker, "teacher", supersedes=asked["id"], dueDate="2999-01-01"
    )
    await scene.step(region.youth_worker, asked, "responses", {"answer": "assent"})
    await scene.step(region.teacher, counter, "responses", {"answer": "assent"}, expect=409)
    region.move_clock(timedelta(days=15))
    late = await scene.step(region.youth_worker, asked, "cancellations", {"reason": "x"}, expect=403)
    assert refused(late) == "late-is-not-cancelled"
    await scene.step(region.youth_worker, asked, "progress", MISSED)
    region.move_clock(-timedelta(days=15))

    # What the old one needed climbs no more; the auditor reads both ways.
    region.move_clock(timedelta(days=10))
    await tick(region)
    assert await steps(region, needed["id"]) == []
    audited = await region.auditor.post("/agreements/_audit", {"agreementId": old["id"]}, expect=200)
    assert audited["items"][0]["steps"][-1]["supersededBy"] == new["id"]
    kinds = [one["kind"] for one in (await region.mother.get(f"{scene.case}/timeline"))["items"]]
    assert "agreement_superseded" in kinds
    # Recorded in a meeting it is one act, too.
    [third] = await scene.met({"responsible": scene.parties["mother"], "supersedes": new["id"]})
    assert (third["state"], third["shifts"]) == ("agreed", 2)
    # What is moved after another was proposed in its place is not left behind by that one either.
    fourth = await scene.propose(region.begeleider, "teacher", supersedes=third["id"])
    fifth = await scene.propose(region.begeleider, "teacher", supersedes=third["id"], dueDate=scene.day(60))
    await scene.step(region.mother, third, "revisions", {"dueDate": scene.day(40), "reason": "x"})
    await scene.step(region.begeleider, third, "responses", {"answer": "assent"})
    for proposed in (fourth, fifth):
        await scene.step(region.teacher, proposed, "responses", {"answer": "assent"}, expect=409)
    assert (await region.begeleider.get(f"{scene.path}/{new['id']}"))["supersededBy"] == third["id"]
