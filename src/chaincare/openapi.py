"""The API's description (OpenAPI 3.1), made from the routes themselves: what is not routed cannot be described.

The framework's own document lacks discriminators, closed objects, header objects and our problems; msgspec describes
the very structs that read and write the wire, so the schemas here cannot say something else than the program does.
"""

import json
import re
from collections.abc import Iterator, Mapping
from enum import EnumType
from inspect import cleandoc
from typing import Any

import msgspec
from litestar import Litestar, Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import HeaderParameter
from litestar.routes import HTTPRoute
from litestar.typing import FieldDefinition

from chaincare.asking import fields_of, query_of, wire_name
from chaincare.cursors import CursorInvalid
from chaincare.openapi_examples import give_examples
from chaincare.openapi_frame import (
    IDEMPOTENCY_KEY,
    PROBLEM_NAMES,
    SCHEMES,
    frame,
    headers,
    problem_response,
)
from chaincare.openapi_schemas import bounded, plain
from chaincare.openapi_words import camel, say_what_is_meant
from chaincare.problems import MEDIA_TYPE, STATUS_OF, Problem
from chaincare.refusals import Refusal

PREFIX = "/v1"
_REFERENCE = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"\{(\w+)\}")


def openapi_document(app: Litestar) -> bytes:
    """Describe an application: the same routes give the same bytes."""
    return (json.dumps(describe(app), indent=2, ensure_ascii=False) + "\n").encode()


def describe(app: Litestar) -> dict[str, Any]:
    """Describe an application as plain values.

    Raises ValueError when two operations have the same id, or two different structs the same name.
    """
    found = list(_operations(app))
    names = [_operation_id(handler) for _, _, handler in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"operations with the same id: {', '.join(sorted(twice))}")
    kinds = list({kind: None for _, _, handler in found for kind in _kinds_of(handler)})
    schemas, components = msgspec.json.schema_components([*kinds, Problem], ref_template=_REFERENCE)
    schema_of = dict(zip([*kinds, Problem], schemas, strict=True))
    paths: dict[str, Any] = {}
    for path, method, handler in found:
        item = paths.setdefault(_PARAMETER.sub(lambda one: f"{{{camel(one[1])}}}", path), {})
        item[method] = _operation(handler, path, schema_of)
    document = frame()
    document["tags"] = [{"name": tag} for tag in sorted({tag for _, _, one in found for tag in _tags(one)})]
    document["paths"] = paths
    document["components"]["schemas"] = {name: plain(one) for name, one in sorted(components.items())}
    say_what_is_meant(document)
    give_examples(document)
    _leave_out_unused(document)
    return document


def _leave_out_unused(document: dict[str, Any]) -> None:
    """Leave out what no operation refers to; responses first, because they refer to the rest."""
    for kind in ("responses", "headers", "parameters", "examples"):
        parts = document["components"][kind]
        text = json.dumps(document)
        unused = [name for name in parts if f'"#/components/{kind}/{name}"' not in text]
        for name in unused:
            del parts[name]


