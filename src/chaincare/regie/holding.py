"""Who holds regie, and who held it, as it is answered."""

from datetime import datetime
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.cases.model import Acting, Holder
from chaincare.cases.views import HolderView, holder_view
from chaincare.regie.held import Held
from chaincare.regie.laid_down import ResignationView, resignation_view
from chaincare.regie.measures import Measure
from chaincare.regie.model import EndsBecause, Latest, TermKind, VacantBecause
from chaincare.regie.resigned import Resignation
from chaincare.regie.seeing import ActingView, acting_view
from chaincare.wire import Instant, View


class RegieView(View):
    """Who directs the case at a moment, or why nobody does; with ``knownAt``, as it was known at that moment.

    An open proposal, that regie was laid down, and since when an objection stands against how the holder came to direct
    (``objectedAt``; it lies with the network coordinator) show only for the present. ``acting``: the stand-in, while the
    holder is absent; not with ``knownAt``. ``holderAbsent``: he is recorded as absent, for more than a day, and nobody acts
    for him; for professionals, and only of the present, else null. ``returnsAt``: the holder directs for a time, and then whoever
    did before does again. ``measure``: he directs by law, by this one, where this reader may know which.
    """

    at: Instant
    known_at: Instant | None
    vacant: bool
    because: VacantBecause | None
    holder: HolderView | None
    measure: Measure | None
    acting: ActingView | None
    holder_absent: bool | None
    returns_at: Instant | None
    objected_at: Instant | None
    open_proposal_id: UUID | None
    resignation: ResignationView | None


class RegieTermView(View):
    """Who held regie from when until when, and why it ended. ``forced``: by the coordinator, not agreed by the parties.

    ``measure``: by law, by this one, where this reader may know which.
    """

    holder: HolderView
    proposal_id: UUID | None
    forced: bool
    measure: Measure | None
    ends_because: EndsBecause | None
    recorded_at: Instant


class RegieTerms(View):
    """The terms of regie, the latest first."""

    items: tuple[RegieTermView, ...]


def term_view(held: Held, reach: Reach) -> RegieTermView:
    """Show one term of the history."""
    return RegieTermView(
        holder=holder_view(held.holder),
        proposal_id=held.proposal_id,
        forced=held.holder.kind == TermKind.ASSIGNED,
        measure=_shown_to(reach, held.measure),
        ends_because=held.ends_because,
        recorded_at=held.recorded_at,
    )


def regie_view(
    now: Holder | VacantBecause,
    latest: Latest | None,
    reach: Reach,
    at: Instant,
    known_at: Instant | None = None,
    open_proposal_id: UUID | None = None,
    resignation: Resignation | None = None,
    acting: Acting | None = None,
    *,
    present: bool = False,
) -> RegieView:
    """Show who directs the case: ``latest`` is whose term began last. ``present``: it was asked of now."""
    holder = None if isinstance(now, VacantBecause) else holder_view(now)
    held = None if holder is None else latest
    objected_at: datetime | None = held.objected_at if held is not None and present else None
    returns = holder is not None and latest is not None and latest.ends_because is EndsBecause.RETURNED
    return RegieView(
        at=at,
        known_at=known_at,
        vacant=holder is None,
        because=now if isinstance(now, VacantBecause) else None,
        holder=holder,
        measure=None if held is None else _shown_to(reach, held.measure),
        acting=None if holder is None or acting is None else acting_view(acting),
        holder_absent=held.unattended if held is not None and present and reach is not Reach.CLIENT else None,
        returns_at=holder.until_at if holder is not None and returns else None,
        objected_at=objected_at,
        open_proposal_id=open_proposal_id,
        resignation=None if resignation is None else resignation_view(resignation),
    )


def _shown_to(reach: Reach, measure: Measure | None) -> Measure | None:
    return None if reach is Reach.THAT else measure
