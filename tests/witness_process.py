"""A witness as another organisation runs it: a process of its own, on a port of this machine."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
from click.testing import CliRunner

from chaincare.__main__ import main


class Running:
    def __init__(self, process: subprocess.Popen[str], url: str, key: str) -> None:
        self.process, self.url, self.key = process, url, key
        self.http = httpx2.Client(base_url=url, trust_env=False, verify=False, timeout=10)

    def stop(self, *, hard: bool = False) -> str:
        """Stop it, and give what it said on its error output."""
        (self.process.kill if hard else self.process.terminate)()
        return self.process.communicate(timeout=10)[1]


def make_key(folder: Path, name: str = "witness.example/w1") -> Path:
    made = CliRunner().invoke(
        main, ["witness", "--key-file", str(folder / "key"), "--new-key", name], catch_exceptions=False
    )
    assert made.exit_code == 0, made.output
    return folder / "key"


@contextmanager
def running_witness(folder: Path, logs: Sequence[str], *, port: int = 0) -> Iterator[Running]:
    """Run one on the state and the key in a folder; they are made when they are not there."""
    folder.mkdir(exist_ok=True)
    key = folder / "key" if (folder / "key").exists() else make_key(folder, f"witness.example/{folder.name}")
    words = [sys.executable, "-m", "chaincare.witnessing", "--key-file", str(key), "--port", str(port)]
    words += ["--state", str(folder / "state"), *(f"--log={one}" for one in logs)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().removeprefix("listening on ").strip()
        vkey = process.stdout.readline().removeprefix("key ").strip()
        assert url.startswith("http://127.0.0.1:"), process.communicate(timeout=10)
        witness = Running(process, url, vkey)
        with witness.http:
            yield witness
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=10)
