"""From told to confirmed, or taken up again."""

from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
import pytest

from chaincare.agreements.facts import NotKeptReason
from chaincare.network_bottlenecks.model import (
    AgainNeedsReason,
    NetworkBottleneck,
    NetworkBottleneckState,
    NothingToConfirm,
    NotYoursToConfirm,
    SolvedAlready,
)
from chaincare.network_bottlenecks.rules import answer, confirm, month_of

AT = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
TOLD = NetworkBottleneck(
    uuid4(),
    uuid4(),
    NotKeptReason.MEANS,
    None,
    "No places.",
    date(2026, 10, 1),
    NetworkBottleneckState.RAISED,
    1,
    yours=True,
)


def test_only_the_month_is_told_and_that_of_amsterdam() -> None:
    assert month_of(AT) == date(2026, 11, 1)


def test_it_is_solved_when_who_told_it_says_so() -> None:
    by = uuid4()
    looked_at = answer(TOLD, "We look for places.", solved=False, by=by, at=AT)
    solved = answer(looked_at, "Twenty places.", solved=True, by=by, at=AT)
    done = confirm(solved, None, solved=True, at=AT)
    assert [one.state for one in (looked_at, solved, done)] == [
        NetworkBottleneckState.ANSWERED,
        NetworkBottleneckState.SOLVED,
        NetworkBottleneckState.CONFIRMED,
    ]
    assert [(one.kind.value, one.taken_by) for one in done.steps] == [
        ("answered", by),
        ("solved", by),
        ("confirmed", None),
    ]
    assert done.version == 4
    for over in (solved, done):
        with pytest.raises(SolvedAlready):
            answer(over, "Again.", solved=False, by=by, at=AT)
    with pytest.raises(NothingToConfirm):
        confirm(done, None, solved=True, at=AT)


def test_it_is_open_again_when_he_says_what_is_still_missing() -> None:
    solved = answer(TOLD, "Twenty places.", solved=True, by=uuid4(), at=AT)
    with pytest.raises(AgainNeedsReason):
        confirm(solved, None, solved=False, at=AT)
    again = confirm(solved, "They are taken.", solved=False, at=AT)
    assert (again.state, again.steps[-1].kind.value) == (NetworkBottleneckState.RAISED, "taken_up_again")
    with pytest.raises(NotYoursToConfirm):
        confirm(msgspec.structs.replace(solved, yours=False), None, solved=True, at=AT)
