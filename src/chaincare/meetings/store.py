"""Meetings: that they were held, who was there, and what came of them. Nothing here is ever changed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.meetings.model import (
    Account,
    Assent,
    ClientPresence,
    Gathering,
    Made,
    Meeting,
    MeetingKind,
    Words,
)
from chaincare.meetings.refusals import MeetingRecordedAlready, MeetingUnknown

ADD_MEETING = """
    INSERT INTO meetings (id, case_id, kind, held_at, recorded_by, recorded_at, client_present, next_on,
                          regie_proposal_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

ADD_ATTENDANCES = """
    INSERT INTO meeting_attendances (meeting_id, participation_id, case_id, present)
    SELECT $1, one, $2, one = ANY ($3::uuid[]) FROM unnest($3::uuid[] || $4::uuid[]) AS one
"""

ADD_WORDS = """
    INSERT INTO meeting_words (meeting_id, case_id, heard, proof, minutes_id) VALUES ($1, $2, $3, $4, $5)
"""

ADD_AGREEMENTS = """
    INSERT INTO meeting_agreements (meeting_id, case_id, place, agreement_id, responsible_id, assent)
    SELECT $1, $2, one.place - 1, one.agreement_id, one.responsible_id, one.assent
    FROM unnest($3::uuid[], $4::uuid[], $5::text[]) WITH ORDINALITY
        AS one (agreement_id, responsible_id, assent, place)
"""

LIST_TAKING_PART = """
    SELECT c.opened_at,
           ARRAY(SELECT id FROM participations WHERE case_id = c.id AND during @> $2::timestamptz) AS then
    FROM cases AS c WHERE c.id = $1
"""

LIST_MEETINGS = """
    SELECT id, kind, held_at, recorded_by, recorded_at, client_present, next_on, regie_proposal_id
    FROM meetings WHERE case_id = $1 AND ($2::timestamptz IS NULL OR (held_at, id) < ($2, $3::uuid))
    ORDER BY held_at DESC, id DESC LIMIT $4
"""

GET_MEETING = """
    SELECT id, kind, held_at, recorded_by, recorded_at, client_present, next_on, regie_proposal_id
    FROM meetings WHERE case_id = $1 AND id = $2
"""

# The wall has already left out agreements and minutes for another audience, and for a coordinator everybody.
GET_GATHERING = """
    SELECT ARRAY(SELECT participation_id FROM meeting_attendances
                 WHERE meeting_id = m.id AND present ORDER BY participation_id) AS present,
           ARRAY(SELECT participation_id FROM meeting_attendances
                 WHERE meeting_id = m.id AND NOT present ORDER BY participation_id) AS absent,
           CASE WHEN m.id <> ALL ((SELECT chaincare.withheld_items())::uuid[]) THEN w.heard END AS heard,
           CASE WHEN m.id <> ALL ((SELECT chaincare.withheld_items())::uuid[]) THEN w.proof END AS proof,
           n.id AS minutes_id,
           CASE WHEN n.id = ANY ((SELECT chaincare.withheld_items())::uuid[]) THEN '' ELSE n.body END AS minutes,
           CASE WHEN n.id <> ALL ((SELECT chaincare.withheld_items())::uuid[]) THEN chaincare.keep_note_readings(ARRAY[n.id]) END AS kept
    FROM meetings AS m LEFT JOIN meeting_words AS w ON w.meeting_id = m.id LEFT JOIN notes AS n ON n.id = w.minutes_id
    WHERE m.case_id = $1 AND m.id = $2
"""

# Taken back: the next thing he said of it, after what was recorded of him there, is that he did not agree.
LIST_MADE = """
    SELECT o.agreement_id, o.responsible_id, coalesce((
            SELECT (f.fact ->> 'dueDate')::date FROM agreement_facts AS f WHERE f.agreement_id = a.id AND f.seq = 1),
            a.original_due_on) AS due_on, o.assent, EXISTS (
        SELECT FROM agreement_facts AS f CROSS JOIN LATERAL (
            SELECT next.kind FROM agreement_facts AS next
            WHERE next.agreement_id = f.agreement_id AND next.by_id = f.by_id AND next.seq > f.seq
              AND next.kind IN ('agreed', 'objected') ORDER BY next.seq LIMIT 1) AS said
        WHERE f.agreement_id = o.agreement_id AND f.by_id = o.responsible_id AND f.kind = 'agreed'
          AND f.fact ->> 'meetingId' = o.meeting_id::text AND said.kind = 'objected') AS taken_back
    FROM meeting_agreements AS o JOIN agreements AS a ON a.id = o.agreement_id
    WHERE o.case_id = $1 AND o.meeting_id = $2 ORDER BY o.place
"""


async def add_meeting(clearance: Clearance, meeting: Meeting) -> None:
    """Add a meeting. Raises MeetingRecordedAlready."""
    with constraints_mean({"meetings_once": MeetingRecordedAlready}):
        await clearance.execute(
            ADD_MEETING, meeting.id, clearance.case_id, meeting.kind.value, meeting.held_at, meeting.recorded_by,
            meeting.recorded_at, meeting.client_present.value, meeting.next_on, meeting.regie_proposal_id,
        )  # fmt: skip


async def add_attendances(clearance: Clearance, meeting_id: UUID, account: Account) -> None:
    """Add who was there and who was not."""
    await clearance.execute(
        ADD_ATTENDANCES, meeting_id, clearance.case_id, list(account.present), list(account.absent)
    )


async def add_words(clearance: Clearance, meeting_id: UUID, words: Words) -> None:
    """Add what was said, if anything was."""
    said = (words.heard, words.proof, words.minutes_id)
    if any(said):
        await clearance.execute(ADD_WORDS, meeting_id, clearance.case_id, *said)


async def add_made(clearance: Clearance, meeting_id: UUID, made: Sequence[Made]) -> None:
    """Add which agreements were made there, if any were."""
    if made:
        await clearance.execute(
            ADD_AGREEMENTS, meeting_id, clearance.case_id, [one.agreement_id for one in made],
            [one.responsible_id for one in made], [one.assent.value for one in made],
        )  # fmt: skip


async def list_taking_part(clearance: Clearance, at: datetime) -> tuple[datetime, Collection[UUID]]:
    """Give when the case was opened, and list who took part in it at a moment."""
    row = await clearance.fetchrow(LIST_TAKING_PART, clearance.case_id, at)
    return row["opened_at"], frozenset(row["then"])


async def list_meetings(
    clearance: Clearance, before: tuple[datetime, UUID] | None, limit: int
) -> list[Meeting]:
    """List the meetings about this client, the latest first."""
    at, meeting_id = before or (None, None)
    rows = await clearance.fetch(LIST_MEETINGS, clearance.case_id, at, meeting_id, limit)
    return [_meeting(row) for row in rows]


async def get_meeting(clearance: Clearance, meeting_id: UUID) -> Meeting:
    """Give a meeting. Raises MeetingUnknown."""
    row = await clearance.fetchrow(GET_MEETING, clearance.case_id, meeting_id)
    if row is None:
        raise MeetingUnknown
    return _meeting(row)


async def get_gathering(clearance: Clearance, meeting_id: UUID) -> Gathering:
    """Give who was there and what was said, as far as this reader may see it."""
    row = await clearance.fetchrow(GET_GATHERING, clearance.case_id, meeting_id)
    words = Words(row["heard"], row["proof"], row["minutes_id"], row["minutes"])
    return Gathering(tuple(row["present"]), tuple(row["absent"]), words)


async def list_made(clearance: Clearance, meeting_id: UUID) -> list[Made]:
    """List the agreements made there that this reader may read, in the order in which they were recorded."""
    rows = await clearance.fetch(LIST_MADE, clearance.case_id, meeting_id)
    return [Made(**dict(row) | {"assent": Assent(row["assent"])}) for row in rows]


def _meeting(row: Any) -> Meeting:
    return Meeting(
        **dict(row)
        | {"kind": MeetingKind(row["kind"]), "client_present": ClientPresence(row["client_present"])}
    )
