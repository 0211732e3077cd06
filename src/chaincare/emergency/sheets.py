"""What is read of an emergency: the card, what was agreed for safety, and an access with who used it."""

from datetime import date
from uuid import UUID

import msgspec

from chaincare.emergency.model import Access


class Contact(msgspec.Struct, frozen=True):
    """Somebody who can be called about the case."""

    name: str
    function: str
    organisation: str
    phone: str | None


class Number(msgspec.Struct, frozen=True):
    """A party's number, day and night."""

    organisation: str
    unit: str
    phone: str


class Card(msgspec.Struct, frozen=True):
    """Whom to call first."""

    reference: str
    holder: Contact | None
    coordinators: tuple[Contact, ...]
    numbers: tuple[Number, ...]


class AgreedForSafety(msgspec.Struct, frozen=True):
    """Something that was agreed so that it stays safe."""

    what: str
    needs: str | None
    due_on: date


class Overseen(msgspec.Struct, frozen=True):
    """An access with who used it; the reason is still sealed."""

    access: Access
    reference: str | None
    name: str
    function: str
    unit: str
    organisation: str
    reason: bytes
    request_id: UUID
