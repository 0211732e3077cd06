"""The outermost layer: whatever happens to a request, its answer leaves here with the same headers and one log line."""

import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast
from urllib.parse import unquote_to_bytes

import structlog
from litestar import Litestar
from litestar.exceptions import NotFoundException
from litestar.routes import HTTPRoute
from litestar.types import HTTPScope, Message, Receive, Send

from chaincare.exchange import CallerGone, answer_headers, begin_exchange
from chaincare.problems import MEDIA_TYPE, UNEXPECTED, allow_of, answer_to
from chaincare.refusals import FieldError, InputInvalid, Kind, Refusal

_ENCODED_SLASHES = (b"%2f", b"%5c")
CALLER_GONE = 499
"""What the log says of a request that broke off before it was whole; it is never sent. The number is nginx's."""


class TokenInAddress(Refusal):
    """An access token belongs in the Authorization header. Treat this one as known to others and have it revoked."""

    kind = Kind.BAD_INPUT


class Front(Litestar):
    """The application: the framework, behind checks that have to come before its routing.

    The framework takes ``/v1/cases/`` and ``/v1//cases`` for ``/v1/cases``; one thing with several addresses makes
    every rule about addresses (in a proxy, in a log) leaky, so here they are nothing.
    """

    def __init__(self, *, version: str, origins: tuple[str, ...] = (), **framework: Any) -> None:
        self.api_version = version
        self.origins = frozenset(origin.encode() for origin in origins)
        super().__init__(**framework)

    @cached_property
    def methods_of(self) -> Mapping[str, str]:
        """Give for every route's template the value of its ``Allow`` header."""
        found: dict[str, set[str]] = {}
        for route in self.routes:
            if isinstance(route, HTTPRoute):
                found.setdefault(route.path_format, set()).update(map(str, route.route_handler_map))
        return {path: allow_of(methods) for path, methods in found.items()}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Take one ASGI connection."""
        if scope["type"] == "http":
            await self._exchange(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def _exchange(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        asked = scope["method"]
        if asked == "HEAD":
            # A GET in everything, its entry in the access log too; only the content stays here (RFC 9110 9.3.2).
            # The server's own scope keeps the method: it must know that no content follows.
            scope = cast("HTTPScope", {**scope, "method": "GET"})
        state = begin_exchange(scope)
        state["method"] = asked
        ids = {key: state[key] for key in ("request_id", "trace_id", "span_id")}
        status, gone = 0, False

        async def heard() -> Any:
            nonlocal gone
            message = await receive()
            if message["type"] == "http.disconnect":
                gone = True
                raise CallerGone
            return message

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = message.get("headers", ())
                message["headers"] = answer_headers(
                    scope, own, version=self.api_version, origins=self.origins
                )
            elif message["type"] == "http.response.body" and asked == "HEAD":
                message["body"] = b""
            await send(message)

        # Not unbound at the end: a request runs in a task, so in a context, of its own.
        structlog.contextvars.bind_contextvars(**ids)
        try:
            _refuse_address(scope)
            await super().__call__(scope, heard, dressed)
        except Exception as error:  # noqa: BLE001 - the last one who can answer; it is logged by answer_to
            if status:  # half an answer is out: only breaking off tells the caller that it is not whole
                answer_to(error, state["request_id"])
                raise ConnectionAbortedError from None
            await _send_problem(error, state["request_id"], dressed)
        finally:
            structlog.get_logger().info(
                "request",
                method=asked if asked.isalpha() else "-",
                route=scope.get("path_template") or "-",
                status=CALLER_GONE if gone else status or UNEXPECTED,
                duration_ms=round((time.perf_counter() - began) * 1000, 2),
            )


def _refuse_address(scope: HTTPScope) -> None:
    """Refuse addresses that are another spelling of a route, and what must never stand in one.

    Raises NotFoundException, TokenInAddress, InputInvalid.
    """
    raw = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogateescape")
    path = scope["path"]
    if (
        (path != "/" and path.endswith("/"))
        or "//" in path
        or any(one in raw.lower() for one in _ENCODED_SLASHES)
    ):
        raise NotFoundException
    query = scope["query_string"]
    if not query:
        return
    plain = unquote_to_bytes(query)
    if b"access_token=" in plain.lower():
        raise TokenInAddress
    try:
        text = plain.decode()
    except UnicodeDecodeError:
        raise InputInvalid(errors=[FieldError("#query", "Must be UTF-8, percent-encoded.")]) from None
    if not text.isprintable():
        raise InputInvalid(errors=[FieldError("#query", "Must not hold control characters.")])


async def _send_problem(error: Exception, request_id: str, send: Send) -> None:
    answer = answer_to(error, request_id)
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(answer.body)).encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
    await send({"type": "http.response.start", "status": answer.problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})
