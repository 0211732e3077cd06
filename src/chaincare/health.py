"""Whether the process runs, and whether it should be sent requests; for load balancers, without a token."""

import asyncio
from typing import Annotated, Literal

import msgspec
from litestar import Router, get
from litestar.datastructures import State

from chaincare.access.model import DatabaseAltered, LogNotSealed, LogNotWitnessed
from chaincare.database import connection_of
from chaincare.logs import note_failure
from chaincare.refusals import Kind, Refusal
from chaincare.wire import View

READY_SECONDS = 2.0
"""How long the database may take to answer before the server counts as not ready."""


class NotReady(Refusal):
    """The server is starting or stopping, or its database does not answer: send requests elsewhere."""

    kind = Kind.UNAVAILABLE


class HealthView(View):
    """One word for a machine."""

    status: Literal["up"]


class ReadinessView(View):
    """One word for a machine, and one for whoever watches it."""

    status: Literal["ready"]
    witnessed: Annotated[
        bool | msgspec.UnsetType,
        msgspec.Meta(
            description="Whether a witness vouched for the access log lately, and none holds another history of it; absent where none is set up."
        ),
    ] = msgspec.UNSET


@get("/live", opt={"answers": "The process runs."}, operation_id="getLiveness")
async def live() -> HealthView:
    """Say that the process runs."""
    return HealthView(status="up")


@get(
    "/ready",
    opt={
        "answers": "Requests are welcome.",
        "refusals": (NotReady, LogNotSealed, LogNotWitnessed, DatabaseAltered),
    },
    operation_id="getReadiness",
)
async def ready(state: State) -> ReadinessView:
    """Say whether requests are welcome."""
    if state.get("draining", False):
        raise NotReady
    if (pool := state.get("pool")) is not None:
        try:
            async with asyncio.timeout(READY_SECONDS), connection_of(pool) as connection:
                await connection.fetchval("select 1")
        except Exception as error:
            note_failure(error)
            raise NotReady from error
    probe = state.get("probe")
    if probe is not None and probe.altered:
        raise DatabaseAltered
    sealer = state.get("sealer")
    if sealer is not None and not sealer.keeps_up(state.settings.seal_ready_seconds):
        raise LogNotSealed
    witnesses = state.get("witnesses")
    if witnesses is None:
        return ReadinessView(status="ready")
    if not witnesses.let_look(state.settings.witness_stop_seconds):
        raise LogNotWitnessed
    return ReadinessView(status="ready", witnessed=witnesses.vouch())


health_router = Router("/health", route_handlers=[live, ready], tags=["Health"], opt={"public": True})
