"""A line as the single call would take it: the same body, held against the same rules."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chaincare.csv_lists.model import ColumnError, Line
from chaincare.directory.model import Numbers
from chaincare.directory.rules import wrong_numbers
from chaincare.directory.views import AddOrganisation, AddUnit
from chaincare.directory_imports import rules
from chaincare.directory_imports.model import COLUMNS, House, ImportKind, Key, Row
from chaincare.faults import faults_of
from chaincare.ids import new_id
from chaincare.professionals.model import Register, Registration
from chaincare.professionals.rules import wrong_registration
from chaincare.professionals.views import AddProfessional
from chaincare.recognition import folded
from chaincare.winkelstraat.views import AddService
from chaincare.wire import Body

Issuers = Mapping[str, tuple[str, str | None, bool]]
"""Of each token issuer that is registered: its kind, its key address, and whether another network has it."""

_BODIES: dict[ImportKind, type[Body]] = {
    ImportKind.ORGANISATIONS: AddOrganisation, ImportKind.UNITS: AddUnit, ImportKind.PROFESSIONALS: AddProfessional,
    ImportKind.SERVICES: AddService,
}  # fmt: skip
_COLUMN_OF = {
    "/organisationId": "organisation", "/unitId": "unit", "/registration/register": "register",
    "/registration/number": "registrationNumber",
}  # fmt: skip
_SAID = {"true": True, "ja": True, "yes": True, "false": False, "nee": False, "no": False}
DIGITS_MAX = 6
"""No number of days has more."""
_NOBODY = str(UUID(int=0))
_UNSAID: Mapping[str, Any] = {"area": [], "reactionDays": 5, "needsReferral": False}


class Around:
    """What lines refer to: the organisations and units one may write in, and which issuers are known."""

    def __init__(
        self, houses: Collection[House], units: Mapping[tuple[UUID, str], UUID], issuers: Issuers, today: date
    ) -> None:
        self.houses, self.units, self.issuers, self.today = houses, units, issuers, today


def understood(kind: ImportKind, line: Line, around: Around) -> Row:
    """Hold a line against what the single call asks, and say by what it is known."""
    cells = {column: line.cells.get(column, "") for column in COLUMNS[kind].known}
    values = {column: _value(column, cell) for column, cell in cells.items() if cell}
    given = {
        column: values.get(column, _UNSAID.get(column))
        for column in COLUMNS[kind].known
        if column in line.cells
    }
    errors = [
        ColumnError(_COLUMN_OF.get(one.pointer, one.pointer.split("/")[1]), one.detail)
        for one in faults_of(_body_of(kind, values), _BODIES[kind])
    ]
    keys, more, wrong = _KINDS[kind](cells, around)
    for column in ("jwksUri", "organisation", "unit"):
        given.pop(column, None)
    record = {
        "id": new_id(),
        **_UNSAID,
        **values,
        **more,
        "statedOn": around.today if cells.get("waitingDays") else None,
    }
    return Row(line.number, keys, record, given | _shown(more, given), (*errors, *wrong))


def _shown(more: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give where a line puts somebody, to be compared: his unit. A service is known by its own."""
    return {"unit": more["unitId"]} if "subject" in given and "unitId" in more else {}


def _value(column: str, cell: str) -> Any:
    if column in ("reactionDays", "waitingDays"):
        return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= DIGITS_MAX else cell
    if column == "needsReferral":
        return _SAID.get(cell.lower(), cell)
    if column == "area":
        return [one.strip() for one in cell.split("|")]
    return cell


def _body_of(kind: ImportKind, values: Mapping[str, Any]) -> dict[str, Any]:
    aside = {"organisation", "unit", "register", "registrationNumber"}
    body = {column: value for column, value in values.items() if column not in aside}
    if kind is ImportKind.UNITS:
        body["organisationId"] = _NOBODY
    elif kind is not ImportKind.ORGANISATIONS:
        body["unitId"] = _NOBODY
    if "register" in values or "registrationNumber" in values:
        asked = {"register": values.get("register"), "number": values.get("registrationNumber")}
        body["registration"] = {name: value for name, value in asked.items() if value is not None}
    return body


Understood = tuple[tuple[Key, ...], dict[str, Any], list[ColumnError]]


def _organisation(cells: Mapping[str, str], around: Around) -> Understood:
    numbers = Numbers(*(cells[one] or None for one in ("oin", "kvk", "brin", "agb")))
    wrong = [ColumnError(column, wanted) for column, wanted in wrong_numbers(numbers).items()]
    known = around.issuers.get(cells["issuer"])
    if known is not None and known != ("organisation", cells["jwksUri"] or None, False):
        wrong.append(ColumnError("issuer", "This token issuer is registered otherwise. Ask its owner."))
    keys = [(one, cells[one]) for one in ("oin", "brin", "agb") if cells[one]]
    return (*keys, ("name", folded(cells["name"]))), {}, wrong


def _unit(cells: Mapping[str, str], around: Around) -> Understood:
    house = rules.house_named(cells["organisation"], around.houses)
    if isinstance(house, ColumnError):
        return (), {}, [house]
    return (("name", str(house.id), folded(cells["name"])),), {"organisationId": house.id}, []


def _in_unit(cells: Mapping[str, str], around: Around) -> tuple[House, UUID] | ColumnError:
    house = rules.house_named(cells["organisation"], around.houses)
    if isinstance(house, ColumnError):
        return house
    unit = rules.unit_named(cells["unit"], house, around.units)
    return unit if isinstance(unit, ColumnError) else (house, unit)


def _professional(cells: Mapping[str, str], around: Around) -> Understood:
    wrong = []
    if cells["register"] in {one.value for one in Register} and cells["registrationNumber"]:
        registration = Registration(Register(cells["register"]), cells["registrationNumber"])
        if wanted := wrong_registration(registration):
            wrong.append(ColumnError("registrationNumber", wanted))
    place = _in_unit(cells, around)
    if isinstance(place, ColumnError):
        return (), {}, [*wrong, place]
    house, unit = place
    return (("subject", house.issuer, cells["subject"]),), {"unitId": unit, "issuer": house.issuer}, wrong


def _service(cells: Mapping[str, str], around: Around) -> Understood:
    place = _in_unit(cells, around)
    if isinstance(place, ColumnError):
        return (), {}, [place]
    return (("name", str(place[1]), folded(cells["name"])),), {"unitId": place[1]}, []


_KINDS: dict[ImportKind, Callable[[Mapping[str, str], Around], Understood]] = {
    ImportKind.ORGANISATIONS: _organisation, ImportKind.UNITS: _unit, ImportKind.PROFESSIONALS: _professional,
    ImportKind.SERVICES: _service,
}  # fmt: skip
