"""Regie laid down: why, and until when its holder stays."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class LaidDownBecause(StrEnum):
    """Why a holder lays regie down: a word from a list, which tells nothing of a client or of anybody's health."""

    WORKLOAD = "workload"
    OTHER_POSITION = "other_position"
    ANOTHER_BETTER_PLACED = "another_better_placed"
    CLIENT_WISH = "client_wish"
    UNAVAILABLE = "unavailable"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    SAFETY = "safety"
    EMPLOYMENT_ENDS = "employment_ends"
    OTHER = "other"


class Resignation(msgspec.Struct, frozen=True):
    """Regie laid down: until ``ends_at`` he stays the holder, unless he takes it back or another takes over (R6)."""

    id: UUID
    holder_id: UUID
    term_began_at: datetime
    because: LaidDownBecause
    ends_at: datetime
    resigned_at: datetime
    withdrawn_at: datetime | None = None
