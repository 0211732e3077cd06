"""Receipts: the ids of entries that somebody was given at the time, and that must be in the log."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.lines import Fields

_MARGIN = 60_000_000
_VERSION = 7


class Receipts:
    """Looks for receipts among the entries of all logs."""

    def __init__(self, ids: Iterable[str]) -> None:
        """Raise ValueError for what is no id."""
        self._asked = {str(UUID(one)) for one in ids}
        self._missing = set(self._asked)
        self._told: dict[str, int] = {}
        self._from: int | None = None
        self._until = 0

    def look(self, entries: Sequence[Fields], micros: Sequence[int]) -> None:
        """Look among entries that were found in their place."""
        if not self._missing or not entries:
            return
        self._missing.difference_update([one.id for one in entries])
        self._from = min(micros) if self._from is None else min(self._from, *micros)
        self._until = max(self._until, *micros)

    def tell(self, one: str, index: int) -> None:
        """Keep that an entry is told in part: its hash is there, and that it is of this entry the server says."""
        if one in self._missing:
            self._missing.remove(one)
            self._told[one] = index

    def finish(self, findings: Findings, *, all_shown: bool) -> None:
        """Say what became of those that were not found, or not as a whole."""
        found = sorted(self._asked - self._missing - self._told.keys())
        findings.tells(*(f"the entry of receipt {one} is in the log" for one in found))
        for one, index in self._told.items():
            findings.tells(
                f"the entry of receipt {one}: its hash is there, told in part, as index {index}; that the hash is of this entry is not proven"
            )
        for one in sorted(self._missing):
            if not all_shown:
                why = f"the entry of receipt {one} is not shown: it may be among the leaves that are not"
                findings.leaves_open(Finding(why=why))
            elif self._covers(UUID(one)):
                findings.breaks(Finding(why=f"the entry of receipt {one} is not in the log"))
            else:
                why = f"the entry of receipt {one} was made before or after what these files hold"
                findings.leaves_open(Finding(why=why))

    def _covers(self, receipt: UUID) -> bool:
        """Whether it was made while these entries were: an id of version 7 says when, to the millisecond."""
        if receipt.version != _VERSION or self._from is None:
            return receipt.version != _VERSION
        made_at = (receipt.int >> 80) * 1000
        return self._from - _MARGIN <= made_at <= self._until - _MARGIN
