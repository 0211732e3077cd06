"""A bottleneck as a letter on one A4, in Dutch, to the management of who does not deliver: without case content. Pure."""

import hashlib
import re
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Final
from uuid import UUID

import msgspec

from chaincare.agreements.facts import NotKeptReason
from chaincare.workdays import day_in_amsterdam

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
REASONS: Mapping[NotKeptReason, str] = {
    NotKeptReason.TIME: "er was te weinig tijd",
    NotKeptReason.MEANS: "er ontbraken middelen",
    NotKeptReason.WAITING_LIST: "er was een wachtlijst",
    NotKeptReason.REFUSAL: "de hulp werd geweigerd",
    NotKeptReason.PRECONDITION: "er ontbrak iets dat er eerst moest zijn",
    NotKeptReason.CLIENT: "het lukte de cliënt niet",
    NotKeptReason.OTHER: "een andere reden",
}
_PARAGRAPHS_MAX = 24
_SIZES: Final = tuple(half / 2 for half in range(22, 5, -1))
"""In points: the largest is taken in which the letter is one page."""
_WIDTH, _HEIGHT = 527, 770
"""Of an A4 within its margins, in points."""
_LEADING = 1.25
_ODDS = 27.5
"""How high everything beside the quotation and the addresses is, in the size of the type."""

HTML: Final = "text/html"
# On a screen a letter is as long as it is. On paper it is one page: what no size of type holds, as thousands of the widest
# characters there are, is cut off at the end of the quotation, and nowhere else.
STYLE: Final = (
    "@page{size:A4;margin:12mm}"
    "body{font-family:Georgia,'Times New Roman',serif;font-size:11pt;line-height:1.4;max-width:170mm;margin:10mm auto;padding:0 1em;color:#000;"
    "background:#fff}"
    "h1{font-size:1.3em;margin:1em 0 .6em}h2{font-size:1em;margin:.8em 0 .3em}p{margin:0 0 .5em}"
    "dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2em 1em;margin:0}"
    "dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere}"
    "blockquote{margin:.5em 0;padding-left:1em;border-left:2px solid #000;overflow-wrap:anywhere}"
    "@media print{body{margin:0;padding:0;max-width:none}"
    f"main{{display:flex;flex-direction:column;height:272mm;overflow:hidden;line-height:{_LEADING};overflow-wrap:anywhere}}"
    "main>*{flex:none}main>blockquote{flex:0 1 auto;min-height:0;overflow:hidden}"
    + "".join(f".s{size * 2:g}{{font-size:{size:g}pt}}" for size in _SIZES)
    + "}"
)
_NOT_LATIN = 0x250
_WIDTHS = ((0.48, "ijlftrI.,;:'!|()[]{}-`·"), (0.34, " "), (0.88, "w"), (1.05, "mMW@%&—…½¼¾‰œŒæÆ"))
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing is fetched or run; the one style that may apply is the letter's own."""


class Letter(msgspec.Struct, frozen=True):
    """What stands in the letter: what is missing, who says so, and by when an answer is asked. No case, and nobody in it."""

    id: UUID
    to: str
    by: str
    reason: NotKeptReason
    words: str
    raised_at: datetime
    answer_by: date


def page(letter: Letter) -> bytes:
    """Give the letter as a page that prints on one A4."""
    lines = [line.strip() for line in letter.words.splitlines() if line.strip()]
    if len(lines) > _PARAGRAPHS_MAX:
        lines = [" · ".join(lines)]
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    size = next((one for one in _SIZES if _height(letter, lines, one) <= _HEIGHT), _SIZES[-1])
    by, to = escape(letter.by), escape(letter.to)
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Brief: een knelpunt in de samenwerking</title><style>{STYLE}</style></head>"
        f'<body><main class="s{size * 2:g}"><dl><dt>Aan</dt><dd>de leiding van {to}</dd><dt>Van</dt><dd>{by}</dd>'
        f"<dt>Datum</dt><dd>{_day(day_in_amsterdam(letter.raised_at))}</dd><dt>Kenmerk</dt><dd>{letter.id}</dd></dl>"
        "<h1>Een knelpunt in de samenwerking</h1><p>Geachte heer, mevrouw,</p>"
        f"<p>Een afspraak in de samenwerking kon niet worden nagekomen: {REASONS[letter.reason]}.</p>"
        "<h2>Wat er ontbreekt</h2><p>Volgens wie dit meldt, ontbreekt hiervoor bij uw organisatie:</p>"
        f"<blockquote>{text}</blockquote><h2>Wat wij u vragen</h2>"
        f"<p>Wilt u uiterlijk {_day(letter.answer_by)} laten weten wat uw organisatie eraan doet? Dat kan in ChainCare, "
        "onder het kenmerk hierboven.</p>"
        "<p>Deze brief gaat over wat er nodig is en niet over een persoon. Er staat daarom niets in over een dossier.</p>"
        f"<p>Met vriendelijke groet,</p><p>{by}</p></main></body></html>"
    ).encode()


def _height(letter: Letter, lines: list[str], size: float) -> float:
    """Say how high the letter is in a size of type, in points: in no usual typeface higher."""
    whole = _WIDTH / size
    quoted = sum(_lines(one, whole - 1.5) * _LEADING + 0.5 for one in lines)
    named = _lines(f"de leiding van {letter.to}", whole - 6) + 2 * _lines(letter.by, whole - 6)
    return size * (_ODDS + quoted + named * _LEADING)


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes at most: a word that is wider than a line is broken."""
    lines, room = 1, width
    for word in re.split("[ \t]+", text):
        wide = sum(map(_wide, word))
        if wide > room:
            full = int(wide // (width - 1)) if wide > width else 0
            lines, room = lines + 1 + full, width
            wide -= full * (width - 1)
        room -= wide + _wide(" ")
    return lines


@lru_cache(maxsize=4096)
def _wide(char: str) -> float:
    """Give how wide a character is at most, in the size of the type, in the widest of the usual typefaces."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    for width, those in _WIDTHS:
        if char in those:
            return width
    if ord(char) >= _NOT_LATIN:
        if "\ufdf0" <= char <= "\ufdff":
            return 6.0  # whole words of Arabic that are one character
        return 1.05 if "\u2e80" <= char < "\U0001f000" else 1.4
    return 0.65 if char.islower() or char.isdigit() else 0.92


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
