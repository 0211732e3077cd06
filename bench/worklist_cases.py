"""A region of a million cases, and one professional in it with 200 open items: written straight into the database.

Forty networks; every colleague has some fifty cases. What counts as open lies in all of them, so that an index that finds
nothing but mine is told apart from one that walks through everybody's.
"""

import time
from typing import Final

import asyncpg

from bench.cases import id_of
from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, person

MINE: Final = 80
"""How many cases the professional takes part in; his team in twenty more."""
OPEN: Final = 200
TEAM_CASES: Final = 100
NETWORKS: Final = 40
LONG_SECONDS: Final = 20

CASE, CLIENT, PSEUDONYM, MOTHER, NETWORK_KIND, ORGANISATION, UNIT, PERSON, ESCALATION = range(0x30, 0x39)
MAIN, HOLDER, TEAM, SPECIALIST, PARENT, AGREEMENT, NEED, ASKED = range(0x40, 0x48)

TEMPORAL: Final = ("participations", "regie_terms")
LATER: Final = """UPDATE pg_index AS i SET indisready = false, indisvalid = false FROM pg_class AS t, pg_class AS x, pg_am AS m
    WHERE t.oid = i.indrelid AND t.relname = ANY ($1) AND t.relnamespace = 'chaincare'::regnamespace
      AND x.oid = i.indexrelid AND m.oid = x.relam AND m.amname = 'gist'"""

_SINCE = "now() - interval '200 days' + n % 180 * interval '1 day' + n % 86400 * interval '1 second'"
_TEACHER, _BEGELEIDER, _EXPERT = (
    f"'{person(who).id}'::uuid" for who in ("teacher", "intern-begeleider", "specialist")
)


