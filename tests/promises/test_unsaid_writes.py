"""T2: no write without the entry that says so, in its own case, by somebody who may."""

from uuid import UUID

import asyncpg
import pytest
from tests.people import Region
from tests.promises.behind import Entered, Inside, another_case

pytestmark = pytest.mark.anyio

ADD_NOTE = (
    "INSERT INTO notes (case_id, author_id, unit_id, body, readers, written_at)"
    " SELECT $1, actor_id, unit_id, 'kept?', '{professionals}', now() FROM chaincare.cleared()"
)
RECORD = "SELECT chaincare.record('note.written', 'C', 'done', NULL, NULL)"


async def _kept(region: Region) -> int:
    return int(await region.admin.fetchval("SELECT count(*) FROM chaincare.notes WHERE body = 'kept?'"))


async def test_a_write_without_the_entry_that_says_so_cannot_be_committed(
    region: Region, within: Inside, case_id: UUID
) -> None:
    connection = within.connection

    async def write(entered: Entered, *more: str) -> None:
        async with connection.transaction():
            await within.present(entered.ticket)
            await connection.execute(ADD_NOTE, case_id)
            for statement in more:
                await connection.execute(statement)

    entered = await within.enter("teacher", case_id, action="C", event="note.written")
    await write(entered, RECORD)
    assert await _kept(region) == 1
    with pytest.raises(asyncpg.PostgresError, match="T2"):
        await write(entered)
    # The entry of the write before is another transaction's; that he entered, or was refused, says nothing of a write.
    done = await region.admin.fetchrow(
        "SELECT at, id FROM chaincare.access_entries WHERE outcome = 'done' ORDER BY at DESC"
    )
    for claim in (f"{done['at'].isoformat()}/{done['id']}", entered.ticket):
        with pytest.raises(asyncpg.PostgresError, match="T2"):
            await write(entered, f"SELECT set_config('chaincare.done', '{claim}', true)")
    with pytest.raises(asyncpg.PostgresError, match="T2"):
        await write(entered, RECORD.replace("done", "refused"))
    with pytest.raises(asyncpg.PostgresError, match="T2"):
        await write(entered, "SAVEPOINT here", RECORD, "ROLLBACK TO here")
    assert await _kept(region) == 1


async def test_an_entry_about_one_case_does_not_cover_a_write_in_another(
    region: Region, within: Inside, case_id: UUID
) -> None:
    other = await another_case(region)
    here = await within.enter("teacher", case_id, action="C", event="note.written")
    there = await within.enter("teacher", other, action="C", event="note.written")
    transaction = within.connection.transaction()
    await transaction.start()
    await within.present(here.ticket)
    await within.connection.execute(ADD_NOTE, case_id)
    await within.present(there.ticket)
    await within.connection.execute(RECORD)
    with pytest.raises(asyncpg.PostgresError, match="T2"):
        await transaction.commit()
    assert await _kept(region) == 0


async def test_the_wall_lets_nobody_write_where_he_only_reads(
    region: Region, within: Inside, case_id: UUID
) -> None:
    for role, may in (
        ("teacher", True),
        ("intern-begeleider", False),
        ("parent", False),
        ("network-coordinator", False),
    ):
        entered = await within.enter(role, case_id, action="C", event="note.written")
        assert entered.row["outcome"] == "entered", role
        try:
            async with within.under(entered.ticket) as connection:
                await connection.execute(
                    "INSERT INTO notes (case_id, author_id, unit_id, body, readers, written_at)"
                    " SELECT $1, p.id, p.unit_id, 'x', '{client}', now() FROM professionals AS p LIMIT 1", case_id
                )  # fmt: skip
                assert may, role
        except asyncpg.InsufficientPrivilegeError:
            assert not may, role
    entered = await within.enter("teacher", case_id, action="C", event="note.written")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with within.under(entered.ticket) as connection:
            await connection.execute(ADD_NOTE, await another_case(region))


async def test_only_what_was_done_or_refused_is_recorded_and_only_inside(
    within: Inside, case_id: UUID
) -> None:
    connection = within.connection
    for statement in (
        RECORD,
        RECORD.replace("done", "entered"),
        RECORD.replace("note.written", "Désirée van der Walt"),
    ):
        with pytest.raises(asyncpg.PostgresError):
            await connection.execute(statement)
    entered = await within.enter("teacher", case_id)
    for statement in (
        RECORD.replace("'done'", "'entered'"),
        RECORD.replace("note.written", "Désirée van der Walt"),
    ):
        with pytest.raises(asyncpg.PostgresError):
            async with within.under(entered.ticket):
                await connection.execute(statement)


async def test_a_basis_of_another_case_revives_nothing(region: Region, within: Inside, case_id: UUID) -> None:
    """A legal basis stands in the case of its participation, and is withdrawn there."""
    other = await another_case(region)
    entered = await within.enter("teacher", other, action="C", event="legal-basis.recorded")
    participation = await region.admin.fetchval(
        "SELECT id FROM chaincare.participations WHERE case_id = $1 LIMIT 1", case_id
    )
    basis = await region.admin.fetchval(
        "SELECT id FROM chaincare.legal_bases WHERE case_id = $1 LIMIT 1", case_id
    )
    base_there = (
        "INSERT INTO legal_bases (case_id, participation_id, ground, article, secrecy, during, recorded_by, recorded_at)"
        " SELECT e.case_id, $1, 'avg-6-1-e', 'x', '[]', tstzrange(now(), NULL), e.actor_id, now()"
        " FROM chaincare.cleared() AS e"
    )
    withdrawn_here = (
        "INSERT INTO legal_basis_withdrawals (basis_id, case_id, part, reason, withdrawn_by, withdrawn_at)"
        " SELECT $1, e.case_id, 'ground', 'x', e.actor_id, now() FROM chaincare.cleared() AS e"
    )
    for statement, value in ((base_there, participation), (withdrawn_here, basis)):
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            async with within.under(entered.ticket) as connection:
                await connection.execute(statement, value)
