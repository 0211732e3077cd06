"""The words of the door: how far somebody is let in, into what, for which operation."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.refusals import Kind, Refusal


class Reach(StrEnum):
    """How far an entry lets somebody in. The wall keys every table by it; `docs/access.md` is the matrix."""

    THAT = "that"
    CORE = "core"
    FULL = "full"
    CLIENT = "client"
    STEERING = "steering"
    TARGET = "target"
    ASKER = "asker"
    AUTHOR = "author"
    LOG = "log"
    OWN_LOG = "own_log"
    DIRECTORY = "directory"
    ADMINISTRATION = "administration"
    MATCH = "match"
    PRIVACY = "privacy"
    OVERSIGHT = "oversight"
    CARD = "card"
    EMERGENCY = "emergency"
    MANAGEMENT = "management"
    ALLIANCE = "alliance"
    FUNDING = "funding"
    VOORTREKKER = "voortrekker"
    ORGANISATION = "organisation"
    INVENTORY = "inventory"


class Purpose(StrEnum):
    """What somebody takes part for. A catalogue, because it stands in the access log, where nothing personal may."""

    EDUCATION_SUPPORT = "education_support"
    YOUTH_CARE = "youth_care"
    SOCIAL_SUPPORT = "social_support"
    HEALTH_CARE = "health_care"
    WORK_AND_INCOME = "work_and_income"
    DEBT_HELP = "debt_help"
    HOUSING = "housing"
    SAFETY = "safety"
    COORDINATION = "coordination"


PROFESSIONALS = frozenset({Reach.THAT, Reach.CORE, Reach.FULL})
INFORMED = frozenset({Reach.CORE, Reach.FULL})
EVERYONE_IN_CASE = PROFESSIONALS | {Reach.CLIENT, Reach.STEERING}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the API can do: its event code in the access log, and who may do it once he is inside.

    ``action`` is create, read, update, delete or execute (NEN 7513). ``en`` and ``nl`` are what an auditor and a
    client read. ``scope`` narrows; ``reaches`` is what :func:`chaincare.access.rules.decide` goes by.
    """

    code: str
    action: Literal["C", "R", "U", "D", "E"]
    en: str
    nl: str
    scope: str
    reaches: frozenset[Reach]
    unknown: type[Refusal]
    strong: bool = False
    """True when the token must say that its bearer was identified strongly (acr substantial or high)."""
    forbidden: type[Refusal] | None = None
    """What is told to whoever may know that it exists and may not do this; None for what is told in a case."""


class Admission(msgspec.Struct, frozen=True):
    """What the door answered: the committed entry, as far as the server needs it."""

    at: datetime
    id: UUID
    outcome: Literal["entered", "not_visible", "refused"]
    reach: Reach | None
    relation: str
    relation_id: UUID | None
    role: str | None
    actor_id: UUID | None
    unit_id: UUID | None
    organisation_id: UUID | None
    network_id: UUID | None
    client: UUID | None
    case_id: UUID | None
    object_id: UUID | None

    @property
    def ticket(self) -> str:
        """Give the key of the entry, as the wall reads it."""
        return f"{self.at.isoformat()}/{self.id}"


class Permit(msgspec.Struct, frozen=True):
    """Let in, this far."""

    reach: Reach | None


class NotVisible(msgspec.Struct, frozen=True):
    """For this caller there is nothing here (S1)."""


class Forbidden(msgspec.Struct, frozen=True):
    """He may know that it exists, and may not do this."""


Decision = Permit | NotVisible | Forbidden


class CaseUnknown(Refusal):
    """There is no case with this id that you take part in."""

    kind = Kind.UNKNOWN


class NotYours(Refusal):
    """You take part, but not in a way that allows this. Ask the regie holder for what you need; where you direct the case yourself, the contact person beside you does it. Regie by a court or a statutory measure (`measure`) is recorded by the network's coordinator."""

    kind = Kind.FORBIDDEN


