"""Search and matches among a million clients: `python -m bench.search [CLIENTS]`. In a scratch database of its own.

A caseworker with 200 clients of his own searches while a million others are registered; and the server looks for likeness
among all of them. Names are made of parts, so that they repeat as names do: some thousands of family names, common ones often.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
from tests.people import issuers_on_loopback, region_on

from chaincare.demo.world import write_world
from chaincare.embedded import APP_LOGIN, EmbeddedServer
from chaincare.folding import forms_of
from chaincare.migrate import migrate

OWN = 200
COLLEAGUES = 5_000
SEARCHES = 400
CHECKS = 200
SYLLABLES = [
    "ba",
    "de",
    "ka",
    "lo",
    "mi",
    "ne",
    "ri",
    "sa",
    "to",
    "va",
    "wi",
    "jan",
    "ver",
    "hof",
    "berg",
    "meer",
    "stra",
    "dijk",
    "man",
    "sen",
    "ster",
    "veld",
    "huis",
    "el",
    "ar",
    "za",
    "nou",
    "ous",
]


def invented(many: int, parts: int, seed: int) -> list[str]:
    draw = random.Random(seed)  # noqa: S311 - invented names need no secrecy
    found: dict[str, None] = {}
    while len(found) < many:
        found["".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, parts))).capitalize()] = None
    return list(found)


async def fill(admin: asyncpg.Connection, clients: int) -> None:
    """Write rows in bulk, past triggers: the folded forms of each invented name were made by the application's folding."""
    started = time.monotonic()
    await admin.execute("SET session_replication_role = replica")
    await admin.execute("SET search_path = chaincare, public")
    await admin.execute("UPDATE networks SET clients_an_hour = 10000, partner_clients_an_hour = 1000000")
    for kind, names in (("family", invented(60_000, 4, 1)), ("given", invented(6_000, 3, 2))):
        await admin.execute(f"CREATE TEMP TABLE {kind} (place int, name text, folded text, sound text)")
        rows = [(place, name, *forms_of(name)[0]) for place, name in enumerate(names)]
        await admin.copy_records_to_table(kind, records=rows)
        await admin.execute(f"CREATE INDEX ON {kind} (place); ANALYZE {kind}")
    # power(random(), 3): a few names are common, most are rare
    await admin.execute(
        f"""
        CREATE TEMP TABLE colleagues AS SELECT n AS place, uuidv7() AS id FROM generate_series(0, {COLLEAGUES} - 1) AS n;
        CREATE INDEX ON colleagues (place);
        INSERT INTO professionals (id, unit_id, issuer, subject, name, function)
            SELECT c.id, f.unit_id, f.issuer, 'colleague ' || c.place, 'x', 'x'
            FROM colleagues AS c, professionals AS f WHERE f.subject = 'outsider';
        CREATE TEMP TABLE people AS SELECT uuidv7() AS client_id, uuidv7() AS case_id, n,
            floor(power(random(), 3) * 60000)::int AS f, floor(power(random(), 3) * 6000)::int AS g,
            date '1935-01-01' + floor(random() * 32000)::int AS born FROM generate_series(1, {clients}) AS n;
        INSERT INTO clients (id, pseudonym, given_names, family_name, birth_date, birth_precision)
            SELECT p.client_id, gen_random_uuid(), g.name, f.name, p.born, 'day'
            FROM people AS p JOIN family AS f ON f.place = p.f JOIN given AS g ON g.place = p.g;
        INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)
            SELECT p.case_id, 'B' || p.n, (SELECT id FROM networks LIMIT 1), p.client_id, now(),
                   (SELECT id FROM professionals WHERE subject = 'outsider') FROM people AS p;
        INSERT INTO client_names (client_id, case_id, kind, folded, sound, born_year)
            SELECT p.client_id, p.case_id, 'family', f.folded, f.sound, extract(year FROM p.born)
            FROM people AS p JOIN family AS f ON f.place = p.f
            UNION ALL SELECT p.client_id, p.case_id, 'given', g.folded, g.sound, extract(year FROM p.born)
            FROM people AS p JOIN given AS g ON g.place = p.g;
        INSERT INTO known_names SELECT DISTINCT folded, sound FROM client_names ON CONFLICT DO NOTHING;
        CREATE TEMP TABLE parts AS SELECT uuidv7() AS id, p.case_id,
            CASE WHEN p.n <= {OWN} THEN (SELECT id FROM professionals WHERE subject = 'teacher')
                 ELSE (SELECT min(id::text)::uuid FROM colleagues WHERE place = p.n % {COLLEAGUES}) END AS who
            FROM people AS p;
        INSERT INTO participations (id, case_id, professional_id, role, circle, scope, scope_from, purpose, during, made_by)
            SELECT id, case_id, who, 'caseworker', 'buurtwinkel', 'full', now() - interval '1 minute', 'housing',
                   tstzrange(now() - interval '1 minute', NULL), who FROM parts;
        INSERT INTO legal_bases (case_id, participation_id, ground, article, secrecy, during, recorded_by, recorded_at)
            SELECT case_id, id, 'avg-6-1-e', 'x', '[]', tstzrange(now() - interval '1 minute', NULL), who, now() FROM parts
        """,
        timeout=3600,
    )
    await admin.execute("RESET session_replication_role")
    for table in ("clients", "cases", "client_names", "known_names", "participations", "legal_bases"):
        await admin.execute(f"VACUUM ANALYZE {table}", timeout=3600)
    print(f"filled {clients:,} clients in {time.monotonic() - started:.0f} s")


