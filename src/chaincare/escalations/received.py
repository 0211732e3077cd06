"""The side of the unit asked: a question and a summary, never of whom (E2, E3)."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.escalations import acting, reading, rules, store
from chaincare.escalations.model import State, TargetState
from chaincare.escalations.operations import GIVE_RECEIVED_FEEDBACK, LIST_RECEIVED, READ_RECEIVED, RESPOND
from chaincare.escalations.reading import get_received, list_received
from chaincare.escalations.refusals import (
    AnotherMustAccept,
    DeclineReasonNeeded,
    EscalationMovedOn,
    ExpectedDatePassed,
    FeedbackInCase,
    RequestNotCurrent,
    TargetAnswered,
)
from chaincare.escalations.showing import received_view
from chaincare.escalations.views import (
    AnswerReceived,
    EscalationMoved,
    GiveFeedback,
    ReceivedAnswered,
    ReceivedEscalations,
    ReceivedView,
)
from chaincare.parties.refusals import BasisRunsOut
from chaincare.workdays import day_in_amsterdam

DOOR_TARGET = Door("door_target", "$13")
DOOR_RECEIVED = Door("door_received", "$13, $14")


async def target_door(request: AnyRequest, target_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a professional of the unit asked in to its target, not into the case."""
    async with through(request, DOOR_TARGET, [target_id]) as clearance:
        yield clearance


async def received_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of what his unit was asked."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_RECEIVED, [after, limit]) as clearance:
        yield clearance


AS_TARGET = {"clearance": Provide(target_door)}


@get("/", dependencies={"clearance": Provide(received_door)}, opt=doing(LIST_RECEIVED))
async def list_received_escalations(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[ReceivedEscalations]:
    """Read what your unit was asked, the latest first."""
    items = tuple(received_view(one) for one in await list_received(clearance))
    shown = [entry.relation_id for entry in clearance.page if entry.relation_id is not None]
    return page_answer(
        request,
        ReceivedEscalations(items=items),
        position=shown[-1] if shown else None,
        more=len(clearance.page) == limit and bool(shown),
        limit=limit,
    )


@get("/{target_id:uuid}", dependencies=AS_TARGET, opt=doing(READ_RECEIVED))
async def read_received_escalation(clearance: NamedDependency[Clearance]) -> ReceivedView:
    """Read what your unit was asked: question, summary and hints."""
    return received_view(await get_received(clearance))


@post(
    "/{target_id:uuid}/responses",
    dependencies=AS_TARGET,
    opt=doing(
        RESPOND,
        ExpectedDatePassed, DeclineReasonNeeded, TargetAnswered, BasisRunsOut, RequestNotCurrent, AnotherMustAccept
    ),
)  # fmt: skip
async def answer_received_escalation(
    data: JSONBody[AnswerReceived], clearance: NamedDependency[Clearance]
) -> ReceivedAnswered:
    """Accept or decline. Who accepts to complement takes part from now on, with exactly what was offered."""
    if data.answer == "decline" and data.reason is None:
        raise DeclineReasonNeeded
    if data.answer == "decline":
        return await _decline(clearance, data.reason or "")
    return await _accept(clearance, data)


async def _accept(clearance: Clearance, data: AnswerReceived) -> ReceivedAnswered:
    escalation = await store.lock_of_target(clearance)
    target, at = await store.find_own_target(clearance), clearance.now()
    facts = rules.accepted(escalation, target, data.expected_date, at=at, today=day_in_amsterdam(at))
    asker, taking_part = await reading.find_requester(clearance, escalation, at), None
    requester = rules.may_accept(clearance.actor_id, asker)
    if escalation.grant is not None:
        taking_part = await acting.let_in(clearance, escalation.grant, requester, at)
    await store.set_target(clearance, target.id, TargetState.ACCEPTED, data.expected_date, taking_part)
    await store.lapse_others(clearance, target.id)
    await acting.move(clearance, escalation, facts, [target], at)
    state = rules.standing_after(escalation, facts[-1]).state
    case_id = None if taking_part is None else escalation.case_id
    return ReceivedAnswered(id=target.id, state=state, case_id=case_id)


async def _decline(clearance: Clearance, reason: str) -> ReceivedAnswered:
    escalation = await store.lock_of_target(clearance)
    target, at = await store.find_own_target(clearance), clearance.now()
    last = await store.is_last(clearance, target.id)
    fact = rules.declined(escalation, target, reason, last=last)
    await store.set_target(clearance, target.id, TargetState.DECLINED)
    await acting.move(clearance, escalation, (fact,), [target], at)
    return ReceivedAnswered(id=target.id, state=State.DECLINED, case_id=None)


@post(
    "/{target_id:uuid}/feedback",
    dependencies=AS_TARGET,
    opt=doing(GIVE_RECEIVED_FEEDBACK, EscalationMovedOn, FeedbackInCase),
)
async def give_received_feedback(
    data: JSONBody[GiveFeedback], clearance: NamedDependency[Clearance]
) -> EscalationMoved:
    """Say something back to the professional you strengthened (E3, E5)."""
    escalation = await store.lock_of_target(clearance)
    target = await store.find_own_target(clearance)
    fact = rules.feedback_of_target(escalation, target, data.text)
    await acting.move(clearance, escalation, (fact,), [target], clearance.now())
    return EscalationMoved(id=target.id, state=State.STARTED)


received_router = Router(
    "/received-escalations",
    route_handlers=[
        list_received_escalations, read_received_escalation, answer_received_escalation, give_received_feedback,
    ],
    tags=["Escalations"],
)  # fmt: skip
