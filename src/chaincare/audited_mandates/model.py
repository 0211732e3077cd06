"""Who was given which mandate, as whoever audits reads it: the log's entries of it name the mandate by its id alone."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.directory.model import MandateKind
from chaincare.trace.model import NoMandate


class Giver(msgspec.Struct, frozen=True):
    """Who granted or ended it: of another organisation than the auditor is for, what he does, without name or id."""

    id: UUID | None
    name: str | None


class AuditedMandate(msgspec.Struct, frozen=True):
    """A mandate with whom it is of, and who granted and ended it; names are joined as it is read (T4)."""

    id: UUID
    kind: MandateKind
    granted_by: Giver
    ended_by: Giver
    professional_id: UUID
    professional: str
    function: str
    employer_id: UUID
    employer: str
    organisation_id: UUID | None
    organisation: str | None
    begins_at: datetime
    ends_at: datetime
    ended_because: str | None


LIST_AUDITED_MANDATES = Operation(
    code="access-log.mandates-read",
    action="R",
    en="An auditor read who was given which mandate",
    nl="Een auditor bekeek wie welk mandaat heeft gekregen",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
