"""The safety sheet: what whoever stands at the door must know, and nothing else of the case."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal

ROWS_MAX = 20
BORN_FROM = 1900


class ResidentTag(StrEnum):
    """What to know of somebody who lives there, without a diagnosis."""

    CLIENT = "client"
    MINOR = "minor"
    PREGNANT = "pregnant"
    NEEDS_HELP_TO_LEAVE = "needs_help_to_leave"
    INTERPRETER_NEEDED = "interpreter_needed"
    USED_VIOLENCE_BEFORE = "used_violence_before"


class DangerKind(StrEnum):
    """What can happen there."""

    VIOLENCE = "violence"
    THREAT = "threat"
    WEAPON = "weapon"
    STALKING = "stalking"
    FIRE = "fire"
    ANIMAL = "animal"
    UNSAFE_BUILDING = "unsafe_building"
    OTHER = "other"


class Resident(msgspec.Struct, frozen=True):
    """Somebody who lives there."""

    name: str
    relation: str
    born_year: int | None
    tags: tuple[ResidentTag, ...]


class Danger(msgspec.Struct, frozen=True):
    """Something that is dangerous, and what to do about it."""

    kind: DangerKind
    text: str


class ContactBan(msgspec.Struct, frozen=True):
    """Somebody who must stay away, and by which order."""

    name: str
    from_on: date
    until_on: date | None
    order: str


class SafetySheet(msgspec.Struct, frozen=True):
    """The sheet as it stands; version 0 is one that nobody wrote yet."""

    residents: tuple[Resident, ...]
    dangers: tuple[Danger, ...]
    contact_bans: tuple[ContactBan, ...]
    door_notes: str | None
    version: int
    changed_by: UUID | None
    changed_at: datetime | None


NOTHING_YET = SafetySheet((), (), (), None, 0, None, None)


class BanEndsBeforeItBegins(Refusal):
    """A contact ban ends before the day it begins."""

    kind = Kind.BAD_INPUT


class BornInFuture(Refusal):
    """A year of birth lies in the future."""

    kind = Kind.BAD_INPUT


READ_SAFETY_SHEET = Operation(
    code="safety-sheet.read",
    action="R",
    en="What to know for a safe visit was read",
    nl="Er is bekeken wat nodig is voor een veilig huisbezoek",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
READ_SAFETY_SHEET_VERSIONS = Operation(
    code="safety-sheet.versions-read",
    action="R",
    en="What was known before for a safe visit was read",
    nl="Er is bekeken wat eerder bekend was voor een veilig huisbezoek",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
CHANGE_SAFETY_SHEET = Operation(
    code="safety-sheet.changed",
    action="U",
    en="What to know for a safe visit was changed",
    nl="Er is gewijzigd wat nodig is voor een veilig huisbezoek",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
