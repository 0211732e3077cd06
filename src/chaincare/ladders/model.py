"""Ladders: what is overdue, or never answered, goes on from one to the next, once a rung (A5, E4)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec


class TimerKind(StrEnum):
    """What runs out."""

    AGREEMENT = "agreement"
    AGREEMENT_ANSWER = "agreement_answer"
    PRECONDITION = "precondition"
    PRECONDITION_ANSWER = "precondition_answer"
    ESCALATION_ANSWER = "escalation_answer"
    ESCALATION_QUESTION = "escalation_question"
    ESCALATION_REVIEW = "escalation_review"
    ESCALATION_DRAFT = "escalation_draft"
    ESCALATION_START = "escalation_start"
    ESCALATION_BRIDGE = "escalation_bridge"
    ESCALATION_CONDITION = "escalation_condition"
    NEEDED_PARTY = "needed_party"
    REGIE_ANSWER = "regie_answer"
    REGIE_OBJECTION = "regie_objection"
    LAST_RESORT = "last_resort"
    CONSULTATION_ANSWER = "consultation_answer"
    CASE_EVALUATION = "case_evaluation"
    MEETING = "meeting"


class Rung(StrEnum):
    """Whom it reaches, in this order."""

    RESPONSIBLE = "responsible"
    REGIE_HOLDER = "regie_holder"
    COORDINATOR = "coordinator"
    MANAGEMENT = "management"


class LadderDays(msgspec.Struct, frozen=True):
    """A network's setting: so many working days after the day itself it goes on to each; the responsible hears at once."""

    regie_holder: int
    coordinator: int
    management: int


class SilenceDays(msgspec.Struct, frozen=True):
    """A network's setting for what nobody answered: so many working days after the term; with 0 the day after."""

    coordinator: int
    management: int


class Timer(msgspec.Struct, frozen=True):
    """What runs, and how far it has come: ``rungs`` were taken already. No case and nobody is known by it here."""

    kind: TimerKind
    handle: UUID
    runs_from: date
    term_days: int
    rungs: int
    days: LadderDays
    silence: SilenceDays = SilenceDays(0, 0)
    still: frozenset[date] = frozenset()
    """The days on which its case stood still, or will: nothing climbs on them, and they count for no rung."""


class Climb(msgspec.Struct, frozen=True):
    """What is to be written: the rungs taken now, of which the last is told, and the day from which the next is due."""

    kind: TimerKind
    handle: UUID
    since_on: date
    taken: tuple[Rung, ...]
    rungs: int
    next_on: date | None
