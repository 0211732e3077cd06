"""`make bench` runs, traces what it answers, and writes its figures in the form that is published."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from bench.figures import Report

FIGURES = {"traced_read_vs_pgbench", "traced_vs_untraced_read", "worklist_page_vs_read", "write_vs_pgbench"}


def test_the_bench_writes_its_figures(tmp_path: Path) -> None:
    """That every answer had its entry is checked by the bench itself: it fails otherwise."""
    out = tmp_path / "bench.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--rounds=1", "--seconds=0.5", "--cases=20", "--log-entries=20000",
         "--log-rounds=2", f"--out={out}"],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report = msgspec.json.decode(out.read_bytes(), type=Report)
    assert {figure.name for figure in report.figures} == FIGURES
    for figure in report.figures:
        assert figure.unit == "1/s"
        assert len(figure.runs) == 1
        assert figure.a > 0
        assert figure.b > 0
        assert figure.ratio == pytest.approx(figure.a / figure.b, rel=0.01, abs=0.001)
        assert figure.name in done.stdout
