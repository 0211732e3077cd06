"""The rules of a client who directs himself: whose agreement it takes, and whose word is known from one mouth only (R10)."""

from itertools import combinations
from uuid import UUID

import msgspec
import pytest
from tests.regie.test_rules import CANDIDATE, FIT, HELD, HOLDER, INTERIM, NOON, OBJECTS, OTHER, YES, voice

from chaincare.access.model import NotYours, Reach
from chaincare.ages.model import AgeUndecided
from chaincare.clients.model import RepresentativeKind
from chaincare.refusals import Refusal
from chaincare.regie import answers, himself, laying_down, refusals, rules, states
from chaincare.regie.himself import Himself
from chaincare.regie.model import (
    Answer,
    InEffect,
    Lapsed,
    Mandate,
    Outcome,
    Proposal,
    ProposalKind,
    Response,
    Term,
)
from chaincare.regie.resigned import LaidDownBecause, Resignation
from chaincare.regie.voices import Candidate

CLIENT, CONTACT, PARENT = (UUID(int=number) for number in range(11, 14))
GROWN = Himself(CLIENT, sixteen=True, capable=True, representative=None)
BESIDE = msgspec.structs.replace(FIT, participation_id=CONTACT)
DIRECTS = Term(
    CONTACT, HELD.kind, HELD.mandate, UUID(int=8), HELD.since, None, client_id=CLIENT
)  # fmt: skip
change = msgspec.structs.replace
KIND = RepresentativeKind


def draft(
    *,
    reach: Reach = Reach.FULL,
    term: Term | None = None,
    client: Himself | None = GROWN,
    contact: Candidate | None = BESIDE,
    representative: UUID | None = None,
    note: str | None = "note",
) -> object:
    try:
        made = himself.to_client(
            reach, term, client, contact, representative, (Mandate.DECIDE, Mandate.CONVENE), note, NOON
        )
    except Refusal as refusal:
        return type(refusal)
    assert (made.kind, made.mandate) == (ProposalKind.TO_CLIENT, (Mandate.CONVENE, Mandate.DECIDE))
    assert states.coming(made) == {CLIENT, CONTACT} | ({representative} if representative else set())
    return made.holder_id


def test_whom_it_can_be_proposed_to() -> None:
    assert draft() is None
    assert draft(term=INTERIM, note=None) is None
    assert draft(term=HELD) == HOLDER
    assert draft(term=HELD, note=None) is refusals.HandoverNoteNeeded
    assert draft(term=DIRECTS) is refusals.HoldsRegieAlready
    # Another contact beside him: he is asked as who directs.
    assert draft(term=change(DIRECTS, holder_id=OTHER)) == CLIENT
    for reach in set(Reach) - {Reach.FULL}:
        assert draft(reach=reach) is NotYours
    assert draft(client=None) is refusals.CandidateCannotDirect
    unfit = (None, change(BESIDE, scope="core"), change(BESIDE, stands=False), change(BESIDE, mandated=True))
    assert {draft(contact=one) for one in unfit} == {refusals.ContactUnfit}


@pytest.mark.parametrize(
    ("sixteen", "capable", "representative", "expected"),
    [
        (True, True, None, None),
        (None, True, KIND.PARENT, AgeUndecided),
        (False, True, None, refusals.RepresentativeNeeded),
        (False, True, KIND.PARENT, None),
        (False, True, KIND.VOOGD, None),
        (False, True, KIND.MENTOR, refusals.RepresentativeNeeded),
        (True, False, None, refusals.RepresentativeNeeded),
        (True, False, KIND.MENTOR, None),
        (True, False, KIND.PARENT, refusals.RepresentativeNeeded),
        (True, False, KIND.BEWINDVOERDER, refusals.RepresentativeNeeded),
    ],
)
def test_from_sixteen_he_decides_and_before_who_may_decide_for_him(
    sixteen: bool | None, capable: bool, representative: KIND | None, expected: type[Refusal] | None
) -> None:
    client = Himself(CLIENT, sixteen, capable, representative)
    assert draft(client=client, representative=PARENT) is expected


def proposal(*responses: Response, holder: UUID | None = None, parent: UUID | None = None) -> Proposal:
    return Proposal(
        UUID(int=8), ProposalKind.TO_CLIENT, CLIENT, holder, (Mandate.DECIDE,), None, "note", OTHER, NOON, NOON,
        responses, contact_id=CONTACT, representative_id=parent,
    )  # fmt: skip


def said(who: UUID, by: UUID | None = None, answer: Answer = YES) -> Response:
    return Response(who, answer, None, NOON, None if by is None else UUID(int=77), by)