def _operations(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    routes = [route for route in app.routes if isinstance(route, HTTPRoute)]
    for route in sorted(routes, key=lambda one: one.path_format):
        for method, (handler, _) in sorted(route.route_handler_map.items()):
            if handler.resolve_include_in_schema() and method != "OPTIONS":
                yield route.path_format.removeprefix(PREFIX), method.lower(), handler


def _operation(handler: HTTPRouteHandler, path: str, schema_of: Mapping[Any, Any]) -> dict[str, Any]:
    summary, _, description = cleandoc(handler.fn.__doc__ or "").partition("\n")
    operation: dict[str, Any] = {
        "operationId": _operation_id(handler),
        "tags": _tags(handler),
        "summary": summary,
    }
    if description.strip():
        operation["description"] = description.strip()
    public = bool(handler.opt.get("public"))
    operation["security"] = (
        [] if public else [{scheme: sorted(handler.opt.get("scopes", ()))} for scheme in SCHEMES]
    )
    parameters = [*_path_parameters(path, handler), *_other_parameters(handler, schema_of)]
    if parameters or _is_repeatable(handler):
        again = [{"$ref": f"#/components/parameters/{IDEMPOTENCY_KEY}"}] if _is_repeatable(handler) else []
        operation["parameters"] = [*parameters, *again]
    body = handler.parsed_data_field
    if body is not None:
        operation["requestBody"] = {
            "required": not body.is_optional,
            "content": {"application/json": {"schema": schema_of[body.raw]}},
        }
    operation["responses"] = _responses(handler, schema_of, public=public, has_body=body is not None)
    return operation


def _is_repeatable(handler: HTTPRouteHandler) -> bool:
    """Say whether a key makes a retry of this operation happen once: whether it changes anything (D1). Exporting does not."""
    operation = handler.opt.get("operation")
    return operation is not None and operation.action != "R" and "GET" not in handler.http_methods


def _path_parameters(path: str, handler: HTTPRouteHandler) -> Iterator[dict[str, Any]]:
    described = {field.name: field for field in fields_of(handler)}
    for name in _PARAMETER.findall(path):
        words = getattr(described.get(name), "annotation", None)
        schema: dict[str, Any] = {"type": "string"}
        if name.endswith("_id"):
            schema = bounded({**schema, "format": "uuid"})
        elif isinstance(words, EnumType):
            schema["enum"] = [*map(str, words.__members__.values())]
        said = _description(described.get(name))
        yield {"name": camel(name), "in": "path", "required": True, **said, "schema": schema}


def _other_parameters(handler: HTTPRouteHandler, schema_of: Mapping[Any, Any]) -> Iterator[dict[str, Any]]:
    for field in _asked(handler):
        yield {
            "name": wire_name(field),
            "in": "header" if isinstance(field.kwarg_definition, HeaderParameter) else "query",
            # A precondition is optional for the framework and required for us (428): its route says so in opt.
            "required": field.is_required or wire_name(field) in handler.opt.get("required_headers", ()),
            **_description(field),
            "schema": plain(schema_of[field.raw]),
        }


def _answer_headers(handler: HTTPRouteHandler) -> tuple[str, ...]:
    """Give the headers an answer has beyond the common ones: a list in pages links to the next."""
    pages = ("Link",) if "cursor" in query_of(handler) else ()
    return (*pages, *handler.opt.get("answer_headers", ()))


def _asked(handler: HTTPRouteHandler) -> list[FieldDefinition]:
    asked_headers = [one for one in fields_of(handler) if isinstance(one.kwarg_definition, HeaderParameter)]
    return sorted([*query_of(handler).values(), *asked_headers], key=wire_name)


def _description(field: FieldDefinition | None) -> dict[str, str]:
    text = getattr(field.kwarg_definition, "description", None) if field is not None else None
    return {"description": text} if text else {}


def _responses(
    handler: HTTPRouteHandler, schema_of: Mapping[Any, Any], *, public: bool, has_body: bool
) -> dict[str, Any]:
    success: dict[str, Any] = {
        "description": str(handler.opt.get("answers", "Done.")),
        "headers": headers(*_answer_headers(handler), receipt=not public),
    }
    answer = _answer_type(handler)
    if streams := handler.opt.get("streams", ()):
        success["content"] = {kind: {} for kind in streams}
    if answer is not None:
        success["content"] = {"application/json": {"schema": schema_of[answer]}}
    refusals: dict[int, list[type[Refusal]]] = {}
    pages = (CursorInvalid,) if "cursor" in query_of(handler) else ()
    for refusal in (*handler.opt.get("refusals", ()), *pages):
        refusals.setdefault(STATUS_OF[refusal.kind], []).append(refusal)
    statuses = {400, 404, 406, 429, 500, 503} | set(refusals)
    statuses |= set() if public else {401, 403}
    statuses |= {413, 415} if has_body else set()
    found: dict[str, Any] = {str(handler.status_code): success}
    for status in sorted(statuses):
        if status in refusals:
            found[str(status)] = problem_response(status, refusals[status], MEDIA_TYPE, public=public)
        else:
            found[str(status)] = {"$ref": f"#/components/responses/{PROBLEM_NAMES[status]}"}
    return found


def _kinds_of(handler: HTTPRouteHandler) -> Iterator[Any]:
    if handler.parsed_data_field is not None:
        yield handler.parsed_data_field.raw
    if (answer := _answer_type(handler)) is not None:
        yield answer
    for field in _asked(handler):
        yield field.raw


def _answer_type(handler: HTTPRouteHandler) -> Any:
    if "streams" in handler.opt:
        return None
    returned = handler.parsed_fn_signature.return_type
    if returned.is_subclass_of(Response):
        returned = returned.inner_types[0]
    return None if returned.annotation in (None, type(None)) else returned.raw


def _operation_id(handler: HTTPRouteHandler) -> str:
    return handler.operation_id if isinstance(handler.operation_id, str) else camel(handler.fn.__name__)


def _tags(handler: HTTPRouteHandler) -> list[str]:
    return sorted({tag for layer in handler.ownership_layers for tag in layer.tags or ()})
