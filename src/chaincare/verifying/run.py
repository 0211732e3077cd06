"""The whole of it: files in, an answer out."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from chaincare.signed_notes import Checkpoint, Verifier, read_checkpoint, read_note
from chaincare.verifying.aged import Aged
from chaincare.verifying.chain import Chain, Done
from chaincare.verifying.checkpoints import Place
from chaincare.verifying.exported import ExportedFile
from chaincare.verifying.files import FileUnreadable, blocks_of, roots_at
from chaincare.verifying.findings import Finding, Findings, LogReport, Verification, in_order
from chaincare.verifying.keyring import Keyring, Seen
from chaincare.verifying.lines import Entry, Export, Line, Log, read_all, read_line
from chaincare.verifying.partial import PartialLog
from chaincare.verifying.receipts import Receipts
from chaincare.verifying.settling import settle
from chaincare.verifying.vkeys import named_keys, readable_keys
from chaincare.verifying.whole import WholeLog

_TELL_EVERY = 500_000
_UNREADABLE_MAX = 100  # lines that are none end the reading of a file


class Asked(msgspec.Struct, frozen=True):
    """What somebody holds the files against."""

    keys: tuple[Verifier, ...] = ()
    """Keys of the log that he trusts; without any, those that the files name are taken, and it is not judged whose they are."""
    witnesses: tuple[Verifier, ...] = ()
    witnesses_needed: int = 0
    checkpoints: tuple[tuple[str, str], ...] = ()
    """Notes that he kept, with what to call each."""
    receipts: tuple[str, ...] = ()
    all_shown: bool = False
    """Whether every entry must be shown, as before anything is so old that it is not kept."""


class _Run:
    def __init__(self, asked: Asked, tell: Callable[[str], None]) -> None:
        self._asked, self._tell, self._told = asked, tell, 0
        self.findings, self._receipts = Findings(), Receipts(asked.receipts)
        self._given: dict[str, list[tuple[Checkpoint, str, str]]] = {}
        for name, note in asked.checkpoints:
            checkpoint = read_checkpoint(read_note(note).text)
            self._given.setdefault(checkpoint.origin, []).append((checkpoint, note, name))
        self._chain, self._aged = Chain(self.findings), Aged()
        self._log: WholeLog | PartialLog | None = None
        self._exported: ExportedFile | None = None
        self._keys: list[Verifier] = list(asked.keys)
        self._retired: list[Verifier] = []
        self.reports: list[LogReport] = []
        self._all_shown = True
        self._ordinal, self._unreadable = -1, 0
        """Which log of its file is read, and how many lines of it were none."""

    def read(self, path: Path) -> None:
        """Judge a file."""
        self._ordinal, self._unreadable, number = -1, 0, 0
        self._exported = None
        try:
            for block in blocks_of(path):
                told = number // _TELL_EVERY
                number, goes_on = self._read_block(block, path, number)
                if not goes_on:
                    break
                if number // _TELL_EVERY > told:
                    self._tell(f"{path.name}: {number} lines")
            if not number:
                self._leave_open("there is nothing in it", path)
        except FileUnreadable as fault:
            self._leave_open(f"it cannot be read to its end: {fault}", path)
        self._finish(path)
        if self._exported is not None:
            self._exported.finish()

    def _read_block(self, block: bytes, path: Path, number: int) -> tuple[int, bool]:
        """Judge lines that follow line `number`; give where they end, and whether those after them are worth reading."""
        # What was asked for as a file of its own is hashed line by line; its first lines tell whether it was.
        lines = read_all(block) if number and self._exported is None else None
        at = number
        for at, one in enumerate(block.split(b"\n") if lines is None else lines, number + 1):
            if type(one) is Entry and self._log is not None:
                self._log.take(one, at)
            elif not (
                self._take(one, path, at) if isinstance(one, bytes) else self._take_of_log(one, path, at)
            ):
                return at, False
        return at, True

    def _take(self, raw: bytes, path: Path, number: int) -> bool:
        """Judge a line, and say whether those after it are worth reading."""
        try:
            line = read_line(raw)
        except (msgspec.MsgspecError, UnicodeError) as refusal:
            if self._exported is not None:
                self._exported.take(None, raw, number)
            if self._log is None:
                self._leave_open(f"it does not begin with a log: {refusal}", path)
                return False
            self._log.unreadable(str(refusal), number)
            self._unreadable += 1
            return self._unreadable < _UNREADABLE_MAX
        if isinstance(line, Export) and number == 1:
            self._exported = ExportedFile(line, raw, self.findings, str(path))
            return True
        keys = self._log.keys.keys() if self._log else ()
        if self._exported is not None and self._exported.read(line, raw, number, keys):
            return True
        return self._take_of_log(line, path, number)

    def _take_of_log(self, line: Line, path: Path, number: int) -> bool:
        if isinstance(line, Log):
            self._finish(path)
            self._ordinal += 1
            self._begin(line, Place(str(path), number))
        elif self._log is None:
            self._leave_open("it does not begin with a log", path)
            return False
        else:
            self._log.take(line, number)
        return True

    def _begin(self, line: Log, place: Place) -> None:
        keys = self._keys if self._asked.keys else named_keys(line, place.file, place.line, self.findings)
        named = readable_keys(line) if self._asked.keys else ()
        keyring = Keyring(keys, self._asked.witnesses, self._asked.witnesses_needed, self._retired, named)
        given = [one for one, _, _ in self._given.get(line.origin, [])]
        known = (line, keyring, given, self._receipts, self.findings)
        if line.partial:
            self._log = PartialLog(*known, place.file)
        else:
            self._log = WholeLog(*known, self._aged, place.file, all_shown=self._asked.all_shown)
        self._chain.begin(line, place)

    def _finish(self, path: Path) -> None:
        log, self._log = self._log, None
        if isinstance(log, PartialLog):
            self._finish_partial(log)
        elif log is not None:
            self._finish_whole(log, path)
        if log is not None:
            self._keys, self._retired = log.keys.keys(), log.keys.retired()

    def _finish_whole(self, log: WholeLog, path: Path) -> None:
        log.end()
        tree, checkpoints, origin = log.tree, log.checkpoints, log.log.origin
        tree.root()
        given = self._given.pop(origin, [])
        if not log.stopped:
            self._hold_against(log, given, path)
        seen = checkpoints.witnessed
        self._must_be_witnessed(log, seen, tree.size)
        self._all_shown = self._all_shown and not log.hidden
        signed, shown = checkpoints.signed_size, log.opening is not None
        done = Done(log.log, tree.size, log.keys, tree.roots, signed, shown, whole=not log.stopped)
        self._chain.end(done, log.opening)
        self.reports.append(
            LogReport(
                origin=origin, year=log.log.year, epoch=log.log.epoch, size=tree.size, root=_base64(tree.root()),
                entries=log.entries, hidden=log.hidden, checkpoints=len(checkpoints.good),
                signed_size=checkpoints.signed_size, witnessed_size=seen.checkpoint.size if seen else 0,
                witnessed_at=seen.seen_at if seen else None, partial=False,
            )
        )  # fmt: skip

    def _hold_against(self, log: WholeLog, given: list[tuple[Checkpoint, str, str]], path: Path) -> None:
        checkpoints = log.checkpoints
        for _, note, name in given:
            checkpoints.add(note, Place(name))
        late = checkpoints.late_sizes()
        checkpoints.finish(roots_at(path, self._ordinal, late).items() if late else ())

    def _finish_partial(self, log: PartialLog) -> None:
        self._all_shown, origin = False, log.log.origin
        log.flush()
        signed = max(log.good, key=lambda one: one.checkpoint.size, default=None)
        for _, note, name in self._given.pop(origin, []):
            log.keep(note, Place(name))
        log.finish(exported=self._exported is not None)
        seen = max(
            (one for one in log.good if one.seen_at), key=lambda one: one.checkpoint.size, default=None
        )
        self._must_be_witnessed(log, seen, log.shown_size)
        if signed is None:
            self._leave_open("there is no checkpoint of a trusted key in it", None, origin)
        size = signed.checkpoint.size if signed else 0
        shown = log.opening is not None
        self._chain.end(Done(log.log, size, log.keys, log.roots, size, shown, whole=False), log.opening)
        self.reports.append(
            LogReport(
                origin=origin, year=log.log.year, epoch=log.log.epoch, size=size,
                root=_base64(signed.checkpoint.root if signed else b""), entries=log.entries, hidden=log.hidden,
                checkpoints=len(log.good), signed_size=size, witnessed_size=seen.checkpoint.size if seen else 0,
                witnessed_at=seen.seen_at if seen else None, partial=True, told=tuple(log.told),
            )
        )  # fmt: skip

    def _must_be_witnessed(self, log: WholeLog | PartialLog, seen: Seen | None, size: int) -> None:
        if not self._asked.witnesses_needed:
            return
        witnessed = seen.checkpoint.size if seen else 0
        why = f"of {size} leaves {size - witnessed} were not seen by as many witnesses as are needed"
        if seen is None:
            why = f"no checkpoint was seen by as many witnesses as are needed: {why}"
        elif log.recent.is_seen(witnessed, size):
            return
        self.findings.leaves_open(
            Finding(why=why, origin=log.log.origin, index=witnessed, last_index=max(size - 1, witnessed))
        )

    def _leave_open(self, why: str, path: Path | None, origin: str | None = None) -> None:
        self.findings.leaves_open(Finding(why=why, origin=origin, file=None if path is None else str(path)))

    def answer(self) -> Verification:
        for origin, left in self._given.items():
            for _, _, name in left:
                self._leave_open("no file holds the log of this checkpoint", Path(name), origin)
        settle(self._chain, self.findings)
        self._aged.finish(self.findings)
        self._receipts.finish(self.findings, all_shown=self._all_shown)
        if self.reports and not self._asked.keys:
            self._leave_open("whose signatures these are: with no key each file vouches for itself", None)
        order = [one.origin for one in self.reports]
        broken = in_order(self.findings.broken, order)
        return Verification(
            verdict=self.findings.verdict(), trust="given" if self._asked.keys else "file",
            logs=tuple(self.reports), broken=tuple(broken), not_judged=tuple(self.findings.open),
            notes=tuple(self.findings.notes),
        )  # fmt: skip


def verify(files: Iterable[Path], asked: Asked, tell: Callable[[str], None] = lambda _: None) -> Verification:
    """Verify exports, in the order of their logs. Raises NoteMalformed and ValueError for what was asked in a form that is none."""
    run = _Run(asked, tell)
    for path in files:
        run.read(path)
    return run.answer()


def _base64(plain: bytes) -> str:
    return b64encode(plain).decode()
