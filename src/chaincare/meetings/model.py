"""A meeting (in Dutch: overleg, MDO): one act that says who met and what came of it (A8)."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.agreements.model import Parties


class MeetingKind(StrEnum):
    """How people met: several at a table, one in a talk, or one who signed a paper."""

    MEETING = "meeting"
    CONVERSATION = "conversation"
    PAPER = "paper"


class ClientPresence(StrEnum):
    """Whether the client was there."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Assent(StrEnum):
    """How the one responsible assented there. ``awaited``: he was absent or left it open, and is asked himself.

    ``taken_back``: he said since that he did not; shown for what was recorded, and never stored.
    """

    HIMSELF = "himself"
    IN_PRESENCE = "in_presence"
    ORAL = "oral"
    PAPER = "paper"
    AWAITED = "awaited"
    TAKEN_BACK = "taken_back"


RECORDED_BY_ANOTHER = frozenset({Assent.IN_PRESENCE, Assent.ORAL, Assent.PAPER})
"""What can be objected to: the recorder said it, not the one whom it binds."""


class Account(msgspec.Struct, frozen=True):
    """What the recorder says of a meeting, before anything is judged."""

    kind: MeetingKind
    held_at: datetime
    present: tuple[UUID, ...]
    absent: tuple[UUID, ...]
    client_present: ClientPresence
    heard: str | None
    proof: str | None
    next_on: date | None


class People(msgspec.Struct, frozen=True):
    """Who can be named in a meeting: ``known`` take part now or did then, ``then`` did when it was held."""

    known: Parties
    then: Collection[UUID]
    opened_at: datetime


class Meeting(msgspec.Struct, frozen=True):
    """That a meeting was held: all that a coordinator sees of it."""

    id: UUID
    kind: MeetingKind
    held_at: datetime
    recorded_by: UUID
    recorded_at: datetime
    client_present: ClientPresence
    next_on: date | None
    regie_proposal_id: UUID | None = None


class Asked(msgspec.Struct, frozen=True):
    """Whose assent an agreement takes: of the one responsible, with what the recorder says of it, and of owners.

    ``assented`` is None when the recorder says nothing. Owners are those who see to what the agreement needs.
    """

    responsible_id: UUID
    assented: bool | None = None
    owner_ids: tuple[UUID, ...] = ()


class Made(msgspec.Struct, frozen=True):
    """An agreement that was made there, and whether the one responsible took back what was recorded as his assent."""

    agreement_id: UUID
    responsible_id: UUID
    due_on: date
    assent: Assent
    taken_back: bool = False


class Words(msgspec.Struct, frozen=True):
    """What was said about it: how the client was heard, what shows an assent; the minutes are a note."""

    heard: str | None = None
    proof: str | None = None
    minutes_id: UUID | None = None
    minutes: str | None = None


class Gathering(msgspec.Struct, frozen=True):
    """Who was there and who was not, and what was said, as far as it is for this reader."""

    present: tuple[UUID, ...]
    absent: tuple[UUID, ...]
    words: Words


class Objection(msgspec.Struct, frozen=True):
    """What somebody takes back of what was recorded as his assent."""

    agreements: tuple[UUID, ...]
    regie: bool


RECORD_MEETING = Operation(
    code="meeting.recorded",
    action="C",
    en="A meeting was recorded, with what was agreed there",
    nl="Er is een overleg vastgelegd, met wat daar is afgesproken",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
LIST_MEETINGS = Operation(
    code="meetings.read",
    action="R",
    en="The meetings about the client were looked up",
    nl="De overleggen over de cliënt zijn opgezocht",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT, Reach.STEERING},
    unknown=CaseUnknown,
)
READ_MEETING = Operation(
    code="meeting.read",
    action="R",
    en="It was read who met, and what came of it",
    nl="Er is bekeken wie er overlegden en wat daaruit kwam",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT, Reach.STEERING},
    unknown=CaseUnknown,
)
OBJECT_TO_MEETING = Operation(
    code="meeting.objected",
    action="U",
    en="Somebody objected to an assent that was recorded for him in a meeting",
    nl="Iemand maakte bezwaar tegen een instemming die in een overleg voor hem is vastgelegd",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=CaseUnknown,
)
