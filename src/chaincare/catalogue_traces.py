"""Which version of each row of the catalogue there is: what was changed and changed back since an earlier look has another.

PostgreSQL gives each version of a row the number of the transaction that made it (`xmin`), and keeps it when it freezes the row or
writes the table anew (VACUUM FULL). Of what only a migration changes such a number never changes while a server runs; what was
dropped and made again has another number of its own as well. What was added and is gone again leaves nothing to compare.
"""

import re
from collections import defaultdict
from typing import Any, Final

import asyncpg

Traces = dict[tuple[str, str], set[tuple[Any, ...]]]

_EQ: Final = "OPERATOR(pg_catalog.=)"
_CHAINCARE: Final = f"n.nspname {_EQ} 'chaincare'::pg_catalog.name"
_PG_CATALOG: Final = f"n.nspname {_EQ} 'pg_catalog'::pg_catalog.name"


def _of_table(row: str) -> str:
    return f"""JOIN pg_catalog.pg_class AS c ON c.oid {_EQ} {row}
        JOIN pg_catalog.pg_namespace AS n ON n.oid {_EQ} c.relnamespace AND {_CHAINCARE}"""


# Kind, of what, name, and the row with its version; first of which table it is, if it is of one.
_TRACES: Final = (
    ("function", f"""
    SELECT n.nspname, p.proname, n.oid, p.oid, p.xmin FROM pg_catalog.pg_proc AS p
    JOIN pg_catalog.pg_namespace AS n ON n.oid {_EQ} p.pronamespace AND ({_CHAINCARE} OR {_PG_CATALOG})"""),
    ("trigger", f"SELECT c.relname, t.tgname, c.oid, t.oid, t.xmin FROM pg_catalog.pg_trigger AS t {_of_table('t.tgrelid')}"),
    ("policy", f"SELECT c.relname, p.polname, c.oid, p.oid, p.xmin FROM pg_catalog.pg_policy AS p {_of_table('p.polrelid')}"),
    ("rule", f"SELECT c.relname, r.rulename, c.oid, r.oid, r.xmin FROM pg_catalog.pg_rewrite AS r {_of_table('r.ev_class')}"),
    ("constraint", f"SELECT c.relname, k.conname, c.oid, k.oid, k.xmin FROM pg_catalog.pg_constraint AS k {_of_table('k.conrelid')}"),
)  # fmt: skip
_OF_A_MONTH: Final = re.compile(r"access_entries_\d{6}")
"""A table of the log that comes and goes: what is kept of a month takes its place as another table with the same name."""


async def traces_of(connection: asyncpg.Connection) -> Traces:
    """Read which versions there are. It calls nothing, as the looks of `catalogue` do not."""
    found: Traces = defaultdict(set)
    for kind, statement in _TRACES:
        for of, name, *version in await connection.fetch(statement):
            found[kind, f"{of}.{name}"].add(tuple(version))
    return dict(found)


def put_back(before: Traces, now: Traces) -> list[str]:
    """Name what has another version than before, where both looks found it as it should be: it is new, or gone, to neither."""
    return sorted(
        f"{kind} {name} was changed and put back"
        for (kind, name), versions in now.items()
        if (earlier := before.get((kind, name), versions)) != versions
        and not (_OF_A_MONTH.match(name) and _tables(earlier) != _tables(versions))
    )


def _tables(versions: set[tuple[Any, ...]]) -> set[Any]:
    return {of for of, *_ in versions}
