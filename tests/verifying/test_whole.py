"""A log that was touched is found, at the leaf that was; one that was not, never."""

import gzip
import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.verifying.exports import (
    LOG,
    NEXT,
    STRANGER,
    WITNESSES,
    Line,
    Writer,
    base64,
    camel,
    made_up,
    ndjson,
    shown,
)

from chaincare.signed_notes import Checkpoint, cosign, sign
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

ENTRIES = made_up(40)
TRUSTED = Asked(keys=(LOG.verifier,))


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Verification]:
    numbers = count()

    def told(*files: Sequence[Line] | bytes, **asked: Any) -> Verification:
        paths = []
        for file in files:
            paths.append(tmp_path / f"{next(numbers)}.ndjson")
            paths[-1].write_bytes(file if isinstance(file, bytes) else ndjson(file))
        return verify(paths, msgspec.structs.replace(TRUSTED, **asked))

    return told


def a_log(*, stated: bool = False) -> Writer:
    """41 leaves; checkpoints after 11, 21, 31 and 41 of them, one of which two witnesses saw."""
    log = Writer().add(ENTRIES[:10], stated=stated).sign().add(ENTRIES[10:20], stated=stated).sign(*WITNESSES)
    return log.add(ENTRIES[20:30], stated=stated).sign().add(ENTRIES[30:], stated=stated).sign()


def first_bad(answer: Verification) -> tuple[int | None, int | None]:
    assert answer.verdict == "broken", answer
    return answer.broken[0].index, answer.broken[0].last_index


def test_a_log_that_was_not_touched_is_intact(told: Callable[..., Verification]) -> None:
    log, receipt = a_log(stated=True), str(ENTRIES[25].id)
    witnesses = tuple(one.verifier for one in WITNESSES)
    asked = {"witnesses": witnesses, "witnesses_needed": 2, "receipts": (receipt,)}
    answer = told(gzip.compress(ndjson(log.lines)), **asked, checkpoints=(("kept", log.note()),))
    assert (answer.verdict, answer.exit_code, answer.trust) == ("intact", 0, "given"), answer
    (report,) = answer.logs
    assert (report.size, report.entries, report.hidden, report.checkpoints) == (41, 40, 0, 5)
    assert (report.signed_size, report.witnessed_size, report.root) == (41, 21, base64(log.tree.root()))
    alone = told(log.lines, keys=())
    assert (alone.trust, alone.verdict, alone.exit_code, alone.broken) == ("file", "not_judged", 2, ())
    assert "whose signatures these are" in alone.not_judged[-1].why
    # Checkpoints may stand behind everything, or before: the order in which they were signed is not asked.
    leaves = [one for one in log.lines if one["kind"] != "checkpoint"]
    notes = [one for one in log.lines if one["kind"] == "checkpoint"]
    for lines in ([*leaves, *notes], [*leaves, *reversed(notes)], [leaves[0], *notes, *leaves[1:]]):
        late = told(lines, **asked)
        assert (late.verdict, late.logs[0].checkpoints, late.logs[0].witnessed_size) == ("intact", 4, 21), (
            late
        )


def test_what_is_not_shown_is_counted_and_what_is_proven_is_enough(told: Callable[..., Verification]) -> None:
    log = Writer().hide(ENTRIES[:12]).add(ENTRIES[12:20])
    log.lines.append(log.inclusion(20, log.note()))
    log.hide(ENTRIES[20:21]).add(ENTRIES[21:]).sign()
    answer = told(log.lines)
    assert (answer.verdict, answer.logs[0].hidden, answer.logs[0].entries) == ("intact", 13, 27), answer
    assert first_bad(told(log.lines, all_shown=True)) == (1, 12)
    gone = [one | {"why": "gone"} if one.get("index") == 21 else one for one in log.lines]
    assert first_bad(told(gone)) == (21, 21)
    receipts = told(log.lines, receipts=(str(ENTRIES[3].id),))
    assert (receipts.verdict, "may be among" in receipts.not_judged[0].why) == ("not_judged", True)


def entry(lines: list[Line], index: int) -> Line:
    return next(one for one in lines if one["kind"] == "entry" and one["index"] == index)


def place(lines: list[Line], index: int) -> int:
    return lines.index(entry(lines, index))


def _changed(field: str, value: object) -> Callable[[list[Line]], None]:
    return lambda lines: entry(lines, 15)["entry"].update({field: value})


def _removed(lines: list[Line]) -> None:
    del lines[place(lines, 15)]


def _renumbered(lines: list[Line]) -> None:
    _removed(lines)
    for index in range(16, 41):
        entry(lines, index)["index"] -= 1


