"""What the program answers is what its description says: every operation, as the promise tests walk through them."""

import re
from typing import Any

import httpx2
import pytest
from tests.openapi.conforms import faults
from tests.people import Region, open_case
from tests.promises.lands import north, walk

from chaincare.openapi import describe

pytestmark = pytest.mark.anyio

OF_EVERY_ANSWER = {
    "api-version", "cache-control", "chaincare-receipt", "chaincare-request-id", "content-length",
    "content-disposition", "content-security-policy", "content-type", "referrer-policy", "strict-transport-security", "vary",
    "x-content-type-options", "x-frame-options", "retry-after", "www-authenticate", "allow",
}  # fmt: skip


async def shown_bodies_work(region: Region, document: Any) -> None:
    """What a newcomer pastes first is carried out, and not refused."""
    opened = await open_case(region)
    for person, path in (
        (region.teacher, f"/cases/{opened['id']}/plans"),
        (region.teacher, "/clients/_search"),
        (region.auditor, "/access-log/_search"),
    ):
        described = document["paths"][path.replace(opened["id"], "{caseId}")]["post"]["requestBody"]
        body = described["content"]["application/json"]["examples"]["example"]["value"]
        answer = await person.ask("POST", path, body)
        assert answer.status_code in {200, 201}, (path, body, answer.text)


async def test_every_answer_is_as_described(region: Region) -> None:
    document = describe(region.app)
    answers: list[httpx2.Response] = []

    async def hear(answer: httpx2.Response) -> None:
        await answer.aread()
        answers.append(answer)

    region.http.event_hooks = {"response": [hear]}
    await walk(north(region))
    region.http.event_hooks = {}
    await shown_bodies_work(region, document)
    assert len(answers) > 60
    wrong, paged = [], set()
    for answer in answers:
        path, operation = _operation_of(document, answer.request)
        described = _resolved(document, operation["responses"].get(str(answer.status_code)))
        where = f"{answer.request.method} {path} {answer.status_code}"
        if described is None:
            wrong.append(f"{where}: status not described")
            continue
        headers = {name.lower() for name in described["headers"]}
        wrong += [f"{where}: {one}" for one in set(answer.headers) - headers - OF_EVERY_ANSWER]
        if "ETag" in described["headers"] and answer.status_code < 300 and "etag" not in answer.headers:
            wrong.append(f"{where}: described with an ETag")
        paged |= {path} if "Link" in described["headers"] else set()
        media_type = answer.headers["content-type"].partition(";")[0]
        content = described["content"].get(media_type)
        if content is None:
            wrong.append(f"{where}: {media_type}")
        elif "schema" in content:
            wrong += [f"{where}: {one}" for one in faults(answer.json(), content["schema"], document)]
    assert wrong == []
    assert {"/worklist", "/cases", "/me/access-log"} <= paged


def _operation_of(document: Any, request: httpx2.Request) -> tuple[str, Any]:
    asked = request.url.path.removeprefix("/v1")
    found = [
        path
        for path in document["paths"]
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)), asked)
    ]
    path = min(found, key=lambda one: one.count("{"))
    return path, document["paths"][path][request.method.lower()]


def _resolved(document: Any, answer: Any) -> Any:
    if answer is not None and "$ref" in answer:
        return document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return answer


def test_the_test_notices() -> None:
    document: dict[str, Any] = {
        "components": {"schemas": {"One": {"type": "object", "properties": {"a": {"type": "string"}}}}}
    }
    one = {"$ref": "#/components/schemas/One"}
    assert list(faults({"a": "x"}, one, document)) == []
    assert list(faults({"a": None, "b": 1}, one, document)) == ["/a: no ['string']", "/b: not described"]
    assert list(faults(["2026-02-30"], {"items": {"type": "string", "format": "date"}}, document)) == [
        "/0: no date"
    ]
