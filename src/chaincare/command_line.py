"""What every command does: settings from the environment, a word on progress, and one sentence for what can be mended."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from typing import Any

import asyncpg
import click

from chaincare import serving
from chaincare.data_folder import DataFolderInUse, DataFolderNotOurs
from chaincare.embedded import EmbeddedFailed
from chaincare.roles import DatabaseRefused
from chaincare.settings import Settings, SettingsInvalid, load_settings
from chaincare.unprivileged import IdentityNotPossible

# What an operator can mend: told in its own sentence, without a traceback. Anything else is a fault of ours.
_MENDABLE = (
    SettingsInvalid,
    DataFolderInUse,
    DataFolderNotOurs,
    EmbeddedFailed,
    IdentityNotPossible,
    DatabaseRefused,
    serving.PortTaken,
    serving.DemoFolder,
)


def progress(words: str) -> None:
    """Tell on standard error what takes a moment; standard output is for results."""
    click.echo(f"… {words}", err=True)


def settings_from_environment(**given: Any) -> Settings:
    """The settings, with options of the command line before the environment's. Raises `SettingsInvalid`."""
    named = {f"CHAINCARE_{name.upper()}": str(value) for name, value in given.items() if value is not None}
    return load_settings(os.environ | named)


def run_to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Run a command's work on uvloop, and say in one sentence what the operator can mend."""
    try:
        if sys.platform == "win32":  # uvloop is not made for it
            asyncio.run(work)
        else:
            import uvloop  # noqa: PLC0415 -- absent where it is not made

            uvloop.run(work)
    except _MENDABLE as refusal:
        raise click.ClickException(str(refusal)) from None
    except (asyncpg.PostgresConnectionError, asyncpg.InvalidAuthorizationSpecificationError) as fault:
        raise click.ClickException(f"The database does not let us in: {fault}") from None
    except OSError as fault:  # a host that does not answer, a folder that may not be written
        raise click.ClickException(f"{type(fault).__name__}: {fault}") from None
