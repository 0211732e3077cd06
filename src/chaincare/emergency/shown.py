"""How emergencies are shown: domain structs in, answers out."""

from datetime import datetime
from typing import assert_never

import msgspec

from chaincare.emergency.model import (
    GROUNDS,
    Active,
    EmergencySettings,
    Fact,
    FactKind,
    InCrisis,
    Reviewed,
    State,
    ToReview,
)
from chaincare.emergency.rules import state_of
from chaincare.emergency.sheets import AgreedForSafety, Card, Contact, Overseen
from chaincare.emergency.views import (
    EmergencyAccessView,
    EmergencyCardView,
    EmergencyContactView,
    EmergencyCrisisView,
    EmergencyNumberView,
    EmergencyReviewView,
    EmergencySettingsView,
    EmergencySheetView,
    EmergencyUserView,
    NamedUnitView,
    SafetyAgreementView,
    StateWord,
)
from chaincare.safety.model import SafetySheet
from chaincare.safety.views import sheet_view


def card_view(card: Card) -> EmergencyCardView:
    """Show the card."""
    return EmergencyCardView(
        reference=card.reference,
        holder=None if card.holder is None else _contact_view(card.holder),
        coordinators=tuple(map(_contact_view, card.coordinators)),
        numbers=tuple(EmergencyNumberView(**msgspec.structs.asdict(one)) for one in card.numbers),
    )


def _contact_view(one: Contact) -> EmergencyContactView:
    return EmergencyContactView(**msgspec.structs.asdict(one))


def access_view(
    overseen: Overseen, reason: str | None, card: Card | None, at: datetime
) -> EmergencyAccessView:
    """Show an access; the reason in words and the card to whom they are for."""
    one, state = overseen.access, state_of(overseen.access, at)
    over, disclosed = not isinstance(state, Active), one.fact(FactKind.DISCLOSED)
    return EmergencyAccessView(
        id=one.id,
        case_id=one.case_id,
        reference=overseen.reference if card is None else card.reference,
        state=word_of(state),
        user=EmergencyUserView(
            professional_id=one.professional_id,
            name=overseen.name,
            function=overseen.function,
            unit=overseen.unit,
            organisation=overseen.organisation,
        ),
        found_by=one.found_by,
        reason_code=one.reason_code,
        ground=GROUNDS[one.reason_code].ground,
        article=GROUNDS[one.reason_code].article,
        reason=reason,
        began_at=one.began_at,
        until_at=one.until_at,
        stop=state.stop if over else None,  # type: ignore[union-attr]
        stopped_at=state.stopped_at if over else None,  # type: ignore[union-attr]
        notes=sum(fact.kind is FactKind.NOTED for fact in one.facts),
        acknowledged_by_ids=tuple(fact.by_id for fact in one.facts if fact.kind is FactKind.ACKNOWLEDGED),
        crisis=_crisis_view(one.fact(FactKind.CRISIS_BEGUN)),
        review=_review_view(one.fact(FactKind.REVIEWED)),
        review_date=one.review_on,
        review_overdue=isinstance(state, ToReview) and state.overdue,
        disclosed_at=None if disclosed is None else disclosed.at,
        card=None if card is None else card_view(card),
    )


def word_of(state: State) -> StateWord:
    """Give a state its name."""
    match state:
        case Active():
            return "active"
        case InCrisis():
            return "in_crisis"
        case ToReview():
            return "to_review"
        case Reviewed():
            return state.outcome.value
        case _ as unreachable:
            assert_never(unreachable)


def _crisis_view(fact: Fact | None) -> EmergencyCrisisView | None:
    if fact is None or fact.about is None or fact.until_at is None or fact.reason is None:
        return None
    return EmergencyCrisisView(
        participation_id=fact.about,
        made_by_id=fact.by_id,
        made_at=fact.at,
        until_at=fact.until_at,
        reason=fact.reason,
    )


def _review_view(fact: Fact | None) -> EmergencyReviewView | None:
    if fact is None or fact.outcome is None or fact.reason is None:
        return None
    return EmergencyReviewView(
        outcome=fact.outcome, reason=fact.reason, reviewed_by_id=fact.by_id, reviewed_at=fact.at
    )


def emergency_sheet_view(
    until_at: datetime, sheet: SafetySheet, agreed: list[AgreedForSafety]
) -> EmergencySheetView:
    """Show what whoever stands at the door must know."""
    shown = sheet_view(sheet)
    return EmergencySheetView(
        until_at=until_at,
        residents=shown.residents,
        dangers=shown.dangers,
        contact_bans=shown.contact_bans,
        door_notes=shown.door_notes,
        sheet_changed_at=shown.changed_at,
        agreements=tuple(
            SafetyAgreementView(what=one.what, needs=one.needs, due_date=one.due_on) for one in agreed
        ),
    )


def settings_view(settings: EmergencySettings) -> EmergencySettingsView:
    """Show what a network arranged."""
    return EmergencySettingsView(
        units=tuple(
            NamedUnitView(unit_id=one.unit, kind=one.kind, phone=one.phone) for one in settings.units
        ),
        hours=settings.hours,
        daily_limit=settings.daily_limit,
        version=settings.version,
    )
