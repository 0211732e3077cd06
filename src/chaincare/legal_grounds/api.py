"""Reading the catalogue of legal grounds."""

from datetime import date
from typing import Annotated

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory.model import Profile
from chaincare.directory.reading import reading_door
from chaincare.legal_grounds import store
from chaincare.legal_grounds.model import READ_LEGAL_GROUNDS, GroundKind, LegalGround
from chaincare.wire import View

OfKind = Annotated[
    GroundKind | None, QueryParameter(name="kind", description="Only what is for this part of a basis.")
]
OnDate = Annotated[
    date | None, QueryParameter(name="onDate", description="Only what is in force on this day.")
]


class LegalGroundView(View):
    """One version of what a basis can rest on.

    A basis cites a `ground` and an `exception` by their `code`, an `article` by its `citation` and a number (`WPO 18a`).
    `grounds`: which obligations and tasks of AVG 6 an article can give. `profile`: only in a network that has it. A `draft` is a
    bill: it cannot be cited. `untilDate` is the first day on which it is no longer in force.
    """

    code: str
    version: int
    kind: GroundKind
    citation: str
    title_en: str
    title_nl: str
    grounds: tuple[str, ...]
    profile: Profile | None
    draft: bool
    from_date: date
    until_date: date | None


class LegalGrounds(View):
    """What a basis can rest on, by code and version."""

    items: tuple[LegalGroundView, ...]


@get("/legal-grounds", dependencies={"clearance": Provide(reading_door)}, opt=doing(READ_LEGAL_GROUNDS))
async def list_legal_grounds(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    kind: OfKind = None,
    on_date: OnDate = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[LegalGrounds]:
    """Read what a legal basis can rest on: grounds, articles, exceptions, and grounds to break professional secrecy."""
    query = [kind, on_date]
    after = position_of(request, cursor, tuple[str, int], query)
    found = await store.list_legal_grounds(clearance, after, limit, kind, on_date)
    return page_answer(
        request,
        LegalGrounds(items=tuple(map(_view, found))),
        position=(found[-1].code, found[-1].version) if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


def _view(entry: LegalGround) -> LegalGroundView:
    return LegalGroundView(
        code=entry.code,
        version=entry.version,
        kind=entry.kind,
        citation=entry.citation,
        title_en=entry.en,
        title_nl=entry.nl,
        grounds=entry.grounds,
        profile=entry.profile,
        draft=entry.draft,
        from_date=entry.from_on,
        until_date=entry.until_on,
    )


legal_grounds_router = Router("/", route_handlers=[list_legal_grounds], tags=["Directory"])
