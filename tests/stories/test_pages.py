"""The pages for auditors, for who verifies and for who pulls the cart: each block runs as it is pasted, in order, against a running demo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.stories.test_readme import BLOCK, ROOT, data_dir

__all__ = ["data_dir"]
ABOVE_THE_CASES = (
    '"givenNames":"Fenna"', '"written":false,"added":2', '"written":true,"added":2', '"state":"open","people":null',
    '"state":"takes_part"', '"roleEn":"Scout"', '"kind":"bankruptcy","reason"', '"standing":"not_asked","graceUntilDate":null,"lastSigned":{',
    '"state":"solved"', ",opened,geopend,\n", "This text was withdrawn.",
)  # fmt: skip
"""What is answered on the way from the inventory to the figures: each step did something."""


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("for-auditors", ['"familyName":"Walt"', '"search":{"name":"Daan van der Walt"', "INTACT"]),
        ("voor-auditors", ['"familyName":"Walt"', '"search":{"name":"Daan van der Walt"', "INTACT"]),
        ("verify-it-yourself", ["INTACT", '"leafHash":', '"goesOnIn":null']),
        ("for-the-voortrekker", [*ABOVE_THE_CASES, "specialist: 404", "Trust: network amber", "named: 400"]),
        (
            "voor-de-voortrekker",
            [*ABOVE_THE_CASES, "specialist: 404", "Vertrouwen: netwerk oranje", "genoemd: 400"],
        ),
    ],
)
def test_every_block_of_the_page_runs_as_pasted(
    data_dir: Path, tmp_path: Path, page: str, said: list[str]
) -> None:
    blocks = BLOCK.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"))
    pasted = "\n".join(blocks).replace(" .chaincare/", f" {data_dir}/")
    script = pasted.replace(".venv/bin/chaincare", "python3 -m chaincare").replace(".venv/bin/", "")
    assert "date -d" not in script, "only GNU's date knows that"
    bin_of = Path(sys.executable).parent
    ran = subprocess.run(
        ["bash", "-eu", "-o", "pipefail"],
        env={**os.environ, "CHAINCARE_DATA_DIR": str(data_dir), "PATH": f"{bin_of}:{os.environ['PATH']}"},
        cwd=tmp_path,
        input=script,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert "urn:problem-type" not in ran.stdout, ran.stdout
    assert [one for one in said if one not in ran.stdout] == [], ran.stdout
