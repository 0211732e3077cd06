"""What verifying comes to."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec

from chaincare.signed_notes import Verifier

Verdict = Literal["intact", "broken", "not_judged"]


class Finding(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """Something that is not as it was signed, or that nobody can say of."""

    why: str
    origin: str | None = None
    index: int | None = None
    """The first leaf that it can be about."""
    last_index: int | None = None
    """The last one, where the signatures leave it open which it is."""
    file: str | None = None
    line: int | None = None


class LogReport(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """What a log turned out to be."""

    origin: str
    year: int
    epoch: int
    size: int
    root: str
    """In base64, as in a checkpoint."""
    entries: int
    """Leaves whose entry is shown."""
    hidden: int
    """Leaves that are there, and whose entry is not shown."""
    checkpoints: int
    """Checkpoints whose signature and root hold."""
    signed_size: int
    """So many leaves are covered by a checkpoint of a trusted key."""
    witnessed_size: int
    """So many leaves are covered by a checkpoint that enough witnesses saw."""
    witnessed_at: int | None
    """When they saw it, in seconds since 1970: by then at the latest these leaves were as they are."""
    partial: bool
    told: tuple[int, ...] = ()
    """Leaves of a partial export that are told in part: of these the hash is proven, and not what is told."""


class Verification(msgspec.Struct, frozen=True, rename="camel", kw_only=True):
    """The whole answer."""

    verdict: Verdict
    trust: Literal["given", "file"]
    """Whether the keys were given by whoever asks, or only by the file itself."""
    logs: tuple[LogReport, ...]
    broken: tuple[Finding, ...]
    """The first bad leaf first."""
    not_judged: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0 intact, 1 broken, 2 cannot be judged."""
        return {"intact": 0, "broken": 1, "not_judged": 2}[self.verdict]


FINDINGS_MAX = 50
"""More of one kind tell nothing new."""
_RANGES_MAX = 50


class Findings:
    """What was found so far."""

    def __init__(self) -> None:
        self.broken: list[Finding] = []
        self.open: list[Finding] = []
        self.notes: list[str] = []
        self._of_named: list[tuple[Verifier, int, Finding]] = []

    def breaks(self, finding: Finding) -> None:
        """Keep that something is not as it was signed."""
        if len(self.broken) < FINDINGS_MAX:
            self.broken.append(finding)

    def leaves_open(self, finding: Finding) -> None:
        """Keep that something cannot be judged."""
        if len(self.open) < FINDINGS_MAX:
            self.open.append(finding)

    def defers(self, signer: Verifier, size: int, finding: Finding) -> None:
        """Keep what only a key signed that the file names, over so many leaves: whether that is wrong is known at the end (`settle`)."""
        if len(self._of_named) < FINDINGS_MAX:
            self._of_named.append((signer, size, finding))

    def settle(self, vouched: Collection[Verifier], covered: Mapping[str, int]) -> None:
        """Break what was kept so, unless its signer is among these, and a trusted key signed as many leaves of that log."""
        for signer, size, finding in self._of_named:
            if signer not in vouched or size > covered.get(finding.origin or "", 0):
                self.breaks(finding)

    def tells(self, *notes: str) -> None:
        """Keep what somebody should know."""
        self.notes += notes[: FINDINGS_MAX - len(self.notes)]

    def verdict(self) -> Verdict:
        """What it comes to."""
        if self.broken:
            return "broken"
        return "not_judged" if self.open else "intact"


def in_order(found: Sequence[Finding], origins: Sequence[str]) -> list[Finding]:
    """Give the first bad leaf of the first log first; what is about no log, or no leaf, last."""

    def place(one: Finding) -> tuple[int, int]:
        log = origins.index(one.origin) if one.origin in origins else len(origins)
        return log, 2**62 if one.index is None else one.index

    return sorted(found, key=place)


def ranges(indexes: Sequence[int]) -> str:
    """Write indexes down, those that follow each other as one; of very many the first."""
    runs: list[list[int]] = []
    for one in indexes:
        if runs and runs[-1][-1] == one - 1:
            runs[-1][1:] = [one]
        else:
            runs.append([one])
    shown = ", ".join("-".join(map(str, run)) for run in runs[:_RANGES_MAX])
    return shown if len(runs) <= _RANGES_MAX else f"{shown} and more"
