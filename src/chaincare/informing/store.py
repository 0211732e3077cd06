"""Who was informed: facts that are only ever added."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.informing.model import Informed, NotYet, PersonKind, Told, Whom

LIST_REPRESENTATIVES = "SELECT id FROM representatives WHERE case_id = $1"

ADD_INFORMED = """
    INSERT INTO informed_facts (id, case_id, person, person_id, who, informed_on, how, because, review_on,
                                recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

LIST_INFORMED = """
    SELECT f.id, f.person, f.person_id, f.who, f.informed_on, f.how, f.because, f.review_on, f.recorded_by,
           f.recorded_at, NOT EXISTS (
               SELECT FROM informed_facts AS n
               WHERE n.case_id = f.case_id AND n.person = f.person AND n.id > f.id
                 AND n.person_id IS NOT DISTINCT FROM f.person_id
                 AND lower(n.who) IS NOT DISTINCT FROM lower(f.who)) AS counts
    FROM informed_facts AS f
    WHERE f.case_id = $1 AND ($2::uuid IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3
"""


async def list_representatives(clearance: Clearance) -> list[UUID]:
    """List the representatives of the case, also those of before: they were data subjects too."""
    return [row["id"] for row in await clearance.fetch(LIST_REPRESENTATIVES, clearance.case_id)]


async def add_informed(clearance: Clearance, one: Informed) -> None:
    """Add a fact about informing somebody."""
    told = one.what if isinstance(one.what, Told) else None
    not_yet = one.what if isinstance(one.what, NotYet) else None
    await clearance.execute(
        ADD_INFORMED, one.id, clearance.case_id, one.whom.kind.value, one.whom.representative_id, one.whom.who,
        told and told.on, told and told.how, not_yet and not_yet.because, not_yet and not_yet.review_on,
        one.recorded_by, one.recorded_at,
    )  # fmt: skip


async def list_informed(clearance: Clearance, before: UUID | None, limit: int) -> list[Informed]:
    """List the facts, the latest first, and which of them count."""
    rows = await clearance.fetch(LIST_INFORMED, clearance.case_id, before, limit)
    return [_informed(row) for row in rows]


def _informed(row: Any) -> Informed:
    whom = Whom(PersonKind(row["person"]), row["person_id"], row["who"])
    what: Told | NotYet = NotYet(row["because"], row["review_on"])
    if row["informed_on"] is not None:
        what = Told(row["informed_on"], row["how"])
    return Informed(row["id"], whom, what, row["recorded_by"], row["recorded_at"], row["counts"])
