"""Agreements over HTTP: who does what by when, and what came of it."""

from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, hold_to
from chaincare.agreements import operations, refusals, rounds, rules
from chaincare.agreements.acting import hold, keep
from chaincare.agreements.agreeing import (
    object_to_agreement,
    propose_agreement,
    reassign_agreement,
    respond_to_agreement,
)
from chaincare.agreements.bodies import (
    CancelAgreement,
    ConfirmKept,
    RejectKept,
    ReportBegun,
    ReportDone,
    ReportNotKept,
    ReviseAgreement,
)
from chaincare.agreements.needed import (
    drop_precondition,
    fulfil_precondition,
    respond_to_precondition,
    set_precondition,
)
from chaincare.agreements.reading import (
    list_agreements,
    list_preconditions,
    read_agreement,
    read_agreement_history,
)
from chaincare.agreements.refusals import AgreementUnknown, StepNotPossible
from chaincare.agreements.views import AgreementView


@post(
    "/{agreement_id:uuid}/progress",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.PROGRESS_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            refusals.ForTheResponsible,
            refusals.PreconditionStillOpen,
            refusals.RoundAhead,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def report_progress(
    agreement_id: FromPath[UUID],
    data: JSONBody[ReportBegun | ReportDone | ReportNotKept],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Say that the work began, was done, or was not; the regie holder too can say that it was not.

    Of what is done again (`repeat`) this is said of each time: it goes on until the last one.
    """
    held = await hold(clearance, agreement_id, if_match)
    match data:
        case ReportBegun():
            fact = rules.start(held.agreement, by=held.by)
        case ReportDone():
            rounds.in_its_round(held.agreement, held.at)
            fact = rules.report_kept(held.agreement, data.note, data.to_evidence(), by=held.by)
        case ReportNotKept():
            rounds.in_its_round(held.agreement, held.at)
            fact = rules.report_not_kept(held.agreement, data.reason, data.note, by=held.by)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/confirmations",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.CONFIRM_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            refusals.ConfirmByAnother,
            refusals.ConfirmationTermOver,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def confirm_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[ConfirmKept | RejectKept],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Say whether it was really kept: by the client, or another organisation than the one that says so (A3).

    Of what is done again, `confirm` is of every time reported so far, `reject` of the last one.
    """
    held = await hold(clearance, agreement_id, if_match)
    match data:
        case ConfirmKept():
            fact = rules.confirm(held.agreement, by=held.by, parties=held.parties)
        case RejectKept():
            fact = rules.reject(held.agreement, data.reason, by=held.by, parties=held.parties, at=held.at)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/revisions",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.REVISE_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            EditionMissing,
            refusals.ForTheInvolved,
            refusals.DueDatePast,
            refusals.DueDateUnchanged,
            refusals.RoundComesFirst,
            StepNotPossible,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def revise_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[ReviseAgreement],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Ask for another due date; until the other side agrees, the old one counts (A4)."""
    held = await hold(clearance, agreement_id, if_match)
    hold_to(if_match, held.agreement.version)
    fact = rules.revise(
        held.agreement, data.due_date, data.reason, by=held.by, parties=held.parties, at=held.at
    )
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/cancellations",
    dependencies=IN_CASE,
    opt={
        **doing(
            operations.CANCEL_AGREEMENT,
            AgreementUnknown,
            EditionStale,
            refusals.ForTheInvolved,
            refusals.LateIsNotCancelled,
            StepNotPossible,
        ),
        "answer_headers": ("ETag",),
    },
)
async def cancel_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[CancelAgreement],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[AgreementView]:
    """Cancel an agreement that is not finished; who is late with it himself reports that it was not kept."""
    held = await hold(clearance, agreement_id, if_match)
    fact = rules.cancel(held.agreement, data.reason, by=held.by, parties=held.parties, at=held.at)
    return await keep(clearance, held, fact)


agreements_router = Router(
    "/cases/{case_id:uuid}/agreements",
    route_handlers=[
        propose_agreement,
        respond_to_agreement,
        report_progress,
        confirm_agreement,
        revise_agreement,
        cancel_agreement,
        object_to_agreement,
        reassign_agreement,
        list_agreements,
        read_agreement,
        read_agreement_history,
        Router(
            "/{agreement_id:uuid}/preconditions",
            route_handlers=[
                list_preconditions,
                set_precondition,
                respond_to_precondition,
                fulfil_precondition,
                drop_precondition,
            ],
        ),
    ],
    tags=["Agreements"],
)
