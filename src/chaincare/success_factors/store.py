"""Assessments of a plan's success factors, one row each; the last of a kind is the present one."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.success_factors.factor_words import Colour, Factor
from chaincare.success_factors.indications import Indication, IndicationKey
from chaincare.success_factors.model import Assessment, AssessmentKind, AssessmentSource

_FIELDS = """
    f.id, f.factor, f.kind, f.colour, f.motivation, f.evidence, f.documents, f.assessed_on, f.source, f.recorded_by, f.recorded_at,
    f.acknowledges
"""
LIST_PRESENT = f"""
    SELECT DISTINCT ON (f.factor, f.kind) {_FIELDS} FROM factor_assessments AS f
    WHERE f.plan_id = $1 ORDER BY f.factor, f.kind, f.recorded_at DESC, f.id DESC
"""
FIND_COLOUR = """
    SELECT f.colour FROM factor_assessments AS f
    WHERE f.plan_id = $1 AND f.factor = $2 AND f.kind = $3 ORDER BY f.recorded_at DESC, f.id DESC LIMIT 1
"""
LIST_ASSESSMENTS = f"""
    SELECT {_FIELDS} FROM factor_assessments AS f
    WHERE f.plan_id = $1 AND f.factor = $2 AND ($3::uuid IS NULL OR f.id < $3) ORDER BY f.id DESC LIMIT $4
"""
ADD_ASSESSMENT = """
    INSERT INTO factor_assessments (id, plan_id, network_id, factor, kind, colour, motivation, evidence, documents,
        assessed_on, source, recorded_by, recorded_at, acknowledges)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""
LIST_DOCUMENTS = "SELECT id FROM network_documents WHERE id = ANY ($1::uuid[]) AND network_id = $2"
MONTH_INDICATIONS = "SELECT indication, told FROM month_indications($1)"


async def list_indications(clearance: Clearance, month: date) -> list[Indication]:
    """Count what a month hints at in the network somebody was let into; nothing of any case comes along."""
    rows = await clearance.fetch(MONTH_INDICATIONS, month)
    told = {IndicationKey(row["indication"]): row["told"] for row in rows}
    return [Indication(key, told.get(key)) for key in IndicationKey]


async def list_present(
    clearance: Clearance, plan_id: UUID
) -> dict[tuple[Factor, AssessmentKind], Assessment]:
    """Give the last assessment of each kind of each factor that has one."""
    found = [_assessment(row) for row in await clearance.fetch(LIST_PRESENT, plan_id)]
    return {(one.factor, one.kind): one for one in found}


async def find_colour(
    clearance: Clearance, plan_id: UUID, factor: Factor, kind: AssessmentKind
) -> Colour | None:
    """Give the present colour of one kind of a factor; None before there was any."""
    row = await clearance.fetchrow(FIND_COLOUR, plan_id, factor.value, kind.value)
    return None if row is None else Colour(row[0])


async def list_assessments(
    clearance: Clearance, plan_id: UUID, factor: Factor, after: UUID | None, limit: int
) -> list[Assessment]:
    """List what was thought of a factor, by whomever, the latest first."""
    rows = await clearance.fetch(LIST_ASSESSMENTS, plan_id, factor.value, after, limit)
    return [_assessment(row) for row in rows]


async def known_documents(clearance: Clearance, wanted: Collection[UUID]) -> set[UUID]:
    """Give which of these are documents of the network somebody was let into."""
    rows = await clearance.fetch(LIST_DOCUMENTS, list(wanted), clearance.admission.network_id)
    return {row["id"] for row in rows}


async def add_assessment(clearance: Clearance, plan_id: UUID, one: Assessment) -> None:
    """Append an assessment; the lock of the plan is held, so that of two the later one counts."""
    await clearance.execute(
        ADD_ASSESSMENT, one.id, plan_id, clearance.admission.network_id, one.factor.value, one.kind.value, one.colour.value,
        one.motivation, one.evidence, list(one.documents), one.assessed_on, one.source and one.source.value,
        one.recorded_by, one.recorded_at, list(one.acknowledges),
    )  # fmt: skip


def _assessment(row: Any) -> Assessment:
    source = None if row["source"] is None else AssessmentSource(row["source"])
    return Assessment(
        row["id"], Factor(row["factor"]), AssessmentKind(row["kind"]), Colour(row["colour"]), row["motivation"],
        row["evidence"], tuple(row["documents"]), row["assessed_on"], source, row["recorded_by"], row["recorded_at"],
        tuple(row["acknowledges"]),
    )  # fmt: skip
