"""Where an embedded PostgreSQL listens: never where another user or another machine can knock."""

import contextlib
import os
import socket
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

_SOCKET_PORT = 5432
_LONGEST_SOCKET_PATH = 100  # the kernels allow 104 to 108 bytes


class Place(NamedTuple):
    """A host (or folder of a socket) and port, with the server's settings that make it listen there."""

    settings: dict[str, str]
    host: str
    port: int

    def url(self, login: str, password: str, database: str) -> str:
        """A connection URL as libpq and asyncpg read it; it holds the password."""
        return (
            f"postgresql://{login}:{password}@/{database}?host={quote(self.host, safe='')}&port={self.port}"
        )


def listening_place(run_dir: Path) -> Place:
    """A socket in the data folder, closed to other users; loopback where the folder's path is too long for one."""
    if len(os.fsencode(run_dir)) <= _LONGEST_SOCKET_PATH - len(f"/.s.PGSQL.{_SOCKET_PORT}"):
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(run_dir),
            "unix_socket_permissions": "0700",
            "port": str(_SOCKET_PORT),
        }
        return Place(settings, str(run_dir), _SOCKET_PORT)
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": str(port)}
    return Place(settings, "127.0.0.1", port)
