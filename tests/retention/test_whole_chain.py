"""From closing a case to the proof that it is gone, as it happens: over HTTP, with time that passes (D2)."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests.people import Region
from tests.prose import the_pupil
from tests.retention.test_destruction import rows_of, run

pytestmark = pytest.mark.anyio

DONE = {
    "reason": "goals_reached", "explanation": "She is back in class.",
    "evaluation": {"heldDate": "2016-01-05", "reached": "She is back in class.", "ownWords": "Het gaat weer."},
}  # fmt: skip
WHILE = timedelta(days=3 * 365)


async def test_a_closed_case_is_kept_for_its_term_held_for_the_court_and_then_gone(region: Region) -> None:
    """Closed three years ago under the law of a school, which keeps it two; a hold keeps it longer."""
    region.move_clock(-WHILE)
    pupil = await the_pupil(region)
    await region.teacher.post(f"{pupil.path}/notes", {"body": "x", "audience": ["professionals"]})
    await pupil.regie_passes(to="teacher", proposed_by="intern-begeleider")
    await region.teacher.post(f"{pupil.path}/closures", DONE)
    region.move_clock(WHILE)
    els = region.person("privacy-officer")
    hold = await els.post("/legal-holds", {"caseId": pupil.id, "reason": "the court asks for it"})
    assert await run(region) == 0
    for who in ("privacy-officer", "fg"):
        [listed] = (await region.person(who).get("/legal-holds"))["items"]
        assert (listed["id"], listed["caseId"], listed["liftedAt"]) == (hold["id"], pupil.id, None)
    shown = await region.entries("event = 'legal-holds.read' AND case_id IS NOT NULL")
    assert {str(one["case_id"]) for one in shown} == {pupil.id}  # T3: each case has an entry of its own
    assert (await region.teacher.ask("GET", "/legal-holds")).status_code in {403, 404}
    await els.post(f"/legal-holds/{hold['id']}/liftings", {"reason": "the court is done"})
    logged = len(await region.entries("case_id = $1", UUID(pupil.id)))
    assert await run(region) == 1
    assert await rows_of(region, pupil.id) == {}
    entries = await region.entries("case_id = $1", UUID(pupil.id))
    assert len(entries) == logged + 1
    assert await region.admin.fetchval(
        "SELECT status FROM chaincare.cases WHERE id = $1::uuid", pupil.id
    ) == "destroyed"  # fmt: skip
    [proof] = (await els.get("/destructions"))["items"]
    assert (proof["layer"], proof["cases"]) == ("case", 1)
    for who in ("teacher", "parent", "network-coordinator"):
        await pupil.is_nothing_to(who)
    reopening = {"reason": "x", "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"}}
    assert (await region.teacher.ask("POST", f"{pupil.path}/reopenings", reopening)).status_code == 404
