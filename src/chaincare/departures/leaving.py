"""How an organisation leaves the network: notice, the handover list, the exit; or insolvent, at once."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Operation
from chaincare.changes.model import (
    BECOME_INSOLVENT,
    GIVE_NOTICE,
    LEAVE,
    Leaving,
    LeavingOutOfOrder,
    OrganisationElsewhere,
    OwnOrganisationLeaves,
)
from chaincare.changes.rules import leave
from chaincare.changes.store import lock_organisation, set_status
from chaincare.changes.views import OrganisationStands, StateDeparture, organisation_view
from chaincare.departures import rules, store
from chaincare.departures.model import HandoverNotDone
from chaincare.directory.administering import ADMINISTERING
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.refusals import Refusal


async def _leave(
    clearance: Clearance, organisation_id: UUID, step: Leaving, reason: str
) -> OrganisationStands:
    at, before = clearance.now(), await lock_organisation(clearance, organisation_id)
    after = leave(before, step, own_organisation_id=clearance.admission.organisation_id)
    if step is Leaving.EXIT:
        rules.handed_over(await store.count_to_hand_over(clearance, organisation_id, at))
    if step is not Leaving.NOTICE:
        await store.end_parts(clearance, organisation_id, at)
    if step is Leaving.EXIT:  # what somebody of it agreed to while its parts ended
        rules.handed_over(await store.count_to_hand_over(clearance, organisation_id, at))
    await set_status(clearance, after, reason, at)
    clearance.object_id = after.id
    return organisation_view(after)


def _leaving(
    path: str, operation: Operation, *more: type[Refusal]
) -> Callable[[Callable[..., Awaitable[Any]]], Any]:
    refusals: tuple[type[Refusal], ...] = (
        NotInYourNetwork,
        OwnOrganisationLeaves,
        OrganisationElsewhere,
        LeavingOutOfOrder,
        *more,
    )
    return post(
        f"/organisations/{{organisation_id:uuid}}/{path}",
        dependencies=ADMINISTERING,
        opt=doing(operation, *refusals),
    )


@_leaving("notices", GIVE_NOTICE)
async def give_notice(
    organisation_id: FromPath[UUID], data: JSONBody[StateDeparture], clearance: NamedDependency[Clearance]
) -> OrganisationStands:
    """Say that an organisation is leaving: its people take on no new case, regie or escalation, and finish or hand over the rest."""
    return await _leave(clearance, organisation_id, Leaving.NOTICE, data.reason)


@_leaving("exits", LEAVE, HandoverNotDone)
async def leave_network(
    organisation_id: FromPath[UUID], data: JSONBody[StateDeparture], clearance: NamedDependency[Clearance]
) -> OrganisationStands:
    """Say that an organisation that gave notice has left: none of its people gets in from the next request on (S2).

    Only when it handed over what lay with it. Where its people and teams still took part, that ends; the log stays.
    """
    return await _leave(clearance, organisation_id, Leaving.EXIT, data.reason)


@_leaving("insolvencies", BECOME_INSOLVENT)
async def become_insolvent(
    organisation_id: FromPath[UUID], data: JSONBody[StateDeparture], clearance: NamedDependency[Clearance]
) -> OrganisationStands:
    """Say that an organisation is insolvent: none of its people gets in from the next request on, without notice.

    Their parts end at that moment. Regie is openly vacant, what they were to do is with who directs, who hears in each
    case that somebody else is needed; where nobody directs, the coordinator does.
    """
    return await _leave(clearance, organisation_id, Leaving.INSOLVENCY, data.reason)


leaving_router = Router(
    "/", route_handlers=[give_notice, leave_network, become_insolvent], tags=["Directory"]
)
