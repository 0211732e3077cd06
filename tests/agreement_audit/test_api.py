"""The auditor reads the whole life of an agreement, and not a word of it (A7), on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import Scene, refused, set_scene
from tests.people import Region
from tests.relation_conflicts.test_api import against
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio
WORDS = 'Zegt "ja" \\ of nee:\n\tÉén fiets 🚲, <b>&amp;</b> / \u2028 einde.'


async def audited(who: Any, **asked: Any) -> list[Any]:
    answer = await who.post("/agreements/_audit", asked, expect=200)
    return list(answer["items"])


async def test_every_step_by_whom_and_how_and_no_word_of_it(region: Region) -> None:
    scene = await set_scene(region)
    kept = await scene.agreed("mother", what=WORDS, needs="Een fiets.")
    await scene.step(
        region.begeleider,
        kept,
        "preconditions",
        {"what": "Een zadel.", "owner": scene.parties["teacher"], "dueDate": scene.day(3), "blocking": False},
    )
    shifted = await scene.step(
        region.mother, kept, "revisions", {"dueDate": scene.day(20), "reason": "Ziek geweest."}
    )
    await scene.step(region.begeleider, shifted, "responses", {"answer": "assent"})
    shown = {"note": "Elke dag.", "evidence": [{"kind": "reference", "text": "Verzuim\n/week 47"}]}
    await scene.step(region.mother, kept, "progress", {"step": "reported_kept", **shown})
    await scene.step(region.youth_worker, kept, "confirmations", {"answer": "confirm"})
    (met,) = await scene.met({"responsible": scene.parties["youth_worker"]})
    moved = await scene.step(
        region.begeleider,
        met,
        "reassignments",
        {"responsible": scene.parties["teacher"], "reason": "Zij is er vaker."},
    )
    broken = await scene.agreed("teacher")
    await scene.step(
        region.teacher, broken, "progress", {"step": "not_kept", "reason": "means", "note": "Geen geld."}
    )

    before = len(await region.entries("event = 'agreement.audited'"))
    (found,) = await audited(region.auditor, agreementId=kept["id"])
    assert [one["kind"] for one in found["steps"]] == [
        "proposed", "agreed", "precondition_set", "shift_proposed", "shift_agreed", "reported_kept", "confirmed",
    ]  # fmt: skip
    assert (found["state"], found["shifts"], found["version"]) == ("kept", 1, 7)
    assert found["steps"][1]["by"]["role"] == "representative"
    assert found["steps"][1]["how"] == "himself"
    assert found["steps"][6]["by"]["organisation"] == YOUTH_CARE.name
    assert found["steps"][6]["by"]["professionalId"] == str(person("youth-worker").id)
    # One entry for the question, and one about the client: the mother sees that somebody looked (T3, T6).
    assert len(await region.entries("event = 'agreement.audited'")) == before + 2
    seen = (await region.mother.get("/me/access-log"))["items"]
    assert "An auditor read the steps" in str(seen)

    everything = await audited(region.auditor, client=found["client"])
    assert [one["id"] for one in everything] == [broken["id"], met["id"], kept["id"]]
    for one in everything:
        told = (await region.teacher.get(f"{scene.path}/{one['id']}/history"))["items"]
        assert [step["fingerprint"] for step in one["steps"]] == [step["fingerprint"] for step in told]
    for word in (
        "fiets",
        "zadel",
        "Ziek",
        "Elke",
        "vaker",
        "geld",
        "Verzuim",
        "Marijke",
        "Désirée",
        "Bakker",
    ):
        assert word not in str(everything)
    assert everything[0]["steps"][-1]["notKeptBecause"] == "means"
    in_presence = everything[1]["steps"][1]
    assert (in_presence["how"], in_presence["recordedBy"]["participationId"]) == (
        "in_presence",
        scene.parties["begeleider"],
    )
    assert in_presence["meetingId"]
    assert everything[1]["state"] == moved["state"] == "awaiting_new_responsible"

    # By reference, by organisation, by state, by period; page by page.
    pages = await region.auditor.post(
        "/agreements/_audit", {"reference": found["reference"], "limit": 2}, 200
    )
    rest = {"reference": found["reference"], "limit": 2, "cursor": pages["nextCursor"]}
    assert pages["items"] + await audited(region.auditor, **rest) == everything
    other = {"client": found["client"], "limit": 2, "cursor": pages["nextCursor"]}
    await region.auditor.post("/agreements/_audit", other, expect=400)
    theirs = await audited(region.auditor, organisationId=str(YOUTH_CARE.id), client=found["client"])
    assert [one["id"] for one in theirs] == [met["id"], kept["id"]]
    long_ago = {"fromAt": "2025-01-01T00:00:00Z", "untilAt": "2025-01-02T00:00:00Z"}
    assert await audited(region.auditor, **long_ago) == []
    wide = await region.auditor.post("/agreements/_audit", {}, expect=400)
    assert refused(wide) == "audit-too-wide"

    await who_may(scene, kept["id"])


async def who_may(scene: Scene, kept: str) -> None:
    """Nobody without a mandate; an organisation's auditor meets his own people only."""
    region = scene.region
    reported = await scene.reported("teacher")
    for nobody in (region.teacher, region.mother, region.administrator, region.coordinator):
        answer = await nobody.ask("POST", "/agreements/_audit", {"agreementId": kept})
        assert answer.status_code in (403, 404), nobody.role
        assert kept not in answer.text
    schools = await auditor_of(region, SCHOOL.id)
    (theirs,) = await audited(schools, agreementId=kept)
    assert [one["by"] and one["by"]["organisation"] for one in theirs["steps"]] == [
        SCHOOL.name, None, SCHOOL.name, None, SCHOOL.name, None, None,
    ]  # fmt: skip
    assert theirs["responsible"] is None
    assert YOUTH_CARE.name not in str(theirs)
    # By his own organisation he finds it; by another he is refused, whether somebody of it took a step or not.
    assert [one["id"] for one in await audited(schools, agreementId=kept, organisationId=str(SCHOOL.id))] == [
        kept
    ]
    for other in (YOUTH_CARE.id, EXPERTISE.id, SCHOOL.unit_id):
        refusal = await schools.post("/agreements/_audit", {"organisationId": str(other)}, expect=404)
        assert refused(refusal) == "no-audit-mandate"

    # Ten working days later nobody has answered: it is found as what it is then.
    assert await audited(region.auditor, state="kept_unconfirmed") == []
    region.app.state.clock.offset += timedelta(days=21)
    (silent,) = await audited(region.auditor, state="kept_unconfirmed")
    assert (silent["id"], silent["waitingOn"]) == (reported["id"], "nobody")
    assert await audited(region.auditor, state="reported_kept") == []

    # Who is in conflict with the client himself finds nothing of him, by no question; others still do.
    barred = against("professional", person("auditor").id)
    await region.teacher.post(f"{scene.case}/relation-conflicts", barred)
    for asked in ({"agreementId": kept}, {"state": "kept_unconfirmed"}, {"organisationId": str(SCHOOL.id)}):
        assert await audited(region.auditor, **asked) == []
    assert await audited(schools, agreementId=kept) != []
