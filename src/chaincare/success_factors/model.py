"""An assessment of a success factor: a colour, why, since which day, and who says so. It is appended, never changed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork
from chaincare.collaboration_plans.model import CollaborationPlanUnknown
from chaincare.refusals import Kind, Refusal
from chaincare.success_factors.factor_words import Colour, Factor

DOCUMENTS_MAX = 20


class AssessmentKind(StrEnum):
    """Whose colour it is: that of the network, or that of the clients, which stands beside it."""

    NETWORK = "network"
    CLIENTS = "clients"


class AssessmentSource(StrEnum):
    """Out of whose mouth the clients' colour comes."""

    CLIENT_COUNCIL = "client_council"
    EXPERT_BY_EXPERIENCE = "expert_by_experience"


class Assessment(msgspec.Struct, frozen=True):
    """What was thought of a factor on a day, and why; in words about nobody."""

    id: UUID
    factor: Factor
    kind: AssessmentKind
    colour: Colour
    motivation: str
    evidence: str | None
    documents: tuple[UUID, ...]
    assessed_on: date
    source: AssessmentSource | None
    recorded_by: UUID
    recorded_at: datetime
    acknowledges: tuple[str, ...] = ()
    """The indications that said otherwise than green, of which whoever put it on green knew."""


class AssessmentSourceUnfit(Refusal):
    """The clients' own colour says in `source` whether a client council or an expert by experience gave it; the network's colour has no source."""

    kind = Kind.BAD_INPUT


class AssessedAhead(Refusal):
    """A colour is given to what is, not to what will be: give a day that is not after today."""

    kind = Kind.BAD_INPUT


class EvidenceNotOfNetwork(Refusal):
    """Name documents of this network, each once."""

    kind = Kind.BAD_INPUT


class GreenContradicted(Refusal):
    """What was counted over the last month, or what clients think, says otherwise than green: `errors` names each. Look at them, and put it on green all the same by naming them in `acknowledges`."""

    kind = Kind.CONFLICT


ASSESS_FACTOR = Operation(
    code="success-factor.assessed", action="U", en="A success factor of the network was given a colour",
    nl="Een succesfactor van het netwerk kreeg een kleur",
    scope="directory", reaches=WRITERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_FACTORS = Operation(
    code="success-factors.read", action="R", en="The success factors of the network were read",
    nl="De succesfactoren van het netwerk zijn bekeken",
    scope="directory", reaches=READERS, unknown=CollaborationPlanUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
