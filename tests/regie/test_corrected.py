"""What may be put right about when a term began (R8): a table."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from chaincare.refusals import InputInvalid, Refusal
from chaincare.regie.corrected import Boundary, corrected
from chaincare.regie.model import TermKind
from chaincare.regie.refusals import TermStaysAsItIs, TermUnknown

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = Boundary(NOON - 5 * DAY, None, TermKind.AGREED, tied=False, before_since=None, before_until=None)
ADJOINS = msgspec.structs.replace(FIRST, before_since=NOON - 9 * DAY, before_until=FIRST.since)
AFTER = msgspec.structs.replace(FIRST, before_since=NOON - 9 * DAY, before_until=NOON - 7 * DAY)
ENDED = msgspec.structs.replace(FIRST, until=NOON - 2 * DAY)


@pytest.mark.parametrize(
    ("boundary", "days", "refusal"),
    [
        (FIRST, -900, None),
        (FIRST, 0, None),
        (FIRST, -5, InputInvalid),
        (FIRST, 1, InputInvalid),
        (ENDED, -2, InputInvalid),
        (ENDED, -3, None),
        (ADJOINS, -8, None),
        (ADJOINS, -1, None),
        (ADJOINS, -9, InputInvalid),
        (AFTER, -7, None),
        (AFTER, -8, InputInvalid),
        (None, -1, TermUnknown),
        (msgspec.structs.replace(FIRST, tied=True), -1, TermStaysAsItIs),
        (msgspec.structs.replace(FIRST, kind=TermKind.INTERIM), -1, TermStaysAsItIs),
        (msgspec.structs.replace(FIRST, since=NOON + DAY), -1, TermStaysAsItIs),
    ],
)
def test_a_term_begins_after_the_one_before_it_and_before_its_own_end(
    boundary: Boundary | None, days: int, refusal: type[Refusal] | None
) -> None:
    since = NOON + days * DAY
    if refusal is not None or boundary is None:
        with pytest.raises(refusal or Refusal):
            corrected(UUID(int=1), boundary, since, "oral", NOON)
        return
    made = corrected(UUID(int=1), boundary, since, "oral", NOON)
    assert (made.recorded_since, made.since, made.corrected_at) == (boundary.since, since, NOON)
