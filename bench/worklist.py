"""A worklist of 200 open items among a million cases: `python -m bench.worklist [CASES]`. In a scratch database of its own.

One professional asks, on a quiet server, over HTTP: the first page, a page of the largest limit, all pages, with counts; and
reads cases, in turns, in the same run. So does a coordinator of his network.
"""

import sys
import time

import httpx2

from bench.cases import id_of
from bench.stage import Stage, set_stage
from bench.worklist_cases import CASE, MINE, OPEN, write_region
from chaincare.demo.world import NETWORK

ROUNDS = 400
WARM = 40
FEW = 60
GOAL_MS = 50.0
ROLES = ("teacher", "network-coordinator")


class Asker:
    """One caller with a connection of his own, who waits for each answer."""

    def __init__(self, stage: Stage, role: str) -> None:
        self._http = httpx2.Client(base_url=f"http://127.0.0.1:{stage.ports[0]}", timeout=120)
        self._headers = {"Authorization": f"Bearer {stage.tokens[role]}"}

    def take(self, path: str) -> tuple[float, httpx2.Response]:
        """Ask once; give how long it took, in milliseconds."""
        began = time.perf_counter()
        answer = self._http.get(path, headers=self._headers)
        took = (time.perf_counter() - began) * 1000
        answer.raise_for_status()
        return took, answer

    def walk(self, path: str) -> tuple[float, int]:
        """Read all pages; give how long they took together, and how many rows there were."""
        took, rows = 0.0, 0
        while path:
            once, answer = self.take(path)
            took, rows = took + once, rows + len(answer.json()["items"])
            link = answer.headers.get("Link", "")
            path = link[link.index("<") + 1 : link.index(">")] if link else ""
        return took, rows


def told(what: str, took: list[float], beside: list[float] | None = None) -> float:
    """Print a line; give the 99th percentile."""
    ordered = sorted(took)
    middle, p99 = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    ratio = "" if beside is None else f"   {middle / sorted(beside)[len(beside) // 2]:5.1f} reads"
    print(f"{what:44} p50 {middle:7.1f} ms   p99 {p99:7.1f} ms{ratio}", flush=True)
    return p99


def measure(stage: Stage, cases: list[str]) -> None:
    """Measure in turns, so that whatever else the machine does falls on all alike."""
    asker = Asker(stage, "teacher")
    _, rows = asker.walk("/v1/worklist?limit=200")
    if rows != OPEN:
        raise SystemExit(f"{rows} rows, not {OPEN}")
    paths = {
        "a case, read and traced": "",
        "worklist, first page (25 rows)": "/v1/worklist",
        "worklist, page of 100": "/v1/worklist?limit=100",
        f"worklist, all {OPEN} in one page": "/v1/worklist?limit=200",
        "worklist, one kind": "/v1/worklist?kind=agreement_to_answer",
        "worklist, first page with counts": "/v1/worklist?counts=true",
    }
    took: dict[str, list[float]] = {name: [] for name in paths}
    for turn in range(ROUNDS + WARM):
        for name, path in paths.items():
            once, _ = asker.take(path or f"/v1/cases/{cases[turn % MINE]}")
            if turn >= WARM:
                took[name].append(once)
    reads = took["a case, read and traced"]
    p99 = {name: told(name, them, reads) for name, them in took.items()}
    told(f"worklist, all {OPEN} in pages of 25", [asker.walk("/v1/worklist")[0] for _ in range(FEW)], reads)
    coordinator = Asker(stage, "network-coordinator")
    steers = [coordinator.take("/v1/worklist")[0] for _ in range(FEW)][5:]
    told("worklist of a coordinator, first page", steers, reads)
    kept = all(them <= GOAL_MS for name, them in p99.items())
    print(f"within {GOAL_MS:.0f} ms p99: {'yes' if kept else 'NO'}")


def main(count: int) -> None:
    """Build, and measure."""

    async def write(url: str, many: int) -> None:
        await write_region(url, many)

    with set_stage(count, print, write=write, roles=ROLES) as stage:
        steered = stage.fetch_value(f"SELECT count(*) FROM chaincare.cases WHERE network_id = '{NETWORK}'")
        print(f"{count:,} cases; {steered:,} in the coordinator's network")
        cases = stage.fetch_text(
            f"SELECT string_agg(id::text, ' ') FROM (SELECT {id_of(CASE, 'n')} AS id FROM generate_series(1, {MINE}) AS n) AS c"
        ).split()
        stage.settle()
        measure(stage, cases)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
