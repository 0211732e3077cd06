"""Checkpoints and proofs as they travel. Hashes are base64, as in the notes; `chaincare verify-log` reads all of it."""

from base64 import b64encode
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.seals.model import DestroyedLeaf, Signed
from chaincare.wire import Body, Instant, View

NOTE_MAX = 20_000

Origin = Annotated[str, msgspec.Meta(description="Which log: a name for ever, that of a calendar year.")]
Size = Annotated[int, msgspec.Meta(description="How many leaves the log has at this checkpoint.")]
Note = Annotated[
    str, msgspec.Meta(description="The checkpoint as it was signed (C2SP signed note): keep all of it.")
]
Path = Annotated[tuple[str, ...], msgspec.Meta(description="The hashes of the proof (RFC 9162), in base64.")]


class ProveEntry(Body):
    """Which entry: by the receipt that an answer carried, or by its id and moment as a search of the log gives them."""

    receipt: (
        Annotated[str, msgspec.Meta(max_length=200, description="The header ChainCare-Receipt of an answer.")]
        | None
    ) = None
    entry_id: UUID | None = None
    happened_at: Instant | None = None


class ProveLog(Body):
    """The checkpoint that was kept: the whole note, from its first line to the last signature."""

    checkpoint: Annotated[
        str,
        msgspec.Meta(
            min_length=1,
            max_length=NOTE_MAX,
            description="A note that was given out before, with all its lines.",
        ),
    ]


class WitnessView(View):
    """That another organisation vouched for a checkpoint: its line stands under the note."""

    key: Annotated[
        str,
        msgspec.Meta(description="The public key of the witness (a vkey, which begins with its name)."),
    ]
    said_at: Annotated[
        Instant, msgspec.Meta(description="When it vouched first for this checkpoint, by its own clock.")
    ]


class CheckpointView(View):
    """How large a log was at a moment, and its root: `note` is what was signed, to keep outside of here."""

    origin: Origin
    size: Size
    root_hash: Annotated[
        str, msgspec.Meta(description="The root of the tree of that many leaves, in base64.")
    ]
    signed_at: Instant
    note: Note
    witnessed_by: Annotated[
        tuple[WitnessView, ...],
        msgspec.Meta(
            description="Who vouched for it elsewhere, the first first. Empty where nobody did: a later checkpoint covers this one."
        ),
    ]


class CheckpointPage(View):
    """Checkpoints, the latest first."""

    items: tuple[CheckpointView, ...]
    keys: Annotated[
        tuple[str, ...], msgspec.Meta(description="The public keys that ever signed one, the first first.")
    ]


class DestroyedEntryView(View):
    """That the entry was destroyed after its term: its hash stays, and what it said is gone."""

    id: Annotated[UUID, msgspec.Meta(description="The certificate.")]
    month: Annotated[str, msgspec.Meta(description="Of which month, as in `2021-03`.")]
    destroyed_at: Instant


class EntryProof(View):
    """That an entry is in the log: its bytes, which leaf it is, and the path from there to the root that was signed."""

    entry_id: UUID
    happened_at: Instant
    leaf: (
        Annotated[
            str,
            msgspec.Meta(
                description="The bytes of the entry that are hashed (RFC 9162, 2.1.1), in base64; "
                "null of what a client or representative did: they name his login; where somebody of another organisation made the relation, and the mandate is for one; of what lies in no mandate of yours; and of what was destroyed after its term."
            ),
        ]
        | None
    )
    leaf_hash: Annotated[
        str, msgspec.Meta(description="The hash of those bytes, in base64: the path begins with it.")
    ]
    destroyed: DestroyedEntryView | None
    origin: Origin
    index: Annotated[
        int, msgspec.Meta(description="Which leaf of the log it is; the opening of the log is leaf 0.")
    ]
    size: Size
    path: Path
    checkpoint: Note


class NextLogView(View):
    """The log that goes on from this one: that of the next year, or another epoch after a backup was put back.

    Its first leaf, the opening, names the last checkpoint of this log; the path proves that leaf. To go on, ask
    `/access-log/proofs/_consistency` again with the `checkpoint` that stands here.
    """

    origin: Origin
    opening: Annotated[
        str,
        msgspec.Meta(
            description="The bytes of its leaf 0, in base64: three texts, each after its length in four bytes (-1 where there is none): `origin`, `previous`, `reason`."
        ),
    ]
    previous: (
        Annotated[
            str,
            msgspec.Meta(
                description="The last checkpoint of this log that was known when the next one began; where it has more leaves than `size`, those are lost."
            ),
        ]
        | None
    )
    reason: (
        Annotated[
            str,
            msgspec.Meta(description="Why another epoch was begun, as the operator said; null of a year."),
        ]
        | None
    )
    size: Size
    path: Annotated[
        tuple[str, ...],
        msgspec.Meta(
            description="From the opening (leaf 0) to the root of `checkpoint` (RFC 9162, 2.1.3.2), in base64."
        ),
    ]
    checkpoint: Note


class LogProof(View):
    """That the log was only added to since a checkpoint: the path from its root to the one that is signed now."""

    origin: Origin
    from_size: Annotated[int, msgspec.Meta(description="How many leaves the checkpoint has that you gave.")]
    size: Size
    path: Path
    checkpoint: Note
    goes_on_in: (
        Annotated[
            NextLogView,
            msgspec.Meta(description="Where this log is over: the one after it. Null of the present log."),
        ]
        | None
    )


def in_base64(plain: bytes) -> str:
    """Write bytes as they stand in notes."""
    return b64encode(plain).decode()


def checkpoint_view(one: Signed) -> CheckpointView:
    """Show a checkpoint."""
    return CheckpointView(
        origin=one.origin,
        size=one.size,
        root_hash=in_base64(one.root),
        signed_at=one.signed_at,
        note=one.note,
        witnessed_by=tuple(
            WitnessView(key=key, said_at=at) for key, at in zip(one.witnesses, one.said_at, strict=True)
        ),
    )


def destroyed_view(one: DestroyedLeaf | None) -> DestroyedEntryView | None:
    """Show by which certificate an entry is no more."""
    return (
        None if one is None else DestroyedEntryView(id=one.id, month=one.month, destroyed_at=one.destroyed_at)
    )
