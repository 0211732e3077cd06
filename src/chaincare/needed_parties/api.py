"""Naming who is needed, taking steps to win them, and reading how far one has come."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.needed_parties import rules, store
from chaincare.needed_parties.model import (
    LIST_NEEDED_PARTIES,
    NAME_NEEDED_PARTY,
    TAKE_STEP,
    HelpNeeded,
    NeededNotInNetwork,
    NeededPartyDecided,
    NeededPartyUnknown,
    NextStep,
    NextStepInPast,
    NotTheirParticipation,
    OrganisationNeeded,
    StepBack,
    TakesPart,
    UnitNeeded,
    Who,
)
from chaincare.needed_parties.views import (
    AnyStep,
    NameNeededParty,
    NeededParties,
    NeededPartyStands,
    needed_party_view,
    stand_of,
    stands_view,
    who_of,
)
from chaincare.parties.store import find_unit


async def _in_network(clearance: Clearance, who: Who) -> None:
    match who:
        case OrganisationNeeded(organisation_id=one):
            found = await store.find_organisation(clearance, one)
        case UnitNeeded(unit_id=one):
            found = await find_unit(clearance, one)
        case HelpNeeded():
            return
    if found is None:
        raise NeededNotInNetwork


@post(
    "/",
    dependencies=IN_CASE,
    opt={**doing(NAME_NEEDED_PARTY, NeededNotInNetwork, NextStepInPast), "answer_headers": ("ETag",)},
)
async def name_needed_party(
    data: JSONBody[NameNeededParty], clearance: NamedDependency[Clearance]
) -> Response[NeededPartyStands]:
    """Name who is needed around the client and what for, and what is done next to win them."""
    at, who = clearance.now(), who_of(data.who)
    await _in_network(clearance, who)
    after = NextStep(data.next_step, data.next_step_date)
    needed = rules.name(new_id(), who, data.needed_for, after, client_may_read=data.client_may_read, at=at)
    await store.add_needed_party(clearance, needed, at)
    clearance.object_id = needed.id
    return Response(stands_view(needed, at), headers={"ETag": etag_of(needed.version)})


@get("/", dependencies=IN_CASE, opt=doing(LIST_NEEDED_PARTIES))
async def list_needed_parties(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[NeededParties]:
    """Read who is needed and how far one has come with each, the first that was named first."""
    query = str(clearance.case_id)
    found = await store.list_needed_parties(clearance, position_of(request, cursor, UUID, query), limit)
    steps = await store.list_steps(clearance, [one.id for one in found])
    return page_answer(
        request,
        NeededParties(items=tuple(needed_party_view(one, steps[one.id]) for one in found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{needed_party_id:uuid}/steps",
    dependencies=IN_CASE,
    opt={
        **doing(
            TAKE_STEP,
            NeededPartyUnknown,
            NeededPartyDecided,
            StepBack,
            NextStepInPast,
            NotTheirParticipation,
            EditionMissing,
            EditionStale,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def take_step(
    needed_party_id: FromPath[UUID],
    data: JSONBody[AnyStep],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NeededPartyStands]:
    """Say how far one has come with them. It replaces what was to be done next, so it names the edition it was read in."""
    before = await store.lock_needed_party(clearance, needed_party_id)
    hold_to(if_match, before.version)
    at = clearance.now()
    needed = rules.step(before, stand_of(data), at=at)
    if isinstance(needed.stand, TakesPart) and needed.stand.participation_id is not None:
        rules.theirs(needed.who, await store.find_participant(clearance, needed.stand.participation_id, at))
    await store.take_step(clearance, needed, at)
    clearance.object_id = needed.id
    return Response(stands_view(needed, at), headers={"ETag": etag_of(needed.version)})


needed_parties_router = Router(
    "/cases/{case_id:uuid}/needed-parties",
    route_handlers=[name_needed_party, list_needed_parties, take_step],
    tags=["Cases"],
)
