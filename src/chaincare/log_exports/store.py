"""Exports of the log: what was asked for and decided, and their entries, slice by slice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.findings.model import Reviewer
from chaincare.findings.store import reviewer_of
from chaincare.log_exports.model import (
    Bound,
    Decided,
    DecisionReason,
    Download,
    ExportDecision,
    ExportFormat,
    ExportReason,
    LogExport,
    LogExportUnknown,
    LogNotSealedYet,
)
from chaincare.trace.columns import ENTRY, JOINED, NAMED, told_of
from chaincare.trace.model import Entry, Named, Question
from chaincare.trace.store import ASKED_BY_CASE, ASKED_BY_CLIENT, ASKED_BY_PROFESSIONAL, ASKED_BY_TIME

FIND_BOUND = "SELECT log_id, size, from_xid::text, until_xid::text FROM chaincare.log_export_bound($1, $2)"
MANDATE = "SELECT organisation_id FROM chaincare.sampling_mandate()"
ADD = """
    INSERT INTO log_exports (id, network_id, organisation_id, format, reason, about_client, about_professional, about_organisation,
        about_case, from_at, until_at, log_id, log_size, from_xid, until_xid, entries, requested_by, requested_at, needs_second,
        expires_at)
    SELECT $1, m.network_id, m.organisation_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::xid8, $13::text::xid8, $14, $15,
        $16, $17, $18
    FROM chaincare.sampling_mandate() AS m
"""
# One at a time for each auditor, so that two at once do not each pass for the first.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('chaincare.log_export ' || $1::uuid, 0))"
ALONE = """
    SELECT coalesce(sum(x.entries), 0)::bigint FROM log_exports AS x
    WHERE x.requested_by = ANY ((SELECT chaincare.cleared_himself())::uuid[]) AND NOT x.needs_second AND x.requested_at > $1
"""
_EXPORT = f"""
    SELECT x.id, x.format, x.reason, x.about_client, x.about_professional, x.about_organisation, x.about_case, x.from_at, x.until_at,
        x.log_id, x.log_size, x.from_xid::text AS from_xid, x.until_xid::text AS until_xid, x.entries, x.organisation_id,
        x.requested_by, x.requested_at, x.needs_second, x.expires_at, x.decided_by, x.decided_at, x.decision, x.decision_reason,
        d.id AS download_id, d.begun_at, d.written, d.written_at, d.ended_at, b.himself, b.granters, b.manages_access, b.takes_part,
        r.elsewhere AS requested_elsewhere, s.elsewhere AS decided_elsewhere
    FROM log_exports AS x LEFT JOIN LATERAL (
        SELECT l.* FROM log_export_downloads AS l WHERE l.export_id = x.id ORDER BY l.begun_at DESC, l.id DESC LIMIT 1) AS d ON true
    CROSS JOIN LATERAL chaincare.reviewer_bars(array_remove(ARRAY[x.about_client, x.about_case], NULL)) AS b
    {told_of("x.requested_by", "r")} {told_of("x.decided_by", "s")}
"""
GET = f"{_EXPORT} WHERE x.id = $1"
LIST = f"""{_EXPORT}
    WHERE $1::timestamptz IS NULL OR (x.requested_at, x.id) < ($1, $2::uuid)
    ORDER BY x.requested_at DESC, x.id DESC LIMIT $3
"""
# The wall lets nobody lock what was decided: then it is only read, to say so.
LOCK = "SELECT FROM log_exports WHERE id = $1 FOR UPDATE"
DECIDE = """
    UPDATE log_exports SET decided_by = $2, decided_at = $3, decision = $4, decision_reason = $5, expires_at = $6 WHERE id = $1
"""
ADD_DOWNLOAD = (
    "INSERT INTO log_export_downloads (id, export_id, begun_at, written_at) VALUES ($1, $2, $3, $3)"
)
GO_ON = """
    UPDATE log_export_downloads SET written = $2, written_at = $3::timestamptz, ended_at = CASE WHEN $4::boolean THEN $3::timestamptz END WHERE id = $1
