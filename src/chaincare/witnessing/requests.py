"""What a log asks of a witness: the size it believes the witness knows, a proof from there, and the checkpoint."""

import re

import msgspec

from chaincare.merkle import HASH_SIZE
from chaincare.signed_notes import Checkpoint, Note, NoteMalformed, read_checkpoint, read_note
from chaincare.signed_notes.keys import from_base64

BODY_MAX = 256 * 1024
"""Bytes of a request: a proof of 63 hashes and a note with a hundred signatures are far below it."""
PROOF_MAX = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")
_SIZE_MAX = 2**63 - 1


class RequestMalformed(ValueError):
    """This is no request as tlog-witness describes it; the words say what is wrong with it."""


class Request(msgspec.Struct, frozen=True):
    """A request as it was read; nothing is verified yet."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


def read_request(body: bytes) -> Request:
    """Read the body of `add-checkpoint`. Raises `RequestMalformed`."""
    try:
        head, gap, raw = body.decode().partition("\n\n")
    except UnicodeDecodeError:
        raise RequestMalformed("it is not UTF-8") from None
    if not gap:
        raise RequestMalformed("there is no empty line before the checkpoint")
    first, *lines = head.split("\n")
    old = _OLD.fullmatch(first)
    if old is None or int(old[1]) > _SIZE_MAX:
        raise RequestMalformed("the first line is the word old, a space and a size without zeros before it")
    if len(lines) > PROOF_MAX:
        raise RequestMalformed(f"a proof has at most {PROOF_MAX} lines")
    try:
        note = read_note(raw)
        checkpoint = read_checkpoint(note.text)
    except NoteMalformed as fault:
        raise RequestMalformed(str(fault)) from None
    if int(old[1]) > checkpoint.size:
        raise RequestMalformed("the old size is larger than the checkpoint")
    return Request(int(old[1]), tuple(map(_hash, lines)), note, checkpoint)


def _hash(line: str) -> bytes:
    decoded = from_base64(line)
    if decoded is None or len(decoded) != HASH_SIZE:
        raise RequestMalformed("a line of the proof is 32 bytes in base64")
    return decoded
