"""`chaincare demo`, `token` and `network create`: what a newcomer and an operator type."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.ground.programs import is_alive, postmaster_pid, wait_until

from chaincare.demo.world import CHILD, PEOPLE, YOUTH_CARE
from chaincare.demo.world import NETWORK as DEMO_NETWORK
from chaincare.embedded import Urls


def _environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CHAINCARE_")} | more


def _run(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "chaincare", *words],
        env=_environment(**more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", Path, int]]:
    """A demo on a port that somebody else has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = [
            sys.executable,
            "-m",
            "chaincare",
            "demo",
            "--data-dir",
            str(tmp_path / "d"),
            "--port",
            str(port),
        ]
        with subprocess.Popen(
            words,
            env=_environment(HOME=str(tmp_path)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            try:
                yield program, tmp_path / "d", port
            finally:
                program.kill()


def test_a_newcomer_gets_a_region_with_people(demo: tuple["subprocess.Popen[str]", Path, int]) -> None:
    program, folder, port = demo
    assert program.stdout is not None
    said = ""
    for line in program.stdout:
        said += line
        if "Stop with Ctrl-C" in line:
            break
    assert "NOT FOR PRODUCTION" in said
    assert all(f"  {one.role} " in said for one in (*PEOPLE, CHILD))

    token = _run("token", "--as", "teacher", "--data-dir", str(folder))
    assert token.returncode == 0, token.stderr
    base_url = json.loads((folder / "demo.json").read_text())["base_url"]
    assert not base_url.endswith(f":{port}"), "the port was taken"

    def read(path: str) -> Any:
        request = urllib.request.Request(  # noqa: S310 -- our own loopback address
            f"{base_url}/v1{path}", headers={"Authorization": f"Bearer {token.stdout.strip()}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 -- likewise
            return json.load(answer)

    assert len(read("/organisations")["items"]) == 6
    [named] = read(f"/networks/{DEMO_NETWORK}/emergency-settings")["units"]
    assert (named["unitId"], named["kind"]) == (str(YOUTH_CARE.unit_id), "crisis_team")
    assert (folder / "demo.env").stat().st_mode & 0o077 == 0, "tokens are for the owner's eyes"

    second = _run("demo", "--data-dir", str(folder), "--port", "0")
    assert second.returncode != 0
    assert str(program.pid) in second.stderr, "it says who has the folder"

    postmaster = postmaster_pid(folder)
    program.send_signal(signal.SIGTERM)
    assert program.wait(timeout=20) == 0
    assert wait_until(lambda: not is_alive(postmaster))
    assert program.stderr is not None
    assert "is in use; taking port" in program.stderr.read()


def test_token_says_who_there_is(tmp_path: Path) -> None:
    nobody = _run("token", "--as", "king", "--data-dir", str(tmp_path))
    assert nobody.returncode != 0
    assert "intern-begeleider" in nobody.stderr
    early = _run("token", "--as", "teacher", "--data-dir", str(tmp_path))
    assert early.returncode != 0
    assert "make demo" in early.stderr


NETWORK = (
    "network", "create", "--name", "Netwerk Zuid", "--region", "Zuid", "--organisation", "Bureau Zuid",
    "--issuer", "https://login.zuid.example", "--jwks-uri", "https://login.zuid.example/jwks",
    "--unit", "Bureau", "--task", "WPO 18a", "--administrator", "Ada", "--subject", "ada-1",
)  # fmt: skip


@pytest.mark.anyio
async def test_an_operator_makes_the_first_administrator(database: Urls) -> None:
    urls = {"CHAINCARE_MIGRATE_URL": database.migrate_url, "CHAINCARE_DATABASE_URL": database.app_url}
    made = _run(*NETWORK, **urls)
    assert made.returncode == 0, made.stderr
    ids = dict(line.split() for line in made.stdout.splitlines())
    assert set(ids) == {"network", "organisation", "unit", "administrator"}
    connection = await asyncpg.connect(database.admin_url)
    try:
        mandate = await connection.fetchrow("SELECT kind, network_id::text FROM chaincare.mandates")
        entry = await connection.fetchrow("SELECT event, outcome, subject FROM chaincare.access_entries")
    finally:
        await connection.close()
    assert tuple(mandate) == ("administrator", ids["network"])
    assert tuple(entry) == ("network.created", "done", "operator"), "changes of rights are events"
    again = _run(*NETWORK, **urls)
    assert again.returncode != 0
    assert "Traceback" not in again.stderr


def test_a_demo_never_runs_on_a_real_folder_nor_serve_on_a_demo(tmp_path: Path) -> None:
    real = ("--data-dir", str(tmp_path / "real"))
    made = _run(*NETWORK, *real)
    assert made.returncode == 0, made.stderr
    demo = _run("demo", *real, "--port", "0")
    assert demo.returncode != 0
    assert "real network" in demo.stderr
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "demo.json").write_text("{}")
    serve = _run("serve", "--data-dir", str(tmp_path / "demo"), "--port", "0")
    assert serve.returncode != 0
    assert "holds a demo" in serve.stderr
