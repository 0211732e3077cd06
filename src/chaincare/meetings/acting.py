"""What recording a meeting does in other features, in one transaction: all of it, or nothing with the place named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.agreements.acting import add, draw_up, object_in_meeting, superseding
from chaincare.agreements.consent import Meeting as Spoken
from chaincare.agreements.facts import AssentHow, PreconditionAgreed
from chaincare.agreements.model import Parties
from chaincare.agreements.store import list_facts, list_parties
from chaincare.agreements.views import AgreementView
from chaincare.ids import new_id
from chaincare.meetings import rules, store
from chaincare.meetings.bodies import MakeAgreement, ObjectToMeeting, PassRegie, WriteMinutes
from chaincare.meetings.model import (
    Account,
    Asked,
    Assent,
    Gathering,
    Made,
    Meeting,
    Objection,
    People,
    Words,
)
from chaincare.meetings.refusals import NotRecordedForYou
from chaincare.notes.model import Note, ReaderUnknown
from chaincare.notes.rules import readers_of
from chaincare.notes.store import add_note, are_parties
from chaincare.refusals import FieldError, Refusal
from chaincare.regie.model import Proposal
from chaincare.regie.presence import object_after_meeting, pass_in_meeting
from chaincare.regie.proposals import get_proposal
from chaincare.regie.states import as_of
from chaincare.regie.store import add_regie, lock_regie


async def begin(clearance: Clearance, *, regie: bool) -> datetime:
    """Give the moment of recording; where regie is to pass, it is read when the case's regie is locked."""
    if regie:
        await add_regie(clearance)
        await lock_regie(clearance)
    return clearance.now()


async def known_people(clearance: Clearance, held_at: datetime, at: datetime) -> People:
    """Give those who take part now, or did when the meeting was held."""
    opened_at, then = await store.list_taking_part(clearance, held_at)
    parties = await list_parties(clearance, at)
    known = {one: party for one, party in parties.items() if party.present or one in then}
    return People(known, then, opened_at)


async def make(
    clearance: Clearance,
    meeting: Meeting,
    account: Account,
    wanted: Sequence[MakeAgreement],
    known: Parties,
) -> list[Made]:
    """Make the agreements: in force for whoever assented there, proposed to everybody else (A8).

    Who was there and sees to what one of them needs promised that there too. Raises what proposing raises, naming
    the place in the body.
    """
    if not wanted:
        return []
    asked = [
        Asked(one.responsible, one.assented, tuple(needed.owner for needed in one.preconditions))
        for one in wanted
    ]
    recorder_id, at, new = meeting.recorded_by, meeting.recorded_at, []
    assents = rules.assents(account, asked, recorder_id=recorder_id, known=known)
    seen = rules.witnessed(account, recorder_id=recorder_id, known=known)
    ids = sorted(new_id() for _ in wanted)  # in the order in which they were agreed
    for place, (one, assent) in enumerate(zip(wanted, assents, strict=True)):
        silent = one.responsible if assent is Assent.AWAITED else None
        said = {who: AssentHow(how.value) for who, how in seen.items() if who != silent}
        with at_place(f"/agreements/{place}"):
            draft = await superseding(clearance, one.to_draft())
            new.append(draw_up(clearance, ids[place], draft, known, at, Spoken(meeting.id, said)))
    await add(clearance, new)
    return [
        Made(agreement_id, one.responsible, one.due_date, assent)
        for agreement_id, one, assent in zip(ids, wanted, assents, strict=True)
    ]


async def pass_regie(
    clearance: Clearance, meeting: Meeting, account: Account, wanted: PassRegie | None, known: Parties
) -> Proposal | None:
    """Let regie pass as was agreed there, or be proposed where somebody asked was absent. Its row is locked.

    Raises ProofNeeded, and what passing it raises, naming the place in the body.
    """
    if wanted is None:
        return None
    seen = rules.witnessed(account, recorder_id=meeting.recorded_by, known=known)
    with at_place("/regie"):
        proposal = await pass_in_meeting(
            clearance, meeting_id=meeting.id, wanted=wanted.to_model(), present=frozenset(seen), at=meeting.recorded_at
        )  # fmt: skip
    said = [seen[one.participation_id] for one in proposal.responses if one.meeting_id == meeting.id]
    rules.proven(account, said)
    return proposal


