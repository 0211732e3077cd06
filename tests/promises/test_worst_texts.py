"""Nobody waits for what somebody else wrote: reading a text takes time in proportion to its length, whatever it says.

Time is the processor's, not the clock's, so that a busy machine does not fail these.
"""

import json
import re
import time
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.alliance.model import TextNamesSomebody
from chaincare.bodies import decode_body, parse_json
from chaincare.escalations.drafting import about_nobody, without_identity
from chaincare.escalations.model import Known
from chaincare.escalations.refusals import SummaryNamesClient
from chaincare.recognition import READABLE_MAX, Clue, clues_in, folded, names_let_through
from chaincare.refusals import InputInvalid
from chaincare.shapes import Shape, shapes_in, shapes_let_through
from chaincare.wire import TEXT_LENGTH_MAX, Body, Text

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = (
    "Désirée",
    "van der Walt",
    "a" * 99 + "b " + "a" * 100,
    " ".join(LETTERS[at : at + 3] for at in range(24)),
    " ".join(LETTERS[::-1][at : at + 3] for at in range(24)),
    *(f"{one}{two}{one} {two}{two}{one}{one}" for one in LETTERS for two in LETTERS[:8]),
)
BORN = date(2017, 3, 14)
OVERRIDES = tuple(f"{'a' * 56}{number}" for number in range(20))
LONG_ROOT = "abcdefghijklmnopqrstuvwxyz" * 3

PIECES = [
    "a", "1", "1-", "1 ", "1a", "0 ", "0.", "00( )", "+31( )", "\u3316", "\ufdfa", " ", "\n", ".", "-", "@", "a@", "a@.", " @",
    "@a.nl ", "a@b.nl", "a@b.nl1", "Jan ", "jan", "1 jan ", "1 1 2017 ", "1-1-17 ", "20170314 ", "99999 ", "9999.90.019 ",
    "a-", "a ", "a.b.c-d ", "a'", "'", "\u0301", "\u0301\u0323", "e\u0323\u0301", "\u0f73", "straat", "straat ", "laan ",
    "laan van de ", "plein van der aaa  ", "9712 AB", "9712", "desireevdwal", "abaabb", "aba ", "a" * 99, "\u5bb6", "\u0130", LONG_ROOT,
]  # fmt: skip

READERS: dict[str, Callable[[str], object]] = {
    "folded": folded,
    "clues": lambda text: clues_in(text, NAMES, BORN, allowed=OVERRIDES),
    "names let through": lambda text: names_let_through(text, NAMES, allowed=OVERRIDES),
    "shapes": lambda text: shapes_in(text, Shape, allowed=OVERRIDES),
    "shapes let through": lambda text: shapes_let_through(text, Shape, allowed=OVERRIDES),
}
SECONDS_MAX = 0.5
"""Far more than any takes (0.2 s with two hundred names), far less than what is not linear: 0.7 to 52 s."""


def made_of(piece: str, length: int) -> str:
    return (piece * length)[:length]


def seconds(read: Callable[[], object]) -> float:
    """Give the least of three times, which is the one that nothing disturbed."""
    return min(_once(read) for _ in range(3))


def is_within(limit: float, read: Callable[[], object]) -> bool:
    """Say whether it takes less, one of three times."""
    return any(_once(read) < limit for _ in range(3))


