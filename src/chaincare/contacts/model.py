"""How the client is reached: phone, the safe way, and an address that may be secret (S5)."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Operation, Reach
from chaincare.clients.refusals import ClientUnknown
from chaincare.refusals import Kind, Refusal


class Address(msgspec.Struct, frozen=True):
    """Where the client lives. A secret one is in no view but the one that discloses it."""

    id: UUID
    street: str
    postal_code: str | None
    town: str
    secret: bool


class Contact(msgspec.Struct, frozen=True):
    """How the client is reached, in its latest edition; number 0 says nothing yet.

    ``address`` is None where there is none, and where it is not for this reader: then ``address_id`` tells that there
    is one.
    """

    version: int
    phone: str | None
    safe_way: str | None
    address_id: UUID | None
    address: Address | None


class Disclosure(msgspec.Struct, frozen=True):
    """That an address was disclosed, to whom and what for."""

    id: UUID
    address_id: UUID
    reason: str
    disclosed_to: UUID
    disclosed_at: datetime


class NoAddress(Refusal):
    """No address of this client is recorded."""

    kind = Kind.CONFLICT


READ_CONTACT = Operation(
    code="contact.read",
    action="R",
    en="How the client is reached was read",
    nl="Hoe de cliënt te bereiken is, is bekeken",
    scope="cases",
    reaches=INFORMED | {Reach.CLIENT},
    unknown=ClientUnknown,
)
CHANGE_CONTACT = Operation(
    code="contact.changed",
    action="U",
    en="How the client is reached was changed",
    nl="Hoe de cliënt te bereiken is, is gewijzigd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
)
DISCLOSE_ADDRESS = Operation(
    code="address.disclosed",
    action="E",
    en="The client's address, which may be secret, was disclosed",
    nl="Het adres van de cliënt, dat geheim kan zijn, is opgevraagd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=ClientUnknown,
    strong=True,
)
