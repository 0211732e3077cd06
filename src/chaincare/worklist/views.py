"""The worklist as it is answered."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.directory.model import Sector
from chaincare.parties.model import Role
from chaincare.wire import Instant, View
from chaincare.workdays import day_in_amsterdam
from chaincare.worklist import rules, terms
from chaincare.worklist.lines import Counts, Line, Row, Told, Urgency
from chaincare.worklist.model import Act, ItemKind, Person, Shown, Who
from chaincare.worklist.seeing import seen_by


class PersonView(View):
    """Who it is, as far as your reach goes: a participation, or a unit that was asked.

    An organisation's auditor is told what somebody of another organisation does who asks for a second person, without `id` or name.
    """

    id: UUID | None
    role: Role | None
    name: str | None
    function: str | None
    unit: str | None
    organisation: str | None
    sector: Sector | None


class WaitingForView(View):
    """With whom the ball lies.

    `who` is `participation` or `unit`, and `person` says which, as far as your reach goes; the `asker` of a consultation,
    or of a move of regie, is you, as is who does a next step for an inventory, and so are who is asked about a finding, the `second_person` for what an auditor asks, the `administrator` of a network, and the `management` of an organisation. Or it is one of a circle: the network's `coordinator`; the `parties` who may propose, and the coordinator;
    `another_organisation` than of who reported, or the client; `any_other` reader.
    """

    who: Who
    person: PersonView | None


class ActingForView(View):
    """Who is absent, and for whom you act."""

    professional_id: UUID
    name: str | None


class ActView(View):
    """What to do: the operation by its id in this description, and the address to send it to.

    `needs`: what this act takes beside what the operation always asks for: members of the body that the description lets be absent, or
    the header `If-Match` with the edition that was read.
    """

    operation: str
    method: Literal["POST", "PUT", "PATCH"]
    href: str
    needs: tuple[str, ...]


class WorklistItem(View):
    """One thing that waits for somebody.

    `id` stays the same until the ball moves, or something else is asked of who has it. `sinceAt` is since when the ball lies
    there: whoever assents to what he then carries out has had it all along. `href` is where to read about it; `act`, what to do, is
    there when the ball lies with you and there is something to send. Nothing is to be sent for `request_about_data`: the privacy officer
    handles it and comes when he needs something; for `case_audited`, which says that an auditor has a mandate to see a name or a text of this case, until `dueDate`, and `case_audit_ended`, which says that he had one and since when it is over (`sinceAt`); nor for what is somebody else's to do, which a coordinator, and who directs, asks him
    about (`escalation_unanswered`, `emergency_unreviewed`, `match_without_holder`, `bottleneck_unanswered`, `late_…`). `acting`: it lies with a holder of regie who is absent, and for whom you act now;
    `actingFor` says who. Nobody agrees or reports for the absent: `act` is then what who acts does himself, as to take an agreement over or
    ask another (`reassignAgreement`); where there is none it waits for who is absent. `urgency` is by `dueDate`, a day in Amsterdam: due today is not overdue, `due_soon` is within a week.
    `daysLeft` counts the days until then, below zero since then. What your unit was asked, and what you asked without a case, says nothing of any
    client. A coordinator has `escalation_target_gone` where nobody directs and whoever asked is gone: who directs is to be agreed on first, and
    then withdraws it or asks another. For `assent_to_check` there is something to do only if you did not mean what was recorded, for `regie_to_hear` only if you object, for
    `escalation_to_bridge` only if you cannot bridge any longer. `bottleneck_to_answer` is for the management contact of the organisation it was raised towards,
    until its reaction term is over; from then on, and at once where that organisation left or is insolvent, `bottleneck_unanswered` is with who raised it and with the coordinator as well, who ask that organisation,
    or raise it towards another. `bottleneck_to_confirm`: its management says that it is solved. `coordinator_absent` and `management_absent` are for who administers a network:
    nobody who coordinates it, or who is management contact of an organisation in it, is there now, or only somebody who recuses himself
    where his own organisation takes part; `askedBy` is who was there last, null when there never was anybody (then `management_absent` is there as soon as something waits for that management).
    He gives another a mandate until a date; `organisationId` says for which organisation.
    `organisation_gone`: an organisation that took part is insolvent, and its people take part no more; `askedBy` is who did. It is with who directs, and
    where nobody does with the coordinator, until somebody is brought in, named as needed or asked for help, or people met; what they were to carry
    out has rows of its own.
    `covenant_to_sign` is for the management contact of a member that has not signed a version of the covenant, in force or to come: `dueDate` is the
    last day on which that does no harm, its last day of grace or the day before the version holds. Sign it by the fingerprint you read
    there. From the next day on who coordinates the network, and who administers it, have `covenant_unsigned` for each active member that takes on
    nothing new, which `organisationId` names; in every other row it is null.
    `name_to_approve`, `entry_text_to_approve` and `log_export_to_decide` are with each auditor, and of the first two each privacy officer, who can be the second
    person for what `askedBy` asks to see or to take, until `dueDate`: no client is named. The `endsAt` that the first two need goes with `approved` only.
    `finding_explained` is with the auditor who asked for an explanation, until the finding is closed or dismissed, or more of it is found.
    `inventory_line_to_review` is with who put somebody on an inventory, or with his unit where he is gone; whom it is about the line says. So is
    `inventory_line_to_inform`, from the day on which it is looked at again whether he can be told. `inventory_party_next_step` is with whom the step names, or with
    who pulls the cart or coordinates where he is gone; who may not take steps himself does it, and tells them.
    For `regie_holder_absent` a coordinator names a stand-in; nobody else can, so that
    for a colleague there is nothing to send: he knows whom to ask. Who is away himself is not told.
    """

    id: UUID
    kind: ItemKind
    case_id: UUID | None
    reference: str | None
    client: str | None
    reach: Reach
    with_you: bool
    acting: bool
    acting_for: ActingForView | None
    waiting_for: WaitingForView
    asked_by: PersonView | None
    organisation_id: UUID | None
    since_at: Instant | None
    due_date: date | None
    overdue: bool
    urgency: Urgency
    days_left: int | None
    href: str
    act: ActView | None


class KindCount(View):
    """So many rows of a kind."""

    kind: ItemKind
    count: int


class StandingInCount(View):
    """So many rows that lie with somebody who is absent, and for whom you act."""

    acting_for: ActingForView
    count: int


class WorklistCounts(View):
    """How many rows the same question has, on whatever page.

    At most 500 are counted, the most urgent; `complete` is false when there may be more.
    """

    total: int
    overdue: int
    due_today: int
    kinds: tuple[KindCount, ...]
    standing_in: tuple[StandingInCount, ...]
    complete: bool


class Worklist(View):
    """What waits, the most urgent first. `counts` is there when it was asked for."""

    items: tuple[WorklistItem, ...]
    counts: WorklistCounts | None


def worklist_view(page: Sequence[Row], counted: Sequence[Row] | None, now: datetime, base: str) -> Worklist:
    """Show a page to its reader; ``base`` is what stands before every path."""
    counts = None if counted is None else _counts_view(terms.count(counted, now))
    today = day_in_amsterdam(now)
    rows = [_item_view(row.line, row.told, row.shown, today, base) for row in page if row.told is not None]
    return Worklist(items=tuple(rows), counts=counts)


def _counts_view(counts: Counts) -> WorklistCounts:
    return WorklistCounts(
        total=counts.total,
        overdue=counts.overdue,
        due_today=counts.due_today,
        kinds=tuple(KindCount(kind=kind, count=many) for kind, many in sorted(counts.kinds.items())),
        standing_in=tuple(
            StandingInCount(acting_for=told, count=many)
            for person, many in counts.standing_in.items()
            if (told := _acting_for(person)) is not None
        ),
        complete=counts.complete,
    )


def _item_view(line: Line, told: Told, shown: Shown, today: date, base: str) -> WorklistItem:
    place = rules.place_of(line, shown)
    person = seen_by(told.person if line.who is Who.PARTICIPATION else told.unit, shown)
    return WorklistItem(
        id=line.id,
        kind=line.kind,
        case_id=line.case_id,
        reference=told.reference,
        client=told.client,
        reach=shown.reach,
        with_you=shown.with_you,
        acting=shown.acting,
        acting_for=_acting_for(person) if shown.acting else None,
        waiting_for=WaitingForView(who=line.who, person=_person_view(person)),
        asked_by=_person_view(seen_by(told.asked_by, shown)),
        organisation_id=_organisation_of(line),
        since_at=None if line.since is None else line.since.astimezone(UTC),
        due_date=line.due_on,
        overdue=terms.is_overdue(line.due_on, today),
        urgency=terms.urgency_of(line.due_on, today),
        days_left=terms.days_left(line.due_on, today),
        href=base + place.path,
        act=None if place.act is None else _act_view(place.act, base),
    )


def _organisation_of(line: Line) -> UUID | None:
    if line.kind is ItemKind.MANAGEMENT_ABSENT:
        return line.about
    return line.within_id if line.kind is ItemKind.COVENANT_UNSIGNED else None


def _acting_for(person: Person | None) -> ActingForView | None:
    if person is None or person.professional_id is None:
        return None
    return ActingForView(professional_id=person.professional_id, name=person.name)


def _act_view(act: Act, base: str) -> ActView:
    return ActView(operation=act.operation, method=act.method, href=base + act.path, needs=act.needs)


def _person_view(person: Person | None) -> PersonView | None:
    if person is None:
        return None
    return PersonView(
        id=person.id,
        role=person.role,
        name=person.name,
        function=person.function,
        unit=person.unit,
        organisation=person.organisation,
        sector=person.sector,
    )
