"""How long somebody stands on an inventory, and on what grounds."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.clients.model import BirthPrecision
from chaincare.csv_lists.model import Line
from chaincare.inventory_lines import rules
from chaincare.inventory_lines.model import (
    InventoryLine,
    LineBasis,
    LineState,
    Named,
    Need,
    Reporter,
    Situation,
)
from chaincare.inventory_lines.refusals import (
    EntitlementNotInForce,
    InventoryDayFull,
    LineEnds,
    LineMovedOn,
    LineReviewPassed,
    LineReviewTooLate,
)
from chaincare.legal_grounds.model import Catalogue, GroundKind, LegalGround
from chaincare.relation_conflicts.model import AlreadyInConflict, ConflictReviewInPast, ConflictWithYourself
from chaincare.workdays import months_after

TODAY = date(2026, 11, 23)
NOBODY = UUID(int=0)
OPEN = InventoryLine(
    id=NOBODY, inventory_id=NOBODY, unit_id=NOBODY, state=LineState.OPEN,
    person=Named("Noor", None, "Terpstra", None, date(2014, 5, 6), BirthPrecision.DAY),
    situation=Situation.DOES_NOT_GET, need=Need("x", "y", None), basis=LineBasis("avg-6-1-e", "WPO 18a", None), told_on=None,
    review_on=TODAY, last_on=TODAY, withdrawn_because=None, version=1, reported_by=Reporter(NOBODY, "", ""),
    reported_at=datetime(2026, 11, 1, tzinfo=UTC),
)  # fmt: skip


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_a_line_is_looked_at_again_within_half_a_year_and_never_kept_for_more_than_one(
    reported: date, days: int
) -> None:
    last_on = rules.last_day(reported)
    assert last_on == months_after(reported, 12)
    wanted = reported + timedelta(days=days)
    if wanted <= months_after(reported, 6):
        assert rules.reviewed_on(wanted, today=reported, last_on=last_on) == wanted
    else:
        with pytest.raises(LineReviewTooLate) as refused:
            rules.reviewed_on(wanted, today=reported, last_on=last_on)
        assert refused.value.errors[0].pointer == "/reviewDate"


def test_the_last_half_year_ends_with_the_year() -> None:
    last_on = TODAY + timedelta(days=20)
    assert rules.reviewed_on(last_on, today=TODAY, last_on=last_on) == last_on
    with pytest.raises(LineReviewTooLate):
        rules.reviewed_on(last_on + timedelta(days=1), today=TODAY, last_on=last_on)


def test_it_is_looked_at_again_on_a_day_to_come_and_not_after_its_year() -> None:
    with pytest.raises(LineReviewPassed):
        rules.reviewed_on(TODAY, today=TODAY, last_on=TODAY + timedelta(days=1))
    with pytest.raises(LineEnds):
        rules.reviewed_on(TODAY + timedelta(days=1), today=TODAY, last_on=TODAY)


def test_what_moved_on_is_worked_on_no_more_and_gives_no_name() -> None:
    assert rules.still_open(OPEN) is OPEN
    assert rules.named(OPEN).given_names == "Noor"
    opened = msgspec.structs.replace(OPEN, state=LineState.CASE_OPENED, person=None)
    with pytest.raises(LineMovedOn):
        rules.still_open(opened)
    with pytest.raises(LineMovedOn):
        rules.named(opened)


def test_a_line_is_kept_from_a_colleague_once_and_never_from_oneself() -> None:
    her, me = UUID(int=7), UUID(int=8)
    assert rules.kept_from(OPEN, her, TODAY, by_id=me, today=TODAY) == her
    with pytest.raises(ConflictWithYourself):
        rules.kept_from(OPEN, me, TODAY, by_id=me, today=TODAY)
    with pytest.raises(AlreadyInConflict):
        rules.kept_from(msgspec.structs.replace(OPEN, kept_from=(her,)), her, TODAY, by_id=me, today=TODAY)
    with pytest.raises(ConflictReviewInPast):
        rules.kept_from(OPEN, her, TODAY - timedelta(days=1), by_id=me, today=TODAY)
    opened = msgspec.structs.replace(OPEN, state=LineState.CASE_OPENED, person=None)
    with pytest.raises(LineMovedOn):
        rules.kept_from(opened, her, TODAY, by_id=me, today=TODAY)


def test_that_he_was_told_is_recorded_until_the_line_is_erased() -> None:
    opened = msgspec.structs.replace(OPEN, state=LineState.CASE_OPENED, person=None)
    assert rules.still_told(OPEN) is OPEN
    assert rules.still_told(opened) is opened
    with pytest.raises(LineMovedOn):
        rules.still_told(msgspec.structs.replace(OPEN, state=LineState.WITHDRAWN, person=None, need=None))


def test_the_statute_somebody_is_entitled_by_is_in_force() -> None:
    def statute(citation: str, *, draft: bool) -> LegalGround:
        since = date(2020, 1, 1)
        return LegalGround(
            citation.lower(),
            1,
            GroundKind.ARTICLE,
            citation,
            "",
            "",
            ("avg-6-1-e",),
            None,
            draft,
            since,
            None,
        )

    catalogue = Catalogue((statute("WPO", draft=False), statute("Wams", draft=True)))
    assert rules.entitled_by(None, catalogue, day=TODAY, pointer="/x") is None
    assert rules.entitled_by("WPO 18a", catalogue, day=TODAY, pointer="/x") == "WPO 18a"
    for cited in ("Wams 3", "Nergenswet 1"):
        with pytest.raises(EntitlementNotInForce) as refused:
            rules.entitled_by(cited, catalogue, day=TODAY, pointer="/x")
        assert refused.value.errors[0].pointer == "/x"


def test_a_unit_puts_no_more_people_on_it_in_a_day_than_it_may() -> None:
    at = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    assert rules.within_day(3, left=3, at=at, pointer="/csv") == 3
    for left, told in ((3, "Today 3 more"), (-2, "Today 0 more")):
        with pytest.raises(InventoryDayFull) as refused:
            rules.within_day(4, left=left, at=at, pointer="/csv")
        assert refused.value.again_in == 10 * 3600 + 30 * 60 + 1, "until midnight in Amsterdam"
        assert refused.value.errors[0].detail.startswith(told)
    longest = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)  # the day on which the clock goes back has 25 hours
    with pytest.raises(InventoryDayFull) as refused:
        rules.within_day(1, left=0, at=longest, pointer="/csv")
    assert refused.value.again_in == rules.DAY_SECONDS


def test_one_person_stands_once_in_a_list() -> None:
    def line(number: int, name: str, born: str = "2014-05-06", **more: str) -> Line:
        return Line(number, {"givenNames": name, "birthDate": born, "familyName": "Terpstra", **more})

    lines = [
        line(2, "Noor"), line(3, "Nóór "), line(4, "Noor", "2014-05-07"), line(5, "NOOR", prefix="van"), line(6, "noor", familyName="TERPSTRA"),
        Line(7, {}), Line(8, {}),
    ]  # fmt: skip
    found = list(rules.named_before(lines))
    assert [one and one.detail for one in found] == [
        None, "Line 2 names the same person.", None, None, "Line 2 names the same person.", None, None,
    ]  # fmt: skip
