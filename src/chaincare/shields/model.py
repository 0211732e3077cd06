"""Shields: what would betray a hiding place is not there for the citizens of the case, nor for scope `that` (S5)."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.reviews.model import Review


class PartyHidden(msgspec.Struct, frozen=True):
    """One who takes part, with all he did. ``professional_id`` is None for a team."""

    participation_id: UUID
    professional_id: UUID | None


class UnitHidden(msgspec.Struct, frozen=True):
    """A whole unit: everybody of it who takes part, now or later, and what it is asked for."""

    unit_id: UUID


class ContactHidden(msgspec.Struct, frozen=True):
    """How and where the client is reached: his phone, his address, the safe way."""


Hidden = PartyHidden | UnitHidden | ContactHidden


class Lifting(msgspec.Struct, frozen=True):
    """Who lifted a shield, when and why."""

    lifted_by: UUID
    lifted_at: datetime
    reason: str


class Shield(msgspec.Struct, frozen=True):
    """What is hidden, why, and when somebody looks at it again. It stands until it is lifted, never by a date."""

    id: UUID
    hidden: Hidden
    reason: str
    review_on: date
    placed_by: UUID
    placed_at: datetime
    lifting: Lifting | None = None
    reviews: tuple[Review, ...] = ()


PLACE_SHIELD = Operation(
    code="shield.placed",
    action="C",
    en="A shield was placed, so that a hiding place is not betrayed",
    nl="Er is een afscherming geplaatst, zodat een schuilplek niet uitlekt",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIFT_SHIELD = Operation(
    code="shield.lifted",
    action="U",
    en="A shield was lifted",
    nl="Een afscherming is opgeheven",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
REVIEW_SHIELD = Operation(
    code="shield.reviewed",
    action="U",
    en="A shield was looked at again, and stays",
    nl="Er is opnieuw naar een afscherming gekeken, en die blijft",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_SHIELDS = Operation(
    code="shield.list-read",
    action="R",
    en="The shields of a case were read",
    nl="De afschermingen van een dossier zijn bekeken",
    scope="cases",
    reaches=INFORMED,
    unknown=CaseUnknown,
)
