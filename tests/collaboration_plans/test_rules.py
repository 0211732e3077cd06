"""When a plan is complete, on what the scout's answer rests, and who may have adopted it."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import msgspec
import pytest

from chaincare.collaboration_plans.model import (
    AdoptedAhead,
    AdoptersUnfit,
    Adoption,
    CollaborationPlan,
    InventoryNotCited,
    PlanIncomplete,
)
from chaincare.collaboration_plans.role_words import QUESTIONS, PlanRole
from chaincare.collaboration_plans.rules import (
    adopted_by,
    changed_since_adoption,
    hold_complete,
    is_complete,
    not_ahead,
    well_founded,
)

A, B = uuid4(), uuid4()
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
WHOLE = CollaborationPlan(uuid4(), uuid4(), "Thuiszitters", "4 tot 18", 9, A, AT, frozenset(PlanRole))


def test_a_plan_is_complete_with_eight_answers_and_with_no_fewer() -> None:
    hold_complete(WHOLE)
    assert len(PlanRole) == 8
    assert list(QUESTIONS) == list(PlanRole)
    for role in PlanRole:
        without = frozenset(PlanRole) - {role}
        assert not is_complete(without)
        with pytest.raises(PlanIncomplete):
            hold_complete(msgspec.structs.replace(WHOLE, answered=without))


def test_the_scout_and_nobody_else_cites_an_inventory_of_the_network() -> None:
    well_founded(PlanRole.SCOUT, A, known=True)
    well_founded(PlanRole.PARTNER, None, known=False)
    for role, cited, known in (
        (PlanRole.SCOUT, None, False), (PlanRole.SCOUT, A, False), (PlanRole.PARTNER, A, True),
    ):  # fmt: skip
        with pytest.raises(InventoryNotCited) as refused:
            well_founded(role, cited, known=known)
        assert [one.pointer for one in refused.value.errors] == ["/inventoryId"]


@pytest.mark.parametrize(
    ("named", "pointers"),
    [([A, A], ["/organisationIds/1"]), ([UUID(int=1), B], ["/organisationIds/0"])],
)
def test_members_adopt_it_each_once(named: list[UUID], pointers: list[str]) -> None:
    assert adopted_by([A, B], {A, B}) == (A, B)
    with pytest.raises(AdoptersUnfit) as refused:
        adopted_by(named, {A, B})
    assert [one.pointer for one in refused.value.errors] == pointers


def test_it_was_adopted_before_it_is_recorded() -> None:
    day, next_day = date(2026, 11, 2), date(2026, 11, 3)
    not_ahead(day, day)
    with pytest.raises(AdoptedAhead):
        not_ahead(next_day, day)


def test_a_plan_that_says_something_else_than_what_was_adopted_shows_that() -> None:
    adopted = msgspec.structs.replace(WHOLE, adoption=Adoption(uuid4(), 9, date(2026, 11, 2), (A,), B, AT))
    assert not changed_since_adoption(WHOLE)
    assert not changed_since_adoption(adopted)
    assert changed_since_adoption(msgspec.structs.replace(adopted, version=10))
