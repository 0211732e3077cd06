"""Mandates for one case: an auditor asks, a second person answers, and what was approved is opened to who asked."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.case_mandates import rules, store
from chaincare.case_mandates.model import (
    ANSWER_CASE_MANDATE,
    ASK_CASE_MANDATE,
    END_CASE_MANDATE,
    LIST_CASE_MANDATES,
    OPEN_CASE_MANDATE,
    READ_CASE_MANDATE,
    CaseMandateMovedOn,
    CaseMandateNotYours,
    CaseMandateState,
    CaseMandateTooLong,
    CaseMandateUnclear,
)
from chaincare.case_mandates.views import (
    AnswerCaseMandate,
    AskCaseMandate,
    CaseMandatePage,
    CaseMandateView,
    OpenedByMandate,
    case_mandate_view,
    opened_view,
)
from chaincare.findings.store import get_reviewer
from chaincare.ids import new_id
from chaincare.wire import Nothing

DOOR_ASKING = Door("door_case_mandate_asking", "$13, $14, $15")
DOOR_ONE = Door("door_case_mandate", "$13")
DOOR_OPENING = Door("door_case_mandate_opening", "$13")
PATH = "/access-log/case-mandates"
ONE = f"{PATH}/{{case_mandate_id:uuid}}"
OfState = Annotated[
    CaseMandateState | None, QueryParameter(name="state", description="Only those that are this far.")
]


async def asking_door(request: AnyRequest, data: JSONBody[AskCaseMandate]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor come to one case, to ask."""
    asked = rules.clear(data.to_model())
    async with through(request, DOOR_ASKING, [asked.case_id, asked.entry_at, asked.entry_id]) as clearance:
        yield clearance


async def list_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let in who audits, and who can be the second person."""
    async with through(request, DOOR_ONE, [None]) as clearance:
        yield clearance


async def one_door(request: AnyRequest, case_mandate_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let the same in, for one."""
    async with through(request, DOOR_ONE, [case_mandate_id]) as clearance:
        yield clearance


async def opening_door(
    request: AnyRequest, case_mandate_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let in who asked, while it runs."""
    async with through(request, DOOR_OPENING, [case_mandate_id]) as clearance:
        yield clearance


IN_ONE = {"clearance": Provide(one_door)}


async def _stands(request: AnyRequest, clearance: Clearance, mandate_id: UUID) -> CaseMandateView:
    clearance.object_id = mandate_id
    found = await store.get_case_mandate(clearance, mandate_id)
    return case_mandate_view(found, clearance.now(), request.app.state.private.open)


@post(
    PATH,
    dependencies={"clearance": Provide(asking_door)},
    opt=doing(ASK_CASE_MANDATE, CaseMandateUnclear, CaseMandateNotYours),
    tags=["Audit"],
)
async def ask_case_mandate(
    request: AnyRequest, data: JSONBody[AskCaseMandate], clearance: NamedDependency[Clearance]
) -> CaseMandateView:
    """Ask to see a client's name, or what somebody typed, for one case. A second person decides."""
    asked, request_id = data.to_model(), request.scope["state"]["request_id"]
    concerns = await store.find_actor(clearance, asked)
    rules.may_ask(concerns, await get_reviewer(clearance, clearance.admission.client))
    sealed, mandate_id = request.app.state.private.seal(data.reason, request_id), new_id()
    await store.add_case_mandate(clearance, mandate_id, asked, concerns, sealed, request_id)
    return await _stands(request, clearance, mandate_id)


@get(PATH, dependencies={"clearance": Provide(list_door)}, opt=doing(LIST_CASE_MANDATES), tags=["Audit"])
async def list_case_mandates(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    of_state: OfState = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[CaseMandatePage]:
    """List who asked to see what and why, and how far each is: for who audits, and for the privacy officer."""
    after = position_of(request, cursor, UUID, [of_state])
    found = await store.list_case_mandates(clearance, of_state, after, limit)
    now, opened = clearance.now(), request.app.state.private.open
    return page_answer(
        request,
        CaseMandatePage(items=tuple(case_mandate_view(one, now, opened) for one in found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=[of_state],
    )


@get(ONE, dependencies=IN_ONE, opt=doing(READ_CASE_MANDATE), tags=["Audit"])
async def read_case_mandate(
    request: AnyRequest, case_mandate_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> CaseMandateView:
    """Read what one auditor asked to see and why, and how far it is: for who audits, and for the privacy officer."""
    return await _stands(request, clearance, case_mandate_id)


@post(
    f"{ONE}/responses",
    dependencies=IN_ONE,
    opt=doing(ANSWER_CASE_MANDATE, CaseMandateNotYours, CaseMandateMovedOn, CaseMandateTooLong),
    tags=["Audit"],
)
async def answer_case_mandate(
    request: AnyRequest,
    case_mandate_id: FromPath[UUID],
    data: JSONBody[AnswerCaseMandate],
    clearance: NamedDependency[Clearance],
) -> CaseMandateView:
    """Say as the second person whether an auditor sees it, and until when: another auditor, or the privacy officer."""
    asked = await store.hold_case_mandate(clearance, case_mandate_id)
    second = await get_reviewer(clearance, asked.client)
    answered = rules.answer(
        asked, second, data.answer, data.ends_at, clearance.now(), tell_afterwards=data.tell_afterwards
    )
    await store.keep_answer(clearance, answered)
    return await _stands(request, clearance, case_mandate_id)


@post(
    f"{ONE}/endings",
    dependencies=IN_ONE,
    opt=doing(END_CASE_MANDATE, CaseMandateNotYours, CaseMandateMovedOn),
    tags=["Audit"],
)
async def end_case_mandate(
    request: AnyRequest,
    case_mandate_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> CaseMandateView:
    """End one before its day, or take a question back: nothing is opened any more from the next request on (S2)."""
    mandate = await store.hold_case_mandate(clearance, case_mandate_id)
    who = await get_reviewer(clearance, mandate.client)
    await store.keep_end(clearance, rules.end(mandate, who, clearance.now()))
    return await _stands(request, clearance, case_mandate_id)


@get(
    f"{ONE}/opened",
    dependencies={"clearance": Provide(opening_door)},
    opt=doing(OPEN_CASE_MANDATE),
    tags=["Audit"],
)
async def read_opened(
    request: AnyRequest,
    case_mandate_id: FromPath[UUID],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> OpenedByMandate:
    """See the one thing that your mandate opens, while it runs. Each look is logged, with who approved it."""
    return opened_view(await store.read_opened(clearance), request.app.state.private.open)


case_mandates_router = Router(
    "/",
    route_handlers=[
        ask_case_mandate,
        list_case_mandates,
        read_case_mandate,
        answer_case_mandate,
        end_case_mandate,
        read_opened,
    ],
)
