"""What there is in a database, read so that nobody can have it read otherwise.

Whoever owns the database can make a function or an operator of his own that fits a call better than PostgreSQL's. So what is
asked here calls few functions, each with arguments of exactly the types it is written for (no other can be as near), compares
by operators that are named in full and of one type, casts nothing, and hashes outside the database. That those few are still
PostgreSQL's own is looked at as well, and that nobody made any beside them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

import asyncpg
import msgspec

from chaincare.catalogue_built_in import FIRST_OWN, OPERATORS, of_somebody

Seen = dict[tuple[str, str], set[str]]

# Which versions of which rows there are, as they lie there: no function, no order. Of all that was ever made, built in or not, so that
# whoever changes one, also by UPDATE as a superuser, makes another version of it.
_ROWS = "proc operator cast type trigger policy rewrite constraint attrdef event_trigger class namespace enum auth_members language amop amproc opclass"
STAMP: Final = "\nUNION ALL ".join(
    [
        *(f"SELECT r.oid, r.xmin, r.ctid FROM pg_catalog.pg_{one} AS r" for one in _ROWS.split()),
        f"SELECT r.attrelid, r.xmin, r.ctid FROM pg_catalog.pg_attribute AS r WHERE r.attrelid OPERATOR(pg_catalog.>=) '{FIRST_OWN}'::pg_catalog.oid",
        "SELECT r.indexrelid, r.xmin, r.ctid FROM pg_catalog.pg_index AS r",
        "SELECT r.tableoid, r.xmin, r.ctid FROM pg_catalog.pg_aggregate AS r",
        "SELECT r.inhrelid, r.xmin, r.ctid FROM pg_catalog.pg_inherits AS r",
        "SELECT r.tableoid, r.xmin, r.ctid FROM chaincare.migration AS r",
        "SELECT r.tableoid, r.xmin, r.ctid FROM chaincare.door_file AS r",
    ]
)

_EQ, _NE = "OPERATOR(pg_catalog.=)", "OPERATOR(pg_catalog.<>)"


def _ours(namespace: str) -> str:
    return f"""JOIN pg_catalog.pg_namespace AS n ON n.oid {_EQ} {namespace}
        AND n.nspname {_EQ} 'chaincare'::pg_catalog.name"""


def _char(one: str) -> str:
    return f"""'{one}'::pg_catalog."char\""""


def _own_table(alias: str) -> str:
    return f"JOIN pg_catalog.pg_class AS c ON c.oid {_EQ} {alias}\n    {_ours('c.relnamespace')}"


_ONE_OF_OURS = " OR ".join(
    f"{{0}}.rolname {_EQ} '{one}'::pg_catalog.name"
    for one in ("chaincare_owner", "chaincare_door", "chaincare_app")
)
_OF_ROLES = "FROM pg_catalog.pg_roles AS r WHERE " + _ONE_OF_OURS.format("r")
_RIGHTS = "r.rolsuper, r.rolbypassrls, r.rolcanlogin, r.rolcreaterole, r.rolreplication"
OWN_ROLES: Final = f"SELECT {_RIGHTS} {_OF_ROLES}"
OWN_LOGIN: Final = f"SELECT {_RIGHTS} FROM pg_catalog.pg_roles AS r WHERE r.rolname {_EQ} SESSION_USER"

