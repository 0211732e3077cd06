"""Asking a unit to think along without a case. The unit answers at `/received-escalations`, as it does for cases."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import TAKING_ON, InConflict, Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.model import TextNamesSomebody
from chaincare.clients.store import get_client
from chaincare.consents.model import RESTING
from chaincare.consultations import rules
from chaincare.consultations.model import ANSWER, ASK, CLOSE, CONVERT, LIST, READ, ConsultationUnknown
from chaincare.consultations.showing import consultation_view
from chaincare.consultations.views import (
    AskConsultation,
    CloseConsultation,
    ConsultationConverted,
    ConsultationMoved,
    Consultations,
    ConsultationView,
    ConvertConsultation,
)
from chaincare.escalations import acting, drafting, drafts, reading, store
from chaincare.escalations.bodies import AnswerQuestion
from chaincare.escalations.facts import Agreed, Converted, Drafted, Requested, Withdrawn
from chaincare.escalations.model import State, TargetState
from chaincare.escalations.refusals import (
    AreaNotInNetwork,
    ConvertedAlready,
    EndReasonNeeded,
    EscalationMovedOn,
    GrantNeeded,
    GrantNotForStrengthen,
    NothingAsked,
    SummaryNamesClient,
    TargetIsOwnUnit,
    TargetNotInNetwork,
    TriedNeeded,
)
from chaincare.escalations.showing import Reader
from chaincare.escalations.states import first_standing, standing_of_asking
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import BasisRunsOut, ScopeNotForProfessionals
from chaincare.workdays import day_in_amsterdam

DOOR_ASKING = Door("door_asking", "$13")
DOOR_CONSULTATION = Door("door_consultation", "$13")
DOOR_CONSULTATIONS = Door("door_consultations", "$13, $14")
DOOR_CONVERSION = Door("door_conversion", "$13, $14")


async def asking_door(
    request: AnyRequest, data: JSONBody[AskConsultation]
) -> AsyncGenerator[Clearance, None]:
    """Let a member's professional into a consultation that does not exist yet."""
    async with through(request, DOOR_ASKING, [data.network_id]) as clearance:
        yield clearance


