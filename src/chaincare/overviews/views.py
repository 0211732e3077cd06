"""Both overviews as they are answered."""

from datetime import date
from uuid import UUID

from chaincare.overviews.model import Caseload, Late, LateKind, Line, OverviewKind
from chaincare.overviews.rules import days_late
from chaincare.regie.model import VacantBecause
from chaincare.wire import Instant, View


class OverviewLine(View):
    """One thing that is open about regie in a case: no client, no text.

    `sinceAt` is null where nobody can say. `endsAt` is when a term ends, or until when a proposal can be answered, or when
    a case goes on that stands still again (for the third time in a year, or for more than thirteen weeks together) or for long
    (the first time for more than thirteen weeks, or for more than four while something was late already).
    `organisation` is that of the holder, or the one that is silent. `escalation_waiting`: help that was asked for does not go on, and has come
    to you: a draft that is not sent, what was accepted and not started, what it needs first, who bridges, a question back, or a review.
    """

    id: UUID
    kind: OverviewKind
    case_id: UUID
    reference: str
    since_at: Instant | None
    ends_at: Instant | None
    because: VacantBecause | None
    holder: str | None
    organisation: str | None
    href: str


class CaseloadView(View):
    """How many open cases somebody directs. `norm` is the network's, null where it has none."""

    professional_id: UUID
    name: str
    function: str
    organisation: str
    cases: int
    norm: int | None
    above_norm: bool


class RegieOverview(View):
    """A page of what is open, the oldest first, and the fifty who direct most."""

    items: tuple[OverviewLine, ...]
    caseloads: tuple[CaseloadView, ...]


class LateView(View):
    """What lies too long: in which case by its reference, with whom, for how many days. Of a silent unit nobody is named.

    Without `reference` it is a question about nobody by name; without `unit` it lies with the whole organisation: it names who directs (`last_resort`), or its management answers (`bottleneck`, before its day as well). `resumesDate`: the case stands still, and goes on that day; what had
    come this far stays, and goes no further meanwhile.
    """

    id: UUID
    reference: str | None
    kind: LateKind
    due_date: date
    days_late: int
    unit: str | None
    employee: str | None
    function: str | None
    resumes_date: date | None


class ManagementOverview(View):
    """A page of what lies too long with the people of one's own organisation."""

    items: tuple[LateView, ...]


def line_view(line: Line, base: str) -> OverviewLine:
    """Show one line, and where to read about it."""
    case = f"{base}/cases/{line.case_id}"
    href = {
        OverviewKind.VACANCY: f"{case}/regie",
        OverviewKind.TERM_ENDS: f"{case}/regie",
        OverviewKind.HOLDER_ABSENT: f"{case}/regie",
        OverviewKind.OPEN_PROPOSAL: f"{case}/regie-proposals/{line.about}",
        OverviewKind.OBJECTION: f"{case}/regie-proposals/{line.about}",
        OverviewKind.ESCALATION_UNANSWERED: f"{case}/escalations/{line.about}",
        OverviewKind.ESCALATION_WAITING: f"{case}/escalations/{line.about}",
        OverviewKind.PAUSED_AGAIN: f"{case}/pauses",
        OverviewKind.PAUSED_LONG: f"{case}/pauses",
    }[line.kind]
    return OverviewLine(
        id=line.id,
        kind=line.kind,
        case_id=line.case_id,
        reference=line.reference,
        since_at=line.since,
        ends_at=line.ends_at,
        because=line.because,
        holder=line.holder,
        organisation=line.organisation,
        href=href,
    )


def caseload_view(load: Caseload) -> CaseloadView:
    """Show how many cases somebody directs, against the norm."""
    return CaseloadView(
        professional_id=load.professional_id,
        name=load.name,
        function=load.function,
        organisation=load.organisation,
        cases=load.cases,
        norm=load.norm,
        above_norm=load.norm is not None and load.cases > load.norm,
    )


def late_view(late: Late, today: date) -> LateView:
    """Show what lies too long."""
    return LateView(
        id=late.id,
        reference=late.reference,
        kind=late.kind,
        due_date=late.since_on,
        days_late=days_late(late.since_on, today),
        unit=late.unit,
        employee=late.name,
        function=late.function,
        resumes_date=late.resumes_on,
    )
