"""Meetings on the wire: what is recorded, and what is answered. What is absent was not for this reader."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.access.model import Reach
from chaincare.agreements.model import Parties, Party, StateWord
from chaincare.agreements.views import ProposeAgreement
from chaincare.meetings.model import (
    Account,
    Assent,
    ClientPresence,
    Gathering,
    Made,
    Meeting,
    MeetingKind,
)
from chaincare.meetings.rules import objections_until
from chaincare.notes.model import Audience
from chaincare.notes.rules import DEFAULT_AUDIENCE
from chaincare.regie.model import Mandate
from chaincare.regie.views import RegieProposalView
from chaincare.wire import Body, Instant, Line, Text, View

AGREEMENTS_MAX = 20
PEOPLE_MAX = 50


class ClientAtMeeting(Body):
    """Whether the client was there. If not, or only in part: how the client was heard, or why not."""

    present: ClientPresence
    heard: Line | None = None


class MakeAgreement(ProposeAgreement):
    """An agreement that was made. Who is responsible and present assented, unless `assented` is false.

    Nobody absent is bound: with him it waits for his own answer.
    """

    assented: bool | None = None


class PassRegie(Body):
    """Who directs the case from now on, as was agreed there; a handover needs `handoverNote`."""

    candidate: UUID
    mandate: Annotated[tuple[Mandate, ...], msgspec.Meta(min_length=1, max_length=len(Mandate))]
    handover_note: Text | None = None


class WriteMinutes(Body):
    """The minutes become a note. Beside the audience, the professionals who were present read it, unless you name parties."""

    body: Text
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = DEFAULT_AUDIENCE
    parties: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)] | None = None
    client_may_read: bool = False


class RecordMeeting(Body):
    """A meeting, a talk or a signed paper, and all that came of it. `present` and `absent` are participations.

    You are among those present. `proof` says what you heard or saw, where the client's side assented by word or on paper.
    """

    held_at: Instant
    present: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=PEOPLE_MAX)]
    client: ClientAtMeeting
    kind: MeetingKind = MeetingKind.MEETING
    absent: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=PEOPLE_MAX)] = ()
    agreements: Annotated[tuple[MakeAgreement, ...], msgspec.Meta(max_length=AGREEMENTS_MAX)] = ()
    regie: PassRegie | None = None
    next_date: date | None = None
    proof: Line | None = None
    minutes: WriteMinutes | None = None


class ObjectToMeeting(Body):
    """Why you did not assent: to these agreements, to regie, or when you name neither to all that was recorded for you."""

    reason: Line
    agreements: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=AGREEMENTS_MAX)] | None = (
        None
    )
    regie: bool = False


class AttendeeView(View):
    """Somebody who was there, or was not."""

    participation_id: UUID
    name: str
    function: str | None
    organisation: str | None


class MadeView(View):
    """An agreement that was made. `assent` says how the one responsible agreed there: `awaited` binds nobody yet."""

    agreement_id: UUID
    responsible: AttendeeView
    due_date: date
    assent: Assent


class MeetingView(View):
    """That a meeting was held."""

    id: UUID
    kind: MeetingKind
    held_at: Instant
    recorded_at: Instant
    client_present: ClientPresence
    next_date: date | None
    objections_until_at: Instant


class Meetings(View):
    """The meetings, the latest first."""

    items: tuple[MeetingView, ...]


class MeetingRecord(View):
    """Who met, when, and what came of it. A coordinator sees that it was held."""

    id: UUID
    kind: MeetingKind
    held_at: Instant
    recorded_at: Instant
    recorded_by: AttendeeView | None
    present: tuple[AttendeeView, ...]
    absent: tuple[AttendeeView, ...]
    client_present: ClientPresence
    client_heard: str | None
    proof: str | None
    minutes: str | None
    agreements: tuple[MadeView, ...]
    regie: RegieProposalView | None
    next_date: date | None
    objections_until_at: Instant


class ObjectedAgreement(View):
    """An agreement that binds you no more, and how it stands now."""

    agreement_id: UUID
    state: StateWord


class MeetingObjected(View):
    """What you objected to."""

    meeting_id: UUID
    agreements: tuple[ObjectedAgreement, ...]
    regie: RegieProposalView | None


def account_of(data: RecordMeeting) -> Account:
    """Give what the recorder says of the meeting itself."""
    return Account(
        data.kind, data.held_at, data.present, data.absent, data.client.present, data.client.heard, data.proof,
        data.next_date,
    )  # fmt: skip


def meeting_view(meeting: Meeting) -> MeetingView:
    """Show that a meeting was held."""
    return MeetingView(
        id=meeting.id,
        kind=meeting.kind,
        held_at=meeting.held_at,
        recorded_at=meeting.recorded_at,
        client_present=meeting.client_present,
        next_date=meeting.next_on,
        objections_until_at=objections_until(meeting.recorded_at),
    )


def meeting_record(
    meeting: Meeting,
    gathering: Gathering,
    made: Sequence[Made],
    regie: RegieProposalView | None,
    parties: Parties,
    reach: Reach,
) -> MeetingRecord:
    """Show a meeting as far as this reader's part goes; minutes are a note, and scope core holds none."""
    words = gathering.words
    return MeetingRecord(
        id=meeting.id,
        kind=meeting.kind,
        held_at=meeting.held_at,
        recorded_at=meeting.recorded_at,
        recorded_by=None if reach is Reach.STEERING else _attendee(parties[meeting.recorded_by]),
        present=tuple(_attendee(parties[one]) for one in gathering.present),
        absent=tuple(_attendee(parties[one]) for one in gathering.absent),
        client_present=meeting.client_present,
        client_heard=words.heard,
        proof=words.proof,
        minutes=words.minutes if reach in (Reach.FULL, Reach.CLIENT) else None,
        agreements=tuple(
            MadeView(
                agreement_id=one.agreement_id,
                responsible=_attendee(parties[one.responsible_id]),
                due_date=one.due_on,
                assent=one.assent,
            )
            for one in made
        ),
        regie=regie,
        next_date=meeting.next_on,
        objections_until_at=objections_until(meeting.recorded_at),
    )


def _attendee(party: Party) -> AttendeeView:
    return AttendeeView(
        participation_id=party.id, name=party.name, function=party.function, organisation=party.organisation
    )
