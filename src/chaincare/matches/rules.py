"""What a decision about a match leads to. Both holders and the client agree, or nothing happens (R2). Pure."""

from datetime import date, datetime

from chaincare.matches.model import (
    ClientAnswer,
    ClientAskedLater,
    ClientNotAsked,
    ConsentOfAnotherCase,
    Decision,
    JoiningNeedsBasis,
    JoiningNotYours,
    Match,
    MatchAnswer,
    MatchSettled,
    MatchState,
    NewerCannotDirect,
    NothingMerged,
    OtherHolderDecides,
    RegieNamedByHolders,
    RegieNotAgreed,
    Side,
)
from chaincare.parties.model import LegalBasis
from chaincare.parties.rules import valid_basis
from chaincare.refusals import FieldError

OPEN = frozenset({MatchState.TO_OLDER, MatchState.TO_NEWER, MatchState.TO_CLIENT})


def decide(match: Match, decision: Decision, *, today: date) -> MatchState:
    """Give where a holder's decision leads.

    Raises MatchSettled, OtherHolderDecides, RegieNamedByHolders, RegieNotAgreed, NewerCannotDirect, JoiningNeedsBasis,
    JoiningNotYours, ClientAskedLater, ClientNotAsked.
    """
    if match.state not in OPEN:
        raise MatchSettled
    _asked_by_now(decision.client, today)
    if decision.joins and decision.side is Side.OLDER:
        raise JoiningNotYours(errors=[FieldError("/legalBasis", "Leave it out.")])
    if decision.answer is MatchAnswer.NOT_A_DUPLICATE:
        return MatchState.NOT_A_DUPLICATE
    if decision.regie_with is None:
        raise RegieNamedByHolders(errors=[FieldError("/regieWith", "Name one of the two.")])
    if decision.client is not None and not decision.client.agrees:
        return MatchState.CLIENT_DECLINED
    _same_holder_named(match, decision)
    return _next(match, decision)


def _next(match: Match, decision: Decision) -> MatchState:
    agreed = any(one.client is not None for one in (*match.decisions, decision))
    match match.state, decision.side:
        case (MatchState.TO_OLDER, Side.NEWER) | (MatchState.TO_NEWER, Side.OLDER):
            raise OtherHolderDecides
        case MatchState.TO_OLDER, _ if not match.decisions:
            return MatchState.TO_NEWER
        case MatchState.TO_NEWER, _ if not match.decisions:
            return MatchState.TO_OLDER
        case MatchState.TO_CLIENT, _ if not agreed:
            raise ClientNotAsked(errors=[FieldError("/client", "Say what the client answered.")])
    return MatchState.MERGED if agreed else MatchState.TO_CLIENT


def _same_holder_named(match: Match, decision: Decision) -> None:
    """Check that exactly one is to direct the case that remains, and that he can (R1)."""
    named = {one.regie_with for one in match.decisions if one.regie_with is not None}
    if named and decision.regie_with not in named:
        raise RegieNotAgreed
    if decision.regie_with is not Side.NEWER:
        return
    if not match.newer_may_direct:
        raise NewerCannotDirect
    if decision.side is Side.NEWER and not any(one.joins for one in (*match.decisions, decision)):
        raise JoiningNeedsBasis(errors=[FieldError("/legalBasis", "State it.")])


def _asked_by_now(client: ClientAnswer | None, today: date) -> None:
    if client is not None and client.asked_on > today:
        raise ClientAskedLater(errors=[FieldError("/client/askedDate", "Must not lie ahead.")])


def joining(basis: LegalBasis, *, at: datetime) -> LegalBasis:
    """Check on what the newer case's holder takes part in the older one. Raises BasisRunsOut, ConsentOfAnotherCase."""
    valid_basis(basis.until, at)
    if basis.consent_id is not None:
        raise ConsentOfAnotherCase(errors=[FieldError("/legalBasis/consentId", "Leave it out.")])
    return basis


def split(match: Match) -> MatchState:
    """Give where a split leads: one of the two who agreed is enough, because a wrong merge mixes two people.

    Raises NothingMerged.
    """
    if match.state is not MatchState.MERGED:
        raise NothingMerged
    return MatchState.SPLIT