# Each gives how a thing is named, and then its form. Partitions follow the calendar: each must be guarded as the table they are part
# of, and is held against it below. A rule beyond those of views is always somebody's own; so are functions, triggers and
# policies that no migration made.
LOOKS: Final = (
    ("function", "chaincare.{}({})", f"""
    SELECT p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid), p.prokind, pg_catalog.pg_get_userbyid(p.proowner),
        COALESCE(p.proacl, pg_catalog.acldefault({_char("f")}, p.proowner)),
        CASE WHEN p.prokind {_NE} {_char("a")} THEN pg_catalog.pg_get_functiondef(p.oid) END
    FROM pg_catalog.pg_proc AS p {_ours("p.pronamespace")}"""),
    ("trigger", "{}.{}", f"""
    SELECT c.relname, t.tgname, t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid)
    FROM pg_catalog.pg_trigger AS t {_own_table("t.tgrelid")}
    WHERE NOT t.tgisinternal AND NOT c.relispartition"""),
    ("policy", "{}.{}", f"""
    SELECT c.relname, p.polname, p.polcmd, p.polpermissive, p.polroles AS roles,
        pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_catalog.pg_policy AS p {_own_table("p.polrelid")}"""),
    ("table", "{}", f"""
    SELECT c.relname, c.relkind, pg_catalog.pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity, c.relpersistence,
        COALESCE(c.relacl, pg_catalog.acldefault({_char("r")}, c.relowner)), c.relam, c.reloptions
    FROM pg_catalog.pg_class AS c {_ours("c.relnamespace")}
    WHERE NOT c.relispartition AND (c.relkind {_EQ} {_char("r")} OR c.relkind {_EQ} {_char("p")} OR c.relkind {_EQ} {_char("v")}
        OR c.relkind {_EQ} {_char("m")} OR c.relkind {_EQ} {_char("f")})"""),
    ("type", "{}", f"""
    SELECT t.typname, t.typtype, pg_catalog.pg_get_userbyid(t.typowner), pg_catalog.format_type(t.typbasetype, t.typtypmod),
        t.typnotnull, t.typdefault, t.typacl
    FROM pg_catalog.pg_type AS t LEFT JOIN pg_catalog.pg_class AS c ON c.oid {_EQ} t.typrelid {_ours("t.typnamespace")}
    WHERE t.typtype {_NE} {_char("b")} AND (t.typtype {_NE} {_char("c")} OR c.relkind {_EQ} {_char("c")})"""),
    ("label", "{}.{}", f"""
    SELECT t.typname, e.enumlabel, e.enumsortorder
    FROM pg_catalog.pg_enum AS e JOIN pg_catalog.pg_type AS t ON t.oid {_EQ} e.enumtypid {_ours("t.typnamespace")}"""),
    ("constraint", "{}.{}", f"""
    SELECT c.relname, k.conname, pg_catalog.pg_get_constraintdef(k.oid), k.convalidated
    FROM pg_catalog.pg_constraint AS k {_own_table("k.conrelid")}
    WHERE k.contype {_NE} {_char("n")} AND k.conparentid {_EQ} '0'::pg_catalog.oid AND NOT c.relispartition"""),
    ("constraint", "{}.{}", f"""
    SELECT t.typname, k.conname, pg_catalog.pg_get_constraintdef(k.oid), k.convalidated
    FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_type AS t ON t.oid {_EQ} k.contypid {_ours("t.typnamespace")}"""),
    ("unique", "{}.{}", f"""
    SELECT c.relname, i.relname, pg_catalog.pg_get_indexdef(x.indexrelid), x.indisvalid
    FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid {_EQ} x.indexrelid {_own_table("x.indrelid")}
    WHERE x.indisunique AND NOT c.relispartition AND (c.relkind {_EQ} {_char("r")} OR c.relkind {_EQ} {_char("p")})"""),
    ("rule", "{}.{}", f"""
    SELECT c.relname, r.rulename, pg_catalog.pg_get_ruledef(r.oid), r.ev_enabled
    FROM pg_catalog.pg_rewrite AS r {_own_table("r.ev_class")}"""),
    ("schema", "{}", f"""
    SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner), n.nspacl FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname {_EQ} 'chaincare'::pg_catalog.name"""),
    ("language", "{}", f"""
    SELECT l.lanname, p.proname, p.prosrc, p.probin
    FROM pg_catalog.pg_language AS l JOIN pg_catalog.pg_proc AS p ON p.oid {_EQ} l.lanplcallfoid
    WHERE l.lanname {_EQ} 'plpgsql'::pg_catalog.name"""),
    ("role", "{}", f"SELECT r.rolname, {_RIGHTS} {_OF_ROLES}"),
    # Which of the three is another of them: none is.
    ("member", "{}.{}", f"""
    SELECT r.rolname, w.rolname FROM pg_catalog.pg_auth_members AS m JOIN pg_catalog.pg_roles AS w ON w.oid {_EQ} m.member
    JOIN pg_catalog.pg_roles AS r ON r.oid {_EQ} m.roleid AND ({_ONE_OF_OURS.format("r")})
    WHERE {_ONE_OF_OURS.format("w")}"""),
    # None of these is ours: each has its own way into what we do.
    ("event-trigger", "{}", "SELECT e.evtname, e.evtevent, e.evtenabled FROM pg_catalog.pg_event_trigger AS e"),
    ("inheritance", "{}", f"""
    SELECT c.relname, i.inhseqno FROM pg_catalog.pg_inherits AS i {_own_table("i.inhparent")}
    JOIN pg_catalog.pg_class AS child ON child.oid {_EQ} i.inhrelid
    WHERE NOT child.relispartition"""),
    ("operator", "chaincare.{}", f"SELECT o.oprname, o.oprleft, o.oprright FROM pg_catalog.pg_operator AS o {_ours('o.oprnamespace')}"),
)  # fmt: skip
COLUMNS: Final = f"""
    SELECT c.relname, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
        l.collname, a.attacl, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
    FROM pg_catalog.pg_attribute AS a {_own_table("a.attrelid")}
    LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid {_EQ} a.attrelid AND d.adnum {_EQ} a.attnum
    LEFT JOIN pg_catalog.pg_collation AS l ON l.oid {_EQ} a.attcollation
    WHERE NOT a.attisdropped AND NOT c.relispartition AND (c.relkind {_EQ} {_char("r")} OR c.relkind {_EQ} {_char("p")}
        OR c.relkind {_EQ} {_char("v")} OR c.relkind {_EQ} {_char("c")})"""
