"""The side of the case between accepting and starting: who bridges, when it is reviewed, what must be there (E4)."""

from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.clients.store import get_client
from chaincare.escalations import acting, conditions, drafting, intake, store
from chaincare.escalations.bodies import (
    AnswerBridge,
    DropCondition,
    FulfilCondition,
    NameBridge,
    NameCondition,
    ReviewWaiting,
)
from chaincare.escalations.model import ConditionState
from chaincare.escalations.operations import (
    ANSWER_BRIDGE,
    DROP_CONDITION,
    FULFIL_CONDITION,
    NAME_BRIDGE,
    NAME_CONDITION,
    REVIEW,
)
from chaincare.escalations.outcomes import BridgeNamedView, ConditionMoved, WaitingReviewed
from chaincare.escalations.refusals import (
    BridgeNotPresent,
    ConditionNotForStrengthen,
    ConditionSettled,
    ConditionUnknown,
    DescriptionNeeded,
    DocumentFromTheFuture,
    EscalationMovedOn,
    EscalationUnknown,
    ExpectedDatePassed,
    OwnerNotPresent,
    RefusalReasonNeeded,
    StepNotYours,
    SummaryNamesClient,
)
from chaincare.escalations.states import bridge_after
from chaincare.ids import new_id
from chaincare.workdays import day_in_amsterdam


@post(
    "/{escalation_id:uuid}/bridges",
    dependencies=IN_CASE,
    opt=doing(NAME_BRIDGE, EscalationUnknown, EscalationMovedOn, BridgeNotPresent, StepNotYours),
)
async def name_bridge(
    escalation_id: FromPath[UUID],
    data: JSONBody[NameBridge],
    clearance: NamedDependency[Clearance],
) -> BridgeNamedView:
    """Say who is there for the client while help is waited for; whoever is named by another is asked first."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    candidate = await conditions.find_present(clearance, data.participation_id, at)
    fact = intake.bridge_named(escalation, target, await acting.seat_of(clearance, at), candidate)
    await conditions.set_bridge(clearance, escalation_id, bridge_after(fact))
    await acting.move(clearance, escalation, (fact,), [], at)
    return BridgeNamedView(id=escalation_id, participation_id=fact.participation, agreed=fact.agreed)


@post(
    "/{escalation_id:uuid}/bridges/responses",
    dependencies=IN_CASE,
    opt=doing(ANSWER_BRIDGE, EscalationUnknown, EscalationMovedOn, StepNotYours, RefusalReasonNeeded),
)
async def answer_bridge(
    escalation_id: FromPath[UUID],
    data: JSONBody[AnswerBridge],
    clearance: NamedDependency[Clearance],
) -> BridgeNamedView:
    """Say whether you bridge, when another named you; or that you cannot any longer."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    seat, assents = await acting.seat_of(clearance, at), data.answer == "assent"
    fact = intake.bridge_answered(escalation, seat, data.reason, assents=assents)
    bridge = bridge_after(fact)
    await conditions.set_bridge(clearance, escalation_id, bridge)
    await acting.move(clearance, escalation, (fact,), [], at)
    named = None if bridge is None else bridge.participation_id
    return BridgeNamedView(id=escalation_id, participation_id=named, agreed=assents)


