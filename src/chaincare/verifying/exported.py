"""A file of some entries that somebody asked for: that it is whole, as the log's key signed it at its end."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from chaincare.signed_notes import NoteMalformed, NoteNotSigned, Verifier, open_note
from chaincare.verifying.findings import Finding, Findings
from chaincare.verifying.lines import End, Entry, Export, Leaves, Line, Log, Stray, export_text


class ExportedFile:
    """Counts and hashes the lines between `export` and `end`."""

    def __init__(self, export: Export, raw: bytes, findings: Findings, file: str) -> None:
        self._export, self._findings, self._file = export, findings, file
        self._hash, self._entries, self._over = sha256(raw + b"\n"), 0, False

    def read(self, line: Line, raw: bytes, number: int, keys: Sequence[Verifier]) -> bool:
        """Take a line, and say whether it is about the export alone; `keys` are those that may sign its end."""
        if isinstance(line, End):
            self.end(line, keys, number)
            return True
        self.take(line, raw, number)
        return False

    def take(self, line: Line | None, raw: bytes, number: int) -> None:
        """Take a line that is neither the first nor the last; None for one that is no line."""
        if self._over:
            self._break("something stands behind the end of the export", number)
        elif isinstance(line, Log) and not line.partial:
            self._break("a whole log stands in an export of some entries", number)
        self._entries += isinstance(line, Entry | Leaves | Stray)
        self._hash.update(raw + b"\n")

    def end(self, line: End, keys: Sequence[Verifier], number: int) -> None:
        """Hold what was read against what was signed."""
        if self._over:
            self._break("the export ends twice", number)
            return
        self._over = True
        digest = b64encode(self._hash.digest()).decode()
        if line.entries != self._entries:
            self._break(f"it holds {self._entries} entries, and ends as one of {line.entries}", number)
        if line.digest != digest:
            self._break("a line of it was left out, added, moved or changed", number)
        try:
            signed = open_note(line.note, keys).text
        except (NoteMalformed, NoteNotSigned) as refusal:
            self._break(f"its end is not signed by a key of the log: {refusal}", number)
            return
        if signed != export_text(self._export.export_id, line.entries, line.digest):
            self._break("its end was signed for another export", number)
        elif line.digest == digest:
            asked = ", ".join(f"{name} {one}" for name, one in self._export.selection.items())
            self._findings.tells(
                f"{self._file}: all {line.entries} entries that were given to who asked for {asked}"
            )
        if line.entries < self._export.entries:
            hidden = self._export.entries - line.entries
            self._findings.tells(
                f"{hidden} entries fewer than there were when it was asked for: they may no longer be shown to the reader"
            )

    def finish(self) -> None:
        """Say so where the file has no end."""
        if not self._over:
            why = "it is cut off: the line that ends an export is missing"
            self._findings.leaves_open(Finding(why=why, file=self._file))

    def _break(self, why: str, number: int) -> None:
        self._findings.breaks(Finding(why=why, file=self._file, line=number))
