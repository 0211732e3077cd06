"""Office hours of a network: read by its members, set by who administers it, for the days to come."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import put
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.office_hours import rules, store
from chaincare.office_hours.model import READ_HOURS, SET_HOURS, NetworkHoursUnknown
from chaincare.office_hours.views import OfficeHoursView, SetOfficeHours, hours_view
from chaincare.policies.api import policy_door

IN_NETWORK: dict[str, Any] = {"clearance": Provide(policy_door)}


@get(
    "/networks/{network_id:uuid}/office-hours",
    dependencies=IN_NETWORK,
    opt={**doing(READ_HOURS), "answer_headers": ("ETag",)},
)
async def read_office_hours(
    network_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[OfficeHoursView]:
    """Read the office hours of a network of yours, by which its auditors look for what was done outside them."""
    if not await store.is_member(clearance, network_id):
        raise NetworkHoursUnknown
    editions = await store.list_editions(clearance, network_id)
    return Response(hours_view(editions), headers={"ETag": etag_of(editions[0].version)})


@put(
    "/networks/{network_id:uuid}/office-hours",
    dependencies=IN_NETWORK,
    opt={
        **doing(SET_HOURS, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def set_office_hours(
    network_id: FromPath[UUID],
    data: JSONBody[SetOfficeHours],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[OfficeHoursView]:
    """Set the office hours of a network you administer, from tomorrow on: days that are over keep theirs. First edition `"0"`."""
    await store.lock_network(clearance, network_id)
    editions = await store.list_editions(clearance, network_id)
    hold_to(if_match, editions[0].version)
    hours = rules.following(editions[0], data.wanted(), clearance.now())
    await store.add_edition(clearance, network_id, hours)
    clearance.object_id = network_id
    return Response(hours_view([hours, *editions]), headers={"ETag": etag_of(hours.version)})


office_hours_router = Router("/", route_handlers=[read_office_hours, set_office_hours], tags=["Directory"])
