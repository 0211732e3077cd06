"""Households: cases of siblings, linked so that one act can be done in all of them. Access is never inherited."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal

CASES_MAX = 20
"""So many cases at once: each has an entry, a lock and its own guards, within one ticket's time."""


class Link(msgspec.Struct, frozen=True):
    """One case of a household, as far as the reader may know it."""

    household_id: UUID
    case_id: UUID
    reference: str
    client: str
    linked_at: datetime
    secret_address: bool


class HouseholdUnknown(Refusal):
    """There is no household with this id of which you take part in two cases or more, or not in every case you named."""

    kind = Kind.UNKNOWN


class LinkedAlready(Refusal):
    """This case stands in the household already."""

    kind = Kind.CONFLICT


class NotLinked(Refusal):
    """This case does not stand in the household."""

    kind = Kind.CONFLICT


class CaseNamedTwice(Refusal):
    """Name each case once."""

    kind = Kind.BAD_INPUT


def _operation(code: str, action: str, en: str, nl: str, **more: object) -> Operation:
    # What the client's own log says of it must not betray that a brother or sister has a case too (S1, S5).
    told = {"scope": "cases", "reaches": frozenset({Reach.FULL}), "unknown": HouseholdUnknown}
    return Operation(code=code, action=action, en=en, nl=nl, **(told | more))  # type: ignore[arg-type]


LINK_CASES = _operation(
    "household.made", "C", "How professionals work together was recorded",
    "Er is vastgelegd hoe professionals samenwerken", unknown=CaseUnknown,
)  # fmt: skip
LINK_MORE = _operation(
    "household.extended", "U", "How professionals work together was added to",
    "Er is aangevuld hoe professionals samenwerken",
)  # fmt: skip
UNLINK_CASE = _operation(
    "household.case-unlinked", "U", "How professionals work together was changed",
    "Er is gewijzigd hoe professionals samenwerken",
)  # fmt: skip
READ_HOUSEHOLD = _operation(
    "household.read", "R", "How professionals work together was looked at",
    "Er is bekeken hoe professionals samenwerken", reaches=INFORMED,
)  # fmt: skip
LIST_HOUSEHOLDS = _operation(
    "household.listed", "R", "It was looked up how professionals work together",
    "Er is opgezocht hoe professionals samenwerken", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
AGREE_TOGETHER = _operation(
    "household.agreement-proposed", "C", "An agreement was prepared", "Een afspraak is voorbereid"
)
PROPOSE_TOGETHER = _operation(
    "household.regie-proposed", "C", "A proposal about regie was prepared",
    "Een voorstel over de regie is voorbereid",
)  # fmt: skip
ANSWER_TOGETHER = _operation(
    "household.regie-answered", "C", "An answer about regie was prepared",
    "Een antwoord over de regie is voorbereid",
)  # fmt: skip
