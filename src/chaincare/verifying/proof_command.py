"""`chaincare verify-proof`."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from chaincare.signed_notes import NoteMalformed
from chaincare.verifying.command import VERDICTS, checkpoint_of, read_each, visible
from chaincare.verifying.proof import AnswerFalse, AnswerOpen, judge
from chaincare.verifying.vkeys import read_log_key


@click.command("verify-proof")
@click.argument("answers", nargs=-1, required=True, type=click.File("rb"))
@click.option(
    "--key",
    "keys",
    multiple=True,
    required=True,
    help="A key of the log that you trust (vkey): each that signed one of these.",
)
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path),
    help="The checkpoint that you kept: the answers of _consistency go on from it.",
)
def verify_proof(answers: tuple[BinaryIO, ...], keys: tuple[str, ...], checkpoint: Path | None) -> None:
    """Verify answers of /access-log/proofs/_inclusion and …/_consistency, each a file of JSON, in their order; - is standard input.

    Exit code 0: they prove what they say. 1: they do not. 2: something is missing, or was asked in a wrong way.
    """
    trusted = read_each("--key", keys, read_log_key)
    kept = None if checkpoint is None else checkpoint_of(checkpoint)
    try:
        told = judge([one.read() for one in answers], trusted, kept)
        click.echo("\n".join(map(visible, [*told, VERDICTS["intact"]])))
    except (AnswerFalse, NoteMalformed) as refusal:
        click.echo(f"broken: {visible(str(refusal))}\n{VERDICTS['broken']}")
        sys.exit(1)
    except AnswerOpen as refusal:
        click.echo(f"not judged: {visible(str(refusal))}\n{VERDICTS['not_judged']}")
        sys.exit(2)
