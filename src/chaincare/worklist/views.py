"""The worklist as it is answered."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.directory.model import Sector
from chaincare.parties.model import Role
from chaincare.wire import Instant, View
from chaincare.worklist import rules
from chaincare.worklist.model import Act, Item, ItemKind, Person, Shown, Who


class PersonView(View):
    """Who it is, as far as your reach goes: a participation, or a unit that was asked."""

    id: UUID
    role: Role | None
    name: str | None
    function: str | None
    unit: str | None
    organisation: str | None
    sector: Sector | None


class WaitingForView(View):
    """With whom the ball lies.

    `who` is `participation` or `unit`, and `person` says which, as far as your reach goes; the `asker` of a consultation
    is you. Or it is one of a circle: the network's `coordinator`; the `parties` who may propose, and the coordinator;
    `another_organisation` than of who reported, or the client; `any_other` reader.
    """

    who: Who
    person: PersonView | None


class ActView(View):
    """What to do: the operation by its id in this description, and the address to send it to."""

    operation: str
    method: Literal["POST", "PUT", "PATCH"]
    href: str


class WorklistItem(View):
    """One thing that waits for somebody.

    `id` stays the same until the ball moves, or something else is asked of who has it. `sinceAt` is since when the ball lies
    there: whoever assents to what he then carries out has had it all along. `href` is where to read about it; `act`, what to do, is
    there when the ball lies with you. `acting`: it lies with a holder of regie who is absent, and for whom you act now. What your unit was asked, and what you asked without a case, says nothing of any
    client. For `assent_to_check` there is something to do only if you did not mean what was recorded, for
    `escalation_to_bridge` only if you cannot bridge any longer.
    """

    id: UUID
    kind: ItemKind
    case_id: UUID | None
    reference: str | None
    client: str | None
    reach: Reach
    with_you: bool
    acting: bool
    waiting_for: WaitingForView
    asked_by: PersonView | None
    since_at: Instant | None
    due_date: date | None
    overdue: bool
    href: str
    act: ActView | None


class Worklist(View):
    """What waits, the oldest first."""

    items: tuple[WorklistItem, ...]


def item_view(item: Item, shown: Shown, now: datetime, base: str) -> WorklistItem:
    """Show a row to its reader; ``base`` is what stands before every path."""
    place, due = rules.place_of(item, shown), rules.due_on(item)
    person = item.person if item.who is Who.PARTICIPATION else item.unit
    return WorklistItem(
        id=item.id,
        kind=item.kind,
        case_id=item.case_id,
        reference=item.reference,
        client=item.client,
        reach=shown.reach,
        with_you=shown.with_you,
        acting=shown.acting,
        waiting_for=WaitingForView(who=item.who, person=_person_view(rules.seen_by(person, shown))),
        asked_by=_person_view(rules.seen_by(item.asked_by, shown)),
        since_at=item.since,
        due_date=due,
        overdue=rules.is_overdue(due, now),
        href=base + place.path,
        act=None if place.act is None else _act_view(place.act, base),
    )


def _act_view(act: Act, base: str) -> ActView:
    return ActView(operation=act.operation, method=act.method, href=base + act.path)


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
