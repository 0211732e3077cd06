"""Bottlenecks as they travel."""

from datetime import date
from uuid import UUID

import msgspec

from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.model import Bottleneck, Raised
from chaincare.escalations.bodies import Words
from chaincare.wire import Body, Instant, Text, View


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


class ReceivedBottlenecks(View):
    """A page of what was raised towards your organisation, the latest first."""

    items: tuple[ReceivedBottleneck, ...]


class BottleneckAnswered(View):
    """Your answer is kept, and read by whoever raised it."""

    id: UUID
    answered_at: Instant


def bottleneck_view(one: Bottleneck) -> BottleneckView:
    """Show a bottleneck in its case."""
    fields = msgspec.structs.asdict(one)
    return BottleneckView(
        text=fields.pop("words"), answer_text=fields.pop("answer"), answer_by_date=fields.pop("answer_by"),
        management_absent=not fields.pop("managed"), **fields,
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
    )
