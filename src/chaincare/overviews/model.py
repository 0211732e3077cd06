"""Overviews without content: regie in a network for its coordinator, what lies too long for an organisation's management."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal
from chaincare.regie.model import VacantBecause


class OverviewKind(StrEnum):
    """What is open about regie."""

    VACANCY = "vacancy"
    TERM_ENDS = "term_ends"
    HOLDER_ABSENT = "holder_absent"
    OPEN_PROPOSAL = "open_proposal"
    OBJECTION = "objection"
    ESCALATION_UNANSWERED = "escalation_unanswered"
    ESCALATION_WAITING = "escalation_waiting"
    PAUSED_AGAIN = "paused_again"
    PAUSED_LONG = "paused_long"


class LateKind(StrEnum):
    """What lies too long with people of one's own organisation, or with its management itself."""

    AGREEMENT = "agreement"
    AGREEMENT_ANSWER = "agreement_answer"
    PRECONDITION = "precondition"
    PRECONDITION_ANSWER = "precondition_answer"
    ESCALATION_ANSWER = "escalation_answer"
    ESCALATION_QUESTION = "escalation_question"
    ESCALATION_REVIEW = "escalation_review"
    ESCALATION_DRAFT = "escalation_draft"
    ESCALATION_START = "escalation_start"
    ESCALATION_BRIDGE = "escalation_bridge"
    ESCALATION_CONDITION = "escalation_condition"
    NEEDED_PARTY = "needed_party"
    REGIE_ANSWER = "regie_answer"
    REGIE_OBJECTION = "regie_objection"
    LAST_RESORT = "last_resort"
    CONSULTATION_ANSWER = "consultation_answer"
    CASE_EVALUATION = "case_evaluation"
    MEETING = "meeting"
    BOTTLENECK = "bottleneck"


class Line(msgspec.Struct, frozen=True):
    """One thing that is open; ``organisation`` is the holder's, or the one that is silent."""

    id: UUID
    kind: OverviewKind
    case_id: UUID
    reference: str
    since: datetime | None
    ends_at: datetime | None
    because: VacantBecause | None
    about: UUID
    holder: str | None
    organisation: str | None


class Caseload(msgspec.Struct, frozen=True):
    """How many cases somebody directs, and how many at most by the norm of the network, where it has one."""

    professional_id: UUID
    name: str
    function: str
    organisation: str
    cases: int
    norm: int | None


class Late(msgspec.Struct, frozen=True):
    """What lies too long with one's own people: the case by its reference (None: a question without one), with whom, and the day it was due.

    ``resumes_on``: the day on which the case goes on, while it stands still.
    """

    id: UUID
    reference: str | None
    kind: LateKind
    since_on: date
    unit: str | None
    name: str | None
    function: str | None
    resumes_on: date | None


class NotCoordinator(Refusal):
    """Only a coordinator of a network has this overview."""

    kind = Kind.FORBIDDEN


class NotManagementContact(Refusal):
    """Only the management contact of an organisation has this overview: ask your network's administrator."""

    kind = Kind.FORBIDDEN


READ_REGIE_OVERVIEW = Operation(
    code="regie-overview.read",
    action="R",
    en="An overview of regie in the network that this case stands on was read",
    nl="Een overzicht van de regie in het netwerk waar dit dossier op staat is bekeken",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=NotCoordinator,
)
READ_MANAGEMENT_OVERVIEW = Operation(
    code="management-overview.read",
    action="R",
    en="Management read that something in this case lies too long with an employee",
    nl="Een leidinggevende heeft bekeken dat iets in dit dossier te lang bij een medewerker ligt",
    scope="cases",
    reaches=frozenset({Reach.MANAGEMENT}),
    unknown=NotManagementContact,
)
