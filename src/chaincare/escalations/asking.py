"""Putting a request to its units, and on to others in the same words when nobody took it on."""

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.clients.store import get_client
from chaincare.escalations import acting, drafting, drafts, reading, sending, store
from chaincare.escalations.facts import Drafted, Requested, SentOn
from chaincare.escalations.model import Escalation, Seat, State, TargetState
from chaincare.workdays import day_in_amsterdam

Wanted: TypeAlias = tuple[tuple[UUID, ...], tuple[str, ...]]
"""The units it goes to, and the words that their author insists are words."""


async def send(
    clearance: Clearance,
    escalation: Escalation,
    facts: tuple[Requested] | tuple[SentOn] | tuple[SentOn, Requested],
    at: datetime,
) -> State:
    """Let it go out to the units named in the draft, each with a term of its own, if that was agreed to; give where it stands."""
    if isinstance(facts[-1], Requested):
        today, wanted = day_in_amsterdam(at), escalation.help
        for target_id, by in await store.list_terms(clearance, escalation.id, wanted, today):
            await store.ask_target(clearance, target_id, at, by)
    targets = await store.list_targets(clearance, escalation.id)
    asked = [one for one in targets if one.state is TargetState.REQUESTED]
    return (await acting.move(clearance, escalation, facts, asked, at)).state


async def send_on(
    clearance: Clearance, escalation: Escalation, seat: Seat, wanted: Wanted, at: datetime
) -> State:
    """Put what nobody took on to other units. Everything is looked at again as at first; raises what that does."""
    asker = await reading.find_requester(clearance, escalation, at)
    origin = escalation.converted_from
    goes_on = origin is not None and await store.goes_on(clearance, origin)
    sending.may_send_on(escalation, seat, asker, goes_on=goes_on)
    units = wanted[0]
    await check_joining(clearance, escalation, units)
    said = await _look_again(clearance, escalation, seat, wanted, at)
    await drafts.name_units(clearance, escalation, units)
    return await send(clearance, escalation, sending.sent_on(escalation, seat, units, said.overrides), at)


async def check_joining(clearance: Clearance, escalation: Escalation, units: tuple[UUID, ...]) -> None:
    """Check whom a request that is there already may be put to. Raises TargetDeclinedAlready, TargetAskedApart."""
    sending.not_declined(units, await store.list_targets(clearance, escalation.id))
    sending.not_hidden(units, await drafts.list_hidden(clearance, escalation.id, units))


async def send_draft(clearance: Clearance, escalation: Escalation, seat: Seat, at: datetime) -> State:
    """Send a draft as it stands. What it was looked at for then may have changed since; raises what a draft does."""
    fact = sending.requested(escalation, seat)
    targets = await store.list_targets(clearance, escalation.id)
    units = tuple(one.unit_id for one in targets if one.state is TargetState.DRAFT)
    await _look_again(clearance, escalation, seat, (units, ()), at)
    return await send(clearance, escalation, (fact,), at)


async def _look_again(
    clearance: Clearance, escalation: Escalation, seat: Seat, wanted: Wanted, at: datetime
) -> Drafted:
    """Look at it as at first. Who directs with scope core reads no consent: the door says whether it stands."""
    ask = await drafts.get_ask(clearance, escalation, *wanted)
    known = drafting.known_by(await get_client(clearance))
    region = await drafts.get_region(clearance, ask.targets, escalation.requested_by)
    said = drafting.drafted(ask, known, region, seat, at=at)
    await (drafts.hold_grant if seat.full else drafts.hold_unread)(clearance, ask, at)
    return said
