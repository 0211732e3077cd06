"""Every branch of every rule is walked by the tests of the rules alone, without a database."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = (
    "rules", "states", "phases", "sending", "consent", "preconditions", "intake", "drafting", "answers", "laying_down", "himself", "periods", "corrected",
    "sentences", "plain", "recognition", "shapes", "written_dates", "workdays", "rounds", "editions", "terms", "wheel", "indications",
)  # fmt: skip
"""The modules that decide; each feature's tests of them are called after them: ``test_rules.py``, ``test_states…``."""

WHOLE = 100 if sys.version_info >= (3, 11, 4) else 99
"""The first interpreters of 3.11 tell five jumps out of a `match` as if they had never been taken."""


def test_every_branch_of_the_rules_is_walked(tmp_path: Path) -> None:
    modules = [path for name in PURE for path in (ROOT / "src/chaincare").rglob(f"{name}.py")]
    features = [one for one in (ROOT / "tests").iterdir() if (ROOT / "src/chaincare" / one.name).is_dir()]
    beside = [*features, ROOT / "tests/ground"]
    tests = [str(path) for name in PURE for one in beside for path in one.glob(f"test_{name}*.py")]
    assert len(modules) > 10
    config = tmp_path / "coverage.ini"
    wanted = "\n".join(f"    {path}" for path in modules)
    config.write_text(
        f"[run]\nbranch = true\ninclude =\n{wanted}\ndata_file = {tmp_path / 'data'}\n"
        "[report]\nskip_covered = true\nshow_missing = true\nexclude_also =\n"
        "    assert_never\n    case _ as unreachable\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--cov", "--cov-branch",
         f"--cov-config={config}", "--cov-report=term", f"--cov-fail-under={WHOLE}", *tests],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if run.returncode:
        pytest.fail(run.stdout[-4000:] + run.stderr[-2000:])
