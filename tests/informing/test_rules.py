"""What can be said about informing somebody. Pure."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from chaincare.informing import rules
from chaincare.informing.model import (
    InformedLater,
    NotYet,
    PersonKind,
    PersonUnclear,
    SecondLookInPast,
    Told,
    Whom,
)

TODAY = date(2026, 11, 22)
MOTHER, SOMEBODY = UUID(int=1), UUID(int=2)
DAY = timedelta(days=1)


def test_somebody_was_told_by_today_and_what_waits_is_looked_at_from_today() -> None:
    for what in (Told(TODAY, "a talk"), NotYet("danger", TODAY)):
        assert rules.said(what, today=TODAY) is what
    with pytest.raises(InformedLater):
        rules.said(Told(TODAY + DAY, "a talk"), today=TODAY)
    with pytest.raises(SecondLookInPast):
        rules.said(NotYet("danger", TODAY - DAY), today=TODAY)


@pytest.mark.parametrize(
    ("whom", "clear"),
    [
        (Whom(PersonKind.CLIENT), True),
        (Whom(PersonKind.CLIENT, MOTHER), False),
        (Whom(PersonKind.CLIENT, None, "x"), False),
        (Whom(PersonKind.REPRESENTATIVE, MOTHER), True),
        (Whom(PersonKind.REPRESENTATIVE, SOMEBODY), False),
        (Whom(PersonKind.REPRESENTATIVE), False),
        (Whom(PersonKind.REPRESENTATIVE, MOTHER, "x"), False),
        (Whom(PersonKind.OTHER, None, "a brother"), True),
        (Whom(PersonKind.OTHER), False),
        (Whom(PersonKind.OTHER, MOTHER, "x"), False),
    ],
)
def test_it_is_about_exactly_one_person(whom: Whom, *, clear: bool) -> None:
    if clear:
        assert rules.known(whom, [MOTHER]) is whom
    else:
        with pytest.raises(PersonUnclear):
            rules.known(whom, [MOTHER])
