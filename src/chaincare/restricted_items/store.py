"""Restricted items, and the uses of their texts. That a text is left out is for the statements that read it."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.restricted_items.model import (
    Ended,
    OpenedText,
    RestrictedBefore,
    RestrictedItem,
    RestrictedItemUnknown,
    Use,
    WithheldKind,
)

FIND_ITEM = "SELECT chaincare.is_item_of_case($1, $2) AS there"

ADD_ITEM = """
    INSERT INTO restricted_items (id, case_id, request_id, kind, item_id, reason, restricted_by, restricted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_ITEM = """
    SELECT id, request_id, kind, item_id, reason, restricted_by, restricted_at, lifted_by, lifted_at, lifted_because,
           told_how
    FROM restricted_items
"""

LOCK_OF_REQUEST = f"{_ITEM} WHERE request_id = $1 AND id = $2 FOR UPDATE"

GET_IN_CASE = f"{_ITEM} WHERE case_id = $1 AND id = $2"

LIST_OF_REQUEST = f"{_ITEM} WHERE request_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

LIST_IN_CASE = f"{_ITEM} WHERE case_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

LIFT_ITEM = """
    UPDATE restricted_items SET lifted_by = $2, lifted_at = $3, lifted_because = $4, told_how = $5 WHERE id = $1
"""

ADD_USE = """
    INSERT INTO restricted_item_uses (id, case_id, restricted_item_id, protects, reason, used_by, used_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

# Behind the wall: what is for another audience stays so. That a note was read is kept, as when it is not restricted.
LIST_TEXTS = """
    WITH parts AS (SELECT unnest(chaincare.parts_of_restriction($2)) AS id)
    SELECT kind, id, text FROM (
        SELECT 'note' AS kind, n.id, n.body AS text FROM notes AS n JOIN parts USING (id) WHERE n.case_id = $1
        UNION ALL
        SELECT 'agreement', f.agreement_id, concat_ws(E'\n', f.fact ->> 'what', f.fact ->> 'needs')
        FROM agreement_facts AS f JOIN parts ON parts.id = f.agreement_id
        WHERE f.case_id = $1 AND f.kind = 'proposed'
        UNION ALL
        SELECT 'question', q.case_id, concat_ws(E'\n', q.own_words, q.question, q.occasion)
        FROM case_questions AS q JOIN parts ON parts.id = q.case_id WHERE q.case_id = $1
        UNION ALL
        SELECT 'plan', v.plan_id, string_agg(concat_ws(E'\n', g.said ->> 'own_words', g.said ->> 'no_own_words_because', g.said ->> 'meaning'),
            E'\n' ORDER BY g.place)
        FROM plans AS p JOIN parts ON parts.id = p.id JOIN plan_editions AS v ON v.plan_id = p.id AND v.version = p.version
        CROSS JOIN LATERAL jsonb_array_elements(v.goals) WITH ORDINALITY AS g (said, place) WHERE p.case_id = $1
        GROUP BY v.plan_id
        UNION ALL
        SELECT 'evaluation', e.evaluation_id, concat_ws(E'\n', e.reached, e.own_words, e.no_own_words_because)
        FROM evaluation_texts AS e JOIN parts ON parts.id = e.evaluation_id WHERE e.case_id = $1
        UNION ALL
        SELECT 'pause', s.pause_id, s.words FROM pause_texts AS s JOIN parts ON parts.id = s.pause_id WHERE s.case_id = $1
        UNION ALL
        SELECT 'contribution', w.meeting_id, concat_ws(E'\n', w.heard, w.proof)
        FROM meeting_words AS w JOIN parts ON parts.id = w.meeting_id WHERE w.case_id = $1) AS opened
    ORDER BY id
"""

KEEP_READINGS = "SELECT chaincare.keep_note_readings($1::uuid[]) AS kept"


async def is_in_case(clearance: Clearance, kind: WithheldKind, item_id: UUID) -> bool:
    """Say whether an item is in the case that the request is about."""
    row = await clearance.fetchrow(FIND_ITEM, kind.value, item_id)
    return bool(row["there"])


async def add_item(clearance: Clearance, case_id: UUID | None, item: RestrictedItem) -> None:
    """Restrict an item. Raises RestrictedBefore."""
    with constraints_mean({"restricted_items_once": RestrictedBefore}):
        await clearance.execute(
            ADD_ITEM,
            item.id,
            case_id,
            item.request_id,
            item.kind.value,
            item.item_id,
            item.reason,
            item.by_id,
            item.at,
        )


async def lock_item(clearance: Clearance, request_id: UUID, item_id: UUID) -> RestrictedItem:
    """Give a restricted item of a request, locked. Raises RestrictedItemUnknown."""
    return _known(await clearance.fetchrow(LOCK_OF_REQUEST, request_id, item_id))


async def get_item(clearance: Clearance, item_id: UUID) -> RestrictedItem:
    """Give a restricted item of the case. Raises RestrictedItemUnknown."""
    return _known(await clearance.fetchrow(GET_IN_CASE, clearance.case_id, item_id))


async def list_of_request(
    clearance: Clearance, request_id: UUID, after: UUID | None, limit: int
) -> list[RestrictedItem]:
    """List what was restricted on a request, lifted ones too."""
    return [_known(row) for row in await clearance.fetch(LIST_OF_REQUEST, request_id, after, limit)]


async def list_in_case(clearance: Clearance, after: UUID | None, limit: int) -> list[RestrictedItem]:
    """List what is or was restricted in a case, as far as this reader sees the things themselves."""
    return [_known(row) for row in await clearance.fetch(LIST_IN_CASE, clearance.case_id, after, limit)]


async def lift_item(clearance: Clearance, item_id: UUID, ended: Ended) -> None:
    """Restrict it no longer."""
    await clearance.execute(LIFT_ITEM, item_id, ended.by_id, ended.at, ended.reason, ended.told_how)


async def add_use(clearance: Clearance, use: Use) -> None:
    """Keep that a restricted text was used, by whom and why."""
    await clearance.execute(
        ADD_USE,
        use.id,
        clearance.case_id,
        use.restricted_item_id,
        use.protects.value,
        use.reason,
        use.used_by,
        use.used_at,
    )


async def list_texts(clearance: Clearance, item_id: UUID) -> list[OpenedText]:
    """List the texts behind a restriction, as far as they are for this reader."""
    rows = await clearance.fetch(LIST_TEXTS, clearance.case_id, item_id)
    found = [OpenedText(WithheldKind(row["kind"]), row["id"], row["text"]) for row in rows]
    await clearance.fetchrow(KEEP_READINGS, [one.item_id for one in found if one.kind is WithheldKind.NOTE])
    return found


def _known(row: Any) -> RestrictedItem:
    if row is None:
        raise RestrictedItemUnknown
    ended = None
    if row["lifted_at"] is not None:
        ended = Ended(row["lifted_by"], row["lifted_at"], row["lifted_because"], row["told_how"])
    return RestrictedItem(
        row["id"],
        row["request_id"],
        WithheldKind(row["kind"]),
        row["item_id"],
        row["reason"],
        row["restricted_by"],
        row["restricted_at"],
        ended,
    )
