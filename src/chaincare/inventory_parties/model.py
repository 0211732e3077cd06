"""Who is needed for the people on an inventory, and how far one has come with them. In words about nobody."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.alliance.model import WRITERS, NotForYouInNetwork
from chaincare.inventories.model import InventoryUnknown
from chaincare.needed_parties.model import NeededParty, Stand
from chaincare.refusals import Kind, Refusal


class StepTaken(msgspec.Struct, frozen=True):
    """A step: where it led, who does what is next, and who said so when."""

    stand: Stand
    next_by: UUID | None
    taken_by: UUID
    taken_at: datetime


class InventoryParty(msgspec.Struct, frozen=True):
    """Who is needed, with every step, the oldest first."""

    needed: NeededParty
    steps: tuple[StepTaken, ...]


class InventoryPartyUnknown(Refusal):
    """There is no such needed party of this inventory."""

    kind = Kind.UNKNOWN


class NotInInventoryNetwork(Refusal):
    """This organisation, or whoever does the next step, is not active in the network of this inventory: name another, or the help in words."""

    kind = Kind.BAD_INPUT


class NotForFunders(Refusal):
    """How a network wins those who are needed is for who works in it, not for who funds it: read how many stand on the inventory (`…/counts`)."""

    kind = Kind.FORBIDDEN


NAME_PARTY = Operation(
    code="inventory-party.named",
    action="C",
    en="It was recorded whose help an inventory asks for",
    nl="Er is vastgelegd wiens hulp een inventarisatie vraagt",
    scope="directory",
    reaches=WRITERS,
    unknown=InventoryUnknown,
    forbidden=NotForYouInNetwork,
)
LIST_PARTIES = Operation(
    code="inventory-parties.read",
    action="R",
    en="It was read whose help an inventory asks for",
    nl="Er is bekeken wiens hulp een inventarisatie vraagt",
    scope="directory",
    reaches=frozenset({Reach.ALLIANCE, Reach.VOORTREKKER}),
    unknown=InventoryUnknown,
    forbidden=NotForFunders,
)
TAKE_PARTY_STEP = Operation(
    code="inventory-party.step-taken",
    action="U",
    en="A step was taken to win a party for the people on an inventory",
    nl="Er is een stap gezet om een partij te winnen voor de mensen op een inventarisatie",
    scope="directory",
    reaches=WRITERS,
    unknown=InventoryPartyUnknown,
    forbidden=NotForYouInNetwork,
)
