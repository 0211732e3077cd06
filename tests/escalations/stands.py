"""Escalations, targets and seats as the pure tests of this folder need them."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec

from chaincare.access.model import Purpose
from chaincare.escalations.model import (
    Ball,
    Bridge,
    Condition,
    ConditionState,
    Escalation,
    Grant,
    Help,
    Seat,
    State,
    Target,
    TargetState,
)
from chaincare.parties.model import LegalBasis, Scope

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = AT.date()
REQUESTER, HOLDER, SPECIALIST, OTHER, UNIT = (uuid4() for _ in range(5))
GRANT = Grant(Scope.CORE, Purpose.YOUTH_CARE, LegalBasis("avg-6-1-e", "Jw 7.4.0", None, (), None))
CLOSED = frozenset({State.FINISHED, State.BROKEN_OFF, State.DECLINED, State.WITHDRAWN, State.EXPIRED})
AGREED = Bridge(OTHER, agreed=True)


def escalation(state: State, **changes: Any) -> Escalation:
    base = Escalation(
        id=uuid4(), case_id=uuid4(), help=Help.COMPLEMENT, urgent=False, requested_by=REQUESTER, grant=GRANT,
        state=state, ball=None if state in CLOSED else Ball.TARGET, ball_unit_id=None, version=1,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def strengthening(state: State, **changes: Any) -> Escalation:
    return escalation(state, **{"help": Help.STRENGTHEN, "grant": None, **changes})


def seat(own_id: UUID, holder_id: UUID | None = HOLDER, *, full: bool = True) -> Seat:
    return Seat(own_id, holder_id, full)


def target(
    state: TargetState,
    participation_id: UUID | None = None,
    expected_on: date | None = None,
    question_at: datetime | None = None,
) -> Target:
    return Target(uuid4(), UNIT, state, participation_id, expected_on, question_at)


def condition(state: ConditionState = ConditionState.OPEN, owner_id: UUID = OTHER) -> Condition:
    return Condition(uuid4(), owner_id, state)
