"""Sealing as a test wants it: now, and until everything is."""

import asyncio
from pathlib import Path

import asyncpg
from tests.people import SECRET

from chaincare.embedded import Urls
from chaincare.keys import derived_key
from chaincare.seals.memory import Memory
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys

KEYS = SealKeys("chaincare.localhost", [derived_key(SECRET, "seal v1")])


def sealer_of(urls: Urls, memory: Path | None = None, keys: SealKeys = KEYS) -> Sealer:
    return Sealer(urls.app_url, keys, Memory(memory))


async def seal(sealer: Sealer, admin: asyncpg.Connection) -> None:
    """Seal until everything is; other tests' transactions in the same cluster can hold it back for a moment."""
    async with asyncio.timeout(20):
        while True:
            await sealer.round()
            state = await admin.fetchrow("SELECT * FROM chaincare.seal_state()")
            if state["waiting_since"] is None and state["log_id"] is not None:
                return
            await asyncio.sleep(0.02)
