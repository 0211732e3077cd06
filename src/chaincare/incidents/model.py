"""Who accessed what in a period, for when something went wrong: asked by one, approved by another (AVG 33)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

LOOKED_AFTER_BY = frozenset({Reach.PRIVACY, Reach.OVERSIGHT, Reach.LOG})


class Span(msgspec.Struct, frozen=True):
    """The period an export is about; its end is not in it."""

    from_at: datetime
    until_at: datetime


class Chosen(msgspec.Struct, frozen=True):
    """Whose acts, and on which case; what is None is not asked for."""

    organisation_id: UUID | None
    professional_id: UUID | None
    case_id: UUID | None


class Approval(msgspec.Struct, frozen=True):
    """The second person, and until when it can be read."""

    by_id: UUID
    at: datetime
    expires_at: datetime


class IncidentExport(msgspec.Struct, frozen=True):
    """An export that was asked for."""

    id: UUID
    network_id: UUID
    span: Span
    chosen: Chosen
    reason: str
    asked_by: UUID
    asked_at: datetime
    approval: Approval | None


class Line(msgspec.Struct, frozen=True):
    """One act of the log: who, from where, on whom by pseudonym, what, when, and what came of it."""

    at: datetime
    id: UUID
    event: str
    action: Literal["C", "R", "U", "D", "E"]
    outcome: Literal["entered", "not_visible", "refused", "done"]
    relation: str
    professional: str | None
    function: str | None
    organisation: str | None
    client: UUID | None
    emergency: bool


class NoIncidentMandate(Refusal):
    """This is for privacy officers, FG and auditors with a mandate now; one for an organisation names that organisation."""

    kind = Kind.UNKNOWN


class IncidentExportUnknown(Refusal):
    """There is no such incident export within your mandate."""

    kind = Kind.UNKNOWN


class IncidentSpanUnfit(Refusal):
    """An incident export is about at most 31 days that have begun. Ask for a shorter period, or for several."""

    kind = Kind.BAD_INPUT


class OwnIncidentExport(Refusal):
    """Somebody else with a mandate approves what you asked for: two people stand for an export."""

    kind = Kind.FORBIDDEN


class IncidentExportApproved(Refusal):
    """This export was approved already. Who asked and who approved read it until it expires."""

    kind = Kind.CONFLICT


class IncidentExportNotApproved(Refusal):
    """Nobody approved this export yet. Ask another privacy officer, FG or auditor to do so."""

    kind = Kind.CONFLICT


class IncidentExportExpired(Refusal):
    """This export could be read for 24 hours, and is over. Ask for a new one if it is still needed."""

    kind = Kind.CONFLICT


class IncidentExportOfOthers(Refusal):
    """Only who asked for an export and who approved it read it."""

    kind = Kind.FORBIDDEN


ASK_EXPORT = Operation(
    code="incident-export.asked",
    action="C",
    en="It was asked who accessed what in a period, because of an incident",
    nl="Er is gevraagd wie in een periode wat heeft bekeken, vanwege een incident",
    scope="privacy",
    reaches=LOOKED_AFTER_BY,
    unknown=NoIncidentMandate,
    strong=True,
)
APPROVE_EXPORT = Operation(
    code="incident-export.approved",
    action="U",
    en="A second person approved an overview of who accessed what in a period",
    nl="Een tweede persoon heeft een overzicht van wie wat heeft bekeken goedgekeurd",
    scope="privacy",
    reaches=LOOKED_AFTER_BY,
    unknown=IncidentExportUnknown,
    strong=True,
)
READ_EXPORT = Operation(
    code="incident-export.read",
    action="R",
    en="It was read what an overview of an incident was asked for",
    nl="Er is bekeken waarvoor een overzicht van een incident is gevraagd",
    scope="privacy",
    reaches=LOOKED_AFTER_BY,
    unknown=IncidentExportUnknown,
    strong=True,
)
EXPORT_LINES = Operation(
    code="incident-export.exported",
    action="E",
    en="An overview of who accessed what in a period was given, because of an incident",
    nl="Een overzicht van wie in een periode wat heeft bekeken is gegeven, vanwege een incident",
    scope="privacy",
    reaches=LOOKED_AFTER_BY,
    unknown=IncidentExportUnknown,
    strong=True,
)
