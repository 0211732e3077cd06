"""The command line: `chaincare demo`, `serve`, `migrate`, `token`, `proof`, `openapi`, `network create`, `log`, `verify-log`, `verify-proof`, `witness`."""

import asyncio
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

import click

from chaincare import serving
from chaincare.command_line import progress, run_to_the_end, settings_from_environment
from chaincare.embedded import APP_LOGIN, EmbeddedServer
from chaincare.log_commands import log
from chaincare.migrate import MigrationReport, migrate, migrations_folder
from chaincare.probe import CATALOGUE, dump_catalogue
from chaincare.schema_dump import dump_schema
from chaincare.settings import Settings, SettingsInvalid
from chaincare.verifying.command import verify_log
from chaincare.verifying.proof_command import verify_proof
from chaincare.witnessing.command import witness


@click.group()
@click.version_option(package_name="chaincare")
def main() -> None:
    """ChainCare: one case per client, one holder of regie, and an access log anyone can check."""


for command in (verify_log, verify_proof, log, witness):
    main.add_command(command)


@main.command()
@click.option("--host", help="Address to listen on (CHAINCARE_HOST, 127.0.0.1).")
@click.option(
    "--port", type=int, help="Port to listen on (CHAINCARE_PORT, 8400); another one when it is in use."
)
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the demo (./.chaincare).")
@click.option("--fresh", is_flag=True, help="Throw the folder's earlier demo away first.")
def demo(host: str | None, port: int | None, data_dir: Path | None, *, fresh: bool) -> None:
    """Run a whole region on this machine, with people who can sign in. Not for production."""
    from chaincare.demo.run import run_demo  # noqa: PLC0415 -- the other commands start faster without it
    from chaincare.demo.world import NotADemo  # noqa: PLC0415 -- likewise

    async def work() -> None:
        level = os.environ.get("CHAINCARE_LOG_LEVEL", "warning")
        settings = settings_from_environment(host=host, port=port, data_dir=data_dir, log_level=level)
        try:
            await run_demo(settings, progress, fresh=fresh)
        except NotADemo as refusal:
            raise click.ClickException(str(refusal)) from None

    run_to_the_end(work())


@main.command()
@click.option("--as", "role", required=True, help="The role of a demo person, such as teacher.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the demo (./.chaincare).")
@click.option(
    "--dpop",
    "key_file",
    type=click.Path(path_type=Path),
    help="Bind it to the key in this file (made if need be).",
)
def token(role: str, data_dir: Path | None, key_file: Path | None) -> None:
    """Print a fresh token of a demo person."""
    from chaincare.demo.proofs import KeyUnreadable, own_key  # noqa: PLC0415 -- the other commands start faster
    from chaincare.demo.run import DemoNotStarted, demo_token  # noqa: PLC0415 -- likewise
    from chaincare.demo.world import CHILD, PEOPLE  # noqa: PLC0415 -- likewise

    roles = [one.role for one in (*PEOPLE, CHILD)]
    if role not in roles:
        raise click.ClickException(f"There is no {role!r} in the demo. Its people: {', '.join(roles)}.")
    try:
        bound_to = None if key_file is None else own_key(key_file).thumbprint()
        click.echo(demo_token(settings_from_environment(data_dir=data_dir).data_dir, role, bound_to))
    except (DemoNotStarted, SettingsInvalid, KeyUnreadable, OSError) as refusal:
        raise click.ClickException(str(refusal)) from None


