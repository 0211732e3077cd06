"""What the database says afterwards, asked as its superuser, past the wall: against what people were told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from tests.durability.crowd import Told
from tests.people import SECRET

from chaincare.access.receipts import Receipts

EXPECTED = {
    "read": (200, "case.read", "entered"),
    "notes": (200, "notes.read", "entered"),
    "stranger": (404, "case.read", "not_visible"),
    "note": (201, "note.written", "entered"),
    "unkeyed": (201, "note.written", "entered"),
    "agreement": (201, "agreement.proposed", "entered"),
    "opening": (201, "case.opened", "entered"),
}
"""kind of wish -> the one right status, the event, and how the entry says that it ended"""

ENTRIES = """
    SELECT e.at, e.id, e.event, e.outcome, e.request_id FROM chaincare.access_entries AS e
    JOIN unnest($1::timestamptz[], $2::uuid[]) AS shown (at, id) USING (at, id)
"""

WRITTEN = """
    SELECT id, body AS mark, 'note.written' AS event FROM chaincare.notes
    UNION ALL
    SELECT case_id, question, 'case.opened' FROM chaincare.case_questions
    UNION ALL
    SELECT agreement_id, substring(fact::text FROM 'mark-[0-9a-f]{32}'), 'agreement.proposed'
    FROM chaincare.agreement_facts WHERE kind = 'proposed'
"""

DONE = """
    SELECT object_id, event, request_id FROM chaincare.access_entries
    WHERE outcome = 'done' AND event IN ('note.written', 'case.opened', 'agreement.proposed')
"""


@dataclass
class Verdict:
    """What was found. All the lists are empty when every promise was kept."""

    answers: int = 0
    writes: int = 0
    wrong_answers: list[str] = field(default_factory=list)
    without_entry: list[Told] = field(default_factory=list)
    """answers that show something and whose entry is not in the log (T1)"""
    lost: list[Told] = field(default_factory=list)
    """writes that were acknowledged and are not there (D1)"""
    twice: list[Told] = field(default_factory=list)
    """writes with a key that happened more than once (D1)"""
    unsaid: list[str] = field(default_factory=list)
    """writes without the one entry that says so, and entries that say what was not done (T2)"""
    twice_without_key: int = 0
    """the control: what happens under the same kills to those who send again without a key"""
    done_unanswered: int = 0
    """how often a write had been done, and only its answer was lost: where a key is needed"""

    @property
    def kept(self) -> bool:
        """Say whether every promise was kept."""
        return not (self.wrong_answers or self.without_entry or self.lost or self.twice or self.unsaid)


async def judge(admin: asyncpg.Connection, told: Sequence[Told]) -> Verdict:
    """Hold what people were told against what is there."""
    found = Verdict(answers=len(told), writes=sum(one.is_write for one in told))
    found.wrong_answers = [
        f"{one.wish.kind}: {one.status} {one.content!r}"
        for one in told
        if one.status != EXPECTED[one.wish.kind][0]
    ]
    await _hold_against_the_log(admin, told, found)
    await _hold_against_the_rows(admin, told, found)
    return found


async def _hold_against_the_log(admin: asyncpg.Connection, told: Sequence[Told], found: Verdict) -> None:
    receipts = Receipts(SECRET)
    keys = [receipts.open(one.receipt or "") for one in told]
    shown = [key for key in keys if key is not None]
    rows = await admin.fetch(ENTRIES, [at for at, _ in shown], [entry_id for _, entry_id in shown])
    entries: dict[tuple[datetime, UUID], Any] = {(row["at"], row["id"]): row for row in rows}
    for one, key in zip(told, keys, strict=True):
        entry = entries.get(key) if key is not None else None
        said = None if entry is None else (entry["event"], entry["outcome"], entry["request_id"])
        if said != (*EXPECTED[one.wish.kind][1:], one.request_id):
            found.without_entry.append(one)


async def unsaid_writes(admin: asyncpg.Connection) -> list[str]:
    """Name the writes without the one entry that says so, and the entries that say what was not done (T2)."""
    written = {(row["event"], row["id"]) for row in await admin.fetch(WRITTEN)}
    said = Counter((row["event"], row["object_id"]) for row in await admin.fetch(DONE))
    return [f"{key} has {said[key]}" for key in written | set(said) if said[key] != (key in written)]


async def _hold_against_the_rows(admin: asyncpg.Connection, told: Sequence[Told], found: Verdict) -> None:
    found.unsaid = await unsaid_writes(admin)
    by_mark: dict[str, list[UUID]] = {}
    for row in await admin.fetch(WRITTEN):
        by_mark.setdefault(row["mark"], []).append(row["id"])
    done_by = {row["object_id"]: row["request_id"] for row in await admin.fetch(DONE)}
    for one in told:
        if not one.is_write:
            continue
        ids = by_mark.get(one.wish.mark, [])
        own_id = UUID(msgspec.json.decode(one.content).get("id", str(UUID(int=0))))
        if own_id not in ids:
            found.lost.append(one)
        elif one.wish.key is None:
            found.twice_without_key += len(ids) - 1
        elif len(ids) > 1:
            found.twice.append(one)
        elif done_by.get(own_id) != one.request_id:
            found.done_unanswered += 1
