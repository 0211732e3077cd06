"""What every act on an escalation does alike: read under its lock, append a fact, let it stand where that leaves it."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.escalations import reading, store
from chaincare.escalations.model import Escalation, Fact, Grant, Seat, Target, TargetState
from chaincare.escalations.refusals import AnotherMustAccept
from chaincare.escalations.rules import standing_after
from chaincare.ids import new_id
from chaincare.parties.model import Circle, Participation, Role
from chaincare.parties.refusals import AlreadyTakesPart
from chaincare.parties.store import add_legal_basis, add_participation, end_participation, find_participation
from chaincare.regie.rules import holds
from chaincare.regie.store import find_latest_term


async def seat_of(clearance: Clearance, at: datetime) -> Seat:
    """Give who acts, and who directs the case at this moment."""
    term = await find_latest_term(clearance)
    holder_id = term.holder_id if term is not None and holds(term, at) else None
    return Seat(clearance.participation_id, holder_id, clearance.reach is Reach.FULL)


def taken_on(targets: list[Target]) -> Target | None:
    """Give the target that accepted, if one did."""
    return next((one for one in targets if one.state is TargetState.ACCEPTED), None)


async def move(
    clearance: Clearance, escalation: Escalation, facts: tuple[Fact, ...], targets: list[Target], at: datetime
) -> None:
    """Append facts about these targets, and say with whom the ball is now (E4); the lock is held."""
    units = [one.unit_id for one in targets]
    steps = [(fact, standing_after(escalation, fact, units)) for fact in facts]
    await store.move(clearance, escalation, steps, targets[0].id if len(targets) == 1 else None, at)
    clearance.object_id = escalation.id


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
