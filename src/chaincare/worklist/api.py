"""Reading the worklist."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Admission
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.cases.rules import shown_to
from chaincare.cases.store import list_cases
from chaincare.cases.views import HolderView, holder_view
from chaincare.clients.rules import named
from chaincare.wire import Instant, View
from chaincare.worklist import rules
from chaincare.worklist.model import READ_WORKLIST, Matter
from chaincare.worklist.store import list_matters

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class MatterView(View):
    """Something open: what, since when, and whether the ball is with you; else with whom."""

    kind: str
    about: UUID
    since: Instant | None
    due_date: date | None
    overdue: bool
    with_you: bool
    with_participation_id: UUID | None
    with_unit_id: UUID | None


class WorklistRow(View):
    """A case, as far as the worklist needs it."""

    case_id: UUID
    reference: str
    client: str | None
    reach: str
    level: str
    regie: HolderView | None
    open_agreements: int
    overdue_agreements: int
    matters: tuple[MatterView, ...]


class Worklist(View):
    """Your cases, the newest first. What your unit was asked stands at `/received-escalations`."""

    items: tuple[WorklistRow, ...]


@get("/worklist", dependencies=IN_PAGE, opt=doing(READ_WORKLIST), tags=["Work"])
async def read_worklist(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[Worklist]:
    """Read your cases and what is open in them: with whom the ball is, and since when."""
    entries = {entry.case_id: entry for entry in clearance.page}
    at = clearance.now()
    today = at.astimezone(AMSTERDAM).date()
    cases = await list_cases(clearance) if entries else []
    matters = rules.by_case(await list_matters(clearance, at, today)) if entries else {}
    rows = []
    for case in cases:
        entry = entries[case.id]
        if entry.reach is None:
            continue
        shown = shown_to(case, entry.reach)
        rows.append(
            WorklistRow(
                case_id=case.id,
                reference=case.reference,
                client=None if shown.client is None else named(shown.client),
                reach=entry.reach,
                level=case.level,
                regie=None if shown.holder is None else holder_view(shown.holder),
                open_agreements=case.open_agreements,
                overdue_agreements=case.overdue_agreements,
                matters=tuple(_matter_view(matter, today, entry) for matter in matters.get(case.id, [])),
            )
        )
    return page_answer(
        request,
        Worklist(items=tuple(rows)),
        position=last_case(clearance),
        more=len(clearance.page) == limit,
        limit=limit,
    )


def _matter_view(matter: Matter, today: date, reader: Admission) -> MatterView:
    return MatterView(
        kind=matter.kind,
        about=matter.about,
        since=matter.since,
        due_date=matter.due_on,
        overdue=rules.is_overdue(matter, today),
        with_you=rules.is_with(matter, reader),
        with_participation_id=matter.participation_id,
        with_unit_id=rules.unit_shown_to(matter, reader),
    )


worklist_router = Router("/", route_handlers=[read_worklist])
