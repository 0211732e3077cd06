"""Pages: a sealed cursor in, a ``Link`` header out. Deterministic order, no total count."""

from collections.abc import AsyncGenerator, Sequence
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Response
from litestar.di import Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, operation_of, through
from chaincare.access.clearance import Clearance, Door
from chaincare.wire import link_header

T = TypeVar("T")
V = TypeVar("V")

CLIENTS_MAX = 50
"""At most this many clients a page: each has an entry of its own (T3)."""

Limit = Annotated[
    int,
    msgspec.Meta(ge=1, le=CLIENTS_MAX),
    QueryParameter(name="limit", description="So many rows a page at most."),
]
Cursor = Annotated[
    str | None,
    QueryParameter(
        name="cursor",
        description="Where the page begins: out of the `Link` of the page before. Leave it out for the first page.",
    ),
]

DOOR_PAGE = Door("door_page", "$13, $14")


def position_of(request: AnyRequest, cursor: str | None, wanted: type[T], query: object = None) -> T | None:
    """Give the position a cursor stands for. Raises CursorInvalid."""
    if cursor is None:
        return None
    return request.app.state.cursors.open(  # type: ignore[no-any-return]
        cursor, wanted, subject=_subject(request), query=[operation_of(request).code, query]
    )


def page_answer(
    request: AnyRequest, view: V, *, position: Any, more: bool, limit: int, query: object = None
) -> Response[V]:
    """Answer with a page, and a link to the next one when there may be more: the same question, from there on."""
    headers = {}
    if more:
        cursor = request.app.state.cursors.seal(
            position, subject=_subject(request), query=[operation_of(request).code, query]
        )
        named = request.query_params
        asked = {name: named.getall(name) for name in named if name not in ("cursor", "limit")}
        headers["Link"] = link_header(request.url.path, next={**asked, "cursor": cursor, "limit": limit})
    return Response(view, headers=headers)


def next_cursor(request: AnyRequest, position: Any, *, more: bool, query: object = None) -> str | None:
    """Give the cursor of the page behind this one, for a question that stands in a body; None when there is none."""
    if not more:
        return None
    return request.app.state.cursors.seal(  # type: ignore[no-any-return]
        position, subject=_subject(request), query=[operation_of(request).code, query]
    )


def _subject(request: AnyRequest) -> str:
    caller = request.state.caller
    return f"{caller.issuer} {caller.subject}"


async def page_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of his own cases."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_PAGE, [after, limit]) as clearance:
        yield clearance


IN_PAGE = {"clearance": Provide(page_door)}


def last_case(clearance: Clearance) -> UUID | None:
    """Give the case a page ended with."""
    cases: Sequence[UUID | None] = [entry.case_id for entry in clearance.page]
    return cases[-1] if cases else None
