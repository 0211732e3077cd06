"""Which periods can be looked through, on which days offices are closed, and how a review goes. Pure."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from uuid import UUID

import pytest

from chaincare.findings.bodies import Sought
from chaincare.findings.model import (
    LOOKED_FOR,
    Detection,
    DetectionTooWide,
    EntriesNotOfOne,
    EntriesUnknown,
    Finding,
    FindingKind,
    FindingMovedOn,
    FindingNotYours,
    FindingOutcome,
    FindingState,
    NobodyToAsk,
    NothingYet,
    Reviewer,
    StepKind,
)
from chaincare.findings.rules import BEFORE, PERIOD_MAX, bounded, closed_days, opened, review, step
from chaincare.findings.sentences import SENTENCES, TELLS_OF_CLIENT, told, told_to_asked
from chaincare.refusals import Refusal
from chaincare.trace.model import Entry, PeriodUpsideDown

NOON = datetime(2026, 12, 23, 12, tzinfo=UTC)


def looking(period: timedelta) -> Detection:
    return Detection(LOOKED_FOR, NOON, NOON + period, 30, 3)


@pytest.mark.parametrize("period", [timedelta(microseconds=1), timedelta(days=1), PERIOD_MAX])
def test_a_period_of_at_most_31_days(period: timedelta) -> None:
    assert bounded(looking(period), NOON + PERIOD_MAX) == looking(period)


def test_a_search_ends_now_at_the_latest() -> None:
    now = NOON + timedelta(hours=3)
    assert bounded(looking(timedelta(days=1)), now) == looking(timedelta(hours=3))


@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(days=2)])
def test_of_what_is_to_come_there_is_nothing_yet(ahead: timedelta) -> None:
    with pytest.raises(NothingYet):
        bounded(looking(timedelta(days=1)), NOON - ahead)


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (timedelta(0), DetectionTooWide),
        (timedelta(days=-1), PeriodUpsideDown),
        (PERIOD_MAX + timedelta(microseconds=1), DetectionTooWide),
    ],
)
def test_no_other_period(period: timedelta, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        bounded(looking(period), NOON)


def test_what_an_auditor_opens_himself_is_not_looked_for() -> None:
    assert get_args(Sought) == LOOKED_FOR
    assert set(FindingKind) - set(LOOKED_FOR) == {FindingKind.OPENED_BY_HAND}


def entry(number: int, **changes: object) -> Entry:
    fields: dict[str, object] = dict.fromkeys(Entry.__struct_fields__)
    fields |= {
        "id": UUID(int=number),
        "at": NOON + timedelta(hours=12 - number),
        "actor_id": ALICE,
        "organisation_id": BOB,
        "client": CLARA,
    }
    return Entry(**fields | changes)  # type: ignore[arg-type]


def test_entries_that_were_chosen_are_one_finding() -> None:
    made = opened(BOB, [entry(1), entry(2)], 2, NOON)
    assert (made.kind, made.state, made.times) == (FindingKind.OPENED_BY_HAND, FindingState.OPEN, 2)
    assert (made.actor_id, made.organisation_id, made.client) == (ALICE, BOB, CLARA)
    assert (made.first_at, made.last_at) == (NOON + timedelta(hours=10), NOON + timedelta(hours=11))
    assert made.entries == (UUID(int=2), UUID(int=1)), "the earliest first"
    assert made.day == date(2026, 12, 23)
    assert opened(BOB, [entry(1), entry(2, client=None)], 2, NOON).client is None


def test_only_entries_that_are_seen_and_of_one_employee() -> None:
    for few in ([], [entry(1)]):
        with pytest.raises(EntriesUnknown):
            opened(BOB, few, 2, NOON)
    for other in ({"actor_id": BOB}, {"organisation_id": ALICE}):
        with pytest.raises(EntriesNotOfOne):
            opened(BOB, [entry(1), entry(2, **other)], 2, NOON)
    for nobody in ({"actor_id": None}, {"organisation_id": None}):
        with pytest.raises(EntriesNotOfOne):
            opened(BOB, [entry(1, **nobody)], 1, NOON)


def test_offices_are_closed_on_holidays() -> None:
    assert closed_days(looking(timedelta(days=5))) == [date(2026, 12, one) for one in (25, 26)]


@pytest.mark.parametrize("kind", FindingKind)
def test_each_kind_is_told_in_two_languages(kind: FindingKind) -> None:
    many, once = told(kind, 7), told(kind, 1)
    assert all("7" in sentence for sentence in many)
    assert all(
        "{" not in sentence and not re.search(r"\b1 (times|keer|entries|regels)\b", sentence)
        for sentence in once
    )
    assert set(SENTENCES) == set(FindingKind)


@pytest.mark.parametrize("kind", FindingKind)
def test_who_is_asked_reads_what_stood_out_but_nothing_of_the_client(kind: FindingKind) -> None:
    said = told_to_asked(kind, 7)
    if kind in TELLS_OF_CLIENT:
        assert said != told(kind, 7)
        assert not re.search("name|naam|himself|zichzelf", " ".join(said))
    else:
        assert said == told(kind, 7)


ALICE, BOB, CLARA = (UUID(int=n) for n in (1, 2, 3))


def finding(state: FindingState, actor: UUID | None = ALICE) -> Finding:
    return Finding(
        id=CLARA, kind=FindingKind.OWN_FILE, state=state, actor_id=actor, organisation_id=None, client=None,
        day=NOON.date(), first_at=NOON, last_at=NOON, times=1, entries=(), detected_at=NOON, actor=None, function=None,
        organisation=None,
    )  # fmt: skip


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("state", FindingState)
def test_a_review_goes_forward_only(state: FindingState, kind: StepKind) -> None:
    if state in BEFORE[kind]:
        assert step(finding(state), kind) == FindingState(kind.value)
    else:
        with pytest.raises(FindingMovedOn):
            step(finding(state), kind)


@pytest.mark.parametrize("kind", [StepKind.EXPLANATION_ASKED, StepKind.CLOSED, StepKind.DISMISSED])
def test_nobody_reviews_himself_nor_who_granted_his_mandate_nor_with_access_to_manage(kind: StepKind) -> None:
    there = finding(FindingState.OPEN)
    assert review(
        there, kind, Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False)
    ) == FindingState(kind.value)
    assert review(
        there, kind, Reviewer(BOB, frozenset({BOB}), frozenset(), manages_access=False)
    ) == FindingState(kind.value)
    appointed = Reviewer(BOB, frozenset({BOB}), frozenset({ALICE}), manages_access=False)
    for barred in (
        Reviewer(ALICE, frozenset({ALICE}), frozenset({CLARA}), manages_access=False),
        *([] if kind is StepKind.EXPLANATION_ASKED else [appointed]),
        Reviewer(BOB, frozenset({BOB, ALICE}), frozenset({CLARA}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=True),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False, takes_part=True),
    ):
        with pytest.raises(FindingNotYours):
            review(there, kind, barred)


def test_of_who_appointed_him_an_auditor_asks_and_says_nothing_in_his_favour() -> None:
    appointed, there = (
        Reviewer(BOB, frozenset({BOB}), frozenset({ALICE}), manages_access=False),
        finding(FindingState.OPEN),
    )
    asked = review(there, StepKind.EXPLANATION_ASKED, appointed)
    assert asked is FindingState.EXPLANATION_ASKED
    for outcome in FindingOutcome:
        if outcome is FindingOutcome.JUSTIFIED:
            with pytest.raises(FindingNotYours):
                review(there, StepKind.CLOSED, appointed, outcome)
        else:
            assert review(there, StepKind.CLOSED, appointed, outcome) is FindingState.CLOSED
        # His own acts, and with access to manage, whatever it comes to.
        for barred in (
            Reviewer(ALICE, frozenset({ALICE}), frozenset(), manages_access=False),
            Reviewer(BOB, frozenset({BOB}), frozenset({ALICE}), manages_access=True),
        ):
            with pytest.raises(FindingNotYours):
                review(there, StepKind.CLOSED, barred, outcome)
    with pytest.raises(FindingNotYours):
        review(there, StepKind.DISMISSED, appointed)


def test_of_many_nobody_is_asked() -> None:
    several, auditor = (
        finding(FindingState.OPEN, None),
        Reviewer(BOB, frozenset({BOB}), frozenset(), manages_access=False),
    )
    with pytest.raises(NobodyToAsk):
        review(several, StepKind.EXPLANATION_ASKED, auditor)
    assert review(several, StepKind.CLOSED, auditor) is FindingState.CLOSED
