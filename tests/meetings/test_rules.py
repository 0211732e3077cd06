"""What a meeting can say, whose assent counts, and until when one can object (A8)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Reach
from chaincare.agreements.model import Party
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
from chaincare.meetings.rules import assents, held, minute_readers, objected, objections_until, witnessed
from chaincare.refusals import Refusal

AT = datetime(2026, 10, 7, 14, 0, tzinfo=UTC)  # a Wednesday


def someone(place: int, role: str, scope: str = "full") -> Party:
    said = {
        "id": UUID(int=place),
        "role": role,
        "scope": scope,
        "present": True,
        "holds_regie": False,
        "name": "N",
    }
    return msgspec.convert({**dict.fromkeys(Party.__struct_fields__), "succeeds": (), **said}, Party)


TEACHER, BEGELEIDER = someone(1, "caseworker"), someone(2, "caseworker")
WORKER, TEAM = someone(3, "specialist", "core"), someone(4, "team", "core")
MOTHER, MAN = someone(5, "representative", "client"), someone(6, "client", "client")
EVERYONE = (TEACHER, BEGELEIDER, WORKER, TEAM, MOTHER, MAN)
KNOWN = {one.id: one for one in EVERYONE}
STRANGER = UUID(int=99)
OPENED = AT - timedelta(days=200)
LATER = someone(7, "specialist")
PEOPLE = People(KNOWN | {LATER.id: LATER}, frozenset(KNOWN), OPENED)


def account(**changes: Any) -> Account:
    plain = Account(
        kind=MeetingKind.MEETING, held_at=AT, present=(TEACHER.id, MOTHER.id), absent=(), heard=None, proof=None,
        client_present=ClientPresence.YES, next_on=None,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **changes)


def record(said: Account, by: Party = TEACHER, at: datetime = AT) -> Meeting:
    return held(said, meeting_id=UUID(int=1000), recorder_id=by.id, people=PEOPLE, at=at)


def test_a_meeting_that_was_held() -> None:
    said = account(absent=(WORKER.id,), next_on=date(2026, 10, 7))
    assert record(said) == Meeting(
        UUID(int=1000), MeetingKind.MEETING, AT, TEACHER.id, AT, ClientPresence.YES, date(2026, 10, 7)
    )


@pytest.mark.parametrize(
    ("changes", "refusal", "pointers"),
    [
        ({"held_at": AT + timedelta(microseconds=1)}, HeldInFuture, ["/heldAt"]),
        ({"held_at": OPENED - timedelta(microseconds=1)}, HeldBeforeOpening, ["/heldAt"]),
        ({"present": (LATER.id, TEACHER.id, MOTHER.id)}, NotTakingPartThen, ["/present/0"]),
        ({"next_on": date(2026, 10, 6)}, NextDatePast, ["/nextDate"]),
        ({"present": (TEACHER.id, STRANGER)}, AttendeeUnknown, ["/present/1"]),
        ({"absent": (STRANGER, WORKER.id, STRANGER)}, AttendeeUnknown, ["/absent/0", "/absent/2"]),
        ({"present": (TEACHER.id, TEAM.id)}, TeamIsNobody, ["/present/1"]),
        ({"absent": (TEAM.id,)}, TeamIsNobody, ["/absent/0"]),
        ({"present": (TEACHER.id, MOTHER.id, MOTHER.id)}, NamedTwice, ["/present/2"]),
        ({"absent": (WORKER.id, MOTHER.id)}, NamedTwice, ["/absent/1"]),
        ({"present": (MOTHER.id, WORKER.id)}, RecorderNotPresent, ["/present"]),
        ({"present": (MOTHER.id,), "absent": (TEACHER.id,)}, RecorderNotPresent, ["/present"]),
        (
            {"present": (TEACHER.id,), "client_present": ClientPresence.NO, "heard": "By phone."},
            NobodyElsePresent,
            ["/present"],
        ),
        (
            {"present": (TEACHER.id, MAN.id), "client_present": ClientPresence.NO, "heard": "x"},
            ClientPresenceUnclear,
            ["/client/present"],
        ),
        ({"absent": (MAN.id,)}, ClientPresenceUnclear, ["/client/present"]),
        (
            {"absent": (MAN.id,), "client_present": ClientPresence.PARTLY, "heard": "x"},
            ClientPresenceUnclear,
            ["/client/present"],
        ),
        ({"client_present": ClientPresence.NO}, HeardNeeded, ["/client/heard"]),
        ({"client_present": ClientPresence.PARTLY}, HeardNeeded, ["/client/heard"]),
    ],
)
def test_what_a_meeting_cannot_say(
    changes: dict[str, Any], refusal: type[Refusal], pointers: list[str]
) -> None:
    with pytest.raises(refusal) as refused:
        record(account(**changes))
    assert [one.pointer for one in refused.value.errors] == pointers


def test_nobody_records_for_his_team() -> None:
    with pytest.raises(RecordInOwnName):
        record(account(present=(TEAM.id, MOTHER.id)), by=TEAM)


def test_alone_with_a_client_who_has_no_place_in_the_case_is_a_talk_too() -> None:
    assert record(account(present=(TEACHER.id,))).client_present is ClientPresence.YES


def test_the_client_can_be_there_in_part_or_be_heard_elsewhere() -> None:
    for presence in (ClientPresence.NO, ClientPresence.PARTLY):
        assert record(account(client_present=presence, heard="At home, before.")).client_present is presence
    assert record(
        account(present=(TEACHER.id, MAN.id), client_present=ClientPresence.PARTLY, heard="He left.")
    )


def test_the_day_of_the_meeting_is_one_in_amsterdam() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert record(account(held_at=late, next_on=date(2026, 7, 2)))
    with pytest.raises(NextDatePast):
        record(account(held_at=late, next_on=date(2026, 7, 1)))


def assent(said: Account, responsible: UUID, assented: bool | None = None, by: Party = TEACHER) -> Assent:
    (found,) = assents(said, [Asked(responsible, assented)], recorder_id=by.id, known=KNOWN)
    return found


THERE = (TEACHER.id, WORKER.id, MOTHER.id, MAN.id)


@pytest.mark.parametrize(
    ("kind", "responsible", "expected"),
    [
        (MeetingKind.MEETING, TEACHER, Assent.HIMSELF),
        (MeetingKind.MEETING, WORKER, Assent.IN_PRESENCE),
        (MeetingKind.MEETING, MOTHER, Assent.IN_PRESENCE),
        (MeetingKind.MEETING, MAN, Assent.IN_PRESENCE),
        (MeetingKind.MEETING, BEGELEIDER, Assent.AWAITED),
        (MeetingKind.CONVERSATION, TEACHER, Assent.HIMSELF),
        (MeetingKind.CONVERSATION, WORKER, Assent.IN_PRESENCE),
        (MeetingKind.CONVERSATION, MOTHER, Assent.ORAL),
        (MeetingKind.CONVERSATION, MAN, Assent.ORAL),
        (MeetingKind.CONVERSATION, BEGELEIDER, Assent.AWAITED),
        (MeetingKind.PAPER, TEACHER, Assent.HIMSELF),
        (MeetingKind.PAPER, WORKER, Assent.AWAITED),
        (MeetingKind.PAPER, MOTHER, Assent.PAPER),
        (MeetingKind.PAPER, MAN, Assent.PAPER),
        (MeetingKind.PAPER, BEGELEIDER, Assent.AWAITED),
    ],
)
def test_how_somebody_assented(kind: MeetingKind, responsible: Party, expected: Assent) -> None:
    said = account(kind=kind, present=THERE, absent=(BEGELEIDER.id,), proof="He said yes.")
    assert assent(said, responsible.id) is expected
    if expected is Assent.HIMSELF:
        with pytest.raises(OwnWorkIsAgreed):
            assent(said, responsible.id, assented=False)
    else:
        assert assent(said, responsible.id, assented=False) is Assent.AWAITED
    if expected is Assent.AWAITED:
        with pytest.raises(AssentNotWitnessed) as refused:
            assent(said, responsible.id, assented=True)
        assert [one.pointer for one in refused.value.errors] == ["/agreements/0/assented"]
    else:
        assert assent(said, responsible.id, assented=True) is expected


def test_a_word_or_a_paper_needs_proof_and_a_table_full_of_people_does_not() -> None:
    for kind in (MeetingKind.CONVERSATION, MeetingKind.PAPER):
        with pytest.raises(ProofNeeded):
            assent(account(kind=kind), MOTHER.id)
        assert assent(account(kind=kind), MOTHER.id, assented=False) is Assent.AWAITED
    assert assent(account(present=(TEACHER.id, WORKER.id, MOTHER.id)), MOTHER.id) is Assent.IN_PRESENCE


@pytest.mark.parametrize("others", [(), (MAN.id,)])
def test_a_table_without_another_professional_is_a_talk(others: tuple[UUID, ...]) -> None:
    """The client's side does not vouch for itself: only a second professional makes it a table."""
    said = account(present=(TEACHER.id, MOTHER.id, *others))
    with pytest.raises(ProofNeeded) as refused:
        assent(said, MOTHER.id)
    assert [one.pointer for one in refused.value.errors] == ["/proof"]
    assert assent(msgspec.structs.replace(said, proof="She nodded."), MOTHER.id) is Assent.ORAL
    assert assent(account(present=(TEACHER.id, BEGELEIDER.id)), BEGELEIDER.id) is Assent.IN_PRESENCE


