"""What a PostgreSQL data directory tells about its main process, and how to end that process."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

_STATUS_LINE = 7  # of postmaster.pid; pg_ctl waits for the same word
_PORT_LINE, _FOLDER_LINE, _ADDRESS_LINE = 3, 4, 5
_POLL_SECONDS = 0.05


class Postmaster(NamedTuple):
    """The main process of the database in `data`, running or not."""

    data: Path

    @property
    def _lock_file(self) -> Path:
        return self.data / "postmaster.pid"

    def _lines(self) -> list[str]:
        try:
            return self._lock_file.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []

    def is_ready(self) -> bool:
        """Whether it takes connections by now."""
        lines = self._lines()
        return len(lines) > _STATUS_LINE and lines[_STATUS_LINE].strip() == "ready"

    def listens_at(self) -> tuple[str, int] | None:
        """The folder of its socket, or its address, and its port; None where it takes no connections."""
        if self.running_pid() is None or not self.is_ready():
            return None
        lines = self._lines()
        return lines[_FOLDER_LINE].strip() or lines[_ADDRESS_LINE].strip(), int(lines[_PORT_LINE])

    def running_pid(self) -> int | None:
        """Its process id, or None where it does not run.

        A file left behind by a crash may name a process id that something else has by now: it counts only when
        that process was started on this very directory.
        """
        lines = self._lines()
        if not lines or not lines[0].isdecimal():
            return None
        pid = int(lines[0])
        return pid if str(self.data) in _command_of(pid) else None

    def clear_stale_lock(self) -> None:
        """Remove the lock file of a process that is gone: PostgreSQL believes a reused process id."""
        if self.running_pid() is None:
            self._lock_file.unlink(missing_ok=True)

    def stop(self, patience: float) -> None:
        """Fast shutdown, after `patience` seconds an immediate one, then a kill. Nothing where it does not run."""
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            pid = self.running_pid()
            if pid is None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
            deadline = time.monotonic() + patience
            while self.running_pid() == pid and time.monotonic() < deadline:
                time.sleep(_POLL_SECONDS)


def _command_of(pid: int) -> str:
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            return ""
    done = subprocess.run(
        ["/bin/ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False
    )
    return done.stdout
