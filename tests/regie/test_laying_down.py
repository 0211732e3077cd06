"""The rules of laying regie down and of assent in presence, without a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.refusals import InputInvalid, Refusal
from chaincare.regie import answers, laying_down, refusals, states
from chaincare.regie.model import (
    Answer,
    Draft,
    InEffect,
    Mandate,
    Proposal,
    ProposalKind,
    Response,
    Term,
    TermKind,
)
from chaincare.regie.resigned import LaidDownBecause, Resignation
from chaincare.regie.voices import Voice
from chaincare.workdays import day_in_amsterdam, is_working_day

NOON = datetime(2026, 12, 22, 12, tzinfo=UTC)  # a Tuesday: Christmas and New Year's Day lie ahead
TODAY = date(2026, 12, 22)
HOUR = timedelta(hours=1)
HOLDER, CANDIDATE, OTHER, RECORDER, MEETING, RESIGNATION = (UUID(int=number) for number in range(1, 7))
HELD = Term(HOLDER, TermKind.AGREED, (Mandate.DECIDE,), UUID(int=9), NOON - HOUR, None)
WORKLOAD, SAFETY = LaidDownBecause.WORKLOAD, LaidDownBecause.SAFETY
LAID = Resignation(RESIGNATION, HOLDER, HELD.since, WORKLOAD, NOON + HOUR, NOON)

change = msgspec.structs.replace


def voice(own_id: UUID, *, team: bool = False) -> Voice:
    return Voice(own_id, professional=True, team=team, mandated=False)


@pytest.mark.parametrize(
    ("term", "who", "refusal"),
    [
        (HELD, voice(HOLDER), None),
        (change(HELD, kind=TermKind.ASSIGNED), voice(HOLDER), None),
        (None, voice(HOLDER), refusals.HoldsNoRegie),
        (HELD, voice(OTHER), refusals.HoldsNoRegie),
        (HELD, voice(HOLDER, team=True), refusals.HoldsNoRegie),
        (change(HELD, until=NOON), voice(HOLDER), refusals.HoldsNoRegie),
        (change(HELD, until=NOON + states.TICK), voice(HOLDER), refusals.LaidDownAlready),
        (change(HELD, kind=TermKind.INTERIM, until=NOON + HOUR), voice(HOLDER), refusals.InterimEndsByItself),
    ],
)
def test_who_lays_down_which_term(term: Term | None, who: Voice, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert laying_down.own_term(term, who, NOON) == term
    else:
        with pytest.raises(refusal):
            laying_down.own_term(term, who, NOON)


def ends(because: LaidDownBecause, ends_date: date | None = None, *, at_once: bool = False) -> datetime:
    laid = laying_down.laid_down(RESIGNATION, HELD, because, ends_date, at_once=at_once, at=NOON)
    assert (laid.id, laid.holder_id, laid.term_began_at, laid.resigned_at) == (
        RESIGNATION, HOLDER, HELD.since, NOON,
    )  # fmt: skip
    return laid.ends_at


@pytest.mark.parametrize(
    ("because", "ends_date", "at_once", "expected"),
    [
        (
            WORKLOAD,
            None,
            False,
            datetime(2027, 1, 7, 23, tzinfo=UTC),
        ),  # ten working days, two holidays between
        (WORKLOAD, date(2026, 12, 30), False, datetime(2026, 12, 30, 23, tzinfo=UTC)),
        (WORKLOAD, date(2026, 12, 29), False, refusals.ResignationTooSoon),
        (WORKLOAD, date(2027, 2, 2), False, datetime(2027, 2, 2, 23, tzinfo=UTC)),
        (WORKLOAD, date(2027, 2, 3), False, refusals.ResignationTooLong),
        (SAFETY, date(2027, 2, 3), False, refusals.ResignationTooLong),
        (SAFETY, TODAY, False, datetime(2026, 12, 22, 23, tzinfo=UTC)),
        (SAFETY, date(2026, 12, 21), False, refusals.ResignationTooSoon),
        (SAFETY, None, False, datetime(2027, 1, 7, 23, tzinfo=UTC)),
        (SAFETY, None, True, NOON),
        (WORKLOAD, None, True, refusals.ResignationTooSoon),
        (SAFETY, TODAY, True, InputInvalid),
    ],
)
def test_when_it_ends(
    because: LaidDownBecause, ends_date: date | None, at_once: bool, expected: datetime | type[Refusal]
) -> None:
    if isinstance(expected, datetime):
        assert ends(because, ends_date, at_once=at_once) == expected
    else:
        with pytest.raises(expected) as refused:
            ends(because, ends_date, at_once=at_once)
        assert refused.value.errors


def test_at_once_is_after_the_term_began() -> None:
    """Two servers' clocks differ: no term is empty."""
    began = NOON + HOUR
    laid = laying_down.laid_down(RESIGNATION, change(HELD, since=began), SAFETY, None, at_once=True, at=NOON)
    assert laid.ends_at == began + states.TICK


