"""Whether the process runs, and whether it should be sent requests; for load balancers, without a token."""

import asyncio
from typing import Literal

from litestar import Router, get
from litestar.datastructures import State

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

    status: Literal["up", "ready"]


@get("/live", opt={"answers": "The process runs."}, operation_id="getLiveness")
async def live() -> HealthView:
    """Say that the process runs."""
    return HealthView(status="up")


@get("/ready", opt={"answers": "Requests are welcome.", "refusals": (NotReady,)}, operation_id="getReadiness")
async def ready(state: State) -> HealthView:
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
    return HealthView(status="ready")


health_router = Router("/health", route_handlers=[live, ready], tags=["Health"], opt={"public": True})
