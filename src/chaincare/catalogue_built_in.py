"""What PostgreSQL came with, and what somebody made among it or of it: it stands before everything else on every path.

What came with it was written while the cluster was made (`initdb`), within its first transactions, and a row of the catalogue
keeps the number of the transaction that wrote it. So no list of each version of PostgreSQL is needed to see that somebody put
another thing in its place.
"""

from collections.abc import Collection
from typing import Any, Final

import asyncpg

FIRST_OWN: Final = 16384
"""What is made in a database has a number from here on; below lies what PostgreSQL came with."""
PG_CATALOG: Final = 11
INTERNAL: Final = 12
"""The language of functions that are part of the server; one in SQL would be written into the statement that calls it."""
C: Final = 13
FIRST_FREE: Final = 12_000
"""What PostgreSQL names in its own source has a number below."""
CLUSTER_MADE: Final = 1_000
"""More transactions than make a cluster: some 730. What was written later is of somebody else."""
LAST_MADE: Final = "SELECT l.xmin FROM pg_catalog.pg_language AS l"
"""Of what makes a cluster PL/pgSQL comes last; where it was made again later the bound above holds."""
OPERATORS: Final = {
    ("=", 26): "oideq", (">=", 26): "oidge", ("=", 19): "nameeq", ("=", 18): "chareq", ("<>", 18): "charne", ("=", 21): "int2eq",
}  # fmt: skip
"""Which function an operator is that is asked here, by its name and the type on both sides, as PostgreSQL numbers them."""

FUNCTIONS: Final = (
    "SELECT p.oid, p.proname, p.pronamespace, p.prolang, p.prosrc, p.xmin FROM pg_catalog.pg_proc AS p"
)
OPERATORS_OF_ALL: Final = "SELECT o.oid, o.oprname, o.oprnamespace, o.oprleft, o.oprright, o.oprcode AS code, o.xmin FROM pg_catalog.pg_operator AS o"
TYPES: Final = "SELECT t.oid, t.typname, t.xmin, t.typinput, t.typoutput, t.typreceive, t.typsend FROM pg_catalog.pg_type AS t"
CASTS: Final = "SELECT k.oid, k.castsource, k.casttarget, k.xmin FROM pg_catalog.pg_cast AS k"
RELATIONS: Final = "SELECT c.oid, c.relname, c.relnamespace FROM pg_catalog.pg_class AS c"
VIEWS: Final = {"pg_roles", "pg_stat_activity"}
"""The views of PostgreSQL's that we ask. Others may be written anew, as the notes of a release now and then say they should."""
# Of these nothing is asked but whether somebody wrote them anew: views of the catalogue, what an aggregate comes to, and how an index finds.
WRITTEN_ONCE: Final = {
    "view": """SELECT r.ev_class AS oid, c.relname, r.xmin FROM pg_catalog.pg_rewrite AS r
        JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) r.ev_class""",
    "aggregate": """SELECT p.oid, p.proname, a.xmin FROM pg_catalog.pg_aggregate AS a
        JOIN pg_catalog.pg_proc AS p ON p.oid OPERATOR(pg_catalog.=) a.aggfnoid::pg_catalog.oid""",
    "way of an index": """SELECT o.oid, 'operator'::pg_catalog.name, o.xmin FROM pg_catalog.pg_amop AS o
        UNION ALL SELECT o.oid, 'function'::pg_catalog.name, o.xmin FROM pg_catalog.pg_amproc AS o
        UNION ALL SELECT o.oid, o.opcname, o.xmin FROM pg_catalog.pg_opclass AS o""",
}


async def of_somebody(connection: asyncpg.Connection, *, called: Collection[str]) -> list[tuple[str, str]]:
    """Name what somebody made among PostgreSQL's own, or made of it; `called` are the functions by which all of this is asked."""
    made = min(CLUSTER_MADE, max(version for (version,) in await connection.fetch(LAST_MADE)))
    found = [
        ("function", f"pg_catalog.{name}")
        for own, name, schema, *how in await connection.fetch(FUNCTIONS)
        if schema == PG_CATALOG and (own >= FIRST_OWN or _is_another(own, name, how, called, made))
    ]
    for own, name, schema, left, right, code, version in await connection.fetch(OPERATORS_OF_ALL):
        if schema == PG_CATALOG:
            wanted = OPERATORS.get((name, left)) if left == right else None
            if own >= FIRST_OWN or version > made or (wanted is not None and code != wanted):
                found.append(("operator", f"pg_catalog.{name}"))
    # A function that must be named with its schema is not PostgreSQL's.
    for own, name, version, *ways in await connection.fetch(TYPES):
        if own < FIRST_OWN and ("." in "".join(ways) or (own < FIRST_FREE and version > made)):
            found.append(("type", f"pg_catalog.{name}"))
    for own, source, target, version in await connection.fetch(CASTS):
        if (own >= FIRST_OWN > max(source, target)) or (own < FIRST_OWN and version > made):
            found.append(("cast", f"{source}-{target}"))
    for own, name, schema in await connection.fetch(RELATIONS):
        if own >= FIRST_OWN and schema == PG_CATALOG:
            found.append(("relation", f"pg_catalog.{name}"))
    return found + await _written_anew(connection, made)


def _is_another(own: int, name: str, how: list[Any], called: Collection[str], made: int) -> bool:
    """Whether somebody put another function in the place of one of PostgreSQL's; who may call it can be another."""
    language, source, version = how
    if name in called and language != INTERNAL:
        return True
    if own >= FIRST_FREE or version <= made:
        return False
    return language not in (INTERNAL, C) or name not in source


async def _written_anew(connection: asyncpg.Connection, made: int) -> list[tuple[str, str]]:
    return [
        (kind, f"pg_catalog.{name}")
        for kind, statement in WRITTEN_ONCE.items()
        for own, name, version in await connection.fetch(statement)
        if own < FIRST_OWN and version > made and (kind != "view" or name in VIEWS)
    ]
