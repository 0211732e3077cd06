"""Some entries of a log, each with its proof: nothing that is shown is taken on trust, and what cannot be told is said."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.verifying.exports import LOG, STRANGER, WITNESSES, Line, Writer, base64, exported, made_up, ndjson

from chaincare.merkle import leaf_hash
from chaincare.trace.rules import leaf_of
from chaincare.verifying.findings import Verification, ranges
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
    answer = told(tmp_path, exported(lines), witnesses=witnesses, witnesses_needed=1, receipts=(receipt,))
    assert (answer.verdict, answer.logs[0].entries, answer.logs[0].size) == ("intact", 2, 41), answer
    assert answer.logs[0].witnessed_size == 41
    for without, why in ((lines[:-1], "nothing shows"), (lines[:1], "no checkpoint")):
        left = told(tmp_path, exported(without))
        assert (left.verdict, why in left.not_judged[0].why) == ("not_judged", True), left
    # Outside an export nothing shows that these are all, whichever of them somebody asks about.
    for asked in ({}, {"receipts": (receipt,)}):
        cut = told(tmp_path, lines, **asked)
        assert (cut.verdict, "these are all the entries" in cut.not_judged[0].why) == ("not_judged", True)
        assert (f"the entry of receipt {receipt} is in the log" in cut.notes) is bool(asked)
    gone = told(tmp_path, exported(lines), receipts=(str(ENTRIES[9].id),))
    assert (gone.verdict, "may be among" in gone.not_judged[0].why) == ("not_judged", True)
    kept = Writer().add(ENTRIES[:10]).note()
    assert told(tmp_path, lines, checkpoints=(("kept", kept),)).verdict == "not_judged"


@pytest.fixture
def part(lines: list[Line]) -> list[Line]:
    """The same, the second entry by its hash, and told in part."""
    hashes = base64(leaf_hash(leaf_of(ENTRIES[29])))
    hidden = {"kind": "leaves", "index": 30, "hashes": hashes, "why": "reader"}
    part = {"kind": "told", "index": 30, "withheld": ["relationId", "relationBy"]}
    part["entry"] = deepcopy(lines[5]["entry"]) | {"relationBy": None, "relationId": None}
    return [*lines[:5], hidden, lines[6], part, lines[7]]


def test_what_is_told_of_a_leaf_in_part_is_named_and_never_called_proven(
    tmp_path: Path, lines: list[Line], part: list[Line]
) -> None:
    answer = told(tmp_path, exported(part), receipts=(str(ENTRIES[6].id),))
    assert (answer.verdict, answer.logs[0].entries, answer.logs[0].hidden) == ("intact", 1, 1), answer
    assert "told in part, entries of log.example/2026: 1 (index 30);" in str(answer.notes)
    assert (answer.logs[0].told, told(tmp_path, exported(lines)).logs[0].told) == ((30,), ())
    assert "told in part" not in str(told(tmp_path, exported(lines)).notes)
    own = told(tmp_path, exported(part), receipts=(str(ENTRIES[29].id),))
    assert (own.verdict, "its hash is there, told in part, as index 30" in str(own.notes)) == ("intact", True)
    one = part[7]
    telling = one["entry"] | {"relationBy": str(ENTRIES[0].id)}
    for wrong, why in (
        ([*lines[:7], one, lines[7]], "behind another one"),
        ([*part[:8], one, lines[7]], "behind another one"),
        ([*part[:7], one | {"index": 31}, lines[7]], "behind another one"),
        ([*part[:7], one | {"entry": telling}, lines[7]], "told all the same"),
        ([*part[:7], one | {"withheld": []}, lines[7]], "no line"),
        ([*part[:7], one | {"entry": one["entry"] | {"id": str(ENTRIES[6].id)}}, lines[7]], "of this id"),
        ([*part[:7], one | {"entry": one["entry"] | {"at": "2026-03-01T07:58:00.000000Z"}}, lines[7]], "fit"),
        (
            [*part[:7], one | {"entry": one["entry"] | {"at": "2026-03-01T07:58:00.000000+"}}, lines[7]],
            "UTC",
        ),
    ):
        found = told(tmp_path, exported(wrong))
        assert (found.verdict, why in found.broken[0].why) == ("broken", True), (why, found)


def test_an_entry_that_follows_what_is_told_must_fit_it_too(tmp_path: Path, part: list[Line]) -> None:
    log = Writer().add(ENTRIES)
    after = [*part[:-1], log.lines[36], log.inclusion(35, log.note()), part[-1]]
    assert told(tmp_path, exported(after)).verdict == "intact"
    after[7]["entry"]["at"] = "2026-03-01T09:58:00.000000Z"
    found = told(tmp_path, exported(after))
    assert (found.verdict, found.broken[0].index, "fit" in found.broken[0].why) == ("broken", 35, True), found


def test_what_is_told_outside_a_signed_export_is_nobodys_word(tmp_path: Path, part: list[Line]) -> None:
    """Somebody cut begin and end off, invents what was told, and asks about an entry that nobody doubts."""
    part[7]["entry"] |= {"event": "case.read", "subject": "somebody"}
    for receipts in ((), (str(ENTRIES[6].id),), (str(ENTRIES[29].id),)):
        answer = told(tmp_path, part, receipts=receipts)
        assert answer.verdict == "not_judged", answer
        why = [one for one in answer.not_judged if "nobody vouches" in one.why]
        assert [(one.index, one.last_index) for one in why] == [(30, 30)], answer
        assert "is proven, what is told" not in str(answer.notes)
    # Of a file that begins as an export the end is asked, and it was signed for what was told.
    whole = exported(part)
    whole[8]["entry"]["subject"] = "somebody else"
    assert told(tmp_path, whole).verdict == "broken"
    assert told(tmp_path, whole[:-1]).verdict == "not_judged"


def test_indexes_are_written_as_runs() -> None:
    assert (ranges([3]), ranges([3, 4, 5, 9, 11, 12])) == ("3", "3-5, 9, 11-12")
    assert ranges(range(0, 200, 2)).endswith(", 98 and more")


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
