"""How one log goes on from another: at the turn of a year, and after the restore of a backup."""

from collections.abc import Mapping

import msgspec

from chaincare.signed_notes import Checkpoint, NoteMalformed, read_checkpoint, read_note
from chaincare.verifying.checkpoints import Place
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.keyring import NOBODY, Keyring, NotTrusted, Seen
from chaincare.verifying.lines import Log, Opening

_NOT_HELD = "the checkpoint that it goes on from does not hold"


class Done(msgspec.Struct, frozen=True):
    """A log that was read to its end."""

    log: Log
    size: int
    keys: Keyring
    roots: Mapping[int, bytes]
    """The roots that are known of it."""
    signed_size: int
    """So many of its leaves a trusted key signed."""
    opening_shown: bool
    whole: bool
    """Whether all of its leaves are there, so that all of them can be covered."""


class Chain:
    """Holds each log against the one it goes on from."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._done: dict[str, Done] = {}
        self._log: tuple[Log, Place] | None = None
        self.goes_on: dict[str, tuple[str, int]] = {}
        """Of a log the one after it, whose first leaf holds that so many leaves of it were what they are."""

    def logs(self) -> list[Done]:
        """All that were read, in their order."""
        return list(self._done.values())

    def begin(self, log: Log, place: Place) -> None:
        """A log begins."""
        self._log = (log, place)
        if log.origin.rpartition("/")[2] != f"{log.year}" + (f".{log.epoch}" if log.epoch > 1 else ""):
            self._break("its year and epoch are not those that its name ends in")
        if log.origin in self._done:
            self._break("this log is here twice")
        if log.previous is None and self._done:
            self._break("it goes on from no other, and there is a log before it")

    def end(self, done: Done, opening: Opening | None) -> None:
        """A log was read; `opening` is its leaf 0, if it was there."""
        if opening is None and (self._done if done.log.partial else done.size):
            self._leave_open("its opening is not shown")
        if done.log.previous is not None:
            self._go_on(done.log.previous, done, None if opening is None else opening.opening.reason)
        self._done[done.log.origin] = done

    def _go_on(self, previous: str, done: Done, reason: str | None) -> None:
        log = done.log
        try:
            checkpoint = read_checkpoint(read_note(previous).text)
        except NoteMalformed as refusal:
            self._break(f"the checkpoint that it goes on from is none: {refusal}")
            return
        before = self._done.get(checkpoint.origin)
        if before is None:
            missing = f"goes on from {checkpoint.origin}, which is not among these files"
            if self._done:
                self._leave_open(
                    f"it {missing} although an earlier one is: nothing can be told of what lies between"
                )
            else:
                self._findings.tells(f"{log.origin} {missing}: that is not checked")
            return
        if before is not next(reversed(self._done.values())):
            self._break(f"it goes on from {checkpoint.origin}, and another log that is here did so before")
        try:
            seen = _see(previous, before, None if reason is None else done)
            if seen.named is not None:
                at_before = msgspec.structs.replace(
                    self._finding(f"{_NOT_HELD}: {NOBODY}"), origin=before.log.origin
                )
                self._findings.defers(seen.named, checkpoint.size, at_before)
        except NotTrusted as refusal:
            self._break(f"{_NOT_HELD}: {refusal}")
        if (log.year, log.epoch) <= (before.log.year, before.log.epoch):
            self._break("it is of an earlier year or epoch than the log that it goes on from")
        if done.opening_shown and before.roots.get(checkpoint.size) == checkpoint.root:
            self.goes_on[checkpoint.origin] = (log.origin, checkpoint.size)
        self._compare(checkpoint, before, reason)

    def _compare(self, checkpoint: Checkpoint, before: Done, reason: str | None) -> None:
        known = before.roots.get(checkpoint.size)
        if known is not None and known != checkpoint.root:
            self._break("it goes on from another log than the one that is here before it")
        elif reason is not None:
            lost = checkpoint.size - before.size
            more = f"; its last {lost} leaves are not there any more" if lost > 0 else ""
            self._findings.tells(
                f"a new epoch begins after {checkpoint.size} leaves of {checkpoint.origin}{more}. The reason that is given: {reason}"
            )
        elif checkpoint.size != before.size and not before.log.partial:
            self._break(
                f"it goes on from {checkpoint.size} leaves of {checkpoint.origin}, and there are {before.size}"
            )

    def _break(self, why: str) -> None:
        self._findings.breaks(self._finding(why))

    def _finding(self, why: str) -> Finding:
        log, place = self._log or (None, Place(""))
        return place.finding(why, None if log is None else log.origin, 0)

    def _leave_open(self, why: str) -> None:
        log = self._log[0] if self._log else None
        self._findings.leaves_open(Finding(why=why, origin=None if log is None else log.origin, index=0))


def _see(note: str, before: Done, restored: Done | None) -> Seen:
    """Hold a checkpoint against the keys of its log. Raises `NotTrusted`, `NoteMalformed`.

    A backup that was put back may be older than the last hand-over: then the key of the new epoch signed what was lost.
    """
    try:
        return before.keys.see(note, before.log.origin)
    except NotTrusted:
        if restored is None:
            raise
        return restored.keys.see(note, before.log.origin)
