"""The routes that change something: each happens once for an ``Idempotency-Key``, whoever wrote its handler."""

from collections.abc import Awaitable, Callable
from functools import wraps
from inspect import signature
from typing import Any

import litestar
import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler

from chaincare.access.clearance import Clearance
from chaincare.access.repeating import Kept

Handler = Callable[..., Awaitable[Any]]

__all__ = ["patch", "post", "put"]


def post(path: str, **options: Any) -> Callable[[Handler], HTTPRouteHandler]:
    """Make a handler the ``POST`` of an operation."""
    register = litestar.post(path, **options)
    return lambda handler: register(once(handler))


def put(path: str, **options: Any) -> Callable[[Handler], HTTPRouteHandler]:
    """Make a handler the ``PUT`` of an operation."""
    register = litestar.put(path, **options)
    return lambda handler: register(once(handler))


def patch(path: str, **options: Any) -> Callable[[Handler], HTTPRouteHandler]:
    """Make a handler the ``PATCH`` of an operation."""
    register = litestar.patch(path, **options)
    return lambda handler: register(once(handler))


def once(handler: Handler) -> Handler:
    """Let a handler run once for a key; the second time its answer is given again, after the door was passed."""
    if "clearance" not in signature(handler).parameters:
        return handler

    @wraps(handler)
    async def run(**arguments: Any) -> Any:
        clearance: Clearance = arguments["clearance"]
        retry = clearance.retry
        if retry is None:
            return await handler(**arguments)
        kept = await retry.begin(clearance, made_case=clearance.admission.relation == "opening")
        if kept is None:
            kept = _kept(await handler(**arguments))
            await retry.keep(clearance, kept)
        return Response(
            kept.body, status_code=kept.status, headers=kept.headers, media_type="application/json"
        )

    return run


def _kept(answer: Any) -> Kept:
    if isinstance(answer, Response):
        headers = {name: str(value) for name, value in answer.headers.items()}
        return Kept(answer.status_code, headers, msgspec.json.encode(answer.content))
    return Kept(None, {}, msgspec.json.encode(answer))
