"""A witness vouches for one history of a log, over real HTTP and a restart, and for no other."""

import re
import time
from base64 import b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner
from tests.witness_process import Running, make_key, running_witness

from chaincare.__main__ import main
from chaincare.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from chaincare.signed_notes import Checkpoint, Signer, make_signer, open_note, read_verifier, sign
from chaincare.witnessing.remembering import Remembered, StateTaken

LOG = make_signer("log.example")
ORIGIN = "log.example/2026"


class Leaves:
    """A log in memory, for the tests: its roots and proofs are made from all of its leaves."""

    def __init__(self, *leaves: str) -> None:
        self.hashes = [leaf_hash(one.encode()) for one in leaves]

    def subtree_root(self, start: int, end: int) -> bytes:
        return root_of(self.hashes[start:end])

    def note(
        self, size: int, origin: str = ORIGIN, signers: Sequence[Signer] = (LOG,), more: tuple[str, ...] = ()
    ) -> str:
        return sign(Checkpoint(origin, size, root_of(self.hashes[:size]), more).text(), signers)

    def body(self, old: int, size: int, origin: str = ORIGIN, proven_from: int | None = None) -> str:
        start = old if proven_from is None else proven_from
        proof = consistency_proof(start, size, self) if start else []
        return asked(old, proof, self.note(size, origin))


def asked(old: object, proof: Sequence[bytes], note: str) -> str:
    return f"old {old}\n" + "".join(f"{b64encode(one).decode()}\n" for one in proof) + f"\n{note}"


GROWING = Leaves(*(f"leaf {one}" for one in range(40)))
FORKED = Leaves(*(f"leaf {one}" if one != 3 else "another" for one in range(40)))


def post(witness: Running, body: str | bytes) -> httpx2.Response:
    return witness.http.post("/add-checkpoint", content=body)


def cosigned(witness: Running, answer: httpx2.Response, note: str) -> int:
    """Check that the answer is the witness's word on this checkpoint, and give the second it names."""
    assert answer.status_code == 200, answer.text
    opened = open_note(note + answer.text, [read_verifier(witness.key)])
    assert opened.signed[0].at is not None
    return opened.signed[0].at


def test_one_history_is_cosigned_and_no_other(tmp_path: Path) -> None:
    with running_witness(tmp_path / "w1", [LOG.verifier.encoded()]) as witness:
        assert witness.http.get(f"/checkpoints/{ORIGIN}").status_code == 404
        before = int(time.time())
        assert cosigned(witness, post(witness, GROWING.body(0, 7)), GROWING.note(7)) >= before
        cosigned(witness, post(witness, GROWING.body(7, 20)), GROWING.note(20))
        cosigned(witness, post(witness, GROWING.body(20, 20)), GROWING.note(20))
        # Another year of the same log is another log.
        first = GROWING.body(0, 3, "log.example/2027.2")
        cosigned(witness, post(witness, first), GROWING.note(3, "log.example/2027.2"))
        _refuses_another_history(witness)
        _refuses_what_it_does_not_know(witness)
        kept = witness.http.get(f"/checkpoints/{ORIGIN}")
        opened = open_note(kept.text, [LOG.verifier, read_verifier(witness.key)])
        assert [one.verifier.name for one in opened.signed] == ["log.example", "witness.example/w1"]
        assert opened.text.split("\n")[:2] == [ORIGIN, "20"]
        hashed = sha256(ORIGIN.encode()).hexdigest()
        assert witness.http.get(f"/{hashed}/checkpoint").text == kept.text
        assert witness.http.get("/health").text == f"up\n{witness.key}\n"
        with pytest.raises(StateTaken):
            Remembered(tmp_path / "w1" / "state", read_verifier(witness.key))
        assert witness.key.encode() not in (tmp_path / "w1" / "key").read_bytes()
        assert (tmp_path / "w1" / "key").stat().st_mode & 0o077 == 0
        said = witness.stop(hard=True)
    assert '"event": "not_consistent"' in said
    assert "\\u2014 log.example" in said, "what the log signed beside its history stays as proof"
    with running_witness(tmp_path / "w1", [LOG.verifier.encoded()]) as again:
        assert again.key == witness.key
        late = post(again, GROWING.body(7, 30))
        assert (late.status_code, late.text) == (409, "20\n"), "a restart forgets nothing"
        assert post(again, FORKED.body(20, 30)).status_code == 422
        cosigned(again, post(again, GROWING.body(20, 30)), GROWING.note(30))
        # Of many at once each is answered, and what is remembered only grew.
        with ThreadPoolExecutor(8) as many:
            sizes = [*range(31, 39)] * 2
            codes = [one.status_code for one in many.map(lambda n: post(again, GROWING.body(30, n)), sizes)]
        assert codes.count(200) == 1
        assert set(codes) == {200, 409}
        (state,) = (tmp_path / "w1" / "state").glob(hashed)
        state.write_text(state.read_text().replace("\n3", "\n2"))
        assert post(again, GROWING.body(30, 40)).status_code == 500
        assert again.http.get(f"/checkpoints/{ORIGIN}").status_code == 500


