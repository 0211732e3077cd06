"""Two people stand for an export, for a day."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.incidents import rules
from chaincare.incidents.model import (
    Chosen,
    IncidentExport,
    IncidentExportApproved,
    IncidentExportExpired,
    IncidentExportNotApproved,
    IncidentExportOfOthers,
    IncidentSpanUnfit,
    OwnIncidentExport,
    Span,
)

NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
ELS, RUBEN, ANS = UUID(int=1), UUID(int=2), UUID(int=3)
DAY = timedelta(days=1)


def asked(span: Span | None = None) -> IncidentExport:
    whole = Chosen(None, None, None)
    return rules.ask(
        UUID(int=9), UUID(int=8), span or Span(NOON - DAY, NOON), whole, "stolen phone", ELS, at=NOON
    )


@given(st.integers(-40, 40), st.integers(-40, 40))
def test_it_is_about_at_most_31_days_that_have_begun(begins: int, ends: int) -> None:
    span = Span(NOON + begins * DAY, NOON + ends * DAY)
    if begins < 0 and 0 < ends - begins <= 31:
        assert asked(span).span == span
    else:
        with pytest.raises(IncidentSpanUnfit):
            asked(span)


def test_somebody_else_approves_once() -> None:
    with pytest.raises(OwnIncidentExport):
        rules.approve(asked(), ELS, at=NOON)
    approved = rules.approve(asked(), RUBEN, at=NOON)
    with pytest.raises(IncidentExportApproved):
        rules.approve(approved, ANS, at=NOON)


def test_the_two_of_them_read_it_for_a_day() -> None:
    with pytest.raises(IncidentExportNotApproved):
        rules.hold_readable(asked(), ELS, at=NOON)
    approved = rules.approve(asked(), RUBEN, at=NOON)
    for one in (ELS, RUBEN):
        rules.hold_readable(approved, one, at=NOON + DAY - timedelta(microseconds=1))
        with pytest.raises(IncidentExportExpired):
            rules.hold_readable(approved, one, at=NOON + DAY)
    for other in (ANS, None):
        with pytest.raises(IncidentExportOfOthers):
            rules.hold_readable(approved, other, at=NOON)
