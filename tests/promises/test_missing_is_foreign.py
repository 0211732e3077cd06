"""S1: for whoever has no relation to it, what exists elsewhere answers as what exists nowhere, byte for byte.

Every operation, every role: the id of something in another region, against an id that was never given out.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import httpx2
import pytest
from tests.people import ROLES, Region
from tests.promises.completeness import untraced
from tests.promises.everything import BODIES, Call, Land, operations_of
from tests.promises.lands import north, south, walk
from tests.promises.walked import Walked

from chaincare.app import create_app
from chaincare.ids import new_id
from chaincare.settings import Settings

pytestmark = pytest.mark.anyio

EXEMPT = frozenset({"date", "chaincare-request-id", "chaincare-receipt"})
"""Headers that may differ; that they are there may not."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
_REFERENCE = re.compile(r'"reference":"[^"]+"')


class Asked(NamedTuple):
    """One call with ids in it that are not the caller's."""

    call: Call
    where: str
    path: str
    body: Any
    ids: tuple[str, ...]


def test_every_operation_is_in_the_table() -> None:
    routed, known = set(operations_of(create_app(Settings()))), set(BODIES)
    assert not routed - known, (
        f"new operations: {sorted(routed - known)}. Give each a body in tests/promises/everything.py and a step in lands.py."
    )
    assert not known - routed, f"no such operations any more: {sorted(known - routed)}"


async def test_whoever_may_gets_through_every_operation(region: Region) -> None:
    """The first assertion of all: what is refused below is refused for the id and not for everybody."""
    for land in (north(region), await south(region)):
        land.heard = []
        await walk(land)
        faults = await untraced(region, land.heard)
        assert not faults, "\n".join(map(str, faults))
        assert not set(BODIES) - land.done, (
            f"never done: {sorted(set(BODIES) - land.done)}; add a step to walk()"
        )


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_not_yours_answers_as_what_is_not_there(walked: Walked, role: str) -> None:
    own, foreign = walked.own, walked.foreign
    caller, asked_of, denied = own.people[role], 0, set()
    for call in BODIES:
        for foreign_asked, missing_asked in zip(
            _variants(call, own, foreign.ids), _variants(call, own, None), strict=True
        ):
            answers = []
            for one in (foreign_asked, missing_asked):
                answer = await caller.ask(call[0], one.path, one.body)
                answers.append(_bare(answer, one))
                if answer.status_code in {403, 404}:
                    denied.add(UUID(answer.headers["ChainCare-Request-Id"]))
            asked_of += 1
            assert answers[0] == answers[1], f"{role}: {call[0]} {call[1]}, {foreign_asked.where}"
            if foreign_asked.where.startswith("path"):
                assert answers[0]["status"] in {400, 401, 403, 404}, (  # 401: not strongly identified
                    f"{role}: {call[1]} let {role} in: {answers[0]}"
                )
    assert asked_of > 90
    # Whoever was turned away is in the log, whatever he asked for (T2).
    logged = {one["request_id"] for one in await own.region.entries("request_id = ANY ($1)", list(denied))}
    assert denied == logged
    assert denied


def _variants(call: Call, own: Land, foreign: dict[str, str] | None) -> Iterator[Asked]:
    """The call with ids that are not one's own: in the address all of them and each, in the body each.

    Without ``foreign`` the same places hold ids that were never given out.
    """
    path = call[1]
    bodies = [make(own) for make in BODIES[call]] or [None]
    names = re.findall(
        r"\{(\w+_id)\}", path
    )  # a word of a closed list names nothing that could be somebody's
    for replaced in dict.fromkeys([tuple(names), *((one,) for one in names)]):
        if replaced:
            ids = {one: foreign[one] if foreign else str(new_id()) for one in replaced}
            yield Asked(
                call, f"path {replaced}", path.format_map({**own.ids, **ids}), bodies[0], tuple(ids.values())
            )
    if foreign is None:
        theirs = None
    else:
        theirs = [make(Land(own.region, {}, {**own.ids, **foreign})) for make in BODIES[call]]
    for number, body in enumerate(bodies):
        for steps in _places_of_ids(body):
            other = str(new_id()) if theirs is None else _value_at(theirs[number], steps)
            yield Asked(call, f"body {number} {steps}", own.at(path), _with(body, steps, other), (other,))


def _places_of_ids(body: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(body, dict):
        for key, value in body.items():
            yield from _places_of_ids(value, (*steps, key))
    elif isinstance(body, list):
        for place, value in enumerate(body):
            yield from _places_of_ids(value, (*steps, place))
    elif isinstance(body, str) and _ID.fullmatch(body):
        yield steps


def _value_at(body: Any, steps: tuple[Any, ...]) -> str:
    for step in steps:
        body = body[step]
    return str(UUID(body))


def _with(body: Any, steps: tuple[Any, ...], value: str) -> Any:
    changed = json.loads(json.dumps(body))
    inner = changed
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = value
    return changed


def _bare(answer: httpx2.Response, asked: Asked) -> dict[str, Any]:
    """Everything that was answered, but for what is allowed to differ."""
    text = answer.text
    for one in asked.ids:
        text = text.replace(one, "<asked>")
    problem = answer.headers["content-type"] == "application/problem+json"
    if problem:
        text = re.sub(r'"instance":"urn:uuid:[^"]+"', '"instance":"<request>"', text)
    else:
        # Something was made, or listed: its own new ids and moments differ, and with them no length.
        text = _REFERENCE.sub('"reference":"<r>"', _AT.sub("<at>", _ID.sub("<id>", text)))
        text = re.sub(r'"(traceId|spanId)":"[0-9a-f]+"', r'"\1":"<t>"', text)
    headers = [
        (name, "<differs>" if name in EXEMPT or (name == "content-length" and not problem) else value)
        for name, value in answer.headers.multi_items()
    ]
    return {"status": answer.status_code, "headers": headers, "body": text}
