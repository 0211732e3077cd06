"""The side of the case: asking the winkelstraat for help, starting it, and ending it."""

from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.clients.store import get_client
from chaincare.escalations import acting, drafting, rules, store
from chaincare.escalations.model import BrokenOff, Finished, State, TargetState
from chaincare.escalations.operations import DRAFT, END, GIVE_FEEDBACK, LIST, READ, REQUEST, START, WITHDRAW
from chaincare.escalations.reading import get_sheet, list_sheets
from chaincare.escalations.refusals import (
    AreaNotInNetwork,
    EndReasonNeeded,
    EscalationMovedOn,
    EscalationUnknown,
    FeedbackNotYours,
    GrantNeeded,
    GrantNotForStrengthen,
    RegieVacant,
    RequestNeedsHolder,
    StartsLater,
    StartsOnAcceptance,
    StepNotYours,
    SummaryNamesClient,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.escalations.showing import Reader, escalation_view
from chaincare.escalations.views import (
    DraftEscalation,
    EndEscalation,
    EscalationMoved,
    Escalations,
    EscalationView,
    GiveFeedback,
    HelpStarted,
    SendRequest,
    StartHelp,
    WithdrawEscalation,
)
from chaincare.parties.refusals import (
    BasisRunsOut,
    GroundNotInCatalogue,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
)
from chaincare.parties.store import begin_scope
from chaincare.regie.passing import begin_interim
from chaincare.regie.refusals import CandidateJustLeft, RegieNotVacant
from chaincare.regie.rules import can_direct
from chaincare.regie.store import add_regie, find_candidate, lock_regie
from chaincare.workdays import add_working_days, day_in_amsterdam, term_ends

INTERIM_DAYS = 3


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        DRAFT, TriedNeeded, GrantNeeded, GrantNotForStrengthen, TargetNotInNetwork, AreaNotInNetwork,
        SummaryNamesClient, BasisRunsOut, GroundNotInCatalogue, ScopeNotForProfessionals,
    ),
)  # fmt: skip
async def draft_escalation(
    data: JSONBody[DraftEscalation], clearance: NamedDependency[Clearance]
) -> EscalationMoved:
    """Put a request for help into words; it goes out when the regie holder agrees (E2)."""
    at, ask = clearance.now(), data.to_model()
    known = drafting.known_by(await get_client(clearance))
    region = await store.get_region(clearance, ask.targets)
    fact = drafting.drafted(ask, known, region, await acting.seat_of(clearance, at), at=at)
    standing = rules.first_standing(fact)
    clearance.object_id = await store.add_escalation(clearance, ask, fact, standing, at)
    return EscalationMoved(id=clearance.object_id, state=standing.state)


@get("/", dependencies=IN_CASE, opt=doing(LIST))
async def list_escalations(clearance: NamedDependency[Clearance]) -> Escalations:
    """Read the escalations of the case, as far as your part in it goes; the latest fifty."""
    reader = await _reader(clearance)
    return Escalations(items=tuple(escalation_view(one, reader) for one in await list_sheets(clearance)))


