"""Notes: a text, an empty line, and who signed it. Read strictly: whatever is not exactly a note is none."""

from base64 import b64encode
from collections.abc import Iterable

import msgspec

from chaincare.signed_notes.keys import ED25519, Signer, Verifier, from_base64, is_name

_NOTE_MAX = 1_000_000
"""Bytes of a note; Go's reader has the same bound."""
_SIGNATURES_MAX = 100
_HASH_BYTES = 4
_DASH = "\u2014 "


class NoteMalformed(ValueError):
    """This is no note; the words say what is wrong with it."""


class NoteNotSigned(ValueError):
    """No trusted key signed this note, or one did not sign what it says here."""


class Signature(msgspec.Struct, frozen=True):
    """One line under a note."""

    name: str
    key_hash: bytes
    signature: bytes

    def line(self) -> str:
        """Write it as it stands in the note, with its newline."""
        return f"{_DASH}{self.name} {b64encode(self.key_hash + self.signature).decode()}\n"


class Note(msgspec.Struct, frozen=True):
    """A note as it was read; nothing is verified yet."""

    text: str
    """Ends with a newline."""
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """Write it as the note that it was read from."""
        return self.text + "\n" + "".join(one.line() for one in self.signatures)


class Signed(msgspec.Struct, frozen=True):
    """That a trusted key signed."""

    verifier: Verifier
    at: int | None
    """The second since 1970 at which a witness said so; None for a log's own signature."""


class Opened(msgspec.Struct, frozen=True):
    """A note that at least one trusted key signed, and nobody trusted signed wrongly."""

    note: Note
    signed: tuple[Signed, ...]
    """Once per key, in the order of the lines."""

    @property
    def text(self) -> str:
        """What was signed."""
        return self.note.text


def as_kept(raw: str) -> str:
    """Undo what editors and mail do to a note that somebody kept: CRLF at the ends of its lines, and no newline at its end.

    It is for what people bring back, and makes nothing valid: what is signed is verified after it as ever.
    """
    text = raw.replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def read_note(raw: str | bytes) -> Note:
    """Read a note without verifying it. Raises `NoteMalformed`."""
    text = _be_text(raw)
    body, gap, lines = text.rpartition("\n\n")
    if not gap:
        raise NoteMalformed("there is no empty line between the text and its signatures")
    if not lines:
        raise NoteMalformed("there is no signature")
    if not lines.endswith("\n"):
        raise NoteMalformed("the last line is cut off: it has no newline")
    found = lines[:-1].split("\n")
    if len(found) > _SIGNATURES_MAX:
        raise NoteMalformed(f"there are more than {_SIGNATURES_MAX} signatures")
    return Note(body + "\n", tuple(_signature(line) for line in found))


def open_note(raw: str | bytes, verifiers: Iterable[Verifier]) -> Opened:
    """Read a note and see who signed it. Raises `NoteMalformed`, `NoteNotSigned`.

    A signature whose name and key hash are nobody's here is passed over; one of a known key that does not hold
    refuses the note, however many others do.
    """
    note = read_note(raw)
    known: dict[tuple[str, bytes], Verifier] = {}
    for one in verifiers:
        if known.setdefault((one.name, one.key_hash), one) != one:
            raise NoteNotSigned("two of the trusted keys have one name and one hash")
    signed: dict[Verifier, Signed] = {}
    for line in note.signatures:
        verifier = known.get((line.name, line.key_hash))
        if verifier is None:
            continue
        if not verifier.verifies(note.text.encode(), line.signature):
            raise NoteNotSigned(f"a signature in the name of {verifier.name} is not over this text")
        signed.setdefault(verifier, Signed(verifier, verifier.said_at(line.signature)))
    if not signed:
        raise NoteNotSigned("none of the trusted keys signed this")
    return Opened(note, tuple(signed.values()))


def sign(text: str, signers: Iterable[Signer]) -> str:
    """Write a note that each of them signed. Raises `NoteMalformed` for a text that is no note's, or without signers."""
    if not text.endswith("\n"):
        raise NoteMalformed("a note's text ends with a newline")
    lines = tuple(_signed(text, one) for one in signers)
    written = Note(text, lines).written()
    read_note(written)
    return written


def cosign(note: str, signer: Signer, at: int) -> str:
    """Add a witness's line to a note, which the witness has opened before. Raises `NoteMalformed`.

    A line that the same key wrote earlier gives way to the new one.
    """
    read, line = read_note(note), _signed(read_note(note).text, signer, at)
    others = tuple(one for one in read.signatures if (one.name, one.key_hash) != (line.name, line.key_hash))
    return Note(read.text, (*others, line)).written()


def _signed(text: str, signer: Signer, at: int | None = None) -> Signature:
    if at is None and signer.verifier.algorithm != ED25519:
        raise ValueError("a witness says at which second it saw the text: use cosign")
    return Signature(signer.verifier.name, signer.verifier.key_hash, signer.signature(text.encode(), at))


def _be_text(raw: str | bytes) -> str:
    if len(raw) > _NOTE_MAX:
        raise NoteMalformed("it is longer than a note may be")
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw.encode().decode()
    except UnicodeError:
        raise NoteMalformed("it is not UTF-8") from None
    if any(one < " " and one != "\n" for one in text):
        raise NoteMalformed("there is a control character in it")
    return text


def _signature(line: str) -> Signature:
    if not line.startswith(_DASH):
        raise NoteMalformed("a signature's line begins with a dash (U+2014) and a space")
    name, space, encoded = line.removeprefix(_DASH).partition(" ")
    if not is_name(name) or not space:
        raise NoteMalformed("a signature's line is a dash, a name and base64, with one space between")
    signature = from_base64(encoded)
    if signature is None or len(signature) <= _HASH_BYTES:
        raise NoteMalformed("a signature is base64 of a key hash of four bytes and of what was signed")
    return Signature(name, signature[:_HASH_BYTES], signature[_HASH_BYTES:])
