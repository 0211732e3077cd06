"""Who learned the present key of a log only: what an earlier key signed is no reason to call the log broken, and none to believe it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.verifying.exports import LOG, NEXT, STRANGER, Line, Writer, exported, made_up, ndjson

from chaincare.signed_notes import Signer, make_signer
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

ENTRIES = made_up(40)
THIRD = make_signer("log.example")


class Told:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *logs: list[Line], key: Signer = NEXT, **asked: Any) -> Verification:
        paths = [self._folder / f"{place}.ndjson" for place in range(len(logs))]
        for path, lines in zip(paths, logs, strict=True):
            path.write_bytes(ndjson(lines))
        return verify(paths, Asked(**{"keys": (key.verifier,), **asked}))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def naming(log: Writer, *signers: Signer) -> list[Line]:
    """An export names every key that ever signed."""
    return [log.lines[0] | {"keys": [one.verifier.encoded() for one in signers]}, *log.lines[1:]]


def handed_over(*, third: bool = False) -> Writer:
    log = Writer().add(ENTRIES[:10]).sign().hand_over(NEXT).add(ENTRIES[10:20]).sign()
    return log.hand_over(THIRD).sign().add(ENTRIES[20:]).sign() if third else log.add(ENTRIES[20:]).sign()


def test_the_present_key_is_enough(told: Told) -> None:
    log = naming(handed_over(), LOG, NEXT)
    answer = told(log)
    assert (answer.verdict, answer.exit_code, answer.trust) == ("intact", 0, "given"), answer
    assert (answer.logs[0].signed_size, answer.logs[0].checkpoints) == (41, 2), "the first one's do not count"
    [note] = answer.notes
    assert LOG.verifier.encoded() in note, "he is told which other key there was"
    assert told(naming(handed_over(third=True), LOG, NEXT, THIRD), key=THIRD).verdict == "intact"
    # With the first key as ever, or with both: nothing is left to tell.
    for keys in ((LOG.verifier,), (LOG.verifier, NEXT.verifier)):
        both = told(log, keys=keys)
        assert (both.verdict, both.notes, both.logs[0].checkpoints) == ("intact", (), 3), both


def test_the_key_of_nobody_who_signed_opens_nothing(told: Told) -> None:
    for signers in ((LOG, NEXT), (LOG, NEXT, STRANGER)):
        answer = told(naming(handed_over(), *signers), key=STRANGER)
        assert (answer.verdict, answer.logs[0].signed_size) == ("broken", 0), answer


def test_what_the_present_key_did_not_sign_is_not_believed(told: Told) -> None:
    # Who has the first key, and the database, changes what lies before the second, and signs it anew.
    touched = Writer().add([*ENTRIES[1:11]]).sign().hand_over(NEXT).add(ENTRIES[10:20])
    touched.lines.append({"kind": "checkpoint", "note": handed_over().lines[-1]["note"]})
    assert told(naming(touched, LOG, NEXT)).verdict == "broken"
    # Or adds to the end, which his own key signs, and has that key name the present one.
    longer = handed_over()
    longer.signer = STRANGER
    longer.add(made_up(3, ENTRIES[-1].at)).sign().hand_over(NEXT)
    for key in (LOG, NEXT):
        answer = told(naming(longer, LOG, NEXT, STRANGER), key=key)
        assert answer.verdict == "broken", answer
        assert any("none of the trusted keys" in one.why for one in answer.broken), answer


def test_a_checkpoint_of_the_first_key_that_somebody_kept_must_fit(told: Told) -> None:
    log = naming(handed_over(), LOG, NEXT)
    kept = Writer().add(ENTRIES[:10]).note()
    other = Writer().add(ENTRIES[1:11]).note()
    strange = Writer(signer=STRANGER).add(ENTRIES[:10]).note()
    assert told(log, checkpoints=(("kept", kept),)).verdict == "intact"
    for one in (other, strange):
        assert told(log, checkpoints=(("kept", one),)).verdict == "broken"


def test_an_export_of_some_entries_is_read_alike(told: Told) -> None:
    log = Writer().add(ENTRIES[:10])
    first = [log.lines[8], log.inclusion(7, log.note())]
    log.hand_over(NEXT)
    over = log.lines[-1]
    log.add(ENTRIES[10:])
    opening = [log.lines[1], log.inclusion(0, log.note())]
    second = [log.lines[-1], log.inclusion(40, log.note())]
    head = naming(log, LOG, NEXT)[0] | {"partial": True}
    part = [head, over, *opening, *first, *second, log.consistency(11, 41)]
    assert told(exported(part, signer=NEXT)).verdict == "intact"
    unlinked = told(exported(part[:-1], signer=NEXT))
    assert unlinked.verdict == "not_judged", (
        "what only the first key signed is not linked to what the second did"
    )
    alone = told(exported(part, signer=NEXT), key=STRANGER)
    assert alone.verdict == "broken"


def test_the_first_leaf_of_a_year_covers_the_year_before(told: Told) -> None:
    """Each year begins with the last checkpoint of the one before: who signs the year signs that as well."""
    log = Writer().add(ENTRIES[:20]).sign().hand_over(NEXT).add(ENTRIES[20:]).sign()
    later = made_up(3, ENTRIES[0].at + timedelta(days=365))
    year = Writer(2027, previous=log.note(), signer=NEXT).add(later).sign()
    year.hand_over(THIRD).sign()
    first, second = naming(log, LOG, NEXT, THIRD), naming(year, LOG, NEXT, THIRD)
    for key in (LOG, NEXT, THIRD):
        answer = told(first, second, key=key)
        assert (answer.verdict, answer.broken) == ("intact", ()), answer
    alone = told(first, key=THIRD)
    assert (alone.verdict, alone.logs[0].signed_size) == ("broken", 0), (
        "nothing leads from its keys to that one"
    )
    # What lies behind that checkpoint, and another year in its place, is not covered by it.
    longer = Writer().add(ENTRIES[:20]).sign().hand_over(NEXT).add(ENTRIES[20:]).sign()
    longer.signer = STRANGER
    longer.add(made_up(1, ENTRIES[-1].at)).sign().hand_over(NEXT)
    other = Writer().add(ENTRIES[1:21]).sign().hand_over(NEXT).add(ENTRIES[20:]).sign()
    for one in (longer, other):
        touched = naming(one, LOG, NEXT, THIRD, STRANGER)
        assert told(touched, second, key=THIRD).verdict == "broken"
    # An opening that is not shown covers nothing.
    hidden = [one for one in second if one["kind"] != "opening"]
    assert told(first, hidden, key=THIRD).verdict == "broken"


def test_an_epoch_that_says_less_leaves_the_rest_open(told: Told) -> None:
    """A backup was put back: the new epoch goes on from a checkpoint, and what came after it nobody trusted signed."""
    log = Writer().add(ENTRIES[:20]).sign()
    early = log.note()
    log.add(ENTRIES[20:])
    epoch = Writer(epoch=2, previous=early, reason="a backup was put back").sign().hand_over(NEXT)
    answer = told(naming(log, LOG, NEXT), naming(epoch.sign(), LOG, NEXT))
    assert (answer.verdict, [one.index for one in answer.not_judged]) == ("not_judged", [21]), answer