@get("/{escalation_id:uuid}", dependencies=IN_CASE, opt=doing(READ, EscalationUnknown))
async def read_escalation(
    escalation_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> EscalationView:
    """Read an escalation: where it stands, with whom the ball is and since when (E4)."""
    return escalation_view(await get_sheet(clearance, escalation_id), await _reader(clearance))


@post(
    "/{escalation_id:uuid}/requests",
    dependencies=IN_CASE,
    opt=doing(REQUEST, EscalationUnknown, EscalationMovedOn, RequestNeedsHolder),
)
async def request_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[SendRequest],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> EscalationMoved:
    """Send the request to its targets: the regie holder's agreement, unless there is none or it is urgent."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    fact = rules.requested(escalation, await acting.seat_of(clearance, at))
    for target_id, days in await store.list_reaction_days(clearance, escalation):
        await store.ask_target(clearance, target_id, at, add_working_days(day_in_amsterdam(at), days))
    await acting.move(clearance, escalation, (fact,), await store.list_targets(clearance, escalation_id), at)
    return EscalationMoved(id=escalation_id, state=State.REQUESTED)


@post(
    "/{escalation_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW, EscalationUnknown, EscalationMovedOn, StepNotYours),
)
async def withdraw_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[WithdrawEscalation],
    clearance: NamedDependency[Clearance],
) -> EscalationMoved:
    """Take a request back, as long as nobody accepted it."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    fact = rules.withdrawn(escalation, await acting.seat_of(clearance, at), data.reason)
    await store.close_targets(clearance, escalation_id, TargetState.LAPSED)
    await acting.move(clearance, escalation, (fact,), [], at)
    return EscalationMoved(id=escalation_id, state=State.WITHDRAWN)


@post(
    "/{escalation_id:uuid}/starts",
    dependencies=IN_CASE,
    opt=doing(
        START, EscalationUnknown, EscalationMovedOn, StepNotYours, StartsOnAcceptance, StartsLater, RegieVacant,
        RegieNotVacant, CandidateJustLeft,
    ),
)  # fmt: skip
async def start_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[StartHelp],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> HelpStarted:
    """Let the accepted help begin: from now on the agreed scope holds (E4). Without regie only what is urgent (R5)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    await add_regie(clearance)
    await lock_regie(clearance)
    at = clearance.now()
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    requester = await find_candidate(clearance, escalation.requested_by, at)
    seat, today = await acting.seat_of(clearance, at), day_in_amsterdam(at)
    fact = rules.started(escalation, target, seat, requester_present=can_direct(requester, at), today=today)
    if fact.interim:
        await begin_interim(clearance, escalation.requested_by, at, term_ends(at, INTERIM_DAYS))
    if target is not None and target.participation_id is not None:
        await begin_scope(clearance, target.participation_id, at)
    await acting.move(clearance, escalation, (fact,), [target] if target else [], at)
    return HelpStarted(id=escalation_id, state=State.STARTED, started_at=at, interim_holder=fact.interim)


@post(
    "/{escalation_id:uuid}/feedback",
    dependencies=IN_CASE,
    opt=doing(GIVE_FEEDBACK, EscalationUnknown, EscalationMovedOn, FeedbackNotYours),
)
async def give_feedback(
    escalation_id: FromPath[UUID],
    data: JSONBody[GiveFeedback],
    clearance: NamedDependency[Clearance],
) -> EscalationMoved:
    """Say something back, as the specialist who takes part (E5)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    fact = rules.feedback_in_case(escalation, target, clearance.participation_id, data.text)
    await acting.move(clearance, escalation, (fact,), [target] if target else [], at)
    return EscalationMoved(id=escalation_id, state=State.STARTED)


@post(
    "/{escalation_id:uuid}/closures",
    dependencies=IN_CASE,
    opt=doing(
        END, EscalationUnknown, EscalationMovedOn, StepNotYours, EndReasonNeeded, RegieMustMoveFirst
    ),
)  # fmt: skip
async def end_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[EndEscalation],
    clearance: NamedDependency[Clearance],
) -> EscalationMoved:
    """End it: with the specialist's feedback, or with a reason. The specialist's access ends with it (E5)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    feedback = await store.has_feedback(clearance, escalation_id)
    seat = await acting.seat_of(clearance, at)
    fact: Finished | BrokenOff = rules.ended(escalation, seat, data.reason, feedback=feedback)
    targets = await store.list_targets(clearance, escalation_id)
    await acting.show_out(clearance, targets, fact.reason or "escalation finished", at)
    await store.close_targets(clearance, escalation_id, TargetState.ENDED)
    await acting.move(clearance, escalation, (fact,), [], at)
    return EscalationMoved(
        id=escalation_id, state=State.FINISHED if isinstance(fact, Finished) else State.BROKEN_OFF
    )


async def _reader(clearance: Clearance) -> Reader:
    seat = await acting.seat_of(clearance, clearance.now())
    return Reader(
        clearance.reach, clearance.actor_id, clearance.admission.unit_id, seat.own_id, seat.holder_id
    )


escalations_router = Router(
    "/cases/{case_id:uuid}/escalations",
    route_handlers=[
        draft_escalation, list_escalations, read_escalation, request_escalation, withdraw_escalation,
        start_escalation, give_feedback, end_escalation,
    ],
    tags=["Escalations"],
)  # fmt: skip
