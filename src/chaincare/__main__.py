"""The command line: `chaincare serve`, `migrate`, `openapi`."""

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import asyncpg
import click

from chaincare import serving
from chaincare.data_folder import DataFolderInUse, DataFolderNotOurs
from chaincare.embedded import APP_LOGIN, EmbeddedFailed, EmbeddedServer
from chaincare.migrate import MigrationReport, migrate, migrations_folder
from chaincare.roles import DatabaseRefused
from chaincare.schema_dump import dump_schema
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
    except (OSError, asyncpg.PostgresConnectionError, asyncpg.InvalidPasswordError) as fault:
        raise click.ClickException(f"The database cannot be reached: {type(fault).__name__}.") from None


@click.group()
@click.version_option(package_name="chaincare")
def main() -> None:
    """ChainCare: one case per client, one holder of regie, and an access log anyone can check."""


@main.command()
@click.option("--host", help="Address to listen on (CHAINCARE_HOST, 127.0.0.1).")
@click.option("--port", type=int, help="Port to listen on (CHAINCARE_PORT, 8400).")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the embedded database.")
def serve(host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Answer requests until told to stop.

    Without CHAINCARE_DATABASE_URL an embedded PostgreSQL is started and migrated; with it, `migrate` comes first.
    """
    from chaincare.app import create_app  # noqa: PLC0415 -- the other commands start faster without it

    async def work() -> None:
        settings = settings_from_environment(host=host, port=port, data_dir=data_dir)
        taken: socket.socket = serving.listen(settings.host, settings.port)
        await serving.serve(settings, create_app, progress, taken)

    run_to_the_end(work())


@main.command("migrate")
@click.option("--write-schema", is_flag=True, help="Write migrations/schema.sql from a database made for it.")
def migrate_command(*, write_schema: bool) -> None:
    """Bring the database of CHAINCARE_MIGRATE_URL to the schema of this version.

    CHAINCARE_DATABASE_URL names the application's login, which is let into its role.
    """
    run_to_the_end(_write_schema() if write_schema else _migrate())


async def _migrate() -> None:
    settings = settings_from_environment()
    if settings.migrate_url is None:
        raise SettingsInvalid(
            "CHAINCARE_MIGRATE_URL is missing; the embedded database is migrated by `serve`."
        )
    report: MigrationReport = await migrate(settings.migrate_url, serving.app_login(settings))
    for name in (*report.applied, *report.doors):
        click.echo(f"applied {name}")
    click.echo("the database is up to date")


async def _write_schema() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "data", durable=False)
        urls = await asyncio.to_thread(server.start)
        try:
            await migrate(urls.migrate_url, APP_LOGIN)
            page = await dump_schema(urls.admin_url)
        finally:
            await asyncio.to_thread(server.stop)
    target = migrations_folder() / "schema.sql"
    target.write_text(page, encoding="utf-8")
    click.echo(f"wrote {target}")


@main.command("openapi")
def openapi_command() -> None:
    """Print the API's description, as served at /v1/openapi.json."""
    from chaincare.app import create_app  # noqa: PLC0415 -- the other commands start faster without it
    from chaincare.openapi import openapi_document  # noqa: PLC0415 -- likewise

    click.echo(openapi_document(create_app(Settings())), nl=False)


if __name__ == "__main__":
    main()
