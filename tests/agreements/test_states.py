"""What facts amount to: days and terms, fingerprints, and what no order of events can bring about (A1, A3, A4)."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreements.stands import (
    ASKS,
    AT,
    CARER,
    COMMANDS,
    DONE,
    DUE,
    EVERYONE,
    HOLDER,
    LATER,
    MOTHER,
    PARTIES,
    PROPOSER,
    RESPONSIBLE,
    STANDS,
    YES,
    made,
)

from chaincare.agreements import rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    Begun,
    Cancelled,
    Confirmed,
    Declined,
    NotKept,
    NotKeptReason,
    Proposed,
    Recorded,
    Rejected,
    ReportedKept,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import (
    Agreement,
    ConfirmationTermOver,
    Party,
    StateWord,
    StepNotPossible,
    WaitingOn,
)
from chaincare.agreements.states import (
    fingerprints,
    fold,
    is_overdue,
    outline_of,
    outline_seen_at,
    seen_at,
    state_shift,
    take,
)
from chaincare.refusals import Refusal


@pytest.mark.parametrize(
    ("due_on", "now", "overdue"),
    [
        (date(2026, 3, 16), "2026-03-16T22:59:00Z", False),  # 23:59 in Amsterdam, still the same day
        (date(2026, 3, 16), "2026-03-16T23:00:00Z", True),
        (date(2026, 3, 29), "2026-03-29T21:59:59Z", False),  # the clock went forward that night
        (date(2026, 3, 29), "2026-03-29T22:00:00Z", True),
        (date(2026, 3, 28), "2026-03-28T23:00:00Z", True),
        (date(2026, 10, 25), "2026-10-25T22:59:59Z", False),  # and back: that day had 25 hours
        (date(2026, 10, 25), "2026-10-25T23:00:00Z", True),
        (date(2026, 10, 24), "2026-10-24T21:59:59Z", False),
        (date(2026, 10, 24), "2026-10-24T22:00:00Z", True),
        (date(2026, 7, 1), "2026-07-01T23:30:00Z", True),  # in summer that is tomorrow already
        (date(2026, 7, 2), "2026-07-01T23:30:00Z", False),
        (date(2026, 1, 1), "2026-01-01T23:30:00+14:00", False),
    ],
)
def test_due_today_is_not_overdue(due_on: date, now: str, *, overdue: bool) -> None:
    agreement = msgspec.structs.replace(STANDS["agreed"], due_on=due_on)
    assert is_overdue(outline_of(agreement), datetime.fromisoformat(now)) is overdue


@pytest.mark.parametrize(("stands", "agreement"), STANDS.items())
def test_only_what_is_to_be_done_can_be_overdue(stands: str, agreement: Agreement) -> None:
    late = is_overdue(outline_of(agreement), AT + timedelta(days=60))
    assert late is (stands in ("agreed", "in progress", "asks for a shift", "is asked for a shift"))


def test_the_old_date_counts_while_another_is_asked_for() -> None:
    asks, shifted = STANDS["asks for a shift"], made(YES, ASKS, (PROPOSER, ShiftAgreed()))
    assert (asks.due_on, asks.shifts, shifted.due_on, shifted.shifts) == (DUE, 0, LATER, 1)
    between = datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert [is_overdue(outline_of(one), between) for one in (asks, shifted)] == [True, False]
    assert shifted.original_due_on == DUE
    declined = made(YES, ASKS, (HOLDER, ShiftDeclined("no")))
    assert (declined.due_on, declined.shifts, state_shift(declined.state)) == (DUE, 0, None)


@pytest.mark.parametrize(
    ("reported", "now", "word"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-16T22:59:59Z", StateWord.REPORTED_KEPT),  # the tenth working day
        ("2026-03-02T09:00:00Z", "2026-03-16T23:00:00Z", StateWord.KEPT_UNCONFIRMED),
        (
            "2026-04-20T09:00:00Z",
            "2026-05-05T21:59:59Z",
            StateWord.REPORTED_KEPT,
        ),  # Koningsdag does not count
        ("2026-04-20T09:00:00Z", "2026-05-06T22:00:00Z", StateWord.KEPT_UNCONFIRMED),
    ],
)
def test_ten_working_days_without_an_answer(reported: str, now: str, word: StateWord) -> None:
    one = Recorded(3, datetime.fromisoformat(reported), RESPONSIBLE.id, ReportedKept())
    agreement, moment = take(made(YES), one), datetime.fromisoformat(now)
    assert outline_of(seen_at(agreement, moment)).state is word
    assert outline_seen_at(outline_of(agreement), moment) == outline_of(seen_at(agreement, moment))
    if word is StateWord.KEPT_UNCONFIRMED:
        assert rules.confirm(agreement, by=MOTHER, parties=PARTIES) == Confirmed()
        with pytest.raises(ConfirmationTermOver):
            rules.reject(agreement, "no", by=MOTHER, parties=PARTIES, at=moment)
        with pytest.raises(StepNotPossible):
            rules.cancel(agreement, "moot", by=RESPONSIBLE, at=moment)


def test_a_fingerprint_covers_everything_before_it() -> None:
    agreement = made(YES, DONE)
    chain = [
        Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE)),
        Recorded(2, AT, RESPONSIBLE.id, Agreed()),
        Recorded(3, AT, RESPONSIBLE.id, ReportedKept("every day")),
    ]
    whole = fingerprints(outline_of(agreement), chain)
    assert len(set(whole)) == 3
    for changed in (
        msgspec.structs.replace(chain[0], fact=Proposed("Brings her to school!", DUE)),
        msgspec.structs.replace(chain[0], by_id=HOLDER.id),
        msgspec.structs.replace(chain[0], at=AT + timedelta(microseconds=1)),
    ):
        other = fingerprints(outline_of(agreement), [changed, *chain[1:]])
        assert not set(other) & set(whole)
    another = msgspec.structs.replace(outline_of(agreement), responsible_id=CARER.id)
    assert not set(fingerprints(another, chain)) & set(whole)


FACTS: st.SearchStrategy[AnyFact] = st.one_of(
    st.sampled_from(
        [
            Agreed(), Declined("no"), Begun(), ReportedKept(), Confirmed(), Rejected("no"), ShiftAgreed(),
            ShiftDeclined("no"), NotKept(NotKeptReason.TIME), Cancelled("moot"), Proposed("again", DUE),
        ]
    ),
    st.builds(ShiftProposed, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.just("ill")),
)  # fmt: skip
HISTORIES = st.lists(st.tuples(st.sampled_from([PROPOSER, RESPONSIBLE, MOTHER]), FACTS), max_size=40)
NEVER_AGREED = {StateWord.PROPOSED, StateWord.DECLINED, StateWord.CANCELLED}


@given(history=HISTORIES, own=st.booleans())
def test_whatever_is_tried_in_whatever_order(history: list[tuple[Party, AnyFact]], own: bool) -> None:
    responsible = PROPOSER if own else RESPONSIBLE
    chain = [Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE))]
    agreement = made(responsible=responsible)
    for by, fact in history:
        one = Recorded(agreement.version + 1, chain[-1].at + timedelta(hours=1), by.id, fact)
        before = agreement
        try:
            agreement = take(agreement, one)
        except StepNotPossible:
            continue
        chain.append(one)
        # A4: the date only moves, and the count only rises, when the other side agrees to exactly that date.
        asked = state_shift(before.state)
        if isinstance(fact, ShiftAgreed):
            assert asked is not None
            assert agreement.due_on == asked.due_on
            assert asked.by_id != by.id
            assert responsible.id in (asked.by_id, by.id)
        else:
            assert agreement.due_on == before.due_on
    done = [(one.by_id, type(one.fact)) for one in chain]
    outline = outline_of(agreement)
    # A1: nothing but the assent of the one responsible makes it an agreement.
    assert outline.state in NEVER_AGREED or (responsible.id, Agreed) in done
    assert [by for by, kind in done if kind is Agreed] in ([], [responsible.id])
    # A3: nobody confirms his own word.
    assert (responsible.id, Confirmed) not in done
    assert agreement.shifts == sum(kind is ShiftAgreed for _, kind in done)
    assert agreement.original_due_on == DUE
    assert (agreement.waiting_on is WaitingOn.NOBODY) is (
        outline.state in {StateWord.KEPT, StateWord.DECLINED, StateWord.NOT_KEPT, StateWord.CANCELLED}
    )
    # What is stored says the same as what is folded, now and after any term.
    assert fold(outline, chain) == agreement
    for later in (timedelta(0), timedelta(days=9), timedelta(days=60)):
        moment = chain[-1].at + later
        assert outline_seen_at(outline, moment) == outline_of(seen_at(agreement, moment))


@given(tries=st.lists(st.tuples(st.sampled_from(list(COMMANDS)), st.sampled_from(EVERYONE)), max_size=30))
def test_what_the_rules_allow_the_fold_accepts(tries: list[tuple[str, Party]]) -> None:
    agreement = made()
    for command, by in tries:
        try:
            fact = COMMANDS[command](agreement, by)
        except Refusal:
            continue
        agreement = take(agreement, Recorded(agreement.version + 1, AT, by.id, fact))
