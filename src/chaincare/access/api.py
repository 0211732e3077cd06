"""The doors as a route sees them: the only `yield` dependency it has, and everything that can refuse is inside.

Clean-up runs after the handler and before anything is sent, so *answered* means *committed*.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta, timezone
from typing import Any, cast
from uuid import UUID

from litestar import Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.params import FromPath
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from chaincare.access.clearance import Asker, Clearance, Door, enter
from chaincare.access.lanes import Lanes
from chaincare.access.model import (
    ActsForNobody,
    Admission,
    BreadthExceeded,
    CaseIsClosed,
    DatabaseAltered,
    LogNotSealed,
    LogNotWitnessed,
    NotYours,
    Operation,
    ScopeMissing,
    StrongerLoginNeeded,
    stops_when_closed,
)
from chaincare.access.repeating import AnsweredMeanwhile, IdempotencyKeyReused, Retry
from chaincare.exchange import header_of
from chaincare.identity import TokenVerifier
from chaincare.presenting import Presenting
from chaincare.refusals import Refusal

AnyRequest = Request[Any, Any, Any]
DOOR_CASE = Door("door_case", "$13", in_lane=True)


class Clock:
    """The one clock that rules go by. Tests and the demo may move it; access-log entries never use it."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(timezone.utc) + self.offset  # noqa: UP017 - the edge: the one place that asks


class Identification(ASGIMiddleware):
    """Every route with an operation asks for a token, before its body is read."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Verify the token; raises TokenMissing or TokenRefused."""
        if scope["route_handler"].opt.get("operation") is not None:
            server = scope["litestar_app"].state
            verifier: TokenVerifier = server.verifier
            presenting: Presenting = server.presenting
            asked = cast("HTTPScope", scope)
            # Two headers come joined with a comma, which is no token: nobody chooses which one counts.
            given = header_of(asked, b"authorization")
            scope["state"]["caller"] = await verifier.verify(
                None if given is None else given.decode("latin-1"), presenting.read(asked)
            )
        await next_app(scope, receive, send)


def through(
    request: AnyRequest, door: Door, asked: Sequence[Any], *, part: str = ""
) -> AbstractAsyncContextManager[Clearance]:
    """Go through a door for the operation that this route names; ``part`` of it, where it is done in many cases."""
    scope, server = request.scope, request.app.state
    _be_proven(server)
    state, client = scope["state"], scope["client"]
    asker = Asker(
        caller=state["caller"],
        address=client[0] if client else None,
        request_id=state["request_id"],
        trace_id=state["trace_id"],
        span_id=state["span_id"],
        moment=server.clock.now(),
    )

    def arrived(admission: Admission) -> None:
        state["receipt"] = server.receipts.seal(admission.at, admission.id)

    return enter(
        lanes_of(server),
        door,
        operation_of(request),
        asker,
        asked,
        server.clock.now,
        arrived,
        retry_of(request, part),
    )


def _be_proven(server: State) -> None:
    """Show nothing while nobody could prove later what was shown, as far as the operator wants. Raises LogNotSealed, LogNotWitnessed, DatabaseAltered."""
    sealer, witnesses, settings = server.get("sealer"), server.get("witnesses"), server.settings
    if sealer is not None and not sealer.lets_look(settings.seal_stop_seconds):
        raise LogNotSealed
    if witnesses is not None and not witnesses.let_look(settings.witness_stop_seconds):
        raise LogNotWitnessed
    if (probe := server.get("probe")) is not None and probe.altered:
        raise DatabaseAltered


async def retry_of(request: AnyRequest, part: str = "") -> Retry | None:
    """Give the key this request may be repeated with; only what changes something takes one. Raises InputInvalid."""
    operation = operation_of(request)
    if operation.action == "R":
        return None
    given = header_of(request.scope, b"idempotency-key")
    if given is None:
        return None
    if_match = header_of(request.scope, b"if-match") or b""
    return Retry(
        request.app.state.repeats,
        caller=request.state.caller,
        event=operation.code,
        key=given.decode("latin-1"),
        asked=(request.method.encode(), request.scope["path"].encode(), if_match, await request.body()),
        part=part,
    )


def lanes_of(state: Any) -> Lanes:
    """Give the process's lanes over its pool."""
    lanes: Lanes | None = state.get("lanes")
    if lanes is None or lanes.pool is not state.pool:
        lanes = state.lanes = Lanes(state.pool)
    return lanes


def operation_of(request: AnyRequest) -> Operation:
    """Give the operation that the route declares."""
    return cast("Operation", request.route_handler.opt["operation"])


async def case_door(request: AnyRequest, case_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one case."""
    async with through(request, DOOR_CASE, [case_id]) as clearance:
        yield clearance


IN_CASE = {"clearance": Provide(case_door)}


def doing(operation: Operation, *refusals: type[Refusal]) -> dict[str, Any]:
    """Say in a route's `opt` which operation it is, and what it can refuse beside what the door refuses."""
    common = (
        operation.unknown,
        operation.forbidden or NotYours,
        ScopeMissing,
        ActsForNobody,
        BreadthExceeded,
    )
    strong = (StrongerLoginNeeded,) if operation.strong else ()
    repeated = () if operation.action == "R" else (IdempotencyKeyReused, AnsweredMeanwhile)
    closed = (CaseIsClosed,) if stops_when_closed(operation) else ()
    return {
        "operation": operation,
        "scopes": (operation.scope,),
        "refusals": tuple(dict.fromkeys((*common, *strong, *repeated, *closed, *refusals))),
    }