def statements(cases: int) -> list[tuple[str, str]]:
    """Give what is written, in order: the table, and the statement."""
    people, houses = max(cases // 40, 20), max(cases // 4000, 4)
    case = id_of(CASE, "n")
    rows = f"FROM generate_series(1, {cases}) AS n"
    mine = f"FROM generate_series(1, {MINE}) AS n"
    colleague = id_of(PERSON, f"n % {people}")
    directs = id_of(PERSON, f"(n + 7) % {people}")
    network = f"CASE WHEN n <= {TEAM_CASES} OR n % {NETWORKS} = 0 THEN '{NETWORK}' ELSE {id_of(NETWORK_KIND, f'n % {NETWORKS}')} END"
    return [
        ("networks", f"""INSERT INTO networks (id, name, region, scale, municipalities)
            SELECT {id_of(NETWORK_KIND, "n")}, 'Netwerk ' || n, 'x', 'regional', '{{}}' FROM generate_series(1, {NETWORKS - 1}) AS n"""),
        ("networks", "UPDATE networks SET clients_an_hour = 10000, partner_clients_an_hour = 1000000"),
        ("organisations", f"""INSERT INTO organisations (id, name, sector, issuer)
            SELECT {id_of(ORGANISATION, "n")}, 'Organisatie ' || n, 'social', 'https://issuer.invalid/' || n
            FROM generate_series(0, {houses - 1}) AS n"""),
        ("units", f"""INSERT INTO units (id, organisation_id, name, statutory_task)
            SELECT {id_of(UNIT, "n")}, {id_of(ORGANISATION, f"n % {houses}")}, 'Team ' || n, 'Wmo'
            FROM generate_series(0, {houses * 8 - 1}) AS n"""),
        ("professionals", f"""INSERT INTO professionals (id, unit_id, issuer, subject, name, function)
            SELECT {id_of(PERSON, "n")}, {id_of(UNIT, f"n % {houses * 8}")}, 'https://issuer.invalid/' || n % {houses},
                'colleague ' || n, 'Collega ' || n, 'consulent' FROM generate_series(0, {people - 1}) AS n"""),
        ("clients", f"""INSERT INTO clients (id, pseudonym, given_names, prefix, family_name, birth_date, birth_precision)
            SELECT {id_of(CLIENT, "n")}, {id_of(PSEUDONYM, "n")}, 'Désirée', 'van der', 'Walt-' || n,
                date '1960-01-01' + n % 20000, 'day' {rows}"""),
        ("cases", f"""INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)
            SELECT {case}, 'BENCH-' || n, ({network})::uuid, {id_of(CLIENT, "n")}, {_SINCE}, {_TEACHER} {rows}"""),
        ("representatives", f"""INSERT INTO representatives
                (id, case_id, client_id, name, kind, proof, proof_on, recorded_by, recorded_at)
            SELECT {id_of(MOTHER, "n")}, {case}, {id_of(CLIENT, "n")}, 'Marijke van der Walt', 'mentor',
                'register', '2026-01-01', {_TEACHER}, {_SINCE} {rows}"""),
        *(("participations", one) for one in (
            _take_part(MAIN, "professional_id", f"CASE WHEN n <= {MINE} THEN {_TEACHER} ELSE {colleague} END",
                       "caseworker", "buurtwinkel", "full", rows),
            _take_part(HOLDER, "professional_id", f"CASE WHEN n <= {TEAM_CASES} THEN {_BEGELEIDER} ELSE {directs} END",
                       "caseworker", "buurtwinkel", "full", rows),
            _take_part(TEAM, "unit_id", f"'{SCHOOL.unit_id}'::uuid", "team", "buurtwinkel", "core",
                       f"FROM generate_series(1, {TEAM_CASES}) AS n"),
            _take_part(SPECIALIST, "professional_id", _EXPERT, "specialist", "winkelstraat", "core", mine),
            _take_part(PARENT, "representative_id", id_of(MOTHER, "n"), "representative", "buurtwinkel", "client", rows),
        )),
        *(("legal_bases", f"""INSERT INTO legal_bases
                (case_id, participation_id, ground, article, secrecy, during, recorded_by, recorded_at)
            SELECT {case}, {id_of(kind, "n")}, 'avg-6-1-e', 'WPO 18a', '[]', tstzrange({_SINCE}, {until}), {_TEACHER}, {_SINCE}
            {among}""") for kind, until, among in (
                (MAIN, f"CASE WHEN n % 16 = 0 AND n <= {MINE} THEN now() + interval '10 days' END", rows),
                (HOLDER, "NULL", rows), (SPECIALIST, "NULL", mine),
                (TEAM, "NULL", f"FROM generate_series(1, {TEAM_CASES}) AS n"))),
        ("regie", f"INSERT INTO regie (case_id, vacant_because) SELECT {case}, 'not_yet_agreed' {rows}"),
        ("regie_terms", f"""INSERT INTO regie_terms (case_id, during, holder_id, kind, mandate, proposal_id)
            SELECT {case}, tstzrange({_SINCE}, NULL), {id_of(HOLDER, "n")}, 'agreed', '{{plan_agreements,convene}}', uuidv7()
            {rows} WHERE n % 16 <> 3"""),
        # Of everybody: one that is done, and one that is being carried out.
        ("agreements", _agreements(f"{id_of(MAIN, 'n')}", "'kept'", "'nobody'", rows, 3)),
        ("agreements", _agreements(f"{id_of(MAIN, 'n')}", "'agreed'", "'responsible'", rows, 0)),
        ("agreements", _agreements(
            f"CASE WHEN n % 2 = 0 THEN {id_of(MAIN, 'n')} ELSE {id_of(SPECIALIST, 'n')} END",
            "'proposed'", "'responsible'", mine, 1)),
        ("agreements", _agreements(id_of(SPECIALIST, "n"), "'reported_kept'", "'confirmer'", f"{mine} WHERE n % 4 = 1", 2,
                                   "now() - interval '2 days'")),
        ("agreement_facts", """INSERT INTO agreement_facts (agreement_id, seq, case_id, at, by_id, fact)
            SELECT a.id, s.seq, a.case_id, a.waiting_since, a.responsible_id, jsonb_build_object('kind', s.kind)
            FROM agreements AS a CROSS JOIN (VALUES (1, 'proposed'), (2, 'agreed')) AS s (seq, kind)"""),
        ("agreement_preconditions", f"""INSERT INTO agreement_preconditions
                (id, case_id, agreement_id, owner_id, blocking, due_on, state, waiting_on, waiting_since)
            SELECT uuidv7(), {case}, {id_of(AGREEMENT, "n * 4")}, {id_of(MAIN, "n")}, true, current_date + n % 90, 'agreed',
                'owner', {_SINCE} {rows} WHERE n % 16 = 8"""),
        ("needed_parties", f"""INSERT INTO needed_parties
                (id, case_id, help, needed_for, client_may_read, state, next_step, next_step_on)
            SELECT {id_of(NEED, "n")}, {case}, 'x', 'x', true, 'approached', 'x', current_date - 5 + n % 60
            {rows} WHERE n % 5 = 3"""),
        ("needed_party_steps", f"""INSERT INTO needed_party_steps
                (needed_party_id, version, case_id, state, next_step, next_step_on, taken_by, taken_at)
            SELECT {id_of(NEED, "n")}, 1, {case}, 'approached', 'x', current_date - 5 + n % 60, {id_of(MAIN, "n")}, {_SINCE}
            {rows} WHERE n % 5 = 3"""),
        ("escalations", f"""INSERT INTO escalations (id, case_id, "limit", help, urgent, requested_by, state, ball, ball_since, version)
            SELECT {id_of(ESCALATION, "n")}, {case}, 'reached', 'strengthen', false, {id_of(MAIN, "n")},
                'accepted', 'requester', {_SINCE}, 3 {rows} WHERE n % 4 = 2"""),
        ("escalation_targets", f"""INSERT INTO escalation_targets (escalation_id, case_id, unit_id, state, asked_at)
            SELECT {id_of(ESCALATION, "n")}, {case}, CASE WHEN n <= {MINE} THEN '{EXPERTISE.unit_id}'::uuid ELSE {id_of(UNIT, f"n % {houses * 8}")} END, 'accepted', {_SINCE} {rows} WHERE n % 4 = 2"""),
        ("escalations", f"""INSERT INTO escalations (id, case_id, "limit", help, urgent, requested_by, state, ball, ball_since, version)
            SELECT {id_of(ASKED, "n")}, {id_of(CASE, "n + 200")}, 'reached', 'strengthen', false, {id_of(MAIN, "n + 200")},
                'requested', 'target', {_SINCE}, 2 FROM generate_series(1, 9) AS n"""),
        ("escalation_targets", f"""INSERT INTO escalation_targets (escalation_id, case_id, unit_id, state, asked_at, answer_by)
            SELECT {id_of(ASKED, "n")}, {id_of(CASE, "n + 200")}, '{SCHOOL.unit_id}', 'requested', {_SINCE}, current_date + n
            FROM generate_series(1, 9) AS n"""),
    ]  # fmt: skip


def _take_part(kind: int, column: str, who: str, role: str, circle: str, scope: str, among: str) -> str:
    return f"""INSERT INTO participations
            (id, case_id, {column}, role, circle, scope, scope_from, purpose, during, made_by)
        SELECT {id_of(kind, "n")}, {id_of(CASE, "n")}, {who}, '{role}', '{circle}', '{scope}', {_SINCE}, 'education_support',
            tstzrange({_SINCE}, NULL), {_TEACHER} {among}"""


def _agreements(
    responsible: str, state: str, waiting: str, among: str, place: int, since: str = _SINCE
) -> str:
    due = f"current_date - 20 + (n * 7 + {place}) % 120"
    return f"""INSERT INTO agreements (id, case_id, responsible_id, proposed_by, state, due_on, original_due_on,
            waiting_on, waiting_since, readers, version)
        SELECT {id_of(AGREEMENT, f"n * 4 + {place}")}, {id_of(CASE, "n")}, {responsible}, {id_of(HOLDER, "n")},
            {state}, {due}, {due}, {waiting}, {since}, '{{professionals,client}}', 2 {among}"""


async def write_region(admin_url: str, cases: int) -> None:
    """Write the region. Raises asyncpg.PostgresError when a table has changed its shape."""
    started = time.monotonic()
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(
            "SET session_replication_role = replica; SET search_path = chaincare, public"
        )
        await connection.execute("SET maintenance_work_mem = '256MB'; SET synchronous_commit = off")
        # Temporal keys grow by half a millisecond a row, and nothing here reads by them: the planner is not offered them either.
        await connection.execute(LATER, list(TEMPORAL))
        for table, statement in statements(cases):
            began = time.monotonic()
            await connection.execute(statement, timeout=7200)
            if time.monotonic() - began > LONG_SECONDS:
                print(f"  {table}: {time.monotonic() - began:.0f} s", flush=True)
        # Not the log: knowing that it is empty would let the planner read all of it, and it grows at once.
        for table in dict.fromkeys(table for table, _ in statements(cases)):
            await connection.execute(f"VACUUM (ANALYZE, INDEX_CLEANUP OFF) {table}", timeout=7200)
    finally:
        await connection.close()
    print(f"wrote {cases:,} cases in {time.monotonic() - started:.0f} s", flush=True)
