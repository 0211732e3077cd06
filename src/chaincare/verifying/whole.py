"""One log of which every leaf is there, shown or as a hash: grown again, leaf by leaf, and held against its checkpoints."""

from collections.abc import Iterable, Sequence
from itertools import chain

from chaincare.merkle import NotProven, check_inclusion
from chaincare.signed_notes import Checkpoint
from chaincare.verifying.aged import Aged, Stated, StatementMalformed, read_statement
from chaincare.verifying.checkpoints import Checkpoints, Place
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.growing import Batch, Hasher, Tree, decode_hashes
from chaincare.verifying.keyring import Keyring, NamedOnly, NotTrusted
from chaincare.verifying.leaves import LeafMalformed
from chaincare.verifying.lines import (
    CheckpointLine,
    Consistency,
    Destruction,
    Entry,
    Inclusion,
    Key,
    Leaves,
    Log,
    Opening,
    Stray,
)
from chaincare.verifying.receipts import Receipts
from chaincare.verifying.watch import Recent, Watch

_BATCH = 256
"""Entries that are hashed at once: more of them no longer fit into a processor's nearest memory."""


class WholeLog:
    """Takes the lines of a log in their order."""

    def __init__(
        self,
        log: Log,
        keys: Keyring,
        given: Iterable[Checkpoint],
        receipts: Receipts,
        findings: Findings,
        aged: Aged,
        file: str,
        *,
        all_shown: bool = False,
    ) -> None:
        """`file` is where it is read from. With `all_shown` it counts as broken that an entry is not shown."""
        self._all_shown = all_shown
        self.log, self.keys, self._file = log, keys, file
        self._findings, self._receipts = findings, receipts
        self.tree = Tree(one.size for one in given)
        self.checkpoints = Checkpoints(log.origin, keys, self.tree, findings)
        self._hasher, self._watch = Hasher(), Watch(whole=log.previous is None)
        self.recent = Recent()
        self._pending: list[Entry] = []
        self._pending_from = 0
        self._aged = aged
        self._last: tuple[int, bytes, Entry, int] | None = None
        self.entries = self.hidden = 0
        self.opening: Opening | None = None
        self.stopped = False
        """Whether nothing could be told from some line on."""

    def take(self, line: object, number: int) -> None:
        """Judge a line; `number` is where it stands in its file."""
        if isinstance(line, Entry):
            # Entries are judged many at once, and stand below one another: whatever comes between judges them first.
            if not self._pending:
                self._pending_from = number
            self._pending.append(line)
            if len(self._pending) == _BATCH:
                self.flush()
            return
        self.flush()
        if self.stopped:
            return
        place = Place(self._file, number)
        try:
            self._take(line, place)
        except NamedOnly as refusal:
            found = place.finding(str(refusal), self.log.origin, self.tree.size)
            self._findings.defers(refusal.signer, refusal.size, found)
        except (LeafMalformed, NotProven, NotTrusted, StatementMalformed) as refusal:
            self._break(str(refusal), self.tree.size, place)

    def unreadable(self, why: str, number: int) -> None:
        """A line of this log is none: nothing can be said of what follows."""
        self.flush()
        if not self.stopped:
            self._break(f"this is no line of an export: {why}", self.tree.size, Place(self._file, number))
        self.stopped = True

    def flush(self) -> None:
        """Grow by the entries that were read."""
        pending, self._pending = self._pending, []
        if not pending or self.stopped:
            return
        follows = self.tree.size
        for at, entry in enumerate(pending):
            if entry.index != follows + at or entry.index == 0:
                self._grow(pending[:at], self._pending_from)
                if not self.stopped:
                    self._out_of_order(entry.index, Place(self._file, self._pending_from + at))
                return
        self._grow(pending, self._pending_from)

    def _take(self, line: object, place: Place) -> None:
        match line:
            case Opening():
                self._open(line, place)
            case Leaves():
                if self._follows(line.index, place):
                    self._hide(line, place)
            case CheckpointLine():
                self.checkpoints.add(line.note, place)
            case Key():
                self._findings.tells(*self.keys.hand_over(self.log.origin, line))
            case Inclusion():
                self._include(line, place)
            case Stray():
                self._break(
                    "an entry lies in the database that was never sealed, as those around it were",
                    self.tree.size,
                    place,
                )
            case Destruction():
                self._aged.states(self._stated(line))
            case Consistency():
                raise NotProven("a proof of consistency stands in an export that has every leaf")
            case _:
                raise NotProven("an export of some entries begins or ends in the midst of a log")

    def _stated(self, line: Destruction) -> Stated:
        if self._last is None or self._last[0] != self.tree.size - 1:
            raise StatementMalformed("what was destroyed is told behind no entry")
        return read_statement(line.statement, *self._last[2:])

    def _hide(self, line: Leaves, place: Place) -> None:
        hashes = self._hasher.hidden(line)
        if line.why == "gone" or self._all_shown:
            why = (
                "what was sealed here is not in the log any more"
                if line.why == "gone"
                else "what was sealed here is not shown"
            )
            self._break(why, line.index, place, line.index + len(hashes) - 1)
        if line.why == "retention":
            after = None if self._last is None else self._last[3]
            leaves = (line.index, line.index + len(hashes) - 1)
            self._aged.hides(self.log.origin, self.log.year, leaves, after, place)
        self._watch.hides()
        self.hidden += len(hashes)
        self.tree.append(hashes)
        self.recent.hides(self.tree.size)

    def end(self) -> None:
        """Judge what is left, after the last line."""
        self.flush()

    def _open(self, line: Opening, place: Place) -> None:
        if self._follows(line.index, place):
            leaf, as_stated = self._hasher.opening(line)
            if not as_stated or (line.opening.origin, line.opening.previous) != (
                self.log.origin,
                self.log.previous,
            ):
                self._break("the opening is not that of this log", 0, place)
            self.opening = line
            self.tree.append([leaf])

    def _follows(self, index: int, place: Place) -> bool:
        if index != self.tree.size:
            self._out_of_order(index, place)
        return not self.stopped

    def _out_of_order(self, index: int, place: Place) -> None:
        """What comes next is not what follows: from here on nothing can be told."""
        self.stopped = True
        at = self.tree.size
        why = f"leaf {at} is missing: leaf {index} follows" if index > at else f"leaf {index} is here twice"
        self._break(why if at or index else "a log begins with its opening, and this is an entry", at, place)

    def _grow(self, pending: Sequence[Entry], number: int) -> None:
        if not pending:
            return
        try:
            batch = self._hasher.entries(pending)
        except LeafMalformed as refusal:
            if len(pending) > 1:
                half = len(pending) // 2
                self._grow(pending[:half], number)
                if not self.stopped:
                    self._grow(pending[half:], number + half)
                return
            self.stopped = True
            self._break(str(refusal), self.tree.size, Place(self._file, number))
            return
        self._judge(batch, number)

    def _judge(self, batch: Batch, number: int) -> None:
        first = self.tree.size
        fields = [one.entry for one in batch.entries]
        wrong = [(at, "this entry is not what was sealed: its leaf has another hash") for at in batch.wrong]
        for at, why in chain(wrong, self._watch.look(fields, batch.micros)):
            self._break(why, first + at, Place(self._file, number + at))
        self._receipts.look(fields, batch.micros)
        self.recent.look(first, batch.micros)
        self._aged.shows(self.log.origin, batch.micros)
        self.entries += len(fields)
        self.tree.append(batch.hashes)
        self._last = (self.tree.size - 1, batch.hashes[-1], batch.entries[-1], batch.micros[-1])

    def _include(self, line: Inclusion, place: Place) -> None:
        if self._last is None or self._last[0] != line.index:
            raise NotProven("a proof of inclusion stands behind another entry")
        if line.note is None:
            raise NotProven("a proof of inclusion names no checkpoint")
        seen = self.checkpoints.add(line.note, place)
        if seen is not None:
            check_path(line, self._last[1], seen.checkpoint)

    def _break(self, why: str, index: int, place: Place, last: int | None = None) -> None:
        origin, (file, line) = self.log.origin, (place.file, place.line)
        self._findings.breaks(
            Finding(why=why, origin=origin, index=index, last_index=last, file=file, line=line)
        )


def check_path(line: Inclusion, leaf: bytes, checkpoint: Checkpoint) -> None:
    """Check a line's proof that a leaf is in the log. Raises `NotProven`."""
    if checkpoint.size != line.size:
        raise NotProven("the proof is for a log of another size than its checkpoint")
    try:
        proof = [hashed for one in line.proof for hashed in decode_hashes(one)]
    except LeafMalformed as refusal:
        raise NotProven(str(refusal)) from None
    check_inclusion(line.index, line.size, leaf, proof, checkpoint.root)