@post(
    "/{escalation_id:uuid}/reviews",
    dependencies=IN_CASE,
    opt=doing(REVIEW, EscalationUnknown, EscalationMovedOn, StepNotYours, ExpectedDatePassed),
)
async def review_waiting(
    escalation_id: FromPath[UUID],
    data: JSONBody[ReviewWaiting],
    clearance: NamedDependency[Clearance],
) -> WaitingReviewed:
    """Say again when help is expected to start; at least once a month, or the ball comes back to you (E4)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    seat, today = await acting.seat_of(clearance, at), day_in_amsterdam(at)
    fact = intake.reviewed(escalation, target, seat, data.expected_date, today)
    if target is not None:
        await store.set_target(clearance, target.id, target.state, fact.expected_on)
    await acting.move(clearance, escalation, (fact,), [target] if target else [], at)
    due = intake.review_due(fact.expected_on, today)
    return WaitingReviewed(id=escalation_id, expected_date=fact.expected_on, review_due_date=due)


@post(
    "/{escalation_id:uuid}/conditions",
    dependencies=IN_CASE,
    opt=doing(
        NAME_CONDITION, EscalationUnknown, EscalationMovedOn, StepNotYours, ConditionNotForStrengthen, DescriptionNeeded,
        OwnerNotPresent, SummaryNamesClient,
    ),
)  # fmt: skip
async def name_condition(
    escalation_id: FromPath[UUID],
    data: JSONBody[NameCondition],
    clearance: NamedDependency[Clearance],
) -> ConditionMoved:
    """Name a referral, a decision or something else that must be there before help starts, and who sees to it."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    known = drafting.known_by(await get_client(clearance))
    insisted = drafting.without_identity([("description", data.description)], known, data.overrides)
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    owner = await conditions.find_present(clearance, data.owner_id or escalation.requested_by, at)
    named = (new_id(), data.kind, owner, data.description, insisted)
    fact = intake.condition_named(escalation, target, await acting.seat_of(clearance, at), named)
    await conditions.add_condition(clearance, escalation_id, fact.condition, fact.needs, fact.owner)
    await acting.move(clearance, escalation, (fact,), [], at)
    return ConditionMoved(id=fact.condition, state=ConditionState.OPEN)


@post(
    "/{escalation_id:uuid}/conditions/{condition_id:uuid}/fulfilments",
    dependencies=IN_CASE,
    opt=doing(
        FULFIL_CONDITION, EscalationUnknown, ConditionUnknown, EscalationMovedOn, StepNotYours, ConditionSettled,
        ConditionNotForStrengthen, DocumentFromTheFuture, SummaryNamesClient,
    ),
)  # fmt: skip
async def fulfil_condition(
    escalation_id: FromPath[UUID],
    condition_id: FromPath[UUID],
    data: JSONBody[FulfilCondition],
    clearance: NamedDependency[Clearance],
) -> ConditionMoved:
    """Say that what had to be there is there: the date of the document, and its number."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    known = drafting.known_by(await get_client(clearance))
    drafting.without_identity([("reference", data.reference)], known, ())
    found = conditions.one_of(await conditions.list_conditions(clearance, escalation_id), condition_id)
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    seat, document = await acting.seat_of(clearance, at), (data.document_date, data.reference)
    fact = intake.condition_fulfilled(escalation, found, target, seat, document, day_in_amsterdam(at))
    await conditions.set_condition(clearance, condition_id, ConditionState.FULFILLED)
    await acting.move(clearance, escalation, (fact,), [], at)
    return ConditionMoved(id=condition_id, state=ConditionState.FULFILLED)


@post(
    "/{escalation_id:uuid}/conditions/{condition_id:uuid}/droppings",
    dependencies=IN_CASE,
    opt=doing(
        DROP_CONDITION, EscalationUnknown, ConditionUnknown, EscalationMovedOn, StepNotYours, ConditionSettled,
        ConditionNotForStrengthen,
    ),
)  # fmt: skip
async def drop_condition(
    escalation_id: FromPath[UUID],
    condition_id: FromPath[UUID],
    data: JSONBody[DropCondition],
    clearance: NamedDependency[Clearance],
) -> ConditionMoved:
    """Do without it after all, with the reason."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    found = conditions.one_of(await conditions.list_conditions(clearance, escalation_id), condition_id)
    fact = intake.condition_dropped(escalation, found, await acting.seat_of(clearance, at), data.reason)
    await conditions.set_condition(clearance, condition_id, ConditionState.DROPPED)
    await acting.move(clearance, escalation, (fact,), [], at)
    return ConditionMoved(id=condition_id, state=ConditionState.DROPPED)


waiting_router = Router(
    "/cases/{case_id:uuid}/escalations",
    route_handlers=[
        name_bridge,
        answer_bridge,
        review_waiting,
        name_condition,
        fulfil_condition,
        drop_condition,
    ],
    tags=["Escalations"],
)
