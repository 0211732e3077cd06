"""Entries of the access log that an auditor takes away as a file: what he asked for, who decided, and how far it came."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.refusals import Kind, Refusal
from chaincare.trace.model import Question


class ExportFormat(StrEnum):
    """What the file is."""

    NDJSON = "ndjson"
    FHIR = "fhir"
    PROCESSING_RECORDS = "processing_records"
    CSV = "csv"


class ExportReason(StrEnum):
    """What it is taken away for, from a list."""

    AUDIT = "audit"
    INCIDENT = "incident"
    REQUEST_OF_CLIENT = "request_of_client"
    REQUEST_OF_SUPERVISOR = "request_of_supervisor"
    LEGAL_PROCEEDINGS = "legal_proceedings"
    VERIFICATION_ELSEWHERE = "verification_elsewhere"


class ExportDecision(StrEnum):
    """What the second person says."""

    APPROVED = "approved"
    REFUSED = "refused"


class DecisionReason(StrEnum):
    """Why, from a list."""

    NEEDED_FOR_THE_REASON = "needed_for_the_reason"
    TOO_WIDE = "too_wide"
    NOT_NEEDED = "not_needed"
    ASKED_BY_MISTAKE = "asked_by_mistake"


class ExportState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"
    EXPIRED = "expired"


class Bound(msgspec.Struct, frozen=True):
    """Up to which checkpoint an export goes, and between which transactions its entries lie."""

    log_id: int
    size: int
    from_xid: str
    until_xid: str


class Decided(msgspec.Struct, frozen=True):
    """Who decided, when and why."""

    by_id: UUID
    at: datetime
    decision: ExportDecision
    reason: DecisionReason
    elsewhere: bool | None = False
    """Whether he is of another organisation than whose people who reads it is told of."""


class Download(msgspec.Struct, frozen=True):
    """One time that the file was fetched: how many entries were written, and whether it came to its end."""

    id: UUID
    begun_at: datetime
    written: int
    written_at: datetime
    ended_at: datetime | None


class LogExport(msgspec.Struct, frozen=True):
    """What was asked for."""

    id: UUID
    format: ExportFormat
    reason: ExportReason
    question: Question
    bound: Bound
    entries: int
    organisation_id: UUID | None
    """Whose people only, where the mandate is for one."""
    requested_by: UUID
    requested_at: datetime
    needs_second: bool
    expires_at: datetime
    decided: Decided | None = None
    last_download: Download | None = None
    requested_elsewhere: bool | None = False


class LogExportUnknown(Refusal):
    """There is no export of the access log with this id within your mandate."""

    kind = Kind.UNKNOWN


class LogNotSealedYet(Refusal):
    """Nothing of this log is sealed yet, and an export goes up to a checkpoint. Ask again in a minute."""

    kind = Kind.CONFLICT


class LogExportTooLarge(Refusal):
    """This is more than one export may hold. Ask for a shorter period or for fewer people; the operator exports the whole log."""

    kind = Kind.BAD_INPUT


class OwnLogExport(Refusal):
    """Another auditor with the same mandate decides, never who asked, nor who administers or was given his mandate by who asked; nor whom or whose case it is about (T6)."""

    kind = Kind.FORBIDDEN


class LogExportDecided(Refusal):
    """This export needs no decision: it was decided, it is over, or it is so small that one auditor may take it."""

    kind = Kind.CONFLICT


class LogExportOfOthers(Refusal):
    """Only who asked for an export fetches its content. Ask for one of your own."""

    kind = Kind.FORBIDDEN


class LogExportNotReady(Refusal):
    """This export waits for another auditor, or was refused: read it to see which. Nothing can be fetched."""

    kind = Kind.CONFLICT


class LogExportOver(Refusal):
    """This export is over: its time has passed. Ask for a new one if it is still needed."""

    kind = Kind.CONFLICT


class ExportBroken(Exception):
    """An export cannot go on; whoever receives it must see that it is not whole."""
