"""A covenant: what the members of a network agreed, drafted in editions and published in versions that stay."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.refusals import Kind, Refusal

CLAUSES_MAX = 40
GRACE_DAYS: Final = 60
GRACE_DAYS_MAX: Final = 365
AHEAD_DAYS_MAX: Final = 400
"""Beyond the longest grace: a slip in the year would keep every other version out for ever."""


class ClauseKind(StrEnum):
    """What a clause is about."""

    DIVISION_OF_MEANS = "division_of_means"
    EXIT = "exit"
    BANKRUPTCY = "bankruptcy"
    MUTUAL_LIABILITY = "mutual_liability"
    JOINT_CONTROLLERSHIP = "joint_controllership"
    RETENTION = "retention"
    REGIE_RULES = "regie_rules"
    LAST_RESORT = "last_resort"
    EMERGENCY_UNITS = "emergency_units"
    CLIENT_INFORMATION = "client_information"
    OTHER = "other"


OBLIGATORY: Mapping[ClauseKind, str] = {
    ClauseKind.DIVISION_OF_MEANS: "nobody promises help of which it is open who pays for it",
    ClauseKind.EXIT: "who leaves hands over first, so that no client is left behind",
    ClauseKind.BANKRUPTCY: "a member can be gone in a day, and its cases cannot",
    ClauseKind.MUTUAL_LIABILITY: "who answers for what another member did must stand before it goes wrong",
    ClauseKind.JOINT_CONTROLLERSHIP: "members decide together about the data, and say who does what (AVG 26(1))",
    ClauseKind.RETENTION: "data are kept no longer than agreed (AVG 5(1)(e)), each by the law of who wrote it",
    ClauseKind.REGIE_RULES: "who may direct, and how that is agreed, holds for all members alike (R2)",
    ClauseKind.CLIENT_INFORMATION: "clients can read the essence of what was agreed about their data (AVG 26(2))",
}
"""Without which no version is published, and why. Naming units for emergencies, or a last resort, is for who has them."""


class Clause(msgspec.Struct, frozen=True):
    """One clause, in words about nobody."""

    kind: ClauseKind
    heading: str
    words: str


class Draft(msgspec.Struct, frozen=True):
    """What the covenant is to say when it is published next, in an edition."""

    id: UUID
    network_id: UUID
    edition: int
    title: str
    grace_days: int
    clauses: tuple[Clause, ...]
    written_by: UUID
    written_at: datetime


class Version(msgspec.Struct, frozen=True):
    """What was published: it never changes, and its fingerprint is what is signed."""

    covenant_id: UUID
    version: int
    title: str
    grace_days: int
    clauses: tuple[Clause, ...]
    holds_from: date
    fingerprint: str
    published_by: UUID
    published_at: datetime


class Told(msgspec.Struct, frozen=True):
    """What a client reads of the covenant that is in force in the network of his cases: the essence for him (AVG 26(2))."""

    network_id: UUID
    network: str
    title: str
    version: int
    holds_from: date
    clauses: tuple[Clause, ...]
    cases: tuple[UUID, ...]


class VersionState(StrEnum):
    """Where a version stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


class Accession(msgspec.Struct, frozen=True):
    """A signature of an organisation on a version, by who speaks for it."""

    id: UUID
    covenant_id: UUID
    version: int
    fingerprint: str
    organisation_id: UUID
    signed_by: UUID
    signed_as: str
    signed_at: datetime


class Member(msgspec.Struct, frozen=True):
    """An organisation of the network, the versions it signed, and its last signature."""

    id: UUID
    name: str
    signed: tuple[int, ...]
    last: Accession | None


class Standing(StrEnum):
    """Whether an organisation is an active member: by its signature, or by the grace that a new version leaves it."""

    ACTIVE = "active"
    GRACE = "grace"
    SUSPENDED = "suspended"
    NOT_ASKED = "not_asked"


class CovenantUnknown(Refusal):
    """There is no covenant, or no version of it, with this id in a network that you work in."""

    kind = Kind.UNKNOWN


class CovenantThereAlready(Refusal):
    """This network has a covenant: write its next draft (`PUT /covenants/{covenantId}`) and publish that as a version."""

    kind = Kind.CONFLICT


class ClausesUnfit(Refusal):
    """Each kind of clause stands in a covenant once; only `other` may stand there more often."""

    kind = Kind.BAD_INPUT


class ClausesMissing(Refusal):
    """A covenant is published only with every obligatory clause. `errors` names each kind that the draft lacks and says why it is asked; write it into the draft, then publish."""

    kind = Kind.CONFLICT


class NobodySignedYet(Refusal):
    """The first version binds everybody at once, and before its day nobody can have signed unless there is time for it: who did not sign takes on nothing new from then. Give a day that is at least `graceDays` ahead, or say `withoutGrace: true`."""

    kind = Kind.CONFLICT


class HoldsTooFar(Refusal):
    """A version holds from a day within four hundred days: what comes later is published later. No version can hold before one that was published."""

    kind = Kind.CONFLICT


class HoldsTooEarly(Refusal):
    """A version holds from today or a later day, and from a later day than the version before it."""

    kind = Kind.CONFLICT


class SignedAlready(Refusal):
    """Your organisation has signed this version: `GET /covenants/{covenantId}/accessions` tells who did, and when."""

    kind = Kind.CONFLICT


class SignsOtherWords(Refusal):
    """This fingerprint is not that of a version that can be signed, which is the one in force or one to come. Read it (`GET /covenants/{covenantId}/versions`), and sign what you read."""

    kind = Kind.CONFLICT


ADD_COVENANT = Operation(
    code="covenant.added", action="C", en="The network began a covenant", nl="Het netwerk is een convenant begonnen",
    scope="directory", reaches=WRITERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
CHANGE_COVENANT = Operation(
    code="covenant.changed", action="U", en="The draft of the covenant was changed", nl="Het concept van het convenant is gewijzigd",
    scope="directory", reaches=WRITERS, unknown=CovenantUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
PUBLISH_COVENANT = Operation(
    code="covenant.published", action="U", en="A version of the covenant was published", nl="Een versie van het convenant is vastgesteld",
    scope="directory", reaches=WRITERS, unknown=CovenantUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_COVENANT = Operation(
    code="covenant.read", action="R", en="The covenant was read", nl="Het convenant is bekeken",
    scope="directory", reaches=READERS, unknown=CovenantUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
LIST_COVENANTS = Operation(
    code="covenants.read", action="R", en="It was read which covenant the network has",
    nl="Er is bekeken welk convenant het netwerk heeft",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
SIGN_COVENANT = Operation(
    code="covenant.signed", action="C", en="An organisation signed a version of the covenant",
    nl="Een organisatie heeft een versie van het convenant ondertekend",
    scope="directory", reaches=frozenset({Reach.MANAGEMENT}), unknown=CovenantUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_OWN_COVENANT = Operation(
    code="own-covenant.read", action="R", en="The client or a representative read what was agreed about the data",
    nl="De cliënt of een vertegenwoordiger bekeek wat er over de gegevens is afgesproken",
    scope="me", reaches=frozenset({Reach.CLIENT}), unknown=CaseUnknown,
)  # fmt: skip
