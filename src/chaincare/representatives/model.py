"""Representatives: who may act for the client, what shows it, and for how long. A representative is a participation."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Operation, Reach
from chaincare.clients.model import RepresentativeKind
from chaincare.clients.refusals import ClientUnknown
from chaincare.refusals import Kind, Refusal


class Representing(msgspec.Struct, frozen=True):
    """Somebody who acts for the client, by the participation his view comes from."""

    id: UUID
    participation_id: UUID
    name: str
    kind: RepresentativeKind
    phone: str | None
    proof: str
    proof_on: date
    began_at: datetime
    ends_at: datetime | None
    has_login: bool


class RepresentativeUnknown(Refusal):
    """There is no such representative of this client, or his authority has ended."""

    kind = Kind.UNKNOWN


class AuthorityEnded(Refusal):
    """What shows his authority says that it is over: give a last day that is not past."""

    kind = Kind.BAD_INPUT


class ProofInFuture(Refusal):
    """The proof was seen today or earlier."""

    kind = Kind.BAD_INPUT


LIST_REPRESENTATIVES = Operation(
    code="representatives.read",
    action="R",
    en="Who acts for the client was read",
    nl="Wie de cliënt vertegenwoordigt, is bekeken",
    scope="cases",
    reaches=INFORMED,
    unknown=ClientUnknown,
)
ADD_REPRESENTATIVE = Operation(
    code="representative.added",
    action="C",
    en="Somebody's authority to act for the client was recorded",
    nl="Iemands bevoegdheid om de cliënt te vertegenwoordigen is vastgelegd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
END_REPRESENTATIVE = Operation(
    code="representative.ended",
    action="U",
    en="Somebody's authority to act for the client ended",
    nl="Iemands bevoegdheid om de cliënt te vertegenwoordigen is beëindigd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
