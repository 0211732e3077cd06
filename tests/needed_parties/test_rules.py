"""From needing somebody to having him: ahead or the same again, never back, and not after the end."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.needed_parties import rules
from chaincare.needed_parties.model import (
    Approached,
    HelpNeeded,
    InTalks,
    NeededParty,
    NeededPartyDecided,
    NextStep,
    NextStepInPast,
    NotTheirParticipation,
    OrganisationNeeded,
    Participant,
    Refuses,
    Stand,
    StepBack,
    TakesPart,
    ToApproach,
    UnitNeeded,
    Who,
)
from chaincare.refusals import Refusal

ID, UNIT, HOUSE = UUID(int=1), UUID(int=2), UUID(int=3)
AT = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)  # one minute to midnight in Amsterdam
TODAY = date(2026, 3, 2)
NEXT = NextStep("Phone them.", TODAY)

STANDS: dict[str, Stand] = {
    "to_approach": ToApproach(NEXT),
    "approached": Approached(NEXT),
    "in_talks": InTalks(NEXT),
    "takes_part": TakesPart(None),
    "refuses": Refuses("no room"),
}
LINE = ("to_approach", "approached", "in_talks")


def standing(stand: Stand) -> NeededParty:
    return NeededParty(ID, HelpNeeded("quiet"), "rest", True, 4, stand)


def refused_when(before: str, to: str) -> type[Refusal] | None:
    if before not in LINE:
        return NeededPartyDecided
    return StepBack if to in LINE and LINE.index(to) < LINE.index(before) else None


def test_who_is_named_still_has_to_be_approached() -> None:
    named = rules.name(ID, HelpNeeded("quiet"), "rest", NEXT, client_may_read=False, at=AT)
    assert named == NeededParty(ID, HelpNeeded("quiet"), "rest", False, 1, ToApproach(NEXT))


@pytest.mark.parametrize("before", STANDS)
@pytest.mark.parametrize("to", STANDS)
def test_a_step_leads_ahead(before: str, to: str) -> None:
    refused = refused_when(before, to)
    if refused is None:
        taken = rules.step(standing(STANDS[before]), STANDS[to], at=AT)
        assert (taken.stand, taken.version, taken.id) == (STANDS[to], 5, ID)
    else:
        with pytest.raises(refused):
            rules.step(standing(STANDS[before]), STANDS[to], at=AT)


@given(st.lists(st.sampled_from(sorted(STANDS)), max_size=8))
def test_nothing_follows_the_end_and_every_step_counts(walked: list[str]) -> None:
    needed, taken = standing(STANDS["to_approach"]), 0
    for to in walked:
        try:
            needed = rules.step(needed, STANDS[to], at=AT)
        except (NeededPartyDecided, StepBack):
            continue
        taken += 1
    assert needed.version == 4 + taken
    ends = [one for one in walked if one not in LINE]
    if ends:
        assert needed.stand == STANDS[ends[0]]


@pytest.mark.parametrize("state", LINE)
def test_what_is_done_next_lies_ahead_by_the_day_in_amsterdam(state: str) -> None:
    rules.step(standing(ToApproach(NEXT)), STANDS[state], at=AT)
    with pytest.raises(NextStepInPast) as refused:
        rules.step(standing(ToApproach(NEXT)), STANDS[state], at=AT + timedelta(minutes=1))
    assert [one.pointer for one in refused.value.errors] == ["/nextStepDate"]


@pytest.mark.parametrize(
    ("who", "participant", "fits"),
    [
        (OrganisationNeeded(HOUSE), Participant(UNIT, HOUSE), True),
        (OrganisationNeeded(HOUSE), Participant(UNIT, ID), False),
        (OrganisationNeeded(HOUSE), None, False),
        (UnitNeeded(UNIT), Participant(UNIT, HOUSE), True),
        (UnitNeeded(UNIT), Participant(ID, HOUSE), False),
        (UnitNeeded(UNIT), Participant(None, None), False),
        (UnitNeeded(UNIT), None, False),
        (HelpNeeded("a grandmother"), Participant(None, None), True),
        (HelpNeeded("a grandmother"), None, False),
    ],
)
def test_who_takes_part_is_who_was_needed(who: Who, participant: Participant | None, fits: bool) -> None:
    if fits:
        rules.theirs(who, participant)
    else:
        with pytest.raises(NotTheirParticipation):
            rules.theirs(who, participant)
