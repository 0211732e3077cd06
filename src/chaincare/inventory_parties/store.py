"""Who is needed for an inventory: one row each, and the steps, which are only ever added."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.inventory_parties.model import InventoryParty, InventoryPartyUnknown, StepTaken
from chaincare.needed_parties.model import (
    Approached,
    HelpNeeded,
    InTalks,
    NeededParty,
    NextStep,
    OrganisationNeeded,
    Refuses,
    Stand,
    TakesPart,
    ToApproach,
)

IS_OF_NETWORK = """
    SELECT ($1::uuid IS NULL OR EXISTS (
            SELECT FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $3
            WHERE o.id = $1 AND o.status = 'active' AND o.sector <> 'funder'))
        AND ($2::uuid IS NULL OR EXISTS (
            SELECT FROM professionals AS f JOIN units AS u ON u.id = f.unit_id
            JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $3
            WHERE f.id = $2 AND f.status = 'active')) AS fits
"""

ADD_PARTY = """
    INSERT INTO inventory_parties (id, inventory_id, network_id, organisation_id, help, needed_for, version)
    VALUES ($1, $2, $3, $4, $5, $6, 1)
"""

ADD_PARTY_STEP = """
    INSERT INTO inventory_party_steps (party_id, version, state, next_step, next_step_on, next_step_by, reason, taken_by, taken_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

SET_VERSION = "UPDATE inventory_parties SET version = $2 WHERE id = $1"

LOCK_PARTY = """
    SELECT id, organisation_id, help, needed_for, version FROM inventory_parties
    WHERE inventory_id = $1 AND id = $2 FOR UPDATE
"""

LIST_PARTIES = """
    SELECT id, organisation_id, help, needed_for, version FROM inventory_parties
    WHERE inventory_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3
"""

LIST_PARTY_STEPS = """
    SELECT party_id, state, next_step, next_step_on, next_step_by, reason, taken_by, taken_at FROM inventory_party_steps
    WHERE party_id = ANY ($1::uuid[]) ORDER BY party_id, version
"""


async def is_of_network(clearance: Clearance, organisation_id: UUID | None, person_id: UUID | None) -> bool:
    """Say whether an organisation can be asked in the network, and somebody can take the next step there."""
    network_id = clearance.admission.network_id
    row = await clearance.fetchrow(IS_OF_NETWORK, organisation_id, person_id, network_id)
    return bool(row["fits"])


async def add_party(clearance: Clearance, inventory_id: UUID, needed: NeededParty, step: StepTaken) -> None:
    """Add who is needed, with the first step."""
    organisation_id = needed.who.organisation_id if isinstance(needed.who, OrganisationNeeded) else None
    words = needed.who.help if isinstance(needed.who, HelpNeeded) else None
    values = (
        needed.id,
        inventory_id,
        clearance.admission.network_id,
        organisation_id,
        words,
        needed.needed_for,
    )
    await clearance.execute(ADD_PARTY, *values)
    await _add_step(clearance, needed, step)


async def take_step(clearance: Clearance, needed: NeededParty, step: StepTaken) -> None:
    """Add the step that was taken last."""
    await clearance.execute(SET_VERSION, needed.id, needed.version)
    await _add_step(clearance, needed, step)


async def lock_party(clearance: Clearance, inventory_id: UUID, party_id: UUID) -> NeededParty:
    """Give who is needed as it stands now; steps come one after the other. Raises InventoryPartyUnknown."""
    row = await clearance.fetchrow(LOCK_PARTY, inventory_id, party_id)
    if row is None:
        raise InventoryPartyUnknown
    return (await _with_steps(clearance, [row]))[0].needed


async def list_parties(
    clearance: Clearance, inventory_id: UUID, after: UUID | None, limit: int
) -> list[InventoryParty]:
    """List who is needed, the first that was named first."""
    return await _with_steps(clearance, await clearance.fetch(LIST_PARTIES, inventory_id, after, limit))


async def _add_step(clearance: Clearance, needed: NeededParty, step: StepTaken) -> None:
    next_step = getattr(step.stand, "next_step", None)
    await clearance.execute(
        ADD_PARTY_STEP,
        needed.id,
        needed.version,
        str(step.stand.__struct_config__.tag),
        next_step and next_step.what,
        next_step and next_step.by_on,
        step.next_by,
        step.stand.reason if isinstance(step.stand, Refuses) else None,
        step.taken_by,
        step.taken_at,
    )


async def _with_steps(clearance: Clearance, rows: Sequence[Any]) -> list[InventoryParty]:
    steps: dict[UUID, list[StepTaken]] = {row["id"]: [] for row in rows}
    for one in await clearance.fetch(LIST_PARTY_STEPS, list(steps)):
        taken = StepTaken(_stand(one), one["next_step_by"], one["taken_by"], one["taken_at"])
        steps[one["party_id"]].append(taken)
    return [_party(row, steps[row["id"]]) for row in rows]


def _party(row: Any, steps: Sequence[StepTaken]) -> InventoryParty:
    who = HelpNeeded(row["help"]) if row["help"] is not None else OrganisationNeeded(row["organisation_id"])
    needed = NeededParty(row["id"], who, row["needed_for"], False, row["version"], steps[-1].stand)
    return InventoryParty(needed, tuple(steps))


def _stand(row: Any) -> Stand:
    match row["state"]:
        case "takes_part":
            return TakesPart(None)
        case "refuses":
            return Refuses(row["reason"])
    after = NextStep(row["next_step"], row["next_step_on"])
    stands: dict[str, type[ToApproach | Approached | InTalks]]
    stands = {"to_approach": ToApproach, "approached": Approached, "in_talks": InTalks}
    return stands[row["state"]](after)
