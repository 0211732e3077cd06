"""The organisation of last resort, as it travels."""

from typing import Literal
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.last_resort.model import LastResort, Named, ResortEndsBecause
from chaincare.wire import Body, Instant, Line, View


class AssignLastResort(Body):
    """Which organisation has to name a holder, and why: everybody in the case reads that, for ever."""

    organisation_id: UUID
    reason: Line


class WithdrawLastResort(Body):
    """It is taken back: the organisation need not name anybody."""


class NominateHolder(Body):
    """Whom your organisation names. He sees the case once those who take part brought him in, and agrees himself."""

    professional_id: UUID


class NamedView(View):
    """Whom the organisation named."""

    professional_id: UUID
    name: str
    function: str
    unit: str
    named_at: Instant


class LastResortView(View):
    """That an organisation has to name a holder. ``named`` is for who works in the case and for the coordinator.

    ``state``: ``awaited`` until it named somebody; then ``named``; ``ended`` with why: somebody of it directs
    (``own_holder``), somebody else does (``another_holder``), or it was taken back (``withdrawn``). ``unfit``, for the
    coordinator and scope full: whom it named cannot take part in this case; have another named, or take it back.
    ``unnamedAt``: whom it named last refused or left (``unnamedBecause``) and it has to name another, by ``nameByAt``; not for
    the client's side.
    """

    id: UUID
    organisation_id: UUID
    organisation: str
    reason: str
    assigned_at: Instant
    name_by_at: Instant
    state: Literal["awaited", "named", "ended"]
    named: NamedView | None
    unfit: bool
    unnamed_at: Instant | None
    unnamed_because: Literal["refused", "left"] | None
    ended_at: Instant | None
    ended_because: ResortEndsBecause | None


class LastResorts(View):
    """All that were assigned in this case, the latest first."""

    items: tuple[LastResortView, ...]


class Nomination(View):
    """That it was named, and whom. Of the case nothing is told."""

    id: UUID
    name_by_at: Instant
    named: NamedView | None


def resort_view(resort: LastResort, reach: Reach) -> LastResortView:
    """Show an assignment."""
    told = None if reach is Reach.CLIENT else resort.named
    state: Literal["awaited", "named", "ended"] = "awaited" if resort.named is None else "named"
    return LastResortView(
        id=resort.id,
        organisation_id=resort.organisation_id,
        organisation=resort.organisation,
        reason=resort.reason,
        assigned_at=resort.assigned_at,
        name_by_at=resort.name_by,
        state=state if resort.ended_at is None else "ended",
        named=None if told is None else _named_view(told),
        unfit=resort.unfit,
        unnamed_at=None if reach is Reach.CLIENT else resort.unnamed_at,
        unnamed_because=None if reach is Reach.CLIENT else resort.unnamed_because,
        ended_at=resort.ended_at,
        ended_because=resort.ended_because,
    )


def nomination_view(resort: LastResort) -> Nomination:
    """Show what was named to who named it."""
    named = None if resort.named is None else _named_view(resort.named)
    return Nomination(id=resort.id, name_by_at=resort.name_by, named=named)


def _named_view(named: Named) -> NamedView:
    return NamedView(
        professional_id=named.id,
        name=named.name,
        function=named.function,
        unit=named.unit,
        named_at=named.at,
    )
