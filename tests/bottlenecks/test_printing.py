"""The letter: everything is escaped, nothing is run or fetched, and it stays one page."""

import base64
import hashlib
import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.printing import POLICY, REASONS, STYLE, Letter, page

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # already the 2nd in Amsterdam


def letter(
    words: str, to: str = "Jeugdhulp Noord", reason: NotKeptReason = NotKeptReason.WAITING_LIST
) -> str:
    return page(Letter(uuid4(), to, "Basisschool De Regenboog", reason, words, AT, date(2026, 3, 9))).decode()


@pytest.mark.parametrize("reason", NotKeptReason)
def test_it_says_what_is_missing_by_when_and_why(reason: NotKeptReason) -> None:
    written = letter("Er is een wachtlijst.\n\nVan een jaar.", reason=reason)
    for told in (
        "2 maart 2026",
        "9 maart 2026",
        "<p>Er is een wachtlijst.</p><p>Van een jaar.</p>",
        REASONS[reason],
    ):
        assert told in written


def test_what_somebody_wrote_is_text_and_nothing_else() -> None:
    written = letter("<script>alert(1)</script><img src=x onerror=y> &lt;", to='"><b>')
    assert not re.search(r"<(script|img|b)\b", written)
    assert "&lt;script&gt;" in written
    assert base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode() in POLICY
    assert re.findall(r"<style>(.*?)</style>", written) == [STYLE]
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert not re.search(r"\b(src|href|style|on\w+)=", written.replace("onerror=y", "").replace("src=x", ""))


def size(words: str, to: str = "Jeugdhulp Noord") -> float:
    """In which size of type a letter is printed, in points."""
    [half] = re.findall(r'<main class="s(\d+)">', letter(words, to))
    assert f".s{half}{{font-size:" in STYLE
    return int(half) / 2


def test_it_is_as_large_as_one_page_holds_and_prose_stays_readable() -> None:
    assert size("Er is een wachtlijst van een jaar.") == 11
    assert size("woord " * 250) == 11
    assert 11 > size("woord " * 600) > size("woord " * 1_666) >= 6
    assert size("W" * 10_000) < size("woord " * 1_666)
    assert size("een", to="W" * 200) == 11
    named = [(size("woord " * times, to="W" * 200), size("woord " * times)) for times in range(300, 600, 10)]
    assert all(long <= short for long, short in named)
    assert any(long < short for long, short in named)
    assert size("漢" * 3_000) > size("﷽" * 3_000) > size("﷽" * 10_000) == 3.0
    assert size("é" * 3_000) == size("e\u0301" * 3_000)
    assert size("🧩" * 3_000) < size("漢" * 3_000)


def test_it_has_headings_and_many_lines_become_one_paragraph() -> None:
    written = letter("een\n" * 24)
    assert written.startswith('<!doctype html><html lang="nl">')
    assert re.findall(r"<h(\d)>", written) == ["1", "2", "2"]
    assert written.count("<p>een</p>") == 24
    assert letter("een\n" * 2_000).count("<p>een") == 1
