"""Requests as they travel."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from chaincare.privacy.model import (
    Bundled,
    Decided,
    Extended,
    Happened,
    InHandling,
    NameGranted,
    RequestKind,
    RequestOutcome,
    SubjectRequest,
    WasDecided,
    WasExtended,
)
from chaincare.wire import Body, Instant, Text, View


class RequestState(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    IN_HANDLING = "in_handling"
    EXTENDED = "extended"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class LodgeRequest(Body):
    """What somebody asks about his own data.

    `caseId` is left out when nobody of that name is known here: saying so is an answer too. `representativeId` is who
    asks for the client. `words` say what is wrong, for `rectification` always. `reference` is the line of the own log whose name is asked for, with `employee_name` only.
    """

    kind: RequestKind
    identity_proof: Text
    received_date: date
    case_id: UUID | None = None
    representative_id: UUID | None = None
    words: Text | None = None
    reference: UUID | None = None
    to_own_organisation: bool = False


class TakeUpRequest(Body):
    """Nothing to say: you handle it from now on."""


class ExtendRequest(Body):
    """Why it takes longer, as the asker was told."""

    reason: Text


class DecideRequest(Body):
    """What was decided and why; what is not granted in full says that the right to complain was told."""

    outcome: RequestOutcome
    reason: Text
    complaint_told: bool = False


class RequestLodged(View):
    """It is recorded; the clock runs."""

    id: UUID
    due_date: date
    state: RequestState
    version: int


class RequestStands(View):
    """Where it stands now; `version` in double quotes is the `ETag`."""

    id: UUID
    state: RequestState
    due_date: date
    version: int


class RequestLine(View):
    """A request in a list: nothing of what was said."""

    id: UUID
    kind: RequestKind
    state: RequestState
    received_date: date
    due_date: date
    overdue: bool
    case_id: UUID | None
    handler_id: UUID | None


class RequestPage(View):
    """Requests, what is due first first."""

    items: tuple[RequestLine, ...]


class RequestStepView(View):
    """One thing that happened."""

    step: Literal["received", "taken_up", "extended", "decided", "bundled"]
    outcome: RequestOutcome | None
    reason: str | None
    digest: str | None
    by_id: UUID
    happened_at: Instant


class GrantedNameView(View):
    """Who exactly looked, after that was weighed and granted."""

    name: str
    function: str
    organisation: str


class SubjectRequestView(View):
    """A request whole: what was asked, how the asker was known, and what happened to it."""

    id: UUID
    kind: RequestKind
    state: RequestState
    received_date: date
    due_date: date
    overdue: bool
    case_id: UUID | None
    organisation_id: UUID | None
    representative_id: UUID | None
    by_own_login: bool
    identity_proof: str | None
    words: str | None
    reference: UUID | None
    employee: GrantedNameView | None
    handler_id: UUID | None
    version: int
    steps: tuple[RequestStepView, ...]


def state_of(request: SubjectRequest) -> RequestState:
    """Give the state in the word of the wire."""
    match request.stand:
        case Decided(outcome=outcome):
            return RequestState(outcome.value)
        case stand:
            return RequestState(str(stand.__struct_config__.tag))


def _handler_of(request: SubjectRequest) -> UUID | None:
    match request.stand:
        case InHandling(handler_id=one) | Extended(handler_id=one) | Decided(handler_id=one):
            return one
        case _:
            return None


def _overdue(request: SubjectRequest, today: date) -> bool:
    return not isinstance(request.stand, Decided) and request.due_on < today


def lodged_view(request: SubjectRequest) -> RequestLodged:
    """Say that it is recorded, and by when it is answered."""
    return RequestLodged(
        id=request.id, due_date=request.due_on, state=state_of(request), version=request.version
    )


def stands_view(request: SubjectRequest) -> RequestStands:
    """Show where a step led."""
    return RequestStands(
        id=request.id, state=state_of(request), due_date=request.due_on, version=request.version
    )


def line_view(request: SubjectRequest, today: date) -> RequestLine:
    """Show a request in a list."""
    return RequestLine(
        id=request.id,
        kind=request.kind,
        state=state_of(request),
        received_date=request.received_on,
        due_date=request.due_on,
        overdue=_overdue(request, today),
        case_id=request.case_id,
        handler_id=_handler_of(request),
    )


def request_view(
    request: SubjectRequest, steps: Sequence[Happened], name: NameGranted | None, today: date
) -> SubjectRequestView:
    """Show a request whole."""
    return SubjectRequestView(
        id=request.id,
        kind=request.kind,
        state=state_of(request),
        received_date=request.received_on,
        due_date=request.due_on,
        overdue=_overdue(request, today),
        case_id=request.case_id,
        organisation_id=request.organisation_id,
        representative_id=request.representative_id,
        by_own_login=request.login_id is not None,
        identity_proof=request.identity_proof,
        words=request.words,
        reference=request.entry_id,
        employee=GrantedNameView(name=name.name, function=name.function, organisation=name.organisation)
        if name
        else None,
        handler_id=_handler_of(request),
        version=request.version,
        steps=tuple(map(_step_view, steps)),
    )


def _step_view(step: Happened) -> RequestStepView:
    fact = step.fact
    return RequestStepView(
        step=fact.__struct_config__.tag,  # type: ignore[arg-type]
        outcome=fact.outcome if isinstance(fact, WasDecided) else None,
        reason=fact.reason if isinstance(fact, WasDecided | WasExtended) else None,
        digest=fact.digest.hex() if isinstance(fact, Bundled) else None,
        by_id=step.by_id,
        happened_at=step.at,
    )