def _inserted(lines: list[Line]) -> None:
    for index in range(40, 15, -1):
        entry(lines, index)["index"] += 1
    more = deepcopy(entry(lines, 15)) | {"index": 16}
    lines.insert(place(lines, 15) + 1, more)


def _swapped(lines: list[Line]) -> None:
    one, other = entry(lines, 15), entry(lines, 18)
    one["entry"], other["entry"] = other["entry"], one["entry"]


def _twice(lines: list[Line]) -> None:
    lines.insert(place(lines, 15), deepcopy(entry(lines, 15)))


def _hashed(lines: list[Line]) -> None:
    lines[place(lines, 15)] = {"kind": "leaves", "index": 15, "hashes": base64(b"\x05" * 32)}


def _no_opening(lines: list[Line]) -> None:
    del lines[1]


def _other_opening(lines: list[Line]) -> None:
    lines[1]["opening"]["reason"] = "restored"


def _other_log(lines: list[Line]) -> None:
    lines[0]["origin"] = "log.example/2025"


@pytest.mark.parametrize(
    ("touch", "stated", "bad"),
    [
        (_changed("subject", "somebody-else"), False, (11, 20)),
        (_changed("subject", "somebody-else"), True, (15, None)),
        (_changed("emergency", False), True, (15, None)),
        (_changed("actedBy", "i|x"), True, (15, None)),
        (_changed("client", None), True, (15, None)),
        (_changed("at", "2026-03-01T08:00:42.000001Z"), True, (15, None)),
        (_changed("at", "2026-02-30T08:00:42.000001Z"), False, (15, None)),
        (_changed("at", "2026-03-01T08:00:61.000001Z"), False, (15, None)),
        (_changed("at", "2026-03-01T08:00:42.00001+Z"), False, (15, None)),
        (_changed("id", "0" * 36), False, (15, None)),
        (_changed("requestId", "00000000-0000-0000-0000-00000000000A"), False, (15, None)),
        (_changed("actorId", "00000000-0000-0000-0000-00000000000A"), False, (15, None)),
        (_changed("address", "2001:db8::7%eth0"), False, (15, None)),
        (_changed("privateDigest", "0A"), False, (15, None)),
        (_changed("more", "said"), False, (15, None)),
        (_changed("rule", 5), False, (15, None)),
        (_removed, False, (15, None)),
        (_renumbered, False, (11, 20)),
        (_renumbered, True, (11, 20)),
        (_inserted, False, (11, 20)),
        (_swapped, False, (11, 20)),
        (_swapped, True, (15, None)),
        (_twice, False, (16, None)),
        (_hashed, False, (11, 20)),
        (_no_opening, False, (0, None)),
        (_other_opening, False, (0, 10)),
        (_other_log, False, (0, None)),
    ],
)
def test_what_was_touched_is_found_where_it_was(
    told: Callable[..., Verification],
    touch: Callable[[list[Line]], None],
    stated: bool,
    bad: tuple[int, int | None],
) -> None:
    lines = deepcopy(a_log(stated=stated).lines)
    assert told(lines).verdict == "intact"
    touch(lines)
    answer = told(lines)
    assert first_bad(answer) == bad, answer
    assert answer.exit_code == 1


def test_what_was_signed_by_nobody_trusted_or_over_something_else_is_found(
    told: Callable[..., Verification],
) -> None:
    log = a_log()
    for note in (
        log.note(signer=STRANGER),
        log.note().replace("\n41\n", "\n40\n"),
        sign(Checkpoint("log.example/2025", 41, log.tree.root()).text(), [LOG]),
        "no note at all",
    ):
        assert first_bad(told([*log.lines, {"kind": "checkpoint", "note": note}])) == (41, None)
    forged = sign(Checkpoint(log.origin, 21, b"\x07" * 32).text(), [LOG])
    assert first_bad(told([*log.lines, {"kind": "checkpoint", "note": forged}])) == (11, 20)
    # Everything rewritten, and signed by a key of one's own.
    own = Writer(signer=STRANGER).add(ENTRIES[:5]).sign()
    assert told(own.lines, keys=()).verdict == "not_judged", "whoever wrote it may name a key of his own"
    assert told(own.lines).verdict == "broken"
    # A witness's line that is not over this.
    seen = tuple(one.verifier for one in WITNESSES)
    spoiled = cosign(log.note(), WITNESSES[0], 5).replace("AAAAAAAA", "AAAAAAAB")
    assert told([*log.lines, {"kind": "checkpoint", "note": spoiled}]).verdict == "intact"
    assert told([*log.lines, {"kind": "checkpoint", "note": spoiled}], witnesses=seen).verdict == "broken"


