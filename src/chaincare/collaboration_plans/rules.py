"""When a plan is complete, what an answer rests on, and who may have adopted it. Pure."""

from collections.abc import Collection, Container, Sequence
from datetime import date
from uuid import UUID

from chaincare.collaboration_plans.model import (
    AdoptedAhead,
    AdoptersUnfit,
    CollaborationPlan,
    InventoryNotCited,
    PlanIncomplete,
)
from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.refusals import FieldError


def is_complete(answered: Collection[PlanRole]) -> bool:
    """Say whether each of the eight questions has an answer."""
    return set(answered) == set(PlanRole)


def hold_complete(plan: CollaborationPlan) -> None:
    """Raise PlanIncomplete while an answer is missing."""
    if not is_complete(plan.answered):
        raise PlanIncomplete


def changed_since_adoption(plan: CollaborationPlan) -> bool:
    """Say whether the plan says something else than what was adopted last; never, before it was adopted."""
    return plan.adoption is not None and plan.adoption.plan_version < plan.version


def well_founded(role: PlanRole, inventory_id: UUID | None, *, known: bool) -> None:
    """Check that the scout, and only the scout, cites an inventory of this network. Raises InventoryNotCited."""
    if role is not PlanRole.SCOUT and inventory_id is not None:
        raise InventoryNotCited(errors=[FieldError("/inventoryId", "Leave it out here.")])
    if role is PlanRole.SCOUT and not (inventory_id and known):
        raise InventoryNotCited(errors=[FieldError("/inventoryId", "Name an inventory of this network.")])


def adopted_by(organisations: Sequence[UUID], members: Container[UUID]) -> tuple[UUID, ...]:
    """Give who adopts it: members, each once. Raises AdoptersUnfit."""
    errors = [
        FieldError(f"/organisationIds/{place}", "Name a member of this network, once.")
        for place, one in enumerate(organisations)
        if one not in members or one in organisations[:place]
    ]
    if errors:
        raise AdoptersUnfit(errors=errors)
    return tuple(organisations)


def not_ahead(adopted_on: date, today: date) -> None:
    """Check that it has been adopted by now. Raises AdoptedAhead."""
    if adopted_on > today:
        raise AdoptedAhead(errors=[FieldError("/adoptedDate", "Lies after today.")])
