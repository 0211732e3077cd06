"""What is asked about emergencies: the bodies of requests."""

from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec

from chaincare.clients.rules import valid_bsn
from chaincare.clients.views import BsnDigits
from chaincare.emergency.model import (
    UNITS_MAX,
    EmergencySettings,
    FoundBy,
    NamedUnit,
    ReasonCode,
    ReviewOutcome,
    UnitKind,
)
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Line, Name, Text


class ByBsn(Body, tag="bsn", tag_field="kind"):
    """By the number (BSN), for a unit with a basis for purpose `safety` among its `bsn-bases`; to any other nobody is found."""

    bsn: BsnDigits

    found_by: ClassVar = FoundBy.BSN

    def to_search(self) -> tuple[dict[str, Any], str | None]:
        """Give what the door looks for, and the number that it looks for by its blind index. Raises BsnInvalid."""
        return {"kind": "bsn"}, valid_bsn(self.bsn, pointer="/by/bsn")


class ByName(Body, tag="name", tag_field="kind"):
    """By the full name and the whole birth date: case, accents, spaces and hyphens do not count, letters do."""

    given_names: Name
    birth_date: date
    prefix: Name | None = None
    family_name: Name | None = None

    found_by: ClassVar = FoundBy.NAME

    def to_search(self) -> tuple[dict[str, Any], None]:
        """Give what the door looks for."""
        return {
            "kind": "name",
            "givenNames": self.given_names,
            "prefix": self.prefix,
            "familyName": self.family_name,
            "birthDate": self.birth_date,
        }, None


class ByReference(Body, tag="reference", tag_field="kind"):
    """By the reference of the case, as somebody quotes it."""

    reference: Line

    found_by: ClassVar = FoundBy.REFERENCE

    def to_search(self) -> tuple[dict[str, Any], None]:
        """Give what the door looks for."""
        return {"kind": "reference", "reference": self.reference.strip().upper()}, None


class RequestEmergencyAccess(Body):
    """Who it is, exactly; why you must know now, by a code and in words. The words are kept sealed beside the entry."""

    by: ByBsn | ByName | ByReference
    reason_code: ReasonCode
    reason: Text


class LeaveEmergencyNote(Body):
    """What the regie holder must know; you cannot read it back."""

    body: Text


class BeginCrisis(Body):
    """For how long who uses the access takes part, on which ground, and why."""

    legal_basis: StateLegalBasis
    reason: Text
    hours: Annotated[int, msgspec.Meta(ge=1, le=72)] = 72


class ReviewEmergencyAccess(Body):
    """Whether it was right, and why."""

    outcome: ReviewOutcome
    reason: Text


class NameUnit(Body):
    """A unit with the number it answers day and night.

    With a `kind` its people may get in by emergency. Without a `kind` the unit is only a number to call, and gets no access.
    """

    unit_id: UUID
    phone: Line
    kind: UnitKind | None = None


class SetEmergencySettings(Body):
    """What the covenant says about emergencies: the whole of it is replaced.

    `hours` is how long an access runs, `dailyLimit` how often one person may ask in 24 hours.
    """

    units: Annotated[tuple[NameUnit, ...], msgspec.Meta(max_length=UNITS_MAX)] = ()
    hours: Annotated[int, msgspec.Meta(ge=1, le=4)] = 2
    daily_limit: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3

    def to_model(self, version: int) -> EmergencySettings:
        """Give the settings as rules know them."""
        units = tuple(NamedUnit(one.unit_id, one.kind, one.phone) for one in self.units)
        return EmergencySettings(units, self.hours, self.daily_limit, version)
