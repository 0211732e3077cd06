"""Mandates as an auditor reads them. Nobody writes one from here."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.audited_mandates.model import AuditedMandate, Giver
from chaincare.directory.model import MandateKind
from chaincare.trace.store import ELSEWHERE

_GIVER = f"""
    LEFT JOIN LATERAL (
        SELECT CASE WHEN {ELSEWHERE} THEN NULL ELSE r.id END AS id, CASE WHEN {ELSEWHERE} THEN r.function ELSE r.name END AS name
        FROM professionals AS r JOIN units AS u ON u.id = r.unit_id WHERE r.id = {{whose}}) AS {{name}} ON true"""
# Of an organisation's auditor, what people of that organisation were given, and nobody else.
LIST = f"""
    SELECT m.id, m.kind, g.id, g.name, d.id, d.name, m.professional_id, p.name, p.function, h.id, h.name, m.organisation_id, o.name,
        lower(m.during), upper(m.during), m.ended_because
    FROM mandates AS m
    JOIN professionals AS p ON p.id = m.professional_id JOIN units AS w ON w.id = p.unit_id
    JOIN organisations AS h ON h.id = w.organisation_id
    LEFT JOIN organisations AS o ON o.id = m.organisation_id
    {_GIVER.format(whose="m.granted_by", name="g")} {_GIVER.format(whose="m.ended_by", name="d")}
    WHERE m.network_id = $1 AND h.id = coalesce((SELECT n.organisation_id FROM chaincare.log_names_of() AS n), h.id)
      AND ($2::uuid IS NULL OR m.id < $2)
    ORDER BY m.id DESC LIMIT $3
"""


async def list_mandates(clearance: Clearance, after: UUID | None, limit: int) -> list[AuditedMandate]:
    """List the mandates of the network that is audited, ended ones too, what was granted last first."""
    return list(map(_mandate, await clearance.fetch(LIST, clearance.admission.network_id, after, limit)))


def _mandate(row: Any) -> AuditedMandate:
    return AuditedMandate(row[0], MandateKind(row[1]), Giver(*row[2:4]), Giver(*row[4:6]), *row[6:])
