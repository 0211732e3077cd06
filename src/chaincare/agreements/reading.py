"""Reading agreements: those in one's audience, one of them, and everything that happened to it."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import etag_of
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.agreements import store
from chaincare.agreements.operations import (
    LIST_AGREEMENTS,
    READ_AGREEMENT,
    READ_AGREEMENT_HISTORY,
    READ_PRECONDITIONS,
)
from chaincare.agreements.refusals import AgreementUnknown
from chaincare.agreements.shown import agreement_view, history_view, preconditions_view, with_statements
from chaincare.agreements.states import fold
from chaincare.agreements.views import AgreementHistory, Agreements, AgreementView, Preconditions
from chaincare.statements.store import list_beside_agreements


@get("/", dependencies=IN_CASE, opt=doing(LIST_AGREEMENTS))
async def list_agreements(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Agreements]:
    """Read the agreements in your audience, the newest first; a coordinator sees them without their text."""
    case, now = str(clearance.case_id), clearance.now()
    outlines = await store.list_agreements(clearance, position_of(request, cursor, UUID, case), limit)
    facts = await store.list_facts(clearance, [one.id for one in outlines])
    parties = await store.list_parties(clearance, now)
    beside = await list_beside_agreements(clearance, list(facts))
    items = tuple(
        with_statements(
            agreement_view(one, fold(one, facts[one.id]) if one.id in facts else None, parties, now), beside
        )
        for one in outlines
    )
    position = items[-1].id if items else None
    more = len(items) == limit
    return page_answer(
        request, Agreements(items=items), position=position, more=more, limit=limit, query=case
    )


@get(
    "/{agreement_id:uuid}",
    dependencies=IN_CASE,
    opt={**doing(READ_AGREEMENT, AgreementUnknown), "answer_headers": ("ETag",)},
)
async def read_agreement(
    agreement_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[AgreementView]:
    """Read one agreement; its `ETag` is what the next step can say in `If-Match`."""
    now = clearance.now()
    outline = await store.get_agreement(clearance, agreement_id)
    facts = await store.list_facts(clearance, [agreement_id])
    parties = await store.list_parties(clearance, now)
    beside = await list_beside_agreements(clearance, [agreement_id])
    view = with_statements(agreement_view(outline, fold(outline, facts[agreement_id]), parties, now), beside)
    return Response(view, headers={"ETag": etag_of(view.version)})


@get("/", dependencies=IN_CASE, opt=doing(READ_PRECONDITIONS, AgreementUnknown))
async def list_preconditions(
    agreement_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Preconditions:
    """Read what is needed so that an agreement is carried out, and with whom each thing is (A2)."""
    now = clearance.now()
    outline = await store.get_agreement(clearance, agreement_id)
    facts = await store.list_facts(clearance, [agreement_id])
    parties = await store.list_parties(clearance, now)
    agreement = fold(outline, facts[agreement_id])
    return Preconditions(items=() if outline.restricted else preconditions_view(agreement, parties, now))


@get(
    "/{agreement_id:uuid}/history",
    dependencies=IN_CASE,
    opt=doing(READ_AGREEMENT_HISTORY, AgreementUnknown),
)
async def read_agreement_history(
    agreement_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> AgreementHistory:
    """Read every step: when, by whom, and the fingerprint of each version (A7)."""
    outline = await store.get_agreement(clearance, agreement_id)
    facts = await store.list_facts(clearance, [agreement_id])
    parties = await store.list_parties(clearance, clearance.now())
    return history_view(outline, facts[agreement_id], parties)