def _refuses_another_history(witness: Running) -> None:
    stale = post(witness, GROWING.body(7, 30))
    assert (stale.status_code, stale.text) == (409, "20\n")
    assert stale.headers["content-type"] == "text/x.tlog.size"
    rewound = post(witness, GROWING.body(7, 9))
    assert (rewound.status_code, rewound.text) == (409, "20\n")
    unknown = post(witness, GROWING.body(0, 30))
    assert (unknown.status_code, unknown.text) == (409, "20\n")
    root = GROWING.note(20)
    for body in (
        FORKED.body(20, 30),
        FORKED.body(20, 20),
        GROWING.body(20, 30, proven_from=19),
        asked(20, [], GROWING.note(30)),
        asked(20, [bytes(32)], root),
        asked(0, [bytes(32)], GROWING.note(5, "log.example/new")),
        asked(0, [], sign(Checkpoint("log.example/new", 0, bytes(32)).text(), [LOG])),
    ):
        assert post(witness, body).status_code == 422
    empty = sign(Checkpoint("log.example/empty", 0, EMPTY_ROOT).text(), [LOG])
    cosigned(witness, post(witness, asked(0, [], empty)), empty)
    cosigned(witness, post(witness, asked(0, [], empty)), empty)
    grown = GROWING.note(4, "log.example/empty")
    cosigned(witness, post(witness, asked(0, [], grown)), grown)


def _refuses_what_it_does_not_know(witness: Running) -> None:
    stranger = make_signer("log.example")
    for origin in ("other.example/2026", "log.example2/2026", "log.exampl"):
        assert post(witness, GROWING.body(0, 5, origin)).status_code == 404
    assert post(witness, asked(20, [], GROWING.note(20, signers=[stranger]))).status_code == 403
    real = GROWING.note(20)
    forged = real.replace("\n20\n", "\n21\n")
    assert post(witness, asked(20, [], forged)).status_code == 403
    # A stranger's line beside the right one is passed over, and is not kept.
    both = GROWING.note(20, signers=[stranger, LOG])
    cosigned(witness, post(witness, asked(20, [], both)), both)
    proof = b64encode(bytes(32)).decode() + "\n"
    for malformed in (
        b"", b"old 20", f"old 20\n{real}", f"old 020\n\n{real}", f"old -1\n\n{real}", f"old  20\n\n{real}",
        f"OLD 20\n\n{real}", f"old 20 \n\n{real}", f"old {2**63}\n\n{real}", f"20\n\n{real}", f"\n\n{real}",
        f"old 20\r\n\r\n{real}", f"old 20\n\n\n{real}", f"old 20\nAAAA\n\n{real}", f"old 20\n{proof[:-2]}\n\n{real}",
        f"old 20\n{proof * 64}\n{real}", f"old 21\n\n{real}", f"old 20\n\n{real[:-1]}", f"old 20\n\n{real}more",
        "old 20\n\nlog.example/2026\n", f"old 20\n\n{real}".encode("utf-16"), b"old 20\n\n\xff\n",
        f"old 20\n\n{real.replace(ORIGIN, '')}", "old 20\n\n" + real.replace("20\n", "020\n", 1),
    ):  # fmt: skip
        assert post(witness, malformed).status_code == 400, malformed
    assert post(witness, b"old 20\n" + b"A" * 300_000).status_code == 413
    assert witness.http.put("/add-checkpoint", content=b"").status_code == 405
    assert witness.http.get("/add-checkpoint").headers["allow"] == "POST"
    for path in (
        "/",
        "/checkpoints/",
        "/checkpoints/../key",
        "/checkpoints/%2e%2e%2fkey",
        "/state",
        "/health/x",
    ):
        assert witness.http.get(f"{path}").status_code == 404


def test_a_key_can_be_trusted_for_one_origin_alone_and_is_changed_by_naming_both(tmp_path: Path) -> None:
    after = make_signer("log.example")
    logs = [f"{LOG.verifier.encoded()}={ORIGIN}", f"{after.verifier.encoded()}={ORIGIN}"]
    with running_witness(tmp_path / "w2", logs) as witness:
        cosigned(witness, post(witness, GROWING.body(0, 7)), GROWING.note(7))
        turned = GROWING.note(9, signers=[after])
        proof = consistency_proof(7, 9, GROWING)
        cosigned(witness, post(witness, asked(7, proof, turned)), turned)
        assert post(witness, GROWING.body(0, 7, "log.example/2027")).status_code == 404


def test_who_starts_it_wrongly_is_told(tmp_path: Path) -> None:
    key = make_key(tmp_path)
    (tmp_path / "log").write_text(LOG.encoded())
    good = ["--key-file", str(key), "--state", str(tmp_path / "state"), "--log", LOG.verifier.encoded()]
    for words, told in (
        (["--key-file", str(key), "--new-key", "other"], "is there already"),
        (["--key-file", str(tmp_path / "new"), "--new-key", "with space"], "space or a plus"),
        (["--key-file", str(key)], "needs --state"),
        ([*good, "--log", "log.example"], "name\\+hash\\+key"),
        ([*good, "--log", make_signer("w", 4).verifier.encoded()], "the key of a witness"),
        ([*good, "--log", LOG.verifier.encoded() + "="], "behind = stands"),
        (["--key-file", str(tmp_path / "none"), *good[2:]], "No such file"),
        (["--key-file", str(tmp_path / "log"), *good[2:]], "key of a log, not of a witness"),
        (["--key-file", __file__, *good[2:]], "no key of a witness"),
    ):
        refused = CliRunner().invoke(main, ["witness", *words])
        assert refused.exit_code, words
        assert re.search(told, refused.output), refused.output
        assert "PRIVATE" not in refused.output
