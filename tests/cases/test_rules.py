"""Rules of the case itself: its reference, its question, and what each reach is shown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Reach
from chaincare.cases.model import (
    CaseFile,
    CaseStatus,
    Consulted,
    EvaluationInPast,
    Level,
    Party,
    Question,
    ReasonNeeded,
)
from chaincare.cases.rules import asked_well, reference_from, shown_to
from chaincare.directory.model import Sector
from chaincare.parties.model import Circle, Role, Scope

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASKED = Question("Rust.", "What helps?", None, Consulted.YES, None)
PARTY = Party(
    UUID(int=1), Role.CASEWORKER, Circle.BUURTWINKEL, Scope.FULL, NOON, "safety", NOON, "Joris Timmer", "leerkracht",
    "050", UUID(int=2), "Team", "School", Sector.EDUCATION,
)  # fmt: skip
CASE = CaseFile(
    UUID(int=3), "AAAA-BBBB", CaseStatus.OPEN, NOON, Level.BUURTWINKEL, None, None, None, (PARTY,), 0, 0, None
)


def asked(**changes: Any) -> Question:
    return msgspec.structs.replace(ASKED, **changes)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        (ASKED, None),
        (asked(consulted=Consulted.NO, consulted_because="unreachable"), None),
        (asked(consulted=Consulted.LIMITED, consulted_because="two of three talks"), ASKED),
        (asked(evaluation_on=TODAY), None),
        (asked(evaluation_on=TODAY + timedelta(days=90)), ASKED),
        (asked(evaluation_on=TODAY - timedelta(days=1)), asked(evaluation_on=TODAY - timedelta(days=1))),
    ],
)
def test_a_question_is_asked_well(question: Question, before: Question | None) -> None:
    assert asked_well(question, before=before, today=TODAY) == question


@pytest.mark.parametrize(
    ("question", "before", "refusal", "pointer"),
    [
        (asked(consulted=Consulted.NO), None, ReasonNeeded, "/consultedBecause"),
        (asked(consulted=Consulted.LIMITED), ASKED, ReasonNeeded, "/consultedBecause"),
        (asked(evaluation_on=TODAY - timedelta(days=1)), None, EvaluationInPast, "/evaluationDate"),
        (asked(evaluation_on=TODAY - timedelta(days=1)), ASKED, EvaluationInPast, "/evaluationDate"),
    ],
)
def test_nobody_is_passed_over_silently_and_an_evaluation_lies_ahead(
    question: Question, before: Question | None, refusal: type[Exception], pointer: str
) -> None:
    with pytest.raises(refusal) as refused:
        asked_well(question, before=before, today=TODAY)
    assert [one.pointer for one in refused.value.errors] == [pointer]  # type: ignore[attr-defined]


def test_each_reach_is_shown_its_own() -> None:
    [by_sector] = shown_to(CASE, Reach.THAT).parties
    assert (by_sector.sector, by_sector.name, by_sector.unit_id, by_sector.scope_from) == (
        Sector.EDUCATION, None, None, None,
    )  # fmt: skip
    assert shown_to(CASE, Reach.STEERING).parties == ()
    for reach in (Reach.CORE, Reach.FULL, Reach.CLIENT):
        assert shown_to(CASE, reach) == CASE


@given(st.integers(0, 2**40 - 1), st.integers(0, 2**40 - 1))
def test_a_reference_can_be_read_out_and_is_anothers_for_nobody(one: int, other: int) -> None:
    reference = reference_from(one)
    assert len(reference) == 9
    assert not set(reference) & set("01IOl")
    assert (reference == reference_from(other)) == (one == other)
