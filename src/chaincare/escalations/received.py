"""The side of the unit asked: a question and a summary, never of whom (E2, E3)."""

from collections.abc import AsyncGenerator
from typing import assert_never
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import TAKING_ON
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.escalations import acting, conditions, drafts, intake, reading, rules, store
from chaincare.escalations.bodies import AnswerReceived, GiveFeedback, NeedCondition
from chaincare.escalations.facts import AskedBack, ConditionNamed, FeedbackGiven
from chaincare.escalations.model import Escalation, TargetState
from chaincare.escalations.operations import (
    GIVE_RECEIVED_FEEDBACK,
    LIST_RECEIVED,
    READ_CONTRIBUTIONS,
    READ_RECEIVED,
    RESPOND,
)
from chaincare.escalations.outcomes import ReceivedAnswered, ReceivedMoved
from chaincare.escalations.reading import get_received, list_received
from chaincare.escalations.refusals import (
    AnotherMustAccept,
    AskedAlready,
    ConditionNotForStrengthen,
    DeclineReasonNeeded,
    DescriptionNeeded,
    EscalationMovedOn,
    ExpectedDatePassed,
    FeedbackInCase,
    QuestionNeeded,
    RequestNotCurrent,
    TargetAnswered,
    TargetNotInNetwork,
)
from chaincare.escalations.showing import received_view, said_view
from chaincare.escalations.views import (
    Contributions,
    ContributionView,
    ReceivedEscalations,
    ReceivedView,
)
from chaincare.ids import new_id
from chaincare.parties.refusals import BasisRunsOut
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam

DOOR_TARGET = Door("door_target", "$13")
DOOR_RECEIVED = Door("door_received", "$13, $14")
DOOR_CONTRIBUTIONS = Door("door_contributions", "$13, $14")


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


async def contributions_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of what he wrote when his unit was asked."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_CONTRIBUTIONS, [after, limit]) as clearance:
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
        ExpectedDatePassed, DeclineReasonNeeded, QuestionNeeded, TargetNotInNetwork, TargetAnswered, AskedAlready, EscalationMovedOn,
        ConditionNotForStrengthen, DescriptionNeeded, BasisRunsOut, RequestNotCurrent, AnotherMustAccept,
        *TAKING_ON,
    ),
)  # fmt: skip
async def answer_received_escalation(
    data: JSONBody[AnswerReceived], clearance: NamedDependency[Clearance]
) -> ReceivedAnswered:
    """Accept, decline or ask. Who accepts to complement takes part from now on, with exactly what was offered."""
    match data.answer:
        case "accept":
            return await _accept(clearance, data)
        case "decline":
            return await _decline(clearance, data.reason, data.refer_to_unit_id)
        case "ask":
            return await _ask(clearance, data.text)
        case _:
            assert_never(data.answer)


async def _accept(clearance: Clearance, data: AnswerReceived) -> ReceivedAnswered:
    escalation = await store.lock_cleared(clearance)
    target, at = await store.find_own_target(clearance), clearance.now()
    facts = rules.accepted(escalation, target, data.expected_date, at=at, today=day_in_amsterdam(at))
    asker, taking_part = await reading.find_requester(clearance, escalation, at), None
    requester = rules.may_accept(clearance.actor_id, asker)
    needed = await _need(clearance, escalation, data.conditions)
    if escalation.grant is not None:
        taking_part = await acting.let_in(clearance, escalation.grant, requester, at)
    await store.set_target(clearance, target.id, TargetState.ACCEPTED, data.expected_date, taking_part)
    await store.lapse_others(clearance, target.id)
    standing = await acting.move(clearance, escalation, (*needed, *facts), [target], at)
    case_id = None if taking_part is None else escalation.case_id
    return ReceivedAnswered(
        id=target.id, state=TargetState.ACCEPTED, escalation_state=standing.state, case_id=case_id
    )


