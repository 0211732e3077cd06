"""Needed parties: who is needed around the client, what for, and how far one has come with them."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class OrganisationNeeded(msgspec.Struct, frozen=True):
    """An organisation of the directory."""

    organisation_id: UUID


class UnitNeeded(msgspec.Struct, frozen=True):
    """A unit of the directory."""

    unit_id: UUID


class HelpNeeded(msgspec.Struct, frozen=True):
    """A kind of help in words, while nobody knows yet who gives it."""

    help: str


Who = OrganisationNeeded | UnitNeeded | HelpNeeded


class NextStep(msgspec.Struct, frozen=True):
    """What is done next to win them, and by when."""

    what: str
    by_on: date


class ToApproach(msgspec.Struct, frozen=True, tag="to_approach"):
    """Nobody has spoken to them yet."""

    next_step: NextStep


class Approached(msgspec.Struct, frozen=True, tag="approached"):
    """They were asked."""

    next_step: NextStep


class InTalks(msgspec.Struct, frozen=True, tag="in_talks"):
    """They are thinking with us."""

    next_step: NextStep


class TakesPart(msgspec.Struct, frozen=True, tag="takes_part"):
    """They take part; as which participation, when somebody said so."""

    participation_id: UUID | None


class Refuses(msgspec.Struct, frozen=True, tag="refuses"):
    """They do not take part, and why."""

    reason: str


Stand = ToApproach | Approached | InTalks | TakesPart | Refuses


class Step(msgspec.Struct, frozen=True):
    """One step that was taken: where it led, by which participation, and when."""

    stand: Stand
    taken_by: UUID
    taken_at: datetime


class NeededParty(msgspec.Struct, frozen=True):
    """Who is needed, what for, and where the last step led; ``version`` is the number of that step."""

    id: UUID
    who: Who
    needed_for: str
    client_may_read: bool
    version: int
    stand: Stand


class Participant(msgspec.Struct, frozen=True):
    """For whom somebody takes part in the case; the client and representatives for nobody."""

    unit_id: UUID | None
    organisation_id: UUID | None


class NeededPartyUnknown(Refusal):
    """There is no such needed party in this case."""

    kind = Kind.UNKNOWN


class NeededNotInNetwork(Refusal):
    """There is no such organisation or unit in this case's network, or it is not active: name the help in words."""

    kind = Kind.BAD_INPUT


class NextStepInPast(Refusal):
    """The day by which the next step is taken has passed: give today or a later day."""

    kind = Kind.BAD_INPUT


class NeededPartyDecided(Refusal):
    """They take part or refuse already. If they are needed again, name them anew."""

    kind = Kind.CONFLICT


class StepBack(Refusal):
    """There are talks already: say what came of them."""

    kind = Kind.CONFLICT


class NotTheirParticipation(Refusal):
    """There is no such participation now, or it is not of the organisation or unit that was needed."""

    kind = Kind.BAD_INPUT


NAME_NEEDED_PARTY = Operation(
    code="needed-party.named",
    action="C",
    en="It was recorded whose help is needed in the case",
    nl="Er is vastgelegd wiens hulp er in het dossier nodig is",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_NEEDED_PARTIES = Operation(
    code="needed-parties.read",
    action="R",
    en="It was read whose help is needed in the case",
    nl="Er is bekeken wiens hulp er in het dossier nodig is",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=CaseUnknown,
)
TAKE_STEP = Operation(
    code="needed-party.step-taken",
    action="U",
    en="A step was taken to win a party whose help is needed",
    nl="Er is een stap gezet om een partij te betrekken die nodig is",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
