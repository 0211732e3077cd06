"""What no order of events can bring about (A1, A3, A4), whoever tries what."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.agreements.stands import (
    AT,
    COMMANDS,
    DUE,
    EVERYONE,
    LATER,
    MOTHER,
    PROPOSER,
    RESPONSIBLE,
    made,
)

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
from chaincare.agreements.model import Party, StateWord, WaitingOn
from chaincare.agreements.refusals import StepNotPossible
from chaincare.agreements.seeing import outline_of
from chaincare.agreements.states import fold, state_shift, take
from chaincare.refusals import Refusal

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


# Most random orders stop early: some begin further on.
BEGINNINGS = st.sampled_from(
    [[], [Agreed()], [Agreed(), ReportedKept()], [Agreed(), ShiftProposed(LATER, "ill")]]
)


@given(beginning=BEGINNINGS, history=HISTORIES, own=st.booleans())
def test_whatever_is_tried_in_whatever_order(
    beginning: list[AnyFact], history: list[tuple[Party, AnyFact]], own: bool
) -> None:
    responsible = PROPOSER if own else RESPONSIBLE
    chain = [Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE))]
    agreement = made(responsible=responsible)
    for by, fact in [*((responsible, one) for one in beginning), *history]:
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


@given(tries=st.lists(st.tuples(st.sampled_from(list(COMMANDS)), st.sampled_from(EVERYONE)), max_size=30))
def test_what_the_rules_allow_the_fold_accepts(tries: list[tuple[str, Party]]) -> None:
    agreement = made()
    for command, by in tries:
        try:
            fact = COMMANDS[command](agreement, by)
        except Refusal:
            continue
        agreement = take(agreement, Recorded(agreement.version + 1, AT, by.id, fact))
