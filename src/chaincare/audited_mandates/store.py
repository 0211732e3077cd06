"""Mandates as an auditor reads them. Nobody writes one from here."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.audited_mandates.model import AuditedMandate, Giver
from chaincare.directory.model import MandateKind
from chaincare.trace.columns import told_of

# Of an organisation's auditor, what people of that organisation were given, and nobody else.
LIST = f"""
    SELECT m.id, m.kind, CASE WHEN NOT g.elsewhere THEN m.granted_by END, g.name, CASE WHEN NOT d.elsewhere THEN m.ended_by END, d.name, m.professional_id, p.name, p.function, h.id, h.name, m.organisation_id, o.name,
        lower(m.during), upper(m.during), m.ended_because
    FROM mandates AS m
    JOIN professionals AS p ON p.id = m.professional_id JOIN units AS w ON w.id = p.unit_id
    JOIN organisations AS h ON h.id = w.organisation_id
    LEFT JOIN organisations AS o ON o.id = m.organisation_id
    {told_of("m.granted_by", "g")} {told_of("m.ended_by", "d")}
    WHERE m.network_id = $1 AND h.id = coalesce((SELECT n.organisation_id FROM chaincare.log_names_of() AS n), h.id)
      AND ($2::uuid IS NULL OR m.id < $2)
    ORDER BY m.id DESC LIMIT $3
"""


async def list_mandates(clearance: Clearance, after: UUID | None, limit: int) -> list[AuditedMandate]:
    """List the mandates of the network that is audited, ended ones too, what was granted last first."""
    return list(map(_mandate, await clearance.fetch(LIST, clearance.admission.network_id, after, limit)))


def _mandate(row: Any) -> AuditedMandate:
    return AuditedMandate(row[0], MandateKind(row[1]), Giver(*row[2:4]), Giver(*row[4:6]), *row[6:])
