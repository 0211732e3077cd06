"""The rules of regie without a database: tables, and a few thousand random histories."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import NotYours, Reach
from chaincare.cases.model import Holder
from chaincare.refusals import Refusal
from chaincare.regie import answers, refusals, rules, states
from chaincare.regie.model import (
    Answer,
    Declined,
    Draft,
    EndsBecause,
    InEffect,
    Lapsed,
    Latest,
    Mandate,
    Objected,
    Outcome,
    Proposal,
    ProposalKind,
    Response,
    Term,
    TermKind,
    VacantBecause,
    Withdrawn,
)
from chaincare.regie.views import shown_to
from chaincare.regie.voices import Candidate, ObjectionSettled, Voice

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOLDER, CANDIDATE, OTHER, PROPOSER = (UUID(int=number) for number in range(1, 5))
FIT = Candidate(
    CANDIDATE, professional=True, scope="full", scope_from=NOON - HOUR, stands=True, mandated=False, alone=False
)  # fmt: skip
HELD = Term(HOLDER, TermKind.AGREED, (Mandate.DECIDE,), UUID(int=9), NOON - HOUR, None)
INTERIM = msgspec.structs.replace(HELD, kind=TermKind.INTERIM, proposal_id=None, until=NOON + HOUR)
DEAD = msgspec.structs.replace(HELD, stands=False)

YES, NO, OBJECTS = Answer.ASSENT, Answer.REFUSAL, Answer.OBJECTION
FIRST, HANDOVER, ASSIGNMENT, TO_CLIENT, *_FOR_A_TIME = ProposalKind

change = msgspec.structs.replace


def voice(own_id: UUID, *, professional: bool = True, team: bool = False, mandated: bool = False) -> Voice:
    return Voice(own_id, professional=professional, team=team, mandated=mandated)


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
        (Reach.FULL, DEAD, FIT, None, None, (FIRST, None)),
        (Reach.FULL, INTERIM, change(FIT, participation_id=HOLDER), None, None, (FIRST, None)),
        (Reach.FULL, HELD, change(FIT, participation_id=HOLDER), None, "note", refusals.HoldsRegieAlready),
        (Reach.STEERING, HELD, FIT, "why", None, (ASSIGNMENT, None)),
        (Reach.STEERING, None, FIT, "why", None, (ASSIGNMENT, None)),
        (Reach.STEERING, None, FIT, None, None, refusals.AssignmentReasonNeeded),
        (Reach.FULL, None, None, None, None, refusals.CandidateUnknown),
        (Reach.FULL, None, change(FIT, professional=False), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, stands=False), None, None, refusals.CandidateCannotDirect),
        (Reach.FULL, None, change(FIT, mandated=True), None, None, refusals.CandidateCannotDirect),
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
    assert rules.makes_way(None, draft, HELD, NOON) is None
    assert rules.makes_way(proposal(), draft, HELD, NOON) == Withdrawn(NOON, "why")
    with pytest.raises(refusals.ProposalOpenAlready):
        rules.makes_way(proposal(), change(draft, kind=HANDOVER), HELD, NOON)


def test_a_handover_lapses_when_it_waits_for_a_holder_who_cannot_act() -> None:
    draft = Draft(FIRST, OTHER, None, (Mandate.DECIDE,), "why", None)
    assert rules.makes_way(proposal(), draft, DEAD, NOON) == Lapsed(NOON)
    with pytest.raises(refusals.ProposalOpenAlready):
        rules.makes_way(proposal(FIRST), draft, DEAD, NOON)
    # Nor does anything wait for a candidate who is gone.
    assert rules.makes_way(proposal(FIRST), draft, DEAD, NOON, fit=False) == Lapsed(NOON)


@pytest.mark.parametrize(
    ("outcome", "own_id", "answer", "reason", "team", "at", "refusal"),
    [
        (None, CANDIDATE, YES, None, False, NOON, None),
        (None, HOLDER, NO, "why", False, NOON, None),
        (None, OTHER, OBJECTS, "why", False, NOON, None),
        (InEffect(NOON), OTHER, OBJECTS, "why", False, NOON + HOUR - states.TICK, None),
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
        assert answers.responded(asked, answer, reason, voice(own_id, team=team), at) == expected
    else:
        with pytest.raises(refusal):
            answers.responded(asked, answer, reason, voice(own_id, team=team), at)


@pytest.mark.parametrize(
    ("kind", "by_candidate", "answer", "who", "refusal"),
    [
        (FIRST, True, YES, voice(OTHER), None),
        (FIRST, False, YES, voice(OTHER), refusals.AgreementNotYours),
        (HANDOVER, True, YES, voice(OTHER), refusals.AgreementNotYours),
        (FIRST, True, NO, voice(OTHER), refusals.AgreementNotYours),
        (FIRST, True, YES, voice(OTHER, professional=False), refusals.AgreementNotYours),
        (FIRST, True, YES, voice(OTHER, team=True), refusals.AnswerInOwnName),
        (FIRST, True, YES, voice(OTHER, mandated=True), refusals.CandidateCannotDirect),
        (FIRST, False, YES, voice(CANDIDATE, mandated=True), refusals.CandidateCannotDirect),
        (FIRST, False, NO, voice(CANDIDATE, mandated=True), None),
        (FIRST, False, OBJECTS, voice(OTHER, mandated=True), None),
        (HANDOVER, False, YES, voice(HOLDER, mandated=True), None),
    ],
)
def test_who_else_may_agree_and_who_never_may(
    kind: ProposalKind, by_candidate: bool, answer: Answer, who: Voice, refusal: type[Refusal] | None
) -> None:
    asked = change(proposal(kind), by_candidate=by_candidate)
    if refusal is None:
        assert answers.responded(asked, answer, "why", who, NOON).participation_id == who.participation_id
    else:
        with pytest.raises(refusal):
            answers.responded(asked, answer, "why", who, NOON)


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        (FIRST, (), None),
        (FIRST, ((CANDIDATE, YES),), Lapsed(NOON)),  # somebody was agreed on meanwhile, and was not asked
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


@pytest.mark.parametrize(
    ("by_candidate", "alone", "term", "answers", "expected"),
    [
        (False, False, None, ((CANDIDATE, YES),), InEffect(NOON)),
        (True, False, None, ((CANDIDATE, YES),), None),
        (True, False, DEAD, ((CANDIDATE, YES),), None),
        (True, False, None, ((CANDIDATE, YES), (OTHER, YES)), InEffect(NOON)),
        (True, False, None, ((OTHER, YES),), None),
        (True, False, None, ((CANDIDATE, YES), (OTHER, OBJECTS)), Objected(NOON)),
        (True, True, None, ((CANDIDATE, YES),), InEffect(NOON)),
        (True, False, INTERIM, ((CANDIDATE, YES),), None),
    ],
)
def test_who_puts_himself_forward_needs_another_where_there_is_one(
    by_candidate: bool,
    alone: bool,
    term: Term | None,
    answers: tuple[tuple[UUID, Answer], ...],
    expected: Outcome | None,
) -> None:
    first = change(proposal(FIRST, *answers), by_candidate=by_candidate)
    assert rules.settled(first, term, change(FIT, alone=alone), NOON) == expected


def test_a_holder_who_cannot_act_is_not_waited_for() -> None:
    handover = proposal(HANDOVER, (CANDIDATE, YES))
    assert rules.settled(handover, HELD, FIT, NOON) is None
    assert rules.settled(handover, DEAD, FIT, NOON) == InEffect(NOON)


GONE = [None, change(FIT, stands=False), change(FIT, scope="that"), change(FIT, mandated=True)]


@pytest.mark.parametrize("gone", GONE)
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
    assert states.as_of(proposal(), NOON + HOUR - states.TICK).outcome is None
    expired = states.as_of(proposal(), NOON + HOUR * 5).outcome
    assert expired is not None
    assert expired.at == NOON + HOUR
    # Who made it takes note of it, or the coordinator; of what came to nothing only.
    over = change(proposal(), outcome=expired)
    answers.taken_note_of(over, PROPOSER, Reach.FULL)
    answers.taken_note_of(change(over, outcome=Lapsed(NOON)), OTHER, Reach.STEERING)
    with pytest.raises(refusals.AcknowledgementNotYours):
        answers.taken_note_of(over, OTHER, Reach.FULL)
    with pytest.raises(refusals.NothingToAcknowledge):
        answers.taken_note_of(proposal(), PROPOSER, Reach.FULL)


def test_an_interim_holder_needs_a_vacancy_and_may_not_decide() -> None:
    term = rules.interim(None, OTHER, NOON, NOON + HOUR)
    assert (term.kind, term.until) == (TermKind.INTERIM, NOON + HOUR)
    assert Mandate.DECIDE not in term.mandate
    assert rules.interim(INTERIM, OTHER, NOON + HOUR, NOON + 2 * HOUR).since == NOON + HOUR
    assert rules.interim(DEAD, OTHER, NOON, NOON + HOUR).since == NOON
    assert states.closed_by(DEAD, change(HELD, since=NOON)) == change(DEAD, until=NOON)
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
                history.append(rules.interim(latest, UUID(int=number), at, at + 5 * states.TICK))
            except refusals.RegieNotVacant:
                assert latest is not None
                assert rules.holds(latest, at)
            continue
        candidate = change(FIT, participation_id=UUID(int=number))
        agreed = change(proposal(ASSIGNMENT), candidate_id=UUID(int=number))
        agreed = change(agreed, responses=(Response(UUID(int=number), YES, None, at),))
        outcome = rules.settled(agreed, latest, candidate, at)
        assert isinstance(outcome, InEffect)
        successor = states.successor(agreed, outcome)
        was_running = latest is not None and states.runs(latest, outcome.at)
        if (closed := states.closed_by(latest, successor)) is not None:
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
        rules.may_propose(reach, voice(own_id), term, NOON)
    else:
        with pytest.raises(NotYours):
            rules.may_propose(reach, voice(own_id), term, NOON)


def test_who_holds_a_mandate_proposes_only_to_let_regie_go() -> None:
    rules.may_propose(Reach.STEERING, voice(PROPOSER, mandated=True), HELD, NOON)
    rules.may_propose(Reach.FULL, voice(HOLDER, mandated=True), HELD, NOON)
    with pytest.raises(refusals.CandidateCannotDirect):
        rules.may_propose(Reach.FULL, voice(OTHER, mandated=True), HELD, NOON)


@pytest.mark.parametrize(
    ("at", "stands", "kind", "until", "ends", "expected"),
    [
        (NOON, True, "agreed", None, None, None),
        (NOON, False, "agreed", None, None, VacantBecause.HOLDER_CANNOT_ACT),
        (NOON + HOUR, False, "agreed", None, None, VacantBecause.HOLDER_CANNOT_ACT),
        (NOON - states.TICK, False, "agreed", None, None, None),
        (NOON, False, "interim", NOON, EndsBecause.INTERIM_OVER, VacantBecause.INTERIM_ENDED),
        (NOON, True, "assigned", NOON, EndsBecause.LAID_DOWN, VacantBecause.LAID_DOWN),
        (NOON - states.TICK, True, "assigned", NOON, EndsBecause.LAID_DOWN, None),
        (NOON, True, "agreed", NOON, EndsBecause.ASSENT_TAKEN_BACK, VacantBecause.ASSENT_TAKEN_BACK),
        (NOON - states.TICK, True, "agreed", NOON, EndsBecause.ASSENT_TAKEN_BACK, None),
        (NOON, True, "agreed", NOON, EndsBecause.MERGED, VacantBecause.MERGED),
        (NOON, True, "agreed", NOON, EndsBecause.CASE_CLOSED, VacantBecause.CASE_CLOSED),
    ],
)
def test_now_is_vacant_without_a_holder_who_can_act_and_the_past_stays(
    at: datetime,
    stands: bool,
    kind: str,
    until: datetime | None,
    ends: EndsBecause | None,
    expected: VacantBecause | None,
) -> None:
    holder = Holder(HOLDER, "n", "f", None, "o", (), kind, NOON - HOUR, until)
    assert states.directing(Latest(holder, ends, stands), at, now=NOON) == (expected or holder)


def test_a_case_nobody_ever_directed_is_still_to_be_agreed() -> None:
    assert states.directing(None, NOON, now=NOON) is VacantBecause.NOT_YET_AGREED


GOT = change(HELD, holder_id=CANDIDATE, proposal_id=UUID(int=8), since=NOON - HOUR)


@pytest.mark.parametrize(
    ("who", "said", "term", "until"),
    [
        (CANDIDATE, OBJECTS, GOT, NOON),
        (CANDIDATE, OBJECTS, change(GOT, until=NOON + HOUR), NOON),
        (CANDIDATE, OBJECTS, change(GOT, since=NOON), NOON + states.TICK),
        (CANDIDATE, OBJECTS, change(GOT, until=NOON), None),
        (CANDIDATE, OBJECTS, change(GOT, proposal_id=UUID(int=9)), None),
        (CANDIDATE, OBJECTS, INTERIM, None),
        (CANDIDATE, OBJECTS, None, None),
        (CANDIDATE, YES, GOT, None),
        (HOLDER, OBJECTS, GOT, None),
        (OTHER, OBJECTS, GOT, None),
    ],
)
def test_only_the_holder_himself_gives_back_what_he_never_agreed_to(
    who: UUID, said: Answer, term: Term | None, until: datetime | None
) -> None:
    passed = change(proposal(HANDOVER, (who, said)), outcome=InEffect(NOON - HOUR))
    ended = rules.given_back(passed, term, NOON)
    assert ended == (None if term is None or until is None else change(term, until=until))


@pytest.mark.parametrize(
    ("actor_id", "reach", "may"),
    [(PROPOSER, Reach.FULL, True), (OTHER, Reach.STEERING, True), (OTHER, Reach.FULL, False)],
)
def test_who_withdraws_a_proposal(actor_id: UUID, reach: Reach, may: bool) -> None:
    if may:
        assert rules.withdrawn(proposal(), "why", actor_id=actor_id, reach=reach, at=NOON) == Withdrawn(
            NOON, "why"
        )
    else:
        with pytest.raises(refusals.WithdrawalNotYours):
            rules.withdrawn(proposal(), "why", actor_id=actor_id, reach=reach, at=NOON)


def test_who_is_not_admitted_by_the_network_is_proposed_by_nobody_but_the_law() -> None:
    barred = msgspec.structs.replace(FIT, admitted=False)
    draft = Draft(ProposalKind.FIRST, CANDIDATE, None, (Mandate.DECIDE,), None, None)
    assert rules.admitted(draft, FIT) == rules.admitted(draft, None) == draft
    with pytest.raises(refusals.HolderNotAdmitted):
        rules.admitted(draft, barred)
    for kind in (ProposalKind.BY_LAW, ProposalKind.RETURN):
        assert rules.admitted(msgspec.structs.replace(draft, kind=kind), barred).kind is kind


def test_an_objection_is_let_be_by_the_coordinator_and_taken_back_by_who_alone_objected() -> None:
    def settle(one: Proposal, reach: Reach) -> object:
        return answers.settled_objection(one, "heard", OTHER, reach, NOON)

    alone = change(proposal(), objecting=(OTHER,))
    for one, reach in ((alone, Reach.CORE), (change(alone, objecting=(HOLDER, OTHER)), Reach.STEERING)):
        assert settle(one, reach) == ObjectionSettled(NOON, "heard")
    with pytest.raises(refusals.ObjectionNotYours):
        settle(change(alone, objecting=(HOLDER, OTHER)), Reach.CORE)
    with pytest.raises(refusals.NoObjectionLies):
        settle(proposal(), Reach.STEERING)


def test_the_parties_propose_nothing_past_an_objection_that_lies() -> None:
    for kind in ProposalKind:
        draft = Draft(kind, CANDIDATE, None, (Mandate.DECIDE,), None, None)
        answers.undisputed(draft, stopped=False)
        if kind in {ASSIGNMENT, ProposalKind.BY_LAW, ProposalKind.RETURN}:
            answers.undisputed(draft, stopped=True)
        else:
            with pytest.raises(refusals.ObjectionUndecided):
                answers.undisputed(draft, stopped=True)
