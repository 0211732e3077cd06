"""The case view as one ordinary statement: the very text of the door's function, for those who need no wall."""

import re
from pathlib import Path
from typing import Final

import chaincare

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
