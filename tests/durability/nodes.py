"""Server processes that can be killed, and a PostgreSQL that can be."""

import asyncio
import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.ground.programs import is_alive
from tests.people import SECRET, free_port

from chaincare.embedded import EmbeddedServer, Urls

PROGRAM = Path(__file__).with_name("node_program.py")


class Nodes:
    """Some `chaincare serve` on ports of their own, all on one database."""

    def __init__(self, starter: "subprocess.Popen[str]", log: Path, count: int) -> None:
        self._starter = starter
        self._log = log
        self.ports = [free_port() for _ in range(count)]
        self._pids = dict.fromkeys(self.ports, 0)
        for port in self.ports:
            self.start(port)

    def start(self, port: int) -> None:
        assert self._starter.stdin is not None
        assert self._starter.stdout is not None
        self._starter.stdin.write(f"{port}\n")
        self._starter.stdin.flush()
        self._pids[port] = int(self._starter.stdout.readline())

    def kill(self, port: int) -> None:
        os.kill(self._pids[port], signal.SIGKILL)

    async def keep_running(self) -> None:
        """Start again whichever has ended, killed or by itself because the database was away: as an init does."""
        while True:
            for port, pid in self._pids.items():
                if not is_alive(pid):  # and its port is free
                    self.start(port)
            await asyncio.sleep(0.005)

    def failures(self) -> list[dict[str, Any]]:
        """What the processes wrote down as failed."""
        lines = [
            json.loads(line)
            for line in self._log.read_text(encoding="utf-8").splitlines()
            if line.startswith("{")
        ]
        return [line for line in lines if line["level"] in {"error", "critical"}]


@contextmanager
def nodes_on(urls: Urls, folder: Path, count: int, **session: str) -> Iterator[Nodes]:
    """Start the processes; ``session`` are settings of the database session that a control spoils."""
    log = folder / "nodes.log"
    words = {name: value for name, value in os.environ.items() if not name.startswith("CHAINCARE_")}
    settings = {
        "CHAINCARE_DATABASE_URL": urls.app_url,
        "CHAINCARE_SECRET_KEY": base64.urlsafe_b64encode(SECRET).decode(),
        "CHAINCARE_LOG_LEVEL": "error",
    }
    with log.open("wb") as output:
        starter = _start(words | settings, session, output)
    try:
        yield Nodes(starter, log, count)
    finally:
        assert starter.stdin is not None
        starter.stdin.close()
        starter.wait(10)
        assert starter.stdout is not None
        starter.stdout.close()


def _start(
    environment: dict[str, str], session: dict[str, str], output: IO[bytes]
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), json.dumps(session)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=output,
        text=True,
        env=environment,
        start_new_session=True,
    )


def crash(server: EmbeddedServer) -> Urls:
    """Kill every process of PostgreSQL at once, as a crash does, and start it again on what is on the disk."""
    postmaster = server.postmaster.running_pid()
    assert postmaster is not None
    for pid in (postmaster, *_children_of(postmaster)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.stop()
    return server.start()


def _children_of(parent: int) -> list[int]:
    children = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                children.append(int(status.parent.name))
    return children
