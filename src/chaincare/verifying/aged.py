"""Entries that were kept long enough: that the log itself tells of their end, and what stands around them of their age.

Whoever owns the database can remove entries, say `retention`, and have an entry sealed that tells of it. He cannot make
what he removed older than what was sealed right before it, or than the year of its log.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from chaincare.verifying.checkpoints import Place
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.lines import Entry

EVENT = "access-log.destroyed"
KEPT_YEARS = 5
"""An entry is kept for five years from its writing at least (STANDARDS 7)."""
MARGIN = 60_000_000
"""Microseconds by which an entry may be older than the one before it."""
_DAY = 86_400_000_000
_MONTHS = KEPT_YEARS * 12
_LEAP_DAY = (2, 29)

Count = Annotated[int, msgspec.Meta(ge=1, le=2**62)]


class Destroyed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """How much of a processing activity went, and how long it is kept."""

    activity: str
    months: Annotated[int, msgspec.Meta(ge=_MONTHS, le=2**31)]
    entries: Count


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What a certificate says. Its digest is sealed in the entry that tells of it."""

    format: Literal["chaincare-retention/1"]
    id: str
    month: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", max_length=7)]
    origin: str
    entries: Count
    first_index: Count
    last_index: Count
    leaves: str
    """Which: `1-4,7-7` is five of them."""
    activities: tuple[Destroyed, ...]
    written_from: str
    written_until: str
    checkpoint: str
    """The last one of that log before they went."""


class Stated(msgspec.Struct, frozen=True):
    """A statement, and when the log says that it came about."""

    said: Statement
    at: int
    ranges: tuple[tuple[int, int], ...]


class Stretch(msgspec.Struct):
    """Leaves that stand there as hashes alone, one after another."""

    origin: str
    first: int
    last: int
    after: int
    """What was sealed before them was written then."""
    before: int | None
    """And what was sealed behind them then; None where nothing is shown."""
    ends: int
    """No entry of their log was written later: when its year ends, or when the first one of the next log was written."""
    place: Place

    @property
    def until(self) -> int:
        """They were written by then at the latest."""
        return self.ends if self.before is None else self.before


class StatementMalformed(ValueError):
    """A statement that is none; the words say why."""


