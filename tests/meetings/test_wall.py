"""What the database itself shows of a meeting, whatever a handler would ask for (S3)."""

from uuid import UUID

import asyncpg
import pytest
from tests.meetings.table import Table
from tests.people import basis
from tests.promises.behind import Inside, inside

from chaincare.demo.world import EXPERTISE, person

pytestmark = pytest.mark.anyio

MEETING_TABLES = ("meetings", "meeting_attendances", "meeting_words", "meeting_agreements")


async def recorded(table: Table) -> UUID:
    await table.record(
        agreements=[
            table.agreement("mother"),
            table.agreement("teacher", audience=["own_unit"], clientMayRead=False),
        ],
        minutes={"body": "Rustig."},
        regie=table.regie(),
    )
    return UUID(table.scene.case.rpartition("/")[2])


async def test_each_scope_sees_its_part(table: Table) -> None:
    case_id = await recorded(table)
    await table.region.teacher.post(
        f"{table.scene.case}/participations",
        {
            "purpose": "education_support",
            "party": {
                "kind": "professional", "professionalId": str(person("specialist").id), "scope": "that",
                "legalBasis": basis(EXPERTISE.unit_id),
            },
        },
    )  # fmt: skip
    async with inside(table.region) as within:

        async def shown(role: str) -> list[int]:
            counts = await within.shown((await within.enter(role, case_id)).ticket)
            return [counts.get(one, 0) for one in MEETING_TABLES]

        assert await shown("teacher") == [1, 4, 1, 2]
        # An agreement for others shows neither itself nor that it was made.
        assert await shown("youth-worker") == [1, 4, 1, 1]
        assert await shown("parent") == [1, 4, 1, 1]
        assert await shown("network-coordinator") == [1, 0, 0, 0]
        assert await shown("specialist") == [0, 0, 0, 0]


async def _writes(within: Inside, case_id: UUID, role: str) -> bool:
    entered = await within.enter(role, case_id, action="C", event="meeting.recorded")
    try:
        async with within.under(entered.ticket) as connection:
            await connection.execute(
                "INSERT INTO meetings (id, case_id, kind, held_at, recorded_by, recorded_at, client_present)"
                " SELECT uuidv7(), $1, 'paper', now(), p.id, now(), 'no'"
                " FROM participations AS p WHERE p.case_id = $1 LIMIT 1",
                case_id,
            )
    except asyncpg.InsufficientPrivilegeError:
        return False
    return True


async def test_who_takes_part_as_a_professional_records_and_nobody_changes(table: Table) -> None:
    case_id = await recorded(table)
    async with inside(table.region) as within:
        wrote = {
            role: await _writes(within, case_id, role)
            for role in ("teacher", "youth-worker", "parent", "network-coordinator")
        }
        assert wrote == {
            "teacher": True, "youth-worker": True, "parent": False, "network-coordinator": False,
        }  # fmt: skip
        for one in MEETING_TABLES:
            for statement in (f"UPDATE {one} SET case_id = case_id", f"DELETE FROM {one}"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await within.connection.execute(statement)


async def test_every_assent_that_was_recorded_names_a_meeting_that_was_held(table: Table) -> None:
    case_id = await recorded(table)
    rows = await table.region.admin.fetch(
        "SELECT r.meeting_id IN (SELECT id FROM chaincare.meetings) AS held FROM chaincare.regie_responses AS r"
        " WHERE r.case_id = $1 AND r.recorded_by IS NOT NULL"
        " UNION ALL SELECT (f.fact ->> 'meetingId')::uuid IN (SELECT id FROM chaincare.meetings)"
        " FROM chaincare.agreement_facts AS f WHERE f.case_id = $1 AND f.fact ? 'recordedBy'",
        case_id,
    )
    assert [row["held"] for row in rows] == [True, True]
