"""Agreements over HTTP: who does what by when, and what came of it."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.agreements import model, rules, store
from chaincare.agreements.facts import AnyFact, Recorded
from chaincare.agreements.model import Agreement, AgreementUnknown, Parties, Party, StepNotPossible
from chaincare.agreements.reading import list_agreements, read_agreement, read_agreement_history
from chaincare.agreements.states import after, begin, fold, outline_of
from chaincare.agreements.views import (
    AgreementView,
    AssentToAgreement,
    CancelAgreement,
    ConfirmKept,
    DeclineAgreement,
    ProposeAgreement,
    RejectKept,
    ReportBegun,
    ReportDone,
    ReportNotKept,
    ReviseAgreement,
    agreement_view,
)
from chaincare.notes.model import ReaderUnknown


class Held(msgspec.Struct, frozen=True):
    """An agreement whose row is held, and everything that was read after that."""

    agreement: Agreement
    parties: Parties
    by: Party
    at: datetime


async def hold(clearance: Clearance, agreement_id: UUID) -> Held:
    """Hold an agreement for a step; the moment and the rest are read once it is ours. Raises AgreementUnknown."""
    outline = await store.lock_agreement(clearance, agreement_id)
    at = clearance.now()
    facts = await store.list_facts(clearance, [agreement_id])
    parties = await store.list_parties(clearance, at)
    return Held(fold(outline, facts[agreement_id]), parties, parties[clearance.participation_id], at)


async def keep(clearance: Clearance, held: Held, *facts: AnyFact) -> AgreementView:
    """Write the facts and where they bring the agreement. Raises StepNotPossible."""
    version = held.agreement.version
    chain = [Recorded(seq, held.at, held.by.id, fact) for seq, fact in enumerate(facts, version + 1)]
    agreement = after(held.agreement, chain)
    for one in chain:
        await store.add_fact(clearance, agreement.id, one)
    await store.set_outline(clearance, outline_of(agreement))
    clearance.object_id = agreement.id
    return agreement_view(outline_of(agreement), agreement, held.parties, held.at)


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        model.PROPOSE_AGREEMENT,
        model.ResponsibleUnfit,
        model.DueDatePast,
        model.NoUnitOfYourOwn,
        ReaderUnknown,
    ),
)
async def propose_agreement(
    data: JSONBody[ProposeAgreement], clearance: NamedDependency[Clearance]
) -> AgreementView:
    """Propose that somebody does something by a day. It exists when he has agreed (A1)."""
    at = clearance.now()
    parties = await store.list_parties(clearance, at)
    by = parties[clearance.participation_id]
    first, *assent = rules.propose(
        data.what, data.needs, data.due_date, responsible_id=data.responsible, by=by, parties=parties, at=at
    )
    readers = rules.readers_for(
        data.audience,
        data.parties,
        unit_id=clearance.admission.unit_id,
        by=by,
        responsible_id=data.responsible,
        parties=parties,
        client=data.client_may_read,
    )
    agreement_id = await store.add_agreement(clearance, data.responsible, readers, data.due_date, at)
    proposed = Recorded(1, at, by.id, first)
    await store.add_fact(clearance, agreement_id, proposed)
    agreement = begin(agreement_id, data.responsible, by.id, readers, proposed)
    return await keep(clearance, Held(agreement, parties, by, at), *assent)


@post(
    "/{agreement_id:uuid}/responses",
    dependencies=IN_CASE,
    opt=doing(
        model.ANSWER_AGREEMENT,
        AgreementUnknown,
        model.ForTheResponsible,
        model.NotByWhoAsked,
        StepNotPossible,
    ),
)
async def respond_to_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[AssentToAgreement | DeclineAgreement],
    clearance: NamedDependency[Clearance],
) -> AgreementView:
    """Agree or not: to the agreement by whoever is responsible, to another date by the side that did not ask for it."""
    held = await hold(clearance, agreement_id)
    match data:
        case AssentToAgreement():
            fact = rules.assent(held.agreement, by=held.by, parties=held.parties)
        case DeclineAgreement():
            fact = rules.decline(held.agreement, data.reason, by=held.by, parties=held.parties)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/progress",
    dependencies=IN_CASE,
    opt=doing(model.PROGRESS_AGREEMENT, AgreementUnknown, model.ForTheResponsible, StepNotPossible),
)
async def report_progress(
    agreement_id: FromPath[UUID],
    data: JSONBody[ReportBegun | ReportDone | ReportNotKept],
    clearance: NamedDependency[Clearance],
) -> AgreementView:
    """Say that the work began, was done, or was not; the regie holder too can say that it was not."""
    held = await hold(clearance, agreement_id)
    match data:
        case ReportBegun():
            fact = rules.start(held.agreement, by=held.by)
        case ReportDone():
            fact = rules.report_kept(held.agreement, data.note, by=held.by)
        case ReportNotKept():
            fact = rules.report_not_kept(held.agreement, data.reason, data.note, by=held.by)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/confirmations",
    dependencies=IN_CASE,
    opt=doing(
        model.CONFIRM_AGREEMENT,
        AgreementUnknown,
        model.ConfirmByAnother,
        model.ConfirmationTermOver,
        StepNotPossible,
    ),
)
async def confirm_agreement(
    agreement_id: FromPath[UUID],
    data: JSONBody[ConfirmKept | RejectKept],
    clearance: NamedDependency[Clearance],
) -> AgreementView:
    """Say whether it was really kept: by the client, or another organisation than the one that says so (A3)."""
    held = await hold(clearance, agreement_id)
    match data:
        case ConfirmKept():
            fact = rules.confirm(held.agreement, by=held.by, parties=held.parties)
        case RejectKept():
            fact = rules.reject(held.agreement, data.reason, by=held.by, parties=held.parties, at=held.at)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/revisions",
    dependencies=IN_CASE,
    opt=doing(
        model.REVISE_AGREEMENT,
        AgreementUnknown,
        model.ForTheInvolved,
        model.DueDatePast,
        model.DueDateUnchanged,
        StepNotPossible,
    ),
)
async def revise_agreement(
    agreement_id: FromPath[UUID], data: JSONBody[ReviseAgreement], clearance: NamedDependency[Clearance]
) -> AgreementView:
    """Ask for another due date; until the other side agrees, the old one counts (A4)."""
    held = await hold(clearance, agreement_id)
    fact = rules.revise(held.agreement, data.due_date, data.reason, by=held.by, at=held.at)
    return await keep(clearance, held, fact)


@post(
    "/{agreement_id:uuid}/cancellations",
    dependencies=IN_CASE,
    opt=doing(model.CANCEL_AGREEMENT, AgreementUnknown, model.ForTheInvolved, StepNotPossible),
)
async def cancel_agreement(
    agreement_id: FromPath[UUID], data: JSONBody[CancelAgreement], clearance: NamedDependency[Clearance]
) -> AgreementView:
    """Cancel an agreement that is not finished."""
    held = await hold(clearance, agreement_id)
    return await keep(clearance, held, rules.cancel(held.agreement, data.reason, by=held.by, at=held.at))


agreements_router = Router(
    "/cases/{case_id:uuid}/agreements",
    route_handlers=[
        propose_agreement,
        respond_to_agreement,
        report_progress,
        confirm_agreement,
        revise_agreement,
        cancel_agreement,
        list_agreements,
        read_agreement,
        read_agreement_history,
    ],
    tags=["Agreements"],
)
