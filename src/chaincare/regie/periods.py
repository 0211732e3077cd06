"""Rules of regie for a time, from a moment ahead, and by law: what may be proposed so, and who holds it after (R2, R9). Pure."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.access.model import NotYours, Reach
from chaincare.refusals import FieldError, InputInvalid
from chaincare.regie.measures import Measure
from chaincare.regie.model import Agreed, Draft, EndsBecause, Proposal, ProposalKind, Term, TermKind
from chaincare.regie.refusals import CandidateLeaves, DirectedByLaw, NobodyToReturnTo, RegieMovesAlready
from chaincare.regie.rules import holds
from chaincare.regie.states import coming
from chaincare.regie.voices import Candidate

LONGEST_AHEAD = timedelta(weeks=26)
"""How far ahead regie is agreed: a new school year is prepared in spring."""

LONGEST = timedelta(weeks=52)
"""For how long regie passes for a time; longer than that is a handover."""

LONGEST_BY_LAW = timedelta(weeks=104)

_OF_THEIR_OWN = frozenset({TermKind.AGREED, TermKind.ASSIGNED})


class Period(msgspec.Struct, frozen=True):
    """From when until when regie is to pass, and by which measure; each only where it was asked."""

    effective_at: datetime | None = None
    ends_at: datetime | None = None
    measure: Measure | None = None


def former(term: Term | None, at: datetime) -> Term | None:
    """Give the term that goes on when one for a time is over: of who returns already, or of the present holder."""
    if term is None:
        return None
    if term.kind in _OF_THEIR_OWN:
        return term if holds(term, at) else None
    ahead = term.ahead
    if ahead is None or ahead.kind not in _OF_THEIR_OWN:
        return None
    return Term(
        ahead.holder_id, ahead.kind, ahead.mandate, None, ahead.since, None, client_id=ahead.client_id
    )


def timed(draft: Draft, period: Period, term: Term | None, reach: Reach, at: datetime) -> Draft:
    """Decide what a proposal becomes with its period: temporary, a return, by law, or as it was.

    While regie is agreed to move already, only the coordinator puts that aside; and who it returns to may take it back
    sooner. Who directs by law does so whatever the parties agree. Raises NotYours, DirectedByLaw, RegieMovesAlready,
    NobodyToReturnTo, InputInvalid.
    """
    _within_bounds(period, at)
    if period.measure is not None:
        return _by_law(draft, period, reach)
    if term is not None and term.kind is TermKind.BY_LAW and holds(term, at):
        raise DirectedByLaw
    ahead = None if term is None else term.ahead
    if ahead is not None and reach is not Reach.STEERING:
        returns = (
            term is not None and term.kind is TermKind.TEMPORARY and draft.kind is not ProposalKind.TO_CLIENT
        )
        if not returns or draft.candidate_id != ahead.directed_by:
            raise RegieMovesAlready
        if period != Period():
            raise InputInvalid(errors=[FieldError("/candidate", "Who it returns to, takes it back at once.")])
        return msgspec.structs.replace(draft, kind=ProposalKind.RETURN)
    if period.ends_at is None:
        return msgspec.structs.replace(draft, effective_at=period.effective_at)
    if draft.kind is ProposalKind.TO_CLIENT:
        raise InputInvalid(errors=[FieldError("/endsAt", "A client directs with no end in sight.")])
    if former(term, at) is None:
        raise NobodyToReturnTo
    kind = ProposalKind.TEMPORARY if draft.kind is ProposalKind.HANDOVER else draft.kind
    return msgspec.structs.replace(draft, kind=kind, effective_at=period.effective_at, ends_at=period.ends_at)


def outlasted(ends_at: datetime | None, candidate: Candidate | None) -> None:
    """Check that who is to direct takes part as long as he does. Raises CandidateLeaves."""
    leaves = None if candidate is None else candidate.ends_at
    if leaves is not None and (ends_at is None or ends_at > leaves):
        raise CandidateLeaves


def _by_law(draft: Draft, period: Period, reach: Reach) -> Draft:
    if reach is not Reach.STEERING:
        raise NotYours
    if period.ends_at is None or period.effective_at is not None:
        raise InputInvalid(
            errors=[FieldError("/endsAt", "A measure holds from now on, until a day: name endsAt only.")]
        )
    return msgspec.structs.replace(
        draft, kind=ProposalKind.BY_LAW, holder_id=None, ends_at=period.ends_at, measure=period.measure
    )


def _within_bounds(period: Period, at: datetime) -> None:
    begins = at
    if period.effective_at is not None:
        begins = period.effective_at
        if not at < begins <= at + LONGEST_AHEAD:
            raise InputInvalid(errors=[FieldError("/effectiveAt", "After now, and within 26 weeks.")])
    longest = LONGEST if period.measure is None else LONGEST_BY_LAW
    if period.ends_at is not None and not begins < period.ends_at <= begins + longest:
        weeks = longest.days // 7
        raise InputInvalid(
            errors=[FieldError("/endsAt", f"After it begins, and within {weeks} weeks of that.")]
        )


def followed(proposal: Proposal, successor: Term, term: Term | None, at: datetime) -> tuple[Term, ...]:
    """Give the terms that a proposal in effect brings: who comes, and who follows him when that was for a time (R9)."""
    if proposal.kind is ProposalKind.RETURN and (returning := former(term, at)) is not None:
        return (msgspec.structs.replace(successor, kind=returning.kind),)
    returning = former(term, at) if proposal.ends_at is not None else None
    planned = msgspec.structs.replace(
        successor, planned=successor.since > at and proposal.effective_at is not None
    )
    if returning is None or proposal.ends_at is None or returning.directed_by == successor.directed_by:
        return (planned,)
    back = msgspec.structs.replace(
        returning, proposal_id=proposal.id, since=proposal.ends_at, until=None, planned=True, ahead=None
    )
    return planned, back


def ends_because(terms: tuple[Term, ...]) -> EndsBecause | None:
    """Give why the first of them ends where it does: it returns, or is over for good."""
    first = terms[0]
    if first.until is None:
        return None
    if len(terms) > 1:
        return EndsBecause.RETURNED
    if first.kind is TermKind.INTERIM:
        return EndsBecause.INTERIM_OVER
    return EndsBecause.BY_LAW_OVER if first.kind is TermKind.BY_LAW else EndsBecause.TEMPORARY_OVER


def never_agreed(proposal: Proposal, said_no: AbstractSet[UUID]) -> bool:
    """Say whether a plan rests on an assent that its candidate says he never gave (A8): it does not come."""
    return isinstance(proposal.outcome, Agreed) and not said_no.isdisjoint(coming(proposal))


def bounded(interim: Term, latest: Term | None) -> Term:
    """Let an interim term end where what is planned begins, at the latest (R5)."""
    ahead = None if latest is None else latest.ahead
    if ahead is None or interim.until is None:
        return interim
    return msgspec.structs.replace(interim, until=min(interim.until, ahead.next_at))
