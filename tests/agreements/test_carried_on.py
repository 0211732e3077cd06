"""Assent that another recorded, who carries it on, and which edition is changed: over HTTP (A1, A7, A8, D1)."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import Scene, hold_regie, refused

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio


async def test_who_was_there_agreed_as_recorded_and_who_was_not_is_asked(scene: Scene) -> None:
    region, parties = scene.region, scene.parties
    hers, his, absent = await scene.met(
        {"responsible": parties["mother"]},
        {"responsible": parties["begeleider"]},
        {"responsible": parties["teacher"]},
    )
    assert (hers["state"], hers["assent"]["how"]) == ("agreed", "in_presence")
    assert hers["assent"]["recordedBy"]["participationId"] == parties["begeleider"]
    assert hers["assent"]["objectByAt"] > hers["assent"]["agreedAt"]
    assert (his["state"], his["assent"]["how"], his["assent"]["recordedBy"]) == ("agreed", "himself", None)
    assert his["assent"]["meetingId"] == hers["assent"]["meetingId"]
    assert (absent["state"], absent["assent"], absent["waitingOn"]["who"]) == (
        "proposed",
        None,
        "responsible",
    )
    history = await region.mother.get(f"{scene.path}/{hers['id']}/history")
    agreed = history["items"][1]
    assert (agreed["kind"], agreed["how"], agreed["by"]["participationId"]) == (
        "agreed", "in_presence", parties["mother"],
    )  # fmt: skip
    assert agreed["recordedBy"]["name"] == "Fatma Kaya"
    own = await scene.step(region.teacher, absent, "responses", {"answer": "assent"})
    assert (own["assent"]["how"], own["assent"]["objectByAt"]) == ("himself", None)


async def test_the_responsible_objects_within_five_working_days_and_then_is_bound_no_more(
    scene: Scene,
) -> None:
    region, because = scene.region, {"reason": "Dat heb ik niet gezegd."}
    first, second = await scene.met(*[{"responsible": scene.parties["mother"]}] * 2)
    other = await scene.step(region.begeleider, first, "objections", because, expect=403)
    assert refused(other) == "for-the-responsible"
    objected = await scene.step(region.mother, first, "objections", because)
    assert (objected["state"], objected["waitingOn"]["who"], objected["assent"]) == (
        "proposed",
        "proposer",
        None,
    )
    await scene.step(region.mother, first, "progress", {"step": "reported_kept"}, expect=409)
    twice = await scene.step(region.mother, first, "objections", because, expect=409)
    assert refused(twice) == "step-not-possible"
    after_all = await scene.step(region.mother, first, "responses", {"answer": "assent"})
    assert (after_all["state"], after_all["assent"]["how"]) == ("agreed", "himself")
    nothing = await scene.step(region.mother, first, "objections", because, expect=409)
    assert refused(nothing) == "nothing-to-object-to"
    region.move_clock(timedelta(days=12))
    late = await scene.step(region.mother, second, "objections", because, expect=409)
    assert refused(late) == "objection-term-over"
    entries = await region.entries("event = 'agreement.objected' AND outcome = 'done'")
    assert [str(one["object_id"]) for one in entries] == [first["id"]]


async def test_what_a_meeting_needs_is_promised_by_those_present(scene: Scene) -> None:
    def wanted(owner: str) -> dict[str, Any]:
        return {"what": "x", "owner": scene.parties[owner], "dueDate": scene.day(3), "blocking": True}

    (made,) = await scene.met(
        {"responsible": scene.parties["mother"], "preconditions": [wanted("youth_worker"), wanted("teacher")]}
    )
    present, absent = made["preconditions"]
    assert (made["state"], present["state"], absent["state"]) == ("agreed", "agreed", "proposed")
    assert (present["assent"]["how"], present["assent"]["objectByAt"] is None) == ("in_presence", False)
    path = f"preconditions/{present['id']}/responses"
    no = {"answer": "decline", "reason": "Dat zei ik niet."}
    taken_back = await scene.step(scene.region.youth_worker, made, path, no)
    assert taken_back["preconditions"][0]["state"] == "declined"


async def test_when_the_responsible_leaves_it_awaits_another_who_must_agree(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed("youth_worker")
    path = f"{scene.path}/{agreement['id']}"
    await scene.gone("youth_worker")
    for reader in (region.begeleider, region.mother):
        awaits = await reader.get(path)
        assert (awaits["state"], awaits["waitingOn"]["who"]) == ("awaiting_new_responsible", "regie_holder")
        assert awaits["responsible"]["name"] == "Sanne Bakker"
    (steering,) = (await region.coordinator.get(scene.path))["items"]
    assert (steering["state"], steering["waitingOn"]) == (awaits["state"], awaits["waitingOn"])
    asked = await scene.step(
        region.begeleider, agreement, "reassignments",
        {"responsible": scene.parties["teacher"], "reason": "Zij stopt."},
    )  # fmt: skip
    assert (asked["state"], asked["waitingOn"]["who"]) == ("awaiting_new_responsible", "candidate")
    assert asked["candidate"]["participationId"] == scene.parties["teacher"]
    not_hers = await scene.step(region.mother, agreement, "responses", {"answer": "assent"}, expect=403)
    assert refused(not_hers) == "for-the-candidate"
    no = {"answer": "decline", "reason": "Geen tijd."}
    declined = await scene.step(region.teacher, agreement, "responses", no)
    assert (declined["candidate"], declined["waitingOn"]["who"]) == (None, "regie_holder")
    await scene.step(
        region.begeleider, agreement, "reassignments",
        {"responsible": scene.parties["mother"], "reason": "Zij kan het."},
    )  # fmt: skip
    taken = await scene.step(region.mother, agreement, "responses", {"answer": "assent"})
    assert (taken["state"], taken["responsible"]["participationId"]) == ("agreed", scene.parties["mother"])
    await scene.step(region.mother, agreement, "progress", {"step": "reported_kept"})


async def test_a_deactivated_responsible_is_nobody_to_wait_for(scene: Scene) -> None:
    agreement = await scene.agreed("youth_worker")
    await scene.region.administrator.post(
        f"/professionals/{person('youth-worker').id}/deactivations", {"reason": "Uit dienst."}
    )
    seen = await scene.region.begeleider.get(f"{scene.path}/{agreement['id']}")
    assert (seen["state"], seen["waitingOn"]["who"]) == ("awaiting_new_responsible", "regie_holder")


async def test_who_takes_it_over_reads_it_and_only_the_involved_may_ask(scene: Scene) -> None:
    region = scene.region
    shut = await scene.propose(region.begeleider, "teacher", audience=[], clientMayRead=False)
    path = f"{scene.path}/{shut['id']}"
    ask = {"responsible": scene.parties["youth_worker"], "reason": "Nieuwe baan."}
    await region.youth_worker.get(path, expect=404)
    await scene.step(region.youth_worker, shut, "reassignments", ask, expect=404)
    await scene.step(region.teacher, shut, "reassignments", ask)
    assert (await region.youth_worker.get(path))["state"] == "awaiting_new_responsible"
    team = {"responsible": scene.parties["team"], "reason": "Samen."}
    assert (
        refused(await scene.step(region.teacher, shut, "reassignments", team, expect=400))
        == "responsible-unfit"
    )
    uninvolved = await scene.step(region.youth_worker, shut, "reassignments", ask, expect=403)
    assert refused(uninvolved) == "for-the-involved"
    await hold_regie(scene, "youth_worker")
    his_own = await scene.step(region.youth_worker, shut, "reassignments", ask)
    assert (his_own["state"], his_own["assent"]["how"]) == ("agreed", "himself")
    same = await scene.step(region.begeleider, shut, "reassignments", ask, expect=400)
    assert (refused(same), same["errors"][0]["pointer"]) == ("responsible-already", "/responsible")


async def test_fingerprints_of_earlier_versions_never_change_and_can_be_made_again(scene: Scene) -> None:
    """A7: whoever may read the history can do the sums himself, also after another took it over."""
    region = scene.region
    (made,) = await scene.met({"responsible": scene.parties["mother"], "needs": "Een fiets."})
    path = f"{scene.path}/{made['id']}/history"
    before = [one["fingerprint"] for one in (await region.teacher.get(path))["items"]]
    await scene.step(
        region.mother, made, "preconditions",
        {"what": "Slot.", "owner": scene.parties["teacher"], "dueDate": scene.day(2), "blocking": False},
    )  # fmt: skip
    await scene.step(
        region.mother, made, "reassignments",
        {"responsible": scene.parties["youth_worker"], "reason": "Ziek."},
    )  # fmt: skip
    await scene.step(region.youth_worker, made, "responses", {"answer": "assent"})
    items = (await region.teacher.get(path))["items"]
    assert [one["fingerprint"] for one in items][: len(before)] == before
    assert [one["kind"] for one in items] == [
        "proposed", "agreed", "precondition_set", "reassigned", "agreed",
    ]  # fmt: skip
    head = {"agreementId": made["id"], "responsibleId": scene.parties["mother"]}
    facts: list[Any] = []
    for one in items:
        shown = {key: value for key, value in one.items() if key != "fingerprint"}
        facts.append({k: v["participationId"] if isinstance(v, dict) else v for k, v in shown.items()})
        text = json.dumps(head | {"facts": facts}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert one["fingerprint"] == hashlib.sha256(text.encode()).hexdigest()


async def test_nobody_agrees_to_another_date_than_he_read(scene: Scene) -> None:
    """D1: somebody reads one date, meanwhile another is asked; his yes to the first is no yes to the second."""
    region = scene.region
    agreement = await scene.agreed("mother")
    path = f"{scene.path}/{agreement['id']}"

    async def edition() -> str:
        answer = await region.begeleider.ask("GET", path)
        assert answer.headers["ETag"] == f'"{answer.json()["version"]}"'
        return str(answer.headers["ETag"])

    soon = {"dueDate": scene.day(16), "reason": "Ziek."}
    bare = await scene.step(region.mother, agreement, "revisions", soon, expect=428, edition=None)
    assert refused(bare) == "edition-missing"
    stale = await scene.step(region.mother, agreement, "revisions", soon, expect=412, edition='"1"')
    assert refused(stale) == "edition-stale"
    asked = await region.mother.ask("POST", f"{path}/revisions", soon, If_Match=await edition())
    read = await edition()
    assert (asked.status_code, asked.headers["ETag"]) == (201, read)
    no = {"answer": "decline", "reason": "Te laat."}
    await scene.step(region.begeleider, agreement, "responses", no, edition=None)
    late = {"dueDate": scene.day(90), "reason": "Vakantie."}
    await scene.step(region.mother, agreement, "revisions", late, edition=await edition())
    yes = {"answer": "assent"}
    await scene.step(region.begeleider, agreement, "responses", yes, expect=412, edition=read)
    await scene.step(region.begeleider, agreement, "responses", yes, expect=428, edition=None)
    shifted = await scene.step(region.begeleider, agreement, "responses", yes, edition=await edition())
    assert shifted["dueDate"] == scene.day(90)


async def test_every_step_holds_to_the_edition_it_names(scene: Scene) -> None:
    region = scene.region
    proposed = await scene.propose(region.begeleider, "mother")
    yes, old = {"answer": "assent"}, '"7"'
    await scene.step(region.mother, proposed, "responses", yes, expect=412, edition=old)
    agreed = await scene.step(region.mother, proposed, "responses", yes, edition='"1"')
    for kind, body in (
        ("progress", {"step": "begun"}),
        ("confirmations", {"answer": "confirm"}),
        ("cancellations", {"reason": "x"}),
        ("objections", {"reason": "x"}),
        ("reassignments", {"responsible": scene.parties["teacher"], "reason": "x"}),
        (
            "preconditions",
            {"what": "x", "owner": scene.parties["teacher"], "dueDate": scene.day(1), "blocking": True},
        ),
    ):
        problem = await scene.step(region.mother, agreed, kind, body, expect=412, edition='"1"')
        assert refused(problem) == "edition-stale"
    assert (await region.mother.get(f"{scene.path}/{agreed['id']}"))["version"] == 2
