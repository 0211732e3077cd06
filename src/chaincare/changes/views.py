"""Changes of the directory as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.changes.model import KnownMandate, KnownNetwork, KnownOrganisation, KnownUnit
from chaincare.directory.model import MandateKind, Numbers, OrganisationStatus, Profile, Scale
from chaincare.wire import Body, Instant, Line, View


class ChangeOrganisation(Body):
    """What the organisation is called, and by which numbers it is known; what is left out stays, null takes a number away."""

    name: Line | UnsetType = UNSET
    oin: Line | UnsetType | None = UNSET
    kvk: Line | UnsetType | None = UNSET
    brin: Line | UnsetType | None = UNSET
    agb: Line | UnsetType | None = UNSET

    def applied_to(self, organisation: KnownOrganisation) -> KnownOrganisation:
        """Give the organisation with what was named changed."""
        named = {
            one: wanted for one in Numbers.__struct_fields__ if (wanted := getattr(self, one)) is not UNSET
        }
        return msgspec.structs.replace(
            organisation,
            name=organisation.name if self.name is UNSET else self.name,
            numbers=msgspec.structs.replace(organisation.numbers, **named),
            version=organisation.version + 1,
        )


class ChangeUnit(Body):
    """What the unit is called, and for which statutory task it is; what is left out stays as it is."""

    name: Line | UnsetType = UNSET
    statutory_task: Line | UnsetType = UNSET

    def applied_to(self, unit: KnownUnit) -> KnownUnit:
        """Give the unit with what was named changed."""
        return msgspec.structs.replace(
            unit,
            name=unit.name if self.name is UNSET else self.name,
            statutory_task=unit.statutory_task if self.statutory_task is UNSET else self.statutory_task,
            version=unit.version + 1,
        )


class ChangeNetwork(Body):
    """What the network is called and where it is; what is left out stays. A list is given whole.

    `profiles` is what the network is beside a network: statutes that are for such networks only can then be cited.
    """

    name: Line | UnsetType = UNSET
    region: Line | UnsetType = UNSET
    scale: Scale | UnsetType = UNSET
    municipalities: Annotated[tuple[Line, ...], msgspec.Meta(max_length=500)] | UnsetType = UNSET
    profiles: Annotated[tuple[Profile, ...], msgspec.Meta(max_length=len(Profile))] | UnsetType = UNSET

    def applied_to(self, network: KnownNetwork) -> KnownNetwork:
        """Give the network with what was named changed."""
        named = {one: wanted for one in self.__struct_fields__ if (wanted := getattr(self, one)) is not UNSET}
        if "profiles" in named:
            named["profiles"] = frozenset(named["profiles"])
        return msgspec.structs.replace(network, **named, version=network.version + 1)


class StateDeparture(Body):
    """Why the organisation leaves."""

    reason: Line


class EndMandate(Body):
    """Why the mandate ends."""

    reason: Line


class OrganisationStands(View):
    """An organisation after the change."""

    id: UUID
    name: str
    oin: str | None
    kvk: str | None
    brin: str | None
    agb: str | None
    status: OrganisationStatus
    version: int


class NetworkStands(View):
    """A network after the change."""

    id: UUID
    name: str
    region: str
    scale: Scale
    municipalities: tuple[str, ...]
    profiles: tuple[Profile, ...]
    version: int


class UnitStands(View):
    """A unit after the change."""

    id: UUID
    name: str
    statutory_task: str
    version: int


class MandateView(View):
    """A mandate: who may do what for the network, or for one organisation of it, from when until when."""

    id: UUID
    professional_id: UUID
    kind: MandateKind
    organisation_id: UUID | None
    begins_at: Instant
    ends_at: Instant
    ended_because: str | None


class Mandates(View):
    """A page of mandates."""

    items: tuple[MandateView, ...]


def organisation_view(organisation: KnownOrganisation) -> OrganisationStands:
    """Show an organisation."""
    return OrganisationStands(
        id=organisation.id,
        name=organisation.name,
        **msgspec.structs.asdict(organisation.numbers),
        status=organisation.status,
        version=organisation.version,
    )


def network_view(network: KnownNetwork) -> NetworkStands:
    """Show a network."""
    known = msgspec.structs.asdict(network) | {"profiles": tuple(sorted(network.profiles))}
    return NetworkStands(**known)


def unit_view(unit: KnownUnit) -> UnitStands:
    """Show a unit."""
    return UnitStands(id=unit.id, name=unit.name, statutory_task=unit.statutory_task, version=unit.version)


def mandate_view(mandate: KnownMandate) -> MandateView:
    """Show a mandate."""
    return MandateView(
        id=mandate.id,
        professional_id=mandate.professional_id,
        kind=mandate.kind,
        organisation_id=mandate.organisation_id,
        begins_at=mandate.begins_at,
        ends_at=mandate.ends_at,
        ended_because=mandate.ended_because,
    )
