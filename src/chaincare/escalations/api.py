"""The side of the case: asking the winkelstraat for help, until somebody accepts."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import InConflict
from chaincare.clients.store import get_client
from chaincare.consents.model import RESTING
from chaincare.escalations import acting, asking, drafting, drafts, rules, sending, store
from chaincare.escalations.bodies import AnswerQuestion, DraftEscalation, SendRequest, WithdrawEscalation
from chaincare.escalations.model import State, TargetState
from chaincare.escalations.operations import (
    ANSWER,
    DRAFT,
    LIST,
    READ,
    READ_HISTORY,
    REDRAFT,
    REQUEST,
    WITHDRAW,
)
from chaincare.escalations.outcomes import EscalationMoved, TextChecked
from chaincare.escalations.reading import get_sheet, list_sheets
from chaincare.escalations.refusals import (
    AreaNotInNetwork,
    ConvertedAlready,
    EscalationMovedOn,
    EscalationUnknown,
    GrantNeeded,
    GrantNotForStrengthen,
    NothingAsked,
    RequestNeedsHolder,
    RequestNotCurrent,
    SendingOnNeedsFull,
    StepNotYours,
    SummaryNamesClient,
    TargetIsOwnUnit,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.escalations.showing import Reader, escalation_view
from chaincare.escalations.states import first_standing
from chaincare.escalations.telling import History, history_view
from chaincare.escalations.views import Escalations, EscalationView
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import BasisRunsOut, ScopeNotForProfessionals
from chaincare.workdays import day_in_amsterdam

WORDING = (
    TriedNeeded, GrantNeeded, GrantNotForStrengthen, TargetNotInNetwork, TargetIsOwnUnit, AreaNotInNetwork,
    SummaryNamesClient, BasisRunsOut, ScopeNotForProfessionals, InConflict, *CITING, *RESTING,
)  # fmt: skip
"""What can be wrong with what is asked, and whom."""


@post("/", dependencies=IN_CASE, opt=doing(DRAFT, *WORDING))
async def draft_escalation(
    data: JSONBody[DraftEscalation], clearance: NamedDependency[Clearance]
) -> TextChecked:
    """Put a request for help into words; it goes out when the regie holder agrees (E2)."""
    at, ask = clearance.now(), data.to_model()
    known = drafting.known_by(await get_client(clearance))
    region = await drafts.get_region(clearance, ask.targets, clearance.participation_id)
    fact = drafting.drafted(ask, known, region, await acting.seat_of(clearance, at), at=at)
    standing = first_standing(fact)
    clearance.object_id = await drafts.add_escalation(clearance, ask, fact, standing, at)
    return TextChecked(id=clearance.object_id, state=standing.state)


@put(
    "/{escalation_id:uuid}",
    dependencies=IN_CASE,
    opt={
        **doing(
            REDRAFT,
            EscalationUnknown,
            EscalationMovedOn,
            StepNotYours,
            EditionMissing,
            EditionStale,
            *sending.NOT_JOINING,
            *WORDING,
        ),
        "required_headers": ("If-Match",),
    },
)
async def redraft_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[DraftEscalation],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> TextChecked:
    """Put a draft into other words, or ask other units. `If-Match` says which edition you change (D1)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    hold_to(if_match, escalation.version)
    at, ask = clearance.now(), data.to_model()
    seat = await acting.seat_of(clearance, at)
    rules.editable(escalation, seat)
    await asking.check_joining(clearance, escalation, ask.targets)
    known = drafting.known_by(await get_client(clearance))
    region = await drafts.get_region(clearance, ask.targets, escalation.requested_by)
    before, _ = await drafts.get_texts(clearance, escalation_id)
    fact = drafting.redrafted(ask, known, region, seat, before, at=at)
    await drafts.change_draft(clearance, escalation, ask, (fact, first_standing(fact)), at)
    clearance.object_id = escalation_id
    return TextChecked(id=escalation_id, state=State.DRAFT)


@get("/", dependencies=IN_CASE, opt=doing(LIST))
async def list_escalations(clearance: NamedDependency[Clearance]) -> Escalations:
    """Read the escalations of the case, as far as your part in it goes; the latest fifty."""
    reader = await _reader(clearance)
    return Escalations(items=tuple(escalation_view(one, reader) for one in await list_sheets(clearance)))


