"""Changes of the directory: what organisations and units are called, how an organisation leaves, how a mandate ends."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.model import MandateKind, Numbers, OrganisationStatus, Profile, Scale
from chaincare.directory.operations import KEEPING
from chaincare.directory.refusals import NotAdministrator
from chaincare.refusals import Kind, Refusal


class Leaving(StrEnum):
    """A step out of the network: notice given, gone, or gone at once because it is insolvent."""

    NOTICE = "notice"
    EXIT = "exit"
    INSOLVENCY = "insolvency"


class KnownOrganisation(msgspec.Struct, frozen=True):
    """An organisation as the directory has it now, and whether other networks have it too."""

    id: UUID
    name: str
    status: OrganisationStatus
    version: int
    elsewhere: bool
    numbers: Numbers = Numbers()


class KnownUnit(msgspec.Struct, frozen=True):
    """A unit as the directory has it now."""

    id: UUID
    name: str
    statutory_task: str
    version: int


class KnownNetwork(msgspec.Struct, frozen=True):
    """A network as the directory has it now."""

    id: UUID
    name: str
    region: str
    scale: Scale
    municipalities: tuple[str, ...]
    profiles: frozenset[Profile]
    version: int


class KnownMandate(msgspec.Struct, frozen=True):
    """A mandate of the network that is administered."""

    id: UUID
    professional_id: UUID
    kind: MandateKind
    organisation_id: UUID | None
    begins_at: datetime
    ends_at: datetime
    ended_because: str | None


class OrganisationElsewhere(Refusal):
    """This organisation belongs to another network too: its administrators must end its membership together with you."""

    kind = Kind.CONFLICT


class OwnOrganisationLeaves(Refusal):
    """Nobody ends his own organisation's place: ask another administrator of this network."""

    kind = Kind.CONFLICT


class LeavingOutOfOrder(Refusal):
    """An organisation gives notice first, leaves then, and has left for good; it can become insolvent until it has left."""

    kind = Kind.CONFLICT


class MandateUnknown(Refusal):
    """There is no such mandate in the network you administer."""

    kind = Kind.UNKNOWN


class MandateEnded(Refusal):
    """This mandate has ended already."""

    kind = Kind.CONFLICT


class LastAuditorStays(Refusal):
    """Nobody else audits this network: let somebody else audit it first, then end this mandate (T6)."""

    kind = Kind.CONFLICT


class NetworkSaysTheTask(Refusal):
    """By which law a unit works decides how long its files are kept: ask who administers the network to change `statutoryTask`."""

    kind = Kind.FORBIDDEN


class OwnMandateStays(Refusal):
    """Nobody ends his own mandate: ask another administrator of this network."""

    kind = Kind.CONFLICT


def _administering(code: str, en: str, nl: str, action: str = "U") -> Operation:
    return Operation(
        code=code,
        action=action,  # type: ignore[arg-type]
        en=en,
        nl=nl,
        scope="directory",
        reaches=frozenset({Reach.ADMINISTRATION}),
        unknown=NotAdministrator,
    )


CHANGE_ORGANISATION = _administering(
    "organisation.renamed",
    "An organisation got another name or number",
    "Een organisatie heeft een andere naam of een ander nummer gekregen",
)
CHANGE_NETWORK = _administering(
    "network.changed",
    "It was changed what the network is, where it is or what it is called",
    "Er is gewijzigd wat het netwerk is, waar het is of hoe het heet",
)
CHANGE_UNIT = msgspec.structs.replace(
    _administering("unit.changed", "A unit was changed", "Een team is gewijzigd"), reaches=KEEPING
)
GIVE_NOTICE = _administering(
    "organisation.leaving", "An organisation gave notice", "Een organisatie heeft opgezegd"
)
LEAVE = _administering(
    "organisation.left", "An organisation left the network", "Een organisatie heeft het netwerk verlaten"
)
BECOME_INSOLVENT = _administering(
    "organisation.insolvent", "An organisation became insolvent", "Een organisatie is failliet gegaan"
)
LIST_MANDATES = _administering("mandates.read", "The mandates were read", "De mandaten zijn bekeken", "R")
END_MANDATE = _administering("mandate.ended", "A mandate was ended", "Een mandaat is beëindigd")
