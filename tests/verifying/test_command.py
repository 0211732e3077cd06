"""`chaincare verify-log`: what it prints, how it exits, and that it needs nothing of the server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.verifying.exports import LOG, STRANGER, WITNESSES, Writer, made_up, ndjson

from chaincare.__main__ import main

ENTRIES = made_up(6)
KEY = LOG.verifier.encoded()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    (tmp_path / "log.ndjson").write_bytes(ndjson(Writer().add(ENTRIES).sign(WITNESSES[0]).lines))
    return tmp_path / "log.ndjson"


def said(*words: str) -> Result:
    return CliRunner().invoke(main, ["verify-log", *words])


def test_each_verdict_has_its_exit_code_and_its_sentence(export: Path, tmp_path: Path) -> None:
    intact = said(str(export), "--key", KEY, "--witness", WITNESSES[0].verifier.encoded())
    assert (intact.exit_code, intact.output.splitlines()[-1]) == (
        0,
        "INTACT: everything is as it was signed.",
    )
    assert "7 leaves, 6 entries shown, 1 checkpoint\n" in intact.output
    assert "7 leaves were seen by witnesses at 2026-03-01" in intact.output
    alone = said(str(export))
    assert (alone.exit_code, alone.output.splitlines()[-1][:16]) == (2, "CANNOT BE JUDGED")
    assert "only against keys that the files name themselves" in alone.output
    assert "not judged: whose signatures these are" in alone.output
    touched = tmp_path / "touched.ndjson"
    touched.write_text(export.read_text().replace("person-3", "person-4"))
    broken = said(str(touched), "--key", KEY)
    assert (broken.exit_code, broken.output.splitlines()[-1][:7]) == (1, "BROKEN:")
    assert "first bad index: 0 of log.example/2026" in broken.output
    missing, no_note = (
        said(str(tmp_path / "none"), "--key", KEY),
        said(str(export), "--checkpoint", str(tmp_path / "none")),
    )
    assert (missing.exit_code, missing.output.splitlines()[-1][:16]) == (2, "CANNOT BE JUDGED")
    folder = said(str(tmp_path), "--key", KEY)
    assert "there is no such file" in missing.output
    assert "there is no such file" in no_note.output
    assert "it is a folder" in folder.output
    assert "Errno" not in missing.output + folder.output + no_note.output
    for number in (1, 2):
        needed = said(
            str(export),
            "--key",
            KEY,
            "--witness",
            WITNESSES[1].verifier.encoded(),
            "--witnesses-needed",
            str(number),
        )
        assert needed.exit_code == 2
    answer = json.loads(said(str(touched), "--key", KEY, "--json").stdout)
    assert (answer["verdict"], answer["broken"][0]["index"], answer["broken"][0]["lastIndex"]) == (
        "broken",
        0,
        6,
    )


def test_an_export_from_before_a_checkpoint_says_so_and_what_to_ask_for(export: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    later = Writer().add(made_up(9))
    kept.write_text(later.note())
    older = said(str(export), "--key", KEY, "--checkpoint", str(kept))
    assert older.exit_code == 1, "a log that was cut off looks the same"
    assert (
        "the log ends after 7 leaves, and a checkpoint of 10 was signed; up to its own last" in older.output
    )
    assert "made before the checkpoint that you kept, or its end was cut off" in older.output
    assert "POST /access-log/proofs/_consistency" in older.output
    assert "first bad index: 7 of log.example/2026" in older.output
    # What is touched besides is not old and no more than that.
    touched = tmp_path / "touched.ndjson"
    touched.write_text(export.read_text().replace("person-3", "person-4"))
    assert "was cut off" not in said(str(touched), "--key", KEY, "--checkpoint", str(kept)).output
    # Nor is a file that lacks what its own checkpoint covers.
    cut = tmp_path / "cut.ndjson"
    whole = ndjson(later.sign().lines).splitlines(keepends=True)
    cut.write_bytes(b"".join([*whole[:-2], whole[-1]]))
    assert "was cut off" not in said(str(cut), "--key", KEY, "--checkpoint", str(kept)).output


def test_what_is_asked_in_a_wrong_way_is_refused(export: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text(Writer().add(ENTRIES).note())
    given = [str(export), "--key", KEY, "--checkpoint", str(kept), "--receipt", str(ENTRIES[0].id)]
    assert said(*given).exit_code == 0
    # An editor or a mail took the last newline away, or wrote the ends of lines in its own way: it is the same checkpoint.
    note = kept.read_text(encoding="utf-8")
    for written in (note[:-1], note.replace("\n", "\r\n"), note[:-1].replace("\n", "\r\n")):
        kept.write_bytes(written.encode())
        assert said(*given).exit_code == 0, written
    for written in (
        note + "\n",
        note[:-2],
        note.replace("\n", "\r"),
        " " + note,
        note.replace("\n7\n", "\n7 \n"),
    ):
        kept.write_bytes(written.encode())
        assert said(*given).exit_code != 0, written
    kept.write_text("no note")
    for words in (
        ["--key", "no key"], ["--key", WITNESSES[0].verifier.encoded()], ["--witness", KEY], ["--receipt", "x"],
        ["--checkpoint", str(kept)], ["--checkpoint", str(tmp_path / "none")],
    ):  # fmt: skip
        refused = said(str(export), *words)
        assert (refused.exit_code, "Invalid value" in refused.output) == (2, True), words
    assert said(str(export), "--key", STRANGER.verifier.encoded()).exit_code == 1


def test_it_runs_without_any_part_of_the_server(export: Path) -> None:
    """No module of the program but its own, and none of the libraries that reach a database or a network."""
    program = (
        "import sys, runpy\nsys.argv = ['verify-log', *sys.argv[1:]]\n"
        "try:\n runpy.run_module('chaincare.verifying', run_name='__main__')\n"
        "except SystemExit as end:\n print(end.code)\n"
        "print(*sorted(name for name in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(export), "--key", KEY], capture_output=True, text=True, timeout=60, check=True
    )  # fmt: skip
    *_, code, modules = ran.stdout.splitlines()
    assert code == "0", ran.stdout + ran.stderr
    own = {name for name in modules.split() if name.split(".")[0] == "chaincare"}
    assert "chaincare.verifying.run" in own
    assert {name.split(".")[1] for name in own if "." in name} == {"verifying", "merkle", "signed_notes"}
    assert not {"asyncpg", "litestar", "httpx2", "asyncio", "structlog"} & {
        name.split(".")[0] for name in modules.split()
    }
