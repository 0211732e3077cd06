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
    assert "1 are not as they were sealed" in told_plan(Planned(date(2021, 3, 1), "case_work", 60, 7, 2, 1))
    at = datetime(2026, 5, 1, tzinfo=UTC)
    said = Statement("2021-03", "log/2021", 7, 1, 9, "1-5,8-9", (), at, at, "a note")
    for kept in (0, 2):
        one = Certificate(UUID(int=1), 1, kept, at, UUID(int=2), "…", said)
        assert ("stay longer" in in_english(one), "blijven langer" in in_dutch(one)) == (
            bool(kept),
            bool(kept),
        )
