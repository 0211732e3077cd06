"""A term of regie that began at another moment than was recorded: what may be put right, as a new record (R8). Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.refusals import FieldError, InputInvalid
from chaincare.regie.model import TermKind
from chaincare.regie.refusals import TermStaysAsItIs, TermUnknown


class Boundary(msgspec.Struct, frozen=True):
    """Where a term begins, and what lies around that.

    ``tied``: something else rests on that moment: it was laid down, registrations were merged, or somebody stood in. ``before_since`` and
    ``before_until`` are of the term before it, if there was one.
    """

    since: datetime
    until: datetime | None
    kind: TermKind
    tied: bool
    before_since: datetime | None
    before_until: datetime | None

    @property
    def adjoins(self) -> bool:
        """Say whether it followed another term without a gap: then that one's end moves along (R3)."""
        return self.before_until == self.since


class Correction(msgspec.Struct, frozen=True):
    """That a term was recorded as beginning at one moment, and began at another, and why that is known."""

    id: UUID
    recorded_since: datetime
    since: datetime
    reason: str
    corrected_at: datetime


def corrected(
    correction_id: UUID, boundary: Boundary | None, since: datetime, reason: str, at: datetime
) -> Correction:
    """Decide whether a term began at another moment: after the one before it did, and before it ended itself.

    Raises TermUnknown, TermStaysAsItIs, InputInvalid.
    """
    if boundary is None:
        raise TermUnknown
    if boundary.since > at or boundary.tied or boundary.kind is TermKind.INTERIM:
        raise TermStaysAsItIs
    wrong = None
    if since == boundary.since:
        wrong = "This is what was recorded."
    elif since > at or (boundary.until is not None and since >= boundary.until):
        wrong = "Not in the future, and before the term ended."
    elif boundary.before_until is not None and boundary.before_since is not None:
        if boundary.adjoins and since <= boundary.before_since:
            wrong = "After the term before it began."
        elif not boundary.adjoins and since < boundary.before_until:
            wrong = "Not before the term before it ended."
    if wrong is not None:
        raise InputInvalid(errors=[FieldError("/sinceAt", wrong)])
    return Correction(correction_id, boundary.since, since, reason, at)