def test_who_joined_later_can_be_named_absent_and_a_meeting_can_be_at_the_opening() -> None:
    assert record(account(absent=(LATER.id,)))
    assert record(account(held_at=OPENED)).held_at == OPENED


def test_every_place_is_named() -> None:
    said = account(absent=(WORKER.id, BEGELEIDER.id))

    def pointers(refusal: type[Refusal], *asked: Asked) -> list[str]:
        with pytest.raises(refusal) as refused:
            assents(said, asked, recorder_id=TEACHER.id, known=KNOWN)
        return [one.pointer for one in refused.value.errors]

    absent, open_ = Asked(WORKER.id, assented=True), Asked(MOTHER.id)
    assert pointers(AssentNotWitnessed, absent, open_, Asked(STRANGER, assented=True)) == [
        "/agreements/0/assented",
        "/agreements/2/assented",
    ]
    assert pointers(OwnWorkIsAgreed, open_, Asked(TEACHER.id, assented=False)) == ["/agreements/1/assented"]
    said = msgspec.structs.replace(said, kind=MeetingKind.PAPER)
    assert pointers(ProofNeeded, Asked(TEACHER.id), open_) == ["/proof"]
    assert pointers(ProofNeeded, Asked(TEACHER.id, owner_ids=(WORKER.id, MOTHER.id))) == ["/proof"]
    unasked = Asked(TEACHER.id, owner_ids=(WORKER.id, TEACHER.id))
    assert assents(said, [unasked], recorder_id=TEACHER.id, known=KNOWN) == [Assent.HIMSELF]
    assert assents(said, [], recorder_id=TEACHER.id, known=KNOWN) == []