@get(
    "/{escalation_id:uuid}",
    dependencies=IN_CASE,
    opt={**doing(READ, EscalationUnknown), "answer_headers": ("ETag",)},
)
async def read_escalation(
    escalation_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[EscalationView]:
    """Read an escalation: where it stands, with whom the ball is and since when (E4)."""
    sheet = await get_sheet(clearance, escalation_id)
    view = escalation_view(sheet, await _reader(clearance))
    return Response(view, headers={"ETag": etag_of(sheet.version)})


@get("/{escalation_id:uuid}/history", dependencies=IN_CASE, opt=doing(READ_HISTORY, EscalationUnknown))
async def read_history(escalation_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> History:
    """Read what happened to an escalation, and on which words its author insisted (E2)."""
    return history_view((await get_sheet(clearance, escalation_id)).facts)


@post(
    "/{escalation_id:uuid}/requests",
    dependencies=IN_CASE,
    opt=doing(
        REQUEST,
        EscalationUnknown,
        EscalationMovedOn,
        RequestNeedsHolder,
        EditionStale,
        StepNotYours,
        SendingOnNeedsFull,
        RequestNotCurrent,
        ConvertedAlready,
        *sending.NOT_JOINING,
        *WORDING,
    ),
)
async def request_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[SendRequest],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> EscalationMoved:
    """Send the request to its targets: the regie holder's agreement, unless there is none or it is urgent.

    What everybody declined, or nobody answered, goes on to other `targets` so, and is looked at again as at first.
    """
    escalation = await store.lock_escalation(clearance, escalation_id)
    hold_to(if_match, escalation.version, required=False)
    at = clearance.now()
    seat = await acting.seat_of(clearance, at)
    if data.targets is None:
        return EscalationMoved(
            id=escalation_id, state=await asking.send_draft(clearance, escalation, seat, at)
        )
    wanted = (data.targets, data.overrides)
    return EscalationMoved(
        id=escalation_id, state=await asking.send_on(clearance, escalation, seat, wanted, at)
    )


@post(
    "/{escalation_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW, EscalationUnknown, EscalationMovedOn, StepNotYours),
)
async def withdraw_escalation(
    escalation_id: FromPath[UUID],
    data: JSONBody[WithdrawEscalation],
    clearance: NamedDependency[Clearance],
) -> EscalationMoved:
    """Take a request back, as long as nobody accepted it. What the units were shown of it is erased; that it was asked is not.

    Of one that everybody declined, that expired, or that the specialist himself ended, this says that nothing more is asked: it
    leaves the worklist. What the specialist ended stays `broken_off` or `finished`, with what was shared.
    """
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    fact = rules.withdrawn(escalation, await acting.seat_of(clearance, at), data.reason)
    await store.close_targets(clearance, escalation_id, TargetState.LAPSED)
    standing = await acting.move(clearance, escalation, (fact,), [], at)
    if escalation.given_up:
        await drafts.give_up(clearance, escalation_id, still=False)
    else:
        await drafts.erase_shared(clearance, escalation_id)
    return EscalationMoved(id=escalation_id, state=standing.state)


@post(
    "/{escalation_id:uuid}/answers",
    dependencies=IN_CASE,
    opt=doing(ANSWER, EscalationUnknown, StepNotYours, NothingAsked, SummaryNamesClient),
)
async def answer_question(
    escalation_id: FromPath[UUID],
    data: JSONBody[AnswerQuestion],
    clearance: NamedDependency[Clearance],
) -> TextChecked:
    """Answer what a unit asked back, still without saying who it is about (E2)."""
    escalation = await store.lock_escalation(clearance, escalation_id)
    at = clearance.now()
    known = drafting.known_by(await get_client(clearance))
    insisted = drafting.without_identity([("text", data.text)], known, data.overrides)
    standing = await acting.answer(clearance, escalation, data.target_id, (data.text, insisted), at)
    return TextChecked(id=escalation_id, state=standing.state)


async def _reader(clearance: Clearance) -> Reader:
    at, unit_id = clearance.now(), clearance.admission.unit_id
    seat = await acting.seat_of(clearance, at)
    today = day_in_amsterdam(at)
    return Reader(clearance.reach, clearance.actor_id, unit_id, seat.own_id, seat.holder_id, today)


escalations_router = Router(
    "/cases/{case_id:uuid}/escalations",
    route_handlers=[
        draft_escalation, redraft_escalation, list_escalations, read_escalation, read_history, request_escalation,
        withdraw_escalation, answer_question,
    ],
    tags=["Escalations"],
)  # fmt: skip
