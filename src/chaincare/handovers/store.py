"""What is open in a case when regie passes, as far as the wall shows it."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.handovers.model import GoesOn, Handed, HandedKind, HandedState
from chaincare.regie.model import Proposal

# With whom an agreement lies who takes part no more, or cannot act, awaits somebody else who agrees (R7).
LIST_HANDED = """
    SELECT a.id, 'agreement' AS kind, a.state, a.due_on, a.safety, a.responsible_id AS with_id,
           a.state <> 'awaiting_new_responsible' AND chaincare.stands(a.responsible_id, $2) AS stays
    FROM agreements AS a
    WHERE a.case_id = $1 AND a.state IN ('proposed', 'agreed', 'in_progress', 'reported_kept', 'awaiting_new_responsible')
    UNION ALL
    SELECT x.id, 'escalation', x.state, x.wanted_on, false, x.requested_by, chaincare.stands(x.requested_by, $2)
    FROM escalations AS x
    WHERE x.case_id = $1 AND x.state IN ('draft', 'requested', 'accepted', 'waiting', 'started')
    UNION ALL
    SELECT s.case_id, 'safety_sheet', NULL, NULL, true, s.changed_by, true FROM safety_sheets AS s WHERE s.case_id = $1
    ORDER BY safety DESC, kind, due_on, id
"""


# Who wrote the note, and whether that is who directed then (R7). Behind a shield it is nobody (S5).
FIND_WRITER = """
    SELECT CASE WHEN own.it THEN t.client_party_id ELSE p.id END AS id, own.it OR coalesce(p.id = t.holder_id, false) AS directed
    FROM regie_proposals AS g
    LEFT JOIN regie_terms AS t ON t.case_id = $1 AND t.during @> g.proposed_at
    LEFT JOIN participations AS p ON p.case_id = $1 AND p.professional_id = g.proposed_by AND p.during @> g.proposed_at
    CROSS JOIN LATERAL (SELECT t.client_party_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM professionals AS f WHERE f.id = g.proposed_by) AS it) AS own
    WHERE g.case_id = $1 AND g.id = $2 ORDER BY p.id LIMIT 1
"""


async def find_writer(clearance: Clearance, proposal: Proposal) -> tuple[UUID | None, bool] | None:
    """Give who wrote the note, if there is one and he takes part, and whether he directed then; None without a note."""
    if proposal.handover_note is None:
        return None
    row: Any = await clearance.fetchrow(FIND_WRITER, clearance.case_id, proposal.id)
    return row["id"], row["directed"]


async def list_handed(clearance: Clearance, holder_id: UUID | None) -> list[Handed]:
    """List what is open, danger first; ``holder_id`` is who directed until then."""
    rows = await clearance.fetch(LIST_HANDED, clearance.case_id, clearance.now())
    return [
        Handed(
            row["id"], HandedKind(row["kind"]), row["state"] and HandedState(row["state"]), row["due_on"], row["safety"], row["with_id"],
            holder_id is not None and row["with_id"] == holder_id,
            GoesOn.KEPT if row["stays"] else GoesOn.AWAITING_NEW_RESPONSIBLE,
        )
        for row in rows
    ]  # fmt: skip
