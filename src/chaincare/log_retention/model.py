"""The end of entries of the access log that were kept long enough: what a run does, and the certificate that stays."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.trace.model import NoMandate

Did = Literal["idle", "copying", "destroyed", "busy", "altered"]


class Step(msgspec.Struct, frozen=True):
    """What one step of the run did. `altered`: a month is not what was sealed, and nothing of it goes."""

    did: Did
    month: date | None
    entries: int | None
    kept: int | None


class Planned(msgspec.Struct, frozen=True):
    """What a run would do now with the entries of one activity in one month."""

    month: date
    activity: str
    months: int
    ends: int
    stays: int
    altered: int


class Part(msgspec.Struct, frozen=True, rename="camel"):
    """How much of a processing activity went, and how long it is kept."""

    activity: str
    months: int
    entries: int


class Statement(msgspec.Struct, frozen=True, rename="camel"):
    """What was sealed of a destruction (door.sql writes it)."""

    month: str
    origin: str
    entries: int
    first_index: int
    last_index: int
    leaves: str
    activities: tuple[Part, ...]
    written_from: datetime
    written_until: datetime
    checkpoint: str


class Certificate(msgspec.Struct, frozen=True):
    """The proof that entries were destroyed."""

    id: UUID
    log_id: int
    kept: int
    destroyed_at: datetime
    entry_id: UUID
    text: str
    """What was sealed, to the letter."""
    said: Statement


LIST_DESTRUCTIONS = Operation(
    code="access-log.destructions-read",
    action="R",
    en="An auditor read what was destroyed of the access log after its term",
    nl="Een auditor bekeek wat er na de termijn van de inzagelog is vernietigd",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
