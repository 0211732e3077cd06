"""Representatives: recorded with proof, read, and ended."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.clients.api import IN_CLIENT
from chaincare.clients.store import find_client_of_case
from chaincare.parties.api import bring_in
from chaincare.parties.refusals import BringingInNotYours, OnlyHolderEndsOthers
from chaincare.parties.rules import brings_into, may_end
from chaincare.parties.store import end_participation, find_participation, get_seat, set_end
from chaincare.representatives import rules, store
from chaincare.representatives.model import (
    ADD_REPRESENTATIVE,
    END_REPRESENTATIVE,
    LIST_REPRESENTATIVES,
    AuthorityEnded,
    ProofInFuture,
    RepresentativeUnknown,
)
from chaincare.representatives.views import (
    AddRepresentative,
    EndRepresentative,
    RepresentativeAdded,
    RepresentativeEnded,
    Representatives,
    representative_view,
)


@get("/", dependencies=IN_CLIENT, opt=doing(LIST_REPRESENTATIVES))
async def list_representatives(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Representatives]:
    """Read who acts for the client, by what proof, from when until when."""
    query = str(clearance.case_id)
    found = await store.list_representatives(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Representatives(items=tuple(representative_view(one, clearance.reach) for one in found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/",
    dependencies=IN_CLIENT,
    opt=doing(ADD_REPRESENTATIVE, AuthorityEnded, ProofInFuture, BringingInNotYours),
)
async def add_representative(
    data: JSONBody[AddRepresentative], clearance: NamedDependency[Clearance]
) -> RepresentativeAdded:
    """Record who may act for the client, with the proof that was seen. He takes part from then on."""
    at, client_id = clearance.now(), await find_client_of_case(clearance)
    ends_at = rules.authority_ends(data.proof_date, data.last_date, at)
    circle = brings_into(await get_seat(clearance, at))
    added = await bring_in(clearance, client_id, data.to_party(), data.purpose, at, circle)
    if ends_at is not None:
        await set_end(clearance, added.participation_id, ends_at)
    clearance.object_id = added.participation_id
    return RepresentativeAdded(
        id=added.representative_id or added.participation_id,
        participation_id=added.participation_id,
        ends_at=ends_at,
    )


@post(
    "/{representative_id:uuid}/endings",
    dependencies=IN_CLIENT,
    opt=doing(END_REPRESENTATIVE, RepresentativeUnknown, OnlyHolderEndsOthers),
)
async def end_representative(
    representative_id: FromPath[UUID],
    data: JSONBody[EndRepresentative],
    clearance: NamedDependency[Clearance],
) -> RepresentativeEnded:
    """End somebody's authority: his view is over on his very next request (S2)."""
    at = clearance.now()
    one = await store.find_representative(clearance, representative_id, at)
    found = None if one is None else await find_participation(clearance, one.participation_id, at)
    if one is None or found is None:
        raise RepresentativeUnknown
    may_end(one.participation_id, found["made_by"], await get_seat(clearance, at))
    await end_participation(clearance, one.participation_id, at, data.reason)
    clearance.object_id = one.participation_id
    return RepresentativeEnded(id=representative_id, ended_at=at)


representatives_router = Router(
    "/clients/{client_id:uuid}/representatives",
    route_handlers=[list_representatives, add_representative, end_representative],
    tags=["Clients"],
)
