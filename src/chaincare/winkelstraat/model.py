"""What units offer in the winkelstraat: which help, for whom, where, how soon."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.operations import KEEPING
from chaincare.directory.refusals import NoPlaceInDirectory, NotAdministrator
from chaincare.refusals import Kind, Refusal


class OfferedHelp(StrEnum):
    """What a service of the winkelstraat offers."""

    COMPLEMENT = "complement"
    STRENGTHEN = "strengthen"
    BOTH = "both"


class ServiceStatus(StrEnum):
    """Whether it is still offered."""

    ACTIVE = "active"
    RETIRED = "retired"


class Service(msgspec.Struct, frozen=True):
    """An entry of the winkelstraat. ``reaction_days`` are working days, ``waiting_days`` calendar days."""

    id: UUID
    unit_id: UUID
    name: str
    specialism: str
    help: OfferedHelp
    target_group: str
    area: tuple[str, ...]
    reaction_days: int
    needs_referral: bool
    waiting_days: int | None = None
    waiting_stated_on: date | None = None
    status: ServiceStatus = ServiceStatus.ACTIVE
    version: int = 1


class Sought(msgspec.Struct, frozen=True):
    """What is looked for: words that must all be met, anywhere or in one field, and what must fit beside them."""

    words: tuple[str, ...]
    in_specialism: tuple[str, ...]
    in_target_group: tuple[str, ...]
    help: OfferedHelp | None
    area: str | None
    organisation_id: UUID | None
    unit_id: UUID | None
    reaction_days_at_most: int | None
    waiting_days_at_most: int | None
    without_referral: bool


class Found(msgspec.Struct, frozen=True):
    """A service that was found, by whom it is offered, and where it stands in the order of names."""

    service: Service
    unit: str
    organisation_id: UUID
    organisation: str
    place: str


class ServiceUnknown(Refusal):
    """There is no service with this id in a network of yours."""

    kind = Kind.UNKNOWN


class ServiceRetired(Refusal):
    """This is no longer offered, for good: add it anew when it is offered again."""

    kind = Kind.CONFLICT


def _writing(code: str, action: Literal["C", "U"], en: str, nl: str) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="directory",
        reaches=KEEPING, unknown=NotAdministrator,
    )  # fmt: skip


ADD_SERVICE = _writing("service.added", "C", "A service was added", "Er is aanbod toegevoegd")
CHANGE_SERVICE = _writing("service.changed", "U", "A service was changed", "Aanbod is gewijzigd")
RETIRE_SERVICE = _writing("service.retired", "U", "A service is no longer offered", "Aanbod is vervallen")
SEARCH_SERVICES = Operation(
    code="services.searched",
    action="R",
    en="It was looked for what is offered",
    nl="Er is gezocht in het aanbod",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NoPlaceInDirectory,
)
