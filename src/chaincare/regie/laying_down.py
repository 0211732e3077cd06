"""Rules of laying regie down: who may, from when on, and when it can be taken back (R6). Pure."""

from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import structs

from chaincare.refusals import FieldError, InputInvalid
from chaincare.regie.model import Term, TermKind
from chaincare.regie.refusals import (
    HoldsByLaw,
    HoldsNoRegie,
    InterimEndsByItself,
    LaidDownAlready,
    RegieMovesAlready,
    ResignationNotYours,
    ResignationOver,
    ResignationTooLong,
    ResignationTooSoon,
)
from chaincare.regie.resigned import LaidDownBecause, Resignation
from chaincare.regie.states import begins, runs
from chaincare.regie.voices import Voice
from chaincare.workdays import add_working_days, day_in_amsterdam, end_of

DEFAULT_DAYS = 10
"""Working days a holder stays when he names no day, unless his network agreed otherwise."""

SHORTEST_DAYS = 5
"""Working days the others have at least: as long as a proposal to them runs by default."""

LONGEST = timedelta(weeks=6)

LEAVES_NO_CHOICE = frozenset({
    LaidDownBecause.UNAVAILABLE,
    LaidDownBecause.CONFLICT_OF_INTEREST,
    LaidDownBecause.SAFETY,
    LaidDownBecause.EMPLOYMENT_ENDS,
})  # fmt: skip
"""Why regie may be laid down sooner, or at once: to go on is impossible then, or worse than a vacancy."""


def own_term(term: Term | None, voice: Voice, at: datetime) -> Term:
    """Give the term that this person holds and may lay down.

    Raises HoldsNoRegie, InterimEndsByItself, HoldsByLaw, LaidDownAlready, and RegieMovesAlready where it passes or returns by itself.
    """
    if term is None or not runs(term, at) or voice.team or voice.participation_id != term.directed_by:
        raise HoldsNoRegie
    if term.kind is TermKind.INTERIM:
        raise InterimEndsByItself
    if term.kind is TermKind.BY_LAW:
        raise HoldsByLaw
    if term.ahead is not None or term.kind is TermKind.TEMPORARY:
        raise RegieMovesAlready
    if term.until is not None:
        raise LaidDownAlready
    return term


def laid_down(
    resignation_id: UUID,
    term: Term,
    because: LaidDownBecause,
    ends_date: date | None,
    *,
    at_once: bool,
    at: datetime,
    days: int = DEFAULT_DAYS,
) -> Resignation:
    """Decide from when on he holds regie no more: at the end of the last day, in Amsterdam, or at once.

    ``days``: working days that he stays where he names no day, as the network agreed. Raises InputInvalid, ResignationTooSoon, ResignationTooLong.
    """
    ends_at = _at_once(term, because, ends_date, at) if at_once else _by_date(because, ends_date, at, days)
    return Resignation(resignation_id, term.holder_id, term.since, because, ends_at, at)


def _at_once(term: Term, because: LaidDownBecause, ends_date: date | None, at: datetime) -> datetime:
    if ends_date is not None:
        raise InputInvalid(errors=[FieldError("/endsDate", "Leave it out when regie ends at once.")])
    if because not in LEAVES_NO_CHOICE:
        raise ResignationTooSoon(errors=[FieldError("/atOnce", "Not for this reason.")])
    return begins(term, at)


def _by_date(because: LaidDownBecause, ends_date: date | None, at: datetime, days: int) -> datetime:
    today = day_in_amsterdam(at)
    last_day = ends_date or add_working_days(today, days)
    earliest = today if because in LEAVES_NO_CHOICE else add_working_days(today, SHORTEST_DAYS)
    if last_day < earliest:
        raise ResignationTooSoon(errors=[FieldError("/endsDate", f"Not before {earliest}.")])
    if last_day > today + LONGEST:
        raise ResignationTooLong(errors=[FieldError("/endsDate", f"Not after {today + LONGEST}.")])
    return end_of(last_day)


def taken_back(resignation: Resignation, term: Term | None, voice: Voice, at: datetime) -> Term:
    """Decide whether he takes it back, and give his term without an end in sight.

    Raises ResignationNotYours; ResignationOver when it took effect, was taken back, or another holds regie meanwhile.
    """
    same = term is not None and term.since == resignation.term_began_at
    if voice.team or voice.participation_id != (term.directed_by if term and same else resignation.holder_id):
        raise ResignationNotYours
    over = resignation.withdrawn_at is not None or at >= resignation.ends_at
    if over or term is None or (term.since, term.until) != (resignation.term_began_at, resignation.ends_at):
        raise ResignationOver
    return structs.replace(term, until=None)
