"""When a judgement about capacity can have been made, and who confirms one. Pure."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from chaincare.capacity import rules
from chaincare.capacity.model import (
    CapacityOutcome,
    CapacityStatement,
    ConfirmationNotAwaited,
    Judge,
    JudgedLater,
    Second,
    SecondNeeded,
    Subject,
)
from chaincare.refusals import Refusal

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=number) for number in range(1, 4))
UNABLE = CapacityStatement(
    ONE, Subject.SHARING, CapacityOutcome.NOT_CAPABLE, Judge("Dr. Vos", None, "physician"), AT.date(), "x", ONE, AT
)  # fmt: skip


def test_a_judgement_was_made_by_today() -> None:
    today = date(2026, 11, 22)
    assert rules.judged(today, today=today) == today
    with pytest.raises(JudgedLater):
        rules.judged(today + timedelta(days=1), today=today)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (Second(TWO, same_person=False, same_unit=False, other_units=True), None),
        (Second(TWO, same_person=False, same_unit=True, other_units=False), None),
        (Second(TWO, same_person=False, same_unit=True, other_units=True), SecondNeeded),
        (Second(ONE, same_person=True, same_unit=True, other_units=False), SecondNeeded),
        (Second(THREE, same_person=True, same_unit=True, other_units=False), SecondNeeded),
    ],
)
def test_what_takes_somebodys_word_away_is_confirmed_by_another(
    by: Second, refusal: type[Refusal] | None
) -> None:
    if refusal is not None:
        with pytest.raises(refusal):
            rules.confirmed(UNABLE, by, AT)
        return
    one = rules.confirmed(UNABLE, by, AT)
    assert (one.confirmed_by, one.confirmed_at) == (TWO, AT)
    assert rules.confirmed(one, by, AT + timedelta(days=1)) is one
    with pytest.raises(ConfirmationNotAwaited):
        rules.confirmed(one, msgspec.structs.replace(by, participation_id=THREE), AT)
    with pytest.raises(ConfirmationNotAwaited):
        rules.confirmed(msgspec.structs.replace(UNABLE, outcome=CapacityOutcome.CAPABLE), by, AT)
