"""Sealing every BSN with the present key, some at a time: whoever stops it halfway starts it again, and it goes on."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import asyncpg
from cryptography.exceptions import InvalidTag

from chaincare.clients.sealing import BsnSeal

BATCH = 200

LIST_OTHERS = "SELECT id, client_id, sealed FROM chaincare.bsns_under_other_keys($1, $2, $3)"
RESEAL = "SELECT chaincare.reseal_bsn($1, $2, $3, $4, $5)"


class Rotated(NamedTuple):
    """How many were sealed anew, and how many open with none of the keys."""

    resealed: int
    shut: int


async def rotate_bsns(
    migrate_url: str, keys: Sequence[bytes], progress: Callable[[str], None], *, batch: int = BATCH
) -> Rotated:
    """Seal what is under another key with the first of ``keys``; the others open what they sealed.

    A transaction a batch, and nothing kept between them: what still bears another mark is what is left. What opens with
    none of the keys stays as it is.
    """
    seal, done = BsnSeal(*keys), Rotated(0, 0)
    connection = await asyncpg.connect(migrate_url)
    try:
        await connection.execute("SET ROLE chaincare_owner")
        after = None
        while True:
            async with connection.transaction():
                rows = await connection.fetch(LIST_OTHERS, seal.mark, after, batch)
                for row in rows:
                    done = await _reseal(connection, seal, row, done)
            if not rows:
                return done
            after = rows[-1]["id"]
            progress(f"{done.resealed} sealed anew, {done.shut} that no key opens")
    finally:
        await connection.close()


async def _reseal(
    connection: asyncpg.Connection, seal: BsnSeal, row: asyncpg.Record, done: Rotated
) -> Rotated:
    try:
        bsn = seal.open(row["sealed"], row["client_id"])
    except InvalidTag:
        return Rotated(done.resealed, done.shut + 1)
    becomes = seal.seal(bsn, row["client_id"])
    changed = await connection.fetchval(RESEAL, row["id"], row["sealed"], becomes, seal.blind(bsn), seal.mark)
    return Rotated(done.resealed + bool(changed), done.shut)
