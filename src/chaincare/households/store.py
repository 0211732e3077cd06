"""Links between cases of one household, each behind the wall of its own case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.households.model import Link, LinkedAlready, NotLinked

ADD_LINK = """
    INSERT INTO household_cases (household_id, case_id, linked_by, linked_at) VALUES ($1, $2, $3, $4)
"""
END_LINK = """
    UPDATE household_cases SET ended_by = $3, ended_at = $4, ended_because = $5
    WHERE household_id = $1 AND case_id = $2 AND ended_at IS NULL RETURNING id
"""
# That an address is secret is what a reader with scope full is told of it: there is one, and he sees no row of it.
LIST_LINKS = """
    SELECT h.household_id, h.case_id, h.linked_at, c.reference,
           concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) AS client,
           h.case_id = ANY (chaincare.cleared_cases('{full}')) AND coalesce((
               SELECT e.address_id IS NOT NULL AND NOT EXISTS (SELECT FROM client_addresses AS a WHERE a.id = e.address_id)
               FROM client_contacts AS e WHERE e.case_id = h.case_id ORDER BY e.version DESC LIMIT 1), false) AS secret_address
    FROM household_cases AS h JOIN cases AS c ON c.id = h.case_id JOIN clients AS k ON k.id = c.client_id
    WHERE h.ended_at IS NULL AND ($1::uuid IS NULL OR h.household_id = $1)
      AND h.household_id IN (SELECT own.household_id FROM household_cases AS own
                             WHERE own.ended_at IS NULL AND ($2::uuid IS NULL OR own.case_id = $2))
    ORDER BY h.household_id, h.case_id
"""


async def add_link(clearance: Clearance, household_id: UUID, at: datetime) -> None:
    """Link the case of a clearance. Raises LinkedAlready."""
    with constraints_mean({"household_cases_once": LinkedAlready}):
        await clearance.execute(ADD_LINK, household_id, clearance.case_id, clearance.actor_id, at)


async def end_link(clearance: Clearance, household_id: UUID, reason: str, at: datetime) -> None:
    """End the link of the clearance's case. Raises NotLinked."""
    ended = (household_id, clearance.case_id, clearance.actor_id, at, reason)
    if await clearance.fetchrow(END_LINK, *ended) is None:
        raise NotLinked


async def list_links(
    clearance: Clearance, household_id: UUID | None = None, of_case: UUID | None = None
) -> Sequence[Link]:
    """List the links that the tickets of this clearance show."""
    rows: Any = await clearance.fetch(LIST_LINKS, household_id, of_case)
    return [Link(**dict(row)) for row in rows]
