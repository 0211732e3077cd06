"""Documents of a network: a row for each, and a row for each edition."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.alliance.store import add_thing
from chaincare.network_documents.model import (
    Concerned,
    Document,
    DocumentKind,
    Edition,
    NetworkDocumentUnknown,
    Notice,
)
from chaincare.recognition import folded

_FIELDS = """
    d.id, d.network_id, d.kind, e.title, e.words, e.holds_from, e.holds_until, e.concerns, e.version, e.written_by, e.written_at
"""
GET_DOCUMENT = f"""
    SELECT {_FIELDS} FROM network_documents AS d
    JOIN network_document_editions AS e ON e.document_id = d.id AND e.version = d.version WHERE d.id = $1
"""
LOCK_DOCUMENT = f"{GET_DOCUMENT} FOR UPDATE OF d"
LIST_EDITIONS = f"""
    SELECT {_FIELDS} FROM network_documents AS d JOIN network_document_editions AS e ON e.document_id = d.id
    WHERE d.id = $1 ORDER BY e.version DESC LIMIT 200
"""
# What holds on a day is asked for by who works with it; without a day everything is there, also what is over.
LIST_DOCUMENTS = f"""
    SELECT {_FIELDS} FROM network_documents AS d
    JOIN network_document_editions AS e ON e.document_id = d.id AND e.version = d.version
    WHERE d.network_id = $1 AND ($2::uuid IS NULL OR d.id < $2) AND ($4::text IS NULL OR d.kind = $4)
      AND ($5::uuid IS NULL OR e.concerns @> jsonb_build_array(jsonb_build_object('organisation_id', $5::uuid)))
      AND ($6::date IS NULL OR (e.holds_from <= $6 AND coalesce(e.holds_until >= $6, true)))
      AND NOT EXISTS (SELECT FROM unnest($7::text[]) AS w (word) WHERE strpos(e.folded, w.word) = 0)
    ORDER BY d.id DESC LIMIT $3
"""
LIST_NOTICES = "SELECT * FROM chaincare.own_transparency_notices($1)"
ADD_DOCUMENT = "INSERT INTO network_documents (id, network_id, kind, version) VALUES ($1, $2, $3, 1)"
ADD_EDITION = """
    INSERT INTO network_document_editions
        (document_id, version, title, words, holds_from, holds_until, concerns, folded, written_by, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
CHANGE_VERSION = "UPDATE network_documents SET version = $2 WHERE id = $1"


async def get_document(clearance: Clearance, document_id: UUID) -> Document:
    """Give a document with its present edition. Raises NetworkDocumentUnknown."""
    return _certain(await clearance.fetchrow(GET_DOCUMENT, document_id))


async def lock_document(clearance: Clearance, document_id: UUID) -> Document:
    """Give the same, which nobody else changes until the end. Raises NetworkDocumentUnknown."""
    return _certain(await clearance.fetchrow(LOCK_DOCUMENT, document_id))


async def list_editions(clearance: Clearance, document_id: UUID) -> list[Edition]:
    """List what a document said, the newest first."""
    return [_document(row).edition for row in await clearance.fetch(LIST_EDITIONS, document_id)]


async def list_documents(
    clearance: Clearance,
    after: UUID | None,
    limit: int,
    *,
    kind: DocumentKind | None = None,
    organisation_id: UUID | None = None,
    on: date | None = None,
    words: str = "",
) -> list[Document]:
    """List documents of the network, the latest first: of a kind, about an organisation, that hold on a day, with all these words."""
    wanted = folded(words).split()
    rows = await clearance.fetch(
        LIST_DOCUMENTS, clearance.admission.network_id, after, limit, kind and kind.value, organisation_id, on, wanted
    )  # fmt: skip
    return [_document(row) for row in rows]


async def list_notices(clearance: Clearance) -> list[Notice]:
    """List the notices that hold now, by the network of the cases on this page of the client's."""
    rows = await clearance.fetch(LIST_NOTICES, clearance.now())
    return [Notice(**{**row, "cases": tuple(row["cases"])}) for row in rows]


async def add_document(clearance: Clearance, document: Document) -> None:
    """Write a document down, with its first edition."""
    await add_thing(clearance, document.id, "document")
    await clearance.execute(ADD_DOCUMENT, document.id, document.network_id, document.kind.value)
    await _add_edition(clearance, document)


async def change_document(clearance: Clearance, document: Document) -> None:
    """Give it a new edition; the lock is held."""
    await _add_edition(clearance, document)
    await clearance.execute(CHANGE_VERSION, document.id, document.edition.version)


async def _add_edition(clearance: Clearance, document: Document) -> None:
    one = document.edition
    await clearance.execute(
        ADD_EDITION, document.id, one.version, one.title, one.words, one.holds_from, one.holds_until,
        msgspec.json.encode(one.concerns), folded(f"{one.title} {one.words}"), one.written_by, one.written_at,
    )  # fmt: skip


def _certain(row: Any) -> Document:
    if row is None:
        raise NetworkDocumentUnknown
    return _document(row)


def _document(row: Any) -> Document:
    concerns = msgspec.json.decode(row["concerns"], type=tuple[Concerned, ...])
    edition = Edition(
        row["title"], row["words"], row["holds_from"], row["holds_until"], concerns, row["version"],
        row["written_by"], row["written_at"],
    )  # fmt: skip
    return Document(row["id"], row["network_id"], DocumentKind(row["kind"]), edition)
