"""When people of a network are expected to work: what *outside office hours* means in its log, from which day on."""

from datetime import date, datetime

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

MIDNIGHT = 24 * 60
Span = tuple[int, int]
"""From when until when on a day, in minutes after midnight as clocks in Amsterdam show them."""


class OfficeHours(msgspec.Struct, frozen=True):
    """Of each day of the week, Monday first, when there is work, or None; on holidays there is none.

    An edition holds from its day until the day of the next one, so that a day that is over is never judged by another.
    """

    days: tuple[Span | None, ...]
    holds_from: date | None
    """None is what holds where a network never set anything."""
    set_at: datetime | None
    version: int


CUSTOMARY = OfficeHours(((7 * 60, 20 * 60),) * 5 + (None, None), None, None, 0)
"""What holds where a network never set anything; the database says the same (`office_hours_on`)."""


class NetworkHoursUnknown(Refusal):
    """There is no network with this id that you work in, or administer."""

    kind = Kind.UNKNOWN


class OfficeHoursNotYours(Refusal):
    """There is no network with this id that you administer. Who works in a network reads its office hours; who administers it sets them."""

    kind = Kind.UNKNOWN


READ_HOURS = Operation(
    code="office-hours.read",
    action="R",
    en="It was read what the office hours of a network are",
    nl="Er is bekeken wat de kantooruren van een netwerk zijn",
    scope="directory",
    reaches=frozenset({Reach.DIRECTORY}),
    unknown=NetworkHoursUnknown,
)
SET_HOURS = Operation(
    code="office-hours.changed",
    action="U",
    en="The office hours of a network were set",
    nl="De kantooruren van een netwerk zijn vastgelegd",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION}),
    unknown=OfficeHoursNotYours,
)
