"""Covenants: a row for the draft of each network, and a row for each version."""

from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.alliance.store import add_thing
from chaincare.covenants.model import Clause, CovenantThereAlready, CovenantUnknown, Draft, Told, Version
from chaincare.database import constraints_mean

_DRAFT = "SELECT id, network_id, edition, title, grace_days, clauses, written_by, written_at FROM covenants"
GET_DRAFT = f"{_DRAFT} WHERE id = $1"
LOCK_DRAFT = f"{_DRAFT} WHERE id = $1 FOR UPDATE"
FIND_DRAFT = f"{_DRAFT} WHERE network_id = $1"
ADD_DRAFT = """
    INSERT INTO covenants (id, network_id, edition, title, grace_days, clauses, written_by, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
CHANGE_DRAFT = """
    UPDATE covenants SET edition = $3, title = $4, grace_days = $5, clauses = $6, written_by = $7, written_at = $8
    WHERE id = $1 AND network_id = $2
"""
LIST_VERSIONS = """
    SELECT covenant_id, version, title, grace_days, clauses, holds_from, fingerprint, published_by, published_at
    FROM covenant_versions WHERE covenant_id = $1 ORDER BY version DESC LIMIT 200
"""
ADD_VERSION = """
    INSERT INTO covenant_versions
        (covenant_id, version, title, grace_days, clauses, holds_from, fingerprint, published_by, published_at, network_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

LIST_TOLD = """
    SELECT network_id, network, title, version, holds_from, clauses, cases FROM chaincare.own_covenants($1)
"""


async def get_draft(clearance: Clearance, covenant_id: UUID) -> Draft:
    """Give what the covenant is to say next. Raises CovenantUnknown."""
    return _certain(await clearance.fetchrow(GET_DRAFT, covenant_id))


async def lock_draft(clearance: Clearance, covenant_id: UUID) -> Draft:
    """Give the same; nobody else changes or publishes it until the end. Raises CovenantUnknown."""
    return _certain(await clearance.fetchrow(LOCK_DRAFT, covenant_id))


async def find_draft(clearance: Clearance) -> Draft | None:
    """Give the covenant of the network somebody was let into, or None."""
    row = await clearance.fetchrow(FIND_DRAFT, clearance.admission.network_id)
    return None if row is None else _draft(row)


async def add_draft(clearance: Clearance, draft: Draft) -> None:
    """Begin a covenant. Raises CovenantThereAlready."""
    await add_thing(clearance, draft.id, "covenant")
    with constraints_mean({"covenants_one_a_network": CovenantThereAlready}):
        await clearance.execute(ADD_DRAFT, *_values(draft))


async def change_draft(clearance: Clearance, draft: Draft) -> None:
    """Let the draft say something else; the lock is held."""
    await clearance.execute(CHANGE_DRAFT, *_values(draft))


async def list_versions(clearance: Clearance, covenant_id: UUID) -> list[Version]:
    """List what was published, the latest first."""
    return [_version(row) for row in await clearance.fetch(LIST_VERSIONS, covenant_id)]


async def add_version(clearance: Clearance, version: Version) -> None:
    """Publish a version; the draft's lock is held."""
    values = list(msgspec.structs.astuple(version))
    values[4] = msgspec.json.encode(version.clauses)
    await clearance.execute(ADD_VERSION, *values, clearance.admission.network_id)


async def list_told(clearance: Clearance) -> list[Told]:
    """List what the client's side reads of the covenants in force, by the network of the cases on this page."""
    rows = await clearance.fetch(LIST_TOLD, clearance.now())
    return [
        Told(**{**row, "clauses": _clauses(row["clauses"]), "cases": tuple(row["cases"])}) for row in rows
    ]


def _values(draft: Draft) -> list[Any]:
    values = list(msgspec.structs.astuple(draft))
    values[5] = msgspec.json.encode(draft.clauses)
    return values


def _certain(row: Any) -> Draft:
    if row is None:
        raise CovenantUnknown
    return _draft(row)


def _draft(row: Any) -> Draft:
    return Draft(**{**row, "clauses": _clauses(row["clauses"])})


def _version(row: Any) -> Version:
    return Version(**{**row, "clauses": _clauses(row["clauses"])})


def _clauses(stored: str) -> tuple[Clause, ...]:
    return msgspec.json.decode(stored, type=tuple[Clause, ...])
