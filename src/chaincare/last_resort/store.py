"""Organisations of last resort, as they are recorded."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.last_resort.model import (
    LastResort,
    LastResortRuns,
    Named,
    NominationRefused,
    ResortEndsBecause,
    Standing,
)

LIST_RESORTS = """
    SELECT r.id, r.organisation_id, o.name AS organisation, r.reason, r.assigned_at, r.name_by, r.ended_at, r.because,
           r.named_id, f.name, f.function, u.name AS unit, r.named_at,
           r.id = ANY ((SELECT chaincare.unfit_last_resorts())::uuid[]) AS unfit, r.awaits_name, r.unnamed_at, r.unnamed_because
    FROM regie_last_resorts AS r JOIN organisations AS o ON o.id = r.organisation_id
    LEFT JOIN professionals AS f ON f.id = r.named_id LEFT JOIN units AS u ON u.id = f.unit_id
    WHERE r.case_id = $1 ORDER BY r.id DESC
"""

LOCK_RESORTS = "SELECT FROM regie_last_resorts WHERE case_id = $1 FOR UPDATE"

FIND_ORGANISATION = """
    SELECT o.id, o.name, o.id = ANY (n.last_resort) AND o.status = 'active' AS agreed
    FROM organisations AS o JOIN cases AS c ON c.id = $1 JOIN networks AS n ON n.id = c.network_id
    WHERE o.id = $2 AND o.id IS DISTINCT FROM $3 AND NOT EXISTS (
        SELECT FROM relation_conflicts AS x WHERE x.case_id = $1 AND x.organisation_id = o.id AND x.ended_at IS NULL)
"""

# Who could direct: active, of that organisation, admitted by the network. Whether he is barred from this case is not asked, so
# that the answer does not tell it: he comes to nothing.
FIND_NOMINEE = """
    SELECT f.id, f.name, f.function, u.name AS unit FROM professionals AS f
    JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    JOIN networks AS n ON n.id = $3
    WHERE f.id = $1 AND o.id = $2 AND f.status = 'active' AND o.status = 'active'
      AND (o.sector = ANY (n.holder_sectors) OR u.id = ANY (n.holder_units))
"""

ADD_RESORT = """
    INSERT INTO regie_last_resorts (id, case_id, organisation_id, reason, assigned_by, assigned_at, name_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

END_RESORT = "UPDATE regie_last_resorts SET ended_at = $2, because = $3, ended_by = $4 WHERE id = $1"

NAME = "UPDATE regie_last_resorts SET named_id = $2, named_by = $3, named_at = $4 WHERE id = $1"


async def list_resorts(clearance: Clearance) -> list[LastResort]:
    """List which organisations were assigned in this case, the latest first."""
    return [_resort(row) for row in await clearance.fetch(LIST_RESORTS, clearance.case_id)]


async def lock_resorts(clearance: Clearance) -> list[LastResort]:
    """List them, and keep them from changing until the end."""
    await clearance.fetch(LOCK_RESORTS, clearance.case_id)
    return await list_resorts(clearance)


async def find_organisation(clearance: Clearance, organisation_id: UUID) -> Standing | None:
    """Give an organisation as far as being the last resort goes, or None; nobody assigns his own."""
    own_id = clearance.admission.organisation_id
    row = await clearance.fetchrow(FIND_ORGANISATION, clearance.case_id, organisation_id, own_id)
    return None if row is None else Standing(row["id"], row["name"], row["agreed"])


async def find_nominee(
    clearance: Clearance, professional_id: UUID, resort: LastResort, at: datetime
) -> Named | None:
    """Give somebody of that organisation who could direct, or None."""
    row = await clearance.fetchrow(
        FIND_NOMINEE, professional_id, resort.organisation_id, clearance.admission.network_id
    )
    return None if row is None else Named(row["id"], row["name"], row["function"], row["unit"], at)


async def add_resort(clearance: Clearance, resort: LastResort) -> None:
    """Add that an organisation has to name somebody. Raises LastResortRuns."""
    with constraints_mean({"regie_last_resorts_one_runs": LastResortRuns}):
        await clearance.execute(
            ADD_RESORT, resort.id, clearance.case_id, resort.organisation_id, resort.reason, clearance.actor_id,
            resort.assigned_at, resort.name_by,
        )  # fmt: skip


async def end_resort(clearance: Clearance, resort: LastResort) -> None:
    """Record that it ended, and why."""
    because = resort.ended_because
    await clearance.execute(
        END_RESORT, resort.id, resort.ended_at, because and because.value, clearance.actor_id
    )


async def name(clearance: Clearance, resort: LastResort) -> None:
    """Record whom the organisation named. Raises NominationRefused."""
    if resort.named is not None:
        with constraints_mean({"regie_last_resorts_not_refused": NominationRefused}):
            await clearance.execute(NAME, resort.id, resort.named.id, clearance.actor_id, resort.named.at)


def _resort(row: Any) -> LastResort:
    named_id = None if row["awaits_name"] else row["named_id"]
    return LastResort(
        row["id"], row["organisation_id"], row["organisation"], row["reason"], row["assigned_at"], row["name_by"],
        None if named_id is None else Named(named_id, row["name"], row["function"], row["unit"], row["named_at"]),
        row["ended_at"], None if row["because"] is None else ResortEndsBecause(row["because"]),
        row["unfit"], row["unnamed_at"], row["unnamed_because"],
    )  # fmt: skip
