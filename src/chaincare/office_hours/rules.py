"""Which office hours can be set, and from when they hold. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chaincare.office_hours.model import MIDNIGHT, OfficeHours, Span
from chaincare.refusals import FieldError, InputInvalid
from chaincare.workdays import day_in_amsterdam


def following(present: OfficeHours, wanted: Sequence[tuple[int, int, int]], now: datetime) -> OfficeHours:
    """Give the edition after the present one: it holds from tomorrow, whatever today was like is over by then.

    ``wanted`` are days of the week (Monday is 1) with from when until when. Raises InputInvalid.
    """
    wrong, days = [], dict[int, Span]()
    for place, (weekday, opens, closes) in enumerate(wanted):
        if not opens < closes <= MIDNIGHT:
            wrong.append(
                FieldError(f"/days/{place}/closes", "Work ends after it begins, at 24:00 at the latest.")
            )
        if weekday in days:
            wrong.append(FieldError(f"/days/{place}/weekday", "Each day of the week once."))
        days[weekday] = (opens, closes)
    if wrong:
        raise InputInvalid(errors=wrong)
    tomorrow = day_in_amsterdam(now) + timedelta(days=1)
    return OfficeHours(tuple(days.get(one) for one in range(1, 8)), tomorrow, now, present.version + 1)
