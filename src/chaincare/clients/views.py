"""The client as he travels: named when a case is opened, read as far as one's reach goes, changed by part."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.access.model import Reach
from chaincare.clients.model import BirthPrecision, Client, KnownClient
from chaincare.clients.rules import known_birth_date, named
from chaincare.wire import Body, Line, Name, View

MASKED = "*********"
"""What stands for a BSN that is recorded; which one it is, no answer tells."""

BsnDigits = Annotated[str, msgspec.Meta(max_length=20)]


class NameClient(Body):
    """The client by name, and as much of the birth date as is known (the first day of a known month or year).

    A `bsn` may be given by a unit that has a statutory basis for it, for the purpose of the case.
    """

    given_names: Name
    birth_date: date
    birth_precision: BirthPrecision = BirthPrecision.DAY
    prefix: Name | None = None
    family_name: Name | None = None
    call_name: Name | None = None
    language: Line | None = None
    interpreter_needed: bool = False
    bsn: BsnDigits | None = None

    def to_model(self, client_id: UUID, *, today: date, pointer: str) -> Client:
        """Give the client as rules know him. Raises BirthDateTooPrecise, BirthDateInFuture."""
        known_birth_date(self.birth_date, self.birth_precision, today=today, pointer=f"{pointer}/birthDate")
        return Client(
            id=client_id,
            given_names=self.given_names,
            prefix=self.prefix,
            family_name=self.family_name,
            call_name=self.call_name,
            birth_date=self.birth_date,
            birth_precision=self.birth_precision,
            language=self.language,
            interpreter_needed=self.interpreter_needed,
        )


class ChangeClient(Body):
    """What changes: a field that is left out stays as it is, null removes it (RFC 7396)."""

    given_names: Name | UnsetType = UNSET
    birth_date: date | UnsetType = UNSET
    birth_precision: BirthPrecision | UnsetType = UNSET
    prefix: Name | UnsetType | None = UNSET
    family_name: Name | UnsetType | None = UNSET
    call_name: Name | UnsetType | None = UNSET
    language: Line | UnsetType | None = UNSET
    interpreter_needed: bool | UnsetType = UNSET
    bsn: BsnDigits | UnsetType | None = UNSET

    def applied_to(self, client: Client, *, today: date) -> Client:
        """Give the client as he is known from now on. Raises BirthDateTooPrecise, BirthDateInFuture."""
        said = {name: getattr(self, name) for name in self.__struct_fields__ if name != "bsn"}
        changes: dict[str, Any] = {name: value for name, value in said.items() if value is not UNSET}
        changed = msgspec.structs.replace(client, **changes)
        known_birth_date(changed.birth_date, changed.birth_precision, today=today)
        return changed


class ClientView(View):
    """The client by name; the rest is not for scope `that`."""

    id: UUID
    name: str
    given_names: str | None = None
    prefix: str | None = None
    family_name: str | None = None
    call_name: str | None = None
    birth_date: date | None = None
    birth_precision: BirthPrecision | None = None
    language: str | None = None
    interpreter_needed: bool | None = None


class ClientDetails(ClientView):
    """What is known of the client. Of a BSN it only says that one is recorded, and that to scope `full` only."""

    bsn: str | None = None


def client_view(client: Client, reach: Reach) -> ClientView:
    """Show a client: for scope `that` the name, and nothing else (DOMAIN 2)."""
    return ClientView(**_shown(client, reach))


def client_details(known: KnownClient, reach: Reach) -> ClientDetails:
    """Show all that is known of a client, as far as the reach goes."""
    bsn = MASKED if known.has_bsn and reach is Reach.FULL else None
    return ClientDetails(**_shown(known.client, reach), bsn=bsn)


def _shown(client: Client, reach: Reach) -> dict[str, Any]:
    if reach is Reach.THAT:
        return {"id": client.id, "name": named(client)}
    fields = msgspec.structs.asdict(client)
    del fields["earlier_names"]
    return {"name": named(client), **fields}
