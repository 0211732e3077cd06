"""The door of who administers a network: reading and changing what is only his."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from litestar.di import Provide
from litestar.params import FromPath

from chaincare.access.api import AnyRequest, through
from chaincare.access.clearance import Clearance, Door
from chaincare.directory.reading import DOOR_DIRECTORY

DOOR_ADMINISTRATION = Door("door_administration", "$13")


async def administration_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an administrator into the network of his mandate."""
    async with through(request, DOOR_ADMINISTRATION, [None]) as clearance:
        yield clearance


async def network_door(request: AnyRequest, network_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let an administrator into the network he names, when it is his."""
    async with through(request, DOOR_ADMINISTRATION, [network_id]) as clearance:
        yield clearance


async def directory_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let somebody write in the directory as far as his mandate reaches."""
    async with through(request, DOOR_DIRECTORY, [None]) as clearance:
        yield clearance


WRITING: dict[str, Any] = {"clearance": Provide(directory_door)}
IN_NETWORK: dict[str, Any] = {"clearance": Provide(network_door)}
ADMINISTERING: dict[str, Any] = {"clearance": Provide(administration_door)}
