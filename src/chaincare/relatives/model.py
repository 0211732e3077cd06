"""Relatives: people around the client who have no view of the case and never a login, and may ask about him or not."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Operation, Reach
from chaincare.clients.refusals import ClientUnknown
from chaincare.refusals import Kind, Refusal


class Relation(StrEnum):
    """Who he is to the client. A parent with authority is a representative."""

    PARENT_WITHOUT_AUTHORITY = "parent_without_authority"
    PARTNER = "partner"
    ADULT_CHILD = "adult_child"
    OTHER = "other"


class Ending(msgspec.Struct, frozen=True):
    """That he is no longer counted among the relatives: by whom, when, why."""

    ended_by: UUID
    ended_at: datetime
    reason: str


class Relative(msgspec.Struct, frozen=True):
    """Somebody around the client, and whether he may ask how it goes."""

    id: UUID
    name: str
    relation: Relation
    may_request: bool
    recorded_by: UUID
    recorded_at: datetime
    ending: Ending | None = None


class RelativeUnknown(Refusal):
    """There is no such relative of this client."""

    kind = Kind.UNKNOWN


class RelativeEnded(Refusal):
    """This was ended already. Add the relative anew where that was a mistake."""

    kind = Kind.CONFLICT


LIST_RELATIVES = Operation(
    code="relative.list-read",
    action="R",
    en="The relatives of the client were read",
    nl="De naasten van de cliënt zijn bekeken",
    scope="cases",
    reaches=INFORMED,
    unknown=ClientUnknown,
)
ADD_RELATIVE = Operation(
    code="relative.added",
    action="C",
    en="A relative of the client was recorded",
    nl="Er is een naaste van de cliënt vastgelegd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
END_RELATIVE = Operation(
    code="relative.ended",
    action="U",
    en="A relative of the client was recorded as such no longer",
    nl="Een naaste van de cliënt is niet langer als zodanig vastgelegd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
