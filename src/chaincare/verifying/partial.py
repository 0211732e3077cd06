"""One log of which only some entries are there: each is proven to lie under a checkpoint, and the checkpoints to be of one log."""

from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import astuple

from chaincare.merkle import NotProven, check_consistency
from chaincare.signed_notes import Checkpoint, NoteMalformed
from chaincare.verifying.checkpoints import Place
from chaincare.verifying.findings import Finding, Findings, ranges
from chaincare.verifying.growing import Hasher, decode_hashes
from chaincare.verifying.keyring import NOBODY, Keyring, NamedOnly, NotTrusted, Seen
from chaincare.verifying.leaves import LeafMalformed
from chaincare.verifying.lines import (
    CheckpointLine,
    Consistency,
    Entry,
    Fields,
    Inclusion,
    Key,
    Leaves,
    Log,
    Opening,
    Stray,
    Told,
)
from chaincare.verifying.receipts import Receipts
from chaincare.verifying.watch import STEP_BACK_MAX, Recent
from chaincare.verifying.whole import check_path


class PartialLog:
    """Takes the lines of a partial export in their order."""

    def __init__(
        self,
        log: Log,
        keys: Keyring,
        given: Iterable[Checkpoint],
        receipts: Receipts,
        findings: Findings,
        file: str,
    ) -> None:
        self.log, self.keys, self._findings, self._receipts = log, keys, findings, receipts
        self._file, self._hasher = file, Hasher()
        self._unproven: tuple[Entry | Leaves | Opening, bytes, Place] | None = None
        self._spoiled = False
        """Whether the entry of the line before was told to be wrong: its proof tells nothing more."""
        self._last, self.recent = -1, Recent()
        self.opening: Opening | None = None
        self.roots = {one.size: one.root for one in given}
        self._linked: set[tuple[int, int]] = set()
        self.good: list[Seen] = []
        self._seen: dict[int, Checkpoint] = {}
        self.entries = self.hidden = 0
        self.told: list[int] = []  # which leaves are told in part
        self._ids: set[str] = set()
        self._before: tuple[int, bool] | None = None
        """When the entry before was made, in microseconds, and whether only what was told says so."""
        self._proven_by_hash: int | None = None
        """Which leaf the lines before proved by its hash alone: the next line may tell a part of it."""

    def take(self, line: object, number: int) -> None:
        """Judge a line; `number` is where it stands in its file."""
        place = Place(self._file, number)
        spoiled, self._spoiled = self._spoiled, False
        if spoiled and isinstance(line, Inclusion):
            return
        index = line.index if isinstance(line, Entry | Leaves | Opening | Inclusion | Told) else None
        try:
            self._take(line, place)
        except NamedOnly as refusal:
            found = place.finding(str(refusal), self.log.origin, index)
            self._findings.defers(refusal.signer, refusal.size, found)
        except (LeafMalformed, NotProven, NotTrusted, NoteMalformed) as refusal:
            self._break(str(refusal), index, place)
            self._spoiled = isinstance(line, Entry | Leaves | Opening)
            if isinstance(line, Inclusion):
                self._unproven = None

    def unreadable(self, why: str, number: int) -> None:
        """A line is none."""
        self._break(f"this is no line of an export: {why}", None, Place(self._file, number))

    def flush(self) -> None:
        """An entry that no proof followed is not proven."""
        if self._unproven is not None:
            line, _, place = self._unproven
            self._unproven = None
            self._break("no proof follows this entry", line.index, place)

    @property
    def shown_size(self) -> int:
        """A log that has so many leaves has all that are shown."""
        return self._last + 1

    def keep(self, note: str, place: Place) -> None:
        """Hold a checkpoint that somebody kept against those that are here, and against what else was kept."""
        try:
            self._see(note, place)
        except (NotProven, NotTrusted, NoteMalformed) as refusal:
            self._break(f"a checkpoint does not hold: {refusal}", None, place)

    def finish(self, *, exported: bool) -> None:
        """Link every checkpoint to the next larger one; `exported`: it stands in a file that begins as an export."""
        self.flush()
        if not exported:
            self._leave_open(
                "nothing in the file shows that these are all the entries that somebody asked for: each is proven by itself"
            )
        if self.told:
            which = (
                f"told in part, entries of {self.log.origin}: {len(self.told)} (index {ranges(self.told)})"
            )
            if exported:
                self._findings.tells(
                    f"{which}; that they are in the log is proven, what is told of them is not"
                )
            else:
                self._leave_open(
                    f"{which}; outside a signed export nobody vouches for what is told: not even the server",
                    self.told[0],
                    self.told[-1],
                )
        sizes = sorted(one for one in self.roots if one)
        for small, large in pairwise(sizes):
            if (small, large) not in self._linked:
                why = (
                    f"nothing shows that the log of {small} leaves is the beginning of the one of {large}: an auditor asks "
                    "POST /access-log/proofs/_consistency with each of the two checkpoints, and both must lead to the same one"
                )
                self._leave_open(why, small)

    def _take(self, line: object, place: Place) -> None:
        if isinstance(line, Inclusion):
            self._include(line, place)
            return
        self.flush()
        of_hash, self._proven_by_hash = self._proven_by_hash, None
        match line:
            case Entry() | Opening():
                self._show(line, place)
            case CheckpointLine():
                self._see(line.note, place)
            case Key():
                self._findings.tells(*self.keys.hand_over(self.log.origin, line))
            case Consistency():
                self._link(line)
            case Leaves():
                self._hide(line, place)
            case Told():
                self._tell(line, of_hash)
            case Stray():
                raise NotProven(
                    "an entry lies in the database that was never sealed, as those around it were"
                )
            case _:
                raise NotProven("an export of some entries begins or ends in the midst of a log")

    def _hide(self, line: Leaves, place: Place) -> None:
        """What is not the reader's stands there as its hash alone, and with a proof of its own."""
        hashes = self._hasher.hidden(line)
        if line.why != "reader" or len(hashes) > 1:
            raise NotProven("hashes of leaves stand in a partial export, where they prove nothing")
        self._follow(line.index)
        self._unproven = (line, hashes[0], place)
        self.hidden += 1

    def _tell(self, line: Told, of_hash: int | None) -> None:
        if line.index != of_hash:
            raise NotProven("what is told of an entry stands behind another one than that")
        fields = dict(zip(Fields.__struct_encode_fields__, astuple(line.entry), strict=True))
        if line.entry.blind is not None or any(fields[one] is not None for one in line.withheld):
            raise NotProven("what is withheld of an entry is told all the same")
        self._receipts.tell(line.entry.id, line.index)
        self._fit(line.entry, self._hasher.micros([line.entry])[0], told=True)
        self.told.append(line.index)

    def _fit(self, entry: Fields, at: int, *, told: bool) -> None:
        """What is told of an entry must at least fit those around it; of what is proven the log says so itself."""
        twice, before = entry.id in self._ids, self._before
        self._ids.add(entry.id)
        self._before = (at, told)
        if twice:
            raise NotProven("an entry of this id stands in the log already")
        if before is not None and (told or before[1]) and at < before[0] - STEP_BACK_MAX:
            raise NotProven(
                "what is told of an entry does not fit its neighbours: the later one is more than a minute older"
            )

    def _follow(self, index: int) -> None:
        if index <= self._last:
            raise NotProven(f"leaf {index} comes after leaf {self._last}")
        self._last = index

    def _show(self, line: Entry | Opening, place: Place) -> None:
        self._follow(line.index)
        if isinstance(line, Opening):
            if (line.opening.origin, line.opening.previous) != (self.log.origin, self.log.previous):
                self._break("the opening is not that of this log", line.index, place)
            self._unproven = (line, self._hasher.opening(line)[0], place)
            return
        batch = self._hasher.entries([line])
        if batch.wrong:
            raise NotProven("this entry is not what was sealed: its leaf has another hash")
        self._unproven = (line, batch.hashes[0], place)
        self.entries += 1
        self._receipts.look([line.entry], batch.micros)
        self.recent.look(line.index, batch.micros)
        self._fit(line.entry, batch.micros[0], told=False)

    def _see(self, note: str, place: Place) -> Seen:
        seen = self.keys.see(note, self.log.origin)
        size, root = seen.checkpoint.size, seen.checkpoint.root
        if self.roots.setdefault(size, root) != root:
            raise NotProven(f"two checkpoints of {size} leaves were signed, with different roots")
        self.good += [seen] if seen.named is None else []
        if seen.named is not None:
            self._findings.defers(seen.named, size, place.finding(NOBODY, self.log.origin, None))
        self._seen[size] = seen.checkpoint
        return seen

    def _include(self, line: Inclusion, place: Place) -> None:
        if self._unproven is None or self._unproven[0].index != line.index:
            raise NotProven("a proof of inclusion stands behind another entry")
        checkpoint = (
            self._seen.get(line.size) if line.note is None else self._see(line.note, place).checkpoint
        )
        if checkpoint is None:
            raise NotProven("a proof of inclusion stands before the checkpoint it is about")
        check_path(line, self._unproven[1], checkpoint)
        if isinstance(self._unproven[0], Opening):
            self.opening = self._unproven[0]
        self._proven_by_hash = line.index if isinstance(self._unproven[0], Leaves) else None
        self._unproven = None

    def _link(self, line: Consistency) -> None:
        old, new = self.roots.get(line.old_size), self.roots.get(line.new_size)
        if old is None or new is None:
            raise NotProven("a proof of consistency stands before the checkpoints it is about")
        proof = [hashed for one in line.proof for hashed in decode_hashes(one)]
        check_consistency(line.old_size, line.new_size, proof, old, new)
        self._linked.add((line.old_size, line.new_size))

    def _leave_open(self, why: str, index: int | None = None, last: int | None = None) -> None:
        self._findings.leaves_open(Finding(why=why, origin=self.log.origin, index=index, last_index=last))

    def _break(self, why: str, index: int | None, place: Place) -> None:
        self._findings.breaks(place.finding(why, self.log.origin, index))
