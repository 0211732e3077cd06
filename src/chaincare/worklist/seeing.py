"""What a row tells of somebody, by the reach it is shown by. Pure."""

import msgspec

from chaincare.access.model import Reach
from chaincare.worklist.model import Person, Shown


def seen_by(person: Person | None, shown: Shown) -> Person | None:
    """Narrow who it is to what the reach shows of a party (DOMAIN 2).

    Scope `that`: the sector, and the regie holder by name. The coordinator: the organisation, and the holder by name.
    A target: who asked by function and organisation. Above the cases: the organisation.
    """
    if person is None or person.id in (shown.relation_id, shown.unit_id):
        return person
    match shown.reach, person.holds_regie:
        case Reach.THAT, False:
            return _only(person, role=person.role, sector=person.sector)
        case Reach.STEERING, True:
            return msgspec.structs.replace(person, unit=None, sector=None, professional_id=None)
        case (Reach.STEERING, False) | (Reach.VOORTREKKER, _):
            return _only(person, organisation=person.organisation)
        case Reach.TARGET, _:
            return _only(person, function=person.function, organisation=person.organisation)
    return person


def from_elsewhere(person: Person | None) -> Person | None:
    """Tell an organisation's auditor of somebody of another one what he does, without name or id: as where the log names him."""
    if person is None:
        return None
    return msgspec.structs.replace(_only(person, function=person.function), id=None)


def _only(person: Person, **told: str | None) -> Person:
    nothing = dict.fromkeys(("role", "name", "function", "unit", "organisation", "sector"))
    return msgspec.structs.replace(person, professional_id=None, **nothing | told)
