"""Who exists in a region: networks, organisations, units, professionals, services, mandates. No client data."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal


class Sector(StrEnum):
    """What an organisation is for."""

    EDUCATION = "education"
    SOCIAL = "social"
    CARE = "care"
    WORK_AND_INCOME = "work_and_income"
    HOUSING = "housing"
    SAFETY = "safety"
    FUNDER = "funder"


class Scale(StrEnum):
    """How wide a network reaches."""

    LOCAL = "local"
    REGIONAL = "regional"


class OfferedHelp(StrEnum):
    """What a service of the winkelstraat offers."""

    COMPLEMENT = "complement"
    STRENGTHEN = "strengthen"
    BOTH = "both"


class MandateKind(StrEnum):
    """What somebody may do for a network, until an end date."""

    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Network(msgspec.Struct, frozen=True):
    """A region's winkeliersvereniging."""

    id: UUID
    name: str
    region: str
    scale: Scale
    municipalities: tuple[str, ...]


class Organisation(msgspec.Struct, frozen=True):
    """A member, and the one token issuer it may speak through."""

    id: UUID
    name: str
    sector: Sector
    oin: str | None
    kvk: str | None
    status: str
    issuer: str


class Unit(msgspec.Struct, frozen=True):
    """A team or department, by statutory task."""

    id: UUID
    organisation_id: UUID
    name: str
    statutory_task: str


class Professional(msgspec.Struct, frozen=True):
    """Somebody who works for a unit; his login is issuer and subject."""

    id: UUID
    unit_id: UUID
    name: str
    function: str
    phone: str | None
    status: str


class Service(msgspec.Struct, frozen=True):
    """An entry of the winkelstraat. ``reaction_days`` are working days."""

    id: UUID
    unit_id: UUID
    name: str
    specialism: str
    help: OfferedHelp
    target_group: str
    area: tuple[str, ...]
    reaction_days: int
    needs_referral: bool


class Mandate(msgspec.Struct, frozen=True):
    """May coordinate, audit or administer, from now until its end."""

    id: UUID
    professional_id: UUID
    kind: MandateKind
    network_id: UUID
    organisation_id: UUID | None
    ends_at: datetime


class NoPlaceInDirectory(Refusal):
    """Your login is not registered here as a professional: ask your network's administrator."""

    kind = Kind.FORBIDDEN


class NotAdministrator(Refusal):
    """Only an administrator of this network may change its directory."""

    kind = Kind.FORBIDDEN


class NotInYourNetwork(Refusal):
    """There is no such organisation, unit or professional in the network you administer."""

    kind = Kind.UNKNOWN


class IssuerKnownOtherwise(Refusal):
    """This token issuer is registered otherwise: another key address, another network, or for citizens. Ask its owner."""

    kind = Kind.CONFLICT


class LoginTaken(Refusal):
    """A professional with this subject is registered already for this organisation's issuer."""

    kind = Kind.CONFLICT


class NumberInvalid(Refusal):
    """The OIN or KvK number is not valid: check its digits."""

    kind = Kind.BAD_INPUT


class MandateMustEnd(Refusal):
    """A mandate ends in the future, and within two years."""

    kind = Kind.BAD_INPUT


class MandateForYourself(Refusal):
    """Nobody grants a mandate to himself: ask another administrator of this network."""

    kind = Kind.FORBIDDEN


class DutiesNotSeparate(Refusal):
    """Who manages access cannot review it: an administrator is no auditor, and an auditor no administrator (T6)."""

    kind = Kind.CONFLICT


READ_DIRECTORY = Operation(
    code="directory.read",
    action="R",
    en="The directory was read",
    nl="De gids van organisaties is bekeken",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NoPlaceInDirectory,
)
WRITE_DIRECTORY = Operation(
    code="directory.changed",
    action="U",
    en="The directory was changed",
    nl="De gids van organisaties is gewijzigd",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
DEACTIVATE_PROFESSIONAL = Operation(
    code="professional.deactivated",
    action="U",
    en="A professional lost access",
    nl="Een medewerker heeft geen toegang meer",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
GRANT_MANDATE = Operation(
    code="mandate.granted",
    action="C",
    en="A mandate was granted",
    nl="Er is een mandaat verleend",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=NotAdministrator,
)
