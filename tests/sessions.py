"""Sessions that are used again with their database: in a new one the door is planned anew, which takes longer than most tests."""

import asyncpg

from chaincare import database, living

FEW = 4
"""A pool that grew beyond this is closed: it would keep its sessions from others."""


class KeptPools:
    """Hands the application the pool that the one before it left behind, in databases that are used again."""

    def __init__(self) -> None:
        self._of: dict[str, asyncpg.Pool | None] = {}
        self._lent: dict[asyncpg.Pool, str] = {}

    def keep(self, url: str) -> None:
        """From now on keep the pool of this database."""
        self._of.setdefault(url, None)

    async def open(self, url: str, *, size: int) -> asyncpg.Pool:
        """Open a pool as the product does, or give the one that was kept."""
        pool = self._of.get(url)
        if pool is None or pool.get_max_size() != size:
            pool = await database.open_pool(url, size=size)
        else:
            self._of[url] = None
        self._lent[pool] = url
        return pool

    async def close(self, pool: asyncpg.Pool) -> None:
        """Keep a pool that is at rest; close any other, and that of any other database."""
        url = self._lent.pop(pool)
        rests = not pool.is_closing() and pool.get_idle_size() == pool.get_size() <= FEW
        if rests and url in self._of and self._of[url] is None:
            self._of[url] = pool
        else:
            await database.close_pool(pool)

    async def forget(self, url: str) -> None:
        """Close what is kept of a database that goes."""
        pool = self._of.pop(url, None)
        if pool is not None:
            await database.close_pool(pool)


KEPT = KeptPools()
vars(living).update(open_pool=KEPT.open, close_pool=KEPT.close)
