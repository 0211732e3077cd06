"""Nobody touched the log, and nothing says that somebody did. A thousand such runs: `make soak PARTS=log RUNS=1000`."""

from pathlib import Path
from random import Random

import pytest
from tests.people import Region
from tests.seals.clean import CleanRuns

pytestmark = pytest.mark.anyio


async def test_clean_runs_raise_no_alarm(region: Region, tmp_path: Path) -> None:
    runs = CleanRuns(region, tmp_path, Random(20261121))  # noqa: S311 - which things happen, no secret
    for _ in range(4):
        await runs.run()
    await runs.close()
    assert {"_seal_at_once", "_change_key", "_open_epoch", "_restart"} <= runs.did.keys()
