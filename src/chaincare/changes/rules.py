"""In which order an organisation leaves, and which mandates may be ended by whom. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.changes.model import (
    KnownMandate,
    KnownOrganisation,
    Leaving,
    LeavingOutOfOrder,
    MandateEnded,
    OrganisationElsewhere,
    OwnMandateStays,
    OwnOrganisationLeaves,
)
from chaincare.directory.model import OrganisationStatus

_STEPS: dict[tuple[OrganisationStatus, Leaving], OrganisationStatus] = {
    (OrganisationStatus.ACTIVE, Leaving.NOTICE): OrganisationStatus.LEAVING,
    (OrganisationStatus.LEAVING, Leaving.EXIT): OrganisationStatus.LEFT,
    (OrganisationStatus.ACTIVE, Leaving.INSOLVENCY): OrganisationStatus.INSOLVENT,
    (OrganisationStatus.LEAVING, Leaving.INSOLVENCY): OrganisationStatus.INSOLVENT,
}


def leave(
    organisation: KnownOrganisation, step: Leaving, *, own_organisation_id: UUID | None
) -> KnownOrganisation:
    """Take a step out of the network. Raises OwnOrganisationLeaves, OrganisationElsewhere, LeavingOutOfOrder."""
    if organisation.id == own_organisation_id:
        raise OwnOrganisationLeaves
    if organisation.elsewhere:
        raise OrganisationElsewhere
    status = _STEPS.get((organisation.status, step))
    if status is None:
        raise LeavingOutOfOrder
    return msgspec.structs.replace(organisation, status=status, version=organisation.version + 1)


def end_mandate(mandate: KnownMandate, reason: str, *, by: UUID, at: datetime) -> KnownMandate:
    """End a mandate now. Raises OwnMandateStays, so that no network is left without anybody; MandateEnded."""
    if mandate.professional_id == by:
        raise OwnMandateStays
    if mandate.ends_at <= at:
        raise MandateEnded
    return msgspec.structs.replace(mandate, ends_at=max(at, mandate.begins_at), ended_because=reason)
