"""Shields, as they are asked for and answered."""

from datetime import date
from uuid import UUID

from chaincare.reviews.model import next_review
from chaincare.reviews.views import ReviewView, review_views
from chaincare.shields.model import ContactHidden, Hidden, PartyHidden, Shield, UnitHidden
from chaincare.wire import Body, Instant, Text, View


class HideParty(Body, tag="party", tag_field="kind"):
    """One professional or team that takes part, with all they did in the case."""

    participation_id: UUID


class HideUnit(Body, tag="unit", tag_field="kind"):
    """A whole unit, such as a shelter: also what it is asked before it takes part, and colleagues who come later."""

    unit_id: UUID


class HideContact(Body, tag="contact", tag_field="kind"):
    """How and where the client is reached."""


class PlaceShield(Body):
    """What would betray where somebody hides, why, and when somebody looks at it again.

    From then on it is not there for any citizen's login of the case, the client's own too, because the phone may be in
    somebody else's hands; nor for scope `that`. Put what must stay hidden in no text that they can read.
    """

    hides: HideParty | HideUnit | HideContact
    reason: Text
    review_date: date


class LiftShield(Body):
    """Why it can be seen again."""

    reason: Text


class PartyHiddenView(View, tag="party", tag_field="kind"):
    """One professional or team, with all they did."""

    participation_id: UUID


class UnitHiddenView(View, tag="unit", tag_field="kind"):
    """A whole unit."""

    unit_id: UUID


class ContactHiddenView(View, tag="contact", tag_field="kind"):
    """How and where the client is reached."""


class ShieldView(View):
    """What is hidden, why, who placed it (a participation), and who lifted it if somebody did."""

    id: UUID
    hides: PartyHiddenView | UnitHiddenView | ContactHiddenView
    reason: str
    review_date: date
    placed_by: UUID
    placed_at: Instant
    lifted_by: UUID | None
    lifted_at: Instant | None
    lifted_because: str | None
    reviews: tuple[ReviewView, ...]


class Shields(View):
    """The shields of the case, the first that was placed first."""

    items: tuple[ShieldView, ...]


def shield_view(shield: Shield) -> ShieldView:
    """Show a shield."""
    lifting = shield.lifting
    return ShieldView(
        id=shield.id,
        hides=_hidden_view(shield.hidden),
        reason=shield.reason,
        review_date=next_review(shield.review_on, shield.reviews),
        placed_by=shield.placed_by,
        placed_at=shield.placed_at,
        lifted_by=lifting.lifted_by if lifting else None,
        lifted_at=lifting.lifted_at if lifting else None,
        lifted_because=lifting.reason if lifting else None,
        reviews=review_views(shield.reviews),
    )


def _hidden_view(hidden: Hidden) -> PartyHiddenView | UnitHiddenView | ContactHiddenView:
    match hidden:
        case PartyHidden(participation_id=one):
            return PartyHiddenView(participation_id=one)
        case UnitHidden(unit_id=one):
            return UnitHiddenView(unit_id=one)
        case ContactHidden():
            return ContactHiddenView()
