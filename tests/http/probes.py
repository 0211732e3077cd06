"""Routes that behave as features will: with a query, with a body, and failing in every way there is."""

from collections.abc import AsyncIterator
from typing import Annotated, Literal
from uuid import UUID

import asyncpg
import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.bodies import JsonRequest
from chaincare.refusals import Kind, Refusal
from chaincare.wire import Body, Day, Instant, Line, View, in_utc

CANARY = "Sjaak-van-Kanarie"


class ProbeUnknown(Refusal):
    """There is no such probe, or you may not know of it."""

    kind = Kind.UNKNOWN


class ByPhone(Body, tag="phone", tag_field="kind"):
    number: Line


class InPerson(Body, tag="person", tag_field="kind"):
    on: Day


class AskProbe(Body):
    asked_at: Instant
    urgency: Literal["soon", "now"]
    people: Annotated[list[Line], msgspec.Meta(max_length=3)] = msgspec.field(default_factory=list)
    contact: ByPhone | InPerson | None = None
    tries: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1


class ProbeView(View):
    probe_id: UUID | None
    people: list[str]
    asked_at: Instant | None = None


Limit = Annotated[int, msgspec.Meta(ge=1, le=50), QueryParameter(name="limit")]
At = Annotated[Instant | None, QueryParameter(name="seenAt")]


@get("/", status_code=200)
async def list_probes(limit: Limit = 50, at: At = None) -> ProbeView:
    """List probes."""
    return ProbeView(probe_id=None, people=[str(limit)], asked_at=at and in_utc(at))


@post("/", status_code=201)
async def ask_probe(data: JSONBody[AskProbe]) -> ProbeView:
    """Ask for a probe."""
    return ProbeView(probe_id=None, people=data.people, asked_at=data.asked_at)


@get("/{probe_id:uuid}", opt={"refusals": (ProbeUnknown,)})
async def read_probe(probe_id: FromPath[UUID], request: JsonRequest) -> ProbeView:
    """Read a probe."""
    request.scope["state"]["receipt"] = "receipt-of-a-refusal"
    raise ProbeUnknown


async def failing_commit() -> AsyncIterator[str]:
    try:
        yield "connection"
    finally:
        raise asyncpg.ConnectionDoesNotExistError(CANARY)


@get("/commit/refused", dependencies={"connection": Provide(failing_commit)})
async def refuse_and_fail_to_commit(connection: NamedDependency[str]) -> ProbeView:
    """Refuse, and then the commit of the refusal fails as well."""
    raise ProbeUnknown


@get("/failures/{name:str}")
async def fail(name: FromPath[str]) -> ProbeView:
    """Fail in the way that is asked for."""
    client = CANARY
    match name:
        case "words":
            raise RuntimeError(f"cannot read the file of {client}")
        case "cause":
            raise RuntimeError(client) from KeyError(client)
        case "sql":
            raise asyncpg.UndefinedTableError(f'relation "{client}" does not exist')
        case "outage":
            raise asyncpg.CannotConnectNowError(client)
        case "refused-connection":
            raise ConnectionRefusedError(client)
        case "too-slow":
            raise TimeoutError
        case "decoder":
            msgspec.convert({"people": [{"a": client}]}, dict[str, list[dict[str, int]]])
    return ProbeView(probe_id=None, people=[])


@get("/broken/answer", include_in_schema=False)
async def unwritable() -> Response[object]:
    """Answer with something that cannot be written."""
    return Response(object())


probe_router = Router(
    "/probes",
    route_handlers=[list_probes, ask_probe, read_probe, refuse_and_fail_to_commit, fail, unwritable],
    tags=["Probes"],
)