people = st.sampled_from(EVERYONE)


@given(
    kind=st.sampled_from(MeetingKind),
    present=st.sets(people.map(lambda one: one.id)),
    recorder=st.sampled_from([TEACHER, BEGELEIDER, WORKER]),
    responsible=st.one_of(people.map(lambda one: one.id), st.just(STRANGER)),
    assented=st.one_of(st.none(), st.booleans()),
    proof=st.one_of(st.none(), st.just("Seen.")),
)
def test_nobody_absent_is_ever_bound(
    kind: MeetingKind,
    present: set[UUID],
    recorder: Party,
    responsible: UUID,
    assented: bool | None,
    proof: str | None,
) -> None:
    present |= {recorder.id}
    said = account(kind=kind, present=tuple(present), proof=proof)
    seen = witnessed(said, recorder_id=recorder.id, known=KNOWN)
    assert seen[recorder.id] is Assent.HIMSELF
    assert set(seen) <= present
    try:
        how = assent(said, responsible, assented, by=recorder)
    except Refusal:
        return
    assert (how is Assent.HIMSELF) == (responsible == recorder.id)
    if how in RECORDED_BY_ANOTHER:
        assert responsible in seen
        assert assented is not False
        assert how is Assent.IN_PRESENCE or (proof and KNOWN[responsible].is_client_side)
    if how is Assent.AWAITED:
        assert not assented


