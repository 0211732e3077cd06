"""Agreements: their facts, and the row that is their projection."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.agreements.facts import AnyFact, Recorded
from chaincare.agreements.model import (
    Agreement,
    Outline,
    Parties,
    Party,
    Precondition,
    SeenParties,
    StateWord,
    WaitingOn,
)
from chaincare.agreements.refusals import AgreementUnknown, StepNotPossible, SupersededMeanwhile
from chaincare.database import constraints_mean

# Any number at once: a meeting makes twenty in three statements (A8).
ADD_AGREEMENTS = """
    INSERT INTO agreements (id, case_id, responsible_id, proposed_by, state, due_on, original_due_on, shifts,
                            waiting_on, waiting_since, readers, version, safety, supersedes)
    SELECT id, $1, responsible_id, proposer_id, state, due_on, original_due_on, shifts, waiting_on, waiting_since,
           readers, version, safety, supersedes
    FROM jsonb_to_recordset($2::jsonb) AS one (id uuid, responsible_id uuid, proposer_id uuid, state text, due_on date,
        original_due_on date, shifts int, waiting_on text, waiting_since timestamptz, readers text[], version int,
        safety boolean, supersedes uuid)
"""

ADD_FACTS = """
    INSERT INTO agreement_facts (agreement_id, seq, case_id, at, by_id, fact)
    SELECT agreement_id, seq, $1, at, by_id, fact
    FROM jsonb_to_recordset($2::jsonb) AS one (agreement_id uuid, seq int, at timestamptz, by_id uuid, fact jsonb)
"""

SET_OUTLINE = """
    UPDATE agreements SET state = $3, due_on = $4, shifts = $5, waiting_on = $6, waiting_since = $7, version = $8,
           responsible_id = $9, candidate_id = $10, readers = $11, rounds = $12
    WHERE case_id = $1 AND id = $2
"""

SUPERSEDE = "SELECT chaincare.supersede_agreement($1, $2, $3)"

ADD_PRECONDITIONS = """
    INSERT INTO agreement_preconditions (id, case_id, agreement_id, owner_id, blocking, due_on, state, waiting_on,
                                         waiting_since)
    SELECT id, $1, agreement_id, owner_id, blocking, due_on, state, waiting_on, waiting_since
    FROM jsonb_to_recordset($2::jsonb) AS one (id uuid, agreement_id uuid, owner_id uuid, blocking boolean, due_on date,
        state text, waiting_on text, waiting_since timestamptz)
"""

SET_PRECONDITION = """
    UPDATE agreement_preconditions SET state = $3, waiting_on = $4, waiting_since = $5
    WHERE case_id = $1 AND id = $2
"""

# What stands in its place, or in whose place it stands, is there for who sees that one too. To anybody else it was cancelled, and went back to nobody.
_COLUMNS = """
    id, responsible_id, candidate_id, proposed_by, readers,
    CASE WHEN state = 'superseded' AND NOT EXISTS (SELECT FROM agreements AS n WHERE n.id = agreements.superseded_by)
        THEN 'cancelled' ELSE state END AS state, due_on, original_due_on, shifts, waiting_on, waiting_since,
    version, safety, rounds, (SELECT o.id FROM agreements AS o WHERE o.id = agreements.supersedes) AS supersedes,
    (SELECT n.id FROM agreements AS n WHERE n.id = agreements.superseded_by) AS superseded_by,
    returned AND EXISTS (SELECT FROM agreements AS o WHERE o.id = agreements.supersedes) AS returned, returned_at, id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted
"""

# What serialises an agreement: whoever takes a step holds its row, before it the one it is to replace, and reads the rest after that.
FIND_AGREEMENT = f"SELECT {_COLUMNS} FROM agreements WHERE case_id = $1 AND id = $2"

LOCK_AGREEMENT = f"{FIND_AGREEMENT} AND (supersedes IS NULL OR chaincare.hold_replaced(id)) FOR UPDATE"

# The wall has already left out what is for another audience.
LIST_AGREEMENTS = f"""
    SELECT {_COLUMNS}
    FROM agreements WHERE case_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""

