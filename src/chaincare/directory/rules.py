"""Rules of the directory. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.directory.model import BsnBasis, MandateKind, Sector
from chaincare.directory.refusals import (
    DutiesNotSeparate,
    ManagementOfOwn,
    MandateMustEnd,
    NotWithSchool,
    NumberInvalid,
    PurposeTwice,
)
from chaincare.refusals import FieldError

_APART = frozenset(
    {
        *(
            frozenset({MandateKind.AUDITOR, other})
            for other in MandateKind
            if other is not MandateKind.AUDITOR
        ),
        frozenset({MandateKind.ADMINISTRATOR, MandateKind.FG}),
        frozenset({MandateKind.FG, MandateKind.PRIVACY_OFFICER}),
    }
)
"""Which two mandates nobody holds at once in one network."""
MANDATE_MAX = timedelta(days=731)
OIN_DIGITS = 20
KVK_DIGITS = 8


def valid_numbers(oin: str | None, kvk: str | None) -> None:
    """Check an organisation's numbers: both have a length and no check digit. Raises NumberInvalid."""
    for number, digits in ((oin, OIN_DIGITS), (kvk, KVK_DIGITS)):
        if number is not None and not (len(number) == digits and number.isascii() and number.isdigit()):
            raise NumberInvalid


def mandate_end(ends_at: datetime, *, now: datetime) -> datetime:
    """Check that a mandate has an end that is near enough to be looked at again. Raises MandateMustEnd."""
    if not now < ends_at <= now + MANDATE_MAX:
        raise MandateMustEnd
    return ends_at


def separate_duties(kind: MandateKind, held: Collection[MandateKind]) -> None:
    """Check that nobody reviews what he does himself (T6), or oversees his own work (AVG 38). Raises DutiesNotSeparate."""
    if any(frozenset({kind, other}) in _APART for other in held):
        raise DutiesNotSeparate


def of_own_organisation(kind: MandateKind, of: UUID | None, works_for: UUID) -> None:
    """Check that a management contact is one for the organisation he works for. Raises ManagementOfOwn."""
    if kind is MandateKind.MANAGEMENT_CONTACT and of != works_for:
        raise ManagementOfOwn


def distinct_bases(bases: tuple[BsnBasis, ...]) -> tuple[BsnBasis, ...]:
    """Check that each purpose has one article. Raises PurposeTwice."""
    if len({basis.purpose for basis in bases}) != len(bases):
        raise PurposeTwice
    return bases


def usable_bases(bases: tuple[BsnBasis, ...], sector: Sector, within: str) -> None:
    """Check that what a school lists it can use: for education, with education (S4). Raises NotWithSchool."""
    if sector is not Sector.EDUCATION:
        return
    wrong = [
        FieldError(
            f"{within}/{number}/towards/{place}", "A school uses the number for education, with education."
        )
        for number, basis in enumerate(bases)
        for place, towards in enumerate(basis.towards)
        if not (basis.purpose is Purpose.EDUCATION_SUPPORT and towards is Sector.EDUCATION)
    ]
    if wrong:
        raise NotWithSchool(errors=wrong)
