"""The clients a search found, as far as the wall shows them."""

from typing import Any

from chaincare.access.clearance import Clearance
from chaincare.client_search.model import Found
from chaincare.clients.model import BirthPrecision, Client

LIST_FOUND = """
    SELECT c.id AS case_id, c.reference, c.status, k.id, k.given_names, k.prefix, k.family_name, k.call_name, k.birth_date,
           k.birth_precision, k.language, k.interpreter_needed
    FROM cases AS c JOIN clients AS k ON k.id = c.client_id WHERE c.id = ANY ($1)
"""


async def list_found(clearance: Clearance) -> list[Found]:
    """List the clients of this page in the order the door gave: the best met first."""
    shown = [(entry.case_id, entry.reach) for entry in clearance.page]
    rows = {row["case_id"]: row for row in await clearance.fetch(LIST_FOUND, [one for one, _ in shown])}
    return [
        Found(_client(row), row["case_id"], row["reference"], row["status"], reach)
        for case_id, reach in shown
        if (row := rows.get(case_id)) is not None and reach is not None
    ]


def _client(row: Any) -> Client:
    fields = {name: row[name] for name in Client.__struct_fields__ if name != "earlier_names"}
    return Client(**fields | {"birth_precision": BirthPrecision(row["birth_precision"])})
