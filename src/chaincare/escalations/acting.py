"""What every act on an escalation does alike: read under its lock, append a fact, let it stand where that leaves it."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.escalations import conditions as conditions_of
from chaincare.escalations import reading, rules, store
from chaincare.escalations.facts import Accepted, Converted, Fact, Reviewed
from chaincare.escalations.intake import review_due
from chaincare.escalations.model import Escalation, Grant, Seat, Standing, State, Target, TargetState
from chaincare.escalations.refusals import AnotherMustAccept
from chaincare.escalations.states import Around, standing_after
from chaincare.ids import new_id
from chaincare.parties.model import Circle, Participation, Role
from chaincare.parties.refusals import AlreadyTakesPart
from chaincare.parties.store import (
    add_legal_basis,
    add_participation,
    begin_scope,
    end_participation,
    find_participation,
)
from chaincare.regie.reading import acts_for_holder
from chaincare.regie.rules import holds
from chaincare.regie.store import find_latest_term
from chaincare.workdays import day_in_amsterdam


async def seat_of(clearance: Clearance, at: datetime) -> Seat:
    """Give who acts, and who directs the case at this moment; without a case he acts for himself and nobody directs."""
    if clearance.reach is Reach.ASKER:
        return Seat(clearance.actor_id, None, full=True)
    term = await find_latest_term(clearance)
    holder_id = term.holder_id if term is not None and holds(term, at) else None
    if holder_id not in {None, clearance.participation_id} and await acts_for_holder(clearance, at):
        holder_id = clearance.participation_id
    return Seat(clearance.participation_id, holder_id, clearance.reach is Reach.FULL)


def taken_on(targets: list[Target]) -> Target | None:
    """Give the target that accepted, if one did."""
    return next((one for one in targets if one.state is TargetState.ACCEPTED), None)


async def move(
    clearance: Clearance,
    escalation: Escalation,
    facts: tuple[Fact, ...],
    targets: list[Target],
    at: datetime,
    *,
    asking: bool = False,
) -> Standing:
    """Append facts about these targets, and say with whom the ball is now (E4); the lock is held."""
    waits_for = await conditions_of.list_conditions(clearance, escalation.id) if escalation.grant else ()
    around = Around(tuple(one.unit_id for one in targets), asking, waits_for)
    steps = [(fact, standing_after(escalation, fact, around)) for fact in facts]
    for fact in facts:
        if isinstance(fact, Accepted | Reviewed) and fact.expected_on is not None:
            due_on = review_due(fact.expected_on, day_in_amsterdam(at))
            await conditions_of.set_review(clearance, escalation.id, due_on)
    await store.move(clearance, escalation, steps, targets[0].id if len(targets) == 1 else None, at)
    clearance.object_id = escalation.id
    return steps[-1][1]


async def answer(
    clearance: Clearance,
    escalation: Escalation,
    target_id: UUID,
    said: tuple[str, tuple[str, ...]],
    at: datetime,
) -> Standing:
    """Answer what one unit asked back; the ball stays here while another one waits. Raises what the rule does."""
    targets = await store.list_targets(clearance, escalation.id)
    target = next((one for one in targets if one.id == target_id), None)
    fact = rules.answered(escalation, await seat_of(clearance, at), target, *said)
    await store.set_question(clearance, fact.target, None)
    asking = any(one.waits_for_answer for one in targets if one.id != fact.target)
    return await move(clearance, escalation, (fact,), [target] if target else [], at, asking=asking)


async def open_up(clearance: Clearance, escalation: Escalation, target: Target | None, at: datetime) -> None:
    """Let the agreed scope hold from now on (E4), and end the strengthening that this help was made of (E3)."""
    if target is not None and target.participation_id is not None:
        await begin_scope(clearance, target.participation_id, at)
    if escalation.converted_from is None:
        return
    origin = await store.find_escalation(clearance, escalation.converted_from)
    if origin is None or origin.state is not State.STARTED:
        return
    await store.close_targets(clearance, origin.id, TargetState.ENDED)
    await move(clearance, origin, (Converted(escalation.id),), [], at)


async def let_in(clearance: Clearance, grant: Grant, requester: UUID, at: datetime) -> UUID:
    """Let the professional who accepts take part with exactly what was offered; the requester's doing (E2).

    The scope holds from the start on, and until then it is `that` (E4). Who takes part already is not told so: he would
    learn which of his cases this is before accepting. That it is one of them he may still gather: a known limit.
    Raises AnotherMustAccept.
    """
    specialist = Participation(
        id=new_id(), role=Role.SPECIALIST, circle=Circle.WINKELSTRAAT, scope=grant.scope, scope_from=None,
        purpose=grant.purpose, began_at=at, professional_id=clearance.actor_id,
    )  # fmt: skip
    try:
        await add_participation(clearance, specialist, made_by=requester)
    except AlreadyTakesPart:
        raise AnotherMustAccept from None
    await add_legal_basis(clearance, specialist.id, grant.basis, at, recorded_by=requester)
    return specialist.id


async def show_out(clearance: Clearance, targets: list[Target], reason: str, at: datetime) -> None:
    """End the participations that the escalation made, and those that these made (E5). Raises RegieMustMoveFirst."""
    specialists = [one.participation_id for one in targets if one.participation_id is not None]
    for participation_id in await reading.list_leaving(clearance, specialists, at):
        if await find_participation(clearance, participation_id, at) is not None:
            await end_participation(clearance, participation_id, at, reason)