def _once(read: Callable[[], object]) -> float:
    start = time.process_time()
    read()
    return time.process_time() - start


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str, reader: str) -> None:
    read = READERS[reader]
    longest = min(TEXT_LENGTH_MAX, READABLE_MAX * len(piece) // max(1, len(folded(piece))))
    short, long = made_of(piece, longest // 4), made_of(piece, longest)
    limit = min(SECONDS_MAX, 6 * seconds(lambda: read(short)) + 0.02)
    assert is_within(limit, lambda: read(long))
    assert is_within(SECONDS_MAX, lambda: read(made_of(piece, TEXT_LENGTH_MAX)))


@pytest.mark.parametrize("piece", ["\u3316", "\ufdfa"])
def test_what_cannot_be_read_in_time_is_held_back(piece: str) -> None:
    readable = made_of(piece, READABLE_MAX // len(folded(piece)))
    assert clues_in(readable, NAMES, BORN) == frozenset()
    assert Shape.UNREADABLE not in shapes_in(readable, Shape)
    text = made_of(piece, TEXT_LENGTH_MAX)
    assert clues_in(text, NAMES, BORN, allowed=[text]) == {Clue.UNREADABLE}
    assert shapes_in(text, [Shape.ADDRESS], allowed=[text]) == {Shape.UNREADABLE}
    with pytest.raises(SummaryNamesClient) as held:
        without_identity([("summary", text)], Known(NAMES, BORN), ())
    assert [error.pointer for error in held.value.errors] == ["/summary"]
    with pytest.raises(TextNamesSomebody) as held_too:
        about_nobody([("question", text)], ())
    assert [error.pointer for error in held_too.value.errors] == ["/question"]


def test_the_longest_plain_text_is_read() -> None:
    assert clues_in(made_of("é1 ", TEXT_LENGTH_MAX), NAMES, BORN) == frozenset()
    assert clues_in(made_of("é1 ", TEXT_LENGTH_MAX - 10) + " Désirée", NAMES, BORN) == {Clue.NAME}


_SLOW_EMAIL = re.compile(r"[^\s@<>()\"]+@[^\s@<>()\"]+\.[a-z]{2,}")


@given(
    st.lists(st.sampled_from(["a", "1", "@", ".", ".nl", " ", "<", "@b.nl", "jan"]), max_size=30).map("".join)
)
def test_an_address_is_found_where_the_plain_slow_pattern_finds_one(text: str) -> None:
    found = [match[0] for match in _SLOW_EMAIL.finditer(text)]
    assert (Shape.ADDRESS in shapes_in(text, [Shape.ADDRESS])) == bool(found)
    assert shapes_in(text, [Shape.ADDRESS], allowed=found) == frozenset()
    for one in set(found):
        assert Shape.ADDRESS in shapes_in(text, [Shape.ADDRESS], allowed=set(found) - {one})


@given(st.text(st.sampled_from("aé\u0301\u0323\u0345\u0f73İẞﷺ㌖Ǆ한")))
def test_folding_by_character_is_folding_the_whole(text: str) -> None:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    assert folded(text) == "".join(one for one in plain if not unicodedata.combining(one))


@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.lists(st.sampled_from(PIECES), max_size=5)
)
def test_no_text_and_no_name_breaks_a_reader(text: str, names: list[str]) -> None:
    assert clues_in(text, names, BORN, allowed=names) <= clues_in(text, names, BORN)
    assert shapes_in(text, Shape, allowed=names) <= shapes_in(text, Shape)
    assert names_let_through(text, names, allowed=names) <= set(names)


class Said(Body):
    text: Text
    more: tuple[Text, ...] = ()


BODIES = {
    "accents in turn": json.dumps({"text": "\u0301\u0323" * 60_000}, ensure_ascii=False),
    "accents in one": json.dumps({"text": "e" + "\u0f73" * 80_000}, ensure_ascii=False),
    "a control character last": json.dumps({"text": "a", "more": ["a" * 9_999 + "\x01"] * 20}),
    "a control character after the longest text": json.dumps({"text": "a" * 200_000 + "\x01"}),
    "blanks": json.dumps({"text": " " * 200_000}),
    "keys twice": "{" + ",".join(f'"{number // 2}":1' for number in range(20_000)) + "}",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_refused_in_time(body: str) -> None:
    def read() -> None:
        with pytest.raises(InputInvalid):
            decode_body(BODIES[body].encode(), Said)

    assert is_within(2 * SECONDS_MAX, read)


@given(st.text(st.sampled_from("ae 한\u1100\u1161é\u0301\u0323\u0345\u0f73\u0344\u0308\u0338"), max_size=80))
def test_a_text_is_brought_into_nfc_however_many_accents_it_has(text: str) -> None:
    assert parse_json(json.dumps(text).encode()) == unicodedata.normalize("NFC", text)


@given(st.text(st.sampled_from("a \n\t\x01\x85\u2028\u00a0\u3000é"), max_size=8))
def test_text_is_what_its_published_pattern_says(text: str) -> None:
    refused = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    says = re.fullmatch(rf"[^{refused}]*[^{refused}\s][^{refused}]*", text) is not None
    try:
        decode_body(json.dumps({"text": text}).encode(), Said)
    except InputInvalid:
        assert not says
    else:
        assert says
