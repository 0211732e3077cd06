"""Lines of an inventory, under the ticket of their unit."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.clients.model import BirthPrecision
from chaincare.informing.model import NotYet, Told
from chaincare.inventory_lines.model import (
    InventoryLine,
    LineBasis,
    LineInformed,
    LineState,
    Named,
    Need,
    Reported,
    Reporter,
    Situation,
    WithdrawnBecause,
)
from chaincare.inventory_lines.refusals import InventoryClosed, InventoryNotYours, LineUnknown

FIND_STATE = "SELECT state, chaincare.inventory_room() AS people_left FROM inventories WHERE id = $1"

ADD_LINES = """
    WITH one AS (
        SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, client uuid, given_names text, prefix text, family_name text,
            call_name text, birth_date date, birth_precision text, situation text, need text, entitlement text,
            entitlement_article text, ground text, article text, exception text, review_on date, last_on date,
            informed_id uuid, informed_on date, how text, because text, again_on date)),
    added AS (
        INSERT INTO inventory_lines (id, inventory_id, network_id, unit_id, pseudonym, given_names, prefix, family_name, call_name,
            birth_date, birth_precision, situation, need, entitlement, entitlement_article, ground, article, exception,
            told_on, review_on, last_on, reported_by, reported_at)
        SELECT id, $2, $3, $4, client, given_names, prefix, family_name, call_name, birth_date, birth_precision, situation, need,
            entitlement, entitlement_article, ground, article, exception, informed_on, review_on, last_on, $5, $6 FROM one)
    INSERT INTO inventory_line_informed (id, line_id, informed_on, how, because, review_on, recorded_by, recorded_at)
    SELECT informed_id, id, informed_on, how, because, again_on, $5, $6 FROM one
