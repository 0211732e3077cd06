"""When a judgement about capacity can have been made. Pure."""

from datetime import date

from chaincare.capacity.model import JudgedLater
from chaincare.refusals import FieldError


def judged(on: date, *, today: date) -> date:
    """Check the day of a judgement. Raises JudgedLater."""
    if on > today:
        raise JudgedLater(errors=[FieldError("/judgedDate", "Give today or an earlier day.")])
    return on
