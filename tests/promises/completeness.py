"""T1, T3: each answer left the entry of its question, and one for each client it tells of. Looked at after a walk through everything."""

import re
from collections import defaultdict
from typing import Any

import httpx2
from tests.people import Region
from tests.promises.everything import Call, operations_of

from chaincare.app import create_app
from chaincare.settings import Settings

LOG, ONE_CASE = "/access-log/", "/access-log/case-mandates/"
"""What an auditor reads of the log tells of nobody by name: one entry for the question, which says whom he asked about. Not so a
mandate for one case, which opens a name.
"""
BY_ID_ALONE = frozenset({
    # The case that a question went on in, to who asked it; the other registration of the same person, to who directs.
    ("GET", "/consultations"), ("GET", "/consultations/{consultation_id}"), ("GET", "/clients/{client_id}/merges"),
    # What was asked for, said again; who looked stands in the export itself, which has its own entry.
    ("POST", "/incident-exports"), ("GET", "/incident-exports/{incident_export_id}"),
    ("POST", "/incident-exports/{incident_export_id}/approvals"),
})  # fmt: skip
"""What names an id and nothing behind it: to read what it is of takes a request, and an entry, of its own."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def untraced(region: Region, heard: list[tuple[Call, httpx2.Response]]) -> list[Any]:
    """Give every answer of which the log does not tell enough; ``heard`` is all that was answered."""
    handlers = operations_of(create_app(Settings()))
    clients = {
        str(row["id"]): row["pseudonym"]
        for row in await region.admin.fetch(
            "SELECT id, pseudonym FROM chaincare.clients UNION ALL"
            " SELECT c.id, k.pseudonym FROM chaincare.cases AS c JOIN chaincare.clients AS k ON k.id = c.client_id"
            " UNION ALL SELECT id, pseudonym FROM chaincare.inventory_lines"
        )
    }
    of_request = defaultdict(list)
    for entry in await region.entries():
        of_request[str(entry["request_id"])].append(entry)
    faults: list[Any] = []
    pages = 0
    for call, answer in heard:
        found = of_request[answer.headers["ChainCare-Request-Id"]]
        if handlers[call].opt["operation"].code not in {one["event"] for one in found}:
            faults.append((call, "no entry of this operation"))
        told = {clients[one] for one in _ID.findall(answer.text) if one in clients}
        traced = {one["client"] for one in found}
        by_pseudonym = call[1].startswith(LOG) and not call[1].startswith(ONE_CASE)
        if not by_pseudonym and call not in BY_ID_ALONE and not told <= traced:
            faults.append((call, f"{len(told - traced)} of {len(told)} clients without an entry"))
        for question in (one for one in found if one["query_id"] is None and one["action"] == "R"):
            shown = [
                one for one in found if one["query_id"] == question["id"] and one["outcome"] == "entered"
            ]
            about = {(one["client"], one["case_id"], one["relation_id"], one["object_id"]) for one in shown}
            pages += bool(shown)
            if len(about) != len(shown):
                faults.append((call, f"{len(shown)} entries for {len(about)} of whom it tells"))
    return faults or ([] if pages > 10 else ["hardly a page was looked at"])
