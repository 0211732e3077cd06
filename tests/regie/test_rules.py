"""The rules of regie without a database: tables, and a few thousand random histories."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import NotYours, Reach
from chaincare.refusals import Refusal
from chaincare.regie import refusals, rules
from chaincare.regie.model import (
    Answer,
    Candidate,
    Declined,
    Draft,
    InEffect,
    Lapsed,
    Mandate,
    Objected,
    Outcome,
    Proposal,
    ProposalKind,
    Response,
    Term,
    TermKind,
    Withdrawn,
)
from chaincare.regie.views import shown_to

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOLDER, CANDIDATE, OTHER, PROPOSER = (UUID(int=number) for number in range(1, 5))
FIT = Candidate(CANDIDATE, professional=True, scope="full", scope_from=NOON - HOUR, active=True)
HELD = Term(HOLDER, TermKind.AGREED, (Mandate.DECIDE,), UUID(int=9), NOON - HOUR, None)
INTERIM = msgspec.structs.replace(HELD, kind=TermKind.INTERIM, proposal_id=None, until=NOON + HOUR)

YES, NO, OBJECTS = Answer.ASSENT, Answer.REFUSAL, Answer.OBJECTION
FIRST, HANDOVER, ASSIGNMENT = ProposalKind

change = msgspec.structs.replace


def proposal(kind: ProposalKind = ProposalKind.HANDOVER, *answers: tuple[UUID, Answer]) -> Proposal:
    return Proposal(
        id=UUID(int=8),
        kind=kind,
        candidate_id=CANDIDATE,
        holder_id=HOLDER if kind is ProposalKind.HANDOVER else None,
        mandate=(Mandate.DECIDE,),
        reason="reason",
        handover_note="note",
        proposed_by=PROPOSER,
        proposed_at=NOON - HOUR,
        respond_by=NOON + HOUR,
        responses=tuple(Response(who, answer, "because", NOON) for who, answer in answers),
    )


@pytest.mark.parametrize(
    ("reach", "term", "candidate", "reason", "note", "expected"),
    [
        (Reach.FULL, None, FIT, None, None, (FIRST, None)),
        (Reach.FULL, HELD, FIT, None, "note", (HANDOVER, HOLDER)),
        (Reach.FULL, HELD, FIT, None, None, refusals.HandoverNoteNeeded),
        (Reach.FULL, INTERIM, FIT, None, None, (FIRST, None)),
        (Reach.FULL, INTERIM, change(FIT, participation_id=HOLDER), None, None, (FIRST, None)),
        (Reach.FULL, HELD, change(FIT, participation_id=HOLDER), None, "note", refusals.HoldsRegieAlready),
        (Reach.STEERING, HELD, FIT, "why", None, (ASSIGNMENT, None)),
        (Reach.STEERING, None, FIT, "why", None, (ASSIGNMENT, None)),
        (Reach.STEERING, None, FIT, None, None, refusals.AssignmentReasonNeeded),
        (Reach.FULL, None, None, None, None, refusals.CandidateUnknown),
        (Reach.FULL, None, change(FIT, professional=False), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, active=False), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, scope="that"), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, scope_from=None), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, scope_from=NOON + HOUR), None, None, refusals.CandidateCannotDirect),
    ],
)
def test_what_may_be_proposed_and_whose_agreement_it_takes(
    reach: Reach,
    term: Term | None,
    candidate: Candidate | None,
    reason: str | None,
    note: str | None,
    expected: tuple[ProposalKind, UUID | None] | type[Refusal],
) -> None:
    mandate = (Mandate.DECIDE, Mandate.CONVENE, Mandate.DECIDE)
    if isinstance(expected, tuple):
        draft = rules.proposed(reach, term, candidate, mandate, reason, note, NOON)
        assert (draft.kind, draft.holder_id) == expected
        assert draft.mandate == (Mandate.CONVENE, Mandate.DECIDE)
    else:
        with pytest.raises(expected):
            rules.proposed(reach, term, candidate, mandate, reason, note, NOON)


def test_only_an_assignment_puts_an_open_proposal_aside() -> None:
    draft = Draft(ASSIGNMENT, CANDIDATE, None, (Mandate.DECIDE,), "why", None)
    assert rules.makes_way(None, draft, NOON) is None
    assert rules.makes_way(proposal(), draft, NOON) == Withdrawn(NOON, "why")
    with pytest.raises(refusals.ProposalOpenAlready):
        rules.makes_way(proposal(), change(draft, kind=FIRST), NOON)


@pytest.mark.parametrize(
    ("outcome", "own_id", "answer", "reason", "team", "at", "refusal"),
    [
        (None, CANDIDATE, YES, None, False, NOON, None),
        (None, HOLDER, NO, "why", False, NOON, None),
        (None, OTHER, OBJECTS, "why", False, NOON, None),
        (InEffect(NOON), OTHER, OBJECTS, "why", False, NOON + HOUR - rules.TICK, None),
        (InEffect(NOON), OTHER, OBJECTS, "why", False, NOON + HOUR, refusals.ObjectionTooLate),
        (InEffect(NOON), CANDIDATE, YES, None, False, NOON, refusals.ProposalSettled),
        (Declined(NOON), OTHER, OBJECTS, "why", False, NOON, refusals.ProposalSettled),
        (None, OTHER, YES, None, False, NOON, refusals.AgreementNotYours),
        (None, OTHER, NO, "why", False, NOON, refusals.AgreementNotYours),
        (None, CANDIDATE, OBJECTS, "why", False, NOON, refusals.AssentOrRefusalAsked),
        (None, OTHER, OBJECTS, None, False, NOON, refusals.AnswerReasonNeeded),
        (None, CANDIDATE, NO, None, False, NOON, refusals.AnswerReasonNeeded),
        (None, OTHER, OBJECTS, "why", True, NOON, refusals.AnswerInOwnName),
    ],
)
def test_who_may_answer_what(
    outcome: Outcome | None,
    own_id: UUID,
    answer: Answer,
    reason: str | None,
    team: bool,
    at: datetime,
    refusal: type[Refusal] | None,
) -> None:
    asked = change(proposal(), outcome=outcome)
    if refusal is None:
        expected = Response(own_id, answer, reason, at)
        assert rules.responded(asked, answer, reason, own_id=own_id, team=team, at=at) == expected
    else:
        with pytest.raises(refusal):
            rules.responded(asked, answer, reason, own_id=own_id, team=team, at=at)


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        (FIRST, (), None),
        (FIRST, ((CANDIDATE, YES),), InEffect(NOON)),
        (HANDOVER, ((CANDIDATE, YES),), None),
        (HANDOVER, ((HOLDER, YES),), None),
        (HANDOVER, ((HOLDER, YES), (CANDIDATE, YES)), InEffect(NOON)),
        (HANDOVER, ((HOLDER, YES), (CANDIDATE, NO)), Declined(NOON)),
        (HANDOVER, ((HOLDER, YES), (OTHER, OBJECTS)), Objected(NOON)),
        (ASSIGNMENT, ((OTHER, OBJECTS),), None),
        (ASSIGNMENT, ((OTHER, OBJECTS), (CANDIDATE, YES)), InEffect(NOON)),
        (ASSIGNMENT, ((CANDIDATE, NO),), Declined(NOON)),
    ],
)
def test_how_answers_settle_a_proposal(
    kind: ProposalKind, answers: tuple[tuple[UUID, Answer], ...], expected: Outcome | None
) -> None:
    assert rules.settled(proposal(kind, *answers), HELD, FIT, NOON) == expected


@pytest.mark.parametrize("gone", [None, change(FIT, active=False), change(FIT, scope="that")])
def test_regie_never_passes_to_who_cannot_direct(gone: Candidate | None) -> None:
    agreed = proposal(FIRST, (CANDIDATE, YES))
    assert rules.settled(agreed, None, gone, NOON) == Lapsed(NOON)


def test_an_outcome_is_final() -> None:
    agreed = proposal(FIRST, (CANDIDATE, YES))
    assert rules.settled(change(agreed, outcome=Declined(NOON)), None, FIT, NOON) is None
    with pytest.raises(refusals.ProposalSettled):
        rules.withdrawn(
            change(agreed, outcome=Declined(NOON)), "why", actor_id=PROPOSER, reach=Reach.FULL, at=NOON
        )


def test_a_term_is_over_at_the_moment_it_says() -> None:
    assert rules.as_of(proposal(), NOON + HOUR - rules.TICK).outcome is None
    expired = rules.as_of(proposal(), NOON + HOUR * 5).outcome
    assert expired is not None
    assert expired.at == NOON + HOUR


def test_an_interim_holder_needs_a_vacancy_and_may_not_decide() -> None:
    term = rules.interim(None, OTHER, NOON, NOON + HOUR)
    assert (term.kind, term.until) == (TermKind.INTERIM, NOON + HOUR)
    assert Mandate.DECIDE not in term.mandate
    assert rules.interim(INTERIM, OTHER, NOON + HOUR, NOON + 2 * HOUR).since == NOON + HOUR
    for held in (HELD, INTERIM):
        with pytest.raises(refusals.RegieNotVacant):
            rules.interim(held, OTHER, NOON, NOON + HOUR)


@pytest.mark.parametrize(
    ("reach", "note", "reason", "objection", "refusal"),
    [
        (Reach.FULL, True, True, True, True),
        (Reach.CORE, True, True, True, True),
        (Reach.CLIENT, False, True, True, True),
        (Reach.STEERING, False, False, True, False),
        (Reach.THAT, False, False, False, False),
    ],
)
def test_who_reads_which_text(reach: Reach, note: bool, reason: bool, objection: bool, refusal: bool) -> None:
    said = proposal(HANDOVER, (OTHER, OBJECTS), (CANDIDATE, NO))
    shown = shown_to(change(said, outcome=Withdrawn(NOON, "why")), reach)
    assert (shown.handover_note is not None) is note
    assert (shown.reason is not None) is reason
    assert [one.reason is not None for one in shown.responses] == [objection, refusal]
    assert isinstance(shown.outcome, Withdrawn)
    assert (shown.outcome.reason is not None) is reason
    assert shown_to(change(said, kind=ASSIGNMENT), reach).reason == "reason"


MOMENTS = st.integers(-3, 30)


@given(st.lists(st.tuples(MOMENTS, st.sampled_from(["agreed", "interim"])), max_size=30))
def test_any_history_has_one_holder_at_a_time_and_no_gap_at_a_handover(acts: list[tuple[int, str]]) -> None:
    """Clocks of several servers differ: moments come in any order, the terms never overlap (R1, R3)."""
    history: list[Term] = []
    for number, (moment, kind) in enumerate(acts):
        at = NOON + moment * timedelta(microseconds=1)
        latest = history[-1] if history else None
        if kind == "interim":
            try:
                history.append(rules.interim(latest, UUID(int=number), at, at + 5 * rules.TICK))
            except refusals.RegieNotVacant:
                assert latest is not None
                assert rules.holds(latest, at)
            continue
        candidate = change(FIT, participation_id=UUID(int=number))
        agreed = change(proposal(FIRST), candidate_id=UUID(int=number))
        agreed = change(agreed, responses=(Response(UUID(int=number), YES, None, at),))
        outcome = rules.settled(agreed, latest, candidate, at)
        assert isinstance(outcome, InEffect)
        successor = rules.successor(agreed, outcome)
        was_running = latest is not None and rules.holds(latest, outcome.at)
        if (closed := rules.closed_by(latest, successor)) is not None:
            history[-1] = closed
            assert closed.until == successor.since
        assert (closed is not None) is was_running
        history.append(successor)
    for earlier, later in pairwise(history):
        assert earlier.until is not None
        assert earlier.since < earlier.until <= later.since


@pytest.mark.parametrize(
    ("reach", "own_id", "term", "may"),
    [
        (Reach.FULL, CANDIDATE, None, True),
        (Reach.STEERING, CANDIDATE, HELD, True),
        (Reach.CORE, HOLDER, HELD, True),
        (Reach.CORE, CANDIDATE, HELD, False),
        (Reach.CORE, HOLDER, None, False),
    ],
)
def test_a_holder_with_core_can_hand_over_and_a_team_cannot(
    reach: Reach, own_id: UUID, term: Term | None, may: bool
) -> None:
    if may:
        rules.may_propose(reach, own_id, term, NOON)
    else:
        with pytest.raises(NotYours):
            rules.may_propose(reach, own_id, term, NOON)
