"""Who is needed for the people on an inventory, as it travels: in words about nobody."""

from datetime import date, datetime
from uuid import UUID

from chaincare.alliance.bodies import AboutNobody
from chaincare.inventory_parties.model import InventoryParty, StepTaken
from chaincare.needed_parties.model import (
    Approached,
    InTalks,
    NeededParty,
    NextStep,
    OrganisationNeeded,
    Refuses,
    Stand,
    TakesPart,
)
from chaincare.needed_parties.views import (
    HelpNeededView,
    NeededPartyState,
    NeedHelp,
    NeedOrganisation,
    OrganisationNeededView,
)
from chaincare.wire import Instant, Line, Text, View


class NameInventoryParty(AboutNobody):
    """Who is needed and what for, and what is done next about it, by when; by you, or by whom `nextStepById` names. In words about nobody in particular."""

    who: NeedOrganisation | NeedHelp
    needed_for: Text
    next_step: Line
    next_step_date: date
    next_step_by_id: UUID | None = None


class PartyApproached(AboutNobody, tag="approached", tag_field="step"):
    """They were asked; what is done next, by when, by whom. May be said again."""

    next_step: Line
    next_step_date: date
    next_step_by_id: UUID | None = None


class PartyInTalks(AboutNobody, tag="in_talks", tag_field="step"):
    """They are thinking with us; what is done next, by when, by whom. May be said again."""

    next_step: Line
    next_step_date: date
    next_step_by_id: UUID | None = None


class PartyTakesPart(AboutNobody, tag="takes_part", tag_field="step"):
    """They take part."""


class PartyRefuses(AboutNobody, tag="refuses", tag_field="step"):
    """They do not take part, and why."""

    reason: Text


AnyPartyStep = PartyApproached | PartyInTalks | PartyTakesPart | PartyRefuses


class InventoryPartyStands(View):
    """Where they stand now; `version` in double quotes is the `ETag`."""

    id: UUID
    version: int
    state: NeededPartyState
    taken_at: Instant


class InventoryPartyStep(View):
    """A step: where it led, what was to be done next, by when and by whom; or why they refuse."""

    state: NeededPartyState
    next_step: str | None
    next_step_date: date | None
    next_step_by_id: UUID | None
    reason: str | None
    taken_by: UUID
    taken_at: Instant


class InventoryPartyView(View):
    """Who is needed, what for, and every step; the next one says `version`, in double quotes, in `If-Match`."""

    id: UUID
    who: OrganisationNeededView | HelpNeededView
    needed_for: str
    version: int
    state: NeededPartyState
    steps: tuple[InventoryPartyStep, ...]


class InventoryParties(View):
    """Whose help is needed for the people on an inventory, the first that was named first."""

    items: tuple[InventoryPartyView, ...]


def stand_of(body: AnyPartyStep) -> Stand:
    """Give where a step leads in the words of the rules."""
    match body:
        case PartyApproached():
            return Approached(NextStep(body.next_step, body.next_step_date))
        case PartyInTalks():
            return InTalks(NextStep(body.next_step, body.next_step_date))
        case PartyTakesPart():
            return TakesPart(None)
        case PartyRefuses():
            return Refuses(body.reason)


def next_by(body: NameInventoryParty | AnyPartyStep, own: UUID) -> UUID | None:
    """Give who does what is next: whom the body names, else who says it; nobody where nothing is to be done."""
    match body:
        case PartyTakesPart() | PartyRefuses():
            return None
    return body.next_step_by_id or own


def stands_view(needed: NeededParty, at: datetime) -> InventoryPartyStands:
    """Show where a step led."""
    return InventoryPartyStands(id=needed.id, version=needed.version, state=_state(needed.stand), taken_at=at)


def party_view(one: InventoryParty) -> InventoryPartyView:
    """Show who is needed, with the steps."""
    who = one.needed.who
    return InventoryPartyView(
        id=one.needed.id,
        who=OrganisationNeededView(organisation_id=who.organisation_id)
        if isinstance(who, OrganisationNeeded)
        else HelpNeededView(help=str(getattr(who, "help", ""))),
        needed_for=one.needed.needed_for,
        version=one.needed.version,
        state=_state(one.needed.stand),
        steps=tuple(map(_step_view, one.steps)),
    )


def _step_view(one: StepTaken) -> InventoryPartyStep:
    after: NextStep | None = getattr(one.stand, "next_step", None)
    return InventoryPartyStep(
        state=_state(one.stand),
        next_step=None if after is None else after.what,
        next_step_date=None if after is None else after.by_on,
        next_step_by_id=one.next_by,
        reason=one.stand.reason if isinstance(one.stand, Refuses) else None,
        taken_by=one.taken_by,
        taken_at=one.taken_at,
    )


def _state(stand: Stand) -> NeededPartyState:
    return NeededPartyState(str(stand.__struct_config__.tag))
