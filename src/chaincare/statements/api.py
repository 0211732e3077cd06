"""Making and reading statements."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import DOOR_CASE, IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Reach
from chaincare.access.paging import IN_PAGE, Cursor, Limit, last_case, page_answer, position_of
from chaincare.ids import new_id
from chaincare.refusals import FieldError
from chaincare.statements import rules, store
from chaincare.statements.model import (
    CHANGE_STATEMENT,
    LIST_OWN_STATEMENTS,
    MAKE_STATEMENT,
    READ_STATEMENT_VERSIONS,
    READ_STATEMENTS,
    SubjectUnknown,
)
from chaincare.statements.views import (
    MakeStatement,
    OwnStatements,
    PutStatementOtherwise,
    StatementMade,
    Statements,
    StatementVersions,
    about_of,
    made_view,
    own_statement_view,
    statement_views,
    wording_view,
)

DOOR_STATEMENT = Door("door_statement", "$13")


async def making_door(request: AnyRequest, data: JSONBody[MakeStatement]) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the case he wants to speak on."""
    async with through(request, DOOR_CASE, [data.case_id]) as clearance:
        yield clearance


async def statement_door(
    request: AnyRequest, statement_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let whoever made a statement into its case."""
    async with through(request, DOOR_STATEMENT, [statement_id]) as clearance:
        yield clearance


IN_STATEMENT = {"clearance": Provide(statement_door)}


@post(
    "/me/statements",
    dependencies={"clearance": Provide(making_door)},
    opt={**doing(MAKE_STATEMENT, SubjectUnknown), "answer_headers": ("ETag",)},
    tags=["Mine"],
)
async def make_statement(
    data: JSONBody[MakeStatement], clearance: NamedDependency[Clearance]
) -> Response[StatementMade]:
    """Say something yourself, on the case or beside what others wrote."""
    statement = rules.make(
        new_id(),
        about_of(data.about),
        data.body,
        case_id=clearance.case_id,
        by_id=clearance.participation_id,
        family=data.family_may_read,
        at=clearance.now(),
    )
    if not await store.has_subject(clearance, statement):
        raise SubjectUnknown(errors=[FieldError("/about", "Name a note or an agreement that you can read.")])
    await store.add_statement(clearance, statement)
    clearance.object_id = statement.id
    return Response(made_view(statement), headers={"ETag": etag_of(1)})


@post(
    "/me/statements/{statement_id:uuid}/versions",
    dependencies=IN_STATEMENT,
    opt={
        **doing(CHANGE_STATEMENT, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
    tags=["Mine"],
)
async def put_statement_otherwise(
    statement_id: FromPath[UUID],
    data: JSONBody[PutStatementOtherwise],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[StatementMade]:
    """Put your statement into other words. What you said before is kept."""
    statement = await store.lock_statement(clearance, statement_id)
    hold_to(if_match, statement.version)
    changed = rules.put_otherwise(statement, data.body, family=data.family_may_read, at=clearance.now())
    await store.change_statement(clearance, changed)
    clearance.object_id = changed.id
    return Response(made_view(changed), headers={"ETag": etag_of(changed.version)})


@get(
    "/me/statements/{statement_id:uuid}/versions",
    dependencies=IN_STATEMENT,
    opt=doing(READ_STATEMENT_VERSIONS),
    tags=["Mine"],
)
async def list_statement_versions(
    request: AnyRequest,
    statement_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[StatementVersions]:
    """Read how your statement read, the latest first."""
    query = str(statement_id)
    before = position_of(request, cursor, int, query)
    found = await store.list_wordings(clearance, statement_id, before, limit)
    return page_answer(
        request,
        StatementVersions(items=tuple(map(wording_view, found))),
        position=found[-1].version if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@get("/me/statements", dependencies=IN_PAGE, opt=doing(LIST_OWN_STATEMENTS), tags=["Mine"])
async def list_own_statements(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnStatements]:
    """Read what you said yourself in the cases you, or whom you represent, take part in; a page is so many cases."""
    own = [entry.relation_id for entry in clearance.page if entry.reach is Reach.CLIENT and entry.relation_id]
    found = await store.list_own(clearance, own) if own else []
    return page_answer(
        request,
        OwnStatements(items=tuple(map(own_statement_view, found))),
        position=last_case(clearance),
        more=len(clearance.page) == limit,
        limit=limit,
    )


@get("/cases/{case_id:uuid}/statements", dependencies=IN_CASE, opt=doing(READ_STATEMENTS), tags=["Cases"])
async def list_statements(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Statements]:
    """Read what the client's side says itself, the newest first: on the case, and beside what you may read."""
    case = str(clearance.case_id)
    found = await store.list_statements(clearance, position_of(request, cursor, UUID, case), limit)
    return page_answer(
        request,
        Statements(items=statement_views(found)),
        position=found[-1].statement.id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=case,
    )


statements_router = Router(
    "/",
    route_handlers=[
        make_statement,
        put_statement_otherwise,
        list_statement_versions,
        list_own_statements,
        list_statements,
    ],
)
