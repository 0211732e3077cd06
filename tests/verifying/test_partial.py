"""Some entries of a log, each with its proof: nothing that is shown is taken on trust, and what cannot be told is said."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.verifying.exports import LOG, STRANGER, WITNESSES, Line, Writer, base64, made_up, ndjson

from chaincare.merkle import leaf_hash
from chaincare.trace.rules import leaf_of
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

ENTRIES = made_up(40)


def told(folder: Path, lines: list[Line], **asked: Any) -> Verification:
    (folder / "partial.ndjson").write_bytes(ndjson(lines))
    return verify([folder / "partial.ndjson"], Asked(**{"keys": (LOG.verifier,), **asked}))


@pytest.fixture
def lines() -> list[Line]:
    """Two entries, each under a checkpoint of its own, and that the first is the beginning of the second."""
    log = Writer().add(ENTRIES[:20])
    first = [log.lines[8], log.inclusion(7, log.note())]
    log.add(ENTRIES[20:])
    opening = [log.lines[1], log.inclusion(0, log.note(WITNESSES[0]))]
    second = [log.lines[31], log.inclusion(30, log.note(WITNESSES[0]))]
    return [log.lines[0] | {"partial": True}, *opening, *first, *second, log.consistency(21, 41)]


def test_what_is_shown_with_its_proof_is_in_the_log(tmp_path: Path, lines: list[Line]) -> None:
    witnesses, receipt = (WITNESSES[0].verifier,), str(ENTRIES[6].id)
    answer = told(tmp_path, lines, witnesses=witnesses, witnesses_needed=1, receipts=(receipt,))
    assert (answer.verdict, answer.logs[0].entries, answer.logs[0].size) == ("intact", 2, 41), answer
    assert answer.logs[0].witnessed_size == 41
    for without, why in ((lines[:-1], "nothing shows"), (lines[:1], "no checkpoint")):
        left = told(tmp_path, without)
        assert (left.verdict, why in left.not_judged[0].why) == ("not_judged", True), left
    gone = told(tmp_path, lines, receipts=(str(ENTRIES[9].id),))
    assert (gone.verdict, "may be among" in gone.not_judged[0].why) == ("not_judged", True)
    kept = Writer().add(ENTRIES[:10]).note()
    assert told(tmp_path, lines, checkpoints=(("kept", kept),)).verdict == "not_judged"


def test_what_is_told_of_a_leaf_in_part_is_counted_and_never_called_proven(
    tmp_path: Path, lines: list[Line]
) -> None:
    whole = deepcopy(lines[5]["entry"])
    hashes = base64(leaf_hash(leaf_of(ENTRIES[29])))
    hidden = {"kind": "leaves", "index": 30, "hashes": hashes, "why": "reader"}
    part = {"kind": "told", "index": 30, "entry": whole | {"relationBy": None, "relationId": None}}
    part["withheld"] = ["relationId", "relationBy"]
    shown = [*lines[:5], hidden, lines[6], part, lines[7]]
    answer = told(tmp_path, shown, receipts=(str(ENTRIES[6].id),))
    assert (answer.verdict, answer.logs[0].entries, answer.logs[0].hidden) == ("intact", 1, 1), answer
    assert "told in part, entries of log.example/2026: 1;" in str(answer.notes)
    assert "told in part" not in str(told(tmp_path, lines).notes)
    telling = whole | {"relationBy": str(ENTRIES[0].id), "relationId": None}
    for wrong, why in (
        ([*lines[:7], part, lines[7]], "behind another one"),
        ([*shown[:8], part, lines[7]], "behind another one"),
        ([*shown[:7], part | {"index": 31}, lines[7]], "behind another one"),
        ([*shown[:7], part | {"entry": telling}, lines[7]], "told all the same"),
        ([*shown[:7], part | {"withheld": []}, lines[7]], "no line"),
    ):
        found = told(tmp_path, wrong)
        assert (found.verdict, why in found.broken[0].why) == ("broken", True), (why, found)


def test_what_was_touched_is_found(tmp_path: Path, lines: list[Line]) -> None:
    def bad(first: int | None, why: str, **touched: Any) -> None:
        place, wanted = touched.pop("at"), deepcopy(lines)
        wanted[place].update(touched)
        answer = told(tmp_path, wanted)
        assert answer.verdict == "broken", (why, answer)
        assert (answer.broken[0].index, why in answer.broken[0].why) == (first, True), answer

    log = Writer().add(ENTRIES)
    other = Writer().add(ENTRIES[10:])
    bad(7, "another root", at=3, entry={**lines[3]["entry"], "subject": "somebody"})
    bad(7, "another hash", at=3, leaf=base64(b"\x01" * 32))
    bad(8, "behind another entry", at=4, index=8)
    bad(7, "another size", at=4, size=22)
    bad(7, "is shorter", at=4, proof=lines[4]["proof"][1:])
    bad(7, "32 bytes", at=4, proof=[*lines[4]["proof"][1:], "AAAA"])
    bad(7, "trusted keys", at=4, note=log.note(signer=STRANGER))
    bad(None, "before the checkpoints", at=7, oldSize=20)
    bad(None, "smaller tree", at=7, proof=[base64(b"\x01" * 32)] * len(lines[7]["proof"]))
    for line, why in (
        ({"kind": "checkpoint", "note": other.add(ENTRIES[:10]).note()}, "different roots"),
        ({"kind": "leaves", "index": 31, "hashes": base64(b"\x01" * 32)}, "prove nothing"),
        (log.lines[5], "comes after"),
        ({"kind": "something"}, "no line"),
    ):
        answer = told(tmp_path, [*lines, line])
        assert (answer.verdict, why in answer.broken[0].why) == ("broken", True), answer
    alone = told(tmp_path, [*lines[:4], *lines[5:]])
    assert (alone.broken[0].index, "no proof follows" in alone.broken[0].why) == (7, True)
