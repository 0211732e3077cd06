"""Certificates as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.log_retention.model import Certificate
from chaincare.log_retention.rules import in_dutch, in_english
from chaincare.seals.views import Note, Origin
from chaincare.wire import Instant, View


class DestroyedPartView(View):
    """Of which processing activity entries went, for how many months they are kept, and how many they were."""

    activity: str
    months: int
    entries: int


class LogDestructionView(View):
    """The proof that entries of the access log were destroyed after their term; nobody can be found by it."""

    id: UUID
    month: Annotated[str, msgspec.Meta(description="Of which month they were, as in `2021-03` (UTC).")]
    destroyed_at: Instant
    entry_id: Annotated[
        UUID, msgspec.Meta(description="The entry of the log that tells of it, which is kept for ever.")
    ]
    entries: Annotated[int, msgspec.Meta(description="How many went.")]
    kept: Annotated[
        int, msgspec.Meta(description="How many of that month stay, for a longer term or a legal hold.")
    ]
    activities: tuple[DestroyedPartView, ...]
    written_from_at: Annotated[Instant, msgspec.Meta(description="When the first of them was written.")]
    written_until_at: Annotated[Instant, msgspec.Meta(description="When the last of them was written.")]
    origin: Origin
    first_index: Annotated[int, msgspec.Meta(description="The first leaf of the log that went.")]
    last_index: Annotated[
        int,
        msgspec.Meta(
            description="The last one. Of those between, some may stay, or have gone by another certificate."
        ),
    ]
    leaves: (
        Annotated[
            str,
            msgspec.Meta(
                description="Exactly which leaves went, as in `12-40,44-44`: no other certificate tells of any of them. Only where `month` is asked."
            ),
        ]
        | None
    )
    checkpoint: Annotated[Note, msgspec.Meta(description="The last checkpoint of that log before they went.")]
    root_now: (
        Annotated[
            str,
            msgspec.Meta(
                description="The root of as many leaves, made anew of the hashes that stay, in base64: it is that of `checkpoint`. "
                "Null where hashes are missing."
            ),
        ]
        | None
    )
    statement: (
        Annotated[
            str,
            msgspec.Meta(
                description="What was sealed, to the letter: its SHA-256 is the `privateDigest` of that entry. Only where `month` is asked."
            ),
        ]
        | None
    )
    en: Annotated[str, msgspec.Meta(description="The same in one sentence, in English.")]
    nl: Annotated[str, msgspec.Meta(description="The same in one sentence, in Dutch.")]


class LogDestructionPage(View):
    """A page of certificates, the latest first."""

    items: tuple[LogDestructionView, ...]


def certificate_view(one: Certificate, root_now: str | None, *, whole: bool) -> LogDestructionView:
    """Show a certificate; `whole` with what was sealed."""
    said = one.said
    return LogDestructionView(
        id=one.id,
        month=said.month,
        destroyed_at=one.destroyed_at,
        entry_id=one.entry_id,
        entries=said.entries,
        kept=one.kept,
        activities=tuple(
            DestroyedPartView(activity=part.activity, months=part.months, entries=part.entries)
            for part in said.activities
        ),
        written_from_at=said.written_from,
        written_until_at=said.written_until,
        origin=said.origin,
        first_index=said.first_index,
        last_index=said.last_index,
        leaves=said.leaves if whole else None,
        checkpoint=said.checkpoint,
        root_now=root_now,
        statement=one.text if whole else None,
        en=in_english(one),
        nl=in_dutch(one),
    )
