"""Reading the directory: for every professional in it."""

from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory import store
from chaincare.directory.model import READ_DIRECTORY, OfferedHelp
from chaincare.directory.views import (
    Networks,
    NetworkView,
    Organisations,
    OrganisationView,
    Professionals,
    ProfessionalView,
    Services,
    ServiceView,
    Units,
    UnitView,
)

DOOR_DIRECTORY = Door("door_directory", "$13")
V = TypeVar("V")

InNetwork = Annotated[UUID | None, QueryParameter(name="networkId")]
OfOrganisation = Annotated[UUID | None, QueryParameter(name="organisationId")]
OfUnit = Annotated[UUID | None, QueryParameter(name="unitId")]
Help = Annotated[OfferedHelp | None, QueryParameter(name="help")]


async def reading_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let a professional read the directory."""
    async with through(request, DOOR_DIRECTORY, [None]) as clearance:
        yield clearance


READING: dict[str, Any] = {
    "dependencies": {"clearance": Provide(reading_door)},
    "opt": doing(READ_DIRECTORY),
}


def _page(
    request: AnyRequest, page: Callable[..., V], found: Sequence[Any], view: Any, limit: int, by: object
) -> Response[V]:
    items = tuple(view(**msgspec.structs.asdict(one)) for one in found)
    position = found[-1].id if found else None
    return page_answer(
        request, page(items=items), position=position, more=len(found) == limit, limit=limit, query=by
    )


@get("/networks", **READING)
async def list_networks(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Networks]:
    """List the networks."""
    found = await store.list_networks(clearance, position_of(request, cursor, UUID, "networks"), limit)
    return _page(request, Networks, found, NetworkView, limit, "networks")


@get("/organisations", **READING)
async def list_organisations(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    network_id: InNetwork = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Organisations]:
    """List organisations, of one network if you like."""
    by = ["organisations", str(network_id)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_organisations(clearance, after, limit, network_id)
    return _page(request, Organisations, found, OrganisationView, limit, by)


@get("/units", **READING)
async def list_units(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    organisation_id: OfOrganisation = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Units]:
    """List units, of one organisation if you like."""
    by = ["units", str(organisation_id)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_units(clearance, after, limit, organisation_id)
    return _page(request, Units, found, UnitView, limit, by)


@get("/professionals", **READING)
async def list_professionals(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    unit_id: OfUnit = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Professionals]:
    """List professionals, of one unit if you like."""
    by = ["professionals", str(unit_id)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_professionals(clearance, after, limit, unit_id)
    return _page(request, Professionals, found, ProfessionalView, limit, by)


@get("/services", **READING)
async def list_services(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    offered: Help = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Services]:
    """List what the winkelstraat offers, of one kind of help if you like."""
    by = ["services", str(offered)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_services(clearance, after, limit, offered)
    return _page(request, Services, found, ServiceView, limit, by)


reading_handlers = [list_networks, list_organisations, list_units, list_professionals, list_services]
