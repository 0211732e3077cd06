"""`chaincare demo`: a whole region on this machine, with people who can sign in. Never for production."""

import asyncio
import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import click
import msgspec
from litestar import Litestar

from chaincare import serving
from chaincare.app import create_app
from chaincare.demo.issuer_routes import beside_demo_issuers
from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import (
    CHILD,
    EXPERTISE,
    NETWORK,
    PEOPLE,
    SCHOOL,
    YOUTH_CARE,
    person,
    token_of,
    write_world,
)
from chaincare.settings import Settings

PLACE = serving.DEMO_MARK
VARIABLES = "demo.env"
LIFETIME = timedelta(hours=1)


class DemoNotStarted(Exception):
    """There is no demo in this data folder; start one first."""


class Place(msgspec.Struct, frozen=True):
    """Where the demo of a data folder listens."""

    base_url: str


async def run_demo(settings: Settings, progress: serving.Progress, *, fresh: bool) -> None:
    """Start everything, say who can sign in, and run until told to stop."""
    taken = serving.listen(settings.host, settings.port, elsewhere=True)
    port = taken.getsockname()[1]
    with closing(taken):
        if settings.port not in {0, port}:
            progress(f"port {settings.port} is in use; taking port {port} instead")
        async with serving.embedded_database(settings, progress, fresh=fresh) as (ready, urls):
            # The issuers sign whatever is asked: they answer on loopback only, whatever --host says.
            base_url = f"http://127.0.0.1:{port}"
            issuers = _issuers(settings.data_dir, base_url)
            if await write_world(urls.admin_url, issuers, covenant=True):
                progress("writing the demo's people")

            @asynccontextmanager
            async def announcing(_: Litestar) -> AsyncIterator[None]:
                await asyncio.to_thread(_keep, settings.data_dir, base_url, issuers)
                click.echo(welcome(settings.data_dir, base_url, issuers))
                yield

            # The terminal is for the people and their tokens; set CHAINCARE_LOG_LEVEL to see requests go by.
            app = create_app(ready, lifespan=[announcing])
            await serving.run(app, ready, taken, around=beside_demo_issuers(app, issuers))


def demo_token(data_dir: Path, role: str, bound_to: str | None = None) -> str:
    """Sign a fresh token for somebody of the demo, bound to a key if one is named. Raises DemoNotStarted, KeyError."""
    try:
        place = msgspec.json.decode((data_dir / PLACE).read_bytes(), type=Place)
    except OSError:
        raise DemoNotStarted(f"There is no demo in {data_dir}: run `make demo` first.") from None
    return token_of(_issuers(data_dir, place.base_url), role, LIFETIME, bound_to)


def _issuers(data_dir: Path, base_url: str) -> DemoIssuers:
    return DemoIssuers(data_dir, base_url, partner_scopes=person("partner").scopes)


def _keep(data_dir: Path, base_url: str, issuers: DemoIssuers) -> None:
    (data_dir / PLACE).write_bytes(msgspec.json.encode(Place(base_url)))
    variables = data_dir / VARIABLES
    variables.touch(mode=0o600)
    variables.write_text(environment(base_url, issuers), encoding="utf-8")


def environment(base_url: str, issuers: DemoIssuers) -> str:
    """Give the shell variables that the README's requests use: the address, tokens, and ids of the region."""
    values = {
        "API": f"{base_url}/v1",
        "NETWORK": str(NETWORK),
        "SCHOOL_TEAM": str(SCHOOL.unit_id),
        "EXPERTISE_UNIT": str(EXPERTISE.unit_id),
        "YOUTH_CARE_UNIT": str(YOUTH_CARE.unit_id),
    }
    values |= {f"{_variable(one.role)}_ID": str(one.id) for one in PEOPLE if one.id is not None}
    values |= {_variable(one.role): token_of(issuers, one.role, LIFETIME) for one in (*PEOPLE, CHILD)}
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    # Takes a field out of an answer: `pick "['id']"`.
    lines.append('pick() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }')
    return "\n".join(lines) + "\n"


def _variable(role: str) -> str:
    return role.upper().replace("-", "_")


def welcome(data_dir: Path, base_url: str, issuers: DemoIssuers) -> str:
    """Say what runs where, who can sign in with which token, and what to paste first."""
    people = "\n".join(
        f"\n  {one.role:<20} {one.name}, {one.function}\n    {token_of(issuers, one.role, LIFETIME)}"
        for one in (*PEOPLE, CHILD)
    )
    return f"""
ChainCare runs: a demo on this machine, NOT FOR PRODUCTION (its issuers sign without a login).

  API            {base_url}/v1
  documentation  {base_url}/v1/docs
  data folder    {data_dir.resolve()}   (start over: make demo ARGS=--fresh)

People, each with a token that is valid for an hour (a fresh one: .venv/bin/chaincare token --as ROLE)
{people}

Paste this in another terminal, in this folder:

  source {shlex.quote(str(data_dir / VARIABLES))}
  curl -s $API/organisations -H "Authorization: Bearer $TEACHER"

Then the ten requests of README.md. Stop with Ctrl-C.
"""