RIGHTS_OF_A_MONTH: Final = {
    "chaincare_owner=arwdDxtm/chaincare_owner",
    "chaincare_door=r/chaincare_owner",
}
"""A month of the log may have these, and those that were made by a migration do: it is written and read by its parent."""
PARTITIONS: Final = f"""
    SELECT c.relname AS parent, o.oid AS own, o.relrowsecurity, o.relforcerowsecurity, o.relkind, o.relpersistence, s.nspname,
        pg_catalog.pg_get_userbyid(o.relowner), o.relacl AS rights,
        t.tgname, t.tgenabled, t.tgtype, t.tgattr, t.tgqual, t.tgargs, t.tgoldtable, t.tgnewtable, p.proname, u.nspname AS of_schema
    FROM pg_catalog.pg_inherits AS i {_own_table("i.inhparent")}
    JOIN pg_catalog.pg_class AS o ON o.oid {_EQ} i.inhrelid
    JOIN pg_catalog.pg_namespace AS s ON s.oid {_EQ} o.relnamespace
    LEFT JOIN pg_catalog.pg_trigger AS t ON t.tgrelid {_EQ} o.oid
    LEFT JOIN pg_catalog.pg_proc AS p ON p.oid {_EQ} t.tgfoid
    LEFT JOIN pg_catalog.pg_namespace AS u ON u.oid {_EQ} p.pronamespace
    WHERE o.relispartition AND o.relkind {_NE} {_char("i")} AND o.relkind {_NE} {_char("I")}"""
# What PostgreSQL itself keeps a reference by: a superuser can turn it off.
REFERENCES: Final = f"""
    SELECT c.relname, k.conname, o.relname, p.proname, u.nspname, t.tgenabled, t.tgtype
    FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_constraint AS k ON k.oid {_EQ} t.tgconstraint
    JOIN pg_catalog.pg_proc AS p ON p.oid {_EQ} t.tgfoid {_own_table("k.conrelid")}
    JOIN pg_catalog.pg_namespace AS u ON u.oid {_EQ} p.pronamespace
    JOIN pg_catalog.pg_class AS o ON o.oid {_EQ} t.tgrelid
    WHERE t.tgisinternal AND NOT c.relispartition AND NOT o.relispartition"""
ROLES: Final = "SELECT r.oid, r.rolname FROM pg_catalog.pg_roles AS r"

_CALLED = {
    *re.findall(
        r"pg_catalog\.(\w+)\(", "".join([COLUMNS, PARTITIONS, *(statement for _, _, statement in LOOKS)])
    ),
    *OPERATORS.values(),
    *("current_setting", "current_database"),
}


async def stamp_of(connection: asyncpg.Connection) -> bytes:
    """Give what is another as soon as anything of the catalogue is. Raises asyncpg.UndefinedTableError where nothing was migrated."""
    written = BytesIO()
    for statement in (STAMP, OWN_ROLES, OWN_LOGIN):
        await connection.copy_from_query(statement, output=written, format="binary")
    return sha256(written.getbuffer()).digest()


async def look(connection: asyncpg.Connection) -> Seen:
    """Read what there is: by kind and name, the digests of its forms (of partitions one each)."""
    seen: Seen = defaultdict(set)
    # Names of types and tables are written in full where nothing is on the search path.
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        roles = dict(await connection.fetch(ROLES))
        for kind, name, statement in LOOKS:
            width = name.count("{}")
            for row in await connection.fetch(statement):
                form = [_named(one, roles) if key == "roles" else one for key, one in row.items()][width:]
                seen[kind, name.format(*row[:width])].add(_digest(form))
        for name, form in _columns(await connection.fetch(COLUMNS)):
            seen["column", name].add(_digest(form))
        for (parent, _, *flags, rights), triggers in _together(await connection.fetch(PARTITIONS), 9):
            more = sorted(set(rights or ()) - RIGHTS_OF_A_MONTH)
            seen["partition", parent].add(_digest([*flags, more, *triggers]))
        for (table, name), triggers in _together(await connection.fetch(REFERENCES), 2):
            seen["reference", f"{table}.{name}"].add(_digest(triggers))
        for kind, name in await of_somebody(connection, called=_CALLED):
            seen[kind, name].add(_digest(()))
    return dict(seen)


def _digest(form: Iterable[object]) -> str:
    return sha256(msgspec.json.encode(list(form))).hexdigest()[:32]


def _named(numbers: Iterable[int], roles: dict[int, str]) -> list[str]:
    return sorted(roles.get(one, str(one)) for one in numbers)


def _columns(rows: Iterable[Any]) -> Iterable[tuple[str, list[object]]]:
    """Give each column with its place: what was dropped before it counts in the database, and is not the same in a restored one."""
    tables: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row[1] > 0:
            tables[row[0]].append(row)
    for table, columns in tables.items():
        for place, row in enumerate(sorted(columns, key=lambda one: one[1])):
            yield f"{table}.{row[2]}", [place, *row[3:]]


def _together(rows: Iterable[Any], width: int) -> Iterable[tuple[tuple[Any, ...], list[object]]]:
    """Put together the rows that begin alike."""
    kept: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        key = tuple(tuple(one) if isinstance(one, list) else one for one in row[:width])
        kept[key].append(list(row[width:]))
    for key, others in kept.items():
        yield key, sorted(others, key=str)
