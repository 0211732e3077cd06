"""Stops: a login or a partner system that opens nothing any more, and how many clients an hour anybody may come to."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.refusals import NotAdministrator
from chaincare.refusals import Kind, Refusal


class Lifted(msgspec.Struct, frozen=True):
    """That a block or a stop no longer holds, since when, and why."""

    at: datetime
    by: UUID
    reason: str


class LoginBlock(msgspec.Struct, frozen=True):
    """A professional's login that opens nothing: issuer and subject, whoever is registered by them."""

    id: UUID
    professional_id: UUID
    reason: str
    blocked_by: UUID
    blocked_at: datetime
    lifted: Lifted | None = None


class PartnerStop(msgspec.Struct, frozen=True):
    """A partner system, by the client id of its tokens, that opens nothing in this network."""

    id: UUID
    client_id: str
    reason: str
    stopped_by: UUID
    stopped_at: datetime
    lifted: Lifted | None = None


class BreadthLimits(msgspec.Struct, frozen=True):
    """How many different clients an hour, for one professional and for one partner system; which edition of that."""

    clients_an_hour: int
    partner_clients_an_hour: int
    version: int


class LoginBlockedAlready(Refusal):
    """This login is blocked already."""

    kind = Kind.CONFLICT


class OwnLoginBlocked(Refusal):
    """Nobody blocks his own login: ask another administrator of this network."""

    kind = Kind.CONFLICT


class LoginBlockUnknown(Refusal):
    """There is no such block in the network you administer."""

    kind = Kind.UNKNOWN


class LoginBlockLifted(Refusal):
    """This block was lifted already."""

    kind = Kind.CONFLICT


class PartnerStoppedAlready(Refusal):
    """This partner system is stopped already in your network."""

    kind = Kind.CONFLICT


class OwnSystemStopped(Refusal):
    """You are working through this very system: sign in through another one to stop it."""

    kind = Kind.CONFLICT


class PartnerStopUnknown(Refusal):
    """There is no such stop in the network you administer."""

    kind = Kind.UNKNOWN


class PartnerResumed(Refusal):
    """This partner system may go on already."""

    kind = Kind.CONFLICT


def _administering(code: str, action: str, en: str, nl: str) -> Operation:
    return Operation(
        code=code,
        action=action,  # type: ignore[arg-type]
        en=en,
        nl=nl,
        scope="directory",
        reaches=frozenset({Reach.ADMINISTRATION}),
        unknown=NotAdministrator,
    )


BLOCK_LOGIN = _administering("login.blocked", "C", "A login was blocked", "Een inlog is geblokkeerd")
LIST_BLOCKS = _administering(
    "login-blocks.read",
    "R",
    "It was read which logins are blocked",
    "Er is bekeken welke inlogs geblokkeerd zijn",
)
UNBLOCK_LOGIN = _administering(
    "login.unblocked", "U", "A login was unblocked", "De blokkade van een inlog is opgeheven"
)
STOP_PARTNER = _administering(
    "partner-system.stopped", "C", "A partner system was stopped", "Een gekoppeld systeem is stilgelegd"
)
LIST_STOPS = _administering(
    "partner-stops.read",
    "R",
    "It was read which partner systems are stopped",
    "Er is bekeken welke gekoppelde systemen stilliggen",
)
RESUME_PARTNER = _administering(
    "partner-system.resumed",
    "U",
    "A partner system may go on",
    "Een gekoppeld systeem mag weer verder",
)
READ_LIMITS = _administering(
    "breadth-limits.read",
    "R",
    "It was read how many clients an hour anybody may look at",
    "Er is bekeken hoeveel cliënten per uur iemand mag inzien",
)
CHANGE_LIMITS = _administering(
    "breadth-limits.changed",
    "U",
    "It was set how many clients an hour anybody may look at",
    "Er is ingesteld hoeveel cliënten per uur iemand mag inzien",
)
