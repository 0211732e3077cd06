"""The side of the case once somebody accepted: starting, feedback, asking for more, and ending."""

from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import InConflict
from chaincare.clients.store import get_client
from chaincare.consents.model import RESTING
from chaincare.escalations import acting, conditions, drafting, drafts, rules, store
from chaincare.escalations.bodies import ConvertEscalation, EndEscalation, GiveFeedback, StartHelp
from chaincare.escalations.facts import BrokenOff, ConversionDrafted, Finished
from chaincare.escalations.model import State, TargetState
from chaincare.escalations.operations import CONVERT, END, GIVE_FEEDBACK, START
from chaincare.escalations.outcomes import EscalationConverted, EscalationMoved, HelpStarted
from chaincare.escalations.refusals import (
    ConditionOpen,
    ConvertedAlready,
    EndReasonNeeded,
    EscalationMovedOn,
    EscalationUnknown,
    FeedbackNotYours,
    OnlyStrengthenConverts,
    RegieVacant,
    StartsLater,
    StartsOnAcceptance,
    StepNotYours,
    SummaryNamesClient,
    TargetIsOwnUnit,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.escalations.states import first_standing
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import (
    BasisRunsOut,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
)
from chaincare.regie.candidates import find_candidate
from chaincare.regie.passing import begin_interim
from chaincare.regie.refusals import CandidateJustLeft, RegieNotVacant
from chaincare.regie.rules import can_direct
from chaincare.regie.store import add_regie, lock_regie
from chaincare.workdays import day_in_amsterdam, term_ends

INTERIM_DAYS = 3


@post(
    "/{escalation_id:uuid}/starts",
    dependencies=IN_CASE,
    opt=doing(
        START, EscalationUnknown, EscalationMovedOn, StepNotYours, StartsOnAcceptance, StartsLater, RegieVacant,
        ConditionOpen, RegieNotVacant, CandidateJustLeft,
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
    present = can_direct(await find_candidate(clearance, escalation.requested_by, at), at)
    waits_for = await conditions.list_conditions(clearance, escalation_id)
    seat, today = await acting.seat_of(clearance, at), day_in_amsterdam(at)
    fact = rules.started(escalation, target, seat, waits_for, requester_present=present, today=today)
    if fact.interim:
        await begin_interim(clearance, escalation.requested_by, at, term_ends(at, INTERIM_DAYS))
    await acting.open_up(clearance, escalation, target, at)
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
    "/{escalation_id:uuid}/conversions",
    dependencies=IN_CASE,
    opt=doing(
        CONVERT, EscalationUnknown, StepNotYours, ConvertedAlready, OnlyStrengthenConverts, TriedNeeded,
        TargetNotInNetwork, TargetIsOwnUnit, SummaryNamesClient, BasisRunsOut,
        ScopeNotForProfessionals, InConflict, *CITING, *RESTING,
    ),
)  # fmt: skip
async def convert_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[ConvertEscalation],
    clearance: NamedDependency[Clearance],
) -> EscalationConverted:
    """Draft a request to complement, to the unit that strengthens: it learns of whom only when it accepts that (E3).

    The strengthening goes on until the other help starts, or until it is ended. There is one such request at a time: another
    can be drafted when that ended without starting.
    """
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    seat = await acting.seat_of(clearance, at)
    rules.convertible(escalation, seat, goes_on=await store.goes_on(clearance, escalation_id))
    target = acting.taken_on(await store.list_targets(clearance, escalation_id))
    ask = data.to_model(*await drafts.get_texts(clearance, escalation_id), [target] if target else [])
    known = drafting.known_by(await get_client(clearance))
    region = await drafts.get_region(clearance, ask.targets, clearance.participation_id)
    fact = drafting.drafted(ask, known, region, seat, at=at)
    new = await drafts.add_escalation(clearance, ask, fact, first_standing(fact), at, escalation_id)
    await acting.move(clearance, escalation, (ConversionDrafted(new),), [], at)
    return EscalationConverted(id=new, state=State.DRAFT, converted_from_id=escalation_id)


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
    standing = await acting.move(clearance, escalation, (fact,), [], at)
    return EscalationMoved(id=escalation_id, state=standing.state)


running_router = Router(
    "/cases/{case_id:uuid}/escalations",
    route_handlers=[start_escalation, give_feedback, convert_escalation, end_escalation],
    tags=["Escalations"],
)
