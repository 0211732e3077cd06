"""Assigning an organisation of last resort, and naming whom it sends (R2)."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.ids import new_id
from chaincare.last_resort import rules, store
from chaincare.last_resort.model import (
    ASSIGN,
    LIST,
    NOMINATE,
    WITHDRAW,
    LastResortOver,
    LastResortRuns,
    LastResortUnknown,
    NominationRefused,
    NominationUnfit,
    NotLastResort,
    SomebodyDirects,
)
from chaincare.last_resort.views import (
    AssignLastResort,
    LastResorts,
    LastResortView,
    NominateHolder,
    Nomination,
    WithdrawLastResort,
    nomination_view,
    resort_view,
)
from chaincare.regie.model import Withdrawn
from chaincare.regie.passing import end, lock
from chaincare.regie.store import add_regie, find_latest_term

DOOR_LAST_RESORT = Door("door_last_resort", "$13")


async def resort_door(request: AnyRequest, resort_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let the management contact of an organisation that was assigned in: to name somebody, and no further."""
    async with through(request, DOOR_LAST_RESORT, [resort_id]) as clearance:
        yield clearance


@post("/", dependencies=IN_CASE, opt=doing(ASSIGN, SomebodyDirects, LastResortRuns, NotLastResort))
async def assign_last_resort(
    data: JSONBody[AssignLastResort], clearance: NamedDependency[Clearance]
) -> LastResortView:
    """Have an organisation of last resort name a holder, where no person accepts; an open proposal is put aside.

    It has three working days; then its management is told. Whom it names is brought in by those who take part.
    """
    await add_regie(clearance)
    standing, at = await lock(clearance), clearance.now()
    resort = rules.assigned(
        new_id(), await find_latest_term(clearance), await store.lock_resorts(clearance),
        await store.find_organisation(clearance, data.organisation_id), data.reason, at,
    )  # fmt: skip
    if standing is not None:
        await end(clearance, standing.id, Withdrawn(at=at, reason=data.reason))
    await store.add_resort(clearance, resort)
    clearance.object_id = resort.id
    return resort_view(resort, clearance.reach)


@get("/", dependencies=IN_CASE, opt=doing(LIST))
async def list_last_resorts(clearance: NamedDependency[Clearance]) -> LastResorts:
    """Read which organisations had to name a holder, why, and what came of it."""
    found = await store.list_resorts(clearance)
    return LastResorts(items=tuple(resort_view(one, clearance.reach) for one in found))


@post(
    "/{resort_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW, LastResortUnknown, LastResortOver),
)
async def withdraw_last_resort(
    resort_id: FromPath[UUID],
    data: JSONBody[WithdrawLastResort],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> LastResortView:
    """Take back that an organisation has to name somebody; that it was assigned stays to be read."""
    found = rules.running(await store.lock_resorts(clearance), resort_id)
    resort = rules.withdrawn(found, clearance.now())
    await store.end_resort(clearance, resort)
    clearance.object_id = resort_id
    return resort_view(resort, clearance.reach)


@post(
    "/last-resort-requests/{resort_id:uuid}/nominations",
    dependencies={"clearance": Provide(resort_door)},
    opt=doing(NOMINATE, LastResortOver, NominationUnfit, NominationRefused),
    tags=["Regie"],
)
async def nominate_holder(
    resort_id: FromPath[UUID], data: JSONBody[NominateHolder], clearance: NamedDependency[Clearance]
) -> Nomination:
    """Name who of your organisation is to direct; its management contact does. It opens the case to neither of you."""
    found = rules.running(await store.lock_resorts(clearance), resort_id)
    person = await store.find_nominee(clearance, data.professional_id, found, clearance.now())
    resort = rules.named(found, person)
    await store.name(clearance, resort)
    clearance.object_id = resort_id
    return nomination_view(resort)


last_resort_router = Router(
    "/",
    route_handlers=[
        Router(
            "/cases/{case_id:uuid}/last-resort-assignments",
            route_handlers=[assign_last_resort, list_last_resorts, withdraw_last_resort],
            tags=["Regie"],
        ),
        nominate_holder,
    ],
)
