"""Findings: found again they are the same row, which then counts what was found of it together."""

from base64 import b64decode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.findings.model import (
    MOST_OF_A_KIND,
    Detection,
    DetectionState,
    DetectionUnknown,
    Finding,
    FindingKind,
    FindingState,
    FindingStep,
    FindingUnknown,
    Reviewer,
    Search,
    SearchesWait,
)
from chaincare.trace.columns import ELSEWHERE
from chaincare.trace.model import Look

_COLUMNS = f"""
    f.id, f.kind, f.state, f.actor_id, f.organisation_id, f.client, f.day, f.first_at, f.last_at, f.times, f.entries,
    f.clients, f.detected_at, f.version, p.name AS actor, p.function, o.name AS organisation,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'by_id', t.by_id,
            'by', CASE WHEN {ELSEWHERE} THEN r.function ELSE r.name END, 'by_elsewhere', {ELSEWHERE}, 'at', t.at, 'outcome', t.outcome,
            'reason', t.reason, 'entries', coalesce(t.entries, '{{}}'), 'text', replace(encode(t.text, 'base64'), chr(10), ''), 'request_id', t.request_id) ORDER BY t.at, t.id), '[]')
     FROM finding_facts AS t LEFT JOIN professionals AS r ON r.id = t.by_id LEFT JOIN units AS u ON u.id = r.unit_id
     WHERE t.finding_id = f.id) AS steps
"""
_JOINED = """
    LEFT JOIN professionals AS p ON p.id = f.actor_id LEFT JOIN organisations AS o ON o.id = f.organisation_id
"""

BEGIN_DETECTION = "SELECT chaincare.begin_detection($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
GET_SEARCH = "SELECT id, state, from_at, until_at, computed_until FROM detections WHERE id = $1"
LIST_DETECTED = f"""
    SELECT {_COLUMNS} FROM (
        SELECT n.*, row_number() OVER (PARTITION BY n.kind ORDER BY n.times DESC, n.day, n.id) AS place
        FROM detected_findings AS l JOIN findings AS n ON n.id = l.finding_id WHERE l.detection_id = $1) AS f {_JOINED}
    WHERE f.place <= $2 ORDER BY f.kind, f.times DESC, f.day, f.id
"""

LIST = f"""
    SELECT {_COLUMNS} FROM (
        SELECT n.* FROM findings AS n
        WHERE ($1::text IS NULL OR n.state = $1) AND ($2::text IS NULL OR n.kind = $2)
          AND ($3::timestamptz IS NULL OR (n.detected_at, n.id) < ($3, $4::uuid))
        ORDER BY n.detected_at DESC, n.id DESC LIMIT $5) AS f {_JOINED}
    ORDER BY f.detected_at DESC, f.id DESC
"""

OPEN = """
    INSERT INTO findings (id, network_id, kind, actor_id, organisation_id, client, day, first_at, last_at, times, entries, detected_at)
    SELECT $1, m.network_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM chaincare.sampling_mandate() AS m
"""
GET = f"SELECT {_COLUMNS} FROM findings AS f {_JOINED} WHERE f.id = $1"
LOCK = "SELECT FROM findings WHERE id = $1 FOR UPDATE"
MOVE = "UPDATE findings SET state = $2 WHERE id = $1"
ADD_STEP = """
    INSERT INTO finding_facts (finding_id, round, kind, by_id, at, outcome, reason, text, request_id)
    SELECT f.id, f.round, $2, $3, $4, $5, $6, $7, $8 FROM findings AS f WHERE f.id = $1
"""
BARS = "SELECT b.himself, b.granters, b.manages_access, b.takes_part FROM chaincare.reviewer_bars($1) AS b"

LIST_LOOKS = "SELECT l.at, l.event, l.action, l.outcome FROM chaincare.own_finding_looks() AS l"

Key = tuple[datetime, UUID]


