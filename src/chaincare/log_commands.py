"""`chaincare log`: what the operator does with the access log as a whole."""

import asyncio
import sys
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from chaincare.command_line import progress, run_to_the_end, settings_from_environment
from chaincare.embedded import Urls, running_urls
from chaincare.log_retention.rules import told_plan, told_step
from chaincare.log_retention.running import OPERATOR, plan_log_retention, run_log_retention
from chaincare.seals.exporting import export_log
from chaincare.seals.memory import Memory
from chaincare.seals.model import LogBroken
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys, seal_keys
from chaincare.settings import Settings, SettingsInvalid, read_key

_FOLDER = click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the embedded database.")
LAST_CHECKPOINT = "last-checkpoint"


@click.group()
def log() -> None:
    """The access log as a whole: its key, the file that `verify-log` reads, its retention, and how it goes on after a restore."""


@log.command("key")
@_FOLDER
def log_key(data_dir: Path | None) -> None:
    """Print the public key that signs the checkpoints: give it to whoever verifies, by another way than the log."""
    try:
        _, keys = _of_folder(settings_from_environment(data_dir=data_dir))
    except (SettingsInvalid, OSError) as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(keys.verifier)


@log.command("export")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else standard output."
)
@click.option(
    "--every", is_flag=True, help="With every checkpoint that was signed, not only one of each part."
)
@_FOLDER
def log_export(output: Path | None, data_dir: Path | None, *, every: bool) -> None:
    """Write the whole log as NDJSON for `chaincare verify-log`. That it was taken out is an entry of the log.

    From the database of CHAINCARE_MIGRATE_URL, or from the embedded one while `serve` or `demo` runs.
    """

    async def work() -> None:
        settings = settings_from_environment(data_dir=data_dir)
        url = settings.migrate_url or _running(settings).migrate_url
        if output is None:
            await _write(url, sys.stdout.buffer, every=every)
            return
        with output.open("wb") as file:
            await _write(url, file, every=every)

    run_to_the_end(work())


async def _write(url: str, file: BinaryIO, *, every: bool) -> None:
    async for line in export_log(url, progress, every=every):
        file.write(line)


@log.command("retention")
@click.option("--run", "runs", is_flag=True, help="Do it now; else it is only said what would be done.")
@_FOLDER
def log_retention(data_dir: Path | None, *, runs: bool) -> None:
    """Say which months of the log are past their terms, or end them now; servers that run do it by themselves.

    From the database of CHAINCARE_MIGRATE_URL, or from the embedded one while `serve` or `demo` runs.
    """

    async def work() -> None:
        settings = settings_from_environment(data_dir=data_dir)
        url = settings.migrate_url or _running(settings).migrate_url
        if runs:
            done = await run_log_retention(url, OPERATOR)
            click.echo("\n".join(map(told_step, done)) or "Nothing was due.")
            if any(one.did != "destroyed" for one in done):
                sys.exit(1)
        else:
            plan = await plan_log_retention(url, OPERATOR)
            click.echo("\n".join(map(told_plan, plan)) or "No month of the log is older than five years.")

    run_to_the_end(work())


@log.command("new-epoch")
@click.option("--reason", required=True, help="Why, for all to read: which backup was put back, and when.")
@click.option("--even-so", is_flag=True, help="Also where the log is as it was signed.")
@_FOLDER
def new_epoch(reason: str, data_dir: Path | None, *, even_so: bool) -> None:
    """Go on in a new epoch of the log, which names the last checkpoint that is known: after an old backup was put back.

    What was signed and is gone stays to be seen by everyone who kept a checkpoint. In the database of
    CHAINCARE_DATABASE_URL, or the embedded one while it runs. Servers that run go on in it by themselves.
    """

    async def work() -> None:
        settings, keys = _of_folder(settings_from_environment(data_dir=data_dir))
        url = settings.database_url or _running(settings).app_url
        sealer = Sealer(url, keys, Memory(settings.seal_memory))
        try:
            async with asyncio.timeout(30):
                if not even_so and await _is_as_signed(sealer):
                    raise click.ClickException(
                        "The log is as it was signed, and needs no new epoch (--even-so)."
                    )
                click.echo(await sealer.begin_epoch(reason))
        except LogBroken as refusal:
            raise click.ClickException(str(refusal)) from None
        finally:
            await sealer.close()

    run_to_the_end(work())


async def _is_as_signed(sealer: Sealer) -> bool:
    try:
        while await sealer.round():
            pass
    except LogBroken:
        return False
    return True


def _running(settings: Settings) -> Urls:
    urls = running_urls(settings.data_dir)
    if urls is None:
        raise SettingsInvalid(
            "No database runs here: start `chaincare serve` on this data folder, or set CHAINCARE_MIGRATE_URL and "
            "CHAINCARE_DATABASE_URL."
        )
    return urls


def _of_folder(settings: Settings) -> tuple[Settings, SealKeys]:
    """The settings with what an embedded data folder keeps, and the keys they make."""
    if settings.database_url is None and settings.seal_key is None:
        secret = settings.data_dir / "seal.secret"
        if not secret.is_file():
            raise SettingsInvalid("There is no key yet: start `chaincare serve` on this data folder once.")
        settings = msgspec.structs.replace(settings, seal_key=read_key(secret.read_text("ascii")))
    if settings.database_url is None and settings.seal_memory is None:
        settings = msgspec.structs.replace(settings, seal_memory=settings.data_dir / LAST_CHECKPOINT)
    keys = seal_keys(settings)
    if keys is None:
        raise SettingsInvalid(
            "CHAINCARE_SEAL_KEY or CHAINCARE_SECRET_KEY is missing: the key follows from them."
        )
    return settings, keys
