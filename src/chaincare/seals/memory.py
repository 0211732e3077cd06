"""The last checkpoint a process saw, kept outside of the database: who puts an old backup back, or writes the log anew, is found."""

import os
from pathlib import Path


class Memory:
    """A file with one checkpoint, of one process. Without a path it remembers as long as the process lives."""

    def __init__(self, path: Path | None) -> None:
        """Raise OSError, UnicodeDecodeError for a file that cannot be read."""
        self._path = path
        self._note = path.read_text(encoding="utf-8") if path is not None and path.is_file() else None

    @property
    def note(self) -> str | None:
        """Give the checkpoint that was seen last, whatever the file holds by now; None before the first."""
        return self._note

    def keep(self, note: str) -> None:
        """Remember a checkpoint: the file is whole at any moment, the former one or this. Raises OSError."""
        if note == self._note:
            return
        if self._path is not None:
            draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            draft.write_text(note, encoding="utf-8")
            draft.replace(self._path)
        self._note = note