@pytest.mark.parametrize(
    ("responses", "holder", "term", "expected"),
    [
        # By his own login nobody else has to have heard it.
        ((said(CLIENT), said(CONTACT)), None, None, InEffect(NOON)),
        ((said(CLIENT),), None, None, None),
        ((said(CONTACT),), None, None, None),
        # By word: the contact who writes it down is one mouth; another professional makes two.
        ((said(CLIENT, CONTACT), said(CONTACT)), None, None, None),
        ((said(CLIENT, CONTACT), said(CONTACT), said(OTHER)), None, None, InEffect(NOON)),
        ((said(CLIENT, OTHER), said(CONTACT)), None, None, InEffect(NOON)),
        ((said(CLIENT, OTHER), said(CONTACT, OTHER)), None, None, InEffect(NOON)),
        # The present holder lets go, as always.
        ((said(CLIENT, OTHER), said(CONTACT)), HOLDER, HELD, None),
        ((said(CLIENT, OTHER), said(CONTACT), said(HOLDER)), HOLDER, HELD, InEffect(NOON)),
        # Somebody was agreed on meanwhile who was not asked.
        ((said(CLIENT), said(CONTACT)), None, HELD, Lapsed(NOON)),
    ],
)
def test_when_it_takes_effect(
    responses: tuple[Response, ...], holder: UUID | None, term: Term | None, expected: Outcome | None
) -> None:
    asked = proposal(*responses, holder=holder)
    assert rules.settled(asked, term, BESIDE, NOON) == expected
    if expected == InEffect(NOON):
        begun = states.successor(asked, InEffect(NOON))
        assert (begun.directed_by, begun.client_id, begun.holder_id) == (CLIENT, CLIENT, CONTACT)
    if expected is not None:
        assert rules.settled(asked, term, change(BESIDE, scope="core"), NOON) == Lapsed(NOON)


def test_without_everybody_who_comes_nothing_takes_effect() -> None:
    """Whichever of client, contact and representative is missing."""
    everybody = (CLIENT, CONTACT, PARENT)
    for number in range(4):
        for some in combinations(everybody, number):
            asked = proposal(*(said(who) for who in some), parent=PARENT)
            outcome = rules.settled(asked, None, BESIDE, NOON)
            assert outcome == (InEffect(NOON) if number == 3 else None)


def test_who_answers_and_what_is_written_down_for_whom() -> None:
    for who in (CLIENT, CONTACT, PARENT, OTHER):
        one = voice(who, professional=who in {CONTACT, OTHER})
        assert answers.responded(proposal(parent=PARENT), YES, None, one, NOON).participation_id == who
    with pytest.raises(refusals.AgreementNotYours):
        answers.responded(proposal(), YES, None, voice(PARENT, professional=False), NOON)

    def written(by: UUID, holder: UUID | None) -> set[UUID]:
        everybody = frozenset({CLIENT, CONTACT, OTHER, HOLDER})
        found = answers.in_presence(proposal(holder=holder), voice(by), UUID(int=7), everybody, NOON)
        return {one.participation_id for one in found}

    assert written(OTHER, HOLDER) == {CLIENT, CONTACT, HOLDER}
    assert written(CONTACT, HOLDER) == {CLIENT, CONTACT}, (
        "who is to stand beside him does not speak for the holder"
    )
    assert written(CONTACT, CONTACT) == {CLIENT, CONTACT}
    assert written(CONTACT, None) == {CLIENT, CONTACT}


@pytest.mark.parametrize(("who", "ends"), [(CLIENT, True), (CONTACT, True), (HOLDER, False), (OTHER, False)])
def test_nobody_directs_or_stands_beside_him_by_an_assent_he_never_gave(who: UUID, ends: bool) -> None:
    passed = change(proposal(said(who, answer=OBJECTS), holder=HOLDER), outcome=InEffect(NOON))
    assert (rules.given_back(passed, DIRECTS, NOON) is not None) is ends


def test_regie_is_his_to_hand_over_and_to_lay_down_and_not_his_contacts() -> None:
    rules.may_propose(Reach.CLIENT, voice(CLIENT, professional=False), DIRECTS, NOON)
    for who, term in ((CLIENT, HELD), (CLIENT, None), (PARENT, DIRECTS)):
        with pytest.raises(NotYours):
            rules.may_propose(Reach.CLIENT, voice(who, professional=False), term, NOON)
    handed = rules.proposed(
        Reach.CLIENT, DIRECTS, change(FIT, participation_id=CANDIDATE), (), None, "note", NOON
    )
    assert (handed.kind, handed.holder_id) == (ProposalKind.HANDOVER, CLIENT)
    assert laying_down.own_term(DIRECTS, voice(CLIENT, professional=False), NOON) is DIRECTS
    with pytest.raises(refusals.HoldsNoRegie):
        laying_down.own_term(DIRECTS, voice(CONTACT), NOON)
    until = NOON + (NOON - DIRECTS.since)
    gone = Resignation(UUID(int=5), CONTACT, DIRECTS.since, LaidDownBecause.OTHER, until, NOON)
    with pytest.raises(refusals.ResignationNotYours):
        laying_down.taken_back(gone, change(DIRECTS, until=until), voice(CONTACT), NOON)
    assert laying_down.taken_back(gone, change(DIRECTS, until=until), voice(CLIENT), NOON) == DIRECTS