def test_the_end_cannot_be_cut_off_by_whoever_does_not_know_what_was_kept(
    told: Callable[..., Verification],
) -> None:
    log = a_log()
    kept = (("last month's", log.note()),)
    cut = log.lines[: place(log.lines, 31)]
    assert told(cut).verdict == "intact", "without anything kept, nobody can tell"
    assert first_bad(told(cut, checkpoints=kept)) == (31, 40)
    # Rewound to a backup, and gone on from there with other entries.
    other = Writer().add(ENTRIES[:30]).add(made_up(50)[40:]).sign()
    assert told(other.lines).verdict == "intact"
    assert first_bad(told(other.lines, checkpoints=kept)) == (0, 40)
    other = Writer().add(ENTRIES[:30]).sign().add(made_up(50)[40:]).sign()
    assert first_bad(told(other.lines, checkpoints=kept)) == (31, 40)
    # In the middle of a batch nobody asked for a root: the file is read again for it.
    early = Writer().add(ENTRIES[:7])
    assert told(log.lines, checkpoints=(("early", early.note()),)).verdict == "intact"
    receipts = (str(ENTRIES[14].id),)
    assert told(log.lines, receipts=receipts).verdict == "intact"
    gone = Writer().add(ENTRIES[:14]).add(ENTRIES[15:]).sign()
    lost = told(gone.lines, receipts=receipts)
    assert (lost.verdict, "receipt" in lost.broken[0].why) == ("broken", True)
    assert told(cut, receipts=(str(ENTRIES[35].id),)).verdict == "not_judged", (
        "it may have been made later than the export"
    )


def test_clock_and_queries(told: Callable[..., Verification]) -> None:
    early = msgspec.structs.replace(ENTRIES[21], at=ENTRIES[20].at - timedelta(seconds=59))
    late = msgspec.structs.replace(ENTRIES[21], at=ENTRIES[20].at - timedelta(seconds=61))
    assert told(Writer().add([*ENTRIES[:21], early]).sign().lines).verdict == "intact"
    answer = told(Writer().add([*ENTRIES[:21], late]).sign().lines)
    assert (first_bad(answer), "clock" in answer.broken[0].why) == ((22, None), True)
    astray = msgspec.structs.replace(ENTRIES[20], query_id=ENTRIES[30].id)
    answer = told(Writer().add([*ENTRIES[:20], astray]).sign().lines)
    assert (first_bad(answer), "query" in answer.broken[0].why) == ((21, None), True)
    # Where something is hidden right before it, its query may be among that.
    assert told(Writer().hide(ENTRIES[:20]).add(ENTRIES[20:]).sign().lines).verdict == "intact"
    assert told(Writer().hide(ENTRIES[:2]).add(ENTRIES[2:]).sign().lines).verdict == "intact"
    morning, evening = ENTRIES[:20], made_up(30, ENTRIES[0].at + timedelta(hours=10))
    astray = msgspec.structs.replace(evening[20], query_id=morning[1].id)
    log = (
        Writer()
        .hide(morning)
        .add(evening[:2])
        .add([msgspec.structs.replace(evening[29], query_id=morning[1].id)])
    )
    assert told(log.sign().lines).verdict == "intact"
    answer = told(Writer().add(morning).add(evening[:20]).add([astray]).sign().lines)
    assert answer.verdict == "intact", "only two spans of ten minutes are forgotten"


def test_a_key_hands_over_and_the_old_one_signs_no_more(told: Callable[..., Verification]) -> None:
    log = Writer().add(ENTRIES[:10]).sign().hand_over(NEXT).sign().add(ENTRIES[10:]).sign()
    answer = told(log.lines)
    assert (answer.verdict, answer.logs[0].checkpoints) == ("intact", 3), answer
    old = [*log.lines, {"kind": "checkpoint", "note": log.note(signer=LOG)}]
    assert first_bad(told(old)) == (41, None)
    for wrong in (
        Writer().add(ENTRIES[:10]).hand_over(NEXT, by=STRANGER).sign(),
        Writer().add(ENTRIES[:10]).hand_over(NEXT, text="something else\n").sign(),
    ):
        assert "key" in told(wrong.lines).broken[0].why
    # The old key was lost: only who knows the new one trusts it.
    lost = Writer().add(ENTRIES[:10]).sign()
    lost.lines.append({"kind": "key", "vkey": NEXT.verifier.encoded(), "fromSize": 11, "note": None})
    lost.signer = NEXT
    lost.add(ENTRIES[10:12]).sign()
    alone = told(lost.lines)
    assert (alone.verdict, "no key before it vouches" in alone.notes[0]) == ("broken", True)
    assert told(lost.lines, keys=(LOG.verifier, NEXT.verifier)).verdict == "intact"
    # Next year goes on with the key of this one's end.
    again = (
        Writer(2027, previous=log.note(), signer=NEXT)
        .add(made_up(3, ENTRIES[0].at + timedelta(days=365)))
        .sign()
    )
    assert told(log.lines, again.lines).verdict == "intact"
    alone = told(log.lines, again.lines, keys=())
    assert (alone.verdict, len(alone.not_judged)) == ("not_judged", 1), "nothing is open but whose they are"


