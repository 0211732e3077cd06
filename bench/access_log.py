"""The access log at its size: `python -m bench.access_log [ENTRIES] [--keep FOLDER] [--out FILE]`; 20 million by default.

Written and sealed from nothing, or as it was kept in a folder. Then over HTTP, on one server that nobody else asks: an auditor's
pages by client, by professional, by period and freely combined, the first and a deep one, and the proof of one entry, old and new; each
beside a bare SQL query for the same rows, in turns, in the same run. And how many entries a second the sealer seals.
"""

import argparse
import secrets
from pathlib import Path

import msgspec

from bench.log_asking import GOAL_MS, measure
from bench.log_filling import fill_log, seal_log
from bench.log_sealing import MORE, seal_more
from bench.stage import set_stage
from chaincare.seals.signing import SealKeys
from chaincare.settings import Settings

ROUNDS = 300


def say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    """Read what is asked, and do it."""
    parser = argparse.ArgumentParser(prog="python -m bench.access_log", description=__doc__)
    parser.add_argument("entries", type=int, nargs="?", default=20_000_000)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the database: made there, or taken as it is there"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, default=Path("build/bench-access-log.json"))
    asked = parser.parse_args()
    run(asked.entries, asked.rounds, asked.keep, asked.out)


def run(entries: int, rounds: int, keep: Path | None, out: Path) -> None:
    """Build a log of so many entries, or take the one that was kept, and measure."""
    key = seal_key(keep)

    async def write(url: str, count: int) -> None:
        days = await fill_log(url, count, say)
        await seal_log(url, SealKeys(Settings().log_name, [key]), days, say)

    with set_stage(
        entries, say, write=write, roles=("auditor",), servers=1, keep=keep, seal_key=key
    ) as stage:
        say(f"{stage.entries():,} entries")
        stage.settle()
        asks = measure(stage, rounds, say)
        sealed = seal_more(stage, say, min(entries, MORE))
    out.parent.mkdir(parents=True, exist_ok=True)
    found = {"entries": entries, "asked": asks, "sealedPerSecond": round(sealed)}
    out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    slowest, steady = max(one.p99_ms for one in asks), max(one.p99_steady_ms for one in asks)
    said = "yes" if slowest <= GOAL_MS else "NO; without what met a disk that stood still: "
    said += "" if slowest <= GOAL_MS else "yes" if steady <= GOAL_MS else "NO"
    say(f"within {GOAL_MS:.0f} ms p99: {said}; {out} written")


def seal_key(keep: Path | None) -> bytes:
    """Give the key that signs: a kept database goes on with the one that it was sealed with."""
    if keep is None:
        return secrets.token_bytes(32)
    keep.mkdir(parents=True, exist_ok=True)
    kept = keep / "seal.key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_bytes(secrets.token_bytes(32))
    return kept.read_bytes()


if __name__ == "__main__":
    main()
