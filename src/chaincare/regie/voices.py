"""Who could hold regie, and who has a say in it, as far as matters for the rules."""

from datetime import datetime
from uuid import UUID

import msgspec


class Candidate(msgspec.Struct, frozen=True):
    """Somebody who takes part at this moment, as far as matters for holding regie.

    ``stands``: he can act, with an active login and a valid legal basis. ``mandated``: he coordinates, audits or
    administers this case's network, or is here for a crisis only (R10). ``alone``: nobody else takes part in his own name
    who could agree, nor did when the case was closed, if it was and regie was not agreed since.
    """

    participation_id: UUID
    professional: bool
    scope: str
    scope_from: datetime | None
    stands: bool
    mandated: bool
    alone: bool
    admitted: bool = True
    """Whether he may hold regie by what the network agreed."""
    ends_at: datetime | None = None
    """When his part ends, where that was arranged."""


class Voice(msgspec.Struct, frozen=True):
    """Who has a say in regie here: as which participation, in his own name or his team's, with a mandate or not."""

    participation_id: UUID
    professional: bool
    team: bool
    mandated: bool


class ObjectionSettled(msgspec.Struct, frozen=True, tag="objection_settled", tag_field="outcome"):
    """What was objected is let be by the coordinator, or taken back: beside how the proposal itself ended."""

    at: datetime
    reason: str
