"""Naming who is needed for the people on an inventory, taking steps to win them, and reading how far one has come."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.model import TextNamesSomebody
from chaincare.ids import new_id
from chaincare.inventories.api import OF_INVENTORY
from chaincare.inventories.store import get_inventory
from chaincare.inventory_parties import store
from chaincare.inventory_parties.model import (
    LIST_PARTIES,
    NAME_PARTY,
    TAKE_PARTY_STEP,
    NotInInventoryNetwork,
    StepTaken,
)
from chaincare.inventory_parties.views import (
    AnyPartyStep,
    InventoryParties,
    InventoryPartyStands,
    NameInventoryParty,
    next_by,
    party_view,
    stand_of,
    stands_view,
)
from chaincare.needed_parties import rules
from chaincare.needed_parties.model import (
    NeededPartyDecided,
    NextStep,
    NextStepInPast,
    OrganisationNeeded,
    StepBack,
)
from chaincare.needed_parties.views import who_of


@post(
    "/",
    dependencies=OF_INVENTORY,
    opt={
        **doing(NAME_PARTY, TextNamesSomebody, NotInInventoryNetwork, NextStepInPast),
        "answer_headers": ("ETag",),
    },
)
async def name_inventory_party(
    inventory_id: FromPath[UUID], data: JSONBody[NameInventoryParty], clearance: NamedDependency[Clearance]
) -> Response[InventoryPartyStands]:
    """Name who is needed so that the people on an inventory get what they need, and what is done next to win them."""
    await get_inventory(clearance, inventory_id)
    await about_nobody(clearance, data)
    at, who, by = clearance.now(), who_of(data.who), next_by(data, clearance.actor_id)
    asked = who.organisation_id if isinstance(who, OrganisationNeeded) else None
    if not await store.is_of_network(clearance, asked, by):
        raise NotInInventoryNetwork
    after = NextStep(data.next_step, data.next_step_date)
    needed = rules.name(new_id(), who, data.needed_for, after, client_may_read=False, at=at)
    step = StepTaken(needed.stand, by, clearance.actor_id, at)
    await store.add_party(clearance, inventory_id, needed, step)
    clearance.object_id = needed.id
    return Response(stands_view(needed, at), headers={"ETag": etag_of(needed.version)})


@get("/", dependencies=OF_INVENTORY, opt=doing(LIST_PARTIES))
async def list_inventory_parties(
    request: AnyRequest,
    inventory_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[InventoryParties]:
    """Read who is needed for the people on an inventory and how far one has come with each, the first that was named first."""
    await get_inventory(clearance, inventory_id)
    query = str(inventory_id)
    after = position_of(request, cursor, UUID, query)
    found = await store.list_parties(clearance, inventory_id, after, limit)
    return page_answer(
        request,
        InventoryParties(items=tuple(map(party_view, found))),
        position=found[-1].needed.id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{party_id:uuid}/steps",
    dependencies=OF_INVENTORY,
    opt={
        **doing(
            TAKE_PARTY_STEP,
            TextNamesSomebody,
            NeededPartyDecided,
            StepBack,
            NextStepInPast,
            NotInInventoryNetwork,
            EditionMissing,
            EditionStale,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def take_inventory_party_step(
    inventory_id: FromPath[UUID],
    party_id: FromPath[UUID],
    data: JSONBody[AnyPartyStep],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[InventoryPartyStands]:
    """Say how far one has come with them. It replaces what was to be done next, so it names the edition it was read in."""
    before = await store.lock_party(clearance, inventory_id, party_id)
    hold_to(if_match, before.version)
    await about_nobody(clearance, data)
    at, by = clearance.now(), next_by(data, clearance.actor_id)
    needed = rules.step(before, stand_of(data), at=at)
    if not await store.is_of_network(clearance, None, by):
        raise NotInInventoryNetwork
    await store.take_step(clearance, needed, StepTaken(needed.stand, by, clearance.actor_id, at))
    clearance.object_id = needed.id
    return Response(stands_view(needed, at), headers={"ETag": etag_of(needed.version)})


inventory_parties_router = Router(
    "/inventories/{inventory_id:uuid}/needed-parties",
    route_handlers=[name_inventory_party, list_inventory_parties, take_inventory_party_step],
    tags=["Network"],
)
