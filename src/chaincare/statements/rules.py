"""What becomes of a statement. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.statements.model import About, Statement


def make(
    new_id: UUID, about: About, body: str, *, case_id: UUID, by_id: UUID, family: bool, at: datetime
) -> Statement:
    """Make a statement; its first version is what was said."""
    return Statement(new_id, case_id, by_id, about, body, family, at, 1, None)


def put_otherwise(statement: Statement, body: str, *, family: bool, at: datetime) -> Statement:
    """Put a statement into other words: the next version. What was said before is kept."""
    return msgspec.structs.replace(
        statement, body=body, family_may_read=family, version=statement.version + 1, changed_at=at
    )
