"""What somebody tried who had an old key, a line that two programs read differently, or a file that was to deceive or to choke."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from tests.verifying.exports import LOG, NEXT, STRANGER, WITNESSES, Line, Writer, exported, made_up, ndjson

from chaincare.signed_notes import Checkpoint, Signer, sign
from chaincare.verifying.command import verify_log
from chaincare.verifying.files import LINE_MAX
from chaincare.verifying.findings import Verification
from chaincare.verifying.lines import read_line
from chaincare.verifying.run import Asked, verify

ENTRIES = made_up(40)
LATER = made_up(10, datetime(2027, 3, 1, 8, tzinfo=UTC))
BOTH = (LOG.verifier, NEXT.verifier)

Told = Callable[..., Verification]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def told(*files: Writer | list[Line] | bytes, **asked: Any) -> Verification:
        paths = [tmp_path / f"{number}.ndjson" for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            lines = file.lines if isinstance(file, Writer) else file
            path.write_bytes(lines if isinstance(lines, bytes) else ndjson(lines))
        return verify(paths, Asked(**{"keys": (LOG.verifier,), **asked}))

    return told


def handed_over() -> Writer:
    """21 leaves under the first key, and 10 under the one that it names."""
    return Writer().add(ENTRIES[:20]).sign().hand_over(NEXT).add(ENTRIES[20:30]).sign()


def next_year(before: Writer, signer: Signer) -> Writer:
    return Writer(2027, previous=before.note(), signer=signer).add(LATER).sign()


@pytest.mark.parametrize("keys", [(LOG.verifier,), BOTH, ()])
def test_a_key_that_handed_over_signs_nothing_after_that(told: Told, keys: tuple[Any, ...]) -> None:
    log = handed_over()
    # Without a key everything may hold, and it is not judged whose it is.
    assert told(log, next_year(log, NEXT), keys=keys).verdict == ("intact" if keys else "not_judged")
    by_the_old = told(log, next_year(log, LOG), keys=keys)
    assert by_the_old.verdict == "broken"
    assert "handed over before" in by_the_old.broken[0].why, by_the_old
    # Nor does it come back by itself, in that year or in the one after it.
    alone = next_year(log, NEXT)
    vkey = LOG.verifier.encoded()
    alone.lines.append({"kind": "key", "vkey": vkey, "fromSize": alone.tree.size, "note": None})
    alone.signer = LOG
    alone.add(made_up(1, datetime(2027, 5, 1, tzinfo=UTC))).sign()
    answer = told(log, alone, keys=keys)
    assert (answer.verdict, "no key vouches for that" in answer.notes[0]) == ("broken", True), answer
    year = Writer(2028, previous=next_year(log, NEXT).note(), signer=LOG).sign()
    assert told(log, next_year(log, NEXT), year, keys=keys).verdict == "broken"


@pytest.mark.parametrize("keys", [(LOG.verifier,), BOTH])
def test_a_key_names_one_successor(told: Told, keys: tuple[Any, ...]) -> None:
    log = handed_over()
    vkey = STRANGER.verifier.encoded()
    for size, signer in ((21, LOG), (31, LOG)):
        text = f"chaincare seal key\n{log.origin}\n{size}\n{vkey}\n"
        second = deepcopy(log)
        second.lines.append({"kind": "key", "vkey": vkey, "fromSize": size, "note": sign(text, [signer])})
        second.signer = STRANGER
        answer = told(second.add(ENTRIES[30:]).sign(), keys=keys)
        assert (answer.verdict, "no key that may do so" in answer.broken[0].why) == ("broken", True), answer
    # The one who comes after may.
    assert told(handed_over().hand_over(STRANGER).add(ENTRIES[30:]).sign(), keys=keys).verdict == "intact"
    year = next_year(log, NEXT)
    late = Writer(2027, previous=log.note(), signer=NEXT).add(LATER[:5]).sign().hand_over(STRANGER, by=LOG)
    assert told(log, year).verdict == "intact"
    assert told(log, late.add(LATER[5:]).sign(), keys=keys).verdict == "broken"


def test_one_goes_back_to_a_former_key_when_the_present_one_names_it(told: Told) -> None:
    back = handed_over().hand_over(LOG).add(ENTRIES[30:]).sign()
    for keys in ((LOG.verifier,), BOTH, ()):
        for one in (back, [*back.lines[:1], *(x for x in back.lines if x["kind"] == "key"), *back.lines[1:]]):
            lines = one.lines if isinstance(one, Writer) else one[:1] + _once(one[1:])
            answer = told(lines, next_year(back, LOG), keys=keys)
            assert (answer.verdict, answer.notes) == ("intact" if keys else "not_judged", ()), answer
        assert told(back, next_year(back, NEXT), keys=keys).verdict == "broken"
    # Between both, the former one is over; and in the next year it comes back as well.
    between = sign(Checkpoint(back.origin, 26, b"\x07" * 32).text(), [LOG])
    answer = told([*back.lines, {"kind": "checkpoint", "note": between}])
    assert "handed over before" in answer.broken[0].why
    log = handed_over()
    later = Writer(2027, previous=log.note(), signer=NEXT).sign().hand_over(LOG).add(LATER).sign()
    assert told(log, later).verdict == "intact"
    # A backup from before the hand-over was put back: the new key signed what was lost, and goes on.
    early = Writer().add(ENTRIES[:20]).sign()
    epoch = Writer(epoch=2, previous=log.note(), reason="a backup was put back", signer=NEXT)
    vkey = NEXT.verifier.encoded()
    text = f"chaincare seal key\n{epoch.origin}\n0\n{vkey}\n"
    epoch.lines.insert(1, {"kind": "key", "vkey": vkey, "fromSize": 0, "note": sign(text, [LOG])})
    answer = told(early, epoch.add(ENTRIES[30:]).sign())
    assert (answer.verdict, "10 leaves are not there any more" in answer.notes[0]) == ("intact", True), answer
    year = Writer(2027, previous=log.note(), signer=NEXT)
    year.lines.insert(1, epoch.lines[1] | {"note": sign(text.replace("2026.2", "2027"), [LOG])})
    assert told(early, year.sign()).verdict == "broken"


def _once(lines: list[Line]) -> list[Line]:
    return [one for place, one in enumerate(lines) if one not in lines[:place]]


def test_no_field_stands_in_a_line_twice(told: Told) -> None:
    log = Writer().add(ENTRIES[:5], stated=True).sign()
    spaced = ndjson(log.lines)
    tight = b"".join(msgspec.json.encode(read_line(one)) + b"\n" for one in spaced.splitlines())
    for whole in (
        spaced,
        tight,
        spaced.replace(b'"subject"', b'"sub\\u006aect"'),
        spaced.replace(b"\n", b"\r\n"),
    ):
        assert told(whole).verdict == "intact"
        assert told(whole.rstrip(b"\r\n")).verdict == "intact"
    for whole, name in ((spaced, b'"subject": '), (tight, b'"subject":')):
        for more in (
            b'"subject":"somebody",', b'"sub\\u006aect":"somebody",', b'"emergency":true,', b'"actedBy":null,',
        ):  # fmt: skip
            answer = told(whole.replace(name, more + name, 1))
            assert (answer.verdict, answer.broken[0].index) == ("broken", 1), (more, answer)
    # Where one field's null makes room for another one's double.
    short = spaced.replace(b', "actedBy": null', b"")
    assert told(short).verdict == "intact"
    assert told(short.replace(b'"emergency"', b'"emergency": false, "emergency"', 1)).verdict == "broken"
    for before in (b'"kind": "entry"', b'"index": 1', b'"kind": "opening"', b'"kind": "checkpoint"'):
        twice = spaced.replace(before, before + b", " + before, 1)
        assert (twice != spaced, told(twice).verdict) == (True, "broken"), before
    assert told(spaced.replace(b'"year": 2026', b'"year": 2025, "year": 2026', 1)).verdict == "not_judged"
    opening = spaced.replace(b'"reason": null', b'"reason": "a backup", "reason": null', 1)
    assert told(opening).verdict == "broken"


def test_each_field_has_its_own_length(told: Told) -> None:
    entries = made_up(4)
    entries[1] = msgspec.structs.replace(entries[1], trace_id=bytes.fromhex("aa" * 12 + "00000010"))
    log = Writer().add(entries).sign()
    assert told(log).verdict == "intact"
    for field, width in (("traceId", 32), ("spanId", 16)):
        lines = deepcopy(log.lines)
        one, other = lines[2]["entry"], lines[3]["entry"]
        one[field], other[field] = one[field] + other[field][: width // 2], other[field][width // 2 :]
        assert told(lines).broken[0].index == 1


EVIL = "z`\r\x1b[2K\x1b[1A\nINTACT: everything is as it was signed.\n\x1b[8m\x9b8m\u202e"


def test_no_file_writes_a_line_of_the_answer(tmp_path: Path) -> None:
    def said(lines: list[Line], *more: str) -> list[str]:
        path = tmp_path / "x.ndjson"
        path.write_bytes(ndjson(lines))
        answer = CliRunner().invoke(verify_log, [str(path), "--key", LOG.verifier.encoded(), *more])
        assert all(one.isprintable() or one == "\n" for one in answer.stdout), answer.stdout
        return answer.stdout.splitlines()

    log = Writer().add(ENTRIES[:5]).sign()
    assert said(log.lines) == [
        "log.example/2026: 6 leaves, 5 entries shown, 1 checkpoint", "INTACT: everything is as it was signed.",
    ]  # fmt: skip
    touched = said([*log.lines, {"kind": "checkpoint", "note": "x", EVIL: 1}])
    assert (len(touched), touched[-1][:6], "\\nINTACT" in touched[1]) == (4, "BROKEN", True), touched
    epoch = Writer(epoch=2, previous=log.note(), reason=EVIL).add(ENTRIES[5:7]).sign()
    reason = said(log.lines + epoch.lines)
    assert (len(reason), reason[-1][:6], "\\x1b[8m\\x9b8m\\u202e" in reason[2]) == (4, "INTACT", True), reason
    epoch = Writer(epoch=2, previous=log.note(), reason="long " * 10_000).add(ENTRIES[5:7]).sign()
    assert len(said(log.lines + epoch.lines)[2]) < 3_000
    named = json.loads("\n".join(said([log.lines[0] | {"origin": EVIL}, *log.lines[1:]], "--json")))
    assert (named["verdict"], named["logs"][0]["origin"]) == ("broken", EVIL)
    hidden = said(Writer().hide(ENTRIES).sign().lines)
    assert (hidden[0][:16], "40 are hashes" in hidden[0], hidden[-1][:6]) == (
        "NOTHING IS SHOWN",
        True,
        "INTACT",
    )


def test_a_packed_file_does_not_fill_the_memory(told: Told) -> None:
    log = Writer().add(ENTRIES[:5]).sign()
    most = ndjson(log.lines).replace(b"}\n", b"}" + b" " * (LINE_MAX - 2_000) + b"\n")
    assert told(gzip.compress(most, 1)).verdict == told(most).verdict == "intact"
    bomb = gzip.compress(ndjson(log.lines) + b" " * (32 * LINE_MAX), 1)
    tracemalloc.start()
    try:
        packed, (_, peak) = told(bomb), tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    for answer in (packed, told(ndjson(log.lines) + b" " * (LINE_MAX + 1)), told(b" " * (2 * LINE_MAX))):
        assert (answer.verdict, "longer than" in answer.not_judged[0].why) == ("not_judged", True), answer
    assert packed.logs[0].signed_size == 6
    assert peak < 16 * LINE_MAX, peak
    empty = told(gzip.compress(ndjson(log.lines) + b"\n" * LINE_MAX, 1))
    assert empty.verdict == "broken"
    keys = [{"kind": "key", "vkey": STRANGER.verifier.encoded(), "fromSize": 0, "note": None}] * 200
    assert len(told([*log.lines, *keys]).notes) == 50
    # What comes before the fault is judged: here an entry that was changed.
    touched = ndjson(log.lines).replace(b"person-3", b"person-4")
    assert told(gzip.compress(touched) + b"garbage").verdict == "broken"


def test_a_year_that_is_left_out_is_missed(told: Told) -> None:
    first = Writer(2025).add(made_up(5, datetime(2025, 3, 1, tzinfo=UTC))).sign()
    second = Writer(2026, previous=first.note()).add(ENTRIES).sign()
    third = Writer(2027, previous=second.note()).add(LATER).sign()
    assert (
        told(first, second, third).verdict == told(second, third).verdict == told(third).verdict == "intact"
    )
    answer = told(first, third)
    assert (answer.verdict, answer.exit_code) == ("not_judged", 2)
    assert "log.example/2026, which is not among these files" in answer.not_judged[0].why
    # Two that go on from the same one are two histories.
    other = Writer(2027, previous=first.note()).add(LATER).sign()
    assert told(first, second, other).verdict == "broken"


def test_what_no_witness_saw_is_told_and_only_the_last_minutes_are_waited_for(told: Told) -> None:
    asked: dict[str, Any] = {"witnesses": tuple(one.verifier for one in WITNESSES), "witnesses_needed": 2}

    def judged(*lines: Line | Writer, **more: Any) -> tuple[str, int | None, int | None]:
        answer = told(
            [line for one in lines for line in (one.lines if isinstance(one, Writer) else [one])],
            **asked | more,
        )
        found = answer.not_judged[0] if answer.not_judged else None
        return answer.verdict, *((found.index, found.last_index) if found else (None, None))

    seen = Writer().add(ENTRIES[:20]).sign(*WITNESSES)
    assert judged(seen) == ("intact", None, None)
    assert judged(deepcopy(seen).add(ENTRIES[20:]).sign()) == ("intact", None, None)
    last = ENTRIES[19].at
    for minutes, verdict in ((14, "intact"), (16, "not_judged")):
        more = made_up(2, last + timedelta(minutes=minutes))
        tail = deepcopy(seen).add(ENTRIES[20:30]).add(more).sign()
        assert judged(tail)[0] == verdict
        # The checkpoint that they saw may stand behind the rest.
        notes = [one for one in tail.lines if one["kind"] == "checkpoint"]
        assert judged(*(one for one in tail.lines if one not in notes), *notes)[0] == verdict
    assert judged(tail) == ("not_judged", 21, 32)
    assert judged(tail, witnesses_needed=0) == ("intact", None, None)
    opening = Writer().sign(*WITNESSES).add(ENTRIES).sign()
    assert judged(opening) == ("not_judged", 1, 40)
    assert judged(Writer().add(ENTRIES).sign()) == ("not_judged", 0, 40)
    # Nobody can say how old leaves are that are not shown.
    assert judged(deepcopy(seen).hide(ENTRIES[20:]).sign()) == ("not_judged", 21, 40)
    assert judged(deepcopy(seen).hide(ENTRIES[20:30]).add(ENTRIES[30:]).sign())[0] == "intact"
    assert judged(Writer().hide(ENTRIES).sign(*WITNESSES))[0] == "intact"


def test_what_begins_a_log_says_what_its_name_and_its_opening_say(told: Told) -> None:
    log = Writer(2026, epoch=3, previous=Writer(2025).note(), reason="a backup").add(ENTRIES).sign()
    assert told(log).verdict == "intact"
    for field, value in (("year", 2025), ("epoch", 1), ("epoch", 2), ("previous", None)):
        lied = [log.lines[0] | {field: value}, *log.lines[1:]]
        assert (told(lied).verdict, told(lied).broken[0].index) == ("broken", 0), field
    note = log.note()
    opening = [log.lines[1], log.inclusion(0, note)]
    part = [log.lines[0] | {"partial": True}, *opening, log.lines[3], log.inclusion(2, note)]
    assert told(exported(part)).verdict == "intact"
    # Without what begins and ends an export, entries may have been left out of it, whichever somebody asks for.
    asked = {"receipts": (str(ENTRIES[1].id),)}
    assert "all the entries" in told(part).not_judged[0].why
    assert told(part, **asked).not_judged == told(part).not_judged
    for field, value in (("year", 2025), ("epoch", 1), ("previous", None)):
        assert told([part[0] | {field: value}, *part[1:]]).verdict == "broken", field
    # What an export does not show of its opening proves no chain.
    before = Writer(2025)
    bare = told(before.sign(), exported([part[0], *part[3:]]))
    assert (bare.verdict, "opening is not shown" in bare.not_judged[0].why) == ("not_judged", True), bare
    assert told(exported([part[0], *part[3:]])).verdict == "intact"


def test_kept_checkpoints_that_contradict_each_other_prove_a_second_history(told: Told) -> None:
    log = Writer().add(ENTRIES)
    note = log.note()
    fork = sign(Checkpoint(log.origin, log.tree.size, b"\x07" * 32).text(), [LOG])
    part = [log.lines[0] | {"partial": True}, log.lines[3], log.inclusion(2, note)]
    assert told(exported(part), checkpoints=(("one", note), ("again", note))).verdict == "intact"
    for kept in ((("fork", fork), ("true", note)), (("true", note), ("fork", fork)), (("fork", fork),)):
        assert told(part, checkpoints=kept).verdict == "broken", kept
    assert told(part, checkpoints=(("a stranger's", log.note(signer=STRANGER)),)).verdict == "broken"
