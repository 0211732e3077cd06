"""The one-month clock, and who decides."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Purpose
from chaincare.privacy import rules
from chaincare.privacy.model import (
    WEIGHED,
    Decided,
    Extended,
    InHandling,
    Officer,
    Received,
    RequestKind,
    RequestOutcome,
    Stand,
    SubjectRequest,
)
from chaincare.privacy.purposes import purpose_words
from chaincare.privacy.refusals import (
    ComplaintNotTold,
    DecidedByHandler,
    EntryNotTold,
    ExtendedBefore,
    ExtendedTooLate,
    HandledAlready,
    NotForBundle,
    ReceivedInFuture,
    RecordedByHandler,
    RequestDecided,
    RequestNotTakenUp,
    WordsMissing,
)
from chaincare.workdays import is_working_day, months_after

ELS, RUBEN, ENTRY = UUID(int=1), UUID(int=2), UUID(int=3)
NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def request(
    stand: Stand, kind: RequestKind = RequestKind.ACCESS, case: UUID | None = ENTRY
) -> SubjectRequest:
    day = NOON.date()
    return SubjectRequest(
        UUID(int=9), UUID(int=8), None, case, None, None, kind, None, "card", None, day, rules.answer_by(day, 1), stand, 1
    )  # fmt: skip


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        (date(2026, 11, 2), 1, date(2026, 12, 2)),
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # no 31 February; its last day is a Saturday
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 25), 1, date(2026, 12, 28)),  # Christmas, then a weekend
        (date(2026, 11, 30), 3, date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 3, 27), 1, date(2026, 4, 28)),  # Koningsdag
    ],
)
def test_the_last_day_to_answer(received: date, months: int, due: date) -> None:
    assert rules.answer_by(received, months) == due


@given(DAYS, st.integers(1, 36))
def test_a_term_in_months_ends_on_a_working_day_soon_after_the_same_day_of_that_month(
    day: date, months: int
) -> None:
    plain = months_after(day, months)
    assert (plain.year * 12 + plain.month) - (day.year * 12 + day.month) == months
    assert plain.day == day.day or (plain + timedelta(days=1)).day == 1
    due = rules.answer_by(day, months)
    assert is_working_day(due)
    assert timedelta(0) <= due - plain <= timedelta(days=5)
    assert rules.answer_by(day, 3) > rules.answer_by(day, 1)


def test_a_request_came_in_today_or_lately_and_only_one_for_a_name_points_at_a_line() -> None:
    today = NOON.date()
    assert rules.receive(RequestKind.ACCESS, None, None, today, at=NOON) == date(2026, 12, 2)
    assert rules.receive(RequestKind.EMPLOYEE_NAME, ENTRY, None, today, at=NOON)
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # already tomorrow in Amsterdam
    assert rules.receive(RequestKind.ACCESS, None, None, date(2026, 7, 2), at=late)
    for day in (today + timedelta(days=1), today - timedelta(days=367)):
        with pytest.raises(ReceivedInFuture):
            rules.receive(RequestKind.ACCESS, None, None, day, at=NOON)
    for kind, entry in ((RequestKind.EMPLOYEE_NAME, None), (RequestKind.ACCESS, ENTRY)):
        with pytest.raises(EntryNotTold):
            rules.receive(kind, entry, None, today, at=NOON)


def test_a_correction_says_what_is_wrong() -> None:
    today = NOON.date()
    assert rules.receive(RequestKind.RECTIFICATION, None, "I was born in May.", today, at=NOON)
    for words in (None, "", "  "):
        with pytest.raises(WordsMissing) as refused:
            rules.receive(RequestKind.RECTIFICATION, None, words, today, at=NOON)
        assert [one.pointer for one in refused.value.errors] == ["/words"]


def test_somebody_takes_it_up_and_a_colleague_may_take_it_over() -> None:
    taken, _ = rules.take_up(request(Received()), ELS)
    assert (taken.stand, taken.version) == (InHandling(ELS), 2)
    assert rules.take_up(taken, RUBEN)[0].stand == InHandling(RUBEN)
    assert rules.take_up(request(Extended(ELS)), RUBEN)[0].stand == Extended(RUBEN)
    for stand in (InHandling(ELS), Extended(ELS)):
        with pytest.raises(HandledAlready):
            rules.take_up(request(stand), ELS)
    with pytest.raises(RequestDecided):
        rules.take_up(request(Decided(ELS, RequestOutcome.GRANTED)), ELS)


def test_it_takes_longer_only_once_and_when_that_was_told_within_the_first_month() -> None:
    longer, fact = rules.extend(
        request(InHandling(ELS)), "many files", at=datetime(2026, 12, 2, 22, tzinfo=UTC)
    )
    assert (longer.stand, longer.due_on, fact.reason) == (Extended(ELS), date(2027, 2, 2), "many files")
    with pytest.raises(ExtendedTooLate):
        rules.extend(request(InHandling(ELS)), "x", at=datetime(2026, 12, 2, 23, tzinfo=UTC))
    for stand, refusal in (
        (Received(), RequestNotTakenUp),
        (Extended(ELS), ExtendedBefore),
        (Decided(ELS, RequestOutcome.PARTLY), RequestDecided),
    ):
        with pytest.raises(refusal):
            rules.extend(request(stand), "x", at=NOON)


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize("stand", [InHandling(ELS), Extended(ELS)])
def test_where_interests_are_weighed_somebody_else_decides(kind: RequestKind, stand: Stand) -> None:
    decided, fact = rules.decide(
        request(stand, kind), RequestOutcome.GRANTED, "so", RUBEN, complaint_told=False
    )
    assert (decided.stand, fact.outcome) == (Decided(ELS, RequestOutcome.GRANTED), RequestOutcome.GRANTED)
    if kind in WEIGHED:
        with pytest.raises(DecidedByHandler):
            rules.decide(request(stand, kind), RequestOutcome.GRANTED, "so", ELS, complaint_told=False)
    else:
        assert rules.decide(request(stand, kind), RequestOutcome.GRANTED, "so", ELS, complaint_told=False)
    for outcome in (RequestOutcome.PARTLY, RequestOutcome.REFUSED):
        assert rules.decide(request(stand, kind), outcome, "so", RUBEN, complaint_told=True)
        with pytest.raises(ComplaintNotTold):
            rules.decide(request(stand, kind), outcome, "so", RUBEN, complaint_told=False)


def test_what_nobody_handles_or_was_decided_is_not_decided_now() -> None:
    for stand, refusal in (
        (Received(), RequestNotTakenUp),
        (Decided(ELS, RequestOutcome.GRANTED), RequestDecided),
    ):
        with pytest.raises(refusal):
            rules.decide(request(stand), RequestOutcome.GRANTED, "so", RUBEN, complaint_told=True)


def test_a_bundle_answers_a_request_for_access_about_somebody_known() -> None:
    officer = Officer(of_network=True, recorded_it=False)
    for by in (officer, None):
        rules.bundle(request(InHandling(ELS)), by, let_in=True)
        rules.bundle(request(InHandling(ELS), RequestKind.PORTABILITY), by, let_in=True)
    bounded = Officer(of_network=False, recorded_it=False)
    recorder = Officer(of_network=True, recorded_it=True)
    said: set[str] = set()
    for one, by in (
        (request(InHandling(ELS), RequestKind.ERASURE), officer),
        (request(InHandling(ELS), case=None), None),
        (request(Received()), officer),
        (request(InHandling(ELS)), recorder),
        (request(InHandling(ELS)), bounded),
        (request(InHandling(ELS)), None),
    ):
        with pytest.raises(NotForBundle) as raised:
            rules.bundle(one, by, let_in=False)
        said |= {error.detail for error in raised.value.errors}
        assert len(raised.value.errors) == 1
    assert len(said) == 6


def test_every_purpose_is_said_in_plain_words_in_both_languages() -> None:
    for purpose in Purpose:
        assert all(purpose_words(purpose.value))


def test_who_recorded_a_request_in_a_case_does_not_take_it_up() -> None:
    made = msgspec.structs.replace(request(Received()), recorded_by=ELS)
    assert rules.take_up(made, RUBEN)[0].stand == InHandling(RUBEN)
    with pytest.raises(RecordedByHandler):
        rules.take_up(made, ELS)
    nobody_known = msgspec.structs.replace(made, case_id=None)
    assert rules.take_up(nobody_known, ELS)[0].stand == InHandling(ELS)
