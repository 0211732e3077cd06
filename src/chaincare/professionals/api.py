"""Professionals: read by everybody who shares a network with them, added, changed and deactivated by who administers it or their organisation."""

from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import patch, post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory.administering import WRITING
from chaincare.directory.operations import READ_DIRECTORY
from chaincare.directory.reading import READING
from chaincare.directory.refusals import NotInYourNetwork, NumberInvalid
from chaincare.directory.store import find_in_network
from chaincare.directory.views import Added
from chaincare.professionals import rules, store
from chaincare.professionals.model import (
    ADD_PROFESSIONAL,
    CHANGE_PROFESSIONAL,
    DEACTIVATE_PROFESSIONAL,
    LastOfTheNetwork,
    LoginTaken,
    OwnAccessStays,
    OwnUnitStays,
    ProfessionalGone,
    ProfessionalUnknown,
    UnitElsewhere,
    WorksForTheNetwork,
)
from chaincare.professionals.views import (
    AddProfessional,
    ChangeProfessional,
    Deactivated,
    DeactivateProfessional,
    Professionals,
    ProfessionalView,
    professional_view,
)
from chaincare.wire import refuse_empty

OfUnit = Annotated[UUID | None, QueryParameter(name="unitId", description="Only of this unit.")]


@get("/", **READING)
async def list_professionals(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    unit_id: OfUnit = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Professionals]:
    """List professionals of organisations that share a network with yours, of one unit if you like."""
    by = ["professionals", str(unit_id)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_professionals(clearance, after, limit, unit_id)
    page = Professionals(items=tuple(map(professional_view, found)))
    position = found[-1].id if found else None
    return page_answer(request, page, position=position, more=len(found) == limit, limit=limit, query=by)


@get(
    "/{professional_id:uuid}",
    dependencies=READING["dependencies"],
    opt={**doing(READ_DIRECTORY, ProfessionalUnknown), "answer_headers": ("ETag",)},
)
async def read_professional(
    professional_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[ProfessionalView]:
    """Read one professional of an organisation of a network of yours."""
    found = await store.find_professional(clearance, professional_id)
    if found is None:
        raise ProfessionalUnknown
    return Response(professional_view(found), headers={"ETag": etag_of(found.version)})


@post("/", dependencies=WRITING, opt=doing(ADD_PROFESSIONAL, NotInYourNetwork, NumberInvalid, LoginTaken))
async def add_professional(data: JSONBody[AddProfessional], clearance: NamedDependency[Clearance]) -> Added:
    """Add a professional; he signs in at his organisation's issuer."""
    added = data.to_model()
    rules.valid_registration(added.registration)
    found = await find_in_network(clearance, unit_id=data.unit_id)
    if found is None:
        raise NotInYourNetwork
    clearance.object_id = await store.add_professional(clearance, found["issuer"], data.subject, added)
    return Added(id=clearance.object_id)


@patch(
    "/{professional_id:uuid}",
    dependencies=WRITING,
    opt={
        **doing(
            CHANGE_PROFESSIONAL, NotInYourNetwork, ProfessionalGone, NumberInvalid, UnitElsewhere, OwnUnitStays,
            WorksForTheNetwork, EditionMissing, EditionStale,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)  # fmt: skip
async def change_professional(
    professional_id: FromPath[UUID],
    data: JSONBody[ChangeProfessional],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[ProfessionalView]:
    """Change what is known of a professional, or move him to another unit of his organisation, with what that unit may see."""
    before, works_for = await store.lock_professional(clearance, professional_id)
    hold_to(if_match, before.version)
    refuse_empty(data)
    held = await store.list_held(clearance, professional_id)
    rules.hold_network(held, of_network=clearance.reach is not Reach.ORGANISATION)
    wanted = data.applied_to(before)
    unit = await find_in_network(clearance, unit_id=wanted.unit_id)
    if unit is None:
        raise NotInYourNetwork
    after = rules.changed(
        before, wanted, by=clearance.actor_id, unit_of=unit["organisation_id"], works_for=works_for
    )
    await store.change_professional(clearance, after)
    clearance.object_id = professional_id
    return Response(professional_view(after), headers={"ETag": etag_of(after.version)})


@post(
    "/{professional_id:uuid}/deactivations",
    dependencies=WRITING,
    opt=doing(
        DEACTIVATE_PROFESSIONAL,
        NotInYourNetwork,
        ProfessionalGone,
        OwnAccessStays,
        WorksForTheNetwork,
        LastOfTheNetwork,
    ),
)
async def deactivate_professional(
    professional_id: FromPath[UUID],
    data: JSONBody[DeactivateProfessional],
    clearance: NamedDependency[Clearance],
) -> Deactivated:
    """End a professional's access for good, at the next request: a running token changes nothing about that (S2)."""
    before, _ = await store.lock_professional(clearance, professional_id)
    held = await store.list_held(clearance, professional_id)
    rules.hold_network(held, of_network=clearance.reach is not Reach.ORGANISATION)
    after = rules.deactivated(before, held, by=clearance.actor_id)
    await store.deactivate(clearance, after, data.reason)
    clearance.object_id = professional_id
    return Deactivated(id=professional_id, status=after.status)


professionals_router = Router(
    "/professionals",
    route_handlers=[
        list_professionals,
        read_professional,
        add_professional,
        change_professional,
        deactivate_professional,
    ],
    tags=["Directory"],
)