@main.command()
@click.argument("method")
@click.argument("address")
@click.option("--key", "key_file", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--token", "bound", required=True, help="The token that is bound to this key.")
def proof(method: str, address: str, key_file: Path, bound: str) -> None:
    """Print a DPoP proof for one request, to go with a token of `token --dpop`."""
    from chaincare.demo.proofs import KeyUnreadable, make_proof, own_key  # noqa: PLC0415 -- likewise

    try:
        click.echo(make_proof(own_key(key_file), method=method, address=address, token=bound))
    except (KeyUnreadable, OSError) as refusal:
        raise click.ClickException(str(refusal)) from None


@main.group()
def network() -> None:
    """Networks, before anybody has a mandate in them."""


@network.command("create")
@click.option("--name", required=True)
@click.option("--region", required=True)
@click.option("--scale", type=click.Choice(["local", "regional"]), default="regional")
@click.option("--organisation", required=True, help="Name of the administrator's organisation.")
@click.option("--sector", default="social", help="Its sector: education, social, care, ...")
@click.option("--issuer", required=True, help="The token issuer of that organisation.")
@click.option("--jwks-uri", help="Where the issuer's keys are; without it the issuer is asked (discovery).")
@click.option("--unit", required=True, help="Name of the administrator's unit.")
@click.option("--task", required=True, help="Its statutory task.")
@click.option("--administrator", required=True, help="Name of the first administrator.")
@click.option("--subject", required=True, help="Who that is to the issuer (the token's sub).")
@click.option("--days", type=click.IntRange(1, 731), default=365, help="How long the mandate lasts.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the embedded database.")
def network_create(data_dir: Path | None, **wanted: Any) -> None:
    """Create a network with its first administrator; everybody else is added by him, over the API.

    In the database of CHAINCARE_MIGRATE_URL, or in the embedded one while `serve` is stopped.
    """
    from chaincare.directory.founding import AlreadyFounded, found_network  # noqa: PLC0415 -- likewise

    async def work() -> None:
        settings = settings_from_environment(data_dir=data_dir)
        try:
            if settings.migrate_url is not None:
                ids = await found_network(settings.migrate_url, **wanted)
            else:
                async with serving.embedded_database(settings, progress) as (_, urls):
                    ids = await found_network(urls.migrate_url, **wanted)
        except AlreadyFounded as refusal:
            raise click.ClickException(str(refusal)) from None
        for what, one in ids.items():
            click.echo(f"{what} {one}")

    run_to_the_end(work())


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
            catalogue = await dump_catalogue(urls.app_url)
        finally:
            await asyncio.to_thread(server.stop)
    target = migrations_folder() / "schema.sql"
    target.write_text(page, encoding="utf-8")
    (migrations_folder() / CATALOGUE).write_text(catalogue, encoding="utf-8")
    click.echo(f"wrote {target} and {CATALOGUE}")


@main.command("erasures")
@click.option(
    "--replay", type=click.Path(path_type=Path, exists=True), help="Erase again what this ledger tells."
)
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the embedded database.")
def erasures_command(replay: Path | None, data_dir: Path | None) -> None:
    """Print the ledger of what retention erased, to be kept apart; after restoring a backup, --replay it."""
    from chaincare.retention.ledger import ledger_work  # noqa: PLC0415 -- the other commands start faster without it

    told = None if replay is None else replay.read_text("utf-8")

    async def work() -> None:
        settings = settings_from_environment(data_dir=data_dir)
        async with serving.migration_login(settings, progress) as migrate_url:
            for line in await ledger_work(migrate_url, told):
                click.echo(line)

    run_to_the_end(work())


@main.command("rotate-bsn-key")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Folder of the embedded database.")
def rotate_bsn_key(data_dir: Path | None) -> None:
    """Seal every BSN with CHAINCARE_SECRET_KEY; those of CHAINCARE_PREVIOUS_SECRET_KEYS open what they sealed.

    It may be stopped and started again. When it is done, no BSN needs an earlier key.
    """
    from chaincare.clients.rotating import rotate_bsns  # noqa: PLC0415 -- the other commands start faster without it

    async def work() -> None:
        settings = settings_from_environment(data_dir=data_dir)
        if settings.secret_key is None:
            raise SettingsInvalid("CHAINCARE_SECRET_KEY is missing: it is the key to seal with from now on.")
        keys = (settings.secret_key, *settings.previous_secret_keys)
        async with serving.migration_login(settings, progress) as migrate_url:
            done = await rotate_bsns(migrate_url, keys, progress)
        click.echo(f"{done.resealed} sealed anew")
        if done.shut:
            raise click.ClickException(f"{done.shut} stay as they are: none of the keys given opens them.")

    run_to_the_end(work())


@main.command("openapi")
def openapi_command() -> None:
    """Print the API's description, as served at /v1/openapi.json."""
    from chaincare.app import create_app  # noqa: PLC0415 -- the other commands start faster without it
    from chaincare.openapi import openapi_document  # noqa: PLC0415 -- likewise

    click.echo(openapi_document(create_app(Settings())), nl=False)


if __name__ == "__main__":
    main()