# Of each case so many: what is still to be done first, then the newest.
LIST_OF_CASES = f"""
    SELECT a.* FROM unnest($1::uuid[]) WITH ORDINALITY AS own (case_id, place)
    CROSS JOIN LATERAL (
        SELECT case_id, {_COLUMNS}, waiting_on = 'nobody' AS finished
        FROM agreements WHERE case_id = own.case_id ORDER BY finished, id DESC LIMIT $2) AS a
    ORDER BY own.place, a.finished, a.id DESC
"""

LIST_FACTS = """
    SELECT agreement_id, seq, f.at, coalesce(d.holder_id, f.by_id) AS by_id, f.fact, f.by_id AS own_id
    FROM agreement_facts AS f LEFT JOIN chaincare.uncleared_steps() AS d USING (agreement_id, seq)
    WHERE f.case_id = ANY ($1::uuid[]) AND agreement_id = ANY ($2::uuid[]) ORDER BY agreement_id, seq
"""

# Also those that have ended: a history keeps its names. Who can act no more is present for nothing (S2, R6).
# A client's name as clients.rules.named has it.
LIST_PARTIES = """
    SELECT p.id, p.role,
           CASE WHEN p.scope_from <= $2::timestamptz THEN p.scope ELSE 'that' END AS scope,
           p.during @> $2::timestamptz AND (p.professional_id IS NULL OR chaincare.stands(p.id, $2)) AS present,
           CASE WHEN upper(p.during) <= $2::timestamptz THEN upper(p.during) END AS ended_at,
           ARRAY(SELECT s.from_id FROM successions AS s WHERE s.to_id = p.id AND s.effective_at <= $2::timestamptz
                 AND s.over_at IS NULL) AS succeeds,
           t.holder_id IS NOT NULL
               OR EXISTS (SELECT FROM chaincare.acting_here($2, $2) AS a WHERE a.acting_id = p.id) AS holds_regie,
           coalesce(f.name, r.name, CASE WHEN p.unit_id IS NOT NULL THEN u.name
               ELSE concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) END) AS name,
           coalesce(f.function, r.kind) AS function, o.id AS organisation_id, o.name AS organisation
    FROM participations AS p
    LEFT JOIN professionals AS f ON f.id = p.professional_id
    LEFT JOIN representatives AS r ON r.id = p.representative_id
    LEFT JOIN clients AS k ON k.id = p.client_id
    LEFT JOIN units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
    LEFT JOIN organisations AS o ON o.id = u.organisation_id
    LEFT JOIN regie_terms AS t ON t.case_id = p.case_id AND t.holder_id = p.id AND t.during @> $2::timestamptz
    WHERE p.case_id = ANY ($1::uuid[])
"""


async def add_agreements(clearance: Clearance, outlines: Sequence[Outline]) -> None:
    """Add agreements as they stand when they are made; their facts and what they need follow."""
    await clearance.execute(ADD_AGREEMENTS, clearance.case_id, msgspec.json.encode(outlines))


async def add_facts(clearance: Clearance, facts: Sequence[tuple[UUID, Recorded]]) -> None:
    """Add the next facts of these agreements. Raises StepNotPossible: the key lets each happen once."""
    rows = [{"agreement_id": one_id, **msgspec.structs.asdict(one)} for one_id, one in facts]
    with constraints_mean({"agreement_facts_once": StepNotPossible}):
        await clearance.execute(ADD_FACTS, clearance.case_id, msgspec.json.encode(rows))


async def set_outline(clearance: Clearance, outline: Outline) -> None:
    """Bring the row to where the facts are."""
    await clearance.execute(
        SET_OUTLINE, clearance.case_id, outline.id, outline.state.value, outline.due_on, outline.shifts,
        outline.waiting_on.value, outline.waiting_since, outline.version, outline.responsible_id, outline.candidate_id,
        list(outline.readers), outline.rounds,
    )  # fmt: skip


async def supersede(clearance: Clearance, old_id: UUID, new_id: UUID, at: datetime) -> None:
    """End the agreement in whose place another was agreed to. Raises SupersededMeanwhile."""
    row = await clearance.fetchrow(SUPERSEDE, old_id, new_id, at)
    if not row[0]:
        raise SupersededMeanwhile


