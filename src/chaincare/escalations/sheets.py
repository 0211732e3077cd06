"""Escalations as they are read, from either side."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.directory.model import Sector
from chaincare.escalations.facts import ConditionKind, Fact
from chaincare.escalations.model import Ball, ConditionState, Help, Hints, Limit, State, TargetState
from chaincare.parties.model import Scope


class Asked(msgspec.Struct, frozen=True):
    """One of the units asked, by name."""

    id: UUID
    unit_id: UUID
    unit: str
    organisation: str
    sector: Sector
    state: TargetState
    asked_at: datetime | None
    answer_by: date | None
    expected_on: date | None
    closing_days: tuple[date, ...]
    participation_id: UUID | None


class Happened(msgspec.Struct, frozen=True):
    """A fact, when, and about which target."""

    at: datetime
    by_id: UUID | None
    target_id: UUID | None
    fact: Fact


class Needed(msgspec.Struct, frozen=True):
    """Something that must be there before help starts."""

    id: UUID
    kind: ConditionKind
    owner_id: UUID | None
    state: ConditionState


class Sheet(msgspec.Struct, frozen=True):
    """An escalation as far as the wall showed it: texts and facts are not for every reader.

    The ball is where it is now: with one person or unit by name, and since when.
    """

    id: UUID
    version: int
    limit: Limit | None
    help: Help
    urgent: bool
    wanted_on: date | None
    requested_by: UUID
    converted_from: UUID | None
    converted_to: UUID | None
    scope: Scope | None
    purpose: Purpose | None
    state: State
    ball: Ball | None
    ball_since: datetime | None
    ball_unit_id: UUID | None
    ball_participation_id: UUID | None
    bridge_id: UUID | None
    bridge_agreed: bool
    review_due_on: date | None
    question: str | None
    summary: str | None
    hints: Hints | None
    targets: tuple[Asked, ...]
    conditions: tuple[Needed, ...]
    facts: tuple[Happened, ...]


class Received(msgspec.Struct, frozen=True):
    """What a unit was asked: nothing in it says of whom (E2)."""

    id: UUID
    in_case: bool
    limit: Limit | None
    help: Help
    urgent: bool
    wanted_on: date | None
    scope: Scope | None
    purpose: Purpose | None
    escalation_state: State
    state: TargetState
    asked_at: datetime
    answer_by: date
    expected_on: date | None
    question: str
    summary: str
    hints: Hints
    organisation: str
    function: str
    conditions: tuple[Needed, ...]
    facts: tuple[Happened, ...]
