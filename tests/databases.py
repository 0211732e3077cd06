"""Databases of the run's server: made, found by name, and dropped."""

import itertools
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from chaincare.embedded import Urls
from chaincare.roles import let_clock_move, shut_database

_numbers = itertools.count(1)


@dataclass
class NewDatabase:
    """Makes databases one way; names only have to differ within a worker."""

    server: Urls
    stem: str
    how: str = ""

    async def make(self, how: str | None = None) -> Urls:
        urls = in_database(self.server, f"{self.stem}_{next(_numbers)}")
        await as_admin(self.server, f"CREATE DATABASE {_name(urls)} {self.how if how is None else how}")
        connection = await asyncpg.connect(urls.admin_url)
        try:
            await shut_database(connection)  # what is granted on a database itself is not cloned
        finally:
            await connection.close()
        await let_clock_move(urls.admin_url, moves=True)
        return urls

    async def copy(self, of: Urls) -> Urls:
        """Make one like another to which nobody is connected."""
        return await self.make(f"TEMPLATE {_name(of)} STRATEGY wal_log")

    async def drop(self, urls: Urls) -> None:
        await as_admin(self.server, f"DROP DATABASE IF EXISTS {_name(urls)} WITH (FORCE)")


def in_database(urls: Urls, name: str) -> Urls:
    """The same logins, in another database of the server."""
    return Urls(*(urlunsplit(urlsplit(url)._replace(path=f"/{name}")) for url in urls))


async def as_admin(server: Urls, statement: str) -> None:
    connection = await asyncpg.connect(server.admin_url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _name(urls: Urls) -> str:
    return urlsplit(urls.admin_url).path.lstrip("/")
