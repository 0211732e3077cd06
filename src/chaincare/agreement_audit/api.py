"""The whole life of any agreement, for the auditor (A7)."""

from collections.abc import AsyncGenerator
from uuid import UUID

import msgspec
from litestar import Router
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import position_of
from chaincare.agreement_audit import rules, store
from chaincare.agreement_audit.model import AUDIT_AGREEMENTS, AuditPeriodUpsideDown, AuditTooWide
from chaincare.agreement_audit.views import AuditAgreements, AuditedAgreements, audited_view
from chaincare.agreements.seeing import unconfirmed_before

DOOR_AUDIT = Door("door_agreement_audit", "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22")


async def audit_door(request: AnyRequest, data: JSONBody[AuditAgreements]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for the agreements that his question finds: each has an entry of its own."""
    question = rules.answerable(data.to_question())
    after = position_of(request, data.cursor, UUID, msgspec.to_builtins(question))
    confirmed_from = unconfirmed_before(request.app.state.clock.now())
    asked = (*msgspec.structs.astuple(question), confirmed_from, after, data.limit)
    async with through(request, DOOR_AUDIT, asked) as clearance:
        yield clearance


@post(
    "/agreements/_audit",
    status_code=200,
    dependencies={"clearance": Provide(audit_door)},
    opt=doing(AUDIT_AGREEMENTS, AuditTooWide, AuditPeriodUpsideDown),
    tags=["Audit"],
)
async def audit_agreements(
    request: AnyRequest, data: JSONBody[AuditAgreements], clearance: NamedDependency[Clearance]
) -> AuditedAgreements:
    """Read every step of agreements within your mandate: when, by whom, how, and its fingerprint. That you read is logged."""
    found = await store.list_audited(clearance, unconfirmed_before(clearance.now()))
    cursor = None
    if len(clearance.page) == data.limit:
        caller, bound = request.state.caller, msgspec.to_builtins(rules.answerable(data.to_question()))
        cursor = request.app.state.cursors.seal(
            clearance.page[-1].object_id,
            subject=f"{caller.issuer} {caller.subject}",
            query=[AUDIT_AGREEMENTS.code, bound],
        )
    return AuditedAgreements(items=tuple(map(audited_view, found)), next_cursor=cursor)


agreement_audit_router = Router("/", route_handlers=[audit_agreements])
