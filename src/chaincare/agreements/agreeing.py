"""Nobody over his head (A1), over HTTP: proposing, agreeing, objecting, and asking another."""

from uuid import UUID

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, hold_to
from chaincare.agreements import consent, operations, refusals
from chaincare.agreements.acting import answered, hold, keep, make
from chaincare.agreements.bodies import (
    AssentToAgreement,
    DeclineAgreement,
    ObjectToAgreement,
    ProposeAgreement,
    ReassignAgreement,
)
from chaincare.agreements.facts import ShiftAgreed
from chaincare.agreements.refusals import AgreementUnknown, StepNotPossible
from chaincare.agreements.views import AgreementView
from chaincare.notes.model import ReaderUnknown


@post(
    "/",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.PROPOSE_AGREEMENT,
            refusals.ResponsibleUnfit,
            refusals.OwnerUnfit,
            refusals.DueDatePast,
            refusals.NoUnitOfYourOwn,
            refusals.RepeatUnfit,
            refusals.SupersedesUnfit,
            refusals.SupersededMeanwhile,
            ReaderUnknown,
        ),
        "answer_headers": ("ETag",),
    },
)
async def propose_agreement(
    data: JSONBody[ProposeAgreement], clearance: NamedDependency[Clearance]
) -> Response[AgreementView]:
    """Propose that somebody does something by a day, and what is needed for it. It exists when he has agreed (A1)."""
    held = await make(clearance, data.to_draft(), clearance.now())
    clearance.object_id = held.agreement.id
    return answered(held)


@post(
    "/{agreement_id:uuid}/responses",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.ANSWER_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            EditionMissing,
            refusals.ForTheResponsible,
            refusals.ForTheCandidate,
            refusals.NotByWhoAsked,
            refusals.SupersededMeanwhile,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def respond_to_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[AssentToAgreement | DeclineAgreement],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Agree or not: to the agreement by whoever is asked to do it, to another date by the side that did not ask for it.

    Who agrees to another date says in `If-Match` which edition he read, so that he agrees to that date and no other.
    """
    held = await hold(clearance, agreement_id, if_match)
    match data:
        case AssentToAgreement():
            fact = consent.assent(held.agreement, by=held.by, parties=held.parties)
            hold_to(if_match, held.agreement.version, required=isinstance(fact, ShiftAgreed))
        case DeclineAgreement():
            fact = consent.decline(held.agreement, data.reason, by=held.by, parties=held.parties)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/objections",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.OBJECT_TO_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            refusals.ForTheResponsible,
            refusals.NothingToObjectTo,
            refusals.ObjectionTermOver,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def object_to_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[ObjectToAgreement],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Object, within five working days, to an assent that another recorded of you: it binds you no more (A8)."""
    held = await hold(clearance, agreement_id, if_match)
    fact = consent.object_to(held.agreement, data.reason, by=held.by, at=held.at)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/reassignments",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.REASSIGN_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            refusals.ForTheInvolved,
            refusals.ResponsibleUnfit,
            refusals.ResponsibleAlready,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def reassign_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[ReassignAgreement],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Ask another to carry it out; it awaits him until he agrees, and he reads it from now on (A1, R7)."""
    held = await hold(clearance, agreement_id, if_match)
    acts = consent.reassign(held.agreement, data.responsible, data.reason, by=held.by, parties=held.parties)
    return await keep(clearance, held, *acts)
