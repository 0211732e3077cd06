"""What of an escalation is for whom (DOMAIN 2). Pure; the wall has already left out whole tables."""

from datetime import date, datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.escalations.facts import (
    Answered,
    AskedBack,
    BrokenOff,
    ConditionDropped,
    ConditionFulfilled,
    ConditionNamed,
    Converted,
    Declined,
    Drafted,
    FeedbackGiven,
    Finished,
    Redrafted,
    Withdrawn,
)
from chaincare.escalations.model import Hints
from chaincare.escalations.sheets import Asked, Happened, Needed, Received, Sheet
from chaincare.escalations.views import (
    BallView,
    BridgeView,
    ConditionView,
    EscalationView,
    FeedbackView,
    HintsView,
    OfferedGrantView,
    ReceivedKind,
    ReceivedView,
    SaidKind,
    SaidView,
    TargetView,
)
from chaincare.workdays import closed_until

_EVERYTHING = frozenset({Reach.FULL, Reach.CLIENT, Reach.ASKER})
_CONTENT = _EVERYTHING | {Reach.CORE}


class Reader(msgspec.Struct, frozen=True):
    """Who reads: how far, for which unit, and who directs the case now."""

    reach: Reach
    actor_id: UUID
    unit_id: UUID | None
    own_id: UUID
    holder_id: UUID | None
    today: date

    def may_read(self, one: Happened) -> bool:
        """Say whether feedback is for him: scope full, the client, the regie holder, and whoever wrote it (E5)."""
        return self.reach in _EVERYTHING or self.own_id == self.holder_id or self.actor_id == one.by_id


def escalation_view(sheet: Sheet, reader: Reader) -> EscalationView:
    """Show an escalation of a case: texts from scope core on, feedback from scope full on."""
    content = reader.reach in _CONTENT
    targets = tuple(target_view(one, sheet, reader) for one in sheet.targets)
    drafts = [one.fact for one in sheet.facts if isinstance(one.fact, Drafted | Redrafted)]
    return EscalationView(
        id=sheet.id,
        state=sheet.state,
        limit=sheet.limit,
        help=sheet.help,
        urgent=sheet.urgent,
        wanted_date=sheet.wanted_on,
        requested_by=sheet.requested_by,
        ball=ball_view(sheet, targets),
        targets=targets,
        question=sheet.question if content else None,
        summary=sheet.summary if content else None,
        hints=hints_view(sheet.hints) if content and sheet.hints is not None else None,
        grant=_grant_view(sheet) if content else None,
        tried=drafts[-1].tried if content and drafts else None,
        bridge=None
        if sheet.bridge_id is None
        else BridgeView(participation_id=sheet.bridge_id, agreed=sheet.bridge_agreed),
        review_due_date=sheet.review_due_on,
        conditions=_conditions_view(sheet.conditions, sheet.facts, reader.reach),
        dialogue=dialogue_view(sheet.facts) if content else (),
        feedback=feedback_view(sheet, targets, reader),
        end_reason=end_reason(sheet.facts) if content else None,
        converted_from_id=sheet.converted_from,
        converted_to_id=sheet.converted_to,
    )


def feedback_view(sheet: Sheet, targets: tuple[TargetView, ...], reader: Reader) -> tuple[FeedbackView, ...]:
    """Show what specialists said back, as far as it is for this reader."""
    named = {one.id: one for one in targets}
    return tuple(
        FeedbackView(
            text=one.fact.text,
            given_at=one.at,
            unit=None if one.target_id is None else named[one.target_id].unit,
            organisation=None if one.target_id is None else named[one.target_id].organisation,
        )
        for one in sheet.facts
        if isinstance(one.fact, FeedbackGiven) and reader.may_read(one)
    )


def end_reason(facts: tuple[Happened, ...]) -> str | None:
    """Give why it ended, where a reason was given."""
    over = (one.fact for one in facts if isinstance(one.fact, Withdrawn | BrokenOff | Finished))
    return next((fact.reason for fact in over), None)


def converted_into(facts: tuple[Happened, ...]) -> Converted | None:
    """Give what it went on as."""
    return next((one.fact for one in facts if isinstance(one.fact, Converted)), None)