async def begin_detection(
    clearance: Clearance,
    new_id: UUID,
    detection: Detection,
    closed: Sequence[date],
    at_once: int,
    at: datetime,
) -> Search:
    """Begin to look for what stands out within the mandate, or find the same search under way. Raises SearchesWait.

    A period of no more than so many entries is looked through `at_once`.
    """
    row = await clearance.fetchrow(
        BEGIN_DETECTION, new_id, [kind.value for kind in detection.kinds], detection.from_at, detection.until_at,
        detection.more_than, detection.top, list(closed), at_once, MOST_OF_A_KIND + 1, at,
    )  # fmt: skip
    if row[0] is None:
        raise SearchesWait
    return await get_search(clearance, row[0])


async def get_search(clearance: Clearance, search_id: UUID) -> Search:
    """Give how far a search is. Raises DetectionUnknown."""
    row = await clearance.fetchrow(GET_SEARCH, search_id)
    if row is None:
        raise DetectionUnknown
    return Search(row[0], DetectionState(row[1]), *row[2:])


async def list_detected(clearance: Clearance, search_id: UUID) -> list[Finding]:
    """List what a search found so far: of each kind those that say most, and one more than is shown."""
    return list(map(_finding, await clearance.fetch(LIST_DETECTED, search_id, MOST_OF_A_KIND + 1)))


async def list_findings(
    clearance: Clearance, state: FindingState | None, kind: FindingKind | None, after: Key | None, limit: int
) -> list[Finding]:
    """List what was found within the mandate, what was found last first."""
    at, finding_id = after or (None, None)
    return list(map(_finding, await clearance.fetch(LIST, state, kind, at, finding_id, limit)))


async def open_finding(clearance: Clearance, one: Finding) -> None:
    """Keep a finding that an auditor opens himself."""
    await clearance.execute(
        OPEN, one.id, one.kind.value, one.actor_id, one.organisation_id, one.client, one.day, one.first_at, one.last_at, one.times,
        list(one.entries), one.detected_at,
    )  # fmt: skip


async def get_finding(clearance: Clearance, finding_id: UUID) -> Finding:
    """Give a finding within the mandate, or about which he is asked. Raises FindingUnknown."""
    row = await clearance.fetchrow(GET, finding_id)
    if row is None:
        raise FindingUnknown
    return _finding(row)


async def list_looks(clearance: Clearance) -> list[Look]:
    """List the entries of the finding that somebody is asked about, as he did them: the earliest first."""
    return [Look(*row) for row in await clearance.fetch(LIST_LOOKS)]


async def hold_finding(clearance: Clearance, finding_id: UUID) -> Finding:
    """Give the same, one step at a time. Raises FindingUnknown."""
    await clearance.execute(LOCK, finding_id)
    return await get_finding(clearance, finding_id)


async def get_reviewer(clearance: Clearance, *about: UUID | None) -> Reviewer:
    """Give who reviews, and what bars him from what is about these clients: pseudonyms, or ids of clients or their cases."""
    row = await clearance.fetchrow(BARS, [one for one in about if one is not None])
    return reviewer_of(clearance, row)


def reviewer_of(clearance: Clearance, row: Any) -> Reviewer:
    """Give who reviews, out of what `reviewer_bars` says of him."""
    known = (frozenset(row["himself"]), frozenset(row["granters"]))
    return Reviewer(clearance.actor_id, *known, row["manages_access"], row["takes_part"])


async def add_step(clearance: Clearance, finding_id: UUID, step: FindingStep, state: FindingState) -> None:
    """Add what happened, and how far the review is then."""
    await clearance.execute(
        ADD_STEP, finding_id, step.kind.value, step.by_id, step.at, step.outcome, step.reason, step.text, step.request_id
    )  # fmt: skip
    await clearance.execute(MOVE, finding_id, state.value)


def _finding(row: Any) -> Finding:
    named = dict(row)
    kind, state = FindingKind(named.pop("kind")), FindingState(named.pop("state"))
    steps = tuple(map(_step, msgspec.json.decode(named.pop("steps"))))
    return Finding(
        steps=steps,
        kind=kind,
        state=state,
        entries=tuple(named.pop("entries")),
        clients=tuple(named.pop("clients")),
        **named,
    )


def _step(row: dict[str, Any]) -> FindingStep:
    text = row.pop("text")
    step = msgspec.convert({**row, "text": None}, FindingStep)
    return msgspec.structs.replace(step, text=None if text is None else b64decode(text))