class ScopeMissing(Refusal):
    """The access token lacks the scope for this operation: ask your issuer for the one that WWW-Authenticate names, and send the request again."""

    kind = Kind.FORBIDDEN


class StrongerLoginNeeded(Refusal):
    """Log in again with a second factor: this asks for assurance level substantial or high."""

    kind = Kind.WEAKLY_AUTHENTICATED


class ActsForNobody(Refusal):
    """A partner system on its own gets no client content. Call with the token of the professional who asks."""

    kind = Kind.FORBIDDEN


class BreadthExceeded(Refusal):
    """You, or the system you work through, came to more clients within an hour than your network allows. A case you saw in that hour stays open, by itself; a list with one client too many is refused as a whole. Ask for a shorter page, wait, or ask your administrator."""

    kind = Kind.TOO_MANY


class InConflict(Refusal):
    """This person or organisation is on the relation-conflict list of this case and cannot come into it."""

    kind = Kind.CONFLICT


class MembershipSuspended(Refusal):
    """The organisation that would take this on has not signed its network's covenant that is in force, so it takes on no new case, regie, stand-in, request or line of an inventory; what it does already goes on. Its management contact signs it: `GET /covenants` tells the version and its fingerprint, `POST /covenants/{covenantId}/accessions` signs."""

    kind = Kind.CONFLICT


class OrganisationLeaving(Refusal):
    """The organisation that would take this on gave notice to the network, so it takes on no new case, regie, stand-in, request or line of an inventory; what it does already it finishes or hands over. Ask another organisation."""

    kind = Kind.CONFLICT


TAKING_ON: tuple[type[Refusal], ...] = (MembershipSuspended, OrganisationLeaving)
"""What the wall refuses to an organisation of what would be new to it; for the description."""


class CaseIsClosed(Refusal):
    """This case is closed: nothing is written in it any more. It can be taken up again (`POST …/reopenings`). If it was merged into another case, go on in that one."""

    kind = Kind.CONFLICT


_IN_A_CASE = frozenset({Reach.THAT, Reach.CORE, Reach.FULL, Reach.STEERING, Reach.MATCH})
OWN_RIGHTS = frozenset(
    (
        "statement.made", "statement.changed", "consent.withdrawn", "consent.withdrawn-own", "legal-basis.withdrawn",
        "agreement.objected", "meeting.objected", "data-subject-request.lodged-own", "data-subject-request.bundled",
        "client.login-linked",
    )
)  # fmt: skip
"""What the client's side still does when the case is closed, as the database has it (``chaincare.record``)."""


def stops_when_closed(operation: Operation) -> bool:
    """Say whether an operation meets a closed case: it changes something, and in a case; for the description."""
    if operation.action == "R":
        return False
    of_client = Reach.CLIENT in operation.reaches and operation.code not in OWN_RIGHTS
    return of_client or bool(operation.reaches & _IN_A_CASE)


BARRED: dict[str, type[Refusal]] = {
    "relation_conflicts_bar": InConflict,
    "cases_closed": CaseIsClosed,
    "memberships_hold": MembershipSuspended,
    "organisations_stay": OrganisationLeaving,
}
"""What the database itself refuses of any statement, whoever wrote it."""


class EntryNotKept(Refusal):
    """It could not be recorded that you came, so nothing was shown and nothing was done. Try again."""

    kind = Kind.UNAVAILABLE


class DatabaseAltered(Refusal):
    """The database is not what its migrations made it, so nothing is shown or done. Its operator was told what differs."""

    kind = Kind.UNAVAILABLE


class LogNotSealed(Refusal):
    """The access log waits too long for its seal, or is not the one that was signed. Try again later.

    Send no requests here; where the operator set a bound for it, nothing is shown meanwhile. The server's own log says why.
    """

    kind = Kind.UNAVAILABLE


class LogNotWitnessed(Refusal):
    """No witness has vouched for the access log for too long: nothing is shown. Try again later."""

    kind = Kind.UNAVAILABLE
