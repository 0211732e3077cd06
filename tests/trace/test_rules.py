"""The bytes of an entry by hand, and what may be asked of the log. The database makes the same bytes: test_leaf.py."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address
from uuid import UUID

import msgspec
import pytest
from tests.trace.test_sentences import AT, ENTRY, change

from chaincare.refusals import Refusal
from chaincare.trace.model import (
    Entry,
    EntryAskedAlone,
    LogItselfIsNobodys,
    MergeTooWide,
    PeriodUpsideDown,
    Question,
    QuestionTooWide,
)
from chaincare.trace.rules import alone, answerable, leaf_of, mergeable

DAY = timedelta(days=1)


def field_of(leaf: bytes, wanted: str) -> bytes | None:
    """Cut the leaf open again: the one field, or None where it says absent."""
    place = 1
    for name in Entry.__struct_fields__:
        length = int.from_bytes(leaf[place : place + 4], signed=True)
        value = None if length < 0 else leaf[place + 4 : place + 4 + length]
        place += 4 + max(length, 0)
        if name == wanted:
            return value
    raise AssertionError(wanted)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("at", AT, (1774747800000000).to_bytes(8)),
        ("id", UUID(int=1), UUID(int=1).bytes),
        ("query_id", None, None),
        ("event", "case.read", b"case.read"),
        ("subject", "Désirée".casefold(), "désirée".encode()),
        ("address", IPv4Address("192.0.2.7"), bytes([192, 0, 2, 7])),
        ("address", IPv6Address("2001:db8::1"), IPv6Address("2001:db8::1").packed),
        ("emergency", True, b"\x01"),
        ("emergency", False, b"\x00"),
        ("trace_id", bytes(range(16)), bytes(range(16))),
        ("role", "", b""),
    ],
)
def test_a_field_stands_in_the_leaf_with_its_length(name: str, value: object, wanted: bytes | None) -> None:
    leaf = leaf_of(change(ENTRY, **{name: value}))
    assert leaf[:1] == b"\x01"
    assert field_of(leaf, name) == wanted


def test_nothing_and_empty_are_two_leaves() -> None:
    assert leaf_of(change(ENTRY, role=None)) != leaf_of(change(ENTRY, role=""))


def test_who_acted_is_one_field_more_and_another_version() -> None:
    """What was sealed before anybody acted for another keeps its bytes."""
    plain, acted = leaf_of(ENTRY), leaf_of(change(ENTRY, acted_by="https://i.example|desk"))
    assert (plain[:1], acted[:1]) == (b"\x01", b"\x02")
    said = b"https://i.example|desk"
    assert acted[1:] == plain[1:] + len(said).to_bytes(4) + said


def test_what_blinds_a_leaf_is_the_last_field_of_another_version() -> None:
    blind, said = bytes(range(16)), b"https://i.example|desk"
    plain = leaf_of(ENTRY)
    alone, acted = (
        leaf_of(change(ENTRY, blind=blind)),
        leaf_of(change(ENTRY, acted_by=said.decode(), blind=blind)),
    )
    last = len(blind).to_bytes(4) + blind
    assert alone == b"\x03" + plain[1:] + b"\xff" * 4 + last
    assert acted == b"\x03" + plain[1:] + len(said).to_bytes(4) + said + last


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (Question(UUID(int=1), None, None, None, None, None), None),
        (Question(None, None, None, UUID(int=1), AT, AT + 400 * DAY), None),
        (Question(None, None, None, None, AT, AT + 31 * DAY), None),
        (Question(None, None, None, None, AT, AT + 32 * DAY), QuestionTooWide),
        (Question(None, None, None, None, AT, None), QuestionTooWide),
        (Question(None, None, None, None, None, AT), QuestionTooWide),
        (Question(None, None, None, None, None, None), QuestionTooWide),
        (Question(UUID(int=1), None, None, None, AT, AT - DAY), PeriodUpsideDown),
    ],
)
def test_a_question_is_bounded(question: Question, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert answerable(question) == question
    else:
        with pytest.raises(refusal):
            answerable(question)


def test_of_the_log_itself_all_is_asked_and_a_period_is_one() -> None:
    everything = Question(None, None, None, None, None, None)
    assert answerable(everything, log_itself=True) == everything
    with pytest.raises(PeriodUpsideDown):
        answerable(Question(None, None, None, None, AT, AT - DAY), log_itself=True)
    for somebodys in ("client", "professional_id", "organisation_id", "case_id"):
        with pytest.raises(LogItselfIsNobodys):
            answerable(msgspec.structs.replace(everything, **{somebodys: UUID(int=1)}), log_itself=True)


def test_one_entry_is_asked_for_by_its_id_alone() -> None:
    nothing = Question(None, None, None, None, None, None)
    assert alone(nothing, otherwise=False) == nothing
    with pytest.raises(EntryAskedAlone):
        alone(nothing, otherwise=True)
    for field, value in (
        ("client", UUID(int=1)),
        ("case_id", UUID(int=1)),
        ("from_at", AT),
        ("until_at", AT),
    ):
        with pytest.raises(EntryAskedAlone):
            alone(msgspec.structs.replace(nothing, **{field: value}), otherwise=False)


def test_a_day_is_merged_for_one_client_professional_or_case() -> None:
    one = UUID(int=1)
    for question in (
        Question(one, None, None, None, None, None),
        Question(None, one, None, None, None, None),
        Question(None, None, one, one, None, None),
    ):
        mergeable(question, log_itself=False)
        with pytest.raises(MergeTooWide):
            mergeable(question, log_itself=True)
    for wide in (
        Question(None, None, None, None, AT, AT + DAY),
        Question(None, None, one, None, AT, AT + DAY),
    ):
        with pytest.raises(MergeTooWide):
            mergeable(wide, log_itself=False)
