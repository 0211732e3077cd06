"""Who took help on ends it himself, with a reason: for who asked, and for the unit that was asked (E5)."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.escalations import acting, drafts, rules, store
from chaincare.escalations.bodies import EndReceived
from chaincare.escalations.model import TargetState
from chaincare.escalations.operations import END_RECEIVED
from chaincare.escalations.outcomes import ReceivedMoved
from chaincare.escalations.refusals import EndingNotYours, EscalationMovedOn
from chaincare.parties.refusals import RegieMustMoveFirst

DOOR_TARGET_ENDING = Door("door_target_ending", "$13")


async def ending_door(request: AnyRequest, target_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let in who took this on: as who takes part in the case, or as the unit that strengthens."""
    async with through(request, DOOR_TARGET_ENDING, [target_id]) as clearance:
        yield clearance


@post(
    "/{target_id:uuid}/endings",
    dependencies={"clearance": Provide(ending_door)},
    opt=doing(END_RECEIVED, EndingNotYours, EscalationMovedOn, RegieMustMoveFirst),
)
async def end_received_escalation(
    target_id: FromPath[UUID], data: JSONBody[EndReceived], clearance: NamedDependency[Clearance]
) -> ReceivedMoved:
    """End what you took on, before or after it started, with the reason. Your access ends at once, and who asked is told.

    Given feedback stands: it is `finished` then, else `broken_off`. You keep what you wrote yourself.
    """
    escalation = await store.lock_cleared(clearance)
    target, at = await store.find_own_target(clearance, target_id), clearance.now()
    feedback = await store.has_feedback(clearance, escalation.id)
    fact = rules.given_up(escalation, target, clearance.participation_id, data.reason, feedback=feedback)
    await store.set_target(clearance, target_id, TargetState.ENDED)
    await acting.move(clearance, escalation, (fact,), [target], at)
    await drafts.give_up(clearance, escalation.id, still=True)
    if target.participation_id is not None:
        await acting.show_out(clearance, [target], data.reason, at)
    return ReceivedMoved(id=target_id, state=TargetState.ENDED)


ending_router = Router(
    "/received-escalations", route_handlers=[end_received_escalation], tags=["Escalations"]
)
