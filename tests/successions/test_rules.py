"""Who arranges who takes over, from which moment, and when the one before leaves."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest

from chaincare.parties.model import Circle, Seat
from chaincare.parties.refusals import BringingInNotYours, EscalationMustEndFirst
from chaincare.refusals import Refusal
from chaincare.successions.model import (
    Arranged,
    DayUnfit,
    LeavesAlready,
    Leaving,
    LeavingUnknown,
    Succession,
    SuccessionGoesWithRegie,
    SuccessionNotYours,
    SuccessionOver,
    SuccessionState,
    SuccessionUnknown,
    SuccessorUnfit,
    Told,
)
from chaincare.successions.rules import (
    another,
    begins_at,
    ends_now,
    may_take_over,
    may_withdraw,
    state_of,
    succeeds_into,
)

ONE, TWO, THREE = uuid4(), uuid4(), uuid4()
LEAVING = Leaving(ONE, Circle.BUURTWINKEL, ends=False, escalated=False, successor_id=None, agreements=0)
HOLDS = Seat(ONE, uuid4(), Circle.BUURTWINKEL, ONE)
DIRECTS = Seat(TWO, uuid4(), Circle.BUURTWINKEL, TWO)
OTHER = Seat(TWO, uuid4(), Circle.BUURTWINKEL, THREE)
DAY = timedelta(days=1)
JUNE = datetime(2027, 6, 12, 23, 30, tzinfo=UTC)  # the thirteenth already in Amsterdam


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2027, 8, 1), datetime(2027, 7, 31, 22, tzinfo=UTC)),
        (date(2027, 6, 14), datetime(2027, 6, 13, 22, tzinfo=UTC)),
        (date(2027, 11, 1), datetime(2027, 10, 31, 23, tzinfo=UTC)),
        (date(2027, 6, 13), None),
        (date(2028, 1, 1), None),
    ],
)
def test_he_takes_over_when_the_day_begins_in_amsterdam(day: date, begins: datetime | None) -> None:
    if begins is None:
        with pytest.raises(DayUnfit):
            begins_at(day, JUNE)
    else:
        assert begins_at(day, JUNE) == begins


@pytest.mark.parametrize(
    ("leaving", "seat", "refused"),
    [
        (LEAVING, HOLDS, None),
        (LEAVING, msgspec.structs.replace(HOLDS, holder_id=None), None),
        (LEAVING, DIRECTS, None),
        (LEAVING, msgspec.structs.replace(OTHER, acting=True), SuccessionNotYours),
        (LEAVING, OTHER, SuccessionNotYours),
        (None, DIRECTS, LeavingUnknown),
        (msgspec.structs.replace(LEAVING, ends=True), DIRECTS, LeavesAlready),
        (msgspec.structs.replace(LEAVING, escalated=True), DIRECTS, EscalationMustEndFirst),
    ],
)
def test_he_arranges_it_himself_or_who_directs(
    leaving: Leaving | None, seat: Seat, refused: type[Refusal] | None
) -> None:
    if refused is None:
        assert may_take_over(leaving, seat) == leaving
    else:
        with pytest.raises(refused):
            may_take_over(leaving, seat)


def test_who_directs_leaves_when_regie_has_moved() -> None:
    one = Succession(uuid4(), ONE, TWO, JUNE, "x")
    assert ends_now(LEAVING, HOLDS, one) is None
    assert ends_now(LEAVING, DIRECTS, one) == JUNE


@pytest.mark.parametrize(
    ("leaves", "arranges", "into"),
    [
        (Circle.BUURTWINKEL, OTHER, Circle.BUURTWINKEL),
        (Circle.WINKELSTRAAT, OTHER, Circle.WINKELSTRAAT),
        (Circle.BUURTWINKEL, msgspec.structs.replace(HOLDS, circle=Circle.WINKELSTRAAT), Circle.WINKELSTRAAT),
        (Circle.WINKELSTRAAT, msgspec.structs.replace(OTHER, circle=Circle.WINKELSTRAAT), None),
    ],
)
def test_a_successor_comes_into_no_wider_circle_than_either(
    leaves: Circle, arranges: Seat, into: Circle | None
) -> None:
    leaving = msgspec.structs.replace(LEAVING, circle=leaves)
    if into is None:
        with pytest.raises(BringingInNotYours):
            succeeds_into(leaving, arranges)
    else:
        assert succeeds_into(leaving, arranges) is into


ARRANGED = Arranged(uuid4(), ONE, HOLDS.actor_id, JUNE, None, None)


@pytest.mark.parametrize(
    ("arranged", "seat", "refused"),
    [
        (ARRANGED, msgspec.structs.replace(HOLDS, holder_id=THREE), None),
        (ARRANGED, DIRECTS, None),
        (None, DIRECTS, SuccessionUnknown),
        (ARRANGED, OTHER, SuccessionNotYours),
        (ARRANGED, msgspec.structs.replace(OTHER, acting=True), SuccessionNotYours),
        (ARRANGED, msgspec.structs.replace(OTHER, own_id=ONE), SuccessionNotYours),
        (msgspec.structs.replace(ARRANGED, over_at=JUNE), DIRECTS, SuccessionOver),
        (msgspec.structs.replace(ARRANGED, effective_at=JUNE - DAY), DIRECTS, SuccessionOver),
        (msgspec.structs.replace(ARRANGED, proposal_id=TWO), DIRECTS, SuccessionGoesWithRegie),
    ],
)
def test_it_is_taken_back_before_its_day(
    arranged: Arranged | None, seat: Seat, refused: type[Refusal] | None
) -> None:
    if refused is None:
        assert may_withdraw(arranged, seat, JUNE - DAY) == arranged
    else:
        with pytest.raises(refused):
            may_withdraw(arranged, seat, JUNE - DAY)


def test_nobody_takes_over_from_himself() -> None:
    another(ONE, [TWO, THREE])
    with pytest.raises(SuccessorUnfit) as refused:
        another(ONE, [TWO, ONE])
    assert [one.pointer for one in refused.value.errors] == ["/cases/1/successor"]


@pytest.mark.parametrize(
    ("over", "at", "state"),
    [
        (None, JUNE - DAY, SuccessionState.ARRANGED),
        (None, JUNE, SuccessionState.CAME_ABOUT),
        (JUNE - DAY, JUNE - 2 * DAY, SuccessionState.ARRANGED),
        (JUNE - DAY, JUNE - DAY, SuccessionState.OVER),
        (JUNE - DAY, JUNE + DAY, SuccessionState.OVER),
    ],
)
def test_what_became_of_it(over: datetime | None, at: datetime, state: SuccessionState) -> None:
    one = Told(THREE, ONE, TWO, JUNE, "New year.", None, uuid4(), JUNE - 9 * DAY, over, None)
    assert state_of(one, at) is state
