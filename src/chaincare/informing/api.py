"""Recording, and reading, who was told that there is a file about him."""

from datetime import date
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.informing import rules, store
from chaincare.informing.model import (
    LIST_INFORMED,
    RECORD_INFORMED,
    Informed,
    InformedLater,
    NotYet,
    PersonKind,
    PersonUnclear,
    SecondLookInPast,
    Told,
    Whom,
)
from chaincare.wire import Body, Instant, Line, Text, View
from chaincare.workdays import day_in_amsterdam


class NamePerson(Body):
    """Whom: the `client`, a `representative` by id, or an `other` whom the file is also about, in words."""

    kind: PersonKind
    representative_id: UUID | None = None
    who: Line | None = None


class TheyWereInformed(Body, tag="informed", tag_field="fact"):
    """He was told on a day, and how: in a talk, by letter."""

    person: NamePerson
    informed_date: date
    how: Line


class InformingPostponed(Body, tag="delayed", tag_field="fact"):
    """He was not told yet, because; it is looked at again on a day, and stands on the worklist then."""

    person: NamePerson
    because: Text
    review_date: date


AnyInformed = TheyWereInformed | InformingPostponed


class InformedRecorded(View):
    """The fact is kept; the newest of a person counts."""

    id: UUID
    recorded_at: Instant


class InformedView(View):
    """Whether somebody was informed, on which day and how; or why not yet, and when that is looked at again."""

    id: UUID
    person: PersonKind
    representative_id: UUID | None
    who: str | None
    informed_date: date | None
    how: str | None
    because: str | None
    review_date: date | None
    recorded_by: UUID
    recorded_at: Instant
    counts: bool


class InformedFacts(View):
    """Who was informed, the latest first; of each person the newest ``counts``."""

    items: tuple[InformedView, ...]


@post("/", dependencies=IN_CASE, opt=doing(RECORD_INFORMED, PersonUnclear, InformedLater, SecondLookInPast))
async def record_informed(
    data: JSONBody[AnyInformed], clearance: NamedDependency[Clearance]
) -> InformedRecorded:
    """Record that somebody was told about the file, or that this waits and why."""
    at = clearance.now()
    whom = Whom(data.person.kind, data.person.representative_id, data.person.who)
    rules.known(whom, await store.list_representatives(clearance))
    what = rules.said(_what(data), today=day_in_amsterdam(at))
    one = Informed(new_id(), whom, what, clearance.participation_id, at)
    await store.add_informed(clearance, one)
    clearance.object_id = one.id
    return InformedRecorded(id=one.id, recorded_at=at)


@get("/", dependencies=IN_CASE, opt=doing(LIST_INFORMED))
async def list_informed(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[InformedFacts]:
    """Read who was told about the file and who not yet, the latest first."""
    query = str(clearance.case_id)
    found = await store.list_informed(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        InformedFacts(items=tuple(map(_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


def _what(data: AnyInformed) -> Told | NotYet:
    match data:
        case TheyWereInformed():
            return Told(data.informed_date, data.how)
        case InformingPostponed():
            return NotYet(data.because, data.review_date)


def _view(one: Informed) -> InformedView:
    told = one.what if isinstance(one.what, Told) else None
    not_yet = one.what if isinstance(one.what, NotYet) else None
    return InformedView(
        id=one.id,
        person=one.whom.kind,
        representative_id=one.whom.representative_id,
        who=one.whom.who,
        informed_date=told.on if told else None,
        how=told.how if told else None,
        because=not_yet.because if not_yet else None,
        review_date=not_yet.review_on if not_yet else None,
        recorded_by=one.recorded_by,
        recorded_at=one.recorded_at,
        counts=one.counts,
    )


informing_router = Router(
    "/cases/{case_id:uuid}/informed", route_handlers=[record_informed, list_informed], tags=["Consents"]
)
