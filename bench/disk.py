"""When the disk itself stood still: what is answered once its entry is kept waits for it, whoever wrote the program."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

SLOW_MS = 10.0
"""A write of one page that takes so long is not the disk's usual half a millisecond."""
PAUSE_SECONDS = 0.02
PAGE = bytes(8192)


class Stall(NamedTuple):
    """From when until when one small write was waited for, on the clock that goes only forward, in seconds."""

    began: float
    ended: float


class Disk:
    """Writes one page again and again where the database is kept, and notes whenever that was slow."""

    def __init__(self, folder: Path) -> None:
        self._file, self._stop, self.stalls = folder / "disk-probe", Event(), list[Stall]()
        self._since: float | None = None

    def stood_still(self, began: float, ended: float) -> bool:
        """Say whether the disk made a write of somebody else wait at the same time."""
        waiting = self._since
        if waiting is not None and waiting < ended and ended - waiting > SLOW_MS / 1000:
            return True
        return any(one.began < ended and one.ended > began for one in reversed(self.stalls[-20:]))

    @contextmanager
    def watched(self) -> Iterator["Disk"]:
        """Watch the disk for as long as this is open."""
        thread = Thread(target=self._watch, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            thread.join()
            self._file.unlink(missing_ok=True)

    def _watch(self) -> None:
        file = os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600)
        while not self._stop.wait(PAUSE_SECONDS):
            self._since = began = time.perf_counter()
            os.pwrite(file, PAGE, 0)
            os.fdatasync(file)
            ended, self._since = time.perf_counter(), None
            if (ended - began) * 1000 > SLOW_MS:
                self.stalls.append(Stall(began, ended))
        os.close(file)
