"""The register: every edition is a row of its own, the latest is the line as it stands."""

from datetime import datetime
from uuid import UUID

import asyncpg

from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionStale
from chaincare.database import constraints_mean
from chaincare.processing.model import Activity, ActivityUnknown, Described

LIST_ACTIVITIES = """
    SELECT a.id, a.version, a.network_id, a.key, a.name, a.naam, a.purpose, a.controller, a.ground, a.subjects,
           a.categories, a.recipients, a.retention, a.measures, a.written_at
    FROM processing_activities AS a
    WHERE a.version = (SELECT max(b.version) FROM processing_activities AS b WHERE b.id = a.id)
      AND ($1::uuid IS NULL OR a.id > $1)
    ORDER BY a.id LIMIT $2
"""

LIST_EDITIONS = """
    SELECT a.id, a.version, a.network_id, a.key, a.name, a.naam, a.purpose, a.controller, a.ground, a.subjects,
           a.categories, a.recipients, a.retention, a.measures, a.written_at
    FROM processing_activities AS a WHERE a.id = $1 ORDER BY a.version DESC
"""

ADD_EDITION = """
    INSERT INTO processing_activities (id, version, network_id, name, naam, purpose, controller, ground, subjects,
                                       categories, recipients, retention, measures, written_by, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
"""


async def list_activities(clearance: Clearance, after: UUID | None, limit: int) -> list[Activity]:
    """List the lines of the register as they stand: those of the product first."""
    return [_activity(row) for row in await clearance.fetch(LIST_ACTIVITIES, after, limit)]


async def list_editions(clearance: Clearance, activity_id: UUID) -> list[Activity]:
    """List the editions of a line, the latest first. Raises ActivityUnknown."""
    found = [_activity(row) for row in await clearance.fetch(LIST_EDITIONS, activity_id)]
    if not found:
        raise ActivityUnknown
    return found


async def add_edition(clearance: Clearance, activity: Activity, at: datetime) -> None:
    """Add an edition; of two made at once the second finds that it is there. Raises EditionStale."""
    one = activity.described
    with constraints_mean({"processing_activities_once": EditionStale}):
        await clearance.execute(
            ADD_EDITION, activity.id, activity.version, activity.network_id, one.name, one.naam, one.purpose,
            one.controller, one.ground, list(one.subjects), list(one.categories), list(one.recipients), one.retention,
            one.measures, clearance.actor_id, at,
        )  # fmt: skip


def _activity(row: asyncpg.Record) -> Activity:
    lists = (tuple(row["subjects"]), tuple(row["categories"]), tuple(row["recipients"]))
    described = Described(
        row["name"], row["naam"], row["purpose"], row["controller"], row["ground"], *lists, row["retention"], row["measures"]
    )  # fmt: skip
    return Activity(row["id"], row["version"], row["network_id"], row["key"], described, row["written_at"])
