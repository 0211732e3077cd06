"""Proposals, responses and outcomes as facts; the terms of regie as their projection (R8)."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.regie.agreed_terms import Terms
from chaincare.regie.model import (
    Ahead,
    Draft,
    EndsBecause,
    Mandate,
    Outcome,
    Response,
    Term,
    TermKind,
    VacantBecause,
)
from chaincare.regie.refusals import AlreadyAnswered, CandidateJustLeft, ProposalSettled, ProposalUnknown
from chaincare.regie.voices import ObjectionSettled

ADD_REGIE = "INSERT INTO regie (case_id, vacant_because) VALUES ($1, $2) ON CONFLICT (case_id) DO NOTHING"

LOCK_REGIE = "SELECT open_proposal_id FROM regie WHERE case_id = $1 FOR UPDATE"

SETTLE_PLANNED = "SELECT chaincare.settle_planned($1, $2)"

DROP_PLANNED = "SELECT chaincare.drop_planned($1, $2)"

LET_HIDDEN_MAKE_WAY = "SELECT chaincare.let_hidden_make_way($1, $2, $3)"

SET_OPEN_PROPOSAL = "UPDATE regie SET open_proposal_id = $2 WHERE case_id = $1"

SET_VACANT_BECAUSE = "UPDATE regie SET vacant_because = $2 WHERE case_id = $1"

# A moment at which a term was to begin that was dropped is not used again: a microsecond later is.
_UNUSED = """{0}::timestamptz + interval '1 microsecond' * (
        SELECT count(*) FROM regie_facts AS x WHERE x.case_id = $1 AND x.fact = 'dropped'
          AND x.began_at >= {0} AND x.began_at < {0} + interval '1 millisecond')"""

ADD_PROPOSAL = f"""
    INSERT INTO regie_proposals (case_id, kind, candidate_id, holder_id, mandate, reason, handover_note,
                                 proposed_by, proposed_at, respond_by, contact_id, representative_id, effective_at,
                                 ends_at, measure, object_by, above_norm)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, {_UNUSED.format("$13")}, {_UNUSED.format("$14")}, $15,
            $16, $17)
    RETURNING id
