"""The certificates of destroyed entries. Nobody writes them from here: the run does, in the database."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.log_retention.model import Certificate, Statement

LIST = """
    SELECT d.id, d.log_id, d.kept, d.destroyed_at, d.entry_id, d.statement FROM log_destructions AS d
    WHERE ($1::uuid IS NULL OR d.id < $1) AND ($2::date IS NULL OR d.month = $2) ORDER BY d.id DESC LIMIT $3
"""


async def list_certificates(
    clearance: Clearance, after: UUID | None, month: date | None, limit: int
) -> list[Certificate]:
    """List the certificates, of all months or of one, the latest first."""
    rows = await clearance.fetch(LIST, after, month, limit)
    return [_certificate(*row) for row in rows]


def _certificate(
    own: UUID, log_id: int, kept: int, destroyed_at: datetime, entry_id: UUID, text: str
) -> Certificate:
    said = msgspec.json.decode(text, type=Statement)
    return Certificate(own, log_id, kept, destroyed_at, entry_id, text, said)
