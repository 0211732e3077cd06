"""T1, S3: nobody looks and leaves no trace. Each attempt once broke a form of the wall; it is kept."""

import json
from uuid import UUID

import asyncpg
import pytest
from tests.people import Region
from tests.promises.behind import Entered, Inside, another_case

pytestmark = pytest.mark.anyio


async def _entries(region: Region, case_id: UUID) -> int:
    return int(
        await region.admin.fetchval(
            "SELECT count(*) FROM chaincare.access_entries WHERE case_id = $1 AND event = 'case.read'",
            case_id,
        )
    )


async def test_an_entry_of_ones_own_transaction_opens_nothing(
    region: Region, within: Inside, case_id: UUID
) -> None:
    """Door, read, ROLLBACK: there would have been a look and no entry."""
    assert "cases" in await within.shown((await within.enter("teacher", case_id)).ticket)
    before = await _entries(region, case_id)
    connection = within.connection
    transaction = connection.transaction()
    await transaction.start()
    entered = await within.enter("teacher", case_id)
    assert entered.row["outcome"] == "entered"
    await within.present(entered.ticket)
    assert await connection.fetch("SELECT FROM cases") == []
    assert (
        await connection.fetch("SELECT FROM chaincare.read_cases_under($1, now()::text)", entered.ticket)
        == []
    )
    await transaction.rollback()
    assert await _entries(region, case_id) == before
    assert await within.shown(entered.ticket) == {}


async def test_a_savepoint_does_not_make_an_entry_anothers(
    region: Region, within: Inside, case_id: UUID
) -> None:
    """SAVEPOINT, door, ROLLBACK TO, the ticket set again, read, COMMIT."""
    connection = within.connection
    before = await _entries(region, case_id)
    async with connection.transaction():
        await connection.execute("SAVEPOINT here")
        entered = await within.enter("teacher", case_id)
        await within.present(entered.ticket)
        assert await connection.fetch("SELECT FROM cases") == []
        await connection.execute("RELEASE SAVEPOINT here")
        assert await connection.fetch("SELECT FROM cases") == []
        await connection.execute("SAVEPOINT there")
        again = await within.enter("teacher", case_id)
        await connection.execute("ROLLBACK TO SAVEPOINT there")
        await within.present(again.ticket)
        assert await connection.fetch("SELECT FROM cases") == []
    assert await _entries(region, case_id) == before + 1


async def test_a_cursor_opened_before_a_rollback_shows_nothing_untraced(
    region: Region, within: Inside, case_id: UUID
) -> None:
    connection = within.connection
    before = await _entries(region, case_id)
    async with connection.transaction():
        await connection.execute("SAVEPOINT here")
        entered = await within.enter("teacher", case_id)
        await within.present(entered.ticket)
        await connection.execute(
            "DECLARE look SCROLL CURSOR WITH HOLD FOR SELECT own_words FROM case_questions"
        )
        await connection.execute("DECLARE peek CURSOR FOR SELECT given_names FROM clients")
        await connection.execute("ROLLBACK TO SAVEPOINT here")
        for cursor in ("look", "peek"):
            with pytest.raises(asyncpg.InvalidCursorNameError):
                async with connection.transaction():
                    assert await connection.fetch(f"FETCH ALL FROM {cursor}") == []
    # Under a committed entry a cursor does show, and the entry stays whatever is rolled back.
    entered = await within.enter("teacher", case_id)
    async with within.under(entered.ticket):
        await connection.execute("DECLARE seen CURSOR FOR SELECT given_names FROM clients")
        assert await connection.fetch("FETCH ALL FROM seen") == [("Désirée",)]
    assert await _entries(region, case_id) == before + 1


async def test_an_error_that_carries_content_leaves_its_entry(
    region: Region, within: Inside, case_id: UUID
) -> None:
    before = await _entries(region, case_id)
    entered = await within.enter("teacher", case_id)
    with pytest.raises(asyncpg.DataError, match="rustig"):
        async with within.under(entered.ticket) as connection:
            await connection.fetch("SELECT own_words::int FROM case_questions")
    assert await _entries(region, case_id) == before + 1
    # Door and look in one transaction: there is nothing in the message, so nothing is lost with the entry.
    transaction = within.connection.transaction()
    await transaction.start()
    entered = await within.enter("teacher", case_id)
    await within.present(entered.ticket)
    assert await within.connection.fetch("SELECT own_words::int FROM case_questions") == []
    await transaction.rollback()


async def test_of_tickets_presented_together_each_opens_its_own_and_the_uncommitted_one_nothing(
    region: Region, within: Inside, case_id: UUID
) -> None:
    """Those who wait read in one statement; what it shows of a case is what that case's own entry opens."""
    other, third = await another_case(region), await another_case(region)
    connection = within.connection
    full, steering = await within.enter("teacher", case_id), await within.enter("network-coordinator", other)
    assert (full.row["reach"], steering.row["reach"]) == ("full", "steering")
    transaction = connection.transaction()
    await transaction.start()
    own = await within.enter("teacher", third)
    await within.present(jointly(full, steering, own))
    assert {row["id"] for row in await connection.fetch("SELECT id FROM cases")} == {case_id, other}
    for table in ("case_questions", "representatives", "legal_bases"):
        cases = {row["case_id"] for row in await connection.fetch(f"SELECT case_id FROM {table}")}
        assert cases == {case_id}, table
    assert await connection.fetch("SELECT given_names FROM clients") == [("Désirée",)]
    shown = await connection.fetch(
        "SELECT case_id, document FROM chaincare.read_cases_under($1, now()::text)",
        jointly(full, steering, own),
    )
    documents = {row["case_id"]: json.loads(row["document"]) for row in shown}
    assert documents.keys() == {case_id, other}
    assert documents[case_id]["question"] is not None
    assert (documents[other]["question"], documents[other]["client"]) == (None, None)
    await transaction.rollback()
    # A key is an instant and its id: one entry's instant with another's id opens neither.
    crossed = f"{full.row['at'].isoformat()}/{steering.row['id']}"
    assert await within.shown(crossed) == {}


def jointly(*entered: Entered) -> str:
    instants, ids = zip(*(one.ticket.split("/") for one in entered), strict=True)
    return f"{','.join(instants)}/{','.join(ids)}"