"""

ADD_RESPONSE = """
    INSERT INTO regie_responses (case_id, proposal_id, participation_id, answer, reason, answered_by, answered_at,
                                 meeting_id, recorded_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

ADD_OUTCOME = (
    "INSERT INTO regie_outcomes (proposal_id, case_id, outcome, reason, at) VALUES ($1, $2, $3, $4, $5)"
)

# Where nobody has directed yet, and somebody will, what lies ahead comes with a term of nobody, over before all others.
FIND_LATEST_TERM = """
    WITH latest AS (
        SELECT holder_id, kind, mandate, proposal_id, lower(during) AS since, upper(during) AS until,
               chaincare.stands(holder_id, $2) AS stands, client_party_id AS client_id, planned
        FROM regie_terms WHERE case_id = $1 AND (NOT planned OR lower(during) <= $2) ORDER BY lower(during) DESC LIMIT 1),
    ahead AS (
        SELECT a.holder_id, a.kind, a.mandate, lower(a.during) AS since, a.client_party_id AS client_id,
               min(lower(a.during)) OVER () AS next_at
        FROM regie_terms AS a WHERE a.case_id = $1 AND a.planned AND lower(a.during) > $2
        ORDER BY lower(a.during) DESC LIMIT 1)
    SELECT l.*, (SELECT to_jsonb(ahead) FROM ahead) AS ahead FROM latest AS l
    UNION ALL
    SELECT a.holder_id, a.kind, a.mandate, NULL, 'epoch', 'epoch', false, a.client_id, false, to_jsonb(a) FROM ahead AS a
    WHERE NOT EXISTS (SELECT FROM latest)
"""

# A term and the fact that says so are one statement: no projection without its fact (R8). The lock numbers them.
_NEXT = "chaincare.next_regie_fact($1)"

SET_END = f"""
    WITH term AS (
        UPDATE regie_terms SET during = tstzrange(lower(during), $3) WHERE case_id = $1 AND lower(during) = $2
        RETURNING case_id)
    INSERT INTO regie_facts (case_id, number, fact, began_at, ends_at, because, resignation_id, recorded_at)
    SELECT case_id, {_NEXT}, CASE WHEN $4::text IS NULL THEN 'goes_on' ELSE 'ends' END, $2, $3, $4, $5, $6 FROM term
"""

ADD_TERM = f"""
    WITH term AS (
        INSERT INTO regie_terms (case_id, during, holder_id, kind, mandate, proposal_id, client_party_id, planned)
        VALUES ($1, tstzrange($2, $3), $4, $5, $6, $7, $9, $11)
        RETURNING case_id, holder_id, kind, mandate, proposal_id, client_party_id)
    INSERT INTO regie_facts (case_id, number, fact, began_at, ends_at, because, holder_id, kind, mandate, proposal_id,
                             recorded_at, client_party_id)
    SELECT case_id, {_NEXT}, 'began', $2, $3, $10::text,
           holder_id, kind, mandate, proposal_id, $8, client_party_id
    FROM term
"""


async def add_regie(clearance: Clearance) -> None:
    """Add the one row a case has for regie, unless it is there: what is locked before anything is decided."""
    await clearance.execute(ADD_REGIE, clearance.case_id, VacantBecause.NOT_YET_AGREED.value)


async def lock_regie(clearance: Clearance) -> UUID | None:
    """Lock the case's regie, let what was agreed ahead come about, and give its open proposal.

    Raises ProposalUnknown when none was ever made.
    """
    row = await clearance.fetchrow(LOCK_REGIE, clearance.case_id)
    if row is None:
        raise ProposalUnknown
    await clearance.execute(SETTLE_PLANNED, clearance.case_id, clearance.now())
    return None if row["open_proposal_id"] is None else UUID(str(row["open_proposal_id"]))


async def set_open_proposal(clearance: Clearance, proposal_id: UUID | None) -> None:
    """Say which proposal is open now: one column, so never two (R4)."""
    await clearance.execute(SET_OPEN_PROPOSAL, clearance.case_id, proposal_id)


async def set_vacant_because(clearance: Clearance, because: VacantBecause) -> None:
    """Say why regie is vacant when nobody holds it next."""
    await clearance.execute(SET_VACANT_BECAUSE, clearance.case_id, because.value)


async def drop_planned(clearance: Clearance, at: datetime) -> None:
    """Let what is planned after a moment not come: who was to make way goes on, until something else ends that."""
    await clearance.execute(DROP_PLANNED, clearance.case_id, at)


async def let_hidden_make_way(clearance: Clearance, since: datetime, at: datetime) -> None:
    """End the term of whoever directs for the time being where the next begins, hidden from who acts or not (S5)."""
    await clearance.execute(LET_HIDDEN_MAKE_WAY, clearance.case_id, since, at)


async def add_proposal(clearance: Clearance, draft: Draft, at: datetime, terms: Terms) -> UUID:
    """Add a proposal and give its id."""
    row = await clearance.fetchrow(
        ADD_PROPOSAL, clearance.case_id, draft.kind.value, draft.candidate_id, draft.holder_id,
        [one.value for one in draft.mandate], draft.reason, draft.handover_note, clearance.actor_id, at, terms.respond_by,
        draft.contact_id, draft.representative_id, draft.effective_at, draft.ends_at, draft.measure, terms.object_by,
        terms.above_norm,
    )  # fmt: skip
    return UUID(str(row["id"]))


async def add_response(clearance: Clearance, proposal_id: UUID, response: Response) -> None:
    """Add somebody's answer. Raises AlreadyAnswered."""
    with constraints_mean({"regie_responses_once": AlreadyAnswered}):
        await clearance.execute(
            ADD_RESPONSE, clearance.case_id, proposal_id, response.participation_id, response.answer.value,
            response.reason, clearance.actor_id, response.answered_at, response.meeting_id, response.recorded_by,
        )  # fmt: skip


async def add_outcome(clearance: Clearance, proposal_id: UUID, outcome: Outcome | ObjectionSettled) -> None:
    """Add how a proposal ended. Raises ProposalSettled."""
    with constraints_mean({"regie_outcomes_once": ProposalSettled}):
        await clearance.execute(
            ADD_OUTCOME, proposal_id, clearance.case_id, outcome.__struct_config__.tag, getattr(outcome, "reason", None), outcome.at
        )  # fmt: skip


async def find_latest_term(clearance: Clearance) -> Term | None:
    """Give the term that began last, whether it still runs or not, and whether its holder can act now."""
    row = await clearance.fetchrow(FIND_LATEST_TERM, clearance.case_id, clearance.now())
    if row is None:
        return None
    ahead = None if row["ahead"] is None else msgspec.json.decode(row["ahead"], type=Ahead)
    known = {"kind": TermKind(row["kind"]), "mandate": tuple(map(Mandate, row["mandate"])), "ahead": ahead}
    return Term(**dict(row) | known)


async def set_end(
    clearance: Clearance, term: Term, because: EndsBecause | None, resignation_id: UUID | None, at: datetime
) -> None:
    """Let a term end where it says from now on, and why; without a reason it has no end in sight any more."""
    await clearance.execute(
        SET_END, clearance.case_id, term.since, term.until, because and because.value, resignation_id, at
    )


async def add_term(
    clearance: Clearance, term: Term, at: datetime, because: EndsBecause | None = None
) -> None:
    """Add a term. Raises CandidateJustLeft: the temporal foreign keys say that who directs takes part (R6)."""
    left = ("regie_terms_holder_takes_part", "regie_terms_client_takes_part")
    with constraints_mean(dict.fromkeys(left, CandidateJustLeft)):
        await clearance.execute(
            ADD_TERM, clearance.case_id, term.since, term.until, term.holder_id, term.kind.value,
            [one.value for one in term.mandate], term.proposal_id, at, term.client_id, because and because.value,
            term.planned,
        )  # fmt: skip