async def consultation_door(
    request: AnyRequest, consultation_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let who asked into his own consultation."""
    async with through(request, DOOR_CONSULTATION, [consultation_id]) as clearance:
        yield clearance


async def consultations_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of what he asked without a case."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_CONSULTATIONS, [after, limit]) as clearance:
        yield clearance


async def conversion_door(
    request: AnyRequest, consultation_id: FromPath[UUID], data: JSONBody[ConvertConsultation]
) -> AsyncGenerator[Clearance, None]:
    """Let who asked into the case that he takes his own consultation into."""
    async with through(request, DOOR_CONVERSION, [consultation_id, data.case_id]) as clearance:
        yield clearance


AS_ASKER = {"clearance": Provide(consultation_door)}


@post(
    "/",
    dependencies={"clearance": Provide(asking_door)},
    opt=doing(ASK, TextNamesSomebody, TargetNotInNetwork, TargetIsOwnUnit, AreaNotInNetwork, *TAKING_ON),
)
async def ask_consultation(
    data: JSONBody[AskConsultation], clearance: NamedDependency[Clearance]
) -> ConsultationMoved:
    """Ask units to think along; it is on its way at once, because nobody's agreement is needed."""
    at, ask = clearance.now(), data.to_model()
    drafting.may_be_asked(ask, await drafts.get_region(clearance, ask.targets, None))
    said = [("question", ask.question), ("summary", ask.summary)]
    insisted = drafting.about_nobody(said, ask.overrides)
    facts = (Drafted(None, insisted, holder_agrees=False), Requested(Agreed.NO_CASE))
    standing = standing_of_asking(ask.targets)
    clearance.object_id = await drafts.add_consultation(clearance, ask, facts, standing, at)
    today, own = day_in_amsterdam(at), clearance.object_id
    for target_id, by in await store.list_terms(clearance, own, ask.help, today):
        await store.ask_target(clearance, target_id, at, by)
    return ConsultationMoved(id=clearance.object_id, state=standing.state)


@get("/", dependencies={"clearance": Provide(consultations_door)}, opt=doing(LIST))
async def list_own_consultations(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[Consultations]:
    """Read what you asked without a case, the latest first."""
    shown = [entry.relation_id for entry in clearance.page if entry.relation_id is not None]
    sheets = await reading.list_consultations(clearance, shown) if shown else []
    items = tuple(consultation_view(one, _reader(clearance)) for one in sheets)
    more = len(shown) == limit
    return page_answer(
        request, Consultations(items=items), position=shown[-1] if shown else None, more=more, limit=limit
    )


@get("/{consultation_id:uuid}", dependencies=AS_ASKER, opt=doing(READ))
async def read_consultation(clearance: NamedDependency[Clearance]) -> ConsultationView:
    """Read a question you asked without a case: where it stands, and with whom the ball is."""
    sheets = await reading.list_consultations(clearance, [clearance.participation_id])
    if not sheets:
        raise ConsultationUnknown
    return consultation_view(sheets[0], _reader(clearance))


@post(
    "/{consultation_id:uuid}/answers",
    dependencies=AS_ASKER,
    opt=doing(ANSWER, NothingAsked, TextNamesSomebody),
)
async def answer_consultation(
    data: JSONBody[AnswerQuestion], clearance: NamedDependency[Clearance]
) -> ConsultationMoved:
    """Answer what a unit asked back, still about nobody in particular."""
    escalation = await store.lock_cleared(clearance)
    said = (data.text, drafting.about_nobody([("text", data.text)], data.overrides))
    standing = await acting.answer(clearance, escalation, data.target_id, said, clearance.now())
    return ConsultationMoved(id=escalation.id, state=standing.state)


@post(
    "/{consultation_id:uuid}/closures",
    dependencies=AS_ASKER,
    opt=doing(CLOSE, EscalationMovedOn, EndReasonNeeded),
)
async def close_consultation(
    data: JSONBody[CloseConsultation], clearance: NamedDependency[Clearance]
) -> ConsultationMoved:
    """End it, wherever it stands: with feedback that was given, or with a reason (E5).

    Of one that everybody declined, that expired, or that the unit ended itself, this says that nothing more is asked: it leaves the worklist, and stays as it ended.
    """
    escalation = await store.lock_cleared(clearance)
    at = clearance.now()
    feedback = await store.has_feedback(clearance, escalation.id)
    seat = await acting.seat_of(clearance, at)
    let_be = await store.has_happened(clearance, escalation.id, "withdrawn")
    fact = rules.closed(escalation, seat, data.reason, feedback=feedback, let_be=let_be)
    closed = TargetState.LAPSED if isinstance(fact, Withdrawn) else TargetState.ENDED
    await store.close_targets(clearance, escalation.id, closed)
    standing = await acting.move(clearance, escalation, (fact,), [], at)
    if escalation.given_up:
        await drafts.give_up(clearance, escalation.id, still=False)
    return ConsultationMoved(id=escalation.id, state=standing.state)


@post(
    "/{consultation_id:uuid}/conversions",
    dependencies={"clearance": Provide(conversion_door)},
    opt=doing(
        CONVERT, ConvertedAlready, TriedNeeded, GrantNeeded, GrantNotForStrengthen, TargetNotInNetwork, TargetIsOwnUnit,
        AreaNotInNetwork, SummaryNamesClient, BasisRunsOut, ScopeNotForProfessionals, InConflict, *CITING, *RESTING,
    ),
)  # fmt: skip
async def convert_consultation(
    data: JSONBody[ConvertConsultation], clearance: NamedDependency[Clearance]
) -> ConsultationConverted:
    """Go on in a case of yours: a draft there, linked both ways; the consultation itself is over then (E3)."""
    origin = await store.lock_cleared(clearance)
    at = clearance.now()
    if await store.has_happened(clearance, origin.id, "converted"):
        raise ConvertedAlready
    targets = await store.list_targets(clearance, origin.id)
    asked = [one for one in targets if one.state in {TargetState.ACCEPTED, TargetState.ENDED}] or targets
    ask = data.to_model(*await drafts.get_texts(clearance, origin.id), asked)
    known = drafting.known_by(await get_client(clearance))
    region = await drafts.get_region(clearance, ask.targets, clearance.participation_id)
    fact = drafting.drafted(ask, known, region, await acting.seat_of(clearance, at), at=at)
    new = await drafts.add_escalation(clearance, ask, fact, first_standing(fact), at, origin.id)
    await store.close_targets(clearance, origin.id, TargetState.ENDED)
    await acting.move(clearance, origin, (Converted(new, clearance.case_id),), [], at)
    clearance.object_id = new
    return ConsultationConverted(
        id=origin.id, case_id=clearance.case_id, escalation_id=new, state=State.DRAFT
    )


def _reader(clearance: Clearance) -> Reader:
    own, today = clearance.actor_id, day_in_amsterdam(clearance.now())
    return Reader(Reach.ASKER, own, clearance.admission.unit_id, own, None, today)


consultations_router = Router(
    "/consultations",
    route_handlers=[
        ask_consultation, list_own_consultations, read_consultation, answer_consultation, close_consultation,
        convert_consultation,
    ],
    tags=["Escalations"],
)  # fmt: skip
