"""Legal bases, as they are asked for and answered."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

import msgspec

from chaincare.legal_bases.model import BasisPart
from chaincare.parties.model import SecrecyGround, SecrecyKey
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Instant, Line, View


class SecrecyKeyView(View):
    """One discloser's ground to share, and when it was taken back: from then on he shares nothing with this party."""

    discloser_unit_id: UUID
    ground: SecrecyGround
    withdrawn_at: Instant | None = None


class LegalBasisView(View):
    """A legal basis as recorded: which versions of the catalogue it cites, and when a part of it was withdrawn.

    Access ends with `ground` or `exception`. A discloser's key that was withdrawn stops what he shares, and nothing else.
    Versions are absent where a basis was recorded before there was a catalogue.
    """

    id: UUID
    participation_id: UUID
    ground: str
    ground_version: int | None
    article: str
    article_code: str | None
    article_version: int | None
    exception: str | None
    exception_version: int | None
    consent_id: UUID | None
    secrecy: tuple[SecrecyKeyView, ...]
    from_at: Instant
    until_at: Instant | None
    withdrawn_part: BasisPart | None
    withdrawn_at: Instant | None


class LegalBases(View):
    """Every legal basis of the case."""

    items: tuple[LegalBasisView, ...]


class RecordLegalBasis(Body):
    """A new legal basis for somebody who takes part."""

    participation_id: UUID
    legal_basis: StateLegalBasis


class LegalBasisRecorded(View):
    """From when it holds."""

    participation_id: UUID
    from_at: Instant


class WithdrawLegalBasis(Body):
    """Which part is withdrawn, and why. Of `secrecy` one discloser's key, or without ``discloserUnitId`` every key."""

    part: BasisPart
    reason: Line
    discloser_unit_id: UUID | None = None


class LegalBasisWithdrawn(View):
    """What rested on it ends at the next request; ``silent`` is from whom this party hears nothing any more."""

    id: UUID
    withdrawn_at: Instant
    silent: tuple[UUID, ...] = ()


def legal_basis_view(row: Any) -> LegalBasisView:
    """Show a basis as it was recorded."""
    keys = msgspec.json.decode(cast("bytes", row["secrecy"]), type=tuple[SecrecyKey, ...])
    silent = msgspec.json.decode(cast("bytes", row["silent"]), type=dict[UUID, datetime])
    shown = tuple(
        SecrecyKeyView(
            discloser_unit_id=key.discloser_unit_id,
            ground=key.ground,
            withdrawn_at=silent.get(key.discloser_unit_id),
        )
        for key in keys
    )
    fields = {name: value for name, value in row.items() if name != "silent"}
    return LegalBasisView(**{**fields, "secrecy": shown})
