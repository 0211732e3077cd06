"""What an organisation must hand over before it leaves: counts for who administers, cases by reference for its management."""

from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal


class HandoverKind(StrEnum):
    """What lies with people of the organisation, and with nobody when they are gone."""

    REGIE = "regie"
    AGREEMENT = "agreement"
    PRECONDITION = "precondition"
    ESCALATION = "escalation"
    CONSULTATION = "consultation"
    INVENTORY_LINE = "inventory_line"


class ToHandOver(msgspec.Struct, frozen=True):
    """One thing to hand over: in which case by its reference, if in one, and with whom it lies."""

    id: UUID
    kind: HandoverKind
    reference: str | None
    unit: str
    name: str | None
    function: str | None


class HandoverListNotYours(Refusal):
    """Who administers the network, and the management contact of the organisation itself, read what it must hand over. Ask your network's administrator for a mandate."""

    kind = Kind.FORBIDDEN


class HandoverNotDone(Refusal):
    """This organisation still directs cases, carries out agreements, runs help or has people on an inventory: `errors` says how many. It hands these over, then it leaves; its management contact reads which in `GET /organisations/{organisationId}/handover-list`. One that is insolvent is gone at once."""

    kind = Kind.CONFLICT


READ_HANDOVER_LIST = Operation(
    code="handover-list.read",
    action="R",
    en="It was read what an organisation in this case must hand over before it leaves",
    nl="Er is bekeken wat een organisatie in dit dossier moet overdragen voordat zij vertrekt",
    scope="directory",
    reaches=frozenset({Reach.ADMINISTRATION, Reach.MANAGEMENT}),
    unknown=HandoverListNotYours,
)
