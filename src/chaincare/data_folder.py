"""The folder on disk where an embedded ChainCare keeps its database and its keys.

One process at a time holds it, and only a folder that carries our own marker is ever filled or thrown away:
a slip of the keyboard (`--data-dir ~ --fresh`) must not cost anyone their files.
"""

import base64
import fcntl
import os
import secrets
import shutil
from pathlib import Path
from typing import Self

_MARKER = "CHAINCARE-DATA"
_LOCK = "lock"
_MARKER_TEXT = "This folder belongs to ChainCare, which may throw it away when asked to start afresh.\n"


class DataFolderInUse(Exception):
    """Another ChainCare, whose process id is named, runs on this data folder."""


class DataFolderNotOurs(Exception):
    """The folder holds files but not our marker, so ChainCare leaves it alone."""


class DataFolder:
    """A claimed data folder; `release()` lets the next process have it."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def claim(cls, path: Path) -> Self:
        """Make the folder where needed and hold it for this process.

        The lock is a `flock`: the kernel lets go of it however this process ends.
        Raises `DataFolderNotOurs` or `DataFolderInUse`.
        """
        path = path.expanduser().resolve()
        if path.exists() and not (path / _MARKER).is_file():
            if not path.is_dir() or any(path.iterdir()):
                raise DataFolderNotOurs(
                    f"{path} is not an empty folder and not one of ChainCare; name another."
                )
            path.chmod(0o700)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path / _MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(lock, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(lock)
            raise DataFolderInUse(
                f"{path} is in use by another ChainCare (process {holder}); stop that one, or name another folder."
            ) from None
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        return cls(path, lock)

    def release(self) -> None:
        """Let go of the folder; a second call does nothing."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def throw_away(self) -> None:
        """Delete everything in the folder but the marker and the lock that says we hold it."""
        if self._lock < 0 or not (self.path / _MARKER).is_file():
            raise DataFolderNotOurs(f"{self.path} is not held by this ChainCare; nothing was deleted.")
        for entry in self.path.iterdir():
            if entry.name in {_MARKER, _LOCK}:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    def secret(self, name: str) -> str:
        """The 32 random bytes kept here under `name`, in base64url without padding; made on first use, mode 0600."""
        file = self.path / f"{name}.secret"
        if not file.exists():
            made = base64.urlsafe_b64encode(secrets.token_bytes(32)).rstrip(b"=")
            draft = file.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as writing:
                writing.write(made)
                writing.flush()
                os.fsync(handle)
            draft.rename(file)  # whole or not at all: half a password would lock us out for good
        return file.read_text(encoding="ascii")