def read_statement(text: str, entry: Entry, at: int) -> Stated:
    """Hold a statement against the entry before it, which was sealed. Raises `StatementMalformed`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    if entry.entry.event != EVENT or entry.entry.private_digest != digest:
        raise StatementMalformed("what is said to have been destroyed is not what was sealed")
    try:
        said = msgspec.json.decode(text, type=Statement)
    except msgspec.MsgspecError as refusal:
        raise StatementMalformed(f"what was destroyed is told in words that are none: {refusal}") from None
    ranges = tuple(_ranges(said.leaves))
    told = (ranges[0][0], ranges[-1][1], sum(last - first + 1 for first, last in ranges))
    if told != (said.first_index, said.last_index, said.entries) or said.entries != sum(
        one.entries for one in said.activities
    ):
        raise StatementMalformed("what is said to have been destroyed does not add up")
    return Stated(said, at, ranges)


def _ranges(leaves: str) -> Iterator[tuple[int, int]]:
    before = 0
    for one in leaves.split(","):
        first, dash, last = one.partition("-")
        if not (dash and first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
            raise StatementMalformed("which leaves were destroyed cannot be read")
        if not before < int(first) <= int(last) < 2**62:
            raise StatementMalformed("which leaves were destroyed is told in no order")
        before = int(last)
        yield int(first), before


class Aged:
    """Takes what is said of destroyed entries in all logs, and judges it when all were read."""

    def __init__(self, now: float | None = None) -> None:
        self._now = int((time.time() if now is None else now) * 1_000_000)
        self._stretches: list[Stretch] = []
        self._stated: list[Stated] = []
        self._newest = 0

    def hides(self, origin: str, year: int, leaves: tuple[int, int], after: int | None, place: Place) -> None:
        """Leaves of a log are hashes alone; `after` is when the entry before them was written, as far as one is shown."""
        (first, last), open_one = leaves, self._stretches[-1] if self._stretches else None
        if open_one and (open_one.origin, open_one.last, open_one.before) == (origin, first - 1, None):
            open_one.last = last
            return
        # What the last second of a year left open is sealed in the next; a seal that stood still may lag a day.
        begins = _micros(year) - _DAY
        self._stretches.append(
            Stretch(origin, first, last, max(begins, after or begins), None, _micros(year + 1), place)
        )

    def shows(self, origin: str, micros: Sequence[int]) -> None:
        """Entries of a log are shown."""
        self._newest = max(self._newest, *micros)
        if not self._stretches or self._stretches[-1].before is not None:
            return
        if self._stretches[-1].origin == origin:
            self._stretches[-1].before = micros[0]
        else:  # a log can end before its year does
            self._stretches[-1].ends = min(self._stretches[-1].ends, micros[0])

    def states(self, stated: Stated) -> None:
        """An entry tells that others were destroyed."""
        self._stated.append(stated)

    def finish(self, findings: Findings) -> None:
        """Judge all of it."""
        for one in self._stretches:
            self._judge(one, findings)
        for origin in dict.fromkeys(one.origin for one in self._stretches):
            hidden = sum(one.last - one.first + 1 for one in self._stretches if one.origin == origin)
            findings.tells(
                f"{hidden} entries of {origin} are there by their hash only, as destroyed after their term"
            )

    def _judge(self, one: Stretch, findings: Findings) -> None:
        over = [each for each in self._stated if each.said.origin == one.origin and _overlap(each, one)]
        for first, last in _uncovered(one, over):
            if one.after - MARGIN > _moved(self._now, -KEPT_YEARS):
                why = "entries are not shown as if kept long enough, and are younger than five years"
                findings.breaks(_finding(one, first, last, why))
            elif self._newest > _moved(one.until, KEPT_YEARS):
                why = "entries are gone as if kept long enough, and no entry of the log tells of it"
                findings.breaks(_finding(one, first, last, why))
            else:
                why = "entries are gone as if kept long enough: give the later log that tells of it as well"
                findings.leaves_open(_finding(one, first, last, why))
        for stated in over:
            if early := self._too_early(one, stated):
                first, last = next(
                    each for each in stated.ranges if each[0] <= one.last and each[1] >= one.first
                )
                findings.breaks(_finding(one, max(first, one.first), min(last, one.last), early))
        latest = max((each.at for each in over), default=0)
        if over and one.until - MARGIN > _moved(latest, -KEPT_YEARS):
            why = "how old these destroyed entries were cannot be told: nothing that is shown behind them was five years old then"
            findings.leaves_open(_finding(one, one.first, one.last, why))

    def _too_early(self, one: Stretch, stated: Stated) -> str | None:
        year, month = map(int, stated.said.month.split("-"))
        over = _micros(year + month // 12, month % 12 + 1)
        limit = _moved(stated.at, -KEPT_YEARS)
        if over > limit or one.after - MARGIN > limit:
            return f"entries were destroyed ({stated.said.id}) before five years were over"
        if one.after - MARGIN > over:
            return f"entries that were destroyed ({stated.said.id}) are younger than the month that is named, {stated.said.month}"
        if stated.at > self._now + _DAY:
            return f"entries were destroyed ({stated.said.id}) at a time that is still to come"
        return None


def _finding(one: Stretch, first: int, last: int, why: str) -> Finding:
    return Finding(
        why=why, origin=one.origin, index=first, last_index=last, file=one.place.file, line=one.place.line
    )


def _overlap(stated: Stated, one: Stretch) -> bool:
    return any(first <= one.last and last >= one.first for first, last in stated.ranges)


def _uncovered(one: Stretch, over: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    place = one.first
    for first, last in sorted(each for stated in over for each in stated.ranges):
        if first > one.last:
            break
        if first > place:
            yield place, first - 1
        place = max(place, last + 1)
    if place <= one.last:
        yield place, one.last


def _micros(year: int, month: int = 1) -> int:
    return int(datetime(year, month, 1, tzinfo=UTC).timestamp()) * 1_000_000


def _moved(micros: int, years: int) -> int:
    seconds, rest = divmod(micros, 1_000_000)
    at = datetime.fromtimestamp(seconds, UTC)
    # A leap day has no other in most years: the day before it then.
    day = at.day - ((at.month, at.day) == _LEAP_DAY)
    return int(at.replace(year=at.year + years, day=day).timestamp()) * 1_000_000 + rest
