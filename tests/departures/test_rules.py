"""An organisation leaves with an empty list only."""

import pytest

from chaincare.departures.model import HandoverKind, HandoverNotDone
from chaincare.departures.rules import handed_over


def test_who_hands_nothing_over_any_more_may_leave() -> None:
    nothing = dict.fromkeys(HandoverKind, 0)
    handed_over(nothing)
    with pytest.raises(HandoverNotDone) as refused:
        handed_over(nothing | {HandoverKind.REGIE: 2})
    assert [(one.pointer, one.detail) for one in refused.value.errors] == [
        ("#handover/regie", "2 to hand over.")
    ]
