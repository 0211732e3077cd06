"""Texts that were withdrawn: the words are gone from where they stood, and one row says so."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.network_erasures.model import (
    ErasedBecause,
    NetworkErasure,
    NetworkTextKind,
    NetworkTextUnknown,
    Place,
    TextErasedAlready,
)

ERASE_TEXT = "SELECT chaincare.erase_network_text($1, $2, $3, $4, $5, $6, $7, $8) AS met"
LIST_ERASURES = """
    SELECT id, kind, thing_id, part_id, role, version, reason, erased_by, erased_at FROM network_erasures
    WHERE network_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""


async def erase_text(clearance: Clearance, one: NetworkErasure) -> None:
    """Withdraw a text. Raises NetworkTextUnknown, TextErasedAlready."""
    at = one.place
    row: Any = await clearance.fetchrow(
        ERASE_TEXT, one.id, at.kind.value, at.thing_id, at.part_id, at.role, at.version, one.reason.value, one.erased_at
    )  # fmt: skip
    if row["met"] == "nothing":
        raise NetworkTextUnknown
    if row["met"] == "erased":
        raise TextErasedAlready


async def list_erasures(clearance: Clearance, after: UUID | None, limit: int) -> list[NetworkErasure]:
    """List what was withdrawn in the network, the latest first."""
    rows = await clearance.fetch(LIST_ERASURES, clearance.admission.network_id, after, limit)
    return [
        NetworkErasure(
            row["id"],
            Place(NetworkTextKind(row["kind"]), row["thing_id"], row["part_id"], row["role"], row["version"]),
            ErasedBecause(row["reason"]),
            row["erased_by"],
            row["erased_at"],
        )
        for row in rows
    ]
