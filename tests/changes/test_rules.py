"""In which order an organisation leaves, and whose mandate may be ended."""

from datetime import UTC, datetime, timedelta
from itertools import product

import msgspec
import pytest

from chaincare.changes.model import (
    KnownMandate,
    KnownOrganisation,
    KnownUnit,
    LastAuditorStays,
    Leaving,
    LeavingOutOfOrder,
    MandateEnded,
    NetworkSaysTheTask,
    OrganisationElsewhere,
    OwnMandateStays,
    OwnOrganisationLeaves,
)
from chaincare.changes.rules import change_unit, end_mandate, leave
from chaincare.directory.model import MandateKind, OrganisationStatus
from chaincare.ids import new_id

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUSE, ME, OTHER = new_id(), new_id(), new_id()
STEPS = {
    ("active", "notice"): "leaving",
    ("leaving", "exit"): "left",
    ("active", "insolvency"): "insolvent",
    ("leaving", "insolvency"): "insolvent",
}


@pytest.mark.parametrize(("status", "step"), list(product(OrganisationStatus, Leaving)))
def test_an_organisation_gives_notice_first_and_leaves_for_good(
    status: OrganisationStatus, step: Leaving
) -> None:
    house = KnownOrganisation(HOUSE, "x", status, 3, elsewhere=False)
    to = STEPS.get((status.value, step.value))
    if to is None:
        with pytest.raises(LeavingOutOfOrder):
            leave(house, step, own_organisation_id=OTHER)
    else:
        left = leave(house, step, own_organisation_id=OTHER)
        assert (left.status.value, left.version) == (to, 4)


def test_nobody_ends_his_own_organisation_or_one_that_others_have_too() -> None:
    house = KnownOrganisation(HOUSE, "x", OrganisationStatus.ACTIVE, 1, elsewhere=True)
    with pytest.raises(OrganisationElsewhere):
        leave(house, Leaving.NOTICE, own_organisation_id=OTHER)
    with pytest.raises(OwnOrganisationLeaves):
        leave(house, Leaving.NOTICE, own_organisation_id=HOUSE)


def test_by_which_law_a_unit_works_the_network_says() -> None:
    unit = KnownUnit(new_id(), "Groep 6", "WPO", 1)
    called = msgspec.structs.replace(unit, name="Groep 7")
    working = msgspec.structs.replace(unit, statutory_task="Wvggz")
    assert change_unit(unit, called, of_network=False) == called
    assert change_unit(unit, working, of_network=True) == working
    with pytest.raises(NetworkSaysTheTask):
        change_unit(unit, working, of_network=False)


def mandate(begins: int, ends: int) -> KnownMandate:
    days = timedelta(days=1)
    return KnownMandate(
        new_id(), OTHER, MandateKind.AUDITOR, None, AT + begins * days, AT + ends * days, None
    )


def test_a_mandate_ends_once_now_or_before_it_begins_and_nobody_ends_his_own() -> None:
    assert end_mandate(mandate(-2, 9), "r", by=ME, at=AT, audited_besides=True).ends_at == AT
    later = mandate(2, 9)
    assert end_mandate(later, "r", by=ME, at=AT, audited_besides=True).ends_at == later.begins_at
    with pytest.raises(MandateEnded):
        end_mandate(mandate(-2, 0), "r", by=ME, at=AT, audited_besides=True)
    assert end_mandate(later, "r", by=ME, at=AT, audited_besides=False), "it holds for nobody yet"
    with pytest.raises(LastAuditorStays):
        end_mandate(mandate(-2, 9), "r", by=ME, at=AT, audited_besides=False)
    with pytest.raises(OwnMandateStays):
        end_mandate(later, "r", by=OTHER, at=AT, audited_besides=True)
