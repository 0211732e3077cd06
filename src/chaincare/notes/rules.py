"""Who a note is for, and who not any more. Pure."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from chaincare.notes.model import (
    Audience,
    Correction,
    Names,
    Reading,
    Recall,
    RecallChangesNothing,
    RecallWidens,
)
from chaincare.refusals import FieldError

DEFAULT_AUDIENCE = (Audience.OWN_UNIT, Audience.REGIE_HOLDER)
_EVERYBODY = "professionals"


def readers_of(
    audience: Iterable[Audience], parties: Iterable[UUID], *, unit_id: UUID, own_id: UUID, client: bool
) -> tuple[str, ...]:
    """Give the readers as the wall names them; the author always keeps what he wrote (E5)."""
    wanted = wanted_readers(audience, parties, unit_id=unit_id, client=client)
    return tuple(sorted({f"party:{own_id}", *wanted}))


def wanted_readers(
    audience: Iterable[Audience], parties: Iterable[UUID], *, unit_id: UUID, client: bool
) -> frozenset[str]:
    """Give those who are named as readers, as the wall names them."""
    words = {
        Audience.OWN_UNIT: f"unit:{unit_id}",
        Audience.BUURTWINKEL: "buurtwinkel",
        Audience.REGIE_HOLDER: "regie",
        Audience.PROFESSIONALS: _EVERYBODY,
    }
    named = {*(words[one] for one in audience), *(f"party:{one}" for one in parties)}
    return frozenset(named | {"client"} if client else named)


def correct(reading: Reading, body: str, reason: str, *, by_id: UUID, at: datetime) -> Correction:
    """Put another text in a note's place; the next version."""
    return Correction(reading.version + 1, body, reason, by_id, at)


def recall(
    new_id: UUID,
    reading: Reading,
    wanted: Iterable[str],
    *,
    reason: str,
    authors: Iterable[UUID],
    by_id: UUID,
    names: Names,
    at: datetime,
) -> Recall:
    """Leave a note to those who are wanted and could read it before; its author and his unit keep it.

    ``wanted`` are readers as the wall names them, ``authors`` the author's own participations, ``by_id`` whoever takes
    it back: he reads it too. Whoever read it as one of many may be named by himself. Raises RecallWidens,
    RecallChangesNothing.
    """
    note = reading.note
    readers, unit = set(note.readers), f"unit:{note.unit_id}"
    after = set(wanted) | (readers & {f"party:{one}" for one in authors}) | {f"party:{by_id}"}
    if not readers.isdisjoint({unit, "buurtwinkel", _EVERYBODY}):
        after.add(unit)
    if not all(_read_before(one, readers, names) for one in after - {unit}):
        raise RecallWidens(errors=[FieldError("/audience", "Name only readers the note has now.")])
    if readers <= after:
        raise RecallChangesNothing
    before = tuple(sorted(readers))
    return Recall(new_id, note.id, note.unit_id, reason, before, tuple(sorted(after)), at)


def _read_before(word: str, readers: set[str], names: Names) -> bool:
    if word in readers:
        return True
    if word == "client":
        return False
    if word.startswith("party:"):
        return bool(names.get(UUID(word.removeprefix("party:")), frozenset()) & readers)
    return _EVERYBODY in readers
