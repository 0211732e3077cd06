"""What one request and its answer carry besides their content: ids, trace context, the headers of every answer."""

import re
import secrets
from collections.abc import Iterable
from typing import Any

from litestar.types import HTTPScope

from chaincare.ids import new_id

REQUEST_ID_HEADER = "ChainCare-Request-Id"
RECEIPT_HEADER = "ChainCare-Receipt"

# W3C Trace Context, version 00: lower-case hex, neither id all zero. Anything else is ignored, not repaired.
_TRACEPARENT = re.compile(rb"00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})")

_ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"cache-control", b"no-store"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)
# What `default-src` does not stand in for is named: an answer that a browser takes for a page loads and sends nothing.
_POLICY = (
    b"content-security-policy",
    b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
)
_EXPOSED = b"API-Version, WWW-Authenticate, Link, ETag, Location, Retry-After, ChainCare-Request-Id, ChainCare-Receipt"
_ADMITTED = b"authorization, content-type, if-match, idempotency-key, traceparent, dpop"


class CallerGone(Exception):
    """Whoever asked hung up before his request was whole. Nothing is wrong here, and nobody hears the answer."""


def header_of(scope: HTTPScope, name: bytes) -> bytes | None:
    """Give a header's value; None when it is missing. Two of them are joined with a comma (RFC 9110 5.3)."""
    found = [value for key, value in scope["headers"] if key == name]
    return b", ".join(found) if found else None


def begin_exchange(scope: HTTPScope) -> dict[str, Any]:
    """Put ``request_id``, ``trace_id``, ``span_id`` (ours, new) and ``parent_span_id`` into the scope's state."""
    state: dict[str, Any] = scope.setdefault("state", {})
    given = _TRACEPARENT.fullmatch(header_of(scope, b"traceparent") or b"")
    # Ours, not the caller's: it stands in the access log.
    state["request_id"] = str(new_id())
    state["trace_id"] = given[1].decode() if given else secrets.token_hex(16)
    state["parent_span_id"] = given[2].decode() if given else None
    state["span_id"] = secrets.token_hex(8)
    return state


def answer_headers(
    scope: HTTPScope, own: Iterable[tuple[bytes, bytes]], *, version: str, origins: frozenset[bytes]
) -> list[tuple[bytes, bytes]]:
    """Give all headers of an answer: its own, and those that every answer has (NLgov API Design Rules).

    A page may bring a Content-Security-Policy of its own, and a public document its own Access-Control-Allow-Origin;
    ``Server`` is never told.
    """
    state = scope["state"]
    headers = [(name.lower(), value) for name, value in own if name.lower() != b"server"]
    present = {name for name, _ in headers}
    headers += [pair for pair in _ALWAYS if pair[0] not in present]
    if _POLICY[0] not in present:
        headers.append(_POLICY)
    headers.append((b"api-version", version.encode()))
    headers.append((REQUEST_ID_HEADER.lower().encode(), state["request_id"].encode()))
    if isinstance(receipt := state.get("receipt"), str):
        headers.append((RECEIPT_HEADER.lower().encode(), receipt.encode()))
    if b"access-control-allow-origin" not in present:
        headers += _cross_origin(scope, headers, origins)
    return headers


def _cross_origin(
    scope: HTTPScope, headers: list[tuple[bytes, bytes]], origins: frozenset[bytes]
) -> list[tuple[bytes, bytes]]:
    """Let the origins on the list read the answer; without a list no page of another origin can."""
    if not origins:
        return []
    found: list[tuple[bytes, bytes]] = [(b"vary", b"Origin")]
    origin = header_of(scope, b"origin")
    if origin is None or origin not in origins:
        return found
    found += [(b"access-control-allow-origin", origin), (b"access-control-expose-headers", _EXPOSED)]
    if scope["method"] == "OPTIONS":
        methods = next((value for name, value in headers if name == b"allow"), b"")
        found += [(b"access-control-allow-methods", methods), (b"access-control-allow-headers", _ADMITTED)]
    return found
