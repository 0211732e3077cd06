"""Signed notes (C2SP signed-note), checkpoints of a log (tlog-checkpoint), and a witness's word on one (tlog-cosignature).

Keys: `Verifier` and `Signer` have a name and an algorithm, `ED25519` (a log's) or `COSIGNATURE` (a witness's: says when).
`read_verifier(vkey)`, `read_signer(skey)` and their `encoded()` are the forms of Go's x/mod/sumdb/note:
`name+hash+base64` and `PRIVATE+KEY+name+hash+base64`. `make_signer(name)` makes a key.

Notes: `sign(text, signers)`, `cosign(note, signer, at)` (adds a line), `read_note(raw)` (parsed, nothing verified),
`open_note(raw, verifiers)` gives `Opened`: the text, and who signed it, each a `Signed` with the second it was said, if
a witness said it. `as_kept(raw)` undoes CRLF and a lost last newline before that. Signatures by unknown keys are passed over; a known key's that fails refuses the note.

Checkpoints: `Checkpoint(origin, size, root, extensions)`, `.text()`, `read_checkpoint(text)`.

Refused: `KeyMalformed`, `NoteMalformed` (also of a checkpoint's text), `NoteNotSigned`; the words of each say why.
"""

from chaincare.signed_notes.checkpoints import Checkpoint, read_checkpoint
from chaincare.signed_notes.keys import (
    COSIGNATURE,
    ED25519,
    KeyMalformed,
    Signer,
    Verifier,
    make_signer,
    read_signer,
    read_verifier,
)
from chaincare.signed_notes.notes import (
    Note,
    NoteMalformed,
    NoteNotSigned,
    Opened,
    Signature,
    Signed,
    as_kept,
    cosign,
    open_note,
    read_note,
    sign,
)

__all__ = [
    "COSIGNATURE",
    "ED25519",
    "Checkpoint",
    "KeyMalformed",
    "Note",
    "NoteMalformed",
    "NoteNotSigned",
    "Opened",
    "Signature",
    "Signed",
    "Signer",
    "Verifier",
    "as_kept",
    "cosign",
    "make_signer",
    "open_note",
    "read_checkpoint",
    "read_note",
    "read_signer",
    "read_verifier",
    "sign",
]
