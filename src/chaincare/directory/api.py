"""Writing the directory: for an administrator of the network, each change with its entry."""

from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Operation, Reach
from chaincare.directory import rules, store
from chaincare.directory.administering import WRITING
from chaincare.directory.closing_days import read_closing_days, set_closing_days
from chaincare.directory.model import BsnBases, Numbers, Sector
from chaincare.directory.operations import (
    ADD_ORGANISATION,
    ADD_UNIT,
    CHANGE_BSN_BASES,
)
from chaincare.directory.reading import reading_handlers
from chaincare.directory.refusals import (
    BasesByNetwork,
    IssuerKnownOtherwise,
    NotInYourNetwork,
    NotWithSchool,
    NumberInvalid,
    NumberTaken,
    PurposeTwice,
)
from chaincare.directory.views import (
    Added,
    AddOrganisation,
    AddUnit,
    BsnBasesView,
    SetBsnBases,
    bsn_bases_view,
)
from chaincare.refusals import Refusal


def _writing(operation: Operation, *refusals: type[Refusal]) -> dict[str, Any]:
    return {"dependencies": WRITING, "opt": doing(operation, *refusals)}


@post("/organisations", **_writing(ADD_ORGANISATION, NumberInvalid, NumberTaken, IssuerKnownOtherwise))
async def add_organisation(data: JSONBody[AddOrganisation], clearance: NamedDependency[Clearance]) -> Added:
    """Add an organisation to the network you administer, with the issuer it may speak through."""
    numbers = rules.valid_numbers(Numbers(data.oin, data.kvk, data.brin, data.agb))
    if not await store.add_issuer(clearance, data.issuer, data.jwks_uri):
        raise IssuerKnownOtherwise
    added = await store.add_organisation(clearance, data.name, data.sector, data.issuer, numbers)
    clearance.object_id = added
    return Added(id=added)


@post("/units", **_writing(ADD_UNIT, NotInYourNetwork, BasesByNetwork, PurposeTwice, NotWithSchool))
async def add_unit(data: JSONBody[AddUnit], clearance: NamedDependency[Clearance]) -> Added:
    """Add a unit to an organisation of the network you administer, or to your own."""
    bases = rules.distinct_bases(data.stated_bases())
    if bases and clearance.reach is Reach.ORGANISATION:
        raise BasesByNetwork
    found = await store.find_in_network(clearance, organisation_id=data.organisation_id)
    if found is None:
        raise NotInYourNetwork
    rules.usable_bases(bases, Sector(found["sector"]), "/bsnBases")
    clearance.object_id = await store.add_unit(
        clearance, data.organisation_id, data.name, data.statutory_task, bases
    )
    return Added(id=clearance.object_id)


@put(
    "/units/{unit_id:uuid}/bsn-bases",
    dependencies=WRITING,
    opt={
        **doing(
            CHANGE_BSN_BASES, NotInYourNetwork, PurposeTwice, NotWithSchool, EditionMissing, EditionStale
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def set_bsn_bases(
    unit_id: FromPath[UUID],
    data: JSONBody[SetBsnBases],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[BsnBasesView]:
    """Set for which purposes a unit may record a BSN; each needs a statutory basis (S4)."""
    wanted = rules.distinct_bases(data.to_model())
    found = await store.find_in_network(clearance, unit_id=unit_id)
    if found is None:
        raise NotInYourNetwork
    rules.usable_bases(wanted, Sector(found["sector"]), "/items")
    present = await store.lock_bsn_bases(clearance, unit_id)
    hold_to(if_match, present.version)
    bases = BsnBases(wanted, present.version + 1)
    await store.change_bsn_bases(clearance, unit_id, bases)
    clearance.object_id = unit_id
    return Response(bsn_bases_view(bases), headers={"ETag": etag_of(bases.version)})


directory_router = Router(
    "/",
    route_handlers=[
        *reading_handlers,
        read_closing_days,
        set_closing_days,
        add_organisation,
        add_unit,
        set_bsn_bases,
    ],
    tags=["Directory"],
)
