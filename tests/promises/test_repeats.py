"""D1 for the whole program: every operation that changes something can be sent twice with one key, and happens once."""

import pytest
from tests.people import Region
from tests.promises.everything import BODIES
from tests.promises.lands import north, walk

pytestmark = pytest.mark.anyio

READS = frozenset(
    {
        ("POST", "/access-log/_search"),
        ("POST", "/access-log/proofs/_inclusion"),
        ("POST", "/access-log/proofs/_consistency"),
        ("POST", "/clients/_search"),
        ("POST", "/agreements/_audit"),
        ("POST", "/network-documents/_search"),
        ("POST", "/services/_search"),
    }
)
"""Asked by POST to keep criteria out of addresses; they change nothing, so each is answered anew."""


async def test_every_change_happens_once_and_is_answered_the_same(region: Region) -> None:
    land = north(region)
    land.repeats = []
    await walk(land)
    assert {call for call, _, _ in land.repeats} == {call for call in BODIES if call[0] != "GET"}
    for call, first, again in land.repeats:
        if call in READS:
            assert again.status_code == first.status_code, call
        elif first.status_code >= 400:  # what was refused leaves the key free: it is refused anew
            assert (again.status_code, again.json()["type"]) == (first.status_code, first.json()["type"]), (
                call
            )
        else:
            assert (again.status_code, again.content) == (first.status_code, first.content), (
                call,
                again.text,
            )
            same = {"etag", "location", "content-type"}
            assert all(first.headers.get(one) == again.headers.get(one) for one in same), call
    done = await region.admin.fetchval(
        # A decision about a match is done in both cases by one request; that a match was found, by none. A page of an
        # incident export is done, and changes nothing; so is a part of an export of the log.
        "SELECT count(DISTINCT request_id) FROM chaincare.access_entries WHERE outcome = 'done' AND issuer <> 'chaincare'"
        " AND event NOT IN ('incident-export.exported', 'log-export.downloaded')"
    )
    changes = [call for call, first, _ in land.repeats if call not in READS and first.status_code < 300]
    assert done == len(changes)
