"""A year of the access log, in the shape that use gives it, and sealed: months at a time, without doors, wall and triggers.

Entries fall on working days between seven and eight in the evening, now and then outside. Of a million clients most have a few
entries and one has forty thousand; professionals have ten to a hundred thousand. In a smaller log all of that shrinks alike.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import asyncpg

from chaincare.demo.world import NETWORK
from chaincare.merkle import Frontier, leaf_hash
from chaincare.seals import store
from chaincare.seals.model import Log
from chaincare.seals.rules import kept_nodes, opening_of, origin_of
from chaincare.seals.signing import SealKeys

MONTHS = 12
SESSIONS = 2
"""So many days are written at a time: one for each processor."""
BATCH = 50
"""So many entries under each checkpoint: in a year of 20 million, what half a minute brings."""
CLIENTS, PEOPLE, RARE = 1 / 20, 1 / 1_000, 1 / 10_000
"""So many clients, professionals, and professionals of ten entries each there are, for each entry."""
FRIDAY = 5
AT_WEEKENDS = 0.08
"""What a day at a weekend has of a working day."""
NAMED_CLIENTS = 100_000

Say = Callable[[str], None]

SETTINGS = "SET session_replication_role = replica; SET timezone = 'UTC'; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off"
NEW_MONTH = """
    CREATE TABLE chaincare.{0} (LIKE chaincare.access_entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
"""
# As make_log_partitions does for the months ahead: the probe of the servers looks at each.
JOIN_MONTH = """
    ALTER TABLE chaincare.{0} OWNER TO chaincare_owner;
    ALTER TABLE chaincare.access_entries ATTACH PARTITION chaincare.{0} FOR VALUES FROM ('{1}') TO ('{2}');
    ALTER TABLE chaincare.{0} ENABLE ALWAYS TRIGGER access_entries_append_only;
    CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.{0} FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
    ALTER TABLE chaincare.{0} ENABLE ALWAYS TRIGGER no_truncate;
    ALTER TABLE chaincare.{0} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""
INDEXES = """
    SELECT replace(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY chaincare.access_entries ', ' ON chaincare.{0} '),
                   'INDEX ' || c.relname, 'INDEX')
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid
    WHERE i.indrelid = 'chaincare.access_entries'::regclass AND NOT i.indisprimary
"""
_ID = "('01900000-0000-7000-9' || to_char({0}, 'FM000') || '-' || to_char({1}, 'FM000000000000'))::uuid"
CLIENT, CASE, RELATION, BASIS, PERSON, UNIT = range(1, 7)


def _id(kind: int, number: str) -> str:
    return _ID.format(kind, number)


# $1 the day, $2 entries, $3 the transaction they are said to be of, $4 network, $5 clients, $6 people, $7 rare people. Skewed so that
# the first of each draws the share that the docstring says.
WRITE_DAY = f"""
    INSERT INTO chaincare.{{0}} (at, id, xid, query_id, event, action, outcome, issuer, subject, actor_id, role, unit_id,
        organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose, network_id, client,
        case_id, asked_id, request_id, trace_id, span_id)
    SELECT t.at, uuidv7(t.at - clock_timestamp()), $3::text::xid8, NULL, 'case.read', 'R',
        CASE WHEN d.denied THEN 'not_visible' ELSE 'entered' END, 'https://login.example', 'p' || d.who, {_id(PERSON, "d.who")},
        CASE WHEN NOT d.denied THEN 'caseworker' END, {_id(UNIT, "d.who % 200")}, o.ids[1 + d.who % cardinality(o.ids)], 'leerlingvolg',
        '10.0.0.1', CASE WHEN d.denied THEN 'none' ELSE 'participation' END,
        CASE WHEN NOT d.denied THEN {_id(RELATION, "d.whom")} END, CASE WHEN NOT d.denied THEN {_id(PERSON, "d.whom % 2000")} END,
        CASE WHEN NOT d.denied THEN 'full' END, CASE WHEN NOT d.denied THEN {_id(BASIS, "d.whom")} END,
        CASE WHEN d.denied THEN 'no-relation/1' ELSE 'participation-full/1' END,
        CASE WHEN NOT d.denied THEN 'education_support' END, $4::uuid, CASE WHEN NOT d.denied THEN {_id(CLIENT, "d.whom")} END,
        CASE WHEN NOT d.denied THEN {_id(CASE, "d.whom")} END, {_id(CASE, "d.whom")}, gen_random_uuid(),
        uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8)
    FROM (SELECT array_agg(m.organisation_id ORDER BY m.organisation_id) AS ids FROM chaincare.memberships AS m WHERE m.network_id = $4) AS o,
        generate_series(0, $2::int - 1) AS n
    CROSS JOIN LATERAL (
        SELECT CASE WHEN u.u < 0.03 THEN u.u / 0.03 * 6 WHEN u.u < 0.97 THEN 6 + (u.u - 0.03) / 0.94 * 12.5
                    ELSE 18.5 + (u.u - 0.97) / 0.03 * 5.4 END AS hours FROM (SELECT n::float8 / $2 AS u) AS u) AS h
    CROSS JOIN LATERAL (SELECT $1::timestamptz + h.hours * interval '1 hour' AS at) AS t
    CROSS JOIN LATERAL (
        SELECT CASE WHEN random() < 0.001 THEN $6::int + floor($7::int * random())::int
                    ELSE floor($6::int * power(random(), 1.87))::int END + n * 0 AS who,
               floor($5::int * power(random(), 2.3))::int + n * 0 AS whom, random() < 0.01 AND n >= 0 AS denied) AS d
"""
WRITE_PEOPLE = f"""
    INSERT INTO chaincare.professionals (id, unit_id, issuer, subject, name, function)
    SELECT {_id(PERSON, "n")}, (SELECT u.id FROM chaincare.units AS u WHERE u.organisation_id = o.ids[1 + n % cardinality(o.ids)] LIMIT 1),
        'https://login.example', 'p' || n, 'Naam ' || n, 'hulpverlener'
    FROM (SELECT array_agg(m.organisation_id ORDER BY m.organisation_id) AS ids FROM chaincare.memberships AS m WHERE m.network_id = $2) AS o,
        generate_series(0, $1::int - 1) AS n
"""
WRITE_CLIENTS = f"""
    INSERT INTO chaincare.clients (id, pseudonym, given_names, family_name, birth_date, birth_precision)
    SELECT {_id(CLIENT, "n")}, {_id(CLIENT, "n")}, 'Kind', 'Achternaam' || n, '2015-01-01', 'day' FROM generate_series(0, $1::int - 1) AS n
"""
LIST_LEAVES = """
    SELECT (n / $3) AS batch, min(at), max(at), count(*)::int, array_agg(id ORDER BY n), string_agg(leaf, ''::bytea ORDER BY n)
    FROM (SELECT e.id, e.at, sha256('\\x00'::bytea || chaincare.access_leaf(e)) AS leaf,
              row_number() OVER (ORDER BY e.xid, e.at, e.id) - 1 AS n
          FROM chaincare.access_entries AS e WHERE e.at >= $1 AND e.at < $2) AS s
    GROUP BY 1 ORDER BY 1
"""


class Day(NamedTuple):
    """A day of the log, and of which transaction its entries are said to be."""

    on: datetime
    entries: int
    xid: int

    @property
    def partition(self) -> str:
        """Give the name of the partition it belongs to."""
        return f"access_entries_{self.on:%Y%m}"


def days_of(count: int, today: date, first_xid: int) -> list[Day]:
    """Spread so many entries over the days of the months before this one."""
    end = today.replace(day=1)
    start = end.replace(year=end.year - 1)
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    weights = [AT_WEEKENDS if day.isoweekday() > FRIDAY else 1.0 for day in days]
    total, done, found = sum(weights), 0.0, []
    for place, (day, weight) in enumerate(zip(days, weights, strict=True)):
        before, done = math.floor(count * done / total), done + weight
        entries = (count if place == len(days) - 1 else math.floor(count * done / total)) - before
        found.append(Day(datetime(day.year, day.month, day.day, tzinfo=UTC), entries, first_xid + place))
    return [day for day in found if day.entries]


async def fill_log(url: str, count: int, say: Say) -> list[Day]:
    """Write so many entries over the twelve months before this one. Gives its days, in their order."""
    began = time.perf_counter()
    admin = await _session(url)
    first_xid = int(await admin.fetchval("SELECT pg_current_xact_id()::text::bigint"))
    days = days_of(count, datetime.now(UTC).date(), first_xid)
    people, rare = max(int(count * PEOPLE), 20), max(int(count * RARE), 5)
    await admin.execute(WRITE_PEOPLE, people + rare, NETWORK)
    await admin.execute(WRITE_CLIENTS, min(NAMED_CLIENTS, max(int(count * CLIENTS), 20)))
    months = sorted({day.partition for day in days})
    for month in months:
        await admin.execute(NEW_MONTH.format(month))
    waiting, joining = list(reversed(months)), asyncio.Lock()
    drawn = (NETWORK, max(int(count * CLIENTS), 20), people, rare)

    async def write() -> None:
        connection = await _session(url)
        while waiting:
            month = waiting.pop()
            of_month = [day for day in days if day.partition == month]
            for day in of_month:
                await connection.execute(
                    WRITE_DAY.format(month), day.on, day.entries, str(day.xid), *drawn, timeout=3600
                )
            for (statement,) in await connection.fetch(INDEXES.format(month)):
                await connection.execute(statement, timeout=3600)
            await connection.execute(f"ALTER TABLE chaincare.{month} ADD PRIMARY KEY (at, id)", timeout=3600)
            await connection.execute(f"VACUUM (ANALYZE, FREEZE) chaincare.{month}", timeout=3600)
            async with joining:
                start, end = of_month[0].on.replace(day=1), of_month[0].on.replace(day=1) + timedelta(days=32)
                await connection.execute(JOIN_MONTH.format(month, start, end.replace(day=1)), timeout=3600)
            say(
                f"… {month}: {sum(day.entries for day in of_month):,} entries, {time.perf_counter() - began:.0f} s"
            )
        await connection.close()

    await asyncio.gather(*(write() for _ in range(SESSIONS)))
    await admin.execute(
        "ANALYZE chaincare.access_entries; ANALYZE chaincare.clients; ANALYZE chaincare.professionals",
        timeout=3600,
    )
    await admin.close()
    say(f"written in {time.perf_counter() - began:.0f} s")
    return days


async def seal_log(url: str, keys: SealKeys, days: list[Day], say: Say) -> None:
    """Seal what was written, as the sealer would have done meanwhile: a checkpoint for every few entries, a log for each year."""
    began = time.perf_counter()
    admin = await _session(url)
    log, frontier, size, note, done = Log(0, "", 0, 0, 0, None), Frontier(), 0, None, 0
    async for day, batches in _read_ahead(url, days):
        if day.on.year != log.year:
            log, frontier, note = await _open(admin, keys, day.on.year, note)
            size = 1
        sealed: dict[str, list[tuple[Any, ...]]] = {
            name: [] for name in ("sealed_batches", "sealed_ids", "sealed_nodes", "checkpoints")
        }
        for _, from_at, until_at, entries, ids, hashes in batches:
            sealed["sealed_batches"].append(
                (log.id, size, entries, str(day.xid + 1), from_at, until_at, hashes, until_at)
            )
            sealed["sealed_ids"].append((log.id, size, ids))
            rows = frontier.append(store.split(hashes))
            sealed["sealed_nodes"] += [(log.id, one.level, one.place, one.hash) for one in kept_nodes(rows)]
            size += entries
            root = frontier.root()
            note = keys.sign(log.origin, size, root)
            sealed["checkpoints"].append((log.id, size, root, note, until_at))
        async with admin.transaction():
            for name, rows_of in sealed.items():
                await _copy(admin, name, rows_of)
        done += day.entries
        if day.on.day == 1:
            say(f"… sealed {done:,} entries, {time.perf_counter() - began:.0f} s")
    await admin.execute("ANALYZE", timeout=3600)
    await admin.close()
    say(f"sealed in {time.perf_counter() - began:.0f} s")


async def _copy(admin: asyncpg.Connection, name: str, rows: list[tuple[Any, ...]]) -> None:
    if name == "sealed_batches":  # the copy protocol of the driver does not know xid8
        await admin.executemany(
            "INSERT INTO chaincare.sealed_batches (log_id, first_index, entries, before_xid, from_at, until_at, hashes, sealed_at)"
            " VALUES ($1, $2, $3, $4::text::xid8, $5, $6, $7, $8)", rows,
        )  # fmt: skip
    elif rows:
        await admin.copy_records_to_table(name, schema_name="chaincare", records=rows)


async def _open(
    admin: asyncpg.Connection, keys: SealKeys, year: int, previous: str | None
) -> tuple[Log, Frontier, str]:
    log = Log(0, origin_of(keys.name, year, 1), year, 1, 0, None)
    opening = opening_of(log.origin, previous, None)
    log_id, frontier = await store.open_log(admin, log, opening, None), Frontier()
    frontier.append((leaf_hash(opening),))
    note = keys.sign(log.origin, 1, frontier.root())
    if previous is None:
        await store.keep_key(admin, keys.verifier, log_id, 0, None)
    await store.keep_checkpoint(admin, log_id, 1, frontier.root(), note, [])
    return Log(log_id, log.origin, year, 1, 1, note), frontier, note


async def _read_ahead(url: str, days: list[Day]) -> AsyncIterator[tuple[Day, list[Any]]]:
    """Have the database hash the next days while this one is sealed."""
    sessions = [await _session(url) for _ in range(SESSIONS)]

    def read(place: int) -> asyncio.Task[list[Any]]:
        day, session = days[place], sessions[place % SESSIONS]
        return asyncio.create_task(
            session.fetch(LIST_LEAVES, day.on, day.on + timedelta(days=1), BATCH, timeout=3600)
        )

    reading = [read(place) for place in range(min(SESSIONS, len(days)))]
    for place, day in enumerate(days):
        found = await reading[place % SESSIONS]
        if place + SESSIONS < len(days):
            reading[place % SESSIONS] = read(place + SESSIONS)
        yield day, found
    for session in sessions:
        await session.close()


async def _session(url: str) -> asyncpg.Connection:
    session = await asyncpg.connect(url)
    await session.execute(SETTINGS)
    return session
