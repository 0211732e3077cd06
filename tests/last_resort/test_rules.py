"""When an organisation has to name a holder, and whom: tables."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from chaincare.last_resort import rules
from chaincare.last_resort.model import (
    LastResort,
    LastResortOver,
    LastResortRuns,
    LastResortUnknown,
    Named,
    NominationUnfit,
    NotLastResort,
    ResortEndsBecause,
    SomebodyDirects,
    Standing,
)
from chaincare.refusals import Refusal
from chaincare.regie.model import Ahead, Mandate, Term, TermKind

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)  # the Thursday before Easter
HOUR = timedelta(hours=1)
HOLDER, OURS, ORGANISATION, PERSON = (UUID(int=number) for number in range(1, 5))
HELD = Term(HOLDER, TermKind.AGREED, (Mandate.DECIDE,), UUID(int=9), NOON - HOUR, None)
INTERIM = msgspec.structs.replace(HELD, kind=TermKind.INTERIM, until=NOON + HOUR)
ENDED = msgspec.structs.replace(HELD, until=NOON)
AHEAD = msgspec.structs.replace(
    ENDED, ahead=Ahead(HOLDER, TermKind.AGREED, (Mandate.DECIDE,), NOON + HOUR, NOON + HOUR)
)
AGREED = Standing(ORGANISATION, "De Veste", agreed=True)
RUNS = LastResort(OURS, ORGANISATION, "De Veste", "nobody accepts", NOON - HOUR, NOON + HOUR)
OVER = rules.withdrawn(RUNS, NOON)


@pytest.mark.parametrize(
    ("term", "before", "organisation", "refusal"),
    [
        (None, (), AGREED, None),
        (ENDED, (OVER,), AGREED, None),
        (INTERIM, (), AGREED, None),
        (msgspec.structs.replace(HELD, stands=False), (), AGREED, None),
        (HELD, (), AGREED, SomebodyDirects),
        (AHEAD, (), AGREED, SomebodyDirects),
        (None, (OVER, RUNS), AGREED, LastResortRuns),
        (None, (), None, NotLastResort),
        (None, (), Standing(ORGANISATION, "x", agreed=False), NotLastResort),
    ],
)
def test_it_is_assigned_while_nobody_was_agreed_on(
    term: Term | None,
    before: tuple[LastResort, ...],
    organisation: Standing | None,
    refusal: type[Refusal] | None,
) -> None:
    if refusal is not None:
        with pytest.raises(refusal):
            rules.assigned(OURS, term, before, organisation, "nobody accepts", NOON)
        return
    made = rules.assigned(OURS, term, before, organisation, "nobody accepts", NOON)
    # Good Friday and Easter Monday are no working days: until the end of Thursday.
    assert made.name_by == datetime(2026, 4, 9, 22, tzinfo=UTC)


def test_it_runs_until_it_ended_and_names_whoever_fits() -> None:
    assert rules.running((OVER, msgspec.structs.replace(RUNS, id=HOLDER)), HOLDER).id == HOLDER
    assert (OVER.ended_because, OVER.ended_at) == (ResortEndsBecause.WITHDRAWN, NOON)
    with pytest.raises(LastResortOver):
        rules.running((OVER,), OURS)
    with pytest.raises(LastResortUnknown):
        rules.running((), OURS)
    person = Named(PERSON, "N. Name", "worker", "team", NOON)
    assert rules.named(RUNS, person).named == person
    with pytest.raises(NominationUnfit):
        rules.named(RUNS, None)
