"""What the case's network agreed about regie, as far as a proposal or a holder who leaves needs it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.workdays import term_ends

# An objection that nobody decided on: no coordinator laid down who directs since, nor was it let be, or taken back (R2).
LYING = """regie_responses AS s LEFT JOIN LATERAL (
                SELECT max(at) AS at FROM (
                    SELECT k.proposed_at AS at FROM regie_proposals AS k
                    WHERE k.case_id = s.case_id AND k.kind IN ('assignment', 'by_law')
                    UNION ALL
                    SELECT d.at FROM regie_outcomes AS d
                    WHERE d.proposal_id = s.proposal_id AND d.outcome = 'objection_settled') AS decided) AS decided
            ON true WHERE s.answer = 'objection' AND (decided.at IS NULL OR decided.at < s.answered_at)"""

FIND_TERMS = f"""
    SELECT n.response_days, n.objection_days, chaincare.brings_above_norm($2, $3) AS above_norm,
           EXISTS (SELECT FROM {LYING} AND s.case_id = $1 AND EXISTS (
               SELECT FROM regie_outcomes AS o WHERE o.proposal_id = s.proposal_id AND o.outcome = 'objected')) AS stopped
    FROM networks AS n JOIN cases AS c ON c.network_id = n.id WHERE c.id = $1
"""

FIND_RESIGNATION_DAYS = (
    "SELECT n.resignation_days FROM networks AS n JOIN cases AS c ON c.network_id = n.id WHERE c.id = $1"
)


class Terms(msgspec.Struct, frozen=True):
    """Until when a proposal is answered, and objected to; whether it brings who is to direct above the network's norm."""

    respond_by: datetime
    object_by: datetime
    above_norm: bool
    stopped: bool
    """Whether an objection that stopped a proposal lies with the coordinator."""


async def get_terms(clearance: Clearance, at_work: UUID, at: datetime) -> Terms:
    """Give the terms of a proposal that is made now; ``at_work`` directs, or stands beside a client who does."""
    row: Any = await clearance.fetchrow(FIND_TERMS, clearance.case_id, at_work, at)
    return Terms(
        term_ends(at, row["response_days"]),
        term_ends(at, row["objection_days"]),
        row["above_norm"],
        row["stopped"],
    )


async def get_resignation_days(clearance: Clearance) -> int:
    """Give for how many working days a holder stays who lays regie down and names no day."""
    row = await clearance.fetchrow(FIND_RESIGNATION_DAYS, clearance.case_id)
    return int(row["resignation_days"])
