"""What a registration looks like, and what may change about somebody."""

from uuid import UUID

import msgspec
import pytest

from chaincare.directory.model import MandateKind
from chaincare.directory.refusals import NumberInvalid
from chaincare.professionals.model import (
    HeldMandate,
    LastOfTheNetwork,
    OwnAccessStays,
    OwnUnitStays,
    Professional,
    ProfessionalGone,
    ProfessionalStatus,
    Register,
    Registration,
    UnitElsewhere,
    WorksForTheNetwork,
)
from chaincare.professionals.rules import changed, deactivated, hold_network, valid_registration

OWN, OTHER, BEA = UUID(int=1), UUID(int=2), UUID(int=6)
WIM = Professional(UUID(int=3), UUID(int=4), "Wim", "wijkagent", None, None, ProfessionalStatus.ACTIVE, 1)


@pytest.mark.parametrize(
    ("register", "number", "fits"),
    [
        (Register.SKJ, "110012345", True),
        (Register.SKJ, "11001234", False),
        (Register.SKJ, "1100123456", False),
        (Register.BIG, "49012345601", True),
        (Register.BIG, "110012345", False),
        (Register.BIG, "4901234560a", False),
    ],
)
def test_a_number_is_of_the_shape_of_its_register(register: Register, number: str, *, fits: bool) -> None:
    registration = Registration(register, number)
    if fits:
        assert valid_registration(registration) == registration
        return
    with pytest.raises(NumberInvalid) as refused:
        valid_registration(registration)
    assert [one.pointer for one in refused.value.errors] == ["/registration/number"]


def test_nobody_needs_to_be_registered() -> None:
    assert valid_registration(None) is None


def test_somebody_moves_within_his_organisation_only() -> None:
    there = msgspec.structs.replace(WIM, unit_id=UUID(int=5))
    moved = changed(WIM, there, by=BEA, unit_of=OWN, works_for=OWN)
    assert (moved.unit_id, moved.version) == (there.unit_id, 2)
    with pytest.raises(UnitElsewhere):
        changed(WIM, there, by=BEA, unit_of=OTHER, works_for=OWN)


def test_nobody_puts_himself_into_another_unit() -> None:
    there = msgspec.structs.replace(WIM, unit_id=UUID(int=5))
    with pytest.raises(OwnUnitStays):
        changed(WIM, there, by=WIM.id, unit_of=OWN, works_for=OWN)
    assert changed(WIM, WIM, by=WIM.id, unit_of=OWN, works_for=OWN).version == 2


@pytest.mark.parametrize("kind", MandateKind)
def test_who_works_for_the_network_is_not_to_be_touched_by_who_keeps_his_organisation(
    kind: MandateKind,
) -> None:
    held = [HeldMandate(kind, is_shared=True)]
    hold_network(held, of_network=True)
    hold_network([], of_network=False)
    if kind in {
        MandateKind.MANAGEMENT_CONTACT,
        MandateKind.ORGANISATION_ADMINISTRATOR,
        MandateKind.VOORTREKKER,
    }:
        hold_network(held, of_network=False)
        return
    with pytest.raises(WorksForTheNetwork):
        hold_network(held, of_network=False)


def test_nobody_ends_his_own_access_nor_that_of_the_last_who_audits_or_administers() -> None:
    with pytest.raises(OwnAccessStays):
        deactivated(WIM, [], by=WIM.id)
    for kind in MandateKind:
        last, shared = HeldMandate(kind, is_shared=False), HeldMandate(kind, is_shared=True)
        assert deactivated(WIM, [shared], by=BEA).status is ProfessionalStatus.DEACTIVATED
        if kind not in {MandateKind.AUDITOR, MandateKind.ADMINISTRATOR}:
            assert deactivated(WIM, [last], by=BEA).status is ProfessionalStatus.DEACTIVATED
            continue
        with pytest.raises(LastOfTheNetwork):
            deactivated(WIM, [shared, last], by=BEA)


def test_who_was_deactivated_stays_so() -> None:
    gone = deactivated(WIM, [], by=BEA)
    assert (gone.status, gone.version) == (ProfessionalStatus.DEACTIVATED, 2)
    with pytest.raises(ProfessionalGone):
        deactivated(gone, [], by=BEA)
    with pytest.raises(ProfessionalGone):
        changed(gone, WIM, by=BEA, unit_of=OWN, works_for=OWN)