"""

# Whom entries name, as a search of the log does: the directory's people and organisations, never a client.
LIST_NAMES = f"""
    SELECT {NAMED} FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[]) WITH ORDINALITY
        AS e (actor_id, organisation_id, basis_id, acted_by, relation_by, client, case_id, place) {JOINED} ORDER BY e.place
"""

_WITHIN = "AND e.xid >= $7::text::xid8 AND e.xid < $8::text::xid8"


def _count(where: str) -> str:
    return f"SELECT count(*) FROM (SELECT FROM access_entries AS e WHERE {where} {_WITHIN} LIMIT $9) AS e"


def _slice(where: str) -> str:
    """The next entries in the order in which they were sealed."""
    return f"""
    SELECT {ENTRY}, e.xid::text AS xid FROM access_entries AS e WHERE {where} {_WITHIN}
      AND ($9::timestamptz IS NULL OR (e.xid, e.at, e.id) > ($7::text::xid8, $9, $10::uuid))
      AND ($12::uuid IS NULL OR e.organisation_id = $12)
    ORDER BY e.xid, e.at, e.id LIMIT $11
    """


COUNT_BY_CASE, SLICE_BY_CASE = _count(ASKED_BY_CASE), _slice(ASKED_BY_CASE)
COUNT_BY_CLIENT, SLICE_BY_CLIENT = _count(ASKED_BY_CLIENT), _slice(ASKED_BY_CLIENT)
COUNT_BY_PROFESSIONAL, SLICE_BY_PROFESSIONAL = _count(ASKED_BY_PROFESSIONAL), _slice(ASKED_BY_PROFESSIONAL)
COUNT_BY_TIME, SLICE_BY_TIME = _count(ASKED_BY_TIME), _slice(ASKED_BY_TIME)

# Of many entries the order of sealing is walked along. Few are found by whom they are about and sorted: they may lie far apart.
WALK_ALONG = "SET LOCAL enable_sort = off"
WALK_FROM = 20_000

Key = tuple[datetime, UUID]
Place = tuple[str, datetime, UUID]
"""Behind which entry a slice begins, by the transaction that wrote it, its instant and its id."""


async def get_bound(clearance: Clearance, question: Question) -> Bound:
    """Find how far an export of these entries goes now. Raises LogNotSealedYet."""
    row = await clearance.fetchrow(FIND_BOUND, question.from_at, question.until_at)
    if row["log_id"] is None:
        raise LogNotSealedYet
    return Bound(*row)


async def get_organisation_id(clearance: Clearance) -> UUID | None:
    """Give the organisation that the mandate is for alone."""
    found: UUID | None = (await clearance.fetchrow(MANDATE))[0]
    return found


async def count(clearance: Clearance, question: Question, bound: Bound, most: int) -> int:
    """Count the entries within the mandate, up to one more than there may be."""
    statement, _ = _anchored(question)
    asked = msgspec.structs.astuple(question)
    return int((await clearance.fetchrow(statement, *asked, bound.from_xid, bound.until_xid, most + 1))[0])


async def count_alone(clearance: Clearance, since: datetime) -> int:
    """Count the entries of what he asked for since then that no second person decided on; until this is written nobody else asks as he."""
    await clearance.execute(ONE_AT_A_TIME, clearance.actor_id)
    return int((await clearance.fetchrow(ALONE, since))[0])


async def list_slice(
    clearance: Clearance, export: LogExport, after: Place | None, limit: int
) -> tuple[list[Entry], Place | None]:
    """List the next entries of an export and where the one after them begins: within the mandate, now and when it was asked for."""
    _, statement = _anchored(export.question)
    xid, at, entry_id = after or (export.bound.from_xid, None, None)
    asked = msgspec.structs.astuple(export.question)
    if export.entries > WALK_FROM:
        await clearance.execute(WALK_ALONG)
    place = (xid, export.bound.until_xid, at, entry_id)
    rows = await clearance.fetch(statement, *asked, *place, limit, export.organisation_id)
    found = [Entry(*row[:-1]) for row in rows]
    return found, (rows[-1]["xid"], found[-1].at, found[-1].id) if found else None


async def list_names(clearance: Clearance, entries: Sequence[Entry]) -> list[Named]:
    """List of each of these entries whom it names, and on which ground it was."""
    named = [
        (e.actor_id, e.organisation_id, e.basis_id, e.acted_by, e.relation_by, e.client, e.case_id) for e in entries
    ]  # fmt: skip
    asked = list(dict.fromkeys(named))
    rows = await clearance.fetch(LIST_NAMES, *map(list, zip(*asked, strict=True))) if asked else []
    known = {one: Named(*row) for one, row in zip(asked, rows, strict=True)}
    return [known[one] for one in named]


def _anchored(question: Question) -> tuple[str, str]:
    if question.case_id is not None:
        return COUNT_BY_CASE, SLICE_BY_CASE
    if question.client is not None:
        return COUNT_BY_CLIENT, SLICE_BY_CLIENT
    if question.professional_id is not None:
        return COUNT_BY_PROFESSIONAL, SLICE_BY_PROFESSIONAL
    return COUNT_BY_TIME, SLICE_BY_TIME


async def add_export(clearance: Clearance, export: LogExport) -> None:
    """Keep what was asked for."""
    asked, bound = export.question, export.bound
    await clearance.execute(
        ADD, export.id, export.format.value, export.reason.value, asked.client, asked.professional_id, asked.organisation_id,
        asked.case_id, asked.from_at, asked.until_at, bound.log_id, bound.size, bound.from_xid, bound.until_xid, export.entries,
        export.requested_by, export.requested_at, export.needs_second, export.expires_at,
    )  # fmt: skip


async def get_export(clearance: Clearance, export_id: UUID) -> tuple[LogExport, Reviewer]:
    """Give an export, and who reads it with what bars him from its decision. Raises LogExportUnknown."""
    row = await clearance.fetchrow(GET, export_id)
    if row is None:
        raise LogExportUnknown
    return _export(row), reviewer_of(clearance, row)


async def lock_export(clearance: Clearance, export_id: UUID) -> tuple[LogExport, Reviewer]:
    """Give the same, locked if nobody decided yet. Raises LogExportUnknown."""
    await clearance.execute(LOCK, export_id)
    return await get_export(clearance, export_id)


async def list_exports(
    clearance: Clearance, after: Key | None, limit: int
) -> list[tuple[LogExport, Reviewer]]:
    """List the exports within the mandate, what was asked last first, and what bars him from the decision of each."""
    at, export_id = after or (None, None)
    rows = await clearance.fetch(LIST, at, export_id, limit)
    return [(_export(row), reviewer_of(clearance, row)) for row in rows]


async def keep_decision(clearance: Clearance, export: LogExport, decided: Decided) -> None:
    """Write down what the second person said."""
    said = (decided.by_id, decided.at, decided.decision.value, decided.reason.value)
    await clearance.execute(DECIDE, export.id, *said, export.expires_at)


async def add_download(clearance: Clearance, export_id: UUID, download_id: UUID) -> None:
    """Write down that the content is fetched."""
    await clearance.execute(ADD_DOWNLOAD, download_id, export_id, clearance.now())


async def go_on(clearance: Clearance, download_id: UUID, written: int, *, ended: bool) -> None:
    """Write down how far a download came."""
    await clearance.execute(GO_ON, download_id, written, clearance.now(), ended)


def _export(row: Any) -> LogExport:
    decided = download = None
    if row["decided_by"] is not None:
        decision, reason = ExportDecision(row["decision"]), DecisionReason(row["decision_reason"])
        decided = Decided(
            row["decided_by"], row["decided_at"], decision, reason, elsewhere=row["decided_elsewhere"]
        )
    if row["download_id"] is not None:
        told: Iterable[Any] = (
            row[name] for name in ("download_id", "begun_at", "written", "written_at", "ended_at")
        )
        download = Download(*told)
    return LogExport(
        row["id"], ExportFormat(row["format"]), ExportReason(row["reason"]), Question(*row[3:9]), Bound(*row[9:13]), row["entries"],
        row["organisation_id"], row["requested_by"], row["requested_at"], row["needs_second"], row["expires_at"], decided, download,
        requested_elsewhere=row["requested_elsewhere"],
    )  # fmt: skip
