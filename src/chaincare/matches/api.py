"""Looking at a match, deciding it, splitting what was merged; and reading a client's merges."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.clients.api import IN_CLIENT
from chaincare.ids import new_id
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.matches import rules, store
from chaincare.matches.model import (
    DECIDE_MATCH,
    READ_MATCH,
    READ_MERGES,
    SPLIT_MATCH,
    ClientAskedLater,
    ClientNotAsked,
    ConsentOfAnotherCase,
    JoiningNeedsBasis,
    JoiningNotYours,
    MatchGuarded,
    MatchSettled,
    NewerCannotDirect,
    NothingMerged,
    OtherHolderDecides,
    RegieNamedByHolders,
    RegieNotAgreed,
)
from chaincare.matches.views import (
    DecideMatch,
    MatchCard,
    MatchMoved,
    Merges,
    SplitMatch,
    match_card,
    merge_view,
)
from chaincare.parties.refusals import BasisRunsOut
from chaincare.workdays import day_in_amsterdam

DOOR_MATCH = Door("door_match", "$13")


async def match_door(request: AnyRequest, match_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a holder into a match that waits for him."""
    async with through(request, DOOR_MATCH, [match_id]) as clearance:
        yield clearance


IN_MATCH = {"clearance": Provide(match_door)}


@get("/matches/{match_id:uuid}", dependencies=IN_MATCH, opt=doing(READ_MATCH))
async def read_match(clearance: NamedDependency[Clearance]) -> MatchCard:
    """Read who else may be registered for your client, and whom to talk to about it."""
    return match_card(await store.get_match(clearance))


@post(
    "/matches/{match_id:uuid}/decisions",
    dependencies=IN_MATCH,
    opt=doing(
        DECIDE_MATCH,
        MatchSettled,
        OtherHolderDecides,
        RegieNamedByHolders,
        RegieNotAgreed,
        NewerCannotDirect,
        MatchGuarded,
        JoiningNeedsBasis,
        JoiningNotYours,
        ClientAskedLater,
        ClientNotAsked,
        BasisRunsOut,
        ConsentOfAnotherCase,
        *CITING,
    ),
)
async def decide_match(data: JSONBody[DecideMatch], clearance: NamedDependency[Clearance]) -> MatchMoved:
    """Say whether it is the same person, after talking to the other holder; with both and the client, they are merged."""
    at = clearance.now()
    match = await store.get_match(clearance, lock=True)
    decision = data.decided(match.side, at)
    basis = None if data.legal_basis is None else data.legal_basis.to_model()
    if basis is not None:
        await hold_to_catalogue(clearance, rules.joining(basis, at=at), at)
    state = rules.decide(match, decision, today=day_in_amsterdam(at))
    await store.add_decision(clearance, new_id(), decision, basis)
    await store.move(clearance, state, at)
    clearance.object_id = match.id
    return MatchMoved(id=match.id, state=state)


@post("/matches/{match_id:uuid}/splits", dependencies=IN_MATCH, opt=doing(SPLIT_MATCH, NothingMerged))
async def split_match(data: JSONBody[SplitMatch], clearance: NamedDependency[Clearance]) -> MatchMoved:
    """Split two registrations that were merged: both are as they were, but for what was written since."""
    match = await store.get_match(clearance, lock=True)
    state = rules.split(match)
    await store.move(clearance, state, clearance.now(), data.reason)
    clearance.object_id = match.id
    return MatchMoved(id=match.id, state=state)


@get("/clients/{client_id:uuid}/merges", dependencies=IN_CLIENT, opt=doing(READ_MERGES))
async def list_merges(clearance: NamedDependency[Clearance]) -> Merges:
    """Read which registrations of this client were merged, and which were split again."""
    return Merges(items=tuple(map(merge_view, await store.list_merges(clearance))))


matches_router = Router(
    "/", route_handlers=[read_match, decide_match, split_match, list_merges], tags=["Clients"]
)
