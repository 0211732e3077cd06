"""What a row says to whom, and where it leads: the pure part."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import strategies as st
from tests.worklist.lists import asked_by, members_of

from chaincare.access.model import Reach
from chaincare.directory.model import Sector
from chaincare.parties.model import Role
from chaincare.worklist.lines import Lies, Line
from chaincare.worklist.model import ItemKind, Person, Shown, Who
from chaincare.worklist.rules import place_of
from chaincare.worklist.seeing import seen_by

CASE, ABOUT, WITHIN, OWN, OTHER, UNIT = (UUID(int=one) for one in range(1, 7))
MONDAY = datetime(2026, 3, 30, 9, tzinfo=UTC)

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def person(one: UUID = OTHER, *, holder: bool = False, professional_id: UUID | None = None) -> Person:
    return Person(
        one,
        Role.CASEWORKER,
        "Fatma Kaya",
        "intern begeleider",
        "Groep 6",
        "De Regenboog",
        Sector.EDUCATION,
        holder,
        professional_id,
    )


def item(kind: ItemKind, **changes: object) -> Line:
    facts = {
        "id": UUID(int=9), "kind": kind, "case_id": CASE, "about": ABOUT, "within_id": WITHIN, "since": MONDAY,
        "due_on": None, "who": Who.PARTICIPATION, "participation_id": None, "unit_id": None, "asked_by": None,
        "lies": Lies.ME,
    }  # fmt: skip
    return Line(**facts | changes)  # type: ignore[arg-type]


def shown(reach: Reach, *, with_you: bool = True) -> Shown:
    return Shown(reach, OWN, UNIT, with_you)


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
        (Reach.VOORTREKKER, person(), {HOUSE}),
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
            "/received-bottlenecks",
            "/consultations/",
            "/inventories/",
            "/emergency-accesses/",
            "/matches/",
            "/clients/",
            "/corrections",
            "/network-moves",
            "/mandates",
            "/regie-moves/",
            "/access-log/",
            "/covenants/",
        )
    )
    if here.act is not None:
        assert here.act.path.startswith(here.path.rsplit("/", 1)[0])
        assert not re.search(r"[{}]|None", here.path + here.act.path)
    assert place_of(item(kind), shown(reach, with_you=False)).act is None
    over = place_of(item(ItemKind.ESCALATION_OVER, within_id=None), shown(Reach.FULL)).act
    assert over is not None
    assert over.operation == "draftEscalation"


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


def test_who_acts_for_an_absent_holder_is_told_what_goes_with_directing_and_no_more() -> None:
    acting = Shown(Reach.FULL, OWN, UNIT, with_you=True, acting=True)
    assert place_of(item(ItemKind.AGREEMENT_TO_REASSIGN), acting).act is not None
    # Nobody reports for the absent (A1): he takes it over, or asks another.
    taken = place_of(item(ItemKind.AGREEMENT_TO_CARRY_OUT), acting).act
    assert taken is not None
    assert (taken.operation, taken.path.rpartition("/")[2]) == ("reassignAgreement", "reassignments")
    moved = place_of(item(ItemKind.AGREEMENT_DATE_TO_ANSWER), acting).act
    assert moved is not None
    assert moved.operation == "reassignAgreement"
    assert place_of(item(ItemKind.PRECONDITION_TO_ANSWER), acting).act is None
    steers = Shown(Reach.STEERING, None, UNIT, with_you=True)
    assert place_of(item(ItemKind.ESCALATION_TO_CLOSE, who=Who.COORDINATOR), steers).act is None


def test_for_so_few_kinds_there_is_nothing_to_send_for_whose_ball_it_is() -> None:
    """A kind that comes later has an act, or somebody has thought about why not."""
    silent = {one for one in ItemKind if place_of(item(one), shown(Reach.FULL)).act is None}
    assert {one for one in silent if not one.startswith("late_")} == {
        ItemKind.ESCALATION_TO_ANSWER,  # the unit's, which has a row of its own
        ItemKind.ESCALATION_UNANSWERED,
        ItemKind.BOTTLENECK_UNANSWERED,
        ItemKind.CONSULTATION_TO_ANSWER,
        ItemKind.CONSULTATION_AT_WORK,
        ItemKind.EMERGENCY_UNREVIEWED,
        ItemKind.REGIE_HOLDER_ABSENT,  # to name a stand-in is for the holder himself, and for who coordinates
        ItemKind.REQUEST_ABOUT_DATA,
        ItemKind.CASE_AUDITED,
        ItemKind.CASE_AUDIT_ENDED,
        ItemKind.ASSENT_OF_ABSENT,  # only whose it is can object
        ItemKind.MATCH_WITHOUT_HOLDER,
        ItemKind.COVENANT_UNSIGNED,  # its management signs, and has a row of its own
    }


def test_what_an_act_takes_beside_what_is_always_asked_for_stands_in_the_description() -> None:
    needed = set()
    for kind in ItemKind:
        for reach in Reach:
            act = place_of(item(kind), shown(reach)).act
            if act is None:
                continue
            always, _ = asked_by(act.operation)
            for one in act.needs:
                assert one not in always
                assert one in members_of(act.operation), (kind, one)
                needed.add(kind)
    assert {ItemKind.CONSULTATION_OVER, ItemKind.REGIE_ENDS, ItemKind.AGREEMENT_DATE_TO_ANSWER} <= needed
    coordinator = place_of(item(ItemKind.REGIE_VACANT), shown(Reach.STEERING)).act
    colleague = place_of(item(ItemKind.REGIE_VACANT), shown(Reach.FULL)).act
    assert coordinator is not None
    assert colleague is not None
    assert (coordinator.needs, colleague.needs) == (("reason",), ())


def test_a_note_is_asked_of_who_hands_over_himself_alone() -> None:
    for kind in (ItemKind.REGIE_EXPIRED, ItemKind.REGIE_MOVE_PENDING):
        for within, needs in ((ABOUT, ("handoverNote",)), (None, ())):
            act = place_of(item(kind, within_id=within), shown(Reach.FULL)).act
            assert act is not None
            assert act.needs == needs
