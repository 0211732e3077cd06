"""How a route lets somebody into a network, or to one thing of it: never into a case."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any
from uuid import UUID

from litestar.di import Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, operation_of, through
from chaincare.access.clearance import Clearance, Door

DOOR_ALLIANCE = Door("door_alliance", "$13, $14")
OfNetwork = Annotated[
    UUID | None,
    QueryParameter(name="networkId", description="Of which network; left out, of the one you work in."),
]


def into(request: AnyRequest, wanted: UUID | None) -> AbstractAsyncContextManager[Clearance]:
    """Let the caller into a network, or to a thing of one, by what the route's operation accepts."""
    accepted = sorted(reach.value for reach in operation_of(request).reaches)
    return through(request, DOOR_ALLIANCE, [wanted, accepted])


async def alliance_door(request: AnyRequest, network_id: OfNetwork = None) -> AsyncGenerator[Clearance, None]:
    """Let the caller into a network that a query names, or his own."""
    async with into(request, network_id) as clearance:
        yield clearance


IN_ALLIANCE: dict[str, Any] = {"clearance": Provide(alliance_door)}


def asked_of(request: AnyRequest, clearance: Clearance) -> list[str | None]:
    """Give what a cursor of such a list is bound to: the network, and whether it was named."""
    return [str(clearance.admission.network_id), request.query_params.get("networkId")]


def to_thing(name: str) -> dict[str, Any]:
    """Give the dependencies of a route whose path names a thing of a network, under this name."""

    async def thing_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
        async with into(request, request.path_params[name]) as clearance:
            yield clearance

    door: Callable[..., Any] = thing_door
    return {"clearance": Provide(door)}
