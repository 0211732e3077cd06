"""What a log is called, how it opens, and what is kept of its tree."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chaincare.merkle import Frontier, leaf_hash
from chaincare.seals.model import Node, SealState, ToWitness
from chaincare.seals.rules import (
    clocks_agree,
    is_due,
    is_over,
    is_to_seal,
    kept_nodes,
    lag_seconds,
    log_of,
    opening_of,
    origin_of,
    patience,
    submission,
    year_and_epoch,
)

AT = datetime(2027, 1, 1, tzinfo=UTC)
STATE = SealState(
    3, "log.example/2026", 2026, 1, 12, 12, b"root", "note", AT, AT - timedelta(seconds=3), False, AT
)


def test_each_year_and_epoch_has_an_origin_of_its_own() -> None:
    assert origin_of("log.example", 2026, 1) == "log.example/2026"
    assert origin_of("log.example", 2026, 2) == "log.example/2026.2"
    for epoch in (1, 12):
        assert year_and_epoch(origin_of("log.example/of.2", 2026, epoch)) == (2026, epoch)


def test_an_opening_tells_what_came_before_and_cannot_be_taken_for_another() -> None:
    first = opening_of("a", None, None)
    assert first == b"\x00\x00\x00\x00\x01a" + b"\xff" * 8
    assert len({first, opening_of("a", "", None), opening_of("a", None, ""), opening_of("a", "b", "c")}) == 4


@pytest.mark.parametrize("missing", ["log_id", "origin", "year", "epoch"])
def test_there_is_no_log_before_the_first(missing: str) -> None:
    values = {name: getattr(STATE, name) for name in STATE.__struct_fields__} | {missing: None}
    assert log_of(SealState(**values)) is None


def test_a_log_is_over_with_its_year() -> None:
    log = log_of(STATE)
    assert log is not None
    assert is_over(log, STATE)
    values = {name: getattr(STATE, name) for name in STATE.__struct_fields__} | {"year": 2027}
    present = SealState(**values)
    again = log_of(present)
    assert again is not None
    assert not is_over(again, present)


@pytest.mark.parametrize(
    ("changed", "own", "expected"),
    [
        ({"log_id": None}, None, True),
        ({"signed_at": None}, None, True),
        ({"year": 2027, "waiting_since": None}, "note", False),
        ({"waiting_since": None, "signed_at": AT - timedelta(seconds=5)}, "another", True),  # another year has begun
        ({"year": 2027, "leaves": 13, "waiting_since": None}, "note", True),
        ({"year": 2027}, "note", True),
        ({"waiting_since": AT - timedelta(seconds=1)}, "another", False),
        ({"waiting_since": AT - timedelta(seconds=1)}, None, False),
        ({"waiting_since": AT - timedelta(seconds=2)}, "another", True),  # who seals leaves it
        ({"signed_at": AT - timedelta(seconds=2), "waiting_since": AT}, "another", True),
        ({"signed_at": AT + timedelta(days=1), "waiting_since": AT}, "another", True),  # who would have it sealed by nobody
    ],
)  # fmt: skip
def test_what_another_process_sees_to_is_left_to_it(
    changed: dict[str, object], own: str | None, *, expected: bool
) -> None:
    values: dict[str, Any] = {name: getattr(STATE, name) for name in STATE.__struct_fields__}
    assert is_to_seal(SealState(**(values | changed)), own, 1.0) is expected


def test_what_waits_is_told_in_seconds() -> None:
    assert lag_seconds(STATE) == 3.0
    values = {name: getattr(STATE, name) for name in STATE.__struct_fields__}
    assert lag_seconds(SealState(**values | {"waiting_since": None})) == 0.0
    assert lag_seconds(SealState(**values | {"waiting_since": AT + timedelta(seconds=1)})) == 0.0


def test_every_eighth_level_is_kept() -> None:
    grown = Frontier()
    grown.append([leaf_hash(b"x")] * 200)
    kept = kept_nodes(grown.append([leaf_hash(b"y")] * 400))
    assert [(one.level, one.place) for one in kept] == [(1, 0), (1, 1)]
    assert all(isinstance(one, Node) for one in kept)


def test_a_witness_is_asked_what_tlog_witness_describes() -> None:
    note = "log.example/2026\n3\nroot\n\nsigned\n"
    assert submission(0, [], note) == f"old 0\n\n{note}".encode()
    assert submission(2, [b"\x00", b"\xff"], note) == f"old 2\nAA==\n/w==\n\n{note}".encode()


@pytest.mark.parametrize(
    ("known", "mine", "signed", "silent", "present", "due"),
    [
        (None, True, 0, 999, True, True),
        (None, False, 0, 999, True, False),
        (None, False, 5, 0, True, True),
        (6, True, 0, 0, True, True),
        (6, False, 4.9, 999, True, False),
        (6, False, 5, 0, False, True),
        (7, True, 0, 59, True, False),
        (7, False, 99, 60, True, True),
        (7, True, 99, 60, False, False),
    ],
)
def test_a_witness_is_asked_where_something_is_new_and_once_a_minute(
    known: int | None, mine: bool, signed: float, silent: float, present: bool, due: bool
) -> None:
    one = ToWitness("w", 1, present, "log.example/2026", 7, "note", signed, known, None, None)
    assert is_due(one, mine=mine, silent_seconds=silent) is due


def test_a_silent_witness_is_left_alone_longer_and_longer_but_never_for_long() -> None:
    waits = [patience(failures) for failures in range(1, 2000)]
    assert waits[:6] == [2, 4, 8, 16, 32, 60]
    assert waits == sorted(waits)
    assert waits[-1] == 60


def test_a_word_of_another_time_is_none_of_now() -> None:
    assert clocks_agree(1_000, 1_600)
    assert clocks_agree(1_600, 1_000)
    assert not clocks_agree(1_000, 1_601)
    assert not clocks_agree(1_601, 1_000)
