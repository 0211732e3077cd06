"""The question of a case: read, put anew by one editor at a time, and as it was put before."""

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import patch
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.cases import rules, store
from chaincare.cases.bodies import ChangeQuestion
from chaincare.cases.model import AskedQuestion, EvaluationInPast, ReasonNeeded
from chaincare.cases.operations import CHANGE_QUESTION, READ_QUESTION, READ_QUESTION_VERSIONS
from chaincare.cases.views import (
    QuestionVersions,
    QuestionVersionView,
    QuestionView,
    question_version_view,
    question_view,
)
from chaincare.wire import refuse_empty
from chaincare.workdays import day_in_amsterdam


@get("/", dependencies=IN_CASE, opt={**doing(READ_QUESTION), "answer_headers": ("ETag",)})
async def read_question(clearance: NamedDependency[Clearance]) -> Response[QuestionView]:
    """Read the question of the case: the client's own words, then the professional's."""
    asked = await store.get_question(clearance)
    return Response(question_view(asked.question), headers={"ETag": etag_of(asked.version)})


@patch(
    "/",
    dependencies=IN_CASE,
    opt={
        **doing(CHANGE_QUESTION, EditionMissing, EditionStale, ReasonNeeded, EvaluationInPast),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_question(
    data: JSONBody[ChangeQuestion], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[QuestionVersionView]:
    """Put the question anew. How it was put before is kept."""
    at, before = clearance.now(), await store.lock_question(clearance)
    hold_to(if_match, before.version)
    refuse_empty(data)
    question = data.applied_to(before.question)
    rules.asked_well(question, before=before.question, today=day_in_amsterdam(at))
    asked = AskedQuestion(question, before.version + 1, clearance.participation_id, at)
    await store.change_question(clearance, asked)
    clearance.object_id = clearance.case_id
    return Response(question_version_view(asked), headers={"ETag": etag_of(asked.version)})


@get("/versions", dependencies=IN_CASE, opt=doing(READ_QUESTION_VERSIONS))
async def list_question_versions(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[QuestionVersions]:
    """Read how the question was put, now and before: who put it so, and when. The latest comes first."""
    query = str(clearance.case_id)
    found = await store.list_questions(clearance, position_of(request, cursor, int, query), limit)
    return page_answer(
        request,
        QuestionVersions(items=tuple(map(question_version_view, found))),
        position=found[-1].version if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


questions_router = Router(
    "/cases/{case_id:uuid}/question",
    route_handlers=[read_question, change_question, list_question_versions],
    tags=["Cases"],
)
