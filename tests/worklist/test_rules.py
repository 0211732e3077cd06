"""What a row says to whom, and where it leads: the pure part."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.access.model import Reach
from chaincare.directory.model import Sector
from chaincare.parties.model import Role
from chaincare.workdays import term_ends
from chaincare.worklist.model import Item, ItemKind, Person, Shown, Who
from chaincare.worklist.rules import due_on, is_overdue, place_of, running_since, running_terms, seen_by

CASE, ABOUT, WITHIN, OWN, OTHER, UNIT = (UUID(int=one) for one in range(1, 7))
MONDAY = datetime(2026, 3, 30, 9, tzinfo=UTC)

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def person(one: UUID = OTHER, *, holder: bool = False) -> Person:
    return Person(
        one,
        Role.CASEWORKER,
        "Fatma Kaya",
        "intern begeleider",
        "Groep 6",
        "De Regenboog",
        Sector.EDUCATION,
        holder,
    )


def item(kind: ItemKind, **changes: object) -> Item:
    facts = {
        "id": UUID(int=9), "kind": kind, "case_id": CASE, "about": ABOUT, "within_id": WITHIN, "since": MONDAY,
        "due_on": None, "who": Who.PARTICIPATION, "person": None, "unit": None, "asked_by": None, "reference": "A",
        "client": None,
    }  # fmt: skip
    return Item(**facts | changes)  # type: ignore[arg-type]


def shown(reach: Reach, *, with_you: bool = True) -> Shown:
    return Shown(reach, OWN, UNIT, with_you)


@given(MOMENTS, st.integers(1, 12))
def test_a_term_that_began_at_that_moment_still_runs_and_one_before_it_does_not(
    now: datetime, days: int
) -> None:
    first = running_since(now, days)
    assert term_ends(first, days) > now
    assert term_ends(first - timedelta(microseconds=1), days) <= now


def test_easter_and_kings_day_do_not_count() -> None:
    # Friday 3 and Monday 6 April 2026 are Easter's, Monday 27 April is Koningsdag.
    reported = datetime(2026, 4, 2, 12, tzinfo=UTC)
    assert due_on(item(ItemKind.AGREEMENT_TO_CONFIRM, since=reported)) == date(2026, 4, 20)
    reported = datetime(2026, 4, 20, 12, tzinfo=UTC)
    assert due_on(item(ItemKind.AGREEMENT_TO_CONFIRM, since=reported)) == date(2026, 5, 6)


def test_everything_else_is_due_when_it_says() -> None:
    day = date(2026, 4, 1)
    assert due_on(item(ItemKind.AGREEMENT_TO_CARRY_OUT, due_on=day)) == day
    assert due_on(item(ItemKind.AGREEMENT_TO_CONFIRM, since=None)) is None


def test_due_today_is_not_overdue_until_midnight_in_amsterdam() -> None:
    day = date(2026, 7, 1)
    assert not is_overdue(day, datetime(2026, 7, 1, 21, 59, tzinfo=UTC))
    assert is_overdue(day, datetime(2026, 7, 1, 22, 0, tzinfo=UTC))
    assert not is_overdue(None, MONDAY)


NAME, FUNCTION, GROUP, HOUSE, SECTOR = "name", "function", "unit", "organisation", "sector"
EVERYTHING = {"role", NAME, FUNCTION, GROUP, HOUSE, SECTOR}


@pytest.mark.parametrize(
    ("reach", "who", "told"),
    [
        (Reach.FULL, person(), EVERYTHING),
        (Reach.CORE, person(), EVERYTHING),
        (Reach.CLIENT, person(), EVERYTHING),
        (Reach.THAT, person(), {"role", SECTOR}),
        (Reach.THAT, person(holder=True), EVERYTHING),
        (Reach.THAT, person(OWN), EVERYTHING),
        (Reach.THAT, person(UNIT), EVERYTHING),
        (Reach.STEERING, person(), {HOUSE}),
        (Reach.STEERING, person(holder=True), EVERYTHING - {GROUP, SECTOR}),
        (Reach.TARGET, person(), {FUNCTION, HOUSE}),
    ],
)
def test_each_reach_is_told_this_much_of_somebody(reach: Reach, who: Person, told: set[str]) -> None:
    seen = seen_by(who, shown(reach))
    assert seen is not None
    assert seen.id == who.id
    assert {name for name in EVERYTHING if getattr(seen, name) is not None} == told


def test_nobody_stays_nobody() -> None:
    assert seen_by(None, shown(Reach.FULL)) is None


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize(
    "reach", [Reach.THAT, Reach.CORE, Reach.FULL, Reach.CLIENT, Reach.STEERING, Reach.TARGET, Reach.ASKER]
)
def test_every_kind_leads_somewhere_and_only_whose_ball_it_is_is_told_what_to_do(
    kind: ItemKind, reach: Reach
) -> None:
    here = place_of(item(kind), shown(reach))
    assert here.path.startswith(
        (
            "/cases/",
            "/received-escalations/",
            "/consultations/",
            "/emergency-accesses/",
            "/matches/",
            "/clients/",
            "/corrections",
        )
    )
    if here.act is not None:
        assert here.act.path.startswith(here.path.rsplit("/", 1)[0])
        assert not re.search(r"[{}]|None", here.path + here.act.path)
    assert place_of(item(kind), shown(reach, with_you=False)).act is None


def test_a_target_is_led_to_what_it_received_and_never_into_the_case() -> None:
    for kind in (ItemKind.ESCALATION_TO_ANSWER, ItemKind.ESCALATION_AT_WORK):
        here = place_of(item(kind, case_id=None), shown(Reach.TARGET))
        assert here.act is not None
        assert here.path == f"/received-escalations/{ABOUT}"
        assert here.act.path.startswith(here.path)
    assert place_of(item(ItemKind.ESCALATION_AT_WORK), shown(Reach.CORE)).path.startswith(f"/cases/{CASE}/")


def test_a_basis_is_recorded_by_who_has_scope_full() -> None:
    assert place_of(item(ItemKind.LEGAL_BASIS_ENDS), shown(Reach.FULL)).act is not None
    assert place_of(item(ItemKind.LEGAL_BASIS_ENDS), shown(Reach.CORE)).act is None


def test_a_report_and_an_assent_run_for_their_own_number_of_working_days() -> None:
    now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    running = running_terms(now)
    assert (running.confirmable, running.objectable) == (running_since(now, 10), running_since(now, 5))
    assert running.confirmable < running.objectable


def test_who_acts_for_an_absent_holder_is_told_what_goes_with_directing_and_no_more() -> None:
    acting = Shown(Reach.FULL, OWN, UNIT, with_you=True, acting=True)
    assert place_of(item(ItemKind.AGREEMENT_TO_REASSIGN), acting).act is not None
    assert place_of(item(ItemKind.AGREEMENT_TO_CARRY_OUT), acting).act is None
    steers = Shown(Reach.STEERING, None, UNIT, with_you=True)
    assert place_of(item(ItemKind.ESCALATION_TO_CLOSE, who=Who.COORDINATOR), steers).act is None
