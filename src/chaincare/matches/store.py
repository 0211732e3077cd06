"""Matches: the card in one document, decisions added, and the door moving both cases at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.legal_grounds.model import GroundNotInForce
from chaincare.matches.model import Decision, Match, MatchGuarded, MatchState, MatchUnknown, Merge
from chaincare.parties.model import LegalBasis
from chaincare.parties.refusals import BasisRunsOut

READ_MATCH = "SELECT chaincare.read_match($1, $2, $3)"

ADD_DECISION = """
    INSERT INTO match_decisions (id, match_id, case_id, answer, regie_with, client_agrees, client_asked,
                                 client_asked_on, basis, decided_by, decided_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

MOVE = "SELECT chaincare.match_moves($1, $2, $3, $4)"

# Of the other registration nothing is told to who takes no part in it, but to the people of the one that remains what leads
# to theirs; and once they were split, nothing to anybody.
LIST_MERGES = """
    SELECT g.match_id, CASE WHEN seen.older THEN g.client_id END, CASE WHEN seen.older THEN g.case_id END,
           CASE WHEN seen.newer THEN g.merged_client_id END, CASE WHEN seen.newer THEN g.merged_case_id END,
           g.merged_at, g.split_at
    FROM client_merges AS g CROSS JOIN LATERAL (
        SELECT g.case_id = $1 OR (g.split_at IS NULL AND chaincare.merged_into($1, $2) = g.case_id) AS older,
               g.merged_case_id = $1 OR g.split_at IS NULL AS newer) AS seen
    WHERE $1 IN (g.case_id, g.merged_case_id) ORDER BY g.merged_at DESC, g.id DESC LIMIT 50
"""


async def get_match(clearance: Clearance, *, lock: bool = False) -> Match:
    """Give the match this clearance is for, locked for who decides. Raises MatchUnknown."""
    match_id = clearance.admission.object_id
    row = await clearance.fetchrow(READ_MATCH, match_id, clearance.now(), lock)
    if row is None or row[0] is None:
        raise MatchUnknown
    document: dict[str, Any] = msgspec.json.decode(row[0])
    decisions = tuple(map(_decision, document.pop("decisions")))
    return msgspec.convert(document | {"decisions": decisions}, Match)


async def add_decision(
    clearance: Clearance, decision_id: UUID, decision: Decision, basis: LegalBasis | None
) -> None:
    """Add what a holder decided."""
    client = decision.client
    await clearance.execute(
        ADD_DECISION,
        decision_id,
        clearance.admission.object_id,
        clearance.case_id,
        decision.answer.value,
        decision.regie_with and decision.regie_with.value,
        client and client.agrees,
        client and client.asked.value,
        client and client.asked_on,
        None if basis is None else msgspec.json.encode(basis),
        clearance.participation_id,
        decision.decided_at,
    )


async def move(clearance: Clearance, state: MatchState, at: datetime, because: str | None = None) -> None:
    """Let the match stand where it was decided to; a merge or a split is carried out with it.

    Raises BasisRunsOut, GroundNotInForce: what a basis cited when it was stated may have ended since. Raises MatchGuarded.
    """
    with constraints_mean(
        {
            "legal_bases_during_check": BasisRunsOut,
            "legal_bases_in_force": GroundNotInForce,
            "match_guarded": MatchGuarded,
        }
    ):
        await clearance.execute(MOVE, clearance.admission.object_id, state.value, at, because)


async def list_merges(clearance: Clearance) -> list[Merge]:
    """List the merges of the client's registration, the latest first."""
    return [Merge(*row) for row in await clearance.fetch(LIST_MERGES, clearance.case_id, clearance.now())]


def _decision(document: dict[str, Any]) -> dict[str, Any]:
    agrees, asked = document.pop("client_agrees"), document.pop("client_asked")
    asked_on = document.pop("client_asked_on")
    client = None if agrees is None else {"agrees": agrees, "asked": asked, "asked_on": asked_on}
    return document | {"client": client}
