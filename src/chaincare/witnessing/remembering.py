"""What a witness cosigned last, of each log: one file each, whole at any moment and on the disk before anything is answered."""

import fcntl
import os
from hashlib import sha256
from pathlib import Path
from typing import Self

from chaincare.signed_notes import Checkpoint, NoteMalformed, Signer, Verifier, open_note, read_checkpoint


class StateTaken(Exception):
    """Another witness uses this folder: two that remember apart could cosign two histories."""


class StateUnreadable(Exception):
    """What is remembered of a log is not what this witness wrote: nothing is cosigned until somebody looked at it."""


class Remembered:
    """A folder with the last cosigned checkpoint of each log. Held by one process at a time."""

    def __init__(self, folder: Path, own: Verifier) -> None:
        """Raise `StateTaken`, OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._own = folder, own
        self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise StateTaken(StateTaken.__doc__) from None

    def note(self, origin: str) -> str | None:
        """Give the last cosigned note of a log; None before the first. Raises `StateUnreadable`, OSError."""
        return self.by_hash(sha256(origin.encode()).hexdigest())

    def by_hash(self, hashed: str) -> str | None:
        """Give the same, by the SHA-256 of the origin in hex."""
        try:
            note = (self._folder / hashed).read_bytes().decode()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            raise StateUnreadable(StateUnreadable.__doc__) from None
        self._own_word(note, hashed)
        return note

    def checkpoint(self, origin: str) -> Checkpoint | None:
        """Give the last cosigned checkpoint of a log. Raises `StateUnreadable`, OSError."""
        note = self.note(origin)
        return None if note is None else self._own_word(note, sha256(origin.encode()).hexdigest())

    def keep(self, origin: str, note: str) -> None:
        """Remember a note: when this returns, it survives a power cut. Raises OSError."""
        place = self._folder / sha256(origin.encode()).hexdigest()
        draft = place.with_suffix(".draft")
        written = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        with os.fdopen(written, "wb") as file:
            file.write(note.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        """Leave the folder to another."""
        os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _own_word(self, note: str, hashed: str) -> Checkpoint:
        """Read what was remembered; it must carry this witness's own line, of the log it is kept under."""
        try:
            checkpoint = read_checkpoint(open_note(note, [self._own]).text)
        except (NoteMalformed, ValueError):
            raise StateUnreadable(StateUnreadable.__doc__) from None
        if sha256(checkpoint.origin.encode()).hexdigest() != hashed:
            raise StateUnreadable(StateUnreadable.__doc__)
        return checkpoint


def make_key_file(path: Path, signer: Signer) -> None:
    """Write a new secret key where there is no file yet, for its owner alone. Raises FileExistsError, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "w", encoding="utf-8") as file:
        file.write(signer.encoded() + "\n")
        file.flush()
        os.fsync(file.fileno())
