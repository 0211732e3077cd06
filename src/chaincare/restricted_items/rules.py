"""When an item is restricted, and when no longer. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.privacy.model import Decided, RequestKind, RequestOutcome, SubjectRequest
from chaincare.refusals import FieldError
from chaincare.restricted_items.model import (
    Ended,
    NotForRestriction,
    Protects,
    RestrictedItem,
    RestrictedItemElsewhere,
    RestrictionEnded,
    Use,
    WithheldKind,
)


def restrict(
    new_id: UUID, request: SubjectRequest, kind: WithheldKind, item_id: UUID, reason: str, by: UUID, *,
    in_case: bool, at: datetime,
) -> RestrictedItem:  # fmt: skip
    """Restrict an item on a request that was granted. Raises NotForRestriction, RestrictedItemElsewhere."""
    match request.stand:
        case Decided(outcome=RequestOutcome.GRANTED | RequestOutcome.PARTLY) if (
            request.kind is RequestKind.RESTRICTION
        ):
            pass
        case _:
            raise NotForRestriction
    if not in_case:
        raise RestrictedItemElsewhere(errors=[FieldError("/itemId", "Name an item of the case.")])
    return RestrictedItem(new_id, request.id, kind, item_id, reason, by, at)


def lift(item: RestrictedItem, reason: str, told_how: str, by: UUID, *, at: datetime) -> RestrictedItem:
    """Lift a restriction, after who asked for it was told. Raises RestrictionEnded."""
    if item.ended is not None:
        raise RestrictionEnded
    return msgspec.structs.replace(item, ended=Ended(by, at, reason, told_how))


def use(
    new_id: UUID, item: RestrictedItem, protects: Protects, reason: str, by: UUID, *, at: datetime
) -> Use:
    """Use a restricted text all the same. Raises RestrictionEnded."""
    if item.ended is not None:
        raise RestrictionEnded
    return Use(new_id, item.id, protects, reason, by, at)
