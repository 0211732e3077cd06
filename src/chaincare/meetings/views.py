"""Meetings as they are answered. What is absent was not for this reader."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.agreements.model import Parties, Party, StateWord
from chaincare.agreements.views import AgreementView
from chaincare.meetings.model import (
    Assent,
    ClientPresence,
    Gathering,
    Made,
    Meeting,
    MeetingKind,
)
from chaincare.meetings.rules import objections_until
from chaincare.regie.model import Proposal
from chaincare.regie.views import RegieProposalView, proposal_view
from chaincare.wire import Instant, View


class AttendeeView(View):
    """Somebody who was there, or was not."""

    participation_id: UUID
    name: str
    function: str | None
    organisation: str | None


class MadeView(View):
    """An agreement that was made, and how the one responsible assented there.

    `awaited` binds nobody yet; `taken_back` bound him no more from when he said that he did not assent.
    """

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
    regie: Proposal | None,
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
                assent=Assent.TAKEN_BACK if one.taken_back else one.assent,
            )
            for one in made
        ),
        regie=None if regie is None else proposal_view(regie, reach),
        next_date=meeting.next_on,
        objections_until_at=objections_until(meeting.recorded_at),
    )


def meeting_objected(
    meeting_id: UUID, freed: Sequence[AgreementView], about: Proposal | None, reach: Reach
) -> MeetingObjected:
    """Show what binds no more."""
    return MeetingObjected(
        meeting_id=meeting_id,
        agreements=tuple(ObjectedAgreement(agreement_id=one.id, state=one.state) for one in freed),
        regie=None if about is None else proposal_view(about, reach),
    )


def _attendee(party: Party) -> AttendeeView:
    return AttendeeView(
        participation_id=party.id, name=party.name, function=party.function, organisation=party.organisation
    )
