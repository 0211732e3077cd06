"""The text of a note that says how large a log is, and what its root is (C2SP tlog-checkpoint)."""

import re
from base64 import b64encode

import msgspec

from chaincare.signed_notes.keys import from_base64
from chaincare.signed_notes.notes import NoteMalformed

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIZE_MAX = 2**63 - 1
_ROOT_BYTES = 32
_LINES_MIN = 3


class Checkpoint(msgspec.Struct, frozen=True):
    """A log at one moment."""

    origin: str
    """Which log: a name for ever, shaped like an address without a scheme."""
    size: int
    """How many leaves it has."""
    root: bytes
    """The root of its tree, 32 bytes."""
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Write it as a note's text. Raises `NoteMalformed` for what cannot be read again."""
        lines = [self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions]
        written = "".join(f"{line}\n" for line in lines)
        if read_checkpoint(written) != self:
            raise NoteMalformed("a line of a checkpoint has a newline in it")
        return written


def read_checkpoint(text: str) -> Checkpoint:
    """Read a note's text as a checkpoint. Raises `NoteMalformed`."""
    if not text.endswith("\n"):
        raise NoteMalformed("a note's text ends with a newline")
    origin, size, root, *extensions = _lines(text)
    if not _SIZE.fullmatch(size) or int(size) > _SIZE_MAX:
        raise NoteMalformed("a checkpoint's size is a whole number without a sign or zeros before it")
    decoded = from_base64(root)
    if decoded is None or len(decoded) != _ROOT_BYTES:
        raise NoteMalformed("a checkpoint's root is 32 bytes in base64")
    return Checkpoint(origin, int(size), decoded, tuple(extensions))


def _lines(text: str) -> list[str]:
    lines = text[:-1].split("\n")
    if len(lines) < _LINES_MIN:
        raise NoteMalformed("a checkpoint has an origin, a size and a root, each on a line")
    if not all(lines):
        raise NoteMalformed("a checkpoint has no empty lines")
    return lines
