"""When organisations are closed: read by everybody in the directory, set by who administers the network or the organisation."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import put
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.directory import store
from chaincare.directory.administering import WRITING
from chaincare.directory.model import ClosingDays
from chaincare.directory.operations import CHANGE_CLOSING_DAYS, READ_DIRECTORY
from chaincare.directory.reading import READING
from chaincare.directory.refusals import NotInYourNetwork, OrganisationUnknown
from chaincare.directory.stated import ClosingDaysView, SetClosingDays


@get(
    "/organisations/{organisation_id:uuid}/closing-days",
    dependencies=READING["dependencies"],
    opt={**doing(READ_DIRECTORY, OrganisationUnknown), "answer_headers": ("ETag",)},
)
async def read_closing_days(
    organisation_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[ClosingDaysView]:
    """Read on which days an organisation is closed, beside weekends and holidays."""
    closing = await store.find_closing_days(clearance, organisation_id)
    if closing is None:
        raise OrganisationUnknown
    return Response(ClosingDaysView(dates=closing.days), headers={"ETag": etag_of(closing.version)})


@put(
    "/organisations/{organisation_id:uuid}/closing-days",
    dependencies=WRITING,
    opt={
        **doing(CHANGE_CLOSING_DAYS, NotInYourNetwork, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def set_closing_days(
    organisation_id: FromPath[UUID],
    data: JSONBody[SetClosingDays],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[ClosingDaysView]:
    """Set on which days an organisation is closed: a term that begins from now on does not count them."""
    if await store.find_in_network(clearance, organisation_id=organisation_id) is None:
        raise NotInYourNetwork
    present = await store.lock_closing_days(clearance, organisation_id)
    hold_to(if_match, present.version)
    closing = ClosingDays(tuple(sorted(set(data.dates))), present.version + 1)
    await store.change_closing_days(clearance, organisation_id, closing)
    clearance.object_id = organisation_id
    return Response(ClosingDaysView(dates=closing.days), headers={"ETag": etag_of(closing.version)})
