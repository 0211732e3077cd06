"""Raising a bottleneck of an agreement that was not kept, and reading what became of it."""

from datetime import datetime
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.agreements.acting import hold
from chaincare.agreements.refusals import AgreementUnknown
from chaincare.bottlenecks import rules, store
from chaincare.bottlenecks.model import (
    CONFIRM_BOTTLENECK,
    LIST_BOTTLENECKS,
    PRINT_BOTTLENECK,
    RAISE_BOTTLENECK,
    Bottleneck,
    BottleneckNamesClient,
    BottleneckNotSolved,
    BottleneckUnknown,
    BottleneckWithheld,
    ConfirmingNotYours,
    NothingMissed,
    RaisedAlready,
    TurnBackReasonNeeded,
    WhoDoesNotDeliver,
)
from chaincare.bottlenecks.printing import HTML, POLICY, Letter, page
from chaincare.bottlenecks.views import (
    Bottlenecks,
    BottleneckView,
    ConfirmBottleneck,
    RaiseBottleneck,
    bottleneck_view,
)
from chaincare.clients.store import get_client
from chaincare.escalations.drafting import known_by, without_identity
from chaincare.escalations.refusals import SummaryNamesClient
from chaincare.ids import new_id
from chaincare.parties.store import get_seat
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam


@post(
    "/agreements/{agreement_id:uuid}/bottlenecks",
    dependencies=IN_CASE,
    opt=doing(
        RAISE_BOTTLENECK,
        AgreementUnknown,
        NothingMissed,
        WhoDoesNotDeliver,
        BottleneckNamesClient,
        RaisedAlready,
    ),
)
async def raise_bottleneck(
    agreement_id: FromPath[UUID], data: JSONBody[RaiseBottleneck], clearance: NamedDependency[Clearance]
) -> BottleneckView:
    """Tell the management of the organisation that does not deliver what is missing, without case content.

    What it did not answer after its reaction term comes back to whoever raised it, and to the coordinator.
    """
    held = await hold(clearance, agreement_id, None)
    reason = rules.missed(held.agreement)
    organisation_id = rules.towards(held.agreement, data.organisation_id, held.parties)
    organisation = await store.find_organisation(clearance, organisation_id)
    if organisation is None:
        raise WhoDoesNotDeliver(errors=[FieldError("/organisationId", "Name a member of the network.")])
    insisted = await _about_nobody(clearance, "text", data.text, data.overrides)
    raised = Bottleneck(
        new_id(), agreement_id, organisation_id, organisation.name, reason, data.text, insisted,
        clearance.participation_id, held.at, None, None, rules.answer_by(organisation, held.at), organisation.managed,
    )  # fmt: skip
    await store.add_bottleneck(clearance, raised)
    clearance.object_id = raised.id
    return bottleneck_view(raised)


@get("/bottlenecks", dependencies=IN_CASE, opt=doing(LIST_BOTTLENECKS))
async def list_bottlenecks(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Bottlenecks]:
    """Read what was raised in the case, and what was answered, the latest first."""
    query = str(clearance.case_id)
    found = await store.list_bottlenecks(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Bottlenecks(items=tuple(map(bottleneck_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/bottlenecks/{bottleneck_id:uuid}/confirmations",
    dependencies=IN_CASE,
    opt=doing(
        CONFIRM_BOTTLENECK, BottleneckUnknown, ConfirmingNotYours, BottleneckNotSolved, TurnBackReasonNeeded, BottleneckNamesClient,
    ),
)  # fmt: skip
async def confirm_bottleneck(
    bottleneck_id: FromPath[UUID], data: JSONBody[ConfirmBottleneck], clearance: NamedDependency[Clearance]
) -> BottleneckView:
    """Confirm that what was missing is there now; or say what still is not, and it goes back to that management.

    For who raised it, and for who directs the case. What was said before stays beside it (`earlier`).
    """
    at, found = clearance.now(), await store.find_bottleneck(clearance, bottleneck_id)
    if found is None:
        raise BottleneckUnknown
    rules.may_confirm(found, await get_seat(clearance, at))
    if data.solved:
        await store.confirm(clearance, bottleneck_id, None, None, at)
    else:
        await _turn_back(clearance, found, data, at)
    clearance.object_id = bottleneck_id
    after = await store.find_bottleneck(clearance, bottleneck_id)
    return bottleneck_view(after or found)


@get(
    "/bottlenecks/{bottleneck_id:uuid}/letter",
    dependencies=IN_CASE,
    opt={**doing(PRINT_BOTTLENECK, BottleneckUnknown, BottleneckWithheld), "streams": (HTML,)},
)
async def print_bottleneck(
    bottleneck_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[bytes]:
    """Read it as a letter in Dutch that prints on one A4, to send where nobody hears for that management. Without case content."""
    one = await store.find_bottleneck(clearance, bottleneck_id)
    if one is None:
        raise BottleneckUnknown
    by = await store.find_sender(clearance, one)
    if not one.words or one.answer_by is None or by is None:
        raise BottleneckWithheld
    written = Letter(one.id, one.organisation, by, one.reason, one.words, one.raised_at, one.answer_by)
    return Response(page(written), media_type=HTML, headers={"Content-Security-Policy": POLICY})


async def _turn_back(clearance: Clearance, found: Bottleneck, data: ConfirmBottleneck, at: datetime) -> None:
    if data.reason is None:
        raise TurnBackReasonNeeded(errors=[FieldError("/reason", "Say what is still missing.")])
    await _about_nobody(clearance, "reason", data.reason, data.overrides)
    organisation = await store.find_organisation(clearance, found.organisation_id)
    term = day_in_amsterdam(at) if organisation is None else rules.answer_by(organisation, at)
    await store.confirm(clearance, found.id, data.reason, term, at)


async def _about_nobody(
    clearance: Clearance, field: str, text: str, overrides: tuple[str, ...]
) -> tuple[str, ...]:
    known = known_by(await get_client(clearance))
    try:
        return without_identity([(field, text)], known, overrides)
    except SummaryNamesClient as refused:
        raise BottleneckNamesClient(errors=refused.errors) from None


bottlenecks_router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[raise_bottleneck, list_bottlenecks, confirm_bottleneck, print_bottleneck],
    tags=["Agreements"],
)
