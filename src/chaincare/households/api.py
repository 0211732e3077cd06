"""Linking cases of one household, reading what is linked, and taking one out."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.together import in_each
from chaincare.households import rules, store
from chaincare.households.acting import (
    household_door,
    households_door,
    linking_door,
    making_door,
    unlinking_door,
)
from chaincare.households.agreeing import agree_together, answer_regie_together, propose_regie_together
from chaincare.households.model import (
    LINK_CASES,
    LINK_MORE,
    LIST_HOUSEHOLDS,
    READ_HOUSEHOLD,
    UNLINK_CASE,
    CaseNamedTwice,
    LinkedAlready,
    NotLinked,
)
from chaincare.households.views import (
    CaseUnlinked,
    Households,
    HouseholdView,
    LinkAnotherCase,
    LinkCases,
    LinkedCaseView,
    UnlinkCase,
    case_view,
    household_view,
)
from chaincare.ids import new_id


@post(
    "/households",
    dependencies={"clearance": Provide(making_door)},
    opt=doing(LINK_CASES, CaseNamedTwice),
)
async def make_household(
    data: JSONBody[LinkCases],  # noqa: ARG001 - the door was asked for them
    clearance: NamedDependency[Clearance],
) -> HouseholdView:
    """Link cases of siblings, so that one act can be done in all of them. It opens none of them to anybody."""
    household_id, at = new_id(), clearance.now()
    add = partial(store.add_link, household_id=household_id, at=at)
    links = await in_each(clearance, LINK_CASES, lambda part: _linked(part, add, household_id))
    return household_view(household_id, [one for cases in links.values() for one in cases])


async def _linked(part: Clearance, add: Any, household_id: UUID) -> Any:
    part.object_id = household_id
    await add(part)
    return await store.list_links(part, household_id)


@get(
    "/households/{household_id:uuid}",
    dependencies={"clearance": Provide(household_door)},
    opt=doing(READ_HOUSEHOLD),
)
async def read_household(
    household_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> HouseholdView:
    """Read the cases of a household in which you take part."""
    return household_view(household_id, await store.list_links(clearance, household_id))


@get(
    "/cases/{case_id:uuid}/households",
    dependencies={"clearance": Provide(households_door)},
    opt=doing(LIST_HOUSEHOLDS),
)
async def list_households(case_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> Households:
    """Read which households a case stands in, as far as you take part in another of their cases."""
    found = rules.households(await store.list_links(clearance, of_case=case_id))
    return Households(items=tuple(household_view(one, links) for one, links in found.items()))


@post(
    "/households/{household_id:uuid}/cases",
    dependencies={"clearance": Provide(linking_door)},
    opt=doing(LINK_MORE, LinkedAlready),
)
async def link_case(
    household_id: FromPath[UUID],
    data: JSONBody[LinkAnotherCase],  # noqa: ARG001 - the door was asked for it
    clearance: NamedDependency[Clearance],
) -> LinkedCaseView:
    """Link one more case in which you take part."""
    clearance.object_id = household_id
    await store.add_link(clearance, household_id, clearance.now())
    [link] = await store.list_links(clearance, household_id)
    return case_view(link, (link,))


@post(
    "/households/{household_id:uuid}/unlinkings",
    dependencies={"clearance": Provide(unlinking_door)},
    opt=doing(UNLINK_CASE, NotLinked),
)
async def unlink_case(
    household_id: FromPath[UUID], data: JSONBody[UnlinkCase], clearance: NamedDependency[Clearance]
) -> CaseUnlinked:
    """Take a case out of a household; what was agreed there together goes on."""
    clearance.object_id = household_id
    await store.end_link(clearance, household_id, data.reason, clearance.now())
    return CaseUnlinked(household_id=household_id, case_id=data.case_id)


households_router = Router(
    "/",
    route_handlers=[
        make_household,
        read_household,
        list_households,
        link_case,
        unlink_case,
        agree_together,
        propose_regie_together,
        answer_regie_together,
    ],
    tags=["Households"],
)
