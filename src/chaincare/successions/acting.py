"""One line of the new school year: everything in one case, in its transaction."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.ids import new_id
from chaincare.parties import store as parties
from chaincare.parties.api import stand_on
from chaincare.parties.model import Circle, Participation, Role, Seat
from chaincare.parties.refusals import PartyUnknown
from chaincare.parties.rules import scope_for
from chaincare.regie import passing, proposing
from chaincare.regie.himself import Wanted
from chaincare.regie.periods import Period
from chaincare.regie.store import find_latest_term
from chaincare.successions import rules, store
from chaincare.successions.model import SUCCEEDED, Succession
from chaincare.successions.views import ArrangedLine, TakeOver, TakeOverCase


async def arrange(
    clearance: Clearance, leaves: UUID, line: TakeOverCase, whole: TakeOver, effective_at: datetime
) -> ArrangedLine:
    """Arrange in one case who takes over. Raises what rules raise, and what bringing in and proposing raise."""
    seat = await _seat_held(clearance)
    at = clearance.now()
    found = await store.find_leaving(clearance, leaves, line.successor, at)
    leaving = rules.may_take_over(found, seat)
    to_id = leaving.successor_id
    if to_id is None:
        circle = rules.succeeds_into(leaving, seat)
        to_id = await _bring_in(clearance, circle, line, effective_at, at)
    proposal_id = None
    if leaving.id == seat.holder_id:
        proposal_id = await _propose(clearance, to_id, whole.handover_note, effective_at)
    succession = Succession(
        new_id(), leaving.id, to_id, effective_at, whole.reason, proposal_id, leaving.successor_id is None
    )
    await store.add_succession(clearance, succession, at)
    clearance.object_id = succession.id
    ends_at = rules.ends_now(leaving, seat, succession)
    if ends_at is not None:
        await parties.end_participation(clearance, leaving.id, ends_at, SUCCEEDED)
    return ArrangedLine(
        succession_id=succession.id, participation_id=to_id, ends_at=ends_at, regie_proposal_id=proposal_id,
        agreements=leaving.agreements,
    )  # fmt: skip


async def _seat_held(clearance: Clearance) -> Seat:
    """Give where who arranges it stands, with regie held: what was proposed and ran out is over then, and what went with it."""
    seat = await parties.get_seat(clearance, clearance.now())
    if seat.holder_id is None:
        return seat
    await passing.lock(clearance)
    return await parties.get_seat(clearance, clearance.now())


async def _bring_in(
    clearance: Clearance, circle: Circle, line: TakeOverCase, effective_at: datetime, at: datetime
) -> UUID:
    unit_id = await parties.find_unit_of_professional(clearance, line.successor)
    if unit_id is None:
        raise PartyUnknown
    own = Participation(
        id=new_id(), role=Role.CASEWORKER, circle=circle, scope=scope_for(line.scope, team=False),
        scope_from=effective_at, purpose=line.purpose, began_at=at, professional_id=line.successor,
    )  # fmt: skip
    await parties.add_participation(clearance, own)
    await stand_on(clearance, own, line.legal_basis, unit_id, "/legalBasis")
    return own.id


async def _propose(clearance: Clearance, to_id: UUID, note: str | None, effective_at: datetime) -> UUID:
    term = await find_latest_term(clearance)
    mandate = () if term is None else term.mandate
    wanted = Wanted(to_id, mandate, None, note, None, None, Period(effective_at, None, None))
    return (await proposing.propose(clearance, wanted)).id
