"""Which policy holds together. Pure."""

from collections.abc import Collection
from uuid import UUID

from chaincare.directory.model import Sector
from chaincare.policies.model import Policy
from chaincare.refusals import FieldError, InputInvalid


def coherent(policy: Policy, units: Collection[UUID], organisations: Collection[UUID]) -> Policy:
    """Check what one field alone does not tell: ladders rise, somebody may hold regie, and who is named is of the network.

    ``units`` and ``organisations`` are those of the network. A funder takes part in no case. Raises InputInvalid.
    """
    wrong = []
    overdue, silence = policy.overdue, policy.silence
    if not overdue.regie_holder < overdue.coordinator < overdue.management:
        wrong.append(FieldError("/overdueDays", "Each goes on later than the one before."))
    if silence.coordinator > silence.management:
        wrong.append(FieldError("/silenceDays", "The management hears no sooner than the coordinator."))
    if Sector.FUNDER in policy.sectors:
        wrong.append(FieldError("/holders/sectors", "A funder takes part in no case."))
    if not policy.sectors and not policy.units:
        wrong.append(FieldError("/holders", "Name at least one sector or unit that may hold regie."))
    wrong += [
        FieldError(f"/holders/units/{place}", "Not a unit of this network.")
        for place, one in enumerate(policy.units)
        if one not in units
    ]
    wrong += [
        FieldError(f"/lastResort/{place}", "Not an organisation of this network that can take on work.")
        for place, one in enumerate(policy.last_resort)
        if one not in organisations
    ]
    if wrong:
        raise InputInvalid(errors=wrong)
    return policy
