"""Needed parties, as they are asked for and answered."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from chaincare.needed_parties.model import (
    Approached,
    HelpNeeded,
    InTalks,
    NeededParty,
    NextStep,
    OrganisationNeeded,
    Refuses,
    Stand,
    Step,
    TakesPart,
    ToApproach,
    UnitNeeded,
    Who,
)
from chaincare.wire import Body, Instant, Line, Text, View


class NeededPartyState(StrEnum):
    """How far one has come with them."""

    TO_APPROACH = "to_approach"
    APPROACHED = "approached"
    IN_TALKS = "in_talks"
    TAKES_PART = "takes_part"
    REFUSES = "refuses"


class NeedOrganisation(Body, tag="organisation", tag_field="kind"):
    """An organisation of the directory."""

    organisation_id: UUID


class NeedUnit(Body, tag="unit", tag_field="kind"):
    """A unit of the directory."""

    unit_id: UUID


class NeedHelp(Body, tag="help", tag_field="kind"):
    """A kind of help, while nobody knows yet who gives it."""

    help: Line


class NameNeededParty(Body):
    """Who is needed, what for, and what is done next about it, by when.

    The client and representatives read it too, with every step, only when ``clientMayRead`` is true: leave out then
    what would tell them where somebody is safe.
    """

    who: NeedOrganisation | NeedUnit | NeedHelp
    needed_for: Text
    next_step: Line
    next_step_date: date
    client_may_read: bool = False


class TheyWereApproached(Body, tag="approached", tag_field="step"):
    """They were asked; what is done next, by when. May be said again."""

    next_step: Line
    next_step_date: date


class TheyAreInTalks(Body, tag="in_talks", tag_field="step"):
    """They are thinking with us; what is done next, by when. May be said again."""

    next_step: Line
    next_step_date: date


class TheyTakePart(Body, tag="takes_part", tag_field="step"):
    """They take part; as which participation, if that is there already."""

    participation_id: UUID | None = None


class TheyRefuse(Body, tag="refuses", tag_field="step"):
    """They do not take part, and why."""

    reason: Text


AnyStep = TheyWereApproached | TheyAreInTalks | TheyTakePart | TheyRefuse


class NeededPartyStands(View):
    """Where they stand now; `version` in double quotes is the `ETag`."""

    id: UUID
    version: int
    state: NeededPartyState
    taken_at: Instant


class OrganisationNeededView(View, tag="organisation", tag_field="kind"):
    """An organisation of the directory."""

    organisation_id: UUID


class UnitNeededView(View, tag="unit", tag_field="kind"):
    """A unit of the directory."""

    unit_id: UUID


class HelpNeededView(View, tag="help", tag_field="kind"):
    """A kind of help, in words."""

    help: str


class StepView(View):
    """A step that was taken: where it led, by which participation; what was to be done next, by when."""

    state: NeededPartyState
    next_step: str | None
    next_step_date: date | None
    participation_id: UUID | None
    reason: str | None
    taken_by: UUID
    taken_at: Instant


class NeededPartyView(View):
    """Who is needed, what for, and every step; the next one says `version`, in double quotes, in `If-Match`."""

    id: UUID
    who: OrganisationNeededView | UnitNeededView | HelpNeededView
    needed_for: str
    client_may_read: bool
    version: int
    state: NeededPartyState
    steps: tuple[StepView, ...]


class NeededParties(View):
    """Whose help is needed, the first that was named first."""

    items: tuple[NeededPartyView, ...]


def who_of(body: NeedOrganisation | NeedUnit | NeedHelp) -> Who:
    """Give who is needed in the words of the rules."""
    match body:
        case NeedOrganisation(organisation_id=one):
            return OrganisationNeeded(one)
        case NeedUnit(unit_id=one):
            return UnitNeeded(one)
        case NeedHelp(help=words):
            return HelpNeeded(words)


def stand_of(body: AnyStep) -> Stand:
    """Give where a step leads in the words of the rules."""
    match body:
        case TheyWereApproached():
            return Approached(NextStep(body.next_step, body.next_step_date))
        case TheyAreInTalks():
            return InTalks(NextStep(body.next_step, body.next_step_date))
        case TheyTakePart():
            return TakesPart(body.participation_id)
        case TheyRefuse():
            return Refuses(body.reason)


def stands_view(needed: NeededParty, at: datetime) -> NeededPartyStands:
    """Show where a step led."""
    return NeededPartyStands(id=needed.id, version=needed.version, state=_state(needed.stand), taken_at=at)


def needed_party_view(needed: NeededParty, steps: Sequence[Step]) -> NeededPartyView:
    """Show who is needed, with the steps."""
    return NeededPartyView(
        id=needed.id,
        who=_who_view(needed.who),
        needed_for=needed.needed_for,
        client_may_read=needed.client_may_read,
        version=needed.version,
        state=_state(needed.stand),
        steps=tuple(map(_step_view, steps)),
    )


def _step_view(step: Step) -> StepView:
    stand = step.stand
    after = stand.next_step if isinstance(stand, ToApproach | Approached | InTalks) else None
    return StepView(
        state=_state(stand),
        next_step=after.what if after else None,
        next_step_date=after.by_on if after else None,
        participation_id=stand.participation_id if isinstance(stand, TakesPart) else None,
        reason=stand.reason if isinstance(stand, Refuses) else None,
        taken_by=step.taken_by,
        taken_at=step.taken_at,
    )


def _state(stand: Stand) -> NeededPartyState:
    return NeededPartyState(str(stand.__struct_config__.tag))


def _who_view(who: Who) -> OrganisationNeededView | UnitNeededView | HelpNeededView:
    match who:
        case OrganisationNeeded(organisation_id=one):
            return OrganisationNeededView(organisation_id=one)
        case UnitNeeded(unit_id=one):
            return UnitNeededView(unit_id=one)
        case HelpNeeded(help=words):
            return HelpNeededView(help=words)
