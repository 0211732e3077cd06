"""An auditor who is looked into reads of it in the log as little as by the findings and the exports: not by any way of reading."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.findings.test_opening import FINDINGS, about, looks
from tests.log_exports.test_api import EXPORTS, content_of, limited, sealed
from tests.people import Person, Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import OFFICE, person
from chaincare.workdays import AMSTERDAM

pytestmark = pytest.mark.anyio


async def read_of(who: Person, other: str) -> list[dict[str, Any]]:
    """What somebody did, as this auditor finds it by each way of searching."""
    found = await looks(who, professionalId=other)
    by_day = await who.post(
        "/access-log/_search", {"professionalId": other, "merge": "day", "limit": 50}, expect=200
    )
    return [*found, *by_day["items"]]


async def test_who_is_looked_into_does_not_read_it_in_the_log_and_everybody_else_does(region: Region) -> None:
    opened = await open_case(region)
    his = await auditor_of(region, OFFICE.id)
    himself = str(
        await region.admin.fetchval("SELECT id FROM chaincare.professionals WHERE subject = 'second-auditor'")
    )
    network, other = region.auditor, str(person("auditor").id)
    await his.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    await sealed(region)
    mine = await looks(network, professionalId=himself)
    export = await network.post(
        EXPORTS, {"format": "ndjson", "reason": "incident", "professionalId": himself}
    )
    finding = await network.post(FINDINGS, about(mine[0]))
    await network.get(f"{FINDINGS}/{finding['id']}")
    await network.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    await sealed(region)

    def tells(text: str) -> list[str]:
        return [one for one in (himself, export["id"], finding["id"]) if one in text]

    # Who is not looked into reads all of it; whoever is, what else that auditor did.
    third = region.person("other-auditor")
    assert len(tells(str(await read_of(third, other)))) == 3
    of_requests = {one["at"].isoformat() for one in await region.entries("event = 'finding.opened'")}
    seen = await read_of(his, other)
    assert "access-log.searched" in {one["event"] for one in seen}
    assert tells(str(seen)) == [], [one for one in seen if tells(str(one))]
    assert not {"finding.opened", "finding.read", "log-export.requested"} & {one["event"] for one in seen}
    assert len(of_requests) == 2, "neither that it was begun, nor that it was done"

    # No sample and no export has it.
    limited(region, 100_000)
    drawn = await his.post("/access-log/samples", {"month": f"{datetime.now(AMSTERDAM):%Y-%m}", "size": 100})
    assert all(one["entry"] is not None for one in drawn["items"])
    theirs = [one for one in drawn["items"] if one["entry"]["actorId"] == other]
    assert theirs
    assert tells(str(theirs)) == []
    taken = await his.post(EXPORTS, {"format": "ndjson", "reason": "audit", "professionalId": other})
    written = (await content_of(his, taken)).decode()
    assert "access-log.searched" in written
    assert tells(written) == []

    # What he asked about himself he reads; and when it is over, that it was.
    await looks(his, professionalId=himself)
    own = await looks(his, professionalId=himself)
    assert himself in {one["askedId"] for one in own}
    closing = {"outcome": "justified", "reason": "part_of_the_work"}
    await network.post(f"{FINDINGS}/{finding['id']}/closings", closing, If_Match="*")
    over = {one["event"] for one in await read_of(his, other)}
    assert {"finding.opened", "finding.closed"} <= over
    assert region.app.state.clock.now() < datetime.fromisoformat(export["expiresAt"]) + timedelta(days=1)
