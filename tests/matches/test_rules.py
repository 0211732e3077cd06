"""What a decision leads to: a table of who decides what, when."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from chaincare.matches import rules
from chaincare.matches.model import (
    ClientAnswer,
    ClientAsked,
    ClientAskedLater,
    ClientNotAsked,
    ConsentOfAnotherCase,
    Decision,
    JoiningNeedsBasis,
    JoiningNotYours,
    Match,
    MatchAnswer,
    MatchSettled,
    MatchState,
    NewerCannotDirect,
    NothingMerged,
    OtherHolderDecides,
    RegieNamedByHolders,
    RegieNotAgreed,
    Side,
)
from chaincare.parties.model import LegalBasis
from chaincare.parties.refusals import BasisRunsOut
from chaincare.refusals import Refusal

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = AT.date()
YES = ClientAnswer(agrees=True, asked=ClientAsked.IN_PERSON, asked_on=TODAY)
NO = ClientAnswer(agrees=False, asked=ClientAsked.BY_PHONE, asked_on=TODAY)
LATER = ClientAnswer(agrees=True, asked=ClientAsked.BY_PHONE, asked_on=date(2026, 3, 3))
OLDER, NEWER = Side.OLDER, Side.NEWER


def said(side: Side, regie: Side | None = OLDER, client: ClientAnswer | None = None, **more: Any) -> Decision:
    return Decision(
        side, more.get("answer", MatchAnswer.SAME_PERSON), regie, client, more.get("joins", False), AT
    )


def match(state: MatchState, *decisions: Decision, newer_may_direct: bool = True) -> Match:
    one = UUID(int=1)
    return Match(one, state, OLDER, one, "A", "B", None, newer_may_direct, decisions, AT, AT)


S = MatchState
NOT = MatchAnswer.NOT_A_DUPLICATE


@pytest.mark.parametrize(
    ("before", "decision", "after"),
    [
        (match(S.TO_OLDER), said(OLDER), S.TO_NEWER),
        (match(S.TO_OLDER), said(OLDER, NEWER, YES), S.TO_NEWER),
        (match(S.TO_OLDER), said(OLDER, client=NO), S.CLIENT_DECLINED),
        (match(S.TO_OLDER), said(OLDER, None, answer=NOT), S.NOT_A_DUPLICATE),
        (match(S.TO_NEWER), said(NEWER), S.TO_OLDER),
        (match(S.TO_OLDER, said(NEWER)), said(OLDER), S.TO_CLIENT),
        (match(S.TO_OLDER, said(NEWER, client=YES)), said(OLDER), S.MERGED),
        (match(S.TO_NEWER, said(OLDER)), said(NEWER), S.TO_CLIENT),
        (match(S.TO_NEWER, said(OLDER)), said(NEWER, client=YES), S.MERGED),
        (match(S.TO_NEWER, said(OLDER, client=YES)), said(NEWER), S.MERGED),
        (match(S.TO_NEWER, said(OLDER)), said(NEWER, None, answer=NOT), S.NOT_A_DUPLICATE),
        (match(S.TO_NEWER, said(OLDER)), said(OLDER, None, answer=NOT), S.NOT_A_DUPLICATE),
        (match(S.TO_NEWER, said(OLDER, NEWER)), said(NEWER, NEWER, YES, joins=True), S.MERGED),
        (match(S.TO_NEWER, said(OLDER)), said(NEWER, OLDER, YES, joins=True), S.MERGED),
        (match(S.TO_CLIENT, said(OLDER), said(NEWER)), said(OLDER, client=YES), S.MERGED),
        (match(S.TO_CLIENT, said(OLDER), said(NEWER)), said(NEWER, client=YES), S.MERGED),
        (match(S.TO_CLIENT, said(OLDER), said(NEWER)), said(NEWER, client=NO), S.CLIENT_DECLINED),
        (
            match(S.TO_CLIENT, said(OLDER, NEWER), said(NEWER, NEWER, joins=True)),
            said(NEWER, NEWER, YES),
            S.MERGED,
        ),
    ],
)
def test_where_a_decision_leads(before: Match, decision: Decision, after: MatchState) -> None:
    assert rules.decide(before, decision, today=TODAY) is after


@pytest.mark.parametrize(
    ("before", "decision", "refused"),
    [
        *((match(one), said(OLDER), MatchSettled) for one in MatchState if one not in rules.OPEN),
        (match(S.TO_OLDER), said(OLDER, client=LATER), ClientAskedLater),
        (match(S.TO_OLDER), said(OLDER, joins=True), JoiningNotYours),
        (match(S.TO_OLDER), said(OLDER, None), RegieNamedByHolders),
        (match(S.TO_OLDER, newer_may_direct=False), said(OLDER, NEWER), NewerCannotDirect),
        (match(S.TO_NEWER, said(OLDER)), said(NEWER, NEWER, joins=True), RegieNotAgreed),
        (match(S.TO_NEWER, said(OLDER)), said(OLDER), OtherHolderDecides),
        (match(S.TO_NEWER), said(OLDER), OtherHolderDecides),
        (match(S.TO_OLDER, said(NEWER)), said(NEWER), OtherHolderDecides),
        (match(S.TO_NEWER, said(OLDER, NEWER)), said(NEWER, NEWER), JoiningNeedsBasis),
        (match(S.TO_CLIENT, said(OLDER), said(NEWER)), said(NEWER), ClientNotAsked),
    ],
)
def test_what_is_refused(before: Match, decision: Decision, refused: type[Refusal]) -> None:
    with pytest.raises(refused):
        rules.decide(before, decision, today=TODAY)


def test_a_basis_to_join_on_runs_and_rests_on_no_consent_of_the_other_case() -> None:
    basis = LegalBasis("avg-6-1-e", "Wmo 2015", None, (), None)
    assert rules.joining(basis, at=AT) is basis
    for wrong, refused in (
        ({"until": AT}, BasisRunsOut),
        ({"consent_id": UUID(int=2)}, ConsentOfAnotherCase),
    ):
        with pytest.raises(refused):
            rules.joining(msgspec.structs.replace(basis, **wrong), at=AT)


def test_only_what_is_merged_is_split() -> None:
    assert rules.split(match(S.MERGED)) is S.SPLIT
    for one in MatchState:
        if one is not S.MERGED:
            with pytest.raises(NothingMerged):
                rules.split(match(one))