def test_who_reads_the_minutes() -> None:
    readers = {"reach": Reach.FULL, "known": KNOWN}
    assert minute_readers(None, THERE, **readers) == (TEACHER.id, WORKER.id)  # type: ignore[arg-type]
    assert minute_readers((), THERE, **readers) == ()  # type: ignore[arg-type]
    assert minute_readers((MOTHER.id,), THERE, **readers) == (MOTHER.id,)  # type: ignore[arg-type]
    with pytest.raises(MinutesNotYours):
        minute_readers(None, THERE, reach=Reach.CORE, known=KNOWN)


# ---- objections

MEETING = record(account())
HERS, HIS, OWN, OPEN = (UUID(int=place) for place in (201, 202, 203, 204))
MADE = [
    Made(HERS, MOTHER.id, date(2026, 10, 21), Assent.IN_PRESENCE),
    Made(HIS, MAN.id, date(2026, 10, 21), Assent.ORAL),
    Made(OWN, TEACHER.id, date(2026, 10, 21), Assent.HIMSELF),
    Made(OPEN, WORKER.id, date(2026, 10, 21), Assent.AWAITED),
]


def take_back(own: Party, at: datetime = AT, **said: Any) -> Objection:
    plain: dict[str, Any] = {
        "named": None, "promised": (), "regie": False, "regie_recorded": False, "made": MADE, **said,
    }  # fmt: skip
    return objected(MEETING, plain.pop("made"), own_id=own.id, at=at, **plain)


def test_one_takes_back_what_was_recorded_for_him() -> None:
    assert take_back(MOTHER) == Objection((HERS,), False)
    assert take_back(MOTHER, named=(HERS, HERS)) == Objection((HERS,), False)
    assert take_back(MAN, regie_recorded=True) == Objection((HIS,), True)
    assert take_back(MAN, regie_recorded=True, regie=True) == Objection((), True)
    assert take_back(MAN, regie_recorded=True, named=(HIS,)) == Objection((HIS,), False)
    assert take_back(WORKER, regie_recorded=True) == Objection((), True)
    assert take_back(WORKER, promised={OWN}) == Objection((OWN,), False)
    assert take_back(MOTHER, promised={OWN}) == Objection((HERS, OWN), False)


@pytest.mark.parametrize(
    ("own", "said", "pointers"),
    [
        (TEACHER, {}, []),  # said it himself
        (WORKER, {}, []),  # is still asked
        (MOTHER, {"named": (HERS, HIS, OPEN)}, ["/agreements/1", "/agreements/2"]),
        (MOTHER, {"regie": True}, ["/regie"]),
        (MOTHER, {"named": (), "regie": False}, []),
        (TEACHER, {"named": (OWN,), "regie": True}, ["/agreements/0", "/regie"]),
    ],
)
def test_one_takes_back_nothing_else(own: Party, said: dict[str, Any], pointers: list[str]) -> None:
    with pytest.raises(NotRecordedForYou) as refused:
        take_back(own, **said)
    assert [one.pointer for one in refused.value.errors] == pointers


def test_five_working_days_from_when_it_was_recorded() -> None:
    ends = objections_until(AT)
    assert ends == datetime(2026, 10, 14, 22, 0, tzinfo=UTC)  # Wednesday, the end of the day in Amsterdam
    assert take_back(MOTHER, ends - timedelta(microseconds=1)) == Objection((HERS,), False)
    with pytest.raises(MeetingObjectionTooLate):
        take_back(MOTHER, ends)


@pytest.mark.parametrize(
    ("recorded", "until"),
    [
        # Good Friday 3 April and Easter Monday 6 April 2026 are no working days, nor are the weekends.
        (datetime(2026, 4, 1, 12, tzinfo=UTC), datetime(2026, 4, 10, 22, tzinfo=UTC)),
        # Koningsdag, Monday 27 April, and Liberation Day, Tuesday 5 May.
        (datetime(2026, 4, 24, 12, tzinfo=UTC), datetime(2026, 5, 1, 22, tzinfo=UTC) + timedelta(days=3)),
        # 23:30 in UTC is the next day in Amsterdam.
        (datetime(2026, 7, 5, 23, 30, tzinfo=UTC), datetime(2026, 7, 13, 22, tzinfo=UTC)),
    ],
)
def test_the_term_knows_the_calendar(recorded: datetime, until: datetime) -> None:
    assert objections_until(recorded) == until
