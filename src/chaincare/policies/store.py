"""What a network agreed: columns of its own row."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.directory.model import Sector
from chaincare.policies.model import OverdueDays, Policy, SilenceDays

GET_POLICY = """
    SELECT n.response_days, n.objection_days, n.resignation_days, n.caseload_norm, n.holder_sectors, n.holder_units,
           n.ladder_days, n.silence_days, n.last_resort, n.policy_version
    FROM networks AS n WHERE n.id = $1
      AND EXISTS (SELECT FROM memberships AS m WHERE m.network_id = n.id AND m.organisation_id = $2)
"""

LOCK_POLICY = f"{GET_POLICY} FOR UPDATE OF n"

CHANGE_POLICY = """
    UPDATE networks SET response_days = $2, objection_days = $3, resignation_days = $4, caseload_norm = $5,
        holder_sectors = $6, holder_units = $7, ladder_days = $8, silence_days = $9, last_resort = $10, policy_version = $11
    WHERE id = $1
"""

LIST_UNITS = """
    SELECT u.id FROM units AS u JOIN memberships AS m ON m.organisation_id = u.organisation_id
    WHERE m.network_id = $1 AND u.id = ANY ($2::uuid[])
"""

LIST_ORGANISATIONS = """
    SELECT o.id FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id
    WHERE m.network_id = $1 AND o.id = ANY ($2::uuid[]) AND o.status = 'active' AND o.sector <> 'funder'
"""


async def find_policy(clearance: Clearance, network_id: UUID) -> Policy | None:
    """Give what a network agreed of which the reader's organisation is a member, or None."""
    return _policy(await clearance.fetchrow(GET_POLICY, network_id, clearance.admission.organisation_id))


async def lock_policy(clearance: Clearance, network_id: UUID) -> Policy | None:
    """Give the same, and keep it from changing until the end."""
    return _policy(await clearance.fetchrow(LOCK_POLICY, network_id, clearance.admission.organisation_id))


async def list_units(clearance: Clearance, network_id: UUID, wanted: Sequence[UUID]) -> set[UUID]:
    """List which of these units are of a network."""
    return {row["id"] for row in await clearance.fetch(LIST_UNITS, network_id, list(wanted))}


async def list_organisations(clearance: Clearance, network_id: UUID, wanted: Sequence[UUID]) -> set[UUID]:
    """List which of these organisations are of a network, active, and take part in cases."""
    return {row["id"] for row in await clearance.fetch(LIST_ORGANISATIONS, network_id, list(wanted))}


async def change_policy(clearance: Clearance, network_id: UUID, policy: Policy) -> None:
    """Set what a network agreed; the lock is held."""
    overdue, silence = policy.overdue, policy.silence
    await clearance.execute(
        CHANGE_POLICY, network_id, policy.response_days, policy.objection_days, policy.resignation_days,
        policy.caseload_norm, [one.value for one in policy.sectors], list(policy.units),
        [overdue.regie_holder, overdue.coordinator, overdue.management], [silence.coordinator, silence.management],
        list(policy.last_resort), policy.version,
    )  # fmt: skip


def _policy(row: Any) -> Policy | None:
    if row is None:
        return None
    return Policy(
        row["response_days"], row["objection_days"], row["resignation_days"], row["caseload_norm"],
        tuple(map(Sector, row["holder_sectors"])), tuple(row["holder_units"]), OverdueDays(*row["ladder_days"]),
        SilenceDays(*row["silence_days"]), tuple(row["last_resort"]), row["policy_version"],
    )  # fmt: skip
