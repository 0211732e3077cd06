"""Bottlenecks of the network: told by anybody of a member, answered by who pulls the cart, confirmed by who told them."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any
from uuid import UUID, uuid4

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.agreements.facts import NotKeptReason
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into, to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.alliance.rules import Wording
from chaincare.bottlenecks.model import BottleneckNamesClient, BottleneckUnknown
from chaincare.clients.store import get_client
from chaincare.directory.model import Sector
from chaincare.escalations.drafting import known_by, without_identity
from chaincare.escalations.refusals import SummaryNamesClient
from chaincare.network_bottlenecks import rules, store
from chaincare.network_bottlenecks.model import (
    CONFIRM,
    LIST,
    READ,
    TAKE_STEP,
    TELL,
    TELL_FROM_CASE,
    AgainNeedsReason,
    NetworkBottleneck,
    NetworkBottleneckState,
    NothingToConfirm,
    NotYoursToConfirm,
    SolvedAlready,
)
from chaincare.network_bottlenecks.views import (
    AnswerNetworkBottleneck,
    ConfirmNetworkBottleneck,
    NetworkBottlenecks,
    NetworkBottleneckView,
    NetworkTold,
    TellNetwork,
    TellNetworkOfBottleneck,
    bottleneck_view,
)

InState = Annotated[
    NetworkBottleneckState | None, QueryParameter(name="state", description="Only those that stand so.")
]
TO_BOTTLENECK = to_thing("network_bottleneck_id")
EDITED: dict[str, Any] = {"required_headers": ("If-Match",), "answer_headers": ("ETag",)}


async def telling_door(request: AnyRequest, data: JSONBody[TellNetwork]) -> AsyncGenerator[Clearance, None]:
    """Let somebody tell the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@get("/bottlenecks", dependencies=IN_ALLIANCE, opt=doing(LIST))
async def list_network_bottlenecks(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    standing: InState = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[NetworkBottlenecks]:
    """Read what the network was told is missing, and what it does about it."""
    by = [*asked_of(request, clearance), standing]
    found = await store.list_bottlenecks(clearance, position_of(request, cursor, UUID, by), limit, standing)
    page = NetworkBottlenecks(items=tuple(map(bottleneck_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=by)


@post("/bottlenecks", dependencies={"clearance": Provide(telling_door)}, opt=doing(TELL, TextNamesSomebody))
async def tell_network(data: JSONBody[TellNetwork], clearance: NamedDependency[Clearance]) -> NetworkTold:
    """Tell the network what is missing, in words about nobody; to others it comes from nobody."""
    await about_nobody(clearance, data, Wording.TOLD)
    return await _tell(clearance, data.reason, data.sector, data.text)


@post(
    "/cases/{case_id:uuid}/bottlenecks/{bottleneck_id:uuid}/network-reports",
    dependencies=IN_CASE,
    opt=doing(TELL_FROM_CASE, BottleneckUnknown, BottleneckNamesClient, TextNamesSomebody),
)
async def tell_network_of_bottleneck(
    bottleneck_id: FromPath[UUID],
    data: JSONBody[TellNetworkOfBottleneck],
    clearance: NamedDependency[Clearance],
) -> NetworkTold:
    """Tell the network of a bottleneck of this case, without the case: only why, and by which sector, goes along."""
    raised = await store.find_raised(clearance, bottleneck_id)
    if raised is None:
        raise BottleneckUnknown
    try:
        without_identity([("text", data.text)], known_by(await get_client(clearance)), data.overrides)
    except SummaryNamesClient as refused:
        raise BottleneckNamesClient(errors=refused.errors) from None
    await about_nobody(clearance, data, Wording.TOLD)
    return await _tell(clearance, *raised, data.text)


@get(
    "/bottlenecks/{network_bottleneck_id:uuid}",
    dependencies=TO_BOTTLENECK,
    opt={**doing(READ), "answer_headers": ("ETag",)},
)
async def read_network_bottleneck(
    network_bottleneck_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[NetworkBottleneckView]:
    """Read one bottleneck, with what was done about it."""
    found = await store.get_bottleneck(clearance, network_bottleneck_id)
    return _stands(found)


@post(
    "/bottlenecks/{network_bottleneck_id:uuid}/answers",
    dependencies=TO_BOTTLENECK,
    opt={**doing(TAKE_STEP, TextNamesSomebody, SolvedAlready, EditionMissing, EditionStale), **EDITED},
)
async def answer_network_bottleneck(
    network_bottleneck_id: FromPath[UUID],
    data: JSONBody[AnswerNetworkBottleneck],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NetworkBottleneckView]:
    """Say what the network does about it, or that it is solved; whoever told it says whether it was."""
    before = await store.lock_bottleneck(clearance, network_bottleneck_id)
    hold_to(if_match, before.version)
    await about_nobody(clearance, data)
    by, at = clearance.actor_id, clearance.now()
    after = rules.answer(before, data.text, solved=data.solved, by=by, at=at)
    await store.keep_step(clearance, after)
    clearance.object_id = after.id
    return _stands(after)


@post(
    "/bottlenecks/{network_bottleneck_id:uuid}/confirmations",
    dependencies=TO_BOTTLENECK,
    opt={
        **doing(
            CONFIRM,
            TextNamesSomebody,
            NotYoursToConfirm,
            NothingToConfirm,
            AgainNeedsReason,
            EditionMissing,
            EditionStale,
        ),
        **EDITED,
    },
)
async def confirm_network_bottleneck(
    network_bottleneck_id: FromPath[UUID],
    data: JSONBody[ConfirmNetworkBottleneck],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NetworkBottleneckView]:
    """Say whether it was solved, when you told it; if not, it is open again."""
    before = await store.lock_bottleneck(clearance, network_bottleneck_id)
    hold_to(if_match, before.version)
    await about_nobody(clearance, data)
    after = rules.confirm(before, data.text, solved=data.solved, at=clearance.now())
    await store.keep_step(clearance, after)
    clearance.object_id = after.id
    return _stands(after)


async def _tell(
    clearance: Clearance, reason: NotKeptReason, sector: Sector | None, words: str
) -> NetworkTold:
    network_id, month = clearance.admission.network_id, rules.month_of(clearance.now())
    # An id without a time in it: when it was told, to the millisecond, could lead to a case.
    one = NetworkBottleneck(
        uuid4(), network_id, reason, sector, words, month, NetworkBottleneckState.RAISED, 1, yours=True,  # type: ignore[arg-type]  # let in: it has one
    )  # fmt: skip
    await store.add_bottleneck(clearance, one)
    clearance.object_id = one.id
    return NetworkTold(id=one.id)


def _stands(one: NetworkBottleneck) -> Response[NetworkBottleneckView]:
    return Response(bottleneck_view(one), headers={"ETag": etag_of(one.version)})


network_bottlenecks_router = Router(
    "/",
    route_handlers=[
        list_network_bottlenecks,
        tell_network,
        tell_network_of_bottleneck,
        read_network_bottleneck,
        answer_network_bottleneck,
        confirm_network_bottleneck,
    ],
    tags=["Network"],
)
