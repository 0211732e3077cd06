"""Rules of the directory. Pure."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from stdnum.nl import bsn

from chaincare.access.model import Purpose
from chaincare.directory.model import BsnBasis, MandateKind, Numbers, Sector
from chaincare.directory.refusals import (
    DutiesNotSeparate,
    FundersOwnOnly,
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
        frozenset({MandateKind.ORGANISATION_ADMINISTRATOR, MandateKind.FG}),
        frozenset({MandateKind.FG, MandateKind.PRIVACY_OFFICER}),
    }
)
"""Which two mandates nobody holds at once in one network."""
OF_OWN = frozenset({MandateKind.MANAGEMENT_CONTACT, MandateKind.ORGANISATION_ADMINISTRATOR})
"""Mandates for the organisation one works for."""
OF_ALL = frozenset({MandateKind.COORDINATOR, MandateKind.ADMINISTRATOR, MandateKind.VOORTREKKER})
"""Mandates for the whole network."""
MANDATE_MAX = timedelta(days=731)
_SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "oin": (
        re.compile(r"[0-9]{20}"),
        "Twenty digits; one that begins with 00000001 holds an RSIN, which passes the 11-test.",
    ),
    "kvk": (re.compile(r"[0-9]{8}"), "Eight digits."),
    "brin": (
        re.compile(r"[0-9]{2}[A-Z]{2}([0-9]{2})?"),
        "Two digits and two capitals, with the two digits of the location if it has one.",
    ),
    "agb": (re.compile(r"[0-9]{8}"), "Eight digits."),
}
_OIN_OF_RSIN = "00000001"
"""Such an OIN holds the RSIN, the only one of these numbers with a check digit: that of the BSN."""


def wrong_numbers(numbers: Numbers) -> dict[str, str]:
    """Say which of an organisation's numbers cannot be one, each with what it looks like."""
    return {
        name: otherwise
        for name, (shape, otherwise) in _SHAPES.items()
        if (number := getattr(numbers, name)) is not None
        and (
            shape.fullmatch(number) is None
            or (name == "oin" and number.startswith(_OIN_OF_RSIN) and not bsn.is_valid(number[8:17]))
        )
    }


def valid_numbers(numbers: Numbers) -> Numbers:
    """Check an organisation's numbers by their shape, and by their check digit where they have one. Raises NumberInvalid."""
    if wrong := wrong_numbers(numbers):
        raise NumberInvalid(errors=[FieldError(f"/{name}", wanted) for name, wanted in wrong.items()])
    return numbers


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
    """Check for which organisation a mandate is: some are for one's own, some for the whole network. Raises ManagementOfOwn."""
    if (kind in OF_OWN and of != works_for) or (kind in OF_ALL and of is not None):
        raise ManagementOfOwn


def not_of_a_funder(kind: MandateKind, sector: str) -> None:
    """Keep who pays for care out of it: no mandate of a funder's people reaches beyond their own organisation. Raises FundersOwnOnly."""
    if sector == Sector.FUNDER and kind not in OF_OWN:
        raise FundersOwnOnly


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
