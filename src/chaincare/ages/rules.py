"""Who decides for a young person, by his age on the day of the act in Amsterdam (STANDARDS 5). Pure.

Three different things have three different ages: help and disclosure, inspection, and consent under the AVG. Where a
birth date is known by month or year only and the answer depends on the rest, it is *undecided* (None) until a person decides.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from chaincare.ages.model import Age, Aged, AgeIsKnown, AgeNotReached, Birth
from chaincare.clients.model import BirthPrecision
from chaincare.workdays import day_in_amsterdam


class Decides(StrEnum):
    """Whose word it takes."""

    PARENT = "parent"
    BOTH = "both"
    SELF = "self"


def turns(birth: Birth, years: int) -> tuple[date, date]:
    """Give the first and the last day on which he can reach an age. Born on 29 February: 1 March in other years."""
    first, last = birth.on, birth.on
    match birth.precision:
        case BirthPrecision.DAY:
            pass
        case BirthPrecision.MONTH:
            last = last.replace(day=monthrange(last.year, last.month)[1])
        case BirthPrecision.YEAR:
            last = date(last.year, 12, 31)
        case _ as unreachable:
            assert_never(unreachable)
    return _birthday(first, years), _birthday(last, years)


def reached_by_birth(birth: Birth, age: Age, day: date) -> bool | None:
    """Say whether somebody has reached an age on a day, as far as his birth date tells."""
    first, last = turns(birth, age)
    if day >= last:
        return True
    return None if day >= first else False


def reached(aged: Aged, age: Age, at: datetime) -> bool | None:
    """Say whether somebody has reached an age at a moment: his birth date tells, else who decided."""
    told = reached_by_birth(aged.birth, age, day_in_amsterdam(at))
    if told is not None:
        return told
    if age in aged.decided:
        return aged.decided[age]
    # Whoever was decided to be older than an age has reached it, and whoever is younger than one has not.
    if any(older > age and yes for older, yes in aged.decided.items()):
        return True
    return False if any(younger < age and not yes for younger, yes in aged.decided.items()) else None


def for_help(aged: Aged, at: datetime) -> Decides | None:
    """Say who decides on help, and on sharing for it: under 12 a parent, 12 to 15 both, from 16 himself."""
    by = {age: reached(aged, age, at) for age in (Age.TWELVE, Age.SIXTEEN)}
    return _of(by, Decides.PARENT, Decides.BOTH, Decides.SELF)


def for_avg(aged: Aged, at: datetime, *, offered_directly: bool) -> Decides | None:
    """Say whose consent under the AVG counts: under 16 a parent's, but his own for free help offered directly to him."""
    if offered_directly:
        return Decides.SELF
    sixteen = reached(aged, Age.SIXTEEN, at)
    return _of({Age.TWELVE: True, Age.SIXTEEN: sixteen}, Decides.PARENT, Decides.PARENT, Decides.SELF)


def child_inspects(aged: Aged, at: datetime) -> bool | None:
    """Say whether he may look himself: from 12."""
    return reached(aged, Age.TWELVE, at)


def parent_inspects(aged: Aged, at: datetime, *, permitted: bool) -> bool | None:
    """Say whether a parent may look: each one under 16, separately; from then on when the young person permits it."""
    if permitted:
        return True
    sixteen = reached(aged, Age.SIXTEEN, at)
    return None if sixteen is None else not sixteen


def may_decide(birth: Birth, age: Age, at: datetime) -> None:
    """Check that there is something for a person to decide. Raises AgeIsKnown."""
    if reached_by_birth(birth, age, day_in_amsterdam(at)) is not None:
        raise AgeIsKnown


def may_review(aged: Aged, age: Age, at: datetime) -> None:
    """Check that there is something to look at again; from the first day on which it can be. Raises AgeNotReached."""
    if reached(aged, age, at) is False:
        raise AgeNotReached


def _of(by: Mapping[Age, bool | None], under: Decides, between: Decides, over: Decides) -> Decides | None:
    match by[Age.TWELVE], by[Age.SIXTEEN]:
        case False, _:
            return under
        case _, True:
            return over
        case True, False:
            return between
        case _:
            return None


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
