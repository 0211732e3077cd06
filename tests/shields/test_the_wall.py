"""S5 in the wall: what a citizen or scope `that` may see at all, a shield narrows, or it is said here why not."""

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
    rows = await region.admin.fetch(
        "SELECT tablename, string_agg(qual, ' ') FILTER (WHERE permissive = 'PERMISSIVE') AS says,"
        "  bool_or(policyname = 'shielded' AND permissive = 'RESTRICTIVE') AS narrowed FROM pg_policies"
        " WHERE schemaname = 'chaincare' AND cmd = 'SELECT' AND 'chaincare_app' = ANY (roles) GROUP BY tablename"
    )
    read = {
        row["tablename"]: row["narrowed"]
        for row in rows
        if any(f"{before}{reach}{after}" in (row["says"] or "") for reach in ("that", "client", "own_log")
               for before in "{," for after in "},")
    }  # fmt: skip
    assert len(read) > 20
    assert {name for name, narrowed in read.items() if not narrowed} <= set(NOT_OF_A_PARTY)
