"""`chaincare witness`."""

import asyncio
import socket
from pathlib import Path

import click
import uvicorn

from chaincare.signed_notes import COSIGNATURE, KeyMalformed, Signer, make_signer, read_signer
from chaincare.witnessing.answering import Witness
from chaincare.witnessing.judging import Watched, read_watched
from chaincare.witnessing.remembering import Remembered, StateTaken, make_key_file

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("witness")
@click.option("--key-file", type=_FILE, required=True, help="The witness's secret key.")
@click.option(
    "--new-key",
    "name",
    help="Make the key file, of this name (witness.example.nl/w1), and print the public key.",
)
@click.option("--log", "logs", multiple=True, help="A log to watch: its vkey, or VKEY=ORIGIN.")
@click.option(
    "--state", type=click.Path(path_type=Path, file_okay=False), help="The folder of what it cosigned last."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8410, show_default=True)
def witness(
    key_file: Path, name: str | None, logs: tuple[str, ...], state: Path | None, host: str, port: int
) -> None:
    """Vouch for another organisation's access log: cosign its checkpoints while it is only added to (C2SP tlog-witness).

    A vkey is trusted for every log that begins with its name: chaincare keeps a log per year. No database is needed.
    """
    if name is not None:
        click.echo(_new_key(key_file, name))
        return
    if state is None or not logs:
        raise click.UsageError("a witness needs --state, and a --log to watch")
    signer = _read_key(key_file)
    watched = [_read_log(one) for one in logs]
    try:
        with Remembered(state, signer.verifier) as remembered, _listening(host, port) as taken:
            click.echo(f"listening on {_address_of(taken)}")
            click.echo(f"key {signer.verifier.encoded()}")
            app = Witness(signer, watched, remembered, lambda line: click.echo(line, err=True))
            asyncio.run(_serve(app, taken))
    except (StateTaken, OSError) as refusal:
        raise click.ClickException(str(refusal)) from None


async def _serve(app: Witness, taken: socket.socket) -> None:
    config = uvicorn.Config(
        app, http="httptools", lifespan="off", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, limit_concurrency=200, timeout_graceful_shutdown=5,
    )  # fmt: skip
    await uvicorn.Server(config).serve(sockets=[taken])


def _new_key(key_file: Path, name: str) -> str:
    try:
        signer = make_signer(name, COSIGNATURE)
        make_key_file(key_file, signer)
    except FileExistsError:
        raise click.ClickException(f"{key_file} is there already, and is left as it is") from None
    except (KeyMalformed, OSError) as fault:
        raise click.ClickException(str(fault)) from None
    return signer.verifier.encoded()


def _read_key(key_file: Path) -> Signer:
    try:
        signer = read_signer(key_file.read_text("utf-8").strip())
    except (KeyMalformed, UnicodeDecodeError):
        raise click.ClickException(f"{key_file} holds no key of a witness: --new-key makes one") from None
    except OSError as fault:
        raise click.ClickException(str(fault)) from None
    if signer.verifier.algorithm != COSIGNATURE:
        raise click.ClickException(
            f"{key_file} holds the key of a log, not of a witness: --new-key makes one"
        )
    return signer


def _read_log(text: str) -> Watched:
    try:
        return read_watched(text)
    except KeyMalformed as fault:
        raise click.BadParameter(str(fault), param_hint="--log") from None


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.create_server((host, port), family=family, backlog=128)
    # Whoever connects has it from here: else a kept connection waits 40 ms for every answer.
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return taken


def _address_of(taken: socket.socket) -> str:
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
