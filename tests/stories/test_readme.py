"""The README's requests, run as a newcomer pastes them: in one shell, against a running demo."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PAIR = re.compile(r"```sh\n.*?```(?:\n\n```json\n(.*?)```)?", re.DOTALL)
OF_ITS_OWN = re.compile(r"…|^\d{4}-\d\d-\d\dT|^[A-Z0-9]{4}-[A-Z0-9]{4}$")
"""What is another each time: ids, moments, references."""


def requests_of_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return BLOCK.findall(text[text.index("<!-- requests") : text.index("<!-- end of requests")])


def shown_of_readme() -> list[str]:
    """What the page says is answered, one for each block; where it shows nothing, empty."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return PAIR.findall(text[text.index("<!-- requests") : text.index("<!-- end of requests")])


def documents_in(text: str) -> list[Any]:
    """Every JSON document of a text; `…` stands for what is left out of an object or a list."""
    plain = re.sub(r"\s+", " ", text)
    plain = re.sub(r", …(?=\])", ', "…"', re.sub(r", …(?=\})", ', "…": 0', plain))
    found, at = [], plain.find("{")
    while at >= 0:
        document, end = json.JSONDecoder().raw_decode(plain, at)
        found.append(document)
        at = plain.find("{", end)
    return found


def is_shown(shown: Any, answered: Any) -> bool:
    """Say whether this was answered, as far as it is shown."""
    match shown:
        case dict():
            told = set(shown) - {"…"}
            whole = "…" in shown or told == set(answered)
            return whole and all(one in answered and is_shown(shown[one], answered[one]) for one in told)
        case [*items, "…"]:
            return all(any(is_shown(one, other) for other in answered) for one in items)
        case list():
            return len(shown) == len(answered) and all(map(is_shown, shown, answered))
        case str() if OF_ITS_OWN.search(shown):
            return isinstance(answered, str)
        case _:
            return bool(shown == answered)


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
    for place, (text, answer) in enumerate(zip(shown_of_readme(), answers, strict=False)):
        for shown, answered in zip(documents_in(text), documents_in(answer), strict=False):
            assert is_shown(shown, answered), f"{place}: {shown}, but it was {answered}"
    assert len([one for one in shown_of_readme() if one]) == 12
    bound, bare = answers[12].split("\n", 1)
    assert "Consultatie gedrag" in bound
    assert "token-bound-to-sender" in bare
