"""How the client is reached: read, changed by one editor at a time, and an address disclosed with a reason."""

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import patch, post
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Reach
from chaincare.clients.api import IN_CLIENT
from chaincare.contacts import store
from chaincare.contacts.model import (
    CHANGE_CONTACT,
    DISCLOSE_ADDRESS,
    READ_CONTACT,
    Contact,
    Disclosure,
    NoAddress,
)
from chaincare.contacts.views import (
    AddressDisclosed,
    ChangeContact,
    ContactView,
    DiscloseAddress,
    address_disclosed,
    contact_view,
)
from chaincare.ids import new_id
from chaincare.wire import refuse_empty


@get("/contact", dependencies=IN_CLIENT, opt={**doing(READ_CONTACT), "answer_headers": ("ETag",)})
async def read_contact(clearance: NamedDependency[Clearance]) -> Response[ContactView]:
    """Read how the client is reached. A secret address is not in it, whoever asks.

    The ETag is for who may change it, with scope `full`.
    """
    return _answer(await store.get_contact(clearance), clearance.reach)


@patch(
    "/contact",
    dependencies=IN_CLIENT,
    opt={
        **doing(CHANGE_CONTACT, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_contact(
    data: JSONBody[ChangeContact], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[ContactView]:
    """Change how the client is reached. Before anything is said it is edition `"0"`."""
    before = await store.lock_contact(clearance)
    hold_to(if_match, before.version)
    refuse_empty(data)
    contact = data.applied_to(before, new_id())
    await store.change_contact(clearance, before, contact)
    clearance.object_id = clearance.admission.object_id
    return _answer(contact, clearance.reach)


def _answer(contact: Contact, reach: Reach) -> Response[ContactView]:
    headers = {"ETag": etag_of(contact.version)} if reach is Reach.FULL else {}
    return Response(contact_view(contact, reach), headers=headers)


@post("/address-disclosures", dependencies=IN_CLIENT, opt=doing(DISCLOSE_ADDRESS, NoAddress))
async def disclose_address(
    data: JSONBody[DiscloseAddress], clearance: NamedDependency[Clearance]
) -> AddressDisclosed:
    """Read the client's address, secret or not, with a reason. To nobody but professionals with scope `full`."""
    at, contact = clearance.now(), await store.get_contact(clearance)
    if contact.address is None:
        raise NoAddress
    disclosure = Disclosure(new_id(), contact.address.id, data.reason, clearance.participation_id, at)
    await store.add_disclosure(clearance, disclosure)
    clearance.object_id = disclosure.id
    return address_disclosed(disclosure.id, contact.address, at)


contacts_router = Router(
    "/clients/{client_id:uuid}",
    route_handlers=[read_contact, change_contact, disclose_address],
    tags=["Clients"],
)
