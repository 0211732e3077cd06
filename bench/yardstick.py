"""What pgbench does: the same rows in one transaction, by a program without wall, door and HTTP. README.md says how fair."""

from typing import Final

from bench.cases import CASE, CLIENT, PSEUDONYM, TEACHER, id_of
from bench.view import case_view_sql
from chaincare.demo.world import NETWORK, SCHOOL, person

_CASE: Final = id_of(CASE, ":n::int")


def read_script(count: int) -> str:
    """Give the yardstick of a read: the entry, and the case."""
    return f"""\\set n random(1, {count})
BEGIN;
{_entry("case.read", "R", "entered")};
{case_view_sql(_CASE)};
COMMIT;
"""


def write_script(count: int) -> str:
    """Give the yardstick of a write: the entry that somebody came, a note, the entry that says it was written."""
    return f"""\\set n random(1, {count})
BEGIN;
{_entry("note.written", "C", "entered")};
INSERT INTO chaincare.notes (id, case_id, author_id, unit_id, body, readers, written_at)
VALUES (uuidv7(), {_CASE}, '{person("teacher").id}', '{SCHOOL.unit_id}', '{NOTE}',
    '{{regie,unit:{SCHOOL.unit_id}}}', now());
{_entry("note.written", "C", "done")};
COMMIT;
"""


NOTE: Final = "Zij bleef vandaag de hele ochtend in de klas, met een vaste plek bij het raam."


def _entry(event: str, action: str, outcome: str) -> str:
    teacher = person("teacher")
    return f"""INSERT INTO chaincare.access_entries (at, event, action, outcome, issuer, subject, actor_id, role, unit_id,
    organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose,
    network_id, client, case_id, asked_id, request_id, trace_id, span_id, blind)
VALUES (clock_timestamp(), '{event}', '{action}', '{outcome}', 'http://127.0.0.1:8400/demo/issuers/de-regenboog', 'teacher',
    '{teacher.id}', 'caseworker', '{SCHOOL.unit_id}', '{SCHOOL.id}', 'leerlingvolg', '127.0.0.1',
    'participation', {id_of(TEACHER, ":n::int")}, '{teacher.id}', 'full', {id_of(CLIENT, ":n::int")},
    'participation-full/1', 'education_support', '{NETWORK}', {id_of(PSEUDONYM, ":n::int")}, {_CASE}, {_CASE},
    uuidv7(), '\\x0123456789abcdef0123456789abcdef', '\\x0123456789abcdef', uuid_send(gen_random_uuid()))"""
