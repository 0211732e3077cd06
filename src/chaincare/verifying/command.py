"""`chaincare verify-log`."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import click
import msgspec

from chaincare.signed_notes import KeyMalformed, NoteMalformed, Verifier, as_kept, read_checkpoint, read_note
from chaincare.verifying.files import in_words
from chaincare.verifying.findings import Finding, LogReport, Verification
from chaincare.verifying.run import Asked, verify
from chaincare.verifying.vkeys import read_log_key, read_witness_key

_FILE = click.Path(path_type=Path)
_NOTE_BYTES_MAX = 2**20
_SHOWN_MAX = 2_000
VERDICTS = {
    "intact": "INTACT: everything is as it was signed.",
    "broken": "BROKEN: this is not what was signed.",
    "not_judged": "CANNOT BE JUDGED: nothing is seen to be broken, but not everything could be looked at.",
}


@click.command("verify-log")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--key", "keys", multiple=True, help="A key of the log that you trust (vkey). Later ones it names itself."
)
@click.option("--witness", "witnesses", multiple=True, help="A key of a witness that you trust (vkey).")
@click.option(
    "--witnesses-needed",
    "needed",
    type=click.IntRange(0),
    help="How many must have seen it (1 with --witness).",
)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=_FILE,
    help="A checkpoint that you kept, such as last month's.",
)
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    help="The id of an entry that must be there. An auditor turns the receipt of an answer into one: POST /access-log/proofs/_inclusion.",
)
@click.option(
    "--all-shown", is_flag=True, help="Every entry must be shown: a hash in its place counts as broken."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def verify_log(
    files: tuple[Path, ...], keys: tuple[str, ...], witnesses: tuple[str, ...], needed: int | None,
    checkpoints: tuple[Path, ...], receipts: tuple[str, ...], *, all_shown: bool, as_json: bool,
) -> None:  # fmt: skip
    """Verify exports of the access log (NDJSON, packed with gzip or not), without a database or a server.

    Exit code 0: intact. 1: broken; the first bad index is told. 2: cannot be judged, as without --key, or asked in a wrong way.
    """
    asked = Asked(
        keys=read_each("--key", keys, read_log_key),
        witnesses=read_each("--witness", witnesses, read_witness_key),
        witnesses_needed=min(1, len(witnesses)) if needed is None else needed,
        checkpoints=tuple((str(path), checkpoint_of(path)) for path in checkpoints),
        receipts=tuple(_receipt(one) for one in receipts),
        all_shown=all_shown,
    )
    answer = verify(files, asked, lambda words: click.echo(f"… {visible(words)}", err=True))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(answer), indent=2))
    else:
        click.echo("\n".join(map(visible, _told(answer))))
    sys.exit(answer.exit_code)


def visible(text: str) -> str:
    """Write a text that a file may have said on one line, with all that a terminal would obey or hide as an escape.

    Whoever wrote the file must not be able to write a line of the answer.
    """
    cut = (
        text
        if len(text) <= _SHOWN_MAX
        else text[:_SHOWN_MAX] + f"… and {len(text) - _SHOWN_MAX} characters more"
    )
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in cut)


def read_each(option: str, given: tuple[str, ...], read: Callable[[str], Verifier]) -> tuple[Verifier, ...]:
    """Read what was given of an option. Raises click.BadParameter."""
    try:
        return tuple(read(one) for one in given)
    except KeyMalformed as refusal:
        raise click.BadParameter(str(refusal), param_hint=option) from None


def checkpoint_of(path: Path) -> str:
    """Read a checkpoint that somebody kept. Raises click.BadParameter."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            note = as_kept(file.read(_NOTE_BYTES_MAX))
        read_checkpoint(read_note(note).text)
    except (OSError, UnicodeError, NoteMalformed) as refusal:
        raise click.BadParameter(visible(f"{path}: {in_words(refusal)}"), param_hint="--checkpoint") from None
    return note


def _receipt(given: str) -> str:
    try:
        return str(UUID(given))
    except ValueError:
        raise click.BadParameter(
            "this takes the id of an entry. What an answer carries in ChainCare-Receipt only the server can read: an auditor asks "
            "POST /access-log/proofs/_inclusion with it, and gives the entryId from the answer here",
            param_hint="--receipt",
        ) from None


def _told(answer: Verification) -> list[str]:
    lines = [
        f"NOTHING IS SHOWN of {log.origin}: of its {log.size} leaves {log.hidden} are hashes alone, and none is an entry."
        for log in answer.logs
        if log.hidden and not log.entries
    ]
    lines += [line for log in answer.logs for line in _log(log)]
    if answer.trust == "file" and answer.logs:
        lines.append(
            "Signatures were checked only against keys that the files name themselves. That shows that the files are whole, "
            "and not whose they are, so they are not called intact: give a key that you know with --key."
        )
    lines += answer.notes
    lines += [f"not judged: {_finding(one)}" for one in answer.not_judged]
    lines += [f"broken: {_finding(one)}" for one in answer.broken]
    if answer.broken and answer.broken[0].index is not None:
        lines.append(f"first bad index: {answer.broken[0].index} of {answer.broken[0].origin}")
    return [*lines, VERDICTS[answer.verdict]]


def _many(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _log(log: LogReport) -> list[str]:
    shown = (
        f"{_many(log.entries, 'entry', 'entries')} of a log of {_many(log.size, 'leaf', 'leaves')}"
        if log.partial
        else f"{_many(log.size, 'leaf', 'leaves')}, {_many(log.entries, 'entry', 'entries')} shown"
    )
    lines = [f"{log.origin}: {shown}, {_many(log.checkpoints, 'checkpoint', 'checkpoints')}"]
    if log.hidden:
        lines.append(
            f"  {log.hidden} leaves are there as a hash alone: they were sealed, and what they say is not shown"
        )
    if log.witnessed_at is not None:
        at = datetime.fromtimestamp(log.witnessed_at, UTC)
        later = log.size - log.witnessed_size
        lines.append(
            f"  {log.witnessed_size} leaves were seen by witnesses at {at:%Y-%m-%d %H:%M:%S} UTC; {later} came after that"
        )
    return lines


def _finding(one: Finding) -> str:
    where = [part for part in (one.file, one.line and f"line {one.line}", one.origin) if part]
    if one.index is not None:
        last = "" if one.last_index in (None, one.index) else f" to {one.last_index}"
        where.append(f"index {one.index}{last}")
    return f"{', '.join(map(str, where))}: {one.why}" if where else one.why
