"""Which reasons fit what a review, or who decides on an export, comes to."""

from itertools import product

import pytest
from tests.findings.test_opening import FINDINGS, about, looks
from tests.log_exports.test_api import EXPORTS, limited, sealed
from tests.people import Region, open_case

from chaincare.demo.world import person
from chaincare.findings.model import FindingOutcome, ReviewReason
from chaincare.findings.reasons import AMISS, NOTHING_WRONG, ReasonUnfit, fit

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("outcome", "reason"), [*product([None, *FindingOutcome], ReviewReason)])
async def test_a_reason_fits_an_outcome_or_those_that_do_are_named(
    outcome: FindingOutcome | None, reason: ReviewReason
) -> None:
    good = outcome in {None, FindingOutcome.JUSTIFIED}
    if reason in (NOTHING_WRONG if good else AMISS):
        fit(outcome, reason)
        return
    with pytest.raises(ReasonUnfit) as refused:
        fit(outcome, reason)
    [error] = refused.value.errors
    assert error.pointer == "/reason"
    assert ("part_of_the_work" if good else "own_interest") in error.detail


async def test_no_reason_is_without_an_outcome_that_it_fits() -> None:
    assert set(ReviewReason) == NOTHING_WRONG | AMISS
    assert ReviewReason.OWN_INTEREST not in NOTHING_WRONG
    assert ReviewReason.PART_OF_THE_WORK not in AMISS


async def test_what_contradicts_itself_is_refused_and_changes_nothing(region: Region) -> None:
    opened = await open_case(region)
    await region.teacher.get(f"/cases/{opened['id']}")
    await sealed(region)
    limited(region, 0)
    auditor, second, teacher = region.auditor, region.person("other-auditor"), str(person("teacher").id)
    finding = await auditor.post(FINDINGS, about((await looks(auditor, professionalId=teacher))[0]))
    export = await auditor.post(EXPORTS, {"format": "csv", "reason": "incident", "professionalId": teacher})
    month = f"{region.app.state.clock.now():%Y-%m}"
    drawn = await auditor.post("/access-log/samples", {"month": month, "size": 25})
    entry = next(one["entryId"] for one in drawn["items"] if one["entry"]["actorId"] == teacher)
    closings, decisions = f"{FINDINGS}/{finding['id']}/closings", f"{EXPORTS}/{export['id']}/decisions"
    outcomes = f"/access-log/samples/{drawn['sample']['id']}/outcomes"
    contradiction = {"outcome": "justified", "reason": "own_interest"}
    for who, path, said in (
        (auditor, closings, contradiction),
        (auditor, f"{FINDINGS}/{finding['id']}/dismissals", {"reason": "own_interest"}),
        (auditor, outcomes, {"entryId": entry, **contradiction}),
        (second, decisions, {"decision": "approved", "reason": "asked_by_mistake"}),
        (second, decisions, {"decision": "refused", "reason": "needed_for_the_reason"}),
    ):
        problem = await who.post(path, said, expect=400, If_Match="*")
        assert problem["type"].endswith("reason-unfit")
        assert problem["errors"][0]["pointer"] == "/reason"
    await auditor.post(closings, {"outcome": "unjustified", "reason": "own_interest"}, If_Match="*")
    await auditor.post(outcomes, {"entryId": entry, "outcome": "unjustified", "reason": "own_interest"})
    await second.post(decisions, {"decision": "refused", "reason": "asked_by_mistake"})
