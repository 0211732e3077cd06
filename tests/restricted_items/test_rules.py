"""When an item is restricted, used all the same, and lifted."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chaincare.privacy.model import (
    Decided,
    Extended,
    InHandling,
    Received,
    RequestKind,
    RequestOutcome,
    Stand,
    SubjectRequest,
)
from chaincare.restricted_items import rules
from chaincare.restricted_items.model import (
    NotForRestriction,
    Protects,
    RestrictedItem,
    RestrictedItemElsewhere,
    RestrictionEnded,
    WithheldKind,
)

NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
ELS, NOTE = UUID(int=1), UUID(int=2)


def restricted(
    stand: Stand, kind: RequestKind = RequestKind.RESTRICTION, *, in_case: bool = True
) -> RestrictedItem:
    day = NOON.date()
    request = SubjectRequest(
        UUID(int=9), UUID(int=8), None, UUID(int=7), None, None, kind, None, "card", None, day, day, stand, 3
    )
    return rules.restrict(
        UUID(int=3), request, WithheldKind.NOTE, NOTE, "disputed", ELS, in_case=in_case, at=NOON
    )


@pytest.mark.parametrize("outcome", [RequestOutcome.GRANTED, RequestOutcome.PARTLY])
def test_a_granted_request_restricts_what_is_in_the_case(outcome: RequestOutcome) -> None:
    item = restricted(Decided(ELS, outcome))
    assert (item.item_id, item.ended) == (NOTE, None)
    with pytest.raises(RestrictedItemElsewhere):
        restricted(Decided(ELS, outcome), in_case=False)
    with pytest.raises(NotForRestriction):
        restricted(Decided(ELS, outcome), RequestKind.ERASURE)


@pytest.mark.parametrize(
    "stand", [Received(), InHandling(ELS), Extended(ELS), Decided(ELS, RequestOutcome.REFUSED)]
)
def test_no_other_request_does(stand: Stand) -> None:
    with pytest.raises(NotForRestriction):
        restricted(stand)


def test_it_is_lifted_once_and_then_there_is_nothing_to_open() -> None:
    item = restricted(Decided(ELS, RequestOutcome.GRANTED))
    use = rules.use(UUID(int=4), item, Protects.LEGAL_CLAIM, "court", ELS, at=NOON)
    assert (use.restricted_item_id, use.protects) == (item.id, Protects.LEGAL_CLAIM)
    lifted = rules.lift(item, "it was right", "by letter", ELS, at=NOON)
    assert lifted.ended is not None
    assert lifted.ended.told_how == "by letter"
    with pytest.raises(RestrictionEnded):
        rules.lift(lifted, "x", "y", ELS, at=NOON)
    with pytest.raises(RestrictionEnded):
        rules.use(UUID(int=4), lifted, Protects.CONSENT, "x", ELS, at=NOON)
