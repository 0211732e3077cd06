"""The schema as one page of SQL, the same on every day and every machine: `migrations/schema.sql`."""

import asyncio
import os
import re
from urllib.parse import parse_qsl, unquote, urlsplit

import asyncpg

from chaincare.embedded import binary

_HEADING = (
    "-- All migrations together, for reading. Written by `chaincare migrate --write-schema`; do not edit.\n"
)
# Partitions follow the calendar and door functions stand in their own files: neither is history.
_PARTITIONS = """
SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'chaincare' AND c.relispartition ORDER BY 1
"""
_ENTRY = re.compile(r"^--\n-- (Name: .*; Type: .*)\n--\n", re.MULTILINE)
_NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n", re.MULTILINE)


async def dump_schema(admin_url: str) -> str:
    """`pg_dump` of the schema `chaincare`, without versions, comments, partitions and door functions."""
    connection = await asyncpg.connect(admin_url)
    try:
        partitions = [row[0] for row in await connection.fetch(_PARTITIONS)]
    finally:
        await connection.close()
    process = await asyncio.create_subprocess_exec(
        binary("pg_dump"),
        "--schema-only",
        "--schema=chaincare",
        *(f"--exclude-table={name}" for name in partitions),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | _libpq_environment(admin_url),
    )
    output, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError("pg_dump failed; it says why above.")
    return normalised(output.decode("utf-8"))


def normalised(dump: str) -> str:
    """The entries of a dump that are history, each without pg_dump's own words around it."""
    preamble, *parts = _ENTRY.split(dump)
    del preamble  # versions and session settings
    kept = [
        _NOISE.sub("", body).strip("\n")
        for title, body in zip(parts[::2], parts[1::2], strict=True)
        if not title.endswith("Owner: chaincare_door")
    ]
    return _HEADING + "".join("\n" + re.sub(r"\n{2,}", "\n", entry) + "\n" for entry in kept if entry)


def _libpq_environment(url: str) -> dict[str, str]:
    """The URL in libpq's variables: an argument could be read by every user of the machine, password and all."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    return {
        "PGHOST": parts.hostname or asked.get("host", ""),
        "PGPORT": str(parts.port or asked.get("port", "")),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
    }
