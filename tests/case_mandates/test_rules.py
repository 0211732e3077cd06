"""A mandate for one case: what is asked is one thing, a second person decides, and it is never for long."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from chaincare.case_mandates.model import (
    Asked,
    CaseMandate,
    CaseMandateAnswer,
    CaseMandateMovedOn,
    CaseMandateNotYours,
    CaseMandateState,
    CaseMandateTooLong,
    CaseMandateUnclear,
    Opens,
)
from chaincare.case_mandates.rules import answer, clear, end, may_ask, state_of
from chaincare.findings.model import Reviewer

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANS, ELS, KEES, BEA = (UUID(int=n) for n in range(1, 5))
ASKED = CaseMandate(
    id=UUID(int=9), case_id=UUID(int=8), client=UUID(int=7), organisation_id=None, opens=Opens.ENTRY_TEXT, entry_at=NOW,
    entry_id=UUID(int=6), concerns=KEES, reason=b"", request_id=UUID(int=5), asked_by_id=ANS, asked_by="Ans", asked_at=NOW,
)  # fmt: skip
SECOND = Reviewer(ELS, frozenset({ELS}), frozenset({BEA}), manages_access=False)
change = msgspec.structs.replace


@pytest.mark.parametrize(
    ("opens", "case", "at", "entry", "fits"),
    [
        (Opens.NAME, True, False, False, True),
        (Opens.NAME, False, False, False, False),
        (Opens.NAME, True, True, True, False),
        (Opens.NAME, True, False, True, False),
        (Opens.ENTRY_TEXT, True, True, True, True),
        (Opens.ENTRY_TEXT, False, True, True, True),
        (Opens.ENTRY_TEXT, True, False, True, False),
        (Opens.ENTRY_TEXT, True, True, False, False),
    ],
)
def test_one_thing_is_asked_for(opens: Opens, *, case: bool, at: bool, entry: bool, fits: bool) -> None:
    asked = Asked(ANS if case else None, opens, NOW if at else None, ANS if entry else None)
    if fits:
        assert clear(asked) is asked
        return
    with pytest.raises(CaseMandateUnclear):
        clear(asked)


def test_nobody_asks_about_himself_or_his_own_case() -> None:
    may_ask(KEES, SECOND)
    may_ask(None, SECOND)
    for concerns, auditor in (
        (ELS, SECOND),
        (BEA, SECOND),  # who gave him his mandate
        (KEES, change(SECOND, takes_part=True)),
        (None, change(SECOND, manages_access=True)),
    ):
        with pytest.raises(CaseMandateNotYours):
            may_ask(concerns, auditor)


def test_a_second_person_decides_until_a_day_that_is_near() -> None:
    week = NOW + timedelta(days=7)
    approved = answer(ASKED, SECOND, CaseMandateAnswer.APPROVED, week, NOW, tell_afterwards=False)
    assert (approved.answered_by_id, approved.ends_at, approved.told_from_at) == (ELS, week, NOW)
    later = answer(ASKED, SECOND, CaseMandateAnswer.APPROVED, week, NOW, tell_afterwards=True)
    assert later.told_from_at == week
    declined = answer(ASKED, SECOND, CaseMandateAnswer.DECLINED, None, NOW, tell_afterwards=False)
    assert (declined.answer, declined.ends_at, declined.told_from_at) == (
        CaseMandateAnswer.DECLINED,
        None,
        None,
    )
    for who in (
        Reviewer(ANS, frozenset({ANS}), frozenset({BEA}), manages_access=False),  # who asked
        Reviewer(KEES, frozenset({KEES}), frozenset({BEA}), manages_access=False),  # whose act it is
        Reviewer(
            ELS, frozenset({ELS}), frozenset({ANS}), manages_access=False
        ),  # who has his mandate from who asked
        change(SECOND, takes_part=True),
        change(SECOND, manages_access=True),
    ):
        with pytest.raises(CaseMandateNotYours):
            answer(ASKED, who, CaseMandateAnswer.APPROVED, week, NOW, tell_afterwards=False)
        if who.id != ANS:
            with pytest.raises(CaseMandateNotYours):
                end(approved, who, NOW)
    for said, ends_at in (
        (CaseMandateAnswer.APPROVED, None),
        (CaseMandateAnswer.APPROVED, NOW),
        (CaseMandateAnswer.APPROVED, week + timedelta(seconds=1)),
        (CaseMandateAnswer.DECLINED, week),
    ):
        with pytest.raises(CaseMandateTooLong):
            answer(ASKED, SECOND, said, ends_at, NOW, tell_afterwards=False)
    with pytest.raises(CaseMandateMovedOn):
        answer(approved, SECOND, CaseMandateAnswer.DECLINED, None, NOW, tell_afterwards=False)
    with pytest.raises(CaseMandateMovedOn):
        answer(
            ASKED, SECOND, CaseMandateAnswer.DECLINED, None, NOW + timedelta(days=14), tell_afterwards=False
        )


def test_it_ends_by_itself_or_before() -> None:
    until = NOW + timedelta(days=2)
    running = change(ASKED, answer=CaseMandateAnswer.APPROVED, ends_at=until, told_from_at=until)
    declined = change(ASKED, answer=CaseMandateAnswer.DECLINED)
    almost = timedelta(microseconds=1)
    for one, at, state in (
        (ASKED, NOW, CaseMandateState.ASKED),
        (ASKED, NOW + timedelta(days=14), CaseMandateState.LAPSED),
        (declined, NOW, CaseMandateState.DECLINED),
        (running, until - almost, CaseMandateState.RUNNING),
        (running, until, CaseMandateState.ENDED),
        (change(running, ended_at=NOW), NOW, CaseMandateState.ENDED),
    ):
        assert state_of(one, at) is state
    # Who was to hear afterwards hears when it ends, also when that is sooner.
    assert end(running, SECOND, NOW).told_from_at == NOW
    own = end(ASKED, Reviewer(ANS, frozenset({ANS}), frozenset({BEA}), manages_access=False), NOW)
    assert (own.ended_at, own.told_from_at) == (NOW, None)
    for over in (declined, change(running, ended_at=NOW)):
        with pytest.raises(CaseMandateMovedOn):
            end(over, SECOND, NOW)
