"""Stating, confirming and reading whether a client can decide something himself."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.capacity import rules, store
from chaincare.capacity.model import (
    CONFIRM_CAPACITY,
    LIST_CAPACITY,
    STATE_CAPACITY,
    CapacityOutcome,
    CapacityStatement,
    CapacityStatementUnknown,
    ConfirmationNotAwaited,
    Judge,
    JudgedLater,
    JudgeUnknown,
    SecondNeeded,
    Subject,
)
from chaincare.ids import new_id
from chaincare.refusals import FieldError
from chaincare.wire import Body, Instant, Line, Nothing, Text, View
from chaincare.workdays import day_in_amsterdam


class JudgeOfDirectory(Body, tag_field="kind", tag="professional"):
    """A professional of the directory, who judged."""

    professional_id: UUID


class JudgeOutside(Body, tag_field="kind", tag="outside"):
    """Somebody else, who judged: his name, and his profession."""

    name: Line
    profession: Line


class StateCapacity(Body):
    """Who judged, when, and for what. It is never changed: a later judgement of the same subject counts instead.

    That he is `not_capable` counts once a second professional confirmed it (`…/confirmations`).
    """

    subject: Subject
    outcome: CapacityOutcome
    judged_by: JudgeOfDirectory | JudgeOutside
    judged_date: date
    statement: Text


class CapacityStated(View):
    """The statement is kept."""

    id: UUID
    recorded_at: Instant


class CapacityConfirmed(View):
    """From this moment on it counts."""

    id: UUID
    confirmed_at: Instant


class CapacityStatementView(View):
    """A judgement; of each subject the newest ``counts``, of `not_capable` the newest that was confirmed.

    ``judgedBy`` is a name: of ``professionalId`` in the directory, or of somebody outside with his ``profession``.
    """

    id: UUID
    subject: Subject
    outcome: CapacityOutcome
    judged_by: str
    professional_id: UUID | None
    profession: str | None
    judged_date: date
    statement: str
    recorded_by: UUID
    recorded_at: Instant
    confirmed_by: UUID | None
    confirmed_at: Instant | None
    counts: bool


class CapacityStatements(View):
    """What was judged, the latest first."""

    items: tuple[CapacityStatementView, ...]


@post("/", dependencies=IN_CASE, opt=doing(STATE_CAPACITY, JudgedLater, JudgeUnknown))
async def state_capacity(
    data: JSONBody[StateCapacity], clearance: NamedDependency[Clearance]
) -> CapacityStated:
    """Record that somebody judged whether the client can decide something himself."""
    at = clearance.now()
    judged_on = rules.judged(data.judged_date, today=day_in_amsterdam(at))
    one = CapacityStatement(
        new_id(), data.subject, data.outcome, await _judge(clearance, data), judged_on, data.statement,
        clearance.participation_id, at,
    )  # fmt: skip
    await store.add_statement(clearance, one)
    clearance.object_id = one.id
    return CapacityStated(id=one.id, recorded_at=at)


@post(
    "/{capacity_id:uuid}/confirmations",
    dependencies=IN_CASE,
    opt=doing(CONFIRM_CAPACITY, CapacityStatementUnknown, ConfirmationNotAwaited, SecondNeeded),
)
async def confirm_capacity(
    capacity_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> CapacityConfirmed:
    """Confirm, beside who recorded it, that the client cannot decide this himself. Before that nothing rests on it."""
    at, found = clearance.now(), await store.lock_statement(clearance, capacity_id)
    one = rules.confirmed(found, await store.get_second(clearance, found.recorded_by, at), at)
    if one is not found:
        await store.confirm_statement(clearance, one)
    clearance.object_id = one.id
    return CapacityConfirmed(id=one.id, confirmed_at=one.confirmed_at or at)


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
    judge = fields.pop("judge")
    return CapacityStatementView(
        judged_by=judge.name,
        professional_id=judge.professional_id,
        profession=judge.profession,
        judged_date=fields.pop("judged_on"),
        **fields,
    )


async def _judge(clearance: Clearance, data: StateCapacity) -> Judge:
    match data.judged_by:
        case JudgeOutside(name=name, profession=profession):
            return Judge(name, None, profession)
        case JudgeOfDirectory(professional_id=one):
            judge = await store.find_judge(clearance, one)
            if judge is None:
                raise JudgeUnknown(
                    errors=[FieldError("/judgedBy/professionalId", "Name a professional of the network.")]
                )
            return judge
        case _ as unreachable:
            assert_never(unreachable)


capacity_router = Router(
    "/cases/{case_id:uuid}/capacity-statements",
    route_handlers=[state_capacity, confirm_capacity, list_capacity_statements],
    tags=["Consents"],
)
