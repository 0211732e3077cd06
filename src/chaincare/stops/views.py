"""Blocks and stops as they travel."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.stops.model import BreadthLimits, LoginBlock, PartnerStop
from chaincare.wire import Body, Instant, Line, View


class BlockLogin(Body):
    """Whose login opens nothing from the next request on, and why."""

    professional_id: UUID
    reason: Line


class LiftLoginBlock(Body):
    """Why the login may be used again."""

    reason: Line


class LoginBlockView(View):
    """A login that opens nothing until it has an ``unblockedAt``."""

    id: UUID
    professional_id: UUID
    reason: str
    blocked_by: UUID
    blocked_at: Instant
    unblocked_at: Instant | None
    unblocked_because: str | None


class LoginBlocks(View):
    """A page of blocked logins."""

    items: tuple[LoginBlockView, ...]


class StopPartnerSystem(Body):
    """Which system opens nothing in your network from the next request on: the client id of its tokens; and why."""

    client_id: Line
    reason: Line


class ResumePartnerSystem(Body):
    """Why the system may go on."""

    reason: Line


class PartnerStopView(View):
    """A system that opens nothing until it has a ``resumedAt``."""

    id: UUID
    client_id: str
    reason: str
    stopped_by: UUID
    stopped_at: Instant
    resumed_at: Instant | None
    resumed_because: str | None


class PartnerStopped(PartnerStopView):
    """A system that opens nothing any more, and whether your network knows it.

    ``lastUsedDate`` is the last day on which somebody of your network is known to have worked through it. Null: nobody is,
    so check the client id for a typing error; a system that nobody used yet is stopped all the same.
    """

    last_used_date: date | None


class PartnerStops(View):
    """A page of stopped partner systems."""

    items: tuple[PartnerStopView, ...]


class SetBreadthLimits(Body):
    """How many different clients one professional, and one partner system, may come to within an hour.

    A list is refused as a whole with one client too many: leave room for the largest caseload of your network.
    """

    clients_an_hour: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    partner_clients_an_hour: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class BreadthLimitsView(View):
    """How many different clients one professional, and one partner system, may come to within an hour."""

    clients_an_hour: int
    partner_clients_an_hour: int


def block_view(block: LoginBlock) -> LoginBlockView:
    """Show a blocked login."""
    return LoginBlockView(
        id=block.id,
        professional_id=block.professional_id,
        reason=block.reason,
        blocked_by=block.blocked_by,
        blocked_at=block.blocked_at,
        unblocked_at=block.lifted.at if block.lifted else None,
        unblocked_because=block.lifted.reason if block.lifted else None,
    )


def stop_view(stop: PartnerStop) -> PartnerStopView:
    """Show a stopped partner system."""
    return PartnerStopView(
        id=stop.id,
        client_id=stop.client_id,
        reason=stop.reason,
        stopped_by=stop.stopped_by,
        stopped_at=stop.stopped_at,
        resumed_at=stop.lifted.at if stop.lifted else None,
        resumed_because=stop.lifted.reason if stop.lifted else None,
    )


def stopped_view(stop: PartnerStop, last_used_on: date | None) -> PartnerStopped:
    """Answer a stop, with when the system was last used."""
    return PartnerStopped(**msgspec.structs.asdict(stop_view(stop)), last_used_date=last_used_on)


def limits_view(limits: BreadthLimits) -> BreadthLimitsView:
    """Show the limits of a network."""
    return BreadthLimitsView(
        clients_an_hour=limits.clients_an_hour, partner_clients_an_hour=limits.partner_clients_an_hour
    )
