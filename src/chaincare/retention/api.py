"""Terms, legal holds, and the proof of what was erased."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.retention import rules, store
from chaincare.retention.model import (
    ADD_RULE,
    LIFT_HOLD,
    PLACE_HOLD,
    READ_DESTRUCTIONS,
    READ_HOLDS,
    READ_RULES,
    ActivityForLog,
    HoldLifted,
    LawForContributions,
    Layer,
    LegalHold,
    LogTermTooShort,
    RetentionRule,
    RuleEndsFirst,
    RuleTooSoon,
)
from chaincare.retention.views import (
    AddRetentionRule,
    Destructions,
    LegalHolds,
    LegalHoldView,
    LiftHold,
    PlaceHold,
    RetentionRules,
    RetentionRuleView,
    destruction_view,
    hold_view,
    rule_view,
)

DOOR_PRIVACY = Door("door_privacy", "$13")
DOOR_HOLDS = Door("door_holds", "$13, $14")
DOOR_HOLD = Door("door_hold", "$13, $14")


async def retention_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into the terms and certificates of their network."""
    async with through(request, DOOR_PRIVACY, [None]) as clearance:
        yield clearance


async def placing_door(request: AnyRequest, data: JSONBody[PlaceHold]) -> AsyncGenerator[Clearance, None]:
    """Let privacy work into a new hold on a case of its network."""
    async with through(request, DOOR_HOLD, [data.case_id, None]) as clearance:
        yield clearance


async def hold_door(request: AnyRequest, hold_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let privacy work into a hold."""
    async with through(request, DOOR_HOLD, [None, hold_id]) as clearance:
        yield clearance


async def holds_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into one page of holds."""
    async with through(request, DOOR_HOLDS, [position_of(request, cursor, UUID), limit]) as clearance:
        yield clearance


IN_RETENTION = {"clearance": Provide(retention_door)}


@get("/retention-rules", dependencies=IN_RETENTION, opt=doing(READ_RULES))
async def list_retention_rules(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[RetentionRules]:
    """Read how long what is kept: the terms that come with the product, and those of your network."""
    found = await store.list_rules(clearance, position_of(request, cursor, UUID), limit)
    return page_answer(
        request,
        RetentionRules(items=tuple(map(rule_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@post(
    "/retention-rules",
    dependencies=IN_RETENTION,
    opt=doing(ADD_RULE, RuleTooSoon, RuleEndsFirst, LawForContributions, LogTermTooShort, ActivityForLog),
)
async def add_retention_rule(
    data: JSONBody[AddRetentionRule], clearance: NamedDependency[Clearance]
) -> RetentionRuleView:
    """Set a term for your network. It replaces that of the product for the same law or activity, from its first day on."""
    at = clearance.now()
    wanted = RetentionRule(
        new_id(),
        clearance.admission.network_id,
        Layer(data.layer),
        data.law,
        data.months,
        data.source,
        data.valid_from_date,
        data.valid_until_date,
        data.activity,
    )
    rule = rules.add(wanted, at=at)
    await store.add_rule(clearance, rule, at)
    clearance.object_id = rule.id
    return rule_view(rule)


@get("/destructions", dependencies=IN_RETENTION, opt=doing(READ_DESTRUCTIONS))
async def list_destructions(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Destructions]:
    """Read the proof of what was erased, without anybody in it."""
    found = await store.list_destructions(clearance, position_of(request, cursor, UUID), limit)
    return page_answer(
        request,
        Destructions(items=tuple(map(destruction_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@get("/legal-holds", dependencies={"clearance": Provide(holds_door)}, opt=doing(READ_HOLDS))
async def list_holds(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[LegalHolds]:
    """Read which cases are kept from being erased, and which were."""
    found = await store.list_holds(clearance) if clearance.page else []
    return page_answer(
        request,
        LegalHolds(items=tuple(map(hold_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@post("/legal-holds", dependencies={"clearance": Provide(placing_door)}, opt=doing(PLACE_HOLD))
async def place_hold(data: JSONBody[PlaceHold], clearance: NamedDependency[Clearance]) -> LegalHoldView:
    """Keep a case from being erased, until the hold is lifted."""
    hold_id = clearance.admission.object_id or new_id()
    hold = LegalHold(hold_id, clearance.case_id, clearance.now(), None)
    await store.add_hold(clearance, hold, data.reason)
    clearance.object_id = hold.id
    return hold_view(hold)


@post(
    "/legal-holds/{hold_id:uuid}/liftings",
    dependencies={"clearance": Provide(hold_door)},
    opt=doing(LIFT_HOLD, HoldLifted),
)
async def lift_hold(
    hold_id: FromPath[UUID], data: JSONBody[LiftHold], clearance: NamedDependency[Clearance]
) -> LegalHoldView:
    """Let a case be erased again when its terms are over; texts of the access log that waited for that are erased now."""
    hold = rules.lift(await store.lock_hold(clearance, hold_id), at=clearance.now())
    await store.lift_hold(clearance, hold, data.reason)
    return hold_view(hold)


retention_router = Router(
    "/",
    route_handlers=[
        list_retention_rules,
        add_retention_rule,
        list_destructions,
        list_holds,
        place_hold,
        lift_hold,
    ],
    tags=["Privacy"],
)
