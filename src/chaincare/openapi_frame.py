"""The fixed parts of the API's description: who to ask, how to sign in, the headers and problems of every operation."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from chaincare.access.model import EntryNotKept
from chaincare.front import TokenInAddress
from chaincare.problems import (
    HTTP_PROBLEMS,
    MEDIA_TYPE,
    STATUS_OF,
    Problem,
    example_of,
    example_of_status,
)
from chaincare.refusals import InputInvalid, Kind, Refusal, known_refusals
from chaincare.token_refusals import IssuerUnreachable

API_VERSION = "0.1.0"
"""Semantic version of the API; the value of the ``API-Version`` header."""

TOO_MANY = 429
PROBLEM_NAMES = {
    400: "BadInput",
    401: "Unauthenticated",
    403: "Forbidden",
    404: "Unknown",
    406: "NotAcceptable",
    409: "Conflict",
    412: "Stale",
    413: "TooLarge",
    415: "UnsupportedMediaType",
    428: "PreconditionRequired",
    429: "TooMany",
    500: "Unexpected",
    503: "Unavailable",
}

_SENTENCES = {status: sentence for status, (_, sentence) in HTTP_PROBLEMS.items()} | {
    401: "There is no access token, or it is not accepted.",
    403: "You may see that this exists, and may not do this.",
    404: "There is nothing at this address, or nothing that you may see; the answer is the same.",
    409: "This does not fit what has happened since.",
    412: "Somebody changed it after you read it: read it again.",
    428: "Say with If-Match which version you read.",
}

_HEADERS = {
    "Access-Control-Allow-Origin": ("The page's origin, when a setting allows it; absent otherwise.", {"type": "string"}),
    "API-Version": ("Full version of this API.", {"type": "string"}),
    "ChainCare-Request-Id": ("Names this request; give it when you report something.", {"type": "string", "format": "uuid"}),
    "ChainCare-Receipt": ("Opaque proof that this access was logged; keep it.", {"type": "string"}),
    "WWW-Authenticate": ("What to bring: the scheme, what is wrong with the token or its proof, the scope or the level of login asked for.", {"type": "string"}),
    "Content-Language": ("In which language it is told.", {"type": "string", "enum": ["en", "nl"]}),
    "ETag": ("The version that was read; give it as If-Match when you change it.", {"type": "string"}),
    "Location": ("Address of what was made.", {"type": "string", "format": "uri-reference"}),
    "Retry-After": ("After how many seconds to try again.", {"type": "integer", "format": "int32", "minimum": 0, "maximum": 86_400}),
    "Link": ("The next and previous page (RFC 8288).", {"type": "string"}),
}  # fmt: skip


_HEADERS_OF = {401: ("WWW-Authenticate",), 403: ("WWW-Authenticate",), TOO_MANY: ("Retry-After",)}


def headers(*more: str, receipt: bool) -> dict[str, Any]:
    """Give the headers of an answer by reference: those of every answer, the receipt, and those of this one."""
    names = [
        "Access-Control-Allow-Origin",
        "API-Version",
        "ChainCare-Request-Id",
        *(["ChainCare-Receipt"] if receipt else []),
        *more,
    ]
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


IDEMPOTENCY_KEY = "IdempotencyKey"
SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": (
            "An access token after RFC 9068, read as RFC8725 asks, of a registered issuer; in the Authorization header only."
            " An operation names the scopes it asks for. Where it asks for a strong login, a weaker one is"
            " answered with 401 and the `acr_values` to ask your issuer for (RFC 9470)."
        ),
    },
    "dpop": {
        "type": "http",
        "scheme": "DPoP",
        "description": (
            "The same, also read as RFC8725 asks, for a token that is bound to a key (RFC 9449): with a proof in the header `DPoP`, made anew"
            " for every request, within a minute. A server can be set to take no other tokens."
        ),
    },
}
"""How a caller can sign in."""

_PARAMETERS = {
    IDEMPOTENCY_KEY: {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": (
            "Makes a retry safe: a request with the same key is carried out once, and answered the same for a day."
            " A new key for every new request, for example a UUID."
        ),
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    },
}

_EVERYWHERE = (InputInvalid, TokenInAddress)
_SIGNED_IN = (EntryNotKept, IssuerUnreachable)


@cache
def common_refusals(*, public: bool) -> tuple[type[Refusal], ...]:
    """Give what any operation can refuse before it is reached, whatever it is."""
    if public:
        return _EVERYWHERE
    strangers = (one for one in known_refusals() if one.kind is Kind.UNAUTHENTICATED)
    return (*_EVERYWHERE, *strangers, *_SIGNED_IN)


def _examples(status: int, refusals: Iterable[type[Refusal]], *, public: bool) -> dict[str, Any]:
    """Name an example of every problem type a status can have, by reference."""
    common = [one for one in common_refusals(public=public) if STATUS_OF[one.kind] == status]
    plain = [HTTP_PROBLEMS[status][0]] if status in HTTP_PROBLEMS else []
    names = sorted({*plain, *(one.slug() for one in (*refusals, *common))})
    return {name: {"$ref": f"#/components/examples/{name}"} for name in names}


def _all_examples() -> dict[str, Any]:
    plain = {slug: (example_of_status(status), text) for status, (slug, text) in HTTP_PROBLEMS.items()}
    refused = {one.slug(): (example_of(one), one.sentence()) for one in known_refusals()}
    return {name: _example(*told) for name, told in sorted((plain | refused).items())}


def _example(problem: Problem, sentence: str) -> dict[str, Any]:
    return {"summary": sentence, "value": msgspec.to_builtins(problem)}


def problem_response(
    status: int, refusals: Sequence[type[Refusal]] = (), media_type: str = MEDIA_TYPE, *, public: bool = False
) -> dict[str, Any]:
    """Describe one status of an operation: its sentence, and every problem type that has this status there."""
    lines = [
        f"- `{one.type_uri()}`: {one.sentence()}" for one in sorted(refusals, key=lambda one: one.type_uri())
    ]
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "examples": _examples(status, refusals, public=public),
    }
    return {
        "description": "\n".join([_SENTENCES[status], *([""] if lines else []), *lines]),
        "headers": headers(*_HEADERS_OF.get(status, ()), receipt=False),
        "content": {media_type: content},
    }


def frame() -> dict[str, Any]:
    """Give a fresh document without paths and schemas."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ChainCare",
            "version": API_VERSION,
            "summary": "One case per client, one holder of regie, agreements that are carried out, a log anyone can check.",
            "description": (
                "Field names and problem types are stable within a major version. Instants are UTC; days are"
                " calendar days in Europe/Amsterdam. Every answer that is not a success is problem+json (RFC 9457):"
                " each problem type an operation can answer with stands there with an example, and all of them are"
                " listed at [docs/problems](docs/problems), beside this description. A request that changes something can be sent again"
                " safely with the same `Idempotency-Key`."
            ),
            "contact": {
                "name": "ChainCare",
                "email": "api@chaincare.invalid",
                "url": "https://chaincare.invalid/contact",
            },
        },
        "servers": [{"url": "/v1", "description": "This server, local or production", "x-internal": False}],
        "security": [{scheme: []} for scheme in SCHEMES],
        "components": {
            "securitySchemes": SCHEMES,
            "headers": {
                name: {"description": text, "schema": schema} for name, (text, schema) in _HEADERS.items()
            },
            "parameters": _PARAMETERS,
            "responses": {name: problem_response(status) for status, name in sorted(PROBLEM_NAMES.items())},
            "examples": _all_examples(),
        },
    }
