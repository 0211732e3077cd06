"""Services of the winkelstraat as they travel."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.access.paging import CLIENTS_MAX
from chaincare.ids import new_id
from chaincare.winkelstraat import rules
from chaincare.winkelstraat.model import Found, OfferedHelp, Service, ServiceStatus, Sought
from chaincare.wire import Body, Line, View

Places = Annotated[tuple[Line, ...], msgspec.Meta(max_length=500)]
ReactionDays = Annotated[int, msgspec.Meta(ge=1, le=60)]
WaitingDays = Annotated[int, msgspec.Meta(ge=0, le=1826)]


class ServiceView(View):
    """What a unit offers in the winkelstraat; ``version`` is its edition."""

    id: UUID
    unit_id: UUID
    name: str
    specialism: str
    help: OfferedHelp
    target_group: str
    area: tuple[str, ...]
    reaction_days: int
    needs_referral: bool
    waiting_days: int | None
    waiting_stated_date: date | None
    status: ServiceStatus
    version: int


class Services(View):
    """A page of services."""

    items: tuple[ServiceView, ...]


class FoundService(View):
    """A service that was found, and who offers it."""

    service: ServiceView
    unit: str
    organisation_id: UUID
    organisation: str


class FoundServices(View):
    """What was found, by name. `nextCursor` goes into the next search."""

    items: tuple[FoundService, ...]
    next_cursor: str | None


class AddService(Body):
    """What a unit offers in the winkelstraat; without an area it is offered everywhere in the network.

    The reaction term is in working days, the waiting time in calendar days, as it is today. Words about nobody.
    """

    unit_id: UUID
    name: Line
    specialism: Line
    help: OfferedHelp
    target_group: Line
    area: Places = ()
    reaction_days: ReactionDays = 5
    needs_referral: bool = False
    waiting_days: WaitingDays | None = None

    def to_model(self, today: date) -> Service:
        """Give the service as it is offered from today on."""
        return Service(
            new_id(), self.unit_id, self.name, self.specialism, self.help, self.target_group, self.area,
            self.reaction_days, self.needs_referral, self.waiting_days, rules.stated_today(self.waiting_days, today),
        )  # fmt: skip


class ChangeService(Body):
    """What is offered from now on; what is left out stays as it is. Who names the waiting time states it as of today."""

    unit_id: UUID | UnsetType = UNSET
    name: Line | UnsetType = UNSET
    specialism: Line | UnsetType = UNSET
    help: OfferedHelp | UnsetType = UNSET
    target_group: Line | UnsetType = UNSET
    area: Places | UnsetType = UNSET
    reaction_days: ReactionDays | UnsetType = UNSET
    needs_referral: bool | UnsetType = UNSET
    waiting_days: WaitingDays | UnsetType | None = UNSET

    def applied_to(self, service: Service) -> Service:
        """Give the service with what was named changed."""
        named = {one: wanted for one in self.__struct_fields__ if (wanted := getattr(self, one)) is not UNSET}
        return msgspec.structs.replace(service, **named)


class RetireService(Body):
    """Why it is offered no longer."""

    reason: Line


class ServiceGone(View):
    """It is offered no longer; help that was asked or runs goes on."""

    id: UUID
    status: ServiceStatus


class SearchServices(Body):
    """What you look for: all that you name must fit. Words are met in name, specialism and target group, whatever their capitals and accents.

    `area` is a municipality: what names no area is offered everywhere. `cursor` is the `nextCursor` of the page before. Words about nobody.
    """

    words: Line | None = None
    specialism: Line | None = None
    target_group: Line | None = None
    help: Literal["complement", "strengthen"] | None = None
    area: Line | None = None
    organisation_id: UUID | None = None
    unit_id: UUID | None = None
    reaction_days_at_most: ReactionDays | None = None
    waiting_days_at_most: WaitingDays | None = None
    without_referral: bool = False
    cursor: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=CLIENTS_MAX)] = 25

    def sought(self) -> Sought:
        """Give what is looked for as rules know it."""
        return Sought(
            rules.words_of(self.words), rules.words_of(self.specialism), rules.words_of(self.target_group),
            self.help and OfferedHelp(self.help), self.area, self.organisation_id, self.unit_id,
            self.reaction_days_at_most, self.waiting_days_at_most, self.without_referral,
        )  # fmt: skip


def service_view(service: Service) -> ServiceView:
    """Show a service."""
    return ServiceView(
        id=service.id,
        unit_id=service.unit_id,
        name=service.name,
        specialism=service.specialism,
        help=service.help,
        target_group=service.target_group,
        area=service.area,
        reaction_days=service.reaction_days,
        needs_referral=service.needs_referral,
        waiting_days=service.waiting_days,
        waiting_stated_date=service.waiting_stated_on,
        status=service.status,
        version=service.version,
    )


def found_view(found: Found) -> FoundService:
    """Show a service that was found."""
    return FoundService(
        service=service_view(found.service),
        unit=found.unit,
        organisation_id=found.organisation_id,
        organisation=found.organisation,
    )
