"""Recording a meeting as one act, reading what came of it, and objecting to what was recorded for oneself."""

from datetime import datetime
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ages.model import AgeUndecided
from chaincare.agreements import refusals as agreement_refusals
from chaincare.agreements.store import list_parties
from chaincare.ids import new_id
from chaincare.meetings import acting, refusals, rules, store
from chaincare.meetings.bodies import ObjectToMeeting, RecordMeeting, account_of
from chaincare.meetings.model import (
    LIST_MEETINGS,
    OBJECT_TO_MEETING,
    READ_MEETING,
    RECORD_MEETING,
)
from chaincare.meetings.views import (
    MeetingObjected,
    MeetingRecord,
    Meetings,
    meeting_objected,
    meeting_record,
    meeting_view,
)
from chaincare.notes.model import ReaderUnknown
from chaincare.regie import refusals as regie_refusals


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        RECORD_MEETING,
        refusals.HeldInFuture,
        refusals.HeldBeforeOpening,
        refusals.NextDatePast,
        refusals.AttendeeUnknown,
        refusals.NotTakingPartThen,
        refusals.TeamIsNobody,
        refusals.NamedTwice,
        refusals.RecorderNotPresent,
        refusals.NobodyElsePresent,
        refusals.ClientPresenceUnclear,
        refusals.HeardNeeded,
        refusals.ProofNeeded,
        refusals.AssentNotWitnessed,
        refusals.OwnWorkIsAgreed,
        refusals.RecordInOwnName,
        refusals.MinutesNotYours,
        refusals.MeetingRecordedAlready,
        ReaderUnknown,
        agreement_refusals.ResponsibleUnfit,
        agreement_refusals.OwnerUnfit,
        agreement_refusals.DueDatePast,
        agreement_refusals.NoUnitOfYourOwn,
        regie_refusals.CandidateUnknown,
        regie_refusals.CandidateCannotDirect,
        regie_refusals.HolderNotAdmitted,
        regie_refusals.HoldsRegieAlready,
        regie_refusals.HandoverNoteNeeded,
        regie_refusals.ProposalOpenAlready,
        regie_refusals.ObjectionUndecided,
        regie_refusals.CandidateJustLeft,
        regie_refusals.CandidateLeaves,
        regie_refusals.ContactUnfit,
        regie_refusals.RepresentativeNeeded,
        AgeUndecided,
    ),
)
async def record_meeting(
    data: JSONBody[RecordMeeting], clearance: NamedDependency[Clearance]
) -> MeetingRecord:
    """Record a meeting with all that came of it, in one act: everything in the body, or nothing (A8).

    Assent given in your presence counts, and whoever it is recorded for has five working days to object. With who was
    absent an agreement waits for his own answer. By word or on paper the client's side assents in the same way.
    """
    at, account = await acting.begin(clearance, regie=data.regie is not None), account_of(data)
    people = await acting.known_people(clearance, account.held_at, at)
    known, recorder_id = people.known, clearance.participation_id
    meeting = rules.held(account, meeting_id=new_id(), recorder_id=recorder_id, people=people, at=at)
    made = await acting.make(clearance, meeting, account, data.agreements, known)
    proposal = await acting.pass_regie(clearance, meeting, account, data.regie, known)
    words = await acting.write_words(clearance, meeting, account, data.minutes, known)
    gathering = await acting.keep(clearance, acting.with_regie(meeting, proposal), account, words, made)
    return meeting_record(meeting, gathering, made, proposal, known, clearance.reach)


@get("/", dependencies=IN_CASE, opt=doing(LIST_MEETINGS))
async def list_meetings(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Meetings]:
    """Read that there were meetings, and when, the latest first."""
    case = str(clearance.case_id)
    before = position_of(request, cursor, tuple[datetime, UUID], case)
    found = await store.list_meetings(clearance, before, limit)
    return page_answer(
        request,
        Meetings(items=tuple(map(meeting_view, found))),
        position=(found[-1].held_at, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
        query=case,
    )


@get("/{meeting_id:uuid}", dependencies=IN_CASE, opt=doing(READ_MEETING, refusals.MeetingUnknown))
async def read_meeting(meeting_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> MeetingRecord:
    """Read who met and what came of it, as far as it is for you: agreements in your audience, minutes if you read them."""
    now = clearance.now()
    meeting = await store.get_meeting(clearance, meeting_id)
    gathering = await store.get_gathering(clearance, meeting_id)
    made = await store.list_made(clearance, meeting_id)
    parties = await list_parties(clearance, now)
    proposal = await acting.find_regie(clearance, meeting, now)
    return meeting_record(meeting, gathering, made, proposal, parties, clearance.reach)


@post(
    "/{meeting_id:uuid}/objections",
    dependencies=IN_CASE,
    opt=doing(
        OBJECT_TO_MEETING,
        refusals.MeetingUnknown,
        refusals.NotRecordedForYou,
        refusals.MeetingObjectionTooLate,
        agreement_refusals.ForTheResponsible,
        agreement_refusals.StepNotPossible,
        agreement_refusals.NothingToObjectTo,
        agreement_refusals.PreconditionStepNotPossible,
        regie_refusals.AlreadyAnswered,
        regie_refusals.ProposalSettled,
    ),
)
async def object_to_meeting(
    meeting_id: FromPath[UUID], data: JSONBody[ObjectToMeeting], clearance: NamedDependency[Clearance]
) -> MeetingObjected:
    """Say that you did not assent to what was recorded for you: within five working days (A8).

    An agreement binds you no more, and waits for whoever proposed it. About regie it goes to the network coordinator;
    if it passed to you by what was recorded, you hold it no more, and nobody does until another is agreed on.
    """
    meeting, proposal = await acting.held_with_regie(clearance, meeting_id)
    at, own_id = clearance.now(), clearance.participation_id
    made = await store.list_made(clearance, meeting_id)
    objection = rules.objected(
        meeting,
        made,
        own_id=own_id,
        promised=await acting.promised_there(clearance, meeting, made, own_id),
        regie_recorded=acting.is_recorded(proposal, meeting, own_id),
        named=data.agreements,
        regie=data.regie,
        at=at,
    )
    freed, about = await acting.take_back(clearance, meeting, proposal, objection, data, at)
    clearance.object_id = meeting_id
    return meeting_objected(meeting_id, freed, about, clearance.reach)


meetings_router = Router(
    "/cases/{case_id:uuid}/meetings",
    route_handlers=[record_meeting, list_meetings, read_meeting, object_to_meeting],
    tags=["Meetings"],
)
