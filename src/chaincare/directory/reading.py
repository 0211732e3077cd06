"""Reading the directory: for every professional in it."""

from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import etag_of
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory import lists, store
from chaincare.directory.operations import READ_DIRECTORY
from chaincare.directory.refusals import NoNetworkOfYours, OrganisationUnknown, UnitUnknown
from chaincare.directory.views import (
    BsnBasesView,
    Networks,
    NetworkView,
    Organisations,
    OrganisationView,
    Units,
    UnitView,
    bsn_bases_view,
    unit_view,
)
from chaincare.refusals import Refusal

DOOR_DIRECTORY = Door("door_directory", "$13")
V = TypeVar("V")

InNetwork = Annotated[UUID | None, QueryParameter(name="networkId", description="Only in this network.")]
OfOrganisation = Annotated[
    UUID | None, QueryParameter(name="organisationId", description="Only of this organisation.")
]


async def reading_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let a professional read the directory."""
    async with through(request, DOOR_DIRECTORY, [None]) as clearance:
        yield clearance


READING: dict[str, Any] = {
    "dependencies": {"clearance": Provide(reading_door)},
    "opt": doing(READ_DIRECTORY),
}


def _opt_of_one(unknown: type[Refusal]) -> dict[str, Any]:
    return {**doing(READ_DIRECTORY, unknown), "answer_headers": ("ETag",)}


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
    """List the networks, also those of others: a case can go there. Of others nothing more is shown."""
    found = await lists.list_networks(clearance, position_of(request, cursor, UUID, "networks"), limit)
    return _page(request, Networks, found, NetworkView, limit, "networks")


@get("/networks/{network_id:uuid}", dependencies=READING["dependencies"], opt=_opt_of_one(NoNetworkOfYours))
async def read_network(
    network_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[NetworkView]:
    """Read one network your organisation is a member of."""
    found = await lists.find_network(clearance, network_id)
    if found is None:
        raise NoNetworkOfYours
    return Response(NetworkView(**msgspec.structs.asdict(found)), headers={"ETag": etag_of(found.version)})


@get("/organisations", **READING)
async def list_organisations(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    network_id: InNetwork = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Organisations]:
    """List organisations that share a network with yours, of one network if you like."""
    by = ["organisations", str(network_id)]
    after = position_of(request, cursor, UUID, by)
    found = await lists.list_organisations(clearance, after, limit, network_id)
    return _page(request, Organisations, found, OrganisationView, limit, by)


@get(
    "/organisations/{organisation_id:uuid}",
    dependencies=READING["dependencies"],
    opt=_opt_of_one(OrganisationUnknown),
)
async def read_organisation(
    organisation_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[OrganisationView]:
    """Read one organisation of a network of yours."""
    found = await lists.find_organisation(clearance, organisation_id)
    if found is None:
        raise OrganisationUnknown
    view = OrganisationView(**msgspec.structs.asdict(found))
    return Response(view, headers={"ETag": etag_of(found.version)})


@get("/units", **READING)
async def list_units(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    organisation_id: OfOrganisation = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Units]:
    """List units of organisations that share a network with yours, of one organisation if you like."""
    by = ["units", str(organisation_id)]
    after = position_of(request, cursor, UUID, by)
    found = await lists.list_units(clearance, after, limit, organisation_id)
    items = tuple(map(unit_view, found))
    position = found[-1].id if found else None
    return page_answer(
        request, Units(items=items), position=position, more=len(found) == limit, limit=limit, query=by
    )


@get("/units/{unit_id:uuid}", dependencies=READING["dependencies"], opt=_opt_of_one(UnitUnknown))
async def read_unit(unit_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> Response[UnitView]:
    """Read one unit of an organisation of a network of yours."""
    found = await lists.find_unit(clearance, unit_id)
    if found is None:
        raise UnitUnknown
    return Response(unit_view(found), headers={"ETag": etag_of(found.version)})


@get(
    "/units/{unit_id:uuid}/bsn-bases",
    dependencies=READING["dependencies"],
    opt={**doing(READ_DIRECTORY, UnitUnknown), "answer_headers": ("ETag",)},
)
async def read_bsn_bases(
    unit_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[BsnBasesView]:
    """Read for which purposes a unit may record a BSN, and under which article."""
    bases = await store.find_bsn_bases(clearance, unit_id)
    if bases is None:
        raise UnitUnknown
    return Response(bsn_bases_view(bases), headers={"ETag": etag_of(bases.version)})


reading_handlers = [list_networks, list_organisations, list_units, read_bsn_bases]
reading_of_one = [read_network, read_organisation, read_unit]
"""In one router with what changes the same: an address has its methods together."""
