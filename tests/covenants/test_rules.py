"""What a covenant must say before it holds, and which version does."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest

from chaincare.covenants import rules
from chaincare.covenants.model import (
    OBLIGATORY,
    Clause,
    ClauseKind,
    ClausesMissing,
    ClausesUnfit,
    Draft,
    HoldsTooEarly,
    HoldsTooFar,
    NobodySignedYet,
    SignsOtherWords,
    Standing,
    Version,
    VersionState,
)

AT, TODAY, WHO = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2), uuid4()
WHOLE = tuple(Clause(kind, kind.value, "Zo doen wij het, één voor allen.") for kind in OBLIGATORY)
DRAFT = Draft(uuid4(), uuid4(), 3, "Convenant", 60, WHOLE, WHO, AT)


def publish(draft: Draft, before: Version | None, day: date) -> Version:
    return rules.published(draft, before, day, by=WHO, at=AT, today=TODAY, without_grace=True)


def test_the_first_version_leaves_time_to_sign_unless_it_is_said_that_it_does_not() -> None:
    for days, without_grace in ((60, False), (59, True), (0, True)):
        day = TODAY + timedelta(days=days)
        one = rules.published(DRAFT, None, day, by=WHO, at=AT, today=TODAY, without_grace=without_grace)
        assert one.holds_from == day
    with pytest.raises(NobodySignedYet):
        rules.published(DRAFT, None, TODAY + timedelta(days=59), by=WHO, at=AT, today=TODAY)
    # The next leaves its days of grace to who signed this one, so it may hold from tomorrow.
    next_day = one.holds_from + timedelta(days=1)
    assert rules.published(DRAFT, one, next_day, by=WHO, at=AT, today=TODAY).version == 2


def test_each_kind_stands_there_once_but_other() -> None:
    other = Clause(ClauseKind.OTHER, "Feest", "Eens per jaar.")
    rules.each_once([*WHOLE, other, other])
    with pytest.raises(ClausesUnfit) as refused:
        rules.each_once([WHOLE[0], other, WHOLE[0]])
    assert [one.pointer for one in refused.value.errors] == ["/clauses/0/kind", "/clauses/2/kind"]


@pytest.mark.parametrize("kind", OBLIGATORY)
def test_without_an_obligatory_clause_nothing_is_published_and_it_says_which(kind: ClauseKind) -> None:
    assert publish(DRAFT, None, TODAY).version == 1
    lacks = msgspec.structs.replace(DRAFT, clauses=tuple(one for one in WHOLE if one.kind is not kind))
    with pytest.raises(ClausesMissing) as refused:
        publish(lacks, None, TODAY)
    assert [one.detail.split(":")[0] for one in refused.value.errors] == [kind.value]


def test_a_version_holds_from_a_later_day_than_the_one_before() -> None:
    first = publish(DRAFT, None, TODAY + timedelta(days=3))
    for before, day in ((None, TODAY - timedelta(days=1)), (first, first.holds_from)):
        with pytest.raises(HoldsTooEarly):
            publish(DRAFT, before, day)
    with pytest.raises(HoldsTooFar):
        publish(DRAFT, first, TODAY + timedelta(days=401))
    assert publish(DRAFT, first, TODAY + timedelta(days=400)).version == 2
    second = publish(DRAFT, first, first.holds_from + timedelta(days=1))
    assert (second.version, second.fingerprint != first.fingerprint) == (2, True)

    # The last of those whose day came holds; nothing does before the first.
    versions = [second, first]
    assert rules.in_force(versions, TODAY) is None
    assert rules.in_force(versions, first.holds_from) == first
    day = second.holds_from
    assert rules.in_force(versions, day) == second
    states = [rules.state_of(one, second, day) for one in versions]
    assert states == [VersionState.IN_FORCE, VersionState.REPLACED]
    assert rules.state_of(second, first, first.holds_from) is VersionState.COMING


def test_the_fingerprint_is_over_what_everybody_can_write_down_again() -> None:
    one = publish(DRAFT, None, TODAY)
    text = json.dumps(
        {
            "clauses": [{"heading": c.heading, "kind": c.kind.value, "text": c.words} for c in WHOLE],
            "covenantId": str(DRAFT.id), "graceDays": 60, "holdsFromDate": "2026-03-02", "title": "Convenant", "version": 1,
        },
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    assert one.fingerprint == hashlib.sha256(text.encode()).hexdigest()


def test_what_is_signed_is_in_force_or_to_come_and_word_for_word() -> None:
    first = publish(DRAFT, None, TODAY)
    second = publish(DRAFT, first, TODAY + timedelta(days=5))
    versions = [second, first]
    assert rules.to_sign(versions, 1, first.fingerprint, TODAY) == first
    assert rules.to_sign(versions, 2, second.fingerprint, TODAY) == second
    for number, fingerprint, day in (
        (1, second.fingerprint, TODAY),
        (3, first.fingerprint, TODAY),
        (1, first.fingerprint, second.holds_from),  # replaced by then
    ):
        with pytest.raises(SignsOtherWords):
            rules.to_sign(versions, number, fingerprint, day)


@pytest.mark.parametrize(
    ("signed", "day", "stands"),
    [
        ((1,), -1, Standing.NOT_ASKED),
        ((), 0, Standing.SUSPENDED),
        ((1,), 0, Standing.ACTIVE),
        ((1,), 10, Standing.GRACE),  # the second version holds from day 10, with 5 days
        ((1,), 14, Standing.GRACE),
        ((1,), 15, Standing.SUSPENDED),
        ((1, 2), 15, Standing.ACTIVE),
        ((2,), 5, Standing.SUSPENDED),  # signed ahead; what is in force is the first
        (
            (1,),
            20,
            Standing.SUSPENDED,
        ),  # the third holds from day 20: who let the second's grace run out gets no new one
        ((2,), 20, Standing.GRACE),
        ((3,), 20, Standing.ACTIVE),
    ],
)
def test_a_signature_counts_for_a_while_after_its_version_was_replaced(
    signed: tuple[int, ...], day: int, stands: Standing
) -> None:
    draft, versions = msgspec.structs.replace(DRAFT, grace_days=5), list[Version]()
    for holds in (0, 10, 20):
        day_ = TODAY + timedelta(days=holds)
        versions.insert(0, publish(draft, versions[0] if versions else None, day_))
    assert rules.standing(versions, signed, TODAY + timedelta(days=day)) is stands
    assert rules.grace_until(versions[1]) == TODAY + timedelta(days=14)


def test_a_grace_that_was_not_over_goes_on_in_the_next_one() -> None:
    first = publish(DRAFT, None, TODAY)
    second = publish(DRAFT, first, TODAY + timedelta(days=10))
    third = publish(DRAFT, second, TODAY + timedelta(days=20))
    assert rules.standing([third, second, first], (1,), TODAY + timedelta(days=25)) is Standing.GRACE
