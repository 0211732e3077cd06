"""What an agreement needs so that it is carried out (A2), over HTTP."""

from uuid import UUID

from litestar import Response
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionStale, IfMatch
from chaincare.agreements import consent, operations, preconditions, refusals
from chaincare.agreements.acting import hold, keep
from chaincare.agreements.bodies import (
    AssentToPrecondition,
    DeclinePrecondition,
    DropPrecondition,
    FulfilPrecondition,
    SetPrecondition,
)
from chaincare.agreements.consent import Act
from chaincare.agreements.refusals import (
    AgreementUnknown,
    PreconditionStepNotPossible,
    PreconditionUnknown,
    StepNotPossible,
)
from chaincare.agreements.views import AgreementView
from chaincare.ids import new_id


@post(
    "/",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.SET_PRECONDITION,
            AgreementUnknown,
            EditionStale,
            refusals.ForTheInvolved,
            refusals.OwnerUnfit,
            refusals.DueDatePast,
            refusals.PreconditionsFull,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def set_precondition(
    agreement_id: FromPath[UUID],
    data: JSONBody[SetPrecondition],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Say what is needed, and who is asked to see to it; he reads the agreement from now on.

    Who asks himself has agreed. The newest precondition is the last of the answer.
    """
    held = await hold(clearance, agreement_id, if_match)
    asked = preconditions.ask_for(
        held.agreement, data.to_draft(), new_id(), by=held.by, parties=held.parties, at=held.at
    )
    promised = consent.promised_at_once(asked, by=held.by)
    return await keep(clearance, held, Act(held.by.id, asked), *promised)


@post(
    "/{precondition_id:uuid}/responses",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.ANSWER_PRECONDITION,
            AgreementUnknown,
            PreconditionUnknown,
            EditionStale,
            refusals.ForTheOwner,
            refusals.ObjectionTermOver,
            PreconditionStepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def respond_to_precondition(
    agreement_id: FromPath[UUID],
    precondition_id: FromPath[UUID],
    data: JSONBody[AssentToPrecondition | DeclinePrecondition],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """See to it or not, when you are asked to; what is declined stays needed until somebody drops it."""
    held = await hold(clearance, agreement_id, if_match)
    one = preconditions.find(held.agreement, precondition_id)
    match data:
        case AssentToPrecondition():
            fact = preconditions.promise(held.agreement, one, by=held.by)
        case DeclinePrecondition():
            fact = preconditions.refuse(held.agreement, one, data.reason, by=held.by, at=held.at)
    return await keep(clearance, held, fact)


@post(
    "/{precondition_id:uuid}/fulfilments",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.FULFIL_PRECONDITION,
            AgreementUnknown,
            PreconditionUnknown,
            EditionStale,
            refusals.ForWhoCanTell,
            PreconditionStepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def fulfil_precondition(
    agreement_id: FromPath[UUID],
    precondition_id: FromPath[UUID],
    data: JSONBody[FulfilPrecondition],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Say that it is there: for its owner, for the responsible, and for the regie holder."""
    held = await hold(clearance, agreement_id, if_match)
    one = preconditions.find(held.agreement, precondition_id)
    fact = preconditions.fulfil(held.agreement, one, data.note, by=held.by)
    return await keep(clearance, held, fact)


@post(
    "/{precondition_id:uuid}/droppings",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.DROP_PRECONDITION,
            AgreementUnknown,
            PreconditionUnknown,
            EditionStale,
            refusals.ForTheInvolved,
            PreconditionStepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def drop_precondition(
    agreement_id: FromPath[UUID],
    precondition_id: FromPath[UUID],
    data: JSONBody[DropPrecondition],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Say that it is not needed after all, and why: it blocks no more."""
    held = await hold(clearance, agreement_id, if_match)
    one = preconditions.find(held.agreement, precondition_id)
    return await keep(clearance, held, preconditions.drop(held.agreement, one, data.reason, by=held.by))
