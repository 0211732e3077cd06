"""A line of an inventory as it travels."""

from datetime import date
from uuid import UUID

import msgspec

from chaincare.clients.model import BirthPrecision
from chaincare.clients.rules import known_birth_date
from chaincare.informing.model import NotYet, Told
from chaincare.inventory_lines.model import (
    InventoryLine,
    LineBasis,
    LineInformed,
    LineState,
    Named,
    Need,
    Situation,
    WithdrawnBecause,
)
from chaincare.wire import Body, Instant, Line, Name, Text, View


class NameForInventory(Body):
    """The person by name, and as much of the birth date as is known (the first day of a known month or year). Never a BSN."""

    given_names: Name
    birth_date: date
    birth_precision: BirthPrecision = BirthPrecision.DAY
    prefix: Name | None = None
    family_name: Name | None = None
    call_name: Name | None = None

    def to_model(self, *, today: date, pointer: str) -> Named:
        """Give the person as rules know him. Raises BirthDateTooPrecise, BirthDateInFuture."""
        known_birth_date(self.birth_date, self.birth_precision, today=today, pointer=f"{pointer}/birthDate")
        return Named(**msgspec.structs.asdict(self))


class StateLineBasis(Body):
    """What lets your unit keep this: ground and exception by their codes, the article as it is cited (`GET /legal-grounds`)."""

    ground: Line
    article: Line
    exception: Line | None = None

    def to_model(self) -> LineBasis:
        """Give it as rules know it."""
        return LineBasis(self.ground, self.article, self.exception)


class PersonWasTold(Body, tag="informed", tag_field="fact"):
    """He was told on a day that he stands on the inventory, and how: in a talk, by letter."""

    informed_date: date
    how: Line

    def to_model(self) -> Told | NotYet:
        """Give it as rules know it."""
        return Told(self.informed_date, self.how)


class TellingPostponed(Body, tag="delayed", tag_field="fact"):
    """He was not told yet, because; it is looked at again on a day."""

    because: Line
    review_date: date

    def to_model(self) -> Told | NotYet:
        """Give it as rules know it."""
        return NotYet(self.because, self.review_date)


AnyTelling = PersonWasTold | TellingPostponed


class ReportLine(Body):
    """Put one person on an inventory: what he needs, what he is entitled to, and whether he gets none of it or threatens not to.

    `reviewDate` is within six months. Without a case the line is kept for a year at most.
    """

    person: NameForInventory
    situation: Situation
    need: Text
    entitlement: Text
    legal_basis: StateLineBasis
    informed: AnyTelling
    review_date: date
    entitlement_article: Line | None = None

    def needed(self) -> Need:
        """Give what he needs, as rules know it."""
        return Need(self.need, self.entitlement, self.entitlement_article)


class ReviewLine(Body):
    """The day on which the line is looked at again: within six months, and `lastDate` of the line at the latest."""

    review_date: date


class WithdrawLine(Body):
    """Why the line is withdrawn. What it said of the person is erased at once."""

    reason: WithdrawnBecause


class LineReported(View):
    """The line; `version` in double quotes is its `ETag`. It is erased after `lastDate` at the latest, unless a case was opened from it."""

    id: UUID
    version: int
    review_date: date
    last_date: date


class LineStands(View):
    """Where the line stands now."""

    id: UUID
    state: LineState
    version: int


class LinePersonView(View):
    """Whom the line is about."""

    given_names: str
    prefix: str | None
    family_name: str | None
    call_name: str | None
    birth_date: date
    birth_precision: BirthPrecision


class LineBasisView(View):
    """What lets the unit keep it."""

    ground: str
    article: str
    exception: str | None


class LineReporterView(View):
    """Who put him on the inventory."""

    professional_id: UUID
    name: str
    function: str


class InventoryLineView(View):
    """A line. The person is shown while it is open; from then on the case has him, and of one that was withdrawn nothing is left."""

    id: UUID
    inventory_id: UUID
    state: LineState
    person: LinePersonView | None
    situation: Situation
    need: str | None
    entitlement: str | None
    entitlement_article: str | None
    legal_basis: LineBasisView
    informed_date: date | None
    review_date: date
    last_date: date
    withdrawn_because: WithdrawnBecause | None
    version: int
    unit_id: UUID
    reported_by: LineReporterView
    reported_at: Instant
    kept_from_ids: tuple[UUID, ...]


class InventoryLines(View):
    """Whom your unit put on the inventory, the newest first; not those that were withdrawn."""

    items: tuple[InventoryLineView, ...]


class LineInformedView(View):
    """Whether he was told, on which day and how; or why not yet, and when that is looked at again."""

    id: UUID
    informed_date: date | None
    how: str | None
    because: str | None
    review_date: date | None
    recorded_by: UUID
    recorded_at: Instant


class LineInformedFacts(View):
    """The facts about telling him, the latest first; the first one counts."""

    items: tuple[LineInformedView, ...]


class LineInformedAdded(View):
    """The fact is kept; it counts from now on."""

    id: UUID
    recorded_at: Instant


def line_view(line: InventoryLine) -> InventoryLineView:
    """Show a line."""
    person, need = line.person, line.need
    return InventoryLineView(
        id=line.id,
        inventory_id=line.inventory_id,
        state=line.state,
        person=None if person is None else LinePersonView(**msgspec.structs.asdict(person)),
        situation=line.situation,
        need=None if need is None else need.need,
        entitlement=None if need is None else need.entitlement,
        entitlement_article=None if need is None else need.article,
        legal_basis=LineBasisView(**msgspec.structs.asdict(line.basis)),
        informed_date=line.told_on,
        review_date=line.review_on,
        last_date=line.last_on,
        withdrawn_because=line.withdrawn_because,
        version=line.version,
        unit_id=line.unit_id,
        reported_by=LineReporterView(
            professional_id=line.reported_by.id,
            name=line.reported_by.name,
            function=line.reported_by.function,
        ),
        reported_at=line.reported_at,
        kept_from_ids=line.kept_from,
    )


def informed_view(one: LineInformed) -> LineInformedView:
    """Show a fact about telling him."""
    told = one.what if isinstance(one.what, Told) else None
    not_yet = one.what if isinstance(one.what, NotYet) else None
    return LineInformedView(
        id=one.id,
        informed_date=None if told is None else told.on,
        how=None if told is None else told.how,
        because=None if not_yet is None else not_yet.because,
        review_date=None if not_yet is None else not_yet.review_on,
        recorded_by=one.recorded_by,
        recorded_at=one.recorded_at,
    )
