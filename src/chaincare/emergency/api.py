"""Using an emergency access: asking for it, whom to call, what to know at the door, a note, and the end of it."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import INFORMED, Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.clients.refusals import BsnInvalid
from chaincare.emergency import operations, rules, store
from chaincare.emergency.bodies import LeaveEmergencyNote, RequestEmergencyAccess
from chaincare.emergency.model import Access, FactKind
from chaincare.emergency.refusals import EmergencyAccessRunning, EmergencyLimitReached, EmergencyOver
from chaincare.emergency.reviewing import (
    IN_EMERGENCY,
    acknowledge_emergency_access,
    begin_crisis,
    disclose_emergency_access,
    record,
    review_emergency_access,
)
from chaincare.emergency.settings import read_emergency_settings, set_emergency_settings
from chaincare.emergency.sheets import Overseen
from chaincare.emergency.shown import access_view, card_view, emergency_sheet_view
from chaincare.emergency.views import (
    EmergencyAccesses,
    EmergencyAccessGiven,
    EmergencyAccessMoved,
    EmergencyAccessView,
    EmergencySheetView,
)
from chaincare.ids import new_id
from chaincare.notes.model import Note
from chaincare.notes.store import add_note
from chaincare.safety.store import get_sheet
from chaincare.wire import Nothing

DOOR_REQUEST = Door("door_emergency_request", "$13::jsonb, $14, $15, $16")
DOOR_LIST = Door("door_emergencies", "$13, $14, $15")
ToReviewOnly = Annotated[
    bool,
    QueryParameter(
        name="toReview", description="Only those whose state is `to_review`, what is due first first."
    ),
]


async def request_door(
    request: AnyRequest, data: JSONBody[RequestEmergencyAccess]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody of a named unit come to whom he names exactly; the reason lies sealed beside the entry."""
    server = request.app.state
    said, bsn = data.by.to_search()
    blinds = [] if bsn is None else server.bsns.blinds(bsn)
    sealed = server.private.seal(data.reason, request.scope["state"]["request_id"])
    asked = [msgspec.json.encode(said), blinds, sealed.private, sealed.digest]
    async with through(request, DOOR_REQUEST, asked) as clearance:
        yield clearance


async def list_door(
    request: AnyRequest, to_review: ToReviewOnly = False, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let somebody into one page of the accesses that he uses or looks after."""
    after = position_of(request, cursor, UUID, [to_review])
    async with through(request, DOOR_LIST, [to_review, after, limit]) as clearance:
        yield clearance


@post(
    "/",
    dependencies={"clearance": Provide(request_door)},
    opt=doing(operations.REQUEST_ACCESS, EmergencyLimitReached, EmergencyAccessRunning, BsnInvalid),
)
async def request_emergency_access(
    data: JSONBody[RequestEmergencyAccess], clearance: NamedDependency[Clearance]
) -> EmergencyAccessGiven:
    """Get in by emergency, for a unit that the covenant names: first whom to call.

    Nobody found, more than one, and a unit without emergency access are answered alike. Everything is traced.
    """
    entry, at = clearance.admission, clearance.now()
    if entry.case_id is None or entry.network_id is None:
        await clearance.refuse("emergency-limit/1")
        raise EmergencyLimitReached
    settings = await store.get_settings(clearance, entry.network_id)
    until_at, review_on = rules.span(at, settings.hours)
    access = Access(
        id=clearance.participation_id, case_id=entry.case_id, professional_id=clearance.actor_id,
        unit_id=clearance.unit_id, found_by=data.by.found_by, reason_code=data.reason_code,
        began_at=at, until_at=until_at, review_on=review_on,
    )  # fmt: skip
    await store.add_access(clearance, access)
    clearance.object_id = access.id
    card = card_view(await store.get_card(clearance))
    return EmergencyAccessGiven(id=access.id, until_at=until_at, card=card)


@get("/", dependencies={"clearance": Provide(list_door)}, opt=doing(operations.LIST_ACCESSES))
async def list_emergency_accesses(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    to_review: ToReviewOnly = False,
    limit: Limit = 25,
) -> Response[EmergencyAccesses]:
    """Read the emergency accesses to the cases you direct, in the networks you coordinate or audit, and your own."""
    at = clearance.now()
    shown = [entry.object_id for entry in clearance.page if entry.object_id is not None]
    found = await store.list_overseen(clearance, shown) if shown else []
    return page_answer(
        request,
        EmergencyAccesses(items=tuple(access_view(one, None, None, at) for one in found)),
        position=shown[-1] if shown else None,
        more=len(shown) == limit,
        limit=limit,
        query=[to_review],
    )


@get("/{access_id:uuid}", dependencies=IN_EMERGENCY, opt=doing(operations.READ_ACCESS))
async def read_emergency_access(
    request: AnyRequest, access_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> EmergencyAccessView:
    """Read one: who uses it whom to call, who directs the case the reason in words, everybody else the facts."""
    overseen = await store.get_overseen(clearance, access_id)
    uses = clearance.reach is Reach.EMERGENCY
    card = await store.get_card(clearance) if uses else None
    reason = _reason(request, overseen) if clearance.reach in INFORMED else None
    return access_view(overseen, reason, card, clearance.now())


def _reason(request: AnyRequest, overseen: Overseen) -> str:
    opened: str = request.app.state.private.open(overseen.reason, str(overseen.request_id))
    return opened


@get("/{access_id:uuid}/safety-sheet", dependencies=IN_EMERGENCY, opt=doing(operations.READ_SHEET))
async def read_emergency_sheet(
    access_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> EmergencySheetView:
    """Read what to know at the door: who lives there, dangers and contact bans, what was agreed for safety."""
    overseen = await store.get_overseen(clearance, access_id)
    sheet, agreed = await get_sheet(clearance), await store.list_safety_agreements(clearance)
    return emergency_sheet_view(overseen.access.until_at, sheet, agreed)


@post("/{access_id:uuid}/notes", dependencies=IN_EMERGENCY, opt=doing(operations.LEAVE_NOTE, EmergencyOver))
async def leave_emergency_note(
    access_id: FromPath[UUID], data: JSONBody[LeaveEmergencyNote], clearance: NamedDependency[Clearance]
) -> EmergencyAccessMoved:
    """Leave a note for the regie holder: he finds it among his notes, and it comes on his worklist. It goes one way."""
    access, at = await store.hold_access(clearance, access_id), clearance.now()
    rules.may_go_on(access, at)
    note = Note(new_id(), clearance.actor_id, clearance.unit_id, data.body, ("regie",), at)
    await add_note(clearance, note)
    return await record(clearance, access, FactKind.NOTED, about=note.id)


@post("/{access_id:uuid}/endings", dependencies=IN_EMERGENCY, opt=doing(operations.END_ACCESS, EmergencyOver))
async def end_emergency_access(
    access_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> EmergencyAccessMoved:
    """End it before its time: nothing is shown after that."""
    access = await store.hold_access(clearance, access_id)
    rules.may_go_on(access, clearance.now())
    return await record(clearance, access, FactKind.ENDED)


emergency_router = Router(
    "/",
    route_handlers=[
        read_emergency_settings,
        set_emergency_settings,
        Router(
            "/emergency-accesses",
            route_handlers=[
                request_emergency_access, list_emergency_accesses, read_emergency_access, read_emergency_sheet,
                leave_emergency_note, end_emergency_access, acknowledge_emergency_access, begin_crisis,
                review_emergency_access, disclose_emergency_access,
            ],
            tags=["Emergency"],
        ),
    ],
)  # fmt: skip
