"""What is done again and again: the day of each time, what is said of each, and what they come to."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.agreements.stands import (
    AGREEMENT_ID,
    AT,
    CARER,
    HOLDER,
    MOTHER,
    PARTIES,
    PROPOSER,
    RESPONSIBLE,
    STANDS,
    YES,
)

from chaincare.agreements import consent, rounds, rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    AssentHow,
    Begun,
    Confirmed,
    Every,
    NotKept,
    NotKeptReason,
    Proposed,
    Recorded,
    Rejected,
    Repeat,
    ReportedKept,
    Returned,
    ShiftAgreed,
    ShiftProposed,
    Superseded,
)
from chaincare.agreements.model import Agreement, Party, StateWord
from chaincare.agreements.phases import NotKeptState, ProposedState, SupersededState
from chaincare.agreements.refusals import (
    ConfirmationTermOver,
    ConfirmByAnother,
    ForTheInvolved,
    RepeatUnfit,
    RoundAhead,
    RoundComesFirst,
    StepNotPossible,
    SupersededMeanwhile,
    SupersedesUnfit,
)
from chaincare.agreements.seeing import is_overdue, outline_of, outline_seen_at, word_at
from chaincare.agreements.states import after, begin

FIRST = date(2026, 3, 9)
WEEKLY = Repeat(Every.WEEK, date(2026, 3, 25))  # the 9th, the 16th, the 23rd
KEPT, MISSED = ReportedKept(), NotKept(NotKeptReason.TIME)
OK, NO = (CARER, Confirmed()), (CARER, Rejected("not that day"))


def weekly(*facts: tuple[Party, AnyFact]) -> Agreement:
    first = Recorded(1, AT, PROPOSER.id, Proposed("Calls her.", FIRST, None, WEEKLY))
    agreement = begin(AGREEMENT_ID, RESPONSIBLE.id, PROPOSER.id, ("professionals",), first)
    chain = [Recorded(n, AT + timedelta(hours=n), by.id, one) for n, (by, one) in enumerate([YES, *facts], 2)]
    return after(agreement, chain)


def did(*reports: AnyFact) -> tuple[tuple[Party, AnyFact], ...]:
    return tuple((RESPONSIBLE, one) for one in reports)


@pytest.mark.parametrize(
    ("every", "first", "until", "days"),
    [
        (
            Every.WEEK,
            "2026-03-23",
            "2026-04-06",
            ["2026-03-23", "2026-03-30", "2026-04-06"],
        ),  # over a DST night
        (Every.TWO_WEEKS, "2026-12-28", "2027-01-20", ["2026-12-28", "2027-01-11"]),
        (Every.MONTH, "2027-12-31", "2028-03-31", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
        (Every.MONTH, "2026-01-31", "2026-02-27", ["2026-01-31"]),
        (Every.WEEK, "2026-03-23", "2026-03-01", []),
    ],
)
def test_the_day_of_each_time(every: Every, first: str, until: str, days: list[str]) -> None:
    repeat = Repeat(every, date.fromisoformat(until))
    assert [str(one) for one in rounds.days_of(repeat, date.fromisoformat(first))] == days


@pytest.mark.parametrize("until", ["2026-03-10", "2030-01-01"])
def test_once_is_not_again_and_for_ever_is_too_long(until: str) -> None:
    rounds.fitting(None, FIRST)
    rounds.fitting(WEEKLY, FIRST)
    with pytest.raises(RepeatUnfit):
        rounds.fitting(Repeat(Every.WEEK, date.fromisoformat(until)), FIRST)


@pytest.mark.parametrize(
    ("facts", "state", "due"),
    [
        ((), "agreed", "2026-03-09"),
        (did(Begun(), KEPT), "in_progress", "2026-03-16"),
        (did(MISSED), "in_progress", "2026-03-16"),
        (((HOLDER, MISSED),), "in_progress", "2026-03-16"),
        (did(KEPT, MISSED), "in_progress", "2026-03-23"),
        (did(KEPT, KEPT, KEPT), "reported_kept", "2026-03-23"),
        (did(KEPT, KEPT, MISSED), "reported_kept", "2026-03-23"),
        (did(MISSED, MISSED, MISSED), "not_kept", "2026-03-23"),
        ((*did(KEPT), OK), "in_progress", "2026-03-16"),
        ((*did(KEPT), OK, *did(KEPT, MISSED), OK), "kept", "2026-03-23"),
        ((*did(KEPT), OK, *did(MISSED, MISSED)), "kept", "2026-03-23"),
        ((*did(KEPT, KEPT, KEPT), OK), "kept", "2026-03-23"),
        ((*did(KEPT, KEPT), NO), "in_progress", "2026-03-23"),
        ((*did(MISSED, MISSED, KEPT), NO), "not_kept", "2026-03-23"),
        ((*did(KEPT, MISSED, KEPT), NO), "reported_kept", "2026-03-23"),
        ((*did(KEPT, MISSED, KEPT), NO, NO), "not_kept", "2026-03-23"),
        (
            (*did(KEPT), (RESPONSIBLE, ShiftProposed(date(2026, 3, 18), "ill")), (PROPOSER, ShiftAgreed())),
            "in_progress", "2026-03-18",
        ),
    ],
)  # fmt: skip
def test_it_goes_on_until_the_last_time_and_ends_with_what_they_come_to(
    facts: tuple[tuple[Party, AnyFact], ...], state: str, due: str
) -> None:
    agreement = weekly(*facts)
    assert (agreement.state.word, str(agreement.due_on)) == (state, due)
    assert agreement.original_due_on == FIRST
    assert outline_of(agreement).rounds == len(agreement.rounds)


def test_each_time_is_overdue_by_its_own_day_and_a_shift_moves_this_one_only() -> None:
    again = weekly(*did(KEPT))
    assert not is_overdue(outline_of(again), AT + timedelta(days=14))  # due today, the 16th
    assert is_overdue(outline_of(again), AT + timedelta(days=15))
    moved = weekly(
        (RESPONSIBLE, ShiftProposed(date(2026, 3, 12), "ill")), (PROPOSER, ShiftAgreed()), *did(KEPT)
    )
    assert (str(moved.due_on), moved.shifts, str(moved.rounds[0].due_on)) == ("2026-03-16", 1, "2026-03-12")
    with pytest.raises(RoundComesFirst):
        rules.revise(again, date(2026, 3, 23), "ill", by=RESPONSIBLE, parties=PARTIES, at=AT)
    last = weekly(*did(KEPT, KEPT))
    rules.revise(last, date(2026, 4, 30), "ill", by=RESPONSIBLE, parties=PARTIES, at=AT)
    still_open = weekly(*did(KEPT), (RESPONSIBLE, ShiftProposed(date(2026, 3, 18), "ill")), OK)
    assert still_open.state.word == "in_progress"
    assert still_open.rounds[0].confirmed_by_id == CARER.id


def test_a_time_is_not_reported_before_it_has_begun() -> None:
    rounds.in_its_round(weekly(), AT)
    rounds.in_its_round(STANDS["agreed"], AT)
    with pytest.raises(RoundAhead):
        rounds.in_its_round(weekly(*did(KEPT)), AT + timedelta(days=7))
    rounds.in_its_round(weekly(*did(KEPT)), AT + timedelta(days=8))


def test_another_confirms_what_was_reported_so_far_or_rejects_the_last_of_it() -> None:
    again = weekly(*did(KEPT, KEPT))
    for nobody in (RESPONSIBLE, PROPOSER):  # himself, and a colleague of the same organisation
        with pytest.raises(ConfirmByAnother):
            rules.confirm(again, by=nobody, parties=PARTIES)
    assert rules.confirm(again, by=MOTHER, parties=PARTIES) == Confirmed()
    assert rules.reject(again, "no", by=CARER, parties=PARTIES, at=AT) == Rejected("no")
    with pytest.raises(ConfirmationTermOver):
        rules.reject(again, "no", by=CARER, parties=PARTIES, at=AT + timedelta(days=40))
    for nothing in (weekly(), weekly(*did(MISSED)), weekly(*did(KEPT), OK)):
        with pytest.raises(StepNotPossible):
            rules.confirm(nothing, by=CARER, parties=PARTIES)
        for fact in (Confirmed(), Rejected("no")):
            with pytest.raises(StepNotPossible):
                after(nothing, [Recorded(nothing.version + 1, AT, CARER.id, fact)])
    with pytest.raises(StepNotPossible):  # nobody confirms his own, whoever sends it
        after(again, [Recorded(again.version + 1, AT, RESPONSIBLE.id, Confirmed())])
    whole = weekly(*did(KEPT, KEPT, KEPT))
    assert word_at(whole, AT + timedelta(days=40), PARTIES) is StateWord.KEPT_UNCONFIRMED
    none = weekly(*did(MISSED, MISSED, KEPT), NO)
    assert none.state == NotKeptState(NotKeptReason.OTHER, None)


@pytest.mark.parametrize(
    ("stand", "may"),
    [("proposed", True), ("agreed", True), ("in progress", True), ("awaits the carer", True),
     ("reported kept", False), ("kept", False), ("cancelled", False)],
)  # fmt: skip
def test_another_takes_its_place_while_it_is_not_finished(stand: str, may: bool) -> None:
    agreement = STANDS[stand]
    fact = Recorded(agreement.version + 1, AT + timedelta(days=1), CARER.id, Superseded(MOTHER.id))
    if not may:
        with pytest.raises(SupersedesUnfit):
            consent.may_supersede(agreement, by=PROPOSER, parties=PARTIES)
        with pytest.raises(StepNotPossible):
            after(agreement, [fact])
        return
    for other_side in (PROPOSER, HOLDER):
        consent.may_supersede(agreement, by=other_side, parties=PARTIES)
    with pytest.raises(SupersedesUnfit):
        consent.may_supersede(agreement, by=CARER, parties=PARTIES)
    # Who is bound by it does not shed it so, nor who took over from him (A4); while he is asked, he may.
    for bound in (RESPONSIBLE, msgspec.structs.replace(CARER, succeeds=(RESPONSIBLE.id,))):
        if stand == "proposed":
            consent.may_supersede(agreement, by=bound, parties=PARTIES)
            with pytest.raises(SupersedesUnfit):
                consent.may_supersede(agreement, by=bound, parties=PARTIES, replaces=True)
            continue
        with pytest.raises(SupersedesUnfit):
            consent.may_supersede(agreement, by=bound, parties=PARTIES)
    ended = after(agreement, [fact])
    assert ended.state == SupersededState(MOTHER.id)
    assert (ended.waiting_on, outline_of(ended).superseded_by) == ("nobody", MOTHER.id)


def test_what_can_take_no_place_any_more_goes_back_to_who_proposed_it() -> None:
    proposed = msgspec.structs.replace(STANDS["proposed"], supersedes=CARER.id)
    fact = Recorded(proposed.version + 1, AT + timedelta(days=1), PROPOSER.id, Returned(CARER.id))
    with pytest.raises(StepNotPossible):
        after(STANDS["proposed"], [fact])
    back = after(proposed, [fact])
    assert (back.state, back.waiting_on, outline_of(back).returned) == (
        ProposedState(returned=True), "proposer", True,
    )  # fmt: skip
    with pytest.raises(SupersededMeanwhile):
        consent.assent(back, by=RESPONSIBLE, parties=PARTIES)
    for again in (fact.fact, Agreed(AssentHow.HIMSELF)):
        with pytest.raises(StepNotPossible):
            after(back, [Recorded(back.version + 1, AT, RESPONSIBLE.id, again)])
    with pytest.raises(StepNotPossible):
        consent.reassign(back, CARER.id, "x", by=PROPOSER, parties=PARTIES)
    assert rules.cancel(back, "x", by=PROPOSER, parties=PARTIES, at=AT)
    # Where nobody proposed it or directs any more, anyone who reads it lets it be.
    for holder in (HOLDER, None):
        left = {
            id_: msgspec.structs.replace(
                one, present=one.present and id_ != PROPOSER.id, holds_regie=one is holder
            )
            for id_, one in PARTIES.items()
        }
        seen = outline_seen_at(outline_of(back), AT, left)
        assert seen.waiting_on == ("regie_holder" if holder else "anyone")
        if holder is None:
            assert rules.cancel(back, "x", by=CARER, parties=left, at=AT)
            continue
        with pytest.raises(ForTheInvolved):
            rules.cancel(back, "x", by=CARER, parties=left, at=AT)