def told(what: str, took: list[float]) -> None:
    ordered = sorted(took)
    p99 = ordered[int(len(ordered) * 0.99)]
    print(
        f"{what:34} median {statistics.median(took):6.1f} ms   p99 {p99:6.1f} ms   worst {ordered[-1]:6.1f} ms"
    )


async def searches(region: Any, admin: asyncpg.Connection) -> None:
    rows = await admin.fetch(
        "SELECT given_names, family_name, birth_date FROM clients ORDER BY id LIMIT $1", OWN
    )
    others = await admin.fetch(
        "SELECT given_names, family_name, birth_date FROM clients ORDER BY id DESC LIMIT $1", OWN
    )
    for what, people, hits in (
        ("search, one's own clients", rows, True),
        ("search, somebody else's", others, False),
    ):
        took, found = [], 0
        for place in range(SEARCHES):
            one = people[place % OWN]
            body = {
                "name": f"{one['given_names'][:-1]} {one['family_name'].lower()}",
                "birthYear": one["birth_date"].year,
            }
            started = time.perf_counter()
            answer = await region.teacher.insist("POST", "/clients/_search", body)
            took.append((time.perf_counter() - started) * 1000)
            answer.raise_for_status()
            found += bool(answer.json()["items"])
        if (found > SEARCHES * 0.9) is not hits:
            raise SystemExit(f"{what}: {found} of {SEARCHES} searches found somebody")
        told(what, took[20:])


async def matching(admin: asyncpg.Connection) -> None:
    ids = await admin.fetch("SELECT id FROM clients TABLESAMPLE SYSTEM (1) LIMIT $1", CHECKS)
    took = []
    for one in ids:
        started = time.perf_counter()
        await admin.fetch("SELECT chaincare.alike($1)", one["id"])
        took.append((time.perf_counter() - started) * 1000)
    told("who may be the same, among everybody", took[10:])


async def main(clients: int) -> None:
    with tempfile.TemporaryDirectory() as folder, issuers_on_loopback() as issuers:
        server = EmbeddedServer(Path(folder) / "data", durable=False)
        urls = await asyncio.to_thread(server.start)
        try:
            await migrate(urls.migrate_url, APP_LOGIN)
            await write_world(urls.admin_url, issuers)
            admin = await asyncpg.connect(urls.admin_url)
            await fill(admin, clients)
            async with region_on(urls, issuers) as region:
                await searches(region, admin)
            await matching(admin)
            await admin.close()
        finally:
            await asyncio.to_thread(server.stop)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
