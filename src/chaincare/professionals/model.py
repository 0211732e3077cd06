"""Who works for the units of a network: his name, function, unit, registration, and whether his login opens anything."""

from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.directory.model import MandateKind
from chaincare.directory.operations import KEEPING
from chaincare.directory.refusals import NotAdministrator
from chaincare.refusals import Kind, Refusal


class ProfessionalStatus(StrEnum):
    """Whether a login opens anything."""

    ACTIVE = "active"
    DEACTIVATED = "deactivated"


class Register(StrEnum):
    """Where somebody is registered for his profession: in youth care, or in health care."""

    SKJ = "skj"
    BIG = "big"


class Registration(msgspec.Struct, frozen=True):
    """Under which number somebody stands in a register of his profession."""

    register: Register
    number: str


class Professional(msgspec.Struct, frozen=True):
    """Somebody who works for a unit; his login is issuer and subject."""

    id: UUID
    unit_id: UUID
    name: str
    function: str
    phone: str | None
    registration: Registration | None
    status: ProfessionalStatus
    version: int


class HeldMandate(msgspec.Struct, frozen=True):
    """A mandate somebody has for the whole network, or is to have, and whether somebody else who is there has one of its kind now."""

    kind: MandateKind
    is_shared: bool


class ProfessionalUnknown(Refusal):
    """There is no professional with this id in a network of yours."""

    kind = Kind.UNKNOWN


class OwnAccessStays(Refusal):
    """Nobody ends his own access: ask somebody else who keeps the directory."""

    kind = Kind.CONFLICT


class WorksForTheNetwork(Refusal):
    """He coordinates, audits, administers or guards privacy for the network: ask who administers the network to change what is known of him or to end his access."""

    kind = Kind.FORBIDDEN


class LastOfTheNetwork(Refusal):
    """Nobody else audits or administers the whole network: let somebody else do that first, then end this access (T6)."""

    kind = Kind.CONFLICT


class ProfessionalGone(Refusal):
    """This professional was deactivated, for good. Who comes back is added anew, and is let into cases by who is in them."""

    kind = Kind.CONFLICT


class UnitElsewhere(Refusal):
    """Somebody moves between units of one organisation. Who goes to another is added there, with a login of that one, and deactivated here."""

    kind = Kind.CONFLICT


class OwnUnitStays(Refusal):
    """Nobody puts himself into another unit, with what that one may see: ask another administrator."""

    kind = Kind.FORBIDDEN


class LoginTaken(Refusal):
    """An active professional with this subject is registered already for this organisation's issuer."""

    kind = Kind.CONFLICT


def _writing(code: str, action: Literal["C", "U"], en: str, nl: str) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="directory",
        reaches=KEEPING, unknown=NotAdministrator,
    )  # fmt: skip


ADD_PROFESSIONAL = _writing(
    "professional.added", "C", "A professional was added", "Er is een medewerker toegevoegd"
)
CHANGE_PROFESSIONAL = _writing(
    "professional.changed", "U", "What is known of a professional was changed", "Gegevens van een medewerker zijn gewijzigd"
)  # fmt: skip
DEACTIVATE_PROFESSIONAL = _writing(
    "professional.deactivated", "U", "A professional lost access", "Een medewerker heeft geen toegang meer"
)
