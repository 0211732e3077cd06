"""The rows that the door chose for a page, as far as the wall shows them: one statement for all of them."""

from datetime import datetime
from typing import Any

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.worklist.model import Item, ItemKind, Person, RunningTerms, Who

# What the door chose by was true a moment ago: a ball that has moved since is another one, and left out.
LIST_ITEMS = """
    WITH standing AS MATERIALIZED (
        SELECT array_agg(one) AS ids FROM unnest(chaincare.concerned($1, $1, $3)) AS one
        WHERE chaincare.stands(one, $3)
    ), balls AS MATERIALIZED (
        SELECT b.* FROM standing AS s CROSS JOIN LATERAL (
            SELECT * FROM chaincare.regie_balls($1, s.ids, $3)
            UNION ALL SELECT * FROM chaincare.escalation_balls($1, s.ids, $3)
            UNION ALL SELECT * FROM chaincare.agreement_balls($1, s.ids, $3, $4)
            UNION ALL SELECT * FROM chaincare.precondition_balls($1, s.ids, $3)
            UNION ALL SELECT * FROM chaincare.meeting_balls($1, $5)
            UNION ALL SELECT * FROM chaincare.basis_balls($3)
            UNION ALL SELECT * FROM chaincare.received_balls($2)
            UNION ALL SELECT * FROM chaincare.consultation_balls($7, $3)) AS b
        WHERE b.id = ANY ($6::uuid[])
    ), people AS MATERIALIZED (
        SELECT p.id, json_build_object('id', p.id, 'role', p.role,
                'name', coalesce(f.name, r.name, CASE WHEN p.unit_id IS NOT NULL THEN u.name ELSE k.name END),
                'function', coalesce(f.function, r.kind), 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'holds_regie', EXISTS (
                    SELECT FROM regie_terms AS t WHERE t.case_id = p.case_id AND t.holder_id = p.id
                      AND (t.during @> $3::timestamptz) IS TRUE)) AS told
        FROM participations AS p
        LEFT JOIN professionals AS f ON f.id = p.professional_id
        LEFT JOIN representatives AS r ON r.id = p.representative_id
        LEFT JOIN LATERAL (
            SELECT nullif(concat_ws(' ', coalesce(c.call_name, c.given_names), c.prefix, c.family_name), '') AS name
            FROM clients AS c WHERE c.id = p.client_id) AS k ON true
        LEFT JOIN units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
        LEFT JOIN organisations AS o ON o.id = u.organisation_id
        WHERE p.id IN (SELECT participation_id FROM balls UNION ALL SELECT asked_by FROM balls)
        UNION ALL
        SELECT f.id, json_build_object('id', f.id, 'role', NULL, 'name', f.name, 'function', f.function, 'unit', u.name,
                'organisation', o.name, 'sector', o.sector, 'holds_regie', false)
        FROM professionals AS f JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
        WHERE f.id IN (SELECT asked_by FROM balls)
    )
    SELECT b.id, b.kind, b.case_id, b.about, b.within_id, b.since, b.due_on, b.who, w.told AS person,
           CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'role', NULL, 'name', NULL, 'function', NULL,
               'unit', u.name, 'organisation', o.name, 'sector', o.sector, 'holds_regie', false) END AS unit,
           a.told AS asked_by, c.reference,
           CASE WHEN k.id IS NOT NULL
               THEN concat_ws(' ', coalesce(k.call_name, k.given_names), k.prefix, k.family_name) END AS client
    FROM balls AS b
    LEFT JOIN cases AS c ON c.id = b.case_id LEFT JOIN clients AS k ON k.id = c.client_id
    LEFT JOIN people AS w ON w.id = b.participation_id LEFT JOIN people AS a ON a.id = b.asked_by
    LEFT JOIN units AS u ON u.id = b.unit_id LEFT JOIN organisations AS o ON o.id = u.organisation_id
    ORDER BY b.id
"""


async def list_items(clearance: Clearance, at: datetime, terms: RunningTerms) -> list[Item]:
    """List the rows of this page, the oldest ball first."""
    cases = list({entry.case_id for entry in clearance.page})
    chosen = [entry.object_id for entry in clearance.page]
    own = clearance.admission
    rows = await clearance.fetch(
        LIST_ITEMS, cases, own.unit_id, at, terms.confirmable, terms.objectable, chosen, own.actor_id
    )
    return [_item(dict(row)) for row in rows]


def _item(row: dict[str, Any]) -> Item:
    told = {name: _person(row[name]) for name in ("person", "unit", "asked_by")}
    return Item(**row | told | {"kind": ItemKind(row["kind"]), "who": Who(row["who"])})


def _person(document: str | None) -> Person | None:
    return None if document is None else msgspec.json.decode(document, type=Person)
