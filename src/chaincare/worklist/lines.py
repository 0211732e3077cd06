"""What the door is asked and says: which rows, in what order, how many, and what each says."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.worklist.model import ItemKind, Person, Shown, Who, Whose


class Lies(StrEnum):
    """With whom a ball lies, seen by its reader."""

    ME = "me"
    ACTING = "acting"
    """With the holder of regie, for whom the reader acts while he is absent (R9)."""
    TEAM = "team"
    OTHER = "other"


class Line(msgspec.Struct, frozen=True):
    """What the door says of a row, with the entry it is shown by: what is asked, since when, until when, and of whom."""

    id: UUID
    kind: ItemKind
    case_id: UUID | None
    about: UUID
    within_id: UUID | None
    since: datetime | None
    due_on: date | None
    who: Who
    participation_id: UUID | None
    unit_id: UUID | None
    asked_by: UUID | None
    lies: Lies


class Said(Line, frozen=True):
    """The same, with the reach and the relation of the entry it is shown by."""

    reach: Reach
    relation_id: UUID | None


class Keys(msgspec.Struct, frozen=True):
    """By what the names of a row are found: ids as they were sent, as text is looked up at a fraction of the cost."""

    id: str
    case_id: str | None
    participation_id: str | None
    unit_id: str | None
    within_id: str | None
    asked_by: str | None


class Named(msgspec.Struct, frozen=True):
    """What a case is called."""

    reference: str | None
    client: str | None


class Shows(msgspec.Struct, frozen=True):
    """What the wall shows of a page: which rows, and by id what names; each once, however many rows it stands in."""

    rows: frozenset[str]
    people: Mapping[str | None, Person]
    units: Mapping[str | None, Person]
    cases: Mapping[str | None, Named]


class Told(msgspec.Struct, frozen=True):
    """What the wall shows beside a row: names."""

    person: Person | None
    unit: Person | None
    asked_by: Person | None
    reference: str | None
    client: str | None


class Row(msgspec.Struct, frozen=True):
    """One row: what the door says, how it is shown, and what the wall tells beside it; ``told`` is None where it tells nothing."""

    line: Line
    shown: Shown
    told: Told | None


class Urgency(StrEnum):
    """How urgent a row is, in the order of the list."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    DUE_LATER = "due_later"
    NO_TERM = "no_term"


class Wanted(msgspec.Struct, frozen=True, rename="camel"):
    """Which rows somebody asks for, as the door reads it."""

    whose: Whose = Whose.MINE
    kinds: tuple[ItemKind, ...] | None = None
    overdue: bool = False
    standing_in_for: UUID | None = None
    case_id: UUID | None = None
    due_before: date | None = None
    counting: bool = False


class Position(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ends: the order of the list is by ``due_on``, what has no term last, and then by ``id``."""

    due_on: date | None
    id: UUID


class Counts(msgspec.Struct, frozen=True):
    """How many rows there are of the same question, on whatever page."""

    total: int
    overdue: int
    due_today: int
    kinds: Mapping[ItemKind, int]
    standing_in: Mapping[Person, int]
    """By whom the reader acts for."""
    complete: bool


class RunningTerms(msgspec.Struct, frozen=True, rename="camel"):
    """Terms that still run: they count working days, which SQL does not know.

    A report that an agreement was kept is ``confirmable`` from the one moment on (A3), an assent recorded in a meeting
    ``objectable`` from the other (A8). ``confirm_by`` and ``object_by`` say by which day, for what began today, yesterday,
    and so on.
    """

    confirmable: datetime
    objectable: datetime
    confirm_by: tuple[date, ...]
    object_by: tuple[date, ...]