async def add_preconditions(clearance: Clearance, needed: Sequence[tuple[UUID, Precondition]]) -> None:
    """Add the rows of what these agreements need, if they need anything."""
    rows = [
        {
            "agreement_id": agreement_id,
            "state": one.state.word,
            "waiting_on": one.waiting_on,
            **{
                name: getattr(one, name) for name in ("id", "owner_id", "blocking", "due_on", "waiting_since")
            },
        }
        for agreement_id, one in needed
    ]
    if rows:
        await clearance.execute(ADD_PRECONDITIONS, clearance.case_id, msgspec.json.encode(rows))


async def set_preconditions(clearance: Clearance, before: Agreement, now: Agreement) -> None:
    """Bring the rows of what it needs to where the facts are."""
    known = {one.id: one for one in before.preconditions}
    await add_preconditions(clearance, [(now.id, one) for one in now.preconditions if one.id not in known])
    for one in now.preconditions:
        if one.id in known and one != known[one.id]:
            await clearance.execute(
                SET_PRECONDITION,
                clearance.case_id,
                one.id,
                one.state.word,
                one.waiting_on.value,
                one.waiting_since,
            )


async def lock_agreement(clearance: Clearance, agreement_id: UUID) -> Outline:
    """Give an agreement, locked. Raises AgreementUnknown."""
    return _known(await clearance.fetchrow(LOCK_AGREEMENT, clearance.case_id, agreement_id))


async def get_agreement(clearance: Clearance, agreement_id: UUID) -> Outline:
    """Give an agreement. Raises AgreementUnknown."""
    return _known(await clearance.fetchrow(FIND_AGREEMENT, clearance.case_id, agreement_id))


async def list_agreements(clearance: Clearance, before: UUID | None, limit: int) -> list[Outline]:
    """List the agreements this reader may see, the newest first."""
    return [_outline(row) for row in await clearance.fetch(LIST_AGREEMENTS, clearance.case_id, before, limit)]


async def list_agreements_of_cases(
    clearance: Clearance, case_ids: Sequence[UUID], limit: int
) -> list[tuple[UUID, Outline]]:
    """List agreements over the cases of a page, so many of each, with their case; what is still to be done first."""
    rows = await clearance.fetch(LIST_OF_CASES, list(case_ids), limit)
    return [(row["case_id"], _outline(row)) for row in rows]


async def list_facts(
    clearance: Clearance, agreement_ids: Sequence[UUID], case_ids: Sequence[UUID] = ()
) -> dict[UUID, list[Recorded]]:
    """List the facts of these agreements in order; of each that shows any. Without cases: of the one case."""
    found: dict[UUID, list[Recorded]] = {}
    cases = list(case_ids) or [clearance.case_id]
    for row in await clearance.fetch(LIST_FACTS, cases, list(agreement_ids)):
        fact: AnyFact = msgspec.json.decode(row["fact"], type=AnyFact)
        recorded = Recorded(row["seq"], row["at"], row["by_id"], fact, row["own_id"])
        found.setdefault(row["agreement_id"], []).append(recorded)
    return found


async def list_parties(clearance: Clearance, at: datetime, case_ids: Sequence[UUID] = ()) -> Parties:
    """List who takes part in the case, or did, by participation."""
    rows = await clearance.fetch(LIST_PARTIES, list(case_ids) or [clearance.case_id], at)
    return SeenParties({row["id"]: Party(**dict(row)) for row in rows})


def _known(row: Any) -> Outline:
    if row is None:
        raise AgreementUnknown
    return _outline(row)


def _outline(row: Any) -> Outline:
    return Outline(
        row["id"], row["responsible_id"], row["candidate_id"], row["proposed_by"], tuple(row["readers"]),
        StateWord(row["state"]), row["due_on"], row["original_due_on"], row["shifts"], WaitingOn(row["waiting_on"]),
        row["waiting_since"], row["version"], row["safety"], row["restricted"], row["rounds"], row["supersedes"],
        row["superseded_by"], row["returned"], row["returned_at"],
    )  # fmt: skip
