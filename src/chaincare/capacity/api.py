"""Stating, and reading, whether a client can decide something himself."""

from datetime import date
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.capacity import rules, store
from chaincare.capacity.model import (
    LIST_CAPACITY,
    STATE_CAPACITY,
    CapacityOutcome,
    CapacityStatement,
    JudgedLater,
    Subject,
)
from chaincare.ids import new_id
from chaincare.wire import Body, Instant, Line, Text, View
from chaincare.workdays import day_in_amsterdam


class StateCapacity(Body):
    """Who judged, when, and for what. It is never changed: a later judgement of the same subject counts instead."""

    subject: Subject
    outcome: CapacityOutcome
    judged_by: Line
    judged_date: date
    statement: Text


class CapacityStated(View):
    """The statement is kept."""

    id: UUID
    recorded_at: Instant


class CapacityStatementView(View):
    """A judgement; of each subject the newest ``counts``."""

    id: UUID
    subject: Subject
    outcome: CapacityOutcome
    judged_by: str
    judged_date: date
    statement: str
    recorded_by: UUID
    recorded_at: Instant
    counts: bool


class CapacityStatements(View):
    """What was judged, the latest first."""

    items: tuple[CapacityStatementView, ...]


@post("/", dependencies=IN_CASE, opt=doing(STATE_CAPACITY, JudgedLater))
async def state_capacity(
    data: JSONBody[StateCapacity], clearance: NamedDependency[Clearance]
) -> CapacityStated:
    """Record that somebody judged whether the client can decide something himself."""
    at = clearance.now()
    judged_on = rules.judged(data.judged_date, today=day_in_amsterdam(at))
    one = CapacityStatement(
        new_id(), data.subject, data.outcome, data.judged_by, judged_on, data.statement,
        clearance.participation_id, at,
    )  # fmt: skip
    await store.add_statement(clearance, one)
    clearance.object_id = one.id
    return CapacityStated(id=one.id, recorded_at=at)


@get("/", dependencies=IN_CASE, opt=doing(LIST_CAPACITY))
async def list_capacity_statements(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[CapacityStatements]:
    """Read what was judged, the latest first. The client reads his own; who represents him does not."""
    query = str(clearance.case_id)
    found = await store.list_statements(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        CapacityStatements(items=tuple(map(_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


def _view(one: CapacityStatement) -> CapacityStatementView:
    fields = msgspec.structs.asdict(one)
    return CapacityStatementView(judged_date=fields.pop("judged_on"), **fields)


capacity_router = Router(
    "/cases/{case_id:uuid}/capacity-statements",
    route_handlers=[state_capacity, list_capacity_statements],
    tags=["Consents"],
)
