"""What a registration looks like, and what may change about somebody. Pure."""

import re
from uuid import UUID

import msgspec

from chaincare.directory.refusals import NumberInvalid
from chaincare.professionals.model import (
    OwnUnitStays,
    Professional,
    ProfessionalGone,
    ProfessionalStatus,
    Register,
    Registration,
    UnitElsewhere,
)
from chaincare.refusals import FieldError

# Neither has a check digit.
_SHAPES = {
    Register.SKJ: (re.compile(r"[0-9]{9}"), "Nine digits."),
    Register.BIG: (re.compile(r"[0-9]{11}"), "Eleven digits."),
}


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


def deactivated(before: Professional) -> Professional:
    """End somebody's access. Raises ProfessionalGone."""
    if before.status is ProfessionalStatus.DEACTIVATED:
        raise ProfessionalGone
    return msgspec.structs.replace(before, status=ProfessionalStatus.DEACTIVATED, version=before.version + 1)
