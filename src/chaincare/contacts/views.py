"""How the client is reached, as it is changed and answered."""

from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.access.model import Reach
from chaincare.contacts.model import Address, Contact
from chaincare.wire import Body, Instant, Line, Text, View


class StateAddress(Body):
    """Where the client lives. A `secret` address is in no ordinary view from then on, for nobody.

    While the last address stated is secret, no citizen's login sees how anybody of the client's side is reached, nor that
    something is hidden: not the phone, the safe way, nor the phones of representatives. State an address that is not
    secret to end that.
    """

    street: Line
    town: Line
    postal_code: Line | None = None
    secret: bool = False


class ChangeContact(Body):
    """What changes: a field that is left out stays as it is, null removes it (RFC 7396)."""

    phone: Line | UnsetType | None = UNSET
    safe_way: Text | UnsetType | None = UNSET
    address: StateAddress | UnsetType | None = UNSET

    def applied_to(self, contact: Contact, address_id: UUID) -> Contact:
        """Give how the client is reached from now on; ``address_id`` is for a new address."""
        changed = msgspec.structs.replace(contact, version=contact.version + 1)
        if self.phone is not UNSET:
            changed = msgspec.structs.replace(changed, phone=self.phone)
        if self.safe_way is not UNSET:
            changed = msgspec.structs.replace(changed, safe_way=self.safe_way)
        if self.address is None:
            changed = msgspec.structs.replace(changed, address_id=None, address=None)
        elif self.address is not UNSET:
            said = self.address
            address = Address(address_id, said.street, said.postal_code, said.town, said.secret)
            changed = msgspec.structs.replace(changed, address_id=address_id, address=address)
        return changed


class AddressView(View):
    """Where the client lives."""

    street: str
    postal_code: str | None
    town: str


class ContactView(View):
    """How the client is reached: the phone, and how and when it is safe to.

    `secretAddress` says that there is an address which no ordinary view shows; to whoever has scope `full` only.
    """

    phone: str | None
    safe_way: str | None
    address: AddressView | None
    secret_address: bool | None = None


class DiscloseAddress(Body):
    """What the address is needed for now."""

    reason: Text


class AddressDisclosed(AddressView):
    """The client's address. Nobody is told of it further than the reason needs."""

    id: UUID
    secret: bool
    disclosed_at: Instant


def contact_view(contact: Contact, reach: Reach) -> ContactView:
    """Show how the client is reached; what is secret is left out, whoever asks."""
    address = contact.address
    shown = None if address is None or address.secret else _address_view(address)
    hidden = contact.address_id is not None and shown is None
    return ContactView(
        phone=contact.phone,
        safe_way=contact.safe_way,
        address=shown,
        secret_address=hidden if reach is Reach.FULL else None,
    )


def address_disclosed(disclosure_id: UUID, address: Address, at: Instant) -> AddressDisclosed:
    """Show an address to whom it is disclosed."""
    return AddressDisclosed(
        street=address.street,
        postal_code=address.postal_code,
        town=address.town,
        id=disclosure_id,
        secret=address.secret,
        disclosed_at=at,
    )


def _address_view(address: Address) -> AddressView:
    return AddressView(street=address.street, postal_code=address.postal_code, town=address.town)
