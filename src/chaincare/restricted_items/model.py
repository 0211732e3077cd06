"""Restriction of processing: an item of a case whose text nobody works with for now (AVG 18)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.privacy.refusals import RequestUnknown
from chaincare.refusals import Kind, Refusal


class WithheldKind(StrEnum):
    """What can be restricted; a `contribution` is every note, agreement, plan, evaluation, pause and account of a meeting of one party."""

    NOTE = "note"
    AGREEMENT = "agreement"
    QUESTION = "question"
    PLAN = "plan"
    EVALUATION = "evaluation"
    PAUSE = "pause"
    CONTRIBUTION = "contribution"


class Protects(StrEnum):
    """What a restricted text may be used for all the same (AVG 18(2))."""

    SAFETY_OF_OTHERS = "safety_of_others"
    LEGAL_CLAIM = "legal_claim"
    PUBLIC_INTEREST = "public_interest"
    CONSENT = "consent"


class Ended(msgspec.Struct, frozen=True):
    """Who lifted it, why, and how who asked for it was told before."""

    by_id: UUID
    at: datetime
    reason: str
    told_how: str


class RestrictedItem(msgspec.Struct, frozen=True):
    """An item that is restricted, or was."""

    id: UUID
    request_id: UUID
    kind: WithheldKind
    item_id: UUID
    reason: str
    by_id: UUID
    at: datetime
    ended: Ended | None = None


class Use(msgspec.Struct, frozen=True):
    """A restricted text was used all the same."""

    id: UUID
    restricted_item_id: UUID
    protects: Protects
    reason: str
    used_by: UUID
    used_at: datetime


class OpenedText(msgspec.Struct, frozen=True):
    """One text behind a restriction."""

    kind: WithheldKind
    item_id: UUID
    text: str


class NotForRestriction(Refusal):
    """Items are restricted on a request for restriction that was granted, wholly or in part, about a case known here."""

    kind = Kind.CONFLICT


class RestrictedItemElsewhere(Refusal):
    """There is no such item in the case that the request is about, or only the network's officer restricts it."""

    kind = Kind.BAD_INPUT


class RestrictedBefore(Refusal):
    """This item is restricted already."""

    kind = Kind.CONFLICT


class RestrictedItemUnknown(Refusal):
    """There is no such restricted item."""

    kind = Kind.UNKNOWN


class RestrictionEnded(Refusal):
    """This restriction was lifted: the text can be read where it stands."""

    kind = Kind.CONFLICT


RESTRICT_ITEM = Operation(
    code="restricted-item.restricted",
    action="C",
    en="A part of the case was restricted: its text is not used for now",
    nl="Een deel van het dossier is beperkt: de tekst wordt voorlopig niet gebruikt",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY}),
    unknown=RequestUnknown,
)
LIST_RESTRICTED_BY_REQUEST = Operation(
    code="restricted-items.of-request-read",
    action="R",
    en="It was read what was restricted on a request",
    nl="Er is bekeken wat op een verzoek is beperkt",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY, Reach.OVERSIGHT}),
    unknown=RequestUnknown,
)
LIFT_RESTRICTED_ITEM = Operation(
    code="restricted-item.lifted",
    action="U",
    en="A part of the case is restricted no longer; who asked for it was told before",
    nl="Een deel van het dossier is niet langer beperkt; wie erom vroeg is vooraf ingelicht",
    scope="privacy",
    reaches=frozenset({Reach.PRIVACY}),
    unknown=RequestUnknown,
)
LIST_RESTRICTED_ITEMS = Operation(
    code="restricted-items.read",
    action="R",
    en="It was read which parts of the case are restricted",
    nl="Er is bekeken welke delen van het dossier zijn beperkt",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
USE_RESTRICTED_ITEM = Operation(
    code="restricted-item.used",
    action="E",
    en="A restricted text was opened to protect others, with a reason",
    nl="Een beperkte tekst is met een reden geopend om anderen te beschermen",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL}),
    unknown=CaseUnknown,
)
