"""The README's requests, run as a newcomer pastes them: in one shell, against a running demo."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def requests_of_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return BLOCK.findall(text[text.index("<!-- requests") : text.index("<!-- end of requests")])


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A running demo, in a folder of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHAINCARE_")}
    words = [sys.executable, "-m", "chaincare", "demo", "--data-dir", str(tmp_path / "d"), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as program:
        assert program.stdout is not None
        assert any("Stop with Ctrl-C" in line for line in program.stdout)
        yield tmp_path / "d"
        program.send_signal(signal.SIGTERM)


def test_the_requests_run_as_pasted(data_dir: Path) -> None:
    blocks = requests_of_readme()
    assert len(blocks) == 13, "the people, ten requests, the outsider, and a bound token"
    marked = "\n".join(f"{block}\necho; echo '=== {place}'" for place, block in enumerate(blocks))
    script = marked.replace(".venv/bin/chaincare", f"{sys.executable} -m chaincare")
    script = script.replace(".chaincare/", f"{data_dir}/")
    ran = subprocess.run(
        ["bash", "-eu"],
        env={**os.environ, "CHAINCARE_DATA_DIR": str(data_dir)},
        input=script,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    answers = re.split(r"=== \d+\n", ran.stdout)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert all("urn:problem-type" not in answer for answer in answers[:11]), ran.stdout
    assert '"regieVacant":true' in answers[1]
    assert '"inEffect":true' in answers[3]
    assert "Walt" not in answers[6]
    assert '"level": "winkelstraat"' in answers[8]
    assert '"state":"agreed"' in answers[9]
    assert "Allowed because" in answers[10]
    assert "Désirée" not in answers[10]
    assert "case-unknown" in answers[11]
    bound, bare = answers[12].split("\n", 1)
    assert "Consultatie gedrag" in bound
    assert "token-bound-to-sender" in bare
