"""Which policy of a network holds together."""

from uuid import UUID

import msgspec
import pytest

from chaincare.directory.model import Sector
from chaincare.policies.model import OverdueDays, Policy, SilenceDays
from chaincare.policies.rules import coherent
from chaincare.refusals import InputInvalid

UNIT, ORGANISATION, OTHER = (UUID(int=number) for number in (1, 2, 3))
FIT = Policy(
    5, 5, 10, 30, (Sector.CARE,), (UNIT,), OverdueDays(3, 5, 10), SilenceDays(0, 0), (ORGANISATION,), 2
)


@pytest.mark.parametrize(
    ("changed", "pointers"),
    [
        ({}, []),
        ({"sectors": (), "caseload_norm": None}, []),
        ({"units": (), "silence": SilenceDays(2, 60)}, []),
        ({"overdue": OverdueDays(5, 5, 10)}, ["/overdueDays"]),
        ({"overdue": OverdueDays(3, 10, 10), "silence": SilenceDays(2, 1)}, ["/overdueDays", "/silenceDays"]),
        ({"sectors": (Sector.CARE, Sector.FUNDER)}, ["/holders/sectors"]),
        ({"sectors": (), "units": ()}, ["/holders"]),
        ({"units": (UNIT, OTHER), "last_resort": (OTHER,)}, ["/holders/units/1", "/lastResort/0"]),
    ],
)
def test_all_that_does_not_hold_together_is_told_at_once(
    changed: dict[str, object], pointers: list[str]
) -> None:
    policy = msgspec.structs.replace(FIT, **changed)
    if not pointers:
        assert coherent(policy, {UNIT}, {ORGANISATION}) == policy
        return
    with pytest.raises(InputInvalid) as refused:
        coherent(policy, {UNIT}, {ORGANISATION})
    assert [one.pointer for one in refused.value.errors] == pointers
