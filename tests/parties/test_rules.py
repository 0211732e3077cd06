"""Who brings in whom, who ends what, who withdraws which part. Pure."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.parties import rules
from chaincare.parties.model import (
    BasisPart,
    Circle,
    LegalBasis,
    RecordedBasis,
    Scope,
    Seat,
    SecrecyGround,
    SecrecyKey,
)
from chaincare.parties.refusals import (
    BasisNotYours,
    BringingInNotYours,
    GroundNotInCatalogue,
    NothingToWithdraw,
    OnlyHolderEndsOthers,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)
from chaincare.refusals import Refusal

ME, MINE, HOLDER, OTHER = (UUID(int=number) for number in range(1, 5))
CONSENT = (SecrecyKey(OTHER, SecrecyGround.CONSENT),)


def seat(circle: Circle = Circle.BUURTWINKEL, holder_id: UUID | None = HOLDER) -> Seat:
    return Seat(MINE, ME, circle, holder_id)


def basis(**changes: object) -> RecordedBasis:
    fields: dict[str, object] = {
        "participation_id": OTHER, "recorded_by": OTHER, "ground": "avg-6-1-e", "exception": None, "secrecy": CONSENT,
    }  # fmt: skip
    return RecordedBasis(**(fields | changes))  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    ("recorded", "part", "who", "refusal"),
    [
        (basis(), BasisPart.SECRECY, None, None),
        (basis(), BasisPart.GROUND, None, BasisNotYours),
        (basis(ground="avg-6-1-a"), BasisPart.GROUND, None, None),
        (basis(exception="avg-9-2-a"), BasisPart.EXCEPTION, None, None),
        (basis(exception="avg-9-2-h"), BasisPart.EXCEPTION, None, BasisNotYours),
        (basis(secrecy=()), BasisPart.SECRECY, None, BasisNotYours),
        (basis(), BasisPart.GROUND, seat(), BasisNotYours),
        (basis(recorded_by=ME), BasisPart.GROUND, seat(), None),
        (basis(participation_id=MINE), BasisPart.GROUND, seat(), None),
        (basis(), BasisPart.GROUND, seat(holder_id=MINE), None),
        (basis(recorded_by=ME, secrecy=()), BasisPart.SECRECY, seat(), NothingToWithdraw),
        (basis(recorded_by=ME), BasisPart.EXCEPTION, seat(), NothingToWithdraw),
        (basis(recorded_by=ME, participation_id=HOLDER), BasisPart.GROUND, seat(), RegieMustMoveFirst),
        (basis(participation_id=MINE), BasisPart.GROUND, seat(holder_id=MINE), RegieMustMoveFirst),
    ],
)
def test_who_withdraws_what(
    recorded: RecordedBasis, part: BasisPart, who: Seat | None, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        rules.may_withdraw(recorded, part, who)
    else:
        with pytest.raises(refusal):
            rules.may_withdraw(recorded, part, who)


def test_a_team_has_core_at_most() -> None:
    assert rules.scope_for(Scope.CORE, team=True) is Scope.CORE
    assert rules.scope_for(Scope.FULL, team=False) is Scope.FULL
    with pytest.raises(ScopeTooWideForTeam):
        rules.scope_for(Scope.FULL, team=True)
    with pytest.raises(ScopeNotForProfessionals):
        rules.scope_for(Scope.CLIENT, team=False)


@pytest.mark.parametrize(
    ("ground", "exception", "known"),
    [
        ("avg-6-1-e", None, True),
        ("avg-6-1-e", "avg-9-2-h", True),
        ("avg-6-1-z", None, False),
        ("avg-6-1-e", "avg-9-2-z", False),
        ("consent", None, False),
    ],
)
def test_a_basis_speaks_in_the_codes_of_the_catalogue(
    ground: str, exception: str | None, *, known: bool
) -> None:
    stated = LegalBasis(ground, "WPO 18a", exception, CONSENT, None)
    if known:
        assert rules.in_catalogue(stated) == stated
    else:
        with pytest.raises(GroundNotInCatalogue):
            rules.in_catalogue(stated)
