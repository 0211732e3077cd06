"""Signing the covenant: by the management contact of an organisation, one version at a time, word for word."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.doors import to_thing
from chaincare.covenants import rules, signatures, store
from chaincare.covenants.accession_views import (
    AccedeToCovenant,
    Accessions,
    AccessionView,
    CovenantMembers,
    accession_view,
    member_view,
)
from chaincare.covenants.model import (
    READ_COVENANT,
    SIGN_COVENANT,
    Accession,
    SignedAlready,
    SignsOtherWords,
)
from chaincare.ids import new_id
from chaincare.workdays import day_in_amsterdam

TO_COVENANT = to_thing("covenant_id")


@post("/accessions", dependencies=TO_COVENANT, opt=doing(SIGN_COVENANT, SignsOtherWords, SignedAlready))
async def accede_to_covenant(
    covenant_id: FromPath[UUID], data: JSONBody[AccedeToCovenant], clearance: NamedDependency[Clearance]
) -> AccessionView:
    """Sign a version for your organisation, as its management contact: the one in force, or one to come.

    From the day a network's first version holds, an organisation without a signature takes on no new case, regie or
    request. A later version leaves `graceDays` in which the signature on the one before counts. What runs goes on.
    """
    at = clearance.now()
    versions = await store.list_versions(clearance, covenant_id)
    signed = rules.to_sign(versions, data.version, data.fingerprint, day_in_amsterdam(at))
    accession = Accession(
        new_id(), covenant_id, signed.version, signed.fingerprint, clearance.admission.organisation_id,  # type: ignore[arg-type]  # a management contact works for one
        clearance.actor_id, data.function, at,
    )  # fmt: skip
    await signatures.add_accession(clearance, accession)
    clearance.object_id = accession.id
    return accession_view(accession)


@get("/accessions", dependencies=TO_COVENANT, opt=doing(READ_COVENANT))
async def list_accessions(
    request: AnyRequest,
    covenant_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Accessions]:
    """Read who signed which version, the latest signature first."""
    query = ["accessions", str(covenant_id)]
    after = position_of(request, cursor, UUID, query)
    found = await signatures.list_accessions(clearance, covenant_id, after, limit)
    page, last = Accessions(items=tuple(map(accession_view, found))), found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=query)


@get("/members", dependencies=TO_COVENANT, opt=doing(READ_COVENANT))
async def list_covenant_members(
    request: AnyRequest,
    covenant_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[CovenantMembers]:
    """Read of each member whether it signed the version in force, may still do so, or is suspended."""
    query = ["members", str(covenant_id)]
    after = position_of(request, cursor, UUID, query)
    await store.get_draft(clearance, covenant_id)
    versions, today = await store.list_versions(clearance, covenant_id), day_in_amsterdam(clearance.now())
    found = await signatures.list_members(clearance, covenant_id, after, limit)
    page = CovenantMembers(items=tuple(member_view(one, versions, today) for one in found))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=query)


accessions_router = Router(
    "/covenants/{covenant_id:uuid}",
    route_handlers=[accede_to_covenant, list_accessions, list_covenant_members],
    tags=["Network"],
)
