"""Whoever has the former key, a key of his own and the database makes no log that the present key calls intact, whatever he writes."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.verifying.exports import LOG, NEXT, STRANGER, Line, Writer, made_up, ndjson

from chaincare.trace.model import Entry
from chaincare.verifying.run import Asked, verify

TRIALS = 400
ENTRIES = made_up(40)
LATER = made_up(3, ENTRIES[0].at + timedelta(days=365))


def test_no_forgery_is_intact_for_whoever_knows_the_present_key(tmp_path: Path) -> None:
    true = (
        Writer().add(ENTRIES[:10]).sign().hand_over(NEXT).add(ENTRIES[10:20]).sign().add(ENTRIES[20:]).sign()
    )
    signed = [one for one in true.lines if one["kind"] == "checkpoint"][1:]
    year = Writer(2027, previous=true.note(), signer=NEXT).add(LATER).sign()
    found = Counter[tuple[bool, str]]()
    for seed in range(TRIALS):
        chance = Random(seed)  # noqa: S311 -- the same each time
        log = _forged(chance, signed)
        files = [log.lines, year.lines][: chance.choice((1, 1, 2))]
        paths = [tmp_path / f"{place}.ndjson" for place in range(len(files))]
        for path, lines in zip(paths, files, strict=True):
            path.write_bytes(ndjson(lines))
        answer = verify(paths, Asked(keys=(NEXT.verifier,)))
        # 21 and 41 leaves are what the present key signed.
        is_true = len(log.leaves) in (21, 41) and log.leaves == true.leaves[: len(log.leaves)]
        assert is_true or answer.verdict != "intact", (seed, answer)
        found[is_true, answer.verdict] += 1
    assert found[True, "intact"], "what is true can be found so"
    assert found[False, "broken"] > TRIALS / 2


def _forged(chance: Random, signed: list[Line]) -> Writer:
    """A log as the forger writes it: entries touched somewhere, signed by his keys at will, true checkpoints laid in between."""
    entries, log, at = _touched(chance), Writer(signer=chance.choice((LOG, STRANGER))), 0
    while at < len(entries):
        more = chance.randint(1, 15)
        log.add(entries[at : at + more])
        at += more
        for _ in range(chance.randint(0, 3)):
            deed = chance.choice(("sign", "name", "lay in"))
            if deed == "lay in":
                log.lines.append(chance.choice(signed))
            elif deed == "name":
                log.hand_over(chance.choice((NEXT, LOG, STRANGER)), by=chance.choice((LOG, STRANGER)))
            log.signer = chance.choice((LOG, STRANGER))
            if deed == "sign":
                log.sign()
    log.lines += signed[-1:] if chance.random() < 2 / 3 else []
    named = chance.sample((LOG, STRANGER, NEXT), chance.randint(0, 3))
    log.lines[0] |= {"keys": [one.verifier.encoded() for one in named]}
    return log


def _touched(chance: Random) -> list[Entry]:
    entries, at = list(ENTRIES), chance.randrange(len(ENTRIES))
    match chance.choice(("nothing", "nothing", "remove", "swap", "replace", "cut", "add")):
        case "remove":
            del entries[at]
        case "swap":
            entries[at - 1], entries[at] = entries[at], entries[at - 1]
        case "replace":
            entries[at] = made_up(1, entries[at].at)[0]
        case "cut":
            del entries[at:]
        case "add":
            entries += made_up(2, entries[-1].at)
    return entries
