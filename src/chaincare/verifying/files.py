"""Exports on disk, line by line, packed or not."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from chaincare.verifying.growing import Hasher, Tree
from chaincare.verifying.lines import Entry, Leaves, Log, Opening, read_line

_GZIP = b"\x1f\x8b"
LINE_MAX = 2**20
"""Bytes of a line: what is packed can be a thousand times as long as its file, and must not fill the memory."""
_CHUNK = 2**15
"""So much is read at a time: what is made of more no longer fits into a processor's nearest memory."""


class FileUnreadable(Exception):
    """A file that cannot be read to its end; the words say why."""


def in_words(fault: Exception) -> str:
    """Say what is wrong with a file, in words and without a number."""
    match fault:
        case FileNotFoundError():
            return "there is no such file"
        case IsADirectoryError():
            return "it is a folder"
        case PermissionError():
            return "you may not read it"
        case OSError():
            return fault.strerror or str(fault)
        case _:
            return str(fault)


def lines_of(path: Path) -> Iterator[bytes]:
    """Give the lines of a file, without their newlines. Raises `FileUnreadable`, also for a line that is too long."""
    for block in blocks_of(path):
        yield from block.split(b"\n")


def blocks_of(path: Path) -> Iterator[bytes]:
    """Give the lines of a file many at a time, without the last newline of each block. Raises `FileUnreadable` as `lines_of`."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == _GZIP
            plain.seek(0)
            if not packed:
                yield from _split(plain)
                return
            with gzip.open(plain) as unpacked:
                yield from _split(unpacked)
    except EOFError:
        raise FileUnreadable("it is cut off in the middle of what is packed") from None
    except (OSError, zlib.error) as fault:
        raise FileUnreadable(in_words(fault)) from None


def _split(stream: io.BufferedIOBase) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read1(_CHUNK):
        rest += chunk
        first, last = rest.find(b"\n"), rest.rfind(b"\n")
        if (len(rest) if first < 0 else first) > LINE_MAX:
            raise FileUnreadable(f"a line in it is longer than {LINE_MAX} bytes")
        if last >= 0:
            yield rest[:last]
            rest = rest[last + 1 :]
    if rest:
        yield rest


def roots_at(path: Path, ordinal: int, sizes: Iterable[int]) -> dict[int, bytes]:
    """Read a file's so-manieth log again, for its roots at sizes that nobody knew of the first time."""
    wanted, seen = set(sizes), -1
    tree, hasher = Tree(wanted), Hasher()
    for raw in lines_of(path):
        line = _read(raw)
        if isinstance(line, Log):
            seen += 1
        elif seen == ordinal:
            tree.append(_hashes(hasher, line))
        if seen > ordinal or wanted <= tree.roots.keys():
            break
    return tree.roots


def _read(raw: bytes) -> object:
    try:
        return read_line(raw)
    except (msgspec.MsgspecError, UnicodeError):  # told already, when it was read for the first time
        return None


def _hashes(hasher: Hasher, line: object) -> list[bytes]:
    match line:
        case Entry():
            return hasher.entries([line]).hashes
        case Opening():
            return [hasher.opening(line)[0]]
        case Leaves():
            return hasher.hidden(line)
        case _:
            return []
