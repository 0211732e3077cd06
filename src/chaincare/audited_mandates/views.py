"""Mandates as an auditor reads them, as they travel."""

from uuid import UUID

from chaincare.audited_mandates.model import AuditedMandate
from chaincare.directory.model import MandateKind
from chaincare.wire import Instant, View


class AuditedMandateView(View):
    """A mandate: whose, which, from when until when, and who granted it. An entry `mandate.granted` or `mandate.ended` names it as `objectId`.

    `organisationId` is the one organisation that it is for, null where it is for the network; `employerId` is where he works. `grantedById`
    is null of the first administrator, whom the operator named, and an auditor of one organisation is told what those of another do, without
    name or id.
    """

    id: UUID
    kind: MandateKind
    professional_id: UUID
    professional: str
    function: str
    employer_id: UUID
    employer: str
    organisation_id: UUID | None
    organisation: str | None
    begins_at: Instant
    ends_at: Instant
    granted_by_id: UUID | None
    granted_by: str | None
    ended_by_id: UUID | None
    ended_by: str | None
    ended_because: str | None


class AuditedMandatePage(View):
    """Mandates, what was granted last first."""

    items: tuple[AuditedMandateView, ...]


def mandate_view(one: AuditedMandate) -> AuditedMandateView:
    """Show a mandate."""
    return AuditedMandateView(
        id=one.id,
        kind=one.kind,
        professional_id=one.professional_id,
        professional=one.professional,
        function=one.function,
        employer_id=one.employer_id,
        employer=one.employer,
        organisation_id=one.organisation_id,
        organisation=one.organisation,
        begins_at=one.begins_at,
        ends_at=one.ends_at,
        granted_by_id=one.granted_by.id,
        granted_by=one.granted_by.name,
        ended_by_id=one.ended_by.id,
        ended_by=one.ended_by.name,
        ended_because=one.ended_because,
    )
