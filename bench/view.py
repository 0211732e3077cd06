"""The case view as one ordinary statement: the very text of the door's function, for those who need no wall."""

import re
from pathlib import Path
from typing import Final

import chaincare
from bench.cases import CASE, CLIENT, PSEUDONYM, TEACHER, id_of
from chaincare.demo.world import NETWORK, SCHOOL, person

_DOOR: Final = Path(chaincare.__path__[0]) / "cases" / "door.sql"
_BODY: Final = re.compile(
    r"FUNCTION chaincare\.read_cases\(.*?RETURN QUERY\s+(SELECT .*?)\s+ORDER BY c\.id DESC;\s+END",
    re.DOTALL,
)
_NOW: Final = "now()"
_WALLED: Final = "t.holder_id = ANY ((SELECT chaincare.standing_holders(moment))::uuid[])"
_PLAIN: Final = "EXISTS (SELECT FROM chaincare.able_to_act(moment) AS able WHERE able.participation_id = ANY (ARRAY[t.holder_id]))"
_TODAY: Final = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"


class ViewMoved(Exception):
    """The case view's statement is no longer where the bench looks for it, so it would compare other things."""


def case_view_sql(case: str) -> str:
    """Give the statement that reads one case past the wall. Raises ViewMoved."""
    found = _BODY.search(_DOOR.read_text(encoding="utf-8"))
    if found is None or found[1].count(_WALLED) != 1:
        raise ViewMoved
    body = found[1].replace(_WALLED, _PLAIN)
    body = re.sub(r"(?<![\w.'])today(?![\w'])", _TODAY, re.sub(r"(?<![\w.'])moment(?![\w'])", _NOW, body))
    return f"{body}\n WHERE c.id = {case}"


def pgbench_script(count: int) -> str:
    """Give the yardstick: entry and read in one transaction, without wall, door or HTTP."""
    teacher = person("teacher")
    case = id_of(CASE, ":n::int")
    return f"""\\set n random(1, {count})
BEGIN;
INSERT INTO chaincare.access_entries (at, event, action, outcome, issuer, subject, actor_id, role, unit_id,
    organisation_id, partner, address, relation, relation_id, relation_by, reach, basis_id, rule, purpose,
    network_id, client, case_id, asked_id, request_id, trace_id, span_id)
VALUES (clock_timestamp(), 'case.read', 'R', 'entered', 'http://127.0.0.1:8400/demo/issuers/de-regenboog', 'teacher',
    '{teacher.id}', 'caseworker', '{SCHOOL.unit_id}', '{SCHOOL.id}', 'leerlingvolg', '127.0.0.1',
    'participation', {id_of(TEACHER, ":n::int")}, '{teacher.id}', 'full', {id_of(CLIENT, ":n::int")},
    'participation-full/1', 'education_support', '{NETWORK}', {id_of(PSEUDONYM, ":n::int")}, {case}, {case},
    uuidv7(), '\\x0123456789abcdef0123456789abcdef', '\\x0123456789abcdef');
{case_view_sql(case)};
COMMIT;
"""
