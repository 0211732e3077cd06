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


def test_a_long_text_stays_on_one_page() -> None:
    sizes = [re.findall(r'class="(s\d+)"', letter("woord " * times)) for times in (10, 300, 1_600)]
    assert sizes == [["s11"], ["s9"], ["s7"]]
    assert letter("een\n" * 24).count("<p>een</p>") == 24
    assert letter("een\n" * 2_000).count("<p>een") == 1
