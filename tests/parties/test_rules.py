"""Who brings in whom, and who ends what. Pure."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.parties import rules
from chaincare.parties.model import (
    Circle,
    Scope,
    Seat,
)
from chaincare.parties.refusals import (
    BringingInNotYours,
    OnlyHolderEndsOthers,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)
from chaincare.refusals import Refusal

ME, MINE, HOLDER, OTHER = (UUID(int=number) for number in range(1, 5))


def seat(circle: Circle = Circle.BUURTWINKEL, holder_id: UUID | None = HOLDER) -> Seat:
    return Seat(MINE, ME, circle, holder_id)


@pytest.mark.parametrize(
    ("circle", "holder_id", "expected"),
    [
        (Circle.BUURTWINKEL, HOLDER, Circle.BUURTWINKEL),
        (Circle.WINKELSTRAAT, MINE, Circle.WINKELSTRAAT),
        (Circle.WINKELSTRAAT, HOLDER, BringingInNotYours),
        (Circle.WINKELSTRAAT, None, BringingInNotYours),
    ],
)
def test_who_was_asked_for_himself_brings_in_nobody(
    circle: Circle, holder_id: UUID | None, expected: Circle | type[Refusal]
) -> None:
    if isinstance(expected, Circle):
        assert rules.brings_into(seat(circle, holder_id)) is expected
    else:
        with pytest.raises(expected):
            rules.brings_into(seat(circle, holder_id))


@given(
    st.sampled_from([MINE, HOLDER, OTHER]),
    st.sampled_from([ME, OTHER]),
    st.sampled_from([MINE, HOLDER, None]),
)
def test_nobody_ends_the_holder_and_few_end_others(
    ended: UUID, made_by: UUID, holder_id: UUID | None
) -> None:
    allowed = ended == MINE or made_by == ME or holder_id == MINE
    try:
        rules.may_end(ended, made_by, seat(holder_id=holder_id))
    except OnlyHolderEndsOthers:
        assert not allowed
    except RegieMustMoveFirst:
        assert ended == holder_id
    else:
        assert allowed
        assert ended != holder_id


def test_a_team_has_core_at_most() -> None:
    assert rules.scope_for(Scope.CORE, team=True) is Scope.CORE
    assert rules.scope_for(Scope.FULL, team=False) is Scope.FULL
    with pytest.raises(ScopeTooWideForTeam):
        rules.scope_for(Scope.FULL, team=True)
    with pytest.raises(ScopeNotForProfessionals):
        rules.scope_for(Scope.CLIENT, team=False)
