"""With whom an agreement lies, as the client's side sees it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.agreements.model import Outline, Party, StateWord, WaitingOn
from chaincare.mine.model import Ball
from chaincare.mine.rules import ball_of

ME, TEACHER, HOLDER = UUID(int=1), UUID(int=2), UUID(int=3)
AT = datetime(2026, 11, 3, tzinfo=UTC)


def party(one: UUID, role: str = "caseworker", *, holds: bool = False) -> Party:
    return Party(one, role, "full", True, None, holds, "n", "f", None, None)  # type: ignore[arg-type]


PARTIES = {ME: party(ME, "client"), TEACHER: party(TEACHER), HOLDER: party(HOLDER, holds=True)}


@pytest.mark.parametrize(
    ("on", "responsible", "proposer", "candidate", "ball"),
    [
        (WaitingOn.RESPONSIBLE, ME, TEACHER, None, Ball(ME, True)),
        (WaitingOn.RESPONSIBLE, TEACHER, ME, None, Ball(TEACHER, False)),
        (WaitingOn.PROPOSER, TEACHER, ME, None, Ball(ME, True)),
        (WaitingOn.CANDIDATE, TEACHER, HOLDER, ME, Ball(ME, True)),
        (WaitingOn.REGIE_HOLDER, TEACHER, ME, None, Ball(HOLDER, False)),
        (WaitingOn.CONFIRMER, TEACHER, HOLDER, None, Ball(None, True)),
        # He says himself that he kept it: somebody else confirms.
        (WaitingOn.CONFIRMER, ME, TEACHER, None, Ball(None, False)),
        (WaitingOn.CONFIRMER, UUID(int=9), TEACHER, None, Ball(None, True)),
        (WaitingOn.ANYONE, TEACHER, HOLDER, None, Ball(None, False)),
        (WaitingOn.NOBODY, ME, ME, None, Ball(None, False)),
    ],
)
def test_the_ball_lies_with_whoever_must_act(
    on: WaitingOn, responsible: UUID, proposer: UUID, candidate: UUID | None, ball: Ball
) -> None:
    outline = Outline(
        UUID(int=5), responsible, candidate, proposer, ("client",), StateWord.AGREED,
        date(2026, 12, 1), date(2026, 12, 1), 0, on, AT, 1,
    )  # fmt: skip
    assert ball_of(outline, PARTIES, ME) == ball


def test_a_case_that_nobody_directs_lies_with_nobody() -> None:
    outline = Outline(
        UUID(int=5), TEACHER, None, ME, ("client",), StateWord.AGREED,
        date(2026, 12, 1), date(2026, 12, 1), 0, WaitingOn.REGIE_HOLDER, AT, 1,
    )  # fmt: skip
    assert ball_of(outline, {ME: PARTIES[ME]}, ME) == Ball(None, False)
