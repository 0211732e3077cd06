"""Giving somebody everything that is kept on him, in one operation (AVG 15 and 20)."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.privacy import store
from chaincare.privacy.bundles import Bundle, make_bundle
from chaincare.privacy.operations import MAKE_BUNDLE
from chaincare.privacy.refusals import NotForBundle
from chaincare.wire import Nothing

DOOR_BUNDLE = Door("door_bundle", "$13")


async def bundle_door(
    request: AnyRequest, data_subject_request_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let who handles a request, or who asked, into everything the client's own view reaches."""
    async with through(request, DOOR_BUNDLE, [data_subject_request_id]) as clearance:
        yield clearance


@post(
    "/{data_subject_request_id:uuid}/bundles",
    dependencies={"clearance": Provide(bundle_door)},
    opt=doing(MAKE_BUNDLE, NotForBundle),
)
async def make_request_bundle(
    data_subject_request_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> Bundle:
    """Put together everything that is kept on the client: data, purposes, recipients, sources and rights.

    It holds what the client's own view holds: what is shielded or restricted there is left out. Only its digest is kept.
    """
    asked = await store.get_request(clearance, data_subject_request_id)
    clearance.object_id = asked.id
    return await make_bundle(clearance, asked, clearance.now())


bundles_router = Router("/data-subject-requests", route_handlers=[make_request_bundle], tags=["Privacy"])
