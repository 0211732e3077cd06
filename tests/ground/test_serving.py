"""`chaincare serve`: it says what is wrong in a sentence, finishes what it began, and leaves nothing running."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ground.programs import is_alive, postmaster_pid, wait_until

from chaincare import serving

# An application with one slow route, which tells at its end whether the server said that it is leaving.
_SLOW_PROGRAM = """
import asyncio, sys
from litestar import Litestar, get
from litestar.datastructures import State
from chaincare import serving
from chaincare.settings import Settings

@get("/slow", media_type="text/plain")
async def slow(state: State) -> str:
    before = state.draining
    print("begun", flush=True)
    await asyncio.sleep(0.5)
    return f"{before} {state.draining}"

taken = serving.listen("127.0.0.1", 0)
print(serving.address_of(taken), flush=True)
asyncio.run(serving.run(Litestar([slow], logging_config=None), Settings(), taken))
print("stopped in good order", flush=True)
"""


def _serve(folder: Path, **settings: str) -> "subprocess.Popen[str]":
    words = {name: value for name, value in os.environ.items() if not name.startswith("CHAINCARE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "chaincare", "serve"],
        env=words | {"CHAINCARE_DATA_DIR": str(folder / "data")} | settings,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


def _address(program: "subprocess.Popen[str]") -> str:
    assert program.stderr is not None
    for line in program.stderr:
        if "listening on " in line:
            return line.rpartition(" ")[2].strip()
    raise AssertionError("it ended before it listened")


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 -- our own loopback address
        return str(answer.read().decode())


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    held = serving.listen("127.0.0.1", 0)
    yield held
    held.close()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_says_so_and_finishes_the_request_in_flight(sign: signal.Signals) -> None:
    program = subprocess.Popen([sys.executable, "-c", _SLOW_PROGRAM], stdout=subprocess.PIPE, text=True)
    with program:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        answers: list[str] = []
        asking = threading.Thread(target=lambda: answers.append(_get(f"{address}/slow")))
        asking.start()
        assert program.stdout.readline() == "begun\n"
        program.send_signal(sign)
        asking.join(10)
        assert answers == ["False True"]
        assert program.stdout.readline() == "stopped in good order\n"
    assert program.returncode == 0


def test_from_an_empty_folder_it_answers_and_stops_with_its_database(tmp_path: Path) -> None:
    with _serve(tmp_path, CHAINCARE_PORT="0") as program:
        address = _address(program)
        assert '"ready"' in _get(f"{address}/v1/health/ready")
        database = postmaster_pid(tmp_path / "data")
        program.terminate()
        assert program.wait(20) == 0
    assert not is_alive(database)


def test_killed_it_takes_its_database_with_it(tmp_path: Path) -> None:
    with _serve(tmp_path, CHAINCARE_PORT="0") as program:
        _address(program)
        database = postmaster_pid(tmp_path / "data")
        program.kill()
    assert wait_until(lambda: not is_alive(database))


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path, taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    with _serve(tmp_path, CHAINCARE_PORT=str(port)) as program:
        _, said = program.communicate(timeout=20)
    assert program.returncode == 1
    assert said.startswith(f"Error: Port {port} on 127.0.0.1 cannot be had")
    assert not (tmp_path / "data").exists()


def test_the_demo_goes_elsewhere_when_the_port_is_in_use(taken: socket.socket) -> None:
    port = taken.getsockname()[1]
    other = serving.listen("127.0.0.1", port, elsewhere=True)
    assert other.getsockname()[1] not in {0, port}
    other.close()


def test_wrong_settings_are_told_in_one_message_without_a_traceback(tmp_path: Path) -> None:
    with _serve(tmp_path, CHAINCARE_PORT="high", CHAINCARE_POOL_SIZE="-1", CHAINCARE_SECRT="x") as program:
        _, said = program.communicate(timeout=20)
    assert program.returncode == 1
    assert [line.split()[1] for line in said.splitlines()[1:]] == [
        "CHAINCARE_POOL_SIZE",
        "CHAINCARE_PORT",
        "CHAINCARE_SECRT",
    ]
