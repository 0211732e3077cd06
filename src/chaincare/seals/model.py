"""The seal of the access log (T5, SECURITY 2): its logs, how far it is, and what it refuses."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal
from chaincare.trace.model import NoMandate

TILE_LEVELS = 8
"""Roots of whole subtrees are kept for every eighth level: of 256 leaves, of 65,536, …"""
ENTRIES_MAX = 4_000
"""At most about so many entries a batch; what waits longer goes into the next, at once."""
HASHED_AT_ONCE = 256
"""So many leaves a process hashes before those who wait for an answer of it have their turn."""


class SealState(msgspec.Struct, frozen=True):
    """How far the seal is, as the database tells."""

    log_id: int | None
    origin: str | None
    year: int | None
    epoch: int | None
    leaves: int | None
    signed_size: int | None
    root: bytes | None
    note: str | None
    """The last checkpoint of the present log."""
    signed_at: datetime | None
    waiting_since: datetime | None
    """When the oldest entry was written that is in no batch; None when all are."""
    ahead: bool
    """Whether more is said to be sealed than there ever was."""
    at: datetime


class Log(msgspec.Struct, frozen=True):
    """One log: that of a calendar year, or what goes on of it after an old backup was put back."""

    id: int
    origin: str
    year: int
    epoch: int
    size: int
    """Leaves that a checkpoint signs; 0 before the first."""
    note: str | None


class Batch(msgspec.Struct, frozen=True):
    """What one round appended: where it begins, and its leaf hashes."""

    first: int
    hashes: tuple[bytes, ...]


class Node(msgspec.Struct, frozen=True):
    """The root of a whole subtree that is kept: `level` counts in steps of eight."""

    level: int
    place: int
    hash: bytes


class Signed(msgspec.Struct, frozen=True):
    """A checkpoint that was kept."""

    origin: str
    size: int
    root: bytes
    note: str
    signed_at: datetime
    log_id: int
    witnesses: Sequence[str]
    """The keys of those who vouched for it."""
    said_at: Sequence[datetime]
    """When each did so first, by its own clock."""


class Last(msgspec.Struct, frozen=True):
    """The last checkpoint of a log."""

    log_id: int
    origin: str
    size: int
    root: bytes
    note: str


class DestroyedLeaf(msgspec.Struct, frozen=True):
    """By which certificate the entry of a leaf is no more."""

    id: UUID
    month: str
    destroyed_at: datetime


class ToWitness(msgspec.Struct, frozen=True):
    """A log's last checkpoint, and how far one witness is with it."""

    verifier: str
    log_id: int
    present: bool
    """Whether it is the log of now, and not the one that ended as it began."""
    origin: str
    size: int
    note: str
    signed_seconds: float
    """How long ago it was signed."""
    known_size: int | None
    """The largest size that the witness cosigned; None before the first."""
    last_note: str | None
    """What the witness said its last word of, in whatever log."""
    last_line: str | None


class Cosignature(msgspec.Struct, frozen=True):
    """A witness's line under a checkpoint, and the second it names."""

    line: str
    at: int


class OtherSize(Exception):
    """The witness knows another size of the log than it was asked to go on from."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class AnotherHistory(Exception):
    """The witness holds another history of this log, or does not believe its key: somebody has to look at it."""


class WitnessSilent(Exception):
    """The witness did not answer, or not as witnesses do."""


class LogBroken(Exception):
    """The log in the database is not the one that was signed; nothing more is sealed until an operator looked at it."""


class EntryUnknown(Refusal):
    """There is no such entry within your mandate, or this is no receipt of this server."""

    kind = Kind.UNKNOWN


class NotSealedYet(Refusal):
    """This entry waits for its seal, which takes about a second: ask again."""

    kind = Kind.CONFLICT


class SealBroken(Refusal):
    """Nothing is sealed: the access log is not what was signed, or this server lacks a key that signed it. Asking again does not help.

    Keep the receipt and the checkpoint, and call whoever operates the server: its log says what is wrong. What was signed stays signed.
    """

    kind = Kind.CONFLICT


class CheckpointForeign(Refusal):
    """This checkpoint is not signed by a key of this log: give the whole note, as it was given to you."""

    kind = Kind.BAD_INPUT


class LogTouched(Refusal):
    """The log no longer leads to this checkpoint, although its key signed it: keep the checkpoint, and call whoever oversees it.

    Where a backup was put back, the log goes on in another epoch: `goesOnIn` proves which (null where none does), and its `previous` is
    the last checkpoint of this log that was known there.
    """

    kind = Kind.CONFLICT


class OneOfBoth(Refusal):
    """Give the receipt of an answer, or the id and the moment of an entry: one of both."""

    kind = Kind.BAD_INPUT


LIST_CHECKPOINTS = Operation(
    code="access-log.checkpoints-read",
    action="R",
    en="An auditor read the checkpoints of the access log",
    nl="Een auditor bekeek de controlepunten van de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
PROVE_ENTRY = Operation(
    code="access-log.entry-proven",
    action="R",
    en="An auditor had an entry of the access log proven",
    nl="Een auditor liet een regel van de inzagelog bewijzen",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
PROVE_LOG = Operation(
    code="access-log.growth-proven",
    action="R",
    en="An auditor had it proven that the access log was only added to",
    nl="Een auditor liet bewijzen dat er aan de inzagelog alleen is toegevoegd",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
