"""In which order an organisation leaves, and which mandates may be ended by whom. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.changes.model import (
    KnownMandate,
    KnownOrganisation,
    KnownUnit,
    LastAuditorStays,
    Leaving,
    LeavingOutOfOrder,
    MandateEnded,
    NetworkSaysTheTask,
    OrganisationElsewhere,
    OwnMandateStays,
    OwnOrganisationLeaves,
)
from chaincare.directory.model import MandateKind, OrganisationStatus

_STEPS: dict[tuple[OrganisationStatus, Leaving], OrganisationStatus] = {
    (OrganisationStatus.ACTIVE, Leaving.NOTICE): OrganisationStatus.LEAVING,
    (OrganisationStatus.LEAVING, Leaving.EXIT): OrganisationStatus.LEFT,
    (OrganisationStatus.ACTIVE, Leaving.INSOLVENCY): OrganisationStatus.INSOLVENT,
    (OrganisationStatus.LEAVING, Leaving.INSOLVENCY): OrganisationStatus.INSOLVENT,
}


def change_unit(before: KnownUnit, after: KnownUnit, *, of_network: bool) -> KnownUnit:
    """Let a unit be called otherwise or work by another law, which only the network says. Raises NetworkSaysTheTask."""
    if after.statutory_task != before.statutory_task and not of_network:
        raise NetworkSaysTheTask
    return after


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


def end_mandate(
    mandate: KnownMandate, reason: str, *, by: UUID, at: datetime, audited_besides: bool
) -> KnownMandate:
    """End a mandate now. Raises OwnMandateStays, LastAuditorStays, so that no network is left without anybody; MandateEnded.

    ``audited_besides`` says whether somebody else audits the whole network.
    """
    if mandate.professional_id == by:
        raise OwnMandateStays
    if mandate.ends_at <= at:
        raise MandateEnded
    audits = mandate.kind is MandateKind.AUDITOR and mandate.organisation_id is None
    if audits and mandate.begins_at <= at and not audited_besides:
        raise LastAuditorStays
    return msgspec.structs.replace(mandate, ends_at=max(at, mandate.begins_at), ended_because=reason)
