"""Every refusal and every failure as problem+json (RFC 9457): the one place that knows HTTP statuses.

``detail`` and ``errors`` hold sentences written beforehand, never a message of a library and never a value from the
request: both can carry a person's data, or tell about tables and files.
"""

from collections.abc import Iterable, Mapping

import asyncpg
import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from chaincare.challenges import challenge_for_scope, challenge_of
from chaincare.exchange import CallerGone
from chaincare.faults import errors_of_decoder, errors_of_framework
from chaincare.logs import note_failure
from chaincare.refusals import TYPE_PREFIX, FieldError, InputInvalid, Kind, Refusal

MEDIA_TYPE = "application/problem+json"
UNEXPECTED = 500
_KEPT = frozenset({"allow", "retry-after"})

STATUS_OF: Mapping[Kind, int] = {
    Kind.BAD_INPUT: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.WEAKLY_AUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.UNKNOWN: 404,
    Kind.CONFLICT: 409,
    Kind.STALE: 412,
    Kind.TOO_LARGE: 413,
    Kind.PRECONDITION_REQUIRED: 428,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}

HTTP_PROBLEMS: Mapping[int, tuple[str, str]] = {
    400: ("input-invalid", InputInvalid.sentence()),
    404: ("nothing-here", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not know this method; Allow names the ones it knows."),
    406: (
        "not-acceptable",
        "The Accept header leaves out what the answer is written in: JSON, where the operation says nothing else.",
    ),
    413: ("body-too-large", "The body is larger than this server reads."),
    415: ("media-type-unsupported", "A body must be application/json in UTF-8, not compressed."),
    429: ("too-many-requests", "There were too many requests; try again later."),
    500: ("unexpected", "Something went wrong on our side. Give the request id when you report it."),
    503: ("unavailable", "This cannot be answered now and safely; nothing was shown. Try again."),
}
"""What HTTP itself says no to: status -> slug of the problem type, sentence."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of every answer that is not a success.

    ``instance`` holds the request id as ``urn:uuid:…``; ``errors`` is there for bad input only.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[FieldError] | msgspec.UnsetType = msgspec.UNSET


class Answer(msgspec.Struct, frozen=True):
    """A problem on its way out: what is written, and the headers that go with it."""

    problem: Problem
    headers: dict[str, str]
    members: dict[str, msgspec.Struct | None] = {}
    """What this type of problem tells besides (RFC 9457, 3.2)."""

    @property
    def body(self) -> bytes:
        """Give the bytes of the problem."""
        return msgspec.json.encode(msgspec.to_builtins(self.problem) | self.members)


def answer_to(error: BaseException, request_id: str) -> Answer:
    """Find the answer to anything that was raised. What nobody foresaw is 500 and told to the log, not to the caller."""
    error = _unwrap(error)
    match error:
        case Refusal():
            return _refused(error, request_id)
        case CallerGone() | ValidationException() | msgspec.ValidationError():
            return _plain(400, request_id, errors=_errors_of(error))
        case HTTPException(status_code=406, extra=[*kinds]) if kinds and "*/*" not in kinds:
            sentence = f"The answer is {' or '.join(map(str, kinds))}, and the Accept header leaves that out."
            return _plain(406, request_id, sentence=sentence)
        case HTTPException() if error.status_code < UNEXPECTED:
            known = error.status_code if error.status_code in HTTP_PROBLEMS else 400
            return _plain(known, request_id, headers=_kept(error.headers))
        case asyncpg.PostgresError() | asyncpg.InterfaceError() | asyncpg.InternalClientError() | OSError():
            note_failure(error)
            return _plain(503 if is_outage(error) else 500, request_id)
        case _:
            note_failure(error)
            return _plain(500, request_id)


def _errors_of(error: CallerGone | ValidationException | msgspec.ValidationError) -> list[FieldError]:
    match error:
        case ValidationException():
            return errors_of_framework(error)
        case msgspec.ValidationError():
            return errors_of_decoder(error)
    return []  # nobody is there any more to be told


EXAMPLE_REQUEST_ID = "01900000-0000-7000-8000-000000000000"
_EXAMPLE_FAULTS = (
    FieldError("/dueDate", "Must be a date such as 2026-03-01."),
    FieldError("#query/limit", "Must be a whole number, at most 50."),
)


def example_of(refusal: type[Refusal]) -> Problem:
    """Give the very body that a refusal is answered with, but for the request's own id."""
    faults = _EXAMPLE_FAULTS if refusal is InputInvalid else ()
    return _refused(refusal(errors=faults), EXAMPLE_REQUEST_ID).problem


def example_of_status(status: int) -> Problem:
    """Give the very body of what HTTP itself says no to."""
    return _plain(status, EXAMPLE_REQUEST_ID).problem


def respond(request: Request[object, object, object], error: Exception) -> Response[bytes]:  # type: ignore[type-var]
    """Answer in the framework's terms; it is the handler of every exception."""
    answer = answer_to(error, request.scope["state"]["request_id"])
    return Response(
        answer.body, status_code=answer.problem.status, media_type=MEDIA_TYPE, headers=answer.headers
    )


def is_outage(error: BaseException) -> bool:
    """Say whether the database could not be reached or could not say that it committed: then 503, try again.

    An SQL statement that is wrong is no outage: that is ours to mend, and 500.
    """
    if isinstance(error, asyncpg.InterfaceError) and isinstance(error, ValueError):
        return False  # an argument the driver cannot encode: the statement was never sent
    return isinstance(
        error,
        OSError  # includes TimeoutError and ConnectionError
        | asyncpg.InterfaceError
        | asyncpg.InternalClientError  # the connection broke off in the middle of an answer
        | asyncpg.PostgresConnectionError
        | asyncpg.InsufficientResourcesError
        | asyncpg.OperatorInterventionError
        | asyncpg.TransactionRollbackError
        | asyncpg.TransactionTimeoutError
        | asyncpg.IdleInTransactionSessionTimeoutError
        | asyncpg.LockNotAvailableError
        | asyncpg.ReadOnlySQLTransactionError,
    )


def _unwrap(error: BaseException) -> BaseException:
    """Take out what a group holds: the outage in it if there is one, so that a failed commit is never less than 503."""
    if not isinstance(error, BaseExceptionGroup):
        return error
    inside = [_unwrap(one) for one in error.exceptions]
    return next(
        (one for one in inside if is_outage(one)),
        next((x for x in inside if not isinstance(x, Refusal)), inside[0]),
    )


def _refused(refusal: Refusal, request_id: str) -> Answer:
    status = STATUS_OF[refusal.kind]
    problem = Problem(
        type=refusal.type_uri(),
        title=refusal.title(),
        status=status,
        detail=refusal.sentence(),
        instance=f"urn:uuid:{request_id}",
        errors=list(refusal.errors) or msgspec.UNSET,
    )
    headers = _headers_for(status, refusal.slug())
    if refusal.scope is not None:
        headers["WWW-Authenticate"] = challenge_for_scope(refusal.scope)
    if refusal.again_in is not None:
        headers["Retry-After"] = str(refusal.again_in)
    return Answer(problem, headers, refusal.members)


def _plain(
    status: int,
    request_id: str,
    *,
    errors: list[FieldError] | None = None,
    headers: dict[str, str] | None = None,
    sentence: str | None = None,
) -> Answer:
    slug, general = HTTP_PROBLEMS[status]
    problem = Problem(
        type=TYPE_PREFIX + slug,
        title=slug.replace("-", " ").capitalize(),
        status=status,
        detail=sentence or general,
        instance=f"urn:uuid:{request_id}",
        errors=errors or msgspec.UNSET,
    )
    return Answer(problem, _headers_for(status) | (headers or {}))


def _headers_for(status: int, slug: str = "") -> dict[str, str]:
    if status == STATUS_OF[Kind.UNAUTHENTICATED]:
        return {"WWW-Authenticate": challenge_of(slug)}
    if status == STATUS_OF[Kind.UNAVAILABLE]:
        return {"Retry-After": "1"}
    if status == STATUS_OF[Kind.TOO_MANY]:
        return {
            "Retry-After": "600"
        }  # one figure for everybody: how long ago somebody looked is nobody's to count
    return {}


def _kept(headers: Mapping[str, str] | None) -> dict[str, str]:
    """Keep of the framework's headers what the caller needs; methods in one order, so that equal answers are equal."""
    kept = {name.title(): value for name, value in (headers or {}).items() if name.lower() in _KEPT}
    if "Allow" in kept:
        kept["Allow"] = allow_of(kept["Allow"].split(", "))
    return kept


def allow_of(methods: Iterable[str]) -> str:
    """Give the value of ``Allow``, in one order; what can be got can be asked for its head."""
    named = set(methods)
    return ", ".join(sorted(named | {"HEAD"} if "GET" in named else named))
