"""Single answers of the server, judged without it: that an entry is in the log, and that the log only grew since a checkpoint was kept."""

from base64 import b64decode
from collections.abc import Sequence
from typing import Annotated

import msgspec

from chaincare.merkle import NotProven, check_consistency, check_inclusion, leaf_hash
from chaincare.signed_notes import (
    Checkpoint,
    NoteMalformed,
    NoteNotSigned,
    Verifier,
    open_note,
    read_checkpoint,
    read_note,
)

_ID = slice(17, 33)
"""Where the id stands in the bytes of an entry: behind one byte of which version it is, and its moment."""
_NONE = 2**32 - 1

Size = Annotated[int, msgspec.Meta(ge=0, le=2**62)]


class Entry(msgspec.Struct, frozen=True, rename="camel"):
    """The answer of `POST /access-log/proofs/_inclusion`."""

    entry_id: str
    leaf: str | None
    leaf_hash: str
    origin: str
    index: Size
    size: Size
    path: tuple[str, ...]
    checkpoint: str


class Next(msgspec.Struct, frozen=True, rename="camel"):
    """The log that goes on from another."""

    origin: str
    opening: str
    size: Size
    path: tuple[str, ...]
    checkpoint: str


class Grown(msgspec.Struct, frozen=True, rename="camel"):
    """The answer of `POST /access-log/proofs/_consistency`."""

    origin: str
    from_size: Size
    size: Size
    path: tuple[str, ...]
    checkpoint: str
    goes_on_in: Next | None


class AnswerFalse(ValueError):
    """An answer that does not prove what it says; the words say why."""


class AnswerOpen(ValueError):
    """An answer that cannot be judged; the words say what is missing."""


def judge(answers: Sequence[bytes], keys: Sequence[Verifier], kept: str | None) -> list[str]:
    """Judge answers in the order in which they were given, and say what they prove. Raises `AnswerFalse`, `AnswerOpen`.

    Those of consistency begin with the checkpoint that somebody `kept`, and each goes on from the one before.
    """
    known = None if kept is None else read_checkpoint(read_note(kept).text)
    told: list[str] = []
    ends = known is None
    for raw in answers:
        answer = _read(raw)
        if isinstance(answer, Entry):
            told.append(_entry(answer, keys))
            continue
        if known is None:
            raise AnswerOpen("this proof goes on from a checkpoint that you kept: give it with --checkpoint")
        known, words = _grown(answer, keys, known)
        told += words
        ends = answer.goes_on_in is None
    if known is not None and not ends:
        raise AnswerOpen(
            f"nothing here leads from {known.origin}, {known.size} leaves, to the present: ask POST /access-log/proofs/_consistency with "
            "that checkpoint, and add the answer"
        )
    return told


def _read(raw: bytes) -> Entry | Grown:
    try:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        if "leafHash" in fields:
            return msgspec.json.decode(raw, type=Entry)
        return msgspec.json.decode(raw, type=Grown)
    except (msgspec.MsgspecError, UnicodeError) as refusal:
        raise AnswerOpen(f"this is neither a proof of an entry nor of consistency: {refusal}") from None


def _entry(answer: Entry, keys: Sequence[Verifier]) -> str:
    checkpoint = _signed(answer.checkpoint, answer.origin, answer.size, keys)
    hashed = _bytes(answer.leaf_hash)
    _prove(answer.index, hashed, answer.path, checkpoint)
    where = f"leaf {answer.index} of {answer.origin}, among {answer.size}"
    if answer.leaf is None:
        return f"{where}, is in the log. Only its hash is shown: that it is entry {answer.entry_id} is the server's word."
    plain = _bytes(answer.leaf)
    if leaf_hash(plain) != hashed:
        raise AnswerFalse("these bytes of the entry are not those whose hash is proven")
    if plain[_ID].hex() != answer.entry_id.replace("-", "").lower():
        raise AnswerFalse("what is proven is another entry than the one that is named")
    return f"{where}, is in the log: it is entry {answer.entry_id}."


def _grown(answer: Grown, keys: Sequence[Verifier], known: Checkpoint) -> tuple[Checkpoint, list[str]]:
    if (answer.origin, answer.from_size) != (known.origin, known.size):
        raise AnswerFalse(
            f"this goes on from {answer.origin}, {answer.from_size} leaves, and not from {known.origin}, {known.size} leaves"
        )
    now = _signed(answer.checkpoint, answer.origin, answer.size, keys)
    try:
        check_consistency(known.size, now.size, [_bytes(one) for one in answer.path], known.root, now.root)
    except NotProven as refusal:
        raise AnswerFalse(
            f"the log of {now.size} leaves does not begin with those {known.size}: {refusal}"
        ) from None
    told = [f"{answer.origin} only grew from {known.size} to {now.size} leaves."]
    following = answer.goes_on_in
    if following is None:
        return now, told
    begun = _signed(following.checkpoint, following.origin, following.size, keys)
    opening = _bytes(following.opening)
    _prove(0, leaf_hash(opening), following.path, begun)
    origin, previous, reason = _opened(opening)
    if origin != following.origin or previous is None:
        raise AnswerFalse("the log that goes on does not begin with the opening of that log")
    last = read_checkpoint(read_note(previous).text)
    if last.origin != now.origin or (last.size == now.size and last.root != now.root) or last.size < now.size:
        raise AnswerFalse("the log that goes on begins from another log than this one")
    lost = last.size - now.size
    words = f"{following.origin} goes on from it"
    words += f", and the last {lost} leaves before it are lost: {reason}" if lost else ""
    return begun, [*told, f"{words}."]


def _signed(note: str, origin: str, size: int, keys: Sequence[Verifier]) -> Checkpoint:
    try:
        checkpoint = read_checkpoint(open_note(note, keys).text)
    except NoteNotSigned as refusal:
        raise AnswerFalse(f"the checkpoint is not signed by a key that you gave: {refusal}") from None
    except NoteMalformed as refusal:
        raise AnswerFalse(f"the checkpoint is none: {refusal}") from None
    if (checkpoint.origin, checkpoint.size) != (origin, size):
        raise AnswerFalse("the checkpoint is of another log, or of another size")
    return checkpoint


def _prove(index: int, hashed: bytes, path: Sequence[str], checkpoint: Checkpoint) -> None:
    try:
        check_inclusion(index, checkpoint.size, hashed, [_bytes(one) for one in path], checkpoint.root)
    except NotProven as refusal:
        raise AnswerFalse(f"leaf {index} is not in the log that was signed: {refusal}") from None


def _bytes(written: str) -> bytes:
    try:
        return b64decode(written, validate=True)
    except ValueError:
        raise AnswerFalse("a hash in it is not written in base64") from None


def _opened(plain: bytes) -> list[str | None]:
    """Read leaf 0: three texts, each behind its length in four bytes."""
    texts: list[str | None] = []
    at = 1
    try:
        for _ in range(3):
            length, at = int.from_bytes(plain[at : at + 4]), at + 4
            texts.append(None if length == _NONE else plain[at : at + length].decode())
            at += 0 if length == _NONE else length
    except UnicodeError:
        raise AnswerFalse("the opening of the log that goes on cannot be read") from None
    if at != len(plain):
        raise AnswerFalse("the opening of the log that goes on cannot be read")
    return texts
