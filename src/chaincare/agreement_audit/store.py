"""Reading the life of the agreements that the door let the auditor come to: each under an entry of its own (T3)."""

from datetime import datetime

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.agreement_audit.model import AuditedAgreement

READ_AUDITED = "SELECT document FROM chaincare.audited_agreements($1) AS document"


async def list_audited(clearance: Clearance, unconfirmed_before: datetime) -> list[AuditedAgreement]:
    """List the agreements of the page, the newest first."""
    rows = await clearance.fetch(READ_AUDITED, unconfirmed_before)
    return [msgspec.json.decode(row["document"], type=AuditedAgreement) for row in rows]
