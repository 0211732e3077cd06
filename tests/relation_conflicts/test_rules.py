"""Who may be put on the list of those who never get access, and how a line of it ends."""

from datetime import UTC, date, datetime

import pytest

from chaincare.ids import new_id
from chaincare.relation_conflicts.model import (
    ConflictReviewInPast,
    ConflictWithYourself,
    OrganisationInConflict,
    ProfessionalInConflict,
    RecordedBy,
    RelationConflictEnded,
    RepresentativeInConflict,
    Who,
)
from chaincare.relation_conflicts.rules import end, record

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, HOUSE, OTHER = new_id(), new_id(), new_id()
BY = RecordedBy(ME, HOUSE)


@pytest.mark.parametrize("kind", [ProfessionalInConflict, OrganisationInConflict, RepresentativeInConflict])
def test_a_party_is_put_on_the_list_and_taken_off_once(kind: type[Who]) -> None:
    line = record(new_id(), kind(OTHER), "r", "the client", date(2026, 3, 2), by=BY, at=AT)
    assert (line.who, line.recorded_by, line.ended) == (kind(OTHER), ME, None)
    ended = end(line, "she moved", by=OTHER, at=AT)
    assert ended.ended is not None
    with pytest.raises(RelationConflictEnded):
        end(ended, "again", by=OTHER, at=AT)


@pytest.mark.parametrize("who", [ProfessionalInConflict(ME), OrganisationInConflict(HOUSE)])
def test_nobody_locks_himself_out(who: Who) -> None:
    with pytest.raises(ConflictWithYourself):
        record(new_id(), who, "r", "d", date(2026, 4, 1), by=BY, at=AT)


def test_it_is_looked_at_again_on_a_day_to_come() -> None:
    with pytest.raises(ConflictReviewInPast):
        record(new_id(), ProfessionalInConflict(OTHER), "r", "d", date(2026, 3, 1), by=BY, at=AT)
