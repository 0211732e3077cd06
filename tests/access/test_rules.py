"""Who may do what, once the door has said how far he is let in."""

import msgspec
import pytest

from chaincare.access.model import (
    Admission,
    CaseUnknown,
    Decision,
    Forbidden,
    NotVisible,
    Operation,
    Permit,
    Reach,
)
from chaincare.access.rules import decide

READ = Operation(
    code="case.read", action="R", en="Read", nl="Gelezen", scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL}), unknown=CaseUnknown,
)  # fmt: skip
ENTERED = Admission(**dict.fromkeys(Admission.__struct_fields__) | {"outcome": "entered"})  # type: ignore[arg-type]

change = msgspec.structs.replace


@pytest.mark.parametrize(
    ("admission", "decision"),
    [
        (change(ENTERED, outcome="not_visible"), NotVisible()),
        (change(ENTERED, outcome="not_visible", reach=Reach.FULL), NotVisible()),
        (change(ENTERED, reach=Reach.FULL), Permit(Reach.FULL)),
        (change(ENTERED, reach=Reach.THAT), Forbidden()),
        (change(ENTERED, reach=Reach.LOG), Forbidden()),
        (ENTERED, Permit(None)),
    ],
)
def test_the_decision_goes_by_the_reach(admission: Admission, decision: Decision) -> None:
    assert decide(READ, admission) == decision
