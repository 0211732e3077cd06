"""The covenant of a network: drafted and published by a mandate, read by everybody of a member."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import IN_ALLIANCE, into, to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.alliance.rules import Wording
from chaincare.covenants import rules, store
from chaincare.covenants.model import (
    ADD_COVENANT,
    CHANGE_COVENANT,
    LIST_COVENANTS,
    PUBLISH_COVENANT,
    READ_COVENANT,
    ClausesMissing,
    ClausesUnfit,
    CovenantThereAlready,
    Draft,
    HoldsTooEarly,
    HoldsTooFar,
    NobodySignedYet,
)
from chaincare.covenants.views import (
    AddCovenant,
    Covenants,
    CovenantVersion,
    CovenantVersions,
    CovenantView,
    PublishCovenant,
    WriteCovenant,
    covenant_view,
    version_view,
)
from chaincare.ids import new_id
from chaincare.workdays import day_in_amsterdam

TO_COVENANT = to_thing("covenant_id")
ANSWERS_EDITION: dict[str, Any] = {"answer_headers": ("ETag",)}
ASKS_EDITION: dict[str, Any] = {"required_headers": ("If-Match",)}


async def adding_door(request: AnyRequest, data: JSONBody[AddCovenant]) -> AsyncGenerator[Clearance, None]:
    """Let somebody write in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_COVENANTS))
async def list_covenants(clearance: NamedDependency[Clearance]) -> Covenants:
    """Read which covenant the network has: its draft, and the version in force."""
    draft = await store.find_draft(clearance)
    return Covenants(items=() if draft is None else (await _shown(clearance, draft),))


@post(
    "/",
    dependencies={"clearance": Provide(adding_door)},
    opt={**doing(ADD_COVENANT, TextNamesSomebody, ClausesUnfit, CovenantThereAlready), **ANSWERS_EDITION},
)
async def add_covenant(
    data: JSONBody[AddCovenant], clearance: NamedDependency[Clearance]
) -> Response[CovenantView]:
    """Begin the covenant of a network, as a draft: it binds nobody until it is published."""
    await about_nobody(clearance, data, Wording.DOCUMENT)
    network_id = clearance.admission.network_id
    draft = _draft(clearance, data, new_id(), network_id, 1)  # type: ignore[arg-type]  # let in: it has one
    await store.add_draft(clearance, draft)
    clearance.object_id = draft.id
    return Response(await _shown(clearance, draft), headers={"ETag": etag_of(1)})


@get("/{covenant_id:uuid}", dependencies=TO_COVENANT, opt={**doing(READ_COVENANT), **ANSWERS_EDITION})
async def read_covenant(
    covenant_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[CovenantView]:
    """Read the draft of a covenant, what it lacks yet, and the version in force."""
    draft = await store.get_draft(clearance, covenant_id)
    return Response(await _shown(clearance, draft), headers={"ETag": etag_of(draft.edition)})


@put(
    "/{covenant_id:uuid}",
    dependencies=TO_COVENANT,
    opt={
        **doing(CHANGE_COVENANT, TextNamesSomebody, ClausesUnfit, EditionMissing, EditionStale),
        **ANSWERS_EDITION,
        **ASKS_EDITION,
    },
)
async def change_covenant(
    covenant_id: FromPath[UUID],
    data: JSONBody[WriteCovenant],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[CovenantView]:
    """Write what the covenant is to say next; what was published stays as it is."""
    before = await store.lock_draft(clearance, covenant_id)
    hold_to(if_match, before.edition)
    await about_nobody(clearance, data, Wording.DOCUMENT)
    draft = _draft(clearance, data, covenant_id, before.network_id, before.edition + 1)
    await store.change_draft(clearance, draft)
    clearance.object_id = covenant_id
    return Response(await _shown(clearance, draft), headers={"ETag": etag_of(draft.edition)})


@post(
    "/{covenant_id:uuid}/versions",
    dependencies=TO_COVENANT,
    opt={
        **doing(
            PUBLISH_COVENANT,
            ClausesMissing,
            HoldsTooEarly,
            HoldsTooFar,
            NobodySignedYet,
            EditionMissing,
            EditionStale,
        ),
        **ASKS_EDITION,
    },
)
async def publish_covenant(
    covenant_id: FromPath[UUID],
    data: JSONBody[PublishCovenant],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> CovenantVersion:
    """Publish the draft you read as the next version, which holds from a day on and is what members sign."""
    draft = await store.lock_draft(clearance, covenant_id)
    hold_to(if_match, draft.edition)
    at, versions = clearance.now(), await store.list_versions(clearance, covenant_id)
    today, before = day_in_amsterdam(at), versions[0] if versions else None
    version = rules.published(
        draft, before, data.holds_from_date, by=clearance.actor_id, at=at, today=today, without_grace=data.without_grace
    )  # fmt: skip
    await store.add_version(clearance, version)
    clearance.object_id = covenant_id
    return version_view(version, rules.in_force([version, *versions], today), today)


@get("/{covenant_id:uuid}/versions", dependencies=TO_COVENANT, opt=doing(READ_COVENANT))
async def list_covenant_versions(
    covenant_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> CovenantVersions:
    """Read every version that was published, the latest first."""
    await store.get_draft(clearance, covenant_id)
    versions, today = await store.list_versions(clearance, covenant_id), day_in_amsterdam(clearance.now())
    holding = rules.in_force(versions, today)
    return CovenantVersions(items=tuple(version_view(one, holding, today) for one in versions))


async def _shown(clearance: Clearance, draft: Draft) -> CovenantView:
    versions = await store.list_versions(clearance, draft.id)
    return covenant_view(draft, versions, day_in_amsterdam(clearance.now()))


def _draft(
    clearance: Clearance, data: WriteCovenant, covenant_id: UUID, network_id: UUID, edition: int
) -> Draft:
    clauses, at = data.written(), clearance.now()
    rules.each_once(clauses)
    return Draft(
        covenant_id, network_id, edition, data.title, data.grace_days, clauses, clearance.actor_id, at
    )  # fmt: skip


covenants_router = Router(
    "/covenants",
    route_handlers=[
        list_covenants,
        add_covenant,
        read_covenant,
        change_covenant,
        publish_covenant,
        list_covenant_versions,
    ],
    tags=["Network"],
)
