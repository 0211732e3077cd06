"""What must hold among entries, beside that they are the ones that were sealed: their clock, their query, the receipts."""

from collections import deque
from collections.abc import Iterator, Sequence

from chaincare.verifying.lines import Fields

STEP_BACK_MAX = 60_000_000
"""Microseconds by which an entry may be older than the one before it: entries are sealed in the order in which their
transactions were given a number, and a transaction is ended after ten seconds."""
WITNESSED_WITHIN = 900_000_000
"""Microseconds by which what witnesses did not see yet may be younger than what they saw: they are asked every few seconds."""
QUERY_WITHIN = 600_000_000
"""Microseconds: an entry's query was written in the same transaction or, at most, some seconds before."""


class Watch:
    """Looks over the entries of one log, in their order."""

    def __init__(self, *, whole: bool) -> None:
        """`whole` where nothing lies before this log that an entry of it could refer to."""
        self._last: int | None = None
        self._begins = not whole
        """Whether something that is not shown lies right before the next entry."""
        self._knows_from = 0
        """From this instant on an entry's query would have been shown."""
        self._turned = 0
        self._queries: set[str] = set()
        self._earlier: set[str] = set()

    def hides(self) -> None:
        """Leaves follow that are not shown: a query may be among them, and the clock is not compared over them."""
        self._begins, self._last = True, None

    def look(self, entries: Sequence[Fields], micros: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Find what does not hold: the place in `entries`, and why."""
        for place, (entry, at) in enumerate(zip(entries, micros, strict=True)):
            if self._begins:
                self._begins, self._knows_from = False, at + QUERY_WITHIN
            if self._last is not None and at < self._last - STEP_BACK_MAX:
                yield (
                    place,
                    "the clock goes back by more than a minute: this entry is older than the one before it",
                )
            self._last = at
            query = entry.query_id
            if query is None:
                self._keep(entry.id, at)
            elif query not in self._queries and query not in self._earlier and at > self._knows_from:
                yield place, "the query that it belongs to (queryId) is not in the log before it"

    def _keep(self, query: str, at: int) -> None:
        if at > self._turned + QUERY_WITHIN:
            self._earlier, self._queries, self._turned = self._queries, set(), at
        self._queries.add(query)


class Recent:
    """Where the last minutes of a log begin: what is older, witnesses must have seen."""

    def __init__(self) -> None:
        self._batches: deque[tuple[int, Sequence[int]]] = deque()
        self._newest = 0
        self._hidden_until = 0
        """Below this size nobody can say how old the last leaves are."""

    def hides(self, until: int) -> None:
        """Leaves are not shown, up to this size of the log."""
        self._hidden_until = until

    def look(self, first: int, micros: Sequence[int]) -> None:
        """Entries follow, the first of which is this leaf."""
        if not micros:
            return
        self._batches.append((first, micros))
        self._newest, self._hidden_until = max(self._newest, *micros), 0
        while max(self._batches[0][1]) < self._newest - WITNESSED_WITHIN:
            self._batches.popleft()

    def is_seen(self, witnessed: int, size: int) -> bool:
        """Whether witnesses who saw so many leaves saw all of them, or one that is hardly older than the last."""
        edge = self._newest - WITNESSED_WITHIN
        young = (
            first + at for first, micros in self._batches for at, one in enumerate(micros) if one >= edge
        )
        return witnessed >= size or (witnessed >= self._hidden_until and witnessed > next(young, size))
