"""Small programs the tests start and kill, as an operating system would."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg

# Starts the embedded server on the folder in argv[1], says where, and stays until told to go.
HOST_PROGRAM = """
import sys
from pathlib import Path
from chaincare.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
try:
    print(server.start().app_url, flush=True)
except Exception as refusal:
    print(type(refusal).__name__, refusal, flush=True)
    raise SystemExit(1)
sys.stdin.read()
server.stop()
"""


def start_host(folder: Path, *before: str) -> "subprocess.Popen[str]":
    """A process with a database of its own; `before` is put in front of the command."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", HOST_PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"HOME": "/nonexistent"},
    )


def first_line(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def postmaster_pid(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def is_alive(pid: int) -> bool:
    """A process that only waits to be collected by its parent is as good as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(fact: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if fact():
            return True
        time.sleep(0.02)
    return fact()


def as_user(uid: int, folder: Path) -> tuple[str, ...]:
    """The words that make a command run as that user, to whom the folder is made over; only root can."""
    os.chown(folder, uid, -1)
    return ("setpriv", f"--reuid={uid}", "--regid=65432", "--clear-groups")


def may_run_as(uid: int) -> bool:
    """Whether another user may come where Python and PostgreSQL lie, and this one may become it."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return False
    command = [
        "setpriv",
        f"--reuid={uid}",
        "--regid=65432",
        "--clear-groups",
        "sh",
        "-c",
        'exec "$0" -c "import asyncpg"',
    ]
    return subprocess.run([*command, sys.executable], capture_output=True, check=False).returncode == 0


async def answer(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()
