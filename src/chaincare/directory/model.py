"""Who exists in a region: networks, organisations, units, professionals, services, mandates. No client data."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose


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


class MandateKind(StrEnum):
    """What somebody may do for a network, until an end date."""

    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"
    FG = "fg"
    MANAGEMENT_CONTACT = "management_contact"
    VOORTREKKER = "voortrekker"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator"


class OrganisationStatus(StrEnum):
    """Whether an organisation is a member in full, on its way out, or gone."""

    ACTIVE = "active"
    LEAVING = "leaving"
    LEFT = "left"
    INSOLVENT = "insolvent"


class Profile(StrEnum):
    """What a network is beside a network: some statutes are for such networks only."""

    ZORG_EN_VEILIGHEIDSHUIS = "zorg_en_veiligheidshuis"
    CRIMINAL_DATA = "criminal_data"


class Network(msgspec.Struct, frozen=True):
    """A region's winkeliersvereniging."""

    id: UUID
    name: str
    region: str
    scale: Scale
    municipalities: tuple[str, ...]
    profiles: tuple[Profile, ...] = ()
    version: int = 1


class Numbers(msgspec.Struct, frozen=True):
    """By which numbers an organisation is known elsewhere. KvK is a registration's, which several may share."""

    oin: str | None = None
    kvk: str | None = None
    brin: str | None = None
    agb: str | None = None


class Organisation(msgspec.Struct, frozen=True):
    """A member, and the one token issuer it may speak through."""

    id: UUID
    name: str
    sector: Sector
    oin: str | None
    kvk: str | None
    brin: str | None
    agb: str | None
    status: OrganisationStatus
    issuer: str
    version: int


class BsnBasis(msgspec.Struct, frozen=True):
    """What allows a unit to record a BSN: for a purpose, under an article of a law, to use it with some sectors (S4)."""

    purpose: Purpose
    article: str
    towards: tuple[Sector, ...] = ()


class ClosingDays(msgspec.Struct, frozen=True):
    """On which days an organisation is closed beside the holidays, and which edition of that this is."""

    days: tuple[date, ...]
    version: int


class Unit(msgspec.Struct, frozen=True):
    """A team or department, by statutory task."""

    id: UUID
    organisation_id: UUID
    name: str
    statutory_task: str
    bsn_bases: tuple[BsnBasis, ...]
    version: int


class BsnBases(msgspec.Struct, frozen=True):
    """For which purposes a unit may record a BSN, and which edition of that this is."""

    items: tuple[BsnBasis, ...]
    version: int


class Mandate(msgspec.Struct, frozen=True):
    """May coordinate, audit or administer, from now until its end."""

    id: UUID
    professional_id: UUID
    kind: MandateKind
    network_id: UUID
    organisation_id: UUID | None
    ends_at: datetime