"""

RECORD_LINES = "SELECT chaincare.record_lines()"

ADD_LINE_INFORMED = """
    INSERT INTO inventory_line_informed (id, line_id, informed_on, how, because, review_on, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

SET_TOLD = "UPDATE inventory_lines SET told_on = $2 WHERE id = $1"

_LINE = """
    SELECT l.id, l.inventory_id, l.unit_id, l.state, l.given_names, l.prefix, l.family_name, l.call_name, l.birth_date,
           l.birth_precision, l.situation, l.need, l.entitlement, l.entitlement_article, l.ground, l.article, l.exception,
           l.told_on, l.review_on, l.last_on, l.withdrawn_because, l.version, l.reported_by, l.reported_at, f.name, f.function,
           ARRAY(SELECT (one ->> 'professional_id')::uuid FROM jsonb_array_elements(l.kept_from) AS one) AS kept_from
    FROM inventory_lines AS l JOIN professionals AS f ON f.id = l.reported_by
"""

GET_LINE = f"{_LINE} WHERE l.id = $1"

LOCK_LINE = f"{_LINE} WHERE l.id = $1 FOR UPDATE OF l"

LIST_LINES = f"{_LINE} WHERE l.id = ANY ($1::uuid[]) ORDER BY l.id DESC"

FIND_LINE_OF_CASE = f"{_LINE} WHERE l.case_id = $1"

LIST_LINE_INFORMED = """
    SELECT id, informed_on, how, because, review_on, recorded_by, recorded_at FROM inventory_line_informed
    WHERE line_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""

KEEP_FROM = """
    UPDATE inventory_lines SET version = version + 1, kept_from = kept_from || jsonb_build_object('id', $2::uuid,
        'professional_id', $3::uuid, 'reason', $4::text, 'decided_by', $5::text, 'review_on', $6::date,
        'recorded_by', $7::uuid, 'recorded_at', $8::timestamptz)
    WHERE id = $1
"""

WITHDRAW_LINE = """
    UPDATE inventory_lines SET state = 'withdrawn', withdrawn_because = $2, ended_at = $3, version = version + 1,
        given_names = NULL, prefix = NULL, family_name = NULL, call_name = NULL, birth_date = NULL, birth_precision = NULL,
        need = NULL, entitlement = NULL, entitlement_article = NULL
    WHERE id = $1
"""

ADD_REVIEW = """
    INSERT INTO inventory_line_reviews (id, line_id, review_on, reviewed_by, reviewed_at) VALUES ($1, $2, $3, $4, $5)
"""

SET_REVIEW = "UPDATE inventory_lines SET review_on = $2, version = version + 1 WHERE id = $1"

GIVE_TO_CASE = """
    UPDATE inventory_lines SET state = 'case_opened', case_id = $2, ended_at = $3, version = version + 1,
        given_names = NULL, prefix = NULL, family_name = NULL, call_name = NULL, birth_date = NULL, birth_precision = NULL
    WHERE id = $1
"""


async def find_room(clearance: Clearance, inventory_id: UUID) -> int:
    """Give how many more people the unit may put on an inventory today. Raises InventoryNotYours, InventoryClosed."""
    row = await clearance.fetchrow(FIND_STATE, inventory_id)
    if row is None:
        raise InventoryNotYours
    if row["state"] != "open":
        raise InventoryClosed
    return int(row["people_left"])


async def add_lines(
    clearance: Clearance, inventory_id: UUID, lines: Sequence[Reported], at: datetime
) -> None:
    """Add lines, each with the fact whether the person was told: one statement, however many."""
    await clearance.execute(
        ADD_LINES,
        msgspec.json.encode([_as_row(one) for one in lines]),
        *(inventory_id, clearance.admission.network_id, clearance.unit_id, clearance.actor_id, at),
    )


async def record_lines(clearance: Clearance) -> None:
    """Say in the log of each person of a list that he was put on the inventory (T2)."""
    await clearance.execute(RECORD_LINES)


async def add_informed(clearance: Clearance, line_id: UUID, one: LineInformed) -> None:
    """Add a fact about telling the person."""
    said = _as_columns(one.what).values()
    await clearance.execute(ADD_LINE_INFORMED, one.id, line_id, *said, one.recorded_by, one.recorded_at)


async def set_told(clearance: Clearance, line_id: UUID, what: Told | NotYet) -> None:
    """Let a line say what its newest fact about telling says."""
    await clearance.execute(SET_TOLD, line_id, what.on if isinstance(what, Told) else None)


async def get_line(clearance: Clearance) -> InventoryLine:
    """Give the line somebody was let in to. Raises LineUnknown when the wall shows nothing after all."""
    return _certain(await clearance.fetchrow(GET_LINE, clearance.admission.relation_id))


async def lock_line(clearance: Clearance, line_id: UUID) -> InventoryLine:
    """Give a line, which nobody else changes until the end. Raises LineUnknown."""
    return _certain(await clearance.fetchrow(LOCK_LINE, line_id))


async def list_lines(clearance: Clearance, wanted: Sequence[UUID]) -> list[InventoryLine]:
    """List the lines of this page, the newest first."""
    return [line_of(row) for row in await clearance.fetch(LIST_LINES, wanted)]


async def find_line_of_case(clearance: Clearance) -> InventoryLine | None:
    """Give the line a case was opened from, if the wall shows it to this reader."""
    row = await clearance.fetchrow(FIND_LINE_OF_CASE, clearance.case_id)
    return None if row is None else line_of(row)


async def list_informed(
    clearance: Clearance, line_id: UUID, before: UUID | None, limit: int
) -> list[LineInformed]:
    """List the facts about telling the person, the latest first."""
    rows = await clearance.fetch(LIST_LINE_INFORMED, line_id, before, limit)
    return [LineInformed(row["id"], _what(row), row["recorded_by"], row["recorded_at"]) for row in rows]


async def review_line(
    clearance: Clearance, line_id: UUID, review_id: UUID, review_on: date, at: datetime
) -> None:
    """Set the day on which a line is looked at again."""
    await clearance.execute(ADD_REVIEW, review_id, line_id, review_on, clearance.actor_id, at)
    await clearance.execute(SET_REVIEW, line_id, review_on)


async def keep_from(
    clearance: Clearance, line_id: UUID, one: UUID, said: tuple[UUID, str, str, date], at: datetime
) -> None:
    """Keep somebody from a line: who, why, who decided it, and when it is looked at again."""
    await clearance.execute(KEEP_FROM, line_id, one, *said, clearance.actor_id, at)


async def withdraw_line(clearance: Clearance, line_id: UUID, reason: WithdrawnBecause, at: datetime) -> None:
    """Take somebody off, and erase what the line said of him, how he was told too."""
    await clearance.execute(WITHDRAW_LINE, line_id, reason.value, at)


async def give_to_case(clearance: Clearance, line_id: UUID, at: datetime) -> None:
    """Let the case have what names the person; the line keeps what he needs."""
    await clearance.execute(GIVE_TO_CASE, line_id, clearance.case_id, at)


def _as_row(one: Reported) -> dict[str, Any]:
    return {
        "id": one.id,
        "client": one.client,
        "informed_id": one.informed_id,
        **msgspec.structs.asdict(one.person),
        "situation": one.situation,
        "need": one.need.need,
        "entitlement": one.need.entitlement,
        "entitlement_article": one.need.article,
        **msgspec.structs.asdict(one.basis),
        **_as_columns(one.what),
        "review_on": one.review_on,
        "last_on": one.last_on,
    }


def _as_columns(what: Told | NotYet) -> dict[str, Any]:
    """Give what was said about telling the person, in the order of the columns."""
    told = what if isinstance(what, Told) else None
    not_yet = what if isinstance(what, NotYet) else None
    return {
        "informed_on": told and told.on,
        "how": told and told.how,
        "because": not_yet and not_yet.because,
        "again_on": not_yet and not_yet.review_on,
    }


def _what(row: Any) -> Told | NotYet:
    told, how = row["informed_on"], row["how"]
    return NotYet(row["because"], row["review_on"]) if told is None else Told(told, how)


def _certain(row: Any) -> InventoryLine:
    if row is None:
        raise LineUnknown
    return line_of(row)


def line_of(row: Any) -> InventoryLine:
    """Give the line that a row holds."""
    person = need = None
    if row["given_names"] is not None:
        names = (row["given_names"], row["prefix"], row["family_name"], row["call_name"])
        person = Named(*names, row["birth_date"], BirthPrecision(row["birth_precision"]))
    if row["need"] is not None:
        need = Need(row["need"], row["entitlement"], row["entitlement_article"])
    because = row["withdrawn_because"]
    return InventoryLine(
        id=row["id"], inventory_id=row["inventory_id"], unit_id=row["unit_id"], state=LineState(row["state"]), person=person,
        situation=Situation(row["situation"]), need=need, basis=LineBasis(row["ground"], row["article"], row["exception"]),
        told_on=row["told_on"], review_on=row["review_on"], last_on=row["last_on"],
        withdrawn_because=None if because is None else WithdrawnBecause(because), version=row["version"],
        reported_by=Reporter(row["reported_by"], row["name"], row["function"]), reported_at=row["reported_at"],
        kept_from=tuple(row["kept_from"]),
    )  # fmt: skip
