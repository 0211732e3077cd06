"""What people ask about the data kept on them (AVG 15-22), and how far that has come."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class RequestKind(StrEnum):
    """Which right is used; `employee_name` asks who exactly looked, which is weighed (CJEU C-579/21)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    EMPLOYEE_NAME = "employee_name"


WEIGHED = frozenset({RequestKind.OBJECTION, RequestKind.EMPLOYEE_NAME})
"""Where interests are weighed against one another: whoever prepared the case is not the one who decides."""

BUNDLED = frozenset({RequestKind.ACCESS, RequestKind.PORTABILITY})
"""What is answered with everything that is kept."""


class RequestOutcome(StrEnum):
    """How a request was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Received(msgspec.Struct, frozen=True, tag="received"):
    """It came in; nobody handles it yet."""


class InHandling(msgspec.Struct, frozen=True, tag="in_handling"):
    """Somebody handles it."""

    handler_id: UUID


class Extended(msgspec.Struct, frozen=True, tag="extended"):
    """Somebody handles it, and told that it takes up to two months longer, and why."""

    handler_id: UUID


class Decided(msgspec.Struct, frozen=True, tag="decided"):
    """It was decided."""

    handler_id: UUID
    outcome: RequestOutcome


Stand = Received | InHandling | Extended | Decided


class SubjectRequest(msgspec.Struct, frozen=True):
    """A request, and where it stands; ``version`` counts what happened to it, ``recorded_by`` is who let it come in."""

    id: UUID
    network_id: UUID
    organisation_id: UUID | None
    case_id: UUID | None
    representative_id: UUID | None
    login_id: UUID | None
    kind: RequestKind
    words: str | None
    identity_proof: str | None
    entry_id: UUID | None
    received_on: date
    due_on: date
    stand: Stand
    version: int
    recorded_by: UUID | None = None


class Officer(msgspec.Struct, frozen=True):
    """A privacy officer: of the whole network or of one organisation in it, and whether a request was recorded by him."""

    of_network: bool
    recorded_it: bool


class TakenUp(msgspec.Struct, frozen=True, tag="taken_up"):
    """Somebody took it up."""


class WasExtended(msgspec.Struct, frozen=True, tag="extended"):
    """The asker was told that it takes longer, and why."""

    reason: str


class WasDecided(msgspec.Struct, frozen=True, tag="decided"):
    """It was decided, with reasons, and with the right to complain told where it is not granted in full."""

    outcome: RequestOutcome
    reason: str


class Bundled(msgspec.Struct, frozen=True, tag="bundled"):
    """Everything that is kept was put together and given; only its digest stays."""

    digest: bytes


class Came(msgspec.Struct, frozen=True, tag="received"):
    """It came in."""


Fact = Came | TakenUp | WasExtended | WasDecided | Bundled


class Happened(msgspec.Struct, frozen=True):
    """One thing that happened to a request, by whom and when."""

    number: int
    fact: Fact
    by_id: UUID
    at: datetime


class NameGranted(msgspec.Struct, frozen=True):
    """Who exactly looked, after it was weighed."""

    name: str
    function: str
    organisation: str