def test_a_year_goes_on_from_the_one_before(told: Callable[..., Verification]) -> None:
    one = a_log()
    later = made_up(5, ENTRIES[0].at + timedelta(days=365))
    two = Writer(2027, previous=one.note()).add(later).sign()
    both = told(one.lines, two.lines)
    assert (both.verdict, [log.size for log in both.logs], both.notes) == ("intact", [41, 6], ())
    assert told([*one.lines, *two.lines]).verdict == "intact"
    alone = told(two.lines)
    assert (alone.verdict, "not among these files" in alone.notes[0]) == ("intact", True)
    for lines, why in (
        ([one.lines[: place(one.lines, 31)], two.lines], "goes on from 41 leaves"),
        ([one.lines, Writer(2027).add(later).sign().lines], "there is a log before it"),
        ([one.lines, one.lines], "here twice"),
        ([one.lines, Writer(2025, previous=one.note()).add(later).sign().lines], "earlier year"),
        (
            [one.lines, Writer(2027, previous=one.note(signer=STRANGER)).add(later).sign().lines],
            "does not hold",
        ),
        ([one.lines, Writer(2027, previous="no note").add(later).sign().lines], "is none"),
        ([Writer().add(made_up(50)[10:]).sign().lines, two.lines], "another log than"),
    ):
        answer = told(*lines)
        assert any(why in found.why and found.index == 0 for found in answer.broken), (why, answer)
    # Restored from a backup of 31 leaves: the new epoch says what was lost.
    restored = Writer(epoch=2, previous=one.note(), reason="restored from a backup").add(later).sign()
    answer = told(one.lines[: place(one.lines, 31)], restored.lines)
    assert (answer.verdict, "10 leaves are not there any more" in answer.notes[0]) == ("intact", True), answer


def test_what_cannot_be_judged_is_said_to_be_so(told: Callable[..., Verification], tmp_path: Path) -> None:
    log = a_log()
    other = Writer(2027, previous=log.note()).add(ENTRIES[:2])
    unsigned = [one for one in log.lines if one["kind"] != "checkpoint"]
    packed = gzip.compress(ndjson(log.lines))
    for answer, why in (
        (told(log.lines, checkpoints=(("kept", other.note()),)), "no file holds"),
        (told(unsigned), "nothing is covered"),
        (told(log.lines[:-1]), "nothing is covered"),
        (told(log.lines, witnesses=(WITNESSES[0].verifier,), witnesses_needed=2), "as many witnesses"),
        (told(packed[:-20]), "cut off"),
        (told(packed[:-8] + bytes(8)), "cannot be read"),
        (told(b""), "nothing in it"),
        (told(b"<html>"), "does not begin with a log"),
        (told(log.lines[1:]), "does not begin with a log"),
        (told([log.lines[0] | {"format": "chaincare-log/2"}]), "does not begin with a log"),
        (verify([tmp_path / "none"], TRUSTED), "cannot be read"),
    ):
        assert (answer.verdict, answer.exit_code) == ("not_judged", 2), answer
        assert why in answer.not_judged[0].why, answer
    half = ndjson(log.lines)
    answer = told(half[: len(half) // 2])
    assert answer.verdict == "broken", "half a line is no line"
    assert b64encode(json.dumps(log.lines[0]).encode())


def test_any_changed_byte_is_found(told: Callable[..., Verification]) -> None:
    """Whatever is touched in the leaves or in what was signed, anywhere: it is never intact."""
    whole = ndjson(Writer().add(ENTRIES[:2]).sign().lines)
    start = whole.index(b'{"kind": "opening"')
    assert told(whole).verdict == "intact"
    for at in range(start, len(whole), 13):
        if whole[at] in b' "\n\\':
            continue
        touched = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        assert told(touched).verdict != "intact", touched[at - 20 : at + 20]


def test_fields_are_shown_as_the_export_shows_them() -> None:
    assert list(camel(shown(ENTRIES[0])))[:3] == ["at", "id", "queryId"]
