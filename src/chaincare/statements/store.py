"""Statements of the client's side. The wall shows each with what it is about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.statements.model import (
    About,
    AboutAgreement,
    AboutCase,
    AboutNote,
    Spoken,
    Statement,
    StatementUnknown,
    Wording,
)

OWN_MAX = 50
"""So many statements a case at most in the own list; the rest is read in the case."""

FIND_SUBJECT = """
    SELECT id FROM notes WHERE case_id = $1 AND id = $2
    UNION ALL SELECT id FROM agreements WHERE case_id = $1 AND id = $3
"""

ADD_STATEMENT = """
    INSERT INTO statements (id, case_id, by_id, note_id, agreement_id, body, family_may_read, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_STATEMENT = """
    SELECT s.id, s.case_id, s.by_id, s.note_id, s.agreement_id, s.body, s.family_may_read, s.made_at, s.version,
           s.changed_at
"""

LOCK_STATEMENT = f"{_STATEMENT} FROM statements AS s WHERE s.case_id = $1 AND s.id = $2 FOR UPDATE"

CHANGE_STATEMENT = """
    UPDATE statements SET body = $3, family_may_read = $4, version = $5, changed_at = $6
    WHERE case_id = $1 AND id = $2
"""

LIST_WORDINGS = """
    SELECT version, body, family_may_read, said_at FROM (
        SELECT id, version, body, family_may_read, coalesce(changed_at, made_at) AS said_at
        FROM statements WHERE case_id = $1
        UNION ALL
        SELECT statement_id, version, body, family_may_read, said_at FROM statement_versions WHERE case_id = $1
    ) AS said
    WHERE id = $2 AND ($3::int IS NULL OR version < $3) ORDER BY version DESC LIMIT $4
"""

# A client's name as clients.rules.named has it.
_SPOKEN = f"""
    {_STATEMENT}, p.role, coalesce(r.name,
        concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name)) AS name
    FROM statements AS s JOIN participations AS p ON p.case_id = s.case_id AND p.id = s.by_id
    LEFT JOIN representatives AS r ON r.id = p.representative_id
    LEFT JOIN clients AS k ON k.id = p.client_id
"""

LIST_STATEMENTS = f"""
    {_SPOKEN} WHERE s.case_id = $1 AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3
"""

LIST_BESIDE_NOTES = f"{_SPOKEN} WHERE s.case_id = $1 AND s.note_id = ANY ($2::uuid[]) ORDER BY s.id"

LIST_BESIDE_AGREEMENTS = (
    f"{_SPOKEN} WHERE s.case_id = ANY ($1::uuid[]) AND s.agreement_id = ANY ($2::uuid[]) ORDER BY s.id"
)

LIST_OWN = f"""
    SELECT o.* FROM unnest($1::uuid[]) WITH ORDINALITY AS own (by_id, place)
    CROSS JOIN LATERAL (
        {_STATEMENT} FROM statements AS s WHERE s.by_id = own.by_id ORDER BY s.id DESC LIMIT $2) AS o
    ORDER BY own.place, o.id DESC
"""


async def has_subject(clearance: Clearance, statement: Statement) -> bool:
    """Say whether what a statement is about is there for whoever makes it."""
    match statement.about:
        case AboutCase():
            return True
        case AboutNote(note_id=one):
            wanted: tuple[UUID | None, UUID | None] = one, None
        case AboutAgreement(agreement_id=one):
            wanted = None, one
    return await clearance.fetchrow(FIND_SUBJECT, clearance.case_id, *wanted) is not None


async def add_statement(clearance: Clearance, statement: Statement) -> None:
    """Add a statement."""
    about = statement.about
    await clearance.execute(
        ADD_STATEMENT,
        statement.id,
        statement.case_id,
        statement.by_id,
        about.note_id if isinstance(about, AboutNote) else None,
        about.agreement_id if isinstance(about, AboutAgreement) else None,
        statement.body,
        statement.family_may_read,
        statement.made_at,
    )


async def lock_statement(clearance: Clearance, statement_id: UUID) -> Statement:
    """Give an own statement, which nobody else changes until the end. Raises StatementUnknown."""
    row = await clearance.fetchrow(LOCK_STATEMENT, clearance.case_id, statement_id)
    if row is None:
        raise StatementUnknown
    return _statement(row)


async def change_statement(clearance: Clearance, statement: Statement) -> None:
    """Put the next version in place; the database keeps the one before."""
    await clearance.execute(
        CHANGE_STATEMENT,
        clearance.case_id,
        statement.id,
        statement.body,
        statement.family_may_read,
        statement.version,
        statement.changed_at,
    )


async def list_wordings(
    clearance: Clearance, statement_id: UUID, before: int | None, limit: int
) -> list[Wording]:
    """List how an own statement read, the latest first."""
    rows = await clearance.fetch(LIST_WORDINGS, clearance.case_id, statement_id, before, limit)
    return [Wording(*row) for row in rows]


async def list_statements(clearance: Clearance, before: UUID | None, limit: int) -> list[Spoken]:
    """List the statements in the case that this reader may read, the newest first."""
    return [_spoken(row) for row in await clearance.fetch(LIST_STATEMENTS, clearance.case_id, before, limit)]


async def list_beside_notes(clearance: Clearance, note_ids: Sequence[UUID]) -> dict[UUID, list[Spoken]]:
    """List the statements beside each of these notes, the oldest first."""
    return _beside(await clearance.fetch(LIST_BESIDE_NOTES, clearance.case_id, list(note_ids)), "note_id")


async def list_beside_agreements(
    clearance: Clearance, agreement_ids: Sequence[UUID], case_ids: Sequence[UUID] = ()
) -> dict[UUID, list[Spoken]]:
    """List the statements beside each of these agreements, the oldest first. Without cases: in the one case."""
    cases = list(case_ids) or [clearance.case_id]
    rows = await clearance.fetch(LIST_BESIDE_AGREEMENTS, cases, list(agreement_ids))
    return _beside(rows, "agreement_id")


async def list_own(clearance: Clearance, participation_ids: Sequence[UUID]) -> list[Statement]:
    """List what was stated by these participations of one login, case by case, the newest first."""
    return [_statement(row) for row in await clearance.fetch(LIST_OWN, list(participation_ids), OWN_MAX)]


def _beside(rows: list[Any], by: str) -> dict[UUID, list[Spoken]]:
    found: dict[UUID, list[Spoken]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(_spoken(row))
    return found


def _spoken(row: Any) -> Spoken:
    return Spoken(_statement(row), row["name"], row["role"])


def _statement(row: Any) -> Statement:
    return Statement(
        row["id"],
        row["case_id"],
        row["by_id"],
        _about(row["note_id"], row["agreement_id"]),
        row["body"],
        row["family_may_read"],
        row["made_at"],
        row["version"],
        row["changed_at"],
    )


def _about(note_id: UUID | None, agreement_id: UUID | None) -> About:
    if note_id is not None:
        return AboutNote(note_id)
    return AboutCase() if agreement_id is None else AboutAgreement(agreement_id)
