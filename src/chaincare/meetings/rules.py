"""What a meeting can say, whose assent counts there, and until when one can object. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.agreements.model import Parties
from chaincare.meetings.model import (
    RECORDED_BY_ANOTHER,
    Account,
    Asked,
    Assent,
    ClientPresence,
    Made,
    Meeting,
    MeetingKind,
    Objection,
    People,
)
from chaincare.meetings.refusals import (
    AssentNotWitnessed,
    AttendeeUnknown,
    ClientPresenceUnclear,
    HeardNeeded,
    HeldBeforeOpening,
    HeldInFuture,
    MeetingObjectionTooLate,
    MinutesNotYours,
    NamedTwice,
    NextDatePast,
    NobodyElsePresent,
    NotRecordedForYou,
    NotTakingPartThen,
    OwnWorkIsAgreed,
    ProofNeeded,
    RecorderNotPresent,
    RecordInOwnName,
    TeamIsNobody,
)
from chaincare.refusals import FieldError, Refusal
from chaincare.workdays import day_in_amsterdam, term_ends

OBJECTION_DAYS = 5
"""Working days in which who was recorded as assenting can object (A8)."""


def held(account: Account, *, meeting_id: UUID, recorder_id: UUID, people: People, at: datetime) -> Meeting:
    """Give the meeting that this account makes.

    Raises what :func:`attended` does, HeldInFuture, HeldBeforeOpening, NextDatePast.
    """
    if account.held_at > at:
        raise HeldInFuture(errors=[_wrong("/heldAt", "Give a moment that has passed.")])
    if account.held_at < people.opened_at:
        raise HeldBeforeOpening(errors=[_wrong("/heldAt", "Give a moment after the case was opened.")])
    if account.next_on is not None and account.next_on < day_in_amsterdam(account.held_at):
        raise NextDatePast(errors=[_wrong("/nextDate", "Give a day on or after the one of the meeting.")])
    attended(account, recorder_id=recorder_id, people=people)
    return Meeting(
        meeting_id, account.kind, account.held_at, recorder_id, at, account.client_present, account.next_on
    )


def attended(account: Account, *, recorder_id: UUID, people: People) -> None:
    """Check who was there and who was not. Who stands in neither list was not invited.

    Present is who took part when it was held: nobody is bound by a meeting from before his time. Absent can be who
    takes part only now. Raises RecordInOwnName, AttendeeUnknown, TeamIsNobody, NamedTwice, RecorderNotPresent,
    NotTakingPartThen, NobodyElsePresent, ClientPresenceUnclear, HeardNeeded.
    """
    known = people.known
    if known[recorder_id].role == "team":
        raise RecordInOwnName
    named = [*_places("/present", account.present), *_places("/absent", account.absent)]
    _refuse(AttendeeUnknown, [place for place, one in named if one not in known], "Nobody of this case.")
    _refuse(TeamIsNobody, [place for place, one in named if known[one].role == "team"], "This is a team.")
    earlier: set[UUID] = set()
    twice = [place for place, one in named if one in earlier or earlier.add(one)]  # type: ignore[func-returns-value]
    _refuse(NamedTwice, twice, "Named before.")
    if recorder_id not in account.present:
        raise RecorderNotPresent(errors=[_wrong("/present", "Your own participation is missing.")])
    early = [place for place, one in _places("/present", account.present) if one not in people.then]
    _refuse(NotTakingPartThen, early, "Did not take part at that moment.")
    if account.client_present is ClientPresence.NO and len(account.present) == 1:
        raise NobodyElsePresent(errors=[_wrong("/present", "Only you are named.")])
    _refuse_unclear(account, known)
    if account.client_present is not ClientPresence.YES and account.heard is None:
        raise HeardNeeded(errors=[_wrong("/client/heard", "Say how the client was heard, or why not.")])


def _refuse_unclear(account: Account, known: Parties) -> None:
    listed_present = any(known[one].role == "client" for one in account.present)
    listed_absent = any(known[one].role == "client" for one in account.absent)
    if (listed_present and account.client_present is ClientPresence.NO) or (
        listed_absent and account.client_present is not ClientPresence.NO
    ):
        raise ClientPresenceUnclear(errors=[_wrong("/client/present", "It does not fit the two lists.")])


def witnessed(account: Account, *, recorder_id: UUID, known: Parties) -> dict[UUID, Assent]:
    """Give whose assent the recorder can have witnessed, and how it was given; never that of somebody absent.

    A paper shows the assent of the client and of representatives only: a professional has a login, and answers.
    """
    overheard = any(one != recorder_id and not known[one].is_client_side for one in account.present)
    seen = {
        one: _how(account.kind, client_side=known[one].is_client_side, overheard=overheard)
        for one in account.present
    }
    if account.kind is MeetingKind.PAPER:
        seen = {one: how for one, how in seen.items() if known[one].is_client_side}
    return seen | {recorder_id: Assent.HIMSELF}


def assents(account: Account, asked: Sequence[Asked], *, recorder_id: UUID, known: Parties) -> list[Assent]:
    """Decide of each agreement how the one responsible assented.

    Who was present agreed to what was agreed there, unless the recorder says that he left it open. Raises
    AssentNotWitnessed, OwnWorkIsAgreed, ProofNeeded.
    """
    seen = witnessed(account, recorder_id=recorder_id, known=known)
    own, unseen = [], []
    for place, one in enumerate(asked):
        if one.assented is False and one.responsible_id == recorder_id:
            own.append(f"/agreements/{place}/assented")
        if one.assented and one.responsible_id not in seen:
            unseen.append(f"/agreements/{place}/assented")
    _refuse(OwnWorkIsAgreed, own, "This is your own work.")
    _refuse(AssentNotWitnessed, unseen, "Leave this out.")
    found = [
        Assent.AWAITED if one.assented is False else seen.get(one.responsible_id, Assent.AWAITED)
        for one in asked
    ]
    said = {*found, *(seen[owner] for one in asked for owner in one.owner_ids if owner in seen)}
    proven(account, said)
    return found


def proven(account: Account, said: Collection[Assent]) -> None:
    """Check that an assent by word or on paper says what was heard or seen. Raises ProofNeeded."""
    if account.proof is None and not {Assent.ORAL, Assent.PAPER}.isdisjoint(said):
        raise ProofNeeded(errors=[_wrong("/proof", "Say what you heard or saw, and where the paper is.")])


def _how(kind: MeetingKind, *, client_side: bool, overheard: bool) -> Assent:
    """Say what it is called: at a table another professional hears it too, in a talk the recorder alone vouches for it.

    A table with no other professional at it (not ``overheard``) is a talk, whatever the recorder calls it.
    """
    match kind:
        case MeetingKind.MEETING:
            return Assent.ORAL if client_side and not overheard else Assent.IN_PRESENCE
        case MeetingKind.CONVERSATION:
            return Assent.ORAL if client_side else Assent.IN_PRESENCE
        case MeetingKind.PAPER:
            return Assent.PAPER
        case _:
            assert_never(kind)


def minute_readers(
    named: Sequence[UUID] | None, present: Sequence[UUID], *, reach: Reach, known: Parties
) -> tuple[UUID, ...]:
    """Give the parties who read the minutes: unless others are named, the professionals who were there.

    The client's side reads them only when that is said: somebody may have been there for a part. Raises
    MinutesNotYours.
    """
    if reach is not Reach.FULL:
        raise MinutesNotYours(errors=[_wrong("/minutes", "For scope full.")])
    if named is not None:
        return tuple(named)
    return tuple(one for one in present if not known[one].is_client_side)


def objections_until(recorded_at: datetime) -> datetime:
    """Give the moment until which one can object: from then on what was recorded stands."""
    return term_ends(recorded_at, OBJECTION_DAYS)


def objected(
    meeting: Meeting,
    made: Sequence[Made],
    *,
    own_id: UUID,
    promised: Collection[UUID],
    regie_recorded: bool,
    named: Sequence[UUID] | None,
    regie: bool,
    at: datetime,
) -> Objection:
    """Decide what somebody takes back: what he names, or when he names nothing all that was recorded for him.

    ``promised``: agreements that need something which was recorded there as his to see to. ``regie_recorded``: his assent
    to regie was recorded there. Raises MeetingObjectionTooLate, NotRecordedForYou.
    """
    if at >= objections_until(meeting.recorded_at):
        raise MeetingObjectionTooLate
    his = {
        one.agreement_id
        for one in made
        if one.agreement_id in promised
        or (one.responsible_id == own_id and one.assent in RECORDED_BY_ANOTHER)
    }
    if named is None and not regie:
        named, regie = sorted(his), regie_recorded
    named = tuple(dict.fromkeys(named or ()))
    strange = [place for place, one in _places("/agreements", named) if one not in his]
    if regie and not regie_recorded:
        strange.append("/regie")
    _refuse(NotRecordedForYou, strange, "Not recorded for you.")
    if not named and not regie:
        raise NotRecordedForYou
    return Objection(named, regie)


def _places(pointer: str, ids: Collection[UUID]) -> list[tuple[str, UUID]]:
    return [(f"{pointer}/{place}", one) for place, one in enumerate(ids)]


def _refuse(refusal: type[Refusal], places: Sequence[str], detail: str) -> None:
    if places:
        raise refusal(errors=[_wrong(place, detail) for place in places])


def _wrong(pointer: str, detail: str) -> FieldError:
    return FieldError(pointer, detail)