async def write_words(
    clearance: Clearance, meeting: Meeting, account: Account, wanted: WriteMinutes | None, known: Parties
) -> Words:
    """Give what was said, the minutes kept as a note. Raises MinutesNotYours, ReaderUnknown."""
    if wanted is None:
        return Words(account.heard, account.proof)
    parties = rules.minute_readers(wanted.parties, account.present, reach=clearance.reach, known=known)
    if wanted.parties and not await are_parties(clearance, parties, meeting.recorded_at):
        raise ReaderUnknown(errors=[FieldError("/minutes/parties", "Name participations of this case.")])
    readers = readers_of(
        wanted.audience, parties, unit_id=clearance.unit_id, own_id=meeting.recorded_by, client=wanted.client_may_read
    )  # fmt: skip
    note = Note(new_id(), clearance.actor_id, clearance.unit_id, wanted.body, readers, meeting.recorded_at)
    await add_note(clearance, note)
    return Words(account.heard, account.proof, note.id, note.body)


async def keep(
    clearance: Clearance, meeting: Meeting, account: Account, words: Words, made: Sequence[Made]
) -> Gathering:
    """Write down that it was held, with whom, and what came of it. Raises MeetingRecordedAlready."""
    await store.add_meeting(clearance, meeting)
    await store.add_attendances(clearance, meeting.id, account)
    await store.add_words(clearance, meeting.id, words)
    await store.add_made(clearance, meeting.id, made)
    clearance.object_id = meeting.id
    return Gathering(account.present, account.absent, words)


async def held_with_regie(clearance: Clearance, meeting_id: UUID) -> tuple[Meeting, Proposal | None]:
    """Give a meeting and what it said of regie; whatever passes regie on is kept waiting. Raises MeetingUnknown."""
    meeting = await store.get_meeting(clearance, meeting_id)
    if meeting.regie_proposal_id is None:
        return meeting, None
    await lock_regie(clearance)
    return meeting, await get_proposal(clearance, meeting.regie_proposal_id)


async def take_back(
    clearance: Clearance,
    meeting: Meeting,
    proposal: Proposal | None,
    objection: Objection,
    said: ObjectToMeeting,
    at: datetime,
) -> tuple[list[AgreementView], Proposal | None]:
    """Object to each; when he named nothing, what he has answered otherwise since is left as it is.

    Raises what objecting to one raises, naming the place; NotRecordedForYou when there is nothing left.
    """
    everything = said.agreements is None and not said.regie
    skipped: tuple[type[Refusal], ...] = (Refusal,) if everything else ()
    freed, about = [], None
    for agreement_id in sorted(objection.agreements):
        place = 0 if everything else (said.agreements or ()).index(agreement_id)
        with suppress(*skipped), at_place(f"/agreements/{place}"):
            freed.append(await object_in_meeting(clearance, agreement_id, meeting.id, said.reason))
    if proposal is not None and objection.regie:
        with suppress(*skipped), at_place("/regie"):
            about = await object_after_meeting(clearance, proposal_id=proposal.id, reason=said.reason, at=at)
    if not freed and about is None:
        raise NotRecordedForYou
    return freed, about


async def find_regie(clearance: Clearance, meeting: Meeting, now: datetime) -> Proposal | None:
    """Give what the meeting said of regie, as it stands now."""
    if meeting.regie_proposal_id is None:
        return None
    return as_of(await get_proposal(clearance, meeting.regie_proposal_id), now)


async def promised_there(
    clearance: Clearance, meeting: Meeting, made: Sequence[Made], own_id: UUID
) -> set[UUID]:
    """Give the agreements that need something which was recorded there as somebody's to see to."""
    facts = await list_facts(clearance, [one.agreement_id for one in made])
    return {
        agreement_id
        for agreement_id, chain in facts.items()
        for one in chain
        if isinstance(one.fact, PreconditionAgreed)
        and (one.by_id, one.fact.meeting_id) == (own_id, meeting.id)
        and one.fact.recorded_by is not None
    }


def is_recorded(proposal: Proposal | None, meeting: Meeting, own_id: UUID) -> bool:
    """Say whether somebody's assent to regie was recorded in this meeting by another."""
    return proposal is not None and any(
        one.participation_id == own_id and one.meeting_id == meeting.id and one.recorded_by is not None
        for one in proposal.responses
    )


def with_regie(meeting: Meeting, proposal: Proposal | None) -> Meeting:
    """Give the meeting with the proposal about regie that was made there."""
    return msgspec.structs.replace(meeting, regie_proposal_id=None if proposal is None else proposal.id)


@contextmanager
def at_place(pointer: str) -> Iterator[None]:
    """Let a refusal of another feature name the place in this body that it is about."""
    try:
        yield
    except Refusal as refusal:
        wrong = refusal.errors or (FieldError("", refusal.sentence()),)
        placed = [FieldError(pointer + one.pointer, one.detail) for one in wrong]
        raise type(refusal)(errors=placed) from None
