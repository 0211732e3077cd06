"""S5 in the wall: what a citizen or scope `that` may see at all, a shield narrows, or it is said here why not."""

import re

import pytest
from tests.people import Region

pytestmark = pytest.mark.anyio

NOT_OF_A_PARTY = {
    "cases": "the case itself, and its client",
    "clients": "likewise",
    "plans": "a row without words or people; read with its editions, which are narrowed",
    "regie": "one row a case; whose proposal is open is read from the proposals",
    "regie_resignation_withdrawals": "read with the resignation",
    "representatives": "who acts for the client, as a party",
    "restricted_items": "seen by whoever sees the thing itself, which is narrowed",
    "statements": "said by citizens themselves",
    "statement_versions": "likewise",
}
"""Of a table that is new here: can its row tell that somebody takes part? Then it gets a restrictive policy `shielded`."""


async def test_every_table_that_those_who_are_shielded_from_read_is_narrowed(region: Region) -> None:
    read = await _read_by_the_others(region)
    assert len(read) > 20
    assert {name for name, narrowed in read.items() if not narrowed} <= set(NOT_OF_A_PARTY)


async def _read_by_the_others(region: Region) -> dict[str, bool]:
    """Every table that a citizen or scope `that` reads, and whether it is narrowed."""
    rows = await region.admin.fetch(
        "SELECT tablename, string_agg(qual, ' ') FILTER (WHERE permissive = 'PERMISSIVE') AS says,"
        "  bool_or(policyname = 'shielded' AND permissive = 'RESTRICTIVE') AS narrowed FROM pg_policies"
        " WHERE schemaname = 'chaincare' AND cmd = 'SELECT' AND 'chaincare_app' = ANY (roles) GROUP BY tablename"
    )
    return {
        row["tablename"]: row["narrowed"]
        for row in rows
        if any(f"{before}{reach}{after}" in (row["says"] or "") for reach in ("that", "client", "own_log")
               for before in "{," for after in "},")
    }  # fmt: skip


BY_NOBODY = {
    "agreement_facts.by_id": "agreements/store.py: of who is not among the parties this reader sees, nothing is told",
    "agreement_preconditions.owner_id": "likewise",
    "case_closures.kept_by": "not told",
    "case_pauses.resumed_by": "told to who works in the case only",
    "client_addresses.recorded_by": "not told",
    "client_contacts.changed_by": "not told",
    "escalation_conditions.owner_id": "escalations/reading.py: told as far as he is seen to take part",
    "escalations.ball_participation_id": "likewise",
    "notes.corrected_by": "the author",
    "regie_facts.client_party_id": "of the client's side",
    "regie_responses.recorded_by": "regie/store.py: told as far as he is seen to take part",
    "regie_terms.client_party_id": "of the client's side",
    "plan_answers.said_by": "of the client's side",
    "statements.by_id": "of the client's side",
}
"""Columns that name who takes part, in rows that stay when he is hidden: why he is not told there."""

NAMING = """
    SELECT DISTINCT c.relname AS of, a.attname AS named FROM pg_constraint AS k
    JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
    WHERE k.confrelid = 'chaincare.participations'::regclass AND a.atttypid = 'uuid'::regtype AND a.attname <> 'case_id'
"""
NARROWING = """
    SELECT p.tablename, coalesce(p.qual, '') || coalesce((SELECT string_agg(f.prosrc, ' ') FROM pg_proc AS f
        WHERE f.proname LIKE 'uncleared%' AND p.qual ~ ('\\m' || f.proname || '\\M')), '') AS says
    FROM pg_policies AS p WHERE p.permissive = 'RESTRICTIVE'
"""


async def test_no_row_that_stays_names_who_is_hidden(region: Region) -> None:
    says: dict[str, str] = {}
    for row in await region.admin.fetch(NARROWING):
        says[row["tablename"]] = says.get(row["tablename"], "") + row["says"]
    read = await _read_by_the_others(region)
    left = {
        f"{row['of']}.{row['named']}"
        for row in await region.admin.fetch(NAMING)
        if row["of"] in read and not re.search(rf"\b{row['named']}\b", says.get(row["of"], ""))
    }
    assert left == set(BY_NOBODY)
