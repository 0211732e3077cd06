"""When a case may be closed, and who may take it up again."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Reach
from chaincare.closing import rules
from chaincare.closing.model import (
    CannotReturn,
    Carried,
    CarriedTwice,
    CaseNotClosed,
    CaseNotOpen,
    ClosedBecause,
    ClosingNotYours,
    ConsentComesAfter,
    NotEvaluated,
    NothingToCarry,
    NotReadyToClose,
    RegieComesFirst,
    ReopeningNotYours,
    Standing,
)
from chaincare.refusals import Refusal

NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
HOLDER, OTHER, KEPT, TALKS, PLAN = (UUID(int=number) for number in range(1, 6))
QUIET = Standing(
    status="open", merged=False, merge_known=False, holder_id=HOLDER, accompanied=True, unfinished=(), escalated=False, emergency=False, evaluated=False, earliest=NOON,
    closure_id=None, kept_by=None, closed_by=None, returning=(),
    whole=(),
)  # fmt: skip
SHUT = msgspec.structs.replace(
    QUIET, status="closed", holder_id=None, closure_id=PLAN, kept_by=KEPT, closed_by=HOLDER,
    returning=(HOLDER, OTHER), whole=(HOLDER, OTHER),
)  # fmt: skip


def but(standing: Standing, **changes: object) -> Standing:
    return msgspec.structs.replace(standing, **changes)


def close(
    standing: Standing, *carried: UUID, by: UUID = HOLDER, reach: Reach = Reach.CORE, own: bool = True,
    reads: tuple[UUID, ...] = (TALKS, PLAN), at: datetime = NOON,
) -> datetime:  # fmt: skip
    gone = [Carried(one, "the school's own plan") for one in carried]
    return rules.close(standing, gone, own_id=by, reach=reach, in_own_name=own, readable=reads, at=at)


def test_the_holder_closes_and_while_nobody_directs_the_last_who_takes_part_whole() -> None:
    assert close(QUIET) == NOON
    assert close(QUIET, at=NOON + timedelta(1)) == NOON + timedelta(1)
    assert close(but(QUIET, earliest=NOON + timedelta(1))) == NOON + timedelta(1)
    vacant = but(QUIET, holder_id=None, accompanied=False)
    assert close(vacant, by=OTHER, reach=Reach.FULL) == NOON
    for standing, reach, own in (
        (QUIET, Reach.FULL, True), (vacant, Reach.CORE, True), (vacant, Reach.FULL, False),
    ):  # fmt: skip
        with pytest.raises(ClosingNotYours):
            close(standing, by=OTHER, reach=reach, own=own)
    with pytest.raises(RegieComesFirst):
        close(but(vacant, accompanied=True), by=OTHER, reach=Reach.FULL)
    for over in ("closed", "destroyed"):
        with pytest.raises(CaseNotOpen):
            close(but(QUIET, status=over))


@pytest.mark.parametrize(
    ("evaluated", "because", "with_it", "closes"),
    [
        (True, ClosedBecause.GOALS_REACHED, False, True),
        (False, ClosedBecause.GOALS_REACHED, True, True),
        (False, ClosedBecause.OTHER, False, False),
        (False, ClosedBecause.OPENED_IN_ERROR, False, True),
        (False, ClosedBecause.CLIENT_DECEASED, False, True),
    ],
)
def test_it_was_looked_back_at_first(
    evaluated: bool, because: ClosedBecause, with_it: bool, closes: bool
) -> None:
    standing = but(QUIET, evaluated=evaluated)
    if closes:
        rules.is_evaluated(looked_back=rules.looked_back(standing, because, with_it=with_it))
        return
    with pytest.raises(NotEvaluated):
        rules.is_evaluated(looked_back=rules.looked_back(standing, because, with_it=with_it))


@pytest.mark.parametrize(
    ("standing", "carried", "reads", "refused", "pointers"),
    [
        (but(QUIET, unfinished=(TALKS,)), (), (TALKS,), NotReadyToClose, ["/carriedOver"]),
        (but(QUIET, unfinished=(TALKS, PLAN)), (TALKS,), (TALKS,), NotReadyToClose, ["/carriedOver"]),
        (but(QUIET, unfinished=(TALKS, PLAN)), (), (TALKS,), NotReadyToClose, ["/carriedOver"] * 2),
        (but(QUIET, escalated=True), (), (), NotReadyToClose, [""]),
        (but(QUIET, escalated=True, emergency=True), (), (), NotReadyToClose, ["", ""]),
        (QUIET, (TALKS,), (TALKS,), NothingToCarry, ["/carriedOver/0/agreementId"]),
        (but(QUIET, unfinished=(TALKS,)), (TALKS,), (), NothingToCarry, ["/carriedOver/0/agreementId"]),
        (but(QUIET, unfinished=(TALKS,)), (TALKS, TALKS), (TALKS,), CarriedTwice, ["/carriedOver"]),
    ],
)
def test_it_says_all_that_keeps_a_case_open(
    standing: Standing, carried: tuple[UUID, ...], reads: tuple[UUID, ...], refused: type[Refusal], pointers: list[str]
) -> None:  # fmt: skip
    with pytest.raises(refused) as said:
        close(standing, *carried, reads=reads)
    assert [one.pointer for one in said.value.errors] == pointers


def test_of_what_one_does_not_read_no_id_is_told() -> None:
    with pytest.raises(NotReadyToClose) as said:
        close(but(QUIET, unfinished=(TALKS, PLAN)), reads=(TALKS,))
    told = " ".join(one.detail for one in said.value.errors)
    assert str(TALKS) in told
    assert str(PLAN) not in told


ids = st.sets(st.uuids(), max_size=5)


@given(unfinished=ids, named=ids, unread=ids, escalated=st.booleans(), emergency=st.booleans())
def test_no_case_closes_over_something_that_is_open(
    unfinished: set[UUID], named: set[UUID], unread: set[UUID], escalated: bool, emergency: bool
) -> None:
    """A6: every agreement is finished or carried over, whoever reads what, and nothing else runs."""
    standing = but(QUIET, unfinished=tuple(unfinished), escalated=escalated, emergency=emergency)
    carried = named & unfinished
    try:
        close(standing, *carried, reads=tuple(unfinished - unread))
    except NothingToCarry:
        assert carried & unread
    except NotReadyToClose:
        assert unfinished - carried or escalated or emergency
    else:
        assert carried == unfinished
        assert not escalated
        assert not emergency


def test_who_closed_it_takes_it_up_again_or_whom_the_coordinator_names() -> None:
    def back(
        standing: Standing = SHUT,
        wanted: UUID | None = None,
        own: UUID | None = KEPT,
        reach: Reach = Reach.THAT,
    ) -> tuple[UUID, datetime]:
        return rules.returns(standing, wanted, own_id=own, reach=reach, at=NOON)

    assert back() == (HOLDER, NOON)
    assert back(wanted=HOLDER) == (HOLDER, NOON)
    assert back(own=None, reach=Reach.STEERING) == (HOLDER, NOON)
    assert back(wanted=OTHER, own=None, reach=Reach.STEERING) == (OTHER, NOON)
    assert back(but(SHUT, earliest=NOON + timedelta(1))) == (HOLDER, NOON + timedelta(1))
    for own, wanted in ((OTHER, None), (KEPT, OTHER)):
        with pytest.raises(ReopeningNotYours):
            back(own=own, wanted=wanted)
    with pytest.raises(CannotReturn):
        back(wanted=PLAN, reach=Reach.STEERING)
    with pytest.raises(CannotReturn):
        back(but(SHUT, returning=(OTHER,)))
    # The coordinator brings nobody further than he was.
    less = but(SHUT, whole=(OTHER,))
    assert back(less) == (HOLDER, NOON)
    with pytest.raises(CannotReturn):
        back(less, reach=Reach.STEERING)
    for not_closed in (QUIET, but(SHUT, merged=True, merge_known=True), but(SHUT, closed_by=None)):
        with pytest.raises(CaseNotClosed):
            back(not_closed)
    # Who may not come into the other case learns nothing of it here.
    with pytest.raises(ReopeningNotYours):
        back(but(SHUT, merged=True))


def test_a_basis_that_rests_on_a_consent_comes_after() -> None:
    rules.rests_on_no_consent(None)
    with pytest.raises(ConsentComesAfter):
        rules.rests_on_no_consent(TALKS)


def test_that_looking_back_is_missing_is_told_with_the_rest() -> None:
    with pytest.raises(NotReadyToClose) as said:
        rules.close(
            but(QUIET, escalated=True), [], own_id=HOLDER, reach=Reach.CORE, in_own_name=True, readable=(), at=NOON,
            looked_back=False,
        )  # fmt: skip
    assert [one.pointer for one in said.value.errors] == ["", "/evaluation"]
