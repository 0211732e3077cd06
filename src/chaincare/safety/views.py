"""The safety sheet as it travels."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.safety.model import (
    BORN_FROM,
    ROWS_MAX,
    ContactBan,
    Danger,
    DangerKind,
    Resident,
    ResidentTag,
    SafetySheet,
)
from chaincare.wire import Body, Instant, Line, Name, Text, View

BornYear = Annotated[int, msgspec.Meta(ge=BORN_FROM, le=2999)]
Tags = Annotated[tuple[ResidentTag, ...], msgspec.Meta(max_length=len(ResidentTag))]


class StateResident(Body):
    """Somebody who lives there: what to the client, born when as far as is known, and what to know of him."""

    name: Name
    relation: Line
    born_year: BornYear | None = None
    tags: Tags = ()


class StateDanger(Body):
    """Something that is dangerous there."""

    kind: DangerKind
    text: Line


class StateContactBan(Body):
    """Who must stay away, from which day until which, and by which order."""

    name: Name
    from_date: date
    order: Line
    until_date: date | None = None


class StateSafetySheet(Body):
    """The whole sheet: what is left out is no longer on it."""

    residents: Annotated[tuple[StateResident, ...], msgspec.Meta(max_length=ROWS_MAX)] = ()
    dangers: Annotated[tuple[StateDanger, ...], msgspec.Meta(max_length=ROWS_MAX)] = ()
    contact_bans: Annotated[tuple[StateContactBan, ...], msgspec.Meta(max_length=ROWS_MAX)] = ()
    door_notes: Text | None = None

    def to_model(self) -> SafetySheet:
        """Give the sheet as rules know it, without its number."""
        return SafetySheet(
            tuple(Resident(one.name, one.relation, one.born_year, one.tags) for one in self.residents),
            tuple(Danger(one.kind, one.text) for one in self.dangers),
            tuple(
                ContactBan(one.name, one.from_date, one.until_date, one.order) for one in self.contact_bans
            ),
            self.door_notes,
            0,
            None,
            None,
        )


class ResidentView(View):
    """Somebody who lives there."""

    name: str
    relation: str
    born_year: int | None
    tags: tuple[ResidentTag, ...]


class DangerView(View):
    """Something that is dangerous there."""

    kind: DangerKind
    text: str


class ContactBanView(View):
    """Who must stay away."""

    name: str
    from_date: date
    until_date: date | None
    order: str


class SafetySheetView(View):
    """What whoever stands at the door must know. Version 0 is a sheet that nobody wrote yet.

    `changedById` is the participation that wrote this edition.
    """

    residents: tuple[ResidentView, ...]
    dangers: tuple[DangerView, ...]
    contact_bans: tuple[ContactBanView, ...]
    door_notes: str | None
    version: int
    changed_by_id: UUID | None
    changed_at: Instant | None


class SafetySheetVersions(View):
    """Earlier editions, the latest first."""

    items: tuple[SafetySheetView, ...]


def sheet_view(sheet: SafetySheet) -> SafetySheetView:
    """Show a sheet."""
    return SafetySheetView(
        residents=tuple(ResidentView(**msgspec.structs.asdict(one)) for one in sheet.residents),
        dangers=tuple(DangerView(**msgspec.structs.asdict(one)) for one in sheet.dangers),
        contact_bans=tuple(
            ContactBanView(name=one.name, from_date=one.from_on, until_date=one.until_on, order=one.order)
            for one in sheet.contact_bans
        ),
        door_notes=sheet.door_notes,
        version=sheet.version,
        changed_by_id=sheet.changed_by,
        changed_at=sheet.changed_at,
    )
