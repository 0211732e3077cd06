"""Restrictions: one item of a case that one person of it does not get to see."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.clients.refusals import ClientUnknown
from chaincare.reviews.model import Review


class RestrictedKind(StrEnum):
    """What can be kept from somebody. A party is kept from him with all it did."""

    NOTE = "note"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    NEEDED_PARTY = "needed_party"
    ESCALATION = "escalation"
    LEGAL_BASIS = "legal_basis"
    PARTY = "party"
    QUESTION = "question"


class Lifting(msgspec.Struct, frozen=True):
    """Who lifted a restriction, when and why."""

    lifted_by: UUID
    lifted_at: datetime
    reason: str


class Restriction(msgspec.Struct, frozen=True):
    """What is kept from whom, who decided that and why, and when it is looked at again."""

    id: UUID
    kind: RestrictedKind
    item_id: UUID
    participation_id: UUID
    reason: str
    review_on: date
    decided_by: UUID
    decided_at: datetime
    lifting: Lifting | None = None
    reviews: tuple[Review, ...] = ()


LIST_RESTRICTIONS = Operation(
    code="restriction.list-read",
    action="R",
    en="What is kept from whom was read",
    nl="Wat voor wie is afgeschermd, is bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
RESTRICT = Operation(
    code="restriction.decided",
    action="C",
    en="It was decided to keep a part of the case from somebody",
    nl="Er is besloten een deel van het dossier voor iemand af te schermen",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
REVIEW_RESTRICTION = Operation(
    code="restriction.reviewed",
    action="U",
    en="What is kept from somebody was looked at again, and stays so",
    nl="Er is opnieuw gekeken naar wat voor iemand is afgeschermd, en dat blijft zo",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
LIFT_RESTRICTION = Operation(
    code="restriction.lifted",
    action="U",
    en="A part of the case is kept from somebody no longer",
    nl="Een deel van het dossier is niet langer voor iemand afgeschermd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
