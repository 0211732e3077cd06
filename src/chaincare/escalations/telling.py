"""The history of an escalation: each thing that happened, in order, and on which words its author insisted (E2). Pure."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from chaincare.escalations.facts import Redrafted
from chaincare.escalations.sheets import Happened
from chaincare.wire import Instant, View


class HappenedKind(StrEnum):
    """What can happen to an escalation."""

    DRAFTED = "drafted"
    REDRAFTED = "redrafted"
    REQUESTED = "requested"
    SENT_ON = "sent_on"
    ASKED_BACK = "asked_back"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    BRIDGE_NAMED = "bridge_named"
    BRIDGE_ANSWERED = "bridge_answered"
    REVIEWED = "reviewed"
    CONDITION_NAMED = "condition_named"
    CONDITION_FULFILLED = "condition_fulfilled"
    CONDITION_DROPPED = "condition_dropped"
    STARTED = "started"
    FEEDBACK_GIVEN = "feedback_given"
    CONVERSION_DRAFTED = "conversion_drafted"
    CONVERTED = "converted"
    FINISHED = "finished"
    BROKEN_OFF = "broken_off"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class HappenedView(View):
    """Something that happened, and who did it; nobody, where it ended by itself.

    ``overrides``: words he insisted are words and nobody's name (E2).
    ``wasQuestion`` and ``wasSummary``: what a draft said until it was changed.
    """

    kind: HappenedKind
    happened_at: Instant
    by_professional_id: UUID | None
    target_id: UUID | None
    condition_id: UUID | None
    expected_date: date | None
    overrides: tuple[str, ...]
    reason: str | None
    was_question: str | None
    was_summary: str | None


class History(View):
    """What happened to an escalation, the first thing first."""

    items: tuple[HappenedView, ...]


def history_view(facts: tuple[Happened, ...]) -> History:
    """Tell what happened, without what was said: that has an audience of its own."""
    return History(items=tuple(_happened(one) for one in facts))


def _happened(one: Happened) -> HappenedView:
    fact: Any = one.fact
    before = fact.before if isinstance(fact, Redrafted) else None
    return HappenedView(
        kind=HappenedKind(fact.__struct_config__.tag),
        happened_at=one.at,
        by_professional_id=one.by_id,
        target_id=one.target_id,
        condition_id=getattr(fact, "condition", None),
        expected_date=getattr(fact, "expected_on", None),
        overrides=getattr(fact, "overrides", ()),
        reason=getattr(fact, "reason", None),
        was_question=None if before is None else before.question,
        was_summary=None if before is None else before.summary,
    )
