"""How an emergency access stands, and who may do what with it. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.emergency.model import (
    CRISIS_GROUNDS,
    CRISIS_LASTS,
    REVIEW_DAYS,
    Access,
    Active,
    Fact,
    FactKind,
    InCrisis,
    NamedUnit,
    Reviewed,
    State,
    Stop,
    ToReview,
)
from chaincare.emergency.refusals import (
    CrisisBasisUnfit,
    CrisisTooLong,
    EmergencyForYourself,
    EmergencyOver,
    EmergencyStillRuns,
    NamedUnitNotInNetwork,
    ReviewNotYours,
    SecondPersonNeeded,
)
from chaincare.parties.model import LegalBasis
from chaincare.refusals import FieldError
from chaincare.workdays import add_working_days, day_in_amsterdam


def span(began_at: datetime, hours: int) -> tuple[datetime, date]:
    """Give until when an access runs that begins now, and by which day it is reviewed."""
    until_at = began_at + timedelta(hours=hours)
    return until_at, add_working_days(day_in_amsterdam(until_at), REVIEW_DAYS)


def state_of(access: Access, at: datetime) -> State:
    """Give how an access stands: it or its crisis participation runs, it waits for its review, or it was reviewed."""
    ended, reviewed = access.fact(FactKind.ENDED), access.fact(FactKind.REVIEWED)
    crisis = access.fact(FactKind.CRISIS_BEGUN)
    if ended is None and at < access.until_at:
        return Active(access.until_at)
    stop, stopped_at = (Stop.EXPIRED, access.until_at) if ended is None else (Stop.ENDED, ended.at)
    if reviewed is not None and reviewed.outcome is not None:
        return Reviewed(stop, stopped_at, reviewed.outcome)
    if crisis is not None and crisis.until_at is not None and at < crisis.until_at:
        return InCrisis(stop, stopped_at, crisis.until_at)
    return ToReview(stop, stopped_at, access.review_on, overdue=day_in_amsterdam(at) > access.review_on)


def with_fact(access: Access, fact: Fact) -> Access:
    """Give an access to which something more has happened."""
    return msgspec.structs.replace(access, facts=(*access.facts, fact))


def may_go_on(access: Access, at: datetime) -> None:
    """Hold an act of who uses it to the time it runs. Raises EmergencyOver."""
    match state_of(access, at):
        case Active():
            return
        case InCrisis() | ToReview() | Reviewed():
            raise EmergencyOver
        case _ as unreachable:
            assert_never(unreachable)


def crisis_until(
    access: Access, hours: int, ground: str, basis_until: datetime | None, *, by_id: UUID, at: datetime
) -> datetime:
    """Give until when a crisis participation lasts that a second person makes now.

    Raises EmergencyOver, SecondPersonNeeded, CrisisBasisUnfit, CrisisTooLong.
    """
    may_go_on(access, at)
    if by_id == access.professional_id:
        raise SecondPersonNeeded
    if ground not in CRISIS_GROUNDS:
        wrong = FieldError("/legalBasis/ground", "Give avg-6-1-c, avg-6-1-d or avg-6-1-e.")
        raise CrisisBasisUnfit(errors=[wrong])
    until_at = at + min(timedelta(hours=hours), CRISIS_LASTS)
    if basis_until is not None and basis_until > until_at:
        raise CrisisTooLong(errors=[FieldError("/legalBasis/untilAt", "Leave it out, or end it earlier.")])
    return until_at


def until(basis: LegalBasis, until_at: datetime) -> LegalBasis:
    """Let a legal basis end with the crisis participation that stands on it, if it does not end before."""
    return msgspec.structs.replace(basis, until=until_at if basis.until is None else basis.until)


def may_disclose(access: Access, *, by_id: UUID) -> None:
    """Check who says that the client can be told: not whoever used it himself. Raises ReviewNotYours."""
    if by_id == access.professional_id:
        raise ReviewNotYours


def may_review(access: Access, *, by_id: UUID, unit_id: UUID, at: datetime) -> None:
    """Check who reviews, and that it is over: nobody reviews what he or his own unit had a part in (T6).

    Raises ReviewNotYours, EmergencyStillRuns.
    """
    crisis = access.fact(FactKind.CRISIS_BEGUN)
    if (
        by_id == access.professional_id
        or unit_id == access.unit_id
        or (crisis is not None and crisis.by_id == by_id)
    ):
        raise ReviewNotYours
    if isinstance(state_of(access, at), Active | InCrisis):
        raise EmergencyStillRuns


def not_for_yourself(
    units: Iterable[NamedUnit], present: Iterable[NamedUnit], own_unit_id: UUID | None
) -> None:
    """Check that nobody lets his own unit in; what another administrator named stays. Raises EmergencyForYourself."""
    let_in = {one.unit for one in present if one.kind is not None}
    for number, one in enumerate(units):
        if one.unit == own_unit_id and one.kind is not None and one.unit not in let_in:
            wrong = FieldError(f"/units/{number}/unitId", "Leave out the unit you work in.")
            raise EmergencyForYourself(errors=[wrong])


def distinct_units(units: Iterable[NamedUnit], known: set[UUID]) -> tuple[NamedUnit, ...]:
    """Check that each unit is of the network, and named once. Raises NamedUnitNotInNetwork."""
    seen: set[UUID] = set()
    for number, one in enumerate(listed := tuple(units)):
        if one.unit in seen or one.unit not in known:
            wrong = FieldError(f"/units/{number}/unitId", "Name a unit of this network, once.")
            raise NamedUnitNotInNetwork(errors=[wrong])
        seen.add(one.unit)
    return listed
