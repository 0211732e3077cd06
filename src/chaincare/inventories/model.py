"""Inventories: for which people of a region somebody looks who does not get what he needs. The inventory itself names nobody."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.directory.model import Sector
from chaincare.refusals import Kind, Refusal


class InventoryState(StrEnum):
    """Whether people can be put on it."""

    OPEN = "open"
    CLOSED = "closed"


class Inventory(msgspec.Struct, frozen=True):
    """An inventory of a network: what it is called, of which people, where, and in which time it is made."""

    id: UUID
    name: str
    target_group: str
    area: str
    from_on: date
    until_on: date | None
    state: InventoryState
    version: int
    made_by: UUID
    made_at: datetime


class LineStanding(StrEnum):
    """Where a line stands, as it is counted."""

    OPEN = "open"
    CASE_OPENED = "case_opened"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


class Counted(msgspec.Struct, frozen=True):
    """How many people a unit of a sector put on an inventory, who stand so."""

    standing: LineStanding
    sector: Sector
    people: int


class Told(msgspec.Struct, frozen=True):
    """What of the counts may be told; None where fewer than five would be, or could be worked out."""

    standings: dict[LineStanding, int | None]
    open_by_sector: dict[Sector, int | None]


class InventoryUnknown(Refusal):
    """There is no inventory with this id in a network you work in."""

    kind = Kind.UNKNOWN


class InventoryEndsFirst(Refusal):
    """An inventory ends on the day it begins or later."""

    kind = Kind.BAD_INPUT


MAKE_INVENTORY = Operation(
    code="inventory.made",
    action="C",
    en="An inventory was begun",
    nl="Er is een inventarisatie begonnen",
    scope="directory",
    reaches=WRITERS,
    unknown=OutsideNetwork,
    forbidden=NotForYouInNetwork,
)
LIST_INVENTORIES = Operation(
    code="inventories.read",
    action="R",
    en="The inventories of a network were read, without the people on them",
    nl="De inventarisaties van een netwerk zijn bekeken, zonder de mensen erop",
    scope="directory",
    reaches=READERS,
    unknown=OutsideNetwork,
    forbidden=NotForYouInNetwork,
)
READ_INVENTORY = Operation(
    code="inventory.read",
    action="R",
    en="An inventory was read, without the people on it",
    nl="Een inventarisatie is bekeken, zonder de mensen erop",
    scope="directory",
    reaches=READERS,
    unknown=InventoryUnknown,
    forbidden=NotForYouInNetwork,
)
COUNT_INVENTORY = Operation(
    code="inventory.counted",
    action="R",
    en="It was read how many people stand on an inventory, from five on",
    nl="Er is bekeken hoeveel mensen op een inventarisatie staan, vanaf vijf",
    scope="directory",
    reaches=READERS,
    unknown=InventoryUnknown,
    forbidden=NotForYouInNetwork,
)
CHANGE_INVENTORY = Operation(
    code="inventory.changed",
    action="U",
    en="An inventory was changed, closed or opened again",
    nl="Een inventarisatie is gewijzigd, gesloten of heropend",
    scope="directory",
    reaches=WRITERS,
    unknown=InventoryUnknown,
    forbidden=NotForYouInNetwork,
)
