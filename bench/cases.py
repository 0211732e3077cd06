"""The cases that are read: written straight into the bench's own database, past wall and log."""

from typing import Final
from uuid import UUID

import asyncpg

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, person

_KINDS_FROM: Final = 0x9000


def id_of(kind: int, number: str) -> str:
    """Give the SQL for the id of the numbered thing of a kind; pgbench makes the same ids from its own numbers."""
    return f"('01900000-0000-7000-{_KINDS_FROM + kind:x}-' || lpad(to_hex({number}), 12, '0'))::uuid"


CASE, CLIENT, PSEUDONYM, MOTHER, TERM, ESCALATION = range(6)
TEACHER, BEGELEIDER, TEAM, SPECIALIST, PARENT = range(0x10, 0x15)
AGREEMENT = 0x20
CASELOAD: Final = 60
"""How many of the cases are the specialist's: a full caseload, whose worklist is read. The others are a colleague's."""

_READ: Final = (
    "cases", "clients", "case_questions", "representatives", "participations", "legal_bases", "regie_terms",
    "agreements", "escalations", "professionals", "units", "organisations", "memberships",
)  # fmt: skip
_LONG = "repeat('Het gaat beter wanneer de dag voorspelbaar is en er rust is na de pauze. ', 3)"
_SINCE = "now() - interval '30 days'"

_PARTIES: Final = {
    TEACHER: ("professional_id", f"'{person('teacher').id}'", "caseworker", "buurtwinkel", "full"),
    BEGELEIDER: (
        "professional_id",
        f"'{person('intern-begeleider').id}'",
        "caseworker",
        "buurtwinkel",
        "full",
    ),
    TEAM: ("unit_id", f"'{SCHOOL.unit_id}'", "team", "buurtwinkel", "core"),
    SPECIALIST: (
        "professional_id",
        f"(CASE WHEN n <= {CASELOAD} THEN '{person('specialist').id}' ELSE '{person('youth-worker').id}' END)::uuid",
        "specialist",
        "winkelstraat",
        "core",
    ),
    PARENT: ("representative_id", id_of(MOTHER, "n"), "representative", "buurtwinkel", "client"),
}


def case_id(number: int) -> UUID:
    """Give the id of a numbered case."""
    return UUID(f"01900000-0000-7000-{_KINDS_FROM + CASE:x}-{number:012x}")


def statements(count: int) -> list[str]:
    """Give the statements that write `count` cases: parties, legal bases, regie, agreements, some escalations."""
    numbers = f"FROM generate_series(1, {count}) AS n"
    opener = f"'{person('teacher').id}'"
    case = id_of(CASE, "n")
    return [
        # One teacher reads them all again and again, which nobody does at work: the widest limit there is.
        "UPDATE networks SET clients_an_hour = 10000, partner_clients_an_hour = 1000000",
        f"""INSERT INTO clients (id, pseudonym, given_names, prefix, family_name, birth_date, birth_precision)
            SELECT {id_of(CLIENT, "n")}, {id_of(PSEUDONYM, "n")}, 'Désirée', 'van der', 'Walt-' || n,
                date '2014-01-01' + n % 1500, 'day' {numbers}""",
        f"""INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)
            SELECT {case}, 'BENCH-' || n, '{NETWORK}', {id_of(CLIENT, "n")}, {_SINCE}, {opener} {numbers}""",
        f"""INSERT INTO case_questions (case_id, own_words, question, occasion, consulted)
            SELECT {case}, {_LONG}, {_LONG}, {_LONG}, 'yes' {numbers}""",
        f"""INSERT INTO representatives
                (id, case_id, client_id, name, kind, proof, proof_on, recorded_by, recorded_at)
            SELECT {id_of(MOTHER, "n")}, {case}, {id_of(CLIENT, "n")}, 'Marijke van der Walt', 'parent',
                'authority register', '2026-01-01', {opener}, {_SINCE} {numbers}""",
        *(_take_part(kind, *party, case, opener, numbers) for kind, party in _PARTIES.items()),
        *(_legal_basis(kind, case, opener, numbers) for kind in _PARTIES if kind != PARENT),
        f"""INSERT INTO regie_terms (case_id, during, holder_id, kind, mandate)
            SELECT {case}, tstzrange({_SINCE}, NULL), {id_of(BEGELEIDER, "n")}, 'interim',
                '{{plan_agreements,convene}}' {numbers}""",
        f"""INSERT INTO agreements (id, case_id, responsible_id, proposed_by, state, due_on, original_due_on,
                waiting_on, waiting_since, readers, version)
            SELECT {id_of(AGREEMENT, "n * 4 + k")}, {case}, {id_of(SPECIALIST, "n")}, {id_of(TEACHER, "n")},
                'agreed', current_date - 10 + 7 * k, current_date - 10 + 7 * k, 'responsible', {_SINCE},
                '{{professionals,client}}', 2 {numbers}, generate_series(0, 3) AS k""",
        f"""INSERT INTO escalations (id, case_id, "limit", help, urgent, requested_by, state, ball, ball_unit_id,
                ball_since, version)
            SELECT {id_of(ESCALATION, "n")}, {case}, 'reached', 'strengthen', false, {id_of(TEACHER, "n")},
                'started', 'target', '{EXPERTISE.unit_id}', {_SINCE}, 3 {numbers} WHERE n % 3 = 0""",
        # Not the log: knowing that it is empty would let the planner read all of it, and it grows at once.
        f"ANALYZE {', '.join(_READ)}",
    ]


def _take_part(
    kind: int, column: str, who: str, role: str, circle: str, scope: str, case: str, opener: str, numbers: str
) -> str:
    return f"""INSERT INTO participations
            (id, case_id, {column}, role, circle, scope, scope_from, purpose, during, made_by)
        SELECT {id_of(kind, "n")}, {case}, {who}, '{role}', '{circle}', '{scope}', {_SINCE}, 'education_support',
            tstzrange({_SINCE}, NULL), {opener} {numbers}"""


def _legal_basis(kind: int, case: str, opener: str, numbers: str) -> str:
    return f"""INSERT INTO legal_bases
            (case_id, participation_id, ground, article, secrecy, during, recorded_by, recorded_at)
        SELECT {case}, {id_of(kind, "n")}, 'avg-6-1-e', 'WPO 18a', '[]', tstzrange({_SINCE}, NULL), {opener},
            {_SINCE} {numbers}"""


async def write_cases(admin_url: str, count: int) -> None:
    """Write the cases. Raises asyncpg.PostgresError when a table has changed its shape."""
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute("SET session_replication_role = replica")
        await connection.execute("SET search_path = chaincare")
        for statement in statements(count):
            await connection.execute(statement)
    finally:
        await connection.close()
