"""Proposals of a case: which is open, all of them, and that somebody took note of one that came to nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.regie.agreed_terms import LYING
from chaincare.regie.measures import Measure
from chaincare.regie.model import Mandate, Outcome, Proposal, ProposalKind, Response
from chaincare.regie.refusals import ProposalUnknown
from chaincare.regie.voices import ObjectionSettled

FIND_OPEN_PROPOSAL = """
    SELECT r.open_proposal_id FROM regie AS r JOIN regie_proposals AS p ON p.id = r.open_proposal_id
    WHERE r.case_id = $1 AND p.respond_by > $2
"""

_PROPOSALS = f"""
    SELECT p.id, p.kind, p.candidate_id, p.holder_id, p.mandate, p.reason, p.handover_note, p.proposed_by,
           p.proposed_at, p.respond_by, p.contact_id, p.representative_id, p.effective_at, p.ends_at, p.measure,
           coalesce(p.object_by, p.respond_by) AS object_by, p.above_norm, p.effective_at IS NULL OR p.effective_at > $3
               OR chaincare.stood(coalesce(p.contact_id, p.candidate_id), p.effective_at) AS stood,
           EXISTS (SELECT FROM participations AS k
                   WHERE k.id = p.candidate_id AND k.professional_id = p.proposed_by) AS by_candidate,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('participation_id', r.participation_id,
                'answer', r.answer, 'reason', r.reason, 'answered_at', r.answered_at,
                'meeting_id', r.meeting_id, 'recorded_by', r.recorded_by, 'recorder_told', EXISTS (SELECT FROM participations AS w WHERE w.id = r.recorded_by))
                ORDER BY r.answered_at, r.participation_id), '[]')
            FROM regie_responses AS r WHERE r.proposal_id = p.id) AS responses,
           (SELECT jsonb_build_object('outcome', o.outcome, 'reason', o.reason, 'at', o.at)
            FROM regie_outcomes AS o WHERE o.proposal_id = p.id AND o.outcome <> 'objection_settled'
            ORDER BY o.outcome = 'agreed' LIMIT 1) AS outcome,
           (SELECT jsonb_build_object('outcome', o.outcome, 'reason', o.reason, 'at', o.at) FROM regie_outcomes AS o
            WHERE o.proposal_id = p.id AND o.outcome = 'objection_settled' ORDER BY o.at DESC LIMIT 1) AS let_be,
           ARRAY(SELECT s.participation_id FROM {LYING} AND s.proposal_id = p.id AND s.case_id = $1) AS objecting
    FROM regie_proposals AS p WHERE p.case_id = $1
"""
GET_PROPOSAL = f"{_PROPOSALS} AND p.id = $2"

LIST_PROPOSALS = f"{_PROPOSALS} AND ($2::uuid IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT $4"

TAKE_NOTE = "UPDATE regie SET noted_proposal_id = $2 WHERE case_id = $1"


async def find_open_proposal(clearance: Clearance, at: datetime) -> UUID | None:
    """Give the proposal that is open at this moment, or None."""
    row = await clearance.fetchrow(FIND_OPEN_PROPOSAL, clearance.case_id, at)
    return None if row is None else row["open_proposal_id"]


async def get_proposal(clearance: Clearance, proposal_id: UUID) -> Proposal:
    """Give a proposal with its answers and its outcome. Raises ProposalUnknown."""
    row = await clearance.fetchrow(GET_PROPOSAL, clearance.case_id, proposal_id, clearance.now())
    if row is None:
        raise ProposalUnknown
    return _proposal(row)


async def list_proposals(clearance: Clearance, before: UUID | None, limit: int) -> list[Proposal]:
    """List what was proposed in a case, as far as the wall shows it, the last first."""
    rows = await clearance.fetch(LIST_PROPOSALS, clearance.case_id, before, clearance.now(), limit)
    return [_proposal(row) for row in rows]


async def take_note(clearance: Clearance, proposal_id: UUID) -> None:
    """Keep that somebody knows that this proposal came to nothing: one at a time, the last that did."""
    await clearance.execute(TAKE_NOTE, clearance.case_id, proposal_id)


def _proposal(row: Any) -> Proposal:
    """Give a proposal as it was read."""
    outcome, responses, let_be = row["outcome"], row["responses"], row["let_be"]
    return Proposal(
        **dict(row)
        | {
            "kind": ProposalKind(row["kind"]),
            "mandate": tuple(map(Mandate, row["mandate"])),
            "objecting": tuple(row["objecting"]),
            "measure": None if row["measure"] is None else Measure(row["measure"]),
            "responses": msgspec.json.decode(responses, type=tuple[Response, ...]),
            "let_be": None if let_be is None else msgspec.json.decode(let_be, type=ObjectionSettled),
            "outcome": None if outcome is None else msgspec.json.decode(outcome, type=Outcome),
        }
    )
