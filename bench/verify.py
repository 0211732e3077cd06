"""`python -m bench.verify`: how many entries a second the offline verifier judges on one core.

Twice over the same export: the whole of it, from a file to an answer with signatures, clock and queries; and of that what it
takes from an entry's fields to its leaf to the root. Time is the processor's, so that others on the machine do not count.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from chaincare.merkle import Frontier
from chaincare.signed_notes import Checkpoint, make_signer, sign
from chaincare.verifying.growing import Hasher, Tree
from chaincare.verifying.lines import CheckpointLine, Entry, Fields, Log, Opened, Opening, read_line
from chaincare.verifying.run import Asked, verify

ORIGIN = "bench.example/2026"
ROWS = 256


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.verify", description=__doc__)
    parser.add_argument("--entries", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    signer = make_signer("bench.example")
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder, "log.ndjson")
        write_export(export, asked.entries, lambda text: sign(text, [signer]), signer.verifier.encoded())
        print(f"{asked.entries} entries, {export.stat().st_size / asked.entries:.0f} bytes each")
        lines = export.read_bytes().splitlines()
        whole, grown = [], []
        for _ in range(asked.rounds):
            began = time.process_time()
            answer = verify([export], Asked(keys=(signer.verifier,)))
            whole.append(asked.entries / (time.process_time() - began))
            assert answer.verdict == "intact", answer  # noqa: S101 -- a figure of what does not hold is none
            grown.append(asked.entries / grow(lines))
        print(
            f"from a file to an answer      {max(whole):>9,.0f} entries a second (median {sorted(whole)[len(whole) // 2]:,.0f})"
        )
        print(
            f"from fields to leaf to root   {max(grown):>9,.0f} entries a second (median {sorted(grown)[len(grown) // 2]:,.0f})"
        )


def grow(lines: list[bytes]) -> float:
    """The seconds from fields to leaf to root, without those it takes to read JSON."""
    hasher, tree, took = Hasher(), Tree([]), 0.0
    for start in range(0, len(lines), ROWS):
        read = [line for line in map(read_line, lines[start : start + ROWS]) if isinstance(line, Entry)]
        began = time.process_time()
        tree.append(hasher.entries(read).hashes)
        took += time.process_time() - began
    tree.root()
    return took


def write_export(export: Path, count: int, signed: Callable[[str], str], vkey: str) -> None:
    """A log as it comes out of a region: every 256 entries a checkpoint."""
    hasher, frontier = Hasher(), Frontier()
    opening = Opening(0, Opened(ORIGIN, None, None))
    frontier.append([hasher.opening(opening)[0]])
    with export.open("wb") as out:

        def put(line: object) -> None:
            out.write(msgspec.json.encode(line) + b"\n")

        put(Log("chaincare-log/1", ORIGIN, 2026, 1, None, (vkey,)))
        put(opening)
        made, index = entries(count), 1
        while batch := [Entry(index + at, one) for at, one in zip(range(ROWS), made, strict=False)]:
            index += len(batch)
            for line in batch:
                put(line)
            frontier.append(hasher.entries(batch).hashes)
            put(CheckpointLine(signed(Checkpoint(ORIGIN, frontier.size, frontier.root()).text())))


def entries(count: int) -> Iterator[Fields]:
    """Reads and writes of 2,000 professionals in 25,000 cases, through a year."""
    chance = random.Random(1)  # noqa: S311 -- the same each time

    def some(many: int) -> list[str]:
        return [str(UUID(int=chance.getrandbits(128))) for _ in range(many)]

    people, units, cases, clients, relations = some(2000), some(60), some(25_000), some(25_000), some(50_000)
    at, step, last = datetime(2026, 1, 1, tzinfo=UTC), timedelta(seconds=60), None
    for n in range(count):
        at += step * chance.random()
        who, case, leads = chance.randrange(2000), chance.randrange(25_000), n % 3 > 1
        own, bits = str(UUID(int=chance.getrandbits(128))), chance.getrandbits(192).to_bytes(24).hex()
        yield Fields(
            f"{at:%Y-%m-%dT%H:%M:%S.%f}Z", own, last if leads else None, "note.written" if leads else "case.read",
            "C" if leads else "R", "done" if leads else "entered", "https://login.example/realm", f"person-{who}",
            people[who], "caseworker", units[who % 60], units[who % 7], "portal", f"192.0.2.{who % 250}", "participation",
            relations[case * 2 + n % 2], people[(who * 7) % 2000], "full", None, "participation-full/1", "youth_care",
            units[0], clients[case], cases[case], None, None, False,
            str(UUID(int=chance.getrandbits(128))), bits[:32], bits[32:], None, None, f"{chance.getrandbits(128):032x}",
        )  # fmt: skip
        last = last if leads else own


if __name__ == "__main__":
    main()
