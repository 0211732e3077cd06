"""Who withdraws which part of a basis. Pure."""

from uuid import UUID

import pytest

from chaincare.legal_bases import rules
from chaincare.legal_bases.model import (
    AlreadyWithdrawn,
    BasisNotYours,
    BasisPart,
    DiscloserNotForPart,
    NothingToWithdraw,
    RecordedBasis,
    Withdrawer,
)
from chaincare.parties.model import SecrecyGround, SecrecyKey
from chaincare.parties.refusals import RegieMustMoveFirst
from chaincare.refusals import Refusal

ME, MINE, HOLDER, OTHER, SCHOOL, CLINIC, MY_UNIT = (UUID(int=number) for number in range(1, 8))
KEYS = (
    SecrecyKey(SCHOOL, SecrecyGround.CONSENT),
    SecrecyKey(CLINIC, SecrecyGround.DIRECTLY_INVOLVED),
)


def basis(**changes: object) -> RecordedBasis:
    fields: dict[str, object] = {
        "participation_id": OTHER, "recorded_by": OTHER, "ground": "avg-6-1-e", "exception": None, "secrecy": KEYS,
    }  # fmt: skip
    return RecordedBasis(**(fields | changes))  # type: ignore[arg-type]


def one(holder_id: UUID = HOLDER, unit_id: UUID = MY_UNIT) -> Withdrawer:
    return Withdrawer(MINE, ME, unit_id, holder_id)


@pytest.mark.parametrize(
    ("recorded", "part", "who", "refusal"),
    [
        (basis(), BasisPart.GROUND, None, BasisNotYours),
        (basis(ground="avg-6-1-a"), BasisPart.GROUND, None, None),
        (basis(ground="avg-6-1-a", withdrawn=True), BasisPart.GROUND, None, AlreadyWithdrawn),
        (basis(ground="avg-6-1-a", consent_of_others=True), BasisPart.GROUND, None, BasisNotYours),
        (basis(ground="avg-6-1-a", consent_of_others=True, recorded_by=ME), BasisPart.GROUND, one(), None),
        (basis(exception="avg-9-2-a"), BasisPart.EXCEPTION, None, None),
        (basis(exception="avg-9-2-h"), BasisPart.EXCEPTION, None, BasisNotYours),
        (basis(), BasisPart.GROUND, one(), BasisNotYours),
        (basis(), BasisPart.GROUND, one(unit_id=SCHOOL), BasisNotYours),
        (basis(recorded_by=ME), BasisPart.GROUND, one(), None),
        (basis(participation_id=MINE), BasisPart.GROUND, one(), None),
        (basis(), BasisPart.GROUND, one(MINE), None),
        (basis(recorded_by=ME), BasisPart.EXCEPTION, one(), NothingToWithdraw),
        (basis(recorded_by=ME, participation_id=HOLDER), BasisPart.GROUND, one(), RegieMustMoveFirst),
        (basis(participation_id=MINE), BasisPart.GROUND, one(MINE), RegieMustMoveFirst),
    ],
)
def test_who_withdraws_what_access_rests_on(
    recorded: RecordedBasis, part: BasisPart, who: Withdrawer | None, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        rules.may_withdraw(recorded, part, who)
    else:
        with pytest.raises(refusal):
            rules.may_withdraw(recorded, part, who)


@pytest.mark.parametrize(
    ("recorded", "discloser", "who", "expected"),
    [
        (basis(), None, None, (SCHOOL,)),
        (basis(), SCHOOL, None, (SCHOOL,)),
        (basis(consent_of_others=True), SCHOOL, None, BasisNotYours),
        (basis(), CLINIC, None, BasisNotYours),
        (basis(secrecy=KEYS[1:]), None, None, BasisNotYours),
        (basis(secrecy=()), None, None, NothingToWithdraw),
        (basis(), MY_UNIT, None, NothingToWithdraw),
        (basis(), None, one(), BasisNotYours),
        (basis(), None, one(unit_id=CLINIC), (CLINIC,)),
        (basis(), SCHOOL, one(unit_id=CLINIC), BasisNotYours),
        (basis(recorded_by=ME), None, one(), (SCHOOL, CLINIC)),
        (basis(participation_id=HOLDER), CLINIC, one(HOLDER, CLINIC), (CLINIC,)),
        (basis(participation_id=MINE), None, one(MINE), (SCHOOL, CLINIC)),
        (basis(silent=frozenset({SCHOOL})), None, None, AlreadyWithdrawn),
        (basis(recorded_by=ME, silent=frozenset({SCHOOL})), None, one(), (CLINIC,)),
    ],
)
def test_whose_keys_are_taken_back(
    recorded: RecordedBasis,
    discloser: UUID | None,
    who: Withdrawer | None,
    expected: tuple[UUID, ...] | type[Refusal],
) -> None:
    if isinstance(expected, tuple):
        assert rules.silenced(recorded, discloser, who) == expected
    else:
        with pytest.raises(expected):
            rules.silenced(recorded, discloser, who)


def test_a_discloser_is_for_the_third_part_only() -> None:
    rules.for_secrecy(BasisPart.SECRECY, SCHOOL)
    rules.for_secrecy(BasisPart.GROUND, None)
    with pytest.raises(DiscloserNotForPart):
        rules.for_secrecy(BasisPart.GROUND, SCHOOL)
