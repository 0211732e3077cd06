"""What happened to an escalation, fact by fact: never changed, never removed."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec


class Agreed(StrEnum):
    """Why the request may go out: the regie holder agrees, nobody holds regie, it cannot wait, or there is no case."""

    BY_HOLDER = "by_holder"
    VACANT = "vacant"
    URGENT = "urgent"
    NO_CASE = "no_case"


class ConditionKind(StrEnum):
    """What help may have to wait for, by its Dutch term of art. TLV: toelaatbaarheidsverklaring, for special education."""

    VERWIJZING = "verwijzing"
    BESCHIKKING = "beschikking"
    TLV = "tlv"
    OTHER = "other"


class Wording(msgspec.Struct, frozen=True):
    """What a draft said, kept when it is put into other words."""

    question: str
    summary: str


class Drafted(msgspec.Struct, frozen=True, tag="drafted", tag_field="kind"):
    """Put into words. ``overrides``: words that look like the client's, and that the author insists are words (E2)."""

    tried: str | None
    overrides: tuple[str, ...]
    holder_agrees: bool


class Redrafted(msgspec.Struct, frozen=True, tag="redrafted", tag_field="kind"):
    """Put into other words before it was sent; ``before`` is what it said until then."""

    tried: str | None
    overrides: tuple[str, ...]
    holder_agrees: bool
    before: Wording


class Requested(msgspec.Struct, frozen=True, tag="requested", tag_field="kind"):
    """Sent to its targets, and why that was allowed."""

    agreed: Agreed


class SentOn(msgspec.Struct, frozen=True, tag="sent_on", tag_field="kind"):
    """Nobody took it on: put to other units, in the same words. A draft again until somebody agrees to that."""

    targets: tuple[UUID, ...]
    overrides: tuple[str, ...]
    holder_agrees: bool


class AskedBack(msgspec.Struct, frozen=True, tag="asked_back", tag_field="kind"):
    """A unit asks something before it answers, or while it strengthens."""

    target: UUID
    text: str


class Answered(msgspec.Struct, frozen=True, tag="answered", tag_field="kind"):
    """What the unit asked back is answered, still without identity (E2)."""

    target: UUID
    text: str
    overrides: tuple[str, ...]


class Accepted(msgspec.Struct, frozen=True, tag="accepted", tag_field="kind"):
    """One of the units asked takes it on. Waiting, when the start is expected later (E4)."""

    target: UUID
    expected_on: date | None
    waiting: bool


class Declined(msgspec.Struct, frozen=True, tag="declined", tag_field="kind"):
    """A unit asked does not take it on, and may say who would. The last one to do so declines the escalation."""

    target: UUID
    reason: str
    last: bool
    refers_to: UUID | None = None


class BridgeNamed(msgspec.Struct, frozen=True, tag="bridge_named", tag_field="kind"):
    """Who is there for the client while help is waited for; agreed at once when he named himself (E4)."""

    participation: UUID
    agreed: bool


class BridgeAnswered(msgspec.Struct, frozen=True, tag="bridge_answered", tag_field="kind"):
    """Whoever was named to bridge says yes or no himself."""

    participation: UUID
    agreed: bool
    reason: str | None


class Reviewed(msgspec.Struct, frozen=True, tag="reviewed", tag_field="kind"):
    """Who is waited for looked again, and says when help is expected to start now (E4)."""

    expected_on: date


class ConditionNamed(msgspec.Struct, frozen=True, tag="condition_named", tag_field="kind"):
    """Something must be there before help starts, and somebody is to see to it."""

    condition: UUID
    needs: ConditionKind
    owner: UUID
    description: str | None
    overrides: tuple[str, ...]


class ConditionFulfilled(msgspec.Struct, frozen=True, tag="condition_fulfilled", tag_field="kind"):
    """It is there: the date of the document, and its number, which says nothing about a person."""

    condition: UUID
    document_on: date
    reference: str | None


class ConditionDropped(msgspec.Struct, frozen=True, tag="condition_dropped", tag_field="kind"):
    """It turned out not to be needed."""

    condition: UUID
    reason: str


class Started(msgspec.Struct, frozen=True, tag="started", tag_field="kind"):
    """The work begins. ``interim``: urgent while regie was vacant, so the requester holds it for now (R5)."""

    interim: bool


class FeedbackGiven(msgspec.Struct, frozen=True, tag="feedback_given", tag_field="kind"):
    """What the specialist says back (E5)."""

    text: str


class ConversionDrafted(msgspec.Struct, frozen=True, tag="conversion_drafted", tag_field="kind"):
    """Somebody wants more than strengthening: a draft to complement, in this case, was made of it."""

    into: UUID


class Converted(msgspec.Struct, frozen=True, tag="converted", tag_field="kind"):
    """It went on as another escalation. ``case``: the one a consultation was taken into, seen by its asker only."""

    into: UUID
    case: UUID | None = None


class Finished(msgspec.Struct, frozen=True, tag="finished", tag_field="kind"):
    """Ended after feedback."""

    reason: str | None


class BrokenOff(msgspec.Struct, frozen=True, tag="broken_off", tag_field="kind"):
    """Ended without feedback, with the reason."""

    reason: str


class Withdrawn(msgspec.Struct, frozen=True, tag="withdrawn", tag_field="kind"):
    """Taken back before anybody accepted."""

    reason: str


class Expired(msgspec.Struct, frozen=True, tag="expired", tag_field="kind"):
    """Nobody answered it for so long that it ended by itself, or, without a case, who asked is gone; written by the clock."""

    because: Literal["asker_gone"] | None = None


Fact = (
    Drafted
    | Redrafted
    | Requested
    | SentOn
    | AskedBack
    | Answered
    | Accepted
    | Declined
    | BridgeNamed
    | BridgeAnswered
    | Reviewed
    | ConditionNamed
    | ConditionFulfilled
    | ConditionDropped
    | Started
    | FeedbackGiven
    | ConversionDrafted
    | Converted
    | Finished
    | BrokenOff
    | Withdrawn
    | Expired
)
