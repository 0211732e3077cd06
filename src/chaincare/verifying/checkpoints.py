"""The checkpoints of one log, held against its tree: what was signed is what is there, and nothing signed is missing."""

from collections.abc import Iterable

import msgspec

from chaincare.signed_notes import NoteMalformed
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.growing import Tree
from chaincare.verifying.keyring import NOBODY, Keyring, NotTrusted, Seen

EARLIER_OR_SHORTENED = (
    "; up to its own last checkpoint this export holds, so that either it was made before the checkpoint that you kept, or its end was cut "
    "off, and the file itself cannot tell which. Hold a new export against yours, or have an auditor ask POST /access-log/proofs/_consistency "
    "twice: with the last checkpoint in this file, and with yours. Where both answers lead to one and the same checkpoint, the log only grew "
    "from the one to the other, and nothing but the age of this export is wrong"
)
"""Of a checkpoint that somebody kept and that is later than the file: a shortened log looks like an older one, so it is not let pass."""


class Place(msgspec.Struct, frozen=True):
    """Where something stands."""

    file: str
    line: int | None = None

    def finding(self, why: str, origin: str | None, index: int | None) -> Finding:
        """What is to be said of what stands here."""
        return Finding(why=why, origin=origin, index=index, file=self.file, line=self.line)


class Checkpoints:
    """Judges checkpoints as soon as the tree is as large as they say; those that came late are given back at the end."""

    def __init__(self, origin: str, keys: Keyring, tree: Tree, findings: Findings) -> None:
        self._origin, self._keys, self._tree, self._findings = origin, keys, tree, findings
        self._waiting: list[tuple[Seen, Place]] = []
        self._differs = False
        self.good: list[Seen] = []

    @property
    def signed_size(self) -> int:
        """So many leaves are covered by what held."""
        return max((one.checkpoint.size for one in self.good), default=0)

    @property
    def witnessed(self) -> Seen | None:
        """The largest that enough witnesses saw."""
        seen = [one for one in self.good if one.seen_at is not None]
        return max(seen, key=lambda one: one.checkpoint.size, default=None)

    def add(self, note: str, place: Place) -> Seen | None:
        """Take a checkpoint that was found. None where nobody trusted signed it."""
        try:
            seen = self._keys.see(note, self._origin)
        except (NoteMalformed, NotTrusted) as refusal:
            self._findings.breaks(self._false(str(refusal), place))
            return None
        if seen.named is not None:
            self._findings.defers(seen.named, seen.checkpoint.size, self._false(NOBODY, place))
        size = seen.checkpoint.size
        if size == self._tree.size:
            self._judge(seen, self._tree.root(), place)
        elif size in self._tree.roots:
            self._judge(seen, self._tree.roots[size], place)
        else:
            self._waiting.append((seen, place))
            if size > self._tree.size:
                self._tree.want(size)
        return seen

    def late_sizes(self) -> set[int]:
        """Sizes whose root has to be found by reading the log again: the tree was larger when they came."""
        sizes = {seen.checkpoint.size for seen, _ in self._waiting}
        return {size for size in sizes if size < self._tree.size and size not in self._tree.roots}

    def finish(self, roots: Iterable[tuple[int, bytes]]) -> None:
        """Judge what still waits, with the roots that were found by reading again."""
        self._tree.roots.update(roots)
        for seen, place in sorted(self._waiting, key=lambda one: one[0].checkpoint.size):
            size, there = seen.checkpoint.size, self._tree.size
            if size in self._tree.roots:
                self._judge(seen, self._tree.roots[size], place)
            else:
                why = f"the log ends after {there} leaves, and a checkpoint of {size} was signed"
                if place.line is None and self.signed_size == there:
                    why += EARLIER_OR_SHORTENED
                self._break(why, there, size - 1, place)
        self._waiting.clear()

    def _judge(self, seen: Seen, root: bytes, place: Place) -> None:
        size = seen.checkpoint.size
        if seen.checkpoint.root == root:
            if seen.named is None:
                self.good.append(seen)
            return
        if self._differs:  # the same leaf, or the next one: nothing is proven from there on
            return
        self._differs = True
        below = max((one.checkpoint.size for one in self.good if one.checkpoint.size < size), default=0)
        why = f"one of these leaves is not what was sealed: the checkpoint of {size} leaves was signed over another root"
        self._break(why, below, max(size - 1, below), place)

    def _false(self, why: str, place: Place) -> Finding:
        return place.finding(f"a checkpoint does not hold: {why}", self._origin, self.signed_size)

    def _break(self, why: str, index: int, last: int | None, place: Place) -> None:
        self._findings.breaks(
            Finding(
                why=why, origin=self._origin, index=index, last_index=last, file=place.file, line=place.line
            )
        )