def target_view(asked: Asked, sheet: Sheet, reader: Reader) -> TargetView:
    """A coordinator sees which organisation is silent, no specialism; scope `that` sees sectors, and itself."""
    content = reader.reach in _CONTENT or asked.unit_id == reader.unit_id
    known = content or reader.reach is Reach.STEERING
    said = (one.fact for one in sheet.facts if isinstance(one.fact, Declined))
    no = next((fact for fact in said if fact.target == asked.id), None) if reader.reach in _CONTENT else None
    return TargetView(
        id=asked.id,
        unit_id=asked.unit_id if content else None,
        unit=asked.unit if content else None,
        organisation=asked.organisation if known else None,
        sector=None if reader.reach is Reach.STEERING else asked.sector,
        state=asked.state,
        asked_at=asked.asked_at,
        answer_by_date=asked.answer_by,
        closed_until_date=closed_until(reader.today, asked.closing_days) if known else None,
        expected_date=asked.expected_on,
        participation_id=asked.participation_id,
        decline_reason=None if no is None else no.reason,
        referred_to_unit_id=None if no is None else no.refers_to,
    )


def ball_view(sheet: Sheet, targets: tuple[TargetView, ...]) -> BallView | None:
    """Say with whom the ball is, as far as the unit is named to this reader."""
    if sheet.ball is None or sheet.ball_since is None:
        return None
    unit_ids = [one.unit_id for one in sheet.targets]
    at = unit_ids.index(sheet.ball_unit_id) if sheet.ball_unit_id is not None else None
    return BallView(
        holder=sheet.ball,
        unit=None if at is None else targets[at].unit,
        organisation=None if at is None else targets[at].organisation,
        participation_id=sheet.ball_participation_id,
        since_at=sheet.ball_since,
    )


def dialogue_view(facts: tuple[Happened, ...]) -> tuple[SaidView, ...]:
    """Show what units asked back and were answered."""
    return tuple(
        said_view(one.fact, one.fact.target, one.at)
        for one in facts
        if isinstance(one.fact, AskedBack | Answered)
    )


def said_view(fact: AskedBack | Answered | FeedbackGiven, target_id: UUID, at: datetime) -> SaidView:
    """Show one thing that was said between who asked and a unit."""
    match fact:
        case AskedBack():
            kind = SaidKind.ASKED_BACK
        case Answered():
            kind = SaidKind.ANSWERED
        case FeedbackGiven():
            kind = SaidKind.FEEDBACK_GIVEN
        case _:
            assert_never(fact)
    return SaidView(kind=kind, target_id=target_id, text=fact.text, said_at=at)


def received_view(received: Received) -> ReceivedView:
    """Show a unit what it was asked."""
    said = (AskedBack, Answered, FeedbackGiven)
    dialogue = (
        said_view(one.fact, received.id, one.at) for one in received.facts if isinstance(one.fact, said)
    )
    return ReceivedView(
        id=received.id,
        kind=ReceivedKind.ESCALATION if received.in_case else ReceivedKind.CONSULTATION,
        state=received.state,
        escalation_state=received.escalation_state,
        limit=received.limit,
        help=received.help,
        urgent=received.urgent,
        wanted_date=received.wanted_on,
        asked_at=received.asked_at,
        answer_by_date=received.answer_by,
        expected_date=received.expected_on,
        question=received.question,
        summary=received.summary,
        hints=hints_view(received.hints),
        from_organisation=received.organisation,
        from_function=received.function,
        grant=_grant_view(received),
        conditions=_conditions_view(received.conditions, received.facts, Reach.TARGET),
        dialogue=tuple(dialogue),
    )


def hints_view(hints: Hints) -> HintsView:
    """Show the hints."""
    return HintsView(age_band=hints.age_band, area=hints.area, language=hints.language, safety=hints.safety)


def _grant_view(asked: Sheet | Received) -> OfferedGrantView | None:
    if asked.scope is None or asked.purpose is None:
        return None
    return OfferedGrantView(scope=asked.scope, purpose=asked.purpose)


def _conditions_view(
    conditions: tuple[Needed, ...], facts: tuple[Happened, ...], reach: Reach
) -> tuple[ConditionView, ...]:
    """A kind of referral tells of a specialism: not for the coordinator. A target learns of no participation."""
    said = [one.fact for one in facts]
    named = {fact.condition: fact for fact in said if isinstance(fact, ConditionNamed)}
    there = {fact.condition: fact for fact in said if isinstance(fact, ConditionFulfilled)}
    dropped = {fact.condition: fact for fact in said if isinstance(fact, ConditionDropped)}
    return tuple(
        ConditionView(
            id=one.id,
            kind=None if reach is Reach.STEERING else one.kind,
            description=named[one.id].description if one.id in named else None,
            owner_id=None if reach is Reach.TARGET else one.owner_id,
            state=one.state,
            document_date=there[one.id].document_on if one.id in there else None,
            reference=there[one.id].reference if one.id in there else None,
            drop_reason=dropped[one.id].reason if one.id in dropped else None,
        )
        for one in conditions
    )
