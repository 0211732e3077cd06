"""The directory as it travels."""

from typing import Annotated
from uuid import UUID

from chaincare.directory.model import (
    BsnBases,
    BsnBasis,
    MandateKind,
    OrganisationStatus,
    Profile,
    Scale,
    Sector,
    Unit,
)
from chaincare.directory.stated import BsnBasisView, StatedBsnBases, basis_view
from chaincare.wire import Body, Instant, Line, View, shaped

Address = Annotated[
    str, shaped("https?://[!-~]+", "Must be an http or https address.", min_length=1, max_length=300)
]


class NetworkView(View):
    """A network. Some statutes are only for networks with a profile; ``version`` is its edition."""

    id: UUID
    name: str
    region: str
    scale: Scale
    municipalities: tuple[str, ...]
    profiles: tuple[Profile, ...]
    version: int


class OrganisationView(View):
    """An organisation and the token issuer it speaks through."""

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


class BsnBasesView(View):
    """For which purposes a unit may record a BSN; for no other."""

    items: tuple[BsnBasisView, ...]


class UnitView(View):
    """A unit; without a basis for a purpose it records no BSN for it."""

    id: UUID
    organisation_id: UUID
    name: str
    statutory_task: str
    bsn_bases: tuple[BsnBasisView, ...]
    version: int


class Networks(View):
    """A page of networks."""

    items: tuple[NetworkView, ...]


class Organisations(View):
    """A page of organisations."""

    items: tuple[OrganisationView, ...]


class Units(View):
    """A page of units."""

    items: tuple[UnitView, ...]


class AddOrganisation(Body):
    """A new member of your network, and the one issuer whose tokens speak for it; it is asked for its ``jwksUri`` if need be."""

    name: Line
    sector: Sector
    issuer: Address
    jwks_uri: Address | None = None
    oin: Line | None = None
    kvk: Line | None = None
    brin: Line | None = None
    agb: Line | None = None


class SetBsnBases(Body):
    """All purposes for which a unit may record a BSN: the list is replaced."""

    items: StatedBsnBases

    def to_model(self) -> tuple[BsnBasis, ...]:
        """Give the list as rules know it."""
        return tuple(one.to_model() for one in self.items)


class AddUnit(Body):
    """A team or department, by its statutory task."""

    organisation_id: UUID
    name: Line
    statutory_task: Line
    bsn_bases: StatedBsnBases = ()

    def stated_bases(self) -> tuple[BsnBasis, ...]:
        """Give the bases as rules know them."""
        return tuple(one.to_model() for one in self.bsn_bases)


class GrantMandate(Body):
    """What somebody may do for the network you administer, until when.

    `coordinator`, `administrator` and `voortrekker` (who leads the alliance) are for the network: leave out
    `organisationId`. `management_contact` and `organisation_administrator` need it: it is the organisation he works for.
    `auditor`, `privacy_officer` and `fg` are for the network, or with it for that organisation only: its auditor sees the
    acts of its own people.
    """

    professional_id: UUID
    kind: MandateKind
    ends_at: Instant
    organisation_id: UUID | None = None


class Added(View):
    """What was added."""

    id: UUID


class MandateGranted(View):
    """The mandate, and when it ends by itself."""

    id: UUID
    ends_at: Instant


def bsn_bases_view(bases: BsnBases) -> BsnBasesView:
    """Show for what a unit may record a BSN."""
    return BsnBasesView(items=tuple(map(basis_view, bases.items)))


def unit_view(unit: Unit) -> UnitView:
    """Show a unit."""
    return UnitView(
        id=unit.id,
        organisation_id=unit.organisation_id,
        name=unit.name,
        statutory_task=unit.statutory_task,
        bsn_bases=tuple(map(basis_view, unit.bsn_bases)),
        version=unit.version,
    )
