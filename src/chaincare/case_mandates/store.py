"""Mandates for one case: asked, answered, ended, and the one thing that each opens."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.case_mandates.model import (
    ANSWERED_WITHIN,
    Asked,
    CaseMandate,
    CaseMandateAnswer,
    CaseMandateState,
    CaseMandateUnknown,
    Opened,
    Opens,
)
from chaincare.trace.columns import told_of
from chaincare.trace.private import SealedText

# What the door found is what is written: its case, its client, its mandate; and whose act the entry was.
ADD = """
    INSERT INTO case_mandates (id, case_id, network_id, organisation_id, client, opens, entry_at, entry_id, concerns, reason,
                               request_id, asked_by, asked_at)
    SELECT $1, e.case_id, e.network_id, m.organisation_id, e.client, $2, $3, $4, $5, $6, $7, e.actor_id, $8
    FROM chaincare.cleared() AS e JOIN mandates AS m ON m.id = e.relation_id WHERE e.query_id IS NULL
"""
FIND_ACTOR = "SELECT x.actor_id FROM access_entries AS x WHERE x.at = $1 AND x.id = $2"

_SELECT = f"""
    SELECT w.id, w.case_id, w.client, w.organisation_id, w.opens, w.entry_at, w.entry_id, w.concerns, w.reason, w.request_id,
           w.asked_by AS asked_by_id, p.name AS asked_by, p.elsewhere AS asked_elsewhere, w.asked_at, w.answer, w.answered_by AS answered_by_id,
           q.name AS answered_by, q.elsewhere AS answered_elsewhere, w.answered_at, w.ends_at, w.told_from_at, w.ended_at
    FROM case_mandates AS w {told_of("w.asked_by", "p")} {told_of("w.answered_by", "q")}
"""
GET = f"{_SELECT} WHERE w.id = $1"
LOCK = "SELECT FROM case_mandates WHERE id = $1 FOR UPDATE"
# What state_of (rules.py) says of each, at this moment.
LIST = f"""{_SELECT}
    WHERE ($1::text IS NULL OR $1 = CASE
            WHEN w.ended_at IS NOT NULL OR w.ends_at <= $2 THEN 'ended' WHEN w.ends_at IS NOT NULL THEN 'running'
            WHEN w.answer IS NOT NULL THEN 'declined' WHEN w.asked_at > $2::timestamptz - $3::interval THEN 'asked' ELSE 'lapsed' END)
      AND ($4::uuid IS NULL OR w.id < $4)
    ORDER BY w.id DESC LIMIT $5
"""
ANSWER = """
    UPDATE case_mandates SET answer = $2, answered_by = $3, answered_at = $4, ends_at = $5, told_from_at = $6 WHERE id = $1
"""
END = "UPDATE case_mandates SET ended_by = $2, ended_at = $3, told_from_at = $4 WHERE id = $1"
READ_OPENED = "SELECT o.given_names, o.prefix, o.family_name, o.sealed, o.request_id FROM chaincare.opened_by_mandate() AS o"


async def find_actor(clearance: Clearance, asked: Asked) -> UUID | None:
    """Give whose act the entry is whose text is asked for."""
    row = await clearance.fetchrow(FIND_ACTOR, asked.entry_at, asked.entry_id)
    return None if row is None else row[0]


async def add_case_mandate(
    clearance: Clearance,
    mandate_id: UUID,
    asked: Asked,
    concerns: UUID | None,
    sealed: SealedText,
    request_id: str,
) -> None:
    """Write down what is asked, for the case that the door let in to."""
    await clearance.execute(
        ADD, mandate_id, asked.opens.value, asked.entry_at, asked.entry_id, concerns, sealed.private, UUID(request_id),
        clearance.now(),
    )  # fmt: skip


async def get_case_mandate(clearance: Clearance, mandate_id: UUID) -> CaseMandate:
    """Give one. Raises CaseMandateUnknown."""
    row = await clearance.fetchrow(GET, mandate_id)
    if row is None:
        raise CaseMandateUnknown
    return _mandate(row)


async def hold_case_mandate(clearance: Clearance, mandate_id: UUID) -> CaseMandate:
    """Give the same, which nobody else answers or ends meanwhile. Raises CaseMandateUnknown."""
    await clearance.execute(LOCK, mandate_id)
    return await get_case_mandate(clearance, mandate_id)


async def list_case_mandates(
    clearance: Clearance, state: CaseMandateState | None, after: UUID | None, limit: int
) -> list[CaseMandate]:
    """List those within the mandate, what was asked last first."""
    rows = await clearance.fetch(LIST, state, clearance.now(), ANSWERED_WITHIN, after, limit)
    return list(map(_mandate, rows))


async def keep_answer(clearance: Clearance, mandate: CaseMandate) -> None:
    """Write down what the second person said; the lock is held."""
    await clearance.execute(
        ANSWER, mandate.id, mandate.answer, mandate.answered_by_id, mandate.answered_at, mandate.ends_at, mandate.told_from_at
    )  # fmt: skip


async def keep_end(clearance: Clearance, mandate: CaseMandate) -> None:
    """Write down that it ended; the lock is held."""
    await clearance.execute(END, mandate.id, clearance.actor_id, mandate.ended_at, mandate.told_from_at)


async def read_opened(clearance: Clearance) -> Opened:
    """Give what the mandate opens. Raises CaseMandateUnknown."""
    row = await clearance.fetchrow(READ_OPENED)
    if row is None:
        raise CaseMandateUnknown
    return Opened(*row)


def _mandate(row: Any) -> CaseMandate:
    named = dict(row)
    opens, answer = Opens(named.pop("opens")), named.pop("answer")
    return CaseMandate(opens=opens, answer=answer and CaseMandateAnswer(answer), **named)
