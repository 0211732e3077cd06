"""What becomes of a statement."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from chaincare.statements.model import AboutCase
from chaincare.statements.rules import make, put_otherwise

AT = datetime(2026, 11, 3, 12, tzinfo=UTC)


def test_other_words_are_the_next_version_of_the_same_statement() -> None:
    said = make(UUID(int=1), AboutCase(), "a", case_id=UUID(int=2), by_id=UUID(int=3), family=True, at=AT)
    assert (said.version, said.changed_at) == (1, None)
    after = put_otherwise(said, "b", family=False, at=AT + timedelta(days=1))
    assert (after.version, after.body, after.family_may_read, after.changed_at) == (
        2,
        "b",
        False,
        AT + timedelta(days=1),
    )
    assert (after.id, after.about, after.made_at) == (said.id, said.about, said.made_at)
