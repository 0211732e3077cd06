"""When an organisation of last resort is assigned, and whom it names. Pure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.last_resort.model import (
    NAMING_DAYS,
    LastResort,
    LastResortOver,
    LastResortRuns,
    LastResortUnknown,
    Named,
    NominationUnfit,
    NotLastResort,
    ResortEndsBecause,
    SomebodyDirects,
    Standing,
)
from chaincare.refusals import FieldError
from chaincare.regie.model import Term
from chaincare.regie.rules import agreed
from chaincare.workdays import term_ends


def assigned(
    resort_id: UUID,
    term: Term | None,
    before: Sequence[LastResort],
    organisation: Standing | None,
    reason: str,
    at: datetime,
) -> LastResort:
    """Decide whether an organisation has to name somebody: while nobody was agreed on, and none is planned.

    An interim holder is no reason not to. Raises SomebodyDirects, LastResortRuns, NotLastResort.
    """
    if agreed(term, at) is not None or (term is not None and term.ahead is not None):
        raise SomebodyDirects
    if any(one.ended_at is None for one in before):
        raise LastResortRuns
    if organisation is None or not organisation.agreed:
        raise NotLastResort
    return LastResort(resort_id, organisation.id, organisation.name, reason, at, term_ends(at, NAMING_DAYS))


def running(before: Sequence[LastResort], resort_id: UUID) -> LastResort:
    """Give the assignment that is meant, while it runs. Raises LastResortUnknown, LastResortOver."""
    found = next((one for one in before if one.id == resort_id), None)
    if found is None:
        raise LastResortUnknown
    if found.ended_at is not None:
        raise LastResortOver
    return found


def withdrawn(resort: LastResort, at: datetime) -> LastResort:
    """Take it back: it stays to be read that it was assigned."""
    return msgspec.structs.replace(resort, ended_at=at, ended_because=ResortEndsBecause.WITHDRAWN)


def named(resort: LastResort, person: Named | None) -> LastResort:
    """Name somebody, or another than before. ``person``: None where he does not fit. Raises NominationUnfit."""
    if person is None:
        raise NominationUnfit(errors=[FieldError("/professionalId", "Nobody who may hold regie by this.")])
    return msgspec.structs.replace(resort, named=person)
