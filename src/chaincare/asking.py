"""What is checked of a request once its route is known: representations, the words of its address, and the query.

It runs before any handler and any dependency, so that nothing is looked up for a request that cannot be answered.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, EnumType
from functools import lru_cache
from typing import Any, cast
from urllib.parse import parse_qsl

from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.params import ParameterKwarg, PathParameter, QueryParameter
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send
from litestar.typing import FieldDefinition

from chaincare.exchange import header_of
from chaincare.faults import faults_of
from chaincare.refusals import FieldError, InputInvalid

_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_JSON_TYPES = frozenset({"application/json", "application/json;charset=utf-8"})
_NAME_MAX = 40


class AskingCheck(ASGIMiddleware):
    """Answers OPTIONS, and refuses what the route cannot take or give: 400, 406, 415."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Check one request."""
        asked = cast("HTTPScope", scope)  # `scopes` above lets nothing else in
        if asked["method"] == "OPTIONS":
            allow = cast("Any", asked["litestar_app"]).methods_of[asked["path_template"]].encode()
            await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", allow)]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        handler: Any = asked["route_handler"]
        _refuse_representation(asked, handler.opt.get("streams") or (_written_as(handler),))
        errors = _faults_of_path(asked["path_params"], handler)
        if errors := errors + _faults_of_query(asked["query_string"].decode("ascii", "replace"), handler):
            raise InputInvalid(errors=errors)
        await next_app(scope, receive, send)


def _refuse_representation(scope: HTTPScope, given: Sequence[str]) -> None:
    accept = header_of(scope, b"accept")
    if accept is not None and not any(
        accepts(accept.decode("latin-1"), one.partition(";")[0].strip()) for one in given
    ):
        # What it is written in is no secret: it stands in the description.
        raise HTTPException(status_code=406, extra=[one.partition(";")[0].strip() for one in given])
    if scope["method"] in _WITH_BODY and _has_body(scope):
        content_type = (header_of(scope, b"content-type") or b"").decode("latin-1").lower()
        plain = content_type.replace(" ", "").replace('"', "")
        encoding = header_of(scope, b"content-encoding")
        if plain not in _JSON_TYPES or (encoding is not None and encoding.lower() != b"identity"):
            raise HTTPException(status_code=415)


def _written_as(handler: HTTPRouteHandler) -> str:
    """Give the media type of a handler's answer; JSON unless it says otherwise."""
    said = handler.media_type
    return (said.value if isinstance(said, Enum) else said) or "application/json"


def _has_body(scope: HTTPScope) -> bool:
    length = header_of(scope, b"content-length")
    return (length is not None and length != b"0") or header_of(scope, b"transfer-encoding") is not None


@lru_cache(maxsize=128)
def accepts(accept: str, media_type: str) -> bool:
    """Say whether an Accept header admits the media type (RFC 9110 12.5.1): the most specific range decides."""
    kind = media_type.partition("/")[0]
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = next((_weight(one[2:]) for one in parameters if one.startswith("q=")), 1.0)
    deciding = next((weights[one] for one in (media_type, f"{kind}/*", "*/*") if one in weights), 0.0)
    return deciding > 0


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


@lru_cache(maxsize=1024)
def fields_of(handler: HTTPRouteHandler) -> tuple[FieldDefinition, ...]:
    """Give what a handler asks for, itself and through the dependencies it uses (not those it merely could use)."""
    providers = handler.resolve_dependencies()
    found = dict(handler.parsed_fn_signature.parameters)
    waiting = [name for name in found if name in providers]
    while waiting:
        for name, field in providers[waiting.pop()].parsed_fn_signature.parameters.items():
            if name not in found:
                found[name] = field
                waiting += [name] if name in providers else []
    return tuple(found.values())


@lru_cache(maxsize=1024)
def query_of(handler: HTTPRouteHandler) -> dict[str, FieldDefinition]:
    """Give the query parameters a handler declares, by the name they have on the wire."""
    return {
        wire_name(field): field
        for field in fields_of(handler)
        if isinstance(field.kwarg_definition, QueryParameter)
    }


@lru_cache(maxsize=1024)
def _words_of(handler: HTTPRouteHandler) -> tuple[FieldDefinition, ...]:
    """Give what an address takes of a list of words: which ones these are, the framework does not tell the caller."""
    return tuple(
        field
        for field in fields_of(handler)
        if isinstance(field.kwarg_definition, PathParameter) and isinstance(field.annotation, EnumType)
    )


def _faults_of_path(given: Mapping[str, Any], handler: HTTPRouteHandler) -> list[FieldError]:
    return [
        fault
        for field in _words_of(handler)
        if (name := wire_name(field)) in given
        for fault in faults_of(given[name], field.raw, f"#path/{name}", strict=False)
    ]


def wire_name(field: FieldDefinition) -> str:
    """Give a parameter's name on the wire: the one declared, or the field's own."""
    declared = field.kwarg_definition
    return (declared.name if isinstance(declared, ParameterKwarg) else None) or field.name


def _faults_of_query(query: str, handler: HTTPRouteHandler) -> list[FieldError]:
    known = query_of(handler)
    if not query and not known:
        return []
    given: dict[str, str | list[str]] = {}
    errors: list[FieldError] = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            place = (
                f"#query/{name}" if name.isascii() and name.isalnum() and len(name) <= _NAME_MAX else "#query"
            )
            errors.append(FieldError(place, "This parameter is not known."))
        elif known[name].is_non_string_sequence:
            given[name] = [*given.get(name, ()), value]
            continue
        elif name in given:
            errors.append(FieldError(f"#query/{name}", "This parameter must not be repeated."))
        given[name] = value
    for name, field in known.items():
        if name in given:
            errors += faults_of(given[name], field.raw, f"#query/{name}", strict=False)
        elif field.is_required:
            errors.append(FieldError(f"#query/{name}", "This parameter is required."))
    return errors
