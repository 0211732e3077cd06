"""What the description shows is what may be sent: no example of the log's operations is refused as bad input."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from tests.people import Region, open_case

from chaincare.openapi import describe

pytestmark = pytest.mark.anyio

SIGNED_ELSEWHERE = "/access-log/proofs/_consistency"
"""No page can show a checkpoint that the key of the reader's own log signed."""
BY = {"/retention-rules": "privacy-officer"}


def shown(document: Any) -> Iterator[tuple[str, str, str, Any]]:
    """Every example body of an operation about the log, with who may send it."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if path not in BY and not any("log" in one.get("bearer", ()) for one in operation["security"]):
                continue
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            for one in content.get("examples", {}).values():
                yield method.upper(), path, BY.get(path, "auditor"), one["value"]


async def test_no_example_about_the_log_is_bad_input(region: Region) -> None:
    await open_case(region)
    asked, answers = set(), {}
    for method, path, role, body in shown(describe(region.app)):
        there = re.sub(r"\{\w+\}", str(uuid4()), path)
        answer = await region.person(role).ask(method, there, body)
        asked.add(path)
        answers[path] = (answer.status_code, body, answer.text)
    assert len(asked) > 15
    refused = {path: one for path, one in answers.items() if one[0] not in {200, 201, 404, 409}}
    assert refused.pop(SIGNED_ELSEWHERE)[0] == 400
    assert refused == {}


ABOVE = {
    "voortrekker": (
        "/bottlenecks", "/bottlenecks/{networkBottleneckId}/answers", "/bottlenecks/{networkBottleneckId}/confirmations",
        "/collaboration-plans", "/collaboration-plans/{collaborationPlanId}", "/covenants", "/covenants/{covenantId}",
        "/inventories", "/inventories/{inventoryId}", "/network-documents", "/network-documents/{documentId}",
        "/network-documents/_search",
    ),
    "teacher": ("/services/_search",),
    "privacy-officer": ("/processing-activities", "/legal-holds/{holdId}/liftings"),
    "manager": ("/received-bottlenecks/{bottleneckId}/answers", "/received-bottlenecks/{bottleneckId}/solutions"),
    "administrator": (
        "/organisations", "/units", "/professionals", "/services", "/directory/imports",
        "/networks/{networkId}", "/networks/{networkId}/policy", "/networks/{networkId}/emergency-settings",
        "/breadth-limits", "/units/{unitId}", "/units/{unitId}/bsn-bases", "/services/{serviceId}",
        "/services/{serviceId}/retirements", "/organisations/{organisationId}", "/organisations/{organisationId}/exits",
        "/organisations/{organisationId}/notices", "/professionals/{professionalId}", "/login-blocks/{blockId}/endings",
        "/professionals/{professionalId}/deactivations", "/mandates/{mandateId}/endings", "/partner-systems/stops",
    ),
}  # fmt: skip
"""Whose bodies name no day that passes: these are sent as they are shown. The system that is stopped last is that of who asks."""


async def test_no_example_above_the_cases_is_bad_input(region: Region) -> None:
    document, refused, done = describe(region.app), {}, set()
    for role, paths in ABOVE.items():
        person = region.teacher if role == "teacher" else region.person(role)
        for path in paths:
            for method, operation in document["paths"][path].items():
                content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
                for one in content.get("examples", {}).values():
                    there = re.sub(r"\{\w+\}", str(uuid4()), path)
                    answer = await person.ask(method.upper(), there, one["value"], If_Match='"1"')
                    done |= {path} if answer.status_code in {200, 201} else set()
                    if answer.status_code not in {200, 201, 403, 404, 409, 412, 428}:
                        refused[f"{method} {path}"] = (answer.status_code, one["value"], answer.text)
    assert refused == {}
    # Not because nobody may: what needs nothing that is there already is done.
    assert {
        "/organisations",
        "/breadth-limits",
        "/bottlenecks",
        "/covenants",
        "/inventories",
        "/processing-activities",
    } <= done