@pytest.mark.parametrize("because", LaidDownBecause)
@pytest.mark.parametrize("at_once", [True, False])
def test_only_what_leaves_no_choice_ends_sooner(because: LaidDownBecause, at_once: bool) -> None:
    sooner = because in {"unavailable", "conflict_of_interest", "safety", "employment_ends"}
    try:
        ends(because, None if at_once else TODAY, at_once=at_once)
    except refusals.ResignationTooSoon:
        assert not sooner
    else:
        assert sooner


@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_default_day_is_always_within_the_bounds(at: datetime) -> None:
    term = change(HELD, since=at - HOUR)
    laid = laying_down.laid_down(RESIGNATION, term, WORKLOAD, None, at_once=False, at=at)
    last_day = (laid.ends_at - states.TICK).astimezone(UTC)
    assert laid.ends_at > at + timedelta(days=10)
    again = laying_down.laid_down(
        RESIGNATION, term, WORKLOAD, day_in_amsterdam(last_day), at_once=False, at=at
    )
    assert again.ends_at == laid.ends_at
    assert is_working_day(day_in_amsterdam(last_day))


@pytest.mark.parametrize(
    ("resignation", "term", "who", "refusal"),
    [
        (LAID, change(HELD, until=LAID.ends_at), voice(HOLDER), None),
        (LAID, change(HELD, until=LAID.ends_at), voice(OTHER), refusals.ResignationNotYours),
        (LAID, change(HELD, until=LAID.ends_at), voice(HOLDER, team=True), refusals.ResignationNotYours),
        (change(LAID, withdrawn_at=NOON), HELD, voice(HOLDER), refusals.ResignationOver),
        (change(LAID, ends_at=NOON), change(HELD, until=NOON), voice(HOLDER), refusals.ResignationOver),
        (LAID, None, voice(HOLDER), refusals.ResignationOver),
        (LAID, HELD, voice(HOLDER), refusals.ResignationOver),
        (LAID, change(HELD, since=NOON, until=LAID.ends_at), voice(HOLDER), refusals.ResignationOver),
    ],
)
def test_who_takes_it_back_and_until_when(
    resignation: Resignation, term: Term | None, who: Voice, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        assert laying_down.taken_back(resignation, term, who, NOON) == HELD
    else:
        with pytest.raises(refusal):
            laying_down.taken_back(resignation, term, who, NOON)


def proposal(kind: ProposalKind = ProposalKind.HANDOVER, *responses: Response) -> Proposal:
    return Proposal(
        id=UUID(int=8), kind=kind, candidate_id=CANDIDATE,
        holder_id=HOLDER if kind is ProposalKind.HANDOVER else None, mandate=(Mandate.DECIDE,), reason=None,
        handover_note="note", proposed_by=OTHER, proposed_at=NOON, respond_by=NOON + HOUR, responses=responses,
    )  # fmt: skip


BY_HIMSELF = change(proposal(ProposalKind.FIRST), by_candidate=True)
ASSENTED = Response(CANDIDATE, Answer.ASSENT, None, NOON)


@pytest.mark.parametrize(
    ("asked", "recorder", "present", "expected"),
    [
        (proposal(), RECORDER, {HOLDER, CANDIDATE, OTHER, RECORDER}, {HOLDER: RECORDER, CANDIDATE: RECORDER}),
        (proposal(), RECORDER, {HOLDER, RECORDER}, {HOLDER: RECORDER}),
        (proposal(), RECORDER, {RECORDER}, {}),
        (proposal(), HOLDER, {HOLDER, CANDIDATE}, {HOLDER: None, CANDIDATE: HOLDER}),
        (proposal(), CANDIDATE, {HOLDER, CANDIDATE}, {CANDIDATE: None}),
        (proposal(ProposalKind.HANDOVER, ASSENTED), RECORDER, {HOLDER, CANDIDATE}, {HOLDER: RECORDER}),
        (BY_HIMSELF, RECORDER, {CANDIDATE, RECORDER, OTHER}, {CANDIDATE: RECORDER, RECORDER: None}),
        (BY_HIMSELF, CANDIDATE, {CANDIDATE, RECORDER, OTHER}, {CANDIDATE: None}),
        (change(BY_HIMSELF, responses=(ASSENTED,)), RECORDER, {RECORDER}, {RECORDER: None}),
    ],
)
def test_for_whom_a_meeting_records_assent(
    asked: Proposal, recorder: UUID, present: set[UUID], expected: dict[UUID, UUID | None]
) -> None:
    recorded = answers.in_presence(asked, voice(recorder), MEETING, frozenset(present), NOON)
    assert {one.participation_id: one.recorded_by for one in recorded} == expected
    assert {(one.answer, one.meeting_id, one.answered_at) for one in recorded} <= {
        (Answer.ASSENT, MEETING, NOON)
    }


def test_a_meeting_takes_up_the_very_same_proposal_and_no_other() -> None:
    standing = proposal()
    same = Draft(ProposalKind.HANDOVER, CANDIDATE, HOLDER, (Mandate.DECIDE,), None, "note")
    assert answers.taken_up(standing, same) == standing
    assert answers.taken_up(None, same) is None
    for other in (
        change(same, kind=ProposalKind.FIRST),
        change(same, candidate_id=OTHER),
        change(same, holder_id=OTHER),
        change(same, mandate=(Mandate.CONTACT,)),
        change(same, handover_note="another"),
    ):
        assert answers.taken_up(standing, other) is None


RECORDED = change(ASSENTED, meeting_id=MEETING, recorded_by=RECORDER)
TERM = datetime(2026, 12, 30, 23, tzinfo=UTC)
PASSED = change(proposal(ProposalKind.HANDOVER, RECORDED), outcome=InEffect(NOON))
OBJECTED = Response(CANDIDATE, Answer.OBJECTION, "no", NOON)


@pytest.mark.parametrize(
    ("asked", "answer", "at", "refusal"),
    [
        (PASSED, Answer.OBJECTION, TERM - states.TICK, None),  # past the proposal's own term
        (PASSED, Answer.OBJECTION, TERM, refusals.ObjectionTooLate),
        (PASSED, Answer.ASSENT, NOON, refusals.AlreadyAnswered),
        (PASSED, Answer.REFUSAL, NOON, refusals.AlreadyAnswered),
        (change(PASSED, outcome=None), Answer.OBJECTION, NOON, None),
        (change(PASSED, responses=(RECORDED, OBJECTED)), Answer.OBJECTION, NOON, refusals.AlreadyAnswered),
        (change(PASSED, responses=(change(RECORDED, recorded_by=None),)), Answer.OBJECTION, NOON, refusals.AlreadyAnswered),
        (change(PASSED, responses=()), Answer.OBJECTION, NOON, refusals.AssentOrRefusalAsked),
    ],
)  # fmt: skip
def test_whoever_was_recorded_objects_for_five_working_days(
    asked: Proposal, answer: Answer, at: datetime, refusal: type[Refusal] | None
) -> None:
    assert answers.objections_end(RECORDED) == TERM
    if refusal is None:
        assert answers.responded(asked, answer, "no", voice(CANDIDATE), at).recorded_by is None
    else:
        with pytest.raises(refusal):
            answers.responded(asked, answer, "no", voice(CANDIDATE), at)
