"""Changing the directory: for an administrator of the network, each change with its entry."""

from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import patch, post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Operation, Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.changes import rules, store
from chaincare.changes.model import (
    CHANGE_NETWORK,
    CHANGE_ORGANISATION,
    CHANGE_UNIT,
    END_MANDATE,
    LIST_MANDATES,
    LastAuditorStays,
    MandateEnded,
    MandateUnknown,
    NetworkSaysTheTask,
    OwnMandateStays,
)
from chaincare.changes.views import (
    ChangeNetwork,
    ChangeOrganisation,
    ChangeUnit,
    EndMandate,
    Mandates,
    MandateView,
    NetworkStands,
    OrganisationStands,
    UnitStands,
    mandate_view,
    network_view,
    organisation_view,
    unit_view,
)
from chaincare.directory import rules as granting
from chaincare.directory import store as directory
from chaincare.directory.administering import ADMINISTERING, IN_NETWORK, WRITING
from chaincare.directory.model import Mandate
from chaincare.directory.operations import GRANT_MANDATE
from chaincare.directory.reading import reading_of_one
from chaincare.directory.refusals import (
    GRANTING,
    MandateForYourself,
    NotInYourNetwork,
    NumberInvalid,
    NumberTaken,
)
from chaincare.directory.views import GrantMandate, MandateGranted
from chaincare.ids import new_id
from chaincare.refusals import Refusal
from chaincare.wire import refuse_empty


def _edition_of(operation: Operation, *refusals: type[Refusal]) -> dict[str, Any]:
    return {
        **doing(operation, NotInYourNetwork, *refusals, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    }


@patch(
    "/organisations/{organisation_id:uuid}",
    dependencies=ADMINISTERING,
    opt=_edition_of(CHANGE_ORGANISATION, NumberInvalid, NumberTaken),
)
async def change_organisation(
    organisation_id: FromPath[UUID],
    data: JSONBody[ChangeOrganisation],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[OrganisationStands]:
    """Give an organisation of your network another name, or other numbers. Its edition is the ``version`` in the list."""
    before = await store.lock_organisation(clearance, organisation_id)
    hold_to(if_match, before.version)
    refuse_empty(data)
    after = data.applied_to(before)
    granting.valid_numbers(after.numbers)
    await store.change_organisation(clearance, after)
    clearance.object_id = after.id
    return Response(organisation_view(after), headers={"ETag": etag_of(after.version)})


@patch("/units/{unit_id:uuid}", dependencies=WRITING, opt=_edition_of(CHANGE_UNIT, NetworkSaysTheTask))
async def change_unit(
    unit_id: FromPath[UUID],
    data: JSONBody[ChangeUnit],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[UnitStands]:
    """Give a unit you administer another name; who administers the network also another statutory task. Its edition is the ``version`` in the list."""
    before = await store.lock_unit(clearance, unit_id)
    hold_to(if_match, before.version)
    refuse_empty(data)
    of_network = clearance.reach is not Reach.ORGANISATION
    after = rules.change_unit(before, data.applied_to(before), of_network=of_network)
    await store.change_unit(clearance, after)
    clearance.object_id = after.id
    return Response(unit_view(after), headers={"ETag": etag_of(after.version)})


@patch("/networks/{network_id:uuid}", dependencies=IN_NETWORK, opt=_edition_of(CHANGE_NETWORK))
async def change_network(
    data: JSONBody[ChangeNetwork], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[NetworkStands]:
    """Say what a network you administer is called, where it is, and what it is beside a network. What was cited stays as it was cited."""
    before = await store.lock_network(clearance)
    hold_to(if_match, before.version)
    refuse_empty(data)
    after = data.applied_to(before)
    await store.change_network(clearance, after)
    clearance.object_id = after.id
    return Response(network_view(after), headers={"ETag": etag_of(after.version)})


@post("/mandates", dependencies=ADMINISTERING, opt=doing(GRANT_MANDATE, *GRANTING))
async def grant_mandate(
    data: JSONBody[GrantMandate], clearance: NamedDependency[Clearance]
) -> MandateGranted:
    """Let somebody coordinate, audit or administer the network you administer, until a date.

    Who administers cannot audit (T6). An auditor of one organisation sees the acts of its own people.
    """
    ends_at = granting.mandate_end(data.ends_at, now=(at := clearance.now()))
    if data.professional_id == clearance.actor_id:
        raise MandateForYourself
    found = await directory.find_in_network(clearance, professional_id=data.professional_id)
    network_id = clearance.admission.network_id
    if found is None or network_id is None:
        raise NotInYourNetwork
    granting.not_of_a_funder(data.kind, found["sector"])
    granting.of_own_organisation(data.kind, data.organisation_id, found["organisation_id"])
    if (
        data.organisation_id is not None
        and await directory.find_in_network(clearance, organisation_id=data.organisation_id) is None
    ):
        raise NotInYourNetwork
    granting.separate_duties(
        data.kind, await directory.list_held_mandates(clearance, data.professional_id, at)
    )
    mandate = Mandate(new_id(), data.professional_id, data.kind, network_id, data.organisation_id, ends_at)
    await directory.add_mandate(clearance, mandate, at)
    clearance.object_id = mandate.id
    return MandateGranted(id=mandate.id, ends_at=ends_at)


@get("/mandates", dependencies=ADMINISTERING, opt=doing(LIST_MANDATES))
async def list_mandates(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Mandates]:
    """Read who coordinates, audits and administers your network, and who did."""
    found = await store.list_mandates(clearance, position_of(request, cursor, UUID), limit)
    page = Mandates(items=tuple(map(mandate_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit)


@post(
    "/mandates/{mandate_id:uuid}/endings",
    dependencies=ADMINISTERING,
    opt=doing(END_MANDATE, MandateUnknown, MandateEnded, OwnMandateStays, LastAuditorStays),
)
async def end_mandate(
    mandate_id: FromPath[UUID], data: JSONBody[EndMandate], clearance: NamedDependency[Clearance]
) -> MandateView:
    """End a mandate before its date; what rested on it ends at the next request (S2)."""
    before = await store.lock_mandate(clearance, mandate_id)
    at = clearance.now()
    besides = await store.is_audited_besides(clearance, mandate_id, at)
    after = rules.end_mandate(before, data.reason, by=clearance.actor_id, at=at, audited_besides=besides)
    await store.end_mandate(clearance, after)
    clearance.object_id = after.id
    return mandate_view(after)


changes_router = Router(
    "/",
    route_handlers=[
        *reading_of_one,
        change_organisation,
        change_network,
        change_unit,
        grant_mandate,
        list_mandates,
        end_mandate,
    ],
    tags=["Directory"],
)
