"""What the operator is told of months of the log that go."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.log_retention.model import Certificate, Did, Planned, Statement, Step
from chaincare.log_retention.rules import in_dutch, in_english, told_plan, told_step


@pytest.mark.parametrize(
    ("did", "words"),
    [
        ("idle", "Nothing"),
        ("copying", "copied"),
        ("destroyed", "2021-03: 7 entries"),
        ("busy", "again"),
        ("altered", "verify"),
    ],
)
def test_each_step_is_told(did: Did, words: str) -> None:
    assert words in told_step(Step(did, date(2021, 3, 1), 7, 0))
    assert "None" not in told_step(Step(did, None, None, None)).replace("None entries", "").replace(
        "None stay", ""
    )


def test_a_plan_and_a_certificate_are_told() -> None:
    assert (
        told_plan(Planned(date(2021, 3, 1), "case_work", 60, 7, 2, 0))
        == "2021-03 case_work, 60 months: 7 end, 2 stay"
    )
    assert "1 not as sealed" in told_plan(Planned(date(2021, 3, 1), "case_work", 60, 7, 2, 1))
    at = datetime(2026, 5, 1, tzinfo=UTC)
    said = Statement("2021-03", "log/2021", 7, 1, 9, "1-5,8-9", (), at, at, "a note")
    for kept in (0, 2):
        one = Certificate(UUID(int=1), 1, kept, at, UUID(int=2), "…", said)
        assert ("stay longer" in in_english(one), "blijven langer" in in_dutch(one)) == (
            bool(kept),
            bool(kept),
        )


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize("between", [0, 3])
def test_one_is_one_and_leaves_are_those_that_went(many: int, between: int) -> None:
    at, last = datetime(2026, 5, 1, tzinfo=UTC), 4 + (many - 1) * (1 + between)
    said = Statement("2021-03", "log/2021", many, 4, last, "…", (), at, at, "a note")
    one = Certificate(UUID(int=1), 1, many, at, UUID(int=2), "…", said)
    english, dutch = in_english(one), in_dutch(one)
    if many == 1:
        assert "1 entry of the access log of 2021-03 was destroyed" in english
        assert "as leaf 4 of log/2021" in english
        assert "1 entry of the month stays longer" in english
        assert "is 1 regel van" in dutch
        assert "als blad 4 van" in dutch
        assert "1 regel van die maand blijft" in dutch
    else:
        assert ("as leaves 4 to 5 of" in english, "als blad 4 tot en met 5 van" in dutch) == (
            not between,
            not between,
        )
        assert ("as 2 of the leaves 4 to 8" in english, "als 2 van de bladen 4 tot en met 8" in dutch) == (
            bool(between),
            bool(between),
        )
    plan = told_plan(Planned(date(2021, 3, 1), "case_work", 60, many, many, 0))
    assert plan.endswith("1 ends, 1 stays" if many == 1 else "2 end, 2 stay")
    step = told_step(Step("destroyed", date(2021, 3, 1), many, many))
    assert ("1 entry was destroyed, 1 stays" in step) == (many == 1)
