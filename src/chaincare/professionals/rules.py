"""What a registration looks like, and what may change about somebody. Pure."""

import re
from collections.abc import Collection
from uuid import UUID

import msgspec

from chaincare.directory.model import MandateKind
from chaincare.directory.refusals import NumberInvalid
from chaincare.professionals.model import (
    HeldMandate,
    LastOfTheNetwork,
    OwnAccessStays,
    OwnUnitStays,
    Professional,
    ProfessionalGone,
    ProfessionalStatus,
    Register,
    Registration,
    UnitElsewhere,
    WorksForTheNetwork,
)
from chaincare.refusals import FieldError

# Neither has a check digit.
_SHAPES = {
    Register.SKJ: (re.compile(r"[0-9]{9}"), "Nine digits."),
    Register.BIG: (re.compile(r"[0-9]{11}"), "Eleven digits."),
}
NEVER_WITHOUT = frozenset({MandateKind.AUDITOR, MandateKind.ADMINISTRATOR})
"""Nobody audits, or nobody administers: nothing that happens then is seen, and nobody can mend it."""
_WATCHES = NEVER_WITHOUT | {MandateKind.COORDINATOR, MandateKind.PRIVACY_OFFICER, MandateKind.FG}


def wrong_registration(registration: Registration) -> str | None:
    """Say what a number of this register looks like, when this is none."""
    shape, otherwise = _SHAPES[registration.register]
    return None if shape.fullmatch(registration.number) else otherwise


def valid_registration(registration: Registration | None) -> Registration | None:
    """Check a registration by the shape of its number. Raises NumberInvalid."""
    if registration is not None and (wanted := wrong_registration(registration)) is not None:
        raise NumberInvalid(errors=[FieldError("/registration/number", wanted)])
    return registration


def changed(
    before: Professional, after: Professional, *, by: UUID, unit_of: UUID | None, works_for: UUID
) -> Professional:
    """Make the next edition. Raises ProfessionalGone, NumberInvalid, UnitElsewhere, OwnUnitStays.

    ``unit_of`` is the organisation of the unit he is to be in, ``works_for`` the one he works for.
    """
    if before.status is ProfessionalStatus.DEACTIVATED:
        raise ProfessionalGone
    valid_registration(after.registration)
    if unit_of != works_for:
        raise UnitElsewhere
    if before.id == by and after.unit_id != before.unit_id:
        raise OwnUnitStays
    return msgspec.structs.replace(after, version=before.version + 1)


def hold_network(held: Collection[HeldMandate], *, of_network: bool) -> None:
    """Let only who administers the network touch somebody who works for the network. Raises WorksForTheNetwork.

    Whoever keeps the directory of one organisation would else choose who watches him.
    """
    if not of_network and any(one.kind in _WATCHES for one in held):
        raise WorksForTheNetwork


def deactivated(before: Professional, held: Collection[HeldMandate], *, by: UUID) -> Professional:
    """End somebody's access. Raises ProfessionalGone, OwnAccessStays, LastOfTheNetwork."""
    if before.status is ProfessionalStatus.DEACTIVATED:
        raise ProfessionalGone
    if before.id == by:
        raise OwnAccessStays
    if any(one.kind in NEVER_WITHOUT and not one.is_shared for one in held):
        raise LastOfTheNetwork
    return msgspec.structs.replace(before, status=ProfessionalStatus.DEACTIVATED, version=before.version + 1)
