"""A bottleneck as a letter on one A4, in Dutch, to the management of who does not deliver: without case content. Pure."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, datetime
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
_SIZES = ((1_500, 11), (4_000, 9), (10_000, 7))
"""Up to so many characters, in which size of type, so that it stays one page."""
_PARAGRAPHS_MAX = 24

HTML: Final = "text/html"
STYLE: Final = (
    "@page{size:A4;margin:20mm}"
    "body{font-family:Georgia,'Times New Roman',serif;line-height:1.4;max-width:170mm;margin:10mm auto;color:#000}"
    ".s11{font-size:11pt}.s9{font-size:9pt}.s7{font-size:7pt}"
    "h1{font-size:1.3em;margin:1.5em 0 .8em}p{margin:0 0 .6em}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}"
    "dt{font-weight:bold}dd{margin:0}blockquote{margin:.8em 0;padding-left:1em;border-left:2px solid #000;overflow-wrap:anywhere}"
    "@media print{body{margin:0;max-width:none}}"
)
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
    size = next(points for most, points in _SIZES if len(letter.words) <= most)
    by, to = escape(letter.by), escape(letter.to)
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Knelpunt</title><style>{STYLE}</style></head>'
        f'<body class="s{size}"><dl><dt>Aan</dt><dd>de leiding van {to}</dd><dt>Van</dt><dd>{by}</dd>'
        f"<dt>Datum</dt><dd>{_day(day_in_amsterdam(letter.raised_at))}</dd><dt>Kenmerk</dt><dd>{letter.id}</dd></dl>"
        "<h1>Een knelpunt in de samenwerking</h1><p>Geachte heer, mevrouw,</p>"
        f"<p>Een afspraak in de samenwerking kon niet worden nagekomen: {REASONS[letter.reason]}. "
        "Volgens wie dit meldt, ontbreekt hiervoor bij uw organisatie:</p>"
        f"<blockquote>{text}</blockquote>"
        f"<p>Wilt u uiterlijk {_day(letter.answer_by)} laten weten wat uw organisatie eraan doet? Dat kan in ChainCare, "
        "onder het kenmerk hierboven.</p>"
        "<p>Deze brief gaat over wat er nodig is en niet over een persoon. Er staat daarom niets in over een dossier.</p>"
        f"<p>Met vriendelijke groet,</p><p>{by}</p></body></html>"
    ).encode()


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
