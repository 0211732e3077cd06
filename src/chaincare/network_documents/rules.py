"""What a document of the network may say of whom. Pure."""

from collections import Counter
from collections.abc import Container, Sequence
from datetime import date
from uuid import UUID

from chaincare.network_documents.model import Concerned, ConcernedUnfit, DocumentKind, HoldsBackwards, Part
from chaincare.refusals import FieldError

_CONTRACTORS = frozenset({Part.MAIN_CONTRACTOR, Part.SUBCONTRACTOR})


def coherent(kind: DocumentKind, concerns: Sequence[Concerned], members: Container[UUID]) -> None:
    """Check whom a document concerns: members, each once, and in a coalition one main contractor. Raises ConcernedUnfit."""
    errors, seen = [], Counter(one.organisation_id for one in concerns)
    for place, one in enumerate(concerns):
        if one.organisation_id not in members:
            errors.append(_wrong(place, "organisationId", "Name a member of this network."))
        elif seen[one.organisation_id] > 1:
            errors.append(_wrong(place, "organisationId", "Name each organisation once."))
        if (one.part in _CONTRACTORS) is not (kind is DocumentKind.COALITION):
            errors.append(
                _wrong(place, "part", "In a coalition main_contractor or subcontractor, else member or lead.")
            )
    mains = sum(one.part is Part.MAIN_CONTRACTOR for one in concerns)
    if kind is DocumentKind.COALITION and mains != 1:
        errors.append(FieldError("/concerns", "A coalition has exactly one main_contractor."))
    if errors:
        raise ConcernedUnfit(errors=errors)


def in_order(holds_from: date, holds_until: date | None) -> None:
    """Check that it does not end before it begins. Raises HoldsBackwards."""
    if holds_until is not None and holds_until < holds_from:
        raise HoldsBackwards(errors=[FieldError("/holdsUntilDate", "Lies before holdsFromDate.")])


def _wrong(place: int, field: str, says: str) -> FieldError:
    return FieldError(f"/concerns/{place}/{field}", says)
