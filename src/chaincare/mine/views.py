"""What the client's side reads over all the cases of one login."""

from collections.abc import Sequence
from datetime import date
from typing import Literal
from uuid import UUID

from chaincare.agreements.model import Parties
from chaincare.agreements.views import AgreementParty, AgreementView
from chaincare.mine.model import Ball
from chaincare.privacy.model import Happened, NameGranted, RequestKind, RequestOutcome, SubjectRequest
from chaincare.privacy.views import (
    GrantedNameView,
    RequestLine,
    RequestState,
    SubjectRequestView,
    line_view,
    request_view,
)
from chaincare.wire import Body, Instant, Text, View


class OwnAgreementView(View):
    """An agreement, and with whom it lies now: `withYou`, or as `liesWith` tells, or with nobody."""

    case_id: UUID
    with_you: bool
    lies_with: AgreementParty | None
    agreement: AgreementView


class OwnAgreements(View):
    """The agreements you may read, case by case; what is still to be done first.

    Of each case the first fifty: a case in `longCases` has more, to be read in the case itself.
    """

    items: tuple[OwnAgreementView, ...]
    long_cases: tuple[UUID, ...]


class MakeRequest(Body):
    """What you ask about the data kept on you, or on whom you represent, in one case.

    `reference` is a line of your own log, when you ask who exactly looked (`employee_name`). `words` say what is wrong
    and what it should be, when you ask to have it corrected (`rectification`).
    """

    case_id: UUID
    kind: RequestKind
    words: Text | None = None
    reference: UUID | None = None


class OwnRequests(View):
    """Your requests, what is answered first first."""

    items: tuple[RequestLine, ...]


class OwnRequestStepView(View):
    """One thing that happened to your request."""

    step: Literal["received", "taken_up", "extended", "decided", "bundled"]
    outcome: RequestOutcome | None
    reason: str | None
    happened_at: Instant


class OwnRequestView(View):
    """Your request: what you asked, by when it is answered, and what happened to it.

    `employee` is who looked, when that is what you asked and it was granted.
    """

    id: UUID
    case_id: UUID | None
    kind: RequestKind
    words: str | None
    reference: UUID | None
    state: RequestState
    received_date: date
    due_date: date
    overdue: bool
    employee: GrantedNameView | None
    steps: tuple[OwnRequestStepView, ...]


def own_agreement_view(case_id: UUID, view: AgreementView, ball: Ball, parties: Parties) -> OwnAgreementView:
    """Show an agreement with whom it lies with."""
    party = None if ball.party_id is None else parties.get(ball.party_id)
    lies_with = None
    if party is not None:
        lies_with = AgreementParty(
            participation_id=party.id,
            name=party.name,
            function=party.function,
            organisation=party.organisation,
        )
    return OwnAgreementView(case_id=case_id, with_you=ball.with_you, lies_with=lies_with, agreement=view)


def own_requests_view(requests: Sequence[SubjectRequest], today: date) -> OwnRequests:
    """Show one's own requests in a list."""
    return OwnRequests(items=tuple(line_view(one, today) for one in requests))


def own_request_view(
    request: SubjectRequest, steps: Sequence[Happened], name: NameGranted | None, today: date
) -> OwnRequestView:
    """Show one's own request; who handled it is told by what they do, not by name."""
    whole: SubjectRequestView = request_view(request, steps, name, today)
    return OwnRequestView(
        id=whole.id,
        case_id=whole.case_id,
        kind=whole.kind,
        words=whole.words,
        reference=whole.reference,
        state=whole.state,
        received_date=whole.received_date,
        due_date=whole.due_date,
        overdue=whole.overdue,
        employee=whole.employee,
        steps=tuple(
            OwnRequestStepView(
                step=one.step, outcome=one.outcome, reason=one.reason, happened_at=one.happened_at
            )
            for one in whole.steps
        ),
    )
