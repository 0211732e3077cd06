"""Entries that are there by their hash only: the log tells of their end, they were old enough, and whoever only says so is found."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.verifying.exports import Line, Writer, made_up
from tests.verifying.test_whole import told

from chaincare.verifying.aged import Aged, Stated, Statement, StatementMalformed, _ranges
from chaincare.verifying.checkpoints import Place
from chaincare.verifying.findings import Findings, Verification

__all__ = ["told"]

PAST = made_up(40, datetime(2015, 3, 1, 8, tzinfo=UTC))
AT = datetime(2020, 5, 1, 8, tzinfo=UTC)
Told = Callable[..., Verification]


def stated(origin: str, leaves: str = "1-12", entries: int = 12, **other: Any) -> dict[str, Any]:
    first, last = int(leaves.split("-", maxsplit=1)[0]), int(leaves.rsplit("-", maxsplit=1)[-1])
    return {
        "format": "chaincare-retention/1", "id": "a certificate", "month": "2015-03", "origin": origin, "entries": entries,
        "firstIndex": first, "lastIndex": last, "leaves": leaves,
        "activities": [{"activity": "case_work", "months": 60, "entries": entries}],
        "writtenFrom": "2015-03-01T08:00:00.000000Z", "writtenUntil": "2015-03-01T08:00:36.000000Z", "checkpoint": "a note",
    } | other  # fmt: skip


def later(old: Writer, said: Sequence[object], at: datetime = AT) -> list[Line]:
    """The log of another year, in which these destructions are told."""
    new = Writer(year=at.year, previous=old.note())
    entries = made_up(len(said) + 1, at)
    for entry, one in zip(entries, said, strict=False):
        text = one if isinstance(one, str) else json.dumps(one)
        digest = sha256(text.encode()).digest()
        new.add(
            [
                msgspec.structs.replace(
                    entry, event="access-log.destroyed", query_id=None, private_digest=digest
                )
            ]
        )
        new.lines.append({"kind": "destruction", "statement": text})
    return [*old.sign().lines, *new.add(entries[-1:]).sign().lines]


def past(count: int = 12) -> Writer:
    return Writer(year=2015).hide(PAST[:count], "retention").add(PAST[count:])


def found(answer: Verification) -> tuple[str, int | None, int | None]:
    one = [*answer.broken, *answer.not_judged][0]
    return answer.verdict, one.index, one.last_index


def test_what_the_log_itself_tells_of_is_intact_and_counted(told: Told) -> None:
    old = past()
    answer = told(later(old, [stated(old.origin)]))
    assert answer.verdict == "intact", answer
    assert any("12 entries of log.example/2015 are there by their hash only" in one for one in answer.notes)
    # Some went first and some later, with one between that stays.
    some = Writer(year=2015).hide(PAST[:5], "retention").add(PAST[5:6]).hide(PAST[6:9], "retention")
    some.hide(PAST[9:12], "retention").add(PAST[12:])
    two = [stated(some.origin, "1-5,7-9", 8), stated(some.origin, "10-12", 3)]
    assert told(later(some, two)).verdict == "intact"
    assert told(later(some, [stated(some.origin, "1-5,7-12", 11)])).verdict == "intact"
    assert found(told(later(some, two[:1]))) == ("broken", 10, 12)
    assert found(told(later(some, [stated(some.origin, "1-5,8-12", 10)]))) == ("broken", 7, 7)


def test_what_nobody_tells_of_is_found(told: Told) -> None:
    old = past()
    assert found(told(later(old, []))) == ("broken", 1, 12)
    assert found(told(old.sign().lines)) == ("not_judged", 1, 12)
    assert found(told(later(old, [], AT - timedelta(days=200)))) == ("not_judged", 1, 12)
    assert found(told(later(old, [stated("log.example/2014")]))) == ("broken", 1, 12)
    whole = Writer(year=2015).hide(PAST, "retention")
    assert found(told(later(whole, [], AT + timedelta(days=700)))) == ("broken", 1, 40)
    young = Writer(year=datetime.now(UTC).year).hide(PAST[:12], "retention").sign()
    assert found(told(young.lines)) == ("broken", 1, 12)


def test_who_ends_entries_too_early_and_tells_of_it_is_found(told: Told) -> None:
    old = past()
    assert (
        "before five years" in told(later(old, [stated(old.origin)], AT - timedelta(days=60))).broken[0].why
    )
    # Told as of another month: what was sealed before it was written later than that.
    kept = Writer(year=2015).add(PAST[:3]).hide(PAST[3:12], "retention").add(PAST[12:])
    lied = stated(kept.origin, "4-12", 9, month="2014-12")
    assert found(told(later(kept, [lied]))) == ("broken", 4, 12)
    assert "younger than the month" in told(later(kept, [lied])).broken[0].why
    early = told(later(kept, [lied], AT - timedelta(days=65)))
    assert "before five years" in early.broken[0].why
    # What comes before them is hidden as well: then nobody can tell, and it is not called intact.
    assert found(told(later(old, [stated(old.origin, month="2014-12")], AT - timedelta(days=65)))) == (
        "not_judged",
        1,
        12,
    )
    # What comes behind them is hidden as well: then only the end of their year, or the next log, tells how old they were.
    tail = (
        Writer(year=2015)
        .add(PAST[:3])
        .hide([*PAST[3:12], *made_up(8, AT.replace(year=2015, month=12))], "retention")
    )
    lied = stated(tail.origin, "4-20", 17)
    assert found(told(later(tail, [lied]))) == ("not_judged", 4, 20)
    assert told(later(tail, [lied], AT + timedelta(days=260))).verdict == "intact"
    whole = Writer(year=2015).hide(PAST, "retention")
    all_of_it = stated(whole.origin, "1-40", 40, month="2014-12")
    assert found(told(later(whole, [all_of_it], AT - timedelta(days=100)))) == ("not_judged", 1, 40)
    ahead, findings = Aged(now=AT.timestamp() - 3 * 86_400), Findings()
    ahead.hides("o", 2015, (1, 12), None, Place("a file", 1))
    ahead.states(Stated(msgspec.convert(stated("o"), Statement), int(AT.timestamp()) * 1_000_000, ((1, 12),)))
    ahead.finish(findings)
    assert "still to come" in findings.broken[0].why


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("no JSON", id="no JSON"),
        pytest.param(stated("x", "1-12", 11), id="does not add up"),
        pytest.param(stated("x", "1-5,5-12", 13), id="a leaf twice"),
        pytest.param(stated("x", "5-4,7-12", 6), id="backwards"),
        pytest.param(stated("x", "1-12") | {"leaves": "1-x"}, id="no number"),
        pytest.param(stated("x", "1-12") | {"activities": []}, id="no activity"),
        pytest.param(stated("x", "1-12") | {"month": "2015-13"}, id="no month"),
        pytest.param(
            stated("x") | {"activities": [{"activity": "a", "months": 59, "entries": 12}]},
            id="too short a term",
        ),
    ],
)
def test_a_statement_that_is_none_is_refused(told: Told, said: object) -> None:
    old = past()
    answer = told(later(old, [said | {"origin": old.origin} if isinstance(said, dict) else said]))
    assert answer.verdict == "broken"
    assert any("destroyed" in one.why for one in answer.broken), answer.broken


def test_a_statement_that_was_not_sealed_is_refused(told: Told) -> None:
    old = past()
    lines = later(old, [stated(old.origin)])
    place = next(at for at, one in enumerate(lines) if one["kind"] == "destruction")
    said = lines[place]["statement"]
    changed = [
        *lines[:place],
        lines[place] | {"statement": said.replace("case_work", "directory")},
        *lines[place + 1 :],
    ]
    assert "not what was sealed" in str(told(changed).broken)
    elsewhere = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
    assert "not what was sealed" in str(told(elsewhere).broken)
    first = [lines[0], lines[place], *lines[1:place], *lines[place + 1 :]]
    assert "behind no entry" in str(told(first).broken)


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_are_read_as_they_are_written(leaves: set[int]) -> None:
    ordered = sorted(leaves)
    text = ",".join(f"{one}-{one}" for one in ordered)
    assert [one for first, last in _ranges(text) for one in range(first, last + 1)] == ordered
    with pytest.raises(StatementMalformed):
        list(_ranges(f"{text},{ordered[0]}-{ordered[0]}"))
