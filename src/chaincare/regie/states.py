"""How proposals and terms of regie stand at a moment, and how one term follows another. Pure."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.cases.model import Holder
from chaincare.regie.model import (
    Agreed,
    Answer,
    Draft,
    EndsBecause,
    Expired,
    InEffect,
    Lapsed,
    Latest,
    Proposal,
    ProposalKind,
    Term,
    TermKind,
    VacantBecause,
)

TICK = timedelta(microseconds=1)


def overdue(proposal: Proposal, at: datetime) -> Expired | None:
    """Give the outcome of an open proposal whose term is over; it ended then, whenever somebody looks."""
    if proposal.outcome is not None or at < proposal.respond_by:
        return None
    return Expired(at=proposal.respond_by)


def come_about(proposal: Proposal, at: datetime) -> InEffect | Lapsed | None:
    """Give the outcome of what was agreed for a moment that has come: lapsed if who was to direct could not act then."""
    effective_at = proposal.effective_at
    if not isinstance(proposal.outcome, Agreed) or effective_at is None or at < effective_at:
        return None
    return InEffect(at=effective_at) if proposal.stood else Lapsed(at=effective_at)


def as_of(proposal: Proposal, at: datetime) -> Proposal:
    """Give the proposal as it stands at a moment: expired or come about, written down already or not."""
    came = overdue(proposal, at) or come_about(proposal, at)
    return proposal if came is None else msgspec.structs.replace(proposal, outcome=came)


def asked(proposal: Proposal | Draft) -> frozenset[UUID]:
    """Give whose agreement is asked: of who comes, and the present holder's for a handover (R2)."""
    return coming(proposal) | frozenset({proposal.holder_id or proposal.candidate_id})


def coming(proposal: Proposal | Draft) -> frozenset[UUID]:
    """Give who has to agree to direct: the candidate; beside a client his contact, and who represents him (R10)."""
    named = (proposal.candidate_id, proposal.contact_id, proposal.representative_id)
    return frozenset(one for one in named if one is not None)


def heard_by_one(proposal: Proposal) -> bool:
    """Say whether a client's own word is known from one professional only, who speaks for everybody else too (R10).

    What he said without a login counts when another professional agreed beside the one who wrote it down.
    """
    said = {one.participation_id: one for one in proposal.responses if one.answer is Answer.ASSENT}
    clients = {proposal.candidate_id, proposal.representative_id}
    pens = {one.recorded_by for who, one in said.items() if who in clients and one.recorded_by is not None}
    return proposal.kind is ProposalKind.TO_CLIENT and bool(pens) and not said.keys() - clients - pens


def put_forward_by_himself(proposal: Proposal) -> bool:
    """Say whether it takes another's agreement, because nobody but the candidate speaks for him (R2)."""
    return proposal.kind is ProposalKind.FIRST and proposal.by_candidate


def waits_for_another(proposal: Proposal, assents: int, *, alone: bool) -> bool:
    """Say whether everybody asked agreed, and still nobody spoke but one: another professional is waited for (R2, R10)."""
    return (put_forward_by_himself(proposal) and not alone and assents == 1) or heard_by_one(proposal)


def runs(term: Term, at: datetime) -> bool:
    """Say whether a term has not ended at a moment, whoever holds it."""
    return term.until is None or term.until > at


def begins(term: Term | None, at: datetime) -> datetime:
    """Give the instant at which the next term begins: the first after the latest one began (R3)."""
    return at if term is None or not runs(term, at) else max(at, term.since + TICK)


_BRINGS = {
    ProposalKind.ASSIGNMENT: TermKind.ASSIGNED,
    ProposalKind.TEMPORARY: TermKind.TEMPORARY,
    ProposalKind.BY_LAW: TermKind.BY_LAW,
}


def successor(proposal: Proposal, effect: InEffect | Agreed) -> Term:
    """Give the term that a proposal brings, now or at the moment agreed; an assigned one is marked so for ever (R2)."""
    kind = _BRINGS.get(proposal.kind, TermKind.AGREED)
    client_id = None if proposal.contact_id is None else proposal.candidate_id
    at_work = proposal.contact_id or proposal.candidate_id
    since = effect.at if isinstance(effect, InEffect) else proposal.effective_at or effect.at
    return Term(at_work, kind, proposal.mandate, proposal.id, since, proposal.ends_at, client_id=client_id)


def closed_by(term: Term | None, successor: Term) -> Term | None:
    """Give the latest term as it ends: exactly where the next begins (R3). None when none runs at that instant."""
    if term is None or not runs(term, successor.since):
        return None
    return msgspec.structs.replace(term, until=successor.since)


_THEN_VACANT = {
    EndsBecause.ASSENT_TAKEN_BACK: VacantBecause.ASSENT_TAKEN_BACK,
    EndsBecause.MERGED: VacantBecause.MERGED,
    EndsBecause.CASE_CLOSED: VacantBecause.CASE_CLOSED,
    EndsBecause.TEMPORARY_OVER: VacantBecause.TEMPORARY_ENDED,
    EndsBecause.BY_LAW_OVER: VacantBecause.BY_LAW_ENDED,
}


def directing(latest: Latest | None, at: datetime, *, now: datetime) -> Holder | VacantBecause:
    """Give who directs at a moment, of him whose term began last before it, or why nobody does.

    A term ends where the next begins; without a next one an interim term ended by date, any other was laid down, unless
    its holder never agreed to it. A holder who cannot act directs nothing from now on (R6); who held regie at a moment
    in the past stays as it was (R8).
    """
    if latest is None:
        return VacantBecause.NOT_YET_AGREED
    holder = latest.holder
    if holder.until is not None and holder.until <= at:
        interim = holder.kind == TermKind.INTERIM
        otherwise = VacantBecause.INTERIM_ENDED if interim else VacantBecause.LAID_DOWN
        return otherwise if latest.ends_because is None else _THEN_VACANT.get(latest.ends_because, otherwise)
    return holder if latest.stands or at < now else VacantBecause.HOLDER_CANNOT_ACT