async def _need(
    clearance: Clearance, escalation: Escalation, wanted: tuple[NeedCondition, ...]
) -> list[ConditionNamed]:
    """Name what the unit needs before it can start; whoever asked sees to it, the only one it knows of."""
    needed = [
        intake.condition_needed(
            escalation, (new_id(), one.kind, one.description), f"/conditions/{at}/description"
        )
        for at, one in enumerate(wanted)
    ]
    for fact in needed:
        await conditions.add_condition(clearance, escalation.id, fact.condition, fact.needs, fact.owner)
    return needed


async def _decline(clearance: Clearance, reason: str | None, refers_to: UUID | None) -> ReceivedAnswered:
    if reason is None:
        raise DeclineReasonNeeded(errors=[FieldError("/reason", "Say why.")])
    if refers_to is not None and not await drafts.is_in_network(clearance, refers_to):
        raise TargetNotInNetwork(errors=[FieldError("/referToUnitId", "Not a unit of this network.")])
    escalation = await store.lock_cleared(clearance)
    target, at = await store.find_own_target(clearance), clearance.now()
    last = await store.is_last(clearance, target.id)
    fact = rules.declined(escalation, target, reason, last=last, refers_to=refers_to)
    asking = await store.another_asks(clearance, target.id)
    await store.set_target(clearance, target.id, TargetState.DECLINED)
    await acting.move(clearance, escalation, (fact,), [target], at, asking=asking)
    return ReceivedAnswered(id=target.id, state=TargetState.DECLINED, escalation_state=None, case_id=None)


async def _ask(clearance: Clearance, text: str | None) -> ReceivedAnswered:
    if text is None:
        raise QuestionNeeded(errors=[FieldError("/text", "Say what you want to know.")])
    escalation = await store.lock_cleared(clearance)
    target, at = await store.find_own_target(clearance), clearance.now()
    fact: AskedBack = rules.asked_back(escalation, target, text)
    await store.set_question(clearance, target.id, at)
    standing = await acting.move(clearance, escalation, (fact,), [target], at)
    return ReceivedAnswered(id=target.id, state=target.state, escalation_state=standing.state, case_id=None)


@post(
    "/{target_id:uuid}/feedback",
    dependencies=AS_TARGET,
    opt=doing(GIVE_RECEIVED_FEEDBACK, EscalationMovedOn, FeedbackInCase),
)
async def give_received_feedback(
    data: JSONBody[GiveFeedback], clearance: NamedDependency[Clearance]
) -> ReceivedMoved:
    """Say something back to the professional you strengthened (E3, E5)."""
    escalation = await store.lock_cleared(clearance)
    target = await store.find_own_target(clearance)
    fact = rules.feedback_of_target(escalation, target, data.text)
    await acting.move(clearance, escalation, (fact,), [target], clearance.now())
    return ReceivedMoved(id=target.id, state=target.state)


@get("/contributions", dependencies={"clearance": Provide(contributions_door)}, opt=doing(READ_CONTRIBUTIONS))
async def list_contributions(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[Contributions]:
    """Read again what you wrote when your unit was asked, the latest question first, also long after it ended (E5)."""
    written = await reading.list_contributions(clearance)
    shown = [entry.relation_id for entry in clearance.page if entry.relation_id is not None]
    items = tuple(
        ContributionView(
            received_id=one,
            said=tuple(
                said_view(fact, one, at)
                for at, fact in written.get(one, [])
                if isinstance(fact, AskedBack | FeedbackGiven)
            ),
        )
        for one in shown
    )
    more = len(shown) == limit
    return page_answer(
        request, Contributions(items=items), position=shown[-1] if shown else None, more=more, limit=limit
    )


received_router = Router(
    "/received-escalations",
    route_handlers=[
        list_received_escalations, read_received_escalation, answer_received_escalation, give_received_feedback,
    ],
    tags=["Escalations"],
)  # fmt: skip
contributions_router = Router("/", route_handlers=[list_contributions], tags=["Escalations"])
