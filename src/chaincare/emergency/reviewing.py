"""What others do about an emergency access: see it, let its user take part for a crisis, review it, disclose it."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import Purpose
from chaincare.emergency import operations, rules, store
from chaincare.emergency.bodies import BeginCrisis, ReviewEmergencyAccess
from chaincare.emergency.model import Access, Fact, FactKind
from chaincare.emergency.refusals import (
    CrisisBasisUnfit,
    CrisisTooLong,
    EmergencyOver,
    EmergencyStillRuns,
    HappenedAlready,
    ReviewNotYours,
    SecondPersonNeeded,
)
from chaincare.emergency.shown import word_of
from chaincare.emergency.views import CrisisBegun, EmergencyAccessMoved
from chaincare.ids import new_id
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.parties.model import Circle, Participation, Role, Scope
from chaincare.parties.refusals import AlreadyTakesPart, BasisRunsOut
from chaincare.parties.rules import valid_basis
from chaincare.parties.store import add_legal_basis, add_participation
from chaincare.wire import Nothing

DOOR_EMERGENCY = Door("door_emergency", "$13, $14")


async def emergency_door(request: AnyRequest, access_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let somebody come to one emergency access: who uses it, and who looks after it."""
    async with through(request, DOOR_EMERGENCY, [access_id, False]) as clearance:
        yield clearance


async def second_person_door(
    request: AnyRequest, access_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let the second person come to it too: anybody of a unit that the covenant names."""
    async with through(request, DOOR_EMERGENCY, [access_id, True]) as clearance:
        yield clearance


IN_EMERGENCY = {"clearance": Provide(emergency_door)}


async def record(
    clearance: Clearance, access: Access, kind: FactKind, **said: object
) -> EmergencyAccessMoved:
    """Write what happened to an access that is held, and tell how it stands. Raises HappenedAlready."""
    at = clearance.now()
    fact = Fact(kind=kind, by_id=clearance.actor_id, at=at, **said)  # type: ignore[arg-type]
    await store.add_fact(clearance, access.id, fact)
    clearance.object_id = access.id
    now = rules.with_fact(access, fact)
    return EmergencyAccessMoved(id=access.id, state=word_of(rules.state_of(now, at)))


@post(
    "/{access_id:uuid}/acknowledgements",
    dependencies=IN_EMERGENCY,
    opt=doing(operations.ACKNOWLEDGE_ACCESS),
)
async def acknowledge_emergency_access(
    access_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> EmergencyAccessMoved:
    """Say that you saw it: then it leaves your worklist, until a note is left or a crisis participation begins."""
    return await record(clearance, await store.hold_access(clearance, access_id), FactKind.ACKNOWLEDGED)


@post(
    "/{access_id:uuid}/crisis-participations",
    dependencies={"clearance": Provide(second_person_door)},
    opt=doing(
        operations.BEGIN_CRISIS, EmergencyOver, SecondPersonNeeded, CrisisBasisUnfit, CrisisTooLong, HappenedAlready,
        AlreadyTakesPart, BasisRunsOut, *CITING,
    ),
)  # fmt: skip
async def begin_crisis(
    access_id: FromPath[UUID], data: JSONBody[BeginCrisis], clearance: NamedDependency[Clearance]
) -> CrisisBegun:
    """Let who uses it take part for at most 72 hours, as a second person: he may write then. It ends by itself."""
    access, at, basis = (
        await store.hold_access(clearance, access_id),
        clearance.now(),
        data.legal_basis.to_model(),
    )
    until = rules.crisis_until(access, data.hours, basis.ground, basis.until, by_id=clearance.actor_id, at=at)
    valid_basis(basis.until, at)
    await hold_to_catalogue(clearance, basis, at)
    participation = Participation(
        id=new_id(), role=Role.CASEWORKER, circle=Circle.WINKELSTRAAT, scope=Scope.FULL, scope_from=at,
        purpose=Purpose.SAFETY, began_at=at, professional_id=access.professional_id, ends_at=until,
    )  # fmt: skip
    await add_participation(clearance, participation)
    await add_legal_basis(clearance, participation.id, rules.until(basis, until), at)
    said = {"about": participation.id, "until_at": until, "reason": data.reason}
    await record(clearance, access, FactKind.CRISIS_BEGUN, **said)
    return CrisisBegun(id=access_id, participation_id=participation.id, until_at=until)


@post(
    "/{access_id:uuid}/reviews",
    dependencies=IN_EMERGENCY,
    opt=doing(operations.REVIEW_ACCESS, ReviewNotYours, EmergencyStillRuns, HappenedAlready),
)
async def review_emergency_access(
    access_id: FromPath[UUID],
    data: JSONBody[ReviewEmergencyAccess],
    clearance: NamedDependency[Clearance],
) -> EmergencyAccessMoved:
    """Say whether it was right, within five working days: by an auditor who had no part in it (T6)."""
    access = await store.hold_access(clearance, access_id)
    rules.may_review(access, by_id=clearance.actor_id, unit_id=clearance.unit_id, at=clearance.now())
    return await record(clearance, access, FactKind.REVIEWED, outcome=data.outcome, reason=data.reason)


@post(
    "/{access_id:uuid}/disclosures",
    dependencies=IN_EMERGENCY,
    opt=doing(operations.DISCLOSE_ACCESS, HappenedAlready, ReviewNotYours),
)
async def disclose_emergency_access(
    access_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> EmergencyAccessMoved:
    """Say that the client's side can safely be told: from now on it stands in the client's own log (S5)."""
    access = await store.hold_access(clearance, access_id)
    rules.may_disclose(access, by_id=clearance.actor_id)
    return await record(clearance, access, FactKind.DISCLOSED)
