"""What happened to the log itself is found by every auditor, and by nobody else."""

from typing import Any

import pytest
from tests.people import Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import YOUTH_CARE

pytestmark = pytest.mark.anyio

KINDS = (
    "year-begun", "epoch-begun", "key-changed", "found-altered", "found-whole", "unwitnessed", "witnessed-again",
)  # fmt: skip


async def told(region: Region) -> None:
    for kind in KINDS:
        await region.admin.execute("SELECT chaincare.note_log_change($1)", f"access-log.{kind}")


async def events(who: Any, **asked: Any) -> list[str]:
    found = await who.post("/access-log/_search", asked, expect=200)
    return [one["event"].removeprefix("access-log.") for one in found["items"]]


async def test_every_auditor_finds_what_happened_to_the_log_itself(region: Region) -> None:
    before = await events(region.auditor, logItself=True)
    await told(region)
    opened = await open_case(region)
    cares = await auditor_of(region, YOUTH_CARE.id)
    for auditor in (region.auditor, cares):
        found = (await auditor.post("/access-log/_search", {"logItself": True}, expect=200))["items"]
        assert [one["event"] for one in found] == [
            *(f"access-log.{kind}" for kind in reversed(KINDS)), *(f"access-log.{kind}" for kind in before)
        ]  # fmt: skip
        assert {(one["role"], one["organisationId"], one["client"]) for one in found} == {
            ("operator", None, None)
        }
        assert all(one["why"] and one["waarom"] and one["beschrijving"] for one in found)
        # Page by page, and within a period; with anything else there is nothing of it.
        first = await auditor.post("/access-log/_search", {"logItself": True, "limit": 3}, expect=200)
        rest = {"logItself": True, "limit": 50, "cursor": first["nextCursor"]}
        second = (await auditor.post("/access-log/_search", rest, expect=200))["items"]
        assert [one["id"] for one in first["items"] + second] == [one["id"] for one in found]
        await auditor.post(
            "/access-log/_search", {**rest, "logItself": False, "caseId": opened["id"]}, expect=400
        )
        assert await events(auditor, logItself=True, untilAt=found[-1]["happenedAt"]) == []
        for somebodys in ("client", "professionalId", "organisationId", "caseId"):
            asked = {"logItself": True, somebodys: opened["id"]}
            refused = await auditor.post("/access-log/_search", asked, expect=400)
            assert refused["type"].endswith(":log-itself-is-nobodys")
    period = {"fromAt": found[0]["happenedAt"], "untilAt": "2999-01-01T00:00:00Z"}
    await region.auditor.post("/access-log/_search", {**period, "logItself": True}, expect=200)
    await region.auditor.post("/access-log/_search", period, expect=400)
    # Every event of it that the operator's part of the program writes is there: of one with a client, nothing.
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.access_entries (at, event, action, outcome, issuer, subject, partner, relation, role, rule,"
        " client, request_id, trace_id, span_id) VALUES (now(), 'access-log.texts-erased', 'D', 'done', 'i', 's', 'p',"
        " 'administrator', 'operator', 'r/1', uuidv7(), uuidv7(), decode(repeat('00', 16), 'hex'), decode(repeat('00', 8), 'hex'))"
    )
    assert "texts-erased" not in await events(region.auditor, logItself=True, limit=50)
    for nobody in (region.teacher, region.administrator, region.coordinator):
        assert (await nobody.ask("POST", "/access-log/_search", {"logItself": True})).status_code in (
            403,
            404,
        )
