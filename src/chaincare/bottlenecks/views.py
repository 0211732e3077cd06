"""Bottlenecks as they travel."""

from datetime import date
from uuid import UUID

import msgspec

from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.model import Before, Bottleneck, Raised, RaisedState
from chaincare.bottlenecks.rules import state_of
from chaincare.wire import Body, Instant, Text, View, Words


class RaiseBottleneck(Body):
    """What is missing, in words about nobody: the management of that organisation reads them.

    Held to the same check as a request for help, with the same `overrides`: a safety net, no proof. Without
    `organisationId` it is the organisation of who was responsible.
    """

    text: Text
    organisation_id: UUID | None = None
    overrides: Words = ()


class AnswerBottleneck(Body):
    """What is done about it."""

    text: Text


class SolveBottleneck(Body):
    """What was done about it."""

    text: Text


class ConfirmBottleneck(Body):
    """Whether it is solved. If not, `reason` says what is still missing, in words about nobody, held to the same check as what was raised."""

    solved: bool
    reason: Text | None = None
    overrides: Words = ()


class BeforeView(View):
    """What the management said before, and why it was turned back."""

    answer_text: str
    answered_at: Instant
    solution_text: str
    solved_at: Instant
    reason: str
    turned_back_at: Instant


class BottleneckView(View):
    """What was raised, towards which organisation, and its answer.

    `answerByDate`: the last day of that organisation's reaction term. `managementAbsent`: nobody is management contact
    there now; who administers the network is told, and gives somebody that mandate.
    """

    id: UUID
    agreement_id: UUID
    organisation_id: UUID
    organisation: str
    reason: NotKeptReason
    text: str
    overrides: tuple[str, ...]
    raised_by: UUID
    raised_at: Instant
    answer_text: str | None
    answered_at: Instant | None
    answer_by_date: date
    management_absent: bool
    state: RaisedState
    solution_text: str | None
    solved_at: Instant | None
    confirmed_at: Instant | None
    earlier: tuple[BeforeView, ...]


class Bottlenecks(View):
    """A page of bottlenecks, the latest first."""

    items: tuple[BottleneckView, ...]


class ReceivedBottleneck(View):
    """What another organisation says is missing at yours: no case, and nobody in it."""

    id: UUID
    reason: NotKeptReason
    text: str
    raised_at: Instant
    answer_by_date: date
    raised_by_organisation: str
    answer_text: str | None
    answered_at: Instant | None
    state: RaisedState
    solution_text: str | None
    solved_at: Instant | None
    confirmed_at: Instant | None
    earlier: tuple[BeforeView, ...]


class ReceivedBottlenecks(View):
    """A page of what was raised towards your organisation, the latest first."""

    items: tuple[ReceivedBottleneck, ...]


class BottleneckSolved(View):
    """What you say was done is kept; whoever raised it confirms that, or turns it back."""

    id: UUID
    solved_at: Instant


class BottleneckAnswered(View):
    """Your answer is kept, and read by whoever raised it."""

    id: UUID
    answered_at: Instant


def bottleneck_view(one: Bottleneck) -> BottleneckView:
    """Show a bottleneck in its case."""
    fields = msgspec.structs.asdict(one)
    return BottleneckView(
        text=fields.pop("words"), answer_text=fields.pop("answer"), answer_by_date=fields.pop("answer_by"),
        management_absent=not fields.pop("managed"), solution_text=fields.pop("solution"), state=state_of(one),
        **fields | {"earlier": tuple(map(_before_view, one.earlier))},
    )  # fmt: skip


def _before_view(one: Before) -> BeforeView:
    return BeforeView(
        answer_text=one.answer, answered_at=one.answered_at, solution_text=one.solution, solved_at=one.solved_at,
        reason=one.because, turned_back_at=one.at,
    )  # fmt: skip


def received_view(one: Raised) -> ReceivedBottleneck:
    """Show a bottleneck to the management."""
    return ReceivedBottleneck(
        id=one.id,
        reason=one.reason,
        text=one.words,
        raised_at=one.raised_at,
        answer_by_date=one.answer_by,
        raised_by_organisation=one.organisation,
        answer_text=one.answer,
        answered_at=one.answered_at,
        state=state_of(one),
        solution_text=one.solution,
        solved_at=one.solved_at,
        confirmed_at=one.confirmed_at,
        earlier=tuple(map(_before_view, one.earlier)),
    )
