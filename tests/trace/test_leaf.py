"""The bytes of an entry: the database and the program make the same; and the order in which they will be sealed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people import Region, link_mother, open_case
from tests.promises.behind import Inside, inside
from tests.verifying.exports import read_back

from chaincare.embedded import Urls
from chaincare.trace.model import Entry
from chaincare.trace.rules import leaf_of
from chaincare.verifying.leaves import LeafWriter
from chaincare.verifying.watch import Watch

pytestmark = pytest.mark.anyio

FIELDS = Entry.__struct_fields__
COLUMNS = ", ".join(f"e.{name}" for name in FIELDS)
LEAVES = f"SELECT chaincare.access_leaf(e) AS leaf, {COLUMNS} FROM chaincare.access_entries AS e"


@contextlib.asynccontextmanager
async def rolled_back(connection: asyncpg.Connection) -> AsyncIterator[None]:
    transaction = connection.transaction()
    await transaction.start()
    try:
        yield
    finally:
        await transaction.rollback()


def entry_of(row: Any) -> Entry:
    return Entry(*(row[name] for name in FIELDS))


async def test_no_address_is_a_network_which_the_leaf_would_not_tell(region: Region) -> None:
    opened = await open_case(region)
    await region.teacher.get(f"/cases/{opened['id']}")
    widen = "UPDATE chaincare.access_entries SET address = set_masklen(address, $1) WHERE event = 'case.read'"
    async with rolled_back(region.admin):
        off = "ALTER TABLE chaincare.access_entries DISABLE TRIGGER access_entries_append_only"
        await region.admin.execute(off)  # as a superuser may
        assert await region.admin.execute(widen, 32) != "UPDATE 0"
        for bits in (8, 31):
            with pytest.raises(asyncpg.CheckViolationError):
                async with region.admin.transaction():
                    await region.admin.execute(widen, bits)


async def test_entries_made_over_http_have_the_same_bytes_on_both_sides(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    for role in ("teacher", "outsider", "network-coordinator", "parent", "partner"):
        await region.person(role).ask("GET", f"/cases/{opened['id']}")
    await region.teacher.ask("GET", "/worklist")
    rows = await region.admin.fetch(f"{LEAVES} ORDER BY e.xid, e.at, e.id")
    assert len(rows) > 12
    assert [bytes(row["leaf"]) for row in rows] == [leaf_of(entry_of(row)) for row in rows]
    assert len({bytes(row["leaf"]) for row in rows}) == len(rows)
    # Nor does whoever verifies an export make others of them; and in the order of the seal nothing looks wrong to him.
    shown, writer = read_back([entry_of(row) for row in rows]), LeafWriter()
    micros = writer.micros(shown)
    assert writer.leaves(shown, micros) == [bytes(row["leaf"]) for row in rows]
    assert not list(Watch(whole=True).look(shown, micros))


# A code has a shape; what a token or a network says of itself has none.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
CODE = st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True)
ID = st.uuids()
MAYBE_ID = st.none() | ID
MONTH = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
THIS_MONTH = st.datetimes(MONTH, MONTH + timedelta(days=27), timezones=st.just(UTC))
MADE: dict[str, st.SearchStrategy[Any]] = {
    "at": THIS_MONTH, "id": ID, "query_id": MAYBE_ID, "event": CODE,
    "action": st.sampled_from("CRUDE"), "outcome": st.sampled_from(["entered", "not_visible", "refused", "done"]),
    "issuer": TEXT, "subject": TEXT, "actor_id": MAYBE_ID, "role": st.none() | TEXT, "unit_id": MAYBE_ID,
    "organisation_id": MAYBE_ID, "partner": TEXT, "address": st.none() | st.ip_addresses(),
    "relation": st.sampled_from(["participation", "team", "none"]), "relation_id": MAYBE_ID, "relation_by": MAYBE_ID,
    "reach": st.none() | st.sampled_from(["that", "own_log"]), "basis_id": MAYBE_ID, "rule": CODE.map(lambda one: one.replace(".", "/")),
    "purpose": st.none() | st.just("youth_care"), "network_id": MAYBE_ID, "client": MAYBE_ID, "case_id": MAYBE_ID,
    "object_id": MAYBE_ID, "asked_id": MAYBE_ID, "emergency": st.booleans(), "request_id": ID,
    "trace_id": st.binary(min_size=16, max_size=16), "span_id": st.binary(min_size=8, max_size=8),
    "private_digest": st.none() | st.binary(min_size=32, max_size=32),
    "acted_by": st.none() | st.from_regex(r"[!-{}~]{1,40}[|][!-{}~]{1,40}", fullmatch=True),
    "blind": st.none() | st.binary(min_size=16, max_size=16),
}  # fmt: skip
PLACES = ", ".join(f"${place}" for place in range(1, len(FIELDS) + 1))
INSERT = f"INSERT INTO chaincare.access_entries ({', '.join(FIELDS)}) VALUES ({PLACES})"


def test_every_field_of_an_entry_is_made_up() -> None:
    assert tuple(MADE) == FIELDS


@pytest.mark.parametrize(
    ("zone", "style"), [("UTC", "ISO"), ("Asia/Kathmandu", "SQL, DMY"), ("America/St_Johns", "German")]
)
def test_any_entry_has_the_same_bytes_whatever_the_session_shows_dates_by(
    database: Urls, zone: str, style: str
) -> None:
    loop = asyncio.new_event_loop()
    connection: asyncpg.Connection = loop.run_until_complete(asyncpg.connect(database.admin_url))
    loop.run_until_complete(
        connection.execute(
            f"SET timezone = '{zone}'; SET datestyle = '{style}'; SET extra_float_digits = -15; SET bytea_output = 'escape'"
        )
    )

    writer = LeafWriter()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries(MADE))
    def same(made: dict[str, Any]) -> None:
        async def kept() -> Any:
            async with rolled_back(connection):
                await connection.execute(INSERT, *(made[name] for name in FIELDS))
                return await connection.fetchrow(
                    f"{LEAVES} WHERE e.at = $1 AND e.id = $2", made["at"], made["id"]
                )

        row = loop.run_until_complete(kept())
        assert bytes(row["leaf"]) == leaf_of(Entry(**made)) == leaf_of(entry_of(row))
        shown = read_back([Entry(**made)])
        assert writer.leaves(shown, writer.micros(shown)) == [bytes(row["leaf"])]

    try:
        same()
    finally:
        loop.run_until_complete(connection.close())
        loop.close()


def test_no_two_entries_share_their_bytes() -> None:
    """Lengths stand before the fields: moving a letter from one field to the next is another entry."""

    @settings(max_examples=200, deadline=None)
    @given(st.fixed_dictionaries(MADE), st.fixed_dictionaries(MADE))
    def differ(one: dict[str, Any], other: dict[str, Any]) -> None:
        left, right = Entry(**one), Entry(**other)
        assert (leaf_of(left) == leaf_of(right)) == (left == right)
        # Mixing the fields of two entries is neither of them, and a neighbour's letter is not one's own.
        moved = {**one, "issuer": one["issuer"] + "x", "subject": one["subject"]}
        shifted = {**one, "issuer": one["issuer"], "subject": "x" + one["subject"]}
        assert leaf_of(Entry(**moved)) != leaf_of(Entry(**shifted))
        assert leaf_of(Entry(**{**one, "role": None})) != leaf_of(Entry(**{**one, "role": ""}))

    differ()


# ---- the order in which entries will be sealed


async def sealable(region: Region) -> list[UUID]:
    """What may be sealed now, in the order it will be sealed in."""
    rows = await region.admin.fetch("SELECT id FROM chaincare.sealable_entries('-infinity')")
    return [row["id"] for row in rows]


async def settled(region: Region) -> list[UUID]:
    """All that is committed, once it may be sealed: a transaction of another database of the server delays it too."""
    for _ in range(400):
        order = await sealable(region)
        if len(order) == len(await region.entries()):
            return order
        await asyncio.sleep(0.025)
    pytest.fail("committed entries never became sealable")


@pytest.fixture
async def older(region: Region) -> AsyncIterator[Inside]:
    async with inside(region) as one:
        yield one


async def test_an_entry_that_is_not_committed_holds_back_the_younger_ones(
    region: Region, older: Inside
) -> None:
    """Else a tree that already holds the younger one would later need the older one before it."""
    opened = await open_case(region)
    before = await settled(region)
    assert len(before) >= 2
    transaction = older.connection.transaction()
    await transaction.start()
    first = (await older.enter("teacher", opened["id"])).row["id"]
    await region.teacher.get(f"/cases/{opened['id']}")
    await region.outsider.get(f"/cases/{opened['id']}", expect=404)
    assert await sealable(region) == before
    await transaction.commit()
    after = await settled(region)
    assert after[: len(before)] == before
    assert after[len(before)] == first
    assert len(after) == len(before) + 3


async def test_an_entry_that_is_rolled_back_holds_nothing_back(region: Region, older: Inside) -> None:
    opened = await open_case(region)
    await settled(region)
    transaction = older.connection.transaction()
    await transaction.start()
    never = (await older.enter("teacher", opened["id"])).row["id"]
    await region.teacher.get(f"/cases/{opened['id']}")
    held = await sealable(region)
    await transaction.rollback()
    after = await settled(region)
    assert after[: len(held)] == held
    assert len(after) == len(held) + 1
    assert never not in after


async def test_the_order_never_changes_while_many_write(region: Region) -> None:
    opened = await open_case(region)
    seen: list[list[UUID]] = []
    writing = asyncio.gather(
        *(region.teacher.ask("GET", f"/cases/{opened['id']}") for _ in range(60)),
        *(region.teacher.ask("POST", f"/cases/{opened['id']}/notes", {"body": "x"}) for _ in range(20)),
    )
    while not writing.done():
        seen.append(await sealable(region))
        await asyncio.sleep(0.005)
    await writing
    last = await settled(region)
    assert any(len(one) < len(last) for one in seen), "it was looked at while entries were still coming"
    assert all(one == last[: len(one)] for one in seen)
