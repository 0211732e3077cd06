"""Who was told that there is a file about him (AVG 13, 14), and who not yet, because."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class PersonKind(StrEnum):
    """Who it is: the client, a representative, or somebody else the file is also about."""

    CLIENT = "client"
    REPRESENTATIVE = "representative"
    OTHER = "other"


class Told(msgspec.Struct, frozen=True):
    """He was informed on a day, in some way."""

    on: date
    how: str


class NotYet(msgspec.Struct, frozen=True):
    """Informing him was postponed, and is looked at again on a day."""

    because: str
    review_on: date


class Whom(msgspec.Struct, frozen=True):
    """Whom it is about: the client, a representative by id, or somebody else in words."""

    kind: PersonKind
    representative_id: UUID | None = None
    who: str | None = None


class Informed(msgspec.Struct, frozen=True):
    """A fact about informing one person; the newest of a person counts."""

    id: UUID
    whom: Whom
    what: Told | NotYet
    recorded_by: UUID
    recorded_at: datetime
    counts: bool = True


class InformedLater(Refusal):
    """Somebody was informed on a day that has come already: give today or an earlier day."""

    kind = Kind.BAD_INPUT


class SecondLookInPast(Refusal):
    """Postponing is looked at again on a day that is still to come: give today or a later day."""

    kind = Kind.BAD_INPUT


class PersonUnclear(Refusal):
    """Say whom: the client, a representative of this case by id, or in words who else it is."""

    kind = Kind.BAD_INPUT


_FULL = frozenset({Reach.FULL})

RECORD_INFORMED = Operation(
    code="informed.recorded",
    action="C",
    en="It was recorded whether somebody was told about the file",
    nl="Er is vastgelegd of iemand over het dossier is geïnformeerd",
    scope="cases",
    reaches=_FULL,
    unknown=CaseUnknown,
)
LIST_INFORMED = Operation(
    code="informed.read",
    action="R",
    en="It was read who was told about the file",
    nl="Er is bekeken wie over het dossier is geïnformeerd",
    scope="cases",
    reaches=_FULL,
    unknown=CaseUnknown,
)
