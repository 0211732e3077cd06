"""Go's x/mod/sumdb, which others wrote, judges our notes and proofs as we do: what is good, and what was touched.

`make oracle` fetches what it needs. Elsewhere Go is taken from the PATH (or CHAINCARE_GO), and the module from where Debian's
golang-golang-x-mod-dev puts it (or CHAINCARE_X_MOD), or from the copy that every Go has for itself.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.verifying.exports import LOG, STRANGER, WITNESSES, Writer, base64, made_up

from chaincare import merkle, signed_notes

ROOT = Path(__file__).parents[2]
FETCHED = ROOT / "build" / "oracle" / "go" / "bin" / "go"
DEBIAN = Path("/usr/share/gocode/src/golang.org/x/mod")
MODULE = "module {name}\n\ngo 1.22\n"


def find_go() -> str | None:
    return os.environ.get("CHAINCARE_GO") or (str(FETCHED) if FETCHED.exists() else shutil.which("go"))


def find_module(go: str) -> Path | None:
    root = subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, check=True, timeout=60)
    named = os.environ.get("CHAINCARE_X_MOD")
    places = (
        [Path(named)] if named else [DEBIAN, Path(root.stdout.strip(), "src/cmd/vendor/golang.org/x/mod")]
    )
    return next((one for one in places if (one / "sumdb" / "tlog").is_dir()), None)


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built from its source and Go's module as it is on this machine."""
    go = find_go()
    if go is None:
        pytest.skip("THE ORACLE DID NOT JUDGE: there is no Go here (run `make oracle`, or set CHAINCARE_GO)")
    module = find_module(go)
    if module is None:
        pytest.skip("THE ORACLE DID NOT JUDGE: golang.org/x/mod is not here (set CHAINCARE_X_MOD)")
    folder = tmp_path_factory.mktemp("oracle")
    for part in ("note", "tlog"):
        shutil.copytree(
            module / "sumdb" / part, folder / "mod/sumdb" / part, ignore=shutil.ignore_patterns("*_test.go")
        )
    shutil.copy(Path(__file__).parent / "oracle" / "main.go", folder)
    (folder / "mod/go.mod").write_text(MODULE.format(name="golang.org/x/mod"))
    needs = "\nrequire golang.org/x/mod v0.0.0\n\nreplace golang.org/x/mod => ./mod\n"
    (folder / "go.mod").write_text(MODULE.format(name="oracle") + needs)
    own = {"GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0"}
    cache = {"GOCACHE": str(ROOT / "build" / "go-cache")}
    subprocess.run(
        [go, "build", "-o", "oracle", "."], cwd=folder, env=os.environ | own | cache, check=True, timeout=600
    )
    return folder / "oracle"


Question = dict[str, Any]


def ours(asked: Question) -> bool:
    """What our own checks say to it."""
    try:
        match asked["kind"]:
            case "note":
                opened = signed_notes.open_note(asked["note"], [signed_notes.read_verifier(asked["key"])])
                return bool(opened.text == asked["text"])
            case "signer":
                signer = signed_notes.read_signer(asked["key"])
                return bool(signed_notes.sign(asked["text"], [signer]) == asked["note"])
            case "inclusion":
                merkle.check_inclusion(
                    asked["index"],
                    asked["size"],
                    _hash(asked["leaf"]),
                    list(map(_hash, asked["proof"])),
                    _hash(asked["root"]),
                )
            case _:
                merkle.check_consistency(
                    asked["old"],
                    asked["size"],
                    list(map(_hash, asked["proof"])),
                    _hash(asked["was"]),
                    _hash(asked["root"]),
                )
    except (signed_notes.NoteMalformed, signed_notes.NoteNotSigned, merkle.NotProven):
        return False
    return True


def _hash(encoded: str) -> bytes:
    return signed_notes.keys.from_base64(encoded) or b""


def _flipped(encoded: str) -> str:
    plain = _hash(encoded)
    return base64(bytes([plain[0] ^ 1]) + plain[1:])


def good_questions() -> list[Question]:
    log, sizes = Writer(), (1, 2, 3, 4, 5, 8, 13, 21, 32, 50)
    roots = {1: log.tree.root()}
    asked: list[Question] = []
    for one in made_up(max(sizes) - 1):
        size = log.add([one]).tree.size
        roots[size] = log.tree.root()
        if size not in sizes:
            continue
        root = base64(roots[size])
        for index in range(0, size, 3):
            proof = [base64(one) for one in merkle.inclusion_proof(index, size, log)]
            asked.append({"kind": "inclusion", "index": index, "size": size, "leaf": base64(log.leaves[index]), "proof": proof, "root": root})  # fmt: skip
        for old in range(1, size + 1, 4):
            proof = [base64(one) for one in merkle.consistency_proof(old, size, log)]
            asked.append({"kind": "consistency", "old": old, "was": base64(roots[old]), "size": size, "proof": proof, "root": root})  # fmt: skip
    key, note = LOG.verifier.encoded(), log.note()
    text = note.split("\n\n")[0] + "\n"
    asked += [{"kind": "note", "key": key, "note": one, "text": text} for one in (note, log.note(*WITNESSES))]
    return [*asked, {"kind": "signer", "key": LOG.encoded(), "note": note, "text": text}]


def touched(one: Question) -> list[Question]:
    """The same question with something else in it, each of which must be refused."""
    match one["kind"]:
        case "note":
            stranger = STRANGER.verifier.encoded()
            return [
                one | {"note": one["note"].replace("\n50\n", "\n51\n")},
                one | {"key": stranger},
                one | {"note": one["note"][:-1]},
            ]
        case "signer":
            return [one | {"note": one["note"].replace("= ", "=")[:-3] + "A=\n"}]
    changed = [one | {name: _flipped(one[name])} for name in ("leaf", "was", "root") if name in one]
    changed += [one | {"size": one["size"] * 2 + 1}, one | {"proof": [*one["proof"], one["root"]]}]
    if one["proof"]:
        changed += [
            one | {"proof": [_flipped(one["proof"][0]), *one["proof"][1:]]},
            one | {"proof": one["proof"][:-1]},
        ]
    return changed


def test_go_accepts_what_is_good_and_refuses_what_was_touched_as_we_do(oracle: Path) -> None:
    good = good_questions()
    spoiled = [one for asked in good for one in touched(asked)]
    assert len(good) > 80
    assert len(spoiled) > 400
    told = subprocess.run(
        [oracle], input=json.dumps(good + spoiled), capture_output=True, text=True, check=True, timeout=60
    )
    verdicts = json.loads(told.stdout)
    assert [one for one in verdicts[: len(good)] if one] == []
    accepted = [asked for asked, verdict in zip(spoiled, verdicts[len(good) :], strict=True) if not verdict]
    assert accepted == []
    assert all(map(ours, good))
    assert not any(map(ours, spoiled))
