"""Disclosing a BSN."""

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.bsns import rules, store
from chaincare.bsns.model import DISCLOSE_BSN, BsnNotForThis, CounterpartUnknown, Disclosure, NoBsn
from chaincare.bsns.views import BsnDisclosed, DiscloseBsn
from chaincare.clients.api import IN_CLIENT
from chaincare.ids import new_id


@post(
    "/bsn-disclosures",
    dependencies=IN_CLIENT,
    opt=doing(DISCLOSE_BSN, CounterpartUnknown, BsnNotForThis, NoBsn),
)
async def disclose_bsn(
    request: AnyRequest, data: JSONBody[DiscloseBsn], clearance: NamedDependency[Clearance]
) -> BsnDisclosed:
    """Read the client's BSN, to use it with one organisation, where a statutory basis of your unit covers that."""
    at, basis = clearance.now(), rules.basis_to_disclose(await store.find_ground(clearance, data.towards))
    kept = await store.get_bsn(clearance)
    disclosure = Disclosure(
        new_id(), kept.id, data.towards, basis, data.reason, clearance.participation_id, at
    )
    await store.add_disclosure(clearance, disclosure)
    clearance.object_id = disclosure.id
    return BsnDisclosed(
        id=disclosure.id,
        bsn=request.app.state.bsns.open(kept.sealed, kept.client_id),
        purpose=basis.purpose,
        article=basis.article,
        disclosed_at=at,
    )


bsns_router = Router("/clients/{client_id:uuid}", route_handlers=[disclose_bsn], tags=["Clients"])
