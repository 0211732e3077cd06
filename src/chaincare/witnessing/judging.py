"""Whether a checkpoint is cosigned. Pure: what the witness trusts and remembers are arguments."""

from collections.abc import Iterable, Sequence

import msgspec

from chaincare.merkle import EMPTY_ROOT, NotProven, check_consistency
from chaincare.signed_notes import (
    ED25519,
    Checkpoint,
    KeyMalformed,
    Note,
    NoteNotSigned,
    Verifier,
    open_note,
    read_verifier,
)
from chaincare.witnessing.requests import Request


class OriginUnknown(Exception):
    """This witness does not watch a log of that origin."""


class NotSigned(Exception):
    """No key that this witness trusts for the origin signed the checkpoint, or one signed something else."""


class SizeDiffers(Exception):
    """The witness knows another size of this log, and says which: the proof has to begin there."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class NotConsistent(Exception):
    """The checkpoint is not shown to continue the log that this witness knows."""


class Watched(msgspec.Struct, frozen=True):
    """A key that is trusted for a family of origins: the name itself, and whatever stands behind it and a slash."""

    name: str
    verifier: Verifier

    def covers(self, origin: str) -> bool:
        """Whether the key is trusted for a log of that origin."""
        return origin == self.name or origin.startswith(self.name + "/")


def read_watched(text: str) -> Watched:
    """Read `VKEY` or `VKEY=ORIGIN`. Raises `KeyMalformed`."""
    vkey, given, name = text.partition("=")
    verifier = read_verifier(vkey)
    if verifier.algorithm != ED25519:
        raise KeyMalformed("a log signs with Ed25519, this is the key of a witness")
    if given and not name:
        raise KeyMalformed("behind = stands the origin that the key is trusted for")
    return Watched(name or verifier.name, verifier)


def trusted_note(watched: Iterable[Watched], request: Request) -> Note:
    """Give the checkpoint with the signatures that are trusted, and no other line. Raises `OriginUnknown`, `NotSigned`."""
    keys = [one.verifier for one in watched if one.covers(request.checkpoint.origin)]
    if not keys:
        raise OriginUnknown
    try:
        opened = open_note(request.note.written(), set(keys))
    except NoteNotSigned:
        raise NotSigned from None
    names = {(one.verifier.name, one.verifier.key_hash) for one in opened.signed}
    lines = tuple(one for one in request.note.signatures if (one.name, one.key_hash) in names)
    return Note(request.note.text, lines)


def judge(known: Checkpoint | None, old: int, proof: Sequence[bytes], asked: Checkpoint) -> None:
    """Return when `asked` may be cosigned after `known`. Raises `SizeDiffers`, `NotConsistent`."""
    size = 0 if known is None else known.size
    if old != size:
        raise SizeDiffers(size)
    if asked.size == 0 and asked.root != EMPTY_ROOT:
        raise NotConsistent
    if known is None or old == 0:
        if proof:
            raise NotConsistent
        return
    try:
        check_consistency(old, asked.size, proof, known.root, asked.root)
    except NotProven:
        raise NotConsistent from None
