"""What of an escalation is for whom (DOMAIN 2). Pure; the wall has already left out whole tables."""

from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.escalations.model import (
    Ball,
    BrokenOff,
    Declined,
    Drafted,
    FeedbackGiven,
    Finished,
    Hints,
    Withdrawn,
)
from chaincare.escalations.reading import Asked, Happened, Received, Sheet
from chaincare.escalations.views import (
    BallView,
    EscalationView,
    FeedbackView,
    HintsView,
    OfferedGrantView,
    ReceivedView,
    TargetView,
)

_EVERYTHING = frozenset({Reach.FULL, Reach.CLIENT})
_CONTENT = _EVERYTHING | {Reach.CORE}


class Reader(msgspec.Struct, frozen=True):
    """Who reads: how far, for which unit, and who directs the case now."""

    reach: Reach
    actor_id: UUID
    unit_id: UUID | None
    own_id: UUID
    holder_id: UUID | None

    def may_read(self, one: Happened) -> bool:
        """Say whether feedback is for him: scope full, the client, the regie holder, and whoever wrote it (E5)."""
        return self.reach in _EVERYTHING or self.own_id == self.holder_id or self.actor_id == one.by_id


def escalation_view(sheet: Sheet, reader: Reader) -> EscalationView:
    """Show an escalation of a case: texts from scope core on, feedback from scope full on."""
    content = reader.reach in _CONTENT
    targets = tuple(_target_view(one, sheet, reader) for one in sheet.targets)
    named = {one.id: one for one in targets}
    feedback = tuple(
        FeedbackView(
            text=one.fact.text,
            given_at=one.at,
            unit=None if one.target_id is None else named[one.target_id].unit,
            organisation=None if one.target_id is None else named[one.target_id].organisation,
        )
        for one in sheet.facts
        if isinstance(one.fact, FeedbackGiven) and reader.may_read(one)
    )
    tried = next((one.fact.tried for one in sheet.facts if isinstance(one.fact, Drafted)), None)
    over = (one.fact for one in sheet.facts if isinstance(one.fact, Withdrawn | BrokenOff | Finished))
    return EscalationView(
        id=sheet.id,
        state=sheet.state,
        limit=sheet.limit,
        help=sheet.help,
        urgent=sheet.urgent,
        wanted_date=sheet.wanted_on,
        requested_by=sheet.requested_by,
        ball=_ball_view(sheet, targets, vacant=reader.holder_id is None),
        targets=targets,
        question=sheet.question if content else None,
        summary=sheet.summary if content else None,
        hints=_hints_view(sheet.hints) if content and sheet.hints is not None else None,
        grant=_grant_view(sheet) if content else None,
        tried=tried if content else None,
        feedback=feedback,
        end_reason=next((fact.reason for fact in over), None) if content else None,
    )


def _target_view(asked: Asked, sheet: Sheet, reader: Reader) -> TargetView:
    """A coordinator sees which organisation is silent, no specialism; scope `that` sees sectors, and itself."""
    content = reader.reach in _CONTENT or asked.unit_id == reader.unit_id
    declined = (one.fact for one in sheet.facts if isinstance(one.fact, Declined))
    reason = next((fact.reason for fact in declined if fact.target == asked.id), None)
    return TargetView(
        id=asked.id,
        unit_id=asked.unit_id if content else None,
        unit=asked.unit if content else None,
        organisation=asked.organisation if content or reader.reach is Reach.STEERING else None,
        sector=None if reader.reach is Reach.STEERING else asked.sector,
        state=asked.state,
        asked_at=asked.asked_at,
        answer_by_date=asked.answer_by,
        expected_date=asked.expected_on,
        participation_id=asked.participation_id,
        decline_reason=reason if reader.reach in _CONTENT else None,
    )


def _ball_view(sheet: Sheet, targets: tuple[TargetView, ...], *, vacant: bool) -> BallView | None:
    """Say with whom the ball is: where nobody directs the case, who asked does what the holder would."""
    if sheet.ball is None or sheet.ball_since is None:
        return None
    holder = Ball.REQUESTER if sheet.ball is Ball.REGIE_HOLDER and vacant else sheet.ball
    unit_ids = [one.unit_id for one in sheet.targets]
    at = unit_ids.index(sheet.ball_unit_id) if sheet.ball_unit_id is not None else None
    return BallView(
        holder=holder,
        unit=None if at is None else targets[at].unit,
        organisation=None if at is None else targets[at].organisation,
        since=sheet.ball_since,
    )


def received_view(received: Received) -> ReceivedView:
    """Show a unit what it was asked."""
    return ReceivedView(
        id=received.id,
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
        hints=_hints_view(received.hints),
        from_organisation=received.organisation,
        from_function=received.function,
        grant=_grant_view(received),
    )


def _hints_view(hints: Hints) -> HintsView:
    return HintsView(age_band=hints.age_band, area=hints.area, language=hints.language, safety=hints.safety)


def _grant_view(asked: Sheet | Received) -> OfferedGrantView | None:
    if asked.scope is None or asked.purpose is None:
        return None
    return OfferedGrantView(scope=asked.scope, purpose=asked.purpose)
